/* SPDX-License-Identifier: MIT */
/*
 * paper: a report, or several under one heading, to be read and signed: pages for a line
 * printer, one HTML file, PDF.
 */
#ifndef TUI_PAPER_H
#define TUI_PAPER_H

#include "core/buf.h"
#include "core/report.h"

/* One table of it. */
struct paper_part {
	const char *heading;    /* of the paper within that begins here, or NULL */
	const char *title;      /* "3. ..."; NULL: the paper is this table */
	const struct report *r;
	const struct report_table *t;
	const char *silent;     /* a sentence on units that did not report, or NULL */
};

/* Words of the record that speaks of the same days. */
struct paper_box { const char *id, *label, *text; };

struct paper {
	const struct report *r; /* whose title, note and signatures there are */
	const char *who, *period;       /* the unit or office; the days */
	const char *note;       /* what must be said of the units or the words before all tables, or NULL */
	int nboxes, nparts;
	const struct paper_box *box;
	const struct paper_part *part;
	rid words;              /* the record of the boxes; 0: there is none */
};

/* Runs the report, or each of its parts; all owned by a.  -1: as report_run. */
int paper_make(struct book *b, struct arena *a, const struct report_ask *ask, struct paper *out,
    struct err *e);

/* Pages of cols columns, a form feed after each, heads on each; what is too wide goes on more pages. */
void paper_text(const struct paper *p, struct arena *a, int cols, struct buf *out);

/* One file that needs no other: the tables, bar charts, room to sign. */
void paper_html(const struct paper *p, struct arena *a, struct buf *out);

/* The HTML made into PDF on the descriptor out by weasyprint.  -1: a sentence says what is missing. */
int paper_pdf(const struct buf *html, int out, struct err *e);

#endif
