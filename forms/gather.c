/* SPDX-License-Identifier: MIT */
/*
 * gather: problems in the order they were found.  Invariant: a file with an error
 * has errors > 0 even when the sentence itself was left out as one too many.
 */
#include "forms/gather.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

static void
add(struct gather *g, bool warning, const char *text)
{
	struct loaded *out = g->out;

	out->problem = arena_room(g->a, out->problem, (size_t)out->nproblems, sizeof *out->problem);
	out->problem[out->nproblems++] = (struct problem){ text_show(g->a, text), warning };
}

static void
say(struct gather *g, bool warning, int line, const char *field, const char *what)
{
	if (!warning)
		g->errors++;
	if (g->n > PROBLEMS_MAX)
		return;
	if (g->n++ == PROBLEMS_MAX) {
		field = NULL;
		what = _("there are more problems in this file; repair these first");
	}
	add(g, warning,
	    arena_printf(g->a, "%s:%d: %s: %s: %s", g->file, line, g->form ? g->form : "-",
		field ? field : "-", what));
}

void
gather_error(struct gather *g, int line, const char *field, const char *fmt, ...)
{
	char what[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	say(g, false, line, field, what);
}

void
gather_warn(struct gather *g, int line, const char *field, const char *fmt, ...)
{
	char what[1200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	say(g, true, line, field, what);
}
