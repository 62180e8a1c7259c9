/* SPDX-License-Identifier: MIT */
/* Typing in one cell of the record in hand: its method, what gives way to it, what a draft keeps of it. */
#include "tests/unit/entryfix.h"

#include <check.h>
#include <string.h>

Suite *entrycell_suite(void);

START_TEST(words_are_typed_by_the_method_and_nothing_else)
{
	static const struct ime_how vni = { .method = IME_VNI };
	static const struct { const char *form, *cell, *text; } rows[] = {
		{ "F01", "site", "Á" }, { "F01", "note", "Á" }, { "F01", "lot", "A1" }, { "F01", "vaccine", "A1" },
		{ "F01", "date", "A1" }, { "F01", "came", "A1" }, { "F01", "start", "A1" }, { "L01", "name", "Á" },
		{ "L01", "phone", "A1" }, { "L04", "name", "A1" }, { "F08", "hamlet", "Á" }, { "F08", "work", "A1" },
	};
	char text[EDIT_MAX * 4 + 1];
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		entryfix_open(rows[i].form);
		t.en.ime = &vni;
		entry_goto(&t.en, form_cell(t.en.form, rows[i].cell));
		entryfix_type(&t.en, "A1");
		(void)edit_text(&t.en.edit, text, sizeof text);
		ck_assert_msg(strcmp(text, rows[i].text) == 0, "%s %s: %s", rows[i].form, rows[i].cell, text);
		entry_close(&t.en);
	}
	entryfix_open("F01");
	t.en.ime = &vni;
	entryfix_put("note", "A12");
	ck_assert_str_eq(entryfix_value("note"), "À");
	entry_goto(&t.en, t.en.cell);
	(void)entry_type(&t.en, &(struct event){ .key = K_END });
	entryfix_type(&t.en, " gate e1st"); /* the last word is over when the field is left */
	(void)entry_leave(&t.en);
	ck_assert_str_eq(entryfix_value("note"), "À gate e1st");
	entry_close(&t.en);
}
END_TEST

/* A window made too small for a moment writes the draft. */
START_TEST(a_draft_does_not_end_the_word_in_hand)
{
	static const struct ime_how telex = { .method = IME_TELEX };
	char text[EDIT_MAX * 4 + 1];

	entryfix_open("F01");
	t.en.ime = &telex;
	entry_goto(&t.en, form_cell(t.en.form, "note"));
	entryfix_type(&t.en, "nguwow");
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	entryfix_type(&t.en, "fi");
	(void)edit_text(&t.en.edit, text, sizeof text);
	ck_assert_str_eq(text, "người");
	entry_close(&t.en);
}
END_TEST

/* "nghiêj" is no syllable yet: what stands on the screen comes back, and goes on to be a word. */
START_TEST(a_draft_in_the_middle_of_a_word_is_what_was_shown)
{
	static const struct ime_how telex = { .method = IME_TELEX };
	char text[EDIT_MAX * 4 + 1];

	entryfix_open("F01");
	t.en.ime = &telex;
	entry_goto(&t.en, form_cell(t.en.form, "note"));
	entryfix_type(&t.en, "suwr nghieej");
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	entry_close(&t.en);
	entryfix_open("F01");
	t.en.ime = &telex;
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 1);
	(void)edit_text(&t.en.edit, text, sizeof text);
	ck_assert_str_eq(text, "sử nghiệ");
	entryfix_type(&t.en, "p");
	(void)entry_leave(&t.en);
	ck_assert_str_eq(entryfix_value("note"), "sử nghiệp");
	entry_close(&t.en);
}
END_TEST

/* In a form as in a sheet, in a text as in a count: typing replaces what stands there. */
START_TEST(typing_replaces_and_an_arrow_goes_on)
{
	static const enum key on[] = { K_RIGHT, K_END };
	size_t i;

	entryfix_open("F01");
	for (i = 0; i < 2; i++) {
		entryfix_put("note", "cũ");
		entryfix_put("note", "mới");
		ck_assert_str_eq(entryfix_value("note"), "mới");
		entry_goto(&t.en, form_cell(t.en.form, "note"));
		(void)entry_type(&t.en, &(struct event){ .key = on[i] });
		entryfix_type(&t.en, " thêm");
		(void)entry_leave(&t.en);
		ck_assert_str_eq(entryfix_value("note"), "mới thêm");
	}
	entry_close(&t.en);
}
END_TEST

Suite *
entrycell_suite(void)
{
	Suite *s = suite_create("entrycell");
	TCase *tc = tcase_create("cell");

	tcase_add_checked_fixture(tc, entryfix_make, entryfix_free);
	tcase_set_timeout(tc, 20);
	tcase_add_test(tc, words_are_typed_by_the_method_and_nothing_else);
	tcase_add_test(tc, a_draft_does_not_end_the_word_in_hand);
	tcase_add_test(tc, a_draft_in_the_middle_of_a_word_is_what_was_shown);
	tcase_add_test(tc, typing_replaces_and_an_arrow_goes_on);
	suite_add_tcase(s, tc);
	return s;
}
