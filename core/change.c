/* SPDX-License-Identifier: MIT */
/*
 * change: the stored and the canonical bytes of a change.  Invariant: the canonical
 * bytes say nothing that another book could not say the same way (full node ids,
 * names of cells), and do not change when a sensitive value is erased, because such
 * a value enters them as the hash of its salt and itself.
 */
#include "core/record.h"

#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/keys.h"

enum { REC_SELF, REC_SAME_NODE, REC_OTHER_NODE };

static void
encode_rec(struct buf *b, const struct change *c)
{
	if (c->rec == c->id) {
		buf_u8(b, REC_SELF);
	} else if (rid_node(c->rec) == rid_node(c->id)) {
		buf_u8(b, REC_SAME_NODE);
		buf_varint(b, rid_counter(c->rec));
	} else {
		buf_u8(b, REC_OTHER_NODE);
		buf_varint(b, rid_node(c->rec));
		buf_varint(b, rid_counter(c->rec));
	}
}

static rid
decode_rec(struct rd *r, rid id)
{
	unsigned node = rid_node(id);

	switch (rd_u8(r)) {
	case REC_SELF:
		return id;
	case REC_SAME_NODE:
		return rid_make(node, rd_varint(r));
	case REC_OTHER_NODE:
		node = (unsigned)rd_varint(r);
		return rid_make(node, rd_varint(r));
	default:
		r->bad = true;
		return 0;
	}
}

static void
encode_set(struct buf *b, const struct set *s, int before)
{
	buf_varint(b, (uint64_t)(s->cell - before));
	if (s->hash) {
		buf_u8(b, CODE_HASH);
		buf_put(b, s->hash, HASH_BYTES);
		return;
	}
	if (s->salt) {
		buf_u8(b, CODE_SALT);
		buf_put(b, s->salt, SALT_BYTES);
	}
	code_value(b, &s->v);
}

static void
decode_set(struct arena *a, struct rd *r, struct set *s)
{
	uint8_t lead = rd_u8(r);
	const uint8_t *p;

	if (lead == CODE_HASH) {
		p = rd_take(r, HASH_BYTES);
		s->hash = p ? arena_dup(a, p, HASH_BYTES) : NULL;
		return;
	}
	if (lead == CODE_SALT) {
		p = rd_take(r, SALT_BYTES);
		s->salt = p ? arena_dup(a, p, SALT_BYTES) : NULL;
		lead = rd_u8(r);
	}
	s->v = code_value_read(a, r, lead);
}

void
change_encode(struct buf *b, const struct change *c)
{
	int i, before = 0;

	buf_u8(b, (uint8_t)c->kind);
	buf_varint(b, c->shape->no);
	encode_rec(b, c);
	buf_u64(b, c->clock);
	buf_str(b, c->who);
	buf_str(b, c->reason);
	buf_str(b, c->unit);
	code_vv(b, &c->seen);
	buf_varint(b, (uint64_t)c->nsets);
	for (i = 0; i < c->nsets; i++) {
		encode_set(b, &c->set[i], before);
		before = c->set[i].cell;
	}
	if (c->marked)
		buf_put(b, c->mark, sizeof c->mark);
}

/* The sets of a change, their cells rising and inside the shape. */
static void
decode_sets(struct arena *a, struct rd *r, struct change *c)
{
	uint64_t n = rd_varint(r), i, cell = 0;

	if (r->bad || n > (uint64_t)c->shape->ncells) {
		r->bad = true;
		return;
	}
	c->set = arena_alloc(a, (size_t)n * sizeof *c->set);
	for (i = 0; i < n && !r->bad; i++) {
		cell += rd_varint(r);
		if (cell >= (uint64_t)c->shape->ncells) {
			r->bad = true;
			return;
		}
		c->set[i].cell = (int)cell;
		decode_set(a, r, &c->set[i]);
	}
	c->nsets = (int)n;
}

int
change_decode(struct arena *a, rid id, const void *p, size_t n, shape_lookup *shape_of, void *arg,
    struct change **out, struct err *e)
{
	struct change *c = arena_alloc(a, sizeof *c);
	struct rd r = rd_of(p, n);

	c->id = id;
	c->kind = rd_u8(&r);
	c->shape = shape_of(arg, (unsigned)rd_varint(&r));
	c->rec = decode_rec(&r, id);
	c->clock = rd_u64(&r);
	c->who = code_text(a, &r);
	c->reason = code_text(a, &r);
	c->unit = code_text(a, &r);
	c->seen = code_vv_read(a, &r);
	if (!r.bad && c->shape)
		decode_sets(a, &r, c);
	c->marked = !r.bad && rd_left(&r) == sizeof c->mark;
	if (c->marked)
		memcpy(c->mark, rd_take(&r, sizeof c->mark), sizeof c->mark);
	if (r.bad || !c->shape || rd_left(&r) || c->kind < CH_CREATE || c->kind >= CH_N)
		return err_set(e, E_DAMAGE, _("change %llu cannot be read; run `soxa verify`"),
		    (unsigned long long)rid_counter(id));
	*out = c;
	return 0;
}

static void
canon_rid(struct buf *b, rid id, node_lookup *node_of, void *arg)
{
	buf_put(b, node_of(arg, rid_node(id)), 16);
	buf_u64(b, rid_counter(id));
}

struct canon_item {
	const uint8_t *node;
	uint64_t counter;
};

static int
by_node(const void *x, const void *y)
{
	return memcmp(((const struct canon_item *)x)->node, ((const struct canon_item *)y)->node, 16);
}

/* The vector in the order of the nodes' own ids, which is the same in every book. */
static void
canon_vv(struct buf *b, const struct vv *v, node_lookup *node_of, void *arg)
{
	struct canon_item few[8], *item = few;
	struct arena *a = NULL;
	int i;

	buf_varint(b, (uint64_t)v->n);
	if (v->n > 8) {
		a = arena_new();
		item = arena_alloc(a, (size_t)v->n * sizeof *item);
	}
	for (i = 0; i < v->n; i++) {
		item[i].node = node_of(arg, v->item[i].node);
		item[i].counter = v->item[i].counter;
	}
	if (v->n > 1)
		qsort(item, (size_t)v->n, sizeof *item, by_node);
	for (i = 0; i < v->n; i++) {
		buf_put(b, item[i].node, 16);
		buf_u64(b, item[i].counter);
	}
	arena_free(a);
}

void
set_hash(const struct set *s, uint8_t out[HASH_BYTES])
{
	struct buf b = { 0 };

	buf_put(&b, s->salt, SALT_BYTES);
	code_value(&b, &s->v);
	hash_bytes(b.p, b.n, out);
	buf_free(&b);
}

static void
canon_set(struct buf *b, const struct set *s, const char *cell)
{
	uint8_t hash[HASH_BYTES];

	buf_str(b, cell);
	if (!s->hash && !s->salt) {
		code_value(b, &s->v);
		return;
	}
	buf_u8(b, CODE_HASH);
	if (s->hash) {
		buf_put(b, s->hash, HASH_BYTES);
		return;
	}
	set_hash(s, hash);
	buf_put(b, hash, HASH_BYTES);
}

void
change_canon(struct buf *b, const struct change *c, node_lookup *node_of, void *arg)
{
	int i;

	canon_rid(b, c->id, node_of, arg);
	buf_u8(b, (uint8_t)c->kind);
	canon_rid(b, c->rec, node_of, arg);
	buf_u64(b, c->clock);
	buf_str(b, c->who);
	buf_str(b, c->reason);
	buf_str(b, c->unit);
	buf_str(b, c->shape->form);
	buf_varint(b, (uint64_t)c->shape->version);
	canon_vv(b, &c->seen, node_of, arg);
	buf_varint(b, (uint64_t)c->nsets);
	for (i = 0; i < c->nsets; i++)
		canon_set(b, &c->set[i], c->shape->cell[c->set[i].cell]);
}
