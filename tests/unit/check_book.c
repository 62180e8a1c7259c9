/* SPDX-License-Identifier: MIT */
#include "core/book.h"

#include <check.h>
#include <string.h>
#include <sys/stat.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *book_suite(void);

FIXTURE(bookfix, x)

static void
same_values(const struct value *v, const struct value *want, int n)
{
	int i;

	for (i = 0; i < n; i++)
		ck_assert_msg(value_equal(&v[i], &want[i]), "cell %d", i);
}

START_TEST(a_book_says_whose_it_is)
{
	const struct book_info *i = book_info(x.b);
	struct book_new again = { .dir = x.dir, .unit = "03388@-", .name = "" };
	struct stat st;
	struct err e;

	ck_assert_int_eq(i->role, ROLE_OFFICE);
	ck_assert_str_eq(i->unit, "03388@-");
	ck_assert_str_eq(i->name, "Đoàn Kết");
	ck_assert_str_eq(i->office, "");
	ck_assert(!i->training);
	ck_assert_int_eq(stat(x.dir, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 02770);
	ck_assert_int_eq(book_make(&again, &e), -1);
	ck_assert_int_eq(e.code, E_INPUT);
	ck_assert_ptr_null(book_open("/tmp/soxa-none", &x.schema, &e));
	ck_assert_int_eq(e.code, E_INPUT);
}
END_TEST

START_TEST(a_saved_record_is_found_again)
{
	struct value *v = bookfix_line(&x, 3);
	struct record *r;
	const char *id;
	rid rec;

	v[AC_PHONE] = text_value("0912 345 678");
	v[AC_WOMEN].kind = V_UNKNOWN;
	rec = bookfix_add(&x, x.form, v);
	ck_assert_uint_eq(rec, rid_make(1, 1));
	bookfix_reopen(&x);
	r = book_get(x.b, x.a, rec, &x.e);
	ck_assert_msg(r != NULL, "%s", x.e.text);
	same_values(r->v, v, AC_N);
	ck_assert_int_eq(r->status, ST_COMPLETE);
	ck_assert_str_eq(r->who, "lan");
	ck_assert_str_eq(r->unit, "03388@-");
	ck_assert_ptr_eq(r->shape->schema, x.form);
	same_values(book_values(x.a, r, x.form), v, AC_N);
	id = book_id(x.b, x.a, rec);
	ck_assert_uint_eq(strlen(id), 14);
	ck_assert_uint_eq(book_id_parse(x.b, id), rec);
	ck_assert_uint_eq(book_id_parse(x.b, "1"), rec);
	ck_assert_uint_eq(book_id_parse(x.b, "000000000000-1"), 0);
	ck_assert_uint_eq(book_id_parse(x.b, "-"), 0);
	ck_assert_uint_eq(book_id_parse(x.b, "1x"), 0);
	ck_assert_ptr_null(book_get(x.b, x.a, rid_make(1, 2), &x.e));
	ck_assert_int_eq(x.e.code, E_INPUT);
	ck_assert_uint_eq(store_recoveries(book_store(x.b)), 0);
}
END_TEST

START_TEST(a_record_seen_before_it_moved_is_not_overwritten)
{
	struct value *v = bookfix_line(&x, 3), *w = bookfix_line(&x, 3);
	rid rec = bookfix_add(&x, x.form, v);
	struct vv seen = book_get(x.b, x.a, rec, &x.e)->vv;
	uint64_t n;

	w[AC_PEOPLE] = int_value(9);
	ck_assert_msg(bookfix_set(&x, rec, w, &seen) == 0, "%s", x.e.text);
	/* asked once more, as after a failure: it is there, and nothing is added */
	ck_assert_msg(bookfix_set(&x, rec, w, &seen) == 0, "%s", x.e.text);
	ck_assert_int_eq(book_head(x.b, 1, &n, NULL, &x.e), 0);
	ck_assert_uint_eq(n, 2);
	w[AC_PEOPLE] = int_value(10);
	ck_assert_int_eq(bookfix_set(&x, rec, w, &seen), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	same_values(book_get(x.b, x.a, rec, &x.e)->v + AC_PEOPLE, (struct value[]){ int_value(9) }, 1);
	/* values that did not change make no change */
	w[AC_PEOPLE] = int_value(9);
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), 0);
	ck_assert_int_eq(book_head(x.b, 1, &n, NULL, &x.e), 0);
	ck_assert_uint_eq(n, 2);
}
END_TEST

START_TEST(empty_never_takes_the_place_of_filled)
{
	struct value *v = bookfix_line(&x, 3), *blank = arena_alloc(x.a, AC_N * sizeof *blank);
	rid rec = bookfix_add(&x, x.form, v);

	ck_assert_int_eq(bookfix_set(&x, rec, blank, NULL), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	same_values(book_get(x.b, x.a, rec, &x.e)->v, v, AC_N);
	rec = bookfix_add(&x, x.form, blank);
	ck_assert_int_eq(bookfix_set(&x, rec, v, NULL), 0);
}
END_TEST

START_TEST(status_allows_and_refuses)
{
	struct value *v = bookfix_line(&x, 3), *w = bookfix_line(&x, 4);
	rid rec = bookfix_add(&x, x.form, v), twin;

	ck_assert_int_eq(bookfix_move(&x, rec, CH_APPROVE), 0);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_LOCK), 0);
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_REMOVE), -1);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_UNLOCK), 0);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_REMOVE), 0);
	ck_assert_int_eq(book_by_key(x.b, x.form, NULL, v, &twin, 1, &x.e), 0);
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), -1);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_RESTORE), 0);
	ck_assert_int_eq(book_by_key(x.b, x.form, NULL, v, &twin, 1, &x.e), 1);
	ck_assert_uint_eq(twin, rec);
	ck_assert_int_eq(bookfix_move(&x, rid_make(1, 99), CH_REMOVE), -1);
	ck_assert_int_eq(x.e.code, E_INPUT);
}
END_TEST

START_TEST(a_batch_is_all_or_nothing)
{
	struct save s[100];
	struct record *r;
	uint64_t n;
	int i;

	memset(s, 0, sizeof s);
	for (i = 0; i < 100; i++) {
		s[i].kind = CH_CREATE;
		s[i].form = x.form;
		s[i].v = bookfix_line(&x, i);
		s[i].who = "lan";
	}
	s[99].kind = CH_SET; /* of a record that is not there */
	s[99].rec = rid_make(1, 5000);
	ck_assert_int_eq(book_save(x.b, s, 100, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_INPUT);
	ck_assert_int_eq(book_head(x.b, 1, &n, NULL, &x.e), 0);
	ck_assert_uint_eq(n, 0);
	ck_assert_ptr_null(book_get(x.b, x.a, rid_make(1, 1), &x.e));
	s[99].rec = rid_make(1, 7); /* of this very batch */
	ck_assert_msg(book_save(x.b, s, 100, &x.e) == 0, "%s", x.e.text);
	for (i = 0; i < 99; i++)
		ck_assert_uint_eq(s[i].id, rid_make(1, (uint64_t)i + 1));
	r = book_get(x.b, x.a, rid_make(1, 7), &x.e);
	same_values(r->v, s[99].v, AC_N);
	ck_assert_uint_eq(vv_get(&r->vv, 1), 100);
}
END_TEST

START_TEST(history_tells_all_changes)
{
	struct value *v = bookfix_line(&x, 3), *w = bookfix_line(&x, 3);
	rid rec = bookfix_add(&x, x.form, v);
	struct change **c;
	int n = 0;

	(void)bookfix_add(&x, x.form, w);
	w[AC_PEOPLE] = int_value(9);
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), 0);
	ck_assert_int_eq(bookfix_move(&x, rec, CH_REMOVE), 0);
	c = book_history(x.b, x.a, rec, &n, &x.e);
	ck_assert_int_eq(n, 3);
	ck_assert_int_eq(c[0]->kind, CH_CREATE);
	ck_assert_int_eq(c[1]->kind, CH_SET);
	ck_assert_str_eq(c[1]->reason, "sửa");
	ck_assert_int_eq(c[1]->nsets, 1);
	ck_assert_int_eq(c[1]->set[0].cell, AC_PEOPLE);
	ck_assert_int_eq(c[2]->kind, CH_REMOVE);
	ck_assert_str_eq(c[2]->who, "minh");
	ck_assert(c[0]->clock < c[1]->clock && c[1]->clock < c[2]->clock);
}
END_TEST

START_TEST(a_draft_outlives_the_program)
{
	struct value *v = bookfix_line(&x, 3);
	struct vv_item item = { 1, 17 };
	struct draft d = { .rec = rid_make(1, 17), .cell = AC_PLACE, .v = v, .ncells = AC_N, .when = 5,
	    .seen = { 1, &item } };
	struct draft *got;
	struct save s = { .kind = CH_CREATE, .form = x.form, .v = v, .who = "lan", .draft = true };
	const char **forms;

	ck_assert_int_eq(book_draft_get(x.b, x.a, "lan", x.form, &got, &x.e), 0);
	ck_assert_ptr_null(got);
	ck_assert_int_eq(book_draft_drop(x.b, "lan", x.form, &x.e), 0);
	ck_assert_int_eq(book_draft_save(x.b, "lan", x.form, &d, &x.e), 0);
	ck_assert_int_eq(book_draft_save(x.b, "lanh", x.hamlet, &d, &x.e), 0);
	bookfix_reopen(&x);
	ck_assert_int_eq(book_draft_get(x.b, x.a, "lan", x.form, &got, &x.e), 0);
	ck_assert_ptr_nonnull(got);
	same_values(got->v, v, AC_N);
	ck_assert_int_eq(got->cell, AC_PLACE);
	ck_assert_uint_eq(got->rec, d.rec);
	ck_assert_int_eq(got->when, 5);
	ck_assert_int_eq(vv_compare(&got->seen, &d.seen), VV_EQUAL);
	ck_assert_int_eq(book_drafts(x.b, x.a, "lan", &forms, &x.e), 1);
	ck_assert_str_eq(forms[0], "activity");
	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), 0);
	ck_assert_int_eq(book_drafts(x.b, x.a, "lan", &forms, &x.e), 0);
	ck_assert_int_eq(book_drafts(x.b, x.a, "lanh", &forms, &x.e), 1);
	ck_assert_int_eq(book_draft_drop(x.b, "lanh", x.hamlet, &x.e), 0);
	ck_assert_int_eq(book_drafts(x.b, x.a, "lanh", &forms, &x.e), 0);
}
END_TEST

START_TEST(settings_are_kept)
{
	ck_assert_ptr_null(book_setting(x.b, x.a, "ui.lan.lang"));
	ck_assert_int_eq(book_setting_put(x.b, "ui.lan.lang", "en", &x.e), 0);
	bookfix_reopen(&x);
	ck_assert_str_eq(book_setting(x.b, x.a, "ui.lan.lang"), "en");
	ck_assert_int_eq(book_setting_put(x.b, "ui.lan.lang", NULL, &x.e), 0);
	ck_assert_ptr_null(book_setting(x.b, x.a, "ui.lan.lang"));
}
END_TEST

/* The same form, one version on: a cell dropped, one added. */
static struct form *
next_version(void)
{
	struct form *f = arena_dup(x.a, x.form, sizeof *f);

	f->version = 2;
	f->cell = arena_dup(x.a, x.form->cell, AC_N * sizeof *f->cell);
	f->field = arena_dup(x.a, x.form->field, AC_N * sizeof *f->field);
	f->field[AC_PHONE].id = f->cell[AC_PHONE].id = "remark";
	f->field[AC_PHONE].sensitive = false;
	f->cell[AC_PHONE].field = &f->field[AC_PHONE];
	return f;
}

START_TEST(an_old_record_under_a_new_form)
{
	struct value *v = bookfix_line(&x, 3), *w;
	struct form *f = next_version();
	struct query q = { .form = f, .from = DATE_NONE, .to = DATE_NONE };
	struct record *r;
	rid rec;

	v[AC_PHONE] = text_value("0912");
	rec = bookfix_add(&x, x.form, v);
	x.schema.form[0] = f;
	bookfix_reopen(&x);
	r = book_get(x.b, x.a, rec, &x.e);
	ck_assert_int_eq(r->shape->version, 1);
	ck_assert_ptr_null(r->shape->schema);
	ck_assert_str_eq(record_cell(r, "phone")->s, "0912");
	w = book_values(x.a, r, f);
	same_values(w, v, AC_PHONE);
	ck_assert_int_eq(w[AC_PHONE].kind, V_BLANK);
	w[AC_PHONE] = text_value("mới");
	x.form = f;
	ck_assert_msg(bookfix_set(&x, rec, w, &r->vv) == 0, "%s", x.e.text);
	r = book_get(x.b, x.a, rec, &x.e);
	ck_assert_int_eq(r->shape->version, 2);
	ck_assert_str_eq(record_cell(r, "remark")->s, "mới");
	ck_assert_str_eq(record_cell(r, "place")->s, v[AC_PLACE].s);
	ck_assert_int_eq(bookfix_count(&x, x.b, &q), 1);
}
END_TEST

Suite *
book_suite(void)
{
	Suite *s = suite_create("book");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_book_says_whose_it_is);
	tcase_add_test(t, a_saved_record_is_found_again);
	tcase_add_test(t, a_record_seen_before_it_moved_is_not_overwritten);
	tcase_add_test(t, empty_never_takes_the_place_of_filled);
	tcase_add_test(t, status_allows_and_refuses);
	tcase_add_test(t, a_batch_is_all_or_nothing);
	tcase_add_test(t, history_tells_all_changes);
	tcase_add_test(t, a_draft_outlives_the_program);
	tcase_add_test(t, settings_are_kept);
	tcase_add_test(t, an_old_record_under_a_new_form);
	suite_add_tcase(s, t);
	return s;
}
