/* SPDX-License-Identifier: MIT */
/*
 * reportdata: see reportdata.h.  Invariant: a report of one table comes out without a name in
 * front, so that what reads it needs to know nothing of papers.
 */
#include "tui/reportdata.h"

#include "core/csv.h"
#include "core/json.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/rows.h"

static void
table(const struct paper_part *p, struct arena *a, struct buf *b)
{
	const struct report_table *t = p->t;
	struct table_text *x = table_new(a, t->ndims + t->nmeasures);
	int i, k;

	for (i = 0; i < t->ndims; i++)
		table_add(x, t->dim_label[i]);
	for (i = 0; i < t->nmeasures; i++) {
		table_add(x, t->measure_label[i]);
		if (t->ndims + i < 64)
			x->right[t->ndims + i] = true;
	}
	for (k = 0; k < t->nrows; k++) {
		for (i = 0; i < t->ndims; i++)
			table_add(x, t->row[k].label[i]);
		for (i = 0; i < t->nmeasures; i++)
			table_add(x, figure_sum(a, t, &t->row[k], i));
	}
	for (i = 0; t->nmeasures && i < t->ndims; i++)
		table_add(x, i == 0 ? _("Total") : "");
	for (i = 0; i < t->nmeasures; i++)
		table_add(x, figure_sum(a, t, &t->total, i));
	table_put(x, b);
}

static void
put_text(const struct paper *p, struct arena *a, const struct report_ask *ask, struct buf *b)
{
	const struct paper_part *x;
	int i;

	(void)ask;
	buf_printf(b, "%s\n\n", text_show(a, lang_pick(p->r->title)));
	if (p->note)
		buf_printf(b, "%s\n\n", p->note);
	for (i = 0; i < p->nboxes; i++)
		buf_printf(b, "%s: %s\n\n", text_show(a, p->box[i].label), text_show(a, p->box[i].text));
	for (i = 0; i < p->nparts; i++) {
		x = &p->part[i];
		if (x->heading)
			buf_printf(b, "%s\n\n", text_show(a, x->heading));
		if (x->title)
			buf_printf(b, "%s\n", text_show(a, x->title));
		if (x->title && x->silent)
			buf_printf(b, "%s\n", x->silent);
		if (x->title && x->t->nrows == 0)
			buf_printf(b, "%s\n", _("Nothing was recorded in these days."));
		else
			table(x, a, b);
		if (x->title && i < p->nparts - 1)
			buf_printf(b, "\n");
	}
}

static const char *
dim_name(const struct report *r, const struct report_ask *ask, int i)
{
	return ask->nby ? ask->by[i] : r->dim[i];
}

static void
csv_table(const struct paper_part *p, struct arena *a, const struct report_ask *ask, struct buf *b)
{
	const struct report_table *t = p->t;
	int i, k;

	for (i = 0; i < t->ndims; i++)
		buf_printf(b, "%s%s", i ? "," : "", dim_name(p->r, ask, i));
	for (i = 0; i < t->nmeasures; i++)
		buf_printf(b, "%s%s", t->ndims + i ? "," : "", p->r->measure[i].id);
	buf_put(b, "\r\n", 2);
	for (k = 0; k < t->nrows; k++) {
		for (i = 0; i < t->ndims; i++) {
			if (i)
				buf_u8(b, ',');
			csv_put(b, t->row[k].dim[i]);
		}
		for (i = 0; i < t->nmeasures; i++)
			buf_printf(b, ",%s", figure_data(a, t, &t->row[k], i));
		buf_put(b, "\r\n", 2);
	}
}

static void
csv_boxes(const struct paper *p, struct buf *b)
{
	int i;

	buf_printf(b, "# %s\r\n", p->r->id);
	for (i = 0; i < p->nboxes; i++)
		buf_printf(b, "%s%s", i ? "," : "", p->box[i].id);
	buf_put(b, "\r\n", 2);
	for (i = 0; i < p->nboxes; i++) {
		if (i)
			buf_u8(b, ',');
		csv_put(b, p->box[i].text);
	}
	buf_put(b, "\r\n", 2);
}

/* A paper as several tables: before each a line "# REPORT", between two an empty one. */
static void
put_csv(const struct paper *p, struct arena *a, const struct report_ask *ask, struct buf *b)
{
	int i;

	buf_printf(b, "%s", CSV_BOM);
	if (p->nboxes)
		csv_boxes(p, b);
	for (i = 0; i < p->nparts; i++) {
		if (p->part[i].title)
			buf_printf(b, "%s# %s\r\n", i || p->nboxes ? "\r\n" : "", p->part[i].r->id);
		csv_table(&p->part[i], a, ask, b);
	}
}

/* One object a row; NAME_na and NAME_unknown stand only where some cell said '-' or '?'. */
static void
json_row(const struct paper_part *p, struct arena *a, const struct report_ask *ask, int k, struct buf *b)
{
	const struct report_row *row = &p->t->row[k];
	const struct measure *m = p->r->measure;
	int i;

	buf_u8(b, '{');
	if (p->title) {
		json_key(b, "_report");
		json_put(b, p->r->id);
	}
	for (i = 0; i < p->t->ndims; i++) {
		json_key(b, dim_name(p->r, ask, i));
		json_put(b, row->dim[i]);
	}
	for (i = 0; i < p->t->nmeasures; i++) {
		json_key(b, m[i].id);
		buf_printf(b, "%s", row->blank[i] ? "null" : figure_data(a, p->t, row, i));
		if (row->na[i]) {
			json_key(b, arena_printf(a, "%s_na", m[i].id));
			buf_printf(b, "%llu", (unsigned long long)row->na[i]);
		}
		if (row->unknown[i]) {
			json_key(b, arena_printf(a, "%s_unknown", m[i].id));
			buf_printf(b, "%llu", (unsigned long long)row->unknown[i]);
		}
	}
	buf_put(b, "}\n", 2);
}

static void
put_json(const struct paper *p, struct arena *a, const struct report_ask *ask, struct buf *b)
{
	int i, k;

	if (p->nboxes) {
		buf_u8(b, '{');
		json_key(b, "_report");
		json_put(b, p->r->id);
		for (i = 0; i < p->nboxes; i++) {
			json_key(b, p->box[i].id);
			json_put(b, p->box[i].text);
		}
		buf_put(b, "}\n", 2);
	}
	for (i = 0; i < p->nparts; i++)
		for (k = 0; k < p->part[i].t->nrows; k++)
			json_row(&p->part[i], a, ask, k, b);
}

report_put *const report_data[] = { put_text, put_csv, put_json };
