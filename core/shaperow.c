/* SPDX-License-Identifier: MIT */
/*
 * shaperow: shapes as rows of meta: "s:NNNNN" a shape's bytes under its number, "h:<hex>" the
 * number under the hash of those bytes, "f:<form>" the number of a form.
 * Invariant: a number is given once, and a row of a shape says what its hash does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"

enum { SHAPE_CELLS = 20000 };

static void
shape_encode(struct buf *v, const struct shape *s)
{
	int i;

	buf_str(v, s->form);
	buf_varint(v, (uint64_t)s->version);
	buf_varint(v, (uint64_t)s->ncells);
	for (i = 0; i < s->ncells; i++) {
		buf_str(v, s->cell[i]);
		buf_u8(v, s->type[i]);
	}
}

static const char *
text_of(struct arena *a, struct rd *r)
{
	size_t n;
	const char *s = rd_str(r, &n);

	return s ? arena_dup(a, s, n) : "";
}

struct shape *
shape_decode(struct arena *a, const void *p, size_t n)
{
	struct shape *s = arena_alloc(a, sizeof *s);
	struct rd r = rd_of(p, n);
	int i;

	s->formno = rd_u16(&r);
	s->form = text_of(a, &r);
	s->version = (int)rd_varint(&r);
	s->ncells = (int)rd_varint(&r);
	if (r.bad || s->ncells < 0 || s->ncells > SHAPE_CELLS)
		return NULL;
	s->cell = arena_alloc(a, ((size_t)s->ncells + 1) * sizeof *s->cell);
	s->type = arena_alloc(a, (size_t)s->ncells + 1);
	for (i = 0; i < s->ncells && !r.bad; i++) {
		s->cell[i] = text_of(a, &r);
		s->type[i] = rd_u8(&r);
	}
	return r.bad || rd_left(&r) ? NULL : s;
}

int
number_get(struct txn *t, const char *name, unsigned *no, struct err *e)
{
	const void *v;
	size_t n;
	int r = meta_get(t, name, &v, &n, e);

	*no = r == 0 && n == 2 ? key_u16_of(v) : 0;
	return r < 0 ? -1 : 0;
}

static int
number_put(struct txn *t, const char *name, unsigned no, struct err *e)
{
	uint8_t v[2];

	key_u16(v, no);
	return meta_put(t, name, v, sizeof v, e);
}

/* The next free number of a kind ("shapes", "forms"), which is taken. */
static int
number_take(struct txn *t, const char *kind, unsigned *no, struct err *e)
{
	if (number_get(t, kind, no, e))
		return -1;
	if (*no >= SHAPE_MAX)
		return err_set(e, E_RULE, _("The book knows too many forms to take in another one"));
	return number_put(t, kind, ++*no, e);
}

static void
bytes_name(const struct buf *v, char name[SHAPE_NAME])
{
	uint8_t hash[HASH_BYTES];
	int i;

	hash_bytes(v->p, v->n, hash);
	name[0] = 'h';
	name[1] = ':';
	for (i = 0; i < HASH_BYTES; i++)
		snprintf(name + 2 + 2 * i, 3, "%02x", hash[i]);
}

void
shape_name(const struct shape *s, char name[SHAPE_NAME])
{
	struct buf v = { NULL, 0, 0 };

	shape_encode(&v, s);
	bytes_name(&v, name);
	buf_free(&v);
}

static int
form_number(struct txn *t, const char *form, unsigned *no, struct err *e)
{
	char name[ID_MAX + 8];

	snprintf(name, sizeof name, "f:%.*s", ID_MAX, form);
	if (number_get(t, name, no, e))
		return -1;
	if (*no)
		return 0;
	return number_take(t, "forms", no, e) || number_put(t, name, *no, e) ? -1 : 0;
}

int
shape_add(struct txn *t, const struct shape *like, const char *hash, unsigned *no, struct err *e)
{
	struct buf v = { NULL, 0, 0 };
	unsigned formno;
	char name[16];
	int r;

	if (form_number(t, like->form, &formno, e) || number_take(t, "shapes", no, e))
		return -1;
	buf_u16(&v, (uint16_t)formno);
	shape_encode(&v, like);
	snprintf(name, sizeof name, "s:%05u", *no);
	r = meta_put(t, name, v.p, v.n, e) || number_put(t, hash, *no, e) ? -1 : 0;
	buf_free(&v);
	return r;
}

struct verify_ask {
	struct txn *t;
	unsigned bad;
};

static int
shape_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct verify_ask *q = arg;
	struct buf b = { NULL, 0, 0 };
	unsigned no, hashed;
	char hash[SHAPE_NAME], name[8];
	int r;

	snprintf(name, sizeof name, "%.*s", (int)(kn < 7 ? kn : 7), (const char *)k);
	no = (unsigned)strtoul(name + 2, NULL, 10);
	if (kn != 7 || vn < 2) {
		q->bad = no;
		return 1;
	}
	buf_put(&b, (const uint8_t *)v + 2, vn - 2);
	bytes_name(&b, hash);
	buf_free(&b);
	r = number_get(q->t, hash, &hashed, e);
	q->bad = no == hashed ? 0 : no;
	return r ? -1 : q->bad != 0;
}

int
shape_verify(struct txn *t, unsigned *no, struct err *e)
{
	struct verify_ask q = { t, 0 };

	if (txn_walk(t, TB_META, "s:", 2, WALK_PREFIX, shape_row, &q, e))
		return -1;
	*no = q.bad;
	return q.bad != 0;
}
