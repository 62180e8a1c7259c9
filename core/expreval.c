/* SPDX-License-Identifier: MIT */
/*
 * expreval: the value of a tree over the cells of a record.  Integers only; every
 * sum, product and scaling that would overflow is blank.  Invariant: an evaluation
 * reads cells, never writes them, and takes memory only for texts it makes.
 */
#include <string.h>

#include "core/date.h"
#include "core/exprtree.h"

static const struct value blank = { V_BLANK, 0, NULL };

static struct value
number(int64_t n)
{
	return (struct value){ V_INT, n, NULL };
}

int64_t
xr_round(int64_t n, int64_t d)
{
	int64_t q = n / d, r = n % d;

	if (r < 0)
		return -r >= d + r ? q - 1 : q;
	return r >= d - r ? q + 1 : q;
}

struct value
xr_scale(enum etype type, struct value v)
{
	if (v.kind == V_INT && type == ET_NUM && __builtin_mul_overflow(v.n, EXPR_ONE, &v.n))
		return blank;
	return v;
}

struct value
xr_whole(enum etype type, struct value v)
{
	if (v.kind == V_INT && type == ET_NUM)
		v.n = xr_round(v.n, EXPR_ONE);
	return v;
}

struct value
xr_cell(const struct run *r, enum etype type, int cell)
{
	struct value v = r->v[cell];

	if (v.kind == V_TEXT && (type != ET_TEXT || !v.s || !*v.s))
		return blank;
	if (v.kind == V_INT && type == ET_TEXT)
		return blank;
	return xr_scale(type, v);
}

bool
xr_num(const struct value *v, int64_t *n)
{
	*n = v->kind == V_INT ? v->n : 0;
	return v->kind == V_INT || v->kind == V_NA;
}

bool
xr_same(const struct value *x, const struct value *y)
{
	if (x->kind == V_TEXT)
		return y->kind == V_TEXT && strcmp(x->s, y->s) == 0;
	return x->n == y->n;
}

/* x * y / 1000 without a wider type: the thousands apart, so that only the result overflows. */
static bool
multiply(int64_t x, int64_t y, int64_t *out)
{
	int64_t x1 = x / EXPR_ONE, x0 = x % EXPR_ONE, y1 = y / EXPR_ONE, y0 = y % EXPR_ONE;
	int64_t a, b, c;

	/* x = x1 * 1000 + x0, so x * y / 1000 = x1 * y + x0 * y1 + x0 * y0 / 1000 */
	if (__builtin_mul_overflow(x1, y, &a) || __builtin_mul_overflow(x0, y1, &b) ||
	    __builtin_add_overflow(a, b, &c))
		return false;
	return !__builtin_add_overflow(c, xr_round(x0 * y0, EXPR_ONE), out);
}

/* x * 1000 / y, rounded. */
static bool
divide(int64_t x, int64_t y, int64_t *out)
{
	if (y == 0 || y == INT64_MIN || __builtin_mul_overflow(x, EXPR_ONE, &x) || x == INT64_MIN)
		return false;
	*out = y < 0 ? xr_round(-x, -y) : xr_round(x, y);
	return true;
}

static struct value
arithmetic(enum xop op, const struct value *l, const struct value *r)
{
	int64_t x, y, n = 0;
	bool fits;

	if (!xr_num(l, &x) || !xr_num(r, &y))
		return blank;
	switch (op) {
	case X_ADD: fits = !__builtin_add_overflow(x, y, &n); break;
	case X_SUB: fits = !__builtin_sub_overflow(x, y, &n); break;
	case X_MUL: fits = multiply(x, y, &n); break;
	case X_DIV: fits = divide(x, y, &n); break;
	default:
		fits = y != 0;
		n = y == 0 || y == -1 ? 0 : x % y;
		break;
	}
	return fits ? number(n) : blank;
}

/* date - date, time - time, date + number, date - number. */
static struct value
moments(const struct node *x, struct value l, struct value r)
{
	int64_t n;

	if (l.kind != V_INT || !xr_num(&r, &n) || (x->type == ET_NUM && r.kind != V_INT))
		return blank;
	if (x->type == ET_NUM)
		return xr_scale(ET_NUM, number(l.n - n));
	n = xr_round(n, EXPR_ONE);
	n = x->op == X_ADD ? l.n + n : l.n - n;
	return n > INT32_MIN && n <= INT32_MAX ? number(n) : blank;
}

static struct value
compare(const struct node *x, struct value l, struct value r)
{
	enum etype type = x->arg[0]->type;
	enum vkind kind = type == ET_TEXT ? V_TEXT : V_INT;
	int64_t m, n;
	bool is;

	if (type != ET_NUM && (l.kind != kind || r.kind != kind))
		return blank;
	if (type == ET_TEXT) {
		m = strcmp(l.s, r.s);
		n = 0;
	} else if (!xr_num(&l, &m) || !xr_num(&r, &n)) {
		return blank;
	}
	switch (x->op) {
	case X_EQ: is = m == n; break;
	case X_NE: is = m != n; break;
	case X_LT: is = m < n; break;
	case X_LE: is = m <= n; break;
	case X_GT: is = m > n; break;
	default: is = m >= n; break;
	}
	return number(is);
}

/* `and` stops at a false, `or` at a true; a blank beside the other decides nothing. */
static struct value
junction(const struct run *r, const struct node *x)
{
	int64_t stop = x->op == X_OR;
	struct value l = xr_eval(r, x->arg[0]), m;

	if (l.kind == V_INT && l.n == stop)
		return l;
	m = xr_eval(r, x->arg[1]);
	if (m.kind == V_INT && m.n == stop)
		return m;
	return l.kind == V_INT ? m : blank;
}

/* The code of the record's unit: "03388" of "03388@2025-07-01". */
static struct value
unit_code(const struct run *r)
{
	const char *u = r->look ? r->look->unit : NULL;
	size_t n = u ? strcspn(u, "@") : 0;

	if (n == 0)
		return blank;
	return (struct value){ V_TEXT, 0, u[n] ? arena_dup(r->a, u, n) : u };
}

int
xr_cell_no(const struct run *r, const struct node *x)
{
	return x->op == X_ROW ? x->cell + r->row : x->cell;
}

static struct value
leaf(const struct run *r, const struct node *x)
{
	switch (x->op) {
	case X_CONST:
		return number(x->n);
	case X_TEXT:
		return (struct value){ *x->s ? V_TEXT : V_BLANK, 0, x->s };
	case X_CELL: case X_ROW:
		return xr_cell(r, x->type, xr_cell_no(r, x));
	case X_ROWCODE:
		return (struct value){ V_TEXT, 0, r->rows->code[r->row].code };
	case X_TODAY:
		return r->look && r->look->today != DATE_NONE ? number(r->look->today) : blank;
	case X_UNIT:
		return unit_code(r);
	default:
		return blank;
	}
}

static struct value
negate(const struct node *x, struct value v)
{
	if (x->op == X_NOT)
		return v.kind == V_INT ? number(!v.n) : blank;
	return arithmetic(X_SUB, &(struct value){ V_INT, 0, NULL }, &v);
}

struct value
xr_eval(const struct run *r, const struct node *x)
{
	struct value l, m;

	if (x->op == X_CALL)
		return x->fn->eval(r, x);
	if (x->nargs == 0)
		return leaf(r, x);
	if (x->op == X_AND || x->op == X_OR)
		return junction(r, x);
	l = xr_eval(r, x->arg[0]);
	if (x->nargs == 1)
		return negate(x, l);
	m = xr_eval(r, x->arg[1]);
	if (x->op >= X_EQ && x->op <= X_GE)
		return compare(x, l, m);
	if (x->arg[0]->type != ET_NUM)
		return moments(x, l, m);
	return arithmetic(x->op, &l, &m);
}
