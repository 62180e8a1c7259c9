/* SPDX-License-Identifier: MIT */
/* cut_int: between cut.c, which reads and writes, and cutplay.c, which knows what a disk has. */
#ifndef TESTS_CRASH_CUT_INT_H
#define TESTS_CRASH_CUT_INT_H

#include <stdbool.h>
#include <stdint.h>

#include "tests/crash/cut.h"

enum { FILES = 4096 };

struct file {
	uint64_t ino;
	uint8_t *p;
	size_t n;
};
struct name {
	char *path;
	uint64_t ino;
	bool there;
}; /* ino 0: a folder */

/* A disk: its files, and the names on it. */
struct disk {
	struct file file[FILES];
	int nfiles;
	struct name name[FILES];
	int nnames;
};

struct op {
	struct trace t;
	const char *path;
	const uint8_t *data;
};

struct cut {
	char dir[4096];
	struct disk base;
	uint8_t *bytes;
	struct op *op;
	size_t nops;
};

void *cut_need(void *p);
struct file *cut_file(struct disk *d, uint64_t ino);
struct name *cut_name(struct disk *d, const char *path);
void cut_resize(struct file *f, size_t n);

/* Fills out, which is empty, with what the disk has after the cut; whoever asks frees it. */
void cut_play(const struct cut *c, const struct cut_ask *ask, struct disk *out);

#endif
