/* SPDX-License-Identifier: MIT */
/*
 * report: grouped sums by one scan.  Invariant: nothing is allocated for a record that
 * brings no new value and no new group, unless a measure is more than one cell.
 */
#include "core/report.h"

#include <string.h>

#include "core/date.h"
#include "core/report_int.h"

/*
 * A unit met: passed over when it is not, does not become and does not lie in the one asked for; as a
 * dimension it is the unit it has become by the report's last day, when one is given.
 */
static const struct unit_of *
unit_met(struct run *x, const char *s, size_t len)
{
	const struct unit *u, *asked, *now;
	const struct dim_entry *last;
	const char *text;
	uint32_t i;

	if (x->nunits) {
		last = &x->units.entry[x->unit_last];
		if (last->len == len && memcmp(last->s, s, len) == 0)
			return &x->unit[x->unit_last];
	}
	x->unit_last = i = dim_text(&x->units, s, len);
	if (i < x->nunits)
		return &x->unit[i];
	text = x->units.entry[i].s;
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
		x->unit[i].passed_over = !u || !asked || !unit_within(x->schema, u, asked);
	now = u && x->ask->to != DATE_NONE ? unit_on(x->schema, u, x->ask->to) : NULL;
	if (x->unit_dim >= 0 && !x->unit[i].passed_over) {
		text = now ? unit_text(x->a, now) : text;
		x->unit[i].id = dim_text(&x->dim[x->unit_dim], text, strlen(text));
	}
	return &x->unit[i];
}

const struct value *
run_values(struct run *x)
{
	const struct skim_cell *c;
	int k;

	if (x->filled)
		return x->v;
	for (k = 0; k < x->ncells; k++) {
		c = run_cell(x, k);
		x->v[x->cell_no[k]].kind = c->kind;
		x->v[x->cell_no[k]].n = c->n;
		if (c->kind == V_TEXT)
			x->v[x->cell_no[k]].s = arena_dup(x->scratch, c->s, c->len);
	}
	x->filled = true;
	return x->v;
}

struct value
run_value(struct run *x, int i)
{
	const struct skim_cell *c;

	if (x->direct[i] < 0)
		return expr_eval(x->scratch, x->measure[i].what, run_values(x), &x->look);
	c = run_cell(x, x->direct[i]);
	return (struct value){ .kind = c->kind, .n = c->n };
}

static void
add_record(struct run *x, struct group *g)
{
	const struct plan *p = x->of;
	const struct skim_cell *c;
	struct value v;
	int i, m;

	for (i = 0; i < p->nsums; i++) {
		c = &x->cell[p->sum[i].at];
		m = p->sum[i].measure;
		sum_add(&g->sum[m], c->n); /* which is 0 when it is no number */
		if (c->kind == V_NA || c->kind == V_UNKNOWN)
			++*(c->kind == V_NA ? &g->na[m] : &g->unknown[m]);
	}
	for (i = 0; i < x->nevaluated; i++) {
		v = run_value(x, x->evaluated[i]);
		if (v.kind == V_INT)
			sum_add(&g->sum[x->evaluated[i]], v.n);
	}
}

/* Before the period, in it, or (0) neither; a day that is not given is in none. */
enum { OUT, EARLY, IN };

static int
when(const struct run *x)
{
	const struct skim_cell *c;

	if (x->date_slot < 0)
		return IN;
	c = run_cell(x, x->date_slot);
	if (c->kind != V_INT || (x->ask->to != DATE_NONE && c->n > x->ask->to))
		return OUT;
	return x->ask->from == DATE_NONE || c->n >= x->ask->from ? IN : EARLY;
}

/* Whether the record at hand gives every dimension: one in which nothing occurred may not. */
static bool
names_row(const struct run *x)
{
	int i;

	for (i = 0; i < x->ndims; i++)
		if (i != x->unit_dim && run_cell(x, x->dim_slot[i])->kind == V_BLANK)
			return false;
	return true;
}

/* The measures of the record at hand, to its row. */
static void
take_in(struct run *x, const struct skim *head, const struct unit_of *unit, bool early)
{
	const bool nil = x->nil_slot >= 0 && run_cell(x, x->nil_slot)->kind != V_BLANK;
	uint32_t ids[GROUP_IDS];
	int i;

	x->filled = false;
	if (nil && (x->records || !names_row(x)))
		return;
	x->cell[CELL_ONE].n = !nil;
	if (x->ask->report->where &&
	    !expr_true(x->scratch, x->ask->report->where, run_values(x), &x->look, false))
		goto out;
	for (i = 0; i < x->ndims; i++)
		ids[i] = unit && i == x->unit_dim ? unit->id : dim_cell(&x->dim[i], run_cell(x, x->dim_slot[i]));
	ids[i] = x->nrecords++;
	if (!early)
		add_record(x, group_of(&x->groups, ids));
	if (x->nstocks)
		run_stocks(x, ids, arena_dup(x->scratch, head->unit, head->unit_len), early);
out:
	if (x->filled || x->nstocks)
		arena_reset(x->scratch);
}

static int
each_record(void *arg, rid id, struct rd *r, const struct skim *head, struct err *e)
{
	struct run *x = arg;
	const struct unit_of *unit = NULL;
	int at;

	if (head->status == ST_DRAFT || head->status == ST_REMOVED || head->status == ST_ERASED)
		return 0;
	if (x->unit_dim >= 0 || x->ask->unit) {
		unit = unit_met(x, head->unit, head->unit_len);
		if (unit->passed_over)
			return 0;
	}
	if (!x->of || x->of->shape != head->shape)
		x->of = run_plan_of(x, head->shape);
	if (record_skim_cells(r, head, x->of->n, x->cell + CELL_FIRST) < 0)
		return err_set(e, E_DAMAGE, _("record %u-%llu is damaged; run `soxa verify`"), rid_node(id),
		    (unsigned long long)rid_counter(id));
	at = when(x);
	if (at == IN || (at == EARLY && x->back))
		take_in(x, head, unit, at == EARLY);
	return 0;
}

bool
report_looks_back(const struct report *r)
{
	int i;

	for (i = 0; i < r->nmeasures; i++)
		if (r->measure[i].how == ADD_STANDING || r->measure[i].how == ADD_BALANCE)
			return true;
	return false;
}

int
report_run(struct book *b, struct arena *a, const struct report_ask *ask, struct report_table **out,
    struct err *e)
{
	struct run *x = arena_alloc(a, sizeof *x);
	int status = -1;

	if (ask->report->of_forms)
		return run_forms(b, a, ask, out, e);
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
	if (run_plan(x, e) == 0)
		status = book_scan(b, x->form, each_record, x, e);
	if (status == 0)
		*out = run_table(x);
	arena_free(x->scratch);
	return status;
}
