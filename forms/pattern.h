/* SPDX-License-Identifier: MIT */
/* pattern: the regular expression of a field, compiled and kept within bounds. */
#ifndef FORMS_PATTERN_H
#define FORMS_PATTERN_H

#include <regex.h>

#include "core/arena.h"

/*
 * Compiles the POSIX extended pattern s into *out, which is freed with a.  NULL when done, else
 * a sentence that says why not.
 */
const char *pattern_compile(struct arena *a, const char *s, regex_t *out);

#endif
