/* SPDX-License-Identifier: MIT */
/*
 * exprfn: the functions of the expression language, one row each at the foot of
 * the file: a new function is a row, its eval and its test.  Invariant: eval gets
 * only arguments its row allows, and answers blank when it cannot answer.
 */
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/exprtree.h"
#include "core/usual.h"

static const struct value blank = { V_BLANK, 0, NULL };

static struct value
number(int64_t n)
{
	return (struct value){ V_INT, n, NULL };
}

static struct value
eval_if(const struct run *r, const struct node *x)
{
	struct value c = xr_eval(r, x->arg[0]);

	if (c.kind != V_INT)
		return blank;
	return xr_eval(r, x->arg[c.n ? 1 : 2]);
}

static struct value
eval_else(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]);

	return v.kind == V_BLANK ? xr_eval(r, x->arg[1]) : v;
}

/* Calls each for every value of the arguments, cells one by one, while it returns true. */
static void
each_value(const struct run *r, const struct node *x, bool (*each)(void *arg, struct value v),
    void *arg)
{
	const struct node *y;
	int i, c;

	for (i = 0; i < x->nargs; i++) {
		y = x->arg[i];
		if (y->op != X_CELLS && !each(arg, xr_eval(r, y)))
			return;
		for (c = 0; y->op == X_CELLS && c < y->ncells; c++)
			if (!each(arg, xr_cell(r, y->type, y->cell + c * y->step)))
				return;
	}
}

static bool
add_one(void *arg, struct value v)
{
	struct value *sum = arg;
	int64_t n;

	if (v.kind == V_BLANK)
		return true;
	if (!xr_num(&v, &n) || __builtin_add_overflow(sum->n, n, &sum->n)) {
		*sum = blank;
		return false;
	}
	sum->kind = V_INT;
	return true;
}

static struct value
eval_sum(const struct run *r, const struct node *x)
{
	struct value sum = blank;

	each_value(r, x, add_one, &sum);
	return sum;
}

static bool
count_one(void *arg, struct value v)
{
	*(int64_t *)arg += v.kind != V_BLANK;
	return true;
}

static struct value
eval_count(const struct run *r, const struct node *x)
{
	int64_t n = 0;

	each_value(r, x, count_one, &n);
	return number(n * EXPR_ONE);
}

static struct value
eval_empty(const struct run *r, const struct node *x)
{
	int64_t n = 0;

	each_value(r, x, count_one, &n);
	return number(n == 0);
}

static struct value
eval_days(const struct run *r, const struct node *x)
{
	struct value from = xr_eval(r, x->arg[0]), to = xr_eval(r, x->arg[1]);

	if (from.kind != V_INT || to.kind != V_INT)
		return blank;
	return xr_scale(ET_NUM, number(to.n - from.n));
}

static struct value
eval_year(const struct run *r, const struct node *x)
{
	struct value d = xr_eval(r, x->arg[0]);
	int year, month, dom;

	if (d.kind != V_INT)
		return blank;
	date_split((int32_t)d.n, &year, &month, &dom);
	return number((int64_t)year * EXPR_ONE);
}

/* The column of x in the row of code that holds on the day of the record. */
static struct value
in_row(const struct run *r, const struct node *x, const char *code)
{
	const struct code *c = codes_find_on(x->codes, code, form_day(r->form, r->v));
	const char *s = c && c->column ? c->column[x->n] : NULL;

	return s && *s ? (struct value){ V_TEXT, 0, s } : blank;
}

static struct value
eval_list(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]);

	return v.kind == V_TEXT ? in_row(r, x, v.s) : blank;
}

static struct value
eval_param(const struct run *r, const struct node *x)
{
	return in_row(r, x, x->s);
}

/* "12", "-3", "0.5" as thousandths. */
static struct value
eval_number(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]);
	const char *s = v.kind == V_TEXT ? v.s : "";
	bool minus = *s == '-';
	int64_t n = 0;
	int left = 15, decimals = -1;

	s += minus;
	if (*s < '0' || *s > '9')
		return blank;
	for (; *s && decimals < 3; s++) {
		if (*s == '.' && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (*s < '0' || *s > '9' || (decimals < 0 && left-- == 0))
			return blank;
		n = n * 10 + (*s - '0');
		decimals += decimals >= 0;
	}
	if (*s || decimals == 0)
		return blank;
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++)
		n *= 10;
	return number(minus ? -n : n);
}

static struct value
eval_day(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]);
	int32_t day = v.kind == V_TEXT ? date_parse(v.s, strlen(v.s)) : DATE_NONE;

	return day != DATE_NONE ? number(day) : blank;
}

/* in(x, a, b, ...): true when x equals one; blank when x is, or when no other decides. */
static struct value
eval_in(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]), y;
	bool unsure = false;
	int i;

	if (v.kind != V_INT && v.kind != V_TEXT)
		return blank;
	for (i = 1; i < x->nargs; i++) {
		y = xr_eval(r, x->arg[i]);
		if (y.kind == v.kind && xr_same(&v, &y))
			return number(1);
		unsure |= y.kind != v.kind;
	}
	return unsure ? blank : number(0);
}

/* has(text, word): one of the words of text, with blanks, commas or ';' between. */
static struct value
eval_has(const struct run *r, const struct node *x)
{
	static const char between[] = " ,;";
	struct value text = xr_eval(r, x->arg[0]), word = xr_eval(r, x->arg[1]);
	const char *s;
	size_t n;

	if (text.kind != V_TEXT || word.kind != V_TEXT)
		return blank;
	for (s = text.s + strspn(text.s, between); *s; s += n + strspn(s + n, between)) {
		n = strcspn(s, between);
		if (strlen(word.s) == n && memcmp(s, word.s, n) == 0)
			return number(1);
	}
	return number(0);
}

static struct value
eval_abs(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]);
	int64_t n;

	if (!xr_num(&v, &n) || n == INT64_MIN)
		return blank;
	return number(n < 0 ? -n : n);
}

/* The least or greatest; blank when one of them is. */
static struct value
extreme(const struct run *r, const struct node *x, bool least)
{
	struct value v, best = blank;
	int64_t n;
	int i;

	for (i = 0; i < x->nargs; i++) {
		v = xr_eval(r, x->arg[i]);
		if (!xr_num(&v, &n))
			return blank;
		if (best.kind == V_BLANK || (least ? n < best.n : n > best.n))
			best = number(n);
	}
	return best;
}

static struct value
eval_min(const struct run *r, const struct node *x)
{
	return extreme(r, x, true);
}

static struct value
eval_max(const struct run *r, const struct node *x)
{
	return extreme(r, x, false);
}

static struct value
eval_round(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]), step = number(EXPR_ONE);
	int64_t n, by;

	if (x->nargs > 1)
		step = xr_eval(r, x->arg[1]);
	if (!xr_num(&v, &n) || !xr_num(&step, &by) || by <= 0 ||
	    __builtin_mul_overflow(xr_round(n, by), by, &n))
		return blank;
	return number(n);
}

/* The values of the conditions of x; false when one is blank. */
static bool
conditions(const struct run *r, const struct node *x, struct value *is)
{
	int i;

	for (i = 0; i < x->bound->nwhere; i++) {
		is[i] = xr_whole(x->arg[i]->type, xr_eval(r, x->arg[i]));
		if (is[i].kind != V_INT && is[i].kind != V_TEXT)
			return false;
	}
	return true;
}

/* The record in hand, when x asks for others of its form. */
static uint64_t
but_self(const struct run *r, const struct node *x)
{
	return strcmp(x->bound->form->id, r->form->id) == 0 ? r->look->self : 0;
}

static int32_t
day_at(const struct run *r, const struct node *x, int i)
{
	struct value d = i < x->nargs ? xr_eval(r, x->arg[i]) : blank;

	return d.kind == V_INT ? (int32_t)d.n : DATE_NONE;
}

/* The id of what total() sums; of a grid the cell of the row at hand. */
static const char *
what_of(const struct run *r, const struct bound *b)
{
	const struct field *f = b->by_row ? form_field(b->form, b->what) : NULL;

	return f ? b->form->cell[f->cell + r->row].id : b->what;
}

static struct value
eval_total(const struct run *r, const struct node *x)
{
	const struct bound *b = x->bound;
	struct value is[XP_WHERE], out = blank;

	if (!r->look || !r->look->total || !conditions(r, x, is) ||
	    r->look->total(r->look->arg, b->form->id, what_of(r, b), b->nwhere, b->is, is,
	    day_at(r, x, b->nwhere), day_at(r, x, b->nwhere + 1), but_self(r, x),
	    &out) != 0)
		return blank;
	return xr_scale(ET_NUM, out);
}

static struct value
eval_exists(const struct run *r, const struct node *x)
{
	const struct bound *b = x->bound;
	struct value is[XP_WHERE];

	if (!r->look || !r->look->exists || !conditions(r, x, is))
		return blank;
	return number(r->look->exists(r->look->arg, b->form->id, b->nwhere, b->is, is,
	    but_self(r, x)));
}

static struct value
eval_usual(const struct run *r, const struct node *x)
{
	const struct bound *b = x->bound;
	const struct value *day = &r->v[r->form->date->cell];
	struct value is[XP_WHERE];
	struct recent q = { r->form, x->cell + (b->by_row ? r->row : 0), b->nwhere, b->is, is, 0, 0 };
	int64_t number_of[USUAL_MOST], limit[2];
	int n;

	if (!r->look || !r->look->recent || day->kind != V_INT || !conditions(r, x, is))
		return blank;
	q.day = (int32_t)day->n;
	q.but = r->look->self;
	n = r->look->recent(r->look->arg, &q, number_of, USUAL_MOST);
	return usual_limits(number_of, n, &limit[0], &limit[1]) ? xr_scale(ET_NUM, number(limit[x->n])) : blank;
}

static struct value
eval_prev(const struct run *r, const struct node *x)
{
	struct value out = blank;

	if (!r->look || !r->look->prev ||
	    r->look->prev(r->look->arg, r->form, r->v, xr_cell_no(r, x->arg[0]), &out) != 0)
		return blank;
	return xr_scale(x->type, value_dup(r->a, &out));
}

static struct value
eval_last(const struct run *r, const struct node *x)
{
	struct value out = blank;

	if (!r->look || !r->look->last ||
	    r->look->last(r->look->arg, r->form, r->v, xr_cell_no(r, x->arg[0]), &out) != 0)
		return blank;
	return xr_scale(x->type, value_dup(r->a, &out));
}

static struct value
eval_linked(const struct run *r, const struct node *x)
{
	const struct bound *b = x->bound;
	struct value id = xr_eval(r, x->arg[0]), out = blank;

	if (!r->look || !r->look->linked || id.kind != V_TEXT ||
	    r->look->linked(r->look->arg, b->form->id, id.s, b->what, &out) != 0)
		return blank;
	return xr_scale(x->type, value_dup(r->a, &out));
}

/* True when row c of a list has what find() asks for. */
static bool
is_found(const struct bound *b, const struct code *c, const struct value *is)
{
	int i;

	for (i = 0; i < b->nwhere; i++)
		if (strcmp(b->of[i] < 0 ? c->code : c->column[b->of[i]], is[i].s) != 0)
			return false;
	return true;
}

static struct value
eval_find(const struct run *r, const struct node *x)
{
	const struct bound *b = x->bound;
	const struct code *c = b->list->code;
	int32_t day = day_at(r, x, b->nwhere);
	struct value is[XP_WHERE];
	const char *s;

	if (!conditions(r, x, is) || (b->nwhere < x->nargs && day == DATE_NONE))
		return blank;
	for (; c < b->list->code + b->list->ncodes; c++) {
		if ((day != DATE_NONE && ((c->from != DATE_NONE && day < c->from) ||
		    (c->to != DATE_NONE && day > c->to))) || !is_found(b, c, is))
			continue;
		s = b->column < 0 ? c->code : c->column[b->column];
		return *s ? (struct value){ V_TEXT, 0, s } : blank;
	}
	return blank;
}

static struct value
eval_known(const struct run *r, const struct node *x)
{
	struct value v = xr_eval(r, x->arg[0]);

	if (!r->look || !r->look->known || v.kind != V_TEXT)
		return blank;
	return number(r->look->known(r->look->arg, x->arg[0]->field, v.s));
}

static const struct fn table[] = {
	{ "if", 3, 3, "bxx", 'x', NULL, eval_if,
	    N_("if(c, a, b): a when c is true, b when it is false") },
	{ "else", 2, 2, "xx", 'x', NULL, eval_else,
	    N_("else(a, b): a, or b when a is blank") },
	{ "sum", 1, 32, "s*", 'n', NULL, eval_sum,
	    N_("sum(grid, f, ...): the sum; blanks are passed over, - is 0, one ? makes it blank") },
	{ "count", 1, 32, "c*", 'n', NULL, eval_count,
	    N_("count(grid, f, ...): how many of the cells hold something") },
	{ "empty", 1, 32, "c*", 'b', NULL, eval_empty,
	    N_("empty(f, ...): true when all of them are blank; - and ? are not") },
	{ "in", 2, 32, "xx*", 'b', NULL, eval_in,
	    N_("in(x, a, b, ...): true when x equals one of them") },
	{ "has", 2, 2, "tt", 'b', NULL, eval_has,
	    N_("has(text, word): true when word is one of the words of text") },
	{ "days", 2, 2, "dd", 'n', NULL, eval_days,
	    N_("days(a, b): the days from a to b, below 0 when b is earlier") },
	{ "year", 1, 1, "d", 'n', NULL, eval_year,
	    N_("year(d): the year of a date") },
	{ "list", 2, 2, "", 't', xp_bind_list, eval_list,
	    N_("list(f, column): the text in that column of the list, in the row of the code in f; of "
	    "rows with days, in the one that holds on the day of the record") },
	{ "param", 3, 3, "", 't', xp_bind_param, eval_param,
	    N_("param(list, CODE, column): the same of a code that is said, a parameter that changes "
	    "with the day") },
	{ "number", 1, 1, "t", 'n', NULL, eval_number,
	    N_("number(text): the number that text is, blank when it is none") },
	{ "day", 1, 1, "t", 'd', NULL, eval_day,
	    N_("day(text): the date that text is (2021-11-23), blank when it is none") },
	{ "abs", 1, 1, "n", 'n', NULL, eval_abs,
	    N_("abs(x): x without its sign") },
	{ "min", 1, 32, "n*", 'n', NULL, eval_min,
	    N_("min(a, b, ...): the smallest") },
	{ "max", 1, 32, "n*", 'n', NULL, eval_max,
	    N_("max(a, b, ...): the largest") },
	{ "round", 1, 2, "nn", 'n', NULL, eval_round,
	    N_("round(x, step): the nearest multiple of step, of 1 without it") },
	{ "total", 1, 12, "", 'n', xp_bind_total, eval_total,
	    N_("total(form.field, f = x, ..., from, to): the sum of a field over the records of the "
	    "unit where f is x, between two dates; without .field the number of records in which something occurred") },
	{ "prev", 1, 1, "f", 'f', NULL, eval_prev,
	    N_("prev(f): f in the record with the same key on the day before") },
	{ "last", 1, 1, "f", 'f', NULL, eval_last,
	    N_("last(f): f in the latest earlier record with the same key, its date apart") },
	{ "usual", 2, 10, "", 'n', xp_bind_usual, eval_usual,
	    N_("usual(f, low, g = x, ...), usual(f, high, ...): the least and the most that f mostly is, from "
	    "the latest records of the unit where g is x, by day of the same day of the week: median and "
	    "three deviations; blank while there are fewer than 5") },
	{ "linked", 2, 2, "", 'x', xp_bind_linked, eval_linked,
	    N_("linked(f, field): a field of the record that the link in f leads to") },
	{ "find", 1, 9, "", 't', xp_bind_find, eval_find,
	    N_("find(list.column, column = x, ..., day): the text in a column of the first row of a list "
	    "that has x there and may be used that day; code is a column too") },
	{ "exists", 1, 12, "", 'b', xp_bind_exists, eval_exists,
	    N_("exists(form, f = x, ...): true when the unit has such a record") },
	{ "known", 1, 1, "", 'b', xp_bind_known, eval_known,
	    N_("known(f): true when the open list of f holds its value already") },
};

const struct fn *
fn_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}

const char *
expr_function(int i, const char **use)
{
	if (i < 0 || (size_t)i >= sizeof table / sizeof *table)
		return NULL;
	*use = _(table[i].use);
	return table[i].name;
}
