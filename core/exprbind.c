/* SPDX-License-Identifier: MIT */
/*
 * exprbind: the functions whose arguments are names of other things: the column
 * of a code list, another form, its fields.  Invariant: every name a bound node
 * keeps was found in the schema, so that an evaluation cannot miss.
 */
#include <string.h>

#include "core/exprtree.h"

/* The number of a column of list, -1 its code, -2 there is none. */
static int
column_no(const struct codes *list, const char *name)
{
	int i;

	if (strcmp(name, "code") == 0)
		return -1;
	for (i = 0; i < list->ncolumns; i++)
		if (strcmp(list->columns[i], name) == 0)
			return i;
	return -2;
}

/* `column = text`, column of the list: the text takes the place of the whole. */
static int
bind_row_column(struct xparse *p, struct bound *b, struct node **arg)
{
	struct node *is = (*arg)->arg[0], *to = (*arg)->arg[1];
	int no = is->op == X_NAME ? column_no(b->list, is->s) : -2;

	if (no == -2)
		return xp_fail(p, is->at, _("a column of the list \"%.32s\" is needed here"), b->list->id);
	if (b->nwhere == XP_WHERE)
		return xp_fail(p, is->at, _("too many conditions"));
	if (xp_scalar(p, to, ET_TEXT) != 0)
		return -1;
	b->of[b->nwhere++] = no;
	*arg = to;
	return 0;
}

/* find(list.column, column = x, ..., day): the text in a row of any list. */
int
xp_bind_find(struct xparse *p, struct node *x)
{
	struct bound *b = arena_alloc(p->a, sizeof *b);
	const struct node *what = x->arg[0];
	size_t n = what->op == X_NAME ? strcspn(what->s, ".") : 0;
	int i;

	b->list = n ? schema_codes(p->schema, arena_dup(p->a, what->s, n)) : NULL;
	b->column = b->list && what->s[n] ? column_no(b->list, what->s + n + 1) : -2;
	if (b->column == -2)
		return xp_fail(p, what->at, _("the name of a list and its column is needed here: list.column"));
	b->of = arena_alloc(p->a, XP_WHERE * sizeof *b->of);
	x->bound = b;
	x->arg++;
	x->nargs--;
	x->type = ET_TEXT;
	for (i = 0; i < x->nargs && x->arg[i]->op == X_EQ; i++)
		if (bind_row_column(p, b, &x->arg[i]) != 0)
			return -1;
	if (x->nargs - i > 1)
		return xp_fail(p, x->arg[i]->at, _("one day stands at the end"));
	return i < x->nargs ? xp_scalar(p, x->arg[i], ET_DATE) : 0;
}

/* linked(f, field): of the record that the link in f names. */
int
xp_bind_linked(struct xparse *p, struct node *x)
{
	struct bound *b = arena_alloc(p->a, sizeof *b);
	struct node *link = x->arg[0];
	const struct field *f = NULL;

	if (xp_scalar(p, link, ET_TEXT) != 0)
		return -1;
	if (link->op != X_CELL || link->field->type != T_LINK)
		return xp_fail(p, link->at, _("a link is needed here"));
	b->form = schema_form(p->schema, link->field->link);
	b->what = x->arg[1]->op == X_NAME ? x->arg[1]->s : "";
	if (b->form)
		f = form_cell(b->form, b->what) < 0 ? NULL : b->form->cell[form_cell(b->form, b->what)].field;
	if (!f)
		return xp_fail(p, x->arg[1]->at, _("a field of the form \"%.32s\" is needed here"),
		    link->field->link);
	x->bound = b;
	x->nargs = 1;
	x->type = expr_type_of(f->type);
	return 0;
}

/* arg 0 as a single cell of a code field. */
static const struct field *
code_field(struct xparse *p, struct node *x)
{
	struct node *f = x->arg[0];

	if (xp_scalar(p, f, ET_TEXT) != 0)
		return NULL;
	if (f->op == X_CELL && f->field->type == T_CODE)
		return f->field;
	(void)xp_fail(p, f->at, _("a code field is needed here"));
	return NULL;
}

/* Makes x a text of the column of list that arg last names; the arguments before it stay. */
static int
bind_column(struct xparse *p, struct node *x, const struct codes *list, int last)
{
	const struct node *c = x->arg[last];
	int i;

	if (c->op != X_NAME && c->op != X_TEXT)
		return xp_fail(p, c->at, _("the name of a column is needed here"));
	for (i = 0; i < list->ncolumns; i++)
		if (strcmp(list->columns[i], c->s) == 0) {
			x->n = i;
			x->codes = list;
			x->type = ET_TEXT;
			x->nargs = last;
			return 0;
		}
	return xp_fail(p, c->at, _("the list \"%.32s\" has no column \"%.40s\""), list->id, c->s);
}

/* list(f, column): the text in a column of the row f stands at. */
int
xp_bind_list(struct xparse *p, struct node *x)
{
	const struct field *f = code_field(p, x);

	if (!f)
		return -1;
	if (!f->codes)
		return xp_fail(p, x->arg[0]->at, _("the list of \"%.32s\" is open and has no columns"),
		    f->id);
	return bind_column(p, x, f->codes, 1);
}

/* param(list, CODE, column): the text in a column of one row of a list. */
int
xp_bind_param(struct xparse *p, struct node *x)
{
	const struct node *name = x->arg[0], *code = x->arg[1];
	const struct codes *list = name->op == X_NAME || name->op == X_TEXT ? schema_codes(p->schema, name->s)
									   : NULL;

	if (!list)
		return xp_fail(p, name->at, _("the name of a code list is needed here"));
	if ((code->op != X_NAME && code->op != X_TEXT) || !codes_find(list, code->s))
		return xp_fail(p, code->at, _("a code of the list \"%.32s\" is needed here"), list->id);
	x->s = code->s;
	if (bind_column(p, x, list, 2) != 0)
		return -1;
	x->nargs = 0;
	return 0;
}

/* known(f): the open list of f holds its value. */
int
xp_bind_known(struct xparse *p, struct node *x)
{
	const struct field *f = code_field(p, x);

	if (!f)
		return -1;
	if (f->codes)
		return xp_fail(p, x->arg[0]->at, _("the list of \"%.32s\" is closed: all its codes are known"),
		    f->id);
	x->type = ET_BOOL;
	return 0;
}

/* The form a name begins with ("F09.members"); *rest what stands behind its dot, or NULL. */
static const struct form *
form_of(struct xparse *p, const struct node *x, const char **rest)
{
	const struct form *form;
	size_t n;

	if (x->op != X_NAME) {
		(void)xp_fail(p, x->at, _("the name of a form is needed here"));
		return NULL;
	}
	n = strcspn(x->s, ".");
	*rest = x->s[n] ? x->s + n + 1 : NULL;
	form = schema_form(p->schema, arena_dup(p->a, x->s, n));
	if (!form)
		(void)xp_fail(p, x->at, _("there is no form \"%.40s\""), x->s);
	return form;
}

/* `field = value`, field of the other form: the value takes the place of the whole. */
static int
bind_where(struct xparse *p, struct bound *b, struct node **arg)
{
	struct node *x = *arg, *is = x->arg[0], *to = x->arg[1];
	const struct field *f = is->op == X_NAME ? form_field(b->form, is->s) : NULL;

	if (!f)
		return xp_fail(p, is->at, _("a field of the form \"%.32s\" is needed here"), b->form->id);
	if (f->rows)
		return xp_fail(p, is->at, _("\"%.32s\" is a grid; only single fields choose records"),
		    f->id);
	if (b->nwhere == XP_WHERE)
		return xp_fail(p, x->at, _("too many conditions"));
	if (xp_scalar(p, to, expr_type_of(f->type)) != 0 || xp_code(p, f, to) != 0)
		return -1;
	b->is[b->nwhere++] = f->id;
	*arg = to;
	return 0;
}

/* The conditions behind the first argument, then at most `dates` days. */
static int
bind_rest(struct xparse *p, struct node *x, struct bound *b, int dates)
{
	int i;

	x->bound = b;
	x->arg++;
	x->nargs--;
	b->is = arena_alloc(p->a, XP_WHERE * sizeof *b->is);
	for (i = 0; i < x->nargs && x->arg[i]->op == X_EQ; i++)
		if (bind_where(p, b, &x->arg[i]) != 0)
			return -1;
	if (x->nargs - i > dates)
		return xp_fail(p, x->arg[i]->at, dates ? _("at most two dates stand at the end: from, to") :
		    _("a condition is needed here: field = value"));
	for (; i < x->nargs; i++)
		if (xp_scalar(p, x->arg[i], ET_DATE) != 0)
			return -1;
	return 0;
}

int
xp_bind_total(struct xparse *p, struct node *x)
{
	struct bound *b = arena_alloc(p->a, sizeof *b);
	const struct field *f = NULL;
	int cell;

	b->form = form_of(p, x->arg[0], &b->what);
	if (!b->form)
		return -1;
	if (b->what && p->grid && strlen(b->what) > 4 &&
	    strcmp(b->what + strlen(b->what) - 4, ".row") == 0) {
		b->what = arena_dup(p->a, b->what, strlen(b->what) - 4);
		b->by_row = p->by_row = true;
		f = form_field(b->form, b->what);
		if (!f || !field_same_rows(f, p->grid))
			return xp_fail(p, x->arg[0]->at, _("\"%.40s\" is no grid over the same list"), b->what);
	}
	if (b->what) {
		cell = form_cell(b->form, b->what);
		f = cell >= 0 ? b->form->cell[cell].field : form_field(b->form, b->what);
		if (!f || expr_type_of(f->type) != ET_NUM)
			return xp_fail(p, x->arg[0]->at, _("the form \"%.32s\" has no number \"%.40s\""),
			    b->form->id, b->what);
	}
	x->type = ET_NUM;
	return bind_rest(p, x, b, 2);
}

int
xp_bind_exists(struct xparse *p, struct node *x)
{
	struct bound *b = arena_alloc(p->a, sizeof *b);

	b->form = form_of(p, x->arg[0], &b->what);
	if (!b->form)
		return -1;
	if (b->what)
		return xp_fail(p, x->arg[0]->at, _("only the name of a form is needed here"));
	x->type = ET_BOOL;
	return bind_rest(p, x, b, 0);
}

/* usual(f, low|high, field = value, ...): fields of the form itself. */
int
xp_bind_usual(struct xparse *p, struct node *x)
{
	struct bound *b = arena_alloc(p->a, sizeof *b);
	struct node *f = x->arg[0];
	const struct node *which = x->arg[1];

	if (!p->form->date)
		return xp_fail(p, x->at, _("a form without a date has nothing earlier to compare with"));
	if (xp_type(p, f) != 0)
		return -1;
	xp_row(p, f);
	if ((f->op != X_CELL && f->op != X_ROW) || f->type != ET_NUM)
		return xp_fail(p, f->at, _("a field that is a number is needed here"));
	x->n = which->op == X_NAME && strcmp(which->s, "high") == 0;
	if (!x->n && (which->op != X_NAME || strcmp(which->s, "low") != 0))
		return xp_fail(p, which->at, _("low or high is needed here"));
	b->form = p->form;
	x->type = ET_NUM;
	x->arg++; /* bind_rest passes over one more */
	x->nargs--;
	if (bind_rest(p, x, b, 0) != 0)
		return -1;
	x->cell = f->cell;
	b->by_row = f->op == X_ROW;
	return 0;
}
