/* SPDX-License-Identifier: MIT */
/*
 * list: what the list view (list.c) and its loader (listload.c) share.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include "core/report.h"
#include "core/text.h"
#include "tui/edit.h"
#include "tui/removal.h"
#include "tui/rows.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { FIRST_DAYS = 7, ALL_DAYS = 40000 };

struct list_row {
	rid id;
	const struct form *form;
	int32_t day;
	enum status status;
	const char **text;      /* the form's list columns, NULL after the last */
	const char **words;     /* what the filter looks into, NULL after the last */
	int nwords, rank;       /* of a search */
	struct order_key key;   /* of a form without a date: the order of its columns */
};

struct list_view {
	struct view v;
	const struct form *form;       /* NULL: whatever a search finds */
	struct arena *rows_arena;
	struct list_row *row;
	int nrows, *shown;
	struct scroll at;       /* over shown */
	int days, page;         /* days back that are loaded */
	bool all;               /* nothing older can be loaded */
	bool fixed;             /* only the days from to to, and of unit when there is one */
	const char *unit;
	bool found;             /* rows come from a search */
	enum reveal reveal;     /* of the columns */
	struct edit filter;
	struct removal removal; /* of the record that F8 was pressed on */
	struct report_part *part;       /* only the records of a row of a report, else NULL */
	int32_t from, to;       /* the days of part, or of a fixed list */
	const char *what;       /* its name */
};

/* Reads the newest records, far enough back to fill a screen. */
void list_load(struct list_view *l, struct app *app);

/* Reads further back; false when all is loaded. */
bool list_older(struct list_view *l, struct app *app);

/* Shows what a search of the whole book finds. */
void list_search(struct list_view *l, struct app *app, const char *query);

/* Applies the filter line to the rows. */
void list_filter(struct list_view *l);

#endif
