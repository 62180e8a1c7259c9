/* SPDX-License-Identifier: MIT */
/*
 * reportplan: which cells a report reads, and where they stand in each version of its
 * form.  Invariant: a cell is read once however many measures and dimensions use it.
 */
#include <string.h>

#include "core/date.h"
#include "core/report_int.h"

/* The slot that reads cell no of the form. */
static int
slot_of(struct run *x, int no, struct err *e)
{
	int i;

	for (i = 0; i < x->ncells; i++)
		if (x->cell_no[i] == no)
			return i;
	if (x->ncells == CELLS_MAX)
		return err_set(e, E_INPUT, _("the report %s reads more than %d cells"), x->ask->report->id,
		    CELLS_MAX);
	x->cell_no[x->ncells] = no;
	return x->ncells++;
}

struct reads { struct run *x; struct err *e; int n, last; bool failed; };

static void
read_cell(void *arg, int cell)
{
	struct reads *r = arg;

	r->n++;
	r->last = cell;
	if (slot_of(r->x, cell, r->e) < 0)
		r->failed = true;
}

/* Finds the cells of a measure; one that is a cell is summed straight from the bytes. */
static int
plan_measure(struct run *x, int i, struct err *e)
{
	const struct expr *what = x->measure[i].what;
	struct reads r = { .x = x, .e = e };

	x->direct[i] = what ? -1 : SLOT_ONE;
	if (what)
		expr_cells(what, read_cell, &r);
	if (r.failed)
		return -1;
	if (r.n == 1 && strcmp(expr_source(what), x->form->cell[r.last].id) == 0)
		x->direct[i] = slot_of(x, r.last, e);
	if (x->measure[i].how != ADD_SUM)
		x->nstocks++;
	else if (x->direct[i] < 0 && !x->measure[i].of)
		x->evaluated[x->nevaluated++] = i;
	return 0;
}

static int
plan_measures(struct run *x, struct err *e)
{
	struct reads r = { .x = x, .e = e };
	int i;

	if (x->nmeasures > MEASURES_MAX)
		return err_set(e, E_INPUT, _("the report %s has more than %d measures"), x->ask->report->id,
		    MEASURES_MAX);
	x->nil_slot = x->form->nil ? slot_of(x, x->form->nil->cell, e) : -1;
	if (x->form->nil && x->nil_slot < 0)
		return -1;
	if (x->ask->report->where)
		expr_cells(x->ask->report->where, read_cell, &r);
	for (i = 0; i < x->nmeasures && !r.failed; i++)
		if (plan_measure(x, i, e) < 0)
			return -1;
	return r.failed ? -1 : 0;
}

/* What stands is kept for each key apart from the day. */
static int
plan_series(struct run *x, struct err *e)
{
	int i, k;

	x->series = arena_alloc(x->a, ((size_t)x->form->nkeys + 1) * sizeof *x->series);
	for (i = 0; x->nstocks && i < x->form->nkeys; i++) {
		if (x->form->key[i] == x->form->date)
			continue;
		k = slot_of(x, x->form->key[i]->cell, e);
		if (k < 0)
			return -1;
		x->series[x->nseries++] = k;
	}
	return 0;
}

static int
plan_date(struct run *x, struct err *e)
{
	x->date_slot = -1;
	if (x->ask->from == DATE_NONE && x->ask->to == DATE_NONE && !x->nstocks)
		return 0;
	if (!x->form->date)
		return err_set(e, E_INPUT, _("the form %s has no event date, so it has no periods"), x->form->id);
	x->date_slot = slot_of(x, x->form->date->cell, e);
	return x->date_slot < 0 ? -1 : 0;
}

static int
plan_dims(struct run *x, struct err *e)
{
	const struct report_ask *ask = x->ask;
	struct dim *d;
	int i;

	x->ndims = ask->nby ? ask->nby : ask->report->ndims;
	if (x->ndims > DIMS_MAX)
		return err_set(e, E_INPUT, _("a report is grouped by at most %d fields"), DIMS_MAX);
	x->dim = arena_alloc(x->a, DIMS_MAX * sizeof *x->dim);
	x->unit_dim = -1;
	x->nfront = -1;
	for (i = 0; i < x->ndims; i++) {
		d = &x->dim[i];
		if (dim_make(d, x->a, x->form, ask->nby ? ask->by[i] : ask->report->dim[i], e) < 0)
			return -1;
		if (x->nfront < 0 && (d->kind > DIM_UNIT || (d->kind == DIM_CELL && d->field == x->form->date)))
			x->nfront = i;
		if (d->kind == DIM_UNIT)
			x->unit_dim = i;
		else if ((x->dim_slot[i] = slot_of(x, d->cell, e)) < 0)
			return -1;
	}
	if (x->nfront < 0)
		x->nfront = x->ndims;
	return 0;
}

int
run_plan(struct run *x, struct err *e)
{
	const int ids = x->ask->nby ? x->ask->nby : x->ask->report->ndims;

	x->records = x->ask->report->records && !x->ask->nby;
	x->back = report_looks_back(x->ask->report);
	if (plan_dims(x, e) < 0 || plan_measures(x, e) < 0 || plan_series(x, e) < 0 || plan_date(x, e) < 0)
		return -1;
	x->keys.a = x->a;
	x->groups = (struct groups){ .a = x->a, .nids = ids + x->records, .nsums = x->nmeasures };
	x->running = (struct groups){ .a = x->a, .nids = x->nfront, .nsums = x->nmeasures };
	x->stood = (struct groups){ .a = x->a, .nids = x->groups.nids + 1, .nsums = 2 * x->nmeasures };
	x->stood_all = (struct groups){ .a = x->a, .nids = 1, .nsums = 2 * x->nmeasures };
	return 0;
}

/* Makes room for the cells of a shape. */
static void
room_for(struct run *x, const struct shape *s)
{
	if (x->room >= CELL_FIRST + s->ncells)
		return;
	x->room = CELL_FIRST + s->ncells;
	x->cell = arena_alloc(x->a, (size_t)x->room * sizeof *x->cell);
	x->cell[CELL_ONE].kind = V_INT;
}

/* The sums of cells that stand in the shape; what it lacks adds nothing. */
static void
plan_sums(const struct run *x, struct plan *p)
{
	int i;

	p->nsums = 0;
	for (i = 0; i < x->nmeasures; i++) {
		if (x->measure[i].how != ADD_SUM || x->measure[i].of || x->direct[i] < 0)
			continue;
		p->sum[p->nsums].at = p->at[x->direct[i]];
		p->sum[p->nsums].measure = i;
		p->nsums += p->sum[p->nsums].at != CELL_BLANK;
	}
}

struct plan *
run_plan_of(struct run *x, const struct shape *s)
{
	struct plan *p;
	int i, k, no;

	for (i = 0; i < x->nplans; i++)
		if (x->plan[i].shape == s)
			return &x->plan[i];
	if (x->nplans == SHAPES_MAX)
		x->nplans = 0; /* very many versions: plans are made anew, which is slow but right */
	p = &x->plan[x->nplans++];
	p->shape = s;
	p->n = 0;
	for (k = 0; k < x->ncells; k++) {
		no = shape_cell(s, x->form->cell[x->cell_no[k]].id);
		p->at[k] = no < 0 ? CELL_BLANK : CELL_FIRST + no;
		if (no >= p->n)
			p->n = no + 1;
	}
	p->at[SLOT_ONE] = CELL_ONE;
	plan_sums(x, p);
	room_for(x, s);
	return p;
}
