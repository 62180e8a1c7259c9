/* SPDX-License-Identifier: MIT */
/*
 * store_int: between the parts of the store.  store.c calls Berkeley DB, seek.c finds rows by
 * it, visit.c keeps the rules of who may be inside and when.  Nobody else includes this.
 */
#ifndef CORE_STORE_INT_H
#define CORE_STORE_INT_H

#include <limits.h>

#include "core/gate.h"
#include "core/store.h"

struct env;                     /* store.c: an open environment and its tables */

struct txn {
	struct store *s;
	void *id;               /* DB_TXN; NULL: a visit, which only reads */
	unsigned puts;
};

struct store {
	char dir[PATH_MAX];
	struct store_opts o;
	uint32_t cache_bytes;
	struct gate gate;
	uint64_t generation;    /* of env */
	struct env *env;        /* NULL: not open */
	struct txn txn;
	bool inside, wrote;
	bool broken;            /* the environment cannot be trusted any more */
	bool bulk_busy;
	unsigned recoveries, aborts;
	struct room got, put, bulk;   /* of txn_get and env_seek, of txn_put, of txn_walk: until the next */
	char said[256];         /* last message of the library */
};

/* Joins the environment of s (made when it is not there), or runs recovery and ends it again. */
int env_join(struct store *s, struct err *e);
int env_recover(struct store *s, enum recovery how, struct err *e);

/* Lets go: in order, or (its generation is over) without touching it. */
int env_close(struct store *s);
void env_forget(struct store *s);

/* Makes all tables of a new book. */
int env_tables(struct store *s, struct err *e);

/* Flushes pages when kib of log or minutes have gone by; 0 and 0: now. */
int env_checkpoint(struct store *s, unsigned kib, unsigned minutes, struct err *e);

int env_begin(struct store *s, struct err *e);
int env_commit(struct store *s, struct err *e);
int env_abort(struct store *s, struct err *e);

/* A seek for the last key below k, or k itself when too; end: for the last key of the table. */
struct seek {
	const void *k;
	size_t kn;
	bool too, end;
	const void *fk, *v;     /* what was found, until the next call */
	size_t fkn, vn;
};

/* 0 found, 1 none, -1 failed. */
int env_seek(struct txn *t, enum table tb, struct seek *q, struct err *e);

/* Page checksums and structure of the file of one table. */
int env_verify(struct store *s, enum table tb, struct err *e);

#endif
