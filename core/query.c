/* SPDX-License-Identifier: MIT */
/*
 * query: records and changes, many at a time.  Invariant: a slice is copied inside a
 * visit and handed on outside of it, so nobody holds the gate while a row is printed or
 * looked at; the next slice begins behind the last key.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/posting.h"

/* A query may be given up early, so its slices are small. */
enum { QUERY_ROWS = 512, PASSED_ROWS = 16384, SLICE_BYTES = 512 << 10 };

/* Rows of one slice: ids, and their bytes one after the other. */
struct slice {
	struct book *b;
	int n, full;
	struct slice_row { rid id; size_t at, len; } *row;
	struct buf bytes, from;
	bool more;
};

static void
slice_begin(struct slice *s)
{
	s->n = 0;
	s->bytes.n = 0;
	s->more = false;
}

/* Begins the next slice behind this key. */
static void
slice_after(struct slice *s, const void *k, size_t kn)
{
	s->from.n = 0;
	buf_put(&s->from, k, kn);
	buf_u8(&s->from, 0);
	s->more = true;
}

static void
slice_add(struct slice *s, rid id, const void *v, size_t vn)
{
	s->row[s->n].id = id;
	s->row[s->n].at = s->bytes.n;
	s->row[s->n++].len = vn;
	buf_put(&s->bytes, v, vn);
}

static bool
slice_full(const struct slice *s)
{
	return s->n >= s->full || s->bytes.n >= SLICE_BYTES;
}

static struct slice *
slice_new(struct book *b, int rows)
{
	struct slice *s = calloc(1, sizeof *s);

	if (s)
		s->row = malloc(((size_t)rows + POSTING_MAX) * sizeof *s->row);
	if (s == NULL || s->row == NULL)
		abort(); /* as the arena does: drafts are on disk */
	s->b = b;
	s->full = rows;
	return s;
}

static void
slice_free(struct slice *s)
{
	buf_free(&s->bytes);
	buf_free(&s->from);
	free(s->row);
	free(s);
}

/* One form of a query. */
struct query_walk {
	struct slice *s;
	const struct query *q;
	struct txn *t;
	unsigned formno;
	int32_t from, to;       /* days; a record without one lies before all */
	struct posting row;
};

enum { DATE_TAIL = 1 + KEY_DAY };     /* what follows the unit in a head of TB_DATE */

/* Whether a head is wanted: 0 yes, 1 no, 2 no and none after it. */
static int
head_wanted(const struct query_walk *w, const uint8_t *k, size_t n)
{
	size_t unit = n - 2 - DATE_TAIL;
	int32_t day;

	if (n < 2 + DATE_TAIL || key_u16_of(k) != w->formno)
		return 2;
	if (w->q->unit && (strlen(w->q->unit) != unit || memcmp(w->q->unit, k + 2, unit) != 0))
		return 2;
	day = key_day_of(k + n - KEY_DAY);
	if (day > w->to)
		return w->q->unit ? 2 : 1;
	return day < w->from;
}

static int
date_row(void *arg, const void *key, size_t kn, const void *val, size_t vn, struct err *e)
{
	struct query_walk *w = arg;
	int wanted = kn < 8 ? 2 : head_wanted(w, key, kn - 8), i, r;
	uint8_t rk[RECORD_KEY];

	if (wanted)
		return wanted - 1;
	if (posting_read(&w->row, key, kn, val, vn, e))
		return -1;
	for (i = 0; i < w->row.n; i++) {
		record_key(rk, w->formno, w->row.id[i]);
		r = txn_get(w->t, TB_RECORDS, rk, sizeof rk, &val, &vn, e);
		if (r > 0)
			return err_set(e, E_DAMAGE, _("The index by date names a record that is not there; "
			    "run `soxa verify`"));
		if (r < 0)
			return -1;
		slice_add(w->s, w->row.id[i], val, vn);
	}
	if (!slice_full(w->s))
		return 0;
	slice_after(w->s, key, kn);
	return 1;
}

static int
query_slice(void *arg, struct txn *t, struct err *e)
{
	struct query_walk *w = arg;

	w->t = t;
	slice_begin(w->s);
	return txn_walk(t, TB_DATE, w->s->from.p, w->s->from.n, WALK_ALL, date_row, w, e);
}

static void
query_from(struct query_walk *w)
{
	struct buf *k = &w->s->from;
	uint8_t day[KEY_DAY];

	k->n = 0;
	buf_u16(k, (uint16_t)w->formno);
	if (w->q->unit) {
		buf_put(k, w->q->unit, strlen(w->q->unit) + 1);
		key_day(day, w->from);
		buf_put(k, day, sizeof day);
	}
}

/* Hands a slice of records on. */
static int
each_record(struct slice *s, struct arena *a, const struct query *q, book_each *each, void *arg,
    struct err *e)
{
	struct record *r;
	int i;

	for (i = 0; i < s->n; i++) {
		if (record_decode(a, s->bytes.p + s->row[i].at, s->row[i].len, book_shape_of, s->b,
		    &r, e))
			return -1;
		r->id = s->row[i].id;
		if (!q->removed && (r->status == ST_REMOVED || r->status == ST_ERASED))
			continue;
		if (each(arg, r, e))
			return -1;
	}
	return 0;
}

/* Form numbers of a book. */
struct forms_ask {
	unsigned n, no[256];
};

static int
form_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct forms_ask *f = arg;

	(void)k;
	(void)kn;
	(void)e;
	if (vn == 2 && f->n < 256)
		f->no[f->n++] = key_u16_of(v);
	return 0;
}

static int
forms_read(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_META, "f:", 2, WALK_PREFIX, form_row, arg, e);
}

static int
query_forms(struct book *b, const struct form *f, struct forms_ask *out, struct err *e)
{
	out->n = 0;
	if (f == NULL)
		return book_visit(b, forms_read, out, e);
	if (book_formno(b, f->id, &out->no[0], e))
		return -1;
	out->n = out->no[0] ? 1 : 0;
	return 0;
}

int
book_query(struct book *b, struct arena *a, const struct query *q, book_each *each, void *arg,
    struct err *e)
{
	struct query_walk w = { .q = q, .to = q->to == DATE_NONE ? INT32_MAX : q->to };
	struct forms_ask forms;
	unsigned i;
	int r = -1;

	/* a record without a date is found only when no date is asked for */
	w.from = q->from != DATE_NONE ? q->from : q->to != DATE_NONE ? DATE_NONE + 1 : DATE_NONE;
	if (query_forms(b, q->form, &forms, e))
		return -1;
	w.s = slice_new(b, QUERY_ROWS);
	for (i = 0; i < forms.n; i++) {
		w.formno = forms.no[i];
		query_from(&w);
		do
			if (book_visit(b, query_slice, &w, e) || each_record(w.s, a, q, each, arg, e))
				goto out;
		while (w.s->more);
	}
	r = 0;
out:
	slice_free(w.s);
	return r;
}

/* A walk that takes whole rows of one table whose keys end in an id. */
struct rows_walk {
	struct slice *s;
	enum table tb;
	uint64_t last;          /* the last id wanted */
	unsigned kinds;         /* of changes wanted, a bit each; 0: all */
	int passed;             /* rows of this slice that were not */
};

static int
take_row(void *arg, const void *key, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct rows_walk *w = arg;
	rid id;

	(void)e;
	if (kn < 8)
		return 1;
	id = key_u64_of((const uint8_t *)key + kn - 8);
	if (id > w->last && w->tb == TB_CHANGES)
		return 1;
	if (!w->kinds || (vn && w->kinds >> *(const uint8_t *)v & 1)) /* a change begins with its kind */
		slice_add(w->s, id, v, vn);
	else
		w->passed++;
	if (!slice_full(w->s) && w->passed < PASSED_ROWS)
		return 0;
	slice_after(w->s, key, kn);
	return 1;
}

static int
rows_slice(void *arg, struct txn *t, struct err *e)
{
	struct rows_walk *w = arg;

	slice_begin(w->s);
	w->passed = 0;
	return txn_walk(t, w->tb, w->s->from.p, w->s->from.n, WALK_ALL, take_row, w, e);
}

/* A scan of records; its rows are decoded outside of the visit that read them. */
struct scan {
	unsigned formno;        /* 0: all forms */
	struct bulk rows;
	struct buf from;
	bool none;              /* no row from there on */
};

static int
scan_rows(void *arg, struct txn *t, struct err *e)
{
	struct scan *s = arg;
	int r = txn_rows(t, TB_RECORDS, s->from.p, s->from.n, &s->rows, e);

	s->none = r > 0;
	return r < 0 ? -1 : 0;
}

/* Hands on the rows at hand: 0 and where the next begin, 1 those were all of the form, -1. */
static int
scan_each(struct book *b, struct scan *s, struct skim *head, book_skim *each, void *arg, struct err *e)
{
	struct keyval row = { NULL, NULL, 0, 0 }, next;
	struct rd rd;

	while (rows_next(&s->rows, &next)) {
		row = next;
		if (row.kn != RECORD_KEY || (s->formno && key_u16_of(row.k) != s->formno))
			return 1;
		rd = rd_of(row.v, row.vn);
		if (record_skim_head(&rd, head, book_shape_of, b))
			return err_set(e, E_DAMAGE, _("a stored record cannot be read; run `soxa verify`"));
		if (each(arg, key_u64_of(row.k + 2), &rd, head, e))
			return -1;
	}
	s->from.n = 0;
	buf_put(&s->from, row.k, row.kn);
	buf_u8(&s->from, 0);
	return 0;
}

int
book_scan(struct book *b, const struct form *f, book_skim *each, void *arg, struct err *e)
{
	struct scan s = { 0 };
	struct skim head = { 0 };
	int r = 0;

	if (f && book_formno(b, f->id, &s.formno, e))
		return -1;
	if (f && s.formno == 0)
		return 0;
	buf_u16(&s.from, (uint16_t)s.formno);
	while (r == 0) {
		r = book_visit(b, scan_rows, &s, e);
		if (r == 0)
			r = s.none ? 1 : scan_each(b, &s, &head, each, arg, e);
	}
	room_free(&s.rows.room);
	buf_free(&s.from);
	return r < 0 ? -1 : 0;
}

/* The changes that w wants from the first id on. */
static int
walk_changes(struct rows_walk *w, rid first, struct arena *a, book_each_change *each, void *arg,
    struct err *e)
{
	struct slice *s = w->s;
	struct change *c;
	int i;

	buf_u64(&s->from, first);
	do {
		if (book_visit(s->b, rows_slice, w, e))
			return -1;
		for (i = 0; i < s->n; i++)
			if (change_decode(a, s->row[i].id, s->bytes.p + s->row[i].at, s->row[i].len,
			    book_shape_of, s->b, &c, e) || each(arg, c, e))
				return -1;
	} while (s->more);
	return 0;
}

int
book_changes(struct book *b, struct arena *a, unsigned node, uint64_t from, uint64_t to,
    book_each_change *each, void *arg, struct err *e)
{
	struct rows_walk w = { .tb = TB_CHANGES, .last = rid_make(node, to) };
	int r;

	if (from >= to)
		return 0;
	w.s = slice_new(b, QUERY_ROWS);
	r = walk_changes(&w, rid_make(node, from + 1), a, each, arg, e);
	slice_free(w.s);
	return r;
}

int
book_changes_of(struct book *b, struct arena *a, unsigned kinds, book_each_change *each,
    void *arg, struct err *e)
{
	struct rows_walk w = { .tb = TB_CHANGES, .last = UINT64_MAX, .kinds = kinds };
	int r;

	w.s = slice_new(b, QUERY_ROWS);
	r = walk_changes(&w, rid_make(NODE_FIRST, 1), a, each, arg, e);
	slice_free(w.s);
	return r;
}

static int
note_clock(void *arg, struct change *c, struct err *e)
{
	(void)e;
	*(uint64_t *)arg = c->clock;
	return 0;
}

/* Clocks of one node rise with its counters, so halving finds the place. */
int
book_before(struct book *b, int64_t ms, uint64_t *counter, struct err *e)
{
	uint8_t link[HASH_BYTES];
	uint64_t low = 0, high, mid, clock;
	struct arena *a = arena_new();
	int r = book_head(b, b->info.self, &high, link, e);

	while (r == 0 && low < high) {
		mid = low + (high - low + 1) / 2;
		clock = 0;
		r = book_changes(b, a, b->info.self, mid - 1, mid, note_clock, &clock, e);
		if ((int64_t)(clock >> 16) < ms)
			low = mid;
		else
			high = mid - 1;
		arena_reset(a);
	}
	arena_free(a);
	*counter = low;
	return r;
}
