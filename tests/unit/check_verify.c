/* SPDX-License-Identifier: MIT */
#include "core/book.h"

#include <check.h>
#include <string.h>

#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *verify_suite(void);

FIXTURE(bookfix, x)

/* A row written behind the book's back. */
struct poke {
	enum table tb;
	int at;                 /* the byte that is flipped; -1: the row goes, -2: one comes */
	const void *k;
	size_t kn;
};

static int
poke_row(void *arg, struct txn *t, struct err *e)
{
	const struct poke *p = arg;
	uint8_t copy[4096];
	const void *v;
	size_t vn;

	if (p->at == -1)
		return txn_del(t, p->tb, p->k, p->kn, e);
	if (p->at == -2)
		return txn_put(t, p->tb, p->k, p->kn, "", 0, e);
	ck_assert_int_eq(txn_get(t, p->tb, p->k, p->kn, &v, &vn, e), 0);
	ck_assert_uint_le(vn, sizeof copy);
	memcpy(copy, v, vn);
	copy[(size_t)p->at < vn ? (size_t)p->at : vn - 1] ^= 1;
	return txn_put(t, p->tb, p->k, p->kn, copy, vn, e);
}

static int
first_key(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct poke *p = arg;

	(void)v;
	(void)vn;
	(void)e;
	p->k = arena_dup(x.a, k, kn);
	p->kn = kn;
	return 1;
}

static int
find_first(void *arg, struct txn *t, struct err *e)
{
	struct poke *p = arg;

	return txn_walk(t, p->tb, p->k, p->kn, WALK_ALL, first_key, p, e);
}

static void
mixed_book(void)
{
	struct value *v = bookfix_line(&x, 7), *w = bookfix_line(&x, 8);

	bookfix_lines(&x, 300);
	v[AC_PHONE] = text_value("0912");
	ck_assert_int_eq(bookfix_set(&x, rid_make(1, 5), v, NULL), 0);
	ck_assert_int_eq(bookfix_set(&x, rid_make(1, 5), w, NULL), 0);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 9), CH_REMOVE), 0);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 10), CH_APPROVE), 0);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 10), CH_LOCK), 0);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 9), CH_RESTORE), 0);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 9), CH_REMOVE), 0);
}

START_TEST(verify_is_content_with_what_we_wrote)
{
	struct verify out;

	mixed_book();
	ck_assert_msg(book_verify(x.b, x.a, &out, &x.e) == 0, "%s", x.e.text);
	ck_assert_uint_eq(out.changes, 307);
	ck_assert_uint_eq(out.records, 300);
	ck_assert_uint_gt(out.indexes, 300 * 7);
}
END_TEST

/* Where a value is flipped: the table, the key to begin at, the byte. */
static const struct spot {
	enum table tb;
	const char *from;
	size_t n;
	int at;
} spots[] = {
	{ TB_CHANGES, "\0\1\0\0\0\0\0\12", 8, 30 },
	{ TB_CHANGES, "\0\1\0\0\0\0\0\62", 8, 1000 },
	{ TB_CHANGES, "\0\1\0\0\0\0\1\1", 8, -1 },
	{ TB_CHANGES, "\0\1\0\0\0\0\0\1", 8, 4 },
	{ TB_RECORDS, "", 0, 40 },
	{ TB_RECORDS, "", 0, 1000 },
	{ TB_RECORDS, "", 0, 1 },
	{ TB_RECORDS, "", 0, -1 },
	{ TB_KEY, "", 0, -1 },
	{ TB_DATE, "", 0, 3 },
	{ TB_DATE, "", 0, -1 },
	{ TB_WORDS, "cau", 3, 5 },
	{ TB_WORDS, "cau", 3, -1 },
	{ TB_WORDS, "zz\0\0\1\0\0\0\0\0\5", 11, -2 },
	{ TB_META, "head:1", 6, 7 },
	{ TB_META, "head:1", 6, 20 },
	{ TB_META, "s:", 2, 12 },
};

START_TEST(verify_finds_a_flipped_value)
{
	const struct spot *s = &spots[_i];
	struct poke p = { s->tb, s->at, s->from, s->n };
	struct verify out;

	mixed_book();
	if (s->at != -2)
		ck_assert_int_eq(store_visit(book_store(x.b), find_first, &p, &x.e), 0);
	ck_assert_int_eq(store_txn(book_store(x.b), poke_row, &p, &x.e), 0);
	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_DAMAGE);
	ck_assert_int_ge(out.nfaults, 1);
	ck_assert_uint_gt(strlen(out.fault[0]), 20);
	bookfix_reopen(&x);
	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), -1);
}
END_TEST

Suite *
verify_suite(void)
{
	Suite *s = suite_create("verify");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, verify_is_content_with_what_we_wrote);
	tcase_add_loop_test(t, verify_finds_a_flipped_value, 0, (int)(sizeof spots / sizeof *spots));
	suite_add_tcase(s, t);
	return s;
}
