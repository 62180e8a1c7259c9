/* SPDX-License-Identifier: MIT */
/*
 * cmd_parts: a unit of today over a period of years ago is the units it was made of.  A report
 * for it says on stderr which those were, and which of them have not reported: a sum without a
 * word of them would look whole.  Invariant: what goes to stdout is not touched.
 */
#include "core/book.h"
#include "core/date.h"
#include "core/report.h"
#include "core/schema.h"
#include "core/text.h"
#include "tui/cmd.h"

static int
one_is_enough(void *arg, struct record *r, struct err *e)
{
	bool *any = arg;

	(void)r;
	(void)e;
	*any = true;
	return -1;
}

/* 1 when the unit has a record in the days of the report, 0 when not, -1 failed. */
static int
has_reported(struct cmd *c, const struct report_ask *ask, const char *unit, struct err *e)
{
	struct arena *a = arena_new();
	struct query q = { .form = ask->report->form, .unit = unit,
		.from = ask->from, .to = ask->to };
	bool any = false;
	int r = book_query(c->book, a, &q, one_is_enough, &any, e);

	arena_free(a);
	return any ? 1 : r;
}

static const char *
listed(struct cmd *c, const char *list, const struct unit *u)
{
	return arena_printf(c->a, "%s%s%s (%s)", list, *list ? ", " : "", text_show(c->a, u->name),
	    unit_text(c->a, u));
}

int
cmd_parts(struct cmd *c, const struct report_ask *ask, struct err *e)
{
	const struct unit *u = ask->unit ? unit_parse(c->schema, ask->unit) : NULL, **part;
	const char *all = "", *silent = "";
	int i, n, r;

	if (!u)
		return 0;
	n = unit_parts(c->a, c->schema, u, (const int32_t[]){ ask->from, ask->to }, &part);
	for (i = 0; i < n; i++) {
		all = listed(c, all, part[i]);
		r = has_reported(c, ask, unit_text(c->a, part[i]), e);
		if (r < 0)
			return -1;
		if (!r)
			silent = listed(c, silent, part[i]);
	}
	if (n > 1 || (n == 1 && part[0] != u))
		cmd_say(_("%s in these days: %s"), text_show(c->a, u->name), all);
	if (*silent)
		cmd_say(_("nothing reported in these days by: %s"), silent);
	return 0;
}
