/* SPDX-License-Identifier: MIT */
#include "core/text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "tests/unit/fixture.h"
#include "tests/unit/letters.h"

Suite *text_suite(void);

static struct err e;

FIXTURE_ARENA(a)

static const char *
clean(const char *s, size_t n, enum text_kind kind)
{
	const char *out;

	return text_clean(a, s, n, kind, &out, &e) == 0 ? out : NULL;
}

static const struct {
	const char *s;
	bool valid;
} utf8[] = {
	{ "", true }, { "Mù Cả", true }, { "\xF0\x90\x8D\x88", true }, { "\xF4\x8F\xBF\xBF", true },
	{ "\xEE\x80\x80", true }, { "\x80", false }, { "\xC0\xAF", false }, { "\xC1\xBF", false },
	{ "\xE0\x80\xAF", false }, { "\xE0\x9F\xBF", false }, { "\xF0\x80\x80\xAF", false },
	{ "\xED\xA0\x80", false }, { "\xED\xBF\xBF", false }, { "\xF4\x90\x80\x80", false },
	{ "\xF5\x80\x80\x80", false }, { "\xFF", false }, { "\xE1\xBA", false }, { "\xC3", false },
	{ "a\xE1\xBA" "b", false }, { "\xF0\x90\x8D", false },
};

START_TEST(utf8_is_told_from_other_bytes)
{
	const char *s = utf8[_i].s;

	ck_assert_int_eq(text_valid(s, strlen(s)), utf8[_i].valid);
	if (utf8[_i].valid)
		return;
	ck_assert_ptr_null(clean(s, strlen(s), TEXT_MEMO));
	ck_assert_int_eq(e.code, E_INPUT);
	ck_assert_ptr_nonnull(strstr(e.text, "UTF-8"));
	ck_assert_ptr_nonnull(strchr(text_show(a, s), '?'));
	ck_assert(text_valid(text_show(a, s), strlen(text_show(a, s))));
}
END_TEST

START_TEST(a_nul_is_no_text)
{
	ck_assert(!text_valid("a\0b", 3));
	ck_assert_ptr_null(clean("a\0b", 3, TEXT_LINE));
	ck_assert_ptr_nonnull(strstr(e.text, "U+0000"));
}
END_TEST

/* Each is refused in a line, named by its number, and shown as a question mark. */
static const uint32_t refused[] = {
	1, 7, 9, 0xD, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xAD, 0x61C, 0x180E, 0x200B, 0x200C,
	0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060,
	0x2066, 0x2067, 0x2068, 0x2069, 0xE000, 0xF8FF, 0xFDD0, 0xFDEF, 0xFEFF, 0xFFFE, 0xFFFF,
	0x34F, 0x115F, 0x180B, 0x3164, 0xFE0F, 0xFFA0, 0xE0100, 0x378, 0x1FFFE, 0xE0001, 0xE0041, 0xF0000, 0x10FFFD, 0x10FFFF,
};

START_TEST(what_the_policy_refuses_is_named)
{
	char s[8] = "a", number[16];
	size_t n = 1 + text_put(s + 1, refused[_i]);

	s[n++] = 'b';
	ck_assert_ptr_null(clean(s, n, TEXT_LINE));
	ck_assert_ptr_null(clean(s, n, TEXT_MEMO));
	ck_assert_int_eq(e.code, E_INPUT);
	snprintf(number, sizeof number, "U+%04X", (unsigned)refused[_i]);
	ck_assert_msg(strstr(e.text, number) != NULL, "%s: %s", number, e.text);
	ck_assert_str_eq(text_show(a, s), "a?b");
}
END_TEST

/* What goes in, and what is kept of it as a line and as a memo; NULL: refused. */
static const struct {
	const char *in, *line, *memo;
} kept[] = {
	{ "", "", "" },
	{ "   ", "", "" },
	{ " \xC2\xA0\xE3\x80\x80 x \xE2\x80\x83 ", "x", "x" },
	{ "  Lò Thị  Hoa ", "Lò Thị  Hoa", "Lò Thị  Hoa" },
	{ "a\nb", NULL, "a\nb" },
	{ "\r\na\r\n\r\nb\r\n", NULL, "a\n\nb" },
	{ "a\rb", NULL, NULL },
	{ "ti\xC3\xAA\xCC\x81ng", "tiếng", "tiếng" },
	{ "tie\xCC\x82\xCC\x81ng", "tiếng", "tiếng" },
	{ "tie\xCC\x81\xCC\x82ng", "tié\xCC\x82ng", "tié\xCC\x82ng" },
	{ "ngu\xCC\x9B\xCC\xA3 \xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93 \xE2\x80\xA6",
	  "ngự \xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93 \xE2\x80\xA6",
	  "ngự \xE2\x80\x9Cx\xE2\x80\x9D \xE2\x80\x93 \xE2\x80\xA6" },
	{ "2.000 \xE2\x82\xAB", "2.000 \xE2\x82\xAB", "2.000 \xE2\x82\xAB" },
	{ "\xE2\x84\xAB", "\xC3\x85", "\xC3\x85" }, /* angstrom sign */
	{ "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
	  "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81" },
	{ "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", NULL, NULL },
	{ "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", "é\xCC\x81\xCC\x81\xCC\x81\xCC\x81",
	  "é\xCC\x81\xCC\x81\xCC\x81\xCC\x81" }, /* one is part of the letter */
	{ "\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC" },
};

START_TEST(foreign_text_is_composed_and_trimmed)
{
	const char *in = kept[_i].in, *line = clean(in, strlen(in), TEXT_LINE);
	const char *memo = clean(in, strlen(in), TEXT_MEMO);

	ck_assert_pstr_eq(line, kept[_i].line);
	ck_assert_pstr_eq(memo, kept[_i].memo);
	if (line) {
		ck_assert_ptr_eq(text_show(a, line), line);
		ck_assert_str_eq(clean(line, strlen(line), TEXT_LINE), line);
	}
}
END_TEST

START_TEST(every_vietnamese_letter_is_kept_and_composed)
{
	const char *const *row;
	int n = 0;

	for (row = vietnamese_letters; *row; row++, n++) {
		utf8proc_uint8_t *nfd = utf8proc_NFD((const utf8proc_uint8_t *)*row);
		const char *d = (const char *)nfd;

		ck_assert_str_eq(clean(*row, strlen(*row), TEXT_LINE), *row);
		ck_assert_str_eq(clean(d, strlen(d), TEXT_LINE), *row);
		ck_assert_int_eq(text_cols(*row), 1);
		ck_assert_int_eq(text_cols(d), 1);
		ck_assert_ptr_eq(text_show(a, *row), *row);
		free(nfd);
	}
	ck_assert_int_eq(n, 134);
}
END_TEST

/* The fast way must answer as the slow way would, so all short ways are tried against utf8proc. */
START_TEST(the_fast_way_is_nfc)
{
	uint32_t c;
	char s[16];

	for (c = 0xA0; c < 0x3000; c++) {
		utf8proc_uint8_t *nfc;
		const char *got;
		size_t n;

		s[0] = 'e';
		n = 1 + text_put(s + 1, c);
		s[n++] = '.';
		s[n] = '\0';
		got = clean(s, n, TEXT_LINE);
		nfc = utf8proc_NFC((const utf8proc_uint8_t *)s);
		if (got)
			ck_assert_str_eq(got, (const char *)nfc);
		else
			ck_assert_str_eq(text_show(a, s), "e?.");
		free(nfc);
	}
}
END_TEST

START_TEST(output_is_made_harmless)
{
	static const char zalgo[] = "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81y";

	ck_assert_str_eq(text_show(a, "\x1b]0;x\x07\x9b" "31m"), "?]0;x??31m");
	ck_assert_str_eq(text_show(a, "a\nb\r"), "a b?");
	ck_assert_str_eq(text_show(a, zalgo), "x\xCC\x81\xCC\x81\xCC\x81\xCC\x81??y");
	ck_assert_str_eq(text_show(a, "Sùng\xE2\x80\xAE gnùS"), "Sùng? gnùS");
	ck_assert_str_eq(text_show(a, ""), "");
}
END_TEST

START_TEST(letters_are_walked_one_by_one)
{
	static const char text[] = "aế\xF0\x9F\x98\x80\xFF\xE1\xBA";
	static const uint32_t want[] = { 'a', 0x1EBF, 0x1F600, 0xFFFD, 0xFFFD, 0xFFFD, 0, 0 };
	const char *s = text;
	uint32_t c;
	size_t i, n;
	char out[4];

	for (i = 0; i < sizeof want / sizeof *want; i++)
		ck_assert_uint_eq(text_next(&s), want[i]);
	for (c = 1; c < 0x110000; c = c < 0x900 ? c + 1 : c + 251) {
		char one[5] = "";

		n = text_put(out, c);
		memcpy(one, out, n);
		s = one;
		if (c >= 0xD800 && c < 0xE000)
			continue;
		ck_assert_uint_eq(text_next(&s), c);
		ck_assert_ptr_eq(s, one + n);
	}
}
END_TEST

/* Any bytes at all, with a liking for pieces that hurt. */
static size_t
random_text(uint32_t *seed, char *out)
{
	static const char *const pieces[] = { "a", " ", "ế", "Đ", "\xCC\x81", "\xCC\xA3", "\n", "\r",
		"\xE2\x80\xAE", "\x1b[", "\xFF", "\xE1\xBA", "\xF0\x9F", "\xE1\x84\x80\xE1\x85\xA1",
		"\xC2\xA0", "\xE0\xA4\xBF", "\xEF\xB7\xBA", "\xCE\x90", "1.", "-" };
	size_t n = 0;
	int i;

	for (i = 0; i < 12; i++) {
		const char *piece;

		*seed = *seed * 1664525 + 1013904223;
		piece = pieces[(*seed >> 16) % (sizeof pieces / sizeof *pieces)];
		memcpy(out + n, piece, strlen(piece));
		n += strlen(piece);
		if (*seed >> 29 == 0)
			out[n++] = (char)(*seed >> 8 | 1);
	}
	out[n] = '\0';
	return n;
}

START_TEST(whatever_comes_in_only_clean_text_goes_on)
{
	uint32_t seed = 20211123;
	char s[128];
	size_t n, key;
	int i;

	for (i = 0; i < 20000; i++, arena_reset(a)) {
		const char *out, *shown, *fold;

		n = random_text(&seed, s);
		shown = text_show(a, s);
		fold = text_fold(a, s);
		if (!text_valid(shown, strlen(shown)) || text_show(a, shown) != shown ||
		    text_cut(s, 1000) != n || strlen(shown) > n)
			ck_abort_msg("show %d", i);
		if (!text_valid(fold, strlen(fold)) || strcmp(text_fold(a, fold), fold) != 0)
			ck_abort_msg("fold %d", i);
		if (!text_sortkey(a, s, (enum sort_mode)(i % 3), &key) || key == 0 || key > 6 * n + 4)
			ck_abort_msg("key %d", i);
		if (text_match(a, s, s) == 0 && *fold && text_valid(s, n))
			ck_abort_msg("\"%s\" does not find itself", s);
		out = clean(s, n, TEXT_MEMO);
		if (!out)
			continue;
		if (!text_valid(s, n) || clean(out, strlen(out), TEXT_MEMO) == NULL ||
		    strcmp(clean(out, strlen(out), TEXT_MEMO), out) != 0)
			ck_abort_msg("clean %d", i);
	}
}
END_TEST

static const struct {
	const char *s;
	int cols;
	const char *cut5;       /* in five columns */
} widths[] = {
	{ "", 0, "" }, { "Mường Tè", 8, "Mường" }, { "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", 6,
	  "\xE6\x97\xA5\xE6\x9C\xAC" }, { "abcde\xCC\x81", 5, "abcde\xCC\x81" }, { "a\x1b\x7f", 1, "a\x1b\x7f" },
	{ "\xC2\xA0\xC3\xA9", 2, "\xC2\xA0\xC3\xA9" }, { "abcdef", 6, "abcde" },
	{ "a\xEF\xBF\xBF", 2, "a\xEF\xBF\xBF" },
};

START_TEST(columns_are_counted_as_a_terminal_does)
{
	const char *s = widths[_i].s;

	ck_assert_int_eq(text_cols(s), widths[_i].cols);
	ck_assert_uint_eq(text_cut(s, 5), strlen(widths[_i].cut5));
	ck_assert_uint_eq(text_cut(s, 100), strlen(s));
}
END_TEST

#define LOOP(t, f, table) tcase_add_loop_test(t, f, 0, (int)(sizeof table / sizeof *table))

Suite *
text_suite(void)
{
	Suite *s = suite_create("text");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	LOOP(t, utf8_is_told_from_other_bytes, utf8);
	tcase_add_test(t, a_nul_is_no_text);
	LOOP(t, what_the_policy_refuses_is_named, refused);
	LOOP(t, foreign_text_is_composed_and_trimmed, kept);
	tcase_add_test(t, every_vietnamese_letter_is_kept_and_composed);
	tcase_add_test(t, the_fast_way_is_nfc);
	tcase_add_test(t, output_is_made_harmless);
	tcase_add_test(t, letters_are_walked_one_by_one);
	tcase_add_test(t, whatever_comes_in_only_clean_text_goes_on);
	LOOP(t, columns_are_counted_as_a_terminal_does, widths);
	suite_add_tcase(s, t);
	return s;
}
