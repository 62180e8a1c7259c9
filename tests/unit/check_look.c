/* SPDX-License-Identifier: MIT */
#include "core/look.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "core/memo.h"
#include "core/usual.h"
#include "tests/unit/bookfix.h"

Suite *look_suite(void);

enum { LINES = 60 };

static struct bookfix x;
static struct value *v;        /* the record in hand: line 7 */
static rid ids[LINES];

static void
setup(void)
{
	int i;

	bookfix_make(&x);
	for (i = 0; i < LINES; i++)
		ids[i] = bookfix_add(&x, x.form, bookfix_line(&x, i));
	v = bookfix_line(&x, 7);
}

static void
teardown(void)
{
	bookfix_free(&x);
}

static struct value
asked(const char *src, const char *unit)
{
	struct look look = book_look(x.b, unit);
	const struct expr *e = expr_parse(x.a, &x.schema, x.form, src, ET_ANY, &x.e);

	ck_assert_msg(e != NULL, "%s: %s", src, x.e.text);
	return expr_eval(x.a, e, v, &look);
}

static int64_t
answer(const char *src)
{
	struct value is = asked(src, "03388@-");

	ck_assert_msg(is.kind == V_INT, "%s is not a number", src);
	return is.n;
}

/* The sum over the lines that test says yes to, of people or, NULL, of lines. */
static int64_t
sum_of(bool (*test)(const struct value *line), bool people)
{
	int64_t n = 0;
	int i;

	for (i = 0; i < LINES; i++) {
		const struct value *line = bookfix_line(&x, i);

		if (test(line))
			n += people ? line[AC_PEOPLE].n : 1;
	}
	return n;
}

static bool
same_force(const struct value *line)
{
	return strcmp(line[AC_FORCE].s, v[AC_FORCE].s) == 0;
}

static bool
same_day(const struct value *line)
{
	return line[AC_DAY].n == v[AC_DAY].n;
}

static bool
week_before(const struct value *line)
{
	return same_force(line) && line[AC_DAY].n >= v[AC_DAY].n + 2 && line[AC_DAY].n <= v[AC_DAY].n + 4;
}

START_TEST(totals_are_sums_over_the_records)
{
	int i;

	for (i = 0; i < 2; i++) {      /* asked of the book, then remembered */
		ck_assert_int_eq(answer("total(activity.people, force = force)"), sum_of(same_force, true));
		ck_assert_int_eq(answer("total(F08, force = force)"), sum_of(same_force, false));
		ck_assert_int_eq(answer("total(F08.people, date = date)"), sum_of(same_day, true));
		ck_assert_int_eq(answer("total(F08.people, force = force, date + 2, date + 4)"), sum_of(week_before, true));
		ck_assert_int_eq(answer("total(F08)"), LINES);
		ck_assert_int_eq(answer("total(hamlet)"), 0);
		ck_assert_int_eq(answer("total(hamlet.households, name = place)"), 0);
		ck_assert_int_eq(answer("total(F08, date = date, hamlet = hamlet, force = force, work = work)"), 1);
		ck_assert_int_eq(answer("total(F08, date = date, hamlet = hamlet, force = force, work = work, "
		    "date + 1, date + 2)"), 0);
	}
}
END_TEST

START_TEST(exists_by_key_and_by_any_field)
{
	ck_assert_int_eq(answer("exists(F08, date = date, hamlet = hamlet, force = force, work = work)"), 1);
	ck_assert_int_eq(answer("exists(F08, place = place)"), 1);
	ck_assert_int_eq(answer("exists(F08, place = 'nowhere')"), 0);
	ck_assert_int_eq(answer("exists(F08, date = date - 100)"), 0);
	ck_assert_int_eq(answer("exists(hamlet)"), 0);
}
END_TEST

/* Evaluates src with the collector on; how many records it came upon. */
static int
came_upon(const char *src, rid *id, int max)
{
	struct look look = book_look(x.b, "03388@-");
	const struct expr *e = expr_parse(x.a, &x.schema, x.form, src, ET_ANY, &x.e);
	const struct form *of[LINES];
	struct visits seen = { 0, max, id, of };

	ck_assert_msg(e != NULL, "%s: %s", src, x.e.text);
	book_look_visits(&look, &seen);
	(void)expr_eval(x.a, e, v, &look);
	book_look_visits(&look, NULL);
	return seen.n;
}

START_TEST(the_records_behind_an_answer_are_told)
{
	static const char key[] = "total(F08, date = date, hamlet = hamlet, force = force, work = work)";
	rid id[LINES];
	int i;

	ck_assert_int_eq(answer(key), 1); /* remembered now, and read anew all the same */
	for (i = 0; i < 2; i++) {
		ck_assert_int_eq(came_upon(key, id, LINES), 1);
		ck_assert_uint_eq(id[0], ids[7]);
	}
	ck_assert_int_eq(came_upon("total(F08.people, force = force) + total(F08, force = force)", id, LINES),
	    (int)sum_of(same_force, false)); /* each once */
	ck_assert_int_gt((int)sum_of(same_force, false), 2);
	ck_assert_int_eq(came_upon("total(F08.people, date = date)", id, 1), (int)sum_of(same_day, false));
	ck_assert_int_eq(came_upon("exists(F08, place = 'nowhere')", id, LINES), 0);
	ck_assert_int_eq(came_upon("people + women", id, LINES), 0);
	ck_assert_int_eq(answer(key), 1); /* and what is remembered is as it was */
}
END_TEST

START_TEST(usual_limits_come_of_the_latest_numbers)
{
	struct value *line = bookfix_line(&x, 7);
	int i;

	line[AC_PLACE] = v[AC_PLACE] = text_value("Chợ");
	for (i = 0; i < 6; i++) {
		line[AC_DAY].n++;
		line[AC_PEOPLE] = int_value(i == 2 ? 4000 : 40 + i);
		v[AC_DAY].n = line[AC_DAY].n;
		if (i < 5)
			ck_assert_int_eq(asked("usual(people, high, place = place)", "03388@-").kind, V_BLANK);
		(void)bookfix_add(&x, x.form, line);
	}
	v[AC_DAY].n++;
	/* 40 41 43 44 45 4000: median 43.5, deviation 2; a quarter of the median is more than three of these */
	ck_assert_int_eq(answer("usual(people, low, place = place)"), 32);
	ck_assert_int_eq(answer("usual(people, high, place = place)"), 55);
	v[AC_DAY].n += 100; /* all that is too long ago */
	ck_assert_int_eq(asked("usual(people, high, place = place)", "03388@-").kind, V_BLANK);
	ck_assert(expr_parse(x.a, &x.schema, x.form, "usual(people, middle)", ET_ANY, &x.e) == NULL);
	ck_assert(expr_parse(x.a, &x.schema, x.form, "usual(place, low)", ET_ANY, &x.e) == NULL);
	ck_assert(expr_parse(x.a, &x.schema, x.hamlet, "usual(households, low)", ET_ANY, &x.e) == NULL);
}
END_TEST

START_TEST(usual_limits_of_few_like_and_large_numbers)
{
	int64_t few[] = { 1, 2, 3, 4 }, same[] = { 20, 20, 20, 20, 20 }, wide[] = { 10, 20, 30, 40, 50 },
	    small[] = { 0, 0, 0, 1, 0 }, huge[] = { 1, 2, 3, 4, INT64_MAX }, below[] = { -9, -9, -9, -9, -9 };
	int64_t low, high;

	ck_assert(!usual_limits(few, 4, &low, &high));
	ck_assert(!usual_limits(huge, 5, &low, &high));
	ck_assert(usual_limits(same, 5, &low, &high));
	ck_assert_int_eq(low, 15);
	ck_assert_int_eq(high, 25);
	ck_assert(usual_limits(wide, 5, &low, &high)); /* MAD 10: 30 +- 44.478 */
	ck_assert_int_eq(low, -15);
	ck_assert_int_eq(high, 75);
	ck_assert(usual_limits(small, 5, &low, &high));
	ck_assert_int_eq(low, -3);
	ck_assert_int_eq(high, 3);
	ck_assert(usual_limits(below, 5, &low, &high));
	ck_assert_int_eq(low, -12);
	ck_assert_int_eq(high, -6);
}
END_TEST

START_TEST(the_record_in_hand_is_not_another)
{
	static const char *const asks[] = { "exists(F08, date = date, hamlet = hamlet, force = force, work = work)",
		"exists(F08, date = date, place = place)" };
	struct look look = book_look(x.b, "03388@-");
	const struct expr *all = expr_parse(x.a, &x.schema, x.form, "total(F08)", ET_ANY, &x.e), *e;
	int i;

	for (i = 0; i < 2; i++) {
		e = expr_parse(x.a, &x.schema, x.form, asks[i], ET_ANY, &x.e);
		look.self = 0;
		ck_assert_int_eq(expr_eval(x.a, e, v, &look).n, 1);
		look.self = ids[7];
		ck_assert_int_eq(expr_eval(x.a, e, v, &look).n, 0);
	}
	ck_assert_int_eq(expr_eval(x.a, all, v, &look).n, LINES - 1);
	ck_assert_int_eq(asked("total(F08)", "03388@-").n, LINES);
}
END_TEST

START_TEST(another_unit_is_another_world)
{
	ck_assert_int_eq(asked("total(F08)", "03400@-").n, 0);
	ck_assert_int_eq(asked("total(F08)", NULL).n, LINES);
	ck_assert_int_eq(asked("exists(F08, date = date, hamlet = hamlet, force = force, work = work)", NULL).n, 1);
	ck_assert_int_eq(asked("exists(F08, place = place)", "03400@-").n, 0);
	ck_assert_int_eq(asked("prev(people)", NULL).kind, V_BLANK);
	ck_assert_ptr_eq(book_look(x.b, NULL).arg, book_look(x.b, NULL).arg);
	ck_assert_ptr_ne(book_look(x.b, NULL).arg, book_look(x.b, "03388@-").arg);
}
END_TEST

START_TEST(a_save_is_seen_at_once)
{
	struct value hamlet[2] = { text_value("Bản Mới"), int_value(40) };
	struct save gone = { .kind = CH_REMOVE, .rec = ids[7], .form = x.form, .who = "lan", .reason = "x" };
	int64_t before = answer("total(F08.people)");
	struct value *line = bookfix_line(&x, 3);

	ck_assert_int_eq(answer("total(hamlet.households)"), 0);
	line[AC_DAY].n += 40;
	line[AC_PEOPLE] = int_value(1000);
	bookfix_add(&x, x.form, line);
	ck_assert_int_eq(answer("total(F08.people)"), before + 1000);
	bookfix_add(&x, x.hamlet, hamlet);
	ck_assert_int_eq(answer("total(hamlet.households)"), 40);
	gone.seen = &book_get(x.b, x.a, ids[7], &x.e)->vv;
	ck_assert_int_eq(book_save(x.b, &gone, 1, &x.e), 0);
	ck_assert_int_eq(answer("exists(F08, date = date, hamlet = hamlet, force = force, work = work)"), 0);
	ck_assert_int_eq(answer("total(F08.people)"), before + 1000 - v[AC_PEOPLE].n);
}
END_TEST

START_TEST(what_is_not_known_makes_a_total_blank)
{
	struct value *line = bookfix_line(&x, 3);

	line[AC_DAY].n += 40;
	line[AC_PEOPLE] = (struct value){ V_UNKNOWN, 0, NULL };
	line[AC_WOMEN] = (struct value){ V_NA, 0, NULL };
	bookfix_add(&x, x.form, line);
	ck_assert_int_eq(asked("total(F08.people)", "03388@-").kind, V_BLANK);
	ck_assert_int_eq(asked("total(F08.women)", "03388@-").kind, V_INT);
}
END_TEST

START_TEST(prev_is_the_same_key_on_the_day_before)
{
	struct value text;

	ck_assert_int_eq(asked("prev(people)", "03388@-").kind, V_BLANK);
	v[AC_DAY].n++;
	ck_assert_int_eq(answer("prev(people)"), v[AC_PEOPLE].n);
	text = asked("prev(place)", "03388@-");
	ck_assert_int_eq(text.kind, V_TEXT);
	ck_assert_str_eq(text.s, v[AC_PLACE].s);
	v[AC_DAY] = (struct value){ V_BLANK, 0, NULL };
	ck_assert_int_eq(asked("prev(people)", "03388@-").kind, V_BLANK);
	x.form->field[AC_DAY].key = false;
	v[AC_DAY] = bookfix_line(&x, 8)[AC_DAY];
	ck_assert_int_eq(asked("prev(people)", "03388@-").kind, V_BLANK);
}
END_TEST

START_TEST(an_open_list_knows_what_was_keyed)
{
	struct value *line = bookfix_line(&x, 3);

	ck_assert_int_eq(answer("known(hamlet)"), 1);
	v[AC_HAMLET] = text_value("Bản Chưa Ai Nghe");
	ck_assert_int_eq(answer("known(hamlet)"), 0);
	ck_assert_int_eq(answer("known(hamlet)"), 0);
	line[AC_DAY].n += 40;
	line[AC_HAMLET] = v[AC_HAMLET];
	bookfix_add(&x, x.form, line);
	ck_assert_int_eq(answer("known(hamlet)"), 1);
}
END_TEST

START_TEST(a_form_that_is_not_installed_answers_nothing)
{
	const char *is[] = { "none" };
	struct look look = book_look(x.b, "03388@-");
	struct value out, one = int_value(1);

	ck_assert_int_eq(look.total(look.arg, "none", NULL, 0, NULL, NULL, DATE_NONE, DATE_NONE, 0, &out), -1);
	ck_assert_int_eq(look.total(look.arg, "F08", "none", 0, NULL, NULL, DATE_NONE, DATE_NONE, 0, &out), -1);
	ck_assert_int_eq(look.total(look.arg, "F08", NULL, 1, is, &one, DATE_NONE, DATE_NONE, 0, &out), -1);
	ck_assert_int_eq(look.total(look.arg, "F08", NULL, 9, is, &one, DATE_NONE, DATE_NONE, 0, &out), -1);
	ck_assert(!look.exists(look.arg, "none", 0, NULL, NULL, 0));
}
END_TEST

START_TEST(a_memo_keeps_and_drops)
{
	struct memo m;
	struct buf key = { 0 };
	int i, about[2];

	memo_open(&m);
	for (i = 0; i < 1000; i++) {
		key.n = 0;
		buf_varint(&key, (uint64_t)i);
		memo_put(&m, &key, &about[i % 2], int_value(i));
	}
	memo_drop(&m, &about[1]);
	for (i = 0; i < 1000; i++) {
		const struct value *got;

		key.n = 0;
		buf_varint(&key, (uint64_t)i);
		got = memo_get(&m, &key);
		ck_assert(i % 2 ? got == NULL : got->n == i);
	}
	memo_drop(&m, NULL);
	ck_assert_ptr_null(memo_get(&m, &key));
	ck_assert_int_eq(m.n, 1000);
	memo_put(&m, &key, NULL, int_value(1));
	memo_forget(&m);
	ck_assert_ptr_null(memo_get(&m, &key));
	ck_assert_int_eq(m.n, 0);
	memo_close(&m);
	buf_free(&key);
}
END_TEST

Suite *
look_suite(void)
{
	Suite *s = suite_create("look");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, totals_are_sums_over_the_records);
	tcase_add_test(t, exists_by_key_and_by_any_field);
	tcase_add_test(t, the_records_behind_an_answer_are_told);
	tcase_add_test(t, usual_limits_come_of_the_latest_numbers);
	tcase_add_test(t, usual_limits_of_few_like_and_large_numbers);
	tcase_add_test(t, the_record_in_hand_is_not_another);
	tcase_add_test(t, another_unit_is_another_world);
	tcase_add_test(t, a_save_is_seen_at_once);
	tcase_add_test(t, what_is_not_known_makes_a_total_blank);
	tcase_add_test(t, prev_is_the_same_key_on_the_day_before);
	tcase_add_test(t, an_open_list_knows_what_was_keyed);
	tcase_add_test(t, a_form_that_is_not_installed_answers_nothing);
	tcase_add_test(t, a_memo_keeps_and_drops);
	suite_add_tcase(s, t);
	return s;
}
