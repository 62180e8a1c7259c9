/* SPDX-License-Identifier: MIT */
/*
 * syllable: how a Vietnamese syllable is built, letter by letter, with any initial
 * before any rhyme (vietnamese.md, section 1): what may still become one, what is one,
 * and which letter shows the tone.
 */
#ifndef CORE_SYLLABLE_H
#define CORE_SYLLABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/letter.h"

/* One letter of a word without the tone, which belongs to the word. */
struct sign {
	uint32_t base; /* a-z or a digit; anything else as it is, which no syllable has */
	char mark; /* as in struct letter */
	char made; /* the key that made it a whole letter: w [ ] { }, or 0 */
	bool upper;
};

/* A word falls into the initial, s[0] to s[v-1], the vowels up to s[f-1], and the final. */
struct parts {
	int v, f;
};

/* The parts of n letters; v == f when there is no nucleus. */
struct parts syllable_split(const struct sign *s, int n);

/* True when the letters, with marks still to come, may become a syllable. */
bool syllable_ok(const struct sign *s, int n);

/* True when they are one, and it may bear the tone. */
bool syllable_full(const struct sign *s, int n, enum tone tone);

/* True when the final is one that allows no other tone than sắc and nặng. */
bool syllable_stops(const struct sign *s, int n);

/* Which of the letters of an ok word shows the tone; -1 when it has no nucleus. */
int syllable_place(const struct sign *s, int n, bool new_style);

/* True for a e i o u y with any mark. */
bool sign_vowel(const struct sign *s);

#endif
