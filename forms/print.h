/* SPDX-License-Identifier: MIT */
/* print: the canonical print of an accepted file, and the hashes made from it. */
#ifndef FORMS_PRINT_H
#define FORMS_PRINT_H

#include "forms/attr.h"

/*
 * The hash of the file as one text whatever its comments, blanks and order of keys: sections
 * in their order, keys in the order of the grammar.
 */
void print_sect(const struct sect *s, const struct grammar *of, uint8_t out[HASH_BYTES]);

/* form.hash of each form, and schema.hash, taken of the sorted hashes of all that is installed. */
void print_hashes(struct build *b);

#endif
