/* SPDX-License-Identifier: MIT */
/*
 * disk: a disk that fails when told to, for the processes of one test.  Its functions take
 * the place of write, pwrite, fdatasync, fsync, open and statfs of the C library, for
 * Berkeley DB too; disarmed they only pass on.  What it knows is shared with children.
 */
#ifndef TESTS_CRASH_DISK_H
#define TESTS_CRASH_DISK_H

#include <stdint.h>

enum disk_call { DISK_WRITE = 1, DISK_SYNC = 2, DISK_OPEN = 4 };

struct disk_fault {
	unsigned calls; /* which of them */
	const char *name; /* a part of the path */
	int skip; /* calls that still go well */
	int times; /* that fail then */
	int error;
};

/* Fails calls from now on; NULL: no more. */
void disk_arm(const struct disk_fault *f);

/* How many calls failed since disk_arm. */
int disk_met(void);

/* What statfs answers from now on; 0: the truth. */
void disk_left(uint64_t bytes);

/*
 * Remembers from now on what is under env/ and log/ on the disk itself: a page written is only
 * there after a sync that went well, and one whose sync failed never comes there unless it is
 * written again.
 */
void disk_watch(void);

/* Takes from the files of the book in dir whatever is not on the disk, as a power cut would. */
void disk_power_cut(const char *dir);

#endif
