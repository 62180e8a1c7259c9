/* SPDX-License-Identifier: MIT */
/*
 * What F1 says: of fields, from the shipped forms; of typing, where each example is typed
 * with the engine itself.
 */
#include <check.h>
#include <string.h>

#include "core/ime.h"
#include "core/text.h"
#include "tests/unit/loadfix.h"
#include "tui/help.h"

Suite *help_suite(void);

static struct loadfix fix;
static struct loaded shipped;

static void
setup(void)
{
	loadfix_make(&fix);
	shipped = loadfix_shipped(&fix, NULL, NULL);
	lang_set(LANG_EN, NULL);
}

static void
teardown(void)
{
	loadfix_free(&fix);
	lang_set(LANG_VI, NULL);
}

/* All that is said of a cell, as one text. */
static const char *
said(const char *form, const char *cell, enum help_way way)
{
	const struct form *f = schema_form(shipped.schema, form);
	struct lines l = { .a = fix.a };
	const char *s = "";
	int i;

	help_field(&l, f, &f->cell[form_cell(f, cell)], 400, way);
	for (i = 0; i < l.n; i++)
		s = arena_printf(fix.a, "%s%s\n", s, l.line[i]);
	return s;
}

static const struct {
	const char *form, *cell, *part;
} parts[] = {
	/* what it means, where it comes from */
	{ "F08", "people", "People\n  The people who did this work that day, each counted once.\n  Source: The duty book" },
	{ "F31", "name", "  Two records may not agree in all of \"Full name\", \"Year of birth\", \"Hamlet\".\n" },
	{ "F01", "age.A12", "Vaccinated: 12-17\n" },
	/* what may be typed */
	{ "F01", "turn", "  From 1 to 9.\n" },
	{ "F08", "date", "  From 01/01/2020 to today.\n" },
	{ "F08", "hours", "  From 0 to 99999.\n" },
	{ "F31", "consent_date", "  At most today.\n" },
	{ "F08", "note", "  At most 120 letters.\n" },
	{ "F01", "postponed", "  Type = for what is still missing to \"Came\".\n" },
	{ "F08", "hamlet", "  A new name is taken too, and offered the next time.\n" },
	/* expressions in words; what calls a function is not one */
	{ "F01", "absent", "  It is computed and never typed: \"Planned\" - \"Came\".\n" },
	{ "F08", "hours", "  Offered: \"People\" x 8 x \"Shifts\"; type over it when it is different.\n" },
	{ "F01", "doses_per_vial", "  A value is offered; type over it when it is different.\n" },
	{ "F01", "prior_vaccine", "  It is passed over when \"Dose\" = Dose 1.\n" },
	{ "F08", "incident_note", "  It is passed over when not \"Incident\".\n" },
	/* the rules, also those shown at another field */
	{ "F08", "women", "Rules that watch it:\n  Error, to be put right: Women cannot be more than the people.\n" },
	{ "F08", "people", "  Warning, asks for a reason: More people than the roster" },
	{ "F08", "people", "  Error, to be put right: Women cannot be more than the people.\n" },
	{ "F01", "refused", "  Error, to be put right: Those who came must equal" },
	{ "F01", "age.A05", "  Error, to be put right: This vaccine is not for ages 5-11.\n" },
};

START_TEST(a_field_tells_what_it_means_and_what_watches_it)
{
	const char *all = said(parts[_i].form, parts[_i].cell, HELP_KEYS);

	ck_assert_msg(strstr(all, parts[_i].part) != NULL, "not there: %s\n%s", parts[_i].part, all);
}
END_TEST

START_TEST(what_does_not_hold_is_not_said)
{
	ck_assert_ptr_null(strstr(said("F08", "place", HELP_KEYS), "Rules"));
	ck_assert_ptr_null(strstr(said("F08", "women", HELP_KEYS), "roster"));
	ck_assert_ptr_null(strstr(said("F01", "absent", HELP_KEYS), "At least"));
	ck_assert_ptr_null(strstr(said("L01", "phone", HELP_KEYS), "Telex"));
	ck_assert_ptr_nonnull(strstr(said("L01", "name", HELP_KEYS), "Telex"));
	ck_assert_ptr_null(strstr(said("L01", "name", HELP_LINES), "Telex"));
	ck_assert_ptr_nonnull(strstr(said("F08", "work", HELP_KEYS), "F4"));
	ck_assert_ptr_null(strstr(said("F08", "work", HELP_LINES), "F4"));
}
END_TEST

static const char *
typed(const char *keys, enum ime_method method)
{
	const struct ime_how how = { .method = method };
	struct buf b = { 0 };
	const char *s;

	ime_type(fix.a, &b, &how, keys);
	s = arena_dup(fix.a, b.p, b.n);
	buf_free(&b);
	return s;
}

START_TEST(each_example_of_the_typing_page_is_true)
{
	int i;

	for (i = 0; i < help_nmarks; i++) {
		ck_assert_str_eq(typed(help_marks[i].by_telex, IME_TELEX), help_marks[i].word);
		ck_assert_str_eq(typed(help_marks[i].by_vni, IME_VNI), help_marks[i].word);
	}
	ck_assert_str_eq(typed("tieengs", IME_TELEX), "tiếng");
	ck_assert_str_eq(typed("tiengse", IME_TELEX), "tiếng");
	ck_assert_str_eq(typed("tie61ng", IME_VNI), "tiếng");
	ck_assert_str_eq(typed("ass", IME_TELEX), "as");
	ck_assert_str_eq(typed("a11", IME_VNI), "a1");
}
END_TEST

START_TEST(the_typing_page_is_one_screen)
{
	struct lines l = { .a = fix.a };
	int i;

	help_typing(&l);
	ck_assert_int_le(l.n, 18);
	for (i = 0; i < l.n; i++)
		ck_assert_int_le(text_cols(l.line[i]), 80);
}
END_TEST

Suite *
help_suite(void)
{
	Suite *s = suite_create("help");
	TCase *t = tcase_create("help");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, a_field_tells_what_it_means_and_what_watches_it, 0, sizeof parts / sizeof *parts);
	tcase_add_test(t, what_does_not_hold_is_not_said);
	tcase_add_test(t, each_example_of_the_typing_page_is_true);
	tcase_add_test(t, the_typing_page_is_one_screen);
	suite_add_tcase(s, t);
	return s;
}
