/* SPDX-License-Identifier: MIT */
/*
 * reportparts: see reportparts.h.  Invariant: papers are at most two deep, so that whoever
 * goes through the parts of parts comes to an end.
 */
#include "forms/reportparts.h"

#include <string.h>

#include "forms/reportfile.h"

enum { CHART_MAX = 4, PARTS_MAX = 40 };

bool
report_is_paper(const struct sect *s)
{
	return sect_item(s, "parts") != NULL;
}

void
report_chart(struct build *b, struct source *src, struct report *r)
{
	const struct item *it = sect_item(src->top, "chart");
	int i, k;

	if (!it || !it->list)
		return;
	if (it->nvalues > CHART_MAX)
		gather_error(&src->g, it->line, NULL, _("a report has at most %d charts"), CHART_MAX);
	r->chart = arena_alloc(b->a, ((size_t)it->nvalues + 1) * sizeof *r->chart);
	for (i = 0; i < it->nvalues && i < CHART_MAX; i++) {
		for (k = 0; k < r->nmeasures && strcmp(r->measure[k].id, it->value[i]) != 0; k++)
			;
		if (k == r->nmeasures)
			gather_error(&src->g, it->value_line[i], NULL, _("\"chart\": \"%s\" is no measure of this report"),
			    it->value[i]);
		else
			r->chart[r->nchart++] = k;
	}
}

void
report_kind(struct source *src, const struct report *r)
{
	static const char *const of_tables[] = { "dims", "where", "records", "sort", "chart" };
	static const char *const of_papers[] = { "boxes", "since", "until" };
	const bool paper = report_is_paper(src->top);
	const char *const *not = paper ? of_tables : of_papers;
	size_t i, n = paper ? sizeof of_tables / sizeof *of_tables : sizeof of_papers / sizeof *of_papers;

	for (i = 0; i < n; i++)
		if (sect_item(src->top, not[i]))
			gather_error(&src->g, attr_line(src->top, not[i]), NULL,
			    paper ? _("\"%s\" is for a table; a report of parts has none of its own")
			          : _("\"%s\" is for a report of parts"),
			    not[i]);
	if (paper && src->top->nsects)
		gather_error(&src->g, src->top->sect[0].line, NULL,
		    _("a measure is for a table; a report of parts has none of its own"));
	if (!paper && !sect_item(src->top, "dims"))
		gather_error(&src->g, src->top->line, NULL, _("\"dims\" is missing: what the rows stand for"));
	if (r->nboxes && (!r->since || !r->until || r->since->type != T_DATE || r->until->type != T_DATE))
		gather_error(&src->g, attr_line(src->top, "boxes"), NULL,
		    _("\"boxes\" need \"since\" and \"until\": the two dates that say which days a record speaks of"));
}

/* Whether the source is this report's: the one of its name that was not replaced. */
static struct source *
source_of(struct build *b, const struct report *r)
{
	int i;

	for (i = 0; i < b->nsources; i++)
		if (!b->source[i].dropped && b->source[i].top->title == r->id)
			return &b->source[i];
	return NULL;
}

static void
find_parts(struct build *b, struct report *r)
{
	struct source *src = source_of(b, r);
	const struct item *it = src ? sect_item(src->top, "parts") : NULL;
	const struct report *part;
	int i;

	if (!it || !it->list)
		return;
	if (it->nvalues == 0 || it->nvalues > PARTS_MAX)
		gather_error(&src->g, it->line, NULL, _("a report of parts has 1 to %d parts"), PARTS_MAX);
	r->part = arena_alloc(b->a, ((size_t)it->nvalues + 1) * sizeof *r->part);
	for (i = 0; i < it->nvalues && i < PARTS_MAX; i++) {
		part = schema_report(b->s, it->value[i]);
		if (!part)
			gather_error(&src->g, it->value_line[i], NULL, _("\"parts\": there is no report \"%s\""),
			    it->value[i]);
		else
			r->part[r->nparts++] = part;
	}
}

/* A part of a part that has parts: deeper than people read, and maybe a ring. */
static void
check_depth(struct build *b, struct report *r)
{
	struct source *src = source_of(b, r);
	int i, k;

	for (i = 0; i < r->nparts; i++)
		for (k = 0; k < r->part[i]->nparts; k++)
			if (r->part[i]->part[k]->nparts) {
				gather_error(&src->g, attr_line(src->top, "parts"), NULL,
				    _("\"parts\": the parts of \"%s\" have parts again; two levels is the most"),
				    r->part[i]->id);
				r->nparts = 0;
				return;
			}
}

void
report_parts(struct build *b)
{
	int i;

	for (i = 0; i < b->s->nreports; i++)
		find_parts(b, b->s->report[i]);
	for (i = 0; i < b->s->nreports; i++)
		check_depth(b, b->s->report[i]);
}
