/* SPDX-License-Identifier: MIT */
#include "core/book.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *query_suite(void);

FIXTURE(bookfix, x)

static int
found(const struct form *f, int32_t from, int32_t to, const char *unit)
{
	struct query q = { .form = f, .unit = unit, .from = from, .to = to };

	return bookfix_count(&x, x.b, &q);
}

static int
in_order(void *arg, struct record *r, struct err *e)
{
	struct record **last = arg;
	int unit;

	(void)e;
	if (*last) {
		unit = strcmp((*last)->unit, r->unit);
		ck_assert_int_le(unit, 0);
		if (unit == 0)
			ck_assert_int_le((*last)->v[AC_DAY].n, r->v[AC_DAY].n);
	}
	*last = r;
	return 0;
}

static int
third_fails(void *arg, struct record *r, struct err *e)
{
	int *n = arg;

	(void)r;
	return ++*n == 3 ? err_set(e, E_RULE, "enough") : 0;
}

START_TEST(queries_by_unit_and_day)
{
	int32_t day = date_of(2021, 11, 1);
	struct query all = { .form = x.form, .from = DATE_NONE, .to = DATE_NONE };
	struct record *last = NULL;
	struct value *v = bookfix_line(&x, 0);
	int n = 0, i;
	rid rec;

	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 0);
	for (i = 0; i < 3; i++)
		bookfix_lines(&x, 400); /* more than a slice holds */
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1200);
	ck_assert_int_eq(found(NULL, DATE_NONE, DATE_NONE, NULL), 1200);
	ck_assert_int_eq(found(x.hamlet, DATE_NONE, DATE_NONE, NULL), 0);
	ck_assert_int_eq(found(x.form, day, day, NULL), 60);
	ck_assert_int_eq(found(x.form, day + 2, day + 3, "03388@-"), 108);
	ck_assert_int_eq(found(x.form, DATE_NONE, day, "03389@-"), 6);
	ck_assert_int_eq(found(x.form, day + 29, DATE_NONE, NULL), 30);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, "0338"), 0);
	ck_assert_int_eq(book_query(x.b, x.a, &all, in_order, &last, &x.e), 0);
	ck_assert_int_eq(book_query(x.b, x.a, &all, third_fails, &n, &x.e), -1);
	ck_assert_int_eq(n, 3);
	ck_assert_int_eq(x.e.code, E_RULE);
	v[AC_DAY].kind = V_BLANK;
	rec = bookfix_add(&x, x.form, v);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1201);
	ck_assert_int_eq(found(x.form, DATE_NONE, day + 100, NULL), 1200);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_REMOVE), 0);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1200);
	all.removed = true;
	ck_assert_int_eq(bookfix_count(&x, x.b, &all), 1201);
}
END_TEST

START_TEST(an_edit_moves_the_indexes)
{
	struct value *v = bookfix_line(&x, 3), *w = bookfix_line(&x, 3);
	int32_t day = date_of(2021, 12, 24);
	rid rec = bookfix_add(&x, x.form, v), out[4];
	rid *ids;

	w[AC_DAY] = int_value(day);
	w[AC_NOTE] = text_value("đường sạt lở");
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), 0);
	ck_assert_int_eq(found(x.form, day, day, NULL), 1);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1);
	ck_assert_int_eq(book_by_key(x.b, x.form, "03388@-", v, out, 4, &x.e), 0);
	ck_assert_int_eq(book_by_key(x.b, x.form, "03388@-", w, out, 4, &x.e), 1);
	ck_assert_int_eq(book_find(x.b, x.a, "thay ca", &ids, &x.e), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "SAT lo", &ids, &x.e), 1);
	ck_assert_uint_eq(ids[0], rec);
}
END_TEST

START_TEST(words_find)
{
	struct value *v = bookfix_line(&x, 1);
	rid *ids;

	bookfix_lines(&x, 200);
	v[AC_PHONE] = text_value("0987654321");
	v[AC_NOTE] = text_value("Nguyễn Văn Đức");
	(void)bookfix_add(&x, x.form, v);
	ck_assert_int_eq(book_find(x.b, x.a, "nguyen duc", &ids, &x.e), 1);
	ck_assert_uint_eq(ids[0], rid_make(1, 201));
	ck_assert_int_eq(book_find(x.b, x.a, "ngu d", &ids, &x.e), 1);
	ck_assert_int_eq(book_find(x.b, x.a, "cau mu ca", &ids, &x.e), 201);
	ck_assert_int_eq(book_find(x.b, x.a, "0987", &ids, &x.e), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "nguyen khong", &ids, &x.e), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "  ", &ids, &x.e), 0);
}
END_TEST

START_TEST(words_of_single_saves_move_on)
{
	struct value *v = bookfix_line(&x, 1), *w = bookfix_line(&x, 1);
	struct verify out;
	rid *ids, rec[600];
	int i;

	v[AC_NOTE] = text_value("sương muối");
	w[AC_NOTE] = text_value("nắng ấm");
	for (i = 0; i < 600; i++) { /* some stand in the tail at the end, most moved into blocks */
		rec[i] = bookfix_add(&x, x.form, v);
		if (i % 3 == 0)
			ck_assert_int_eq(bookfix_set(&x, rec[i / 2], i % 2 ? v : w, NULL), 0);
	}
	ck_assert_int_eq(bookfix_set(&x, rec[599], w, NULL), 0);
	ck_assert_int_eq(bookfix_set(&x, rec[3], w, NULL), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "chot", &ids, &x.e), 600);
	i = book_find(x.b, x.a, "suong muoi", &ids, &x.e);
	ck_assert_int_gt(i, 400);
	ck_assert_int_eq(i + book_find(x.b, x.a, "nang", &ids, &x.e), 600);
	ck_assert_msg(book_verify(x.b, x.a, &out, &x.e) == 0, "%s", x.e.text);
}
END_TEST

START_TEST(a_local_list_grows)
{
	struct value h[2] = { text_value("Bản Mới"), { V_BLANK, 0, NULL } };
	const char **names;
	int i, n;

	bookfix_lines(&x, 200);
	(void)bookfix_add(&x, x.hamlet, h);
	n = book_local(x.b, x.a, &x.form->field[AC_HAMLET], &names, &x.e);
	ck_assert_int_eq(n, 15);
	ck_assert_str_eq(names[0], "Bản Mới");
	for (i = 1; i < n; i++)
		ck_assert_int_eq(strncmp(names[i], "Bản Nà ", strlen("Bản Nà ")), 0);
}
END_TEST

static int
skim_row(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	struct skim_cell c[AC_PEOPLE + 1];
	int64_t *sum = arg;

	(void)id;
	(void)e;
	ck_assert_int_eq(record_skim_cells(rd, head, AC_PEOPLE + 1, c), 0);
	ck_assert_int_eq(c[AC_PEOPLE].kind, V_INT);
	*sum += c[AC_PEOPLE].n;
	return 0;
}

START_TEST(a_scan_sums)
{
	int64_t sum = 0, want = 0;
	int i;

	for (i = 0; i < 3; i++)
		bookfix_lines(&x, 400);
	for (i = 0; i < 400; i++)
		want += 3 * (2 + i % 7);
	ck_assert_int_eq(book_scan(x.b, x.form, skim_row, &sum, &x.e), 0);
	ck_assert_int_eq(sum, want);
	ck_assert_int_eq(book_scan(x.b, x.hamlet, skim_row, &sum, &x.e), 0);
}
END_TEST

static int
sum_changes(void *arg, struct change *c, struct err *e)
{
	uint64_t *sum = arg;

	(void)e;
	*sum += rid_counter(c->id);
	return 0;
}

START_TEST(changes_come_in_order_of_the_counter)
{
	uint64_t sum = 0;
	int i;

	for (i = 0; i < 3; i++)
		bookfix_lines(&x, 400);
	ck_assert_int_eq(book_changes(x.b, x.a, 1, 0, 1200, sum_changes, &sum, &x.e), 0);
	ck_assert_uint_eq(sum, 1200 * 1201 / 2);
	sum = 0;
	ck_assert_int_eq(book_changes(x.b, x.a, 1, 5, 7, sum_changes, &sum, &x.e), 0);
	ck_assert_uint_eq(sum, 13);
	ck_assert_int_eq(book_changes(x.b, x.a, 2, 0, 1000, sum_changes, &sum, &x.e), 0);
	ck_assert_uint_eq(sum, 13);
}
END_TEST

START_TEST(what_was_keyed_since_a_moment)
{
	int64_t now = date_begins(date_of(2021, 11, 23));
	uint64_t counter;
	int i;

	ck_assert_int_eq(book_before(x.b, now, &counter, &x.e), 0);
	ck_assert_uint_eq(counter, 0);
	for (i = 0; i < 7; i++) {
		clock_fix(now + (i - 4) * 60000);
		(void)bookfix_add(&x, x.form, bookfix_line(&x, i));
	}
	ck_assert_int_eq(book_before(x.b, now, &counter, &x.e), 0);
	ck_assert_uint_eq(counter, 4);
	ck_assert_int_eq(book_before(x.b, now + 60000, &counter, &x.e), 0);
	ck_assert_uint_eq(counter, 5);
	ck_assert_int_eq(book_before(x.b, now + 3600000, &counter, &x.e), 0);
	ck_assert_uint_eq(counter, 7);
	ck_assert_int_eq(book_before(x.b, 0, &counter, &x.e), 0);
	ck_assert_uint_eq(counter, 0);
	clock_fix(0);
}
END_TEST

Suite *
query_suite(void)
{
	Suite *s = suite_create("query");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, queries_by_unit_and_day);
	tcase_add_test(t, an_edit_moves_the_indexes);
	tcase_add_test(t, words_find);
	tcase_add_test(t, words_of_single_saves_move_on);
	tcase_add_test(t, a_local_list_grows);
	tcase_add_test(t, a_scan_sums);
	tcase_add_test(t, changes_come_in_order_of_the_counter);
	tcase_add_test(t, what_was_keyed_since_a_moment);
	suite_add_tcase(s, t);
	return s;
}
