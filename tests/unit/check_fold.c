/* SPDX-License-Identifier: MIT */
#include "core/book_int.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"

Suite *fold_suite(void);

enum { NODES = 3, CELLS = 3, MOST = 12 };

static struct arena *a;
static uint64_t seed;
static const char *cells[CELLS] = { "a", "b", "c" };
static uint8_t kinds_of[CELLS] = { T_COUNT, T_COUNT, T_COUNT | SHAPE_STRICT };
static struct shape shape = { 1, 1, "form", 1, CELLS, cells, kinds_of, NULL };

static unsigned
pick(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* What a node knows of the record: the vector of its last changes. */
struct history {
	int n, ncells;
	const struct shape *shape;
	struct change *c[MOST];
	struct vv knows[NODES + 1];
	uint64_t counter[NODES + 1], clock[NODES + 1];
};

static void
learn(struct vv *v, const struct vv *from)
{
	int i;

	for (i = 0; i < from->n; i++)
		if (vv_get(v, from->item[i].node) < from->item[i].counter)
			*v = vv_with(a, v, from->item[i].node, from->item[i].counter);
}

static void
make(struct history *h, unsigned node, enum change_kind kind)
{
	static const char *const who[] = { "lan", "hùng", "mai" };
	struct change *c = arena_alloc(a, sizeof *c);
	int cell;

	c->id = rid_make(node, ++h->counter[node]);
	c->rec = h->n ? h->c[0]->id : c->id;
	c->kind = kind;
	c->clock = h->clock[node] += 1 + pick(5) * NODES;
	c->who = who[pick(3)];
	c->reason = "";
	c->unit = kind == CH_CREATE ? "03388@-" : "";
	c->shape = h->shape;
	c->seen = h->knows[node];
	c->set = arena_alloc(a, CELLS * sizeof *c->set);
	for (cell = 0; cell < CELLS && kind != CH_REMOVE && kind != CH_RESTORE; cell++)
		if (pick(3) == 0 || kind == CH_CREATE)
			c->set[c->nsets++] = (struct set){ .cell = cell,
			    .v = { kind == CH_ERASE ? V_BLANK : V_INT, pick(3), NULL } };
	h->knows[node] = vv_with(a, &h->knows[node], node, h->counter[node]);
	h->c[h->n++] = c;
}

/* A record that NODES people work on, each now and then hearing of what another did. */
static void
invent(struct history *h, const struct shape *s, int n)
{
	static const enum change_kind kinds[] = { CH_SET, CH_SET, CH_SET, CH_SET, CH_CORRECT, CH_REMOVE,
	    CH_RESTORE, CH_RESOLVE, CH_APPROVE, CH_ERASE };
	unsigned node, other;

	memset(h, 0, sizeof *h);
	h->shape = s;
	for (node = 1; node <= NODES; node++)
		h->clock[node] = node; /* never the same on two nodes */
	make(h, 1, CH_CREATE);
	learn(&h->knows[2], &h->knows[1]);
	learn(&h->knows[3], &h->knows[1]);
	while (h->n < n) {
		node = 1 + pick(NODES);
		other = 1 + pick(NODES);
		if (pick(2))
			learn(&h->knows[node], &h->knows[other]);
		make(h, node, kinds[pick(sizeof kinds / sizeof *kinds)]);
	}
}

static void
shuffle(struct change **c, int n)
{
	struct change *swap;
	int i, j;

	for (i = n - 1; i > 0; i--) {
		j = (int)pick((unsigned)i + 1);
		swap = c[i];
		c[i] = c[j];
		c[j] = swap;
	}
}

static void
setup(void)
{
	a = arena_new();
	seed = 7;
}

static void
teardown(void)
{
	arena_free(a);
}

START_TEST(a_fold_is_of_the_set)
{
	struct history h;
	int round, k;

	for (round = 0; round < 400; round++) {
		struct buf first = { 0 }, again = { 0 };

		invent(&h, &shape, 2 + (int)pick(MOST - 2));
		record_encode(&first, record_fold(a, h.c, h.n));
		for (k = 0; k < 20; k++) {
			shuffle(h.c, h.n);
			again.n = 0;
			record_encode(&again, record_fold(a, h.c, h.n));
			ck_assert_msg(again.n == first.n && memcmp(again.p, first.p, first.n) == 0,
			    "round %d", round);
		}
		buf_free(&first);
		buf_free(&again);
		arena_reset(a);
	}
}
END_TEST

/* One node alone, which may not restore what was erased: what the fold gives, record_apply gives. */
START_TEST(a_line_of_changes_folds_as_it_is_applied)
{
	static const enum change_kind kinds[] = { CH_SET, CH_SET, CH_CORRECT, CH_REMOVE, CH_RESTORE,
	    CH_APPROVE, CH_LOCK, CH_UNLOCK, CH_RESOLVE };
	struct buf x = { 0 }, y = { 0 };
	struct history h;
	struct record *r;
	int round, i;

	for (round = 0; round < 200; round++) {
		memset(&h, 0, sizeof h);
		h.shape = &shape;
		make(&h, 1, CH_CREATE);
		for (i = 1; i < MOST; i++) {
			unsigned node = 1 + pick(NODES);

			h.clock[node] = h.c[i - 1]->clock;
			learn(&h.knows[node], &h.knows[rid_node(h.c[i - 1]->id)]);
			make(&h, node, kinds[pick(sizeof kinds / sizeof *kinds)]);
		}
		r = record_new(a, &shape);
		for (i = 0; i < h.n; i++)
			record_apply(a, r, h.c[i]);
		x.n = y.n = 0;
		record_encode(&x, r);
		record_encode(&y, record_fold(a, h.c, h.n));
		ck_assert(x.n == y.n && memcmp(x.p, y.p, x.n) == 0);
	}
	buf_free(&x);
	buf_free(&y);
}
END_TEST

static struct record *
two_sides(enum change_kind one, int64_t v1, int cell1, enum change_kind other, int64_t v2, int cell2)
{
	struct history *h = arena_alloc(a, sizeof *h);
	struct change *x, *y;

	memset(h, 0, sizeof *h);
	h->shape = &shape;
	h->clock[2] = 1;
	make(h, 1, CH_CREATE);
	learn(&h->knows[2], &h->knows[1]);
	make(h, 1, one);
	make(h, 2, other);
	x = h->c[1];
	y = h->c[2];
	x->clock = 1000;
	y->clock = 1001;
	x->nsets = one == CH_SET;
	y->nsets = other == CH_SET;
	x->set[0] = (struct set){ .cell = cell1, .v = { V_INT, v1, NULL } };
	y->set[0] = (struct set){ .cell = cell2, .v = { V_INT, v2, NULL } };
	return record_fold(a, h->c, h->n);
}

START_TEST(concurrent_edits_merge_by_field)
{
	struct record *r = two_sides(CH_SET, 10, 0, CH_SET, 20, 1);

	ck_assert_int_eq(r->v[0].n, 10); /* each side its own cell: both are taken */
	ck_assert_int_eq(r->v[1].n, 20);
	ck_assert(!r->conflict);
	r = two_sides(CH_SET, 10, 0, CH_SET, 10, 0);
	ck_assert(!r->conflict);
	r = two_sides(CH_SET, 10, 0, CH_SET, 20, 0);
	ck_assert_int_eq(r->v[0].n, 20); /* the later clock, for now */
	ck_assert(r->conflict);
	r = two_sides(CH_SET, 10, 2, CH_SET, 20, 1);
	ck_assert(r->conflict); /* a strict cell never merges by itself */
	r = two_sides(CH_REMOVE, 0, 0, CH_SET, 20, 1);
	ck_assert_int_eq(r->status, ST_COMPLETE); /* the edit wins for now */
	ck_assert(r->conflict);
	r = two_sides(CH_LOCK, 0, 0, CH_SET, 20, 1);
	ck_assert_int_eq(r->status, ST_LOCKED); /* with a value that nobody locked: a person decides */
	ck_assert_int_eq(r->v[1].n, 20);
	ck_assert(r->conflict);
	r = two_sides(CH_APPROVE, 0, 0, CH_SET, 20, 1);
	ck_assert(r->conflict);
	r = two_sides(CH_LOCK, 0, 0, CH_LOCK, 0, 0);
	ck_assert(!r->conflict);
	r = two_sides(CH_ERASE, 0, 0, CH_SET, 20, 1);
	ck_assert_int_eq(r->status, ST_ERASED);
	r = two_sides(CH_REMOVE, 0, 0, CH_REMOVE, 0, 0);
	ck_assert_int_eq(r->status, ST_REMOVED);
	ck_assert(!r->conflict);
}
END_TEST

/* Books: the same changes of three nodes, arriving in every mixture of their sequences. */

static struct bookfix x;

struct arrival {
	struct book *b;
	const struct shape *shape;
	struct history *h;
	unsigned no[NODES + 1]; /* this time's numbers of the three */
	int next[NODES + 1];
};

static rid
renumber(const struct arrival *v, rid id)
{
	return rid_make(v->no[rid_node(id)], rid_counter(id));
}

static int
give_numbers(void *arg, struct txn *t, struct err *e)
{
	struct arrival *v = arg;
	uint8_t id[NODE_BYTES];
	int i;

	for (i = 1; i <= NODES; i++) {
		random_bytes(id, sizeof id);
		if (book_node(v->b, t, id, &v->no[i], e))
			return -1;
	}
	return 0;
}

struct one {
	struct arrival *v;
	unsigned node;
};

/* The next change of one node comes in. */
static int
arrive(void *arg, struct txn *t, struct err *e)
{
	struct one *o = arg;
	struct arrival *v = o->v;
	struct change c, *in = &c;
	int i, k;

	for (i = v->next[o->node]; rid_node(v->h->c[i]->id) != o->node; i++)
		;
	v->next[o->node] = i + 1;
	c = *v->h->c[i];
	c.id = renumber(v, c.id);
	c.rec = renumber(v, c.rec);
	c.seen.item = arena_dup(x.a, c.seen.n ? (void *)c.seen.item : (void *)"",
	    (size_t)c.seen.n * sizeof *c.seen.item);
	for (k = 0; k < c.seen.n; k++)
		c.seen.item[k].node = v->no[c.seen.item[k].node];
	return book_merge(v->b, t, x.a, &in, 1, e);
}

static struct record *
arrive_in_some_order(struct history *h, const struct shape *s)
{
	struct arrival v = { .b = x.b, .shape = s, .h = h };
	unsigned order[MOST];
	struct record *r;
	int i, j;

	ck_assert_int_eq(store_txn(book_store(x.b), give_numbers, &v, &x.e), 0);
	for (i = 0; i < h->n; i++)
		order[i] = rid_node(h->c[i]->id);
	for (i = h->n - 1; i > 0; i--) {
		unsigned swap = order[i];

		j = (int)pick((unsigned)i + 1);
		order[i] = order[j];
		order[j] = swap;
	}
	for (i = 0; i < h->n; i++) {
		struct one o = { &v, order[i] };

		ck_assert_msg(store_txn(book_store(x.b), arrive, &o, &x.e) == 0, "%s", x.e.text);
	}
	r = book_get(x.b, x.a, renumber(&v, h->c[0]->id), &x.e);
	ck_assert_msg(r != NULL, "%s", x.e.text);
	return r;
}

START_TEST(a_book_does_not_care_who_comes_first)
{
	const struct shape *s;
	struct history h;
	struct record *first, *r;
	int round, k, i;

	bookfix_make(&x);
	s = book_shape(x.b, x.form, &x.e);
	for (round = 0; round < 12; round++) {
		invent(&h, s, 7);
		for (i = 0; i < h.n; i++) /* the first three cells of the form here are of other types */
			for (k = 0; k < h.c[i]->nsets; k++)
				h.c[i]->set[k].cell += AC_PEOPLE;
		first = arrive_in_some_order(&h, s);
		for (k = 0; k < 4; k++) {
			r = arrive_in_some_order(&h, s);
			ck_assert_int_eq(r->status, first->status);
			ck_assert_int_eq(r->conflict, first->conflict);
			ck_assert_uint_eq(r->changed, first->changed);
			ck_assert_uint_eq(r->created, first->created);
			ck_assert_str_eq(r->who, first->who);
			ck_assert_str_eq(r->unit, first->unit);
			for (i = 0; i < s->ncells; i++)
				ck_assert(value_equal(&r->v[i], &first->v[i]));
		}
	}
	bookfix_free(&x);
}
END_TEST

START_TEST(a_hole_in_a_chain_is_not_merged)
{
	struct arrival v = { 0 };
	struct history h;
	struct one o = { &v, 1 };

	bookfix_make(&x);
	invent(&h, book_shape(x.b, x.form, &x.e), 6);
	v = (struct arrival){ .b = x.b, .shape = h.shape, .h = &h, .next = { 0, 1 } };
	ck_assert_int_eq(store_txn(book_store(x.b), give_numbers, &v, &x.e), 0);
	h.c[1]->id = rid_make(1, 2);
	ck_assert_int_eq(store_txn(book_store(x.b), arrive, &o, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_GAP);
	bookfix_free(&x);
}
END_TEST

Suite *
fold_suite(void)
{
	Suite *s = suite_create("fold");
	TCase *t = tcase_create("fold");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_fold_is_of_the_set);
	tcase_add_test(t, a_line_of_changes_folds_as_it_is_applied);
	tcase_add_test(t, concurrent_edits_merge_by_field);
	tcase_add_test(t, a_book_does_not_care_who_comes_first);
	tcase_add_test(t, a_hole_in_a_chain_is_not_merged);
	suite_add_tcase(s, t);
	return s;
}
