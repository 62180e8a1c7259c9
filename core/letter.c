/* SPDX-License-Identifier: MIT */
/*
 * letter: the 134 Vietnamese letters beyond ASCII as three tables, three bytes a
 * small letter: base, mark, tone.  A blank base is a letter of other languages.
 */
#include "core/letter.h"

#include <stdlib.h>
#include <utf8proc.h>

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
	return NULL;
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

static bool
is_same(uint32_t c, const struct letter *l)
{
	struct letter x;

	return letter_split(c, &x) && x.base == l->base && x.mark == l->mark && x.tone == l->tone &&
	    x.upper == l->upper;
}

uint32_t
letter_join(const struct letter *l)
{
	const uint32_t ascii = (uint32_t)(unsigned char)l->base - (l->upper ? 'a' - 'A' : 0);
	unsigned i;
	uint32_t c;

	if (l->mark == '.' && l->tone == TONE_NONE)
		return ascii;
	for (c = 0xC0; c <= 0xFF; c++)
		if (is_same(c, l))
			return c;
	for (c = 0x1EA0; c <= 0x1EF9; c++)
		if (is_same(c, l))
			return c;
	for (i = 0; i < sizeof others / sizeof *others; i++)
		for (c = others[i].small - 1; c <= others[i].small; c++)
			if (is_same(c, l))
				return c;
	return ascii;
}

static int
take_apart(uint32_t c, int how, utf8proc_int32_t out[GLYPHS])
{
	int boundary = 0;
	int n = (int)utf8proc_decompose_char((utf8proc_int32_t)c, out, GLYPHS, (utf8proc_option_t)how,
	    &boundary);

	return n < GLYPHS ? n : GLYPHS;
}

/* A letter or digit beyond ASCII and Vietnamese: its small base letters. */
static int
split_foreign(uint32_t c, struct glyph g[GLYPHS])
{
	const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
	utf8proc_int32_t whole[GLYPHS], parts[GLYPHS];
	int i, j, n, m, out = 0;

	if (p->category >= UTF8PROC_CATEGORY_MN && p->category <= UTF8PROC_CATEGORY_ME)
		return DROPPED;
	if (p->category < UTF8PROC_CATEGORY_LU || p->category > UTF8PROC_CATEGORY_NO)
		return BREAK;
	/* marks go before the case is folded, or an iota below would become a letter */
	n = take_apart(c, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, whole);
	for (i = 0; i < n; i++) {
		m = take_apart((uint32_t)whole[i], UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
		    UTF8PROC_CASEFOLD, parts);
		for (j = 0; j < m && out < GLYPHS; j++, out++) {
			g[out].base = (uint32_t)parts[j];
			g[out].mark = '.';
			g[out].tone = TONE_NONE;
			g[out].upper = p->category == UTF8PROC_CATEGORY_LU;
		}
	}
	return out;
}

int
glyphs_of(uint32_t c, struct glyph g[GLYPHS])
{
	struct letter l;

	if (letter_split(c, &l)) {
		g->base = (unsigned char)l.base;
		g->mark = l.mark;
		g->tone = l.tone;
		g->upper = l.upper;
		return 1;
	}
	if (c >= 0x80)
		return split_foreign(c, g);
	g->base = c;
	g->mark = '.';
	g->tone = TONE_NONE;
	g->upper = false;
	return c >= '0' && c <= '9' ? 1 : BREAK;
}

const char *
letters_composed(struct arena *a, const char *s)
{
	const char *out = s, *p;
	utf8proc_uint8_t *nfc;

	for (p = s; *p; p++)
		if ((unsigned char)*p == 0xCC || (unsigned char)*p == 0xCD)
			break;
	if (!*p)
		return s;
	nfc = utf8proc_NFC((const utf8proc_uint8_t *)s);
	if (nfc) /* NULL for what is not UTF-8: then it is taken as it stands */
		out = arena_strdup(a, (const char *)nfc);
	free(nfc);
	return out;
}
