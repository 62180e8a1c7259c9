/* SPDX-License-Identifier: MIT */
/*
 * cmd_parts: a unit of today over a period of years ago is the units it was made of, a district
 * its communes.  A report for it says on stderr which those were, and which of them have not
 * reported: a sum without a word of them would look whole.  Invariant: what goes to stdout is
 * not touched.
 */
#include "core/book.h"
#include "core/date.h"
#include "core/report.h"
#include "core/text.h"
#include "tui/cmd.h"
#include "tui/reporting.h"

int
cmd_parts(struct cmd *c, const struct report_ask *ask, struct err *e)
{
	const bool paper = ask->report->nparts > 0; /* whose tables say themselves who is silent */
	struct reporting who;
	const char *s;

	if (!ask->unit)
		return 0;
	if (reporting_find(c->book, c->a, ask, &who, e) < 0)
		return -1;
	if (!who.asked)
		return 0;
	if (who.n > 1 || (who.n == 1 && who.unit[0] != who.asked))
		cmd_say(_("%s in these days: %s"), text_show(c->a, who.asked->name),
		    reporting_names(c->a, who.unit, who.n, who.n));
	s = reporting_ended(c->a, &who, ask);
	if (s)
		cmd_say("%s", s);
	s = paper ? NULL : reporting_silent(c->a, &who, who.n);
	if (s)
		cmd_say("%s", s);
	return 0;
}
