/* SPDX-License-Identifier: MIT */
#include "core/expr.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/formfix.h"

Suite *expr_suite(void);

static struct formfix fix;

/* The world the look-ups of these tests see. */
static int
look_total(void *arg, const char *form, const char *field, int nwhere, const char **field_is,
    const struct value *value_is, int32_t from, int32_t to, uint64_t but, struct value *out)
{
	(void)arg;
	ck_assert_uint_eq(but, 0); /* records of another form */
	ck_assert_str_eq(form, "roster");
	if (field && strcmp(field, "age.A05") == 0)
		return -1;
	out->kind = V_INT;
	out->n = (field ? 40 : 2) + nwhere * 100 + (from != DATE_NONE) * 1000 + (to != DATE_NONE) * 10000;
	if (nwhere > 0 && strcmp(field_is[0], "members") == 0)
		ck_assert_int_eq(value_is[0].n, 7);
	if (nwhere > 0 && strcmp(field_is[0], "force") == 0)
		ck_assert_str_eq(value_is[0].s, "XE");
	return 0;
}

static int
look_prev(void *arg, const struct form *form, const struct value *v, int cell, struct value *out)
{
	(void)arg;
	ck_assert_ptr_eq(form, fix.form);
	ck_assert_ptr_eq(v, fix.v);
	if (strcmp(form->cell[cell].id, "put_off") == 0)
		return -1;
	out->kind = V_INT;
	out->n = 77;
	return 0;
}

static bool
look_exists(void *arg, const char *form, int nwhere, const char **field_is,
    const struct value *value_is, uint64_t but)
{
	(void)arg;
	(void)form;
	(void)but;
	return nwhere == 0 || (strcmp(field_is[0], "name") == 0 && strcmp(value_is[0].s, "Bản Mù Cả") == 0);
}

static bool
look_known(void *arg, const struct field *f, const char *value)
{
	(void)arg;
	return strcmp(f->id, "site") == 0 && strcmp(value, "Trường Đoàn Kết") == 0;
}

static void
setup(void)
{
	formfix_make(&fix);
}

static void
world(void)
{
	formfix_make(&fix);
	fix.look.total = look_total;
	fix.look.prev = look_prev;
	fix.look.exists = look_exists;
	fix.look.known = look_known;
}

static void
teardown(void)
{
	formfix_free(&fix);
}

/* A value as the tables below write it. */
static const char *
show(struct value v)
{
	switch (v.kind) {
	case V_INT: return arena_printf(fix.a, "%lld", (long long)v.n);
	case V_TEXT: return v.s;
	case V_NA: return "-";
	case V_UNKNOWN: return "?";
	default: return "";
	}
}

static void
is(const char *src, const char *want)
{
	const struct expr *x = formfix_expr(&fix, src, ET_ANY);
	const char *got = show(expr_eval(fix.a, x, fix.v, &fix.look));

	ck_assert_msg(strcmp(got, want) == 0, "%s: %s, not %s", src, got, want);
}

static const struct { const char *src, *want; } values[] = {
	/* numbers, their rounding and their limits */
	{ "1", "1" }, { "1.5", "2" }, { "1.499", "1" }, { "-1.5", "-2" }, { "0.001 * 1000", "1" },
	{ "1/3*3 = 0.999", "1" }, { "2/3 = 0.667", "1" }, { "-2/3 = -0.667", "1" }, { "2/-3 = -0.667", "1" },
	{ "7 % 4", "3" }, { "7.5 % 2 = 1.5", "1" }, { "7 % 0", "" }, { "7 % -0.001", "0" }, { "7 / 0", "" },
	{ "2 + 3 * 4", "14" }, { "(2 + 3) * 4", "20" }, { "10 - 4 - 3", "3" }, { "--5", "5" }, { "-degrees", "3" },
	{ "2.5 * 2.5 = 6.25", "1" }, { "-0.5 * 0.001 = -0.001", "1" }, { "1234567.891 * 1000.001 = 1234569125.568", "1" },
	{ "fund * 2", "2469135780246" }, { "huge", "" }, { "huge + 1", "" }, { "fund * fund", "" },
	{ "fund * 8000", "" }, { "fund / 0.001", "1234567890123000" }, { "999999999999999 / 0.5", "" },
	{ "999999999999999 * 9 + 999999999999999", "" }, { "-999999999999999 * 9 - 999999999999999", "" },
	/* the four states */
	{ "came", "1500" }, { "refused", "-" }, { "waste", "?" }, { "planned", "" },
	{ "came + refused", "1500" }, { "came + waste", "" }, { "came + planned", "" }, { "-waste", "" },
	{ "refused = 0", "1" }, { "waste = 0", "" }, { "planned = 0", "" }, { "refused <= came", "1" },
	{ "sum(came, refused)", "1500" }, { "sum(came, waste)", "" }, { "sum(waste, came)", "" },
	{ "sum(came, planned)", "1500" }, { "sum(planned)", "" }, { "sum(refused)", "0" },
	{ "sum(age)", "10" }, { "sum(age, came)", "1510" }, { "sum(target)", "21" }, { "sum(fund * 4000, fund * 4000)", "" },
	{ "target.A12.had", "4" }, { "sum(target.A12)", "7" }, { "sum(target.*.had)", "12" }, { "sum(target.*.total)", "9" },
	{ "count(age)", "2" }, { "count(age, came, planned, place)", "4" }, { "count(target.A18)", "2" },
	{ "empty(planned)", "1" }, { "empty(came)", "0" }, { "empty(refused)", "0" }, { "empty(waste)", "0" },
	{ "empty(age)", "0" }, { "empty(age.A18, planned)", "1" }, { "empty(list(work, unit))", "0" },
	/* yes and no, with three values */
	{ "true and false", "0" }, { "true or false", "1" }, { "not true", "0" }, { "not not true", "1" },
	{ "unsure and late", "0" }, { "late and unsure", "0" }, { "unsure and paper", "" }, { "paper and unsure", "" },
	{ "unsure or paper", "1" }, { "paper or unsure", "1" }, { "unsure or late", "" }, { "late or unsure", "" },
	{ "not unsure", "" }, { "not came = 1500", "0" }, { "not late and paper", "1" }, { "late = false", "1" },
	{ "false or true and false", "0" }, { "paper <> late", "1" }, { "unsure = unsure", "" },
	/* comparisons */
	{ "came > 1499.999", "1" }, { "came >= 1500", "1" }, { "came < 1500", "0" }, { "came <= 1499", "0" },
	{ "came != 1500", "0" }, { "came <> 1", "1" }, { "start < stop", "1" }, { "stop > start", "1" },
	{ "start >= 07:30", "1" }, { "start = 7:30", "1" },
	{ "work = 'XE'", "1" }, { "\"GAC\" = work", "0" }, { "work <> 'GAC'", "1" }, { "place = 'Bản Mù Cả'", "1" },
	{ "place = site", "0" }, { "place = ''", "0" }, { "place <> ''", "1" }, { "'' = list(work, unit)", "0" }, { "'' = ''", "1" },
	/* dates */
	{ "today - day", "1" }, { "day + 1 = today", "1" }, { "today - 1 = day", "1" }, { "day < today", "1" },
	{ "day = 2021-11-23", "1" }, { "2021 - 11 - 23", "1987" }, { "stop - start", "210" }, { "days(day, today)", "1" },
	{ "days(today, day)", "-1" }, { "day + refused = day", "1" }, { "day + waste", "" }, { "day + fund", "" },
	{ "year(day)", "2021" }, { "day('2021-02-28') + 1 = 2021-03-01", "1" }, { "day(place)", "" },
	/* texts and lists */
	{ "unit", "03388" }, { "unit = '03388'", "1" }, { "'x'", "x" }, { "''", "" }, { "'it''", NULL },
	{ "list(work, unit)", "chuyến" }, { "list(work, 'doses')", "1.5" }, { "number(list(work, doses)) * 2", "3" },
	{ "param(works, PHI, doses)", "80" }, { "number(param('works', 'PHI', 'doses')) + 1", "81" },
	{ "param(works, PHI, unit)", "" }, { "param(works, GAC, doses)", "" },
	{ "number('12')", "12" }, { "number('-1.25') = -1.25", "1" }, { "number('1.2345')", "" }, { "number('x')", "" },
	{ "number('1.')", "" }, { "number('1.2.3')", "" }, { "number('1234567890123456')", "" }, { "number('1x')", "" },
	{ "has('M1 M2, BS', 'M2')", "1" }, { "has('M1 M2, BS', 'BS')", "1" }, { "has('M12', 'M1')", "0" },
	{ "has('', 'M1')", "" }, { "has(' ', 'M1')", "0" },
	/* functions */
	{ "if(came > 1, 'much', 'little')", "much" }, { "if(late, 1, refused)", "-" }, { "if(unsure, 1, 2)", "" },
	{ "in(work, 'XE', 'GAC')", "1" }, { "in(came, 1, 1500)", "1" }, { "in(came, 1, 2)", "0" },
	{ "in(came, 1, planned)", "" }, { "in(planned, 1, 2)", "" },
	{ "abs(degrees)", "3" }, { "abs(came)", "1500" }, { "abs(waste)", "" }, { "abs(refused)", "0" },
	{ "min(came, done, put_off)", "5" }, { "max(put_off, came, done)", "1500" }, { "min(came, waste)", "" },
	{ "round(2.5)", "3" }, { "round(-2.5)", "-3" }, { "round(12345, 10000)", "10000" }, { "round(15000, 10000)", "20000" },
	{ "round(1.26, 0.1) = 1.3", "1" }, { "round(came, 0)", "" }, { "round(waste)", "" }, { "round(1, waste)", "" },
	/* without a book every look-up is blank */
	{ "total(F09.members)", "" }, { "prev(came)", "" }, { "exists(roster)", "" }, { "known(site)", "" },
};

START_TEST(an_expression_has_its_value)
{
	struct err e = { 0 };

	if (values[_i].want)
		is(values[_i].src, values[_i].want);
	else
		ck_assert_ptr_null(expr_parse(fix.a, &fix.schema, fix.form, values[_i].src, ET_ANY, &e));
}
END_TEST

static const struct { const char *src, *want; } lookups[] = {
	{ "total(F09)", "2" }, { "total(roster.members)", "40" }, { "total(F09.members, force = work)", "140" },
	{ "total(F09.members, force = 'XE', since = day)", "240" }, { "total(F09, members = 7)", "102" },
	{ "total(F09.age)", "40" }, { "total(F09.age.A05)", "" }, { "total(F09.members, day)", "1040" },
	{ "total(F09.members, force = work, day - 7, today)", "11140" }, { "total(F09, members = planned)", "" },
	{ "prev(came)", "77" }, { "prev(put_off)", "" }, { "prev(came) + 1", "78" }, { "prev(age.A05)", "77" },
	{ "exists(roster)", "1" }, { "exists(F09, name = place)", "1" }, { "exists(F09, name = site)", "0" },
	{ "exists(F09, members = waste)", "" }, { "known(site)", "1" },
};

START_TEST(a_look_up_asks_the_world)
{
	is(lookups[_i].src, lookups[_i].want);
}
END_TEST

START_TEST(a_world_that_knows_nothing_answers_blank)
{
	static const char *const src[] = { "today", "unit", "known(site)", "prev(came)", "total(F09)",
		"exists(F09)", "today + 1", "list(work, unit)" };
	struct look none = { .today = DATE_NONE };
	size_t i;

	formfix_set(&fix, "work", "LẠ");
	for (i = 0; i < sizeof src / sizeof *src; i++) {
		const struct expr *x = formfix_expr(&fix, src[i], ET_ANY);

		ck_assert_int_eq(expr_eval(fix.a, x, fix.v, &none).kind, V_BLANK);
		ck_assert_int_eq(expr_eval(fix.a, x, fix.v, NULL).kind, V_BLANK);
	}
	none.unit = "03388";
	ck_assert_str_eq(expr_eval(fix.a, formfix_expr(&fix, "unit", ET_TEXT), fix.v, &none).s, "03388");
}
END_TEST

START_TEST(a_parameter_is_that_of_the_day)
{
	formfix_set(&fix, "work", "PHI");
	is("list(work, doses)", "80");
	formfix_set(&fix, "day", "2021-09-30");
	is("list(work, doses)", "50");
	is("param(works, PHI, doses)", "50");
	formfix_set(&fix, "day", "2022-06-01");
	is("list(work, doses)", "");
	is("param(works, PHI, doses)", "");
	formfix_set(&fix, "day", "");
	is("param(works, PHI, doses)", "50");
}
END_TEST

static void
note_cell(void *arg, int cell)
{
	*(unsigned *)arg |= 1u << cell;
}

START_TEST(a_parameter_reads_the_day)
{
	unsigned cells = 0;

	expr_cells(formfix_expr(&fix, "param(works, PHI, doses)", ET_TEXT), note_cell, &cells);
	ck_assert_uint_eq(cells, 1u << fix.form->date->cell);
}
END_TEST

START_TEST(a_value_of_the_wrong_kind_reads_as_blank)
{
	formfix_cell(&fix, "came")->kind = V_TEXT;
	formfix_cell(&fix, "came")->s = "mười";
	formfix_cell(&fix, "place")->kind = V_INT;
	formfix_cell(&fix, "site")->s = "";
	formfix_set(&fix, "day", "-");
	is("came", "");
	is("empty(place, site)", "1");
	is("day < today", "");
	is("today - day", "");
	is("days(day, today)", "");
	is("days(today, day)", "");
	is("year(day)", "");
	is("known(site)", "");
	is("has('x', place)", "");
	is("place = 'x'", "");
}
END_TEST

/* What is refused, and a piece of the sentence that says why. */
static const struct { const char *src, *says; enum etype want; } refused[] = {
	{ "", "a value is missing", ET_ANY },
	{ "came +", "at the end of \"came +\"", ET_ANY },
	{ "came 1", "one thing too many (character 6, \"1\")", ET_ANY },
	{ "came = = 1", "a value is missing (character 8", ET_ANY },
	{ "(came", "closing bracket", ET_ANY }, { "sum(came", "a comma or a closing bracket", ET_ANY },
	{ "sum(came,)", "a value is missing", ET_ANY }, { "sum()", "wrong number of arguments", ET_ANY },
	{ "days(day)", "wrong number of arguments", ET_ANY }, { "and", "a value is missing", ET_ANY },
	{ "cam", "no field \"cam\"", ET_ANY }, { "sum", "\"sum\" is a function", ET_ANY },
	{ "som(1)", "no function \"som\"", ET_ANY }, { "age.A99", "has no cell \"A99\"", ET_ANY },
	{ "came.A05", "has no cells", ET_ANY }, { "target.*.none", "has no cell", ET_ANY },
	{ "target.A99", "has no cell", ET_ANY }, { "target.*", "no meaning", ET_ANY },
	{ "a234567890123456789012345678901234567890", "no field", ET_ANY },
	{ "age", "is many cells", ET_ANY }, { "age + 1", "is many cells", ET_ANY },
	{ "1.2345", "3 decimals", ET_ANY }, { "1.", "3 decimals", ET_ANY },
	{ "1234567890123456", "15 digits", ET_ANY }, { "1x", "begin with a digit", ET_ANY },
	{ "2021-02-30", "no such date", ET_ANY }, { "2021-02-28x", "begin with a digit", ET_ANY },
	{ "25:00", "no such time", ET_ANY }, { "07:61", "no such time", ET_ANY },
	{ "'abc", "no closing quote", ET_ANY }, { "came & 1", "no meaning", ET_ANY }, { "ờ", "(character 1, \"ờ\")", ET_ANY },
	{ "1 < 2 < 3", "two at a time", ET_ANY }, { "place < 'x'", "no order", ET_ANY }, { "late > paper", "no order", ET_ANY },
	{ "came = 'x'", "this is a text, but a number is needed", ET_ANY }, 	{ "work = 'XX'", "\"XX\" is no code of the list \"works\"", ET_ANY }, { "'XX' <> work", "no code", ET_ANY },
	{ "in(work, 'XE', 'XX')", "no code", ET_ANY },
	{ "day + day", "cannot be joined by \"+\"", ET_ANY }, { "1 - day", "cannot be joined by \"-\"", ET_ANY },
	{ "start + 1", "cannot be joined", ET_ANY }, { "place * 2", "a number is needed", ET_ANY },
	{ "age - 1", "many cells", ET_ANY }, { "1 - age", "many cells", ET_ANY }, { "came = age", "many cells", ET_ANY },
	{ "not came", "yes or no is needed", ET_ANY }, { "came and late", "yes or no is needed", ET_ANY },
	{ "if(came, 1, 2)", "yes or no is needed", ET_ANY }, { "if(late, 1, 'x')", "a number is needed", ET_ANY },
	{ "if(late, age, 1)", "many cells", ET_ANY },
	{ "sum(place)", "a number is needed", ET_ANY }, { "sum(cam)", "no field", ET_ANY }, { "prev(1)", "a field is needed", ET_ANY },
	{ "prev(age)", "a field is needed", ET_ANY }, { "date('x')", "no function", ET_ANY },
	{ "list(place, unit)", "a code field is needed", ET_ANY }, { "list(came, unit)", "a text is needed", ET_ANY },
	{ "list(site, unit)", "is open", ET_ANY }, { "list(work, none)", "no column \"none\"", ET_ANY },
	{ "list(work, 1)", "the name of a column", ET_ANY }, { "param(works, PHI, none)", "no column", ET_ANY },
	{ "param(ages2, PHI, doses)", "the name of a code list", ET_ANY }, { "param(1, PHI, doses)", "the name of a code", ET_ANY },
	{ "param(works, NO, doses)", "a code of the list \"works\"", ET_ANY }, { "param(works, PHI)", "used so", ET_ANY },
	{ "known(work)", "is closed", ET_ANY }, { "known(place)", "a code field", ET_ANY },
	{ "total(1)", "name of a form", ET_ANY }, { "total(F77)", "no form \"F77\"", ET_ANY },
	{ "total(F09.none)", "has no number \"none\"", ET_ANY }, { "total(F09.name)", "has no number", ET_ANY },
	{ "total(F09, nope = 1)", "a field of the form \"roster\"", ET_ANY }, { "total(F09, 1 = 1)", "a field of the form", ET_ANY },
	{ "total(F09, age = 1)", "is a grid", ET_ANY }, { "total(F09, members = 'x')", "a number is needed", ET_ANY },
	{ "total(F09, force = 'XX')", "no code", ET_ANY }, { "total(F09, 1)", "a date is needed", ET_ANY },
	{ "total(F09, day, day, day)", "at most two dates", ET_ANY },
	{ "total(F09, members=1, members=1, members=1, members=1, members=1, members=1, members=1, members=1, members=1)",
	    "too many conditions", ET_ANY },
	{ "exists(F09.members)", "only the name of a form", ET_ANY }, { "exists(F77)", "no form", ET_ANY },
	{ "exists(F09, day)", "a condition is needed", ET_ANY }, { "exists('F09')", "name of a form", ET_ANY },
	{ "came", "yes or no is needed", ET_BOOL }, { "late", "a date is needed", ET_DATE },
	{ "came = 1", "a time of day is needed", ET_TIME },
	{ "in(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)", "too many arguments", ET_ANY },
};

START_TEST(a_fault_is_named_with_its_place)
{
	struct err e = { 0 };

	ck_assert_ptr_null(expr_parse(fix.a, &fix.schema, fix.form, refused[_i].src, refused[_i].want, &e));
	ck_assert_int_eq(e.code, E_INPUT);
	ck_assert_msg(strstr(e.text, refused[_i].says) != NULL, "%s: %s", refused[_i].src, e.text);
}
END_TEST

/* src repeated between an opening and a closing; owned by the fixture. */
static char *
repeated(const char *part, int n, const char *last)
{
	size_t len = strlen(part);
	char *s = arena_alloc(fix.a, len * (size_t)n + strlen(last) + 1);
	int i;

	for (i = 0; i < n; i++)
		memcpy(s + (size_t)i * len, part, len);
	strcpy(s + (size_t)n * len, last);
	return s;
}

START_TEST(hostile_sizes_are_refused)
{
	static const struct { const char *part; int n; const char *last, *says; } big[] = {
		{ "(", 5000, "1", "nested too deeply" }, { "- ", 5000, "1", "nested too deeply" },
		{ "not ", 3000, "true", "nested too deeply" }, { "abs(", 3000, "1", "nested too deeply" },
		{ "1+", 5000, "1", "too long" }, { "1 ", 9000, "", "too long" }, { "true and ", 600, "true", "too long" },
	};
	size_t i;

	for (i = 0; i < sizeof big / sizeof *big; i++) {
		struct err e = { 0 };

		ck_assert_ptr_null(expr_parse(fix.a, &fix.schema, fix.form,
		    repeated(big[i].part, big[i].n, big[i].last), ET_ANY, &e));
		ck_assert_msg(strstr(e.text, big[i].says) != NULL, "%s: %s", big[i].part, e.text);
	}
	is(repeated("1+", 490, "1"), "491");
}
END_TEST

static void
mark(void *arg, int cell)
{
	bool *seen = arg;

	seen[cell] = true;
}

START_TEST(the_cells_it_reads_are_told)
{
	const struct field *keys[] = { formfix_field(fix.form, "day") };
	bool seen[64] = { false };
	int i, n = 0;

	fix.form->nkeys = 1;
	fix.form->key = keys;
	expr_cells(formfix_expr(&fix, "sum(target.*.had) + came + prev(done) + total(F09, members = put_off)", ET_NUM),
	    mark, seen);
	for (i = 0; i < 64; i++)
		n += seen[i];
	ck_assert_int_eq(n, 6);
	ck_assert(seen[form_cell(fix.form, "target.A18.had")]);
	ck_assert(seen[form_cell(fix.form, "came")]);
	ck_assert(seen[form_cell(fix.form, "put_off")]);
	ck_assert(seen[form_cell(fix.form, "day")]);
	ck_assert(!seen[form_cell(fix.form, "done")]);
}
END_TEST

START_TEST(type_source_and_truth)
{
	const struct expr *x = formfix_expr(&fix, "planned > 0", ET_BOOL);

	ck_assert_int_eq(expr_type(x), ET_BOOL);
	ck_assert_str_eq(expr_source(x), "planned > 0");
	ck_assert(expr_true(fix.a, x, fix.v, &fix.look, true));
	ck_assert(!expr_true(fix.a, x, fix.v, &fix.look, false));
	ck_assert(expr_true(fix.a, formfix_expr(&fix, "came > 0", ET_BOOL), fix.v, &fix.look, false));
	ck_assert_int_eq(expr_type(formfix_expr(&fix, "day + 1", ET_ANY)), ET_DATE);
	ck_assert_int_eq(expr_type(formfix_expr(&fix, "prev(start)", ET_ANY)), ET_TIME);
	ck_assert_int_eq(expr_type(formfix_expr(&fix, "if(late, 'a', 'b')", ET_ANY)), ET_TEXT);
}
END_TEST

START_TEST(a_field_hides_a_built_in_name)
{
	formfix_field(fix.form, "came")->id = "unit";
	fix.form->cell[formfix_field(fix.form, "unit")->cell].id = "unit";
	is("unit", "1500");
}
END_TEST

START_TEST(the_manual_has_a_line_for_every_function)
{
	const char *use = NULL, *name;
	int i, n = 0;

	for (i = 0; (name = expr_function(i, &use)) != NULL; i++, n++)
		ck_assert_msg(strstr(use, name) != NULL, "%s", name);
	ck_assert_int_ge(n, 15);
	ck_assert_ptr_null(expr_function(-1, &use));
}
END_TEST

/* A small generator with a fixed seed: the same sources in every run. */
static unsigned
next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33);
}

START_TEST(no_source_crashes)
{
	static const char *const words[] = { "came", "age", "target.*.had", "day", "work", "'XE'", "\"", "(", ")", ",", "+", "-",
		"*", "/", "%", "=", "<>", "<=", "and", "or", "not", "if(", "sum(", "min(", "total(F09", "exists(", "prev(",
		"list(", "known(", "days(", "round(", "1", "0.001", "999999999999999", "2021-11-23", "07:30", "today", "unit",
		"true", "waste", "huge", "refused", "fund", "site", ".", "in(", "count(", "members =", "\xC3", "ệ", "abs(" };
	uint64_t seed = 20211123;
	int i, j, good = 0;

	for (i = 0; i < 60000; i++) {
		char src[256] = "";
		struct err e = { 0 };
		struct arena *a = arena_new();
		const struct expr *x;
		int n = 1 + (int)(next(&seed) % 9);

		for (j = 0; j < n; j++) {
			strcat(src, words[next(&seed) % (sizeof words / sizeof *words)]);
			strcat(src, next(&seed) % 3 ? " " : "");
		}
		x = expr_parse(a, &fix.schema, fix.form, src, ET_ANY, &e);
		if (x) {
			(void)expr_eval(a, x, fix.v, &fix.look);
			good++;
		} else {
			ck_assert_int_eq(e.code, E_INPUT);
		}
		arena_free(a);
	}
	ck_assert_int_gt(good, 500);
}
END_TEST

static const struct expr *
in_grid(const char *src, enum etype want)
{
	struct err e;

	return expr_parse_in(fix.a, &fix.schema, fix.form, form_field(fix.form, "age"), src, want, &e);
}

START_TEST(an_expression_of_a_grid_is_said_row_by_row)
{
	const struct expr *x = in_grid("age + 1", ET_NUM), *row = in_grid("row = \"A05\"", ET_BOOL);

	ck_assert(x && row);
	ck_assert(expr_by_row(x) && expr_by_row(row) && !expr_looks(x));
	ck_assert_int_eq(expr_eval_row(fix.a, x, 0, fix.v, &fix.look).n, 11);
	ck_assert_int_eq(expr_eval_row(fix.a, x, 1, fix.v, &fix.look).n, 1); /* '-' */
	ck_assert_int_eq(expr_eval_row(fix.a, x, 2, fix.v, &fix.look).kind, V_BLANK);
	ck_assert(expr_true_row(fix.a, row, 0, fix.v, &fix.look, false));
	ck_assert(!expr_true_row(fix.a, row, 1, fix.v, &fix.look, true));
	x = in_grid("sum(age)", ET_NUM);
	ck_assert(x && !expr_by_row(x));
	ck_assert_ptr_null(in_grid("row = \"A99\"", ET_BOOL));
	ck_assert_ptr_null(in_grid("target + 1", ET_NUM)); /* over other lists */
	x = in_grid("total(F09.age.row)", ET_NUM);
	ck_assert(x && expr_by_row(x) && expr_looks(x));
	ck_assert_ptr_null(in_grid("total(F09.members.row)", ET_NUM));
}
END_TEST

START_TEST(a_blank_may_have_another_value)
{
	ck_assert_int_eq(expr_eval(fix.a, formfix_expr(&fix, "else(planned, 7)", ET_NUM), fix.v, &fix.look).n, 7);
	ck_assert_int_eq(expr_eval(fix.a, formfix_expr(&fix, "else(done, 7)", ET_NUM), fix.v, &fix.look).n, 1495);
	ck_assert_int_eq(expr_eval(fix.a, formfix_expr(&fix, "else(waste, 7)", ET_NUM), fix.v, &fix.look).kind,
	    V_UNKNOWN);
}
END_TEST

Suite *
expr_suite(void)
{
	Suite *s = suite_create("expr");
	TCase *t = tcase_create("all"), *w = tcase_create("world");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, an_expression_has_its_value, 0, sizeof values / sizeof *values);
	tcase_add_loop_test(t, a_fault_is_named_with_its_place, 0, sizeof refused / sizeof *refused);
	tcase_add_test(t, a_world_that_knows_nothing_answers_blank);
	tcase_add_test(t, a_parameter_is_that_of_the_day);
	tcase_add_test(t, a_parameter_reads_the_day);
	tcase_add_test(t, a_value_of_the_wrong_kind_reads_as_blank);
	tcase_add_test(t, hostile_sizes_are_refused);
	tcase_add_test(t, the_cells_it_reads_are_told);
	tcase_add_test(t, type_source_and_truth);
	tcase_add_test(t, a_field_hides_a_built_in_name);
	tcase_add_test(t, the_manual_has_a_line_for_every_function);
	tcase_add_test(t, no_source_crashes);
	tcase_add_test(t, an_expression_of_a_grid_is_said_row_by_row);
	tcase_add_test(t, a_blank_may_have_another_value);
	tcase_add_checked_fixture(w, world, teardown);
	tcase_add_loop_test(w, a_look_up_asks_the_world, 0, sizeof lookups / sizeof *lookups);
	suite_add_tcase(s, t);
	suite_add_tcase(s, w);
	return s;
}
