/* SPDX-License-Identifier: MIT */
#include "core/due.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *due_suite(void);

FIXTURE(bookfix, x)

enum { HOUR = 3600000 };

static int32_t
on(int month, int day)
{
	return date_of(2021, month, day);
}

static int64_t
at(int32_t day, int hour)
{
	return date_begins(day) + (int64_t)hour * HOUR;
}

/* The periods of 24/11/2021, a Wednesday, and of a day that ends a year. */
START_TEST(periods_have_days_and_due_times)
{
	static const struct { enum due_period p; int from[2], to[2], due[2], hour; const char *text; } want[] = {
		{ DUE_DAY, { 11, 24 }, { 11, 24 }, { 11, 24 }, 17, "2021-11-24" },
		{ DUE_WEEK, { 11, 22 }, { 11, 28 }, { 11, 29 }, 10, "2021-W47" },
		{ DUE_MONTH, { 11, 1 }, { 11, 30 }, { 12, 3 }, 17, "2021-11" },
		{ DUE_QUARTER, { 10, 1 }, { 12, 31 }, { 12, 34 }, 17, "2021-Q4" },
	};
	struct due_span s, next, back;
	size_t i;

	for (i = 0; i < sizeof want / sizeof *want; i++) {
		s = due_span(want[i].p, on(11, 24));
		ck_assert_int_eq(s.from, on(want[i].from[0], want[i].from[1]));
		ck_assert_int_eq(s.to, on(want[i].to[0], want[i].to[1]));
		ck_assert(s.due == at(on(want[i].due[0], 1) + want[i].due[1] - 1, want[i].hour));
		ck_assert_str_eq(due_span_text(x.a, want[i].p, &s), want[i].text);
		next = due_step(want[i].p, &s, 1);
		ck_assert_int_eq(next.from, s.to + 1);
		back = due_step(want[i].p, &next, -1);
		ck_assert_int_eq(back.from, s.from);
		ck_assert(back.due == s.due);
	}
	s = due_span(DUE_MONTH, date_of(2022, 1, 31));
	ck_assert_int_eq(s.to, date_of(2022, 1, 31));
	s = due_step(DUE_MONTH, &s, 1);
	ck_assert_int_eq(s.to, date_of(2022, 2, 28));
}
END_TEST

START_TEST(the_hours_are_the_sites)
{
	due_set(&(struct due_hours){ 16 * 60, 9 * 60, 5 });
	ck_assert(due_span(DUE_DAY, on(11, 24)).due == at(on(11, 24), 16));
	ck_assert(due_span(DUE_WEEK, on(11, 24)).due == at(on(11, 29), 9));
	ck_assert(due_span(DUE_MONTH, on(11, 24)).due == at(on(12, 5), 16));
}
END_TEST

/* Keys a line of that day at a moment. */
static rid
key(int32_t day, int64_t when)
{
	struct value *v = bookfix_line(&x, 0);

	clock_fix(when);
	v[AC_DAY] = int_value(day);
	return bookfix_add(&x, x.form, v);
}

/* The states of days from 20/11 on, a letter each: . missing, o done, + late, - open, ~ draft, _ none. */
static const char *
row(const char *period, const char *unit, int n, const char *who)
{
	static const char letter[] = "_-~.+0o";
	struct due_cell c[40];
	char out[41];
	int i;

	x.form->period = period;
	{
		struct due_ask q = { .form = x.form, .unit = unit, .n = n, .who = who,
			.first = due_span((enum due_period)due_period(x.form), on(11, 20)) };

		ck_assert_int_eq(due_row(x.b, &q, c, &x.e), 0);
	}
	for (i = 0; i < n; i++)
		out[i] = letter[c[i].state];
	out[n] = '\0';
	return arena_strdup(x.a, out);
}

START_TEST(a_row_tells_the_state_of_each_day)
{
	rid gone;

	clock_fix(at(on(11, 19), 8));
	ck_assert_str_eq(row("day", "03388@-", 3, NULL), "---");
	(void)key(on(11, 20), at(on(11, 20), 16));
	(void)key(on(11, 20), at(on(11, 22), 8));      /* more, later: it was in time */
	(void)key(on(11, 21), at(on(11, 22), 8));
	gone = key(on(11, 23), at(on(11, 23), 9));
	clock_fix(at(on(11, 24), 16));
	ck_assert_str_eq(row("day", "03388@-", 6, NULL), "o+.o--");
	ck_assert_str_eq(row("event", "03388@-", 6, NULL), "oo_o__");
	ck_assert_str_eq(row("day", "03389@-", 6, NULL), "....--");
	ck_assert_str_eq(row("day", "0338", 6, NULL), "....--");
	ck_assert_str_eq(row("week", "03388@-", 2, NULL), "oo");
	ck_assert_int_eq(bookfix_move(&x, gone, CH_REMOVE), 0);
	ck_assert_str_eq(row("day", "03388@-", 6, NULL), "o+..--");
	clock_fix(at(on(11, 24), 17));
	ck_assert_str_eq(row("day", "03388@-", 6, NULL), "o+...-");
}
END_TEST

START_TEST(records_are_counted_when_asked)
{
	struct due_ask q = { .form = x.form, .unit = "03388@-", .n = 1, .count = true };
	struct due_cell c;

	x.form->period = "month";
	q.first = due_span(DUE_MONTH, on(11, 20));
	bookfix_lines(&x, 100);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 2), CH_REMOVE), 0);
	ck_assert_int_eq(due_row(x.b, &q, &c, &x.e), 0);
	ck_assert_int_eq(c.records, 89); /* every tenth is of another unit */
}
END_TEST

START_TEST(a_draft_counts_on_its_day)
{
	struct draft d = { .v = bookfix_line(&x, 0), .ncells = AC_N };
	struct value *v = bookfix_line(&x, 0);

	v[AC_DAY] = int_value(on(11, 21));
	d.v = v;
	clock_fix(at(on(11, 22), 8));
	ck_assert_int_eq(book_draft_save(x.b, "mai", x.form, &d, &x.e), 0);
	ck_assert_str_eq(row("day", "03388@-", 3, "mai"), ".~-");
	ck_assert_str_eq(row("day", "03388@-", 3, "lan"), "..-");
	v[AC_DAY].kind = V_BLANK;
	ck_assert_int_eq(book_draft_save(x.b, "mai", x.form, &d, &x.e), 0);
	ck_assert_str_eq(row("day", "03388@-", 3, "mai"), "..~");
	(void)key(on(11, 22), at(on(11, 22), 9));
	ck_assert_str_eq(row("day", "03388@-", 3, "mai"), "..o");
}
END_TEST

START_TEST(forms_without_days_are_not_asked_about)
{
	x.form->period = "change";
	ck_assert_int_eq(due_period(x.form), -1);
	x.hamlet->period = "day";
	ck_assert_int_eq(due_period(x.hamlet), -1);
	x.form->period = "quarter";
	ck_assert_int_eq(due_period(x.form), DUE_QUARTER);
}
END_TEST

Suite *
due_suite(void)
{
	Suite *s = suite_create("due");
	TCase *tc = tcase_create("due");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, periods_have_days_and_due_times);
	tcase_add_test(tc, the_hours_are_the_sites);
	tcase_add_test(tc, a_row_tells_the_state_of_each_day);
	tcase_add_test(tc, records_are_counted_when_asked);
	tcase_add_test(tc, a_draft_counts_on_its_day);
	tcase_add_test(tc, forms_without_days_are_not_asked_about);
	suite_add_tcase(s, tc);
	return s;
}
