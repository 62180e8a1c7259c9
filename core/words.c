/* SPDX-License-Identifier: MIT */
/*
 * words: eight syllables that stand for the first 64 bits of a hash.  A syllable
 * is a beginning (high half of the byte) and an end (low half); every pair is an
 * easy Vietnamese syllable without marks and written one way only.
 */
#include "core/keys.h"

static const char *const heads[16] = {
	"b", "ch", "h", "kh", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x",
};

static const char *const tails[16] = {
	"a", "ai", "am", "an", "ang", "ao", "e", "en", "eo", "i", "inh", "o", "oi", "ong", "u",
	"ung",
};

const char *
keys_words(struct arena *a, const uint8_t hash[HASH_BYTES])
{
	const char *s = "";
	int i;

	for (i = 0; i < 8; i++)
		s = arena_printf(a, "%s%s%s%s", s, i ? " " : "", heads[hash[i] >> 4],
		    tails[hash[i] & 15]);
	return s;
}
