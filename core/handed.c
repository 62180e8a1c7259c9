/* SPDX-License-Identifier: MIT */
/*
 * handed: see handed.h.  Invariant: on time and late are the reported periods, these and the
 * missing ones those due; what is not due yet and not there is none of them.
 */
#include "core/handed.h"

#include <string.h>

#include "core/book_int.h"
#include "core/correct.h"
#include "core/date.h"
#include "core/dump_int.h"

/* A correction; its cells come one by one. */
struct corrected { rid change; const struct form *form; const char *unit; };

struct handing {
	struct book *b;
	const struct handed_ask *q;
	struct arena *a;
	bool hub;
	unsigned self;
	uint64_t sent;          /* the last change that went into a dump */
	struct corrected *corrected;
	int ncorrected;
};

/* One form of one unit in the making. */
struct form_walk {
	const struct handing *h;
	const struct form *form;
	enum due_period p;
	int32_t from, to;       /* days both are asked for and there */
	bool begun, seen, timely;       /* the walk; in the period it is in: any record, one in time */
	struct due_span span;
	int64_t n[HANDED_N];
};

static int
read_sent(void *arg, struct txn *t, struct err *e)
{
	struct handing *h = arg;
	struct dump_plan p = { 0 };

	if (dump_plan_get(t, &p, e) < 0)
		return -1;
	h->sent = p.state == PLAN_SEALED ? p.to : p.from;
	return 0;
}

static int
each_correction(void *arg, const struct correction *x, struct err *e)
{
	struct handing *h = arg;

	(void)e;
	if (h->ncorrected && h->corrected[h->ncorrected - 1].change == x->c->id)
		return 0;
	h->corrected = arena_room(h->a, h->corrected, (size_t)h->ncorrected, sizeof *h->corrected);
	h->corrected[h->ncorrected++] =
	    (struct corrected){ x->c->id, x->form, arena_strdup(h->a, x->unit) };
	return 0;
}

/* Takes note of the period the walk leaves. */
static void
settle(struct form_walk *w)
{
	if (w->seen) {
		w->n[HANDED_DUE]++;
		w->n[HANDED_COMPLETE]++;
		w->n[w->timely ? HANDED_ON_TIME : HANDED_LATE]++;
	} else if (clock_now() >= w->span.due) {
		w->n[HANDED_DUE]++;
		w->n[HANDED_MISSING]++;
	}
}

/* Goes on to the period that holds day. */
static void
go_to(struct form_walk *w, int32_t day)
{
	if (!w->begun)
		w->span = due_span(w->p, day);
	w->begun = true;
	while (day > w->span.to) {
		settle(w);
		w->seen = w->timely = false;
		w->span = due_step(w->p, &w->span, 1);
	}
}

static int
each_record(void *arg, struct record *r, struct err *e)
{
	struct form_walk *w = arg;
	const struct handing *h = w->h;
	const struct value *v = record_cell(r, w->form->date->id);
	int32_t day = v && v->kind == V_INT ? (int32_t)v->n : DATE_NONE;

	(void)e;
	if (day == DATE_NONE || r->status == ST_DRAFT || r->status >= ST_REMOVED)
		return 0;
	if (date_within(w->from, w->to, day)) {
		w->n[HANDED_KEYED]++;
		w->n[HANDED_APPROVED] += r->status >= ST_APPROVED;
		w->n[HANDED_UPLOADED] += h->hub || vv_get(&r->vv, h->self) <= h->sent;
	}
	if (w->p == DUE_EVENT)
		return 0;
	go_to(w, day);
	w->seen = true;
	w->timely |= (int64_t)(r->created >> 16) <= w->span.due;
	return 0;
}

static int
count_unit(struct form_walk *w, const struct unit *u, struct err *e)
{
	const struct handed_ask *q = w->h->q;
	const char *unit = unit_text(w->h->a, u);
	struct query ask = { .form = w->form, .unit = unit };
	struct arena *a = arena_new();
	int i, r;

	w->from = u->from > q->from ? u->from : q->from; /* DATE_NONE is below all days */
	w->to = q->to == DATE_NONE ? date_today() : q->to;
	if (u->to != DATE_NONE && u->to < w->to)
		w->to = u->to;
	if (q->from != DATE_NONE && w->p > DUE_EVENT && w->from <= w->to)
		go_to(w, w->from);
	ask.from = w->begun ? w->span.from : w->from;
	ask.to = w->to;
	r = book_query(w->h->b, a, &ask, each_record, w, e);
	if (r == 0 && w->begun)
		go_to(w, w->to + 1);
	for (i = 0; i < w->h->ncorrected; i++)
		w->n[HANDED_CORRECTED] += w->h->corrected[i].form == w->form &&
		    strcmp(w->h->corrected[i].unit, unit) == 0;
	arena_free(a);
	return r;
}

int
handed_run(struct book *b, const struct handed_ask *q, handed_each *each, void *arg, struct err *e)
{
	struct handing h = { .b = b, .q = q, .a = arena_new(), .hub = book_info(b)->role == ROLE_HUB,
		.self = book_info(b)->self };
	int i, k, r = -1;

	if (book_visit(b, read_sent, &h, e) != 0 ||
	    correct_list(b, &(struct correct_ask){ NULL, NULL, q->from, q->to }, each_correction, &h, e) != 0)
		goto out;
	for (i = 0; i < q->nforms; i++)
		for (k = 0; k < q->nunits; k++) {
			struct form_walk w = { .h = &h, .form = q->form[i] };

			w.p = (enum due_period)due_period(w.form);
			if (count_unit(&w, q->unit[k], e) != 0)
				goto out;
			each(arg, i, k, w.n);
		}
	r = 0;
out:
	arena_free(h.a);
	return r;
}
