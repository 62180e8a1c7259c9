/* SPDX-License-Identifier: MIT */
/*
 * reindex: the index rows of a form that came in a new version.  Which rows a record
 * deserves follows from the installed form, so those written under the old one go and
 * the others come, in one transaction with the layout by which the book knows the form.
 * Invariant: when the book knows the layout of a form, its rows are those of that form.
 */
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

/* Takes all rows of the form out of a table whose keys begin with its number. */
static int
clear(struct reindex *q, enum table tb, struct err *e)
{
	uint8_t prefix[2];
	struct rd rd;
	size_t kn;

	key_u16(prefix, q->formno);
	q->keys.n = 0;
	if (txn_walk(q->t, tb, prefix, sizeof prefix, WALK_PREFIX, gather_key, q, e))
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
		q->come.row[i].fresh = false; /* records of other forms stand under the same words */
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
	index_all_words(q->a, r, &q->gone);
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
	if (clear(q, TB_KEY, e) || clear(q, TB_DATE, e) ||
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

int
book_reindex(struct book *b, struct err *e)
{
	struct moved_ask m = { b, 0 };
	struct reindex q;
	int r;

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
