/* SPDX-License-Identifier: MIT */
/*
 * lang: sentences in the reader's language, through gettext.  msgids are
 * English; tui/po/vi.po holds the Vietnamese.  Data that carries both languages
 * (labels, rules) is an array of two and is picked by lang_get().
 */
#ifndef CORE_LANG_H
#define CORE_LANG_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) s

enum lang { LANG_VI, LANG_EN, LANG_N };

/*
 * Chooses the language of everything said from now on, and binds the catalogs
 * found in dir (NULL: the installed ones).  Call after setlocale.
 */
void lang_set(enum lang lang, const char *dir);

/* The language in force; Vietnamese until lang_set is called. */
enum lang lang_get(void);

/* The text of a pair in the language in force; the other one when it is empty. */
const char *lang_pick(const char *const pair[LANG_N]);

#endif
