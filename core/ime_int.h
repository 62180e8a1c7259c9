/* SPDX-License-Identifier: MIT */
/*
 * ime_int: what the word (ime.c) and the rules of its keys (imerule.c) share.
 */
#ifndef CORE_IME_INT_H
#define CORE_IME_INT_H

#include "core/ime.h"

/*
 * Tries the rules on a key: true, one took it; false, it is to be a letter, perhaps
 * after a mark or tone was taken back.  There is room for one letter.
 */
bool ime_rule(struct ime *w, const struct ime_how *how, uint32_t key);

/* Appends a letter, and rule U. */
void ime_append(struct ime *w, struct sign s);

/* True for [ ] { }. */
bool ime_bracket(uint32_t key);

bool ime_has_vowel(const struct ime *w);

/* True when all letters are upper case; digits and brackets have none. */
bool ime_all_upper(const struct ime *w);

#endif
