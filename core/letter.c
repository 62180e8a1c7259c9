/* SPDX-License-Identifier: MIT */
/*
 * letter: the 134 Vietnamese letters beyond ASCII as three tables, three bytes a
 * small letter: base, mark, tone.  A blank base is a letter of other languages.
 */
#include "core/letter.h"

/* U+00E0 to U+00FF; capitals are 0x20 before. */
static const char latin1[32 * 3 + 1] =
	"a.1a.4a^0a.3" "            " "e.1e.4e^0   " "i.1i.4      "
	"      o.1o.4" "o^0o.3      " "   u.1u.4   " "   y.4      ";

/* U+1EA0 to U+1EF9, a capital and its small letter each. */
static const char extended[45 * 3 + 1] =
	"a.5a.2a^4a^1a^2a^3a^5a(4a(1a(2a(3a(5"
	"e.5e.2e.3e^4e^1e^2e^3e^5i.2i.5"
	"o.5o.2o^4o^1o^2o^3o^5o+4o+1o+2o+3o+5"
	"u.5u.2u+4u+1u+2u+3u+5y.1y.5y.2y.3";

/* The rest; the capital is one before. */
static const struct {
	uint32_t small;
	char parts[4];
} others[] = {
	{ 0x103, "a(0" }, { 0x111, "d-0" }, { 0x129, "i.3" },
	{ 0x169, "u.3" }, { 0x1A1, "o+0" }, { 0x1B0, "u+0" },
};

/* The three bytes of c; NULL when it is no Vietnamese letter. */
static const char *
parts_of(uint32_t c, bool *upper)
{
	unsigned i;

	if (c >= 0xC0 && c <= 0xFF) {
		*upper = c < 0xE0;
		return latin1 + 3 * ((c & 0xDF) - 0xC0);
	}
	if (c >= 0x1EA0 && c <= 0x1EF9) {
		*upper = c % 2 == 0;
		return extended + 3 * ((c - 0x1EA0) / 2);
	}
	for (i = 0; i < sizeof others / sizeof *others; i++)
		if (c == others[i].small || c + 1 == others[i].small) {
			*upper = c != others[i].small;
			return others[i].parts;
		}
	return 0;
}

bool
letter_split(uint32_t c, struct letter *out)
{
	const char *p;

	out->mark = '.';
	out->tone = TONE_NONE;
	if (c < 0x80) {
		out->base = (char)(c | 0x20);
		out->upper = c < 'a';
		return out->base >= 'a' && out->base <= 'z' && c >= 'A';
	}
	p = parts_of(c, &out->upper);
	if (!p || *p == ' ')
		return false;
	out->base = p[0];
	out->mark = p[1];
	out->tone = (enum tone)(p[2] - '0');
	return true;
}
