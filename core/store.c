/* SPDX-License-Identifier: MIT */
/*
 * store: reads and writes the rows of the tables; with env.c, every call of Berkeley DB 5.3
 * (rule S1).  Invariant: whoever calls is inside the gate and alone there, so there are no
 * page locks and nothing waits.
 */
#include "core/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/env.h"

enum { BULK_MIN = 16 << 10, BULK_MAX = 128 << 10, CHECK_BYTES = 4 };

/* No other table tells a wrong value of these, so each row carries its own check. */
static const bool checked[TB_N] = {
	[TB_META] = true,
	[TB_DRAFTS] = true,
	[TB_PEERS] = true,
	[TB_RECEIPTS] = true,
};

static void *
block_of(struct block *b, size_t size)
{
	if (size > b->cap) {
		free(b->p);
		b->cap = (size + 4095) & ~(size_t)4095;
		b->p = malloc(b->cap);
		if (b->p == NULL)
			abort();
	}
	return b->p;
}

/* FNV-1a over table, key and value: tells accidents, not forgers. */
static void
check_of(enum table tb, const DBT *k, const void *v, size_t vn, uint8_t out[CHECK_BYTES])
{
	const uint8_t *part[2] = { k->data, v };
	const size_t len[2] = { k->size, vn };
	uint32_t h = 2166136261u ^ (uint32_t)tb;
	size_t i, j;

	for (i = 0; i < 2; i++)
		for (j = 0; j < len[i]; j++)
			h = (h ^ part[i][j]) * 16777619u;
	for (i = 0; i < CHECK_BYTES; i++)
		out[i] = (uint8_t)(h >> (24 - 8 * i));
}

/* Takes the check off a value read from a checked table. */
static int
uncheck(enum table tb, const DBT *k, const void *v, size_t *vn, struct err *e)
{
	uint8_t want[CHECK_BYTES];

	if (!checked[tb])
		return 0;
	if (*vn >= CHECK_BYTES) {
		*vn -= CHECK_BYTES;
		check_of(tb, k, v, *vn, want);
		if (memcmp(want, (const uint8_t *)v + *vn, CHECK_BYTES) == 0)
			return 0;
	}
	return err_set(e, E_DAMAGE, _("The table %s holds a value that was changed from outside; "
	    "run `soxa verify`, then restore the last good backup"), store_table_name(tb));
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
	int r;

	if (db == NULL)
		return -1;
	block_of(&t->s->got, 4096);
	do {
		val.data = block_of(&t->s->got, val.size);
		val.ulen = (uint32_t)t->s->got.cap;
		val.flags = DB_DBT_USERMEM;
		r = db->get(db, t->id, &key, &val, 0);
	} while (r == DB_BUFFER_SMALL);
	if (r == DB_NOTFOUND)
		return 1;
	if (r)
		return env_fail(t->s, r, tb, e);
	*v = val.data;
	*vn = val.size;
	return uncheck(tb, &key, *v, vn, e);
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
	if (checked[tb]) {
		p = block_of(&t->s->put, vn + CHECK_BYTES);
		if (vn)
			memcpy(p, v, vn);
		check_of(tb, &key, p, vn, p + vn);
		val = dbt_of(p, vn + CHECK_BYTES);
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
};

/* Hands on one row: 0 go on, 1 done, -1 failed. */
static int
walk_row(const struct walk_ask *w, const void *k, size_t kn, const void *v, size_t vn,
    struct err *e)
{
	DBT key;

	if (w->how == WALK_PREFIX && (kn < w->fn || (w->fn && memcmp(k, w->from, w->fn) != 0)))
		return 1;
	if (checked[w->tb]) {
		key = dbt_of(k, kn);
		if (uncheck(w->tb, &key, v, &vn, e))
			return -1;
	}
	return w->each(w->arg, k, kn, v, vn, e);
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
walk_cursor(struct txn *t, DBC *c, const struct walk_ask *w, struct block *b, struct err *e)
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
		rows = dbt_of(block_of(b, size), 0);
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
	struct walk_ask w = { tb, from, fn, how, each, arg };
	struct store *s = t->s;
	struct block own = { NULL, 0 }, *b = &own;
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
		free(own.p);
	else
		s->bulk_busy = false;
	(void)c->close(c); /* nothing was written through it */
	return r;
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

/* What a seek is for, and where its bytes go. */
struct seek {
	const void *k;
	size_t kn;
	bool too, end;          /* end: simply the last key of the table */
	const void *fk, *v;
	size_t fkn, vn;
};

/* 0 found, 1 none, -1 failed. */
static int
seek_row(struct txn *t, enum table tb, struct seek *q, struct err *e)
{
	DB *db = env_db(t, tb, e);
	DBT key = dbt_of(NULL, 0), val = dbt_of(NULL, 0);
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
		p = block_of(&t->s->got, (size_t)key.size + val.size + 1);
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
	key = dbt_of(q->fk, q->fkn);
	return uncheck(tb, &key, q->v, &q->vn, e);
}

int
txn_floor(struct txn *t, enum table tb, const void *k, size_t kn, const void **fk, size_t *fkn,
    const void **v, size_t *vn, struct err *e)
{
	struct seek q = { .k = k, .kn = kn, .too = true };
	int r = seek_row(t, tb, &q, e);

	if (r)
		return r;
	*fk = q.fk;
	*fkn = q.fkn;
	*v = q.v;
	*vn = q.vn;
	return 0;
}

int
txn_last(struct txn *t, enum table tb, const void *prefix, size_t pn, const void **k,
    size_t *kn, const void **v, size_t *vn, struct err *e)
{
	uint8_t end[256];
	struct seek q = { .k = end, .kn = pn };
	int r;

	assert(pn <= sizeof end);
	if (pn)
		memcpy(end, prefix, pn);
	while (q.kn > 0 && end[q.kn - 1] == 0xFF)
		q.kn--;
	q.end = q.kn == 0;
	if (q.kn > 0)
		end[q.kn - 1]++; /* the first key that sorts after every one with the prefix */
	r = seek_row(t, tb, &q, e);
	if (r)
		return r;
	if (q.fkn < pn || (pn && memcmp(q.fk, prefix, pn) != 0))
		return 1;
	*k = q.fk;
	*kn = q.fkn;
	*v = q.v;
	*vn = q.vn;
	return 0;
}
