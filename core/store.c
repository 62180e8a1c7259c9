/* SPDX-License-Identifier: MIT */
/*
 * store: every call of Berkeley DB 5.3 (rule S1).  First the environment, its tables and its
 * transaction, then the rows.  Invariant: whoever calls is inside the gate and alone there, with
 * one thread, so there are no locks at all, of pages or of the library's own tables (locking
 * them anyway took a seventh of a scan).  A handle whose generation is over is forgotten,
 * never closed: its regions may hold the mutex of a dead process.  When trust in the
 * environment goes, store.broken is set and visit.c acts on it.
 */
#include "core/store.h"

#include <assert.h>
#include <db.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/recover.h"
#include "core/rowsum.h"
#include "core/space.h"
#include "core/store_int.h"

enum { BULK_MIN = 16 << 10, BULK_MAX = 128 << 10, ROWS_MIN = 64 << 10, ROWS_MAX = 256 << 10, MANY_PUTS = 300 };

/* An open environment and its tables; a table is NULL until its first use. */
struct env {
	DB_ENV *dbenv;
	DB *db[TB_N];
	struct env *next;       /* of the forgotten ones */
};

static const char *const tables[TB_N] = {
	[TB_META] = "meta",
	[TB_CHANGES] = "changes",
	[TB_RECORDS] = "records",
	[TB_KEY] = "by_key",
	[TB_DATE] = "by_date",
	[TB_WORDS] = "words",
	[TB_DRAFTS] = "drafts",
	[TB_PEERS] = "peers",
	[TB_RECEIPTS] = "receipts",
};

/*
 * Environments of a generation that is over.  They may be neither used nor closed, and are
 * kept here only so that a leak checker sees who holds them.  Changed only under the gate.
 */
static struct env *forgotten;

static void
on_error(const DB_ENV *env, const char *prefix, const char *text)
{
	struct store *s = env->app_private;

	(void)prefix;
	if (s == NULL)
		return;
	snprintf(s->said, sizeof s->said, "%s", text);
	if (strncmp(text, "BDB0151", 7) == 0) /* the library's number for a sync that failed: rule S16 */
		s->broken = true;
}

/* Sets e to why r came back from table tb and decides whether to trust the environment on; -1. */
static int
env_fail(struct store *s, int r, enum table tb, struct err *e)
{
	const bool full = r == ENOSPC || r == EDQUOT;

	s->broken |= !full;
	if (full) {
		space_release(s->dir); /* reading needs room for pages too: it finds it at the next try */
		(void)recover_trim(s->dir, e); /* what could not be written whole is in memory and is written again */
		return err_set(e, E_SPACE, _("%s: the disk is full, nothing was saved; "
		    "free some space, then save again"), s->dir);
	}
	if (r == DB_RUNRECOVERY)
		return err_set(e, E_DAMAGE, _("%s: the store stopped after a fault (%s) and is "
		    "repaired at the next try; look whether your last entry is there"),
		    s->dir, s->said);
	if (r == EIO)
		return err_set(e, E_DAMAGE, _("%s: the disk failed under the book (%s); look whether your "
		    "last entry is there, and have the disk looked at"), s->dir, s->said);
	return err_set(e, r == EACCES || r == EPERM || r == EROFS ? E_BUSY : E_DAMAGE,
	    _("%s: the table %s cannot be used: %s %s"), s->dir, tables[tb], db_strerror(r), s->said);
}

/* Opens the environment with the settings that every opening must share. */
static int
env_open(struct store *s, uint32_t more, DB_ENV **out)
{
	char env[PATH_MAX + 8], log[PATH_MAX + 8];
	DB_ENV *x;
	int r;

	if ((r = db_env_set_func_write(space_write)) || (r = db_env_create(&x, 0)))
		return r;
	snprintf(env, sizeof env, "%s/env", s->dir);
	snprintf(log, sizeof log, "%s/log", s->dir);
	x->app_private = s;
	x->set_errcall(x, on_error);
	if ((r = x->set_cachesize(x, 0, s->cache_bytes, 1)) ||
	    (r = x->set_lg_dir(x, log)) ||
	    (r = x->set_lg_bsize(x, 256 << 10)) ||
	    (r = x->set_lg_max(x, 4 << 20)) ||
	    (r = x->log_set_config(x, DB_LOG_ZERO, 1)) || /* see log_zero */
	    (r = x->set_flags(x, DB_REGION_INIT, 1)) ||
	    (r = x->set_flags(x, DB_NOLOCKING, 1)) || /* the gate is the lock */
	    (r = x->open(x, env, DB_CREATE | DB_INIT_TXN | DB_INIT_LOG | DB_INIT_MPOOL | more,
	    0660))) {
		(void)x->close(x, 0); /* the first failure is the one to tell */
		return r;
	}
	*out = x;
	return 0;
}

int
env_recover(struct store *s, enum recovery how, struct err *e)
{
	DB_ENV *x;
	int r = env_open(s, how == RECOVER_FROM_LOGS ? DB_RECOVER_FATAL : DB_RECOVER, &x);

	if (r == 0)
		r = x->close(x, 0);
	return r ? env_fail(s, r, TB_META, e) : 0;
}

int
env_join(struct store *s, struct err *e)
{
	DB_ENV *x;
	int r = env_open(s, 0, &x);

	if (r)
		return env_fail(s, r, TB_META, e);
	s->env = calloc(1, sizeof *s->env);
	if (s->env == NULL)
		abort(); /* as the arena does: drafts are on disk */
	s->env->dbenv = x;
	return 0;
}

void
env_forget(struct store *s)
{
	if (s->env == NULL)
		return;
	s->env->dbenv->app_private = NULL;
	s->env->next = forgotten;
	forgotten = s->env;
	s->env = NULL;
}

int
env_close(struct store *s)
{
	int tb, r;

	for (tb = 0; tb < TB_N; tb++) {
		DB *db = s->env->db[tb];

		s->env->db[tb] = NULL;
		if (db && (r = db->close(db, DB_NOSYNC)) != 0)
			return r;
	}
	r = s->env->dbenv->close(s->env->dbenv, 0);
	free(s->env);
	s->env = NULL;
	return r;
}

static int
db_open(struct store *s, enum table tb, uint32_t flags)
{
	char file[32];
	DB *db;
	int r = db_create(&db, s->env->dbenv, 0);

	if (r)
		return r;
	snprintf(file, sizeof file, "%s.db", tables[tb]);
	if ((r = db->set_flags(db, DB_CHKSUM)) ||
	    ((flags & DB_CREATE) && (r = db->set_pagesize(db, s->o.page_bytes))) ||
	    (r = db->open(db, NULL, file, NULL, DB_BTREE, flags | DB_AUTO_COMMIT, 0660))) {
		(void)db->close(db, DB_NOSYNC);
		return r;
	}
	s->env->db[tb] = db;
	return 0;
}

/* The open table of the transaction or visit t; NULL with e set. */
static DB *
env_db(struct txn *t, enum table tb, struct err *e)
{
	struct store *s = t->s;
	int r;

	assert(s->inside);
	if (s->env->db[tb] == NULL && (r = db_open(s, tb, 0))) {
		env_fail(s, r, tb, e);
		return NULL;
	}
	return s->env->db[tb];
}

int
env_tables(struct store *s, struct err *e)
{
	int tb, r;

	for (tb = 0; tb < TB_N; tb++)
		if ((r = db_open(s, (enum table)tb, DB_CREATE)) != 0)
			return env_fail(s, r, tb, e);
	return 0;
}

int
env_checkpoint(struct store *s, unsigned kib, unsigned minutes, struct err *e)
{
	int r = s->env->dbenv->txn_checkpoint(s->env->dbenv, kib, minutes, 0);

	return r ? env_fail(s, r, TB_META, e) : 0;
}

/*
 * A log file is filled with zeros when it is begun, so that a commit has only data to sync and
 * no new length.  A transaction of many rows goes without: it would write the file twice, a
 * tenth of its time.
 */
static int
log_zero(struct store *s, int on)
{
	return s->env->dbenv->log_set_config(s->env->dbenv, DB_LOG_ZERO, on);
}

/* The end of a transaction, after its last row was logged. */
static void
txn_over(struct store *s)
{
	s->txn.id = NULL;
	if (s->txn.puts >= MANY_PUTS)
		(void)log_zero(s, 1); /* failing only makes the next file grow as it is written */
	s->txn.puts = 0;
}

int
env_begin(struct store *s, struct err *e)
{
	DB_TXN *id;
	int r = s->env->dbenv->txn_begin(s->env->dbenv, NULL, &id, 0);

	if (r)
		return env_fail(s, r, TB_CHANGES, e);
	s->txn.id = id;
	return 0;
}

/* A failing commit may have reached the disk or not; only want of space leaves trust. */
int
env_commit(struct store *s, struct err *e)
{
	DB_TXN *id = s->txn.id;
	int r = id->commit(id, 0);

	txn_over(s);
	if (r == 0 && s->broken)
		r = EIO; /* a sync failed on the way, and the library went on */
	return r ? env_fail(s, r, TB_CHANGES, e) : 0;
}

int
env_abort(struct store *s, struct err *e)
{
	DB_TXN *id = s->txn.id;
	int r = id->abort(id);

	txn_over(s);
	return r ? env_fail(s, r, TB_CHANGES, e) : 0;
}

/*
 * Looks at the file itself, through no environment: a bad page must not stop the people
 * who work in other tables.
 */
int
env_verify(struct store *s, enum table tb, struct err *e)
{
	char path[PATH_MAX + 32];
	DB *db;
	int r;

	snprintf(path, sizeof path, "%s/env/%s.db", s->dir, tables[tb]);
	r = db_create(&db, NULL, 0);
	if (r == 0) {
		db->set_errcall(db, on_error);
		r = db->verify(db, path, NULL, NULL, 0);
	}
	if (r)
		return err_set(e, E_DAMAGE, _("%s: the table is damaged (%s); restore the last "
		    "good backup"), path, db_strerror(r));
	return 0;
}

const char *
store_table_name(enum table tb)
{
	return tables[tb];
}

static DBT
dbt_of(const void *p, size_t n)
{
	DBT d;

	memset(&d, 0, sizeof d);
	d.data = (void *)p; /* the library does not write through it */
	d.size = (uint32_t)n;
	return d;
}

int
txn_get(struct txn *t, enum table tb, const void *k, size_t kn, const void **v, size_t *vn,
    struct err *e)
{
	DB *db = env_db(t, tb, e);
	DBT key = dbt_of(k, kn), val = dbt_of(NULL, 0);
	struct sumrow row;
	int r;

	if (db == NULL)
		return -1;
	room_of(&t->s->got, 4096);
	do {
		val.data = room_of(&t->s->got, val.size);
		val.ulen = (uint32_t)t->s->got.cap;
		val.flags = DB_DBT_USERMEM;
		r = db->get(db, t->id, &key, &val, 0);
	} while (r == DB_BUFFER_SMALL);
	if (r == DB_NOTFOUND)
		return 1;
	if (r)
		return env_fail(t->s, r, tb, e);
	row = (struct sumrow){ tb, k, kn, val.data, val.size };
	r = rowsum_take(&row, e);
	*v = row.v;
	*vn = row.vn;
	return r;
}

int
txn_put(struct txn *t, enum table tb, const void *k, size_t kn, const void *v, size_t vn,
    struct err *e)
{
	DB *db = env_db(t, tb, e);
	DBT key = dbt_of(k, kn), val = dbt_of(v, vn);
	uint8_t *p;
	int r;

	if (db == NULL)
		return -1;
	assert(t->id); /* a visit only reads */
	if (++t->puts == MANY_PUTS)
		(void)log_zero(t->s, 0); /* as in txn_over */
	if (rowsum_has(tb)) {
		p = room_of(&t->s->put, vn + ROWSUM_BYTES);
		if (vn)
			memcpy(p, v, vn);
		rowsum_of(&(struct sumrow){ tb, k, kn, p, vn }, p + vn);
		val = dbt_of(p, vn + ROWSUM_BYTES);
	}
	r = db->put(db, t->id, &key, &val, 0);
	return r ? env_fail(t->s, r, tb, e) : 0;
}

int
txn_del(struct txn *t, enum table tb, const void *k, size_t kn, struct err *e)
{
	DB *db = env_db(t, tb, e);
	DBT key = dbt_of(k, kn);
	int r;

	if (db == NULL)
		return -1;
	assert(t->id);
	r = db->del(db, t->id, &key, 0);
	if (r == DB_NOTFOUND)
		return 1;
	return r ? env_fail(t->s, r, tb, e) : 0;
}

/* What one walk is about, for the rows of one bulk read. */
struct walk_ask {
	enum table tb;
	const void *from;
	size_t fn;
	enum walk how;
	txn_each *each;
	void *arg;
	bool checked;           /* rows carry a check of their own */
};

/* Hands on one row: 0 go on, 1 done, -1 failed. */
static int
walk_row(const struct walk_ask *w, const void *k, size_t kn, const void *v, size_t vn,
    struct err *e)
{
	struct sumrow row = { w->tb, k, kn, v, vn };

	if (w->how == WALK_PREFIX && (kn < w->fn || (w->fn && memcmp(k, w->from, w->fn) != 0)))
		return 1;
	if (!w->checked)
		return w->each(w->arg, k, kn, v, vn, e);
	if (rowsum_take(&row, e))
		return -1;
	return w->each(w->arg, k, kn, v, row.vn, e);
}

/* The same for the rows of one bulk read. */
static int
walk_rows(const struct walk_ask *w, DBT *rows, struct err *e)
{
	void *at, *k, *v;
	uint32_t kn, vn;
	int r;

	DB_MULTIPLE_INIT(at, rows);
	for (;;) {
		DB_MULTIPLE_KEY_NEXT(at, rows, k, kn, v, vn);
		if (at == NULL)
			return 0;
		r = walk_row(w, k, kn, v, vn, e);
		if (r)
			return r;
	}
}

/*
 * The walk itself.  Its first row is read alone, since many walks only ask whether there is one
 * and filling a buffer costs twenty times that; then little and more.
 */
static int
walk_cursor(struct txn *t, DBC *c, const struct walk_ask *w, struct room *b, struct err *e)
{
	DBT key = dbt_of(w->from, w->fn), rows = dbt_of(NULL, 0);
	size_t size = BULK_MIN;
	int r = c->get(c, &key, &rows, DB_SET_RANGE);

	if (r == 0)
		r = walk_row(w, key.data, key.size, rows.data, rows.size, e);
	else
		r = r == DB_NOTFOUND ? 1 : env_fail(t->s, r, w->tb, e);
	if (r)
		return r < 0 ? -1 : 0;
	if (t->s->o.page_bytes > size)
		size = t->s->o.page_bytes;
	for (;;) {
		rows = dbt_of(room_of(b, size), 0);
		rows.ulen = (uint32_t)size;
		rows.flags = DB_DBT_USERMEM;
		r = c->get(c, &key, &rows, DB_NEXT | DB_MULTIPLE_KEY);
		if (r == DB_BUFFER_SMALL) {
			size = ((size_t)rows.size + size + 1023) & ~(size_t)1023;
			continue;
		}
		if (r == DB_NOTFOUND)
			return 0;
		if (r)
			return env_fail(t->s, r, w->tb, e);
		r = walk_rows(w, &rows, e);
		if (r)
			return r < 0 ? -1 : 0;
		if (size < BULK_MAX)
			size *= 2;
	}
}

int
txn_walk(struct txn *t, enum table tb, const void *from, size_t fn, enum walk how,
    txn_each *each, void *arg, struct err *e)
{
	struct walk_ask w = { tb, from, fn, how, each, arg, rowsum_has(tb) };
	struct store *s = t->s;
	struct room own = { NULL, 0 }, *b = &own;
	DB *db = env_db(t, tb, e);
	DBC *c;
	int r;

	if (db == NULL)
		return -1;
	r = db->cursor(db, t->id, &c, 0);
	if (r)
		return env_fail(s, r, tb, e);
	if (!s->bulk_busy) {
		s->bulk_busy = true;
		b = &s->bulk;
	}
	r = walk_cursor(t, c, &w, b, e);
	if (b == &own)
		room_free(&own);
	else
		s->bulk_busy = false;
	(void)c->close(c); /* nothing was written through it */
	return r;
}

int
txn_rows(struct txn *t, enum table tb, const void *from, size_t fn, struct bulk *rows,
    struct err *e)
{
	DB *db = env_db(t, tb, e);
	DBT key = dbt_of(from, fn), bulk = dbt_of(NULL, 0);
	size_t size = rows->room.cap ? 2 * rows->room.cap : ROWS_MIN;
	DBC *c;
	int r;

	if (db == NULL)
		return -1;
	assert(!rowsum_has(tb));
	if ((r = db->cursor(db, t->id, &c, 0)) != 0)
		return env_fail(t->s, r, tb, e);
	if (size > ROWS_MAX)
		size = rows->room.cap;
	do {
		bulk.data = room_of(&rows->room, size);
		bulk.ulen = (uint32_t)rows->room.cap;
		bulk.flags = DB_DBT_USERMEM;
		r = c->get(c, &key, &bulk, DB_SET_RANGE | DB_MULTIPLE_KEY);
		size = rows->room.cap + bulk.size;
	} while (r == DB_BUFFER_SMALL);
	(void)c->close(c); /* nothing was written through it */
	if (r == 0)
		DB_MULTIPLE_INIT(rows->at, &bulk);
	else if (r != DB_NOTFOUND)
		return env_fail(t->s, r, tb, e);
	return r ? 1 : 0;
}

bool
rows_next(struct bulk *rows, struct keyval *row)
{
	const DBT bulk = { .data = rows->room.p };

	DB_MULTIPLE_KEY_NEXT(rows->at, &bulk, row->k, row->kn, row->v, row->vn);
	return rows->at != NULL;
}

/* Places c on the last key below k, or on k itself when `too`. */
static int
seek_below(DBC *c, const void *k, size_t kn, bool too, DBT *key, DBT *val)
{
	int r;

	*key = dbt_of(k, kn);
	r = c->get(c, key, val, DB_SET_RANGE);
	if (r == DB_NOTFOUND)
		return c->get(c, key, val, DB_LAST);
	if (r || (too && key->size == kn && memcmp(key->data, k, kn) == 0))
		return r;
	return c->get(c, key, val, DB_PREV);
}

int
env_seek(struct txn *t, enum table tb, struct seek *q, struct err *e)
{
	DB *db = env_db(t, tb, e);
	DBT key = dbt_of(NULL, 0), val = dbt_of(NULL, 0);
	struct sumrow row;
	uint8_t *p;
	DBC *c;
	int r;

	if (db == NULL)
		return -1;
	r = db->cursor(db, t->id, &c, 0);
	if (r)
		return env_fail(t->s, r, tb, e);
	r = q->end ? c->get(c, &key, &val, DB_LAST) : seek_below(c, q->k, q->kn, q->too, &key, &val);
	if (r == 0) {
		p = room_of(&t->s->got, (size_t)key.size + val.size + 1);
		memcpy(p, key.data, key.size);
		if (val.size)
			memcpy(p + key.size, val.data, val.size);
		q->fk = p;
		q->fkn = key.size;
		q->v = p + key.size;
		q->vn = val.size;
	}
	(void)c->close(c); /* nothing was written through it */
	if (r)
		return r == DB_NOTFOUND ? 1 : env_fail(t->s, r, tb, e);
	row = (struct sumrow){ tb, q->fk, q->fkn, q->v, q->vn };
	r = rowsum_take(&row, e);
	q->vn = row.vn;
	return r;
}
