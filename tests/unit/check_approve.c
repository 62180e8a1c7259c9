/* SPDX-License-Identifier: MIT */
#include "core/approve.h"

#include <check.h>
#include <string.h>

#include "core/correct.h"
#include "core/date.h"
#include "core/due.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *approve_suite(void);

FIXTURE(bookfix, x)

static struct approve_sum sum;

/* Moves the first n days of November 2021. */
static void
period(enum change_kind kind, int n)
{
	struct approve_ask q = { .kind = kind, .form = x.form, .who = "minh", .reason = "vì" };

	q.from = date_of(2021, 11, 1);
	q.to = q.from + n - 1;
	ck_assert_msg(approve_period(x.b, &q, &sum, &x.e) == 0, "%s", x.e.text);
}

static enum status
status_of(rid id)
{
	return book_get(x.b, x.a, id, &x.e)->status;
}

/* A correction of record id: the people become n, or the record goes. */
static int
correct(rid id, enum change_kind kind, int n, const char *reason)
{
	struct record *r = book_get(x.b, x.a, id, &x.e);
	struct save s = { .kind = kind, .rec = id, .form = x.form, .seen = &r->vv, .who = "mai",
		.reason = reason };
	struct value *v = book_values(x.a, r, x.form);

	v[AC_PEOPLE] = int_value(n);
	s.v = kind == CH_REMOVE ? NULL : v;
	return book_save(x.b, &s, 1, &x.e);
}

/* 10 records a day; more than one transaction holds. */
START_TEST(a_period_moves_step_by_step_and_once)
{
	bookfix_lines(&x, 1000);
	bookfix_lines(&x, 300);
	period(CH_LOCK, 30);
	ck_assert_int_eq(sum.moved, 0);
	ck_assert_int_eq(sum.held, 1300);
	ck_assert_int_eq(sum.nnames, APPROVE_NAMED);
	period(CH_APPROVE, 30);
	ck_assert_int_eq(sum.moved, 1300);
	period(CH_APPROVE, 30);
	ck_assert_int_eq(sum.moved, 0);
	ck_assert_int_eq(sum.already, 1300);
	period(CH_LOCK, 2); /* 4 times 20 records, and 30 of the second list */
	ck_assert_int_eq(sum.moved, 100);
	ck_assert_int_eq(sum.held, 0);
	ck_assert_int_eq(status_of(rid_make(1, 1)), ST_LOCKED);
	ck_assert_int_eq(status_of(rid_make(1, 21)), ST_APPROVED);
	period(CH_UNLOCK, 30);
	ck_assert_int_eq(sum.moved, 100);
	ck_assert_int_eq(status_of(rid_make(1, 1)), ST_APPROVED);
}
END_TEST

START_TEST(what_was_approved_and_is_edited_falls_back)
{
	rid id = bookfix_add(&x, x.form, bookfix_line(&x, 3));

	period(CH_APPROVE, 1);
	ck_assert_int_eq(bookfix_set(&x, id, bookfix_line(&x, 3), NULL), 0);
	ck_assert_int_eq(status_of(id), ST_APPROVED); /* nothing is different */
	ck_assert_int_eq(bookfix_set(&x, id, bookfix_line(&x, 4), NULL), 0);
	ck_assert_int_eq(status_of(id), ST_COMPLETE);
	period(CH_LOCK, 1);
	ck_assert_int_eq(sum.held, 1);
	ck_assert_uint_eq(sum.name[0], id);
}
END_TEST

START_TEST(a_correction_names_why_and_its_paper)
{
	static const char *const poor[] = { "", "vì", "correct=vì;", "correct=vì;paper= ;", "paper=12/BC;" };
	rid id = bookfix_add(&x, x.form, bookfix_line(&x, 3));
	const char *ready = correct_reason(x.a, "sót; hai=người", "12/BC", "key=x;");
	size_t i;

	ck_assert_str_eq(ready, "correct=sót, hai,người;paper=12/BC;key=x;");
	ck_assert_str_eq(correct_part(x.a, ready, "paper"), "12/BC");
	ck_assert_str_eq(correct_part(x.a, ready, "pape"), "");
	ck_assert_int_eq(correct(id, CH_CORRECT, 9, ready), -1); /* not locked: an edit is enough */
	period(CH_APPROVE, 1);
	period(CH_LOCK, 1);
	for (i = 0; i < sizeof poor / sizeof *poor; i++) {
		ck_assert_int_eq(correct(id, CH_CORRECT, 9, poor[i]), -1);
		ck_assert_int_eq(x.e.code, E_RULE);
		ck_assert_int_eq(correct(id, CH_REMOVE, 9, poor[i]), -1);
	}
	ck_assert_int_eq(correct(id, CH_CORRECT, 9, ready), 0);
	ck_assert_int_eq(status_of(id), ST_LOCKED);
	ck_assert_int_eq(correct(id, CH_REMOVE, 0, ready), 0);
	ck_assert_int_eq(status_of(id), ST_REMOVED);
}
END_TEST

static struct correction got[20];
static int ngot;

static int
note(void *arg, const struct correction *c, struct err *e)
{
	(void)arg;
	(void)e;
	ck_assert_str_eq(c->paper, "12/BC");
	ck_assert_str_eq(c->why, "sót");
	got[ngot++] = *c;
	return 0;
}

static int
listed(int32_t from, int32_t to, const char *unit)
{
	struct correct_ask q = { .form = x.form, .unit = unit, .from = from, .to = to };

	ngot = 0;
	ck_assert_int_eq(correct_list(x.b, &q, note, NULL, &x.e), 0);
	return ngot;
}

START_TEST(corrections_are_deltas_of_what_they_met)
{
	const char *why = correct_reason(x.a, "sót", "12/BC", "");
	int32_t first = date_of(2021, 11, 1);
	rid id = bookfix_add(&x, x.form, bookfix_line(&x, 3)), gone = bookfix_add(&x, x.form, bookfix_line(&x, 2));

	ck_assert_int_eq(bookfix_set(&x, id, bookfix_line(&x, 3), NULL), 0);
	period(CH_APPROVE, 1);
	period(CH_LOCK, 1);
	ck_assert_int_eq(correct(id, CH_CORRECT, 9, why), 0);
	ck_assert_int_eq(correct(id, CH_CORRECT, 4, why), 0);
	ck_assert_int_eq(listed(DATE_NONE, DATE_NONE, NULL), 2);
	ck_assert_int_eq(got[0].cell, AC_PEOPLE);
	ck_assert_int_eq(got[0].was.n, 5);
	ck_assert_int_eq(got[0].difference, 4);
	ck_assert_int_eq(got[1].was.n, 9);
	ck_assert_int_eq(got[1].difference, -5);
	ck_assert_int_eq(got[1].day, first);
	ck_assert_int_eq(listed(first, first, "03388@-"), 2);
	ck_assert_int_eq(listed(first + 1, DATE_NONE, NULL), 0);
	ck_assert_int_eq(listed(first, first, "03389@-"), 0);
	ck_assert_int_eq(correct(gone, CH_REMOVE, 0, why), 0);
	ck_assert_int_eq(listed(DATE_NONE, DATE_NONE, NULL), 2 + 6);
	ck_assert_int_eq(got[2].cell, -1);
	ck_assert_int_eq(got[3].cell, AC_PEOPLE);
	ck_assert_int_eq(got[3].difference, -4);
}
END_TEST

/* The status of the first three days of the month, whether or not records are counted. */
static void
days_have(enum status one, enum status two, enum status three)
{
	struct due_ask q = { .form = x.form, .unit = "03388@-", .n = 3 };
	const enum status want[] = { one, two, three };
	struct due_cell cell[3];
	int i, k;

	q.first = due_span(DUE_DAY, date_of(2021, 11, 1));
	for (k = 0; k < 2; k++) {
		q.count = k > 0;
		ck_assert_int_eq(due_row(x.b, &q, cell, &x.e), 0);
		for (i = 0; i < 3; i++)
			ck_assert_int_eq(cell[i].status, want[i]);
	}
}

START_TEST(a_period_is_as_far_as_its_last_record)
{
	x.form->period = "day";
	bookfix_lines(&x, 20);
	days_have(ST_COMPLETE, ST_COMPLETE, ST_DRAFT);
	period(CH_APPROVE, 2);
	period(CH_LOCK, 1);
	days_have(ST_LOCKED, ST_APPROVED, ST_DRAFT);
	ck_assert_int_eq(bookfix_set(&x, rid_make(1, 15), bookfix_line(&x, 14), NULL), 0);
	days_have(ST_LOCKED, ST_APPROVED, ST_DRAFT); /* nothing was different */
	ck_assert_int_eq(bookfix_set(&x, rid_make(1, 18), bookfix_line(&x, 16), NULL), 0);
	days_have(ST_LOCKED, ST_COMPLETE, ST_DRAFT);
}
END_TEST

START_TEST(missing_days_stand_in_the_way)
{
	x.form->period = "day";
	bookfix_lines(&x, 20); /* two days, part of them of another unit */
	period(CH_APPROVE, 5);
	ck_assert_int_eq(sum.moved, 20);
	ck_assert_int_eq(sum.missing, 3);
	ck_assert_int_eq(sum.first, date_of(2021, 11, 3));
	period(CH_UNLOCK, 5);
	ck_assert_int_eq(sum.missing, 0);
}
END_TEST

Suite *
approve_suite(void)
{
	Suite *s = suite_create("approve");
	TCase *t = tcase_create("approve");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_period_moves_step_by_step_and_once);
	tcase_add_test(t, what_was_approved_and_is_edited_falls_back);
	tcase_add_test(t, a_correction_names_why_and_its_paper);
	tcase_add_test(t, corrections_are_deltas_of_what_they_met);
	tcase_add_test(t, a_period_is_as_far_as_its_last_record);
	tcase_add_test(t, missing_days_stand_in_the_way);
	suite_add_tcase(s, t);
	return s;
}
