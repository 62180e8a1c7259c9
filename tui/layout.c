/* SPDX-License-Identifier: MIT */
/*
 * layout: where the cells of a form stand.  Invariant: no two cells share a column of a
 * row, and every cell has at least one column; values stand at fixed columns so that the
 * eye runs down, unless a wide field needs what its label leaves.
 */
#include "tui/layout.h"

#include <string.h>

#include "core/lang.h"
#include "core/text.h"

enum {
	LABEL_COLS = 34,        /* longest label */
	SHORT_COLS = 21,        /* label in a half of a row */
	LEFT_VALUE = 25, LONG_VALUE = 38, RIGHT_HALF = 38, GAP = 2
};

int
pen_rows(struct pen *p, int rows)
{
	int at;

	if (p->row + rows > p->l->rows && p->row > 0) {
		p->page++;
		p->row = 0;
	}
	at = p->row;
	p->row += rows;
	p->left_taken = false;
	return at;
}

struct mark *
pen_mark(struct pen *p, enum mark_kind kind, int row, int col, int cols)
{
	struct plan *l = p->l;
	struct mark *more;

	if (l->nmarks == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 32;
		more = arena_alloc(p->a, (size_t)l->cap * sizeof *more);
		if (l->nmarks)
			memcpy(more, l->mark, (size_t)l->nmarks * sizeof *more);
		l->mark = more;
	}
	more = &l->mark[l->nmarks++];
	*more = (struct mark){ .kind = kind, .page = p->page, .row = row, .col = col, .cols = cols };
	return more;
}

void
pen_text(struct pen *p, int row, int col, int cols, const char *text)
{
	pen_mark(p, MARK_TEXT, row, col, cols)->text = text;
}

void
pen_heading(struct pen *p, const struct field *f)
{
	int row = pen_rows(p, 2); /* never alone at the foot of a page */

	pen_text(p, row, GAP, p->l->cols - GAP - 1, lang_pick(f->heading));
	p->row--;
}

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
width_of(const struct field *f)
{
	return f->width > 0 ? f->width : types[f->type].width > 0 ? types[f->type].width : 1;
}

void
pen_cell(struct pen *p, int cell, int row, enum half half, const char *label)
{
	struct place *at = &p->l->at[cell];
	int left = half == HALF_LEFT ? 0 : RIGHT_HALF, cols = text_cols(label), end, want;

	end = half == HALF_LEFT && p->left_taken ? RIGHT_HALF - 1 : p->l->cols - 1;
	want = width_of(p->l->form->cell[cell].field);
	at->page = p->page;
	at->row = row;
	at->label_col = left + GAP;
	at->label = label;
	at->label_cols = least(cols, half == HALF_LEFT && !p->left_taken ? LABEL_COLS : SHORT_COLS);
	at->col = left + (at->label_cols > SHORT_COLS ? LONG_VALUE : LEFT_VALUE);
	if (at->col + want > end && end - want > at->label_col + at->label_cols + GAP)
		at->col = end - want;
	else if (at->col + want > end)
		at->col = least(at->col, at->label_col + at->label_cols + GAP);
	at->flag_col = at->col - 2;
	at->mark_col = at->col - 1; /* where the cursor is near: a mark at the edge costs two moves a field */
	at->room = end - at->col;
	at->cols = least(want, at->room);
}

void
pen_listed(struct pen *p, int cell, int row, enum half half, const char *label)
{
	struct place *at = &p->l->at[cell];
	int left = half == HALF_LEFT ? 0 : RIGHT_HALF;
	int end = half == HALF_LEFT ? RIGHT_HALF - 1 : p->l->cols - 1;

	pen_cell(p, cell, row, half, label);
	at->cols = at->room = least(width_of(p->l->form->cell[cell].field), LEFT_VALUE / 2);
	at->col = end - at->room;
	at->flag_col = at->col - 2;
	at->mark_col = at->col - 1;
	at->label_cols = least(text_cols(label), at->flag_col - left - GAP - 1);
}

/* True when the field after f wants to stand on the same row. */
static bool
has_partner(const struct form *form, const struct field *f)
{
	const struct field *next = f->no + 1 < form->nfields ? &form->field[f->no + 1] : NULL;

	return next && next->same_row && !next->rows && !next->heading[LANG_VI] &&
	    next->page == f->page;
}

static void
place_plain(struct pen *p, const struct field *f)
{
	const struct form *form = p->l->form;
	const char *label = lang_pick(f->label);

	if (f->same_row && p->left_taken) {
		pen_cell(p, f->cell, p->row - 1, HALF_RIGHT, label);
		p->left_taken = false;
		return;
	}
	(void)pen_rows(p, 1);
	p->left_taken = has_partner(form, f);
	pen_cell(p, f->cell, p->row - 1, HALF_LEFT, label);
}

static bool
part_of(const struct balance *b, const struct field *f)
{
	int i;

	for (i = 0; i < b->nparts; i++)
		if (b->part[i] == f)
			return true;
	return b->whole == f;
}

/* A balance stands below the last of its fields; that of a single grid at the grid's total. */
static bool
ends_at(const struct balance *b, const struct field *f)
{
	int i;

	if (!part_of(b, f) || (b->nparts == 1 && b->part[0]->rows))
		return false;
	for (i = 0; i < b->nparts; i++)
		if (b->part[i]->no > f->no)
			return false;
	return b->whole->no <= f->no;
}

static void
place_balances(struct pen *p, const struct balance **due, int ndue)
{
	int i;

	for (i = 0; i < ndue; i++)
		pen_mark(p, MARK_BALANCE, pen_rows(p, 1), 2, p->l->cols - 3)->balance = due[i];
}

/* A balance waits until the row of its last field is full. */
static void
place_all(struct pen *p)
{
	const struct form *form = p->l->form;
	const struct balance **due = arena_alloc(p->a, ((size_t)form->nbalances + 1) * sizeof *due);
	int i, b, ndue = 0;

	for (i = 0; i < form->nfields; i++) {
		const struct field *f = &form->field[i];

		if (f == form->nil) { /* the head of the screen says it */
			p->l->at[f->cell].page = -1;
			continue;
		}
		if (i > 0 && f->page > form->field[i - 1].page && p->row > 0) {
			p->page++;
			p->row = 0;
			p->left_taken = false;
		}
		if (form_beside(form, f)) {
			; /* a column of the table before it */
		} else if (f->rows) {
			gridform_place(p, f);
		} else {
			if (f->heading[LANG_VI])
				pen_heading(p, f);
			place_plain(p, f);
		}
		for (b = 0; b < form->nbalances; b++)
			if (ends_at(&form->balance[b], f))
				due[ndue++] = &form->balance[b];
		if (!p->left_taken) {
			place_balances(p, due, ndue);
			ndue = 0;
		}
	}
}

struct plan *
layout_make(struct arena *a, const struct form *f, int rows, int cols)
{
	struct plan *l = arena_alloc(a, sizeof *l);
	struct pen p = { .a = a, .l = l };

	l->form = f;
	l->rows = rows;
	l->cols = cols;
	l->at = arena_alloc(a, ((size_t)f->ncells + 1) * sizeof *l->at);
	place_all(&p);
	l->npages = p.page + 1;
	return l;
}
