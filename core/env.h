/* SPDX-License-Identifier: MIT */
/*
 * env: what store.c needs of the environment to read and write rows.  Only env.c and
 * store.c include this, for it brings db.h along.
 */
#ifndef CORE_ENV_H
#define CORE_ENV_H

#include <db.h>

#include "core/store_int.h"

/* An open environment and its tables; a table is NULL until its first use. */
struct env {
	DB_ENV *dbenv;
	DB *db[TB_N];
	struct env *next;       /* of the forgotten ones */
};

/* The open table of the transaction or visit t; NULL with e set. */
DB *env_db(struct txn *t, enum table tb, struct err *e);

/* Sets e to why r came back from table tb and decides whether to trust the environment on; -1. */
int env_fail(struct store *s, int r, enum table tb, struct err *e);

#endif
