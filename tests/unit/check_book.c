/* SPDX-License-Identifier: MIT */
#include "core/book.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/date.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/place.h"

Suite *book_suite(void);

static struct bookfix x;

static void
setup(void)
{
	bookfix_make(&x);
}

static void
teardown(void)
{
	bookfix_free(&x);
}

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

/* Moves a record without new values. */
static int
move(rid rec, enum change_kind kind)
{
	struct save s = { .kind = kind, .rec = rec, .form = x.form, .who = "minh", .reason = "vì" };

	return book_save(x.b, &s, 1, &x.e);
}

START_TEST(status_allows_and_refuses)
{
	struct value *v = bookfix_line(&x, 3), *w = bookfix_line(&x, 4);
	rid rec = bookfix_add(&x, x.form, v), twin;

	ck_assert_int_eq(move(rec, CH_APPROVE), 0);
	ck_assert_int_eq(move(rec, CH_LOCK), 0);
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), -1);
	ck_assert_int_eq(x.e.code, E_RULE);
	ck_assert_int_eq(move(rec, CH_REMOVE), -1);
	ck_assert_int_eq(move(rec, CH_UNLOCK), 0);
	ck_assert_int_eq(move(rec, CH_REMOVE), 0);
	ck_assert_int_eq(book_by_key(x.b, x.form, NULL, v, &twin, 1, &x.e), 0);
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), -1);
	ck_assert_int_eq(move(rec, CH_ERASE), -1);
	ck_assert_int_eq(move(rec, CH_RESTORE), 0);
	ck_assert_int_eq(book_by_key(x.b, x.form, NULL, v, &twin, 1, &x.e), 1);
	ck_assert_uint_eq(twin, rec);
	ck_assert_int_eq(move(rid_make(1, 99), CH_REMOVE), -1);
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

static int
count_record(void *arg, struct record *r, struct err *e)
{
	int *n = arg;

	(void)r;
	(void)e;
	++*n;
	return 0;
}

static int
found(const struct form *f, int32_t from, int32_t to, const char *unit)
{
	struct query q = { .form = f, .unit = unit, .from = from, .to = to };
	int n = 0;

	ck_assert_msg(book_query(x.b, x.a, &q, count_record, &n, &x.e) == 0, "%s", x.e.text);
	return n;
}

static void
add_lines(int n)
{
	struct save s[500];
	int i;

	memset(s, 0, sizeof s);
	for (i = 0; i < n; i++) {
		s[i].kind = CH_CREATE;
		s[i].form = x.form;
		s[i].v = bookfix_line(&x, i);
		s[i].who = "lan";
		if (i % 10 == 9)
			s[i].unit = "03389@-";
	}
	ck_assert_msg(book_save(x.b, s, n, &x.e) == 0, "%s", x.e.text);
}

static int
in_order(void *arg, struct record *r, struct err *e)
{
	struct record **last = arg;
	int unit;

	(void)e;
	if (*last) {
		unit = strcmp((*last)->unit, r->unit);
		ck_assert_int_le(unit, 0);
		if (unit == 0)
			ck_assert_int_le((*last)->v[AC_DAY].n, r->v[AC_DAY].n);
	}
	*last = r;
	return 0;
}

static int
third_fails(void *arg, struct record *r, struct err *e)
{
	int *n = arg;

	(void)r;
	return ++*n == 3 ? err_set(e, E_RULE, "enough") : 0;
}

START_TEST(queries_by_unit_and_day)
{
	int32_t day = date_of(2021, 11, 1);
	struct query all = { .form = x.form, .from = DATE_NONE, .to = DATE_NONE };
	struct record *last = NULL;
	struct value *v = bookfix_line(&x, 0);
	int n = 0, i;
	rid rec;

	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 0);
	for (i = 0; i < 3; i++)
		add_lines(400); /* more than a slice holds */
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1200);
	ck_assert_int_eq(found(NULL, DATE_NONE, DATE_NONE, NULL), 1200);
	ck_assert_int_eq(found(x.hamlet, DATE_NONE, DATE_NONE, NULL), 0);
	ck_assert_int_eq(found(x.form, day, day, NULL), 60);
	ck_assert_int_eq(found(x.form, day + 2, day + 3, "03388@-"), 108);
	ck_assert_int_eq(found(x.form, DATE_NONE, day, "03389@-"), 6);
	ck_assert_int_eq(found(x.form, day + 29, DATE_NONE, NULL), 30);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, "0338"), 0);
	ck_assert_int_eq(book_query(x.b, x.a, &all, in_order, &last, &x.e), 0);
	ck_assert_int_eq(book_query(x.b, x.a, &all, third_fails, &n, &x.e), -1);
	ck_assert_int_eq(n, 3);
	ck_assert_int_eq(x.e.code, E_RULE);
	v[AC_DAY].kind = V_BLANK;
	rec = bookfix_add(&x, x.form, v);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1201);
	ck_assert_int_eq(found(x.form, DATE_NONE, day + 100, NULL), 1200);
	ck_assert_int_eq(move(rec, CH_REMOVE), 0);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1200);
	all.removed = true;
	n = 0;
	ck_assert_int_eq(book_query(x.b, x.a, &all, count_record, &n, &x.e), 0);
	ck_assert_int_eq(n, 1201);
}
END_TEST

START_TEST(an_edit_moves_the_indexes)
{
	struct value *v = bookfix_line(&x, 3), *w = bookfix_line(&x, 3);
	int32_t day = date_of(2021, 12, 24);
	rid rec = bookfix_add(&x, x.form, v), out[4];
	rid *ids;

	w[AC_DAY] = int_value(day);
	w[AC_NOTE] = text_value("đường sạt lở");
	ck_assert_int_eq(bookfix_set(&x, rec, w, NULL), 0);
	ck_assert_int_eq(found(x.form, day, day, NULL), 1);
	ck_assert_int_eq(found(x.form, DATE_NONE, DATE_NONE, NULL), 1);
	ck_assert_int_eq(book_by_key(x.b, x.form, "03388@-", v, out, 4, &x.e), 0);
	ck_assert_int_eq(book_by_key(x.b, x.form, "03388@-", w, out, 4, &x.e), 1);
	ck_assert_int_eq(book_find(x.b, x.a, "thay ca", &ids, &x.e), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "SAT lo", &ids, &x.e), 1);
	ck_assert_uint_eq(ids[0], rec);
}
END_TEST

START_TEST(words_find)
{
	struct value *v = bookfix_line(&x, 1);
	rid *ids;

	add_lines(200);
	v[AC_PHONE] = text_value("0987654321");
	v[AC_NOTE] = text_value("Nguyễn Văn Đức");
	(void)bookfix_add(&x, x.form, v);
	ck_assert_int_eq(book_find(x.b, x.a, "nguyen duc", &ids, &x.e), 1);
	ck_assert_uint_eq(ids[0], rid_make(1, 201));
	ck_assert_int_eq(book_find(x.b, x.a, "ngu d", &ids, &x.e), 1);
	ck_assert_int_eq(book_find(x.b, x.a, "cau mu ca", &ids, &x.e), 201);
	ck_assert_int_eq(book_find(x.b, x.a, "0987", &ids, &x.e), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "nguyen khong", &ids, &x.e), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "  ", &ids, &x.e), 0);
}
END_TEST

START_TEST(words_of_single_saves_move_on)
{
	struct value *v = bookfix_line(&x, 1), *w = bookfix_line(&x, 1);
	struct verify out;
	rid *ids, rec[600];
	int i;

	v[AC_NOTE] = text_value("sương muối");
	w[AC_NOTE] = text_value("nắng ấm");
	for (i = 0; i < 600; i++) { /* some stand in the tail at the end, most moved into blocks */
		rec[i] = bookfix_add(&x, x.form, v);
		if (i % 3 == 0)
			ck_assert_int_eq(bookfix_set(&x, rec[i / 2], i % 2 ? v : w, NULL), 0);
	}
	ck_assert_int_eq(bookfix_set(&x, rec[599], w, NULL), 0);
	ck_assert_int_eq(bookfix_set(&x, rec[3], w, NULL), 0);
	ck_assert_int_eq(book_find(x.b, x.a, "chot", &ids, &x.e), 600);
	i = book_find(x.b, x.a, "suong muoi", &ids, &x.e);
	ck_assert_int_gt(i, 400);
	ck_assert_int_eq(i + book_find(x.b, x.a, "nang", &ids, &x.e), 600);
	ck_assert_msg(book_verify(x.b, x.a, &out, &x.e) == 0, "%s", x.e.text);
}
END_TEST

START_TEST(a_local_list_grows)
{
	struct value h[2] = { text_value("Bản Mới"), { V_BLANK, 0, NULL } };
	const char **names;
	int i, n;

	add_lines(200);
	(void)bookfix_add(&x, x.hamlet, h);
	n = book_local(x.b, x.a, &x.form->field[AC_HAMLET], &names, &x.e);
	ck_assert_int_eq(n, 15);
	ck_assert_str_eq(names[0], "Bản Mới");
	for (i = 1; i < n; i++)
		ck_assert_int_eq(strncmp(names[i], "Bản Nà ", strlen("Bản Nà ")), 0);
}
END_TEST

static int
skim_row(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	static const int want[] = { AC_FORCE, AC_PEOPLE };
	struct skim_cell c[2];
	int64_t *sum = arg;

	(void)id;
	(void)e;
	ck_assert_int_eq(record_skim_cells(rd, head, want, 2, c), 0);
	ck_assert_int_eq(c[1].kind, V_INT);
	*sum += c[1].n;
	return 0;
}

START_TEST(a_scan_sums)
{
	int64_t sum = 0, want = 0;
	int i;

	for (i = 0; i < 3; i++)
		add_lines(400);
	for (i = 0; i < 400; i++)
		want += 3 * (2 + i % 7);
	ck_assert_int_eq(book_scan(x.b, x.form, skim_row, &sum, &x.e), 0);
	ck_assert_int_eq(sum, want);
	ck_assert_int_eq(book_scan(x.b, x.hamlet, skim_row, &sum, &x.e), 0);
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
	ck_assert_int_eq(move(rec, CH_REMOVE), 0);
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

static int
sum_changes(void *arg, struct change *c, struct err *e)
{
	uint64_t *sum = arg;

	(void)e;
	*sum += rid_counter(c->id);
	return 0;
}

START_TEST(changes_come_in_order_of_the_counter)
{
	uint64_t sum = 0;
	int i;

	for (i = 0; i < 3; i++)
		add_lines(400);
	ck_assert_int_eq(book_changes(x.b, x.a, 1, 0, 1200, sum_changes, &sum, &x.e), 0);
	ck_assert_uint_eq(sum, 1200 * 1201 / 2);
	sum = 0;
	ck_assert_int_eq(book_changes(x.b, x.a, 1, 5, 7, sum_changes, &sum, &x.e), 0);
	ck_assert_uint_eq(sum, 13);
	ck_assert_int_eq(book_changes(x.b, x.a, 2, 0, 1000, sum_changes, &sum, &x.e), 0);
	ck_assert_uint_eq(sum, 13);
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
	ck_assert_int_eq(found(f, DATE_NONE, DATE_NONE, NULL), 1);
}
END_TEST

/* A row written behind the book's back. */
struct poke {
	enum table tb;
	int at;                 /* byte of the value that is flipped; -1: the row is taken away, -2: added */
	const void *k;
	size_t kn;
};

static int
poke_row(void *arg, struct txn *t, struct err *e)
{
	const struct poke *p = arg;
	uint8_t copy[4096];
	const void *v;
	size_t vn;

	if (p->at == -1)
		return txn_del(t, p->tb, p->k, p->kn, e);
	if (p->at == -2)
		return txn_put(t, p->tb, p->k, p->kn, "", 0, e);
	ck_assert_int_eq(txn_get(t, p->tb, p->k, p->kn, &v, &vn, e), 0);
	ck_assert_uint_le(vn, sizeof copy);
	memcpy(copy, v, vn);
	copy[(size_t)p->at < vn ? (size_t)p->at : vn - 1] ^= 1;
	return txn_put(t, p->tb, p->k, p->kn, copy, vn, e);
}

static int
first_key(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct poke *p = arg;

	(void)v;
	(void)vn;
	(void)e;
	p->k = arena_dup(x.a, k, kn);
	p->kn = kn;
	return 1;
}

static int
find_first(void *arg, struct txn *t, struct err *e)
{
	struct poke *p = arg;

	return txn_walk(t, p->tb, p->k, p->kn, WALK_ALL, first_key, p, e);
}

static void
mixed_book(void)
{
	struct value *v = bookfix_line(&x, 7), *w = bookfix_line(&x, 8);

	add_lines(300);
	v[AC_PHONE] = text_value("0912");
	ck_assert_int_eq(bookfix_set(&x, rid_make(1, 5), v, NULL), 0);
	ck_assert_int_eq(bookfix_set(&x, rid_make(1, 5), w, NULL), 0);
	ck_assert_int_eq(move(rid_make(1, 9), CH_REMOVE), 0);
	ck_assert_int_eq(move(rid_make(1, 10), CH_LOCK), 0);
	ck_assert_int_eq(move(rid_make(1, 9), CH_RESTORE), 0);
	ck_assert_int_eq(move(rid_make(1, 9), CH_REMOVE), 0);
}

START_TEST(verify_is_content_with_what_we_wrote)
{
	struct verify out;

	mixed_book();
	ck_assert_msg(book_verify(x.b, x.a, &out, &x.e) == 0, "%s", x.e.text);
	ck_assert_uint_eq(out.changes, 306);
	ck_assert_uint_eq(out.records, 300);
	ck_assert_uint_gt(out.indexes, 300 * 7);
}
END_TEST

/* Where a value is flipped: the table, the key to begin at, the byte. */
static const struct spot {
	enum table tb;
	const char *from;
	size_t n;
	int at;
} spots[] = {
	{ TB_CHANGES, "\0\1\0\0\0\0\0\12", 8, 30 },
	{ TB_CHANGES, "\0\1\0\0\0\0\0\62", 8, 1000 },
	{ TB_CHANGES, "\0\1\0\0\0\0\1\1", 8, -1 },
	{ TB_CHANGES, "\0\1\0\0\0\0\0\1", 8, 4 },
	{ TB_RECORDS, "", 0, 40 },
	{ TB_RECORDS, "", 0, 1000 },
	{ TB_RECORDS, "", 0, 1 },
	{ TB_RECORDS, "", 0, -1 },
	{ TB_KEY, "", 0, -1 },
	{ TB_DATE, "", 0, 3 },
	{ TB_DATE, "", 0, -1 },
	{ TB_WORDS, "cau", 3, 5 },
	{ TB_WORDS, "cau", 3, -1 },
	{ TB_WORDS, "zz\0\0\1\0\0\0\0\0\5", 11, -2 },
	{ TB_META, "head:1", 6, 7 },
	{ TB_META, "head:1", 6, 20 },
	{ TB_META, "s:", 2, 12 },
};

START_TEST(verify_finds_a_flipped_value)
{
	const struct spot *s = &spots[_i];
	struct poke p = { s->tb, s->at, s->from, s->n };
	struct verify out;

	mixed_book();
	if (s->at != -2)
		ck_assert_int_eq(store_visit(book_store(x.b), find_first, &p, &x.e), 0);
	ck_assert_int_eq(store_txn(book_store(x.b), poke_row, &p, &x.e), 0);
	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_DAMAGE);
	ck_assert_int_ge(out.nfaults, 1);
	ck_assert_uint_gt(strlen(out.fault[0]), 20);
	bookfix_reopen(&x);
	ck_assert_int_eq(book_verify(x.b, x.a, &out, &x.e), -1);
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
	tcase_add_test(t, queries_by_unit_and_day);
	tcase_add_test(t, an_edit_moves_the_indexes);
	tcase_add_test(t, words_find);
	tcase_add_test(t, words_of_single_saves_move_on);
	tcase_add_test(t, a_local_list_grows);
	tcase_add_test(t, a_scan_sums);
	tcase_add_test(t, history_tells_all_changes);
	tcase_add_test(t, changes_come_in_order_of_the_counter);
	tcase_add_test(t, a_draft_outlives_the_program);
	tcase_add_test(t, settings_are_kept);
	tcase_add_test(t, an_old_record_under_a_new_form);
	tcase_add_test(t, verify_is_content_with_what_we_wrote);
	tcase_add_loop_test(t, verify_finds_a_flipped_value, 0, (int)(sizeof spots / sizeof *spots));
	suite_add_tcase(s, t);
	return s;
}
