/* SPDX-License-Identifier: MIT */
/*
 * report: grouped sums by one scan.  Invariant: nothing is allocated for a record that
 * brings no new value and no new group, unless a measure is more than one cell.
 */
#include "core/report.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/dim.h"
#include "core/group.h"
#include "core/text.h"

enum { CELLS_MAX = 64, SHAPES_MAX = 32, MEASURES_MAX = 64 };

/* Where the cells a report reads stand in a shape; a version of a form may lack some. */
struct plan {
	const struct shape *shape;
	int n;
	int want[CELLS_MAX];    /* in rising order */
	int at[CELLS_MAX];      /* by slot: where in want; n, behind them, when the shape lacks it */
};

/* What a text of a unit means to this report. */
struct unit_of { bool passed_over; uint32_t id; };

struct run {
	struct arena *a, *scratch;
	const struct schema *schema;
	const struct report_ask *ask;
	const struct form *form;
	int ndims, nmeasures;
	struct dim *dim;
	const struct measure *measure;
	int direct[MEASURES_MAX];       /* slot of a measure that is one cell, -1 when it must be evaluated */
	int ncells, cell_no[CELLS_MAX]; /* cells read, by number in the form */
	struct skim_cell cell[CELLS_MAX + 1]; /* of the record at hand, as its plan wants them, and a blank */
	const struct plan *of;          /* its plan */
	int dim_slot[DIMS_MAX], date_slot;
	int nil_slot;                   /* records in which nothing occurred are not counted; -1 */
	struct value *v;                /* for measures that are evaluated */
	struct look look;
	struct plan plan[SHAPES_MAX];
	int nplans;
	struct dim units;               /* unit texts met */
	struct unit_of *unit;           /* by number in units */
	uint32_t nunits;
	int unit_dim;                   /* -1: not a dimension */
	struct groups groups;
};

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

/* Finds the cells of the measures; those that are one cell are summed straight from the bytes. */
static int
plan_measures(struct run *x, struct err *e)
{
	const struct expr *what;
	int i;

	x->nil_slot = x->form->nil ? slot_of(x, x->form->nil->cell, e) : -1;
	if (x->form->nil && x->nil_slot < 0)
		return -1;
	for (i = 0; i < x->nmeasures; i++) {
		struct reads r = { .x = x, .e = e };

		x->direct[i] = -1;
		what = x->measure[i].what;
		if (!what)
			continue;
		expr_cells(what, read_cell, &r);
		if (r.failed)
			return -1;
		if (r.n == 1 && strcmp(expr_source(what), x->form->cell[r.last].id) == 0)
			x->direct[i] = slot_of(x, r.last, e);
	}
	return 0;
}

static int
plan_dims(struct run *x, struct err *e)
{
	const struct report_ask *ask = x->ask;
	int i;

	x->ndims = ask->nby ? ask->nby : ask->report->ndims;
	if (x->ndims > DIMS_MAX)
		return err_set(e, E_INPUT, _("a report is grouped by at most %d fields"), DIMS_MAX);
	x->dim = arena_alloc(x->a, DIMS_MAX * sizeof *x->dim);
	x->unit_dim = -1;
	for (i = 0; i < x->ndims; i++) {
		if (dim_make(&x->dim[i], x->a, x->form, ask->nby ? ask->by[i] : ask->report->dim[i], e) < 0)
			return -1;
		if (x->dim[i].kind == DIM_UNIT)
			x->unit_dim = i;
		else if ((x->dim_slot[i] = slot_of(x, x->dim[i].cell, e)) < 0)
			return -1;
	}
	x->date_slot = -1;
	if (ask->from == DATE_NONE && ask->to == DATE_NONE)
		return 0;
	if (!x->form->date)
		return err_set(e, E_INPUT, _("the form %s has no event date, so it has no periods"), x->form->id);
	x->date_slot = slot_of(x, x->form->date->cell, e);
	return x->date_slot < 0 ? -1 : 0;
}

static struct plan *
plan_of(struct run *x, const struct shape *s)
{
	struct plan *p;
	int i, k, at, no[CELLS_MAX];

	for (i = 0; i < x->nplans; i++)
		if (x->plan[i].shape == s)
			return &x->plan[i];
	if (x->nplans == SHAPES_MAX)
		x->nplans = 0; /* very many versions: plans are made anew, which is slow but right */
	p = &x->plan[x->nplans++];
	p->shape = s;
	p->n = 0;
	for (k = 0; k < x->ncells; k++) {
		at = shape_cell(s, x->form->cell[x->cell_no[k]].id);
		if (at < 0)
			continue;
		for (i = p->n++; i > 0 && p->want[i - 1] > at; i--) {
			p->want[i] = p->want[i - 1];
			no[i] = no[i - 1];
		}
		p->want[i] = at;
		no[i] = k;
	}
	for (k = 0; k < x->ncells; k++)
		p->at[k] = p->n;
	for (i = 0; i < p->n; i++)
		p->at[no[i]] = i;
	return p;
}

static const struct skim_cell *
cell_in(const struct run *x, int slot)
{
	return &x->cell[x->of->at[slot]];
}

/*
 * A unit met: passed over when it is not, and does not become, the one asked for; as a
 * dimension it is the unit it has become by the report's last day, when one is given.
 */
static const struct unit_of *
unit_met(struct run *x, const char *s, size_t len)
{
	uint32_t i = dim_text(&x->units, s, len);
	const char *text = x->units.entry[i].s;
	const struct unit *u, *asked, *now;

	if (i < x->nunits)
		return &x->unit[i];
	if (i % 256 == 0) {
		struct unit_of *bigger = arena_alloc(x->a, (i + 256) * sizeof *bigger);

		if (i)
			memcpy(bigger, x->unit, i * sizeof *bigger);
		x->unit = bigger;
	}
	x->nunits = i + 1;
	u = unit_parse(x->schema, text);
	asked = x->ask->unit ? unit_parse(x->schema, x->ask->unit) : NULL;
	if (x->ask->unit && strcmp(x->ask->unit, text) != 0)
		x->unit[i].passed_over = !u || !asked || asked->from == DATE_NONE ||
		    unit_on(x->schema, u, asked->from) != asked;
	now = u && x->ask->to != DATE_NONE ? unit_on(x->schema, u, x->ask->to) : NULL;
	if (x->unit_dim >= 0 && !x->unit[i].passed_over) {
		text = now ? unit_text(x->a, now) : text;
		x->unit[i].id = dim_text(&x->dim[x->unit_dim], text, strlen(text));
	}
	return &x->unit[i];
}

static void
evaluate(struct run *x, struct group *g, int i)
{
	const struct skim_cell *c;
	struct value v;
	int k;

	for (k = 0; k < x->ncells; k++) {
		c = cell_in(x, k);
		x->v[x->cell_no[k]].kind = c->kind;
		x->v[x->cell_no[k]].n = c->n;
		if (c->kind == V_TEXT)
			x->v[x->cell_no[k]].s = arena_dup(x->scratch, c->s, c->len);
	}
	v = expr_eval(x->scratch, x->measure[i].what, x->v, &x->look);
	if (v.kind == V_INT)
		sum_add(&g->sum[i], v.n);
	arena_reset(x->scratch);
}

static void
add_record(struct run *x, struct group *g)
{
	const struct skim_cell *c;
	int i;

	for (i = 0; i < x->nmeasures; i++) {
		if (x->direct[i] < 0) {
			if (x->measure[i].what)
				evaluate(x, g, i);
			else
				g->sum[i] += x->nil_slot < 0 || x->cell[x->nil_slot].kind == V_BLANK;
			continue;
		}
		c = cell_in(x, x->direct[i]);
		if (c->kind == V_INT) {
			sum_add(&g->sum[i], c->n);
		} else {
			g->na[i] += c->kind == V_NA;
			g->unknown[i] += c->kind == V_UNKNOWN;
		}
	}
}

static bool
in_period(const struct run *x)
{
	const struct skim_cell *c = cell_in(x, x->date_slot);

	return c->kind == V_INT && (x->ask->from == DATE_NONE || c->n >= x->ask->from) &&
	    (x->ask->to == DATE_NONE || c->n <= x->ask->to);
}

static int
each_record(void *arg, rid id, struct rd *r, const struct skim *head, struct err *e)
{
	struct run *x = arg;
	const int unit_dim = x->unit_dim;
	const struct unit_of *unit = NULL;
	uint32_t ids[DIMS_MAX];
	struct plan *p;
	int i;

	if (head->status == ST_DRAFT || head->status == ST_REMOVED || head->status == ST_ERASED)
		return 0;
	if (unit_dim >= 0 || x->ask->unit) {
		unit = unit_met(x, head->unit, head->unit_len);
		if (unit->passed_over)
			return 0;
	}
	x->of = p = plan_of(x, head->shape);
	if (record_skim_cells(r, head, p->want, p->n, x->cell) < 0)
		return err_set(e, E_DAMAGE, _("record %u-%llu is damaged; run `soxa verify`"), rid_node(id),
		    (unsigned long long)rid_counter(id));
	x->cell[p->n] = (struct skim_cell){ V_BLANK, 0, NULL, 0 };
	if (x->date_slot >= 0 && !in_period(x))
		return 0;
	for (i = 0; i < x->ndims; i++)
		ids[i] = i == unit_dim ? unit->id : dim_cell(&x->dim[i], cell_in(x, x->dim_slot[i]));
	add_record(x, group_of(&x->groups, ids));
	return 0;
}

/* Groups in the order of their labels. */
struct sorting { const struct group *g; uint32_t rank[DIMS_MAX]; };

static int
compare(const void *p, const void *q)
{
	const struct sorting *a = p, *b = q;
	int i;

	for (i = 0; i < DIMS_MAX; i++)
		if (a->rank[i] != b->rank[i])
			return a->rank[i] < b->rank[i] ? -1 : 1;
	return 0;
}

static struct sorting *
sort_groups(struct run *x)
{
	struct sorting *s = arena_alloc(x->a, (x->groups.n + 1) * sizeof *s);
	const uint32_t *order;
	uint32_t k;
	int i;

	for (i = 0; i < x->ndims; i++) {
		order = dim_order(&x->dim[i], x->schema);
		for (k = 0; k < x->groups.n; k++)
			s[k].rank[i] = order[x->groups.group[k].id[i]];
	}
	for (k = 0; k < x->groups.n; k++)
		s[k].g = &x->groups.group[k];
	if (x->groups.n)
		qsort(s, x->groups.n, sizeof *s, compare);
	return s;
}

static void
fill_row(struct run *x, struct report_row *row, const struct group *g)
{
	int i;

	row->dim = arena_alloc(x->a, DIMS_MAX * sizeof *row->dim);
	row->label = arena_alloc(x->a, DIMS_MAX * sizeof *row->label);
	for (i = 0; i < x->ndims; i++) {
		row->dim[i] = dim_code(&x->dim[i], g->id[i]);
		row->label[i] = dim_label(&x->dim[i], x->schema, g->id[i]);
	}
	row->sum = g->sum;
	row->na = g->na;
	row->unknown = g->unknown;
}

static struct report_table *
table_of(struct run *x)
{
	struct report_table *t = arena_alloc(x->a, sizeof *t);
	struct sorting *s = sort_groups(x);
	struct group all = { 0 };
	uint32_t k;
	int i;

	t->ndims = x->ndims;
	t->nmeasures = x->nmeasures;
	t->nrows = (int)x->groups.n;
	t->dim_label = arena_alloc(x->a, DIMS_MAX * sizeof *t->dim_label);
	t->measure_label = arena_alloc(x->a, ((size_t)x->nmeasures + 1) * sizeof *t->measure_label);
	for (i = 0; i < x->ndims; i++)
		t->dim_label[i] = dim_head(&x->dim[i]);
	for (i = 0; i < x->nmeasures; i++)
		t->measure_label[i] = lang_pick(x->measure[i].label);
	t->row = arena_alloc(x->a, (x->groups.n + 1) * sizeof *t->row);
	group_init(&x->groups, &all);
	for (k = 0; k < x->groups.n; k++) {
		fill_row(x, &t->row[k], s[k].g);
		group_add(&x->groups, &all, s[k].g);
	}
	t->total.sum = all.sum;
	t->total.na = all.na;
	t->total.unknown = all.unknown;
	return t;
}

int
report_run(struct book *b, struct arena *a, const struct report_ask *ask, struct report_table **out,
    struct err *e)
{
	struct run *x = arena_alloc(a, sizeof *x);
	int status = -1;

	x->a = a;
	x->scratch = arena_new();
	x->schema = book_schema(b);
	x->ask = ask;
	x->form = ask->report->form;
	x->measure = ask->report->measure;
	x->nmeasures = ask->report->nmeasures;
	x->units.a = a;
	x->v = arena_alloc(a, ((size_t)x->form->ncells + 1) * sizeof *x->v);
	x->look = book_look(b, book_info(b)->unit);
	if (x->nmeasures > MEASURES_MAX) {
		err_set(e, E_INPUT, _("the report %s has more than %d measures"), ask->report->id, MEASURES_MAX);
		goto out;
	}
	if (plan_dims(x, e) < 0 || plan_measures(x, e) < 0)
		goto out;
	x->groups = (struct groups){ .a = a, .nids = x->ndims, .nsums = x->nmeasures };
	status = book_scan(b, x->form, each_record, x, e);
	if (status == 0)
		*out = table_of(x);
out:
	arena_free(x->scratch);
	return status;
}
