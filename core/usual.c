/* SPDX-License-Identifier: MIT */
/*
 * usual: whole numbers only.  Invariant: the limits are rounded outward, so that rounding never
 * makes a usual number unusual.
 */
#include "core/usual.h"

#include <stdlib.h>

enum { WIDTH = 44478, PARTS = 10000 /* 3 x 1.4826 */, SLACK_OF = 4, SLACK_LEAST = 3 };

static const int64_t too_large = INT64_MAX / (16 * (int64_t)WIDTH);

static int
by_size(const void *x, const void *y)
{
	const int64_t *p = x, *q = y;

	return (*p > *q) - (*p < *q);
}

/* Twice the median of n numbers, which are put in order. */
static int64_t
median2(int64_t *x, int n)
{
	qsort(x, (size_t)n, sizeof *x, by_size);
	return x[(n - 1) / 2] + x[n / 2];
}

bool
usual_limits(int64_t *x, int n, int64_t *low, int64_t *high)
{
	int64_t off[USUAL_MOST], middle, width, least;
	int i;

	if (n < USUAL_LEAST || n > USUAL_MOST)
		return false;
	for (i = 0; i < n; i++)
		if (x[i] > too_large || x[i] < -too_large)
			return false;
	middle = median2(x, n);
	for (i = 0; i < n; i++)
		off[i] = llabs(2 * x[i] - middle);
	width = median2(off, n) * WIDTH / PARTS + 1; /* four times what is meant: twice of each median */
	least = 2 * llabs(middle) / SLACK_OF;
	width = width < least ? least : width;
	width = width < 4 * SLACK_LEAST ? 4 * SLACK_LEAST : width;
	*low = (2 * middle - width) / 4 - ((2 * middle - width) % 4 < 0);
	*high = (2 * middle + width) / 4 + ((2 * middle + width) % 4 > 0);
	return true;
}
