/* SPDX-License-Identifier: MIT */
/*
 * check: what a form says of a record as a whole: computed values, defaults,
 * rules, balances, what must be filled.  Invariant: the findings of check_record
 * come in the order of the cells, so that "the first error" is one place.
 */
#include "core/check.h"

#include <string.h>

#include "core/checkcell.h"
#include "core/date.h"

/* What an expression gave as the field's type can hold it. */
static struct value
fitting(const struct field *d, struct value v)
{
	if (types[d->type].spoken || (v.kind != V_NA && v.kind != V_UNKNOWN))
		return v;
	return (struct value){ v.kind == V_NA && types[d->type].numeric ? V_INT : V_BLANK, 0, NULL };
}

void
check_fill(struct arena *a, const struct form *f, struct value *v, const struct look *look,
    enum fill fill)
{
	int i;

	for (i = 0; i < f->norder; i++) {
		int cell = f->order[i], row = cell_row(f, cell);
		const struct field *d = f->cell[cell].field;

		if (d->compute)
			v[cell] = fitting(d, expr_eval_row(a, d->compute, row, v, look));
		else if (d->defaults && fill == FILL_DEFAULTS && v[cell].kind == V_BLANK &&
		    !check_skipped(a, f, v, cell, look))
			v[cell] = fitting(d, expr_eval_row(a, d->defaults, row, v, look));
	}
}

bool
check_nil(const struct form *f, const struct value *v)
{
	return f->nil && v[f->nil->cell].kind == V_INT && v[f->nil->cell].n != 0;
}

bool
check_nil_over(const struct form *f, const struct field *d)
{
	return d != f->nil && d != f->date && !d->key && !d->carry && !d->compute && !d->defaults &&
	    d->type != T_TEXT && d->type != T_MEMO;
}

bool
check_skipped(struct arena *a, const struct form *f, const struct value *v, int cell,
    const struct look *look)
{
	const struct field *d = f->cell[cell].field;

	return d->compute || (d->skip_if && expr_true_row(a, d->skip_if, cell_row(f, cell), v, look, false)) ||
	    (check_nil(f, v) && check_nil_over(f, d));
}

static struct at
at_cell(struct arena *a, const struct form *f, const struct value *v, const struct look *look,
    int cell)
{
	return (struct at){ .a = a, .form = f, .v = v, .look = look, .cell = cell,
	    .field = f->cell[cell].field, .is = &v[cell],
	    .day = form_day(f, v) };
}

/* The least typed cell an expression reads. */
struct first {
	const struct form *form;
	int cell;
};

static void
take_first(void *arg, int cell)
{
	struct first *x = arg;

	if (!x->form->cell[cell].field->compute && (x->cell < 0 || cell < x->cell))
		x->cell = cell;
}

/* Where a rule's finding stands: its field, else the first cell its test reads. */
static int
rule_cell(const struct form *f, const struct rule *r)
{
	struct first x = { f, -1 };

	if (r->field)
		return r->field->cell;
	expr_cells(r->test, take_first, &x);
	return x.cell < 0 ? 0 : x.cell;
}

/* Whether it is asked for each row of the grid it stands at. */
static bool
by_row(const struct rule *r)
{
	return r->field && r->field->rows && ((r->when && expr_by_row(r->when)) || expr_by_row(r->test));
}

/* Whether it holds in a row of its grid; one of the night takes the day it is asked for as today. */
static bool
holds(struct arena *a, const struct rule *r, int row, const struct value *v, const struct look *look)
{
	struct look night;

	if (r->night_only) {
		if (!look || !look->night)
			return true;
		night = *look;
		night.today = look->until;
		look = &night;
	}
	return (r->when && !expr_true_row(a, r->when, row, v, look, false)) ||
	    expr_true_row(a, r->test, row, v, look, true);
}

/* The rule in a row of its grid, in row 0 when it does not tell rows apart. */
static void
find_rule(struct at *at, const struct rule *r, int row, struct findings *out)
{
	const char *text = lang_pick(r->text);
	int cell = rule_cell(at->form, r) + row;

	if (check_nil(at->form, at->v) && r->field && check_nil_over(at->form, r->field))
		return;
	if (at->look && at->look->no_hints && r->level == LV_HINT)
		return;
	if (holds(at->a, r, row, at->v, at->look))
		return;
	if (!*text)
		text = arena_printf(at->a, _("%s: the rule \"%s\" does not hold: %s"),
		    check_label(at->a, at->form, cell), r->id, expr_source(r->test));
	findings_add(at->a, out, r->level, r->id, cell, text,
	    r->level == LV_HINT ? NULL : r->reasons);
	out->f[out->n - 1].of = r;
	out->f[out->n - 1].row = row;
}

static void
find_rule_rows(struct at *at, const struct rule *r, struct findings *out)
{
	int i, n = by_row(r) ? r->field->rows->ncodes : 1;

	for (i = 0; i < n; i++)
		find_rule(at, r, i, out);
}

void
check_cell(struct arena *a, const struct form *f, const struct value *v, int cell,
    const struct look *look, struct findings *out)
{
	struct at at = at_cell(a, f, v, look, cell);
	int i;

	checkcell_find(&at, out);
	for (i = 0; i < f->nrules; i++)
		if (f->rule[i].field == at.field)
			find_rule(&at, &f->rule[i], by_row(&f->rule[i]) ? cell_row(f, cell) : 0, out);
}

/* What asks a computed cell for the records behind it. */
struct asker {
	struct arena *a;
	const struct form *form;
	const struct value *v;
	const struct look *look;
};

static void
ask_computed(void *arg, int cell)
{
	const struct asker *x = arg;
	const struct expr *compute = x->form->cell[cell].field->compute;

	if (compute && expr_looks(compute))
		(void)expr_eval_row(x->a, compute, cell_row(x->form, cell), x->v, x->look);
}

void
check_ask(struct arena *a, const struct form *f, const struct value *v, const struct finding *x,
    const struct look *look)
{
	struct asker asker = { a, f, v, look };

	if (!x->of)
		return;
	(void)holds(a, x->of, x->row, v, look);
	expr_cells(x->of->test, ask_computed, &asker);
}

/* Adds the cells of a field to *sum: 1 some are filled, 0 all blank, -1 no sum can be made. */
static int
add_cells(const struct field *d, const struct value *v, int64_t *sum)
{
	int i, filled = 0;

	for (i = d->cell; i < d->cell + d->ncells; i++) {
		if (v[i].kind == V_UNKNOWN || v[i].kind == V_TEXT ||
		    (v[i].kind == V_INT && __builtin_add_overflow(*sum, v[i].n, sum)))
			return -1;
		filled |= v[i].kind != V_BLANK;
	}
	return filled;
}

/* The sums of both sides: 1 the balance stands, 0 it does not, -1 it cannot be told. */
static int
weigh(const struct balance *b, const struct value *v, int64_t *whole, int64_t *parts)
{
	int i, is, filled = 0;

	*whole = *parts = 0;
	is = add_cells(b->whole, v, whole);
	if (is != 1)
		return -1;
	for (i = 0; i < b->nparts; i++) {
		is = add_cells(b->part[i], v, parts);
		if (is < 0)
			return -1;
		filled |= is;
	}
	return filled || !b->optional;
}

struct value
check_balance(const struct form *f, const struct balance *b, const struct value *v, bool *holds)
{
	int64_t whole, parts, rest;
	int stands = weigh(b, v, &whole, &parts);

	(void)f;
	*holds = true;
	if (stands < 0 || __builtin_sub_overflow(whole, parts, &rest))
		return (struct value){ V_BLANK, 0, NULL };
	*holds = !stands || rest == 0;
	return (struct value){ V_INT, rest, NULL };
}

const struct balance *
check_balance_of(const struct form *f, int cell)
{
	int i, j;

	for (i = 0; i < f->nbalances; i++)
		for (j = 0; j < f->balance[i].nparts; j++)
			if (f->balance[i].part[j] == f->cell[cell].field)
				return &f->balance[i];
	return NULL;
}

static void
find_balance(struct at *at, const struct balance *b, struct findings *out)
{
	const struct field *shown = b->whole->compute && b->nparts ? b->part[0] : b->whole;
	const char *text = lang_pick(b->text);
	int64_t whole, parts;
	bool holds;

	(void)check_balance(at->form, b, at->v, &holds);
	if (holds)
		return;
	(void)weigh(b, at->v, &whole, &parts);
	if (!*text)
		text = lang_pick(b->label);
	text = arena_printf(at->a, _("%s (%s: %lld; together: %lld)"), text, lang_pick(b->whole->label),
	    (long long)whole, (long long)parts);
	findings_add(at->a, out, b->level, b->id, shown->cell, text, NULL);
}

/* Whether an error of the cell is told already: what could not be read is not missing as well. */
static bool
faulty(const struct findings *out, int cell)
{
	int i;

	for (i = 0; i < out->n; i++)
		if (out->f[i].cell == cell && out->f[i].level == LV_ERROR)
			return true;
	return false;
}

/* A required field of which no cell is filled. */
static void
find_required(struct at *at, struct findings *out)
{
	const struct field *d = at->field;
	int i;

	for (i = d->cell; i < d->cell + d->ncells; i++)
		if (at->v[i].kind != V_BLANK)
			return;
	if (d != at->form->date && check_nil(at->form, at->v))
		return; /* without the rest of its key it speaks for all of that day */
	if (d->required && !faulty(out, d->cell) && !check_skipped(at->a, at->form, at->v, d->cell, at->look))
		findings_add(at->a, out, LV_ERROR, "required", d->cell, arena_printf(at->a,
		    _("%s: this must be filled in"), lang_pick(d->label)), NULL);
}

/* A record in which nothing was typed is none. */
static bool
find_empty(struct at *at, struct findings *out)
{
	int i;

	for (i = 0; i < at->form->ncells; i++)
		if (at->v[i].kind != V_BLANK && !at->form->cell[i].field->compute)
			return false;
	findings_add(at->a, out, LV_ERROR, "empty", 0, at->form->none_allowed ?
	    _("Nothing is filled in. If nothing occurred, say so: Ctrl-O, or \"_nil\": true in a line") :
	    _("Nothing is filled in"), NULL);
	return true;
}

/* Stable, and the list is short and nearly in order: by insertion. */
static void
in_order(struct findings *fs)
{
	int i, j;

	for (i = 1; i < fs->n; i++) {
		struct finding x = fs->f[i];

		for (j = i; j > 0 && fs->f[j - 1].cell > x.cell; j--)
			fs->f[j] = fs->f[j - 1];
		fs->f[j] = x;
	}
}

void
check_record(struct arena *a, const struct form *f, const struct value *v,
    const struct look *look, struct findings *out)
{
	struct at at;
	int i;

	if (f->ncells == 0)
		return;
	at = at_cell(a, f, v, look, 0);
	if (find_empty(&at, out))
		return;
	for (i = 0; i < f->ncells; i++) {
		at = at_cell(a, f, v, look, i);
		if (i == at.field->cell)
			find_required(&at, out);
		checkcell_find(&at, out);
	}
	for (i = 0; i < f->nrules; i++)
		find_rule_rows(&at, &f->rule[i], out);
	for (i = 0; i < f->nbalances && !check_nil(f, v); i++)
		find_balance(&at, &f->balance[i], out);
	in_order(out);
}
