/* SPDX-License-Identifier: MIT */
/*
 * What a clerk presses for ten typical volunteer lines after the first (B11): the letters
 * that differ from the line above and one key for each field that changed, not much more.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "tests/screen/fixture.h"
#include "tests/unit/place.h"
#include "tui/entry.h"
#include "tui/views.h"

Suite *sheet_suite(void);

enum { COLUMNS = 7, LINES = 11, HAMLET = 1, WORK = 3, FIRST_COUNT = 4 };

/* date, hamlet, force, work, people, women, result */
static const char *const line[LINES][COLUMNS] = {
	{ "23112021", "Bản Nà Nhì", "tnv", "rsh", "3", "1", "42" },
	{ "23112021", "Bản Nà Nhì", "tnv", "htt", "12", "5", "300" },
	{ "23112021", "Bản Nà Nhì", "tnv", "ppny", "6", "6", "31" },
	{ "23112021", "Bản Nà Nhì", "tnv", "lm", "2", "2", "16" },
	{ "23112021", "Bản Nà Nhì", "tnv", "phk", "5", "0", "4" },
	{ "23112021", "Bản Hua Bum", "tnv", "phk", "2", "1", "120" },
	{ "23112021", "Bản Hua Bum", "tnv", "gscl", "2", "1", "8" },
	{ "23112021", "Bản Hua Bum", "tnv", "trc", "4", "?", "3" },
	{ "23112021", "Bản Hua Bum", "tnv", "vdt", "3", "2", "27" },
	{ "23112021", "Bản Hua Bum", "tnv", "kbyt", "2", "1", "55" },
	{ "23112021", "Bản Hua Bum", "tnv", "ttbg", "8", "0", "2" },
};

/* The program of one test, and the keys pressed; every test runs in a child of its own. */
static struct { struct arena *a; struct book *b; struct app *app; int keys; } t;

static void
press(enum key key, uint32_t c)
{
	struct event ev = { .key = key, .c = c };

	app_key(t.app, &ev);
	(void)app_draw(t.app);
	t.keys++;
}

static void
type(const char *text)
{
	uint32_t c;

	while ((c = text_next(&text)) != 0)
		press(K_CHAR, c);
}

static void
setup(void)
{
	struct app_opts opts = { .who = "mai", .rows = 24, .cols = 80, .advance = "key" };
	struct schema *s;
	const char *dir;
	struct err e;

	t.a = arena_new();
	s = fixture_schema(t.a);
	ck_assert_ptr_nonnull(s);
	dir = arena_strdup(t.a, place_make());
	ck_assert_int_eq(fixture_make(dir, s, &e), 0);
	t.b = book_open(dir, s, &e);
	ck_assert_ptr_nonnull(t.b);
	t.app = app_new(t.b, &opts);
	app_push(t.app, sheet_view(t.app, schema_form(s, "F08"), 0));
}

static void
teardown(void)
{
	app_free(t.app);
	book_close(t.b);
	arena_free(t.a);
	place_remove();
}

static void
first_line(void)
{
	int i;

	for (i = 0; i < COLUMNS; i++) {
		type(line[0][i]);
		press(K_ENTER, 0);
	}
}

/* The line as a clerk would: what changed of the key, then the counts; Ctrl-D for the same again. */
static void
next_line(const char *const *above, const char *const *now)
{
	int i;

	if (strcmp(above[HAMLET], now[HAMLET]) != 0) {
		press(K_BTAB, 0);
		press(K_BTAB, 0);
		type(now[HAMLET]);
		press(K_ENTER, 0);
	}
	if (strcmp(above[WORK], now[WORK]) != 0)
		type(now[WORK]);
	press(K_ENTER, 0); /* a carried work is passed by Enter where the line started */
	for (i = FIRST_COUNT; i < COLUMNS; i++)
		if (strcmp(above[i], now[i]) == 0) {
			press(K_CTRL, 'd');
		} else {
			type(now[i]);
			press(K_ENTER, 0);
		}
}

/* Letters of now that are not where they are above, and one for the field. */
static int
differing(const char *above, const char *now)
{
	int n = 0;
	uint32_t x, y;

	if (strcmp(above, now) == 0)
		return 0;
	while ((y = text_next(&now)) != 0) {
		x = text_next(&above);
		n += x != y;
	}
	return n + 1;
}

static int
count(void *arg, struct record *r, struct err *e)
{
	(void)r;
	(void)e;
	++*(int *)arg;
	return 0;
}

static int
saved_lines(void)
{
	int32_t day = date_of(2021, 11, 23);
	struct query q = { .form = schema_form(book_schema(t.b), "F08"), .from = day, .to = day };
	struct err e;
	int n = 0;

	ck_assert_int_eq(book_query(t.b, t.a, &q, count, &n, &e), 0);
	return n;
}

START_TEST(a_line_costs_what_changed)
{
	int before = saved_lines(), least = 0, i, k;

	first_line();
	ck_assert_int_eq(saved_lines(), before + 1);
	t.keys = 0;
	for (i = 1; i < LINES; i++) {
		next_line(line[i - 1], line[i]);
		for (k = 0; k < COLUMNS; k++)
			least += differing(line[i - 1][k], line[i][k]);
		ck_assert_int_eq(saved_lines(), before + 1 + i);
	}
	printf("B11: %d keys for ten lines, %d letters and fields changed: %.2f\n", t.keys, least,
	    (double)t.keys / least);
	ck_assert_int_le(t.keys * 100, least * 115);
}
END_TEST

/* The hamlet of the last record keyed, as count finds it. */
static int
last_hamlet(void *arg, struct record *r, struct err *e)
{
	const struct form *f = schema_form(book_schema(t.b), "F08");
	const char **hamlet = arg;

	(void)e;
	*hamlet = arena_strdup(t.a, book_values(t.a, r, f)[form_cell(f, "hamlet")].s);
	return 0;
}

START_TEST(the_line_above_is_corrected)
{
	int32_t day = date_of(2021, 11, 23);
	struct query q = { .form = schema_form(book_schema(t.b), "F08"), .from = day, .to = day };
	const char *hamlet = "";
	struct err e;

	first_line();
	press(K_UP, 0);
	press(K_CHOME, 0);
	press(K_TAB, 0);
	type("Bản Hua Bum");
	press(K_DOWN, 0);
	next_line(line[0], line[1]);
	ck_assert_int_eq(book_query(t.b, t.a, &q, last_hamlet, &hamlet, &e), 0);
	ck_assert_str_eq(hamlet, "Bản Hua Bum");
}
END_TEST

/* Work that needs no result can be saved once the people are typed; who looks up there has not done. */
START_TEST(half_a_thought_is_not_saved_upwards)
{
	int before;

	first_line();
	before = saved_lines();
	type("kh");
	press(K_ENTER, 0);
	type("3");
	press(K_UP, 0);
	ck_assert_int_eq(saved_lines(), before);
	press(K_DOWN, 0); /* back where it was left */
	press(K_ENTER, 0);
	type("1");
	press(K_DOWN, 0);
	ck_assert_int_eq(saved_lines(), before + 1);
	type("lm");
	press(K_ENTER, 0);
	type("2");
	press(K_ENTER, 0);
	press(K_ENTER, 0);
	type("16");
	press(K_UP, 0); /* from the last cell: the line was gone through */
	ck_assert_int_eq(saved_lines(), before + 2);
}
END_TEST

/* What row says, without its colors. */
static const char *
row_text(const struct grid *g, int row)
{
	char *s = arena_alloc(t.a, (size_t)g->cols * 4 + 1), *p = s;
	int col;

	for (col = 0; col < g->cols; col++)
		if (g->cell[row * g->cols + col].c)
			p += text_put(p, g->cell[row * g->cols + col].c);
	return s;
}

/* The fixture has lines of today, which become the record before. */
START_TEST(a_draft_that_cannot_come_back_is_told)
{
	const struct form *f = schema_form(book_schema(t.b), "F08");
	struct draft d = { .form = f->id, .version = f->version, .rec = rid_make(NODE_FIRST, 999999),
		.cell = 0, .ncells = f->ncells };
	const struct grid *g;
	struct entry en;
	struct err e;

	d.v = arena_alloc(t.a, (size_t)f->ncells * sizeof *d.v);
	ck_assert_int_eq(book_draft_save(t.b, "mai", f, &d, &e), 0);
	ck_assert_int_eq(entry_open(&en, t.b, f, "mai", 0, &e), 0);
	ck_assert_int_eq(entry_draft(&en, &e), -1);
	entry_close(&en);
	app_push(t.app, sheet_view(t.app, f, 0));
	g = app_draw(t.app);
	ck_assert_ptr_nonnull(strstr(row_text(g, hint_row(g)), e.text));
}
END_TEST

Suite *
sheet_suite(void)
{
	Suite *s = suite_create("sheet");
	TCase *tc = tcase_create("sheet");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, a_line_costs_what_changed);
	tcase_add_test(tc, the_line_above_is_corrected);
	tcase_add_test(tc, half_a_thought_is_not_saved_upwards);
	tcase_add_test(tc, a_draft_that_cannot_come_back_is_told);
	suite_add_tcase(s, tc);
	return s;
}
