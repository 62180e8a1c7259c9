/* SPDX-License-Identifier: MIT */
/*
 * The record in hand over a real book with the shipped forms: what is carried, offered,
 * refused, kept and saved, with no screen.
 */
#include "tests/unit/entryfix.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"

Suite *entry_suite(void);

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
		entryfix_put(rows[i][0], rows[i][1]);
	entryfix_put("came", came);
}

static void
line(const char *work, const char *people, const char *result)
{
	entryfix_put("work", work);
	entryfix_put("people", people);
	entryfix_put("result", result);
}

static void
first_line(void)
{
	entryfix_put("date", "23112021");
	entryfix_put("hamlet", "Bản Nà Nhì");
	entryfix_put("force", "tcd");
	line("rsh", "3", "42");
}

START_TEST(the_real_day_is_saved)
{
	entryfix_open("F01");
	real_day("1500");
	ck_assert_str_eq(entryfix_value("absent"), "0");
	ck_assert_str_eq(entryfix_value("balance"), "0");
	ck_assert_int_eq(save(), 0);
	ck_assert(t.en.saved != 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(one_too_many_names_the_rule)
{
	entryfix_open("F01");
	real_day("1501");
	ck_assert_int_eq(save(), 1);
	ck_assert(found("balance"));
	ck_assert_str_eq(current(), "came");
	entryfix_put("came", "1500");
	ck_assert_int_eq(save(), 0);
	entry_close(&t.en);
}
END_TEST

START_TEST(equals_puts_what_is_missing)
{
	entryfix_open("F01");
	entryfix_put("came", "1500");
	entryfix_put("vaccinated", "1495");
	entryfix_put("postponed", "=");
	ck_assert_str_eq(entryfix_value("postponed"), "5");
	entryfix_put("refused", "=");
	ck_assert_str_eq(entryfix_value("refused"), "0");
	entryfix_put("planned", "=");
	ck_assert_str_eq(entryfix_value("planned"), "");
	entry_close(&t.en);
}
END_TEST

START_TEST(a_count_speaks_four_states)
{
	entryfix_open("F01");
	entryfix_put("male", "-");
	entryfix_put("female", "12?");
	ck_assert_str_eq(entryfix_value("male"), "-");
	ck_assert_str_eq(entryfix_value("female"), "?");
	entryfix_put("female", "0");
	ck_assert_str_eq(entryfix_value("female"), "0");
	entry_close(&t.en);
}
END_TEST

START_TEST(a_carried_day_steps_on)
{
	entryfix_open("F11");
	t.en.sheet = true;
	entryfix_put("date", "23112021");
	entryfix_put("post", "Chốt mốc 79");
	entryfix_put("duty_bp", "4");
	entryfix_put("illegal_in", "0");
	entryfix_put("illegal_out", "0");
	entryfix_put("quarantined", "0");
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(entryfix_value("date"), "2021-11-24");
	ck_assert_str_eq(entryfix_value("post"), "Chốt mốc 79");
	ck_assert_str_eq(entryfix_value("duty_bp"), "4");
	ck_assert_str_eq(current(), "duty_dq");
	entryfix_put("illegal_in", "0");
	entryfix_put("illegal_out", "0");
	entryfix_put("quarantined", "0");
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(entryfix_value("date"), "2021-11-24");
	ck_assert_str_eq(current(), "post");
	entry_close(&t.en);
}
END_TEST

START_TEST(codes_in_any_case_and_by_a_unique_beginning)
{
	entryfix_open("F08");
	ck_assert_int_eq(entryfix_put("force", "tcd"), 0);
	ck_assert_str_eq(entryfix_value("force"), "TCD");
	ck_assert_int_eq(entryfix_put("force", "dt"), 0);
	ck_assert_str_eq(entryfix_value("force"), "DTN");
	ck_assert_int_eq(entryfix_put("work", "ra ho"), 0);
	ck_assert_str_eq(entryfix_value("work"), "RSH");
	ck_assert_int_eq(entryfix_put("work", "t"), 1);
	ck_assert_str_eq(entryfix_value("work"), "");
	ck_assert_str_eq(entry_text(&t.en, form_cell(t.en.form, "work")), "t");
	entry_close(&t.en);
}
END_TEST

START_TEST(what_is_no_value_stays_and_is_named)
{
	entryfix_open("F08");
	entryfix_put("people", "mười hai");
	ck_assert_str_eq(entry_text(&t.en, form_cell(t.en.form, "people")), "mười hai");
	ck_assert(found("type"));
	entryfix_put("date", "23112021");
	ck_assert(found("type"));
	entryfix_put("people", "12");
	ck_assert(!found("type"));
	entry_close(&t.en);
}
END_TEST

START_TEST(hours_follow_people_until_overtyped)
{
	entryfix_open("F08");
	entryfix_put("people", "12");
	ck_assert_str_eq(entryfix_value("hours"), "96");
	entryfix_put("people", "3");
	ck_assert_str_eq(entryfix_value("hours"), "24");
	entryfix_put("hours", "20");
	entryfix_put("people", "4");
	ck_assert_str_eq(entryfix_value("hours"), "20");
	entry_close(&t.en);
}
END_TEST

START_TEST(hours_follow_in_a_saved_record_a_draft_and_a_copy)
{
	rid id;

	entryfix_open("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	id = t.en.saved;
	entry_next_record(&t.en);
	line("htt", "5", "7");
	entryfix_put("shifts", "2");
	entryfix_put("hours", "70");
	ck_assert_int_eq(save(), 0);
	ck_assert_int_eq(entry_load(&t.en, id, &t.e), 0);
	entryfix_put("people", "5");
	ck_assert_str_eq(entryfix_value("hours"), "40");
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 1);
	entry_goto(&t.en, form_cell(t.en.form, "shifts"));
	entry_put(&t.en, "");
	(void)entry_leave(&t.en);
	entryfix_put("women", "0");
	ck_assert_str_eq(entryfix_value("shifts"), ""); /* what was emptied stays empty */
	entryfix_put("shifts", "2");
	ck_assert_str_eq(entryfix_value("hours"), "80");
	ck_assert_int_eq(save(), 0);
	ck_assert_int_eq(entry_load(&t.en, t.en.saved + 1, &t.e), 0);
	entryfix_put("people", "6");
	ck_assert_str_eq(entryfix_value("hours"), "70"); /* typed over: stays */
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	ck_assert_int_eq(entry_copy(&t.en), 0);
	ck_assert_str_eq(entryfix_value("people"), "3");
	entryfix_put("people", "4");
	ck_assert_str_eq(entryfix_value("hours"), "32");
	entry_close(&t.en);
}
END_TEST

START_TEST(a_day_without_a_year_is_not_ahead)
{
	clock_fix(INT64_C(1641171600000)); /* 3 January 2022 */
	entryfix_open("F08");
	entryfix_put("date", "31/12");
	ck_assert_str_eq(entryfix_value("date"), "2021-12-31");
	ck_assert_int_eq(entry_load(&t.en, 0, &t.e), 0);
	entryfix_put("date", "25/02"); /* a slip, and told */
	ck_assert_str_eq(entryfix_value("date"), "2022-02-25");
	entryfix_put("date", "02012021");
	entryfix_put("date", "0301");
	ck_assert_str_eq(entryfix_value("date"), "2021-01-03"); /* near what stood there */
	entry_close(&t.en);
}
END_TEST

START_TEST(a_day_without_a_year_is_of_the_units_time)
{
	clock_fix(INT64_C(1800000000000)); /* January 2027; the unit closed on 30 June 2025 */
	entryfix_open("F08");
	entryfix_put("date", "2311");
	ck_assert_str_eq(entryfix_value("date"), "2024-11-23");
	entry_close(&t.en);
}
END_TEST

START_TEST(the_next_record_carries_and_repeats)
{
	entryfix_open("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(entryfix_value("hamlet"), "Bản Nà Nhì");
	ck_assert_str_eq(entryfix_value("people"), "");
	ck_assert_str_eq(entryfix_value("shifts"), "1");
	ck_assert_str_eq(entry_text(&t.en, 0), "23/11/2021");
	entry_goto(&t.en, form_cell(t.en.form, "people"));
	ck_assert_int_eq(entry_ditto(&t.en), 0);
	(void)entry_leave(&t.en);
	ck_assert_str_eq(entryfix_value("people"), "3");
	ck_assert_int_eq(entry_copy(&t.en), 0);
	ck_assert_str_eq(entryfix_value("result"), "42");
	entry_close(&t.en);
}
END_TEST

START_TEST(wanted_cells_only)
{
	entryfix_open("F08");
	t.en.sheet = true;
	first_line();
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(current(), "work");
	entryfix_type(&t.en, "htt");
	(void)entry_leave(&t.en);
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "people");
	entryfix_type(&t.en, "5");
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
	entryfix_open("F08");
	t.en.sheet = true;
	first_line();
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	ck_assert_str_eq(current(), "work");
	ck_assert_int_eq(entry_move(&t.en, STEP_PREV), 0);
	ck_assert_str_eq(current(), "force");
	entryfix_type(&t.en, "dq");
	(void)entry_leave(&t.en);
	ck_assert_int_eq(entry_move(&t.en, STEP_WANTED), 0);
	ck_assert_str_eq(current(), "work");
	entryfix_type(&t.en, "htt");
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
	entryfix_open("F08");
	entryfix_put("date", "23112021");
	entryfix_put("people", "mười");
	entry_goto(&t.en, form_cell(t.en.form, "women"));
	ck_assert_int_eq(entry_keep(&t.en, &t.e), 0);
	entry_close(&t.en);
	entryfix_open("F08");
	ck_assert_int_eq(entry_draft(&t.en, &t.e), 1);
	ck_assert_str_eq(current(), "women");
	ck_assert_str_eq(entryfix_value("date"), "2021-11-23");
	ck_assert_str_eq(entry_text(&t.en, form_cell(t.en.form, "people")), "mười");
	ck_assert_int_eq(save(), 1);
	entryfix_put("people", "10");
	entryfix_put("hamlet", "Bản Nà Nhì");
	entryfix_put("force", "TCD");
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

	entryfix_open("F08");
	first_line();
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 0);
	ck_assert_int_eq(save(), 0);
	entry_next_record(&t.en);
	entryfix_put("work", "htt");
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 0);
	entryfix_put("work", "rsh");
	ck_assert_int_eq(entry_same_key(&t.en, &other, 1), 1);
	ck_assert(other == t.en.saved);
	entryfix_put("work", "rsh");
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

	entryfix_open("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	id = t.en.saved;
	ck_assert_int_eq(save(), 0);
	ck_assert(t.en.saved == id);
	entryfix_put("people", "3");
	ck_assert_int_eq(save(), 0);
	ck_assert_ptr_nonnull(book_history(t.b, t.a, id, &n, &t.e));
	ck_assert_int_eq(n, 1);
	entryfix_put("people", "4");
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

	entryfix_open("F08");
	first_line();
	entryfix_put("hours", "100");
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

	entryfix_open("F08");
	first_line();
	ck_assert_int_eq(save(), 0);
	id = t.en.saved;
	ck_assert_int_eq(entry_open(&other, t.b, t.en.form, "lan", id, &t.e), 0);
	entryfix_put("people", "5");
	entryfix_put("women", "2");
	ck_assert_int_eq(save(), 0);
	entry_goto(&other, form_cell(other.form, "people"));
	entryfix_type(&other, "6");
	ck_assert_int_eq(entry_save(&other, &waiting, &t.e), -1);
	ck_assert(other.conflict);
	ck_assert_ptr_nonnull(strstr(t.e.text, "mai"));
	ck_assert_ptr_nonnull(strstr(t.e.text, "5"));
	ck_assert_int_eq(other.v[form_cell(other.form, "people")].n, 6);
	ck_assert_int_eq(other.v[form_cell(other.form, "women")].n, 2);
	ck_assert_int_eq(other.nsides, 3); /* the hours follow the people */
	ck_assert(!other.side[0].taken && other.side[1].taken);
	ck_assert_ptr_nonnull(strstr(entry_sides(&other, t.a), "6"));
	entry_take(&other, 0, true);
	ck_assert_int_eq(other.v[form_cell(other.form, "people")].n, 5);
	entry_take(&other, 0, false);
	entry_take(&other, 1, false);
	ck_assert_int_eq(other.v[form_cell(other.form, "people")].n, 6);
	ck_assert(other.v[form_cell(other.form, "women")].kind == V_BLANK);
	entry_take(&other, 1, true);
	ck_assert_int_eq(entry_save(&other, &waiting, &t.e), 0);
	entry_close(&other);
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
		the_draft_comes_back_at_the_same_cell, the_same_key_is_told_once,
		saving_twice_is_saving_once, a_warning_waits_for_its_reason, two_people_at_one_record,
	};
	Suite *s = suite_create("entry");
	TCase *tc = tcase_create("entry");
	size_t i;

	tcase_add_checked_fixture(tc, entryfix_make, entryfix_free);
	tcase_set_timeout(tc, 20);
	for (i = 0; i < sizeof tests / sizeof *tests; i++)
		tcase_add_test(tc, tests[i]);
	suite_add_tcase(s, tc);
	return s;
}
