/* SPDX-License-Identifier: MIT */
/*
 * lineage: units through time.  A unit of today and a period of years ago meet in the units
 * it was made of; a report adds those up, and this tells which they were.  Invariant: a unit
 * stands once, and is among the parts of the one unit it became.
 */
#include "core/date.h"
#include "core/schema.h"

/* Whether u held on some day from ... to (DATE_NONE: open). */
static bool
met(const struct unit *u, int32_t from, int32_t to)
{
	return (to == DATE_NONE || u->from == DATE_NONE || u->from <= to) &&
	    (from == DATE_NONE || u->to == DATE_NONE || u->to >= from);
}

bool
unit_became(const struct schema *s, const struct unit *u, const struct unit *now)
{
	return u == now || (now->from != DATE_NONE && unit_on(s, u, now->from) == now);
}

int
unit_parts(struct arena *a, const struct schema *s, const struct unit *u, const int32_t days[2],
    const struct unit ***out)
{
	const struct unit **list = arena_alloc(a, ((size_t)s->nunits + 1) * sizeof *list);
	int i, n = 0;

	for (i = 0; i < s->nunits; i++)
		if (s->unit[i].level == u->level && met(&s->unit[i], days[0], days[1]) &&
		    unit_became(s, &s->unit[i], u))
			list[n++] = &s->unit[i];
	*out = list;
	return n;
}
