/* SPDX-License-Identifier: MIT */
/*
 * night: what is told of a record is what check_record finds in it now, its computed values
 * made anew.  Invariant: a rule is asked a second time, for the records it looks at, only when
 * it has something to say; a book in order is read once and answers are shared.
 */
#include "core/night.h"

#include <string.h>

#include "core/date.h"
#include "core/due.h"

/* Built-in rules and days of the calendar that bear an id of their own. */
static const char own_unit[] = "X15", missing_day[] = "X14";

/* A finding that is told once for a value, as the last record so far has it. */
struct held {
	struct finding x;
	const struct record *r;
	const struct value *v;
};

struct night {
	struct book *b;
	const struct night_ask *q;
	night_each *each;
	void *arg;
	struct arena *a;        /* of one record, or one row of days */
	const struct form *form;
	struct arena *keep;     /* of what is held back: of one unit and form */
	struct held *held;
	int nheld;
};

void
night_period(struct night_ask *q)
{
	if (q->to == DATE_NONE)
		q->to = date_today();
	if (q->from == DATE_NONE)
		q->from = q->to - (NIGHT_DAYS - 1);
}

/* What was said for the record when its values were last set. */
static const char *
reason_of(struct night *w, rid id)
{
	struct err e;
	int i, n = 0;
	struct change **c = book_history(w->b, w->a, id, &n, &e);

	for (i = c ? n - 1 : -1; i >= 0; i--)
		if (c[i]->nsets)
			return c[i]->reason;
	return "";
}

/* Whether it need not be told: a hint, or a warning that was answered. */
static bool
settled(struct night *w, const struct finding *x, rid id, const char **reason)
{
	if (w->q->all)
		return false;
	if (x->level == LV_HINT)
		return true;
	if (!check_answerable(x) || (x->of && x->of->night_only))
		return false;
	if (!*reason)
		*reason = reason_of(w, id);
	return check_answered(x, *reason);
}

static const char *
id_of(const struct night *w, const struct finding *x)
{
	if (x->of && x->of->cross)
		return x->of->cross;
	if (w->form->date && x->cell == w->form->date->cell && strcmp(x->rule, "unit") == 0)
		return own_unit;
	return x->rule;
}

static int
tell(struct night *w, const struct record *r, const struct value *v, const struct finding *x,
    struct err *e)
{
	struct look look = book_look(w->b, r->unit);
	const struct form *of[NIGHT_OTHERS];
	rid other[NIGHT_OTHERS];
	struct visits seen = { 0, NIGHT_OTHERS, other, of };
	struct night_finding f = { .id = id_of(w, x), .rule = x->rule, .level = x->level,
		.form = w->form, .unit = r->unit, .rec = r->id, .cell = x->cell, .text = x->text,
		.other = other };

	look.self = r->id;
	look.night = true;
	look.until = w->q->to;
	book_look_visits(&look, &seen);
	check_ask(w->a, w->form, v, x, &look);
	book_look_visits(&look, NULL);
	f.nothers = seen.n;
	f.day = form_day(w->form, v);
	return w->each(w->arg, &f, e);
}

/* What is told once for each value of a field takes the place of what an earlier record said. */
static void
hold_back(struct night *w, const struct record *r, const struct value *v, const struct finding *x)
{
	int i, n = w->form->ncells, by = x->of->once_per->cell;
	struct value *copy = arena_alloc(w->keep, ((size_t)n + 1) * sizeof *copy);
	struct record *kept = arena_dup(w->keep, r, sizeof *r);

	for (i = 0; i < n; i++)
		copy[i] = value_dup(w->keep, &v[i]);
	kept->unit = arena_strdup(w->keep, r->unit);
	for (i = 0; i < w->nheld && (w->held[i].x.of != x->of || !value_equal(&w->held[i].v[by], &v[by])); i++)
		;
	if (i == w->nheld)
		w->held = arena_room(w->keep, w->held, (size_t)w->nheld++, sizeof *w->held);
	w->held[i] = (struct held){ *x, kept, copy };
	w->held[i].x.text = arena_strdup(w->keep, x->text);
}

/* Tells what was held back of a unit's records. */
static int
tell_held(struct night *w, struct err *e)
{
	int i, rc = 0;

	for (i = 0; i < w->nheld && rc == 0; i++)
		rc = tell(w, w->held[i].r, w->held[i].v, &w->held[i].x, e);
	w->held = NULL;
	w->nheld = 0;
	arena_reset(w->keep);
	return rc;
}

static int
each_record(void *arg, struct record *r, struct err *e)
{
	struct night *w = arg;
	const struct form *f = w->form;
	struct value *v = arena_dup(w->a, book_values(w->a, r, f), (size_t)f->ncells * sizeof *v);
	struct look look = book_look(w->b, r->unit);
	struct findings found = { 0 };
	const char *reason = NULL;
	int i, rc = 0;

	if (w->nheld && strcmp(w->held->r->unit, r->unit) != 0 && tell_held(w, e) != 0)
		return -1;
	look.self = r->id;
	look.night = true;
	look.until = w->q->to;
	look.known = NULL; /* a word that is new is one for who types it */
	look.no_hints = !w->q->all;
	check_fill(w->a, f, v, &look, FILL_COMPUTED);
	check_record(w->a, f, v, &look, &found);
	for (i = 0; i < found.n && rc == 0; i++) {
		if (settled(w, &found.f[i], r->id, &reason))
			continue;
		if (found.f[i].of && found.f[i].of->once_per)
			hold_back(w, r, v, &found.f[i]);
		else
			rc = tell(w, r, v, &found.f[i], e);
	}
	arena_reset(w->a);
	return rc;
}

static int
check_form(struct night *w, const struct form *f, const char *unit, struct err *e)
{
	struct query q = { .form = f, .unit = unit, .from = w->q->from, .to = w->q->to };
	struct arena *slices = arena_new();
	int r;

	if (!f->date)
		q.from = q.to = DATE_NONE;
	w->form = f;
	r = book_query(w->b, slices, &q, each_record, w, e);
	if (r == 0)
		r = tell_held(w, e);
	arena_free(slices);
	return r;
}

/* Stops at the first record. */
static int
any_record(void *arg, struct record *r, struct err *e)
{
	(void)r;
	(void)e;
	*(bool *)arg = true;
	return 1;
}

/* Whether the unit handed in f before the period. */
static int
began_before(struct night *w, const struct form *f, const char *unit, bool *is, struct err *e)
{
	struct query q = { .form = f, .unit = unit, .from = DATE_NONE, .to = w->q->from - 1 };
	struct arena *slices = arena_new();
	int r = book_query(w->b, slices, &q, any_record, is, e);

	arena_free(slices);
	return r == 0 || *is ? 0 : -1;
}

static int
tell_missing(struct night *w, const struct form *f, const char *unit, int32_t from, int32_t to,
    struct err *e)
{
	struct night_finding x = { .id = missing_day, .rule = "missing", .level = LV_WARN, .form = f,
		.unit = unit, .day = from, .cell = -1 };
	char day[11], last[11];

	date_local(from, day);
	date_local(to, last);
	x.text = from == to ? arena_printf(w->a, _("%s: nothing was handed in for %s"), lang_pick(f->title), day) :
	    arena_printf(w->a, _("%s: nothing was handed in from %s to %s"), lang_pick(f->title), day, last);
	return w->each(w->arg, &x, e);
}

/* The runs of missing days of a row that begins on day first. */
static int
tell_runs(struct night *w, const struct form *f, const char *unit, const struct due_cell *c,
    int32_t first, struct err *e)
{
	int i, k, n = w->q->to - w->q->from + 1;

	for (i = first - w->q->from; i < n; i = k + 1) {
		for (k = i; k < n && c[k].state == DUE_MISSING; k++)
			;
		if (k > i && tell_missing(w, f, unit, w->q->from + i, w->q->from + k - 1, e) != 0)
			return -1;
	}
	return 0;
}

/* The missing days of a unit, from its first report of any daily form on. */
static int
check_days(struct night *w, const char *unit, struct err *e)
{
	const struct schema *s = book_schema(w->b);
	int i, k, n = w->q->to - w->q->from + 1;
	struct due_cell *row = arena_alloc(w->a, (size_t)s->nforms * (size_t)n * sizeof *row);
	int32_t first = w->q->to + 1;
	bool before = false;
	struct due_ask q = { .unit = unit, .n = n };

	for (i = 0; i < s->nforms; i++) {
		q.form = s->form[i];
		if (due_period(q.form) != DUE_DAY)
			continue;
		q.first = due_span(DUE_DAY, w->q->from);
		if (due_row(w->b, &q, row + (size_t)i * (size_t)n, e) != 0 ||
		    (!before && began_before(w, q.form, unit, &before, e) != 0))
			return -1;
		for (k = 0; k < n; k++)
			if (row[i * n + k].state >= DUE_LATE && w->q->from + k < first)
				first = w->q->from + k;
	}
	first = before ? w->q->from : first;
	for (i = 0; i < s->nforms; i++)
		if (due_period(s->form[i]) == DUE_DAY && (!w->q->form || w->q->form == s->form[i]) &&
		    tell_runs(w, s->form[i], unit, row + (size_t)i * (size_t)n, first, e) != 0)
			return -1;
	arena_reset(w->a);
	return 0;
}

/* The units whose days are asked about: one, the office's own, or all communes there were. */
static int
check_units(struct night *w, struct err *e)
{
	const struct book_info *info = book_info(w->b);
	const char *one = w->q->unit ? w->q->unit : info->role == ROLE_OFFICE ? info->unit : NULL;
	const struct unit **list;
	struct arena *a;
	int i, n, r = 0;

	if (one)
		return check_days(w, one, e);
	a = arena_new();
	n = due_units(a, book_schema(w->b), w->q->to, &list);
	for (i = 0; i < n && r == 0; i++)
		r = check_days(w, unit_text(a, list[i]), e);
	arena_free(a);
	return r;
}

int
night_check(struct book *b, const struct night_ask *q, night_each *each, void *arg, struct err *e)
{
	const struct schema *s = book_schema(b);
	struct night w = { .b = b, .q = q, .each = each, .arg = arg };
	int i, r = 0;

	if (q->from > q->to)
		return 0;
	w.a = arena_new();
	w.keep = arena_new();
	for (i = 0; i < s->nforms && r == 0; i++)
		if (!q->form || q->form == s->form[i])
			r = check_form(&w, s->form[i], q->unit, e);
	if (r == 0)
		r = check_units(&w, e);
	arena_free(w.keep);
	arena_free(w.a);
	return r;
}
