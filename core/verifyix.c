/* SPDX-License-Identifier: MIT */
/*
 * verifyix: the indexes against the records.  Both sides are added up first, which needs
 * no memory; only when the sums differ are the single rows looked for.  Invariant: the sum
 * does not depend on the order of rows or on how they are cut into blocks.
 */
#include <string.h>

#include "core/book_int.h"
#include "core/posting.h"
#include "core/tail.h"

static const enum table indexes[] = { TB_KEY, TB_DATE, TB_WORDS };
enum { INDEXES = sizeof indexes / sizeof *indexes };

/* One row as a number: mixed so that two swapped bytes do not cancel. */
static uint64_t
row_number(enum table tb, const uint8_t *head, size_t n, rid id)
{
	uint64_t h = 14695981039346656037u ^ (uint64_t)tb;
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ head[i]) * 1099511628211u;
	h ^= id * 0x9E3779B97F4A7C15u;
	h ^= h >> 29;
	h *= 0xBF58476D1CE4E5B9u;
	return h ^ h >> 32;
}

/* Whether the row stands in the list before place i: a word twice is one row. */
static bool
row_before(const struct ixlist *list, uint32_t i)
{
	uint32_t j;

	for (j = 0; j < i; j++)
		if (ixrow_same(&list->row[j], &list->row[i]))
			return true;
	return false;
}

void
verify_expect(struct book *b, struct arena *scratch, const struct record *r,
    struct ixsum sum[TB_N])
{
	struct ixlist rows = { 0 };
	uint32_t i;

	index_rows(b, scratch, r, &rows);
	for (i = 0; i < rows.n; i++) {
		const struct ixrow *row = &rows.row[i];

		if (row_before(&rows, i))
			continue;
		sum[row->tb].n++;
		sum[row->tb].sum += row_number(row->tb, row->k, row->n, row->id);
	}
}

struct walk_ask {
	struct book *b;
	struct arena *a, *scratch;
	struct verify *out;
	enum table tb;
	struct ixsum is;
	struct posting row;
	struct txn *t;
};

static int
sum_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct walk_ask *w = arg;
	const uint8_t *next = v, *end = next + vn, *head;
	size_t n;
	int i;

	if (w->tb == TB_WORDS && tail_is(k, kn)) {
		for (; (head = tail_head(&next, end, &n)) != NULL; w->is.n++)
			w->is.sum += row_number(w->tb, head, n, tail_id(k));
		return 0;
	}
	if (posting_read(&w->row, k, kn, v, vn, e))
		return -1;
	for (i = 0; i < w->row.n; i++)
		w->is.sum += row_number(w->tb, w->row.head, w->row.hn, w->row.id[i]);
	w->is.n += (uint64_t)w->row.n;
	return 0;
}

static int
sum_table(void *arg, struct txn *t, struct err *e)
{
	struct walk_ask *w = arg;

	return txn_walk(t, w->tb, "", 0, WALK_ALL, sum_row, w, e);
}

/* The rows record id deserves, as a list; empty when it is not there. */
static void
rows_of(struct walk_ask *w, rid id, struct ixlist *rows)
{
	uint8_t key[RECORD_KEY];
	struct record *r;
	struct err e;

	if (record_find(w->b, w->t, id, key, &e) == 0 &&
	    record_read(w->b, w->t, w->scratch, key, &r, &e) == 0)
		index_rows(w->b, w->scratch, r, rows);
}

/* Names a row that its record does not deserve; 1 when there is no room for more names. */
static int
judge(struct walk_ask *w, const uint8_t *head, size_t n, rid id)
{
	const struct ixrow row = { .tb = w->tb, .n = (uint32_t)n, .k = head };
	struct ixlist rows = { 0 };
	bool room = true;
	uint32_t j;

	rows_of(w, id, &rows);
	for (j = 0; j < rows.n && !ixrow_same(&rows.row[j], &row); j++)
		;
	if (j == rows.n)
		room = verify_fault(w->out, w->a, _("the index %s names record %s, which does not hold "
		    "that"), store_table_name(w->tb), book_id(w->b, w->a, id));
	arena_reset(w->scratch);
	return room ? 0 : 1;
}

static int
extra_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct walk_ask *w = arg;
	const uint8_t *next = v, *end = next + vn, *head;
	size_t n;
	int i, r = 0;

	if (w->tb == TB_WORDS && tail_is(k, kn)) {
		while (r == 0 && (head = tail_head(&next, end, &n)) != NULL)
			r = judge(w, head, n, tail_id(k));
		return r;
	}
	if (posting_read(&w->row, k, kn, v, vn, e))
		return -1;
	for (i = 0; i < w->row.n && r == 0; i++)
		r = judge(w, w->row.head, w->row.hn, w->row.id[i]);
	return r;
}

static int
extra_table(void *arg, struct txn *t, struct err *e)
{
	struct walk_ask *w = arg;

	w->t = t;
	return txn_walk(t, w->tb, "", 0, WALK_ALL, extra_row, w, e);
}

/* Looks for the rows one record deserves and names those that are not there. */
struct missing {
	struct walk_ask *w;
	rid id;
};

static int
missing_rows(void *arg, struct txn *t, struct err *e)
{
	struct missing *m = arg;
	struct walk_ask *w = m->w;
	struct ixlist rows = { 0 };
	uint32_t i;
	int r;

	w->t = t;
	rows_of(w, m->id, &rows);
	for (i = 0; i < rows.n; i++) {
		const struct ixrow *row = &rows.row[i];
		const struct place at = { row->tb, row->k, row->n };

		if (row->tb != w->tb)
			continue;
		r = row->tb == TB_WORDS ? tail_has(t, &at, row->id, e) : 1;
		if (r > 0)
			r = posting_has(t, &at, row->id, e);
		if (r < 0)
			return -1;
		if (r > 0)
			verify_fault(w->out, w->a, _("the index %s does not name record %s"),
			    store_table_name(w->tb), book_id(w->b, w->a, m->id));
	}
	return 0;
}

static int
missing_of(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	struct missing m = { arg, id };
	int r;

	(void)rd;
	(void)head;
	if (m.w->out->nfaults >= 20)
		return 0;
	r = book_visit(m.w->b, missing_rows, &m, e);
	arena_reset(m.w->scratch);
	return r;
}

/* The sums differ: name single rows. */
static int
name_rows(struct walk_ask *w, struct err *e)
{
	int faults = w->out->nfaults;

	if (book_visit(w->b, extra_table, w, e) || book_scan(w->b, NULL, missing_of, w, e))
		return -1;
	if (w->out->nfaults == faults)
		verify_fault(w->out, w->a, _("the index %s holds a record twice"),
		    store_table_name(w->tb));
	return 0;
}

int
verify_indexes(struct book *b, struct arena *a, const struct ixsum want[TB_N],
    struct verify *out, struct err *e)
{
	struct arena *scratch = arena_new();
	struct err why;
	int i, r = 0;

	for (i = 0; i < INDEXES && r == 0; i++) {
		struct walk_ask w = { .b = b, .a = a, .scratch = scratch, .out = out, .tb = indexes[i] };

		r = book_visit(b, sum_table, &w, &why);
		out->indexes += w.is.n;
		if (r == 0 && (w.is.n != want[w.tb].n || w.is.sum != want[w.tb].sum))
			r = name_rows(&w, &why);
		if (r && why.code == E_DAMAGE) {
			verify_fault(out, a, "%s: %s", store_table_name(w.tb), why.text);
			r = 0;
		}
	}
	if (r)
		*e = why;
	arena_free(scratch);
	return r;
}
