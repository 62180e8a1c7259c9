/* SPDX-License-Identifier: MIT */
/*
 * due: periods, their due times and what came of them.  Invariant: a period is settled by
 * the first record that stands, was keyed in time and says something; only until then are
 * records of the period read, so a month of a unit costs about a record a period.
 */
#include "core/due.h"

#include <string.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/posting.h"
#include "core/span.h"

enum { DATE_TAIL = 1 + KEY_DAY, MINUTE = 60000 };

/* The hours are the province's: the same for every book and screen of the process. */
static struct due_hours hours = { 17 * 60, 10 * 60, 3 };

static const struct { const char *name; enum span span; } periods[] = {
	[DUE_EVENT] = { "event", SPAN_DAY }, [DUE_DAY] = { "day", SPAN_DAY },
	[DUE_WEEK] = { "week", SPAN_WEEK }, [DUE_MONTH] = { "month", SPAN_MONTH },
	[DUE_QUARTER] = { "quarter", SPAN_QUARTER },
};

enum { NPERIODS = sizeof periods / sizeof *periods };

static const struct { const char *id, *label; } states[DUE_N] = {
	[DUE_NONE] = { "none", N_("not keyed") },
	[DUE_OPEN] = { "open", N_("not due yet") },
	[DUE_DRAFT] = { "draft", N_("draft") },
	[DUE_MISSING] = { "missing", N_("missing") },
	[DUE_LATE] = { "late", N_("late") },
	[DUE_NIL] = { "nothing", N_("nothing occurred") },
	[DUE_DONE] = { "done", N_("in full") },
};

/* One row in the making. */
struct row_walk {
	struct book *b;
	const struct due_ask *q;
	struct due_cell *out;
	struct arena *a;        /* of one record */
	struct txn *t;
	unsigned formno;
	enum due_period p;
	int at;                 /* the period the walk is in */
	struct due_span span;   /* and its days */
	bool seen;              /* in it: any record */
	bool said, timely;      /* in it: a record that says something, one keyed in time */
	bool nil;               /* one that says that nothing occurred */
	struct posting row;
};

void
due_set(const struct due_hours *h)
{
	hours = *h;
}

int
due_period(const struct form *f)
{
	int i;

	for (i = 0; f->date && f->period && i < NPERIODS; i++)
		if (strcmp(f->period, periods[i].name) == 0)
			return i;
	return -1;
}

struct due_span
due_span(enum due_period p, int32_t day)
{
	struct due_span s = { .from = span_first(periods[p].span, day), .to = span_last(periods[p].span, day) };
	int32_t on = s.to;
	int minute = hours.day;

	if (p == DUE_WEEK) {
		on = s.to + 1;
		minute = hours.week;
	} else if (p == DUE_MONTH || p == DUE_QUARTER) {
		on = s.to + hours.month_day;
	} else if (p == DUE_EVENT) {
		on = s.to + 1;
		minute = 0;
	}
	s.due = date_begins(on) + (int64_t)minute * MINUTE;
	return s;
}

struct due_span
due_step(enum due_period p, const struct due_span *s, int n)
{
	struct due_span x = *s;

	for (; n > 0; n--)
		x = due_span(p, x.to + 1);
	for (; n < 0; n++)
		x = due_span(p, x.from - 1);
	return x;
}

int
due_units(struct arena *a, const struct schema *s, int32_t day, const struct unit ***out)
{
	const struct unit **list = arena_alloc(a, ((size_t)s->nunits + 1) * sizeof *list), *u;
	int i, n = 0;

	for (i = 0; i < s->nunits; i++) {
		u = &s->unit[i];
		if (u->level == UNIT_COMMUNE && date_within(u->from, u->to, day))
			list[n++] = u;
	}
	*out = list;
	return n;
}

const char *
due_span_text(struct arena *a, enum due_period p, const struct due_span *s)
{
	return span_code(a, periods[p].span, s->from);
}

void
due_moment(int64_t ms, int32_t *day, int *minute)
{
	int64_t minutes = ms / MINUTE + 7 * 60;

	*day = (int32_t)(minutes / 1440);
	*minute = (int)(minutes % 1440);
}

const char *
due_state_id(enum due_state s)
{
	return states[s].id;
}

const char *
due_state_label(enum due_state s)
{
	return _(states[s].label);
}

/* What is to be said of the period the walk leaves. */
static void
settle(struct row_walk *w)
{
	struct due_cell *c = &w->out[w->at];

	if (w->said)
		c->state = w->timely || w->p == DUE_EVENT ? DUE_DONE : DUE_LATE;
	else if (w->nil)
		c->state = DUE_NIL;
	else if (w->p == DUE_EVENT)
		c->state = DUE_NONE;
	else
		c->state = clock_now() < w->span.due ? DUE_OPEN : DUE_MISSING;
	w->said = w->timely = w->nil = w->seen = false;
}

/* Goes on to the period that holds day; false behind the last one. */
static bool
go_to(struct row_walk *w, int32_t day)
{
	while (w->at < w->q->n && day > w->span.to) {
		settle(w);
		w->at++;
		w->span = due_step(w->p, &w->span, 1);
	}
	return w->at < w->q->n;
}

/* The period has a record of this status: the lowest is what may be said of all. */
static void
lower(struct row_walk *w, enum status s)
{
	struct due_cell *c = &w->out[w->at];

	if (!w->seen || s < c->status)
		c->status = s;
	w->seen = true;
}

/* Whether no further record can change what is said of the period. */
static bool
settled(const struct row_walk *w)
{
	return w->said && w->timely && !w->q->count && w->out[w->at].status <= ST_COMPLETE;
}

/* Of a period that is settled but for its status: the status of one record more. */
static int
note_status(struct row_walk *w, rid id, struct err *e)
{
	struct skim head = { 0 };
	uint8_t k[RECORD_KEY];
	const void *v;
	struct rd rd;
	size_t n;
	int got;

	record_key(k, w->formno, id);
	got = txn_get(w->t, TB_RECORDS, k, sizeof k, &v, &n, e);
	if (got > 0)
		return err_set(e, E_DAMAGE, _("The index by date names a record that is not there; "
		    "run `soxa verify`"));
	if (got < 0)
		return -1;
	rd = rd_of(v, n);
	if (record_skim_head(&rd, &head, book_shape_of, w->b))
		return err_set(e, E_DAMAGE, _("a stored record cannot be read; run `soxa verify`"));
	if (head.status < ST_REMOVED)
		lower(w, head.status);
	return 0;
}

/* Takes note of one record. */
static int
note(struct row_walk *w, rid id, struct err *e)
{
	uint8_t k[RECORD_KEY];
	const struct value *nil;
	struct record *r;
	int got;

	record_key(k, w->formno, id);
	arena_reset(w->a);
	got = record_read(w->b, w->t, w->a, k, &r, e);
	if (got > 0)
		return err_set(e, E_DAMAGE, _("The index by date names a record that is not there; "
		    "run `soxa verify`"));
	if (got < 0)
		return -1;
	if (r->status == ST_REMOVED || r->status == ST_ERASED)
		return 0;
	w->out[w->at].records++;
	lower(w, r->status);
	nil = w->q->form->nil ? record_cell(r, w->q->form->nil->id) : NULL;
	if (nil && nil->kind == V_INT && nil->n)
		w->nil = true;
	else
		w->said = true;
	if ((int64_t)(r->created >> 16) <= w->span.due)
		w->timely = true;
	return 0;
}

static int
date_row(void *arg, const void *key, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct row_walk *w = arg;
	const uint8_t *k = key;
	size_t unit = strlen(w->q->unit);
	int i;

	if (kn != 2 + unit + DATE_TAIL + 8 || key_u16_of(k) != w->formno ||
	    memcmp(k + 2, w->q->unit, unit + 1) != 0 || !go_to(w, key_day_of(k + kn - 8 - KEY_DAY)))
		return 1;
	if (settled(w))
		return 0;
	if (posting_read(&w->row, key, kn, v, vn, e))
		return -1;
	for (i = 0; i < w->row.n; i++) {
		if (settled(w))
			return 0;
		if (w->said && w->timely && !w->q->count ? note_status(w, w->row.id[i], e) != 0 :
		    note(w, w->row.id[i], e) != 0)
			return -1;
	}
	return 0;
}

static int
walk_row(void *arg, struct txn *t, struct err *e)
{
	struct row_walk *w = arg;
	const struct due_ask *q = w->q;
	uint8_t day[KEY_DAY];
	struct buf k = { NULL, 0, 0 };
	int r;

	w->t = t;
	buf_u16(&k, (uint16_t)w->formno);
	buf_put(&k, q->unit, strlen(q->unit) + 1);
	key_day(day, q->first.from);
	buf_put(&k, day, sizeof day);
	r = txn_walk(t, TB_DATE, k.p, k.n, WALK_ALL, date_row, w, e);
	buf_free(&k);
	return r;
}

/* A new record in hand counts where its day lies; without a day it is of today. */
static int
mark_draft(struct book *b, const struct due_ask *q, enum due_period p, struct due_cell *out,
    struct err *e)
{
	struct arena *a = arena_new();
	struct due_span s = q->first;
	struct draft *d;
	int r = book_draft_get(b, a, q->who, q->form, &d, e), i;

	if (r == 0 && d && !d->rec) {
		const struct value *v = &d->v[q->form->date->cell];
		int64_t day = v->kind == V_INT ? v->n : date_today();

		for (i = 0; i < q->n; i++, s = due_step(p, &s, 1))
			if (day >= s.from && day <= s.to && out[i].state <= DUE_MISSING)
				out[i].state = DUE_DRAFT;
	}
	arena_free(a);
	return r;
}

int
due_row(struct book *b, const struct due_ask *q, struct due_cell *out, struct err *e)
{
	struct row_walk w = { .b = b, .q = q, .out = out, .span = q->first };
	int r = -1;

	memset(out, 0, (size_t)q->n * sizeof *out);
	w.p = (enum due_period)due_period(q->form);
	w.a = arena_new();
	if (book_formno(b, q->form->id, &w.formno, e) != 0)
		goto out;
	if (w.formno && book_visit(b, walk_row, &w, e) != 0)
		goto out;
	while (w.at < q->n)
		(void)go_to(&w, w.span.to + 1); /* what no record was found for */
	r = q->who ? mark_draft(b, q, w.p, out, e) : 0;
out:
	arena_free(w.a);
	return r;
}
