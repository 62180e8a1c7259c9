/* SPDX-License-Identifier: MIT */
/*
 * hubfix: two enrolled offices and their hub, for the tests of dumps and imports.
 */
#ifndef TESTS_UNIT_HUBFIX_H
#define TESTS_UNIT_HUBFIX_H

#include "core/dump.h"
#include "tests/unit/bookfix.h"

/* x.b is office one; office two and the hub lie in folders of the same place. */
struct hubfix {
	struct bookfix x;
	struct book *hub, *two;
};

void hubfix_make(struct hubfix *h);
void hubfix_free(struct hubfix *h);

/* A further book in the same place, not enrolled. */
struct book *hubfix_book(struct hubfix *h, const char *name, enum role role, bool training);

/* Saves line i in b; its id. */
rid hubfix_add(struct hubfix *h, struct book *b, int i);

/* Writes a dump of b; its path. */
const char *hubfix_dump(struct hubfix *h, struct book *b);

/* Imports the file at the hub; what became of it. */
struct import hubfix_import(struct hubfix *h, const char *path);

/* The same, and it must have ended like this. */
void hubfix_want(struct hubfix *h, const char *path, enum outcome outcome, enum err_code code);

/* How many records b holds, removed ones too. */
int hubfix_count(struct hubfix *h, struct book *b);

/* The hub holds the n records of office, value for value, and the same chain of changes. */
void hubfix_same(struct hubfix *h, struct book *office, int n);

#endif
