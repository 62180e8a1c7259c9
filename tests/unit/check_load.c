/* SPDX-License-Identifier: MIT */
/*
 * What the loader makes of good files: the shipped ones, read from forms/data in the
 * top folder as `make check` does, and small ones.
 */
#include <check.h>
#include <string.h>

#include "core/check.h"
#include "core/date.h"
#include "core/file.h"
#include "core/keys.h"
#include "tests/unit/fixture.h"
#include "tests/unit/loadfix.h"

Suite *load_suite(void);

FIXTURE(loadfix, fix)

START_TEST(everything_shipped_loads)
{
	static const struct {
		const char *code, *id;
		int keys;
	} forms[] = {
		{ "F01", "vaccination_session", 5 },
		{ "F06", "testing", 3 },
		{ "F08", "volunteer_activity", 4 },
		{ "F09", "force_roster", 3 },
		{ "F10", "household_check", 3 },
		{ "F11", "border_post", 2 },
		{ "F12", "violation", 4 },
		{ "F13", "security_plan", 5 },
		{ "F14", "support_payment", 2 },
		{ "F15", "relief", 5 },
		{ "F16", "hotline", 4 },
		{ "F17", "home_care", 1 },
		{ "F18", "protective_stock", 2 },
		{ "F19", "donation", 1 },
		{ "F20", "mutual_aid", 4 },
		{ "F21", "communication", 5 },
		{ "F22", "health_declaration", 2 },
		{ "F23", "harmful_news", 3 },
		{ "F24", "economy", 1 },
		{ "F25", "movement", 2 },
		{ "F26", "good_model", 2 },
		{ "F27", "nomination", 1 },
		{ "F28", "award", 1 },
		{ "F29", "inspection", 2 },
		{ "F30", "periodic_report", 2 },
		{ "F31", "volunteer", 3 },
		{ "F32", "volunteer_shift", 3 },
		{ "L01", "hamlet", 1 },
		{ "L02", "site", 1 },
		{ "L03", "post", 1 },
		{ "L04", "lot", 1 },
	};
	struct loaded l;
	int i;

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
	for (i = 1; i < l.schema->nforms; i++)
		ck_assert_int_lt(strcmp(l.schema->form[i - 1]->code, l.schema->form[i]->code), 0);
	for (i = 0; i < (int)(sizeof forms / sizeof *forms); i++) {
		const struct form *f = schema_form(l.schema, forms[i].code);

		ck_assert_msg(f != NULL, "%s", forms[i].code);
		ck_assert_str_eq(f->id, forms[i].id);
		ck_assert_int_eq(f->nkeys, forms[i].keys);
	}
	ck_assert_int_eq(l.schema->nunits, 153);
	ck_assert_ptr_nonnull(schema_report(l.schema, "volunteer_by_force_work"));
	ck_assert_ptr_nonnull(schema_report(l.schema, "vaccination_by_vaccine_dose"));
}
END_TEST

START_TEST(lists_have_their_codes_in_both_languages)
{
	static const struct {
		const char *list;
		int n;
	} lists[] = {
		{ "activity_types", 22 },
		{ "aefi_types", 10 },
		{ "award_types", 29 },
		{ "beneficiary_groups", 12 },
		{ "contact_classes", 9 },
		{ "dose_types", 6 },
		{ "epidemic_levels", 4 },
		{ "forces", 21 },
		{ "nomination_documents", 5 },
		{ "priority_groups", 32 },
		{ "quarantine_types", 6 },
		{ "screening_outcomes", 6 },
		{ "support_categories", 28 },
		{ "test_types", 5 },
		{ "vaccines", 11 },
		{ "ages", 5 },
	};
	struct loaded l;
	size_t i;
	int j;

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
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
	ck_assert_str_eq(
	    codes_find_on(schema_codes(l.schema, "contact_classes"), "F1", date_of(2021, 12, 29))
		->column[1],
	    "S (list cut in the source, verify the rest)");
}
END_TEST

START_TEST(each_field_says_what_it_means_and_where_it_comes_from)
{
	struct loaded l;
	int i, j, k;

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
	for (i = 0; i < l.schema->nforms; i++)
		for (j = 0; j < l.schema->form[i]->nfields; j++) {
			const struct field *f = &l.schema->form[i]->field[j];

			for (k = 0; k < LANG_N; k++)
				ck_assert_msg(f->help[k] && *f->help[k] && f->source[k] && *f->source[k],
				    "%s.%s", l.schema->form[i]->id, f->id);
		}
	ck_assert_str_eq(form_field(schema_form(l.schema, "F10"), "households")->source[LANG_EN],
	    "The list of households given to the team, kept by the hamlet head.");
}
END_TEST

START_TEST(units_keep_code_day_and_line)
{
	const struct unit *u;
	struct loaded l;

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
	u = schema_unit(l.schema, "03388", date_of(2021, 11, 23));
	ck_assert_str_eq(u->name, "Phường Quyết Tiến");
	u = schema_unit(l.schema, "03388", date_of(2025, 7, 1));
	ck_assert_str_eq(u->name, "Phường Đoàn Kết");
	ck_assert_str_eq(u->parent, "12");
	u = schema_unit(l.schema, "03442", date_of(2021, 1, 1));
	ck_assert_str_eq(u->aliases, "Xã Pa ủ");
	ck_assert_str_eq(unit_on(l.schema, schema_unit(l.schema, "03403", date_of(2021, 1, 1)),
			     date_of(2026, 1, 1))
			     ->name,
	    "Phường Đoàn Kết");
}
END_TEST

START_TEST(grids_unfold_into_cells)
{
	const struct form *f;
	struct loaded l;
	int c;

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
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
		{ "date", "2021-11-23" },
		{ "site", "Bảy điểm tiêm" },
		{ "round", "5" },
		{ "vaccine", "PF" },
		{ "lot", "FK0112" },
		{ "dose", "M1" },
		{ "planned", "1500" },
		{ "vaccinated", "1495" },
		{ "postponed", "5" },
		{ "contraindicated", "0" },
		{ "referred", "0" },
		{ "refused", "0" },
		{ "age.A12", "1495" },
		{ "vials_opened", "250" },
		{ "waste_open", "5" },
		{ "waste_closed", "0" },
		{ "react_common", "?" },
		{ "react_severe", "0" },
	};
	static const struct look look = { .today = 18955 };
	struct value *v = arena_alloc(fix.a, (size_t)f->ncells * sizeof *v);
	struct err e;
	size_t i;
	int c;

	for (i = 0; i < sizeof typed / sizeof *typed; i++) {
		c = form_cell(f, typed[i][0]);
		ck_assert_int_ge(c, 0);
		ck_assert_int_eq(
		    value_parse(fix.a, f->cell[c].field->type, typed[i][1], 18955, &v[c], &e), 0);
	}
	c = form_cell(f, "came");
	ck_assert_int_eq(value_parse(fix.a, T_COUNT, came, 18955, &v[c], &e), 0);
	check_fill(fix.a, f, v, &look, FILL_DEFAULTS);
	return v;
}

START_TEST(the_real_day_balances_and_one_more_does_not)
{
	static const struct look look = { .today = 18955 };
	struct findings found = { 0 };
	const struct form *f;
	struct value *v;
	struct loaded l;

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
	f = schema_form(l.schema, "F01");
	v = real_day(f, "1500");
	check_record(fix.a, f, v, &look, &found);
	ck_assert_msg(found.errors == 0 && found.warnings == 0, "%s: %s",
	    found.n ? found.f[0].rule : "", found.n ? found.f[0].text : "");
	ck_assert_int_eq(v[form_cell(f, "used")].n, 1500);
	ck_assert_int_eq(v[form_cell(f, "absent")].n, 0);
	ck_assert_int_eq(v[form_cell(f, "doses_per_vial")].n, 6);
	found = (struct findings){ 0 };
	check_record(fix.a, f, real_day(f, "1501"), &look, &found);
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

	l = loadfix_shipped(&fix, NULL, NULL);
	loadfix_clean(&l);
	f = schema_form(l.schema, "F08");
	v = arena_alloc(fix.a, (size_t)f->ncells * sizeof *v);
	v[form_cell(f, "people")] = (struct value){ V_INT, 12, NULL };
	check_fill(fix.a, f, v, &look, FILL_DEFAULTS);
	ck_assert_int_eq(v[form_cell(f, "shifts")].n, 1);
	ck_assert_int_eq(v[form_cell(f, "hours")].n, 96);
}
END_TEST

START_TEST(a_code_may_change_its_meaning)
{
	struct loaded l = loadfix_one(&fix, "x.codes",
	    LIST("'A|a||2021-01-01|2021-06-30|hộ',\n"
		 "'A|b||2021-07-01'"));

	loadfix_clean(&l);
	ck_assert_str_eq(
	    codes_find_on(l.schema->codes[0], "A", date_of(2022, 1, 1))->label[0], "b");
	ck_assert_str_eq(
	    codes_find_on(l.schema->codes[0], "A", date_of(2021, 6, 30))->column[0], "hộ");
}
END_TEST

/* A second folder beside the first, with x.form in each. */
static struct loaded
load_two(const char *first, const char *second)
{
	const char *dirs[2];
	struct loaded l;

	dirs[0] = arena_printf(fix.a, "%s/one", fix.dir);
	dirs[1] = arena_printf(fix.a, "%s/two", fix.dir);
	ck_assert_int_eq(file_folder(dirs[0], 0700, &(struct err){ 0 }), 0);
	ck_assert_int_eq(file_folder(dirs[1], 0700, &(struct err){ 0 }), 0);
	loadfix_put(&fix, "one/x.form", first, strlen(first));
	loadfix_put(&fix, "two/x.form", second, strlen(second));
	forms_load(fix.a, dirs, 2, NULL, &l);
	return l;
}

START_TEST(a_later_folder_replaces_unless_it_is_older)
{
	struct loaded l = load_two(HEAD FIELD TAIL, X_V2);

	loadfix_clean(&l);
	ck_assert_int_eq(l.schema->nforms, 1);
	ck_assert_str_eq(l.schema->form[0]->title[LANG_VI], "Mới");
	l = load_two(X_V2, HEAD FIELD TAIL);
	ck_assert_int_eq(l.nproblems, 1);
	ck_assert(
	    l.problem[0].warning && strstr(l.problem[0].text, ":3: x: -: version 1 is older"));
	ck_assert_int_eq(l.schema->form[0]->version, 2);
}
END_TEST

/* The schema's hash of the one form in folder "one", with what "seen" remembers. */
static const uint8_t *
hash_of_one(const char *form)
{
	const char *dir = arena_printf(fix.a, "%s/one", fix.dir);
	struct loaded l;

	loadfix_put(&fix, "one/x.form", form, strlen(form));
	forms_load(fix.a, &dir, 1, arena_printf(fix.a, "%s/seen", fix.dir), &l);
	return l.schema ? l.schema->form[0]->hash : NULL;
}

/* As NAME in the fixture's folder, with one bit turned over. */
static void
spoil(const char *name, size_t at)
{
	struct err e;
	uint8_t *p;
	size_t n;

	ck_assert_int_eq(file_read(fix.a, arena_printf(fix.a, "%s/%s", fix.dir, name), 1 << 20, &p, &n, &e), 0);
	p[at < n ? at : n - 1] ^= 1;
	loadfix_put(&fix, name, (char *)p, n);
}

START_TEST(a_file_seen_before_reads_alike_and_a_changed_one_is_read_again)
{
	const uint8_t *first, *again;
	const char *bad = HEAD FIELD "end = \"y\"\n";
	struct err e;
	uint8_t *p, *q;
	size_t n, m, at;

	ck_assert_int_eq(file_folder(arena_printf(fix.a, "%s/one", fix.dir), 0700, &e), 0);
	first = hash_of_one(HEAD FIELD TAIL);
	ck_assert_int_eq(file_read(fix.a, arena_printf(fix.a, "%s/seen", fix.dir), 1 << 20, &p, &n, &e), 0);
	again = hash_of_one(HEAD FIELD TAIL);
	ck_assert_mem_eq(first, again, HASH_BYTES);
	ck_assert_mem_ne(hash_of_one(X_V2), first, HASH_BYTES);
	ck_assert_ptr_null(hash_of_one(bad));
	ck_assert_ptr_null(hash_of_one(bad));
	for (at = 0; at < n; at += 7) {
		ck_assert_ptr_nonnull(hash_of_one(HEAD FIELD TAIL));
		spoil("seen", at);
		ck_assert_mem_eq(hash_of_one(HEAD FIELD TAIL), first, HASH_BYTES);
	}
	ck_assert_int_eq(file_read(fix.a, arena_printf(fix.a, "%s/seen", fix.dir), 1 << 20, &q, &m, &e), 0);
	ck_assert_uint_eq(m, n);
	ck_assert_mem_eq(q, p, n);
}
END_TEST

/* What soxa-form(5) shows an author must work as it stands there. */
START_TEST(the_example_of_the_manual_loads)
{
	struct loaded l;
	struct err e;
	uint8_t *p;
	size_t n;
	char *from, *to;

	ck_assert_int_eq(file_read(fix.a, "forms/soxa-form.5", 1 << 20, &p, &n, &e), 0);
	from = strstr((char *)p, "form \"household_visit\"");
	ck_assert_ptr_nonnull(from);
	to = strstr(from, ".Ed");
	ck_assert_ptr_nonnull(to);
	*to = '\0';
	l = loadfix_shipped(&fix, "household_visit.form", from);
	loadfix_clean(&l);
	ck_assert_int_eq(schema_form(l.schema, "F95")->nfields, 4);
}
END_TEST

START_TEST(the_manual_can_list_the_keys_of_every_section)
{
	static const char *const kinds[] = { "form", "field", "rule", "balance", "codes", "units",
		"report", "measure" };
	const char *use;
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		ck_assert_ptr_nonnull(forms_key(kinds[i], 0, &use));
		ck_assert(*use);
		ck_assert_ptr_null(forms_key(kinds[i], 99, &use));
	}
	ck_assert_ptr_null(forms_key("none", 0, &use));
}
END_TEST

START_TEST(a_hash_stands_for_what_a_form_says)
{
	static const char again[] =
	    "# said otherwise\nform 'x' { title = 'X' group = 1 version = 1\n"
	    "layout = form period = \"day\" code = X01\n\n\tfield 'n' { type = count label = N "
	    "}\n}\n"
	    "end = \"x\"\n";
	struct loaded one = loadfix_one(&fix, "x.form", HEAD FIELD TAIL),
		      two = loadfix_one(&fix, "x.form", again);

	loadfix_clean(&one);
	loadfix_clean(&two);
	ck_assert_mem_eq(one.schema->form[0]->hash, two.schema->form[0]->hash, 32);
	ck_assert_mem_eq(one.schema->hash, two.schema->hash, 32);
	two = loadfix_one(&fix, "x.form", HEAD "field \"n\" { label = \"M\" type = count }\n" TAIL);
	loadfix_clean(&two);
	ck_assert_mem_ne(one.schema->form[0]->hash, two.schema->form[0]->hash, 32);
	ck_assert_mem_ne(one.schema->hash, two.schema->hash, 32);
}
END_TEST

START_TEST(a_form_nobody_has_seen_joins_the_shipped_ones)
{
	static const char text[] =
	    "form \"water\" {\ncode = \"F90\"\nversion = 1\ntitle = \"Giếng nước\"\n"
	    "group = \"3\"\nperiod = month\nlayout = grid\nkey = { \"hamlet\" }\n"
	    "field \"hamlet\" { label = \"Bản\" type = code local = \"hamlet\" required = true }\n"
	    "field \"wells\" { label = \"Giếng\" type = count rows = \"ages\" cols = \"sex\" }\n"
	    "field \"all\" { label = \"Cộng\" type = count compute = 'sum(wells)' }\n}\nend = "
	    "\"water\"\n";
	struct loaded l = loadfix_shipped(&fix, "water.form", text);
	const struct form *f;

	loadfix_clean(&l);
	f = schema_form(l.schema, "F90");
	ck_assert_int_eq(f->ncells, 12);
	ck_assert_str_eq(f->cell[form_cell(f, "wells.A12.NU")].col->label[LANG_VI], "Nữ");
	ck_assert_ptr_null(f->date);
}
END_TEST

Suite *
load_suite(void)
{
	Suite *s = suite_create("load");
	TCase *t = tcase_create("shipped"), *u = tcase_create("own");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, everything_shipped_loads);
	tcase_add_test(t, lists_have_their_codes_in_both_languages);
	tcase_add_test(t, each_field_says_what_it_means_and_where_it_comes_from);
	tcase_add_test(t, units_keep_code_day_and_line);
	tcase_add_test(t, grids_unfold_into_cells);
	tcase_add_test(t, the_real_day_balances_and_one_more_does_not);
	tcase_add_test(t, hours_are_offered);
	tcase_add_test(t, a_form_nobody_has_seen_joins_the_shipped_ones);
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(u, setup, teardown);
	tcase_add_test(u, a_code_may_change_its_meaning);
	tcase_add_test(u, a_later_folder_replaces_unless_it_is_older);
	tcase_add_test(u, a_file_seen_before_reads_alike_and_a_changed_one_is_read_again);
	tcase_add_test(u, the_example_of_the_manual_loads);
	tcase_add_test(u, the_manual_can_list_the_keys_of_every_section);
	tcase_add_test(u, a_hash_stands_for_what_a_form_says);
	suite_add_tcase(s, u);
	return s;
}
