/* SPDX-License-Identifier: MIT */
/*
 * gridform: a grid of cells inside a form, counted or yes/no.  One list that is short stands as a row
 * with its heads above, two lists as a table with the totals of rows and columns; what is
 * too wide or has long names stands as label and value, two on a row.  Invariant: the
 * order of the cells on the screen, row by row, is their order in the record.
 */
#include "core/lang.h"
#include "core/text.h"
#include "tui/layout.h"

enum { HEAD_MAX = 9, NAME_COLS = 22, TOTAL_COLS = 8, GAP = 2, MARGIN = 2 };

static int
greater(int a, int b)
{
	return a > b ? a : b;
}

/* The balance that has this grid as its only part. */
static const struct balance *
own_balance(const struct form *form, const struct field *f)
{
	int i;

	for (i = 0; i < form->nbalances; i++)
		if (form->balance[i].nparts == 1 && form->balance[i].part[0] == f)
			return &form->balance[i];
	return NULL;
}

static bool
summed(const struct field *f)
{
	return types[f->type].numeric;
}

/* Columns of the screen that a column of a table takes: its head or its values. */
static int
col_width(const struct field *f, const struct code *head)
{
	int width = f->width > 0 ? f->width : types[f->type].width;

	return greater(width, text_cols(lang_pick(head->label))) + GAP;
}

static void
place_value(struct pen *p, const struct field *f, int cell, int row, int col)
{
	struct place *at = &p->l->at[cell];

	at->page = p->page;
	at->row = row;
	at->mark_col = col - 1;
	at->flag_col = -1;
	at->col = col;
	at->cols = at->room = f->width > 0 ? f->width : types[f->type].width;
}

/* The total of n cells; the column after it.  Yes and no have none. */
static int
place_sum(struct pen *p, int row, int col, int from, int by, int n)
{
	struct mark *m;

	if (!summed(p->l->form->cell[from].field))
		return col;
	m = pen_mark(p, MARK_SUM, row, col, TOTAL_COLS);
	m->from = from;
	m->by = by;
	m->n = n;
	return col + TOTAL_COLS;
}

static void
place_rest(struct pen *p, const struct field *f, int row, int col)
{
	const struct balance *b = own_balance(p->l->form, f);

	if (b && col + GAP < p->l->cols)
		pen_mark(p, MARK_REST, row, col + 1, p->l->cols - col - GAP)->balance = b;
}

/* Heads of a table over list, from col; where the totals stand. */
static int
place_heads(struct pen *p, const struct field *f, const struct codes *list, int row, int col)
{
	int i;

	for (i = 0; i < list->ncodes; i++) {
		pen_text(p, row, col, col_width(f, &list->code[i]) - 1,
		    lang_pick(list->code[i].label));
		col += col_width(f, &list->code[i]);
	}
	if (summed(f))
		pen_text(p, row, col, TOTAL_COLS, _("Total"));
	return col;
}

/* True when a table with a column for each code of list fits the screen. */
static bool
fits(const struct pen *p, const struct field *f, const struct codes *list)
{
	int i, cols = MARGIN + NAME_COLS + GAP + TOTAL_COLS;

	for (i = 0; i < list->ncodes; i++) {
		if (text_cols(lang_pick(list->code[i].label)) > HEAD_MAX)
			return false;
		cols += col_width(f, &list->code[i]);
	}
	return cols + TOTAL_COLS <= p->l->cols;
}

/* One list as a row. */
static void
place_row(struct pen *p, const struct field *f)
{
	int i, col = MARGIN + NAME_COLS + GAP, row = pen_rows(p, 2), total;

	total = place_heads(p, f, f->rows, row, col);
	if (f->heading[LANG_VI])
		pen_text(p, row, MARGIN, NAME_COLS, lang_pick(f->heading));
	pen_text(p, row + 1, MARGIN, NAME_COLS, lang_pick(f->label));
	for (i = 0; i < f->rows->ncodes; i++) {
		place_value(p, f, f->cell + i, row + 1, col);
		col += col_width(f, &f->rows->code[i]);
	}
	place_rest(p, f, row + 1, place_sum(p, row + 1, total, f->cell, 1, f->ncells));
}

/* Two lists as a table; the heads stand again on each page. */
static void
place_table(struct pen *p, const struct field *f)
{
	int n = f->cols->ncodes, left = MARGIN + NAME_COLS + GAP, i, j, row, col, total = left;
	int page = -1;

	if (f->heading[LANG_VI])
		pen_heading(p, f);
	for (i = 0; i < f->rows->ncodes; i++) {
		row = pen_rows(p, i == 0 ? 2 : 1);
		if (page != p->page) {
			total = place_heads(p, f, f->cols, row, left);
			row = i == 0 ? row + 1 : pen_rows(p, 1);
			page = p->page;
		}
		pen_text(p, row, MARGIN, NAME_COLS, lang_pick(f->rows->code[i].label));
		for (j = 0, col = left; j < n; j++) {
			place_value(p, f, f->cell + i * n + j, row, col);
			col += col_width(f, &f->cols->code[j]);
		}
		(void)place_sum(p, row, total, f->cell + i * n, 1, n);
	}
	if (!summed(f))
		return;
	row = pen_rows(p, 1);
	pen_text(p, row, MARGIN, NAME_COLS, _("Total"));
	for (j = 0, col = left; j < n; j++) {
		(void)place_sum(p, row, col, f->cell + j, n, f->rows->ncodes);
		col += col_width(f, &f->cols->code[j]);
	}
	place_rest(p, f, row, place_sum(p, row, total, f->cell, 1, f->ncells));
}

/* Names of a cell that no table shows; a long one by what its list has for narrow places. */
static const char *
cell_label(struct pen *p, const struct field *f, const struct cell *c)
{
	const char *const brief[LANG_N] = {
		code_column(f->rows, c->row, "brief"), code_column(f->rows, c->row, "brief_en"),
	};

	if (!c->col)
		return lang_pick(brief) && *lang_pick(brief) ? lang_pick(brief) : lang_pick(c->row->label);
	return arena_printf(p->a, "%s, %s", lang_pick(c->row->label), lang_pick(c->col->label));
}

/* Columns of the screen that a grid takes in a table of several. */
static int
column_width(const struct field *f)
{
	const char *brief = lang_pick(f->brief);
	int width = f->width > 0 ? f->width : types[f->type].width;

	return 1 + greater(width, text_cols(brief && *brief ? brief : lang_pick(f->label)));
}

static int
columns_width(const struct field *f, int n)
{
	int cols = 0;

	while (n-- > 0)
		cols += column_width(f++);
	return cols;
}

static void
place_list(struct pen *p, const struct field *f)
{
	const struct form *form = p->l->form;
	int i, row = 0;

	if (f->heading[LANG_VI])
		pen_heading(p, f);
	for (i = 0; i < f->ncells; i++) {
		if (i % 2 == 0)
			row = pen_rows(p, 1);
		pen_listed(p, f->cell + i, row, i % 2 ? HALF_RIGHT : HALF_LEFT,
		    cell_label(p, f, &form->cell[f->cell + i]));
	}
	if (!summed(f))
		return;
	row = pen_rows(p, 1);
	pen_text(p, row, MARGIN, NAME_COLS, _("Total"));
	i = p->l->at[f->cell].col;
	place_rest(p, f, row, place_sum(p, row, i, f->cell, 1, f->ncells));
}

/* The grids of the table that f begins. */
static int
beside(const struct form *form, const struct field *f)
{
	int n = 1;

	while (f->no + n < form->nfields && form_beside(form, f + n))
		n++;
	return n;
}

static const char *
head_of(const struct field *f)
{
	const char *brief = lang_pick(f->brief);

	return brief && *brief ? brief : lang_pick(f->label);
}

static void
place_column_heads(struct pen *p, const struct field *f, int n, int row)
{
	int i, col = p->l->cols - 1 - columns_width(f, n);

	if (f->heading[LANG_VI])
		pen_text(p, row, MARGIN, col - MARGIN - 1, lang_pick(f->heading));
	for (i = 0; i < n; i++) {
		pen_text(p, row, col + 1, column_width(f + i) - 1, head_of(f + i));
		col += column_width(f + i);
	}
}

/* Several grids over one list: a row a code, a column a grid; the heads stand again on each page. */
static void
place_columns(struct pen *p, const struct field *f, int n)
{
	const struct form *form = p->l->form;
	int first = p->l->cols - 1 - columns_width(f, n), page = -1, i, j, row, col;

	for (i = 0; i < f->rows->ncodes; i++) {
		row = pen_rows(p, i == 0 ? 2 : 1);
		if (page != p->page) {
			place_column_heads(p, f, n, row);
			row = i == 0 ? row + 1 : pen_rows(p, 1);
			page = p->page;
		}
		pen_text(p, row, MARGIN, first - MARGIN, cell_label(p, f, &form->cell[f->cell + i]));
		for (j = 0, col = first; j < n; j++) {
			place_value(p, f + j, f[j].cell + i, row, col + 1);
			col += column_width(f + j);
		}
	}
}

void
gridform_place(struct pen *p, const struct field *f)
{
	int n = beside(p->l->form, f);

	p->left_taken = false;
	if (n > 1)
		place_columns(p, f, n);
	else if (f->cols && fits(p, f, f->cols))
		place_table(p, f);
	else if (!f->cols && fits(p, f, f->rows))
		place_row(p, f);
	else
		place_list(p, f);
	p->left_taken = false;
}
