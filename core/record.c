/* SPDX-License-Identifier: MIT */
/*
 * record: the folded record, its stored bytes, and the fold itself.  Invariant: v
 * has as many values as the shape has cells, whatever version the changes came
 * under.  The bytes hold local node and shape numbers: they never leave the book.
 */
#include "core/record.h"

#include <string.h>

#include "core/code.h"

enum { CONFLICT_BIT = 0x80 };

struct record *
record_new(struct arena *a, const struct shape *shape)
{
	struct record *r = arena_alloc(a, sizeof *r);

	r->shape = shape;
	r->who = r->unit = "";
	r->v = arena_alloc(a, (size_t)shape->ncells * sizeof *r->v);
	return r;
}

int
shape_cell_no(const struct shape *s, const char *id)
{
	int i;

	for (i = 0; i < s->ncells; i++)
		if (strcmp(s->cell[i], id) == 0)
			return i;
	return -1;
}

struct value *
record_cell(const struct record *r, const char *id)
{
	int i = shape_cell_no(r->shape, id);

	return i < 0 ? NULL : &r->v[i];
}

bool
record_empty(const struct record *r)
{
	int i;

	for (i = 0; i < r->shape->ncells; i++)
		if (r->v[i].kind != V_BLANK)
			return false;
	return true;
}

/* Lays the values of r out by a newer version of its form; cells it dropped stay in the changes. */
static void
reshape(struct arena *a, struct record *r, const struct shape *to)
{
	struct value *v = arena_alloc(a, (size_t)to->ncells * sizeof *v);
	int i, j;

	for (i = 0; i < r->shape->ncells; i++) {
		j = shape_cell_no(to, r->shape->cell[i]);
		if (j >= 0)
			v[j] = r->v[i];
	}
	r->v = v;
	r->shape = to;
}

bool
shape_newer(const struct shape *x, const struct shape *than)
{
	if (x->version != than->version)
		return x->version > than->version;
	return x->ncells > than->ncells;
}

const enum status change_status[CH_N] = {
	[CH_CREATE] = ST_COMPLETE,
	[CH_COMPLETE] = ST_COMPLETE,
	[CH_APPROVE] = ST_APPROVED,
	[CH_LOCK] = ST_LOCKED,
	[CH_UNLOCK] = ST_APPROVED,
	[CH_REMOVE] = ST_REMOVED,
	[CH_RESTORE] = ST_COMPLETE,
	[CH_ERASE] = ST_ERASED,
};

void
record_apply(struct arena *a, struct record *r, const struct change *c)
{
	int i, cell;

	if (c->shape != r->shape && shape_newer(c->shape, r->shape))
		reshape(a, r, c->shape);
	for (i = 0; i < c->nsets; i++) {
		cell = c->set[i].cell;
		if (c->shape != r->shape)
			cell = shape_cell_no(r->shape, c->shape->cell[cell]);
		if (cell >= 0)
			r->v[cell] = c->set[i].v;
	}
	if (change_status[c->kind] != ST_DRAFT)
		r->status = change_status[c->kind];
	if (c->kind == CH_CREATE) {
		r->id = c->id;
		r->created = c->clock;
		r->unit = c->unit;
	}
	if (c->kind == CH_RESOLVE)
		r->conflict = false;
	if (c->clock > r->changed && c->kind != CH_REVEAL) {
		r->changed = c->clock;
		r->who = c->who;
	}
	r->vv = vv_with(a, &r->vv, rid_node(c->id), rid_counter(c->id));
}

void
record_encode(struct buf *b, const struct record *r)
{
	int i, run;

	buf_varint(b, r->shape->no);
	buf_u8(b, (uint8_t)((unsigned)r->status | (r->conflict ? CONFLICT_BIT : 0u)));
	buf_u64(b, r->created);
	buf_u64(b, r->changed);
	buf_str(b, r->who);
	buf_str(b, r->unit);
	code_vv(b, &r->vv);
	for (i = 0; i < r->shape->ncells; i += run) {
		run = 1;
		if (r->v[i].kind != V_BLANK) {
			code_value(b, &r->v[i]);
			continue;
		}
		while (i + run < r->shape->ncells && run < 255 && r->v[i + run].kind == V_BLANK)
			run++;
		if (run == 1) {
			buf_u8(b, CODE_BLANK);
			continue;
		}
		buf_u8(b, CODE_RUN);
		buf_u8(b, (uint8_t)run);
	}
}

static int
damaged(struct err *e)
{
	return err_set(e, E_DAMAGE, _("a stored record cannot be read; run `soxa verify`"));
}

int
record_decode(struct arena *a, const void *p, size_t n, shape_lookup *shape_of, void *arg,
    struct record **out, struct err *e)
{
	struct rd rd = rd_of(p, n);
	const struct shape *shape = shape_of(arg, (unsigned)rd_varint(&rd));
	struct record *r;
	uint8_t status, lead;
	int i = 0;

	if (rd.bad || !shape)
		return damaged(e);
	r = record_new(a, shape);
	status = rd_u8(&rd);
	r->status = status & ~CONFLICT_BIT;
	r->conflict = status & CONFLICT_BIT;
	r->created = rd_u64(&rd);
	r->changed = rd_u64(&rd);
	r->who = code_text(a, &rd);
	r->unit = code_text(a, &rd);
	r->vv = code_vv_read(a, &rd);
	while (i < shape->ncells && !rd.bad) {
		lead = rd_u8(&rd);
		if (lead == CODE_RUN)
			i += rd_u8(&rd);
		else
			r->v[i++] = code_value_read(a, &rd, lead);
	}
	if (rd.bad || i != shape->ncells || rd_left(&rd) || r->status > ST_ERASED)
		return damaged(e);
	*out = r;
	return 0;
}

/* Passes over a varint, whose bytes but the last have their high bit. */
static inline void
pass_varint(struct rd *r)
{
	while (rd_u8(r) > 127)
		;
}

int
record_skim_head(struct rd *r, struct skim *head, shape_lookup *shape_of, void *arg)
{
	struct rd rd = *r; /* of this function alone, so that it can live in registers */
	uint64_t no = rd_varint(&rd), n;
	size_t who;

	if (head->shape == NULL || head->shape->no != no)
		head->shape = shape_of(arg, (unsigned)no);
	head->status = rd_u8(&rd) & ~CONFLICT_BIT;
	(void)rd_take(&rd, 8 + 8); /* created, changed */
	(void)rd_str(&rd, &who);
	head->unit = rd_str(&rd, &head->unit_len);
	for (n = rd_varint(&rd); n > 0 && !rd.bad; n--) {
		pass_varint(&rd);
		pass_varint(&rd);
	}
	*r = rd;
	return rd.bad || !head->shape ? -1 : 0;
}

int
record_skim_cells(struct rd *r, const struct skim *head, int n, struct skim_cell *out)
{
	struct skim_cell *const first = out, *const last = out + n;
	struct rd rd = *r; /* as in record_skim_head */
	uint8_t lead;
	int run;

	while (out < last) {
		lead = rd_u8(&rd);
		if (lead != CODE_RUN) {
			code_skim(&rd, lead, out++);
			continue;
		}
		run = rd_u8(&rd);
		if (run > head->shape->ncells - (int)(out - first))
			return -1;
		for (; run > 0 && out < last; run--, out++) {
			out->kind = V_BLANK;
			out->n = 0;
		}
	}
	*r = rd;
	return rd.bad ? -1 : 0;
}

int
shape_cell(const struct shape *s, const char *id)
{
	int i;

	for (i = 0; i < s->ncells; i++)
		if (strcmp(s->cell[i], id) == 0)
			return i;
	return -1;
}
