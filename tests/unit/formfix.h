/* SPDX-License-Identifier: MIT */
/*
 * formfix: small forms made in C for the tests of expressions and checks, so that
 * these do not depend on the loader.
 */
#ifndef TESTS_UNIT_FORMFIX_H
#define TESTS_UNIT_FORMFIX_H

#include "core/expr.h"

struct formfix {
	struct arena *a;
	struct schema schema;
	struct form *form;      /* "session", see formfix.c */
	struct form *other;     /* "roster", code F09 */
	struct value *v;        /* of form, filled */
	struct look look;       /* today 2021-11-24, unit 03388, nothing of a book */
};

void formfix_make(struct formfix *x);
void formfix_free(struct formfix *x);

/* Field of f by id, to be changed. */
struct field *formfix_field(struct form *f, const char *id);

/* The cell of form called id. */
struct value *formfix_cell(struct formfix *x, const char *id);

/* Writes text into a cell as a clerk would have. */
void formfix_set(struct formfix *x, const char *id, const char *text);

/* Parses, or ends the process with the sentence. */
const struct expr *formfix_expr(struct formfix *x, const char *src, enum etype want);

#endif
