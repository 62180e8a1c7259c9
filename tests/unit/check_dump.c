/* SPDX-License-Identifier: MIT */
#include "core/dump_int.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/date.h"
#include "core/enrol.h"
#include "core/file.h"
#include "tests/unit/bookfix.h"

Suite *dump_suite(void);

/* x.b is office one; office two and the hub lie in folders of the same place. */
static struct bookfix x;
static struct book *hub, *two;

static struct book *
make_book(const char *name, enum role role, bool training)
{
	struct book_new n = { .role = role, .unit = role == ROLE_HUB ? "12@-" : "03389@-",
	    .name = name, .training = training };
	struct book *b;

	n.dir = arena_printf(x.a, "%s/%s", x.dir, name);
	ck_assert_int_eq(file_folder(n.dir, 02770, &x.e), 0);
	ck_assert_msg(book_make(&n, &x.e) == 0, "%s", x.e.text);
	b = book_open(n.dir, &x.schema, &x.e);
	ck_assert_msg(b != NULL, "%s", x.e.text);
	return b;
}

/* The whole way of an office to its hub; the id it got. */
static const char *
enrol(struct book *office)
{
	const char *path, *words, *reply, *id;
	struct request r;
	struct import in;

	ck_assert_msg(enrol_request(office, x.a, NULL, &path, &words, &x.e) == 0, "%s", x.e.text);
	ck_assert_msg(enrol_read(x.a, path, &r, &x.e) == 0, "%s", x.e.text);
	ck_assert_str_eq(words, r.words);
	ck_assert_msg(enrol_accept(hub, x.a, &r, NULL, &reply, &id, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(dump_import(office, x.a, reply, &in, &x.e), 0);
	ck_assert_msg(in.outcome == OUT_MERGED, "%s", in.text);
	ck_assert_str_eq(book_info(office)->office, id);
	return id;
}

static void
setup(void)
{
	bookfix_make(&x);
	hub = make_book("hub", ROLE_HUB, false);
	two = make_book("two", ROLE_OFFICE, false);
	enrol(x.b);
	enrol(two);
}

static void
teardown(void)
{
	book_close(hub);
	book_close(two);
	bookfix_free(&x);
}

static const char *
dump(struct book *b)
{
	const char *path;

	ck_assert_msg(dump_write(b, x.a, false, &path, &x.e) == 0, "%s", x.e.text);
	return path;
}

static struct import
import(const char *path)
{
	struct import in;

	ck_assert_msg(dump_import(hub, x.a, path, &in, &x.e) == 0, "%s", x.e.text);
	return in;
}

static void
want(const char *path, enum outcome outcome, enum err_code code)
{
	struct import in = import(path);

	ck_assert_msg(in.outcome == outcome && in.code == code, "%d %s, not %d %s: %s", in.outcome,
	    err_name(in.code), outcome, err_name(code), in.text ? in.text : "");
	ck_assert_ptr_nonnull(in.text);
}

static rid
add(struct book *b, int i)
{
	struct save s = { .kind = CH_CREATE, .form = x.form, .v = bookfix_line(&x, i), .who = "lan" };

	if (i % 3 == 0)
		bookfix_line(&x, i)[AC_PHONE] = text_value("0912 345 678");
	ck_assert_msg(book_save(b, &s, 1, &x.e) == 0, "%s", x.e.text);
	return s.id;
}

static int
edit(struct book *b, rid id, int cell, struct value v, enum change_kind kind)
{
	struct record *r = book_get(b, x.a, id, &x.e);
	struct save s = { .kind = kind, .rec = id, .form = x.form, .who = "hùng", .reason = "sửa" };
	struct value *all;

	ck_assert_msg(r != NULL, "%s", x.e.text);
	all = book_values(x.a, r, x.form);
	all[cell] = v;
	s.v = kind == CH_REMOVE ? NULL : all;
	s.seen = &r->vv;
	return book_save(b, &s, 1, &x.e);
}

struct same {
	struct book *office;
	int n;
};

/* The record in the hub is the office's, value for value. */
static int
same_record(void *arg, struct record *r, struct err *e)
{
	struct same *s = arg;
	rid id = book_id_parse(hub, book_id(s->office, x.a, r->id));
	struct record *h = book_get(hub, x.a, id, e);
	int i;

	ck_assert_msg(h != NULL, "%s", e->text);
	ck_assert_int_eq(h->status, r->status);
	ck_assert_str_eq(h->unit, r->unit);
	ck_assert_str_eq(h->who, r->who);
	ck_assert_uint_eq(h->created, r->created);
	ck_assert_uint_eq(h->changed, r->changed);
	ck_assert(!h->conflict);
	for (i = 0; i < r->shape->ncells; i++)
		ck_assert(value_equal(&h->v[i], &r->v[i]));
	s->n++;
	return 0;
}

static int
count_record(void *arg, struct record *r, struct err *e)
{
	(void)r;
	(void)e;
	++*(int *)arg;
	return 0;
}

static int
count(struct book *b)
{
	struct query q = { .form = x.form, .from = DATE_NONE, .to = DATE_NONE, .removed = true };
	int n = 0;

	ck_assert_int_eq(book_query(b, x.a, &q, count_record, &n, &x.e), 0);
	return n;
}

static void
same_books(struct book *office, int n)
{
	struct query q = { .form = x.form, .from = DATE_NONE, .to = DATE_NONE, .removed = true };
	struct same s = { office, 0 };
	uint64_t here, there;
	uint8_t link[HASH_BYTES], hub_link[HASH_BYTES];
	const char *first = book_id(office, x.a, rid_make(1, 1));

	ck_assert_msg(book_query(office, x.a, &q, same_record, &s, &x.e) == 0, "%s", x.e.text);
	ck_assert_int_eq(s.n, n);
	ck_assert_int_eq(book_head(office, 1, &here, link, &x.e), 0);
	ck_assert_int_eq(book_head(hub, rid_node(book_id_parse(hub, first)), &there, hub_link,
	    &x.e), 0);
	ck_assert_uint_eq(here, there);
	ck_assert_mem_eq(link, hub_link, HASH_BYTES);
}

START_TEST(what_an_office_sends_the_hub_holds)
{
	rid id[60];
	int i;

	for (i = 0; i < 60; i++)
		id[i] = add(x.b, i);
	ck_assert_int_eq(edit(x.b, id[4], AC_NOTE, text_value("thêm ghi chú"), CH_SET), 0);
	ck_assert_int_eq(edit(x.b, id[5], AC_RESULT, (struct value){ V_UNKNOWN, 0, NULL },
	    CH_CORRECT), 0);
	ck_assert_int_eq(edit(x.b, id[6], 0, int_value(0), CH_REMOVE), 0);
	want(dump(x.b), OUT_MERGED, E_OK);
	same_books(x.b, 60);
	ck_assert_int_eq(edit(x.b, id[4], AC_NOTE, (struct value){ V_BLANK, 0, NULL }, CH_SET), 0);
	add(two, 100);
	want(dump(two), OUT_MERGED, E_OK);
	want(dump(x.b), OUT_MERGED, E_OK);
	same_books(x.b, 60);
	same_books(two, 1);
	ck_assert_int_eq(count(hub), 61);
}
END_TEST

START_TEST(a_second_import_changes_nothing)
{
	const char *path;
	int i;

	add(x.b, 1);
	path = dump(x.b);
	want(path, OUT_MERGED, E_OK);
	for (i = 0; i < 5; i++)
		want(path, OUT_DUPLICATE, E_REPLAY);
	ck_assert_int_eq(count(hub), 1);
	same_books(x.b, 1);
}
END_TEST

START_TEST(an_empty_report_is_small_and_counts_on)
{
	struct dump_report r;
	const char *path;

	add(x.b, 1);
	want(dump(x.b), OUT_MERGED, E_OK);
	path = dump(x.b);
	ck_assert_int_eq(dump_inspect(x.b, x.a, path, &r, &x.e), 0);
	ck_assert_int_eq(r.verdict, E_OK);
	ck_assert_int_eq(r.head.kind, DK_EMPTY);
	ck_assert_uint_le(r.bytes, 1100);
	want(path, OUT_MERGED, E_OK);
	add(x.b, 2);
	want(dump(x.b), OUT_MERGED, E_OK);
	same_books(x.b, 2);
}
END_TEST

START_TEST(files_wait_for_the_one_that_is_missing)
{
	const char *path[4];
	struct import in;
	int i;

	for (i = 0; i < 4; i++) {
		add(x.b, i);
		path[i] = dump(x.b);
	}
	want(path[0], OUT_MERGED, E_OK);
	want(path[3], OUT_WAITING, E_GAP);
	want(path[2], OUT_WAITING, E_GAP);
	want(path[2], OUT_WAITING, E_GAP);
	ck_assert_int_eq(count(hub), 1);
	in = import(path[1]);
	ck_assert_int_eq(in.outcome, OUT_MERGED);
	ck_assert_uint_eq(in.changes, 3);
	same_books(x.b, 4);
	want(path[3], OUT_DUPLICATE, E_REPLAY);
}
END_TEST

START_TEST(a_full_dump_brings_only_what_is_new)
{
	const char *path;

	add(x.b, 1);
	want(dump(x.b), OUT_MERGED, E_OK);
	add(x.b, 2);
	ck_assert_int_eq(dump_write(x.b, x.a, true, &path, &x.e), 0);
	ck_assert_ptr_nonnull(strstr(path, "-full-"));
	want(path, OUT_MERGED, E_OK);
	same_books(x.b, 2);
	add(x.b, 3);
	want(dump(x.b), OUT_MERGED, E_OK);
	same_books(x.b, 3);
}
END_TEST

/* The bytes of a file, changed and put beside it. */
static const char *
changed(const char *path, size_t at, uint8_t flip, size_t cut)
{
	const char *to = arena_printf(x.a, "%s.changed", path);
	struct file_bytes f = { .mode = 0660, .how = FILE_REPLACE };
	uint8_t *p;
	size_t n;

	ck_assert_int_eq(file_read(x.a, path, 1 << 20, &p, &n, &x.e), 0);
	p[at] ^= flip;
	f.p = p;
	f.n = cut ? cut : n;
	ck_assert_int_eq(file_write(to, &f, &x.e), 0);
	return to;
}

START_TEST(a_damaged_file_leaves_nothing)
{
	const char *path;
	struct dump_report r;
	size_t at;

	add(x.b, 1);
	path = dump(x.b);
	ck_assert_int_eq(dump_inspect(hub, x.a, path, &r, &x.e), 0);
	ck_assert_int_eq(r.verdict, E_OK);
	for (at = 1; at < r.bytes; at += 97) {
		struct import in = import(changed(path, at, 4, 0));

		ck_assert_int_eq(in.outcome, OUT_REFUSED);
		want(changed(path, 0, 0, at), OUT_REFUSED, E_TRUNCATED);
	}
	ck_assert_int_eq(count(hub), 0);
	want("/nowhere/at/all", OUT_REFUSED, E_INPUT);
	want(path, OUT_MERGED, E_OK);
	same_books(x.b, 1);
}
END_TEST

START_TEST(strangers_are_refused)
{
	struct book *three = make_book("three", ROLE_OFFICE, false);
	const char *path;

	add(three, 1);
	ck_assert_int_eq(dump_write(three, x.a, false, &path, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_CRYPTO);
	book_close(hub);
	hub = make_book("hub2", ROLE_HUB, false);
	add(x.b, 1);
	want(dump(x.b), OUT_REFUSED, E_KEY_UNKNOWN);
	ck_assert_int_eq(count(hub), 0);
	book_close(three);
}
END_TEST

/* A file made by hand: header of one office, key of another. */
static const char *
forge(const char *path, const struct keys *k, const char *office, const char *unit)
{
	struct seal_to to = { 1, { book_keys(hub)->seal_pub } };
	const char *out = arena_printf(x.a, "%s.forged", path);
	struct buf plain = { 0 }, file = { 0 };
	struct file_bytes f = { .mode = 0660, .how = FILE_REPLACE };
	struct sealed s;

	ck_assert_int_eq(sealed_read(x.a, path, &s, &x.e), 0);
	ck_assert_int_eq(sealed_open(&s, book_keys(hub), &plain, &x.e), 0);
	if (office)
		s.head.office = office;
	if (unit)
		s.head.unit = unit;
	ck_assert_int_eq(seal_make(&file, &s.head, &plain, &to, k, &x.e), 0);
	f.p = file.p;
	f.n = file.n;
	ck_assert_int_eq(file_write(out, &f, &x.e), 0);
	sealed_free(&s);
	buf_free(&plain);
	buf_free(&file);
	return out;
}

START_TEST(a_forged_file_is_told_by_its_kind)
{
	struct keys stranger;
	const char *path;
	const char *dir = arena_printf(x.a, "%s/stranger", x.dir);

	ck_assert_int_eq(file_folder(dir, 0770, &x.e), 0);
	ck_assert_int_eq(keys_make(dir, false, &stranger, &x.e), 0);
	add(x.b, 1);
	path = dump(x.b);
	want(forge(path, book_keys(two), NULL, NULL), OUT_REFUSED, E_UNIT);
	want(forge(path, &stranger, NULL, NULL), OUT_REFUSED, E_KEY_UNKNOWN);
	want(forge(path, book_keys(x.b), "o99", NULL), OUT_REFUSED, E_UNIT);
	want(forge(path, book_keys(x.b), NULL, "03389@-"), OUT_REFUSED, E_UNIT);
	ck_assert_int_eq(count(hub), 0);
	want(path, OUT_MERGED, E_OK);
}
END_TEST

START_TEST(a_number_used_twice_stops_the_node)
{
	const char *path;

	add(x.b, 1);
	path = dump(x.b);
	want(path, OUT_MERGED, E_OK);
	want(forge(path, book_keys(x.b), NULL, NULL), OUT_REFUSED, E_FORK);
	want(path, OUT_DUPLICATE, E_REPLAY);
	add(x.b, 2);
	want(dump(x.b), OUT_REFUSED, E_FORK);
	ck_assert_int_eq(count(hub), 1);
}
END_TEST

START_TEST(an_unknown_form_parks_and_later_applies)
{
	struct schema none = { 0 };
	const char *dir = arena_strdup(x.a, book_info(hub)->dir), *path[2];

	add(x.b, 1);
	path[0] = dump(x.b);
	add(x.b, 2);
	path[1] = dump(x.b);
	book_close(hub);
	hub = book_open(dir, &none, &x.e);
	want(path[0], OUT_PARKED, E_SCHEMA);
	want(path[1], OUT_WAITING, E_GAP);
	book_close(hub);
	hub = book_open(dir, &x.schema, &x.e);
	want(path[0], OUT_MERGED, E_OK);
	same_books(x.b, 2);
}
END_TEST

START_TEST(a_dump_that_died_is_finished)
{
	struct dump_plan p;
	const char *path, *again;

	add(x.b, 1);
	ck_assert_int_eq(dump_plan(x.b, false, &p, &x.e), 0);
	bookfix_reopen(&x);
	add(x.b, 2); /* not in the plan */
	path = dump(x.b);
	want(path, OUT_MERGED, E_OK);
	ck_assert_int_eq(count(hub), 1);
	ck_assert_int_eq(dump_plan(x.b, false, &p, &x.e), 0);
	ck_assert_int_eq(dump_build(x.b, x.a, &p, &path, &x.e), 0);
	bookfix_reopen(&x);
	again = dump(x.b);
	ck_assert_str_eq(path, again);
	want(again, OUT_MERGED, E_OK);
	same_books(x.b, 2);
	/* A planned file that is damaged goes out of the way. */
	add(x.b, 3);
	ck_assert_int_eq(dump_plan(x.b, false, &p, &x.e), 0);
	ck_assert_int_eq(dump_build(x.b, x.a, &p, &path, &x.e), 0);
	ck_assert_int_eq(truncate(path, 100), 0);
	again = dump(x.b);
	ck_assert_str_ne(path, again);
	ck_assert_int_ne(access(path, F_OK), 0);
	want(again, OUT_MERGED, E_OK);
	same_books(x.b, 3);
}
END_TEST

static void
add_many(struct book *b, int n)
{
	struct save *list = arena_alloc(x.a, (size_t)n * sizeof *list);
	int i;

	for (i = 0; i < n; i++)
		list[i] = (struct save){ .kind = CH_CREATE, .form = x.form,
		    .v = bookfix_line(&x, i), .who = "lan" };
	for (i = 0; i < n; i += 1000)
		ck_assert_msg(book_save(b, list + i, n - i < 1000 ? n - i : 1000, &x.e) == 0, "%s",
		    x.e.text);
}

/* Imports path in a child that is killed after so long; true when it was done before. */
static bool
import_and_die(const char *dir, const char *path, useconds_t after)
{
	struct import in;
	struct book *b;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		b = book_open(dir, &x.schema, &x.e);
		_exit(b && dump_import(b, x.a, path, &in, &x.e) == 0 ? 0 : 1);
	}
	ck_assert_int_gt(pid, 0);
	usleep(after);
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

START_TEST(a_killed_hub_goes_on)
{
	const char *dir = arena_strdup(x.a, book_info(hub)->dir), *path;
	useconds_t after;

	add_many(x.b, 2300);
	path = dump(x.b);
	book_close(hub);
	for (after = 2000; after < 100000; after += 15000)
		if (import_and_die(dir, path, after))
			break;
	hub = book_open(dir, &x.schema, &x.e);
	ck_assert_msg(hub != NULL, "%s", x.e.text);
	ck_assert_int_ne(import(path).outcome, OUT_REFUSED);
	want(path, OUT_DUPLICATE, E_REPLAY);
	same_books(x.b, 2300);
	ck_assert_int_eq(count(hub), 2300);
}
END_TEST

/* Lines over their ceiling make smaller blocks, not a lost change. */
START_TEST(long_texts_make_short_blocks)
{
	char *text = arena_alloc(x.a, 20001);
	struct save s = { .kind = CH_CREATE, .form = x.form, .who = "lan" };
	struct value *v;
	int i;

	memset(text, 'x', 20000);
	for (i = 0; i < 120; i++) {
		snprintf(text, 8, "%06d", i);
		text[6] = 'x';
		v = bookfix_line(&x, i);
		v[AC_NOTE] = text_value(text);
		s.v = v;
		ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), 0);
	}
	want(dump(x.b), OUT_MERGED, E_OK);
	same_books(x.b, 120);
}
END_TEST

static int
see_line(void *arg, const char *line, size_t n, struct err *e)
{
	struct buf *b = arg;

	(void)e;
	buf_put(b, line, n);
	buf_u8(b, '\n');
	return 0;
}

START_TEST(the_hub_reads_the_lines)
{
	struct buf b = { 0 };
	const char *path;

	add(x.b, 1);
	path = dump(x.b);
	ck_assert_msg(dump_cat(hub, x.a, path, see_line, &b, &x.e) == 0, "%s", x.e.text);
	buf_u8(&b, 0);
	ck_assert_ptr_nonnull(strstr((char *)b.p, "\"form\":\"activity\""));
	ck_assert_ptr_nonnull(strstr((char *)b.p, "\"end\":"));
	b.n = 0;
	ck_assert_int_eq(dump_cat(x.b, x.a, path, see_line, &b, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_CRYPTO);
	ck_assert_uint_eq(b.n, 0);
	buf_free(&b);
}
END_TEST

START_TEST(enrolment_is_strict)
{
	const char *path, *words, *reply, *id, *again;
	struct book *school = make_book("school", ROLE_OFFICE, true);
	struct request r;
	struct import in;

	ck_assert_int_eq(enrol_request(school, x.a, NULL, &path, &words, &x.e), 0);
	ck_assert_int_eq(enrol_read(x.a, path, &r, &x.e), 0);
	ck_assert(r.training);
	ck_assert_int_eq(enrol_accept(hub, x.a, &r, NULL, &reply, &id, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_UNIT);
	ck_assert_int_eq(enrol_read(x.a, changed(path, 100, 1, 0), &r, &x.e), -1);
	ck_assert_int_eq(enrol_request(hub, x.a, NULL, &path, &words, &x.e), -1);
	/* The same request again: the same office. */
	ck_assert_int_eq(enrol_request(two, x.a, NULL, &path, &words, &x.e), 0);
	ck_assert_int_eq(enrol_read(x.a, path, &r, &x.e), 0);
	ck_assert_int_eq(enrol_accept(hub, x.a, &r, NULL, &reply, &again, &x.e), 0);
	ck_assert_str_eq(again, book_info(two)->office);
	/* An answer for another book. */
	ck_assert_int_eq(dump_import(x.b, x.a, reply, &in, &x.e), 0);
	ck_assert_int_eq(in.outcome, OUT_REFUSED);
	ck_assert_int_eq(in.code, E_UNIT);
	book_close(school);
}
END_TEST

/* A training book sends open files; they are taken only by a training hub. */
START_TEST(a_training_book_needs_no_hub)
{
	struct book *school = make_book("school", ROLE_OFFICE, true);
	struct dump_report r;
	const char *path;

	add(school, 1);
	path = dump(school);
	ck_assert_int_eq(dump_inspect(school, x.a, path, &r, &x.e), 0);
	ck_assert_int_eq(r.verdict, E_OK);
	ck_assert_str_eq(r.head.cipher, "none");
	ck_assert_int_eq(dump_inspect(NULL, x.a, path, &r, &x.e), 0);
	ck_assert_int_eq(r.verdict, E_KEY_UNKNOWN);
	want(path, OUT_REFUSED, E_KEY_UNKNOWN);
	book_close(school);
}
END_TEST

Suite *
dump_suite(void)
{
	Suite *s = suite_create("dump");
	TCase *t = tcase_create("dump");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_an_office_sends_the_hub_holds);
	tcase_add_test(t, a_second_import_changes_nothing);
	tcase_add_test(t, an_empty_report_is_small_and_counts_on);
	tcase_add_test(t, files_wait_for_the_one_that_is_missing);
	tcase_add_test(t, a_full_dump_brings_only_what_is_new);
	tcase_add_test(t, a_damaged_file_leaves_nothing);
	tcase_add_test(t, strangers_are_refused);
	tcase_add_test(t, a_forged_file_is_told_by_its_kind);
	tcase_add_test(t, a_number_used_twice_stops_the_node);
	tcase_add_test(t, an_unknown_form_parks_and_later_applies);
	tcase_add_test(t, a_dump_that_died_is_finished);
	tcase_add_test(t, a_killed_hub_goes_on);
	tcase_add_test(t, long_texts_make_short_blocks);
	tcase_add_test(t, the_hub_reads_the_lines);
	tcase_add_test(t, enrolment_is_strict);
	tcase_add_test(t, a_training_book_needs_no_hub);
	suite_add_tcase(s, t);
	return s;
}
