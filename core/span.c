/* SPDX-License-Identifier: MIT */
/*
 * span: days, ISO weeks, months, quarters, years.  The days themselves are those of
 * dim.c, so that a period on the screen is the one a report groups by.
 */
#include "core/span.h"

#include <string.h>

#include "core/date.h"
#include "core/dim.h"

static const struct { const char *name; enum dim_kind kind; int longest; } spans[SPAN_N] = {
	{ N_("day"), DIM_DAY, 1 }, { N_("week"), DIM_WEEK, 7 }, { N_("month"), DIM_MONTH, 31 },
	{ N_("quarter"), DIM_QUARTER, 92 }, { N_("year"), DIM_YEAR, 366 }, { N_("all days"), DIM_DAY, 0 },
};

int32_t
span_first(enum span s, int32_t day)
{
	return s == SPAN_ALL ? DATE_NONE : dim_period(spans[s].kind, day);
}

int32_t
span_last(enum span s, int32_t day)
{
	int32_t first = span_first(s, day), next;

	if (s == SPAN_ALL)
		return DATE_NONE;
	/* A period is shorter than its longest by at most 3 days, so this lies in the next one. */
	next = dim_period(spans[s].kind, first + spans[s].longest);
	return next - 1;
}

int32_t
span_move(enum span s, int32_t day, int by)
{
	int32_t to;

	if (s == SPAN_ALL)
		return day;
	to = by > 0 ? span_last(s, day) + 1 : span_first(s, span_first(s, day) - 1);
	return (by > 0) == (to > day) ? to : day; /* the calendar ends */
}

const char *
span_name(enum span s)
{
	return _(spans[s].name);
}

const char *
span_between(struct arena *a, int32_t from, int32_t to)
{
	char first[11], last[11];

	if (from != DATE_NONE)
		date_local(from, first);
	if (to != DATE_NONE)
		date_local(to, last);
	if (from == DATE_NONE && to == DATE_NONE)
		return _("all days");
	if (from == DATE_NONE)
		return arena_printf(a, _("until %s"), last);
	if (to == DATE_NONE)
		return arena_printf(a, _("from %s on"), first);
	if (from == to)
		return arena_strdup(a, first);
	return arena_printf(a, "%s - %s", first, last);
}

const char *
span_code(struct arena *a, enum span s, int32_t day)
{
	return dim_period_text(a, spans[s].kind, span_first(s, day));
}

const char *
span_text(struct arena *a, enum span s, int32_t day)
{
	static const char *const roman[] = { "I", "II", "III", "IV" };
	int32_t first = span_first(s, day), last = span_last(s, day);
	int y, m, dom;
	char from[11], to[11];

	if (s == SPAN_ALL || s == SPAN_DAY)
		return span_between(a, first, last);
	date_split(first, &y, &m, &dom);
	date_local(first, from);
	date_local(last, to);
	switch (s) {
	case SPAN_WEEK:
		return arena_printf(a, _("week %s, %.5s - %s"),
		    strchr(dim_period_text(a, DIM_WEEK, first), 'W') + 1, from, to);
	case SPAN_MONTH:
		return arena_printf(a, _("month %d/%d"), m, y);
	case SPAN_QUARTER:
		return arena_printf(a, _("quarter %s/%d"), roman[(m - 1) / 3], y);
	default:
		return arena_printf(a, _("year %d"), y);
	}
}
