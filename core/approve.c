/* SPDX-License-Identifier: MIT */
/*
 * approve: records of a period moved on to approved, locked, or back.  Invariant: a record
 * goes one step at a time and never in conflict; what is not ready is counted, not touched.
 */
#include "core/approve.h"

#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/due.h"

enum { AT_ONCE = 1000 };

/* What each kind takes, and which statuses it has nothing to do with any more. */
static const struct step {
	enum status takes;
	unsigned past;
} steps[CH_N] = {
	[CH_APPROVE] = { ST_COMPLETE, 1u << ST_APPROVED | 1u << ST_LOCKED },
	[CH_LOCK] = { ST_APPROVED, 1u << ST_LOCKED },
	[CH_UNLOCK] = { ST_LOCKED, 1u << ST_COMPLETE | 1u << ST_APPROVED },
};

struct gather {
	const struct approve_ask *q;
	struct approve_sum *out;
	struct arena *a;        /* of the whole list */
	struct save *list;
	int n;
};

static void
hold(struct approve_sum *out, rid id)
{
	if (out->nnames < APPROVE_NAMED)
		out->name[out->nnames++] = id;
}

static void
take(struct gather *g, const struct record *r)
{
	struct vv *seen = arena_dup(g->a, &r->vv, sizeof r->vv);

	g->list = arena_room(g->a, g->list, (size_t)g->n, sizeof *g->list);
	seen->item = arena_dup(g->a, r->vv.item, (size_t)r->vv.n * sizeof *r->vv.item);
	g->list[g->n++] = (struct save){ .kind = g->q->kind, .rec = r->id, .form = g->q->form,
		.seen = seen, .who = g->q->who, .reason = g->q->reason };
}

static int
each_record(void *arg, struct record *r, struct err *e)
{
	struct gather *g = arg;
	const struct step *s = &steps[g->q->kind];

	(void)e;
	if (r->status == s->takes && r->conflict) {
		g->out->conflicts++;
		hold(g->out, r->id);
	} else if (r->status == s->takes) {
		take(g, r);
	} else if (s->past & 1u << r->status) {
		g->out->already++;
	} else {
		g->out->held++;
		hold(g->out, r->id);
	}
	return 0;
}

/* Periods of the form within the days that stand open: core/due tells. */
static int
count_missing(struct book *b, const struct approve_ask *q, struct approve_sum *out, struct err *e)
{
	int p = due_period(q->form), n = 0, i, r = -1;
	struct due_ask ask = { .form = q->form, .who = q->who };
	struct due_cell *cell;
	struct due_span s;

	ask.unit = q->unit ? q->unit : book_info(b)->unit;
	out->first = DATE_NONE;
	if (p < DUE_EVENT || q->kind == CH_UNLOCK || q->from == DATE_NONE || q->to == DATE_NONE)
		return 0;
	ask.first = due_span((enum due_period)p, q->from);
	for (s = ask.first; s.from <= q->to; s = due_step((enum due_period)p, &s, 1))
		n++;
	ask.n = n;
	cell = calloc((size_t)n + 1, sizeof *cell);
	if (!cell)
		abort(); /* as the arena does */
	if (due_row(b, &ask, cell, e) != 0)
		goto out;
	for (i = 0, s = ask.first; i < n; i++, s = due_step((enum due_period)p, &s, 1)) {
		bool draft = cell[i].state == DUE_DRAFT, missing = cell[i].state == DUE_MISSING;

		out->drafts += draft;
		out->missing += missing;
		if ((draft || missing) && out->first == DATE_NONE)
			out->first = s.to;
	}
	r = 0;
out:
	free(cell);
	return r;
}

int
approve_period(struct book *b, const struct approve_ask *q, struct approve_sum *out, struct err *e)
{
	struct query find = { .form = q->form, .unit = q->unit, .from = q->from, .to = q->to };
	struct gather g = { .q = q, .out = out };
	struct arena *slices = arena_new();
	int r = -1, n;

	memset(out, 0, sizeof *out);
	g.a = arena_new();
	if (book_query(b, slices, &find, each_record, &g, e) != 0 || count_missing(b, q, out, e) != 0)
		goto out;
	while (out->moved < g.n) {
		n = g.n - out->moved < AT_ONCE ? g.n - out->moved : AT_ONCE;
		if (book_save(b, g.list + out->moved, n, e) != 0)
			goto out;
		out->moved += n;
	}
	r = 0;
out:
	arena_free(g.a);
	arena_free(slices);
	return r;
}
