/* SPDX-License-Identifier: MIT */
/*
 * The record in hand over a real book with the shipped forms: what is carried, offered,
 * refused, kept and saved, with no screen.
 */
#include "tui/entry.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "forms/load.h"
#include "tests/unit/place.h"

Suite *entry_suite(void);

/* The book of one test; every test runs in a child of its own. */
static struct { struct arena *a; struct loaded l; struct book *b; struct entry en; struct err e; } t;

static void
setup(void)
{
	const char *dirs[] = { "forms/data" };
	struct book_new n = { .role = ROLE_OFFICE, .training = true, .name = "" };

	lang_set(LANG_VI, NULL);
	clock_fix(1637715600000); /* 24 November 2021, 08:00 in Viet Nam */
	t.a = arena_new();
	forms_load(t.a, dirs, 1, NULL, &t.l);
	ck_assert_ptr_nonnull(t.l.schema);
	n.dir = arena_printf(t.a, "%s/book", place_make());
	n.unit = unit_text(t.a, schema_unit(t.l.schema, "03388", date_today()));
	ck_assert_msg(book_make(&n, &t.e) == 0, "%s", t.e.text);
	t.b = book_open(n.dir, t.l.schema, &t.e);
	ck_assert_msg(t.b != NULL, "%s", t.e.text);
}

static void
teardown(void)
{
	book_close(t.b);
	arena_free(t.a);
	place_remove();
}

static void
open_form(const char *code)
{
	const struct form *f = schema_form(t.l.schema, code);

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(entry_open(&t.en, t.b, f, "mai", 0, &t.e), 0);
}

static void
type(struct entry *en, const char *text)
{
	struct event ev = { .key = K_CHAR };

	while ((ev.c = text_next(&text)) != 0)
		(void)entry_type(en, &ev);
}

/* Goes to the cell, types over what stands there, leaves. */
static int
put(const char *id, const char *text)
{
	int cell = form_cell(t.en.form, id);

	ck_assert_msg(cell >= 0, "no cell %s", id);
	(void)entry_leave(&t.en);
	entry_goto(&t.en, cell);
	type(&t.en, text);
	return entry_leave(&t.en);
}

static const char *
value(const char *id)
{
	int cell = form_cell(t.en.form, id);

	return value_print(t.a, t.en.form->cell[cell].field->type, &t.en.v[cell], STYLE_DATA);
}

static const char *
current(void)
{
	return t.en.form->cell[t.en.cell].id;
}

static int
save(void)
{
	const struct finding *waiting;

	return entry_save(&t.en, &waiting, &t.e);
}

static bool
found(const char *rule)
{
	int i;

	for (i = 0; i < t.en.found.n; i++)
		if (strcmp(t.en.found.f[i].rule, rule) == 0)
			return true;
	return false;
}

/* The session of the real day, all but the number that came. */
static void
real_day(const char *came)
{
	static const char *const rows[][2] = {
		{ "date", "23112021" }, { "site", "THCS Quyết Thắng" }, { "round", "5" },
		{ "vaccine", "pf" }, { "lot", "FK0112" }, { "dose", "m1" }, { "planned", "1500" },
		{ "vaccinated", "1495" }, { "postponed", "5" }, { "contraindicated", "0" },
		{ "referred", "0" }, { "refused", "0" }, { "age.A12", "1495" },
		{ "vials_opened", "250" }, { "doses_per_vial", "6" }, { "waste_open", "5" },
		{ "waste_closed", "0" }, { "react_common", "?" }, { "react_severe", "0" },
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		put(rows[i][0], rows[i][1]);
	put("came", came);
}

static void
line(const char *work, const char *people, const char *result)
{
	put("work", work);
	put("people", people);
	put("result", result);
}

static void
first_line(void)
{
	put("date", "23112021");
	put("hamlet", "Bản Nà Nhì");
	put("force", "tcd");
	line("rsh", "3", "42");
}

START_TEST(the_real_day_is_saved)
{
	open_form("F01");
	real_day("1500");
	ck_assert_str_eq(value("absent"), "0");
	ck_assert_str_eq(value("balance"), "0");
	ck_assert_int_eq(save(), 0);
	ck_assert(t.en.saved != 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(one_too_many_names_the_rule)
{
	open_form("F01");
	real_day("1501");
	ck_assert_int_eq(save(), 1);
	ck_assert(found("balance"));
	ck_assert_str_eq(current(), "came");
	put("came", "1500");
	ck_assert_int_eq(save(), 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(equals_puts_what_is_missing)
{
	open_form("F01");
	put("came", "1500");
	put("vaccinated", "1495");
	put("postponed", "=");
	ck_assert_str_eq(value("postponed"), "5");
	put("refused", "=");
	ck_assert_str_eq(value("refused"), "0");
	put("planned", "=");
	ck_assert_str_eq(value("planned"), "");
	entry_close(&t.en);
}
END_TEST

START_TEST(a_count_speaks_four_states)
{
	open_form("F01");
	put("male", "-");
	put("female", "12?");
	ck_assert_str_eq(value("male"), "-");
	ck_assert_str_eq(value("female"), "?");
	put("female", "0");
	ck_assert_str_eq(value("female"), "0");
	entry_close(&t.en);
}
END_TEST

START_TEST(a_carried_day_steps_on)
{
	open_form("F11");
	t.en.sheet = true;
	put("date", "23112021");
	put("post", "Chốt mốc 79");
	put("duty_bp", "4");
	put("illegal_in", "0");
	put("illegal_out", "0");
	put("quarantined", "0");
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(value("date"), "2021-11-24");
	ck_assert_str_eq(value("post"), "Chốt mốc 79");
	ck_assert_str_eq(value("duty_bp"), "4");
	ck_assert_str_eq(current(), "duty_dq");
	put("illegal_in", "0");
	put("illegal_out", "0");
	put("quarantined", "0");
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(value("date"), "2021-11-24");
	ck_assert_str_eq(current(), "post");
	entry_close(&t.en);
}
END_TEST

START_TEST(codes_in_any_case_and_by_a_unique_beginning)
{
	open_form("F08");
	ck_assert_int_eq(put("force", "tcd"), 0);
	ck_assert_str_eq(value("force"), "TCD");
	ck_assert_int_eq(put("force", "dt"), 0);
	ck_assert_str_eq(value("force"), "DTN");
	ck_assert_int_eq(put("work", "ra ho"), 0);
	ck_assert_str_eq(value("work"), "RSH");
	ck_assert_int_eq(put("work", "t"), 1);
	ck_assert_str_eq(value("work"), "");
	ck_assert_str_eq(entry_text(&t.en, form_cell(t.en.form, "work")), "t");
	entry_close(&t.en);
}
END_TEST

START_TEST(what_is_no_value_stays_and_is_named)
{
	open_form("F08");
	put("people", "mười hai");
	ck_assert_str_eq(entry_text(&t.en, form_cell(t.en.form, "people")), "mười hai");
	ck_assert(found("type"));
	put("date", "23112021");
	ck_assert(found("type"));
	put("people", "12");
	ck_assert(!found("type"));
	entry_close(&t.en);
}
END_TEST

START_TEST(hours_follow_people_until_overtyped)
{
	open_form("F08");
	put("people", "12");
	ck_assert_str_eq(value("hours"), "96");
	put("people", "3");
	ck_assert_str_eq(value("hours"), "24");
	put("hours", "20");
	put("people", "4");
	ck_assert_str_eq(value("hours"), "20");
	entry_close(&t.en);
}
END_TEST

START_TEST(hours_follow_in_a_saved_record_a_draft_and_a_copy)
{
	rid id;

	open_form("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	id = t.en.saved;
	entry_next_record(&t.en);
	line("htt", "5", "7");
	put("shifts", "2");
	put("hours", "70");
	ck_assert_int_eq(save(), 0);
	ck_assert_int_eq(entry_load(&t.en, id, &t.e), 0);
	put("people", "5");
	ck_assert_str_eq(value("hours"), "40");
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 1);
	entry_goto(&t.en, form_cell(t.en.form, "shifts"));
	entry_put(&t.en, "");
	(void)entry_leave(&t.en);
	put("women", "0");
	ck_assert_str_eq(value("shifts"), ""); /* what was emptied stays empty */
	put("shifts", "2");
	ck_assert_str_eq(value("hours"), "80");
	ck_assert_int_eq(save(), 0);
	ck_assert_int_eq(entry_load(&t.en, t.en.saved + 1, &t.e), 0);
	put("people", "6");
	ck_assert_str_eq(value("hours"), "70"); /* typed over: stays */
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	ck_assert_int_eq(entry_copy(&t.en), 0);
	ck_assert_str_eq(value("people"), "3");
	put("people", "4");
	ck_assert_str_eq(value("hours"), "32");
	entry_close(&t.en);
}
END_TEST

START_TEST(a_day_without_a_year_is_not_ahead)
{
	clock_fix(INT64_C(1641171600000)); /* 3 January 2022 */
	open_form("F08");
	put("date", "31/12");
	ck_assert_str_eq(value("date"), "2021-12-31");
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	put("date", "25/02"); /* a slip, and told */
	ck_assert_str_eq(value("date"), "2022-02-25");
	put("date", "02012021");
	put("date", "0301");
	ck_assert_str_eq(value("date"), "2021-01-03"); /* near what stood there */
	entry_close(&t.en);
}
END_TEST

START_TEST(a_day_without_a_year_is_of_the_units_time)
{
	clock_fix(INT64_C(1800000000000)); /* January 2027; the unit closed on 30 June 2025 */
	open_form("F08");
	put("date", "2311");
	ck_assert_str_eq(value("date"), "2024-11-23");
	entry_close(&t.en);
}
END_TEST

START_TEST(the_next_record_carries_and_repeats)
{
	open_form("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(value("hamlet"), "Bản Nà Nhì");
	ck_assert_str_eq(value("people"), "");
	ck_assert_str_eq(value("shifts"), "1");
	ck_assert_str_eq(entry_text(&t.en, 0), "23/11/2021");
	entry_goto(&t.en, form_cell(t.en.form, "people"));
	ck_assert_int_eq(entry_ditto(&t.en), 0);
	(void)entry_leave(&t.en);
	ck_assert_str_eq(value("people"), "3");
	ck_assert_int_eq(entry_copy(&t.en), 0);
	ck_assert_str_eq(value("result"), "42");
	entry_close(&t.en);
}
END_TEST

START_TEST(wanted_cells_only)
{
	open_form("F08");
	t.en.sheet = true;
	first_line();
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(current(), "work");
	type(&t.en, "htt");
	(void)entry_leave(&t.en);
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "people");
	type(&t.en, "5");
	(void)entry_leave(&t.en);
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "women");
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "result");
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 1);
	ck_assert_int_eq(entry_move(&t.en, STEP_PREV), 0);
	ck_assert_str_eq(current(), "hours");
	entry_close(&t.en);
}
END_TEST

/* Who goes back from where the line began still has that cell before him. */
START_TEST(going_back_does_not_pass_over_the_start)
{
	open_form("F08");
	t.en.sheet = true;
	first_line();
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(current(), "work");
	ck_assert_int_eq(entry_move(&t.en, STEP_PREV), 0);
	ck_assert_str_eq(current(), "force");
	type(&t.en, "dq");
	(void)entry_leave(&t.en);
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "work");
	type(&t.en, "htt");
	(void)entry_leave(&t.en);
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "people");
	entry_goto(&t.en, form_cell(t.en.form, "force"));
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0); /* the work was typed: it is done */
	ck_assert_str_eq(current(), "people");
	entry_close(&t.en);
}
END_TEST

START_TEST(the_draft_comes_back_at_the_same_cell)
{
	open_form("F08");
	put("date", "23112021");
	put("people", "mười");
	entry_goto(&t.en, form_cell(t.en.form, "women"));
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	entry_close(&t.en);
	open_form("F08");
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 1);
	ck_assert_str_eq(current(), "women");
	ck_assert_str_eq(value("date"), "2021-11-23");
	ck_assert_str_eq(entry_text(&t.en, form_cell(t.en.form, "people")), "mười");
	ck_assert_int_eq(save(), 1);
	put("people", "10");
	put("hamlet", "Bản Nà Nhì");
	put("force", "TCD");
	line("RSH", "10", "3");
	ck_assert_int_eq(save(), 0);
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(the_same_key_is_told_once)
{
	rid other = 0;

	open_form("F08");
	first_line();
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 0);
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	put("work", "htt");
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 0);
	put("work", "rsh");
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 1);
	ck_assert(other == t.en.saved);
	put("work", "rsh");
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 0);
	line("rsh", "2", "1");
	ck_assert_int_eq(save(), 1);
	ck_assert(found("key"));
	entry_answer(&t.en, "key", "thêm lượt mới");
	ck_assert_int_eq(save(), 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(saving_twice_is_saving_once)
{
	rid id;
	int n = 0;

	open_form("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	id = t.en.saved;
	ck_assert_int_eq(save(), 0);
	ck_assert(t.en.saved == id);
	put("people", "3");
	ck_assert_int_eq(save(), 0);
	ck_assert_ptr_nonnull(book_history(t.b, t.a, id, &n, &t.e));
	ck_assert_int_eq(n, 1);
	put("people", "4");
	ck_assert_int_eq(save(), 0);
	ck_assert(t.en.saved == id);
	ck_assert_ptr_nonnull(book_history(t.b, t.a, id, &n, &t.e));
	ck_assert_int_eq(n, 2);
	entry_close(&t.en);
}
END_TEST

START_TEST(a_warning_waits_for_its_reason)
{
	const struct finding *waiting = NULL;

	open_form("F08");
	first_line();
	put("hours", "100");
	ck_assert_int_eq(entry_save(&t.en, &waiting, &t.e), 1);
	ck_assert_ptr_nonnull(waiting);
	ck_assert_str_eq(waiting->rule, "hours");
	entry_answer(&t.en, waiting->rule, "trực hai đêm; có sổ");
	ck_assert_int_eq(entry_save(&t.en, &waiting, &t.e), 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(two_people_at_one_record)
{
	struct entry other;
	const struct finding *waiting;
	rid id;

	open_form("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	id = t.en.saved;
	ck_assert_int_eq(entry_open(&other, t.b, t.en.form, "lan", id, &t.e), 0);
	put("people", "5");
	put("women", "2");
	ck_assert_int_eq(save(), 0);
	entry_goto(&other, form_cell(other.form, "people"));
	type(&other, "6");
	ck_assert_int_eq(entry_save(&other, &waiting, &t.e), -1);
	ck_assert(other.conflict);
	ck_assert_ptr_nonnull(strstr(t.e.text, "mai"));
	ck_assert_ptr_nonnull(strstr(t.e.text, "5"));
	ck_assert_int_eq(other.v[form_cell(other.form, "people")].n, 6);
	ck_assert_int_eq(other.v[form_cell(other.form, "women")].n, 2);
	ck_assert_int_eq(entry_save(&other, &waiting, &t.e), 0);
	entry_close(&other);
	entry_close(&t.en);
}
END_TEST

START_TEST(words_are_typed_by_the_method_and_nothing_else)
{
	static const struct ime_how vni = { .method = IME_VNI };
	static const struct { const char *form, *cell, *text; } rows[] = {
		{ "F01", "site", "Á" }, { "F01", "note", "Á" }, { "F01", "lot", "A1" }, { "F01", "vaccine", "A1" },
		{ "F01", "date", "A1" }, { "F01", "came", "A1" }, { "F01", "start", "A1" }, { "L01", "name", "Á" },
		{ "L01", "phone", "A1" }, { "L04", "name", "A1" }, { "F08", "hamlet", "Á" }, { "F08", "work", "A1" },
	};
	char text[EDIT_MAX * 4 + 1];
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		open_form(rows[i].form);
		t.en.ime = &vni;
		entry_goto(&t.en, form_cell(t.en.form, rows[i].cell));
		type(&t.en, "A1");
		(void)edit_text(&t.en.edit, text, sizeof text);
		ck_assert_msg(strcmp(text, rows[i].text) == 0, "%s %s: %s", rows[i].form, rows[i].cell, text);
		entry_close(&t.en);
	}
	open_form("F01");
	t.en.ime = &vni;
	put("note", "A12");
	ck_assert_str_eq(value("note"), "À");
	entry_goto(&t.en, t.en.cell);
	(void)entry_type(&t.en, &(struct event){ .key = K_END });
	type(&t.en, " gate e1st"); /* the last word is over when the field is left */
	(void)entry_leave(&t.en);
	ck_assert_str_eq(value("note"), "À gate e1st");
	entry_close(&t.en);
}
END_TEST

/* A window made too small for a moment writes the draft. */
START_TEST(a_draft_does_not_end_the_word_in_hand)
{
	static const struct ime_how telex = { .method = IME_TELEX };
	char text[EDIT_MAX * 4 + 1];

	open_form("F01");
	t.en.ime = &telex;
	entry_goto(&t.en, form_cell(t.en.form, "note"));
	type(&t.en, "nguwow");
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	type(&t.en, "fi");
	(void)edit_text(&t.en.edit, text, sizeof text);
	ck_assert_str_eq(text, "người");
	entry_close(&t.en);
}
END_TEST

/* "nghiêj" is no syllable yet: what stands on the screen comes back, and goes on to be a word. */
START_TEST(a_draft_in_the_middle_of_a_word_is_what_was_shown)
{
	static const struct ime_how telex = { .method = IME_TELEX };
	char text[EDIT_MAX * 4 + 1];

	open_form("F01");
	t.en.ime = &telex;
	entry_goto(&t.en, form_cell(t.en.form, "note"));
	type(&t.en, "suwr nghieej");
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	entry_close(&t.en);
	open_form("F01");
	t.en.ime = &telex;
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 1);
	(void)edit_text(&t.en.edit, text, sizeof text);
	ck_assert_str_eq(text, "sử nghiệ");
	type(&t.en, "p");
	(void)entry_leave(&t.en);
	ck_assert_str_eq(value("note"), "sử nghiệp");
	entry_close(&t.en);
}
END_TEST

/* In a form as in a sheet, in a text as in a count: typing replaces what stands there. */
START_TEST(typing_replaces_and_an_arrow_goes_on)
{
	static const enum key on[] = { K_RIGHT, K_END };
	size_t i;

	open_form("F01");
	for (i = 0; i < 2; i++) {
		put("note", "cũ");
		put("note", "mới");
		ck_assert_str_eq(value("note"), "mới");
		entry_goto(&t.en, form_cell(t.en.form, "note"));
		(void)entry_type(&t.en, &(struct event){ .key = on[i] });
		type(&t.en, " thêm");
		(void)entry_leave(&t.en);
		ck_assert_str_eq(value("note"), "mới thêm");
	}
	entry_close(&t.en);
}
END_TEST

Suite *
entry_suite(void)
{
	const TTest *const tests[] = {
		the_real_day_is_saved, one_too_many_names_the_rule, equals_puts_what_is_missing,
		a_count_speaks_four_states, a_carried_day_steps_on,
		codes_in_any_case_and_by_a_unique_beginning,
		what_is_no_value_stays_and_is_named, hours_follow_people_until_overtyped,
		hours_follow_in_a_saved_record_a_draft_and_a_copy, a_day_without_a_year_is_not_ahead,
		a_day_without_a_year_is_of_the_units_time,
		the_next_record_carries_and_repeats, wanted_cells_only,
		going_back_does_not_pass_over_the_start,
		a_draft_does_not_end_the_word_in_hand, a_draft_in_the_middle_of_a_word_is_what_was_shown,
		typing_replaces_and_an_arrow_goes_on,
		the_draft_comes_back_at_the_same_cell, the_same_key_is_told_once,
		saving_twice_is_saving_once, a_warning_waits_for_its_reason, two_people_at_one_record,
		words_are_typed_by_the_method_and_nothing_else,
	};
	Suite *s = suite_create("entry");
	TCase *tc = tcase_create("entry");
	size_t i;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 20);
	for (i = 0; i < sizeof tests / sizeof *tests; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(s, tc);
	return s;
}
