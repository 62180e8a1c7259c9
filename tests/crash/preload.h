/* SPDX-License-Identifier: MIT */
/*
 * preload: takes the place of calls of the C library in the program itself (LD_PRELOAD), told what
 * to do by the environment.  Only files whose path holds SOXA_UNDER are meant.
 *
 *	SOXA_TRACE=FILE         each change and each sync is written down there (trace.h), and no sync is made
 *	SOXA_FAIL=CALL:N:ERRNO  the Nth such call fails: malloc write fsync rename open create all; N+: all after it too
 *	SOXA_QUICK=1            syncs do nothing, for tests that do not stop the computer
 *	SOXA_COUNT=FILE         says at the end how many such calls there were
 *	SOXA_LEFT=BYTES         so much may files still grow, then ENOSPC, or SOXA_ERRNO
 *	SOXA_FREE=BYTES         what statfs says is free
 *	SOXA_SHIFT=SECONDS      the clock is wrong by so much
 */
#ifndef TESTS_CRASH_PRELOAD_H
#define TESTS_CRASH_PRELOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "tests/crash/trace.h"

enum call {
	CALL_MALLOC = 1,
	CALL_WRITE = 2,
	CALL_SYNC = 4,
	CALL_RENAME = 8,
	CALL_OPEN = 16,
	CALL_CREATE = 32
};

/* Of this process; children go on with a copy, which is what a disk would do to them too. */
struct preload {
	bool ready, on, for_good, quick;
	const char *under;
	int trace;
	unsigned calls; /* that may fail */
	long nth, met;
	int error, full;
	long long left, free; /* -1: as it is */
	long long shift;
};
extern struct preload p;

/* Whether this call has to fail; errno is set then. */
bool fails(enum call call);

/* Whether a path is under SOXA_UNDER. */
bool meant(const char *path);

struct note {
	enum trace_op op;
	const char *path;
	size_t npath;
	uint64_t ino, at;
	const void *data;
	size_t ndata;
};
void note(const struct note *n);
void note_name(enum trace_op op, const char *path, uint64_t ino);
void note_names(enum trace_op op, const char *from, const char *to);

#endif
