/* SPDX-License-Identifier: MIT */
/*
 * fit: counts columns and lines the way the entry views lay them out.  A label or a
 * sheet that cannot be drawn is an error; a page that must scroll, or a row that
 * will be broken in two, is a warning.
 */
#include "forms/fit.h"

#include "core/text.h"

enum { MARGIN = 2, GAP = 2, RECORD_NO = 5, HALF_LABEL = 21, LEFT_COLS = 37, RIGHT_COLS = 41, ROW_NAME = 16 };

static int
line_of(const struct target *t, const struct field *f)
{
	return sect_line(t->sect, "field", f->id);
}

static int
label_cols(const struct field *f)
{
	int vi = text_cols(f->label[LANG_VI]);
	int en = f->label[LANG_EN] ? text_cols(f->label[LANG_EN]) : 0;

	return vi > en ? vi : en;
}

/* Lines of a field that begins a row. */
static int
lines_of(const struct field *f)
{
	int lines = 1;

	if (f->rows && f[1].same_row && field_same_rows(f, f + 1))
		lines = f->rows->ncodes + 1;
	else if (f->rows)
		lines = f->cols ? f->rows->ncodes + 1
		    : f->rows->ncodes * (f->width + GAP) <= FIT_COLS - FIT_LABEL
		    ? 2
		    : (f->rows->ncodes + 1) / 2 + 1;
	return lines + (f->heading[LANG_VI] != NULL);
}

/* A field that shares its row, in a half of cols columns. */
static void
check_half(const struct target *t, const struct field *x, int cols)
{
	int label = label_cols(x);

	if (label > HALF_LABEL)
		gather_warn(t->g, line_of(t, x), x->id,
		    _("the label takes %d columns; %d fit beside another "
		      "field"),
		    label, HALF_LABEL);
	else if (MARGIN + label + GAP + x->width > cols)
		gather_warn(t->g, line_of(t, x), x->id,
		    _("label and value take %d columns; %d fit beside "
		      "another field"),
		    MARGIN + label + GAP + x->width, cols);
}

/* The columns of the grids that stand beside each other from x on. */
static void
check_table(const struct target *t, const struct field *x)
{
	const struct form *f = t->form;
	int cols = MARGIN + ROW_NAME, width, head;
	const struct field *y = x;

	do {
		head = text_cols(y->brief[LANG_VI] ? y->brief[LANG_VI] : y->label[LANG_VI]);
		width = y->width > head ? y->width : head;
		cols += width + 1;
		y++;
	} while (y < f->field + f->nfields && form_beside(f, y));
	if (y > x + 1 && cols >= FIT_COLS)
		gather_error(t->g, line_of(t, x), x->id, _("the grids beside each other take %d columns; %d fit"),
		    cols, FIT_COLS - 1);
}

static void
check_pages(const struct target *t)
{
	const struct form *f = t->form;
	int i, page = 1, lines = 0;

	for (i = 0; i < f->nfields; i++) {
		const struct field *x = &f->field[i], *next = i + 1 < f->nfields ? x + 1 : NULL;

		if (x == f->nil)
			continue;
		if (x->page < page)
			gather_error(t->g, line_of(t, x), x->id, _("page %d stands behind page %d"),
			    x->page, page);
		if (x->page != page)
			lines = 0;
		page = x->page;
		if (form_beside(f, x))
			continue;
		if (x->same_row && lines > 0) {
			check_half(t, x, RIGHT_COLS);
			continue;
		}
		if (next && next->same_row && next->page == page && !form_beside(f, next))
			check_half(t, x, LEFT_COLS);
		if (x->rows)
			check_table(t, x);
		lines += lines_of(x);
		if (lines > FIT_ROWS && lines - lines_of(x) <= FIT_ROWS)
			gather_warn(t->g, line_of(t, x), x->id,
			    _("page %d has more than %d lines from here on; "
			      "begin a new page"),
			    page, FIT_ROWS);
	}
}

static void
check_sheet(const struct target *t)
{
	const struct form *f = t->form;
	int i, cols = MARGIN + RECORD_NO;

	for (i = 0; i < f->nfields; i++) {
		const struct field *x = &f->field[i];
		const char *head = x->brief[LANG_VI] ? x->brief[LANG_VI] : x->label[LANG_VI];

		if (!x->sheet)
			continue;
		cols += x->sheet + 1;
		if (text_cols(head) > x->sheet)
			gather_warn(t->g, line_of(t, x), x->id,
			    _("the head \"%s\" is wider than its %d columns; "
			      "give a shorter brief"),
			    head, x->sheet);
	}
	if (cols == MARGIN + RECORD_NO)
		gather_error(
		    t->g, t->sect->line, NULL, _("a sheet needs fields with sheet = COLUMNS"));
	if (cols > FIT_COLS)
		gather_error(t->g, t->sect->line, NULL,
		    _("the columns of the sheet take %d; %d fit"), cols, FIT_COLS);
}

void
fit_check(const struct target *t)
{
	check_pages(t);
	if (t->form->layout == LAYOUT_SHEET)
		check_sheet(t);
}
