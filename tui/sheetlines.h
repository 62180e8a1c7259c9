/* SPDX-License-Identifier: MIT */
/*
 * sheetlines: the lines and columns of a sheet, and how they are drawn.
 */
#ifndef TUI_SHEETLINES_H
#define TUI_SHEETLINES_H

#include "tui/hand.h"
#include "tui/known.h"
#include "tui/names.h"

struct line { rid rec; const struct value *v; };

struct column { const struct field *field; int col, cols; bool sum; };

struct sheet {
	struct view v;
	struct hand fresh, old; /* the new line; an earlier one that is gone to */
	struct line *line;
	int n, cap;             /* lines; the new one stands at n */
	int cur, top, visible;  /* line in hand, first line shown, lines that fit */
	int reached;            /* the last cell of the new line that the cursor came to */
	struct column *column;
	int ncolumns, number_col;
	bool at_end;            /* the last cell was left: after the save to the new line */
	bool in_form;           /* the whole form of the line is open above */
	struct names names;     /* of linked records */
	struct known known;     /* codes that need no name */
	struct arena *scratch;  /* of one drawing */
};

/* The hand on the line at cur. */
struct hand *sheet_hand(struct sheet *s);

/* Sets the columns from the form. */
void sheet_columns(struct sheet *s);

/* Lines keyed today, whatever day they tell of.  -1: the book could not be read. */
int sheet_read_lines(struct sheet *s, struct err *e);

/* Puts a saved record into its line, or at the end when it has none; v is copied. */
void sheet_put_line(struct sheet *s, rid rec, const struct value *v);

void sheet_draw(struct view *v, struct app *app, struct grid *g);

#endif
