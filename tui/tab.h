/* SPDX-License-Identifier: MIT */
/*
 * tab: rows of texts as a table for people, as CSV or as JSON, by --format.
 */
#ifndef TUI_TAB_H
#define TUI_TAB_H

#include "tui/cmd.h"
#include "tui/rows.h"

struct tab {
	struct cmd *c;
	enum format format;
	const char *const *key; /* names of the columns as data, NULL at the end */
	int cols;
	struct table_text *table;
	struct buf out;
};

/* Begins rows with those columns; head: msgids of what people read above them, one a key. */
int tab_begin(struct tab *t, struct cmd *c, const char *const *key, const char *const *head, struct err *e);

/* One row; "" is an empty cell, in JSON left out. */
void tab_row(struct tab *t, const char *const *cell);

/* Writes what is left. */
void tab_end(struct tab *t);

#endif
