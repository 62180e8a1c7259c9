/* SPDX-License-Identifier: MIT */
#include "core/report.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/dim.h"
#include "core/file.h"
#include "tests/unit/bookfix.h"
#include "tui/reportprint.h"

Suite *report_suite(void);

static struct bookfix x;
static struct report report;
static struct measure measures[4], more[8];
static const char *own[2] = { "force", "work" };

static const struct expr *
parsed(const char *src)
{
	const struct expr *what = expr_parse(x.a, &x.schema, x.form, src, ET_NUM, &x.e);

	ck_assert_msg(what != NULL, "%s: %s", src, x.e.text);
	return what;
}

static rid
line(const char *day, const char *force, const char *work, struct value people)
{
	struct value v[AC_N];

	memset(v, 0, sizeof v);
	v[AC_DAY] = int_value(date_parse(day, 10));
	v[AC_HAMLET] = text_value("Nậm Nhùn");
	v[AC_FORCE] = text_value(force);
	v[AC_WORK] = text_value(work);
	v[AC_PEOPLE] = people;
	v[AC_SHIFTS] = int_value(2);
	return bookfix_add(&x, x.form, v);
}

static void
setup(void)
{
	static const struct value na = { V_NA, 0, NULL }, unknown = { V_UNKNOWN, 0, NULL };

	bookfix_make(&x);
	measures[0] = (struct measure){ .id = "lines" };
	measures[1] = (struct measure){ .id = "people", .what = parsed("people") };
	measures[2] = (struct measure){ .id = "turns", .what = parsed("people * shifts") };
	report = (struct report){ .id = "r", .form = x.form, .ndims = 2, .nmeasures = 3, .dim = own,
		.measure = measures };
	(void)line("2021-11-22", "PN", "RSH", int_value(3));
	(void)line("2021-11-28", "PN", "RSH", int_value(4));
	(void)line("2021-11-29", "DTN", "RSH", int_value(10));
	(void)line("2021-12-31", "PN", "TRC", na);
	(void)line("2022-01-01", "PN", "TRC", unknown);
	(void)line("2022-01-02", "PN", "TRC", int_value(1));
}

static void
teardown(void)
{
	bookfix_free(&x);
}

static struct report_table *
run(const struct report_ask *ask)
{
	struct report_table *t;

	ck_assert_msg(report_run(x.b, x.a, ask, &t, &x.e) == 0, "%s", x.e.text);
	return t;
}

START_TEST(sums_by_the_reports_own_fields)
{
	struct report_ask ask = { .report = &report, .from = DATE_NONE, .to = DATE_NONE };
	struct report_table *t = run(&ask);

	ck_assert_int_eq(t->nrows, 3);
	ck_assert_str_eq(t->row[0].dim[0], "DTN");
	ck_assert_int_eq(t->row[0].sum[1], 10);
	ck_assert_int_eq(t->row[0].sum[2], 20);
	ck_assert_str_eq(t->row[1].dim[1], "RSH");
	ck_assert_int_eq(t->row[1].sum[0], 2);
	ck_assert_int_eq(t->row[1].sum[1], 7);
	ck_assert_str_eq(t->row[2].dim[1], "TRC");
	ck_assert_int_eq(t->row[2].sum[0], 3);
	ck_assert_int_eq(t->row[2].sum[1], 1);
	ck_assert_uint_eq(t->row[2].na[1], 1);
	ck_assert_uint_eq(t->row[2].unknown[1], 1);
	ck_assert_int_eq(t->total.sum[0], 6);
	ck_assert_int_eq(t->total.sum[1], 18);
	ck_assert_int_eq(t->total.sum[2], 36);
	ck_assert_uint_eq(t->total.unknown[1], 1);
}
END_TEST

/* Rows by one period: how many, the first and the last. */
static const struct { const char *by, *first, *last; int rows; } periods[] = {
	{ "day", "2021-11-22", "2022-01-02", 6 },
	{ "week", "2021-W47", "2021-W52", 3 },
	{ "month", "2021-11", "2022-01", 3 },
	{ "quarter", "2021-Q4", "2022-Q1", 2 },
	{ "year", "2021", "2022", 2 },
	{ "unit", "03388@-", "03388@-", 1 },
	{ "hamlet", "Nậm Nhùn", "Nậm Nhùn", 1 },
	{ "shifts", "2", "2", 1 },
};

START_TEST(sums_by_period_and_other_fields)
{
	struct report_ask ask = { .report = &report, .from = DATE_NONE, .to = DATE_NONE, .nby = 1,
		.by = { periods[_i].by } };
	struct report_table *t = run(&ask);

	ck_assert_int_eq(t->nrows, periods[_i].rows);
	ck_assert_str_eq(t->row[0].dim[0], periods[_i].first);
	ck_assert_str_eq(t->row[t->nrows - 1].dim[0], periods[_i].last);
	ck_assert_int_eq(t->total.sum[1], 18);
}
END_TEST

START_TEST(only_the_days_and_the_unit_asked_for)
{
	struct report_ask ask = { .report = &report, .from = date_of(2021, 11, 28),
		.to = date_of(2021, 12, 31) };

	ck_assert_int_eq(run(&ask)->total.sum[0], 3);
	ask.from = DATE_NONE;
	ck_assert_int_eq(run(&ask)->total.sum[0], 4);
	ask.to = DATE_NONE;
	ask.unit = "03388@-";
	ck_assert_int_eq(run(&ask)->total.sum[0], 6);
	ask.unit = "03451@-";
	ck_assert_int_eq(run(&ask)->nrows, 0);
}
END_TEST

START_TEST(removed_records_and_later_values_count_as_they_stand)
{
	struct report_ask ask = { .report = &report, .from = DATE_NONE, .to = DATE_NONE };
	struct save s;
	struct record *r;
	struct value *v;
	rid id = line("2022-01-03", "PN", "TRC", int_value(100));

	ck_assert_int_eq(run(&ask)->total.sum[1], 118);
	r = book_get(x.b, x.a, id, &x.e);
	v = book_values(x.a, r, x.form);
	v[AC_PEOPLE] = int_value(50);
	ck_assert_int_eq(bookfix_set(&x, id, v, &r->vv), 0);
	ck_assert_int_eq(run(&ask)->total.sum[1], 68);
	r = book_get(x.b, x.a, id, &x.e);
	s = (struct save){ .kind = CH_REMOVE, .rec = id, .form = x.form, .v = v, .seen = &r->vv,
		.who = "mai", .reason = "x", .unit = r->unit };
	ck_assert_msg(book_save(x.b, &s, 1, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(run(&ask)->total.sum[1], 18);
}
END_TEST

START_TEST(what_cannot_be_grouped_by_is_said)
{
	static const char *const bad[] = { "colour", "phone" };
	struct report_ask ask = { .report = &report, .from = DATE_NONE, .to = DATE_NONE, .nby = 1,
		.by = { bad[_i] } };
	struct report_table *t;

	ck_assert_int_eq(report_run(x.b, x.a, &ask, &t, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_INPUT);
	ck_assert_ptr_nonnull(strstr(x.e.text, bad[_i]));
}
END_TEST

/* ISO weeks at the turns of years. */
static const struct { const char *day, *week; } weeks[] = {
	{ "2021-11-23", "2021-W47" }, { "2021-11-21", "2021-W46" }, { "2021-01-03", "2020-W53" },
	{ "2021-01-04", "2021-W01" }, { "2022-01-02", "2021-W52" }, { "2018-12-31", "2019-W01" },
	{ "2024-12-30", "2025-W01" }, { "2026-12-31", "2026-W53" }, { "2027-01-03", "2026-W53" },
};

START_TEST(weeks_begin_on_monday_and_belong_to_their_thursday)
{
	struct arena *a = arena_new();
	int32_t day = dim_period(DIM_WEEK, date_parse(weeks[_i].day, 10));

	ck_assert_int_eq(date_weekday(day), 0);
	ck_assert_str_eq(dim_period_text(a, DIM_WEEK, day), weeks[_i].week);
	arena_free(a);
}
END_TEST

/* Many values and groups: the tables grow, and sums stay whole. */
START_TEST(very_many_groups)
{
	struct report_ask ask = { .report = &report, .from = DATE_NONE, .to = DATE_NONE, .nby = 2,
		.by = { "force", "people" } };
	struct save list[1000];
	struct value *v;
	char name[16];
	int i;

	memset(list, 0, sizeof list);
	for (i = 0; i < 1000; i++) {
		v = bookfix_line(&x, i);
		snprintf(name, sizeof name, "F%03d", i);
		v[AC_FORCE] = text_value(arena_strdup(x.a, name));
		v[AC_PEOPLE] = int_value(i);
		list[i] = (struct save){ .kind = CH_CREATE, .form = x.form, .v = v, .who = "mai",
			.reason = "", .unit = "03388@-" };
	}
	ck_assert_msg(book_save(x.b, list, 1000, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(run(&ask)->nrows, 1006);
	ck_assert_int_eq(run(&ask)->total.sum[1], 18 + 999 * 1000 / 2);
}
END_TEST

struct counted { struct report_part *part; int n; int64_t people; };

static int
count_part(void *arg, struct record *r, struct err *e)
{
	struct counted *c = arg;
	const struct value *v = book_values(x.a, r, x.form);

	(void)e;
	if (report_part_has(c->part, r, v)) {
		c->n++;
		c->people += v[AC_PEOPLE].kind == V_INT ? v[AC_PEOPLE].n : 0;
	}
	return 0;
}

static const char *const parts_by[] = { "force", "day", "week", "quarter", "unit", "shifts" };

/* The records behind a row are those it counts, for each kind of dimension. */
START_TEST(a_row_leads_to_the_records_it_adds_up)
{
	struct report_ask ask = { .report = &report, .from = date_of(2021, 11, 23), .to = date_of(2022, 1, 1),
		.nby = 2, .by = { parts_by[_i], "work" }, .unit = "03388@-" };
	struct report_table *t = run(&ask);
	struct query q = { .form = x.form, .from = DATE_NONE, .to = DATE_NONE };
	struct counted c;
	int i;

	ck_assert_int_gt(t->nrows, 1);
	for (i = 0; i <= t->nrows; i++) {
		c = (struct counted){ report_part(x.a, &x.schema, &ask, i < t->nrows ? t->row[i].dim : NULL, &x.e),
			0, 0 };
		ck_assert_ptr_nonnull(c.part);
		ck_assert_int_eq(book_query(x.b, x.a, &q, count_part, &c, &x.e), 0);
		ck_assert_int_eq(c.n, (i < t->nrows ? &t->row[i] : &t->total)->sum[0]);
		ck_assert_int_eq(c.people, (i < t->nrows ? &t->row[i] : &t->total)->sum[1]);
	}
}
END_TEST

/* A report with a measure of each kind over the people of the lines, and ratios of them. */
static struct report
wide(void)
{
	struct report r = report;
	static struct field field[8];
	static struct cell cell[8];
	static struct form sums = { .id = "r", .nfields = 8, .ncells = 8, .field = field, .cell = cell };
	static const char *const id[] = { "people", "most", "first", "last", "stands", "balance", "share", "mean" };
	int i;

	for (i = 0; i < 8; i++) {
		more[i] = (struct measure){ .id = id[i], .what = i < 6 ? parsed("people") : NULL };
		more[i].how = i < 6 ? (unsigned)i : ADD_SUM;
		field[i] = (struct field){ .id = i < 6 ? id[i] : "", .type = T_INT, .no = i, .cell = i, .ncells = 1 };
		cell[i] = (struct cell){ .id = field[i].id, .field = &field[i] };
	}
	more[6].of = more[7].of = expr_parse(x.a, &x.schema, &sums, "people", ET_NUM, &x.e);
	more[6].percent_of = expr_parse(x.a, &x.schema, &sums, "most * 3", ET_NUM, &x.e);
	more[7].per = expr_parse(x.a, &x.schema, &sums, "first - 3", ET_NUM, &x.e);
	r.measure = more;
	r.nmeasures = 8;
	r.sums = &sums;
	return r;
}

/* PN RSH: 3, 4; DTN RSH: 10; PN TRC: '-', '?', 1. */
START_TEST(each_kind_of_measure_in_rows_and_total)
{
	static const int64_t sums[4][6] = { { 10, 10, 10, 10, 10, 10 }, { 7, 4, 3, 4, 4, 7 },
		{ 1, 1, 0, 1, 1, 1 }, { 18, 10, 13, 15, 15, 0 } };
	struct report r = wide();
	struct report_ask ask = { .report = &r, .from = DATE_NONE, .to = DATE_NONE };
	struct report_table *t = run(&ask);
	const struct report_row *row;
	int i, k;

	ck_assert_int_eq(t->nrows, 3);
	for (k = 0; k < 4; k++)
		for (i = 0; i < 6; i++) {
			row = k < 3 ? &t->row[k] : &t->total;
			ck_assert_msg(row->blank[i] || row->sum[i] == sums[k][i], "row %d, measure %d: %lld", k, i,
			    (long long)row->sum[i]);
			ck_assert_int_eq(row->blank[i], k == 3 && i == 5);
		}
	ck_assert(t->tenths[6] && t->tenths[7] && !t->tenths[0]);
	ck_assert_int_eq(t->row[0].sum[6], 333);
	ck_assert_int_eq(t->row[1].sum[6], 583); /* 7 of 12: 58,333 */
	ck_assert(t->row[1].blank[7]); /* by 0 */
	ck_assert_int_eq(t->row[2].sum[7], -3); /* 1 by -3 */
	ck_assert_int_eq(t->total.sum[6], 600); /* of the sums, not the sum */
	ck_assert_int_eq(t->total.sum[7], 18);
	ck_assert_uint_eq(t->row[2].unknown[6], 2);
}
END_TEST

/* In January alone: a balance and what stands begin with what was before, the rest does not. */
START_TEST(what_stands_and_balances_begin_before_the_period)
{
	struct report r = wide();
	struct report_ask ask = { .report = &r, .from = date_of(2022, 1, 1), .to = DATE_NONE, .nby = 2,
		.by = { "hamlet", "day" } };
	struct report_table *t = run(&ask);
	int k;

	for (k = 0; k < t->nrows && strcmp(t->row[k].dim[1], "2022-01-02") != 0; k++)
		;
	ck_assert_int_lt(k, t->nrows);
	ck_assert_int_eq(t->row[k].sum[0], 1);
	ck_assert_int_eq(t->row[k].sum[5], 18);
	ck_assert_int_eq(t->total.sum[0], 1);
	ck_assert_int_eq(t->total.sum[3], 1);
	ck_assert_int_eq(t->total.sum[4], 15);
	ck_assert_int_eq(t->total.sum[5], 18);
	ck_assert(!t->total.blank[5]);
}
END_TEST

START_TEST(a_list_has_a_row_a_record_in_its_own_order)
{
	static const char *dims[] = { "force", "day", "people" }, *sort[] = { "day" };
	struct report r = report;
	struct report_ask ask = { .report = &r, .from = DATE_NONE, .to = DATE_NONE };
	struct report_table *t;
	struct report_part *part;
	struct query q = { .form = x.form, .from = DATE_NONE, .to = DATE_NONE };
	struct counted c = { 0 };

	(void)line("2021-11-22", "DTN", "RSH", int_value(3));
	(void)line("2021-11-22", "PN", "RSH", int_value(3));
	r.dim = dims;
	r.ndims = 3;
	r.sort = sort;
	r.nsort = 1;
	r.records = true;
	r.where = expr_parse(x.a, &x.schema, x.form, "people = 3 or people = 10", ET_BOOL, &x.e);
	ck_assert_ptr_nonnull(r.where);
	t = run(&ask);
	ck_assert_int_eq(t->nrows, 4);
	ck_assert_str_eq(t->row[0].dim[0], "PN");
	ck_assert_str_eq(t->row[1].dim[0], "DTN");
	ck_assert_str_eq(t->row[2].dim[0], "PN");
	ck_assert_str_eq(t->row[3].dim[2], "10");
	ck_assert_int_eq(t->total.sum[1], 19);
	part = report_part(x.a, &x.schema, &ask, NULL, &x.e);
	c.part = part;
	ck_assert_int_eq(book_query(x.b, x.a, &q, count_part, &c, &x.e), 0);
	ck_assert_int_eq(c.n, 4);
	r.nmeasures = 0;
	ck_assert_int_eq(run(&ask)->nrows, 4);
}
END_TEST

/* A file of the book's folder: whole, named by report and days, in place of the one before. */
START_TEST(a_report_is_written_into_the_folder_paper)
{
	struct report_ask ask = { .report = &report, .from = date_of(2021, 11, 22), .to = date_of(2021, 11, 28) };
	const char *path, *again;
	uint8_t *p;
	size_t n;

	report.title[LANG_VI] = "Bảng";
	path = report_print(x.b, x.a, &ask, "t", &x.e);
	ck_assert_msg(path != NULL, "%s", x.e.text);
	ck_assert_str_eq(path + strlen(x.dir), "/paper/r_2021-11-22_2021-11-28.txt");
	ck_assert_int_eq(file_read(x.a, path, 1 << 20, &p, &n, &x.e), 0);
	ck_assert_ptr_nonnull(strstr((const char *)p, "Bảng"));
	ask.to = DATE_NONE;
	again = report_print(x.b, x.a, &ask, "h", &x.e);
	ck_assert_ptr_nonnull(again);
	ck_assert_str_eq(again + strlen(x.dir), "/paper/r_2021-11-22.html");
	again = report_print(x.b, x.a, &ask, "h", &x.e);
	ck_assert_ptr_nonnull(again);
	ck_assert_int_eq(file_read(x.a, again, 1 << 20, &p, &n, &x.e), 0);
	ck_assert_ptr_nonnull(strstr((const char *)p, "</html>"));
}
END_TEST

Suite *
report_suite(void)
{
	Suite *s = suite_create("report");
	TCase *t = tcase_create("report");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, sums_by_the_reports_own_fields);
	tcase_add_loop_test(t, sums_by_period_and_other_fields, 0, sizeof periods / sizeof *periods);
	tcase_add_test(t, only_the_days_and_the_unit_asked_for);
	tcase_add_test(t, removed_records_and_later_values_count_as_they_stand);
	tcase_add_loop_test(t, what_cannot_be_grouped_by_is_said, 0, 2);
	tcase_add_loop_test(t, weeks_begin_on_monday_and_belong_to_their_thursday, 0,
	    sizeof weeks / sizeof *weeks);
	tcase_add_test(t, very_many_groups);
	tcase_add_loop_test(t, a_row_leads_to_the_records_it_adds_up, 0, sizeof parts_by / sizeof *parts_by);
	tcase_add_test(t, each_kind_of_measure_in_rows_and_total);
	tcase_add_test(t, what_stands_and_balances_begin_before_the_period);
	tcase_add_test(t, a_report_is_written_into_the_folder_paper);
	tcase_add_test(t, a_list_has_a_row_a_record_in_its_own_order);
	suite_add_tcase(s, t);
	return s;
}
