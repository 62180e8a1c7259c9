/* SPDX-License-Identifier: MIT */
/*
 * cmd_report: a report as text, CSV, JSON (reportdata.c), or on paper (paper.c); without a
 * name, the reports there are.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/report.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/paper.h"
#include "tui/reportdata.h"
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

/* HTML or PDF. */
static int
put_html(struct cmd *c, const struct paper *p, struct buf *b, struct err *e)
{
	paper_html(p, c->a, b);
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

static int
put_report(struct cmd *c, const struct report_ask *ask, enum format format, int cols, struct err *e)
{
	struct buf b = { 0 };
	struct paper p;
	int status = 0;

	if (paper_make(c->book, c->a, ask, &p, e) < 0 || cmd_parts(c, ask, e) < 0)
		return -1;
	if (on_paper(c))
		status = put_html(c, &p, &b, e);
	else if (format == FMT_TEXT && cols)
		paper_text(&p, c->a, cols, &b);
	else
		report_data[format](&p, c->a, ask, &b);
	if (status == 0)
		row_flush(&b);
	buf_free(&b);
	return status;
}

int
cmd_report(struct cmd *c, struct err *e)
{
	struct report_ask ask = { 0 };
	enum format format = FMT_TEXT;
	struct buf b = { 0 };
	int cols;

	if (take_cols(c, &cols, e) < 0)
		return -1;
	if (take_options(c, &ask, &format, e) < 0)
		return -1;
	ask.report = c->nargs ? schema_report(c->schema, c->arg[0]) : NULL;
	if (c->nargs && !ask.report)
		return err_set(e, E_USAGE, _("%s: there is no such report; `soxa report` alone names them"),
		    text_show(c->a, c->arg[0]));
	if (ask.report && ask.report->nparts && ask.nby)
		return err_set(e, E_USAGE, _("%s is made of several reports; --by is for one table"), ask.report->id);
	if (ask.report)
		return put_report(c, &ask, format, cols, e);
	list_reports(c, &b);
	row_flush(&b);
	buf_free(&b);
	return 0;
}
