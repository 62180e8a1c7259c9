/* SPDX-License-Identifier: MIT */
/*
 * look: what expressions ask of a book.  Answers are remembered for a second and
 * until the form they came from is saved to, so that a thousand lines of `add` ask
 * the store once for each force and hamlet.  Invariant: an answer is never older
 * than the last save of this process to its form, nor than a second of the clock.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/look.h"
#include "core/memo.h"
#include "core/usual.h"

enum { ANSWERS_MAX = 4096, AGE_MS = 1000, SAME_KEY = 64, ASK_WHERE = 8 };

/* The values of an open list, in order of their bytes. */
struct known_list {
	struct known_list *next;
	const struct field *field;
	int n;
	const char **value;
	bool old;               /* something was saved since */
};

struct looker {
	struct looker *next;
	struct book *book;
	const char *unit;
	int64_t since;          /* milliseconds; when the oldest answer was given */
	struct memo memo;       /* answers of total() and exists(), about forms */
	struct known_list *lists;      /* in the memo's arena */
	struct buf key;
	struct visits *visits;  /* where the records that are read go, or NULL */
};

/* One question: records of form where the fields have the values, in a span of days. */
struct ask {
	struct looker *l;
	const struct form *form;
	const struct field *what;      /* NULL: records are counted */
	int cell, ncells;       /* of what */
	int nwhere;
	const struct field *is[ASK_WHERE];
	const struct value *value;
	int32_t from, to;
	bool first;             /* one record is enough */
	rid but;                /* this one is passed over; 0 none is */
	struct arena *scratch;  /* of one record */
	struct value out;
};

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Where a record of form goes: behind the others, or when all is full over one of a form that has two. */
static int
place_of(const struct visits *v, const struct form *form)
{
	int i, k;

	if (v->n < v->max)
		return v->n;
	for (i = 0; i < v->max && v->of[i] != form; i++)
		;
	if (i < v->max)
		return -1;
	for (i = v->max - 1; i > 0; i--)
		for (k = 0; k < i; k++)
			if (v->of[k] == v->of[i])
				return i;
	return -1;
}

/* Takes down, once, a record that an answer was made of. */
static void
visit(struct looker *l, const struct form *form, rid id)
{
	struct visits *v = l->visits;
	int i;

	if (!v)
		return;
	for (i = 0; i < v->n && i < v->max; i++)
		if (v->id[i] == id)
			return;
	i = place_of(v, form);
	v->n++;
	if (i >= 0) {
		v->id[i] = id;
		v->of[i] = form;
	}
}

/* Drops what is too old to be believed. */
static void
freshen(struct looker *l)
{
	int64_t now = now_ms();

	if ((l->memo.n || l->lists) && now - l->since <= AGE_MS && l->memo.n < ANSWERS_MAX)
		return;
	memo_forget(&l->memo);
	l->lists = NULL;
	l->since = now;
}

/* The question as bytes. */
static void
write_key(struct buf *b, const struct ask *q)
{
	int i;

	b->n = 0;
	buf_str(b, q->form->id);
	buf_varint(b, (uint64_t)(q->what ? q->cell + 1 : 0));
	buf_varint(b, (uint64_t)q->ncells * 2 + q->first);
	buf_varint(b, q->but);
	buf_zigzag(b, q->from);
	buf_zigzag(b, q->to);
	for (i = 0; i < q->nwhere; i++) {
		buf_varint(b, (uint64_t)q->is[i]->no);
		buf_u8(b, (uint8_t)q->value[i].kind);
		buf_zigzag(b, q->value[i].kind == V_INT ? q->value[i].n : 0);
		buf_str(b, q->value[i].kind == V_TEXT ? q->value[i].s : NULL);
	}
}

/* True when the record has what was asked; v are its values by the form. */
static bool
matches(const struct ask *q, const struct value *v)
{
	int32_t day;
	int i;

	for (i = 0; i < q->nwhere; i++)
		if (!value_equal(&v[q->is[i]->cell], &q->value[i]))
			return false;
	if (q->from == DATE_NONE && q->to == DATE_NONE)
		return true;
	day = form_day(q->form, v);
	return day != DATE_NONE && date_within(q->from, q->to, day);
}

/* Adds a record to the answer; blank once a '?' or an overflow made it unknown. */
static void
add_record(struct ask *q, const struct value *v)
{
	int i;

	if (!q->what)
		q->out.n += q->first || !check_nil(q->form, v);
	for (i = q->cell; q->what && i < q->cell + q->ncells; i++)
		if (v[i].kind == V_UNKNOWN || (v[i].kind == V_INT &&
		    __builtin_add_overflow(q->out.n, v[i].n, &q->out.n)))
			q->out.kind = V_BLANK;
}

static int
each_record(void *arg, struct record *r, struct err *e)
{
	struct ask *q = arg;
	const struct value *v = book_values(q->scratch, r, q->form);

	(void)e;
	if ((!q->but || r->id != q->but) && matches(q, v)) {
		add_record(q, v);
		visit(q->l, q->form, r->id);
	}
	arena_reset(q->scratch);
	return q->first && q->out.n > 0;
}

/* True when the conditions name the whole key, so that its index has the answer. */
static bool
whole_key(const struct ask *q)
{
	int i, j;

	for (i = 0; i < q->form->nkeys; i++) {
		for (j = 0; j < q->nwhere && q->is[j] != q->form->key[i]; j++)
			;
		if (j == q->nwhere)
			return false;
	}
	return q->form->nkeys > 0 && q->l->unit;
}

static int
ask_key(struct ask *q, struct arena *a, struct err *e)
{
	struct value *v = arena_alloc(a, (size_t)q->form->ncells * sizeof *v);
	rid ids[SAME_KEY];
	struct record *r;
	int i, n;

	for (i = 0; i < q->nwhere; i++)
		v[q->is[i]->cell] = q->value[i];
	n = book_by_key(q->l->book, q->form, q->l->unit, v, ids, SAME_KEY, e);
	if (n >= SAME_KEY)
		return 1; /* there may be more */
	for (i = 0; i < n; i++) {
		r = book_get(q->l->book, a, ids[i], e);
		if (!r)
			return -1;
		if (r->status != ST_REMOVED && r->status != ST_ERASED)
			(void)each_record(q, r, e);
	}
	return n < 0 ? -1 : 0;
}

static int
ask_query(struct ask *q, struct err *e)
{
	struct query find = { .form = q->form, .unit = q->l->unit, .from = q->from, .to = q->to };
	int i;

	for (i = 0; i < q->nwhere; i++)
		if (q->is[i] == q->form->date)
			find.from = find.to = (int32_t)q->value[i].n;
	q->out = (struct value){ V_INT, 0, NULL };
	if (book_query(q->l->book, q->scratch, &find, each_record, q, e) == 0)
		return 0;
	return q->first && q->out.n > 0 ? 0 : -1; /* ended early */
}

/* The answer of the book itself; -1 when it could not be read. */
static int
ask_book(struct ask *q)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	int r = 1;

	q->scratch = arena_new();
	q->out = (struct value){ V_INT, 0, NULL };
	if (whole_key(q))
		r = ask_key(q, a, &e);
	if (r == 1)
		r = ask_query(q, &e);
	arena_free(q->scratch);
	arena_free(a);
	return r;
}

/* The answer remembered, or the book's. */
static int
ask(struct ask *q)
{
	struct looker *l = q->l;
	const struct value *w;

	freshen(l);
	write_key(&l->key, q);
	w = memo_get(&l->memo, &l->key);
	if (w && !l->visits) {
		q->out = *w;
		return 0;
	}
	if (ask_book(q) != 0)
		return -1;
	if (!w)
		memo_put(&l->memo, &l->key, q->form, q->out);
	return 0;
}

/* Puts form and conditions into q; false when the installed form has no such field. */
static bool
put_question(struct ask *q, struct looker *l, const char *form, int nwhere, const char **field_is)
{
	int i;

	q->l = l;
	q->form = schema_form(book_schema(l->book), form);
	q->nwhere = nwhere;
	if (!q->form || nwhere > ASK_WHERE)
		return false;
	for (i = 0; i < nwhere; i++) {
		q->is[i] = form_field(q->form, field_is[i]);
		if (!q->is[i])
			return false;
	}
	return true;
}

static int
look_total(void *arg, const char *form, const char *field, int nwhere, const char **field_is,
    const struct value *value_is, int32_t from, int32_t to, uint64_t but, struct value *out)
{
	struct ask q = { .value = value_is, .from = from, .to = to, .but = but };

	if (!put_question(&q, arg, form, nwhere, field_is))
		return -1;
	if (field) {
		q.cell = form_cell(q.form, field);
		q.what = q.cell >= 0 ? q.form->cell[q.cell].field : form_field(q.form, field);
		if (!q.what)
			return -1;
		q.ncells = q.cell >= 0 ? 1 : q.what->ncells;
		q.cell = q.cell >= 0 ? q.cell : q.what->cell;
	}
	if (ask(&q) != 0)
		return -1;
	*out = q.out;
	return 0;
}

static bool
look_exists(void *arg, const char *form, int nwhere, const char **field_is,
    const struct value *value_is, uint64_t but)
{
	struct ask q = { .value = value_is, .from = DATE_NONE, .to = DATE_NONE, .first = true,
		.but = but };

	return put_question(&q, arg, form, nwhere, field_is) && ask(&q) == 0 && q.out.n > 0;
}

static int
look_prev(void *arg, const struct form *form, const struct value *v, int cell, struct value *out)
{
	struct looker *l = arg;
	struct arena *a = arena_new();
	struct value *day = arena_alloc(a, (size_t)form->ncells * sizeof *day);
	struct record *r;
	struct err e;
	rid ids[SAME_KEY];
	int i, n = 0, found = -1;

	freshen(l); /* a text given before may go now */
	memcpy(day, v, (size_t)form->ncells * sizeof *day);
	if (form->date && form->date->key && v[form->date->cell].kind == V_INT && l->unit) {
		day[form->date->cell].n--;
		n = book_by_key(l->book, form, l->unit, day, ids, SAME_KEY, &e);
	}
	for (i = 0; i < n && i < SAME_KEY && found; i++) {
		r = book_get(l->book, a, ids[i], &e);
		if (!r || r->status == ST_REMOVED || r->status == ST_ERASED)
			continue;
		*out = value_dup(l->memo.a, &book_values(a, r, form)[cell]);
		visit(l, form, r->id);
		found = 0;
	}
	arena_free(a);
	return found;
}

/* The latest record before a day that has the key of v, its date apart. */
struct latest {
	struct looker *l;
	const struct form *form;
	const struct value *v;
	struct arena *scratch;
	int cell;
	int64_t day;
	rid id;
	bool found;
	struct value *out;
};

static int
each_earlier(void *arg, struct record *r, struct err *e)
{
	struct latest *q = arg;
	const struct value *v = book_values(q->scratch, r, q->form);
	int64_t day = v[q->form->date->cell].n;
	int i;

	(void)e;
	for (i = 0; i < q->form->nkeys && (q->form->key[i] == q->form->date ||
	    value_equal(&v[q->form->key[i]->cell], &q->v[q->form->key[i]->cell])); i++)
		;
	if (i == q->form->nkeys && !check_nil(q->form, v) &&
	    (!q->found || day > q->day || (day == q->day && r->id > q->id))) {
		q->found = true;
		q->day = day;
		q->id = r->id;
		*q->out = value_dup(q->l->memo.a, &v[q->cell]);
	}
	arena_reset(q->scratch);
	return 0;
}

/* A month back, then a year, then all: what is asked for is mostly near. */
static int
look_last(void *arg, const struct form *form, const struct value *v, int cell, struct value *out)
{
	static const int back[] = { 31, 366, 36600 };
	struct latest q = { .l = arg, .form = form, .v = v, .cell = cell, .out = out };
	struct query find = { .form = form, .unit = q.l->unit };
	struct arena *slices;
	struct err e;
	size_t i;

	freshen(q.l); /* a text given before may go now */
	if (!form->date || v[form->date->cell].kind != V_INT || !q.l->unit)
		return -1;
	slices = arena_new();
	q.scratch = arena_new();
	for (i = 0; i < sizeof back / sizeof *back && !q.found; i++) {
		find.to = (int32_t)v[form->date->cell].n - 1;
		find.from = find.to - back[i];
		if (book_query(q.l->book, slices, &find, each_earlier, &q, &e) != 0)
			break;
	}
	arena_free(q.scratch);
	arena_free(slices);
	if (q.found)
		visit(q.l, form, q.id);
	return q.found ? 0 : -1;
}

/* The latest numbers before a day, the newest over the oldest once there are enough. */
struct latest_numbers {
	struct looker *l;
	const struct recent *q;
	const struct field *is[ASK_WHERE];
	struct arena *scratch;
	int64_t *out;
	int n, max;
};

static int
each_number(void *arg, struct record *r, struct err *e)
{
	struct latest_numbers *w = arg;
	const struct recent *q = w->q;
	const struct value *v = book_values(w->scratch, r, q->form), *x = &v[q->cell];
	bool daily = q->form->period && strcmp(q->form->period, "day") == 0;
	int i;

	(void)e;
	for (i = 0; i < q->nwhere && value_equal(&v[w->is[i]->cell], &q->value_is[i]); i++)
		;
	if (i == q->nwhere && r->id != q->but && !check_nil(q->form, v) &&
	    (x->kind == V_INT || x->kind == V_NA) &&
	    (!daily || (q->day - v[q->form->date->cell].n) % 7 == 0)) {
		w->out[w->n++ % w->max] = x->kind == V_INT ? x->n : 0;
		visit(w->l, q->form, r->id);
	}
	arena_reset(w->scratch);
	return 0;
}

static int
look_recent(void *arg, const struct recent *q, int64_t *out, int max)
{
	struct latest_numbers w = { .l = arg, .q = q, .out = out, .max = max };
	struct query find = { .form = q->form, .unit = w.l->unit, .from = q->day - USUAL_DAYS,
		.to = q->day - 1 };
	struct arena *slices;
	struct err e;
	int i, r;

	freshen(w.l);
	for (i = 0; i < q->nwhere && i < ASK_WHERE; i++)
		w.is[i] = form_field(q->form, q->field_is[i]);
	if (q->nwhere > ASK_WHERE || !w.l->unit)
		return -1;
	slices = arena_new();
	w.scratch = arena_new();
	r = book_query(w.l->book, slices, &find, each_number, &w, &e);
	arena_free(w.scratch);
	arena_free(slices);
	return r != 0 ? -1 : w.n < max ? w.n : max;
}

static int
look_linked(void *arg, const char *form, const char *id, const char *field, struct value *out)
{
	struct looker *l = arg;
	const struct form *f = schema_form(book_schema(l->book), form);
	int cell = f ? form_cell(f, field) : -1;
	rid to = book_id_parse(l->book, id);
	struct arena *a = arena_new();
	struct record *r;
	struct err e;

	freshen(l);
	r = to && cell >= 0 ? book_get(l->book, a, to, &e) : NULL;
	if (r && (strcmp(r->shape->form, f->id) != 0 || r->status == ST_REMOVED || r->status == ST_ERASED))
		r = NULL;
	if (r) {
		*out = value_dup(l->memo.a, &book_values(a, r, f)[cell]);
		visit(l, f, r->id);
	}
	arena_free(a);
	return r ? 0 : -1;
}

static int
by_bytes(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Reads the list of f anew into k. */
static void
read_list(struct looker *l, struct known_list *k)
{
	struct err e;
	int n = book_local(l->book, l->memo.a, k->field, &k->value, &e);

	k->old = false;
	k->n = n > 0 ? n : 0;
	if (n > 0)
		qsort(k->value, (size_t)k->n, sizeof *k->value, by_bytes);
}

static bool
in_list(const struct known_list *k, const char *value)
{
	return k->n && bsearch(&value, k->value, (size_t)k->n, sizeof *k->value, by_bytes);
}

/* A value found stays known; one not found is looked for again when something was saved. */
static bool
look_known(void *arg, const struct field *f, const char *value)
{
	struct looker *l = arg;
	struct known_list *k;

	freshen(l);
	for (k = l->lists; k && k->field != f; k = k->next)
		;
	if (!k) {
		k = arena_alloc(l->memo.a, sizeof *k);
		k->field = f;
		k->old = true;
		k->next = l->lists;
		l->lists = k;
	}
	if (in_list(k, value))
		return true;
	if (!k->old)
		return false;
	read_list(l, k);
	return in_list(k, value);
}

void
look_changed(struct book *b, const struct form *form)
{
	struct known_list *k;
	struct looker *l;

	for (l = b->lookers; l; l = l->next) {
		for (k = l->lists; k; k = k->next)
			k->old = true;
		memo_drop(&l->memo, form);
	}
}

void
look_close(struct book *b)
{
	struct looker *l;

	for (l = b->lookers; l; l = l->next) {
		memo_close(&l->memo);
		buf_free(&l->key);
	}
	b->lookers = NULL;
}

void
book_look_visits(const struct look *look, struct visits *to)
{
	((struct looker *)look->arg)->visits = to;
}

struct look
book_look(struct book *b, const char *unit)
{
	struct looker *l;

	for (l = b->lookers; l; l = l->next)
		if (unit ? l->unit && strcmp(l->unit, unit) == 0 : !l->unit)
			break;
	if (!l) {
		l = arena_alloc(b->a, sizeof *l);
		l->book = b;
		l->unit = arena_strdup(b->a, unit);
		memo_open(&l->memo);
		l->next = b->lookers;
		b->lookers = l;
	}
	return (struct look){ .arg = l, .today = date_today(), .unit = l->unit, .schema = book_schema(b),
		.total = look_total, .prev = look_prev, .last = look_last, .recent = look_recent, .linked = look_linked,
		.exists = look_exists, .known = look_known };
}
