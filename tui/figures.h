/* SPDX-License-Identifier: MIT */
/*
 * figures: numbers and bars of reports as people read them, on the screen and on paper.
 */
#ifndef TUI_FIGURES_H
#define TUI_FIGURES_H

#include "core/report.h"

/* "1.495". */
const char *figure(struct arena *a, int64_t n);

/* Measure i of a row, with how many records did not know it beside it: "1.495 +2?", "99,7". */
const char *figure_sum(struct arena *a, const struct report_table *t, const struct report_row *r, int i);

/* The same as data: "1495", "99.7", "". */
const char *figure_data(struct arena *a, const struct report_table *t, const struct report_row *r, int i);

/* The measure to draw bars of: the first its file names, else that adds up cells, not records; -1: there is none. */
int figure_main(const struct report *r);

/* A bar of at most cols columns for n of most, in eighths of a column; in '#' when ascii. */
const char *figure_bar(struct arena *a, int64_t n, int64_t most, int cols, bool ascii);

/* One column for n of most: the eight heights of a block. */
const char *figure_spark(int64_t n, int64_t most);

/* The largest of measure i over the rows, at least 1. */
int64_t figure_most(const struct report_table *t, int i);

/* A head in two lines broken at the blank nearest to its middle; returns the columns it takes. */
int figure_head(struct arena *a, const char *head, const char *line[2]);

/* The language in which r names who signs. */
enum lang figure_sign(const struct report *r);

/* The name of a row: its labels with " / " between. */
const char *figure_name(struct arena *a, const struct report_table *t, const struct report_row *r);

#endif
