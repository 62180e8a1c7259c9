/* SPDX-License-Identifier: MIT */
/*
 * kill: the long form of the tests of this folder: kill [KILLS [WRITERS [SEED]]].  Prints what
 * it saw and fails when a record was lost, somebody hung, or the book is not sound.
 */
#include <check.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/crash/crash.h"
#include "tests/crash/fault.h"

static struct crash_ask ask = { 400, 4, 20, 120, 7 }; /* from the arguments */

START_TEST(kills)
{
	struct crash_result r;
	struct bookfix x;

	bookfix_make(&x);
	crash_run(&x, &ask, &r);
	printf("kills %d, acknowledged %llu, lost %llu, wrong %llu, twice %llu, hung %d, "
	       "longest save %.0f ms, verify: %s\n",
	    r.kills, (unsigned long long)r.acknowledged, (unsigned long long)r.lost,
	    (unsigned long long)r.wrong, (unsigned long long)r.twice, r.hung, r.worst_ms,
	    r.verify ? r.verify : "sound");
	ck_assert_uint_gt(r.acknowledged, 0);
	ck_assert_uint_eq(r.lost + r.wrong + r.twice, 0);
	ck_assert_int_eq(r.hung, 0);
	ck_assert_ptr_null(r.verify);
	bookfix_free(&x);
}
END_TEST

/* What check_fault.c does for a save, for the checkpoint at the end of the day, which makes more calls. */
START_TEST(each_call_of_a_close_fails_once)
{
	struct fault_result r;
	struct bookfix x;
	int met;

	bookfix_make(&x);
	bookfix_lines(&x, 3);
	met = fault_each(&x, FAULT_CLOSE, _i ? EIO : ENOSPC, &r);
	printf("calls that failed, one after the other, while a book was closed: %d, %s\n", met,
	    fault_wrong(&r) ? fault_wrong(&r) : "nothing lost");
	ck_assert_int_gt(met, 10);
	ck_assert_msg(fault_wrong(&r) == NULL, "%s: %s", fault_wrong(&r), r.text);
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
	tcase_add_loop_test(t, each_call_of_a_close_fails_once, 0, 2);
	suite_add_tcase(s, t);
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
