/* SPDX-License-Identifier: MIT */
/*
 * editshow: the part of a line that is in view.  Invariant: the letter under the cursor is
 * in it, and it is as much to the left as the columns allow.
 */
#include "core/text.h"
#include "tui/edit.h"

static int
cols_of(const uint32_t *c, int n)
{
	int i, cols = 0;

	for (i = 0; i < n; i++)
		cols += text_width(c[i]);
	return cols;
}

int
edit_window(struct edit *e, int *first)
{
	int n = 0, cols = 0;

	if (e->cur < e->first)
		e->first = e->cur;
	while (cols_of(&e->c[e->first], e->cur - e->first) > e->cols)
		e->first++;
	while (e->first > 0 && cols_of(&e->c[e->first - 1], e->n - e->first + 1) <= e->cols)
		e->first--;
	while (e->first + n < e->n &&
	    (cols += text_width(e->c[e->first + n])) <= e->cols)
		n++;
	*first = e->first;
	return n;
}

void
edit_show(struct edit *e, struct grid *g, int row, int col)
{
	char text[EDIT_MAX * 4 + 1], *p = text;
	int first, n = edit_window(e, &first), i;

	for (i = 0; i < n; i++)
		p += text_put(p, e->c[first + i]);
	*p = '\0';
	(void)grid_put(g, row, col, e->cols, A_PLAIN, text);
	if (e->n == 0)
		grid_fill(g, row, col, 1, '_');
	grid_cursor(g, row, col + cols_of(&e->c[first], e->cur - first));
}
