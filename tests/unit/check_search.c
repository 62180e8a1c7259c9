/* SPDX-License-Identifier: MIT */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/text.h"
#include "tests/unit/bookfix.h"

Suite *search_suite(void);

static struct bookfix x;
static struct unit units[] = {
	{ .code = "03469", .name = "Xã Kan Hồ", .level = 3, .from = DATE_NONE, .to = 20269,
	    .successor = "03433", .aliases = "Xã Can Hồ" },
	{ .code = "03433", .name = "Xã Bum Tở", .level = 3, .from = 20270, .to = DATE_NONE },
};

static void
setup(void)
{
	bookfix_make(&x);
	units[0].aliases = "Xã Can Hồ";
	x.schema.unit = units;
	x.schema.nunits = 2;
	x.form->field[AC_PLACE].type = T_UNIT;
	bookfix_reopen(&x);
}

static void
teardown(void)
{
	bookfix_free(&x);
}

static rid
note(const char *text)
{
	struct value *v = bookfix_line(&x, 2);

	v[AC_NOTE] = text_value(text);
	v[AC_PLACE].kind = V_BLANK;
	return bookfix_add(&x, x.form, v);
}

/* What a search found, the best first. */
struct finds {
	int n;
	struct { rid id; int rank; char why[64]; } hit[40];
};

static int
keep(void *arg, const struct found *h, struct err *e)
{
	struct finds *f = arg;
	int i;

	(void)e;
	ck_assert_int_lt(f->n, 40);
	for (i = f->n++; i > 0 && f->hit[i - 1].rank < h->rank; i--)
		f->hit[i] = f->hit[i - 1];
	f->hit[i].id = h->r->id;
	f->hit[i].rank = h->rank;
	snprintf(f->hit[i].why, sizeof f->hit[i].why, "%s", h->why ? h->why : "");
	return 0;
}

static struct finds
search(const char *query)
{
	struct finds f = { 0 };

	ck_assert_msg(book_search(x.b, query, NULL, keep, &f, &x.e) == 0, "%s", x.e.text);
	return f;
}

START_TEST(the_best_come_first)
{
	rid blind = note("Bản Mù Cả"), can = note("Mù Can"), exact = note("Mu Ca"), i = note("Lí Mai"), y = note("Ly");
	struct finds f = search("mu ca");

	ck_assert_int_eq(f.n, 3);
	ck_assert_uint_eq(f.hit[0].id, exact);
	ck_assert_uint_eq(f.hit[1].id, blind);
	ck_assert_uint_eq(f.hit[2].id, can);
	ck_assert_int_eq(search("ca mu").n, 0);
	ck_assert_int_eq(search("mù cả").n, 1);
	ck_assert_int_eq(search("mú").n, 0);
	f = search("ly");
	ck_assert_int_eq(f.n, 2);
	ck_assert_uint_eq(f.hit[0].id, y);
	ck_assert_uint_eq(f.hit[1].id, i);
	ck_assert_int_eq(search("ban na mu ca").n, 3); /* the hamlet's name, then the note */
	ck_assert_int_eq(search("0987654321").n, 0);
}
END_TEST

START_TEST(keys_of_a_sleeping_input_method_are_the_last_resort)
{
	rid dien = note("chở đồ lên Điện Biên");
	struct finds f = search("ddieenj bieen");

	ck_assert_int_eq(f.n, 1);
	ck_assert_uint_eq(f.hit[0].id, dien);
	ck_assert_str_eq(f.hit[0].why, "điện biên");
	f = search("d9ie65n");
	ck_assert_int_eq(f.n, 1);
	ck_assert_int_eq(search("điên").n, 0);
	ck_assert_int_eq(search("dien bien").n, 1);
	ck_assert_str_eq(search("dien bien").hit[0].why, "");
	(void)note("ddieenj gõ thô");
	ck_assert_int_eq(search("ddieenj").n, 1);
	ck_assert_uint_ne(search("ddieenj").hit[0].id, dien);
}
END_TEST

START_TEST(a_text_is_found_by_the_other_names_of_a_unit)
{
	rid k = note("ở Kan Hồ"), c = note("can hồ"), b = note("Bum Tở");
	struct finds f = search("kan hồ");

	ck_assert_int_eq(f.n, 2);
	ck_assert_uint_eq(f.hit[0].id, k);
	ck_assert_str_eq(f.hit[0].why, "");
	ck_assert_uint_eq(f.hit[1].id, c);
	ck_assert_str_eq(f.hit[1].why, "Kan Hồ");
	f = search("xa can ho");
	ck_assert_int_eq(f.n, 2);
	ck_assert_str_eq(f.hit[0].why, "Xã Can Hồ");
	ck_assert_int_eq(bookfix_move(&x, k, CH_REMOVE), 0);
	ck_assert_int_eq(search("kan ho").n, 1);
	ck_assert_int_eq(bookfix_move(&x, c, CH_REMOVE), 0);
	f = search("kan ho"); /* nobody wrote it: what became of it */
	ck_assert_int_eq(f.n, 1);
	ck_assert_uint_eq(f.hit[0].id, b);
	ck_assert_str_eq(f.hit[0].why, "Xã Kan Hồ");
	ck_assert_int_eq(search("hồ").n, 0);
}
END_TEST

START_TEST(a_cell_of_a_unit_is_found_by_its_names)
{
	static const char *const yes[] = { "kan ho", "can hồ", "03469", "ubnd xa kan ho", "kan hồ thay" };
	static const char *const no[] = { "bum to", "kan hố", "03433", "tram bum" };
	struct value *v = bookfix_line(&x, 3);
	struct verify out;
	rid rec;
	size_t i;

	v[AC_PLACE] = text_value("03469@-");
	v[AC_NOTE] = text_value("thay ca");
	rec = bookfix_add(&x, x.form, v);
	for (i = 0; i < sizeof yes / sizeof *yes; i++)
		ck_assert_msg(search(yes[i]).n == 1 && search(yes[i]).hit[0].id == rec, "%s", yes[i]);
	for (i = 0; i < sizeof no / sizeof *no; i++)
		ck_assert_msg(search(no[i]).n == 0, "%s", no[i]);
	units[0].aliases = "Xã Can Hồ; Xã Khan Hồ"; /* a new list: the index follows */
	bookfix_reopen(&x);
	ck_assert_int_eq(search("khan ho").n, 1);
	ck_assert_msg(book_verify(x.b, x.a, &out, &x.e) == 0, "%s", x.e.text);
}
END_TEST

static int
spoil(void *arg, struct txn *t, struct err *e)
{
	(void)arg;
	return meta_put(t, "index", "older", 5, e) ||
	    txn_put(t, TB_WORDS, "zzz\0\0\1\0\0\0\0\0\1", 12, "", 0, e) ? -1 : 0;
}

START_TEST(an_index_of_other_keys_is_made_anew)
{
	struct verify out;
	rid *ids;

	bookfix_lines(&x, 300);
	(void)note("tuyết rơi");
	ck_assert_int_eq(store_txn(book_store(x.b), spoil, NULL, &x.e), 0);
	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), -1);
	bookfix_reopen(&x);
	ck_assert_msg(book_verify(x.b, x.a, &out, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(book_find(x.b, x.a, "zzz", &ids, &x.e), 0);
	ck_assert_int_eq(search("tuyet roi").n, 1);
	ck_assert_int_gt(book_find(x.b, x.a, "ban na", &ids, &x.e), 300);
}
END_TEST

Suite *
search_suite(void)
{
	Suite *s = suite_create("search");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_best_come_first);
	tcase_add_test(t, keys_of_a_sleeping_input_method_are_the_last_resort);
	tcase_add_test(t, a_text_is_found_by_the_other_names_of_a_unit);
	tcase_add_test(t, a_cell_of_a_unit_is_found_by_its_names);
	tcase_add_test(t, an_index_of_other_keys_is_made_anew);
	suite_add_tcase(s, t);
	return s;
}
