/* SPDX-License-Identifier: MIT */
#include "core/value.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "tests/unit/fixture.h"

Suite *value_suite(void);

static struct err e;

FIXTURE_ARENA(a)

static struct value
parsed(enum ftype t, const char *s)
{
	struct value v;

	e.text[0] = '\0';
	ck_assert_msg(value_parse(a, t, s, date_of(2021, 11, 23), &v, &e) == 0, "%s: %s", s, e.text);
	return v;
}

/* What is typed, how it is kept in data and shown to people; data NULL: refused. */
static const struct {
	enum ftype t;
	const char *typed, *data, *people;
} readings[] = {
	{ T_COUNT, "1495", "1495", "1.495" },
	{ T_COUNT, " 1.495 ", "1495", "1.495" },
	{ T_COUNT, "1 495 000", "1495000", "1.495.000" },
	{ T_COUNT, "0", "0", "0" },
	{ T_COUNT, "007", "7", "7" },
	{ T_COUNT, "-", "-", "-" },
	{ T_COUNT, "?", "?", "?" },
	{ T_COUNT, "", "", "" },
	{ T_COUNT, "   ", "", "" },
	{ T_COUNT, "-5", NULL, NULL },
	{ T_COUNT, "1.49", NULL, NULL },
	{ T_COUNT, "1.4950", NULL, NULL },
	{ T_COUNT, "1495.000", NULL, NULL },
	{ T_COUNT, "1.495 000", NULL, NULL },
	{ T_COUNT, ".495", NULL, NULL },
	{ T_COUNT, "1.", NULL, NULL },
	{ T_COUNT, "1e3", NULL, NULL },
	{ T_COUNT, "--", NULL, NULL },
	{ T_COUNT, "999999999999999", "999999999999999", "999.999.999.999.999" },
	{ T_COUNT, "1000000000000000", NULL, NULL },
	{ T_COUNT, "99999999999999999999999999", NULL, NULL },
	{ T_COUNT, "\xF0\x9F\x98", NULL, NULL },
	{ T_INT, "-12", "-12", "-12" },
	{ T_INT, "2021", "2021", "2021" },
	{ T_INT, "-9999", "-9999", "-9999" },
	{ T_INT, "12345", "12345", "12.345" },
	{ T_INT, "-12345", "-12345", "-12.345" },
	{ T_INT, "-", NULL, NULL },
	{ T_INT, "?", NULL, NULL },
	{ T_INT, "+1", NULL, NULL },
	{ T_MONEY, "1500000", "1500000", "1.500.000" },
	{ T_MONEY, "-1.500.000", "-1500000", "-1.500.000" },
	{ T_DATE, "2021-11-23", "2021-11-23", "23/11/2021" },
	{ T_DATE, "23112021", "2021-11-23", "23/11/2021" },
	{ T_DATE, "5/1", "2021-01-05", "05/01/2021" },
	{ T_DATE, "31/11", NULL, NULL },
	{ T_DATE, "-", NULL, NULL },
	{ T_TIME, "7:30", "07:30", "07:30" },
	{ T_TIME, "24:00", NULL, NULL },
	{ T_BOOL, "true", "true", "có" },
	{ T_BOOL, "1", "true", "có" },
	{ T_BOOL, "y", "true", "có" },
	{ T_BOOL, "C", "true", "có" },
	{ T_BOOL, "co", "true", "có" },
	{ T_BOOL, "CÓ", "true", "có" },
	{ T_BOOL, "co\xCC\x81", "true", "có" },
	{ T_BOOL, "x", "true", "có" },
	{ T_BOOL, "yes", "true", "có" },
	{ T_BOOL, "false", "false", "không" },
	{ T_BOOL, "0", "false", "không" },
	{ T_BOOL, "n", "false", "không" },
	{ T_BOOL, "k", "false", "không" },
	{ T_BOOL, "khong", "false", "không" },
	{ T_BOOL, "Không", "false", "không" },
	{ T_BOOL, "no", "false", "không" },
	{ T_BOOL, "2", NULL, NULL },
	{ T_BOOL, "mot cau dai khong phai co", NULL, NULL },
	{ T_BOOL, "\x1b", NULL, NULL },
	{ T_TEXT, "  Mù Cả ", "Mù Cả", "Mù Cả" },
	{ T_TEXT, "-", "-", "-" },
	{ T_TEXT, "\xC2\xA0", "", "" },
	{ T_TEXT, "a\nb", NULL, NULL },
	{ T_TEXT, "a\xE2\x80\xAE", NULL, NULL },
	{ T_MEMO, "a\r\nb", "a\nb", "a\nb" },
	{ T_MEMO, "\n", "", "" },
	{ T_MEMO, "a\tb", NULL, NULL },
	{ T_CODE, "Q01", "Q01", "Q01" },
	{ T_LINK, "3fa90c12bb04-17", "3fa90c12bb04-17", "3fa90c12bb04-17" },
	{ T_UNIT, "03388@2025-07-01", "03388@2025-07-01", "03388@2025-07-01" },
};

START_TEST(what_is_typed_is_read_and_printed)
{
	const char *data = readings[_i].data;
	enum ftype t = readings[_i].t;
	struct value v, back;

	if (!data) {
		ck_assert_int_eq(value_parse(a, t, readings[_i].typed, date_of(2021, 11, 23), &v, &e), -1);
		ck_assert_int_eq(e.code, E_INPUT);
		ck_assert_ptr_nonnull(strchr(e.text, ';'));
		return;
	}
	v = parsed(t, readings[_i].typed);
	ck_assert_str_eq(value_print(a, t, &v, STYLE_DATA), data);
	ck_assert_str_eq(value_print(a, t, &v, STYLE_PEOPLE), readings[_i].people);
	back = parsed(t, data);
	ck_assert(value_equal(&v, &back));
	back = parsed(t, readings[_i].people);
	ck_assert(value_equal(&v, &back));
}
END_TEST

START_TEST(a_refusal_quotes_hostile_text_harmlessly)
{
	static char longtext[5000];
	struct value v;

	ck_assert_int_eq(value_parse(a, T_COUNT, "\x1b[2J\n", DATE_NONE, &v, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.text, "\"?[2J \""));
	memset(longtext, 'z', sizeof longtext - 1);
	ck_assert_int_eq(value_parse(a, T_DATE, longtext, DATE_NONE, &v, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.text, "zzz...\""));
}
END_TEST

START_TEST(the_four_states_of_a_count_are_distinct_and_ordered)
{
	static const char *const typed[] = { "", "-", "?", "0", "1" };
	int i, j;

	for (i = 0; i < 5; i++)
		for (j = 0; j < 5; j++) {
			struct value x = parsed(T_COUNT, typed[i]), y = parsed(T_COUNT, typed[j]);

			ck_assert_int_eq(value_equal(&x, &y), i == j);
			ck_assert_int_eq(value_hash(7, &x) == value_hash(7, &y), i == j);
			ck_assert_int_eq((value_cmp(&x, &y) > 0) - (value_cmp(&x, &y) < 0),
			    (i > j) - (i < j));
		}
}
END_TEST

START_TEST(texts_compare_by_bytes_and_are_copied)
{
	char s[] = "Mù Cả";
	struct value x = { .kind = V_TEXT, .s = s }, y = value_dup(a, &x), none = { .kind = V_TEXT };
	struct value n = { .kind = V_INT, .n = 7 }, m = value_dup(a, &n);

	ck_assert(value_equal(&x, &y));
	s[0] = 'T';
	ck_assert_str_eq(y.s, "Mù Cả");
	ck_assert_int_gt(value_cmp(&x, &y), 0);
	ck_assert_int_lt(value_cmp(&none, &y), 0);
	ck_assert_str_eq(value_print(a, T_TEXT, &none, STYLE_DATA), "");
	ck_assert(value_equal(&n, &m));
}
END_TEST

/* Only damage brings such numbers; they must neither trap nor pass for something else. */
START_TEST(numbers_outside_a_type_are_shown_as_digits)
{
	struct value v = { .kind = V_INT, .n = 4000000000 };

	ck_assert_str_eq(value_print(a, T_DATE, &v, STYLE_PEOPLE), "4000000000");
	ck_assert_str_eq(value_print(a, T_TIME, &v, STYLE_PEOPLE), "4000000000");
	ck_assert_str_eq(value_print(a, T_BOOL, &v, STYLE_PEOPLE), "4000000000");
	ck_assert_str_eq(value_print(a, T_TEXT, &v, STYLE_DATA), "4000000000");
	v.n = -1;
	ck_assert_str_eq(value_print(a, T_TIME, &v, STYLE_DATA), "-1");
	v.n = INT32_MIN;
	ck_assert_str_eq(value_print(a, T_DATE, &v, STYLE_DATA), "-2147483648");
	v.n = INT64_MIN;
	ck_assert_str_eq(value_print(a, T_INT, &v, STYLE_DATA), "-9223372036854775808");
}
END_TEST

START_TEST(types_are_found_by_the_name_in_a_form)
{
	static const char *const names[T_N] = { "text", "memo", "count", "integer", "money", "date",
		"time", "yesno", "code", "link", "unit" };
	int t;

	for (t = 0; t < T_N; t++) {
		ck_assert_int_eq(type_find(names[t]), t);
		ck_assert(types[t].holds == V_INT || types[t].holds == V_TEXT);
		ck_assert_int_eq(types[t].spoken, t == T_COUNT);
		ck_assert_int_gt(types[t].width, 0);
	}
	ck_assert_int_eq(type_find("float"), T_N);
	ck_assert_int_eq(type_find(""), T_N);
}
END_TEST

START_TEST(yes_and_no_follow_the_language)
{
	struct value v = { .kind = V_INT, .n = 1 };

	lang_set(LANG_EN, NULL);
	ck_assert_str_eq(value_print(a, T_BOOL, &v, STYLE_PEOPLE), "yes");
	ck_assert_str_eq(value_print(a, T_BOOL, &v, STYLE_DATA), "true");
}
END_TEST

Suite *
value_suite(void)
{
	Suite *s = suite_create("value");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, what_is_typed_is_read_and_printed, 0,
	    (int)(sizeof readings / sizeof *readings));
	tcase_add_test(t, a_refusal_quotes_hostile_text_harmlessly);
	tcase_add_test(t, the_four_states_of_a_count_are_distinct_and_ordered);
	tcase_add_test(t, texts_compare_by_bytes_and_are_copied);
	tcase_add_test(t, numbers_outside_a_type_are_shown_as_digits);
	tcase_add_test(t, types_are_found_by_the_name_in_a_form);
	tcase_add_test(t, yes_and_no_follow_the_language);
	suite_add_tcase(s, t);
	return s;
}
