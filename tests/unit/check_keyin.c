/* SPDX-License-Identifier: MIT */
#include "tui/keyin.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tui/action.h"

Suite *keyin_suite(void);

/* The names of all events of in, blanks between, pastes in brackets. */
static void
drain(struct keyin *in, bool late, char *out, size_t size)
{
	char name[KEY_NAME_MAX];
	struct event ev;

	while (keyin_next(in, late, &ev)) {
		size_t n = strlen(out);

		if (ev.key == K_PASTE)
			snprintf(out + n, size - n, "%s[%.*s]", n ? " " : "", (int)ev.len, ev.text);
		else if (ev.key != K_NONE)
			snprintf(out + n, size - n, "%s%s", n ? " " : "", key_text(&ev, name));
	}
}

static const struct { const char *bytes, *names; } cases[] = {
	{ "abc", "a b c" },
	{ "\r\n\t\x7F\x08", "Enter Enter Tab Backspace Backspace" },
	{ "\x13\x1F\x1C\x01", "Ctrl-S Ctrl-_ Ctrl-\\ Ctrl-A" },
	{ "\xE1\xBA\xBF\xC4\x91", "ế đ" },
	{ "\xE1\xBA" "a\xFFz", "a z" },                 /* broken letters vanish, the rest stays */
	{ "\033[A\033OB\033[C\033OD", "Up Down Right Left" },
	{ "\033[11~\033[12~\033OR\033[14~\033[15~", "F1 F2 F3 F4 F5" },
	{ "\033[[A\033[[E\033[17~\033[21~", "F1 F5 F6 F10" },
	{ "\033[1~\033[7~\033[H\033OH\033[4~\033[8~\033[F", "Home Home Home Home End End End" },
	{ "\033[2~\033[3~\033[5~\033[6~\033[Z", "Ins Del PgUp PgDn Shift-Tab" },
	{ "\033[1;5H\033[1;5F\033[7^\033[8^", "Ctrl-Home Ctrl-End Ctrl-Home Ctrl-End" },
	{ "\033[1;2P\033[99~\033[?1;2cx", "F1 x" },      /* unknown sequences are swallowed */
	{ "\033\033[A", "Up" },
	{ "\0332", "Esc 2" },
	{ "\033\033", "Esc Esc" },
	{ "\033[200~a\r\nb\033[201~c", "[a\r\nb] c" },
};

START_TEST(bytes_become_keys)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, cases[_i].bytes, strlen(cases[_i].bytes));
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, cases[_i].names);
	ck_assert(!keyin_waits(&in) || strcmp(out, "Esc Esc") == 0);
	keyin_free(&in);
}
END_TEST

START_TEST(pieces_at_any_pace_give_the_same)
{
	struct keyin in;
	char out[256] = "";
	size_t i;

	keyin_init(&in);
	for (i = 0; i < strlen(cases[_i].bytes); i++) {
		keyin_feed(&in, cases[_i].bytes + i, 1);
		drain(&in, false, out, sizeof out);
	}
	drain(&in, false, out, sizeof out);
	if (strcmp(cases[_i].names, "Up") == 0)
		ck_assert_str_eq(out, "Esc Esc Up"); /* cannot be known in time */
	else
		ck_assert_str_eq(out, cases[_i].names);
	keyin_free(&in);
}
END_TEST

START_TEST(a_late_rest_still_completes_esc)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, "\033", 1);
	drain(&in, true, out, sizeof out);
	ck_assert_str_eq(out, "Esc");
	keyin_feed(&in, "[11~x", 5);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "Esc F1 x");
	out[0] = '\0';
	keyin_feed(&in, "\033[", 2);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "");
	drain(&in, true, out, sizeof out);
	ck_assert_str_eq(out, "Esc [");
	keyin_free(&in);
}
END_TEST

START_TEST(a_paste_without_end_ends)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, "\033[200~abc", 9);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "");
	drain(&in, true, out, sizeof out);
	ck_assert_str_eq(out, "[abc]");
	keyin_free(&in);
}
END_TEST

START_TEST(sequences_of_the_terminal)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_define(&in, "\001@\r", K_F1);
	keyin_define(&in, "plain", K_F2);
	keyin_feed(&in, "\001@\rplain\001", 9);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "F1 p l a i n Ctrl-A");
	keyin_free(&in);
}
END_TEST

/* What the machine makes of two keys; "" when the second was swallowed too. */
static const char *
after_esc(struct esc *m, const char *second)
{
	static char name[KEY_NAME_MAX];
	struct event ev = { .key = K_ESC };

	ck_assert_int_eq(key_esc(m, &ev), 0);
	ck_assert_int_eq(key_parse(second, &ev), 0);
	return key_esc(m, &ev) ? key_text(&ev, name) : "";
}

START_TEST(esc_and_a_second_key)
{
	struct esc m = { 0 };
	struct event ev;

	ck_assert_str_eq(after_esc(&m, "1"), "F1");
	ck_assert_str_eq(after_esc(&m, "9"), "F9");
	ck_assert_str_eq(after_esc(&m, "0"), "F10");
	ck_assert(m.used_digits);
	ck_assert_str_eq(after_esc(&m, "Esc"), "F10");
	ck_assert_str_eq(after_esc(&m, "<"), "Ctrl-Home");
	ck_assert_str_eq(after_esc(&m, ">"), "Ctrl-End");
	ck_assert_str_eq(after_esc(&m, "n"), "PgDn");
	ck_assert_str_eq(after_esc(&m, "p"), "PgUp");
	ck_assert_str_eq(after_esc(&m, "u"), "Ctrl-Z");
	ck_assert_str_eq(after_esc(&m, "Backspace"), "Esc-Backspace");
	ck_assert_str_eq(after_esc(&m, "x"), "x");
	ck_assert_int_eq(key_parse("F2", &ev), 0);
	ck_assert_int_eq(key_esc(&m, &ev), 1);
	ck_assert(!m.used_digits);
}
END_TEST

START_TEST(keys_mean_actions)
{
	static const struct { const char *key; unsigned where; enum action ac; } means[] = {
		{ "F2", IN_FORM, AC_SAVE }, { "Ctrl-S", IN_SHEET, AC_SAVE }, { "Ctrl-W", IN_FORM, AC_SAVE },
		{ "F2", IN_LIST, AC_NEW }, { "Ins", IN_LIST, AC_NEW }, { "F4", IN_FORM, AC_LOOKUP },
		{ "/", IN_LIST, AC_FIND }, { "/", IN_FORM, AC_NONE }, { "?", IN_FORM, AC_NONE },
		{ "s", IN_FORM, AC_NONE }, { "Enter", IN_FORM, AC_NEXT }, { "Down", IN_FORM, AC_NEXT },
		{ "Ctrl-Q", IN_HELP, AC_BACK }, { "F10", IN_HOME, AC_BACK }, { "Ctrl-L", IN_POPUP, AC_REPAINT },
		{ "Ctrl-_", IN_FORM, AC_HELP }, { "Enter", IN_POPUP, AC_OPEN },
	};
	struct event ev;
	size_t i;

	for (i = 0; i < sizeof means / sizeof *means; i++) {
		ck_assert_int_eq(key_parse(means[i].key, &ev), 0);
		ck_assert_msg(action_of(&ev, means[i].where) == means[i].ac, "%s", means[i].key);
	}
}
END_TEST

START_TEST(the_way_out_is_always_on_the_line)
{
	char bar[512];

	action_bar(bar, sizeof bar, 79, IN_LIST, 1);
	ck_assert_ptr_nonnull(strstr(bar, "Esc 0 "));
	action_bar(bar, sizeof bar, 30, IN_FORM, 0);
	ck_assert_ptr_nonnull(strstr(bar, "F1 "));
	ck_assert_ptr_nonnull(strstr(bar, "F10 "));
	ck_assert_uint_le(strlen(bar), 30);
}
END_TEST

START_TEST(esc_and_a_digit_means_the_action)
{
	struct esc m = { 0 };
	struct event ev = { .key = K_ESC };

	ck_assert_int_eq(key_esc(&m, &ev), 0);
	ck_assert_int_eq(key_parse("2", &ev), 0);
	ck_assert_int_eq(key_esc(&m, &ev), 1);
	ck_assert_int_eq(action_of(&ev, IN_FORM), AC_SAVE);
}
END_TEST

START_TEST(rows_of_the_table_are_sound)
{
	char list[96], *name, *save;
	struct event ev;
	int i, j;

	for (i = 0; i < nactions; i++) {
		snprintf(list, sizeof list, "%s, %s, %s", actions[i].main, actions[i].other, actions[i].also);
		for (name = strtok_r(list, ", ", &save); name; name = strtok_r(NULL, ", ", &save))
			ck_assert_msg(key_parse(name, &ev) == 0, "%s", name);
		for (j = 0; j < i; j++)
			ck_assert_msg(strcmp(actions[i].main, actions[j].main) != 0 ||
			    !(actions[i].where & actions[j].where), "%s and %s", actions[i].name, actions[j].name);
	}
}
END_TEST

Suite *
keyin_suite(void)
{
	Suite *s = suite_create("keyin");
	TCase *t = tcase_create("all");
	int n = sizeof cases / sizeof *cases;

	tcase_add_loop_test(t, bytes_become_keys, 0, n);
	tcase_add_loop_test(t, pieces_at_any_pace_give_the_same, 0, n);
	tcase_add_test(t, a_late_rest_still_completes_esc);
	tcase_add_test(t, a_paste_without_end_ends);
	tcase_add_test(t, sequences_of_the_terminal);
	tcase_add_test(t, esc_and_a_second_key);
	tcase_add_test(t, keys_mean_actions);
	tcase_add_test(t, the_way_out_is_always_on_the_line);
	tcase_add_test(t, esc_and_a_digit_means_the_action);
	tcase_add_test(t, rows_of_the_table_are_sound);
	suite_add_tcase(s, t);
	return s;
}
