/* SPDX-License-Identifier: MIT */
/*
 * bytes: the first look at a form file, before anything parses it (store-sync.md 3,
 * step 2).
 */
#ifndef FORMS_BYTES_H
#define FORMS_BYTES_H

#include "forms/gather.h"

enum { LINE_BYTES_MAX = 1000 };

/*
 * Checks the n bytes at p: valid UTF-8 without NUL, control, bidi or zero-width letters, no
 * "${", no line over LINE_BYTES_MAX.  Drops a byte-order mark (with a warning) and the CR of
 * CR LF, in place.  Returns the text, terminated, or NULL when there was an error.
 */
char *bytes_check(struct gather *g, char *p, size_t n);

#endif
