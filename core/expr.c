/* SPDX-License-Identifier: MIT */
/*
 * expr: tokens to a tree, and what others may ask of it.  A recursive descent with
 * a limit on depth and on nodes, so that no source, however hostile, exhausts the
 * stack here or in an evaluation.  Invariant: after the first fault p->failed stays
 * set and the error keeps the first place.
 */
#include "core/expr.h"

#include <string.h>

#include "core/date.h"
#include "core/exprtree.h"

enum { ARGS_MAX = 32 };

struct expr {
	const struct form *form;
	const struct codes *rows;
	bool by_row;
	const char *src;
	struct node *root;
};

static bool
at_op(const struct xparse *p, const char *op)
{
	return !p->failed && p->tok == TK_OP && strcmp(p->op, op) == 0;
}

static bool
at_word(const struct xparse *p, const char *word)
{
	return !p->failed && p->tok == TK_NAME && strcmp(p->s, word) == 0;
}

/* A node of op with its arguments; NULL when there are too many nodes. */
static struct node *
node_new(struct xparse *p, enum xop op, int at, struct node *left, struct node *right)
{
	struct node *x;

	if (++p->nodes > XP_NODES) {
		(void)xp_fail(p, at, _("the expression is too long; use a computed field for a part"));
		return NULL;
	}
	x = arena_alloc(p->a, sizeof *x);
	x->op = op;
	x->at = at;
	x->type = ET_ANY;
	if (left) {
		x->arg = arena_alloc(p->a, 2 * sizeof(struct node *));
		x->arg[x->nargs++] = left;
	}
	if (right)
		x->arg[x->nargs++] = right;
	return x;
}

static struct node *parse_or(struct xparse *p);

/* name(...): the token in hand is what follows '('. */
static struct node *
parse_call(struct xparse *p, const char *name, int at)
{
	const struct fn *fn = fn_find(name);
	struct node *x = node_new(p, X_CALL, at, NULL, NULL);
	struct node *arg[ARGS_MAX];

	if (!x)
		return NULL;
	x->fn = fn;
	if (!fn) {
		(void)xp_fail(p, at, _("there is no function \"%.40s\""), name);
		return NULL;
	}
	while (!p->failed && !at_op(p, ")")) {
		if (x->nargs == ARGS_MAX) {
			(void)xp_fail(p, p->at, _("too many arguments"));
			return NULL;
		}
		arg[x->nargs++] = parse_or(p);
		if (at_op(p, ")"))
			break;
		if (!at_op(p, ","))
			(void)xp_fail(p, p->at, _("a comma or a closing bracket is missing"));
		xp_lex(p);
		if (at_op(p, ")"))
			(void)xp_fail(p, p->at, _("a value is missing"));
	}
	if (p->failed)
		return NULL;
	xp_lex(p);
	if (x->nargs < fn->min || x->nargs > fn->max) {
		(void)xp_fail(p, at, _("wrong number of arguments; it is used so: %s"), fn->use);
		return NULL;
	}
	x->arg = arena_dup(p->a, arg, (size_t)x->nargs * sizeof(struct node *));
	return x;
}

static struct node *
parse_name(struct xparse *p)
{
	static const char *const reserved[] = { "and", "or", "not" };
	const char *name = p->s;
	int at = p->at;
	struct node *x;
	size_t i;

	for (i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (strcmp(name, reserved[i]) == 0) {
			(void)xp_fail(p, at, _("a value is missing"));
			return NULL;
		}
	xp_lex(p);
	if (at_op(p, "(")) {
		xp_lex(p);
		return parse_call(p, name, at);
	}
	i = strcmp(name, "true") == 0;
	x = node_new(p, i || strcmp(name, "false") == 0 ? X_CONST : X_NAME, at, NULL, NULL);
	if (!x)
		return NULL;
	x->n = (int64_t)i;
	x->s = name;
	x->type = x->op == X_CONST ? ET_BOOL : ET_ANY;
	return x;
}

static struct node *
parse_primary(struct xparse *p)
{
	struct node *x;

	if (p->failed)
		return NULL;
	if (p->tok == TK_NAME)
		return parse_name(p);
	if (p->tok == TK_CONST || p->tok == TK_TEXT) {
		x = node_new(p, p->tok == TK_TEXT ? X_TEXT : X_CONST, p->at, NULL, NULL);
		if (!x)
			return NULL;
		x->n = p->n;
		x->s = p->s;
		x->type = p->tok == TK_TEXT ? ET_TEXT : p->type;
		xp_lex(p);
		return x;
	}
	if (!at_op(p, "(")) {
		(void)xp_fail(p, p->at, _("a value is missing"));
		return NULL;
	}
	xp_lex(p);
	x = parse_or(p);
	if (!p->failed && !at_op(p, ")"))
		(void)xp_fail(p, p->at, _("a closing bracket is missing"));
	xp_lex(p);
	return x;
}

/* Counts a level of nesting; false when it is one too many.  Balanced by p->depth--. */
static bool
deeper(struct xparse *p)
{
	if (++p->depth > XP_DEPTH)
		(void)xp_fail(p, p->at, _("the expression is nested too deeply"));
	return !p->failed;
}

static struct node *
parse_unary(struct xparse *p)
{
	int at = p->at;
	struct node *x;

	if (!at_op(p, "-"))
		return parse_primary(p);
	if (!deeper(p))
		return NULL;
	xp_lex(p);
	x = parse_unary(p);
	p->depth--;
	return x ? node_new(p, X_NEG, at, x, NULL) : NULL;
}

/* The operators of one strength, weakest first; words are operators too. */
static const struct rank {
	const char *op[7];
	enum xop is[7];
} ranks[] = {
	{ { "or" }, { X_OR } },
	{ { "and" }, { X_AND } },
	{ { "=", "<>", "!=", "<", "<=", ">", ">=" }, { X_EQ, X_NE, X_NE, X_LT, X_LE, X_GT, X_GE } },
	{ { "+", "-" }, { X_ADD, X_SUB } },
	{ { "*", "/", "%" }, { X_MUL, X_DIV, X_MOD } },
};

enum { L_OR, L_AND, L_COMPARE, L_SUM, L_PRODUCT, L_N };

/* The operator of level l at the token in hand, or -1. */
static int
op_at(const struct xparse *p, int l)
{
	int i;

	for (i = 0; i < 7 && ranks[l].op[i]; i++)
		if (at_op(p, ranks[l].op[i]) || at_word(p, ranks[l].op[i]))
			return (int)ranks[l].is[i];
	return -1;
}

static struct node *parse_level(struct xparse *p, int l);

/* `not` stands between `and` and the comparisons. */
static struct node *
parse_operand(struct xparse *p, int l)
{
	int at = p->at;
	struct node *x;

	if (l == L_N)
		return parse_unary(p);
	if (l != L_COMPARE || !at_word(p, "not"))
		return parse_level(p, l);
	if (!deeper(p))
		return NULL;
	xp_lex(p);
	x = parse_operand(p, l);
	p->depth--;
	return x ? node_new(p, X_NOT, at, x, NULL) : NULL;
}

static struct node *
parse_level(struct xparse *p, int l)
{
	struct node *x = parse_operand(p, l + 1), *y;
	int op, at;

	while (x && (op = op_at(p, l)) >= 0) {
		at = p->at;
		xp_lex(p);
		y = parse_operand(p, l + 1);
		if (!y)
			return NULL;
		x = node_new(p, (enum xop)op, at, x, y);
		if (x && l == L_COMPARE && op_at(p, l) >= 0) {
			(void)xp_fail(p, p->at, _("compare two at a time: a <= b and b <= c"));
			return NULL;
		}
	}
	return p->failed ? NULL : x;
}

static struct node *
parse_or(struct xparse *p)
{
	struct node *x;

	if (!deeper(p))
		return NULL;
	x = parse_level(p, L_OR);
	p->depth--;
	return x;
}

const struct expr *
expr_parse(struct arena *a, const struct schema *s, const struct form *form, const char *src,
    enum etype want, struct err *e)
{
	return expr_parse_in(a, s, form, NULL, src, want, e);
}

const struct expr *
expr_parse_in(struct arena *a, const struct schema *s, const struct form *form,
    const struct field *grid, const char *src, enum etype want, struct err *e)
{
	struct xparse p = { .a = a, .schema = s, .form = form, .src = src, .e = e,
		.grid = grid && grid->rows && !grid->cols ? grid : NULL };
	struct expr *x = arena_alloc(a, sizeof *x);

	if (strnlen(src, XP_BYTES) == XP_BYTES) {
		(void)xp_fail(&p, 0, _("the expression is too long; use a computed field for a part"));
		return NULL;
	}
	xp_lex(&p);
	x->form = form;
	x->src = arena_strdup(a, src);
	x->root = parse_or(&p);
	if (!p.failed && p.tok != TK_END)
		(void)xp_fail(&p, p.at, _("this is one thing too many"));
	if (p.failed || xp_scalar(&p, x->root, want) != 0)
		return NULL;
	x->rows = p.grid ? p.grid->rows : NULL;
	x->by_row = p.by_row;
	return x;
}

bool
expr_by_row(const struct expr *x)
{
	return x->by_row;
}

static bool
looks(const struct node *x)
{
	int i;

	if (x->op == X_CALL && (x->fn->gives == 'f' || (x->bound && x->bound->form)))
		return true;
	for (i = 0; i < x->nargs; i++)
		if (looks(x->arg[i]))
			return true;
	return false;
}

bool
expr_looks(const struct expr *x)
{
	return looks(x->root);
}

enum etype
expr_type(const struct expr *x)
{
	return x->root->type;
}

const char *
expr_source(const struct expr *x)
{
	return x->src;
}

struct value
expr_eval_row(struct arena *a, const struct expr *x, int row, const struct value *v,
    const struct look *look)
{
	const struct run r = { a, x->form, x->rows, v, look, row };

	return xr_whole(x->root->type, xr_eval(&r, x->root));
}

struct value
expr_eval(struct arena *a, const struct expr *x, const struct value *v, const struct look *look)
{
	return expr_eval_row(a, x, 0, v, look);
}

bool
expr_true_row(struct arena *a, const struct expr *x, int row, const struct value *v,
    const struct look *look, bool blank)
{
	struct value is = expr_eval_row(a, x, row, v, look);

	return is.kind == V_INT ? is.n != 0 : blank;
}

bool
expr_true(struct arena *a, const struct expr *x, const struct value *v, const struct look *look,
    bool blank)
{
	return expr_true_row(a, x, 0, v, look, blank);
}

/* True when what a list says changes with the day. */
static bool
dated(const struct codes *c)
{
	int i;

	for (i = 0; i < c->ncodes && c->code[i].from == DATE_NONE && c->code[i].to == DATE_NONE; i++)
		continue;
	return i < c->ncodes;
}

/* The cells x reads, in all rows, those prev() and last() find another day by, and the day that chooses a row of a list. */
static void
walk(const struct form *form, const struct node *x, void (*fn)(void *arg, int cell), void *arg)
{
	int i;

	if (x->op == X_CELL || x->op == X_CELLS || x->op == X_ROW)
		for (i = 0; i < x->ncells; i++)
			fn(arg, x->cell + i * x->step);
	if (x->op == X_CALL && x->fn->gives == 'f') {
		for (i = 0; i < form->nkeys; i++)
			fn(arg, form->key[i]->cell);
		return;
	}
	if (x->op == X_CALL && x->codes && dated(x->codes) && form->date)
		fn(arg, form->date->cell);
	for (i = 0; i < x->nargs; i++)
		walk(form, x->arg[i], fn, arg);
}

void
expr_cells(const struct expr *x, void (*fn)(void *arg, int cell), void *arg)
{
	walk(x->form, x->root, fn, arg);
}
