/* SPDX-License-Identifier: MIT */
/*
 * lineage: units through time.  A unit of today and a period of years ago meet in the units
 * it was made of; a report adds those up, and this tells which they were.  Invariant: a unit
 * stands once, and is among the parts of the one unit it became.
 */
#include "core/schema.h"

#include <string.h>

#include "core/date.h"

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

/* The unit that u lay in, as long as both were there. */
static const struct unit *
parent_of(const struct schema *s, const struct unit *u)
{
	int i;

	for (i = 0; u->parent && i < s->nunits; i++)
		if (s->unit[i].level < u->level && strcmp(s->unit[i].code, u->parent) == 0 &&
		    met(&s->unit[i], u->from, u->to))
			return &s->unit[i];
	return NULL;
}

bool
unit_within(const struct schema *s, const struct unit *u, const struct unit *asked)
{
	for (; u && u->level >= asked->level; u = parent_of(s, u))
		if (unit_became(s, u, asked))
			return true;
	return false;
}

int
unit_parts(struct arena *a, const struct schema *s, const struct unit *u, const int32_t days[2],
    const struct unit ***out)
{
	const struct unit **list = arena_alloc(a, ((size_t)s->nunits + 1) * sizeof *list);
	const int level = u->level < UNIT_COMMUNE ? UNIT_COMMUNE : u->level;
	int i, n = 0;

	for (i = 0; i < s->nunits; i++)
		if (s->unit[i].level == level && met(&s->unit[i], days[0], days[1]) &&
		    unit_within(s, &s->unit[i], u))
			list[n++] = &s->unit[i];
	*out = list;
	return n;
}
