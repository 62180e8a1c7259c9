/* SPDX-License-Identifier: MIT */
/* entryfix: a record in hand over a real book with the shipped forms, for tests of the entry model. */
#ifndef TESTS_UNIT_ENTRYFIX_H
#define TESTS_UNIT_ENTRYFIX_H

#include "forms/load.h"
#include "tui/entry.h"

struct entryfix { struct arena *a; struct loaded l; struct book *b; struct entry en; struct err e; };

/* The book of one test; every test runs in a child of its own. */
extern struct entryfix t;

void entryfix_make(void);
void entryfix_free(void);

/* A new record of the form in hand; entry_close is due. */
void entryfix_open(const char *code);

/* Presses the letters of text. */
void entryfix_type(struct entry *en, const char *text);

/* Goes to the cell, types over what stands there, leaves: as entry_leave. */
int entryfix_put(const char *id, const char *text);

/* The value of the cell as data. */
const char *entryfix_value(const char *id);

#endif
