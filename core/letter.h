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

#endif
