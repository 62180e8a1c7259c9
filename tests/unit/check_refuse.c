/* SPDX-License-Identifier: MIT */
/*
 * What the loader must refuse, each at its place: files cut at any byte, the traps of
 * libconfuse, and what a form, a list, a unit or a report may not say.
 */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "forms/bytes.h"
#include "forms/scan.h"
#include "tests/unit/fixture.h"
#include "tests/unit/loadfix.h"

Suite *refuse_suite(void);

FIXTURE(loadfix, fix)

/* The sanitizers make each step several times as slow; there every seventh cut is looked at. */
#ifdef __SANITIZE_ADDRESS__
enum { CUT_STEP = 7 };
#else
enum { CUT_STEP = 1 };
#endif

/* Every beginning of a file, down to none of it, is cut in a letter or has a broken shape. */
static void
cut_everywhere(const char *path)
{
	struct arena *keep = arena_new(), *scratch = arena_new();
	struct loaded out = { 0 };
	struct gather whole = { .a = keep, .out = &out, .file = path };
	struct err e;
	uint8_t *p;
	size_t n, i;
	char *text;

	ck_assert_int_eq(file_read(keep, path, 1 << 20, &p, &n, &e), 0);
	ck_assert_uint_eq(n, strlen((char *)p));
	text = bytes_check(&whole, (char *)p, n);
	ck_assert_ptr_nonnull(text);
	for (i = n; i-- > 0;) {
		struct gather g = { .a = scratch, .out = &out, .file = path };
		bool inside = ((unsigned char)text[i] & 0xC0) == 0x80;

		out = (struct loaded){ 0 };
		text[i] = '\0';
		if (i % CUT_STEP != 0)
			continue;
		ck_assert_msg(inside || (!scan_file(&g, text) && g.errors > 0),
		    "%s cut at byte %zu", path, i);
		arena_reset(scratch);
	}
	arena_free(scratch);
	arena_free(keep);
}

START_TEST(a_shipped_file_cut_at_any_byte_is_refused)
{
	DIR *d = opendir("forms/data");
	struct dirent *de;
	int files = 0;

	ck_assert_ptr_nonnull(d);
	while ((de = readdir(d)))
		if (de->d_name[0] != '.' && strchr(de->d_name, '.')) {
			cut_everywhere(arena_printf(fix.a, "%s/%s", "forms/data", de->d_name));
			files++;
		}
	closedir(d);
	ck_assert_int_ge(files, 40);
}
END_TEST

START_TEST(the_small_form_is_good_and_each_cut_of_it_is_not)
{
	static const char text[] = HEAD "title-en = \"Số\"\n" FIELD TAIL;
	const char *path;
	struct loaded l = loadfix_one(&fix, "x.form", text);
	size_t i;

	loadfix_clean(&l);
	for (i = 0; i < sizeof text - 1; i++) {
		path = loadfix_put(&fix, "x.form", text, i);
		forms_load_files(fix.a, NULL, 0, &path, 1, &l);
		ck_assert_ptr_null(l.schema);
		ck_assert_int_gt(l.nproblems, 0);
	}
}
END_TEST

#define FIFTY "12345678901234567890123456789012345678901234567890"
#define LONG_HELP FIFTY FIFTY FIFTY FIFTY "123456789012345678901234567890"

/* line (9: the line of an added one), the middle "form: field" and a part of the sentence. */
static const struct trap {
	const char *text, *want;
} traps[] = {
	/* the shape */
	{ "", ":1: -: -: the file holds nothing" },
	{ HEAD FIELD, ":1: x: -: the section that begins here is never closed" },
	{ HEAD "field \"n\" { label = \"N\"\n}\n", ":1: x: -: the section that begins here" },
	{ HEAD FIELD "}\n", ":10: x: -: the last line must be end" },
	{ HEAD FIELD "}\nend = \"y\"\n", ":10: x: -: end must name the section" },
	{ HEAD FIELD "}\nend = \"x\"", ":10: x: -: the last line has no line feed" },
	{ HEAD FIELD "}\nend = \"x\"\n\n", ":10: x: -: nothing may follow" },
	{ HEAD FIELD TAIL "form \"y\" { }\n", ":10: x: -: nothing may follow" },
	{ HEAD "version = 2\n" FIELD TAIL,
	    ":8: x: -: \"version\" stands here twice, first on line 3" },
	{ HEAD FIELD FIELD TAIL, ":9: x: n: there are two of field \"n\", the first on line 8" },
	{ HEAD "group = \"two\nlines\"\n" FIELD TAIL, ":8: x: -: a quote is opened here" },
	{ HEAD "field \"m\" { label = \"a\\n\" type = count }\n" TAIL, ":8: x: m: a backslash" },
	{ HEAD "key = { \"n\", }\n" FIELD TAIL,
	    ":8: x: -: a value is missing after the last comma" },
	{ HEAD "include(\"/etc/passwd\")\n" FIELD TAIL, ":8: x: -: this sign has no meaning" },
	{ HEAD "version += 2\n" FIELD TAIL, ":8: x: -: this sign has no meaning" },
	{ "version = 1\n", ":1: -: -: a section such as form" },
	{ "codes \"x\" {\nversion = 1\ntitle = \"X\"\nrows = { 'A|a' }\n}\nend = \"x\"\n",
	    ":1: x: -: a file with this ending holds a section \"form\"" },
	/* the bytes */
	{ HEAD "# \x80\n" FIELD TAIL, ":8: -: -: column 3: this is not valid UTF-8" },
	{ HEAD "title-en = \"${HOME}\"\n" FIELD TAIL,
	    ":8: -: -: column 13: \"${\" is not allowed" },
	{ HEAD "title-en = \"\x1b[1m\"\n" FIELD TAIL,
	    ":8: -: -: column 13: the hidden letter U+001B" },
	{ HEAD "title-en = \"a\xE2\x80\xAE\"\n" FIELD TAIL,
	    ":8: -: -: column 14: the hidden letter U+202E" },
	{ HEAD "title-en = \"a\xE2\x80\x8B\"\n" FIELD TAIL,
	    ":8: -: -: column 14: the hidden letter U+200B" },
	{ HEAD "title-en = \"a\"\r" FIELD TAIL, ":8: -: -: column 15: the hidden letter U+000D" },
	/* the keys of a form */
	{ HEAD "colour = red\n" FIELD TAIL, ":8: x: -: \"colour\" is not known in a form" },
	{ HEAD "key = \"n\"\n" FIELD TAIL, ":8: x: -: \"key\" needs a list" },
	{ HEAD "key = { \"n\", \"m\" }\n" FIELD TAIL,
	    ":8: x: -: key: the form has no field \"m\"" },
	{ HEAD "key = { \"n\", \"n\" }\n" FIELD TAIL, ":8: x: -: key: \"n\" stands here twice" },
	{ HEAD "date = \"n\"\n" FIELD TAIL, ":8: x: n: the date of a form must be" },
	{ HEAD "none-allowed = yes\n" FIELD TAIL,
	    ":8: x: -: \"none-allowed\" needs true or false" },
	{ HEAD TAIL, ":1: x: -: a form has 1 to 400 fields, not 0" },
	{ "form \"x\" {\ncode = \"X1\"\nversion = 010\ntitle = { \"X\" }\ngroup = \"\"\nperiod = "
	  "daily\n" FIELD TAIL,
	    ":1: x: -: \"layout\" is missing" },
	/* fields */
	{ HEAD "field \"N\" { label = \"N\" type = count }\n" TAIL,
	    ":8: x: -: \"N\" is not a name" },
	{ HEAD "field \"n\" { type = count }\n" TAIL, ":8: x: n: \"label\" is missing" },
	{ HEAD "field \"n\" { label = \"N\" type = float }\n" TAIL,
	    ":8: x: n: there is no type \"float\"" },
	{ HEAD "field \"n\" { label = \"N\" type = count width = 010 }\n" TAIL,
	    ":8: x: n: \"width\" needs a whole number without leading zeros" },
	{ HEAD "field \"n\" { label = \"N\" type = count width = 99 }\n" TAIL,
	    ":8: x: n: \"width\" is 99; allowed is 1 to 78" },
	{ HEAD
	    "field \"n\" { label = \"12345678901234567890123456789012345\" type = count }\n" TAIL,
	    ":8: x: n: \"label\" takes 35 columns; at most 34 fit" },
	{ HEAD "field \"n\" { label = \"N\" type = count\n"
	       "source-en = \"" LONG_HELP "\" }\n" TAIL,
	    ":9: x: n: \"source-en\" takes 230 columns; at most 228 fit" },
	{ HEAD "field \"n\" { label = \"N\" type = text pattern = 'a' pattern = 'b' }\n" TAIL,
	    ":8: x: n: \"pattern\" stands here twice" },
	{ HEAD "field \"n\" { label = \"N\" type = text pattern = '((a{99}){1,99})' }\n" TAIL,
	    ":8: x: n: the pattern is too long, repeats more than 1000 times" },
	{ HEAD "field \"n\" { label = \"N\" type = text pattern = '(a)\\1' }\n" TAIL,
	    ":8: x: n: the pattern is too long, repeats" },
	{ HEAD "field \"n\" { label = \"N\" type = text pattern = '[a' }\n" TAIL,
	    ":8: x: n: the pattern cannot be used" },
	{ HEAD "field \"n\" { label = \"N\" type = count pattern = '[0-9]' }\n" TAIL,
	    ":8: x: n: a field of type count cannot have \"pattern\"" },
	{ HEAD "field \"n\" { label = \"N\" type = code }\n" TAIL,
	    ":8: x: n: a code needs its list" },
	{ HEAD "field \"n\" { label = \"N\" type = code codes = \"none\" }\n" TAIL,
	    ":8: x: n: there is no list \"none\"" },
	{ HEAD "field \"n\" { label = \"N\" type = code local = \"none\" }\n" TAIL,
	    ":8: x: n: there is no form \"none\"" },
	{ HEAD "field \"n\" { label = \"N\" type = link }\n" TAIL,
	    ":8: x: n: a link needs its form" },
	{ HEAD "field \"n\" { label = \"N\" type = count cols = \"none\" }\n" TAIL,
	    ":8: x: n: a grid over one list says rows" },
	{ HEAD "field \"n\" { label = \"N\" type = count compute = '1' required = true }\n" TAIL,
	    ":8: x: n: a computed field cannot have \"required\"" },
	{ HEAD "field \"n\" { label = \"N\" type = count step = 1 }\n" TAIL,
	    ":8: x: n: \"step\" changes what is carried" },
	{ HEAD "field \"n\" { label = \"N\" type = text carry = true step = 1 }\n" TAIL,
	    ":8: x: n: a field of type text cannot have \"step\"" },
	{ HEAD "field \"n\" { label = \"N\" type = count page = 2 }\n"
	       "field \"m\" { label = \"M\" type = count page = 1 }\n" TAIL,
	    ":9: x: m: page 1 stands behind" },
	{ HEAD "section \"n\" { label = \"N\" }\n" TAIL,
	    ":8: x: -: there is no section \"section\"" },
	/* expressions */
	{ HEAD "field \"n\" { label = \"N\" type = count compute = 'm + 1' }\n" TAIL,
	    ":8: x: n: compute: the form has no field \"m\"" },
	{ HEAD "field \"n\" { label = \"N\" type = count default = 'today' }\n" TAIL,
	    ":8: x: n: default: this is a date, but a number is needed" },
	{ HEAD "field \"n\" { label = \"N\" type = count compute = 'n + 1' }\n" TAIL,
	    ":8: x: n: these values depend on each other: n -> n" },
	{ HEAD "field \"n\" { label = \"N\" type = count compute = 'm' }\n"
	       "field \"m\" { label = \"M\" type = count default = 'n' }\n" TAIL,
	    ":8: x: n: these values depend on each other: n -> m -> n" },
	{ HEAD "field \"n\" { label = \"N\" type = count skip-if = 'm = 1' }\n"
	       "field \"m\" { label = \"M\" type = count }\n" TAIL,
	    ":8: x: n: skip-if looks at \"m\"" },
	/* rules and balances */
	{ HEAD FIELD
	    "rule \"r\" { level = fatal field = \"n\" test = 'n > 0' text = \"t\" }\n" TAIL,
	    ":9: x: r: \"level\" cannot be \"fatal\"; allowed are error, warn, hint" },
	{ HEAD FIELD
	    "rule \"r\" { level = error field = \"m\" test = 'n > 0' text = \"t\" }\n" TAIL,
	    ":9: x: r: field: the form has no field \"m\"" },
	{ HEAD FIELD
	    "rule \"r\" { level = error field = \"n\" test = 'n + 0' text = \"t\" }\n" TAIL,
	    ":9: x: r: test: this is a number, but yes or no is needed" },
	{ HEAD FIELD "rule \"r\" { level = error field = \"n\" text = \"t\" }\n" TAIL,
	    ":9: x: r: \"test\" is missing" },
	{ HEAD FIELD
	    "balance \"b\" { label = \"B\" whole = \"n\" parts = { \"n\" } text = \"t\" }\n" TAIL,
	    ":9: x: b: \"n\" cannot be a part" },
	/* sheets */
	{ "form \"x\" {\ncode = \"X01\"\nversion = 1\ntitle = \"X\"\ngroup = \"1\"\nperiod = day\n"
	  "layout = sheet\n" FIELD TAIL,
	    ":1: x: -: a sheet needs fields with sheet" },
	{ "form \"x\" {\ncode = \"X01\"\nversion = 1\ntitle = \"X\"\ngroup = \"1\"\nperiod = day\n"
	  "layout = sheet\nfield \"n\" { label = \"N\" type = text sheet = 50 }\n"
	  "field \"m\" { label = \"M\" type = text sheet = 22 }\n" TAIL,
	    ":1: x: -: the columns of the sheet take 81; 80 fit" },
};

START_TEST(each_trap_is_named_at_its_place)
{
	struct loaded l = loadfix_one(&fix, "x.form", traps[_i].text);

	ck_assert_ptr_null(l.schema);
	ck_assert_msg(loadfix_told(&l, traps[_i].want), "wanted %s, got %s", traps[_i].want,
	    l.nproblems ? l.problem[0].text : "nothing");
}
END_TEST

#define REPORT(own, measure) \
	"report \"x\" {\ntitle = \"X\"\nform = \"volunteer_activity\"\ndims = { \"unit\" }\n" own "\n" \
	"measure \"n\" {" measure "\n}\n}\nend = \"x\"\n"

#define UNITS(rows) \
	"units \"x\" {\nversion = 1\ntitle = \"X\"\nrows = {\n" rows "\n}\n}\nend = \"x\"\n"

static const struct {
	const char *file, *text, *want;
} rows[] = {
	{ "x.codes", LIST("'A|a',\n'A b|b'"), ":7: x: -: \"A b\" is not a code" },
	{ "x.codes", LIST("'A|a',\n'B|'"), ":7: x: B: the code has no label" },
	{ "x.codes", LIST("'A|a',\n'A|b'"),
	    ":7: x: A: the code stands here twice for the same days" },
	{ "x.codes", LIST("'A|a||2021-01-01|2021-06-30',\n'A|b||2021-06-30'"),
	    ":7: x: A: the code stands" },
	{ "x.codes", LIST("'A|a||2021-02-30'"), ":6: x: -: \"2021-02-30\" is not a date" },
	{ "x.codes", LIST("'A|a||2021-02-03|2021-02-02'"), ":6: x: A: its last day stands before" },
	{ "x.codes", LIST("'A|a||||hộ|more'"), ":6: x: -: the row has more parts" },
	{ "x.codes", LIST(""), ":5: x: -: the list has no rows" },
	{ "x.units", UNITS("'12|Tỉnh|1',\n'13|Xã|3|14'"),
	    ":6: x: 13: no unit bears the code of its parent" },
	{ "x.units", UNITS("'12|Tỉnh|4'"), ":5: x: 12: the level of a unit" },
	{ "x.units", UNITS("'12|Tỉnh|1',\n'12|Tỉnh khác|1'"),
	    ":6: x: 12: two units bear this code" },
	{ "x.units", UNITS("'12|Tỉnh|1||||13'"),
	    ":5: x: 12: a unit with a successor needs its last day" },
	{ "x.units", UNITS("'12|Tỉnh|1',\n'13|Xã|3|12||2025-06-30|14'"),
	    ":6: x: 13: no unit bears the code "
	    "of its successor" },
	{ "x.report",
	    "report \"x\" {\ntitle = \"X\"\nform = \"none\"\ndims = { \"unit\" }\n"
	    "measure \"n\" { label = \"N\" }\n}\nend = \"x\"\n",
	    ":3: x: -: there is no form \"none\"" },
	{ "x.report", REPORT("sort = { \"day\" }", "label = \"N\""), ":5: x: -: \"sort\": \"day\" is not one" },
	{ "x.report", REPORT("records = maybe", "label = \"N\""), ":5: x: -: \"records\" needs true or false" },
	{ "x.report", REPORT("", "label = \"N\"\nhow = largest"), ":7: x: n: \"how\" cannot be \"largest\"" },
	{ "x.report", REPORT("", "label = \"N\"\nof = 'hours'"), ":7: x: n: of: " },
	{ "x.report", REPORT("", "label = \"N\"\nof = 'n'"), ":7: x: n: of: " },
	{ "x.report", REPORT("", "label = \"N\"\nper = 'n'"), ":6: x: n: \"percent-of\" and \"per\" need \"of\"" },
	{ "x.report", REPORT("", "label = \"N\"\nof = '1'\nper = '1'\npercent-of = '1'"),
	    ":6: x: n: \"percent-of\" and \"per\" exclude" },
	{ "x.txt", "", ":1: -: -: the name ends in none of" },
};

START_TEST(each_bad_row_is_named_at_its_place)
{
	struct loaded l = loadfix_one(&fix, rows[_i].file, rows[_i].text);

	ck_assert_ptr_null(l.schema);
	ck_assert_msg(loadfix_told(&l, rows[_i].want), "wanted %s, got %s", rows[_i].want,
	    l.nproblems ? l.problem[0].text : "nothing");
}
END_TEST

START_TEST(nul_bytes_and_marks_are_seen)
{
	static const char nul[] = HEAD "title-en = \"a\0b\"\n" FIELD TAIL;
	static const char bom[] = "\xEF\xBB\xBF" HEAD FIELD TAIL;
	const char *path = loadfix_put(&fix, "x.form", nul, sizeof nul - 1);
	struct loaded l;

	forms_load_files(fix.a, NULL, 0, &path, 1, &l);
	ck_assert(loadfix_told(&l, ":8: -: -: column 14: a NUL byte"));
	l = loadfix_one(&fix, "x.form", bom);
	ck_assert_ptr_nonnull(l.schema);
	ck_assert_int_eq(l.nproblems, 1);
	ck_assert(l.problem[0].warning &&
	    strstr(l.problem[0].text, ":1: -: -: the file begins with a byte-"));
}
END_TEST

START_TEST(many_problems_are_told_but_not_all)
{
	char text[8192];
	struct loaded l;
	int i, n;

	n = snprintf(text, sizeof text, "%s", HEAD FIELD);
	for (i = 0; i < 50; i++)
		n += snprintf(text + n, sizeof text - (size_t)n, "wrong%d = 1\n", i);
	snprintf(text + n, sizeof text - (size_t)n, "%s", TAIL);
	l = loadfix_one(&fix, "x.form", text);
	ck_assert_ptr_null(l.schema);
	ck_assert_int_eq(l.nproblems, PROBLEMS_MAX + 1);
	ck_assert(strstr(l.problem[PROBLEMS_MAX].text, "there are more problems"));
}
END_TEST

START_TEST(two_of_a_name_or_a_code_in_one_folder_are_refused)
{
	const char *files[2];
	struct loaded l;

	files[0] = loadfix_put(&fix, "x.form", HEAD FIELD TAIL, strlen(HEAD FIELD TAIL));
	files[1] = loadfix_put(&fix, "copy.form", X_V2, strlen(X_V2));
	forms_load_files(fix.a, NULL, 0, files, 2, &l);
	ck_assert(loadfix_told(&l, "/x.form declares this name too"));
#define Y \
	"form \"y\" {\ncode = \"X01\"\nversion = 1\ntitle = \"Y\"\ngroup = \"1\"\nperiod = day\n" \
	"layout = form\n" FIELD "}\nend = \"y\"\n"
	files[1] = loadfix_put(&fix, "y.form", Y, strlen(Y));
	forms_load_files(fix.a, NULL, 0, files, 2, &l);
	ck_assert(loadfix_told(&l, "/y.form:2: y: -: the form \"x\" bears the code X01 already"));
}
END_TEST

START_TEST(links_and_folders_are_not_read)
{
	const char *path = arena_printf(fix.a, "%s/link.form", fix.dir);
	struct loaded l;

	ck_assert_int_eq(symlink("/etc/passwd", path), 0);
	forms_load_files(fix.a, NULL, 0, &path, 1, &l);
	ck_assert_ptr_null(l.schema);
	ck_assert_int_eq(l.nproblems, 1);
	ck_assert_ptr_null(strstr(l.problem[0].text, "root:"));
}
END_TEST

Suite *
refuse_suite(void)
{
	Suite *s = suite_create("refuse");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, the_small_form_is_good_and_each_cut_of_it_is_not);
	tcase_add_loop_test(
	    t, each_trap_is_named_at_its_place, 0, (int)(sizeof traps / sizeof *traps));
	tcase_add_loop_test(
	    t, each_bad_row_is_named_at_its_place, 0, (int)(sizeof rows / sizeof *rows));
	tcase_add_test(t, nul_bytes_and_marks_are_seen);
	tcase_add_test(t, many_problems_are_told_but_not_all);
	tcase_add_test(t, two_of_a_name_or_a_code_in_one_folder_are_refused);
	tcase_add_test(t, links_and_folders_are_not_read);
	tcase_add_test(t, a_shipped_file_cut_at_any_byte_is_refused);
	suite_add_tcase(s, t);
	return s;
}
