/* SPDX-License-Identifier: MIT */
#include "core/schema.h"

#include <check.h>
#include <string.h>

#include "core/date.h"

Suite *schema_suite(void);

enum { LAST_DAY = 20269, FIRST_DAY }; /* 30 June and 1 July 2025 */

static const char *columns[] = { "unit", "para" };
static const char *row_km[] = { "km", "1" }, *row_none[] = { "", "2" };
static struct code works[] = {
	{ .code = "Q01", .from = DATE_NONE, .to = 100, .column = row_km },
	{ .code = "Q01", .from = 101, .to = DATE_NONE, .column = row_none },
	{ .code = "Q02", .from = 50, .to = 60, .column = row_none },
};
static struct codes list = { .id = "works", .ncolumns = 2, .columns = columns, .ncodes = 3, .code = works };
static struct codes other = { .id = "words" };
static struct field fields[] = { { .id = "date" }, { .id = "dose" } };
static struct cell cells[] = { { .id = "date" }, { .id = "dose.1" }, { .id = "dose.2" } };
static struct form f08 = { .id = "volunteer_activity", .code = "F08", .nfields = 2, .field = fields,
	.ncells = 3, .cell = cells };
static struct form local = { .id = "hamlet" };
static struct report sums = { .id = "sums" };

static struct form *forms[] = { &f08, &local };
static struct codes *lists[] = { &list, &other };
static struct report *reports[] = { &sums };

/* A part of the real list: 03388 is another commune since July 2025, districts are no more. */
static struct unit units[] = {
	{ .code = "12", .from = DATE_NONE, .to = DATE_NONE, .level = 1 },
	{ .code = "105", .from = DATE_NONE, .to = LAST_DAY, .level = 2 },
	{ .code = "03386", .from = DATE_NONE, .to = LAST_DAY, .level = 3, .successor = "03388" },
	{ .code = "03388", .from = DATE_NONE, .to = LAST_DAY, .level = 3, .successor = "03388" },
	{ .code = "03388", .from = FIRST_DAY, .to = DATE_NONE, .level = 3 },
	{ .code = "03433", .from = FIRST_DAY, .to = FIRST_DAY + 9, .level = 3, .successor = "03440" },
	{ .code = "03440", .from = FIRST_DAY + 10, .to = FIRST_DAY + 19, .level = 3, .successor = "99999" },
};

static const struct schema schema = { .nforms = 2, .form = forms, .ncodes = 2, .codes = lists,
	.nreports = 1, .report = reports, .nunits = 7, .unit = units };

START_TEST(the_day_of_a_record)
{
	struct form dated = f08;
	struct value v[3] = { { V_TEXT, 0, "x" }, { V_INT, 18954, NULL } };

	ck_assert_int_eq(form_day(&f08, v), DATE_NONE); /* a form without a date */
	fields[1].cell = 1;
	dated.date = &fields[1];
	ck_assert_int_eq(form_day(&dated, v), 18954);
	v[1].kind = V_UNKNOWN;
	ck_assert_int_eq(form_day(&dated, v), DATE_NONE);
	fields[1].cell = 0;
	ck_assert_int_eq(form_day(&dated, v), DATE_NONE); /* a text that is no day */
}
END_TEST

START_TEST(things_are_found_by_name)
{
	ck_assert_ptr_eq(schema_form(&schema, "volunteer_activity"), &f08);
	ck_assert_ptr_eq(schema_form(&schema, "F08"), &f08);
	ck_assert_ptr_eq(schema_form(&schema, "f08"), &f08);
	ck_assert_ptr_eq(schema_form(&schema, "hamlet"), &local);
	ck_assert_ptr_null(schema_form(&schema, "F09"));
	ck_assert_ptr_null(schema_form(&schema, ""));
	ck_assert_ptr_eq(schema_codes(&schema, "works"), &list);
	ck_assert_ptr_eq(schema_codes(&schema, "words"), &other);
	ck_assert_ptr_null(schema_codes(&schema, "work"));
	ck_assert_ptr_eq(schema_report(&schema, "sums"), &sums);
	ck_assert_ptr_null(schema_report(&schema, "sum"));
	ck_assert_ptr_eq(form_field(&f08, "dose"), &fields[1]);
	ck_assert_ptr_null(form_field(&f08, "dose.1"));
	ck_assert_int_eq(form_cell(&f08, "dose.2"), 2);
	ck_assert_int_eq(form_cell(&f08, "dose"), -1);
}
END_TEST

START_TEST(a_code_is_the_one_of_the_day)
{
	ck_assert_ptr_eq(codes_find(&list, "Q01"), &works[0]);
	ck_assert_ptr_eq(codes_find_on(&list, "Q01", 100), &works[0]);
	ck_assert_ptr_eq(codes_find_on(&list, "Q01", 101), &works[1]);
	ck_assert_ptr_eq(codes_find_on(&list, "Q02", 50), &works[2]);
	ck_assert_ptr_eq(codes_find_on(&list, "Q02", 60), &works[2]);
	ck_assert_ptr_null(codes_find_on(&list, "Q02", 49));
	ck_assert_ptr_null(codes_find_on(&list, "Q02", 61));
	ck_assert_ptr_null(codes_find(&list, "q01"));
	ck_assert_str_eq(code_column(&list, &works[0], "unit"), "km");
	ck_assert_str_eq(code_column(&list, &works[1], "para"), "2");
	ck_assert_ptr_null(code_column(&list, &works[1], "kind"));
}
END_TEST

START_TEST(a_unit_is_its_code_and_first_day)
{
	struct arena *a = arena_new();
	int i;

	ck_assert_int_eq(date_of(2025, 7, 1), FIRST_DAY);
	ck_assert_ptr_eq(schema_unit(&schema, "03388", 0), &units[3]);
	ck_assert_ptr_eq(schema_unit(&schema, "03388", LAST_DAY), &units[3]);
	ck_assert_ptr_eq(schema_unit(&schema, "03388", FIRST_DAY), &units[4]);
	ck_assert_ptr_null(schema_unit(&schema, "03386", FIRST_DAY));
	ck_assert_ptr_null(schema_unit(&schema, "0338", 0));
	ck_assert_str_eq(unit_text(a, &units[3]), "03388@-");
	ck_assert_str_eq(unit_text(a, &units[4]), "03388@2025-07-01");
	for (i = 0; i < schema.nunits; i++)
		ck_assert_ptr_eq(unit_parse(&schema, unit_text(a, &units[i])), &units[i]);
	ck_assert_ptr_null(unit_parse(&schema, "03388"));
	ck_assert_ptr_null(unit_parse(&schema, "03388@2025-07-02"));
	ck_assert_ptr_null(unit_parse(&schema, "03388@2025-7-1"));
	ck_assert_ptr_null(unit_parse(&schema, "03388@"));
	ck_assert_ptr_null(unit_parse(&schema, "0338@-"));
	ck_assert_ptr_null(unit_parse(&schema, "@-"));
	arena_free(a);
}
END_TEST

START_TEST(lineage_follows_code_and_date)
{
	ck_assert_ptr_eq(unit_on(&schema, &units[2], 0), &units[2]);
	ck_assert_ptr_eq(unit_on(&schema, &units[2], LAST_DAY), &units[2]);
	ck_assert_ptr_eq(unit_on(&schema, &units[2], FIRST_DAY), &units[4]);
	ck_assert_ptr_eq(unit_on(&schema, &units[3], FIRST_DAY + 5000), &units[4]);
	ck_assert_ptr_eq(unit_on(&schema, &units[0], FIRST_DAY), &units[0]);
	ck_assert_ptr_null(unit_on(&schema, &units[1], FIRST_DAY));     /* a district ends */
	ck_assert_ptr_null(unit_on(&schema, &units[4], LAST_DAY));      /* not there yet */
	ck_assert_ptr_eq(unit_on(&schema, &units[5], FIRST_DAY + 10), &units[6]);
	ck_assert_ptr_null(unit_on(&schema, &units[5], FIRST_DAY + 20)); /* the list lacks 99999 */
}
END_TEST

START_TEST(a_reused_code_is_asked_about)
{
	const struct unit *out[2] = { NULL, NULL };

	ck_assert_int_eq(schema_units_of(&schema, "03388", out, 2), 2);
	ck_assert_ptr_eq(out[0], &units[3]);
	ck_assert_ptr_eq(out[1], &units[4]);
	out[1] = NULL;
	ck_assert_int_eq(schema_units_of(&schema, "03388", out, 1), 2);
	ck_assert_ptr_null(out[1]);
	ck_assert_int_eq(schema_units_of(&schema, "00000", out, 2), 0);
}
END_TEST

Suite *
schema_suite(void)
{
	Suite *s = suite_create("schema");
	TCase *t = tcase_create("all");

	tcase_add_test(t, the_day_of_a_record);
	tcase_add_test(t, things_are_found_by_name);
	tcase_add_test(t, a_code_is_the_one_of_the_day);
	tcase_add_test(t, a_unit_is_its_code_and_first_day);
	tcase_add_test(t, lineage_follows_code_and_date);
	tcase_add_test(t, a_reused_code_is_asked_about);
	suite_add_tcase(s, t);
	return s;
}
