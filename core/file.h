/* SPDX-License-Identifier: MIT */
/*
 * file: small files of ours, by rule S17.  A file appears under its final name
 * whole and on disk, or not at all; readers follow no link and open nothing but
 * regular files.
 */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

/* What a write does when the final name is taken: fail with E_BUSY, or take its place. */
enum file_how { FILE_NEW, FILE_REPLACE };

struct file_bytes {
	const void *p;
	size_t n;
	unsigned mode;          /* 0400, 0660 */
	enum file_how how;
};

/* Writes path through a temporary name beside it.  -1: E_SPACE, E_BUSY. */
int file_write(const char *path, const struct file_bytes *b, struct err *e);

/*
 * Reads a whole regular file of at most max bytes into memory owned by a, with a NUL
 * behind that is not counted.  -1: E_INPUT (none, or not a plain file), E_LIMIT.
 */
int file_read(struct arena *a, const char *path, size_t max, uint8_t **p, size_t *n,
    struct err *e);

/* Moves from to to in one step, both folders synced.  -1: E_SPACE, E_BUSY (to exists already). */
int file_move(const char *from, const char *to, struct err *e);

/* Copies a plain file to a name that is free, and syncs it.  -1: E_DAMAGE (from), E_SPACE, E_BUSY. */
int file_copy(const char *from, const char *to, struct err *e);

/* Copies the plain files of a folder and those below, 8 deep; a folder that is not there is no failure. */
int file_copy_folder(const char *from, const char *to, struct err *e);

/* Bytes of the plain files in a folder and below; links count as nothing. */
uint64_t file_bytes_below(const char *path);

/* Removes a folder with all that is in it, following no link. */
void file_remove_tree(const char *path);

/* What a system call that failed (errno) says of a path: -1 with E_SPACE on a full disk, else E_BUSY. */
int file_unwritable(const char *path, struct err *e);

/* The same of reading: -1 with E_DAMAGE. */
int file_unreadable(const char *path, struct err *e);

/*
 * Locks the file at path, made when it is not there, for as long as the answered descriptor is open.
 * -1: E_BUSY with the sentence taken when somebody holds it, E_SPACE.
 */
int file_lock(const char *path, const char *taken, struct err *e);

/* Makes a folder with mode when it is not there.  -1: E_SPACE, E_BUSY. */
int file_folder(const char *path, unsigned mode, struct err *e);

#endif
