/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "tests/unit/loadfix.h"
#include "tui/choice.h"

Suite *unitname_suite(void);

static struct loadfix x;
static const struct schema *s;

static void
setup(void)
{
	struct loaded l;

	loadfix_make(&x);
	l = loadfix_shipped(&x, NULL, NULL);
	loadfix_clean(&l);
	s = l.schema;
}

static void
teardown(void)
{
	loadfix_free(&x);
}

enum { Y2021 = 18954, Y2025 = 20301 }; /* 23 November 2021, 1 August 2025 */

/* What a query finds first among the units of a day, and by what other name. */
static const struct {
	const char *query;
	int32_t day;
	const char *name, *why;
} finds[] = {
	{ "mu ca", Y2021, "Xã Mù Cả", NULL }, { "Mù Cả", Y2025, "Xã Mù Cả", NULL },
	{ "xã mù cả", Y2021, "Xã Mù Cả", NULL }, { "mường tè tt", Y2021, "Thị trấn Mường Tè", "Mường Tè TT" },
	{ "tt muong te", Y2021, "Thị trấn Mường Tè", "TT Mường Tè" },
	{ "TP Lai Chau", Y2021, "Thành phố Lai Châu", "TP Lai Châu" },
	{ "UBND xã Pa Vệ Sử", Y2021, "Xã Pa Vệ Sử", "UBND xã Pa Vệ Sử" },
	{ "ubnd x mu ca", Y2021, "Xã Mù Cả", "UBND X Mù Cả" },
	{ "tram y te mu ca", Y2025, "Xã Mù Cả", "Trạm y tế xã Mù Cả" },
	{ "can ho", Y2021, "Xã Kan Hồ", "Xã Can Hồ" }, { "ubnd xã hua bum", Y2021, "Xã Hua Bun", "Xã Hua Bum" },
	{ "mù cả mường tè", Y2021, "Xã Mù Cả", "Huyện Mường Tè" },
	{ "sung phai", Y2025, "Phường Đoàn Kết", "Xã Sùng Phài" },
	{ "Mường Tè TT", Y2025, "Xã Bum Tở", "Thị trấn Mường Tè" },
	{ "can ho", Y2025, "Xã Bum Tở", "Xã Can Hồ" }, { "doan ket", Y2025, "Phường Đoàn Kết", NULL },
	{ "ddoanf keets", Y2025, "Phường Đoàn Kết", NULL }, { "d9oan2 ke6t1", Y2025, "Phường Đoàn Kết", NULL },
	{ "đoàn kêt", Y2025, NULL, NULL }, { "sung phai", Y2021, "Xã Sùng Phài", NULL },
	{ "mu cả xã", Y2021, "Xã Mù Cả", "Mù Cả Xã" }, { "cả mú", Y2021, NULL, NULL },
};

START_TEST(a_unit_is_found_by_all_its_names)
{
	struct choices all;
	struct chosen first;
	int n;

	choice_units(x.a, s, finds[_i].day, &all);
	n = choice_find(x.a, &all, finds[_i].query, &first, 1);
	ck_assert_int_eq(n > 0, finds[_i].name != NULL);
	if (n == 0)
		return;
	ck_assert_str_eq(all.item[first.index].label, finds[_i].name);
	ck_assert_pstr_eq(first.why, finds[_i].why);
}
END_TEST

START_TEST(a_district_finds_its_communes)
{
	struct choices all;
	struct chosen out[200];
	int i, n;

	choice_units(x.a, s, Y2021, &all);
	n = choice_find(x.a, &all, "huyen muong te", out, 200);
	ck_assert_int_eq(n, 1 + 14);
	ck_assert_str_eq(all.item[out[0].index].label, "Huyện Mường Tè");
	for (i = 1; i < n; i++)
		ck_assert_str_eq(out[i].why, "Huyện Mường Tè");
	choice_units(x.a, s, Y2025, &all); /* what the districts' communes became */
	ck_assert_int_eq(choice_find(x.a, &all, "huyen muong te", out, 200), 8);
}
END_TEST

/* What a name typed whole stands for; NULL: nothing, or several. */
static const struct {
	const char *text;
	int32_t day;
	const char *name;
} whole[] = {
	{ "muong te", Y2025, "Xã Mường Tè" }, { "muong te", Y2021, NULL }, { "xa muong te", Y2021, "Xã Mường Tè" },
	{ "TT Mường Tè", Y2021, "Thị trấn Mường Tè" }, { "UBND xã Mù Cả", Y2021, "Xã Mù Cả" },
	{ "san thàng", Y2025, "Phường Tân Phong" }, { "03451", Y2021, "Xã Mù Cả" }, { "nowhere", Y2021, NULL },
	{ "muf car", Y2021, "Xã Mù Cả" }, { "", Y2021, NULL },
};

START_TEST(a_whole_name_stands_for_one_unit)
{
	struct choices all;
	int i;

	choice_units(x.a, s, whole[_i].day, &all);
	i = choice_resolve(x.a, &all, whole[_i].text);
	ck_assert_msg((i >= 0) == (whole[_i].name != NULL), "%s: %d", whole[_i].text, i);
	if (i >= 0)
		ck_assert_str_eq(all.item[i].label, whole[_i].name);
}
END_TEST

START_TEST(units_stand_in_the_order_of_a_dictionary)
{
	struct choices all;
	struct order_key last = { NULL, 0 }, key;
	int i;

	choice_units(x.a, s, Y2021, &all);
	ck_assert_int_eq(all.n, 1 + 8 + 106);
	for (i = 0; i < all.n; i++, last = key) {
		key.p = text_sortkey(x.a, all.item[i].label, SORT_DICTIONARY, &key.n);
		ck_assert(i == 0 || order_compare(&last, &key) < 0);
	}
}
END_TEST

START_TEST(no_name_stands_twice_and_the_first_is_the_official_one)
{
	const struct unit_name *n;
	int i, j, k, count;

	for (k = 0; k < s->nunits; k++) {
		count = unit_names(x.a, s, &s->unit[k], &n);
		ck_assert_str_eq(n[0].text, s->unit[k].name);
		ck_assert_int_eq(n[0].by, BY_NAME);
		for (i = 0; i < count; i++)
			for (j = 0; j < i; j++)
				ck_assert_str_ne(n[i].text, n[j].text);
	}
}
END_TEST

#define LOOP(t, f, table) tcase_add_loop_test(t, f, 0, (int)(sizeof table / sizeof *table))

Suite *
unitname_suite(void)
{
	Suite *su = suite_create("unitname");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	LOOP(t, a_unit_is_found_by_all_its_names, finds);
	tcase_add_test(t, a_district_finds_its_communes);
	LOOP(t, a_whole_name_stands_for_one_unit, whole);
	tcase_add_test(t, units_stand_in_the_order_of_a_dictionary);
	tcase_add_test(t, no_name_stands_twice_and_the_first_is_the_official_one);
	suite_add_tcase(su, t);
	return su;
}
