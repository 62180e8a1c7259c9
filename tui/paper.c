/* SPDX-License-Identifier: MIT */
/*
 * paper: a report as pages for a line printer.  Invariant: every page has the title,
 * the heads and at most PAGE_LINES lines, and no line is wider than the paper.
 */
#include "tui/paper.h"

#include "core/lang.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/scroll.h"

enum { PAGE_LINES = 60, TOP_LINES = 7, SIGN_LINES = 9, HEADS = 2, LABEL_MIN = 10, MEASURES = 64 };

/* Columns of figures side by side on one page. */
struct panel { int first, n; };

struct sheet {
	const struct paper *p;
	struct arena *a;
	struct buf *out;
	int cols, label[8], width[MEASURES], npanels, page, pages, rows;
	struct panel panel[MEASURES];
};

/* s in cols columns, cut there; flush right when right. */
static void
put(struct sheet *s, const char *text, int cols, bool right)
{
	int n = (int)text_cut(text, cols), pad;

	text = arena_dup(s->a, text, (size_t)n);
	pad = cols - text_cols(text);
	buf_printf(s->out, "%*s%s%*s", right ? pad : 0, "", text, right ? 0 : pad, "");
}

static int
widest_label(const struct sheet *s, int i)
{
	const struct report_table *t = s->p->t;
	int k, w = text_cols(t->dim_label[i]), x, most = s->cols >= 120 ? 36 : 22;

	for (k = 0; k < t->nrows; k++) {
		x = text_cols(t->row[k].label[i]);
		w = x > w ? x : w;
	}
	w = w > most ? most : w;
	return w < LABEL_MIN ? LABEL_MIN : w;
}

static int
widest_figure(const struct sheet *s, int i)
{
	const struct report_table *t = s->p->t;
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
share(struct sheet *s)
{
	int i, most, n = s->p->t->ndims, sum, room = s->p->t->nmeasures ? s->cols / 2 : s->cols;

	for (i = 0; i < n; i++)
		s->label[i] = widest_label(s, i);
	for (;;) {
		for (i = 0, most = 0, sum = 0; i < n; i++) {
			sum += s->label[i] + 1;
			most = s->label[i] > s->label[most] ? i : most;
		}
		if (sum <= room || s->label[most] <= LABEL_MIN)
			return sum;
		s->label[most]--;
	}
}

static void
lay_out(struct sheet *s)
{
	const struct report_table *t = s->p->t;
	struct panel *pan = NULL;
	int i, left = share(s), used = 0, body = PAGE_LINES - TOP_LINES;

	for (i = 0; i < t->nmeasures && i < MEASURES; i++) {
		s->width[i] = widest_figure(s, i);
		if (!pan || used + s->width[i] + 1 > s->cols) {
			pan = &s->panel[s->npanels++];
			*pan = (struct panel){ i, 0 };
			used = left;
		}
		pan->n++;
		used += s->width[i] + 1;
	}
	if (!pan) /* a list of no figures */
		s->panel[s->npanels++] = (struct panel){ 0, 0 };
	s->rows = body;
}

static void
rule(struct sheet *s, const struct panel *pan)
{
	int i, n = 0;

	for (i = 0; i < s->p->t->ndims; i++)
		n += s->label[i] + 1;
	for (i = 0; i < pan->n; i++)
		n += s->width[pan->first + i] + 1;
	for (i = 1; i < n && i < s->cols; i++)
		buf_u8(s->out, '-');
	buf_u8(s->out, '\n');
}

static void
top(struct sheet *s, const struct panel *pan)
{
	const struct report_table *t = s->p->t;
	const char *line[HEADS];
	int i, k, no;

	put(s, text_show(s->a, s->p->who), s->cols - 14, false);
	put(s, arena_printf(s->a, _("page %d/%d"), ++s->page, s->pages), 14, true);
	buf_printf(s->out, "\n%s\n%s\n", text_show(s->a, lang_pick(s->p->r->title)), s->p->period);
	rule(s, pan);
	for (k = 0; k < HEADS; k++) {
		for (i = 0; i < t->ndims; i++) {
			(void)figure_head(s->a, t->dim_label[i], line);
			if (text_cols(t->dim_label[i]) <= s->label[i])
				line[0] = "", line[1] = text_show(s->a, t->dim_label[i]);
			put(s, line[k], s->label[i], false);
			buf_u8(s->out, ' ');
		}
		for (i = 0; i < pan->n; i++) {
			no = pan->first + i;
			(void)figure_head(s->a, t->measure_label[no], line);
			put(s, line[k], s->width[no], true);
			if (i < pan->n - 1)
				buf_u8(s->out, ' ');
		}
		buf_u8(s->out, '\n');
	}
	rule(s, pan);
}

/* Line k of a label: the labels of a list are wrapped, others cut. */
static const char *
label_line(const struct sheet *s, const struct report_row *r, int i, int k)
{
	const char *text = r->label ? r->label[i] : i == 0 ? _("Total") : "";
	struct lines l = { .a = s->a };

	if (!s->p->r->records)
		return k ? "" : text_show(s->a, text);
	lines_wrap(&l, 0, s->label[i], text);
	return k < l.n ? text_show(s->a, l.line[k]) : NULL;
}

/* How many lines a row takes. */
static int
height(const struct sheet *s, const struct report_row *r)
{
	int i, n = 1;

	for (i = 0; s->p->r->records && i < s->p->t->ndims; i++)
		while (label_line(s, r, i, n))
			n++;
	return n;
}

static void
row(struct sheet *s, const struct panel *pan, const struct report_row *r)
{
	int i, k, n = s->p->t->ndims, lines = height(s, r);
	const char *text;

	for (k = 0; k < lines; k++) {
		for (i = 0; i < n; i++) {
			text = label_line(s, r, i, k);
			put(s, text ? text : "", s->label[i], false);
			if (i < n - 1 || pan->n)
				buf_u8(s->out, ' ');
		}
		for (i = 0; i < pan->n; i++) {
			text = k ? "" : figure_sum(s->a, s->p->t, r, pan->first + i);
			put(s, text, s->width[pan->first + i], true);
			if (i < pan->n - 1)
				buf_u8(s->out, ' ');
		}
		buf_u8(s->out, '\n');
	}
}

/* Pages that the rows take, with the total, the note and the signatures behind them. */
static int
count_pages(const struct sheet *s)
{
	int k, on = 0, n = 1, lines;

	for (k = 0; k < s->p->t->nrows; k++) {
		lines = height(s, &s->p->t->row[k]);
		if (on && on + lines > s->rows) {
			on = 0;
			n++;
		}
		on += lines;
	}
	return on + SIGN_LINES > s->rows ? n + 1 : n;
}

/* The same signatures in the language of the title where the file gives them, else in Vietnamese. */
static void
end(struct sheet *s)
{
	const struct report *r = s->p->r;
	const char *note = r->note[LANG_VI] ? lang_pick(r->note) : "";
	struct lines l = { .a = s->a };
	enum lang lang = figure_sign(r);
	int i, k, n = r->nsign[lang], w = n ? s->cols / n : 0;

	if (*note)
		lines_wrap(&l, 0, s->cols, note);
	for (i = 0; i < l.n; i++)
		buf_printf(s->out, "%s\n", l.line[i]);
	for (k = 0; n && k < 2; k++) {
		buf_u8(s->out, '\n');
		for (i = 0; i < n; i++)
			put(s, k ? _("(signature, full name)") : text_show(s->a, r->sign[lang][i]), w - 1, false);
	}
	buf_printf(s->out, "%s", n ? "\n\n\n\n" : "");
}

static void
panel(struct sheet *s, const struct panel *pan)
{
	const struct report_table *t = s->p->t;
	int k, on = 0, lines;

	top(s, pan);
	for (k = 0; k < t->nrows; k++) {
		lines = height(s, &t->row[k]);
		if (on && on + lines > s->rows) {
			buf_u8(s->out, '\f');
			top(s, pan);
			on = 0;
		}
		on += lines;
		row(s, pan, &t->row[k]);
	}
	if (on + SIGN_LINES > s->rows) {
		buf_u8(s->out, '\f');
		top(s, pan);
	}
	rule(s, pan);
	if (t->nmeasures)
		row(s, pan, &t->total);
	if (pan == &s->panel[s->npanels - 1])
		end(s);
	buf_u8(s->out, '\f');
}

void
paper_text(const struct paper *p, struct arena *a, int cols, struct buf *out)
{
	struct sheet s = { .p = p, .a = a, .out = out, .cols = cols };
	int i;

	lay_out(&s);
	s.pages = s.npanels * count_pages(&s);
	for (i = 0; i < s.npanels; i++)
		panel(&s, &s.panel[i]);
}
