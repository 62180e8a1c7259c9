/* SPDX-License-Identifier: MIT */
/*
 * reportforms: a report whose rows are forms or units, and how they were handed in.  Invariant:
 * every form with a period has its row, with nothing in it as well: that is what is looked for.
 */
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/handed.h"
#include "core/report_int.h"

/* A row in the making; its place among the rows by each dimension. */
struct forms_row { int rank[DIMS_MAX]; int64_t n[HANDED_N]; bool periods; };

struct forms_run {
	struct arena *a;
	const struct schema *schema;
	const struct report_ask *ask;
	int ndims, nforms, nunits, nrows;
	bool by_unit[DIMS_MAX];
	const struct form **form;
	const struct unit **unit;
	const char **name;      /* of each unit what it is by the last day */
	struct forms_row *row;
};

static int
by_paragraph(const void *p, const void *q)
{
	const struct form *x = *(const struct form *const *)p, *y = *(const struct form *const *)q;
	int d = strcmp(x->group ? x->group : "", y->group ? y->group : "");

	return d ? d : strcmp(x->code, y->code);
}

static void
find_forms(struct forms_run *x)
{
	const struct schema *s = x->schema;
	int i;

	x->form = arena_alloc(x->a, ((size_t)s->nforms + 1) * sizeof *x->form);
	for (i = 0; i < s->nforms; i++)
		if (due_period(s->form[i]) >= 0)
			x->form[x->nforms++] = s->form[i];
	qsort(x->form, (size_t)x->nforms, sizeof *x->form, by_paragraph);
}

/* The communes of the unit asked for, else of the book's own. */
static void
find_units(struct forms_run *x, const char *own)
{
	const struct unit *asked = unit_parse(x->schema, x->ask->unit ? x->ask->unit : own), *now;
	int i;

	if (asked)
		x->nunits = unit_parts(x->a, x->schema, asked, (const int32_t[]){ x->ask->from, x->ask->to }, &x->unit);
	x->name = arena_alloc(x->a, ((size_t)x->nunits + 1) * sizeof *x->name);
	for (i = 0; i < x->nunits; i++) {
		now = x->ask->to != DATE_NONE ? unit_on(x->schema, x->unit[i], x->ask->to) : NULL;
		x->name[i] = unit_text(x->a, now ? now : x->unit[i]);
	}
}

static int
find_dims(struct forms_run *x, struct err *e)
{
	const struct report_ask *ask = x->ask;
	const char *name;
	int i;

	x->ndims = ask->nby ? ask->nby : ask->report->ndims;
	for (i = 0; i < x->ndims && i < DIMS_MAX; i++) {
		name = ask->nby ? ask->by[i] : ask->report->dim[i];
		x->by_unit[i] = strcmp(name, "unit") == 0;
		if (!x->by_unit[i] && strcmp(name, "form") != 0)
			return err_set(e, E_INPUT, _("the rows of the report %s stand for \"form\" or \"unit\""),
			    ask->report->id);
	}
	return 0;
}

/* The first unit that is called as unit k is. */
static int
unit_place(const struct forms_run *x, int k)
{
	int i;

	for (i = 0; strcmp(x->name[i], x->name[k]) != 0; i++)
		;
	return i;
}

static void
add(void *arg, int form, int unit, const int64_t n[HANDED_N])
{
	struct forms_run *x = arg;
	struct forms_row like = { 0 };
	int i, k, place = unit_place(x, unit);

	for (i = 0; i < x->ndims; i++)
		like.rank[i] = x->by_unit[i] ? place : form;
	for (i = x->nrows - 1; i >= 0 && memcmp(x->row[i].rank, like.rank, sizeof like.rank) != 0; i--)
		;
	if (i < 0) {
		i = x->nrows;
		x->row = arena_room(x->a, x->row, (size_t)x->nrows++, sizeof *x->row);
		x->row[i] = like;
	}
	for (k = 0; k < HANDED_N; k++)
		sum_add(&x->row[i].n[k], n[k]);
	x->row[i].periods |= due_period(x->form[form]) > DUE_EVENT;
}

static int
compare(const void *p, const void *q)
{
	const struct forms_row *a = p, *b = q;
	int i;

	for (i = 0; i < DIMS_MAX; i++)
		if (a->rank[i] != b->rank[i])
			return a->rank[i] < b->rank[i] ? -1 : 1;
	return 0;
}

/* The figures of r into row; periods only where there are any. */
static void
fill(struct forms_run *x, struct run *computed, const struct forms_row *r, struct report_row *row)
{
	const struct report *report = x->ask->report;
	const size_t n = (size_t)report->nmeasures + 1;
	bool *blank = arena_alloc(x->a, n);
	int i;

	row->sum = arena_alloc(x->a, n * sizeof *row->sum);
	row->na = arena_alloc(x->a, n * sizeof *row->na);
	row->unknown = arena_alloc(x->a, n * sizeof *row->unknown);
	for (i = 0; i < report->nmeasures; i++) {
		if (report->measure[i].of)
			continue;
		row->sum[i] = r->n[report->measure[i].shows];
		blank[i] = !r->periods && handed_periods((enum handed)report->measure[i].shows);
	}
	row->blank = blank;
	run_compute(computed, row);
}

static void
name(struct forms_run *x, const struct forms_row *r, struct report_row *row)
{
	const struct form *f;
	const struct unit *u;
	int i;

	row->dim = arena_alloc(x->a, DIMS_MAX * sizeof *row->dim);
	row->label = arena_alloc(x->a, DIMS_MAX * sizeof *row->label);
	for (i = 0; i < x->ndims; i++) {
		if (x->by_unit[i]) {
			row->dim[i] = x->name[r->rank[i]];
			u = unit_parse(x->schema, row->dim[i]);
			row->label[i] = u ? u->name : row->dim[i];
		} else {
			f = x->form[r->rank[i]];
			row->dim[i] = f->id;
			row->label[i] = arena_printf(x->a, "%s %s", f->code, lang_pick(f->title));
		}
	}
}

static struct report_table *
table(struct forms_run *x)
{
	const struct report *r = x->ask->report;
	struct run computed = { .a = x->a, .scratch = arena_new(), .measure = r->measure, .nmeasures = r->nmeasures };
	struct report_table *t = arena_alloc(x->a, sizeof *t);
	bool *tenths = arena_alloc(x->a, (size_t)r->nmeasures + 1);
	struct forms_row all = { 0 };
	int i, k;

	*t = (struct report_table){ .ndims = x->ndims, .nmeasures = r->nmeasures, .nrows = x->nrows, .tenths = tenths };
	t->dim_label = arena_alloc(x->a, DIMS_MAX * sizeof *t->dim_label);
	t->measure_label = arena_alloc(x->a, ((size_t)r->nmeasures + 1) * sizeof *t->measure_label);
	t->row = arena_alloc(x->a, ((size_t)x->nrows + 1) * sizeof *t->row);
	for (i = 0; i < x->ndims; i++)
		t->dim_label[i] = x->by_unit[i] ? _("Unit") : _("Form");
	for (i = 0; i < r->nmeasures; i++) {
		t->measure_label[i] = lang_pick(r->measure[i].label);
		tenths[i] = measure_tenths(&r->measure[i]);
	}
	if (x->nrows)
		qsort(x->row, (size_t)x->nrows, sizeof *x->row, compare);
	for (i = 0; i < x->nrows; i++) {
		name(x, &x->row[i], &t->row[i]);
		fill(x, &computed, &x->row[i], &t->row[i]);
		for (k = 0; k < HANDED_N; k++)
			sum_add(&all.n[k], x->row[i].n[k]);
		all.periods |= x->row[i].periods;
	}
	fill(x, &computed, &all, &t->total);
	arena_free(computed.scratch);
	return t;
}

int
run_forms(struct book *b, struct arena *a, const struct report_ask *ask, struct report_table **out,
    struct err *e)
{
	struct forms_run *x = arena_alloc(a, sizeof *x);
	struct handed_ask q;

	x->a = a;
	x->schema = book_schema(b);
	x->ask = ask;
	if (find_dims(x, e) != 0)
		return -1;
	find_forms(x);
	find_units(x, book_info(b)->unit);
	q = (struct handed_ask){ x->form, x->unit, x->nforms, x->nunits, ask->from, ask->to };
	if (handed_run(b, &q, add, x, e) != 0)
		return -1;
	*out = table(x);
	return 0;
}
