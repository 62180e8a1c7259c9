/* SPDX-License-Identifier: MIT */
#include "tui/choice.h"

#include <check.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *choice_suite(void);

static const struct choice works[] = {
	{ "RSH", "Rà soát hộ gia đình", "hộ", NULL, 0 },
	{ "TRV", "Hỗ trợ truy vết F1, F2", "người", NULL, 0 },
	{ "TRC", "Trực chốt kiểm soát dịch", "ca trực", NULL, 0 },
	{ "F0N", "Hỗ trợ F0 điều trị tại nhà", "hộ", NULL, 0 },
};
static const struct choice hamlets[] = {
	{ "Bản Nà Nhì", "", "", NULL, 0 }, { "Bản Nà Nhí", "", "", NULL, 0 },
	{ "Bản Hua Bum", "", "", NULL, 0 },
};
static const struct choice doses[] = {
	{ "M1", "Mũi 1", "", NULL, 0 }, { "NL1", "Liều nhắc lại lần 1 (mũi 3)", "", NULL, 0 },
};
static const struct choices whole = { 2, doses, true, false };
static const struct choices closed = { 4, works, true, false },
	open_list = { 3, hamlets, false, false };

FIXTURE_ARENA(a)

START_TEST(a_code_in_any_case_or_by_its_beginning)
{
	ck_assert_int_eq(choice_resolve(a, &closed, "RSH"), 0);
	ck_assert_int_eq(choice_resolve(a, &closed, "trc"), 2);
	ck_assert_int_eq(choice_resolve(a, &closed, "r"), 0);
	ck_assert_int_eq(choice_resolve(a, &closed, "tr"), CHOICE_MANY);
	ck_assert_int_eq(choice_resolve(a, &closed, "zz"), CHOICE_NONE);
}
END_TEST

START_TEST(a_code_said_with_its_bar)
{
	static const struct choice forces[] = {
		{ "DQ", "Dân quân tự vệ", "", NULL, 0 }, { "DTN", "Đoàn thanh niên", "", NULL, 0 },
		{ "DT", "Già làng, trưởng bản", "", NULL, 0 },
	};
	static const struct choices who = { 3, forces, true, false };
	struct chosen hit[3];

	ck_assert_int_eq(choice_resolve(a, &who, "ĐTN"), 1);
	ck_assert_int_eq(choice_resolve(a, &who, "ddtn"), 1);
	ck_assert_int_eq(choice_resolve(a, &who, "ĐT"), 2);
	ck_assert_int_eq(choice_resolve(a, &who, "đoàn"), 1);
	ck_assert_int_eq(choice_resolve(a, &who, "ĐX"), CHOICE_NONE);
	ck_assert_int_eq(choice_find(a, &who, "đtn", hit, 3), 1);
	ck_assert_int_eq(hit[0].index, 1);
	ck_assert_int_eq(choice_find(a, &who, "đo", hit, 3), 1);
	ck_assert_int_eq(hit[0].index, 1);
}
END_TEST

START_TEST(a_label_without_its_marks)
{
	ck_assert_int_eq(choice_resolve(a, &closed, "truc chot"), 2);
	ck_assert_int_eq(choice_resolve(a, &closed, "ho tro"), CHOICE_MANY);
	ck_assert_int_eq(choice_resolve(a, &whole, "mui 1"), 0);
	ck_assert_int_eq(choice_resolve(a, &whole, "mui"), CHOICE_MANY);
}
END_TEST

/* F01: a clerk types the number of the dose. */
START_TEST(a_number_or_the_end_of_a_code)
{
	static const struct choice dose[] = {
		{ "M1", "Mũi 1", "", NULL, 0 }, { "M2", "Mũi 2", "", NULL, 0 },
		{ "M3", "Mũi 3 liều cơ bản (Abdala)", "", NULL, 0 }, { "BS", "Liều bổ sung", "", NULL, 0 },
		{ "NL1", "Liều nhắc lại lần 1 (mũi 3)", "", NULL, 0 },
		{ "NL2", "Liều nhắc lại lần 2 (mũi 4)", "", NULL, 0 },
	};
	static const struct choices all = { 6, dose, true, false }, open = { 6, dose, false, false };
	struct chosen hit[6];

	ck_assert_int_eq(choice_resolve(a, &all, "1"), 0);
	ck_assert_int_eq(choice_resolve(a, &all, "mũi 1"), 0);
	ck_assert_int_eq(choice_resolve(a, &all, "2"), 1);
	ck_assert_int_eq(choice_resolve(a, &all, "4"), 5);
	ck_assert_int_eq(choice_resolve(a, &all, "3"), CHOICE_MANY);
	ck_assert_int_eq(choice_find(a, &all, "3", hit, 6), 2);
	ck_assert_int_eq(choice_resolve(a, &all, "l2"), 5);
	ck_assert_int_eq(choice_find(a, &all, "l2", hit, 6), 1);
	ck_assert_int_eq(choice_resolve(a, &all, "s"), CHOICE_NONE);
	ck_assert_int_eq(choice_resolve(a, &all, "5"), CHOICE_NONE);
	ck_assert_int_eq(choice_resolve(a, &all, "11"), CHOICE_NONE);
	ck_assert_int_eq(choice_resolve(a, &open, "1"), CHOICE_NONE);
	ck_assert_int_eq(choice_resolve(a, &closed, "sh"), 0);
	ck_assert_int_eq(choice_resolve(a, &closed, "1"), CHOICE_NONE); /* "F1" is a word, no number */
}
END_TEST

START_TEST(an_id_is_not_begun)
{
	static const struct choice people[] = { { "2f00c1d4e5a6-11", "Lò Thị Hoa", "", NULL, 0 } };
	static const struct choices links = { 1, people, true, true };
	struct chosen hit[1];

	ck_assert_int_eq(choice_resolve(a, &links, "2"), CHOICE_NONE);
	ck_assert_int_eq(choice_resolve(a, &links, "hoa"), 0);
	ck_assert_int_eq(choice_find(a, &links, "2f", hit, 1), 0);
}
END_TEST

START_TEST(an_open_list_only_knows_whole_values)
{
	ck_assert_int_eq(choice_resolve(a, &open_list, "bản hua bum"), 2);
	ck_assert_int_eq(choice_resolve(a, &open_list, "ban hua bum"), 2);
	ck_assert_int_eq(choice_resolve(a, &open_list, "ban na nhi"), CHOICE_NONE);
	ck_assert_int_eq(choice_resolve(a, &open_list, "Bản Nà Nhí"), 1);
	ck_assert_int_eq(choice_resolve(a, &open_list, "Bản Hua"), CHOICE_NONE);
}
END_TEST

START_TEST(a_new_name_may_stand_for_one_of_the_list)
{
	ck_assert_int_eq(choice_near(a, &open_list, "hua bum"), 2);
	ck_assert_int_eq(choice_near(a, &open_list, "Bum"), 2);
	ck_assert_int_eq(choice_near(a, &open_list, "bản húa bum"), 2); /* another tone: perhaps a slip */
	ck_assert_int_eq(choice_near(a, &open_list, "nà nhì"), CHOICE_NONE); /* folded, two hold it */
	ck_assert_int_eq(choice_near(a, &open_list, "bum 2"), CHOICE_NONE);
	ck_assert_int_eq(choice_near(a, &open_list, "hua b"), CHOICE_NONE);
	ck_assert_int_eq(choice_near(a, &open_list, "Bản Hua Bum"), CHOICE_NONE);
	ck_assert_int_eq(choice_near(a, &open_list, "-"), CHOICE_NONE);
	ck_assert_int_eq(choice_near(a, &closed, "chốt"), CHOICE_NONE);
}
END_TEST

START_TEST(search_puts_codes_before_labels)
{
	struct chosen hit[4];

	ck_assert_int_eq(choice_find(a, &closed, "", hit, 4), 4);
	ck_assert_int_eq(hit[3].index, 3);
	ck_assert_int_eq(choice_find(a, &closed, "f0", hit, 4), 1);
	ck_assert_int_eq(hit[0].index, 3);
	ck_assert_int_eq(choice_find(a, &closed, "tr", hit, 4), 4 - 1);
	ck_assert(hit[0].index == 1 && hit[1].index == 2);
	ck_assert_int_eq(choice_find(a, &closed, "ho tro", hit, 1), 2);
	ck_assert_int_eq(choice_find(a, &closed, "khong", hit, 4), 0);
}
END_TEST

/* People of a linked list by their given names, hamlets as a dictionary has them. */
START_TEST(lists_of_records_are_sorted)
{
	static const char *const people[] = { "Vàng Thị Bình", "Giàng A Páo", "Lò Văn Bình", "Đỗ An", NULL };
	static const char *const want[] = { "Đỗ An", "Lò Văn Bình", "Vàng Thị Bình", "Giàng A Páo" };
	struct field link = { .type = T_LINK, .link = "hamlet" };
	struct value v[2] = { { V_BLANK, 0, NULL }, { V_BLANK, 0, NULL } };
	const struct field *list[1];
	struct bookfix x;
	struct choices c;
	int i;

	bookfix_make(&x);
	x.hamlet->field[0].person = true;
	list[0] = &x.hamlet->field[0];
	x.hamlet->list = list;
	x.hamlet->nlist = 1;
	for (i = 0; people[i]; i++) {
		v[0] = text_value(people[i]);
		(void)bookfix_add(&x, x.hamlet, v);
	}
	ck_assert_int_eq(choice_list(a, x.b, &link, DATE_NONE, &c, &x.e), 0);
	ck_assert_int_eq(c.n, 4);
	for (i = 0; i < 4; i++)
		ck_assert_str_eq(c.item[i].label, want[i]);
	link = (struct field){ .type = T_CODE, .local = "hamlet" };
	ck_assert_int_eq(choice_list(a, x.b, &link, DATE_NONE, &c, &x.e), 0);
	ck_assert_str_eq(c.item[0].value, "Đỗ An");
	ck_assert_str_eq(c.item[1].value, "Giàng A Páo");
	ck_assert_str_eq(c.item[3].value, "Vàng Thị Bình");
	bookfix_free(&x);
}
END_TEST

Suite *
choice_suite(void)
{
	Suite *s = suite_create("choice");
	TCase *tc = tcase_create("choice");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_code_in_any_case_or_by_its_beginning);
	tcase_add_test(tc, a_code_said_with_its_bar);
	tcase_add_test(tc, a_label_without_its_marks);
	tcase_add_test(tc, a_new_name_may_stand_for_one_of_the_list);
	tcase_add_test(tc, a_number_or_the_end_of_a_code);
	tcase_add_test(tc, an_id_is_not_begun);
	tcase_add_test(tc, an_open_list_only_knows_whole_values);
	tcase_add_test(tc, lists_of_records_are_sorted);
	tcase_add_test(tc, search_puts_codes_before_labels);
	suite_add_tcase(s, tc);
	return s;
}
