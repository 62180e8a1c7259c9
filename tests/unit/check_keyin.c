/* SPDX-License-Identifier: MIT */
#include "tui/keyin.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "tui/action.h"
#include "tui/term.h"

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
	{ "\033[24;4R\033[1;2R\033[R", "F3" },            /* an answer about the cursor is no key */
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
	ck_assert(!keyin_patience(&in) || strcmp(out, "Esc Esc") == 0);
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
	keyin_free(&in);
}
END_TEST

/* A person's Esc and letters after it, typed slowly, are letters; a slow line's sequence is none. */
static const struct { const char *bytes, *names; } slowly[] = {
	{ "\033[n", "Esc [ n" }, { "\033On", "Esc O n" }, { "\033O\r", "Esc O Enter" },
	{ "\033[\xE1\xBA\xBF", "Esc [ ế" }, { "\033ab", "Esc a b" }, { "\0332x", "Esc 2 x" },
	{ "\033[A", "Esc Up" }, { "\033[99~x", "Esc x" }, { "\033[5;5~", "Esc PgUp" },
	{ "\033OM", "Esc Enter" }, { "\033OP\033", "Esc F1 Esc" }, { "\033\033", "Esc Esc" },
};

START_TEST(slow_letters_after_esc)
{
	struct keyin in;
	char out[256] = "";
	size_t i;

	keyin_init(&in);
	keyin_define(&in, "\033OP", K_F1); /* as terminfo does: the way past the grammar */
	for (i = 0; i < strlen(slowly[_i].bytes); i++) {
		keyin_feed(&in, slowly[_i].bytes + i, 1);
		drain(&in, false, out, sizeof out);
		drain(&in, true, out, sizeof out);
	}
	ck_assert_str_eq(out, slowly[_i].names);
	keyin_free(&in);
}
END_TEST

/* Every variant of vietnamese.md 8 and those beyond it, as the bytes of one key. */
static const struct { enum key key; const char *bytes; } variants[] = {
	{ K_F1, "\033[11~" }, { K_F2, "\033[12~" }, { K_F3, "\033[13~" }, { K_F4, "\033[14~" },
	{ K_F5, "\033[15~" }, { K_F1, "\033OP" }, { K_F2, "\033OQ" }, { K_F3, "\033OR" },
	{ K_F4, "\033OS" }, { K_F1, "\033[[A" }, { K_F2, "\033[[B" }, { K_F3, "\033[[C" },
	{ K_F4, "\033[[D" }, { K_F5, "\033[[E" }, { K_F6, "\033[17~" }, { K_F7, "\033[18~" },
	{ K_F8, "\033[19~" }, { K_F9, "\033[20~" }, { K_F10, "\033[21~" }, { K_HOME, "\033[1~" },
	{ K_HOME, "\033[7~" }, { K_HOME, "\033[H" }, { K_HOME, "\033OH" }, { K_END, "\033[4~" },
	{ K_END, "\033[8~" }, { K_END, "\033[F" }, { K_END, "\033OF" }, { K_INS, "\033[2~" },
	{ K_DEL, "\033[3~" }, { K_PGUP, "\033[5~" }, { K_PGDN, "\033[6~" }, { K_UP, "\033[A" },
	{ K_DOWN, "\033[B" }, { K_RIGHT, "\033[C" }, { K_LEFT, "\033[D" }, { K_UP, "\033OA" },
	{ K_DOWN, "\033OB" }, { K_RIGHT, "\033OC" }, { K_LEFT, "\033OD" }, { K_BTAB, "\033[Z" },
	{ K_CHOME, "\033[1;5H" }, { K_CHOME, "\033[7^" }, { K_CHOME, "\033[1;5~" },
	{ K_CEND, "\033[1;5F" }, { K_CEND, "\033[8^" }, { K_CEND, "\033[4;5~" },
	{ K_BACKSPACE, "\x7F" }, { K_BACKSPACE, "\x08" }, { K_ENTER, "\r" }, { K_ENTER, "\n" },
	{ K_TAB, "\t" }, { K_ENTER, "\033OM" }, { K_F1, "\x8FP" }, { K_F6, "\x9B" "17~" },
};

static const char *const terms[] = { "", "xterm", "xterm-256color", "putty", "linux", "screen", "tmux",
	"vt220", "vt100", "ansi" };

enum pace { WHOLE, IN_TIME, LATE, NPACES };

/* The last key of s fed at a pace; K_NONE when anything but Esc came before it or bytes are left. */
static enum key
key_of(struct keyin *in, const char *s, enum pace pace)
{
	enum key key = K_NONE;
	size_t i, n = strlen(s), piece = pace == WHOLE ? n : 1;
	struct event ev;
	int late;

	for (i = 0; i < n; i += piece) {
		keyin_feed(in, s + i, piece);
		for (late = 0; late <= (pace == LATE); late++)
			while (keyin_next(in, late, &ev))
				key = key == K_NONE || key == K_ESC ? ev.key : K_NONE;
	}
	return keyin_patience(in) ? K_NONE : key;
}

START_TEST(every_variant_on_every_terminal)
{
	struct keyin in;
	size_t i;

	keyin_init(&in);
	if (!*terms[_i / NPACES] || term_keys(&in, terms[_i / NPACES]) == 0) /* none: not installed here */
		for (i = 0; i < sizeof variants / sizeof *variants; i++)
			ck_assert_msg(key_of(&in, variants[i].bytes, _i % NPACES) == variants[i].key,
			    "TERM=%s, pace %d, key %d as ESC%s", terms[_i / NPACES], _i % NPACES,
			    (int)variants[i].key, variants[i].bytes + 1);
	keyin_free(&in);
}
END_TEST

START_TEST(letters_in_pieces_at_any_pace)
{
	static const char text[] = "Nguyễn Thị Hoà ở Mù Cả";
	static const char typed[] = "N g u y ễ n Space T h ị Space H o à Space ở Space M ù Space C ả";
	char out[256] = "";
	struct keyin in;
	size_t i;

	keyin_init(&in);
	for (i = 0; i < sizeof text - 1; i++) {
		keyin_feed(&in, text + i, 1);
		drain(&in, false, out, sizeof out);
		ck_assert_int_eq(keyin_patience(&in), 0);
		drain(&in, true, out, sizeof out);
	}
	ck_assert_str_eq(out, typed);
	keyin_free(&in);
}
END_TEST

START_TEST(the_number_pad_in_its_other_mode)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, "\033Op\033Oy\033On\033Om\033O5H\033OX", 19);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "0 9 . - Home F9");
	keyin_free(&in);
}
END_TEST

START_TEST(what_it_came_as)
{
	struct keyin in;
	struct event ev;

	keyin_init(&in);
	keyin_feed(&in, "\033[99~a", 6);
	ck_assert_int_eq(keyin_next(&in, false, &ev), 1);
	ck_assert_int_eq(ev.key, K_NONE);
	ck_assert_int_eq(ev.nraw, 5);
	ck_assert_int_eq(memcmp(ev.raw, "\033[99~", 5), 0);
	ck_assert_int_eq(keyin_next(&in, false, &ev), 1);
	ck_assert_int_eq(ev.nraw, 1);
	ck_assert_int_eq(ev.raw[0], 'a');
	keyin_free(&in);
}
END_TEST

START_TEST(a_broken_sequence_takes_no_letter_with_it)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, "\033[\xE1\xBA\xBF\033[1\033[A\033O\r", 14);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "ế 1 Up Enter");
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
	ck_assert_int_gt(keyin_patience(&in), 1); /* silence in a paste is a slow line first */
	drain(&in, true, out, sizeof out);
	ck_assert_str_eq(out, "[abc]");
	keyin_free(&in);
}
END_TEST

/* What comes in one read: a client's input method, words typed ahead, a paste without marks. */
static const struct { const char *bytes, *names; } reads[] = {
	{ "\x7F\x7Fi\xC3\xAA", "Backspace Backspace i ê" },
	{ "\x7F\x7Fi\xE1\xBA\xBFng Vi\xE1\xBB\x87t", "Backspace Backspace i ế n g Space V i ệ t" },
	{ "Nguyeenx T", "N g u y e e n x Space T" },             /* typed ahead */
	{ "Nguy\xE1\xBB\x85n T", "N g u y ễ n Space T" },       /* eight */
	{ "Nguy\xE1\xBB\x85n Th", "[Nguyễn Th]" },              /* nine */
	{ "e\xCC\x82\xCC\x81 abcdef", "[e\xCC\x82\xCC\x81 abcdef]" }, /* marks by themselves */
	{ "Nguy\xE1\xBB\x85n V\xC4\x83n\tab", "[Nguyễn Văn] Tab a b" },
	{ "B\xE1\xBA\xA3n\tNguy\xE1\xBB\x85n V\xC4\x83n", "B ả n Tab [Nguyễn Văn]" },
	{ "Nguy\xE1\xBB\x85n Th\xE1\xBB", "[Nguyễn Th]" },    /* its last letter is under way */
};

START_TEST(a_read_is_typed_or_pasted)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, reads[_i].bytes, strlen(reads[_i].bytes));
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, reads[_i].names);
	keyin_free(&in);
}
END_TEST

START_TEST(a_paste_cut_within_a_letter_keeps_it)
{
	struct keyin in;
	char out[256] = "";

	keyin_init(&in);
	keyin_feed(&in, "Nguy\xE1\xBB\x85n Th\xE1\xBB", 13);
	drain(&in, false, out, sizeof out);
	keyin_feed(&in, "\x8B", 1);
	drain(&in, false, out, sizeof out);
	ck_assert_str_eq(out, "[Nguyễn Th] ị");
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
	tcase_add_loop_test(t, slow_letters_after_esc, 0, (int)(sizeof slowly / sizeof *slowly));
	tcase_add_loop_test(t, every_variant_on_every_terminal, 0,
	    (int)(sizeof terms / sizeof *terms) * NPACES);
	tcase_add_test(t, letters_in_pieces_at_any_pace);
	tcase_add_test(t, the_number_pad_in_its_other_mode);
	tcase_add_test(t, what_it_came_as);
	tcase_add_test(t, a_broken_sequence_takes_no_letter_with_it);
	tcase_add_test(t, a_paste_without_end_ends);
	tcase_add_loop_test(t, a_read_is_typed_or_pasted, 0, sizeof reads / sizeof *reads);
	tcase_add_test(t, a_paste_cut_within_a_letter_keeps_it);
	tcase_add_test(t, sequences_of_the_terminal);
	tcase_add_test(t, esc_and_a_second_key);
	tcase_add_test(t, keys_mean_actions);
	tcase_add_test(t, the_way_out_is_always_on_the_line);
	tcase_add_test(t, esc_and_a_digit_means_the_action);
	tcase_add_test(t, rows_of_the_table_are_sound);
	suite_add_tcase(s, t);
	return s;
}
