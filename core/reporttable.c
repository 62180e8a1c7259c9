/* SPDX-License-Identifier: MIT */
/*
 * reporttable: groups into the rows of a table.  Invariant: the total is taken of the
 * records, not of the rows: what stands stands once, a ratio is one of the sums.
 */
#include <stdlib.h>
#include <string.h>

#include "core/report_int.h"

/* Groups in the order of their labels, then as they were met. */
struct sorting { const struct group *g; uint32_t rank[DIMS_MAX]; };

static int
compare(const void *p, const void *q)
{
	const struct sorting *a = p, *b = q;
	int i;

	for (i = 0; i < DIMS_MAX; i++)
		if (a->rank[i] != b->rank[i])
			return a->rank[i] < b->rank[i] ? -1 : 1;
	return a->g < b->g ? -1 : a->g > b->g;
}

/* The dimension that orders the rows in place i; -1: no more. */
static int
sort_dim(const struct run *x, int i)
{
	const struct report *r = x->ask->report;
	int k;

	if (x->ask->nby || r->nsort == 0)
		return i < x->ndims ? i : -1;
	for (k = 0; i < r->nsort && k < x->ndims; k++)
		if (strcmp(r->dim[k], r->sort[i]) == 0)
			return k;
	return -1;
}

static struct sorting *
sort_groups(struct run *x)
{
	struct sorting *s = arena_alloc(x->a, (x->groups.n + 1) * sizeof *s);
	const uint32_t *order;
	uint32_t k;
	int i, d;

	for (i = 0; i < DIMS_MAX && (d = sort_dim(x, i)) >= 0; i++) {
		order = dim_order(&x->dim[d], x->schema);
		for (k = 0; k < x->groups.n; k++)
			s[k].rank[i] = order[x->groups.group[k].id[d]];
	}
	for (k = 0; k < x->groups.n; k++)
		s[k].g = &x->groups.group[k];
	if (x->groups.n)
		qsort(s, x->groups.n, sizeof *s, compare);
	return s;
}

static void
add_stood(const struct run *x, struct group *to, const struct group *g)
{
	int i;

	for (i = 0; i < x->nmeasures; i++) {
		sum_add(&to->sum[i], g->sum[i]);
		to->na[i] += g->na[i];
		to->unknown[i] += g->unknown[i];
	}
}

/* What stood in each series, into the rows. */
static void
settle(struct run *x)
{
	uint32_t k;

	for (k = 0; k < x->stood.n; k++)
		add_stood(x, group_of(&x->groups, x->stood.group[k].id), &x->stood.group[k]);
}

/* n * scale / d, a half away from zero. */
static bool
ratio(int64_t n, int64_t scale, int64_t d, int64_t *out)
{
	__int128 x = (__int128)n * scale * 2, q;

	if (d == 0)
		return false;
	q = (x < 0) == (d < 0) ? x + d : x - d;
	q /= (__int128)d * 2;
	if (q > INT64_MAX || q < INT64_MIN)
		return false;
	*out = (int64_t)q;
	return true;
}

struct ask_sums { const struct report_row *row; uint64_t unknown; };

static void
read_sum(void *arg, int cell)
{
	struct ask_sums *s = arg;

	s->unknown += s->row->unknown[cell];
}

/* Computed measure i of a row; false: there is no such figure. */
static bool
compute(struct run *x, const struct report_row *row, const struct value *v, int i)
{
	const struct measure *m = &x->measure[i];
	const struct expr *by = m->percent_of ? m->percent_of : m->per;
	const struct look look = { 0 };
	struct value n = expr_eval(x->scratch, m->of, v, &look), d = { .kind = V_INT, .n = 1 };
	struct ask_sums reads = { .row = row };

	if (by)
		d = expr_eval(x->scratch, by, v, &look);
	expr_cells(m->of, read_sum, &reads);
	if (by)
		expr_cells(by, read_sum, &reads);
	row->unknown[i] = reads.unknown;
	return n.kind == V_INT && d.kind == V_INT &&
	    ratio(n.n, !by ? 1 : m->percent_of ? 1000 : 10, d.n, &row->sum[i]);
}

void
run_compute(struct run *x, struct report_row *row)
{
	struct value *v = arena_alloc(x->scratch, ((size_t)x->nmeasures + 1) * sizeof *v);
	bool *blank = arena_alloc(x->a, (size_t)x->nmeasures + 1);
	int i;

	if (row->blank)
		memcpy(blank, row->blank, (size_t)x->nmeasures);
	for (i = 0; i < x->nmeasures; i++)
		v[i] = (struct value){ .kind = blank[i] ? V_BLANK : V_INT, .n = row->sum[i] };
	for (i = 0; i < x->nmeasures; i++)
		if (x->measure[i].of)
			blank[i] = !compute(x, row, v, i);
	row->blank = blank;
	arena_reset(x->scratch);
}

/* Balances of a row, on top of what ran before it. */
static void
run_on(struct run *x, const struct group *g, uint32_t *parts)
{
	struct group *r = NULL;
	int i;

	for (i = 0; i < x->nmeasures; i++) {
		if (x->measure[i].how != ADD_BALANCE)
			continue;
		if (!r)
			r = group_of(&x->running, g->id);
		sum_add(&r->sum[i], g->sum[i]);
		g->sum[i] = r->sum[i];
	}
	if (r && r->na[0]++ == 0)
		++*parts;
}

static void
fill_row(struct run *x, struct report_row *row, const struct group *g)
{
	int i;

	row->dim = arena_alloc(x->a, DIMS_MAX * sizeof *row->dim);
	row->label = arena_alloc(x->a, DIMS_MAX * sizeof *row->label);
	for (i = 0; i < x->ndims; i++) {
		row->dim[i] = dim_code(&x->dim[i], g->id[i]);
		row->label[i] = x->records && !*row->dim[i] ? "" : dim_label(&x->dim[i], x->schema, g->id[i]);
	}
	row->sum = g->sum;
	row->na = g->na;
	row->unknown = g->unknown;
}

/* The total of what is no plain sum; balances of several things have none. */
static void
total_stocks(struct run *x, struct report_row *total, const struct sorting *s, uint32_t parts)
{
	bool *blank = arena_alloc(x->a, (size_t)x->nmeasures + 1);
	uint32_t k;
	int i;

	total->blank = blank;
	for (i = 0; i < x->nmeasures; i++) {
		const enum adding how = (enum adding)x->measure[i].how;

		if (how == ADD_SUM)
			continue;
		total->sum[i] = 0;
		total->unknown[i] = how == ADD_MAX ? total->unknown[i] : 0;
		for (k = 0; how == ADD_MAX && k < x->groups.n; k++)
			if (s[k].g->sum[i] > total->sum[i])
				total->sum[i] = s[k].g->sum[i];
		blank[i] = how == ADD_BALANCE && parts != 1;
		if (how == ADD_BALANCE && parts == 1)
			total->sum[i] = s[x->groups.n - 1].g->sum[i];
		for (k = 0; how != ADD_MAX && how != ADD_BALANCE && k < x->stood_all.n; k++) {
			sum_add(&total->sum[i], x->stood_all.group[k].sum[i]);
			total->unknown[i] += x->stood_all.group[k].unknown[i];
		}
	}
}

static void
fill_heads(struct run *x, struct report_table *t)
{
	bool *tenths = arena_alloc(x->a, (size_t)x->nmeasures + 1);
	int i;

	t->ndims = x->ndims;
	t->nmeasures = x->nmeasures;
	t->tenths = tenths;
	t->dim_label = arena_alloc(x->a, DIMS_MAX * sizeof *t->dim_label);
	t->measure_label = arena_alloc(x->a, ((size_t)x->nmeasures + 1) * sizeof *t->measure_label);
	for (i = 0; i < x->ndims; i++)
		t->dim_label[i] = dim_head(&x->dim[i]);
	for (i = 0; i < x->nmeasures; i++) {
		t->measure_label[i] = lang_pick(x->measure[i].label);
		tenths[i] = measure_tenths(&x->measure[i]);
	}
}

struct report_table *
run_table(struct run *x)
{
	struct report_table *t = arena_alloc(x->a, sizeof *t);
	struct group all = { 0 };
	struct sorting *s;
	uint32_t k, parts = 0;

	settle(x);
	s = sort_groups(x);
	fill_heads(x, t);
	t->nrows = (int)x->groups.n;
	t->row = arena_alloc(x->a, (x->groups.n + 1) * sizeof *t->row);
	group_init(&x->groups, &all);
	for (k = 0; k < x->groups.n; k++) {
		run_on(x, s[k].g, &parts);
		group_add(&x->groups, &all, s[k].g);
		fill_row(x, &t->row[k], s[k].g);
		run_compute(x, &t->row[k]);
	}
	t->total.sum = all.sum;
	t->total.na = all.na;
	t->total.unknown = all.unknown;
	total_stocks(x, &t->total, s, parts);
	run_compute(x, &t->total);
	return t;
}
