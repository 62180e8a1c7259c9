/* SPDX-License-Identifier: MIT */
/*
 * reindex: the index rows of a form that came in a new version, or of the whole book when
 * keys are made otherwise than before.  Which rows a record deserves follows from the
 * installed form, so those written under the old one go and the others come, in one
 * transaction with the layout by which the book knows the form.
 * Invariant: when the book knows the layout of a form, its rows are those of that form; and
 * the row "index" of meta says how the keys of all rows were made.
 */
#include <string.h>

#include "core/book_int.h"
#include "core/lang.h"

enum { PIECE = 200 };           /* records whose rows are written together */

struct reindex {
	struct book *b;
	const struct form *form;
	unsigned formno;
	struct txn *t;
	struct arena *a;
	struct buf keys;        /* of rows that go: length and bytes, one after the other */
	struct ixlist gone, come;
	bool empty;             /* the whole book: nothing stands in the tables any more */
	int n;
};

static int
gather_key(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct reindex *q = arg;

	(void)v;
	(void)vn;
	(void)e;
	buf_u16(&q->keys, (uint16_t)kn);
	buf_put(&q->keys, k, kn);
	return 0;
}

/* Takes all rows out of a table whose keys begin with n bytes, the number of the form or nothing. */
static int
clear(struct reindex *q, enum table tb, const uint8_t *prefix, size_t n, struct err *e)
{
	struct rd rd;
	size_t kn;

	q->keys.n = 0;
	if (txn_walk(q->t, tb, prefix, n, n ? WALK_PREFIX : WALK_ALL, gather_key, q, e))
		return -1;
	rd = rd_of(q->keys.p, q->keys.n);
	while (rd_left(&rd)) {
		kn = rd_u16(&rd);
		if (txn_del(q->t, tb, rd_take(&rd, kn), kn, e) < 0)
			return -1;
	}
	return 0;
}

static int
write_piece(struct reindex *q, struct err *e)
{
	uint32_t i;

	for (i = 0; i < q->gone.n; i++) {
		q->gone.row[i].del = true;
		q->gone.row[i].fresh = false;
	}
	for (i = 0; i < q->come.n; i++)
		q->come.row[i].fresh = q->empty; /* else records of other forms stand under the words */
	if (index_write(q->t, &q->gone, e) || index_write(q->t, &q->come, e))
		return -1;
	arena_reset(q->a);
	q->gone = q->come = (struct ixlist){ 0 };
	q->n = 0;
	return 0;
}

static int
one_record(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct reindex *q = arg;
	struct record *r;

	if (kn != RECORD_KEY)
		return err_set(e, E_DAMAGE, _("a stored record cannot be read; run `soxa verify`"));
	if (record_decode(q->a, v, vn, book_shape_of, q->b, &r, e))
		return -1;
	r->id = key_u64_of((const uint8_t *)k + 2);
	if (!q->empty)
		index_all_words(q->b, q->a, r, &q->gone);
	index_rows(q->b, q->a, r, &q->come);
	return ++q->n < PIECE ? 0 : write_piece(q, e);
}

static int
reindex_body(void *arg, struct txn *t, struct err *e)
{
	struct reindex *q = arg;
	uint8_t prefix[2];

	q->t = t;
	if (shape_moved(q->b, t, q->form, &q->formno, e))
		return -1;
	if (q->formno == 0)
		return 0; /* somebody else was faster */
	key_u16(prefix, q->formno);
	if (clear(q, TB_KEY, prefix, sizeof prefix, e) || clear(q, TB_DATE, prefix, sizeof prefix, e) ||
	    txn_walk(t, TB_RECORDS, prefix, sizeof prefix, WALK_PREFIX, one_record, q, e) ||
	    write_piece(q, e))
		return -1;
	return shape_intern_form(q->b, t, q->form, e) ? 0 : -1;
}

/* The first form at or after i that has moved; nforms when none has. */
struct moved_ask {
	struct book *b;
	int i;
};

static int
moved_body(void *arg, struct txn *t, struct err *e)
{
	struct moved_ask *q = arg;
	unsigned formno = 0;

	for (; q->i < q->b->schema->nforms; q->i++) {
		if (shape_moved(q->b, t, q->b->schema->form[q->i], &formno, e))
			return -1;
		if (formno)
			break;
	}
	return 0;
}

/* What the keys of all index rows hang on beside the forms: how they are made, and names of units. */
static void
stamp_of(const struct book *b, uint8_t out[HASH_BYTES])
{
	const struct schema *s = b->schema;
	struct buf k = { NULL, 0, 0 };
	bool named = false;
	int i, j;

	buf_varint(&k, INDEX_FORMAT);
	for (i = 0; i < s->nforms; i++)
		for (j = 0; j < s->form[i]->nfields; j++)
			named |= s->form[i]->field[j].type == T_UNIT;
	for (i = 0; named && i < s->nunits; i++) {
		const struct unit *u = &s->unit[i];

		buf_str(&k, u->code);
		buf_str(&k, u->name);
		buf_str(&k, u->parent ? u->parent : "");
		buf_str(&k, u->successor ? u->successor : "");
		buf_str(&k, u->aliases ? u->aliases : "");
		buf_zigzag(&k, u->from);
		buf_zigzag(&k, u->to);
	}
	hash_bytes(k.p, k.n, out);
	buf_free(&k);
}

/* 0 the stamp stands in the book, 1 not, -1 failed. */
static int
stamp_stands(void *arg, struct txn *t, struct err *e)
{
	const struct reindex *q = arg;
	uint8_t stamp[HASH_BYTES];
	const void *v;
	size_t n;
	int r = meta_get(t, "index", &v, &n, e);

	stamp_of(q->b, stamp);
	return r ? r : n != HASH_BYTES || memcmp(v, stamp, n) != 0;
}

static int
stamp_look(void *arg, struct txn *t, struct err *e)
{
	struct reindex *q = arg;
	int r = stamp_stands(q, t, e);

	q->empty = r > 0;
	return r < 0 ? -1 : 0;
}

/* All rows of all records anew, and the stamp. */
static int
whole_body(void *arg, struct txn *t, struct err *e)
{
	struct reindex *q = arg;
	uint8_t stamp[HASH_BYTES];
	int r = stamp_stands(q, t, e);

	q->t = t;
	if (r <= 0)
		return r; /* somebody else was faster */
	if (clear(q, TB_KEY, NULL, 0, e) || clear(q, TB_DATE, NULL, 0, e) ||
	    clear(q, TB_WORDS, NULL, 0, e) ||
	    txn_walk(t, TB_RECORDS, "", 0, WALK_ALL, one_record, q, e) || write_piece(q, e))
		return -1;
	stamp_of(q->b, stamp);
	return meta_put(t, "index", stamp, sizeof stamp, e);
}

static int
reindex_whole(struct book *b, struct err *e)
{
	struct reindex q = { .b = b };
	int r;

	if (store_visit(b->store, stamp_look, &q, e))
		return -1;
	if (!q.empty)
		return 0;
	q.a = arena_new();
	r = store_txn(b->store, whole_body, &q, e);
	arena_free(q.a);
	buf_free(&q.keys);
	return r;
}

int
book_reindex(struct book *b, struct err *e)
{
	struct moved_ask m = { b, 0 };
	struct reindex q;
	int r;

	if (reindex_whole(b, e))
		return -1;
	for (;; m.i++) {
		if (store_visit(b->store, moved_body, &m, e))
			return -1;
		if (m.i == b->schema->nforms)
			return 0;
		q = (struct reindex){ .b = b, .form = b->schema->form[m.i], .a = arena_new() };
		r = store_txn(b->store, reindex_body, &q, e);
		arena_free(q.a);
		buf_free(&q.keys);
		if (r)
			return -1;
	}
}
