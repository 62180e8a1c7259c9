/* SPDX-License-Identifier: MIT */
#include "core/ime.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *ime_suite(void);

static struct arena *a;

static void
setup(void)
{
	a = arena_new();
}

static void
teardown(void)
{
	arena_free(a);
}

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
	printf("%s, %s style: %s gives \"%s\", not \"%s\"\n", method == IME_VNI ? "VNI" : "Telex",
	    new_style ? "new" : "old", keys, got, text);
	return false;
}

/* Every row of a table of examples; the number of rows. */
static int
all_rows(const char *path, enum ime_method method, int *wrong)
{
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

Suite *
ime_suite(void)
{
	Suite *s = suite_create("ime");
	TCase *t = tcase_create("ime");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, every_row_of_the_tables_comes_out);
	suite_add_tcase(s, t);
	return s;
}
