/* SPDX-License-Identifier: MIT */
/* print: the canonical print of an accepted file, and the hashes made from it. */
#ifndef FORMS_PRINT_H
#define FORMS_PRINT_H

#include "forms/attr.h"

/*
 * The file as one text whatever its comments, blanks and order of keys: sections in
 * their order, keys in the order of the grammar, values quoted.  Owned by a.
 */
const char *print_sect(struct arena *a, const struct sect *s, const struct grammar *of);

/* form.hash of each form, and schema.hash of all that is installed. */
void print_hashes(struct build *b);

#endif
