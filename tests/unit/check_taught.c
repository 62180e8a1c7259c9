/* SPDX-License-Identifier: MIT */
#include "tui/taught.h"

#include <check.h>
#include <string.h>

#include "core/letter.h"
#include "tui/font.h"

Suite *taught_suite(void);

static struct event
came(const char *bytes)
{
	struct event ev = { .key = K_NONE };

	ev.nraw = (uint8_t)strlen(bytes);
	memcpy(ev.raw, bytes, ev.nraw);
	return ev;
}

START_TEST(what_may_be_taught)
{
	static const struct { const char *bytes; bool may; } rows[] = {
		{ "\033[99~", true }, { "\033OT", true }, { "\x07", true }, { "\x9B" "9~", true },
		{ "a", false }, { "\xE1\xBA\xBF", false }, { "\r", false }, { "\t", false }, { "\x08", false },
		{ "\x7F", false }, { "\033", false }, { "\0332", false }, { "\033\xE1\xBA\xBF", false },
		{ "\033\033", false }, { "", false }, { "\033[1234567890", false },
	};
	struct taught t = { 0 };
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct event ev = came(rows[i].bytes);

		ck_assert_msg(taught_may(&ev) == rows[i].may, "row %zu", i);
		ck_assert_int_eq(taught_put(&t, &ev, K_F5), rows[i].may ? 0 : -1);
	}
	ck_assert_int_eq(t.n, 1); /* each took the place of the one before */
}
END_TEST

START_TEST(taught_keys_come_back_from_text)
{
	struct taught t = { 0 }, u;
	struct event five = came("\033[99~"), home = came("\x07"), ev;
	char text[TAUGHT_TEXT], again[TAUGHT_TEXT];

	ck_assert_int_eq(taught_put(&t, &five, K_F5), 0);
	ck_assert_int_eq(taught_put(&t, &home, K_CHOME), 0);
	taught_text(&t, text);
	ck_assert_str_eq(text, "F5=1b5b39397e Ctrl-Home=07");
	taught_read(&u, text);
	taught_text(&u, again);
	ck_assert_str_eq(again, text);
	ev = five;
	taught_turn(&u, &ev);
	ck_assert_int_eq(ev.key, K_F5);
	ck_assert(ev.whole);
	ev = came("\033[98~");
	taught_turn(&u, &ev);
	ck_assert_int_eq(ev.key, K_NONE);
	ck_assert(taught_forget(&u, K_F5));
	ck_assert(!taught_forget(&u, K_F5));
	ck_assert_ptr_null(taught_of(&u, K_F5));
	ck_assert_ptr_nonnull(taught_of(&u, K_CHOME));
}
END_TEST

START_TEST(nonsense_is_left_out)
{
	struct taught t;
	char text[TAUGHT_TEXT];

	taught_read(&t, "F5= F6=zz =07 F99=07 F7=61 F8=1b5b39397e7 Hangup=07 a=07 Home=1b5b39387e F9");
	taught_text(&t, text);
	ck_assert_str_eq(text, "Home=1b5b39387e");
}
END_TEST

START_TEST(the_same_bytes_mean_one_key)
{
	struct taught t = { 0 };
	struct event ev = came("\033[99~");

	ck_assert_int_eq(taught_put(&t, &ev, K_F5), 0);
	ck_assert_int_eq(taught_put(&t, &ev, K_F6), 0);
	ck_assert_int_eq(t.n, 1);
	ck_assert_ptr_null(taught_of(&t, K_F5));
}
END_TEST

/* All letters, and all but one. */
START_TEST(a_font_has_them_all_or_is_poor)
{
	uint16_t c[256];
	struct letter l;
	int n = 0;
	uint32_t i;

	for (i = 0x80; i <= 0x1EF9; i++)
		if (letter_split(i, &l))
			c[n++] = (uint16_t)i;
	ck_assert_int_eq(n, 134);
	ck_assert(font_covers(c, n));
	ck_assert(!font_covers(c, n - 1));
	ck_assert(!font_covers(c + 1, n - 1));
	ck_assert(!font_covers(c, 0));
	ck_assert_int_eq(font_of_console(-1), FONT_UNKNOWN);
}
END_TEST

Suite *
taught_suite(void)
{
	Suite *s = suite_create("taught");
	TCase *t = tcase_create("all");

	tcase_add_test(t, what_may_be_taught);
	tcase_add_test(t, taught_keys_come_back_from_text);
	tcase_add_test(t, nonsense_is_left_out);
	tcase_add_test(t, the_same_bytes_mean_one_key);
	tcase_add_test(t, a_font_has_them_all_or_is_poor);
	suite_add_tcase(s, t);
	return s;
}
