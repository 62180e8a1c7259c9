/* SPDX-License-Identifier: MIT */
#include "core/handed.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *handed_suite(void);

FIXTURE(bookfix, x)

static int32_t
on(int day)
{
	return date_of(2021, 11, day);
}

static rid
key(int day, int keyed, int hour)
{
	struct value *v = bookfix_line(&x, 0);

	clock_fix(date_begins(on(keyed)) + (int64_t)hour * 3600000);
	v[AC_DAY] = int_value(on(day));
	return bookfix_add(&x, x.form, v);
}

static void
take(void *arg, int i, int k, const int64_t n[HANDED_N])
{
	ck_assert_int_eq(i + k, 0);
	memcpy(arg, n, HANDED_N * sizeof *n);
}

/* Figures of a form of that period, 20/11 to 25/11 or open, of a commune that is there from a day on. */
static void
want(const char *period, int32_t since, bool open, const int64_t want[HANDED_N])
{
	const struct unit unit = { .code = "03388", .name = "A", .level = UNIT_COMMUNE, .from = DATE_NONE, .to = since };
	const struct unit *units[] = { &unit };
	const struct form *forms[] = { x.form };
	struct handed_ask q = { forms, units, 1, 1, open ? DATE_NONE : on(20), open ? DATE_NONE : on(25) };
	int64_t n[HANDED_N];
	int i;

	x.form->period = period;
	ck_assert_msg(handed_run(x.b, &q, take, n, &x.e) == 0, "%s", x.e.text);
	for (i = 0; i < HANDED_N; i++)
		ck_assert_msg(n[i] == want[i], "%s: figure %d is %lld, not %lld", period, i, (long long)n[i],
		    (long long)want[i]);
}

/* In the order of enum handed: keyed, due, complete, on time, late, missing, approved, uploaded, corrected. */
START_TEST(periods_and_records_are_counted)
{
	rid gone;

	(void)key(20, 20, 16);
	(void)key(20, 22, 8);           /* more, later: it was in time */
	ck_assert_int_eq(bookfix_move(&x, key(21, 22, 9), CH_APPROVE), 0);
	(void)key(25, 25, 8);           /* not due yet, but there */
	gone = key(23, 25, 9);
	ck_assert_int_eq(bookfix_move(&x, gone, CH_REMOVE), 0);
	(void)key(19, 25, 10);          /* of a day before */
	want("day", DATE_NONE, false, (int64_t[]){ 4, 6, 3, 2, 1, 3, 1, 0, 0 });
	want("day", on(21), false, (int64_t[]){ 3, 2, 2, 1, 1, 0, 1, 0, 0 });
	want("day", DATE_NONE, true, (int64_t[]){ 5, 7, 4, 2, 2, 3, 1, 0, 0 });
	want("week", DATE_NONE, false, (int64_t[]){ 4, 1, 1, 1, 0, 0, 1, 0, 0 });
	want("month", DATE_NONE, false, (int64_t[]){ 4, 0, 0, 0, 0, 0, 1, 0, 0 });
	want("event", DATE_NONE, false, (int64_t[]){ 4, 0, 0, 0, 0, 0, 1, 0, 0 });
}
END_TEST

Suite *
handed_suite(void)
{
	Suite *s = suite_create("handed");
	TCase *tc = tcase_create("handed");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, periods_and_records_are_counted);
	suite_add_tcase(s, tc);
	return s;
}
