/* SPDX-License-Identifier: MIT */
/*
 * bytes: what may not stand in a form file at all.  libconfuse would let raw escape
 * bytes and broken UTF-8 through, cut a string at NUL and replace "${NAME}" from
 * the environment; so nothing of the kind reaches it.
 */
#include "forms/bytes.h"

#include <string.h>

#include "core/text.h"

/* A code point with no business in a file that people read line by line. */
static bool
hidden(uint32_t c)
{
	static const uint32_t spans[][2] = {
		{ 0x00, 0x08 },
		{ 0x0B, 0x1F },
		{ 0x7F, 0x9F },
		{ 0xAD, 0xAD },
		{ 0x61C, 0x61C },
		{ 0x200B, 0x200F },
		{ 0x2028, 0x202E },
		{ 0x2060, 0x206F },
		{ 0xD800, 0xDFFF },
		{ 0xFDD0, 0xFDEF },
		{ 0xFE00, 0xFE0F },
		{ 0xFEFF, 0xFEFF },
		{ 0xFFF9, 0xFFFF },
		{ 0xE0000, 0xE0FFF },
	};
	size_t i;

	for (i = 0; i < sizeof spans / sizeof *spans; i++)
		if (c >= spans[i][0] && c <= spans[i][1])
			return true;
	return false;
}

/* One line without its LF. */
static void
check_line(struct gather *g, int line, const char *p, size_t n)
{
	const char *s = p, *before;
	uint32_t c;
	int col = 1;

	if (n > LINE_BYTES_MAX)
		gather_error(g, line, NULL, _("the line has %zu bytes; at most %d are allowed"), n,
		    LINE_BYTES_MAX);
	for (; s < p + n; col++) {
		if (*s >= ' ' && *s <= '~' && *s != '$') { /* nearly every byte of nearly every file */
			s++;
			continue;
		}
		before = s;
		if (*s == '\0') {
			gather_error(g, line, NULL, _("column %d: a NUL byte is not allowed"), col);
			return;
		}
		c = text_next(&s);
		if (!text_valid(before, (size_t)(s - before)) || s > p + n) {
			gather_error(g, line, NULL,
			    _("column %d: this is not valid UTF-8; "
			      "save the file as UTF-8"),
			    col);
			return;
		}
		if (hidden(c)) {
			gather_error(g, line, NULL,
			    _("column %d: the hidden letter U+%04X is not "
			      "allowed; delete it"),
			    col, (unsigned)c);
			return;
		}
		if (c == '$' && s < p + n && *s == '{') {
			gather_error(g, line, NULL,
			    _("column %d: \"${\" is not allowed: it would be "
			      "replaced from the environment"),
			    col);
			return;
		}
	}
}

/* Drops a byte-order mark and the CR of every CR LF; the new length. */
static size_t
normalise(struct gather *g, char *p, size_t n)
{
	size_t i = 0, out = 0;

	if (n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
		gather_warn(g, 1, NULL,
		    _("the file begins with a byte-order mark, which was passed over; "
		      "save it as UTF-8 without one"));
		i = 3;
	}
	for (; i < n; i++)
		if (p[i] != '\r' || i + 1 == n || p[i + 1] != '\n')
			p[out++] = p[i];
	return out;
}

char *
bytes_check(struct gather *g, char *p, size_t n)
{
	int line = 1, errors = g->errors;
	char *s, *end, *lf;

	n = normalise(g, p, n);
	p[n] = '\0'; /* file_read leaves room for it */
	end = p + n;
	for (s = p; s < end; s = lf + 1, line++) {
		lf = memchr(s, '\n', (size_t)(end - s));
		if (!lf)
			lf = end;
		check_line(g, line, s, (size_t)(lf - s));
	}
	return g->errors == errors ? p : NULL;
}
