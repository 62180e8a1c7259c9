/* SPDX-License-Identifier: MIT */
/*
 * exprtype: names to cells, and a type for every node, once, when a form is
 * loaded.  Invariant: after xp_type returned 0 no X_NAME is left and every node
 * has a type, so that an evaluation never meets a surprise.
 */
#include <string.h>

#include "core/exprtree.h"

static const char *
type_name(enum etype t)
{
	static const char *const names[] = {
		N_("a number"), N_("a text"), N_("a date"), N_("a time of day"), N_("yes or no"),
		N_("a value"),
	};

	return _(names[t]);
}

enum etype
expr_type_of(enum ftype t)
{
	switch (t) {
	case T_COUNT: case T_INT: case T_MONEY: return ET_NUM;
	case T_DATE: return ET_DATE;
	case T_TIME: return ET_TIME;
	case T_BOOL: return ET_BOOL;
	default: return ET_TEXT;
	}
}

/* The field whose id is the first part of name; *rest what stands behind its dot, or NULL. */
static const struct field *
field_of(const struct form *form, const char *name, const char **rest)
{
	char id[ID_MAX];
	size_t n = strcspn(name, ".");

	*rest = name[n] ? name + n + 1 : NULL;
	if (n >= sizeof id)
		return NULL;
	memcpy(id, name, n);
	id[n] = '\0';
	return form_field(form, id);
}

/* Number of a code in its list, or -1. */
static int
code_no(const struct codes *c, const char *code)
{
	const struct code *x = c && code ? codes_find(c, code) : NULL;

	return x ? (int)(x - c->code) : -1;
}

/* Cells "target.N1a" (a row) and "target.*.total" (a column) of a grid over two lists. */
static bool
resolve_line(struct node *x, const struct field *f, const char *rest)
{
	int row, col;

	if (!f->rows || !f->cols)
		return false;
	row = code_no(f->rows, rest);
	col = rest[0] == '*' ? code_no(f->cols, rest + 2) : -1;
	if (row >= 0) {
		x->cell = f->cell + row * f->cols->ncodes;
		x->ncells = f->cols->ncodes;
		x->step = 1;
	} else if (col >= 0) {
		x->cell = f->cell + col;
		x->ncells = f->rows->ncodes;
		x->step = f->cols->ncodes;
	}
	return row >= 0 || col >= 0;
}

/* A name of the form; 1 it is none, -1 failed. */
static int
resolve_field(struct xparse *p, struct node *x)
{
	const char *rest;
	const struct field *f = field_of(p->form, x->s, &rest);

	if (!f)
		return 1;
	x->field = f;
	x->type = expr_type_of(f->type);
	x->step = 1;
	x->ncells = rest ? 1 : f->ncells;
	x->cell = rest ? form_cell(p->form, x->s) : f->cell;
	x->op = rest || !f->rows ? X_CELL : X_CELLS;
	if (x->cell >= 0)
		return 0;
	if (!resolve_line(x, f, rest))
		return xp_fail(p, x->at, f->rows ? _("\"%.32s\" has no cell \"%.40s\"") :
		    _("\"%.32s\" has no cells; \"%.40s\" is one thing too many"), f->id, rest);
	x->op = X_CELLS;
	return 0;
}

static int
resolve(struct xparse *p, struct node *x)
{
	int is = resolve_field(p, x);

	if (is <= 0)
		return is;
	if (strcmp(x->s, "today") == 0) {
		x->op = X_TODAY;
		x->type = ET_DATE;
	} else if (strcmp(x->s, "unit") == 0) {
		x->op = X_UNIT;
		x->type = ET_TEXT;
	} else if (strcmp(x->s, "row") == 0 && p->grid) {
		x->op = X_ROWCODE;
		x->type = ET_TEXT;
		p->by_row = true;
	} else {
		return xp_fail(p, x->at, fn_find(x->s) ?
		    _("\"%.40s\" is a function; its values stand in brackets") :
		    p->form->sums
		        ? _("the report has no measure \"%.40s\" that is added up")
		        : _("the form has no field \"%.40s\""),
		    x->s);
	}
	return 0;
}

void
xp_row(struct xparse *p, struct node *x)
{
	const struct field *f = x->field;

	if (x->op != X_CELLS || !p->grid || !field_same_rows(f, p->grid) || x->ncells != f->ncells)
		return;
	x->op = X_ROW;
	p->by_row = true;
}

int
xp_scalar(struct xparse *p, struct node *x, enum etype want)
{
	if (xp_type(p, x) != 0)
		return -1;
	xp_row(p, x);
	if (x->op == X_CELLS)
		return xp_fail(p, x->at, _("\"%.40s\" is many cells; use sum(%.40s) or name one of them"),
		    x->s, x->s);
	if (want != ET_ANY && x->type != want)
		return xp_fail(p, x->at, _("this is %s, but %s is needed"), type_name(x->type),
		    type_name(want));
	return 0;
}

/* `row` is compared with codes of the rows. */
static int
code_of_row(struct xparse *p, const struct node *row, const struct node *x)
{
	if (row->op != X_ROWCODE || x->op != X_TEXT || codes_find(p->grid->rows, x->s))
		return 0;
	return xp_fail(p, x->at, _("\"%.40s\" is no code of the list \"%.32s\""), x->s, p->grid->rows->id);
}

int
xp_code(struct xparse *p, const struct field *f, const struct node *x)
{
	if (!f || !f->codes || x->op != X_TEXT || codes_find(f->codes, x->s))
		return 0;
	return xp_fail(p, x->at, _("\"%.40s\" is no code of the list \"%.32s\""), x->s, f->codes->id);
}

/* x = "" asks whether x is blank, and is never blank itself: empty(x). */
static int
type_blank(struct xparse *p, struct node *x)
{
	struct node *is = arena_alloc(p->a, sizeof *is);

	*is = *x;
	is->op = X_CALL;
	is->fn = fn_find("empty");
	is->nargs = 1;
	is->arg = arena_alloc(p->a, sizeof(struct node *));
	is->arg[0] = x->arg[x->arg[0]->op == X_TEXT && !*x->arg[0]->s];
	if (x->op == X_EQ) {
		*x = *is;
		return 0;
	}
	x->op = X_NOT;
	x->nargs = 1;
	x->arg[0] = is;
	return 0;
}

/* = <> < <= > >= over two values of one type; texts and yes/no know only = and <>. */
static int
type_compare(struct xparse *p, struct node *x)
{
	struct node *l = x->arg[0], *r = x->arg[1];
	bool ordered = x->op != X_EQ && x->op != X_NE;

	if (xp_scalar(p, l, ET_ANY) != 0 || xp_scalar(p, r, l->type) != 0)
		return -1;
	x->type = ET_BOOL;
	if (ordered && (l->type == ET_TEXT || l->type == ET_BOOL))
		return xp_fail(p, x->at, _("this is %s and has no order; use = or <>"),
		    type_name(l->type));
	if ((l->op == X_TEXT && !*l->s) || (r->op == X_TEXT && !*r->s))
		return type_blank(p, x);
	if (xp_code(p, l->op == X_CELL ? l->field : NULL, r) != 0 || code_of_row(p, l, r) != 0)
		return -1;
	return xp_code(p, r->op == X_CELL ? r->field : NULL, l);
}

/* Numbers; dates and times may differ, and days may be added to a date. */
static int
type_sum(struct xparse *p, struct node *x)
{
	struct node *l = x->arg[0], *r = x->arg[1];
	bool minus = x->op == X_SUB;

	if (xp_scalar(p, l, ET_ANY) != 0 || xp_scalar(p, r, ET_ANY) != 0)
		return -1;
	x->type = ET_NUM;
	if (l->type == ET_NUM && r->type == ET_NUM)
		return 0;
	if (minus && l->type == r->type && (l->type == ET_DATE || l->type == ET_TIME))
		return 0;
	if (l->type == ET_DATE && r->type == ET_NUM) {
		x->type = ET_DATE;
		return 0;
	}
	return xp_fail(p, x->at, _("%s and %s cannot be joined by \"%s\""), type_name(l->type),
	    type_name(r->type), minus ? "-" : "+");
}

/* Two arguments, or one, of type in; the result is of type in too. */
static int
type_same(struct xparse *p, struct node *x, enum etype in)
{
	int i;

	for (i = 0; i < x->nargs; i++)
		if (xp_scalar(p, x->arg[i], in) != 0)
			return -1;
	x->type = in;
	return 0;
}

/* One argument as a letter of the function's row says; *same is the type of the x before. */
static int
type_arg(struct xparse *p, struct node *x, char letter, enum etype *same)
{
	static const char letters[] = "ntd?b";
	const char *is = strchr(letters, letter);

	if (is)
		return xp_scalar(p, x, (enum etype)(is - letters));
	if (letter == 'x') {
		if (xp_scalar(p, x, *same) != 0)
			return -1;
		*same = x->type;
		return 0;
	}
	if (xp_type(p, x) != 0)
		return -1;
	if (letter == 's' && x->type != ET_NUM)
		return xp_fail(p, x->at, _("this is %s, but %s is needed"), type_name(x->type),
		    type_name(ET_NUM));
	if (letter == 'f')
		xp_row(p, x);
	if (letter == 'f' && x->op != X_CELL && x->op != X_ROW)
		return xp_fail(p, x->at, _("a field is needed here"));
	return 0;
}

static int
type_call(struct xparse *p, struct node *x)
{
	static const char letters[] = "ntd?b";
	const char *args = x->fn->args, *gives = strchr(letters, x->fn->gives);
	enum etype same = ET_ANY;
	int i;

	if (x->fn->bind)
		return x->fn->bind(p, x);
	for (i = 0; i < x->nargs; i++) {
		if (type_arg(p, x->arg[i], *args, &same) != 0)
			return -1;
		if (args[1] != '*')
			args++;
	}
	x->type = gives ? (enum etype)(gives - letters) :
	    x->fn->gives == 'f' ? x->arg[0]->type : same;
	for (i = 1; i < x->nargs && x->arg[0]->op == X_CELL && same == ET_TEXT; i++)
		if (xp_code(p, x->arg[0]->field, x->arg[i]) != 0)
			return -1;
	for (i = 1; i < x->nargs && same == ET_TEXT; i++)
		if (code_of_row(p, x->arg[0], x->arg[i]) != 0)
			return -1;
	return 0;
}

int
xp_type(struct xparse *p, struct node *x)
{
	switch (x->op) {
	case X_NAME:
		return resolve(p, x);
	case X_NOT: case X_AND: case X_OR:
		return type_same(p, x, ET_BOOL);
	case X_ADD: case X_SUB:
		return type_sum(p, x);
	case X_NEG: case X_MUL: case X_DIV: case X_MOD:
		return type_same(p, x, ET_NUM);
	case X_EQ: case X_NE: case X_LT: case X_LE: case X_GT: case X_GE:
		return type_compare(p, x);
	case X_CALL:
		return type_call(p, x);
	default:
		return 0;
	}
}
