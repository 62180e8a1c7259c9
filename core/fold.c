/* SPDX-License-Identifier: MIT */
/*
 * fold: a record out of the changes of many nodes (store-sync.md 5.4).  A write stands
 * until a change that has seen it writes the same cell; of those that stand, the higher
 * (clock, id) shows and, when they differ, the record is marked.  Invariant: everything
 * here is said of pairs of changes, never of their order, so the result depends on the
 * set alone; for a history in which each has seen all before it, it is record_apply's.
 */
#include <string.h>

#include "core/book_int.h"

/* One change setting one cell of the record's newest shape. */
struct write {
	const struct change *by;
	const struct set *set;
	struct write *next;
};

struct fold {
	struct change *const *c;
	int n;
	struct record *r;
	struct write **cell;    /* by cell of the record */
};

static bool
saw(const struct change *x, const struct change *y)
{
	return x == y || vv_get(&x->seen, rid_node(y->id)) >= rid_counter(y->id);
}

static bool
concurrent(const struct change *x, const struct change *y)
{
	return !saw(x, y) && !saw(y, x);
}

static bool
higher(const struct change *x, const struct change *y)
{
	return x->clock != y->clock ? x->clock > y->clock : x->id > y->id;
}

/* A person who had seen both put the matter right. */
static bool
settled(const struct fold *f, const struct change *x, const struct change *y)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (f->c[i]->kind == CH_RESOLVE && saw(f->c[i], x) && saw(f->c[i], y))
			return true;
	return false;
}

static void
clash(struct fold *f, const struct change *x, const struct change *y)
{
	if (!f->r->conflict && !settled(f, x, y))
		f->r->conflict = true;
}

static const struct shape *
newest_shape(const struct fold *f)
{
	const struct shape *s = f->c[0]->shape;
	int i;

	for (i = 1; i < f->n; i++)
		if (shape_newer(f->c[i]->shape, s))
			s = f->c[i]->shape;
	return s;
}

static int
cell_in(const struct shape *to, const struct shape *from, int cell)
{
	int i;

	if (to == from)
		return cell;
	for (i = 0; i < to->ncells; i++)
		if (strcmp(to->cell[i], from->cell[cell]) == 0)
			return i;
	return -1;
}

static void
gather(struct arena *a, struct fold *f)
{
	struct write *w;
	int i, k, cell;

	f->cell = arena_alloc(a, (size_t)f->r->shape->ncells * sizeof *f->cell);
	for (i = 0; i < f->n; i++)
		for (k = 0; k < f->c[i]->nsets; k++) {
			cell = cell_in(f->r->shape, f->c[i]->shape, f->c[i]->set[k].cell);
			if (cell < 0)
				continue;
			w = arena_alloc(a, sizeof *w);
			*w = (struct write){ f->c[i], &f->c[i]->set[k], f->cell[cell] };
			f->cell[cell] = w;
		}
}

/* w gives way to x: x had seen it, or x erases and w did not know. */
static bool
gives_way(const struct write *w, const struct write *x)
{
	if (w == x)
		return false;
	if (x->by->kind == CH_ERASE && w->by->kind != CH_ERASE && !saw(w->by, x->by))
		return true;
	return saw(x->by, w->by);
}

static void
fold_cell(struct fold *f, int cell)
{
	const struct write *w, *x, *best = NULL;
	bool stands, strict = f->r->shape->type[cell] & SHAPE_STRICT;
	int i;

	for (w = f->cell[cell]; w; w = w->next) {
		stands = true;
		for (x = f->cell[cell]; x; x = x->next) {
			stands &= !gives_way(w, x);
			if (w->by->kind != CH_ERASE && x->by->kind != CH_ERASE &&
			    concurrent(w->by, x->by) && !value_equal(&w->set->v, &x->set->v))
				clash(f, w->by, x->by);
		}
		if (stands && (!best || higher(w->by, best->by)))
			best = w;
		for (i = 0; strict && i < f->n; i++)
			if (f->c[i]->nsets && concurrent(w->by, f->c[i]))
				clash(f, w->by, f->c[i]);
	}
	if (best)
		f->r->v[cell] = best->set->v;
}

/* An edit that did not know of the removal, nor the removal of it. */
static bool
edit_against(const struct fold *f, const struct change *removal)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (f->c[i]->nsets && concurrent(f->c[i], removal))
			return true;
	return false;
}

/*
 * Edits that did not know of a removal, an approval or a lock, nor it of them, are a matter for a
 * person, each of them: values that nobody approved would stand approved.
 */
static void
clash_edits(struct fold *f, const struct change *c)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (f->c[i]->nsets && concurrent(f->c[i], c))
			clash(f, f->c[i], c);
}

/* Whether change i counts for the status: it moves it, and is no removal that an edit stands against. */
static bool
moves_status(const struct fold *f, int i)
{
	if (change_status[f->c[i]->kind] == ST_DRAFT)
		return false;
	return f->c[i]->kind != CH_REMOVE || !edit_against(f, f->c[i]);
}

/* Whether a change that counts has seen this one. */
static bool
status_passed(const struct fold *f, const struct change *c)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (f->c[i] != c && moves_status(f, i) && saw(f->c[i], c))
			return true;
	return false;
}

/* Of two that stand: a removal loses, else the higher one shows. */
static bool
status_beats(const struct change *x, const struct change *y)
{
	if ((x->kind == CH_REMOVE) != (y->kind == CH_REMOVE))
		return y->kind == CH_REMOVE;
	return higher(x, y);
}

/* Whether change i is one of those the status is chosen from. */
static bool
stands_for_status(const struct fold *f, int i)
{
	return moves_status(f, i) && !status_passed(f, f->c[i]);
}

/* What people have to decide: a removal edits stand against, statuses that differ. */
static void
clash_status(struct fold *f, int i)
{
	const struct change *c = f->c[i];
	int j;

	if (c->kind == CH_REMOVE && !moves_status(f, i) && !status_passed(f, c))
		clash_edits(f, c);
	if (stands_for_status(f, i) && (c->kind == CH_APPROVE || c->kind == CH_LOCK))
		clash_edits(f, c);
	for (j = 0; j < i && stands_for_status(f, i); j++)
		if (stands_for_status(f, j) &&
		    change_status[c->kind] != change_status[f->c[j]->kind])
			clash(f, c, f->c[j]);
}

static void
fold_status(struct fold *f)
{
	const struct change *best = NULL;
	int i;

	for (i = 0; i < f->n; i++)
		if (f->c[i]->kind == CH_ERASE) {
			f->r->status = ST_ERASED; /* for ever, and nobody's question */
			return;
		}
	for (i = 0; i < f->n; i++) {
		clash_status(f, i);
		if (stands_for_status(f, i) && (!best || status_beats(f->c[i], best)))
			best = f->c[i];
	}
	f->r->status = best ? change_status[best->kind] : ST_DRAFT;
}

static void
fold_rest(struct arena *a, struct fold *f)
{
	const struct change *c, *latest = f->c[0];
	struct record *r = f->r;
	int i;

	for (i = 0; i < f->n; i++) {
		c = f->c[i];
		if (c->kind == CH_CREATE) {
			r->created = c->clock;
			r->unit = c->unit;
		}
		if (c->kind != CH_REVEAL && higher(c, latest))
			latest = c;
		if (vv_get(&r->vv, rid_node(c->id)) < rid_counter(c->id))
			r->vv = vv_with(a, &r->vv, rid_node(c->id), rid_counter(c->id));
	}
	r->changed = latest->clock;
	r->who = latest->who;
}

struct record *
record_fold(struct arena *a, struct change *const *c, int n)
{
	struct fold f = { .c = c, .n = n };
	int i;

	if (n == 0)
		return NULL;
	f.r = record_new(a, newest_shape(&f));
	f.r->id = c[0]->rec;
	gather(a, &f);
	for (i = 0; i < f.r->shape->ncells; i++)
		if (f.cell[i])
			fold_cell(&f, i);
	fold_status(&f);
	fold_rest(a, &f);
	return f.r;
}
