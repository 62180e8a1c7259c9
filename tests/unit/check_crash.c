/* SPDX-License-Identifier: MIT */
/* The short form of tests/crash: 40 kills among three people who save. */
#include "tests/crash/crash.h"

#include <check.h>

Suite *crash_suite(void);

START_TEST(what_was_acknowledged_is_found)
{
	const struct crash_ask ask = { .kills = 40, .writers = 3, .least_ms = 2, .most_ms = 15, .seed = 7 };
	struct crash_result r;
	struct bookfix x;

	bookfix_make(&x);
	crash_run(&x, &ask, &r);
	ck_assert_uint_gt(r.acknowledged, 40);
	ck_assert_uint_eq(r.lost, 0);
	ck_assert_uint_eq(r.wrong, 0);
	ck_assert_uint_eq(r.twice, 0);
	ck_assert_int_eq(r.hung, 0);
	ck_assert_msg(r.verify == NULL, "%s", r.verify);
	bookfix_free(&x);
}
END_TEST

Suite *
crash_suite(void)
{
	Suite *s = suite_create("crash");
	TCase *t = tcase_create("all");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, what_was_acknowledged_is_found);
	suite_add_tcase(s, t);
	return s;
}
