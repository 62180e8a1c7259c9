/* SPDX-License-Identifier: MIT */
#include "tui/edit.h"

#include <check.h>
#include <string.h>

#include "core/text.h"

Suite *edit_suite(void);

static char out[2100];

/* Types UTF-8 letter by letter; the text afterwards. */
static const char *
typed(struct edit *e, const char *s)
{
	struct event ev = { .key = K_CHAR };

	while ((ev.c = text_next(&s)) != 0)
		(void)edit_key(e, &ev);
	(void)edit_text(e, out, sizeof out);
	return out;
}

static const char *
keyed(struct edit *e, const char *name)
{
	struct event ev;

	ck_assert_int_eq(key_parse(name, &ev), 0);
	(void)edit_key(e, &ev);
	(void)edit_text(e, out, sizeof out);
	return out;
}

static const char *
pasted(struct edit *e, const char *text)
{
	struct event ev = { .key = K_PASTE, .text = text, .len = strlen(text) };

	(void)edit_key(e, &ev);
	(void)edit_text(e, out, sizeof out);
	return out;
}

START_TEST(letters_go_in_at_the_cursor)
{
	struct edit e;

	edit_start(&e, "", 20, 20);
	ck_assert_str_eq(typed(&e, "Bản Hua"), "Bản Hua");
	keyed(&e, "Home");
	ck_assert_str_eq(typed(&e, "ở "), "ở Bản Hua");
	keyed(&e, "End");
	ck_assert_str_eq(keyed(&e, "Backspace"), "ở Bản Hu");
	keyed(&e, "Left");
	ck_assert_str_eq(keyed(&e, "Del"), "ở Bản H");
	ck_assert_str_eq(keyed(&e, "Esc-Backspace"), "ở Bản ");
	ck_assert_str_eq(keyed(&e, "Ctrl-U"), "");
	ck_assert_str_eq(keyed(&e, "Ctrl-Z"), "");
}
END_TEST

START_TEST(marks_join_their_letter)
{
	struct edit e;

	edit_start(&e, "", 20, 20);
	ck_assert_str_eq(typed(&e, "e\xCC\x82\xCC\x81"), "ế");       /* e + circumflex + acute */
	ck_assert_int_eq(e.n, 1);
	ck_assert_str_eq(typed(&e, "a\xCC\xA3\xCC\x82"), "ếậ");       /* dot below first */
	ck_assert_str_eq(keyed(&e, "Backspace"), "ế");
	edit_set(&e, "");
	ck_assert_str_eq(typed(&e, "\xCC\x81"), "");     /* nothing to stand on */
}
END_TEST

START_TEST(a_full_field_takes_no_more)
{
	struct edit e;
	struct event ev = { .key = K_CHAR, .c = '9' };

	edit_start(&e, "1500", 4, 4);
	ck_assert_int_eq(edit_key(&e, &ev), 0);
	ck_assert_str_eq(typed(&e, "1"), "1500");
	e.fresh = true;
	ck_assert_str_eq(typed(&e, "72"), "72");
	ck_assert_str_eq(keyed(&e, "Ctrl-Z"), "1500");
	edit_start(&e, "longer than its field", 4, 4);
	ck_assert_str_eq(typed(&e, "x"), "longer than its field");
}
END_TEST

START_TEST(what_the_policy_refuses_stays_out)
{
	struct edit e;

	edit_start(&e, "", 100, 20);
	ck_assert_str_eq(typed(&e, "a\xE2\x80\xAE" "b\xE2\x80\x8B" "c\xC2\x85"), "abc");
	ck_assert_str_eq(pasted(&e, "\r\nhai\tba\x01\xFF bốn"), "abc hai ba bốn");
	e.memo = true;
	edit_set(&e, "");
	ck_assert_str_eq(pasted(&e, "một\r\nhai\rba"), "một\nhai\nba");
}
END_TEST

START_TEST(the_window_follows_the_cursor)
{
	struct edit e;
	struct grid *g = grid_new(1, 12);
	int first, n;

	edit_start(&e, "0123456789", 40, 6);
	n = edit_window(&e, &first);
	ck_assert_int_eq(first, 4);
	ck_assert_int_eq(n, 6);
	edit_show(&e, g, 0, 2);
	ck_assert_int_eq(g->cur_col, 8);
	ck_assert_uint_eq(g->cell[2].c, '4');
	keyed(&e, "Home");
	n = edit_window(&e, &first);
	ck_assert_int_eq(first, 0);
	ck_assert_int_eq(n, 6);
	edit_set(&e, "ab\xE6\xBC\xA2\xE5\xAD\x97" "cd"); /* two wide letters: 8 columns */
	n = edit_window(&e, &first);
	ck_assert_int_eq(first, 2);
	ck_assert_int_eq(n, 4);
	keyed(&e, "Ctrl-U");
	edit_show(&e, g, 0, 2);
	ck_assert_uint_eq(g->cell[2].c, '_');
	ck_assert_int_eq(g->cur_col, 2);
	grid_free(g);
}
END_TEST

START_TEST(other_keys_are_not_taken)
{
	struct edit e;
	struct event ev;
	static const char *const names[] = { "Enter", "Tab", "Up", "F2", "PgDn", "Ctrl-S", "Esc-Enter" };
	size_t i;

	edit_start(&e, "x", 4, 4);
	for (i = 0; i < sizeof names / sizeof *names; i++) {
		ck_assert_int_eq(key_parse(names[i], &ev), 0);
		ck_assert_int_eq(edit_key(&e, &ev), -1);
	}
}
END_TEST

Suite *
edit_suite(void)
{
	Suite *s = suite_create("edit");
	TCase *t = tcase_create("all");

	tcase_add_test(t, letters_go_in_at_the_cursor);
	tcase_add_test(t, marks_join_their_letter);
	tcase_add_test(t, a_full_field_takes_no_more);
	tcase_add_test(t, what_the_policy_refuses_stays_out);
	tcase_add_test(t, the_window_follows_the_cursor);
	tcase_add_test(t, other_keys_are_not_taken);
	suite_add_tcase(s, t);
	return s;
}
