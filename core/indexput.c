/* SPDX-License-Identifier: MIT */
/*
 * indexput: index rows written head by head, so that many records saved together write one
 * block a word; the words of a single new record go to the tail (tail.h).
 * Invariant: a head's rows are written in the order of their ids, or one by one.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/posting.h"
#include "core/tail.h"

/* The rows of one head, in the order they were gathered. */
struct group {
	const struct ixrow *head;
	uint32_t first, last, n;        /* into the list; next[] leads from one to the other */
	bool fresh;
};

struct groups {
	const struct ixlist *list;
	uint32_t *next, *slot;          /* slot: 0 free, else number of a group + 1 */
	uint32_t mask, n;
	struct group *group;
};

static uint32_t
head_hash(const struct ixrow *row)
{
	uint32_t h = 2166136261u ^ (uint32_t)row->tb, i;

	for (i = 0; i < row->n; i++)
		h = (h ^ row->k[i]) * 16777619u;
	return h ^ h >> 15;
}

static void
group_row(struct groups *g, uint32_t i)
{
	const struct ixrow *row = &g->list->row[i];
	uint32_t at = head_hash(row) & g->mask;
	struct group *x;

	while (g->slot[at] && !ixrow_same(g->group[g->slot[at] - 1].head, row))
		at = (at + 1) & g->mask;
	if (g->slot[at] == 0) {
		x = &g->group[g->n++];
		g->slot[at] = g->n;
		*x = (struct group){ row, i, i, 1, row->fresh };
		return;
	}
	x = &g->group[g->slot[at] - 1];
	/* a word twice in one record is one row; anything that is not plain growth goes one by one */
	if (g->list->row[x->last].id == row->id && row->fresh && x->fresh)
		return;
	x->fresh = x->fresh && row->fresh && g->list->row[x->last].id < row->id;
	g->next[x->last] = i;
	x->last = i;
	x->n++;
}

static int
group_order(const void *x, const void *y)
{
	const struct ixrow *p = ((const struct group *)x)->head, *q = ((const struct group *)y)->head;
	int r;

	if (p->tb != q->tb)
		return p->tb < q->tb ? -1 : 1;
	r = memcmp(p->k, q->k, p->n < q->n ? p->n : q->n);
	return r ? r : (p->n > q->n) - (p->n < q->n);
}

/* A word may still stand in the tail. */
static int
word_remove(struct txn *t, const struct place *at, rid id, struct err *e)
{
	int r = at->tb == TB_WORDS ? tail_drop(t, at, id, e) : 1;

	return r > 0 ? posting_remove(t, at, id, e) : r;
}

static int
group_write(struct txn *t, const struct groups *g, const struct group *x, rid *ids, struct err *e)
{
	const struct place at = { x->head->tb, x->head->k, x->head->n };
	const struct ixrow *row;
	uint32_t i, k;

	for (i = x->first, k = 0; k < x->n; k++, i = g->next[i]) {
		row = &g->list->row[i];
		if (x->fresh)
			ids[k] = row->id;
		else if (row->del ? word_remove(t, &at, row->id, e) : posting_insert(t, &at, row->id, e))
			return -1;
	}
	return x->fresh ? posting_append(t, &at, ids, (int)x->n, e) : 0;
}

/* Writes rows head by head. */
static int
write_groups(struct txn *t, const struct ixlist *list, struct err *e)
{
	struct arena *a = list->a;
	struct groups g = { .list = list };
	uint32_t slots = 16, i;
	rid *ids;
	int r = 0;

	if (list->n == 0)
		return 0;
	while (slots < 2 * list->n)
		slots *= 2;
	g.mask = slots - 1;
	g.slot = arena_alloc(a, slots * sizeof *g.slot);
	g.next = arena_alloc(a, (list->n + 1) * sizeof *g.next);
	g.group = arena_alloc(a, (list->n + 1) * sizeof *g.group);
	ids = arena_alloc(a, (list->n + 1) * sizeof *ids);
	for (i = 0; i < list->n; i++)
		group_row(&g, i);
	qsort(g.group, g.n, sizeof *g.group, group_order);
	for (i = 0; i < g.n && r == 0; i++)
		r = group_write(t, &g, &g.group[i], ids, e);
	return r;
}

/* The one record whose words go to the tail: the only new one of the list; 0 none. */
static rid
tail_record(const struct ixlist *list)
{
	rid id = 0;
	uint32_t i;

	for (i = 0; i < list->n; i++) {
		if (list->row[i].tb != TB_WORDS)
			continue;
		if (!list->row[i].fresh || (id && id != list->row[i].id))
			return 0;
		id = list->row[i].id;
	}
	return id;
}

/* Splits the words off, each once, into the tail row of their record. */
static int
words_to_tail(struct txn *t, const struct ixlist *list, struct ixlist *rest, rid id, struct err *e)
{
	struct buf heads = { NULL, 0, 0 };
	struct ixlist once = { 0 };
	uint32_t i;
	int r;

	for (i = 0; i < list->n; i++) {
		const struct ixrow *row = &list->row[i];

		if (row->tb != TB_WORDS) {
			*ixlist_add(list->a, rest) = *row;
		} else if (!ixlist_has(&once, row)) {
			*ixlist_add(list->a, &once) = *row;
			buf_put(&heads, row->k, row->n);
		}
	}
	r = tail_put(t, id, heads.p, heads.n, e);
	buf_free(&heads);
	return r;
}

struct tail_walk {
	struct arena *a;
	struct ixlist *out;
};

static int
tail_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct tail_walk *w = arg;
	const uint8_t *next = v, *end = next + vn, *head;
	size_t n;

	(void)e;
	if (!tail_is(k, kn))
		return 1;
	while ((head = tail_head(&next, end, &n)) != NULL)
		*ixlist_add(w->a, w->out) = (struct ixrow){ .tb = TB_WORDS, .fresh = true,
		    .n = (uint32_t)n, .k = arena_dup(w->a, head, n), .id = tail_id(k) };
	return 0;
}

/* Moves the tail into the blocks. */
static int
tail_flush(struct txn *t, struct arena *a, struct err *e)
{
	struct ixlist rows = { 0 };
	struct tail_walk w = { a, &rows };
	rid last = 0;
	uint32_t i;

	if (txn_walk(t, TB_WORDS, "", 1, WALK_PREFIX, tail_row, &w, e))
		return -1;
	for (i = 0; i < rows.n; i++) {
		if (rows.row[i].id != last && tail_del(t, rows.row[i].id, e) < 0)
			return -1;
		last = rows.row[i].id;
	}
	return write_groups(t, &rows, e);
}

int
index_write(struct txn *t, const struct ixlist *list, struct err *e)
{
	struct ixlist rest = { 0 };
	rid id = tail_record(list);

	if (list->n == 0)
		return 0;
	if (id == 0)
		return write_groups(t, list, e);
	if (words_to_tail(t, list, &rest, id, e) || write_groups(t, &rest, e))
		return -1;
	/* now and then by the counter, mixed: which counters are creations follows no rule */
	return rid_counter(id) * 0x9E3779B97F4A7C15u >> 57 == 0 ? tail_flush(t, list->a, e) : 0;
}
