/* SPDX-License-Identifier: MIT */
/*
 * row: records and changes as rows of their tables.  Invariant: bytes read inside a visit
 * are copied before they are decoded, because decoding may look a shape up.
 */
#include <string.h>

#include "core/book_int.h"

int
record_read(struct book *b, struct txn *t, struct arena *a, const uint8_t key[RECORD_KEY],
    struct record **out, struct err *e)
{
	const void *v;
	size_t n;
	int r = txn_get(t, TB_RECORDS, key, RECORD_KEY, &v, &n, e);

	if (r)
		return r;
	v = arena_dup(a, v, n);
	if (record_decode(a, v, n, book_shape_of, b, out, e))
		return -1;
	(*out)->id = key_u64_of(key + 2);
	return 0;
}

int
record_find(struct book *b, struct txn *t, rid id, uint8_t key[RECORD_KEY], struct err *e)
{
	const struct shape *shape;
	uint8_t k[8];
	const void *v;
	struct rd rd;
	size_t n;
	int r;

	key_u64(k, id);
	r = txn_get(t, TB_CHANGES, k, sizeof k, &v, &n, e);
	if (r)
		return r;
	rd = rd_of(v, n);
	(void)rd_u8(&rd);
	shape = book_shape_of(b, (unsigned)rd_varint(&rd));
	if (shape == NULL)
		return err_set(e, E_DAMAGE, _("change %llu names no form; run `soxa verify`"),
		    (unsigned long long)rid_counter(id));
	record_key(key, shape->formno, id);
	return 0;
}

int
record_write(struct txn *t, struct buf *scratch, const struct record *r, struct err *e)
{
	uint8_t key[RECORD_KEY];

	record_key(key, r->shape->formno, r->id);
	scratch->n = 0;
	record_encode(scratch, r);
	return txn_put(t, TB_RECORDS, key, sizeof key, scratch->p, scratch->n, e);
}

int
change_read(struct book *b, struct txn *t, struct arena *a, rid id, struct change **out,
    struct err *e)
{
	uint8_t k[8];
	const void *v;
	size_t n;
	int r;

	key_u64(k, id);
	r = txn_get(t, TB_CHANGES, k, sizeof k, &v, &n, e);
	if (r)
		return r;
	v = arena_dup(a, v, n);
	return change_decode(a, id, v, n, book_shape_of, b, out, e);
}

int
change_write(struct txn *t, struct buf *scratch, const struct change *c, struct err *e)
{
	uint8_t k[8];

	key_u64(k, c->id);
	scratch->n = 0;
	change_encode(scratch, c);
	return txn_put(t, TB_CHANGES, k, sizeof k, scratch->p, scratch->n, e);
}

struct get_ask {
	struct book *b;
	struct arena *a;
	rid id;
	struct record *got;
};

static int
get_one(void *arg, struct txn *t, struct err *e)
{
	struct get_ask *q = arg;
	uint8_t key[RECORD_KEY];
	int r = record_find(q->b, t, q->id, key, e);

	if (r == 0)
		r = record_read(q->b, t, q->a, key, &q->got, e);
	if (r > 0)
		return err_set(e, E_INPUT, _("there is no record %s"), book_id(q->b, q->a, q->id));
	return r;
}

struct record *
book_get(struct book *b, struct arena *a, rid id, struct err *e)
{
	struct get_ask q = { b, a, id, NULL };

	return book_visit(b, get_one, &q, e) ? NULL : q.got;
}

struct value *
book_values(struct arena *a, const struct record *r, const struct form *f)
{
	struct value *v = arena_alloc(a, ((size_t)f->ncells + 1) * sizeof *v);
	const struct value *from;
	int i;

	if (r->shape->schema == f) {
		memcpy(v, r->v, (size_t)f->ncells * sizeof *v);
		return v;
	}
	for (i = 0; i < f->ncells; i++) {
		from = record_cell(r, f->cell[i].id);
		if (from)
			v[i] = *from;
	}
	return v;
}
