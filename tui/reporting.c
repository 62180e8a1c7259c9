/* SPDX-License-Identifier: MIT */
/*
 * reporting: see reporting.h.  Invariant: only a unit that was there on some day of the report
 * is called silent.
 */
#include "tui/reporting.h"

#include "core/date.h"
#include "core/lang.h"
#include "core/text.h"

static int
one_is_enough(void *arg, struct record *r, struct err *e)
{
	bool *any = arg;

	(void)e;
	if (r->status == ST_DRAFT)
		return 0;
	*any = true;
	return -1;
}

/* 1 when the unit has a record in the days of the report, 0 when not, -1 failed. */
static int
has_reported(struct book *b, const struct report_ask *ask, const char *unit, struct err *e)
{
	struct arena *a = arena_new();
	struct query q = { .form = ask->report->form, .unit = unit, .from = ask->from, .to = ask->to };
	bool any = false;
	int r = book_query(b, a, &q, one_is_enough, &any, e);

	arena_free(a);
	return any ? 1 : r;
}

int
reporting_find(struct book *b, struct arena *a, const struct report_ask *ask, struct reporting *out,
    struct err *e)
{
	const struct schema *s = book_schema(b);
	const struct book_info *info = book_info(b);
	const char *unit = ask->unit ? ask->unit : info->role == ROLE_HUB ? info->unit : NULL;
	int i, r;

	*out = (struct reporting){ .asked = unit ? unit_parse(s, unit) : NULL };
	if (!out->asked)
		return 0;
	out->n = unit_parts(a, s, out->asked, (const int32_t[]){ ask->from, ask->to }, &out->unit);
	out->silent = arena_alloc(a, ((size_t)out->n + 1) * sizeof *out->silent);
	for (i = 0; !ask->report->of_forms && i < out->n; i++) { /* a report of forms tells it itself */
		r = has_reported(b, ask, unit_text(a, out->unit[i]), e);
		if (r < 0)
			return -1;
		if (!r)
			out->silent[out->nsilent++] = out->unit[i];
	}
	return 0;
}

const char *
reporting_names(struct arena *a, const struct unit *const *unit, int n, int max)
{
	const char *s = "";
	int i;

	for (i = 0; i < n && i < max; i++)
		s = arena_printf(a, "%s%s%s (%s)", s, i ? ", " : "", text_show(a, unit[i]->name),
		    unit_text(a, unit[i]));
	return n > max ? arena_printf(a, _("%s and %d other units"), s, n - max) : s;
}

const char *
reporting_silent(struct arena *a, const struct reporting *r, int max)
{
	if (r->nsilent == 0)
		return NULL;
	return arena_printf(a, _("nothing reported in these days by: %s"),
	    reporting_names(a, r->silent, r->nsilent, max));
}

const char *
reporting_ended(struct arena *a, const struct reporting *r, const struct report_ask *ask)
{
	const struct unit *u = r->asked;

	char day[11];

	if (!u || u->level >= UNIT_COMMUNE || u->to == DATE_NONE || (ask->to != DATE_NONE && ask->to <= u->to))
		return NULL;
	date_local(u->to, day);
	return arena_printf(a, _("%s was there until %s: what was reported on later days is not in its sums"),
	    text_show(a, u->name), day);
}
