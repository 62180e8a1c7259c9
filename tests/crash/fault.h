/* SPDX-License-Identifier: MIT */
/*
 * fault: one save while the disk fails, and what is left of it after the power went (rules
 * S10, S15, S16): acknowledged is there, refused is not there twice, and the book is sound.
 */
#ifndef TESTS_CRASH_FAULT_H
#define TESTS_CRASH_FAULT_H

#include "tests/crash/disk.h"
#include "tests/unit/bookfix.h"

struct fault_result {
	int met; /* calls that failed */
	bool saved; /* the save said so while the disk failed */
	enum err_code code; /* when not: why, */
	char text[768];
	bool again; /* the same save said so after the disk was well */
	int there; /* times the record is in the book afterwards */
	const char *verify; /* what book_verify said; NULL: content */
};

/* When the disk fails: under the save, or under the checkpoint at the end of the day after it. */
enum fault_when { FAULT_SAVE, FAULT_CLOSE };

/* Runs it in the book of x, which is closed meanwhile and open afterwards. */
void fault_run(
    struct bookfix *x, const struct disk_fault *f, enum fault_when when, struct fault_result *out);

/*
 * The same with each write and each sync in turn failing once, the last story in out; stops at
 * the first that breaks a rule.  How many calls failed.
 */
int fault_each(struct bookfix *x, enum fault_when when, int error, struct fault_result *out);

/* The computer comes up anew: the gate of the book in dir is of another boot. */
void fault_boot(const char *dir);

/* What of the rules out breaks; NULL: nothing. */
const char *fault_wrong(const struct fault_result *out);

#endif
