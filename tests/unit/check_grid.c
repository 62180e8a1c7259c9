/* SPDX-License-Identifier: MIT */
#include "tui/grid.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *grid_suite(void);

static char *
dump(const struct grid *g)
{
	char *s = NULL;
	size_t n;
	FILE *f = open_memstream(&s, &n);

	grid_dump(g, f);
	fclose(f);
	return s;
}

START_TEST(text_stays_inside)
{
	struct grid *g = grid_new(2, 8);
	char *s;

	ck_assert_int_eq(grid_put(g, 0, 0, 5, A_PLAIN, "Thiếu máy"), 5);
	ck_assert_int_eq(grid_put(g, 0, 6, 9, A_PLAIN, "abc"), 2);
	ck_assert_int_eq(grid_put(g, 7, 0, 5, A_PLAIN, "x"), 0);
	ck_assert_int_eq(grid_put_right(g, 1, 0, 6, A_PLAIN, "42"), 2);
	grid_fill(g, 1, 6, 9, '-');
	grid_cursor(g, 1, 99);
	s = dump(g);
	ck_assert_str_eq(s, "Thiếu ab|\n    42--|\n       ^\n");
	free(s);
	grid_free(g);
}
END_TEST

START_TEST(a_long_name_keeps_both_ends)
{
	struct grid *g = grid_new(3, 16);
	char *s;

	ck_assert_int_eq(grid_put_short(g, 0, 0, 13, A_PLAIN, "Tổ dân phố số 12"), 13);
	ck_assert_int_eq(grid_put_short(g, 1, 0, 16, A_PLAIN, "Tổ dân phố số 12"), 16);
	ck_assert_int_eq(grid_put_short(g, 2, 0, 1, A_PLAIN, "Tổ"), 1);
	s = dump(g);
	ck_assert_str_eq(s, "Tổ dân p…ố 12   |\n^\nTổ dân phố số 12|\nT               |\n");
	free(s);
	grid_free(g);
}
END_TEST

START_TEST(half_a_wide_letter_is_never_left)
{
	struct grid *g = grid_new(1, 6);
	char *s;

	ck_assert_int_eq(grid_put(g, 0, 0, 6, A_PLAIN, "a\xE6\xBC\xA2\xE5\xAD\x97z"), 6);
	(void)grid_put(g, 0, 2, 1, A_PLAIN, "b");
	s = dump(g);
	ck_assert_str_eq(s, "a b\xE5\xAD\x97z|\n^\n");
	free(s);
	ck_assert_int_eq(grid_put(g, 0, 5, 1, A_PLAIN, "\xE6\xBC\xA2"), 0); /* does not fit */
	grid_free(g);
}
END_TEST

START_TEST(hostile_text_is_shown_as_question_marks)
{
	struct grid *g = grid_new(1, 6);
	char *s;

	(void)grid_put(g, 0, 0, 6, A_PLAIN, "a\033[2J");
	s = dump(g);
	ck_assert_str_eq(s, "a?[2J |\n^\n");
	free(s);
	grid_free(g);
}
END_TEST

START_TEST(marks_are_dropped_for_ascii_terminals)
{
	struct grid *g = grid_new(1, 30);
	char *s;

	(void)grid_put(g, 0, 0, 30, A_PLAIN, "ĐƯỜNG Ưu đãi Ơ ơ ỹ Ỹ Ấ ─■█ 漢");
	grid_ascii(g);
	s = dump(g);
	ck_assert_str_eq(s, "DUONG Uu dai O o y Y A -o# ?  |\n^\n");
	free(s);
	grid_free(g);
}
END_TEST

Suite *
grid_suite(void)
{
	Suite *s = suite_create("grid");
	TCase *t = tcase_create("all");

	tcase_add_test(t, text_stays_inside);
	tcase_add_test(t, a_long_name_keeps_both_ends);
	tcase_add_test(t, half_a_wide_letter_is_never_left);
	tcase_add_test(t, hostile_text_is_shown_as_question_marks);
	tcase_add_test(t, marks_are_dropped_for_ascii_terminals);
	suite_add_tcase(s, t);
	return s;
}
