/* SPDX-License-Identifier: MIT */
/*
 * bookfix: a fresh book with two small forms made in C, for the tests of what stands on
 * top of the store.
 */
#ifndef TESTS_UNIT_BOOKFIX_H
#define TESTS_UNIT_BOOKFIX_H

#include "core/book.h"

struct bookfix {
	struct arena *a;
	struct schema schema;
	struct form *form;      /* "activity": F08 in small, with a sensitive cell */
	struct form *hamlet;    /* "hamlet": its local list */
	const char *dir;
	struct book *b;
	struct err e;
};

enum { AC_DAY, AC_HAMLET, AC_FORCE, AC_WORK, AC_PLACE, AC_PEOPLE, AC_WOMEN, AC_SHIFTS, AC_HOURS,
	AC_RESULT, AC_NOTE, AC_PHONE, AC_N };

/* A fresh folder, an office book of unit 03388@- in it, opened. */
void bookfix_make(struct bookfix *x);

/* The same, a training book: it dumps without a hub. */
void bookfix_training(struct bookfix *x);
void bookfix_free(struct bookfix *x);

/* Closes and opens it again. */
void bookfix_reopen(struct bookfix *x);

/* The values of line i of an imagined day. */
struct value *bookfix_line(struct bookfix *x, int i);

/* Saves v as a new record of form and gives its id. */
rid bookfix_add(struct bookfix *x, const struct form *f, const struct value *v);

/* Saves v over record id; what book_save answered. */
int bookfix_set(struct bookfix *x, rid id, const struct value *v, const struct vv *seen);

/* Moves record rec without new values; what book_save answered. */
int bookfix_move(struct bookfix *x, rid rec, enum change_kind kind);

/* Saves lines 0 to n - 1 in one batch, every tenth of unit 03389@-. */
void bookfix_lines(struct bookfix *x, int n);

/* How many records q finds in b. */
int bookfix_count(struct bookfix *x, struct book *b, const struct query *q);

struct value int_value(int64_t n);
struct value text_value(const char *s);

#endif
