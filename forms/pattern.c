/* SPDX-License-Identifier: MIT */
/*
 * pattern: a form file may come from anybody, and a short pattern can ask regcomp for
 * gigabytes or a match for minutes.  Invariant: what is compiled repeats nothing more
 * than REPEATS_MAX times in all, and never looks back.
 */
#include "forms/pattern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"

enum { PATTERN_BYTES_MAX = 200, REPEATS_MAX = 1000 };

/* The larger number of an interval "{2,5}" that begins at s; 1 for another letter. */
static unsigned long
repeats(const char *s)
{
	unsigned long n, m;
	char *end;

	if (*s != '{')
		return 1;
	n = strtoul(s + 1, &end, 10);
	m = *end == ',' ? strtoul(end + 1, NULL, 10) : 0;
	n = m > n ? m : n;
	return n ? n : 1;
}

static bool
is_modest(const char *s)
{
	unsigned long times = 1, n;

	if (strlen(s) > PATTERN_BYTES_MAX)
		return false;
	for (; *s; s++) {
		n = repeats(s);
		if (n > REPEATS_MAX || (times *= n) > REPEATS_MAX)
			return false;
		if (*s == '\\' && s[1] >= '1' && s[1] <= '9')
			return false;
	}
	return true;
}

static void
free_pattern(void *regex)
{
	regfree(regex);
}

const char *
pattern_compile(struct arena *a, const char *s, regex_t *out)
{
	char why[200];
	int rc;

	if (!is_modest(s))
		return arena_printf(a, _("the pattern is too long, repeats more than %d times, or looks "
		    "back with \\1"), REPEATS_MAX);
	rc = regcomp(out, s, REG_EXTENDED | REG_NOSUB);
	if (rc == 0) {
		arena_at_end(a, free_pattern, out);
		return NULL;
	}
	regerror(rc, out, why, sizeof why);
	return arena_printf(a, _("the pattern cannot be used: %s"), why);
}
