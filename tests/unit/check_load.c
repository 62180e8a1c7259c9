/* SPDX-License-Identifier: MIT */
/*
 * The loader against the shipped files and against files that must be refused.
 * Runs in the top folder of the source, as `make check` does.
 */
#include "forms/load.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/check.h"
#include "core/date.h"
#include "core/file.h"
#include "forms/bytes.h"
#include "forms/scan.h"

Suite *load_suite(void);

static const char *const shipped[] = { "forms/data" };
static struct arena *a;
static char dir[64];

static void
setup(void)
{
	a = arena_new();
	snprintf(dir, sizeof dir, "/tmp/soxa-load-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void
teardown(void)
{
	char command[96];

	snprintf(command, sizeof command, "rm -r %s", dir);
	ck_assert_int_eq(system(command), 0);
	arena_free(a);
}

static const char *
put(const char *name, const char *text, size_t n)
{
	const char *path = arena_printf(a, "%s/%s", dir, name);
	FILE *f = fopen(path, "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(text, 1, n, f), n);
	fclose(f);
	return path;
}

static struct loaded
load_one(const char *name, const char *text)
{
	const char *path = put(name, text, strlen(text));
	struct loaded l;

	forms_load_files(a, NULL, 0, &path, 1, &l);
	return l;
}

static void
expect_none(const struct loaded *l)
{
	ck_assert_msg(l->nproblems == 0, "%s", l->nproblems ? l->problem[0].text : "");
	ck_assert_ptr_nonnull(l->schema);
}

START_TEST(everything_shipped_loads)
{
	static const struct { const char *code, *id; int keys; } forms[] = {
		{ "F01", "vaccination_session", 5 }, { "F08", "volunteer_activity", 4 },
		{ "F09", "force_roster", 3 }, { "F10", "household_check", 3 },
		{ "F31", "volunteer", 3 }, { "F32", "volunteer_shift", 3 },
		{ "L01", "hamlet", 1 }, { "L02", "site", 1 }, { "L03", "post", 1 }, { "L04", "lot", 1 },
	};
	struct loaded l;
	int i;

	forms_load(a, shipped, 1, &l);
	expect_none(&l);
	ck_assert_int_eq(l.schema->nforms, 10);
	for (i = 0; i < 10; i++) {
		ck_assert_str_eq(l.schema->form[i]->code, forms[i].code);
		ck_assert_str_eq(l.schema->form[i]->id, forms[i].id);
		ck_assert_int_eq(l.schema->form[i]->nkeys, forms[i].keys);
	}
	ck_assert_int_eq(l.schema->nunits, 153);
	ck_assert_ptr_nonnull(schema_report(l.schema, "volunteer_by_force_work"));
	ck_assert_ptr_nonnull(schema_report(l.schema, "vaccination_by_vaccine_dose"));
}
END_TEST

START_TEST(lists_have_their_codes_in_both_languages)
{
	static const struct { const char *list; int n; } lists[] = {
		{ "activity_types", 22 }, { "aefi_types", 10 }, { "award_types", 16 },
		{ "beneficiary_groups", 12 }, { "contact_classes", 9 }, { "dose_types", 6 },
		{ "epidemic_levels", 4 }, { "forces", 21 }, { "nomination_documents", 5 },
		{ "priority_groups", 32 }, { "quarantine_types", 6 }, { "screening_outcomes", 6 },
		{ "support_categories", 28 }, { "test_types", 5 }, { "vaccines", 11 }, { "ages", 5 },
	};
	struct loaded l;
	size_t i;
	int j;

	forms_load(a, shipped, 1, &l);
	expect_none(&l);
	for (i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct codes *c = schema_codes(l.schema, lists[i].list);

		ck_assert_ptr_nonnull(c);
		ck_assert_msg(c->ncodes == lists[i].n, "%s has %d", c->id, c->ncodes);
	}
	for (i = 0; i < (size_t)l.schema->ncodes; i++)
		for (j = 0; j < l.schema->codes[i]->ncodes; j++) {
			ck_assert(*l.schema->codes[i]->code[j].label[LANG_VI]);
			ck_assert(*l.schema->codes[i]->code[j].label[LANG_EN]);
		}
	ck_assert_str_eq(codes_find(schema_codes(l.schema, "forces"), "TCD")->label[LANG_VI],
	    "Tổ Covid-19 cộng đồng");
	ck_assert_str_eq(codes_find_on(schema_codes(l.schema, "contact_classes"), "F1",
	    date_of(2021, 12, 29))->column[1], "S (list cut in the source, verify the rest)");
}
END_TEST

START_TEST(units_keep_code_day_and_line)
{
	const struct unit *u;
	struct loaded l;

	forms_load(a, shipped, 1, &l);
	expect_none(&l);
	u = schema_unit(l.schema, "03388", date_of(2021, 11, 23));
	ck_assert_str_eq(u->name, "Phường Quyết Tiến");
	u = schema_unit(l.schema, "03388", date_of(2025, 7, 1));
	ck_assert_str_eq(u->name, "Phường Đoàn Kết");
	ck_assert_str_eq(u->parent, "12");
	u = schema_unit(l.schema, "03442", date_of(2021, 1, 1));
	ck_assert_str_eq(u->aliases, "Xã Pa ủ");
	ck_assert_str_eq(unit_on(l.schema, schema_unit(l.schema, "03403", date_of(2021, 1, 1)),
	    date_of(2026, 1, 1))->name, "Phường Đoàn Kết");
}
END_TEST

START_TEST(grids_unfold_into_cells)
{
	const struct form *f;
	struct loaded l;
	int c;

	forms_load(a, shipped, 1, &l);
	expect_none(&l);
	f = schema_form(l.schema, "F01");
	c = form_cell(f, "age.A12");
	ck_assert_int_ge(c, 0);
	ck_assert_str_eq(f->cell[c].row->label[LANG_VI], "12-17");
	ck_assert_ptr_null(f->cell[c].col);
	ck_assert_int_eq(form_field(f, "group")->ncells, 16);
	ck_assert_int_ge(form_cell(f, "group.Q01"), 0);
	ck_assert_int_eq(form_cell(f, "group.N1a"), -1);
	ck_assert_ptr_eq(f->date, form_field(f, "date"));
	ck_assert(form_field(f, "lot")->key && !form_field(f, "came")->key);
}
END_TEST

/* The record of 23 November 2021: seven sites of Lai Châu city, ages 12-17, Comirnaty dose 1. */
static struct value *
real_day(const struct form *f, const char *came)
{
	static const char *const typed[][2] = {
		{ "date", "2021-11-23" }, { "site", "Bảy điểm tiêm" }, { "round", "5" }, { "vaccine", "PF" },
		{ "lot", "FK0112" }, { "dose", "M1" }, { "planned", "1500" }, { "vaccinated", "1495" },
		{ "postponed", "5" }, { "contraindicated", "0" }, { "referred", "0" }, { "refused", "0" },
		{ "age.A12", "1495" }, { "vials_opened", "250" }, { "waste_open", "5" },
		{ "waste_closed", "0" }, { "react_common", "?" }, { "react_severe", "0" },
	};
	static const struct look look = { .today = 18955 };
	struct value *v = arena_alloc(a, (size_t)f->ncells * sizeof *v);
	struct err e;
	size_t i;
	int c;

	for (i = 0; i < sizeof typed / sizeof *typed; i++) {
		c = form_cell(f, typed[i][0]);
		ck_assert_int_ge(c, 0);
		ck_assert_int_eq(value_parse(a, f->cell[c].field->type, typed[i][1], 18955, &v[c], &e), 0);
	}
	c = form_cell(f, "came");
	ck_assert_int_eq(value_parse(a, T_COUNT, came, 18955, &v[c], &e), 0);
	check_fill(a, f, v, &look, FILL_DEFAULTS);
	return v;
}

START_TEST(the_real_day_balances_and_one_more_does_not)
{
	static const struct look look = { .today = 18955 };
	struct findings found = { 0 };
	const struct form *f;
	struct value *v;
	struct loaded l;

	forms_load(a, shipped, 1, &l);
	expect_none(&l);
	f = schema_form(l.schema, "F01");
	v = real_day(f, "1500");
	check_record(a, f, v, &look, &found);
	ck_assert_msg(found.errors == 0 && found.warnings == 0, "%s: %s", found.n ? found.f[0].rule : "",
	    found.n ? found.f[0].text : "");
	ck_assert_int_eq(v[form_cell(f, "used")].n, 1500);
	ck_assert_int_eq(v[form_cell(f, "absent")].n, 0);
	ck_assert_int_eq(v[form_cell(f, "doses_per_vial")].n, 6);
	found = (struct findings){ 0 };
	check_record(a, f, real_day(f, "1501"), &look, &found);
	ck_assert_int_eq(found.errors, 1);
	ck_assert_str_eq(found.f[0].rule, "balance");
}
END_TEST

START_TEST(hours_are_offered)
{
	static const struct look look = { .today = 18955 };
	const struct form *f;
	struct value *v;
	struct loaded l;

	forms_load(a, shipped, 1, &l);
	expect_none(&l);
	f = schema_form(l.schema, "F08");
	v = arena_alloc(a, (size_t)f->ncells * sizeof *v);
	v[form_cell(f, "people")] = (struct value){ V_INT, 12, NULL };
	check_fill(a, f, v, &look, FILL_DEFAULTS);
	ck_assert_int_eq(v[form_cell(f, "shifts")].n, 1);
	ck_assert_int_eq(v[form_cell(f, "hours")].n, 96);
}
END_TEST

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
		ck_assert_msg(inside || (!scan_file(&g, text) && g.errors > 0), "%s cut at byte %zu", path, i);
		arena_reset(scratch);
	}
	arena_free(scratch);
	arena_free(keep);
}

START_TEST(a_shipped_file_cut_at_any_byte_is_refused)
{
	DIR *d = opendir(shipped[0]);
	struct dirent *de;
	int files = 0;

	ck_assert_ptr_nonnull(d);
	while ((de = readdir(d)))
		if (de->d_name[0] != '.' && strchr(de->d_name, '.')) {
			cut_everywhere(arena_printf(a, "%s/%s", shipped[0], de->d_name));
			files++;
		}
	closedir(d);
	ck_assert_int_ge(files, 40);
}
END_TEST

#define HEAD "form \"x\" {\ncode = \"X01\"\nversion = 1\ntitle = \"X\"\ngroup = \"1\"\n" \
	"period = day\nlayout = form\n"
#define FIELD "field \"n\" { label = \"N\" type = count }\n"
#define TAIL "}\nend = \"x\"\n"

START_TEST(the_small_form_is_good_and_each_cut_of_it_is_not)
{
	static const char text[] = HEAD "title-en = \"Số\"\n" FIELD TAIL;
	const char *path;
	struct loaded l = load_one("x.form", text);
	size_t i;

	expect_none(&l);
	for (i = 0; i < sizeof text - 1; i++) {
		path = put("x.form", text, i);
		forms_load_files(a, NULL, 0, &path, 1, &l);
		ck_assert_ptr_null(l.schema);
		ck_assert_int_gt(l.nproblems, 0);
	}
}
END_TEST

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
	{ HEAD "version = 2\n" FIELD TAIL, ":8: x: -: \"version\" stands here twice, first on line 3" },
	{ HEAD FIELD FIELD TAIL, ":9: x: n: there are two of field \"n\", the first on line 8" },
	{ HEAD "group = \"two\nlines\"\n" FIELD TAIL, ":8: x: -: a quote is opened here" },
	{ HEAD "field \"m\" { label = \"a\\n\" type = count }\n" TAIL, ":8: x: m: a backslash" },
	{ HEAD "key = { \"n\", }\n" FIELD TAIL, ":8: x: -: a value is missing after the last comma" },
	{ HEAD "include(\"/etc/passwd\")\n" FIELD TAIL, ":8: x: -: this sign has no meaning" },
	{ HEAD "version += 2\n" FIELD TAIL, ":8: x: -: this sign has no meaning" },
	{ "version = 1\n", ":1: -: -: a section such as form" },
	{ "codes \"x\" {\nversion = 1\ntitle = \"X\"\nrows = { 'A|a' }\n}\nend = \"x\"\n",
	    ":1: x: -: a file with this ending holds a section \"form\"" },
	/* the bytes */
	{ HEAD "# \x80\n" FIELD TAIL, ":8: -: -: column 3: this is not valid UTF-8" },
	{ HEAD "title-en = \"${HOME}\"\n" FIELD TAIL, ":8: -: -: column 13: \"${\" is not allowed" },
	{ HEAD "title-en = \"\x1b[1m\"\n" FIELD TAIL, ":8: -: -: column 13: the hidden letter U+001B" },
	{ HEAD "title-en = \"a\xE2\x80\xAE\"\n" FIELD TAIL, ":8: -: -: column 14: the hidden letter U+202E" },
	{ HEAD "title-en = \"a\xE2\x80\x8B\"\n" FIELD TAIL, ":8: -: -: column 14: the hidden letter U+200B" },
	{ HEAD "title-en = \"a\"\r" FIELD TAIL, ":8: -: -: column 15: the hidden letter U+000D" },
	/* the keys of a form */
	{ HEAD "colour = red\n" FIELD TAIL, ":8: x: -: \"colour\" is not known in a form" },
	{ HEAD "key = \"n\"\n" FIELD TAIL, ":8: x: -: \"key\" needs a list" },
	{ HEAD "key = { \"n\", \"m\" }\n" FIELD TAIL, ":8: x: -: key: the form has no field \"m\"" },
	{ HEAD "key = { \"n\", \"n\" }\n" FIELD TAIL, ":8: x: -: key: \"n\" stands here twice" },
	{ HEAD "date = \"n\"\n" FIELD TAIL, ":8: x: n: the date of a form must be" },
	{ HEAD "none-allowed = yes\n" FIELD TAIL, ":8: x: -: \"none-allowed\" needs true or false" },
	{ HEAD TAIL, ":1: x: -: a form has 1 to 400 fields, not 0" },
	{ "form \"x\" {\ncode = \"X1\"\nversion = 010\ntitle = { \"X\" }\ngroup = \"\"\nperiod = daily\n"
	    FIELD TAIL, ":1: x: -: \"layout\" is missing" },
	/* fields */
	{ HEAD "field \"N\" { label = \"N\" type = count }\n" TAIL, ":8: x: -: \"N\" is not a name" },
	{ HEAD "field \"n\" { type = count }\n" TAIL, ":8: x: n: \"label\" is missing" },
	{ HEAD "field \"n\" { label = \"N\" type = float }\n" TAIL, ":8: x: n: there is no type \"float\"" },
	{ HEAD "field \"n\" { label = \"N\" type = count width = 010 }\n" TAIL,
	    ":8: x: n: \"width\" needs a whole number without leading zeros" },
	{ HEAD "field \"n\" { label = \"N\" type = count width = 99 }\n" TAIL,
	    ":8: x: n: \"width\" is 99; allowed is 1 to 78" },
	{ HEAD "field \"n\" { label = \"12345678901234567890123456789012345\" type = count }\n" TAIL,
	    ":8: x: n: \"label\" takes 35 columns; at most 34 fit" },
	{ HEAD "field \"n\" { label = \"N\" type = text pattern = '[a' }\n" TAIL,
	    ":8: x: n: the pattern cannot be used" },
	{ HEAD "field \"n\" { label = \"N\" type = count pattern = '[0-9]' }\n" TAIL,
	    ":8: x: n: a field of type count cannot have \"pattern\"" },
	{ HEAD "field \"n\" { label = \"N\" type = code }\n" TAIL, ":8: x: n: a code needs its list" },
	{ HEAD "field \"n\" { label = \"N\" type = code codes = \"none\" }\n" TAIL,
	    ":8: x: n: there is no list \"none\"" },
	{ HEAD "field \"n\" { label = \"N\" type = code local = \"none\" }\n" TAIL,
	    ":8: x: n: there is no form \"none\"" },
	{ HEAD "field \"n\" { label = \"N\" type = link }\n" TAIL, ":8: x: n: a link needs its form" },
	{ HEAD "field \"n\" { label = \"N\" type = count cols = \"none\" }\n" TAIL,
	    ":8: x: n: a grid over one list says rows" },
	{ HEAD "field \"n\" { label = \"N\" type = count compute = '1' required = true }\n" TAIL,
	    ":8: x: n: a computed field cannot have \"required\"" },
	{ HEAD "field \"n\" { label = \"N\" type = count page = 2 }\n"
	    "field \"m\" { label = \"M\" type = count page = 1 }\n" TAIL, ":9: x: m: page 1 stands behind" },
	{ HEAD "section \"n\" { label = \"N\" }\n" TAIL, ":8: x: -: there is no section \"section\"" },
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
	    "field \"m\" { label = \"M\" type = count }\n" TAIL, ":8: x: n: skip-if looks at \"m\"" },
	/* rules and balances */
	{ HEAD FIELD "rule \"r\" { level = fatal field = \"n\" test = 'n > 0' text = \"t\" }\n" TAIL,
	    ":9: x: r: \"level\" cannot be \"fatal\"; allowed are error, warn, hint" },
	{ HEAD FIELD "rule \"r\" { level = error field = \"m\" test = 'n > 0' text = \"t\" }\n" TAIL,
	    ":9: x: r: field: the form has no field \"m\"" },
	{ HEAD FIELD "rule \"r\" { level = error field = \"n\" test = 'n + 0' text = \"t\" }\n" TAIL,
	    ":9: x: r: test: this is a number, but yes or no is needed" },
	{ HEAD FIELD "rule \"r\" { level = error field = \"n\" text = \"t\" }\n" TAIL,
	    ":9: x: r: \"test\" is missing" },
	{ HEAD FIELD "balance \"b\" { label = \"B\" whole = \"n\" parts = { \"n\" } text = \"t\" }\n" TAIL,
	    ":9: x: b: \"n\" cannot be a part" },
	/* sheets */
	{ "form \"x\" {\ncode = \"X01\"\nversion = 1\ntitle = \"X\"\ngroup = \"1\"\nperiod = day\n"
	    "layout = sheet\n" FIELD TAIL, ":1: x: -: a sheet needs fields with sheet" },
	{ "form \"x\" {\ncode = \"X01\"\nversion = 1\ntitle = \"X\"\ngroup = \"1\"\nperiod = day\n"
	    "layout = sheet\nfield \"n\" { label = \"N\" type = text sheet = 50 }\n"
	    "field \"m\" { label = \"M\" type = text sheet = 22 }\n" TAIL,
	    ":1: x: -: the columns of the sheet take 81; 80 fit" },
};

static bool
told(const struct loaded *l, const char *want)
{
	int i;

	for (i = 0; i < l->nproblems; i++)
		if (!l->problem[i].warning && strstr(l->problem[i].text, want))
			return true;
	return false;
}

START_TEST(each_trap_is_named_at_its_place)
{
	struct loaded l = load_one("x.form", traps[_i].text);

	ck_assert_ptr_null(l.schema);
	ck_assert_msg(told(&l, traps[_i].want), "wanted %s, got %s", traps[_i].want,
	    l.nproblems ? l.problem[0].text : "nothing");
}
END_TEST

#define LIST(rows) "codes \"x\" {\nversion = 1\ntitle = \"X\"\ncolumns = { \"unit\" }\nrows = {\n" \
	rows "\n}\n}\nend = \"x\"\n"
#define UNITS(rows) "units \"x\" {\nversion = 1\ntitle = \"X\"\nrows = {\n" rows "\n}\n}\nend = \"x\"\n"

static const struct { const char *file, *text, *want; } rows[] = {
	{ "x.codes", LIST("'A|a',\n'A b|b'"), ":7: x: -: \"A b\" is not a code" },
	{ "x.codes", LIST("'A|a',\n'B|'"), ":7: x: B: the code has no label" },
	{ "x.codes", LIST("'A|a',\n'A|b'"), ":7: x: A: the code stands here twice for the same days" },
	{ "x.codes", LIST("'A|a||2021-01-01|2021-06-30',\n'A|b||2021-06-30'"), ":7: x: A: the code stands" },
	{ "x.codes", LIST("'A|a||2021-02-30'"), ":6: x: -: \"2021-02-30\" is not a date" },
	{ "x.codes", LIST("'A|a||2021-02-03|2021-02-02'"), ":6: x: A: its last day stands before" },
	{ "x.codes", LIST("'A|a||||hộ|more'"), ":6: x: -: the row has more parts" },
	{ "x.codes", LIST(""), ":5: x: -: the list has no rows" },
	{ "x.units", UNITS("'12|Tỉnh|1',\n'13|Xã|3|14'"), ":6: x: 13: no unit bears the code of its parent" },
	{ "x.units", UNITS("'12|Tỉnh|4'"), ":5: x: 12: the level of a unit" },
	{ "x.units", UNITS("'12|Tỉnh|1',\n'12|Tỉnh khác|1'"), ":6: x: 12: two units bear this code" },
	{ "x.units", UNITS("'12|Tỉnh|1||||13'"), ":5: x: 12: a unit with a successor needs its last day" },
	{ "x.units", UNITS("'12|Tỉnh|1',\n'13|Xã|3|12||2025-06-30|14'"), ":6: x: 13: no unit bears the code "
	    "of its successor" },
	{ "x.report", "report \"x\" {\ntitle = \"X\"\nform = \"none\"\ndims = { \"unit\" }\n"
	    "measure \"n\" { label = \"N\" }\n}\nend = \"x\"\n", ":3: x: -: there is no form \"none\"" },
	{ "x.txt", "", ":1: -: -: the name ends in none of" },
};

START_TEST(each_bad_row_is_named_at_its_place)
{
	struct loaded l = load_one(rows[_i].file, rows[_i].text);

	ck_assert_ptr_null(l.schema);
	ck_assert_msg(told(&l, rows[_i].want), "wanted %s, got %s", rows[_i].want,
	    l.nproblems ? l.problem[0].text : "nothing");
}
END_TEST

START_TEST(a_code_may_change_its_meaning)
{
	struct loaded l = load_one("x.codes", LIST("'A|a||2021-01-01|2021-06-30|hộ',\n"
	    "'A|b||2021-07-01'"));

	expect_none(&l);
	ck_assert_str_eq(codes_find_on(l.schema->codes[0], "A", date_of(2022, 1, 1))->label[0], "b");
	ck_assert_str_eq(codes_find_on(l.schema->codes[0], "A", date_of(2021, 6, 30))->column[0], "hộ");
}
END_TEST

START_TEST(nul_bytes_and_marks_are_seen)
{
	static const char nul[] = HEAD "title-en = \"a\0b\"\n" FIELD TAIL;
	static const char bom[] = "\xEF\xBB\xBF" HEAD FIELD TAIL;
	const char *path = put("x.form", nul, sizeof nul - 1);
	struct loaded l;

	forms_load_files(a, NULL, 0, &path, 1, &l);
	ck_assert(told(&l, ":8: -: -: column 14: a NUL byte"));
	l = load_one("x.form", bom);
	ck_assert_ptr_nonnull(l.schema);
	ck_assert_int_eq(l.nproblems, 1);
	ck_assert(l.problem[0].warning && strstr(l.problem[0].text, ":1: -: -: the file begins with a byte-"));
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
	l = load_one("x.form", text);
	ck_assert_ptr_null(l.schema);
	ck_assert_int_eq(l.nproblems, PROBLEMS_MAX + 1);
	ck_assert(strstr(l.problem[PROBLEMS_MAX].text, "there are more problems"));
}
END_TEST

/* A second folder beside the first, with x.form in each. */
static struct loaded
load_two(const char *first, const char *second)
{
	const char *dirs[2];
	struct loaded l;

	dirs[0] = arena_printf(a, "%s/one", dir);
	dirs[1] = arena_printf(a, "%s/two", dir);
	ck_assert_int_eq(file_folder(dirs[0], 0700, &(struct err){ 0 }), 0);
	ck_assert_int_eq(file_folder(dirs[1], 0700, &(struct err){ 0 }), 0);
	put("one/x.form", first, strlen(first));
	put("two/x.form", second, strlen(second));
	forms_load(a, dirs, 2, &l);
	return l;
}

#define V2 "form \"x\" {\ncode = \"X01\"\nversion = 2\ntitle = \"Mới\"\ngroup = \"1\"\nperiod = day\n" \
	"layout = form\n" FIELD TAIL

START_TEST(a_later_folder_replaces_unless_it_is_older)
{
	struct loaded l = load_two(HEAD FIELD TAIL, V2);

	expect_none(&l);
	ck_assert_int_eq(l.schema->nforms, 1);
	ck_assert_str_eq(l.schema->form[0]->title[LANG_VI], "Mới");
	l = load_two(V2, HEAD FIELD TAIL);
	ck_assert_int_eq(l.nproblems, 1);
	ck_assert(l.problem[0].warning && strstr(l.problem[0].text, ":3: x: -: version 1 is older"));
	ck_assert_int_eq(l.schema->form[0]->version, 2);
}
END_TEST

START_TEST(two_of_a_name_or_a_code_in_one_folder_are_refused)
{
	const char *files[2];
	struct loaded l;

	files[0] = put("x.form", HEAD FIELD TAIL, strlen(HEAD FIELD TAIL));
	files[1] = put("copy.form", V2, strlen(V2));
	forms_load_files(a, NULL, 0, files, 2, &l);
	ck_assert(told(&l, "/x.form declares this name too"));
#define Y "form \"y\" {\ncode = \"X01\"\nversion = 1\ntitle = \"Y\"\ngroup = \"1\"\nperiod = day\n" \
	"layout = form\n" FIELD "}\nend = \"y\"\n"
	files[1] = put("y.form", Y, strlen(Y));
	forms_load_files(a, NULL, 0, files, 2, &l);
	ck_assert(told(&l, "/y.form:2: y: -: the form \"x\" bears the code X01 already"));
}
END_TEST

START_TEST(a_hash_stands_for_what_a_form_says)
{
	static const char again[] = "# said otherwise\nform 'x' { title = 'X' group = 1 version = 1\n"
	    "layout = form period = \"day\" code = X01\n\n\tfield 'n' { type = count label = N }\n}\n"
	    "end = \"x\"\n";
	struct loaded one = load_one("x.form", HEAD FIELD TAIL), two = load_one("x.form", again);

	expect_none(&one);
	expect_none(&two);
	ck_assert_mem_eq(one.schema->form[0]->hash, two.schema->form[0]->hash, 32);
	ck_assert_mem_eq(one.schema->hash, two.schema->hash, 32);
	two = load_one("x.form", HEAD "field \"n\" { label = \"M\" type = count }\n" TAIL);
	expect_none(&two);
	ck_assert_mem_ne(one.schema->form[0]->hash, two.schema->form[0]->hash, 32);
	ck_assert_mem_ne(one.schema->hash, two.schema->hash, 32);
}
END_TEST

START_TEST(a_form_nobody_has_seen_joins_the_shipped_ones)
{
	static const char text[] = "form \"water\" {\ncode = \"F90\"\nversion = 1\ntitle = \"Giếng nước\"\n"
	    "group = \"3\"\nperiod = month\nlayout = grid\nkey = { \"hamlet\" }\n"
	    "field \"hamlet\" { label = \"Bản\" type = code local = \"hamlet\" required = true }\n"
	    "field \"wells\" { label = \"Giếng\" type = count rows = \"ages\" cols = \"sex\" }\n"
	    "field \"all\" { label = \"Cộng\" type = count compute = 'sum(wells)' }\n}\nend = \"water\"\n";
	const char *path = put("water.form", text, strlen(text));
	const struct form *f;
	struct loaded l;

	forms_load_files(a, shipped, 1, &path, 1, &l);
	expect_none(&l);
	f = schema_form(l.schema, "F90");
	ck_assert_int_eq(f->ncells, 12);
	ck_assert_str_eq(f->cell[form_cell(f, "wells.A12.NU")].col->label[LANG_VI], "Nữ");
	ck_assert_ptr_null(f->date);
}
END_TEST

START_TEST(links_and_folders_are_not_read)
{
	const char *path = arena_printf(a, "%s/link.form", dir);
	struct loaded l;

	ck_assert_int_eq(symlink("/etc/passwd", path), 0);
	forms_load_files(a, NULL, 0, &path, 1, &l);
	ck_assert_ptr_null(l.schema);
	ck_assert_int_eq(l.nproblems, 1);
	ck_assert_ptr_null(strstr(l.problem[0].text, "root:"));
}
END_TEST

Suite *
load_suite(void)
{
	Suite *s = suite_create("load");
	TCase *t = tcase_create("shipped"), *u = tcase_create("refused");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, everything_shipped_loads);
	tcase_add_test(t, lists_have_their_codes_in_both_languages);
	tcase_add_test(t, units_keep_code_day_and_line);
	tcase_add_test(t, grids_unfold_into_cells);
	tcase_add_test(t, the_real_day_balances_and_one_more_does_not);
	tcase_add_test(t, hours_are_offered);
	tcase_add_test(t, a_shipped_file_cut_at_any_byte_is_refused);
	tcase_add_test(t, a_form_nobody_has_seen_joins_the_shipped_ones);
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(u, setup, teardown);
	tcase_add_test(u, the_small_form_is_good_and_each_cut_of_it_is_not);
	tcase_add_loop_test(u, each_trap_is_named_at_its_place, 0, (int)(sizeof traps / sizeof *traps));
	tcase_add_loop_test(u, each_bad_row_is_named_at_its_place, 0, (int)(sizeof rows / sizeof *rows));
	tcase_add_test(u, a_code_may_change_its_meaning);
	tcase_add_test(u, nul_bytes_and_marks_are_seen);
	tcase_add_test(u, many_problems_are_told_but_not_all);
	tcase_add_test(u, a_later_folder_replaces_unless_it_is_older);
	tcase_add_test(u, two_of_a_name_or_a_code_in_one_folder_are_refused);
	tcase_add_test(u, a_hash_stands_for_what_a_form_says);
	tcase_add_test(u, links_and_folders_are_not_read);
	suite_add_tcase(s, u);
	return s;
}
