/* SPDX-License-Identifier: MIT */
/*
 * cmd_report: a report as text, CSV, JSON, or on paper (paper.c); without a name, the
 * reports there are.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/csv.h"
#include "core/json.h"
#include "core/date.h"
#include "core/report.h"
#include "core/span.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/figures.h"
#include "tui/paper.h"
#include "tui/rows.h"

enum { COLS_MIN = 60 };

static void
list_reports(struct cmd *c, struct buf *b)
{
	struct table_text *t = table_new(c->a, 3);
	const struct report *r;
	int i;

	for (i = 0; i < c->schema->nreports; i++) {
		r = c->schema->report[i];
		table_add(t, r->id);
		table_add(t, r->form->code);
		table_add(t, lang_pick(r->title));
	}
	table_put(t, b);
}

static void
put_text(struct cmd *c, const struct report *r, const struct report_table *t, struct buf *b)
{
	struct table_text *x = table_new(c->a, t->ndims + t->nmeasures);
	int i, k;

	buf_printf(b, "%s\n\n", text_show(c->a, lang_pick(r->title)));
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
			table_add(x, figure_sum(c->a, t, &t->row[k], i));
	}
	for (i = 0; t->nmeasures && i < t->ndims; i++)
		table_add(x, i == 0 ? _("Total") : "");
	for (i = 0; i < t->nmeasures; i++)
		table_add(x, figure_sum(c->a, t, &t->total, i));
	table_put(x, b);
}

static const char *
dim_name(const struct report *r, const struct report_ask *ask, int i)
{
	return ask->nby ? ask->by[i] : r->dim[i];
}

static void
put_csv(struct cmd *c, const struct report_ask *ask, const struct report_table *t, struct buf *b)
{
	const struct report *r = ask->report;
	int i, k;

	buf_printf(b, "%s", CSV_BOM);
	for (i = 0; i < t->ndims; i++)
		buf_printf(b, "%s%s", i ? "," : "", dim_name(r, ask, i));
	for (i = 0; i < t->nmeasures; i++)
		buf_printf(b, "%s%s", t->ndims + i ? "," : "", r->measure[i].id);
	buf_put(b, "\r\n", 2);
	for (k = 0; k < t->nrows; k++) {
		for (i = 0; i < t->ndims; i++) {
			if (i)
				buf_u8(b, ',');
			csv_put(b, t->row[k].dim[i]);
		}
		for (i = 0; i < t->nmeasures; i++)
			buf_printf(b, ",%s", figure_data(c->a, t, &t->row[k], i));
		buf_put(b, "\r\n", 2);
	}
}

/* One object a row; NAME_na and NAME_unknown stand only where some cell said '-' or '?'. */
static void
put_json(struct cmd *c, const struct report_ask *ask, const struct report_table *t, struct buf *b)
{
	const struct report *r = ask->report;
	const struct report_row *row;
	int i, k;

	for (k = 0; k < t->nrows; k++) {
		row = &t->row[k];
		buf_u8(b, '{');
		for (i = 0; i < t->ndims; i++) {
			json_key(b, dim_name(r, ask, i));
			json_put(b, row->dim[i]);
		}
		for (i = 0; i < t->nmeasures; i++) {
			json_key(b, r->measure[i].id);
			buf_printf(b, "%s", row->blank[i] ? "null" : figure_data(c->a, t, row, i));
			if (row->na[i]) {
				json_key(b, arena_printf(c->a, "%s_na", r->measure[i].id));
				buf_printf(b, "%llu", (unsigned long long)row->na[i]);
			}
			if (row->unknown[i]) {
				json_key(b, arena_printf(c->a, "%s_unknown", r->measure[i].id));
				buf_printf(b, "%llu", (unsigned long long)row->unknown[i]);
			}
		}
		buf_put(b, "}\n", 2);
	}
}

/* --by NAME,NAME: at most as many as a report takes. */
static int
take_by(struct cmd *c, struct report_ask *ask, struct err *e)
{
	const char *s = cmd_opt(c, "by");
	size_t n;

	for (; s && *s; s += n, s += *s == ',') {
		n = strcspn(s, ",");
		if (ask->nby == 8)
			return err_set(e, E_USAGE, _("--by takes at most 8 names"));
		ask->by[ask->nby++] = arena_dup(c->a, s, n);
	}
	return 0;
}

/* The formats of this command alone. */
static bool
on_paper(const struct cmd *c)
{
	const char *s = cmd_opt(c, "format");

	return s && (strcmp(s, "html") == 0 || strcmp(s, "pdf") == 0);
}

/* --cols: 0 when not given. */
static int
take_cols(struct cmd *c, int *cols, struct err *e)
{
	const char *s = cmd_opt(c, "cols"), *digits = "0123456789";
	size_t n;

	*cols = 0;
	if (!s)
		return 0;
	n = strlen(s);
	*cols = (int)strtol(s, NULL, 10);
	if (n < 2 || n > 3 || s[strspn(s, digits)] || *cols < COLS_MIN)
		return err_set(e, E_USAGE, _("--cols takes a number from %d to 999: the columns of the paper"), COLS_MIN);
	return 0;
}

/* Pages, HTML or PDF. */
static int
put_paper(struct cmd *c, const struct report_ask *ask, const struct report_table *t, struct buf *b,
    struct err *e)
{
	const struct unit *u = unit_parse(c->schema, ask->unit ? ask->unit : book_info(c->book)->unit);
	struct paper p = { .r = ask->report, .t = t, .who = u ? u->name : "",
		.period = span_between(c->a, ask->from, ask->to) };
	int cols;

	if (take_cols(c, &cols, e) < 0)
		return -1;
	if (!on_paper(c)) {
		paper_text(&p, c->a, cols, b);
		return 0;
	}
	paper_html(&p, c->a, b);
	if (strcmp(cmd_opt(c, "format"), "html") == 0)
		return 0;
	if (paper_pdf(b, STDOUT_FILENO, e) < 0)
		return -1;
	b->n = 0; /* it went out as PDF */
	return 0;
}

static int
take_options(struct cmd *c, struct report_ask *ask, enum format *format, struct err *e)
{
	const char *unit = cmd_opt(c, "unit");
	const struct unit *u;

	if (!on_paper(c) && cmd_format(c, format, e) < 0)
		return -1;
	if (cmd_period(c, &ask->from, &ask->to, e) < 0)
		return -1;
	if (take_by(c, ask, e) < 0)
		return -1;
	if (unit) {
		u = cmd_unit(c, unit, ask->from, e);
		if (!u)
			return -1;
		ask->unit = unit_text(c->a, u);
	}
	return 0;
}

int
cmd_report(struct cmd *c, struct err *e)
{
	struct report_ask ask = { 0 };
	struct report_table *t;
	struct buf b = { 0 };
	enum format format = FMT_TEXT;
	int cols, status = 0;

	if (take_cols(c, &cols, e) < 0)
		return -1;
	if (take_options(c, &ask, &format, e) < 0)
		return -1;
	ask.report = c->nargs ? schema_report(c->schema, c->arg[0]) : NULL;
	if (c->nargs && !ask.report)
		return err_set(e, E_USAGE, _("%s: there is no such report; `soxa report` alone names them"),
		    text_show(c->a, c->arg[0]));
	if (ask.report && report_run(c->book, c->a, &ask, &t, e) < 0)
		return -1;
	if (ask.report && cmd_parts(c, &ask, e) < 0)
		return -1;
	if (!ask.report)
		list_reports(c, &b);
	else if (on_paper(c) || (format == FMT_TEXT && cols))
		status = put_paper(c, &ask, t, &b, e);
	else if (format == FMT_TEXT)
		put_text(c, ask.report, t, &b);
	else if (format == FMT_CSV)
		put_csv(c, &ask, t, &b);
	else
		put_json(c, &ask, t, &b);
	if (status == 0)
		row_flush(&b);
	buf_free(&b);
	return status;
}
