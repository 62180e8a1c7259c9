/* SPDX-License-Identifier: MIT */
#include "core/record.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *record_suite(void);

static const char *cells[] = { "date", "force", "people", "note", "phone" };
static uint8_t types_of[] = { T_DATE, T_CODE, T_COUNT, T_TEXT, T_TEXT | SHAPE_SENSITIVE };
static const char *cells2[] = { "note", "km", "people", "date", "force", "phone" };
static uint8_t types2[] = { T_TEXT, T_COUNT, T_COUNT, T_DATE, T_CODE, T_TEXT };
static const struct shape shape1 = { 1, 1, "volunteer_activity", 1, 5, cells, types_of, NULL };
static const struct shape shape2 = { 2, 1, "volunteer_activity", 2, 6, cells2, types2, NULL };
static const uint8_t nodes[3][16] = { "0000000000000000", "bbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaa" };

static const struct shape *
shape_of(void *arg, unsigned no)
{
	(void)arg;
	return no == 1 ? &shape1 : no == 2 ? &shape2 : NULL;
}

static const uint8_t *
node_of(void *arg, unsigned no)
{
	(void)arg;
	return nodes[no];
}

static struct value
num(int64_t n)
{
	struct value v = { V_INT, n, NULL };

	return v;
}

static struct value
txt(const char *s)
{
	struct value v = { V_TEXT, 0, s };

	return v;
}

/* A creating change with a value of each kind, one of them sensitive. */
static struct change *
sample(struct arena *a)
{
	static const uint8_t salt[17] = "0123456789abcdef";
	struct change *c = arena_alloc(a, sizeof *c);

	c->id = c->rec = rid_make(1, 7);
	c->kind = CH_CREATE;
	c->clock = 123456789;
	c->who = "lan";
	c->reason = "range=mưa";
	c->unit = "03388@2025-07-01";
	c->shape = &shape1;
	c->nsets = 5;
	c->set = arena_alloc(a, 5 * sizeof *c->set);
	c->set[0].v = num(18954);
	c->set[1].v = txt("TCD");
	c->set[2].v.kind = V_UNKNOWN;
	c->set[3].v = txt("Bản Nà Nhì");
	c->set[4].v = txt("0912345678");
	c->set[4].salt = salt;
	for (int i = 0; i < 5; i++)
		c->set[i].cell = i;
	return c;
}

START_TEST(a_change_comes_back_whole)
{
	struct arena *a = arena_new();
	struct change *c = sample(a), *d;
	struct buf b = { 0 };
	struct err e;

	change_encode(&b, c);
	ck_assert_int_eq(change_decode(a, c->id, b.p, b.n, shape_of, NULL, &d, &e), 0);
	ck_assert(d->rec == c->rec && d->clock == c->clock && d->kind == c->kind);
	ck_assert_str_eq(d->reason, c->reason);
	ck_assert_str_eq(d->unit, c->unit);
	ck_assert_int_eq(d->nsets, 5);
	for (int i = 0; i < 5; i++)
		ck_assert(value_equal(&c->set[i].v, &d->set[i].v));
	ck_assert_mem_eq(d->set[4].salt, c->set[4].salt, 16);
	buf_free(&b);
	arena_free(a);
}
END_TEST

START_TEST(every_cut_and_every_flip_is_refused_or_read)
{
	struct arena *a = arena_new();
	struct change *c = sample(a), *d;
	struct record *r = record_new(a, &shape1), *q;
	struct buf b = { 0 }, k = { 0 };
	struct err e;
	size_t i;
	int bit;

	record_apply(a, r, c);
	change_encode(&b, c);
	record_encode(&k, r);
	for (i = 0; i < b.n; i++)
		ck_assert_int_eq(change_decode(a, c->id, b.p, i, shape_of, NULL, &d, &e), -1);
	for (i = 0; i < k.n; i++)
		ck_assert_int_eq(record_decode(a, k.p, i, shape_of, NULL, &q, &e), -1);
	for (i = 0; i < k.n * 8; i++) {
		bit = 1 << i % 8;
		k.p[i / 8] ^= (uint8_t)bit;
		if (record_decode(a, k.p, k.n, shape_of, NULL, &q, &e) == 0)
			ck_assert_int_eq(q->shape->ncells, q->shape == &shape1 ? 5 : 6);
		k.p[i / 8] ^= (uint8_t)bit;
	}
	for (i = 0; i < b.n * 8; i++) {
		bit = 1 << i % 8;
		b.p[i / 8] ^= (uint8_t)bit;
		(void)change_decode(a, c->id, b.p, b.n, shape_of, NULL, &d, &e);
		b.p[i / 8] ^= (uint8_t)bit;
	}
	buf_free(&b);
	buf_free(&k);
	arena_free(a);
}
END_TEST

START_TEST(a_record_is_the_fold_of_its_changes)
{
	struct arena *a = arena_new();
	struct change *c = sample(a), edit = { 0 };
	struct set set[2] = { { 0 } };
	struct record *r = record_new(a, &shape1), *q;
	struct buf b = { 0 };
	struct err e;

	record_apply(a, r, c);
	ck_assert_int_eq(r->status, ST_COMPLETE);
	edit.id = rid_make(2, 1);
	edit.rec = c->id;
	edit.kind = CH_SET;
	edit.clock = c->clock + 1;
	edit.who = "hoa";
	edit.shape = &shape2;
	edit.nsets = 2;
	edit.set = set;
	set[0].cell = 1;
	set[0].v = num(12);
	set[1].cell = 2;
	set[1].v.kind = V_NA;
	record_apply(a, r, &edit);
	record_encode(&b, r);
	ck_assert_int_eq(record_decode(a, b.p, b.n, shape_of, NULL, &q, &e), 0);
	ck_assert_ptr_eq(q->shape, &shape2);
	ck_assert_str_eq(q->who, "hoa");
	ck_assert_int_eq(record_cell(q, "km")->n, 12);
	ck_assert_int_eq(record_cell(q, "people")->kind, V_NA);
	ck_assert_str_eq(record_cell(q, "note")->s, "Bản Nà Nhì");
	ck_assert_uint_eq(vv_get(&q->vv, 2), 1);
	ck_assert_uint_eq(vv_get(&q->vv, 1), 7);
	ck_assert_ptr_null(record_cell(q, "none"));
	edit.id = rid_make(2, 2);
	edit.kind = CH_REMOVE;
	edit.nsets = 0;
	record_apply(a, q, &edit);
	ck_assert_int_eq(q->status, ST_REMOVED);
	buf_free(&b);
	arena_free(a);
}
END_TEST

START_TEST(skim_reads_the_first_cells)
{
	struct arena *a = arena_new();
	struct record *r = record_new(a, &shape2);
	struct skim_cell out[6];
	struct skim head = { 0 };
	struct buf b = { 0 };
	struct rd rd;

	r->unit = "03388@-";
	r->v[2] = num(300);
	r->v[5] = txt("x");
	record_encode(&b, r);
	rd = rd_of(b.p, b.n);
	ck_assert_int_eq(record_skim_head(&rd, &head, shape_of, NULL), 0);
	ck_assert_uint_eq(head.unit_len, 7);
	ck_assert_int_eq(record_skim_cells(&rd, &head, 6, out), 0);
	ck_assert_int_eq(out[1].kind, V_BLANK);
	ck_assert_int_eq(out[2].n, 300);
	ck_assert_int_eq(out[4].kind, V_BLANK);
	ck_assert_int_eq(out[5].kind, V_TEXT);
	ck_assert_uint_eq(out[5].len, 1);
	rd = rd_of(b.p, b.n);
	ck_assert_int_eq(record_skim_head(&rd, &head, shape_of, NULL), 0);
	out[1].n = -1;
	ck_assert_int_eq(record_skim_cells(&rd, &head, 1, out), 0); /* the rest of a run of blanks is left alone */
	ck_assert_int_eq(out[0].kind, V_BLANK);
	ck_assert_int_eq(out[1].n, -1);
	ck_assert(record_empty(record_new(a, &shape2)));
	ck_assert(!record_empty(r));
	rd = rd_of(b.p, b.n - 1);
	ck_assert_int_eq(record_skim_head(&rd, &head, shape_of, NULL), 0);
	ck_assert_int_eq(record_skim_cells(&rd, &head, 6, out), -1);
	buf_free(&b);
	arena_free(a);
}
END_TEST

START_TEST(the_chain_bytes_survive_erasure_and_renumbering)
{
	struct arena *a = arena_new();
	struct change *c = sample(a);
	struct vv_item one[] = { { 1, 9 }, { 2, 4 } };
	struct buf x = { 0 }, y = { 0 };
	uint8_t hash[32];

	c->seen.n = 2;
	c->seen.item = one;
	change_canon(&x, c, node_of, NULL);
	set_hash(&c->set[4], hash);
	c->set[4].hash = hash;
	memset(&c->set[4].v, 0, sizeof c->set[4].v);
	change_canon(&y, c, node_of, NULL);
	ck_assert_uint_eq(x.n, y.n);
	ck_assert_mem_eq(x.p, y.p, x.n);
	c->set[3].v = txt("Bản Nà Nhi");
	y.n = 0;
	change_canon(&y, c, node_of, NULL);
	ck_assert(x.n != y.n || memcmp(x.p, y.p, x.n) != 0);
	buf_free(&x);
	buf_free(&y);
	arena_free(a);
}
END_TEST

START_TEST(vectors_compare)
{
	struct arena *a = arena_new();
	struct vv none = { 0, NULL };
	struct vv x = vv_with(a, &none, 3, 5), y = vv_with(a, &x, 1, 2), z = vv_with(a, &x, 3, 6);

	ck_assert_int_eq(vv_compare(&x, &x), VV_EQUAL);
	ck_assert_int_eq(vv_compare(&x, &y), VV_NEWER);
	ck_assert_int_eq(vv_compare(&y, &x), VV_OLDER);
	ck_assert_int_eq(vv_compare(&y, &z), VV_CONCURRENT);
	ck_assert_int_eq(y.item[0].node, 1);
	ck_assert_int_eq(z.n, 1);
	ck_assert_uint_eq(vv_get(&y, 9), 0);
	arena_free(a);
}
END_TEST

Suite *
record_suite(void)
{
	Suite *s = suite_create("record");
	TCase *t = tcase_create("all");

	tcase_add_test(t, a_change_comes_back_whole);
	tcase_add_test(t, every_cut_and_every_flip_is_refused_or_read);
	tcase_add_test(t, a_record_is_the_fold_of_its_changes);
	tcase_add_test(t, skim_reads_the_first_cells);
	tcase_add_test(t, the_chain_bytes_survive_erasure_and_renumbering);
	tcase_add_test(t, vectors_compare);
	suite_add_tcase(s, t);
	return s;
}
