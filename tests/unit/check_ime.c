/* SPDX-License-Identifier: MIT */
#include "core/ime.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "tests/unit/fixture.h"

Suite *ime_suite(void);

FIXTURE_ARENA(a)

static const char *
typed(enum ime_method method, bool new_style, const char *keys)
{
	const struct ime_how how = { .method = method, .new_style = new_style };
	struct buf b = { 0 };
	const char *s;

	ime_type(a, &b, &how, keys);
	buf_u8(&b, 0);
	s = arena_strdup(a, (const char *)b.p);
	buf_free(&b);
	return s;
}

/* True when keys make text; else a line that says what they made. */
static bool
makes(enum ime_method method, bool new_style, const char *keys, const char *text)
{
	const char *got = typed(method, new_style, keys);

	if (strcmp(got, text) == 0)
		return true;
	fprintf(stderr, "%s, %s style: %s gives \"%s\", not \"%s\"\n", method == IME_VNI ? "VNI" : "Telex",
	    new_style ? "new" : "old", keys, got, text);
	return false;
}

/* Every row of a table, by its fourth column unless a method is given; the number of rows. */
static int
all_rows(const char *path, enum ime_method given, int *wrong)
{
	enum ime_method method = given;
	FILE *f = fopen(path, "r");
	char line[4096], *p, *keys, *text, *style;
	int n = 0;

	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof line, f)) {
		if (*line == '#')
			continue;
		p = line;
		keys = strsep(&p, "\t");
		text = strsep(&p, "\t");
		style = strsep(&p, "\t");
		ck_assert_msg(style, "%s: a row without a style", path);
		if (given == IME_OFF)
			method = strncmp(strsep(&p, "\t"), "vni", 3) == 0 ? IME_VNI : IME_TELEX;
		n++;
		if (strcmp(style, "new") != 0)
			*wrong += !makes(method, false, keys, text);
		if (strcmp(style, "old") != 0)
			*wrong += !makes(method, true, keys, text);
	}
	ck_assert_int_eq(fclose(f), 0);
	return n;
}

START_TEST(every_row_of_the_tables_comes_out)
{
	int wrong = 0;

	ck_assert_int_eq(all_rows("tests/data/telex.tsv", IME_TELEX, &wrong), 1510);
	ck_assert_int_eq(all_rows("tests/data/vni.tsv", IME_VNI, &wrong), 1133);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

START_TEST(every_rule_does_what_the_document_says)
{
	int wrong = 0;

	ck_assert_int_eq(all_rows("tests/data/rules.tsv", IME_OFF, &wrong), 323);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

/* The two styles differ in open oa, oe and uy alone. */
static const struct {
	const char *keys, *old, *new;
} styles[] = {
	{ "hoaf", "hòa", "hoà" }, { "khoer", "khỏe", "khoẻ" }, { "thuys", "thúy", "thuý" },
	{ "quys", "quý", "quý" }, { "quar", "quả", "quả" }, { "giaf", "già", "già" },
	{ "giuwx", "giữ", "giữ" }, { "toans", "toán", "toán" }, { "huyts", "huýt", "huýt" },
	{ "ngoaif", "ngoài", "ngoài" }, { "muas", "múa", "múa" }, { "huees", "huế", "huế" },
	{ "hoaf<BS>", "hò", "ho" }, { "HOAF", "HÒA", "HOÀ" }, { "hoafn", "hoàn", "hoàn" },
	{ "muaf<BS>", "mù", "mù" }, { "thuowr", "thuở", "thuở" }, { "kias", "kía", "kía" },
};

START_TEST(the_style_moves_the_tone_of_open_oa_oe_uy)
{
	size_t i;

	for (i = 0; i < sizeof styles / sizeof *styles; i++) {
		ck_assert(makes(IME_TELEX, false, styles[i].keys, styles[i].old));
		ck_assert(makes(IME_TELEX, true, styles[i].keys, styles[i].new));
	}
}
END_TEST

static struct ime word;
static struct ime_how how;

static void
setup_word(void)
{
	setup();
	ime_start(&word);
	how = (struct ime_how){ .method = IME_TELEX };
}

static bool
load(const char *s)
{
	uint32_t c[2 * IME_MAX];
	int n = 0;

	while (*s)
		c[n++] = text_next(&s);
	return ime_load(&word, &how, c, n);
}

static const char *
shown(void)
{
	uint32_t c[IME_MAX];
	const int n = ime_text(&word, c);
	char *s = arena_alloc(a, 4 * IME_MAX + 1), *p = s;
	int i;

	for (i = 0; i < n; i++)
		p += text_put(p, c[i]);
	*p = '\0';
	return s;
}

static bool
keys(const char *s)
{
	while (*s)
		if (!ime_key(&word, &how, text_next(&s)))
			return false;
	return true;
}

/* Text left of the cursor, keys, and what stands there then. */
static const struct {
	const char *text, *keys, *then;
} loads[] = {
	{ "Nguyên", "x", "Nguyễn" }, { "hoà", "", "hoà" }, { "hoà", "n", "hoàn" }, { "hoà", "s", "hóa" },
	{ "tóan", "", "tóan" }, { "tóan", "f", "toàn" }, { "đang", "d", "dangd" }, { "ĐÔNG", "S", "ĐỐNG" },
	{ "linux", "s", "linuxs" }, { "áà", "s", "áàs" }, { "ü", "s", "üs" }, { "thuo", "wr", "thuở" },
	{ "2021", "s", "2021s" }, { "gì", "a", "già" }, { "ươ", "w", "uow" }, { "UBND", "D", "UBNĐ" },
	{ "tiêng", "", "tiêng" }, { "ưon", "", "ưon" }, { "ưon", "g", "ương" }, { "w", "w", "ww" },
};

START_TEST(a_finished_word_is_gone_back_into)
{
	size_t i;

	for (i = 0; i < sizeof loads / sizeof *loads; i++) {
		ck_assert(load(loads[i].text));
		ck_assert(keys(loads[i].keys));
		ck_assert_str_eq(shown(), loads[i].then);
		ck_assert(!ime_end(&word, &how));
		ck_assert_str_eq(shown(), loads[i].then);
	}
}
END_TEST

START_TEST(what_is_no_word_is_not_loaded)
{
	static const char *const none[] = { "", " ", "a b", "a-", "[", "a\u0301", "\u1112\u1161" };
	char many[IME_MAX + 2];
	size_t i;

	for (i = 0; i < sizeof none / sizeof *none; i++) {
		ck_assert(!load(none[i]));
		ck_assert_str_eq(shown(), "");
	}
	memset(many, 'a', sizeof many);
	many[IME_MAX + 1] = '\0';
	ck_assert(!load(many));
	ck_assert_str_eq(shown(), "");
	ck_assert(load(many + 1));
	ck_assert(!ime_key(&word, &how, 'a'));
	how.method = IME_OFF;
	ck_assert(!load("a"));
}
END_TEST

START_TEST(a_word_is_full_at_its_last_letter)
{
	int i;

	for (i = 0; i < IME_MAX; i++)
		ck_assert(ime_key(&word, &how, 'b'));
	ck_assert(!ime_key(&word, &how, 'b'));
	ck_assert_int_eq(strlen(shown()), IME_MAX);
	ck_assert(ime_backspace(&word, &how));
	ck_assert(ime_key(&word, &how, 's'));
}
END_TEST

START_TEST(keys_too_many_to_remember_are_not_put_back)
{
	int i;

	ck_assert(keys("a"));
	for (i = 0; i < IME_MAX; i++)
		ck_assert(keys(i % 2 ? "s" : "f"));
	ck_assert(keys("bk"));
	ck_assert_str_eq(shown(), "ábk");
	ck_assert(!ime_end(&word, &how));
	ck_assert_str_eq(shown(), "ábk");
}
END_TEST

START_TEST(settings_leave_brackets_and_words_alone)
{
	how.no_brackets = true;
	ck_assert(!ime_key(&word, &how, '['));
	how.no_brackets = false;
	ck_assert(ime_key(&word, &how, '['));
	ime_start(&word);
	how.no_restore = true;
	ck_assert(keys("expect"));
	ck_assert(!ime_end(&word, &how));
	ck_assert_str_eq(shown(), "ễpct");
	how.no_restore = false;
	ck_assert(ime_end(&word, &how));
	ck_assert_str_eq(shown(), "expect");
	how.method = IME_OFF;
	ck_assert(!ime_key(&word, &how, 'a'));
}
END_TEST

START_TEST(what_is_no_letter_ends_a_word)
{
	static const uint32_t ends[] = { 0, 8, '\t', '\n', ' ', '-', '.', '_', '\'', '@', 0x7F, 0xA0,
		0x301, 0x1100, 0x1161, 0x212B, 0x2026, 0xD800, 0x110000, UINT32_MAX };
	size_t i;

	ck_assert(keys("ma"));
	for (i = 0; i < sizeof ends / sizeof *ends; i++)
		ck_assert(!ime_key(&word, &how, ends[i]));
	ck_assert_str_eq(shown(), "ma");
}
END_TEST

START_TEST(an_emptied_word_is_a_new_one)
{
	struct ime fresh;

	ime_start(&fresh);
	ck_assert(!ime_backspace(&word, &how));
	ck_assert(keys("ass"));
	ck_assert(ime_backspace(&word, &how) && ime_backspace(&word, &how));
	ck_assert_mem_eq(&word, &fresh, sizeof fresh);
	ck_assert(!ime_backspace(&word, &how));
}
END_TEST

Suite *
ime_suite(void)
{
	Suite *s = suite_create("ime");
	TCase *t = tcase_create("ime");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, every_row_of_the_tables_comes_out);
	tcase_add_test(t, every_rule_does_what_the_document_says);
	tcase_add_test(t, the_style_moves_the_tone_of_open_oa_oe_uy);
	suite_add_tcase(s, t);
	t = tcase_create("word");
	tcase_add_checked_fixture(t, setup_word, teardown);
	tcase_add_test(t, a_finished_word_is_gone_back_into);
	tcase_add_test(t, what_is_no_word_is_not_loaded);
	tcase_add_test(t, a_word_is_full_at_its_last_letter);
	tcase_add_test(t, keys_too_many_to_remember_are_not_put_back);
	tcase_add_test(t, settings_leave_brackets_and_words_alone);
	tcase_add_test(t, what_is_no_letter_ends_a_word);
	tcase_add_test(t, an_emptied_word_is_a_new_one);
	suite_add_tcase(s, t);
	return s;
}
