/* SPDX-License-Identifier: MIT */
/*
 * restore: a book made of what was kept: a proved copy, or the dumps an office sent.  It is a
 * new node with a new key, which supersedes the old one; ids, records and history are
 * those of the old book.  Nothing that is there is overwritten, and the copy is only read.
 */
#ifndef CORE_RESTORE_H
#define CORE_RESTORE_H

#include "core/backup.h"
#include "core/dump.h"

struct restored {
	const char *from;       /* the copy, or the folder of dumps */
	uint8_t old[NODE_BYTES], node[NODE_BYTES];
	int64_t until;          /* ms: what came later is not in it */
	struct verify proof;
	int nfiles;             /* dumps that were read */
	bool hub;
	bool unsigned_some;     /* of dumps: a key was not at hand to tell who signed */
	const char *gap;        /* a sentence on what could not be read further; NULL: nothing */
};

/*
 * Makes the book `to` of the copy in dir, or of the newest good-... in it.  keys: a folder with
 * the keys a hub goes on with (its offices know them), or NULL.  -1: E_INPUT (no backup, a book
 * is there already), E_DAMAGE (the copy is not good any more), E_SPACE.
 */
struct restore_ask {
	const char *dir, *to, *keys;
	const struct schema *schema;
	bool training;          /* of dumps: it was a training book */
	const char *name;       /* of dumps: what people call the office */
};
int restore_copy(struct arena *a, const struct restore_ask *ask, struct restored *out,
    struct err *e);

/*
 * Makes it of the dump files in dir and its out/, sent/ and done/ alone.  keys: the book (or
 * hub) whose keys/ opens them; NULL: dir itself.  Of each node the longest unbroken row is
 * taken; what a gap cuts off is told and left out.
 */
int restore_dumps(struct arena *a, const struct restore_ask *ask, struct restored *out,
    struct err *e);

#endif
