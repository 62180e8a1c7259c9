/* SPDX-License-Identifier: MIT */
/*
 * seen: the form files that were read strictly before, by the hash of their bytes, so that
 * a start of the program does not check letter by letter, and by a second reader, what has not
 * changed since the last one (measured with 157 files: 38 % of a start was libconfuse, 10 % the
 * byte check, 9 % the canonical print).  A file of the book that may be deleted at any time.
 */
#ifndef FORMS_SEEN_H
#define FORMS_SEEN_H

#include "forms/attr.h"

struct seen;

/* What path remembers; nothing when it is not there, damaged or of another program.  Owned by a. */
const struct seen *seen_read(struct arena *a, const char *path);

/* The hash of the canonical print of the file whose bytes have this hash, or NULL: not seen.  s may be NULL. */
const uint8_t *seen_print(const struct seen *s, const uint8_t bytes[HASH_BYTES]);

/* Remembers the files of b in path, when one of them is new; a folder that cannot be written is no fault. */
void seen_write(const struct build *b, const char *path);

#endif
