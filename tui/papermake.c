/* SPDX-License-Identifier: MIT */
/*
 * papermake: runs what a paper is made of.  Invariant: every part is asked for the same unit
 * and days, and the words are of a record that speaks of exactly these.
 */
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/span.h"
#include "core/text.h"
#include "tui/paper.h"
#include "tui/reporting.h"

enum { PARTS_MAX = 200, SILENT_SHOWN = 12 };

struct making {
	struct book *b;
	struct arena *a;
	const struct report_ask *ask;
	struct paper_part *part;
	int n;
};

static const char *
silent_of(struct making *m, const struct report_ask *ask, struct err *e)
{
	struct reporting who;
	const char *s;

	if (reporting_find(m->b, m->a, ask, &who, e) < 0)
		return NULL;
	s = reporting_silent(m->a, &who, SILENT_SHOWN);
	return s ? s : "";
}

static int
add_table(struct making *m, const struct report *r, const char *heading, struct err *e)
{
	struct report_ask ask = *m->ask;
	struct paper_part *p = &m->part[m->n];
	struct report_table *t;
	const char *silent;

	if (m->n == PARTS_MAX)
		return 0;
	ask.report = r;
	silent = silent_of(m, &ask, e);
	if (!silent || report_run(m->b, m->a, &ask, &t, e) < 0)
		return -1;
	*p = (struct paper_part){ .heading = heading, .r = r, .t = t, .silent = *silent ? silent : NULL };
	m->n++;
	if (m->ask->report->nparts)
		p->title = arena_printf(m->a, "%d. %s", m->n, lang_pick(r->title));
	return 0;
}

/* A part, or the parts of a part under its title. */
static int
add_part(struct making *m, const struct report *r, struct err *e)
{
	int i;

	if (r->nparts == 0)
		return add_table(m, r, NULL, e);
	for (i = 0; i < r->nparts; i++)
		if (add_table(m, r->part[i], i == 0 ? lang_pick(r->title) : NULL, e) < 0)
			return -1;
	return 0;
}

/* The latest record of the unit that speaks of the days. */
struct wanted {
	const struct report *r;
	int32_t from, to;
	struct arena *a;        /* of what is found */
	rid id;
	struct value *v;
};

static int
look_at(void *arg, struct record *r, struct err *e)
{
	struct wanted *w = arg;
	const struct value *v = book_values(w->a, r, w->r->form);

	(void)e;
	if (r->status == ST_DRAFT || v[w->r->since->cell].kind != V_INT || v[w->r->until->cell].kind != V_INT ||
	    v[w->r->since->cell].n != w->from || v[w->r->until->cell].n != w->to)
		return 0;
	w->id = r->id;
	return 0;
}

static int
find_words(struct book *b, const struct report_ask *ask, struct wanted *w, struct err *e)
{
	struct arena *a = arena_new();
	struct query q = { .form = w->r->form, .unit = ask->unit ? ask->unit : book_info(b)->unit,
		.from = DATE_NONE, .to = DATE_NONE };
	struct record *r;
	int status;

	w->a = arena_new();
	status = book_query(b, a, &q, look_at, w, e);
	arena_free(w->a);
	w->a = NULL;
	r = status == 0 && w->id ? book_get(b, a, w->id, e) : NULL;
	if (w->id && !r)
		status = -1;
	if (r)
		w->v = book_values(a, r, w->r->form);
	w->a = a;
	return status;
}

static int
add_boxes(struct book *b, struct arena *a, const struct report_ask *ask, struct paper *p, struct err *e)
{
	const struct report *r = ask->report;
	struct wanted w = { .r = r, .from = ask->from, .to = ask->to };
	struct paper_box *box = arena_alloc(a, ((size_t)r->nboxes + 1) * sizeof *box);
	const struct value *v;
	int i, status = find_words(b, ask, &w, e);

	for (i = 0; status == 0 && i < r->nboxes; i++) {
		v = w.v ? &w.v[r->box[i]->cell] : NULL;
		box[i] = (struct paper_box){ r->box[i]->id, lang_pick(r->box[i]->label),
			v && v->kind == V_TEXT ? arena_strdup(a, v->s) : "" };
	}
	arena_free(w.a);
	p->box = box;
	p->nboxes = r->nboxes;
	p->words = w.id;
	if (status == 0 && !w.id)
		p->note = arena_printf(a, _("No record of %s %s speaks of exactly these days: its words are missing."),
		    r->form->code, lang_pick(r->form->title));
	return status;
}

int
paper_make(struct book *b, struct arena *a, const struct report_ask *ask, struct paper *out, struct err *e)
{
	const struct unit *u = unit_parse(book_schema(b), ask->unit ? ask->unit : book_info(b)->unit);
	struct making m = { .b = b, .a = a, .ask = ask };
	int i;

	*out = (struct paper){ .r = ask->report, .who = u ? u->name : "",
		.period = span_between(a, ask->from, ask->to) };
	m.part = arena_alloc(a, PARTS_MAX * sizeof *m.part);
	if (ask->report->nboxes && add_boxes(b, a, ask, out, e) < 0)
		return -1;
	if (ask->report->nparts == 0 && add_table(&m, ask->report, NULL, e) < 0)
		return -1;
	for (i = 0; i < ask->report->nparts; i++)
		if (add_part(&m, ask->report->part[i], e) < 0)
			return -1;
	out->part = m.part;
	out->nparts = m.n;
	return 0;
}
