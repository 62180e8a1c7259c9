/* SPDX-License-Identifier: MIT */
/*
 * lang: the language in force.  The one file-scope variable is process-wide by
 * nature: gettext itself keeps its state per process.
 */
#include "core/lang.h"

#include <stdlib.h>

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

static enum lang current = LANG_VI;

void
lang_set(enum lang lang, const char *dir)
{
	static const char *const names[LANG_N] = { "vi", "en" };

	current = lang;
	(void)setenv("LANGUAGE", names[lang], 1); /* fails only without memory: msgids are shown */
	bindtextdomain("soxa", dir ? dir : LOCALEDIR);
	bind_textdomain_codeset("soxa", "UTF-8");
	textdomain("soxa");
}

enum lang
lang_get(void)
{
	return current;
}

const char *
lang_pick(const char *const pair[LANG_N])
{
	const char *s = pair[current];

	if (s && *s)
		return s;
	s = pair[current == LANG_VI ? LANG_EN : LANG_VI];
	return s ? s : "";
}
