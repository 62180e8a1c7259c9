/* SPDX-License-Identifier: MIT */
/*
 * reportpart: the records behind one row of a report.  Invariant: a record belongs to
 * the row that report.c added it to, for the values go through the same dimensions.
 */
#include <string.h>

#include "core/date.h"
#include "core/dim.h"
#include "core/expr.h"
#include "core/report.h"

struct report_part {
	const struct schema *schema;
	const struct report_ask *ask;
	const char **code;      /* of the row; NULL: the total, all of them */
	int ndims;
	struct dim *dim;
};

struct report_part *
report_part(struct arena *a, const struct schema *s, const struct report_ask *ask,
    const char **code, struct err *e)
{
	struct report_part *p = arena_alloc(a, sizeof *p);
	int i;

	p->schema = s;
	p->ask = ask;
	p->code = code;
	p->ndims = code ? ask->nby ? ask->nby : ask->report->ndims : 0;
	p->dim = arena_alloc(a, DIMS_MAX * sizeof *p->dim);
	for (i = 0; i < p->ndims && i < DIMS_MAX; i++)
		if (dim_make(&p->dim[i], a, ask->report->form,
		    ask->nby ? ask->by[i] : ask->report->dim[i], e) < 0)
			return NULL;
	return p;
}

static bool
of_unit(const struct report_part *p, const struct unit *u, const char *text)
{
	const struct unit *asked;

	if (!p->ask->unit || strcmp(p->ask->unit, text) == 0)
		return true;
	asked = unit_parse(p->schema, p->ask->unit);
	return u && asked && unit_within(p->schema, u, asked);
}

/* The code of dimension d that a record has. */
static const char *
code_in(const struct report_part *p, struct dim *d, const struct record *r, const struct value *v)
{
	const struct unit *u = unit_parse(p->schema, r->unit);
	const struct value *x = d->cell >= 0 ? &v[d->cell] : NULL;
	struct skim_cell c = { 0 };

	if (!x) {
		u = u && p->ask->to != DATE_NONE ? unit_on(p->schema, u, p->ask->to) : NULL;
		return u ? unit_text(d->a, u) : r->unit;
	}
	c.kind = x->kind;
	c.n = x->n;
	c.s = x->kind == V_TEXT ? x->s : NULL;
	c.len = x->kind == V_TEXT ? (uint32_t)strlen(x->s) : 0;
	return dim_code(d, dim_cell(d, &c));
}

/* Whether the report counts it: by its `where`, and no "nothing occurred" in a list. */
static bool
is_counted(const struct report_part *p, const struct value *v)
{
	const struct report *r = p->ask->report;
	const struct look look = { .today = date_today(), .schema = p->schema };
	struct arena *scratch;
	bool is;

	if (r->records && r->form->nil && v[r->form->nil->cell].kind != V_BLANK)
		return false;
	if (!r->where)
		return true;
	scratch = arena_new();
	is = expr_true(scratch, r->where, v, &look, false);
	arena_free(scratch);
	return is;
}

bool
report_part_has(struct report_part *p, const struct record *r, const struct value *v)
{
	int32_t day = form_day(p->ask->report->form, v);
	int i;

	if (r->status == ST_DRAFT || r->status == ST_REMOVED || r->status == ST_ERASED)
		return false;
	if (!of_unit(p, unit_parse(p->schema, r->unit), r->unit))
		return false;
	if (p->ask->from != DATE_NONE && !report_looks_back(p->ask->report) && (day == DATE_NONE || day < p->ask->from))
		return false;
	if (p->ask->to != DATE_NONE && (day == DATE_NONE || day > p->ask->to))
		return false;
	if (!is_counted(p, v))
		return false;
	for (i = 0; i < p->ndims; i++)
		if (strcmp(code_in(p, &p->dim[i], r, v), p->code[i]) != 0)
			return false;
	return true;
}
