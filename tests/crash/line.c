/* SPDX-License-Identifier: MIT */
/* line: see line.h. */
#include "tests/crash/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"

enum { HAMLETS = 99 }; /* more than rows on a screen */

void
line_of(char who, unsigned count, struct line *l)
{
	snprintf(l->hamlet, sizeof l->hamlet, "K%c %02u", who, count % HAMLETS);
	date_iso(date_of(2020, 1, 1) + (int32_t)(count / HAMLETS), l->day);
	l->people = 2 + (int)(count % 97);
	l->women = (int)(count % 2);
	l->result = 20 + (int)(count % 41);
}

int
line_json(const struct line *l, char *out, size_t size)
{
	return snprintf(out, size,
	    "{\"date\":\"%s\",\"hamlet\":\"%s\",\"force\":\"TNV\",\"work\":\"RSH\","
	    "\"people\":%d,\"women\":%d,\"result\":%d}\n",
	    l->day, l->hamlet, l->people, l->women, l->result);
}

static long
member(const char *line, const char *name)
{
	const char *at = strstr(line, name);

	return at ? strtol(at + strlen(name), NULL, 10) : -1;
}

void
line_name(const struct line *l, char out[64])
{
	snprintf(out, 64, "\"date\":\"%s\",\"hamlet\":\"%s\"", l->day, l->hamlet);
}

bool
line_is(const char *line, const struct line *l)
{
	char name[64];

	line_name(l, name);
	return strstr(line, name) && member(line, "\"people\":") == l->people &&
	    member(line, "\"women\":") == l->women && member(line, "\"result\":") == l->result;
}

bool
line_any(const char *record)
{
	const char *day = strstr(record, "\"date\":\""), *hamlet = strstr(record, "\"hamlet\":\"K");
	int32_t d = day ? date_parse(day + 8, 10) : DATE_NONE;
	struct line l;

	if (d == DATE_NONE || !hamlet)
		return false;
	line_of(hamlet[11],
	    (unsigned)(d - date_of(2020, 1, 1)) * HAMLETS + (unsigned)atoi(hamlet + 13), &l);
	return line_is(record, &l);
}
