/* SPDX-License-Identifier: MIT */
/*
 * fix: an office and its hub on disk, with lines in the office's book, for tests that run the
 * program itself; and running it, with or without the calls of preload.h in its way.
 */
#ifndef TESTS_CRASH_FIX_H
#define TESTS_CRASH_FIX_H

#include "tests/crash/child.h"

enum { FIX_BASE = 40, FIX_PATH = 1100, FIX_ENV = 8 };

struct fix {
	const char *soxa, *preload;
	char dir[256]; /* of all that follows */
	char book[512], hub[512], hub_as_was[512], sent[512];
	char lib[600], under[300];
	char env[FIX_ENV][600]; /* "" ends it; none: the program runs undisturbed, but for syncs */
	struct child last; /* what the last one said; freed by the next */
};

/* Makes dir with a hub and an office that is enrolled; n times 40 lines of clerk k, each with a dump in sent/N.soxa when dumps. */
void fix_make(struct fix *x, const char *dir, unsigned n, bool dumps);

/* From now on the program is disturbed: more of "NAME=VALUE"; NULL: no more of all that. */
void fix_env(struct fix *x, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* soxa -b BOOK WORD..., with that input or NULL: its exit status, -1 for a signal or a hang. */
int fix_run(struct fix *x, const char *book, const char *input, const char *const *word);

#define FIX(x, book, input, ...) fix_run(x, book, input, (const char *const[]){ __VA_ARGS__, NULL })

/* The first line of what the last one wrote. */
const char *fix_line(struct fix *x);

/* How many records of F08 a book lists, -1 when it does not; the list is x->last.out. */
int fix_count(struct fix *x, const char *book);

/* Takes everything in out/ of the book in at the hub. */
void fix_send(struct fix *x);

/* Makes `to` a copy of `from`; NULL: takes it away. */
void fix_copy(const char *from, const char *to);

/* n lines of who from first on, as one input; freed by who asks. */
char *fix_lines(char who, unsigned first, unsigned n);

#endif
