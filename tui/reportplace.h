/* SPDX-License-Identifier: MIT */
/*
 * reportplace: where the columns of a report stand on a line of the screen.
 */
#ifndef TUI_REPORTPLACE_H
#define TUI_REPORTPLACE_H

#include "core/report.h"

enum { BAR_MIN = 10, SHOWN_MAX = 64, HEADS = 2 };

/* Where things stand on a line. */
struct places {
	int ndims, dim[8], dim_cols[8];
	int first, n, at[SHOWN_MAX], cols[SHOWN_MAX];
	int bar, bar_cols;
};

struct places_ask {
	const struct report *r;
	const struct report_table *t;
	struct arena *a;
	int cols, left, col;    /* of the screen; first column of figures wanted, the one that must be there */
};

/* Fills p, which is zero; the first column of figures that stands there. */
int places_find(const struct places_ask *q, struct places *p);

#endif
