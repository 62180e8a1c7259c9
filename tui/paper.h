/* SPDX-License-Identifier: MIT */
/*
 * paper: a report to be read and signed: pages for a line printer, one HTML file, PDF.
 */
#ifndef TUI_PAPER_H
#define TUI_PAPER_H

#include "core/buf.h"
#include "core/report.h"

struct paper {
	const struct report *r;
	const struct report_table *t;
	const char *who, *period;       /* the unit or office; the days */
};

/* Pages of cols columns, a form feed after each, heads on each; what is too wide goes on more pages. */
void paper_text(const struct paper *p, struct arena *a, int cols, struct buf *out);

/* One file that needs no other: the table, a bar chart, room to sign. */
void paper_html(const struct paper *p, struct arena *a, struct buf *out);

/* The HTML made into PDF on the descriptor out by weasyprint.  -1: a sentence says what is missing. */
int paper_pdf(const struct buf *html, int out, struct err *e);

#endif
