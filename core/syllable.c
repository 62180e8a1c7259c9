/* SPDX-License-Identifier: MIT */
/*
 * syllable: tables of initials, nuclei and finals, in letters each followed by its
 * mark as in core/letter.h ("u+o+" is ươ), and the matching against them.  A letter
 * without a mark matches one that has a mark: the mark may still be typed.
 */
#include "core/syllable.h"

#include <stddef.h>
#include <string.h>

/* Which finals a closed nucleus takes besides m n p t. */
enum { TAKES_C = 1, TAKES_CH = 2, TAKES_K = 4, TAKES_ALL = 8 };

struct nucleus {
	char letters[7];
	uint8_t takes;
};

struct final {
	char letters[3];
	uint8_t needs;
	bool stops;
};

enum match { NONE, BEGINS, WHOLE };
enum how { EXACT, LOOSE };

static const char initials[][4] = {
	"b", "c", "ch", "d", "d-", "g", "gh", "gi", "h", "k", "kh", "kr", "l", "m", "n", "ng",
	"ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x", "z",
};

static const char open_nuclei[][7] = {
	"a", "a(", "a^", "e", "e^", "i", "o", "o^", "o+", "u", "u+", "y", "ai", "ao", "au", "ay",
	"a^u", "a^y", "eo", "e^u", "ia", "iu", "oa", "oe", "oi", "o^i", "o+i", "ua", "ue^", "ui",
	"uo+", "uy", "u+a", "u+i", "u+u", "ie^u", "ye^u", "oai", "oay", "oao", "oeo", "ua^y",
	"uo^i", "u+o+i", "u+o+u", "uya", "uyu",
};

static const struct nucleus closed_nuclei[] = {
	{ "a", TAKES_C | TAKES_CH }, { "a(", TAKES_C | TAKES_K }, { "a^", TAKES_C },
	{ "e", TAKES_C }, { "e^", TAKES_C | TAKES_CH }, { "i", TAKES_C | TAKES_CH },
	{ "o", TAKES_C }, { "o^", TAKES_C }, { "o+", TAKES_C }, { "u", TAKES_C | TAKES_K },
	{ "u+", TAKES_C }, { "y", TAKES_CH }, { "ie^", TAKES_C }, { "oa", TAKES_C | TAKES_CH },
	{ "oa(", TAKES_C }, { "oe", TAKES_C }, { "oo", TAKES_C }, { "ua^", TAKES_C },
	{ "ue^", TAKES_CH }, { "uo^", TAKES_C }, { "uo+", TAKES_C }, { "u+o+", TAKES_C },
	{ "uy", TAKES_CH }, { "ye^", TAKES_C }, { "uye^", TAKES_C },
};

static const struct final finals[] = {
	{ "c", TAKES_C, true }, { "ch", TAKES_CH, true }, { "k", TAKES_K, true },
	{ "m", TAKES_ALL, false }, { "n", TAKES_ALL, false }, { "ng", TAKES_C, false },
	{ "nh", TAKES_CH, false }, { "p", TAKES_ALL, true }, { "t", TAKES_ALL, true },
};

/* Open pairs that show the tone on the second vowel in the new style. */
static const char second_in_new[][3] = { "oa", "oe", "uy" };

#define COUNT(table) (int)(sizeof(table) / sizeof *(table))

bool
sign_vowel(const struct sign *s)
{
	return s->base && s->base < 0x80 && strchr("aeiouy", (int)s->base);
}

/* The mark that c stands for in a row, '.' when it is the next letter or the end. */
static char
mark_of(char c)
{
	return c == '^' || c == '(' || c == '+' || c == '-' ? c : '.';
}

/* How the n letters compare with a row of a table. */
static enum match
match(const struct sign *s, int n, const char *row, enum how how)
{
	int i, k = 0;
	char mark;

	for (i = 0; i < n; i++) {
		if (!row[k] || s[i].base != (unsigned char)row[k])
			return NONE;
		mark = mark_of(row[++k]);
		if (s[i].mark != mark && (how == EXACT || s[i].mark != '.'))
			return NONE;
		k += mark != '.';
	}
	return row[k] ? BEGINS : WHOLE;
}

/* The best match of n letters among the initials; no letter at all is a whole one. */
static enum match
match_initial(const struct sign *s, int n)
{
	enum match best = n == 0 ? WHOLE : NONE, m;
	int i;

	for (i = 0; i < COUNT(initials) && best != WHOLE; i++) {
		m = match(s, n, initials[i], EXACT);
		if (m > best)
			best = m;
	}
	return best;
}

static bool
final_fits(const struct sign *s, int n, unsigned takes, enum match least)
{
	int i;

	for (i = 0; i < COUNT(finals); i++)
		if ((finals[i].needs & (takes | TAKES_ALL)) &&
		    match(s, n, finals[i].letters, EXACT) >= least)
			return true;
	return false;
}

/* True when nucleus s[v] to s[f-1] and the final behind it can be, or are, a rhyme. */
static bool
rhyme_fits(const struct sign *s, int n, struct parts p, enum how how)
{
	const enum match least = how == LOOSE ? BEGINS : WHOLE;
	const struct sign *v = s + p.v;
	const int nv = p.f - p.v;
	int i;

	for (i = 0; p.f == n && i < COUNT(open_nuclei); i++)
		if (match(v, nv, open_nuclei[i], how) >= least)
			return true;
	if (p.f == n && how == EXACT)
		return false;
	for (i = 0; i < COUNT(closed_nuclei); i++) {
		if (p.f == n && match(v, nv, closed_nuclei[i].letters, how) >= least)
			return true;
		if (p.f < n && match(v, nv, closed_nuclei[i].letters, how) == WHOLE &&
		    final_fits(s + p.f, n - p.f, closed_nuclei[i].takes, least))
			return true;
	}
	return false;
}

struct parts
syllable_split(const struct sign *s, int n)
{
	struct parts p = { 0, 0 };

	while (p.v < n && !sign_vowel(&s[p.v]))
		p.v++;
	for (p.f = p.v; p.f < n && sign_vowel(&s[p.f]);)
		p.f++;
	if (p.v != 1 || p.f == p.v)
		return p;
	if (s[0].base == 'q' && s[1].base == 'u' && s[1].mark == '.')
		p.v = 2;
	else if (s[0].base == 'g' && s[1].base == 'i' && p.f > 2)
		p.v = 2;
	return p;
}

bool
syllable_ok(const struct sign *s, int n)
{
	const struct parts p = syllable_split(s, n);

	if (p.v == p.f)
		return p.f == n && match_initial(s, n) != NONE;
	if (match_initial(s, p.v) != WHOLE || (s[0].base == 'q' && s[p.v].base == 'u'))
		return false;
	return rhyme_fits(s, n, p, LOOSE);
}

bool
syllable_full(const struct sign *s, int n, enum tone tone)
{
	const struct parts p = syllable_split(s, n);

	if (p.v == p.f || match_initial(s, p.v) != WHOLE || !rhyme_fits(s, n, p, EXACT))
		return false;
	return tone == TONE_NONE || tone == TONE_SAC || tone == TONE_NANG || !syllable_stops(s, n);
}

bool
syllable_stops(const struct sign *s, int n)
{
	const struct parts p = syllable_split(s, n);
	int i;

	for (i = 0; i < COUNT(finals) && p.f < n; i++)
		if (finals[i].stops && match(s + p.f, n - p.f, finals[i].letters, EXACT) == WHOLE)
			return true;
	return false;
}

int
syllable_place(const struct sign *s, int n, bool new_style)
{
	const struct parts p = syllable_split(s, n);
	int i;

	if (p.f - p.v < 2)
		return p.f - 1 < p.v ? -1 : p.v;
	for (i = p.f - 1; i >= p.v; i--)
		if (s[i].mark != '.')
			return i;
	if (p.f - p.v > 2 || p.f < n)
		return p.v + 1;
	for (i = 0; new_style && i < COUNT(second_in_new); i++)
		if (match(s + p.v, 2, second_in_new[i], EXACT) == WHOLE)
			return p.v + 1;
	return p.v;
}
