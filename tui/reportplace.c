/* SPDX-License-Identifier: MIT */
/*
 * reportplace: see reportplace.h.  Invariant: the chosen column of figures stands there
 * however narrow the screen.
 */
#include "tui/reportplace.h"

#include "core/text.h"
#include "tui/figures.h"

enum { LABEL_MAX = 22, LABEL_MIN = 8 };

static int
label_cols(const struct places_ask *q, int i)
{
	int k, w = text_cols(q->t->dim_label[i]), x;

	for (k = 0; k < q->t->nrows; k++) {
		x = text_cols(q->t->row[k].label[i]);
		w = x > w ? x : w;
	}
	w = w > LABEL_MAX ? LABEL_MAX : w;
	return w < LABEL_MIN ? LABEL_MIN : w;
}

static int
figure_cols(const struct places_ask *q, int i)
{
	const char *line[HEADS];
	int k, w = figure_head(q->a, q->t->measure_label[i], line), x;

	for (k = 0; k <= q->t->nrows; k++) {
		x = text_cols(figure_sum(q->a, q->t, k < q->t->nrows ? &q->t->row[k] : &q->t->total, i));
		w = x > w ? x : w;
	}
	return w;
}

/* Columns of figures from left on, as many as leave room for the bars; a list has none. */
static void
place_figures(const struct places_ask *q, int at, int left, struct places *p)
{
	const int room = q->r->records ? -1 : 2 + BAR_MIN;
	int i, w;

	p->first = left;
	p->n = 0;
	for (i = left; i < q->t->nmeasures && p->n < SHOWN_MAX; i++) {
		w = figure_cols(q, i);
		if (p->n && at + w + room > q->cols)
			break;
		p->at[p->n] = at;
		p->cols[p->n++] = w;
		at += w + 2;
	}
	p->bar = at;
	p->bar_cols = q->cols - at - 1;
}

/* In a list the widest labels give way until its figures have room. */
static void
share(const struct places_ask *q, struct places *p)
{
	int i, most, sum = 1;

	for (i = 0; i < q->t->nmeasures; i++)
		sum += figure_cols(q, i) + 2;
	for (i = 0; i < p->ndims; i++)
		sum += p->dim_cols[i] + 2;
	for (; sum > q->cols; sum--) {
		for (i = 0, most = 0; i < p->ndims; i++)
			most = p->dim_cols[i] > p->dim_cols[most] ? i : most;
		if (p->dim_cols[most] <= LABEL_MIN)
			break;
		p->dim_cols[most]--;
	}
}

int
places_find(const struct places_ask *q, struct places *p)
{
	int i, at = 2, left = q->left > q->col ? q->col : q->left;

	p->ndims = q->t->ndims;
	for (i = 0; i < p->ndims; i++)
		p->dim_cols[i] = label_cols(q, i);
	if (q->r->records)
		share(q, p);
	for (i = 0; i < p->ndims; i++) {
		p->dim[i] = at;
		at += p->dim_cols[i] + 2;
	}
	place_figures(q, at, left, p);
	while (q->col < q->t->nmeasures && q->col >= left + p->n)
		place_figures(q, at, ++left, p);
	return left;
}
