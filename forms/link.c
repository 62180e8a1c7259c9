/* SPDX-License-Identifier: MIT */
/*
 * link: cells and their order.  Invariant: the cells of a field stand together, row
 * by row, aligned with the codes of its lists (exprtype.c counts on it).
 */
#include "forms/link.h"

#include <string.h>

static int
codes_in(const struct codes *c)
{
	return c ? c->ncodes : 1;
}

static void
unfold(struct arena *a, struct form *f, struct field *x)
{
	int r, c;

	x->cell = f->ncells;
	x->ncells = codes_in(x->rows) * codes_in(x->rows ? x->cols : NULL);
	if (!x->rows) {
		f->cell[f->ncells++] = (struct cell){ x->id, x, NULL, NULL };
		return;
	}
	for (r = 0; r < x->rows->ncodes; r++)
		for (c = 0; c < codes_in(x->cols); c++) {
			struct cell *cell = &f->cell[f->ncells++];
			const struct code *row = &x->rows->code[r];

			cell->field = x;
			cell->row = row;
			cell->col = x->cols ? &x->cols->code[c] : NULL;
			cell->id = x->cols
			    ? arena_printf(a, "%s.%s.%s", x->id, row->code, cell->col->code)
			    : arena_printf(a, "%s.%s", x->id, row->code);
		}
}

/* Tables of several grids are keyed row by row, all else as it stands. */
static void
link_turns(struct arena *a, struct form *f)
{
	const struct field *x = f->field, *end = f->field + f->nfields, *last, *y;
	int n = 0, i;

	f->turn = arena_alloc(a, ((size_t)f->ncells + 1) * sizeof *f->turn);
	f->turn_of = arena_alloc(a, ((size_t)f->ncells + 1) * sizeof *f->turn_of);
	for (; x < end; x = last) {
		for (last = x + 1; last < end && form_beside(f, last); last++)
			;
		for (i = 0; i < x->ncells; i++)
			for (y = x; y < last; y++)
				f->turn[n++] = y->cell + i;
	}
	for (i = 0; i < n; i++)
		f->turn_of[f->turn[i]] = i;
}

void
link_cells(struct arena *a, struct form *f)
{
	int i, n = 0;

	for (i = 0; i < f->nfields; i++)
		n += codes_in(f->field[i].rows) *
		    codes_in(f->field[i].rows ? f->field[i].cols : NULL);
	f->cell = arena_alloc(a, (size_t)n * sizeof *f->cell + 1);
	for (i = 0; i < f->nfields; i++)
		unfold(a, f, &f->field[i]);
	link_turns(a, f);
}

enum { WHITE, GREY, BLACK };

struct order {
	const struct target *t;
	struct form *f;
	char *colour; /* of each field */
	const struct field **path;
	int depth;
	const struct field *at; /* whose expression is walked */
};

static void visit(struct order *o, const struct field *x);

static void
visit_cell(void *arg, int cell)
{
	struct order *o = arg;
	const struct field *at = o->at;

	visit(o, o->f->cell[cell].field);
	o->at = at;
}

/* "a -> b -> a" for the cycle that ends where x was met again. */
static const char *
cycle_text(const struct order *o, const struct field *x)
{
	const char *s = x->id;
	int i = o->depth - 1;

	for (; i >= 0 && o->path[i] != x; i--)
		s = arena_printf(o->t->b->a, "%s -> %s", o->path[i]->id, s);
	return arena_printf(o->t->b->a, "%s -> %s", x->id, s);
}

static void
visit(struct order *o, const struct field *x)
{
	const struct expr *ex = x->compute ? x->compute : x->defaults;
	int i;

	if (!ex || o->colour[x->no] == BLACK)
		return;
	if (o->colour[x->no] == GREY) {
		gather_error(o->t->g, sect_line(o->t->sect, "field", x->id), x->id,
		    _("these values depend on each other: %s"), cycle_text(o, x));
		return;
	}
	o->colour[x->no] = GREY;
	o->path[o->depth++] = x;
	o->at = x;
	expr_cells(ex, visit_cell, o);
	o->depth--;
	o->colour[x->no] = BLACK;
	for (i = 0; i < x->ncells; i++)
		o->f->order[o->f->norder++] = x->cell + i;
}

static void
look_back(void *arg, int cell)
{
	struct order *o = arg;
	const struct field *x = o->f->cell[cell].field;

	if (x->no >= o->at->no)
		gather_error(o->t->g, sect_line(o->t->sect, "field", o->at->id), o->at->id,
		    _("skip-if looks at \"%s\", which does not "
		      "stand before this field"),
		    x->id);
}

void
link_order(const struct target *t, struct form *f)
{
	struct order o = { .t = t, .f = f };
	int i;

	o.colour = arena_alloc(t->b->a, (size_t)f->nfields);
	o.path = arena_alloc(t->b->a, (size_t)f->nfields * sizeof *o.path);
	f->order = arena_alloc(t->b->a, ((size_t)f->ncells + 1) * sizeof *f->order);
	for (i = 0; i < f->nfields; i++)
		visit(&o, &f->field[i]);
	for (i = 0; i < f->nfields; i++) {
		o.at = &f->field[i];
		if (o.at->skip_if)
			expr_cells(o.at->skip_if, look_back, &o);
	}
}
