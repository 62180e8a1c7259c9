/* SPDX-License-Identifier: MIT */
#include "core/erase.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/fixture.h"
#include "tests/unit/hubfix.h"

Suite *erase_suite(void);

FIXTURE(hubfix, h)

static const char first[] = "0912345678", second[] = "0987654321";

#define ERR(call) ck_assert_msg((call) == 0, "%s", h.x.e.text)

static rid
keyed(const char *phone)
{
	struct value *v = bookfix_line(&h.x, 3);

	v[AC_PHONE] = text_value(phone);
	return bookfix_add(&h.x, h.x.form, v);
}

static int
set_phone(rid rec, const char *phone, const struct vv *seen)
{
	struct value *v = bookfix_line(&h.x, 3);

	v[AC_PHONE] = text_value(phone);
	return bookfix_set(&h.x, rec, v, seen);
}

struct hunt {
	const char *text;
	int n;
};

static int
hunt_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct hunt *q = arg;

	(void)e;
	q->n += kn && memmem(k, kn, q->text, strlen(q->text)) != NULL;
	q->n += vn && memmem(v, vn, q->text, strlen(q->text)) != NULL;
	return 0;
}

static int
hunt_tables(void *arg, struct txn *t, struct err *e)
{
	int tb, r = 0;

	for (tb = 0; tb < TB_N && r == 0; tb++)
		r = txn_walk(t, (enum table)tb, "", 0, WALK_ALL, hunt_row, arg, e);
	return r;
}

/* In how many rows of all tables of b the text stands. */
static int
rows_with(struct book *b, const char *text)
{
	struct hunt q = { text, 0 };

	ERR(store_visit(book_store(b), hunt_tables, &q, &h.x.e));
	return q.n;
}

static void
clean(struct book *b)
{
	struct verify v;

	ERR(book_verify(b, h.x.a, &v, &h.x.e));
}

static void
draft_of(rid rec)
{
	struct value *v = bookfix_line(&h.x, 3);
	struct draft d = { .rec = rec, .v = v, .ncells = AC_N };

	v[AC_PHONE] = text_value(second);
	ERR(book_draft_save(h.x.b, "mai", h.x.form, &d, &h.x.e));
}

START_TEST(values_go_and_changes_stay)
{
	rid other = keyed("0911111111"), rec = keyed(first);
	struct change **c;
	struct record *r;
	int n, i, k, hashes = 0;

	ERR(set_phone(rec, second, NULL));
	draft_of(rec);
	ck_assert_int_ge(rows_with(h.x.b, second), 3);
	clean(h.x.b);
	ck_assert_int_eq(erase_record(h.x.b, rec, "minh", "", &h.x.e), -1);
	ck_assert_int_eq(h.x.e.code, E_RULE);
	ERR(erase_record(h.x.b, rec, "minh", "đơn ngày 23/11", &h.x.e));
	ck_assert_int_eq(rows_with(h.x.b, first), 0);
	ck_assert_int_eq(rows_with(h.x.b, second), 0);
	ck_assert_int_ge(rows_with(h.x.b, "0911111111"), 2);
	r = book_get(h.x.b, h.x.a, rec, &h.x.e);
	ck_assert_int_eq(r->status, ST_ERASED);
	ck_assert_int_eq(r->v[AC_PHONE].kind, V_BLANK);
	c = book_history(h.x.b, h.x.a, rec, &n, &h.x.e);
	ck_assert_int_eq(n, 3);
	for (i = 0; i < n; i++)
		for (k = 0; k < c[i]->nsets; k++)
			hashes += c[i]->set[k].hash != NULL;
	ck_assert_int_eq(hashes, 2);
	ck_assert_str_eq(c[2]->reason, "đơn ngày 23/11");
	clean(h.x.b);
	ck_assert_int_eq(set_phone(rec, first, NULL), -1);
	ck_assert_int_eq(erase_record(h.x.b, rec, "minh", "again", &h.x.e), -1);
	ck_assert_int_eq(bookfix_move(&h.x, rec, CH_RESTORE), -1);
	(void)other;
}
END_TEST

START_TEST(the_hub_erases_with_the_dump_that_says_so)
{
	rid rec = keyed(first);
	const char *full;

	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	ck_assert_int_ge(rows_with(h.hub, first), 2);
	ERR(set_phone(rec, second, NULL));
	ERR(erase_record(h.x.b, rec, "minh", "đơn", &h.x.e));
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	ck_assert_int_eq(rows_with(h.hub, first), 0);
	ck_assert_int_eq(rows_with(h.hub, second), 0);
	clean(h.hub);
	keyed("0911111111");
	ERR(dump_write(h.x.b, h.x.a, true, &full, &h.x.e)); /* all of it again, with hashes for values */
	hubfix_want(&h, full, OUT_MERGED, E_OK);
	ck_assert_int_eq(rows_with(h.hub, first), 0);
	clean(h.hub);
	hubfix_same(&h, h.x.b, 2);
}
END_TEST

/* A change another machine made of the record before it knew. */
struct late {
	uint8_t node[NODE_BYTES];
	rid rec;
	uint64_t counter;
	enum change_kind kind;
	const char *phone;      /* NULL: an erasure */
};

static int
merge_late(void *arg, struct txn *t, struct err *e)
{
	static const uint8_t salt[16] = { 7 };
	const struct late *q = arg;
	struct change *c = arena_alloc(h.x.a, sizeof *c);
	struct set *s = arena_alloc(h.x.a, sizeof *s);
	unsigned no;

	ck_assert_int_eq(book_node(h.hub, t, q->node, &no, e), 0);
	c->id = rid_make(no, q->counter);
	c->rec = q->rec ? q->rec : rid_make(no, 1);
	c->kind = q->kind;
	c->clock = (q->counter + 1000) << 16;
	c->who = "xa";
	c->reason = c->unit = "";
	c->shape = book_shape(h.hub, h.x.form, e);
	s->cell = AC_PHONE;
	c->set = s;
	c->nsets = 1;
	if (q->phone) {
		s->v = text_value(q->phone);
		s->salt = salt;
	}
	return book_merge(h.hub, t, h.x.a, &c, 1, e);
}

START_TEST(what_comes_late_brings_nothing_back)
{
	struct late q = { .node = { 9, 9 }, .counter = 1, .kind = CH_SET, .phone = second };
	rid rec = keyed(first);
	struct query all = { .form = h.x.form, .from = DATE_NONE, .to = DATE_NONE, .removed = true };

	ERR(erase_record(h.x.b, rec, "minh", "đơn", &h.x.e));
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	ck_assert_int_eq(bookfix_count(&h.x, h.hub, &all), 1);
	q.rec = rid_make(2, rid_counter(rec)); /* office one at the hub */
	ERR(store_txn(book_store(h.hub), merge_late, &q, &h.x.e));
	ck_assert_int_eq(rows_with(h.hub, second), 0);
	ck_assert_int_eq(book_get(h.hub, h.x.a, q.rec, &h.x.e)->status, ST_ERASED);
	clean(h.hub);
}
END_TEST

static int
know(void *arg, struct txn *t, struct err *e)
{
	unsigned no;

	return book_node(h.hub, t, arg, &no, e);
}

/* The erasure of one machine before the record of the other that it erases. */
START_TEST(an_erasure_may_come_before_the_record)
{
	struct late erase = { .node = { 8 }, .counter = 1, .kind = CH_ERASE },
	    create = { .node = { 9 }, .counter = 1, .kind = CH_CREATE, .phone = first };
	struct arena *a = h.x.a;
	unsigned no = book_nodes(h.hub) + 1;

	ck_assert_ptr_nonnull(book_shape(h.hub, h.x.form, &h.x.e));
	erase.rec = rid_make(no + 1, 1);
	ERR(store_txn(book_store(h.hub), know, erase.node, &h.x.e)); /* as an import does of all it reads of */
	ERR(store_txn(book_store(h.hub), know, create.node, &h.x.e));
	ERR(store_txn(book_store(h.hub), merge_late, &erase, &h.x.e));
	ERR(store_txn(book_store(h.hub), merge_late, &create, &h.x.e));
	ck_assert_int_eq(rows_with(h.hub, first), 0);
	ck_assert_int_eq(book_get(h.hub, a, erase.rec, &h.x.e)->status, ST_ERASED);
	clean(h.hub);
}
END_TEST

START_TEST(a_look_is_written_down_and_in_nobodys_way)
{
	rid rec = keyed(first);
	struct record *r = book_get(h.x.b, h.x.a, rec, &h.x.e), *now;
	struct change **c;
	int n;

	ck_assert_int_eq(reveal_record(h.x.b, rec, "minh", NULL, &h.x.e), -1);
	ERR(reveal_record(h.x.b, rec, "minh", "gọi lại", &h.x.e));
	ERR(reveal_record(h.x.b, rec, "an", "gọi lại", &h.x.e));
	now = book_get(h.x.b, h.x.a, rec, &h.x.e);
	ck_assert_str_eq(now->who, r->who);
	ck_assert_uint_eq(now->changed, r->changed);
	ERR(set_phone(rec, second, &r->vv)); /* of who had it open meanwhile */
	ck_assert_int_eq(set_phone(rec, first, &r->vv), -1);
	ck_assert_int_eq(h.x.e.code, E_RULE);
	c = book_history(h.x.b, h.x.a, rec, &n, &h.x.e);
	ck_assert_int_eq(n, 4);
	ck_assert_int_eq(c[1]->kind, CH_REVEAL);
	ck_assert_str_eq(c[1]->reason, "gọi lại");
	ERR(reveal_record(h.x.b, rec, "minh", "x", &h.x.e));
	clean(h.x.b);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	clean(h.hub);
	hubfix_same(&h, h.x.b, 1);
}
END_TEST

Suite *
erase_suite(void)
{
	Suite *s = suite_create("erase");
	TCase *t = tcase_create("erase");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, values_go_and_changes_stay);
	tcase_add_test(t, the_hub_erases_with_the_dump_that_says_so);
	tcase_add_test(t, what_comes_late_brings_nothing_back);
	tcase_add_test(t, an_erasure_may_come_before_the_record);
	tcase_add_test(t, a_look_is_written_down_and_in_nobodys_way);
	suite_add_tcase(s, t);
	return s;
}
