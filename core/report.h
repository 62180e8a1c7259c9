/* SPDX-License-Identifier: MIT */
/*
 * report: grouped sums by one scan of the records (1M in a third of a second, so no
 * table of sums is kept, design.md 3).  Rows come out in the order of their labels.
 * Computed measures are taken of the sums, in the total row as in any other.
 */
#ifndef CORE_REPORT_H
#define CORE_REPORT_H

#include "core/book.h"

struct report_ask {
	const struct report *report;
	int32_t from, to;
	const char *unit;       /* unit_text(), NULL: all */
	int nby;                /* dimensions asked for in place of the report's own; 0: its own */
	const char *by[8];
};

struct report_row {
	const char **dim;       /* ndims labels' codes ("TCD", "2021-W47") */
	const char **label;     /* what people read */
	int64_t *sum;           /* tenths where the table says so */
	uint64_t *na, *unknown; /* cells that said '-' and '?' */
	const bool *blank;      /* there is no such figure: nothing to divide by, balances of several things */
};

struct report_table {
	int ndims, nmeasures, nrows;
	const char **dim_label;
	const char **measure_label;
	const bool *tenths;     /* a measure that is a ratio */
	struct report_row *row, total;
};

/* Runs it; all owned by a.  -1: E_INPUT for an unknown dimension, else the book's failure. */
int report_run(struct book *b, struct arena *a, const struct report_ask *ask,
    struct report_table **out, struct err *e);

/*
 * The records that the row with these codes adds up (NULL: that the whole report does).  What
 * ask and code point to must live as long; owned by a.  NULL: a dimension is unknown.
 */
struct report_part *report_part(struct arena *a, const struct schema *s,
    const struct report_ask *ask, const char **code, struct err *e);

/* True when records before the period count as well: for a balance, or what stands. */
bool report_looks_back(const struct report *r);

/* Whether r with values v is one of them. */
bool report_part_has(struct report_part *p, const struct record *r, const struct value *v);

#endif
