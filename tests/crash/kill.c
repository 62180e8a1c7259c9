/* SPDX-License-Identifier: MIT */
/*
 * kill: the long form of the crash test: kill [KILLS [WRITERS [SEED]]].  Prints what it
 * saw and fails when a record was lost, somebody hung, or the book is not sound.
 */
#include <check.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/crash/crash.h"

static struct crash_ask ask = { 400, 4, 20, 120, 7 };   /* from the arguments */

START_TEST(kills)
{
	struct crash_result r;
	struct bookfix x;

	bookfix_make(&x);
	crash_run(&x, &ask, &r);
	printf("kills %d, acknowledged %llu, lost %llu, wrong %llu, twice %llu, hung %d, "
	    "longest save %.0f ms, verify: %s\n", r.kills, (unsigned long long)r.acknowledged,
	    (unsigned long long)r.lost, (unsigned long long)r.wrong, (unsigned long long)r.twice,
	    r.hung, r.worst_ms, r.verify ? r.verify : "sound");
	ck_assert_uint_gt(r.acknowledged, 0);
	ck_assert_uint_eq(r.lost + r.wrong + r.twice, 0);
	ck_assert_int_eq(r.hung, 0);
	ck_assert_ptr_null(r.verify);
	bookfix_free(&x);
}
END_TEST

int
main(int argc, char **argv)
{
	Suite *s = suite_create("kill");
	TCase *t = tcase_create("all");
	SRunner *sr = srunner_create(s);
	int failed;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc > 1)
		ask.kills = atoi(argv[1]);
	if (argc > 2)
		ask.writers = atoi(argv[2]);
	if (argc > 3)
		ask.seed = (unsigned)atoi(argv[3]);
	tcase_set_timeout(t, 3600);
	tcase_add_test(t, kills);
	suite_add_tcase(s, t);
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
