/* SPDX-License-Identifier: MIT */
#include "core/csv.h"

#include <check.h>
#include <string.h>

Suite *csv_suite(void);

static const char *const cells[] = {
	"", "a", "1495", "-", "=1+1", "+84", "@x", " =1", "\xC2\xA0=1", "'=1", "''=1", "'Tis", "\t=1", "\rx",
	"a,b", "say \"x\"", "\"", "two\nlines", "two\n=lines", "two\n'=lines", "\n", "ends \n", " blank ", "a;b",
	"Nậm Nhùn", "--", "'", "'' ", "=cmd|'/C calc'!A0",
};

enum { NCELLS = sizeof cells / sizeof *cells };

/* Whether a spreadsheet would take what stands in a cell for a formula. */
static bool
formula(const char *s)
{
	while (*s == ' ' || strncmp(s, "\xC2\xA0", 2) == 0)
		s += *s == ' ' ? 1 : 2;
	return *s && strchr("=+-@\t\r", *s);
}

START_TEST(a_cell_comes_back_and_runs_nowhere)
{
	struct arena *a = arena_new();
	struct csv_cell plain;
	struct buf b = { 0 };
	struct csv_row row;
	struct err e;

	csv_put(&b, cells[_i]);
	buf_put(&b, ",x\r\n", 4);
	ck_assert_int_eq(csv_split(a, (const char *)b.p, b.n, ',', false, &row, &e), 1);
	ck_assert_int_eq(row.ncells, 2);
	ck_assert_uint_eq(row.used, b.n);
	ck_assert_msg(!formula(arena_dup(a, row.cell[0].s, row.cell[0].n)), "a formula: %s", cells[_i]);
	plain = csv_plain(a, row.cell[0]);
	ck_assert_str_eq(arena_dup(a, plain.s, plain.n), cells[_i]);
	buf_free(&b);
	arena_free(a);
}
END_TEST

START_TEST(every_beginning_of_a_row_waits_for_more)
{
	static const char text[] = "a,\"b \"\"c\"\"\nd\",,e\r\nnext";
	size_t whole = strlen("a,\"b \"\"c\"\"\nd\",,e\r\n"), n;
	struct arena *a = arena_new();
	struct csv_row row;
	struct err e;

	for (n = 0; n < whole; n++)
		ck_assert_msg(csv_split(a, text, n, ',', false, &row, &e) == 0, "%zu bytes", n);
	ck_assert_int_eq(csv_split(a, text, sizeof text - 1, ',', false, &row, &e), 1);
	ck_assert_uint_eq(row.used, whole);
	ck_assert_int_eq(row.lines, 2);
	ck_assert_int_eq(row.ncells, 4);
	ck_assert_str_eq(arena_dup(a, row.cell[1].s, row.cell[1].n), "b \"c\"\nd");
	ck_assert_uint_eq(row.cell[2].n, 0);
	ck_assert_str_eq(arena_dup(a, row.cell[3].s, row.cell[3].n), "e");
	arena_free(a);
}
END_TEST

START_TEST(the_last_row_needs_no_line_end)
{
	struct arena *a = arena_new();
	struct csv_row row;
	struct err e;

	ck_assert_int_eq(csv_split(a, "a;\"b\"", 5, ';', true, &row, &e), 1);
	ck_assert_int_eq(row.ncells, 2);
	ck_assert_uint_eq(row.used, 5);
	ck_assert_str_eq(arena_dup(a, row.cell[1].s, row.cell[1].n), "b");
	arena_free(a);
}
END_TEST

START_TEST(stray_quotes_are_refused)
{
	static const char *const bad[] = { "a\"b,c\n", "\"a\"b,c\n", "\"a\n" };
	struct arena *a = arena_new();
	struct csv_row row;
	struct err e;

	e.code = E_OK;
	ck_assert_int_eq(csv_split(a, bad[_i], strlen(bad[_i]), ',', true, &row, &e), -1);
	ck_assert_int_eq(e.code, E_INPUT);
	arena_free(a);
}
END_TEST

Suite *
csv_suite(void)
{
	Suite *s = suite_create("csv");
	TCase *t = tcase_create("csv");

	tcase_add_loop_test(t, a_cell_comes_back_and_runs_nowhere, 0, NCELLS);
	tcase_add_test(t, every_beginning_of_a_row_waits_for_more);
	tcase_add_test(t, the_last_row_needs_no_line_end);
	tcase_add_loop_test(t, stray_quotes_are_refused, 0, 3);
	suite_add_tcase(s, t);
	return s;
}
