/* SPDX-License-Identifier: MIT */
/*
 * today: what this office keyed today, whatever day it tells of.
 */
#ifndef TUI_TODAY_H
#define TUI_TODAY_H

#include "core/book.h"

struct keyed { rid rec; const char *form; bool removed; };

/* Records made here since midnight, in order of keying, with those removed again; count, -1 failed. */
int today_keyed(struct book *b, struct arena *a, struct keyed **out, struct err *e);

/* How many of n were keyed into the form and still stand; NULL: into any form. */
int today_count(const struct keyed *k, int n, const char *form);

/* All records of a form, of unit when there is one; no more than max are counted.  -1 failed. */
int today_all(struct book *b, const struct form *f, const char *unit, int max, int *count,
    struct err *e);

#endif
