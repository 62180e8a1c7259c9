/* SPDX-License-Identifier: MIT */
/*
 * correct: corrections of what was locked.  A correction is a change that names why and
 * on which paper; both stand in its reason, before the answers to warnings:
 * "correct=WHY;paper=NUMBER;".  The old values are those of the record before it.
 */
#ifndef CORE_CORRECT_H
#define CORE_CORRECT_H

#include "core/book.h"

/* The reason of a correction; ';' and '=' of why and paper become ','.  Owned by a. */
const char *correct_reason(struct arena *a, const char *why, const char *paper, const char *answers);

/* What a reason says under a name ("correct", "paper"); "" when nothing.  Owned by a. */
const char *correct_part(struct arena *a, const char *reason, const char *name);

/* Whether a reason names why and on which paper. */
bool correct_ready(const char *reason);

/* The record as c found it, out of its n changes; NULL for the first of them.  Owned by a. */
struct record *correct_before(struct arena *a, struct change *const *all, int n,
    const struct change *c);

/* Which corrections are asked for; dates are those of the records. */
struct correct_ask {
	const struct form *form;       /* NULL: all forms */
	const char *unit;              /* unit_text(), or NULL */
	int32_t from, to;              /* DATE_NONE: open */
};

/* One cell that a correction moved; a removal of a locked record takes all its numbers away. */
struct correction {
	const struct change *c;        /* who, when, why; kind CH_REMOVE: the record was taken away */
	const struct form *form;
	const char *unit;
	int32_t day;                   /* DATE_NONE: the form has none */
	int cell;                      /* of form; -1: the removal as such */
	struct value was, now;
	bool counts;                   /* difference is one: both are numbers, or blank */
	bool erased;                   /* the new value was erased since */
	int64_t difference;
	const char *why, *paper;
};
typedef int correct_each(void *arg, const struct correction *x, struct err *e);

/* Calls each for every corrected cell, in the order of nodes and of their changes, outside the gate. */
int correct_list(struct book *b, const struct correct_ask *q, correct_each *each, void *arg,
    struct err *e);

#endif
