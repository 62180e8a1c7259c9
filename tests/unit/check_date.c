/* SPDX-License-Identifier: MIT */
#include "core/date.h"

#include <check.h>
#include <string.h>
#include <time.h>

Suite *date_suite(void);

enum { NEAR_Y = 2021, NEAR_M = 11, NEAR_D = 23 };

/* Every day of the years a book may hold, against a calendar that is counted, not computed. */
START_TEST(every_day_is_the_day_after_the_one_before)
{
	static const int months[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t day = date_of(1900, 1, 1);
	int y, m, d, gy, gm, gd, weekday = date_weekday(day);
	char iso[11], local[11];

	ck_assert_int_eq(day, -25567);
	for (y = 1900; y < 2200; y++)
		for (m = 1; m <= 12; m++) {
			int n = months[m - 1];

			if (m == 2 && (y % 400 == 0 || (y % 4 == 0 && y % 100 != 0)))
				n++;
			for (d = 1; d <= n; d++, day++, weekday = (weekday + 1) % 7) {
				date_split(day, &gy, &gm, &gd);
				date_iso(day, iso);
				date_local(day, local);
				if (date_of(y, m, d) != day || gy != y || gm != m || gd != d ||
				    date_weekday(day) != weekday || date_parse(iso, 10) != day ||
				    date_parse_keyed(local, DATE_NONE) != day)
					ck_abort_msg("%d-%d-%d", y, m, d);
			}
			ck_assert_int_eq(date_of(y, m, n + 1), DATE_NONE);
		}
}
END_TEST

START_TEST(known_days)
{
	char s[11];

	ck_assert_int_eq(date_of(1970, 1, 1), 0);
	ck_assert_int_eq(date_of(2000, 2, 29), 11016);
	ck_assert_int_eq(date_of(2021, 11, 23), 18954);
	ck_assert_int_eq(date_weekday(18954), 1); /* a Tuesday */
	ck_assert_int_eq(date_weekday(0), 3);
	date_iso(18954, s);
	ck_assert_str_eq(s, "2021-11-23");
	date_local(18954, s);
	ck_assert_str_eq(s, "23/11/2021");
}
END_TEST

/* Only damage brings such days; they must not trap or overrun. */
START_TEST(days_out_of_range_are_clamped)
{
	char s[11];

	date_iso(INT32_MAX, s);
	ck_assert_str_eq(s, "2199-12-31");
	date_local(DATE_NONE, s);
	ck_assert_str_eq(s, "01/01/1900");
	ck_assert_int_eq(date_of(1899, 12, 31), DATE_NONE);
	ck_assert_int_eq(date_of(2200, 1, 1), DATE_NONE);
}
END_TEST

static const char *const no_iso[] = {
	"", "2021-11-2", "2021-11-233", "2021/11/23", "2021-11/23", "2021-13-01", "2021-00-10",
	"2021-02-29", "2021-11-31", "2021-11-00", "20a1-11-23", "2021-1a-23", "2021-11-2a", "-021-11-23",
	"2021- 1-23", "1899-12-31", "2200-01-01", "2100-02-29",
};

START_TEST(what_is_no_iso_date)
{
	ck_assert_int_eq(date_parse(no_iso[_i], strlen(no_iso[_i])), DATE_NONE);
}
END_TEST

/* What is keyed on 23 November 2021, and the day it means; year 0: none. */
static const struct {
	const char *s;
	int y, m, d;
} keyed[] = {
	{ "23112021", 2021, 11, 23 }, { "23/11/2021", 2021, 11, 23 }, { "23-11-2021", 2021, 11, 23 },
	{ "23.11.21", 2021, 11, 23 }, { "231121", 2021, 11, 23 }, { "2311", 2021, 11, 23 },
	{ "23/11", 2021, 11, 23 }, { "5/1", 2021, 1, 5 }, { "05.01", 2021, 1, 5 }, { "23", 2021, 11, 23 },
	{ "5", 2021, 11, 5 }, { "2021-11-23", 2021, 11, 23 }, { "5/1/2022", 2022, 1, 5 },
	{ "29/2/2024", 2024, 2, 29 }, { "29022000", 2000, 2, 29 }, { "01011900", 1900, 1, 1 },
	{ "31/12/2199", 2199, 12, 31 },
	{ "", 0, 0, 0 }, { "31", 0, 0, 0 }, { "0", 0, 0, 0 }, { "235", 0, 0, 0 }, { "23112", 0, 0, 0 },
	{ "2311202", 0, 0, 0 }, { "231120211", 0, 0, 0 }, { "2311202111", 0, 0, 0 }, { "29/2", 0, 0, 0 },
	{ "29/2/2100", 0, 0, 0 }, { "23/11-2021", 0, 0, 0 }, { "23/", 0, 0, 0 }, { "23/11/", 0, 0, 0 },
	{ "23/11/1", 0, 0, 0 }, { "23/11/202", 0, 0, 0 }, { "23/11/20211", 0, 0, 0 }, { "/11", 0, 0, 0 },
	{ "23//2021", 0, 0, 0 }, { "231/1/2021", 0, 0, 0 }, { "23/111/2021", 0, 0, 0 }, { "23:11", 0, 0, 0 },
	{ "23/11/2021x", 0, 0, 0 }, { "2021-11-23T", 0, 0, 0 }, { "2021-11-231", 0, 0, 0 }, { "abc", 0, 0, 0 },
	{ "2021-13-01", 0, 0, 0 }, { "2021", 0, 0, 0 }, { "20211123", 0, 0, 0 }, { "-5/1/2021", 0, 0, 0 },
	{ "23/x", 0, 0, 0 }, { "1/1/1899", 0, 0, 0 }, { "2021-11-23-and-much-more", 0, 0, 0 },
};

START_TEST(what_a_clerk_keys)
{
	int32_t near = date_of(NEAR_Y, NEAR_M, NEAR_D), want = DATE_NONE;

	if (keyed[_i].y)
		want = date_of(keyed[_i].y, keyed[_i].m, keyed[_i].d);
	ck_assert_msg(date_parse_keyed(keyed[_i].s, near) == want, "%s", keyed[_i].s);
}
END_TEST

START_TEST(without_a_day_nearby_a_date_must_be_whole)
{
	ck_assert_int_eq(date_parse_keyed("23/11", DATE_NONE), DATE_NONE);
	ck_assert_int_eq(date_parse_keyed("2311", DATE_NONE), DATE_NONE);
	ck_assert_int_eq(date_parse_keyed("23", DATE_NONE), DATE_NONE);
	ck_assert_int_eq(date_parse_keyed("23112021", DATE_NONE), 18954);
	ck_assert_int_eq(date_parse_keyed("23/11/21", DATE_NONE), 18954);
}
END_TEST

static const struct {
	const char *s;
	int minutes;
} times[] = {
	{ "07:30", 450 }, { "7:30", 450 }, { "0730", 450 }, { "7", 420 }, { "07", 420 }, { "0:00", 0 },
	{ "23:59", 1439 }, { "7h30", 450 }, { "7h", 420 }, { "7H05", 425 }, { "24:00", -1 }, { "12:60", -1 },
	{ "2400", -1 }, { "0760", -1 }, { "", -1 }, { "730", -1 }, { "7:3", -1 }, { "7:", -1 }, { ":30", -1 },
	{ "7:300", -1 }, { "7:30x", -1 }, { "7x", -1 }, { "-1", -1 }, { "12345", -1 }, { "7h3", -1 },
	{ "0730x", -1 }, { "24", -1 },
};

START_TEST(times_of_day)
{
	char s[6];

	ck_assert_msg(time_parse(times[_i].s) == times[_i].minutes, "%s", times[_i].s);
	if (times[_i].minutes < 0)
		return;
	time_text(times[_i].minutes, s);
	ck_assert_int_eq(time_parse(s), times[_i].minutes);
	ck_assert_uint_eq(strlen(s), 5);
}
END_TEST

START_TEST(the_clock_can_be_fixed_and_days_are_those_of_viet_nam)
{
	int64_t now = clock_now();

	ck_assert(now / 1000 - (int64_t)time(NULL) <= 1 && (int64_t)time(NULL) - now / 1000 <= 1);
	clock_fix((int64_t)18954 * 86400000 - 7 * 3600000); /* midnight in Viet Nam */
	ck_assert_int_eq(date_today(), 18954);
	clock_fix(clock_now() - 1);
	ck_assert_int_eq(date_today(), 18953);
	clock_fix(0);
	ck_assert(clock_now() >= now);
}
END_TEST

#define LOOP(t, f, table) tcase_add_loop_test(t, f, 0, (int)(sizeof table / sizeof *table))

Suite *
date_suite(void)
{
	Suite *s = suite_create("date");
	TCase *t = tcase_create("all");

	tcase_add_test(t, every_day_is_the_day_after_the_one_before);
	tcase_add_test(t, known_days);
	tcase_add_test(t, days_out_of_range_are_clamped);
	LOOP(t, what_is_no_iso_date, no_iso);
	LOOP(t, what_a_clerk_keys, keyed);
	tcase_add_test(t, without_a_day_nearby_a_date_must_be_whole);
	LOOP(t, times_of_day, times);
	tcase_add_test(t, the_clock_can_be_fixed_and_days_are_those_of_viet_nam);
	suite_add_tcase(s, t);
	return s;
}
