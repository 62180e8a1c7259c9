/* SPDX-License-Identifier: MIT */
#include "tui/viqr.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/letter.h"
#include "core/text.h"

Suite *viqr_suite(void);

static const struct { const char *text, *viqr; } rows[] = {
	{ "Nguyễn", "Nguye^~n" }, { "Điện Biên", "DDie^.n Bie^n" }, { "Mù Cả", "Mu` Ca?" },
	{ "Krông Búk", "Kro^ng Bu'k" }, { "Đắk Lắk", "DDa('k La('k" }, { "ươ", "u+o+" },
	{ "đỡ ợ Ặ", "ddo+~ o+. A(." }, { "xa.", "xa\\." }, { "xã.", "xa~." }, { "4+a", "4+a" },
	{ "a+b o+b", "a+b o\\+b" }, { "e^x", "e\\^x" }, { "add", "ad\\d" }, { "hđnd", "hddnd" },
	{ "L.lượng", "L.lu+o+.ng" }, { "Ai?", "Ai\\?" }, { "a…b", "a>b" }, { "衛", "?" },
};

/* Row 0 of g as it stands, without the blanks at its end. */
static const char *
row_of(const struct grid *g)
{
	static char s[128];
	int col, n = 0;

	for (col = 0; col < g->cols; col++)
		s[n++] = (char)g->cell[col].c;
	while (n > 0 && s[n - 1] == ' ')
		n--;
	s[n] = '\0';
	return s;
}

START_TEST(texts_are_spelled)
{
	struct grid *g = grid_new(2, 80);

	(void)grid_put(g, 0, 0, 80, A_PLAIN, rows[_i].text);
	ck_assert(grid_viqr(g));
	ck_assert_str_eq(row_of(g), rows[_i].viqr);
	grid_free(g);
}
END_TEST

/* Every letter there is has a spelling of its own, whose first sign is the letter without marks. */
START_TEST(no_two_letters_are_spelled_alike)
{
	char seen[256][VIQR_MAX], s[VIQR_MAX];
	struct letter l;
	int n = 0, i;
	uint32_t c;

	for (c = 'A'; c < 0x1F00; c++) {
		if (!letter_split(c, &l))
			continue;
		ck_assert_uint_lt(viqr_letter(c, s), VIQR_MAX);
		ck_assert_int_eq((uint32_t)s[0], grid_plain(c));
		for (i = 0; i < n; i++)
			ck_assert_str_ne(seen[i], s);
		memcpy(seen[n++], s, sizeof s);
	}
	ck_assert_int_eq(n, 134 + 52);
}
END_TEST

START_TEST(neighbours_stay_where_they_are)
{
	struct grid *g = grid_new(2, 40);

	grid_cursor(g, 1, 0);
	(void)grid_put(g, 0, 0, 10, A_PLAIN, "Bản Nậm Cầu");
	(void)grid_put(g, 0, 11, 4, A_PLAIN, "TNV");
	(void)grid_put_right(g, 0, 16, 10, A_PLAIN, "mới");
	(void)grid_put_right(g, 0, 26, 14, A_PLAIN, "giờ");
	ck_assert(grid_viqr(g));
	ck_assert_str_eq(row_of(g), "Ba?n Na^.> TNV         mo+'i       gio+`");
	grid_free(g);
}
END_TEST

START_TEST(the_cursor_goes_with_its_letter)
{
	struct grid *g = grid_new(2, 40);
	char word[VIQR_WORD];

	(void)grid_put(g, 0, 2, 20, A_PLAIN, "Bản Nậm");
	grid_cursor(g, 0, 7);
	viqr_word(g, word);
	ck_assert_str_eq(word, "Na^.m");
	ck_assert(grid_viqr(g));
	ck_assert_int_eq(g->cur_col, 8);
	ck_assert_int_eq(g->cell[8].c, 'a');
	grid_free(g);
}
END_TEST

START_TEST(a_field_too_narrow_keeps_its_cursor)
{
	struct grid *g = grid_new(2, 40);
	char word[VIQR_WORD];

	(void)grid_put(g, 0, 2, 8, A_PLAIN, "Bản Nậm");
	(void)grid_put(g, 0, 11, 8, A_PLAIN, "x");
	grid_cursor(g, 0, 9);
	viqr_word(g, word);
	ck_assert_str_eq(word, "Na^.m");
	ck_assert(!grid_viqr(g));
	ck_assert_str_eq(row_of(g), "  Ban Nam  x");
	ck_assert_int_eq(g->cur_col, 9);
	grid_cursor(g, 0, 11);
	viqr_word(g, word);
	ck_assert_str_eq(word, "");
	grid_free(g);
}
END_TEST

Suite *
viqr_suite(void)
{
	Suite *s = suite_create("viqr");
	TCase *t = tcase_create("all");

	tcase_add_loop_test(t, texts_are_spelled, 0, (int)(sizeof rows / sizeof *rows));
	tcase_add_test(t, no_two_letters_are_spelled_alike);
	tcase_add_test(t, neighbours_stay_where_they_are);
	tcase_add_test(t, the_cursor_goes_with_its_letter);
	tcase_add_test(t, a_field_too_narrow_keeps_its_cursor);
	suite_add_tcase(s, t);
	return s;
}
