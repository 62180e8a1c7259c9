/* SPDX-License-Identifier: MIT */
/*
 * papertable: one table on the pages of a line printer.  Invariant: labels and at least one
 * column of figures stand on every line; what is too wide goes into panels, one after the other.
 */
#include "tui/papertable.h"

#include "core/lang.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/scroll.h"

enum { HEADS = 2, HEAD_LINES = 4, TOTAL_LINES = 2, LABEL_MIN = 10, MEASURES = 64, WIDE = 120, LABEL_MOST = 22, LABEL_MOST_WIDE = 36 };

/* Columns of figures side by side on one page. */
struct panel { int first, n; };

struct paper_grid {
	const struct paper_part *part;
	const struct report_table *t;
	int label[8], width[MEASURES], npanels;
	struct panel panel[MEASURES + 1];
	const struct panel *now;
};

static int
widest_label(const struct pages *s, const struct report_table *t, int i)
{
	int k, w = text_cols(t->dim_label[i]), x, most = s->cols >= WIDE ? LABEL_MOST_WIDE : LABEL_MOST;

	for (k = 0; k < t->nrows; k++) {
		x = text_cols(t->row[k].label[i]);
		w = x > w ? x : w;
	}
	w = w > most ? most : w;
	return w < LABEL_MIN ? LABEL_MIN : w;
}

static int
widest_figure(const struct pages *s, const struct report_table *t, int i)
{
	const char *line[HEADS];
	int k, w = figure_head(s->a, t->measure_label[i], line), x;

	for (k = 0; k <= t->nrows; k++) {
		x = text_cols(figure_sum(s->a, t, k < t->nrows ? &t->row[k] : &t->total, i));
		w = x > w ? x : w;
	}
	return w;
}

/* Labels take half of the line at most: the widest give way first. */
static int
share(const struct pages *s, struct paper_grid *g)
{
	int i, most, n = g->t->ndims, sum, room = g->t->nmeasures ? s->cols / 2 : s->cols;

	for (i = 0; i < n; i++)
		g->label[i] = widest_label(s, g->t, i);
	for (;;) {
		for (i = 0, most = 0, sum = 0; i < n; i++) {
			sum += g->label[i] + 1;
			most = g->label[i] > g->label[most] ? i : most;
		}
		if (sum <= room || g->label[most] <= LABEL_MIN)
			return sum;
		g->label[most]--;
	}
}

static void
lay_out(const struct pages *s, struct paper_grid *g)
{
	struct panel *pan = NULL;
	int i, left = share(s, g), used = 0;

	for (i = 0; i < g->t->nmeasures && i < MEASURES; i++) {
		g->width[i] = widest_figure(s, g->t, i);
		if (!pan || used + g->width[i] + 1 > s->cols) {
			pan = &g->panel[g->npanels++];
			*pan = (struct panel){ i, 0 };
			used = left;
		}
		pan->n++;
		used += g->width[i] + 1;
	}
	if (!pan) /* a list of no figures */
		g->panel[g->npanels++] = (struct panel){ 0, 0 };
}

static void
rule(struct pages *s)
{
	const struct paper_grid *g = s->grid;
	int i, n = 0;

	for (i = 0; i < g->t->ndims; i++)
		n += g->label[i] + 1;
	for (i = 0; i < g->now->n; i++)
		n += g->width[g->now->first + i] + 1;
	for (i = 1; i < n && i < s->cols; i++)
		buf_u8(s->out, '-');
	page_end(s);
}

void
paper_heads(struct pages *s)
{
	const struct paper_grid *g = s->grid;
	const struct report_table *t = g->t;
	const char *line[HEADS];
	int i, k, no;

	rule(s);
	for (k = 0; k < HEADS; k++) {
		for (i = 0; i < t->ndims; i++) {
			(void)figure_head(s->a, t->dim_label[i], line);
			if (text_cols(t->dim_label[i]) <= g->label[i])
				line[0] = "", line[1] = text_show(s->a, t->dim_label[i]);
			page_put(s, line[k], g->label[i], false);
			buf_u8(s->out, ' ');
		}
		for (i = 0; i < g->now->n; i++) {
			no = g->now->first + i;
			(void)figure_head(s->a, t->measure_label[no], line);
			page_put(s, line[k], g->width[no], true);
			if (i < g->now->n - 1)
				buf_u8(s->out, ' ');
		}
		page_end(s);
	}
	rule(s);
}

/* Line k of a label: the labels of a list are wrapped, others cut. */
static const char *
label_line(const struct pages *s, const struct report_row *r, int i, int k)
{
	const char *text = r->label ? r->label[i] : i == 0 ? _("Total") : "";
	struct lines l = { .a = s->a };

	if (!s->grid->part->r->records)
		return k ? "" : text_show(s->a, text);
	lines_wrap(&l, 0, s->grid->label[i], text);
	return k < l.n ? text_show(s->a, l.line[k]) : NULL;
}

/* How many lines a row takes. */
static int
height(const struct pages *s, const struct report_row *r)
{
	int i, n = 1;

	for (i = 0; s->grid->part->r->records && i < s->grid->t->ndims; i++)
		while (label_line(s, r, i, n))
			n++;
	return n;
}

static void
row(struct pages *s, const struct report_row *r)
{
	const struct paper_grid *g = s->grid;
	const struct panel *pan = g->now;
	int i, k, n = g->t->ndims, lines = height(s, r);
	const char *text;

	page_room(s, lines + (r == &g->t->row[g->t->nrows - 1] ? TOTAL_LINES : 0)); /* the total never stands alone */
	for (k = 0; k < lines; k++) {
		for (i = 0; i < n; i++) {
			text = label_line(s, r, i, k);
			page_put(s, text ? text : "", g->label[i], false);
			if (i < n - 1 || pan->n)
				buf_u8(s->out, ' ');
		}
		for (i = 0; i < pan->n; i++) {
			text = k ? "" : figure_sum(s->a, g->t, r, pan->first + i);
			page_put(s, text, g->width[pan->first + i], true);
			if (i < pan->n - 1)
				buf_u8(s->out, ' ');
		}
		page_end(s);
	}
}

void
paper_table(struct pages *s, const struct paper_part *part)
{
	struct paper_grid g = { .part = part, .t = part->t };
	int i, k;

	lay_out(s, &g);
	for (i = 0; i < g.npanels; i++) {
		g.now = &g.panel[i];
		s->grid = NULL;
		if (i && !part->title) { /* to be laid beside the page before */
			s->grid = &g;
			page_new(s);
		} else {
			if (i && s->on)
				page_end(s);
			page_room(s, HEAD_LINES + 1);
			s->grid = &g;
			paper_heads(s);
		}
		for (k = 0; k < g.t->nrows; k++)
			row(s, &g.t->row[k]);
		page_room(s, TOTAL_LINES);
		rule(s);
		if (g.t->nmeasures)
			row(s, &g.t->total);
	}
	s->grid = NULL;
}
