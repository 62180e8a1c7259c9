/* SPDX-License-Identifier: MIT */
/*
 * layout: where the cells of a form stand on its pages.  Pure; made from the form and
 * the size of the body alone, so that the same form looks the same on every record.
 */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include "core/schema.h"

/* One cell: rows count from the top of the body. */
struct place {
	int page, row;
	int mark_col;           /* '>' when current */
	int label_col, label_cols;
	const char *label;      /* NULL: a table says it */
	int flag_col;           /* '*' required, '=' computed, '!' error; -1: no room for it */
	int col, cols;          /* the value */
	int room;               /* columns up to the next thing: a code's name, a unit */
};

enum mark_kind { MARK_TEXT, MARK_SUM, MARK_BALANCE, MARK_REST };

/* What stands there beside the cells: headings, totals of a table, balances. */
struct mark {
	enum mark_kind kind;
	int page, row, col, cols;
	const char *text;
	int from, by, n;        /* MARK_SUM: n cells from, from + by, ... */
	const struct balance *balance; /* MARK_BALANCE: the whole line, MARK_REST: what is missing */
};

struct plan {
	const struct form *form;
	int rows, cols, npages;
	struct place *at;       /* a cell */
	struct mark *mark;
	int nmarks, cap;
};

/* The form laid out on pages of rows x cols; owned by a. */
struct plan *layout_make(struct arena *a, const struct form *f, int rows, int cols);

/* For gridform.c: where the next row goes. */
struct pen { struct arena *a; struct plan *l; int page, row; bool left_taken; };

/* Makes room for rows whole rows, on a new page when they do not fit; the first of them. */
int pen_rows(struct pen *p, int rows);
struct mark *pen_mark(struct pen *p, enum mark_kind kind, int row, int col, int cols);
void pen_text(struct pen *p, int row, int col, int cols, const char *text);

/* The heading of a field on a row of its own, kept together with the next. */
void pen_heading(struct pen *p, const struct field *f);

/* Puts a label and a value into the left or the right half of row. */
enum half { HALF_LEFT, HALF_RIGHT };
void pen_cell(struct pen *p, int cell, int row, enum half half, const char *label);

/* The same for a cell of a list: the value at the end of the half, the label has the rest. */
void pen_listed(struct pen *p, int cell, int row, enum half half, const char *label);

/* A grid field: a table where it fits, else its cells as label and value. */
void gridform_place(struct pen *p, const struct field *f);

#endif
