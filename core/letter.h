/* SPDX-License-Identifier: MIT */
/*
 * letter: what a Vietnamese letter is made of.  A letter is a base a-z, a mark
 * that makes it another letter of the alphabet, and a tone, which belongs to the
 * syllable and is only shown on the letter.
 */
#ifndef CORE_LETTER_H
#define CORE_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"

/* In the order of a dictionary. */
enum tone { TONE_NONE, TONE_HUYEN, TONE_HOI, TONE_NGA, TONE_SAC, TONE_NANG };

struct letter {
	char base;      /* a-z */
	char mark;      /* '^' hat, '(' breve, '+' horn, '-' bar, '.' none */
	enum tone tone;
	bool upper;
};

/* Splits c; false when it is neither a letter of ASCII nor a precomposed Vietnamese one. */
bool letter_split(uint32_t c, struct letter *out);

/* The other way round; the base letter when no such letter exists. */
uint32_t letter_join(const struct letter *l);

/* One letter or digit as order and search see it. */
struct glyph {
	uint32_t base;  /* small, without marks; beyond ASCII for other scripts */
	char mark;      /* as in struct letter */
	enum tone tone;
	bool upper;
};

/* What a code point is that is not one to GLYPHS glyphs: a combining mark, or neither letter nor digit. */
enum { GLYPHS = 8, DROPPED = 0, BREAK = -1 };

/* Splits c into its glyphs ("ß" is two); their number, DROPPED or BREAK. */
int glyphs_of(uint32_t c, struct glyph g[GLYPHS]);

/* s itself, or its composed form when it holds combining marks; owned by a. */
const char *letters_composed(struct arena *a, const char *s);

#endif
