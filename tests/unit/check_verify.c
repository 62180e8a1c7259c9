/* SPDX-License-Identifier: MIT */
#include "core/book.h"

#include <check.h>
#include <string.h>

#include "core/book_int.h"
#include "core/dump.h"
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

/* An entry of the log written over by another's bytes, or with a letter of its reason changed. */
struct swap {
	rid at, from;           /* from 0: at's own bytes, "vi" in them changed */
};

static int
swap_rows(void *arg, struct txn *t, struct err *e)
{
	const struct swap *q = arg;
	uint8_t row[4096], k[8], *word;
	const void *v;
	size_t n;

	key_u64(k, q->from ? q->from : q->at);
	ck_assert_int_eq(txn_get(t, TB_CHANGES, k, sizeof k, &v, &n, e), 0);
	memcpy(row, v, n);
	if (!q->from) {
		word = memmem(row, n, "minh", 4);
		ck_assert_ptr_nonnull(word);
		memcpy(word, "mind", 4);
	}
	key_u64(k, q->at);
	return txn_put(t, TB_CHANGES, k, sizeof k, row, n, e);
}

static void
told(const char *number)
{
	struct verify out;
	int i;

	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_DAMAGE);
	for (i = 0; i < out.nfaults && i < 20; i++)
		if (strstr(out.fault[i], number))
			return;
	ck_abort_msg("%s is not in: %s", number, x.e.text);
}

START_TEST(an_entry_altered_is_told_with_its_number)
{
	struct swap q = { rid_make(1, 303), 0 };

	mixed_book();
	ck_assert_int_eq(store_txn(book_store(x.b), swap_rows, &q, &x.e), 0);
	told("number 303:");
}
END_TEST

/* Two removals of the same record, the same in all but their place. */
START_TEST(entries_in_another_order_are_told_with_their_number)
{
	struct swap q = { rid_make(1, 307), rid_make(1, 303) };

	mixed_book();
	ck_assert_int_eq(store_txn(book_store(x.b), swap_rows, &q, &x.e), 0);
	told("number 307:");
}
END_TEST

START_TEST(an_entry_removed_is_told_with_its_number)
{
	struct poke p = { TB_CHANGES, -1, "\0\1\0\0\0\0\0\144", 8 };

	mixed_book();
	ck_assert_int_eq(store_txn(book_store(x.b), poke_row, &p, &x.e), 0);
	told("change 99 of");
	told("change 101:");
}
END_TEST

/* The log as it was before change `keep + 1`, with its end put right, as if nothing had been. */
static int
cut_log(void *arg, struct txn *t, struct err *e)
{
	const uint64_t *keep = arg;
	struct buf scratch = { 0 };
	struct head old, head = { 0 };
	struct change *c;
	uint8_t k[8];
	uint64_t i;

	ck_assert_int_eq(head_get(t, 1, &old, e), 0);
	for (i = 1; i <= old.counter; i++) {
		key_u64(k, rid_make(1, i));
		if (i > *keep) {
			ck_assert_int_eq(txn_del(t, TB_CHANGES, k, sizeof k, e), 0);
			continue;
		}
		ck_assert_int_eq(change_read(x.b, t, x.a, rid_make(1, i), &c, e), 0);
		head_move(x.b, &scratch, &head, c);
	}
	buf_free(&scratch);
	return head_put(t, 1, &head, e);
}

START_TEST(an_end_that_left_in_a_dump_cannot_be_cut_off)
{
	struct bookfix *b = &x;
	uint64_t keep = 12;
	const char *path;

	bookfix_free(b); /* a book that may dump unsealed */
	bookfix_training(b);
	bookfix_lines(b, 20);
	ck_assert_msg(dump_write(b->b, b->a, false, &path, &b->e) == 0, "%s", b->e.text);
	ck_assert_int_eq(store_txn(book_store(b->b), cut_log, &keep, &b->e), 0);
	told("ends with change 12");
	told("up to 20");
}
END_TEST

/* A log that hangs together, with all its marks, and is not the one that left. */
static int
rewrite_log(void *arg, struct txn *t, struct err *e)
{
	struct buf scratch = { 0 };
	struct head old, head = { 0 };
	struct change *c;
	uint64_t i;

	(void)arg;
	ck_assert_int_eq(head_get(t, 1, &old, e), 0);
	for (i = 1; i <= old.counter; i++) {
		ck_assert_int_eq(change_read(x.b, t, x.a, rid_make(1, i), &c, e), 0);
		if (i == 5)
			c->reason = "khác";
		head_move(x.b, &scratch, &head, c);
		head_mark(&head, c);
		ck_assert_int_eq(change_write(t, &scratch, c, e), 0);
	}
	buf_free(&scratch);
	return head_put(t, 1, &head, e);
}

START_TEST(a_log_written_anew_is_not_the_one_that_left)
{
	struct verify out;
	const char *path;

	bookfix_free(&x);
	bookfix_training(&x);
	bookfix_lines(&x, 20);
	ck_assert_msg(dump_write(x.b, x.a, false, &path, &x.e) == 0, "%s", x.e.text);
	bookfix_lines(&x, 5);
	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), 0);
	ck_assert_int_eq(store_txn(book_store(x.b), rewrite_log, NULL, &x.e), 0);
	told("up to 20 are not those that left");
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
	tcase_add_test(t, an_entry_altered_is_told_with_its_number);
	tcase_add_test(t, entries_in_another_order_are_told_with_their_number);
	tcase_add_test(t, an_entry_removed_is_told_with_its_number);
	tcase_add_test(t, an_end_that_left_in_a_dump_cannot_be_cut_off);
	tcase_add_test(t, a_log_written_anew_is_not_the_one_that_left);
	suite_add_tcase(s, t);
	return s;
}
