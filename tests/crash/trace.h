/* SPDX-License-Identifier: MIT */
/*
 * trace: what preload.c writes down and replay.c reads: each change of a file or a name under
 * SOXA_UNDER, in order, and each sync.  A file is known by its inode, since names move.
 */
#ifndef TESTS_CRASH_TRACE_H
#define TESTS_CRASH_TRACE_H

#include <stdint.h>

/* MARK: a note of the test itself: what was acknowledged by then. */
enum trace_op {
	TR_CREATE = 1,
	TR_WRITE,
	TR_TRUNC,
	TR_SYNC,
	TR_SYNC_FOLDER,
	TR_SYNC_ALL,
	TR_MOVE,
	TR_LINK,
	TR_UNLINK,
	TR_FOLDER,
	TR_MARK
};

/* Followed by npath bytes of a name (MOVE, LINK: from, NUL, to), then ndata bytes. */
struct trace {
	uint32_t op, npath;
	uint64_t ino, at, ndata;
};

#endif
