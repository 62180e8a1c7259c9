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
	edit_set(&e, "aq\xCC\x81\xCC\x82" "b");  /* no letter of its own: gone over and erased whole */
	keyed(&e, "Left");
	keyed(&e, "Left");
	ck_assert_int_eq(e.cur, 1);
	keyed(&e, "Right");
	ck_assert_int_eq(e.cur, 4);
	keyed(&e, "Left");
	ck_assert_str_eq(keyed(&e, "Del"), "ab");
	edit_set(&e, "\xCC\x81" "a");
	keyed(&e, "Left");
	keyed(&e, "Left");
	ck_assert_int_eq(e.cur, 0);
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

static const struct ime_how telex = { .method = IME_TELEX }, vni = { .method = IME_VNI };

/* Starts on text with a method. */
static void
with(struct edit *e, const struct ime_how *how, const char *text, int max)
{
	edit_start(e, text, max, 20);
	e->ime = how;
}

START_TEST(letters_are_typed_by_the_method)
{
	struct edit e;

	with(&e, &telex, "", 60);
	ck_assert_str_eq(typed(&e, "UBNDD xax Pa Veej Suwr"), "UBNĐ xã Pa Vệ Sử");
	keyed(&e, "Home");
	ck_assert_str_eq(typed(&e, "Muf Car, "), "Mù Cả, UBNĐ xã Pa Vệ Sử");
	with(&e, &vni, "", 60);
	ck_assert_str_eq(typed(&e, "Nguye6n4 Thi5 Hoa2"), "Nguyễn Thị Hòa");
	e.ime = NULL;
	edit_set(&e, "");
	ck_assert_str_eq(typed(&e, "Nguye6n4"), "Nguye6n4");
}
END_TEST

START_TEST(a_finished_word_is_gone_back_into)
{
	struct edit e;

	with(&e, &telex, "Nguyên", 60);
	ck_assert_str_eq(typed(&e, "x"), "Nguyễn");
	ck_assert_str_eq(typed(&e, " Vana"), "Nguyễn Vân");
	keyed(&e, "Ctrl-A");
	for (int i = 0; i < 6; i++)
		keyed(&e, "Right");
	ck_assert_str_eq(typed(&e, "z"), "Nguyên Vân");
	ck_assert_int_eq(e.cur, 6);
	ck_assert_str_eq(keyed(&e, "Backspace"), "Nguyê Vân");
	with(&e, &telex, "Nguyn", 60);
	keyed(&e, "Left");
	ck_assert_str_eq(typed(&e, "eex"), "Nguyễn");
	ck_assert_int_eq(e.cur, 5);
}
END_TEST

START_TEST(backspace_moves_the_tone)
{
	struct edit e;

	with(&e, &telex, "", 60);
	typed(&e, "a toans");
	ck_assert_str_eq(keyed(&e, "Backspace"), "a tóa");
	ck_assert_str_eq(typed(&e, "n"), "a toán");
	typed(&e, " ");
	keyed(&e, "Backspace");
	ck_assert_str_eq(keyed(&e, "Backspace"), "a tóa"); /* the word is left long ago */
	keyed(&e, "Backspace");
	keyed(&e, "Backspace");
	keyed(&e, "Backspace");
	ck_assert_str_eq(keyed(&e, "Backspace"), "a");
	keyed(&e, "Backspace");
	ck_assert_str_eq(keyed(&e, "Backspace"), "");
	ck_assert_str_eq(typed(&e, "as"), "á");
}
END_TEST

START_TEST(what_is_not_vietnamese_is_put_back)
{
	static const char *const ends[] = { "Left", "Home", "Del", "Ctrl-A", "Ctrl-E" };
	struct edit e;
	size_t i;

	for (i = 0; i < sizeof ends / sizeof *ends; i++) {
		with(&e, &telex, "", 60);
		ck_assert_str_ne(typed(&e, "expect"), "expect");
		ck_assert_str_eq(keyed(&e, ends[i]), "expect");
	}
	with(&e, &telex, "", 60);
	ck_assert_str_eq(typed(&e, "windows,"), "windows,");
	ck_assert_str_ne(typed(&e, "expect"), "windows,expect");
	ck_assert(edit_end(&e));
	ck_assert(!edit_end(&e));
	ck_assert_str_eq(typed(&e, ""), "windows,expect");
	ck_assert_str_eq(typed(&e, " toi"), "windows,expect toi");
	ck_assert(!edit_end(&e));
}
END_TEST

START_TEST(a_full_field_loses_no_letter)
{
	struct edit e;

	with(&e, &telex, "", 6);
	ck_assert_str_eq(typed(&e, "Nguyeenx"), "Nguyễn");       /* marks take no room */
	ck_assert_str_eq(typed(&e, "s"), "Nguyến");
	ck_assert_str_eq(typed(&e, "s"), "Nguyến");      /* "Nguyêns" has no room */
	ck_assert_str_eq(keyed(&e, "Ctrl-Z"), "");
	with(&e, &telex, "", 10);
	ck_assert_str_eq(typed(&e, "Nguyeenx Thij Hoaf"), "Nguyễn Thị");   /* "f" is no key of Thị */
	ck_assert(e.full);
	ck_assert_str_eq(pasted(&e, "a\xCC\x81"), "Nguyễn Thị");
	keyed(&e, "Backspace");
	ck_assert(!e.full);
	ck_assert_str_eq(typed(&e, "if"), "Nguyễn Thì");
	with(&e, &telex, "", 4);
	typed(&e, "expect");
	ck_assert_int_eq(e.n, 4);
	ck_assert(!edit_end(&e)); /* the six keys have no room */
	ck_assert_int_eq(e.n, 4);
}
END_TEST

START_TEST(a_fresh_value_gives_way_to_a_word)
{
	struct edit e;

	with(&e, &telex, "Bản Nà Nhì", 40);
	e.fresh = true;
	ck_assert_str_eq(typed(&e, "ddoocj"), "độc");
	e.fresh = true;
	ck_assert_str_eq(typed(&e, "["), "ơ");
	ck_assert_str_eq(keyed(&e, "Ctrl-Z"), "Bản Nà Nhì");
	ck_assert_str_eq(typed(&e, "s"), "Bản Nà Nhí"); /* undone: a value like any other */
}
END_TEST

START_TEST(a_paste_goes_around_the_method)
{
	struct edit e;

	with(&e, &telex, "", 60);
	typed(&e, "tieengs ");
	ck_assert_str_eq(pasted(&e, "list vowels"), "tiếng list vowels");
	typed(&e, " ");
	ck_assert_str_eq(typed(&e, "moiws"), "tiếng list vowels mới");
	e.memo = true;
	typed(&e, " expect");
	ck_assert_str_eq(keyed(&e, "Esc-Enter"), "tiếng list vowels mới expect\n");
}
END_TEST

START_TEST(turned_off_within_a_word)
{
	struct ime_how how = telex;
	struct edit e;

	with(&e, &how, "", 60);
	typed(&e, "exp");
	how.method = IME_OFF;
	ck_assert_str_eq(typed(&e, "ect"), "ẽpect");
	how.method = IME_TELEX;
	typed(&e, " ");
	ck_assert_str_eq(typed(&e, "toots"), "ẽpect tốt");
}
END_TEST

START_TEST(a_word_longer_than_any)
{
	struct edit e;
	int i;

	with(&e, &telex, "", 200);
	for (i = 0; i < 100; i++)
		typed(&e, "b");
	ck_assert_int_eq(e.n, 100);
	ck_assert_str_eq(typed(&e, "as") + 100, "as");
	for (i = 0; i < 102; i++)
		keyed(&e, "Backspace");
	ck_assert_str_eq(out, "");
}
END_TEST

START_TEST(the_keys_of_the_word_in_hand)
{
	char keys[100];
	struct edit e;

	with(&e, &vni, "", 60);
	ck_assert_str_eq(typed(&e, "ban3 u1"), "bản ú");
	(void)edit_keys(&e, keys, sizeof keys);
	ck_assert_str_eq(keys, "bản u1");
	keyed(&e, "Backspace");
	typed(&e, "i");
	(void)edit_keys(&e, keys, sizeof keys);
	ck_assert_str_eq(keys, "bản i"); /* the word was begun anew */
	typed(&e, " ");
	(void)edit_keys(&e, keys, sizeof keys);
	ck_assert_str_eq(keys, "bản i ");
}
END_TEST

/* What must hold after every event. */
static void
sound(const struct edit *e)
{
	uint32_t word[IME_MAX];
	struct arena *a = arena_new();
	const char *clean;
	struct err err;
	int n;

	ck_assert(e->cur >= 0 && e->cur <= e->n && e->n <= e->max_chars);
	if (e->in_word) {
		n = ime_text(&e->word, word);
		ck_assert_int_eq(n, e->word_n);
		ck_assert_int_eq(memcmp(word, &e->c[e->cur - n], (size_t)n * sizeof *word), 0);
	}
	(void)edit_text(e, out, sizeof out);
	ck_assert_int_eq(text_clean(a, arena_printf(a, "|%s|", out), strlen(out) + 2, TEXT_LINE, &clean, &err), 0);
	ck_assert_str_eq(clean, arena_printf(a, "|%s|", out)); /* NFC already */
	arena_free(a);
}

START_TEST(whatever_is_pressed)
{
	static const char letters[] = "aaeeoouuddwwssffrrxxjjz[]bcghiklmnpqtvy 0123456789,";
	static const enum key moves[] = { K_LEFT, K_RIGHT, K_HOME, K_END, K_DEL, K_DELWORD };
	struct ime_how how = telex;
	uint64_t seed = 7 + (uint64_t)_i;
	struct edit e;
	int i, typed_keys = 0;

	with(&e, &how, "", 5 + 20 * (_i % 2));
	for (i = 0; i < 30000; i++) {
		struct event ev = { .key = K_CHAR };
		unsigned r = (unsigned)((seed = seed * 6364136223846793005u + 1442695040888963407u) >> 33);

		ev.c = (unsigned char)letters[r / 64 % (sizeof letters - 1)];
		if (r % 64 < 8)
			ev.key = K_BACKSPACE;
		else if (r % 64 < 10)
			ev.key = moves[r / 64 % 6];
		else if (r % 64 == 10)
			ev.c = r & 64 ? 0x1EC5 : 0x301;
		else if (r % 64 == 11)
			how.method = (enum ime_method)(r / 64 % 3);
		else if (r % 64 == 12 && r / 64 % 8 == 0)
			e.fresh = true;
		typed_keys += ev.key == K_CHAR;
		(void)edit_key(&e, &ev);
		sound(&e);
		ck_assert_int_le(e.n, typed_keys);
		if (r % 64 == 13)
			(void)edit_end(&e);
	}
	keyed(&e, "End");
	for (i = 0; i < 30; i++)
		keyed(&e, "Backspace");
	ck_assert_str_eq(out, "");
	ck_assert_int_eq(e.n, 0);
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
	tcase_add_test(t, letters_are_typed_by_the_method);
	tcase_add_test(t, a_finished_word_is_gone_back_into);
	tcase_add_test(t, backspace_moves_the_tone);
	tcase_add_test(t, what_is_not_vietnamese_is_put_back);
	tcase_add_test(t, a_full_field_loses_no_letter);
	tcase_add_test(t, a_fresh_value_gives_way_to_a_word);
	tcase_add_test(t, a_paste_goes_around_the_method);
	tcase_add_test(t, turned_off_within_a_word);
	tcase_add_test(t, a_word_longer_than_any);
	tcase_add_test(t, the_keys_of_the_word_in_hand);
	tcase_add_loop_test(t, whatever_is_pressed, 0, 6);
	tcase_add_test(t, other_keys_are_not_taken);
	suite_add_tcase(s, t);
	return s;
}
