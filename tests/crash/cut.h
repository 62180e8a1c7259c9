/* SPDX-License-Identifier: MIT */
/*
 * cut: what a disk may hold after the power went, from a folder as it was and a trace of what was
 * done to it (trace.h).  What was synced is there; of the rest any part of any write, in
 * sectors of 512 or 4,096 bytes, and of the names of each folder any beginning.
 */
#ifndef TESTS_CRASH_CUT_H
#define TESTS_CRASH_CUT_H

#include <stddef.h>

#include "tests/crash/trace.h"

struct cut;

/* Remembers the folder dir as it is; the trace is read by cut_trace once the work was done. */
struct cut *cut_new(const char *dir);
void cut_trace(struct cut *c, const char *trace);
void cut_free(struct cut *c);

struct cut_ask {
	size_t at; /* operations that were begun */
	unsigned seed;
	unsigned sector; /* 512, 4096 */
	unsigned keep; /* of ten sectors that were not synced, so many are there */
	int journal; /* a sync of any file brings the names along, as most file systems do */
	int same_boot; /* no power was cut: the computer goes on */
};

/* How many operations the trace has, and the notes of the test among the first n, each in turn. */
size_t cut_length(const struct cut *c);
void cut_marks(const struct cut *c, size_t n, void (*each)(void *arg, const void *mark), void *arg);

/* Makes dir what the disk may hold, the folder itself being the same as before; the computer is another boot. */
void cut_make(const struct cut *c, const struct cut_ask *ask);

/* Adds a note to a trace. */
void cut_mark(const char *trace, const void *mark, size_t n);

#endif
