/* SPDX-License-Identifier: MIT */
/*
 * papertable: pages of a line printer being filled, and a table on them.
 */
#ifndef TUI_PAPERTABLE_H
#define TUI_PAPERTABLE_H

#include "tui/paper.h"

struct paper_grid;

struct pages {
	const struct paper *p;
	struct arena *a;
	struct buf *out;
	int cols, on;           /* of the paper; lines on this page */
	int page, pages;        /* this one, all */
	const struct paper_grid *grid;  /* the table at hand: its heads stand on each page */
};

/* text in cols columns, cut there; flush right when right. */
void page_put(struct pages *s, const char *text, int cols, bool right);

/* Ends a line; a whole line; the text broken at blanks. */
void page_end(struct pages *s);
void page_line(struct pages *s, const char *text);
void page_wrap(struct pages *s, const char *text);

/* Begins a new page; when n more lines do not fit. */
void page_new(struct pages *s);
void page_room(struct pages *s, int n);

/* The table of a part, its total row included. */
void paper_table(struct pages *s, const struct paper_part *part);

/* Its heads, between rules. */
void paper_heads(struct pages *s);

#endif
