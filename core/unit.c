/* SPDX-License-Identifier: MIT */
/*
 * unit: communes through time.  Codes are reused with another meaning, so a unit
 * is its code and its first day, and a successor's code means the unit that bears
 * it on the day after the old one's last.  Invariant: a line of successors moves
 * forward in time at each step, so walking it ends.
 */
#include <string.h>

#include "core/date.h"
#include "core/schema.h"

const struct unit *
schema_unit(const struct schema *s, const char *code, int32_t day)
{
	int i;

	for (i = 0; i < s->nunits; i++)
		if (strcmp(s->unit[i].code, code) == 0 && date_within(s->unit[i].from, s->unit[i].to, day))
			return &s->unit[i];
	return NULL;
}

const char *
unit_text(struct arena *a, const struct unit *u)
{
	char day[11] = "-";

	if (u->from != DATE_NONE)
		date_iso(u->from, day);
	return arena_printf(a, "%s@%s", u->code, day);
}

const struct unit *
unit_parse(const struct schema *s, const char *text)
{
	const char *at = strchr(text, '@');
	int32_t from = DATE_NONE;
	int i;

	if (!at)
		return NULL;
	if (strcmp(at, "@-") != 0) {
		from = date_parse(at + 1, strlen(at + 1));
		if (from == DATE_NONE)
			return NULL;
	}
	for (i = 0; i < s->nunits; i++) {
		const struct unit *u = &s->unit[i];

		if (u->from == from && strncmp(u->code, text, (size_t)(at - text)) == 0 &&
		    u->code[at - text] == '\0')
			return u;
	}
	return NULL;
}

const struct unit *
unit_on(const struct schema *s, const struct unit *u, int32_t day)
{
	while (u && !date_within(u->from, u->to, day)) {
		if (day < u->from || !u->successor)
			return NULL;
		u = schema_unit(s, u->successor, u->to + 1);
	}
	return u;
}

int
schema_units_of(const struct schema *s, const char *code, const struct unit **out, int max)
{
	int i, n = 0;

	for (i = 0; i < s->nunits; i++) {
		if (strcmp(s->unit[i].code, code) != 0)
			continue;
		if (n < max)
			out[n] = &s->unit[i];
		n++;
	}
	return n;
}
