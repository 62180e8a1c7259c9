/* SPDX-License-Identifier: MIT */
/*
 * world: what the measuring programs measure with: the shipped forms, a scratch
 * book, and F08 records read from the CSV of tests/data/volunteer.awk.
 */
#ifndef TESTS_BENCH_WORLD_H
#define TESTS_BENCH_WORLD_H

#include "core/book.h"

struct world {
	struct arena *arena;
	const struct schema *schema;
	const struct form *form;        /* F08 */
	struct book *book;
	const char *unit;
	int n;
	struct value **rec;             /* n records of form->ncells values */
	const char **line;              /* the CSV lines they were read from */
};

/* Saves the records from .. to-1, a thousand at once; behind the last record the first comes again. */
void world_fill(struct world *w, long from, long to);

/* Makes a hub in dir/hub, has it enrol the world's office and returns it, open. */
struct book *world_enrol(struct world *w, const char *dir);

/* Loads forms/data, makes a book in dir/book, reads the CSV file.  Ends the program when it cannot. */
void world_open(struct world *w, const char *dir, const char *csv);
void world_close(struct world *w);

/* Ends the program with the sentence in e. */
void die_of(const struct err *e) __attribute__((noreturn));

#endif
