/* SPDX-License-Identifier: MIT */
#include "tui/typing.h"

#include <check.h>

#include "core/lang.h"

Suite *typing_suite(void);

static struct typing t;

static void
setup(void)
{
	lang_set(LANG_EN, NULL);
	typing_set(&t, "", "", "");
}

START_TEST(telex_old_style_and_on_when_nothing_was_chosen)
{
	ck_assert_int_eq(t.how.method, IME_TELEX);
	ck_assert(!t.how.new_style);
	ck_assert_str_eq(typing_word(&t), "TELEX");
	typing_set(&t, "vni", "new", "off");
	ck_assert_int_eq(t.how.method, IME_OFF);
	ck_assert(t.how.new_style);
	ck_assert_str_eq(typing_word(&t), "VN off");
	typing_toggle(&t);
	ck_assert_int_eq(t.how.method, IME_VNI);
	ck_assert_str_eq(typing_word(&t), "VNI");
	typing_toggle(&t);
	ck_assert_int_eq(t.how.method, IME_OFF);
}
END_TEST

START_TEST(a_finished_letter_turns_it_off)
{
	ck_assert(!typing_heard(&t, 'a'));
	ck_assert(!typing_heard(&t, 0x4E2D)); /* a Chinese letter: not ours, not another's */
	ck_assert(!typing_heard(&t, 0xA0));
	ck_assert(typing_heard(&t, 0x1EBF));
	ck_assert_int_eq(t.how.method, IME_OFF);
	ck_assert_str_eq(typing_word(&t), "VN: client");
	ck_assert(!typing_heard(&t, 0x111)); /* told once */
	typing_toggle(&t);
	ck_assert_str_eq(typing_word(&t), "TELEX");
	ck_assert(typing_heard(&t, 0x301)); /* a mark that joins its letter */
	typing_toggle(&t);
	typing_toggle(&t);
	ck_assert_str_eq(typing_word(&t), "VN off"); /* by hand: no word of the client any more */
}
END_TEST

Suite *
typing_suite(void)
{
	Suite *s = suite_create("typing");
	TCase *c = tcase_create("all");

	tcase_add_checked_fixture(c, setup, NULL);
	tcase_add_test(c, telex_old_style_and_on_when_nothing_was_chosen);
	tcase_add_test(c, a_finished_letter_turns_it_off);
	suite_add_tcase(s, c);
	return s;
}
