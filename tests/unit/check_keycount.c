/* SPDX-License-Identifier: MIT */
/* Keys a record (B11): kept with the record they saved, by version, over all and over the last 200. */
#include "core/keycount.h"

#include <check.h>
#include <stdio.h>

#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *keycount_suite(void);

FIXTURE(bookfix, x)

static void
save(int n, int keys)
{
	struct save s = { .kind = CH_CREATE, .form = x.form, .v = bookfix_line(&x, n), .who = "lan",
		.keys = keys };

	ck_assert_msg(book_save(x.b, &s, 1, &x.e) == 0, "%s", x.e.text);
}

static struct keycount
now(void)
{
	return keycount_get(x.b, x.form->id, x.form->version);
}

START_TEST(keys_are_counted_with_their_records)
{
	struct keycount k = now();

	ck_assert_int_eq(k.records, 0);
	save(1, 30);
	save(2, 0); /* from a file: nobody knows */
	save(3, 21);
	bookfix_reopen(&x);
	k = now();
	ck_assert_int_eq(k.records, 2);
	ck_assert_int_eq(k.keys, 51);
	ck_assert_int_eq(k.recent, 2);
	ck_assert_int_eq(k.recent_keys, 51);
	k = keycount_get(x.b, x.form->id, x.form->version + 1);
	ck_assert_int_eq(k.records, 0);
}
END_TEST

/* 100 records of 40 keys, then 300 of 10: the old ones leave the recent mean, block by block. */
START_TEST(the_last_two_hundred_stand_by_themselves)
{
	struct keycount k;
	int i;

	for (i = 0; i < 400; i++) {
		save(i, i < 100 ? 40 : 10);
		k = now();
		ck_assert_int_eq(k.records, i + 1);
		ck_assert_int_ge(k.recent, i < 200 ? i + 1 : 181);
		ck_assert_int_le(k.recent, 200);
		ck_assert_int_eq(k.recent_keys, i < 100 ? 40 * k.recent : i - k.recent >= 99 ? 10 * k.recent :
		    10 * (i - 99) + 40 * (k.recent - (i - 99)));
	}
	ck_assert_int_eq(k.keys, 100 * 40 + 300 * 10);
}
END_TEST

START_TEST(a_damaged_row_never_keeps_a_record_out)
{
	static const char *const rows[] = { "", "x", "-3 5", "9999999999999999999999 1", "5" };
	char name[100];
	size_t i;

	snprintf(name, sizeof name, "keys.%s.%d", x.form->id, x.form->version);
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_int_eq(book_setting_put(x.b, name, rows[i], &x.e), 0);
		(void)now();
		save((int)i, 7);
		ck_assert_int_ge(now().records, 1);
	}
}
END_TEST

Suite *
keycount_suite(void)
{
	Suite *s = suite_create("keycount");
	TCase *t = tcase_create("keycount");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, keys_are_counted_with_their_records);
	tcase_add_test(t, the_last_two_hundred_stand_by_themselves);
	tcase_add_test(t, a_damaged_row_never_keeps_a_record_out);
	tcase_set_timeout(t, 60);
	suite_add_tcase(s, t);
	return s;
}
