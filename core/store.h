/* SPDX-License-Identifier: MIT */
/*
 * store: the only module that knows Berkeley DB.  Tables of bytes, entered one
 * process at a time through the gate (rule S5): store_txn is the only begin and the
 * only commit in the program, store_visit the only way to read.  A visit is short
 * and never waits for a person, a terminal or a pipe.  libdb 5.3 is frozen upstream,
 * so nothing of it leaves store.c (S1).
 */
#ifndef CORE_STORE_H
#define CORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/room.h"
#include "core/err.h"

enum table {
	TB_META, TB_CHANGES, TB_RECORDS, TB_KEY, TB_DATE, TB_WORDS, TB_DRAFTS,
	TB_PEERS, TB_RECEIPTS, TB_N
};

struct store;

struct store_opts {
	uint32_t page_bytes;    /* 0: the default of S6; fixed when the book is made */
	unsigned wait_ms;       /* longest wait at the gate, 0: 5,000 */
	bool create;
	bool copy;              /* of a book, looked at and not worked in: it gets no reserve */
};

/*
 * Memory for pages of every store opened from now on, 8 MiB until set.  It counts when the regions are
 * made, with the book and by each recovery (a start of the computer, a death inside), and is never
 * resized (S6): who opens regions that are there joins them as they are.  An office's pages fit.  Over a
 * million records (CPU time, 2 runs) a report in a process kept open takes 0.31 to 0.37 us a record
 * with 8 MiB and 0.14 with 256, but a lone command 0.5 s and 1.4 s.
 */
void store_cache(uint32_t mib);

/*
 * Opens the store in dir (absolute; dir/env, dir/log and dir/gate).  Makes them when
 * opts->create.  NULL with E_BUSY (gate, network file system, foreign DB_CONFIG,
 * newer format), E_SPACE or E_DAMAGE.
 */
struct store *store_open(const char *dir, const struct store_opts *opts, struct err *e);

/* Checkpoints when due and lets go; NULL is allowed. */
void store_close(struct store *s);

/* What a body may do inside a visit or a transaction. */
struct txn;

/* Found: 0 and the bytes, valid until the next call on t.  Not found: 1.  -1 failed. */
int txn_get(struct txn *t, enum table tb, const void *k, size_t kn, const void **v, size_t *vn,
    struct err *e);
int txn_put(struct txn *t, enum table tb, const void *k, size_t kn, const void *v, size_t vn,
    struct err *e);

/* 0 removed, 1 was not there, -1 failed. */
int txn_del(struct txn *t, enum table tb, const void *k, size_t kn, struct err *e);

/*
 * Walks keys from `from` upward while fn returns 0; fn returning 1 ends the walk well,
 * -1 ends it failed.  prefix: stop at the first key that does not begin with from.
 * Bytes are valid only inside fn.  fn must not write to tb.  Reads in bulk.
 */
typedef int txn_each(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e);
enum walk { WALK_ALL, WALK_PREFIX };
int txn_walk(struct txn *t, enum table tb, const void *from, size_t fn, enum walk how,
    txn_each *each, void *arg, struct err *e);

/*
 * Rows read in bulk inside a visit, to be looked at when it is over: the fastest way through a
 * table, for they are copied once, page by page.  Only of a table whose rows carry no check of
 * their own (rowsum.h).  Begins zeroed.
 */
struct bulk {
	struct room room;       /* room_free at the end */
	void *at;
};
struct keyval {
	const uint8_t *k, *v;   /* until the next txn_rows */
	uint32_t kn, vn;
};

/* Fills rows with those from the key `from` on, more with every call.  0, 1 there are none, -1 failed. */
int txn_rows(struct txn *t, enum table tb, const void *from, size_t fn, struct bulk *rows,
    struct err *e);

/* The next of them; false: that was the last. */
bool rows_next(struct bulk *rows, struct keyval *row);

/* The last key of tb that begins with prefix: 0 and its bytes, 1 none, -1 failed. */
int txn_last(struct txn *t, enum table tb, const void *prefix, size_t pn, const void **k,
    size_t *kn, const void **v, size_t *vn, struct err *e);

/* The last key of tb that is not above k: 0 and its bytes, 1 none, -1 failed. */
int txn_floor(struct txn *t, enum table tb, const void *k, size_t kn, const void **fk,
    size_t *fkn, const void **v, size_t *vn, struct err *e);

/*
 * The gate, a transaction, body, a synchronous commit.  The body has no effect but
 * through t; -1 from it aborts.  Returns 0 only after commit returned 0 (S10): anything
 * else means "not saved, or not known": read again and decide.
 */
typedef int store_body(void *arg, struct txn *t, struct err *e);
int store_txn(struct store *s, store_body *body, void *arg, struct err *e);

/* The gate without a transaction: reads only. */
int store_visit(struct store *s, store_body *body, void *arg, struct err *e);

/* The visit or transaction this process is inside of; NULL when it is outside. */
struct txn *store_inside(struct store *s);

/* Page checksums and structure of every table; -1 with the table's name. */
int store_verify(struct store *s, struct err *e);

/* Since the last checkpoint, or from every log there is: what a copy needs, or a table put back. */
enum recovery { RECOVER_LAST, RECOVER_FROM_LOGS };

/*
 * Recovers the files in dir in a child under a time limit.  Nobody may have them open: a copy,
 * or from inside the gate.  -1: E_DAMAGE, E_SPACE.
 */
int store_recover(const char *dir, enum recovery how, struct err *e);

/* Gives a recovered copy in dir what store_open wants to find, and takes it and the rest away again. */
int store_doors(const char *dir, struct err *e);
void store_strip(const char *dir);

/* The name of a table: its file is env/NAME.db. */
const char *store_table_name(enum table tb);

/* Free bytes of the file system, and whether S15 says warn (1) or refuse (2). */
int store_space(const char *dir, uint64_t *free_bytes);

/* Times a transaction of this process came to nothing: what was learnt inside it may be untrue. */
unsigned store_aborts(const struct store *s);

/* Times this process went through recovery since store_open (for tests and status). */
unsigned store_recoveries(const struct store *s);

#endif
