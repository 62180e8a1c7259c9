/* SPDX-License-Identifier: MIT */
#include "core/span.h"

#include <check.h>

#include "core/date.h"

Suite *span_suite(void);

static const struct { enum span s; const char *day, *first, *last, *before, *after; } spans[] = {
	{ SPAN_DAY, "2021-11-24", "2021-11-24", "2021-11-24", "2021-11-23", "2021-11-25" },
	{ SPAN_WEEK, "2021-11-24", "2021-11-22", "2021-11-28", "2021-11-15", "2021-11-29" },
	{ SPAN_WEEK, "2022-01-01", "2021-12-27", "2022-01-02", "2021-12-20", "2022-01-03" },
	{ SPAN_MONTH, "2024-02-29", "2024-02-01", "2024-02-29", "2024-01-01", "2024-03-01" },
	{ SPAN_MONTH, "2021-12-31", "2021-12-01", "2021-12-31", "2021-11-01", "2022-01-01" },
	{ SPAN_QUARTER, "2021-11-24", "2021-10-01", "2021-12-31", "2021-07-01", "2022-01-01" },
	{ SPAN_QUARTER, "2023-01-01", "2023-01-01", "2023-03-31", "2022-10-01", "2023-04-01" },
	{ SPAN_YEAR, "2021-11-24", "2021-01-01", "2021-12-31", "2020-01-01", "2022-01-01" },
};

START_TEST(a_period_begins_ends_and_has_neighbours)
{
	int32_t day = date_parse(spans[_i].day, 10);
	char out[11];

	date_iso(span_first(spans[_i].s, day), out);
	ck_assert_str_eq(out, spans[_i].first);
	date_iso(span_last(spans[_i].s, day), out);
	ck_assert_str_eq(out, spans[_i].last);
	date_iso(span_first(spans[_i].s, span_move(spans[_i].s, day, -1)), out);
	ck_assert_str_eq(out, spans[_i].before);
	date_iso(span_first(spans[_i].s, span_move(spans[_i].s, day, 1)), out);
	ck_assert_str_eq(out, spans[_i].after);
}
END_TEST

START_TEST(all_days_and_the_ends_of_time_stay)
{
	int32_t day = date_of(2199, 12, 31), i, at = day;

	ck_assert_int_eq(span_first(SPAN_ALL, day), DATE_NONE);
	ck_assert_int_eq(span_last(SPAN_ALL, day), DATE_NONE);
	ck_assert_int_eq(span_move(SPAN_ALL, day, 1), day);
	for (i = 0; i < 5; i++)
		at = span_move(SPAN_YEAR, at, 1);
	ck_assert_int_eq(at, day);
}
END_TEST

static const struct { enum span s; const char *text; } texts[] = {
	{ SPAN_DAY, "24/11/2021" }, { SPAN_WEEK, "week 47, 22/11 - 28/11/2021" },
	{ SPAN_MONTH, "month 11/2021" }, { SPAN_QUARTER, "quarter IV/2021" }, { SPAN_YEAR, "year 2021" },
	{ SPAN_ALL, "all days" },
};

START_TEST(periods_are_named)
{
	struct arena *a = arena_new();

	ck_assert_str_eq(span_text(a, texts[_i].s, date_of(2021, 11, 24)), texts[_i].text);
	ck_assert_str_eq(span_between(a, date_of(2021, 11, 1), DATE_NONE), "from 01/11/2021 on");
	arena_free(a);
}
END_TEST

Suite *
span_suite(void)
{
	Suite *s = suite_create("span");
	TCase *t = tcase_create("span");

	tcase_add_loop_test(t, a_period_begins_ends_and_has_neighbours, 0, sizeof spans / sizeof *spans);
	tcase_add_test(t, all_days_and_the_ends_of_time_stay);
	tcase_add_loop_test(t, periods_are_named, 0, sizeof texts / sizeof *texts);
	suite_add_tcase(s, t);
	return s;
}
