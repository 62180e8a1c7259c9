/* SPDX-License-Identifier: MIT */
/*
 * duenow: the last month of a form.  Days before the first report of that month are not
 * held against an office: the form may be new to it.
 */
#include "tui/duenow.h"

#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "tui/rows.h"

enum { BACK_MAX = 31 };

/* How many periods are looked back at. */
static const int back[] = {
	[DUE_EVENT] = 0, [DUE_DAY] = BACK_MAX, [DUE_WEEK] = 8, [DUE_MONTH] = 3, [DUE_QUARTER] = 2,
};

int
duenow(struct book *b, const struct form *f, const char *unit, struct due_now *out, struct err *e)
{
	struct due_cell c[BACK_MAX + 1];
	struct due_ask q = { .form = f, .unit = unit };
	int p = due_period(f), i;
	bool begun = false;

	memset(out, 0, sizeof *out);
	if (p <= DUE_EVENT || !unit)
		return 0;
	out->span = due_span((enum due_period)p, date_today());
	q.first = due_step((enum due_period)p, &out->span, -back[p]);
	q.n = back[p] + 1;
	if (due_row(b, &q, c, e) != 0)
		return -1;
	for (i = 0; i < q.n; i++) {
		begun |= c[i].state >= DUE_LATE || i == q.n - 1;
		out->missing += begun && c[i].state == DUE_MISSING;
	}
	out->asked = true;
	out->state = c[q.n - 1].state;
	out->status = c[q.n - 1].status;
	return 0;
}

int
duenow_wanted(const struct due_now *d)
{
	int32_t day;
	int minute;

	if (!d->asked)
		return 0;
	due_moment(d->span.due, &day, &minute);
	return d->missing + (d->state == DUE_OPEN && day == date_today());
}

const char *
duenow_word(const struct due_now *d, char *out, size_t size)
{
	char when[11];
	int32_t day;
	int minute;

	if (!d->asked)
		return "";
	if (d->missing) {
		snprintf(out, size, _("MISSING %d"), d->missing);
		return out;
	}
	if (d->state >= DUE_LATE && d->status > ST_COMPLETE)
		return row_status_label(d->status);
	if (d->state == DUE_NIL)
		return _("nothing");
	if (d->state != DUE_OPEN)
		return due_state_label(d->state);
	due_moment(d->span.due, &day, &minute);
	if (day == date_today())
		time_text(minute, when);
	else
		date_local(day, when);
	if (day != date_today())
		when[5] = '\0'; /* dd/mm */
	snprintf(out, size, _("DUE %s"), when);
	return out;
}
