/* SPDX-License-Identifier: MIT */
/*
 * child: runs a program under a time limit and keeps what it wrote, for the tests that need
 * nothing of it but its answers.  A program that hangs is killed and says so in `late`.
 */
#ifndef TESTS_CRASH_CHILD_H
#define TESTS_CRASH_CHILD_H

#include <stdbool.h>
#include <stddef.h>

struct child_ask {
	const char *const *argv; /* ends with NULL */
	const char *const *env; /* "NAME=VALUE" to add, ends with NULL; or NULL */
	const char *input; /* or NULL */
	int secs; /* limit */
};

struct child {
	int exit; /* exit status, or -1: */
	int signal; /* by which it ended */
	bool late; /* killed by the limit */
	char *out; /* what it wrote, NUL behind; child_free */
	size_t n;
	char err[1024]; /* the beginning of its messages */
};

/* Runs it to its end.  Dies of what is no fault of the program. */
void child_run(const struct child_ask *ask, struct child *c);
void child_free(struct child *c);

/* Milliseconds of a clock that nobody sets. */
double child_ms(void);

/* Takes from pool one of the numbers 0 to below - 1: the same for the same seed everywhere. */
unsigned child_random(unsigned *pool, unsigned below);

/* Ends the test with a sentence. */
void child_die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
