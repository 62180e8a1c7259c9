/* SPDX-License-Identifier: MIT */
/*
 * frame: the rows that are the same on every screen.  Invariant: 1 title and state,
 * 2 context, 3 rule; the last three rows are the app's (message, rule, keys).
 */
#include "core/text.h"
#include "tui/app.h"

enum { FOOT = 3 };

void
view_frame(struct grid *g, const char *title, const char *state, const char *context)
{
	int cols = text_cols(state);

	(void)grid_put(g, 0, 0, g->cols - (cols ? cols + 1 : 0), A_PLAIN, title);
	(void)grid_put_right(g, 0, g->cols / 2, g->cols - g->cols / 2, A_PLAIN, state);
	(void)grid_put(g, 1, 0, g->cols, A_PLAIN, context);
	grid_fill(g, 2, 0, g->cols, '-');
}

int
body_rows(const struct grid *g)
{
	return g->rows - BODY_TOP - FOOT;
}

int
hint_row(const struct grid *g)
{
	return g->rows - FOOT;
}

void
view_mark(struct grid *g, int row, int col, bool current)
{
	grid_fill(g, row, col, 1, current ? '>' : ' ');
}
