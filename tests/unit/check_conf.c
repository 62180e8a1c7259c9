/* SPDX-License-Identifier: MIT */
#include "conf/conf.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf/option.h"

Suite *conf_suite(void);

/* Reads text as a settings file. */
static int
read_text(struct arena *a, const char *text, struct conf *c, struct err *e)
{
	char path[] = "/tmp/soxa-conf-XXXXXX";
	int fd = mkstemp(path), got;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	got = conf_read(a, path, c, e);
	unlink(path);
	return got;
}

START_TEST(a_right_file_is_taken)
{
	struct arena *a = arena_new();
	struct conf c;
	struct err e;

	ck_assert_int_eq(read_text(a, "# x\n\nbook = \"/var/lib/soxa/sổ\"  # ours\r\nlanguage = en\n"
	    "advance='auto'\n\tlines = utf-8\nesc-wait = 1000\npage-bytes = 8192\ncache-mib = 16\n"
	    "due.day = \"16:30\"\ndue.month = 5", &c, &e), 0);
	ck_assert_str_eq(c.book, "/var/lib/soxa/sổ");
	ck_assert_ptr_null(c.forms);
	ck_assert_int_eq(c.lang, LANG_EN);
	ck_assert_str_eq(c.advance, "auto");
	ck_assert_str_eq(c.lines, "utf-8");
	ck_assert_int_eq(c.esc_ms, 1000);
	ck_assert_int_eq(c.page_bytes, 8192);
	ck_assert_int_eq(c.cache_mib, 16);
	ck_assert_int_eq(c.due_day, 16 * 60 + 30);
	ck_assert_int_eq(c.due_month, 5);
	arena_free(a);
}
END_TEST

START_TEST(an_empty_file_means_initial_values)
{
	struct arena *a = arena_new();
	struct conf c;
	struct err e;

	ck_assert_int_eq(read_text(a, "", &c, &e), 0);
	ck_assert_int_eq(c.lang, LANG_VI);
	ck_assert_str_eq(c.advance, "key");
	ck_assert_str_eq(c.lines, "ascii");
	ck_assert_int_eq(c.esc_ms, 800);
	ck_assert_int_eq(c.cache_mib, 8);
	ck_assert_int_eq(c.due_day, 17 * 60);
	ck_assert_int_eq(c.due_week, 10 * 60);
	ck_assert_int_eq(c.due_month, 3);
	arena_free(a);
}
END_TEST

/* A file and what its one problem must name. */
static const struct { const char *text, *says; } bad[] = {
	{ "colour = red\n", ":1: colour:" },
	{ "\nlanguage = fr\n", ":2: language:" },
	{ "language = vi\nlanguage = en\n", ":2: language:" },
	{ "esc-wait = 99\n", ":1: esc-wait:" },
	{ "esc-wait = 0800\n", ":1: esc-wait:" },
	{ "esc-wait = 0x200\n", ":1: esc-wait:" },
	{ "esc-wait = 800.5\n", ":1: esc-wait:" },
	{ "esc-wait = -800\n", ":1: esc-wait:" },
	{ "due.day = \"25:00\"\n", ":1: due.day:" },
	{ "due.week = 1000\n", ":1: due.week:" },
	{ "due.month = 29\n", ":1: due.month:" },
	{ "page-bytes = 5000\n", ":1: page-bytes:" },
	{ "page-bytes = 512\n", ":1: page-bytes:" },
	{ "book = \"relative\"\n", ":1: book:" },
	{ "book = \"${HOME}\"\n", ":1: book:" },
	{ "book = \"/a\\n\"\n", ":1: book:" },
	{ "book = \"/a\n", ":1: book:" },
	{ "book = \"/a\" \"/b\"\n", ":1: book:" },
	{ "book = {\"/a\"}\n", ":1: book:" },
	{ "book += \"/a\"\n", ":1:" },
	{ "book\n", ":1:" },
	{ "include(\"/etc/passwd\")\n", ":1:" },
	{ "/* x */ language = vi\n", ":1:" },
	{ "language = vi }\n", ":1: language:" },
	{ "# \xE2\x80\xAE\n", ":1:" },
	{ "# \x1B[31m\n", ":1:" },
	{ "\n\n# \xFF\n", ":3:" },
};

START_TEST(a_wrong_file_is_refused_with_its_place)
{
	struct arena *a = arena_new();
	struct conf c;
	struct err e = { E_OK, "" };

	ck_assert_msg(read_text(a, bad[_i].text, &c, &e) == -1, "accepted: %s", bad[_i].text);
	ck_assert_int_eq(e.code, E_INPUT);
	ck_assert_msg(strstr(e.text, bad[_i].says) != NULL, "%s: %s", bad[_i].text, e.text);
	ck_assert_ptr_null(c.book);
	arena_free(a);
}
END_TEST

START_TEST(all_problems_are_told_at_once)
{
	struct arena *a = arena_new();
	struct conf c;
	struct err e = { E_OK, "" };

	ck_assert_int_eq(read_text(a, "colour = red\nlanguage = vi\nbook\n", &c, &e), -1);
	ck_assert_ptr_nonnull(strstr(e.text, ":1: colour:"));
	ck_assert_ptr_nonnull(strstr(e.text, ":3:"));
	arena_free(a);
}
END_TEST

START_TEST(a_named_file_must_exist)
{
	struct arena *a = arena_new();
	struct conf c;
	struct err e = { E_OK, "" };

	ck_assert_int_eq(conf_read(a, "/nonexistent/soxa.conf", &c, &e), -1);
	ck_assert_int_eq(e.code, E_INPUT);
	arena_free(a);
}
END_TEST

static char *
whole_file(const char *path)
{
	static char text[65536];
	FILE *f = fopen(path, "r");
	size_t n;

	ck_assert_msg(f != NULL, "%s: run the tests in the top folder", path);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

START_TEST(sample_and_manual_know_every_option)
{
	char line[64];
	char *text = whole_file("conf/soxa.conf");

	snprintf(line, sizeof line, "\n# %s = ", conf_options[_i].name);
	ck_assert_msg(strstr(text, line) != NULL, "sample: %s", conf_options[_i].name);
	text = whole_file("conf/soxa.conf.5");
	snprintf(line, sizeof line, "\n.It Cm %s\n", conf_options[_i].name);
	ck_assert_msg(strstr(text, line) != NULL, "manual: %s", conf_options[_i].name);
}
END_TEST

/* The sample with every option taken in is a right file. */
START_TEST(the_sample_is_right)
{
	struct arena *a = arena_new();
	char *text = arena_strdup(a, whole_file("conf/soxa.conf")), *p;
	struct conf c;
	struct err e;

	ck_assert_int_eq(read_text(a, text, &c, &e), 0);
	for (p = text; (p = strstr(p, "\n# ")); p++)
		if (p[3 + strspn(p + 3, "abcdefghijklmnopqrstuvwxyz-")] == ' ' && strstr(p, " = ") &&
		    strstr(p, " = ") < strchr(p + 1, '\n'))
			p[1] = ' ';
	ck_assert_msg(read_text(a, text, &c, &e) == 0, "%s", e.text);
	ck_assert_ptr_nonnull(c.book);
	arena_free(a);
}
END_TEST

Suite *
conf_suite(void)
{
	Suite *s = suite_create("conf");
	TCase *t = tcase_create("conf");

	tcase_add_test(t, a_right_file_is_taken);
	tcase_add_test(t, an_empty_file_means_initial_values);
	tcase_add_loop_test(t, a_wrong_file_is_refused_with_its_place, 0, sizeof bad / sizeof *bad);
	tcase_add_test(t, all_problems_are_told_at_once);
	tcase_add_test(t, a_named_file_must_exist);
	tcase_add_loop_test(t, sample_and_manual_know_every_option, 0, conf_noptions);
	tcase_add_test(t, the_sample_is_right);
	suite_add_tcase(s, t);
	return s;
}
