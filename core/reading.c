/* SPDX-License-Identifier: MIT */
/*
 * reading: what a query may stand for that finds nothing as it was typed: its keys, when
 * the input method was off, as Telex or VNI would have made letters of them.
 */
#include <string.h>

#include "core/ime.h"
#include "core/text.h"

static bool
is_plain(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

int
text_readings(struct arena *a, const char *query, const char *out[READINGS])
{
	static const struct ime_how how[] = { { .method = IME_TELEX }, { .method = IME_VNI } };
	struct buf b = { NULL, 0, 0 };
	int i, n = 0;

	out[n++] = query;
	for (i = 0; i < 2 && is_plain(query); i++) {
		b.n = 0;
		ime_type(a, &b, &how[i], query);
		buf_u8(&b, 0);
		if (!is_plain((const char *)b.p))
			out[n++] = arena_strdup(a, (const char *)b.p);
	}
	buf_free(&b);
	return n;
}
