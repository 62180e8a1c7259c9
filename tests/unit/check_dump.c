/* SPDX-License-Identifier: MIT */
#include "core/dump_int.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/fixture.h"
#include "tests/unit/hubfix.h"

Suite *dump_suite(void);

FIXTURE(hubfix, h)

static int
edit(struct book *b, rid id, int cell, struct value v, enum change_kind kind)
{
	struct record *r = book_get(b, h.x.a, id, &h.x.e);
	struct save s = { .kind = kind, .rec = id, .form = h.x.form, .who = "hùng", .reason = "sửa" };
	struct value *all;

	ck_assert_msg(r != NULL, "%s", h.x.e.text);
	all = book_values(h.x.a, r, h.x.form);
	all[cell] = v;
	s.v = kind == CH_REMOVE ? NULL : all;
	s.seen = &r->vv;
	return book_save(b, &s, 1, &h.x.e);
}

START_TEST(what_an_office_sends_the_hub_holds)
{
	rid id[60];
	int i;

	for (i = 0; i < 60; i++)
		id[i] = hubfix_add(&h, h.x.b, i);
	ck_assert_int_eq(edit(h.x.b, id[4], AC_NOTE, text_value("thêm ghi chú"), CH_SET), 0);
	ck_assert_int_eq(edit(h.x.b, id[5], AC_RESULT, (struct value){ V_UNKNOWN, 0, NULL },
	    CH_SET), 0);
	ck_assert_int_eq(edit(h.x.b, id[6], 0, int_value(0), CH_REMOVE), 0);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 60);
	ck_assert_int_eq(edit(h.x.b, id[4], AC_NOTE, (struct value){ V_BLANK, 0, NULL }, CH_SET), 0);
	hubfix_add(&h, h.two, 100);
	hubfix_want(&h, hubfix_dump(&h, h.two), OUT_MERGED, E_OK);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 60);
	hubfix_same(&h, h.two, 1);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 61);
}
END_TEST

START_TEST(a_second_import_changes_nothing)
{
	const char *path;
	int i;

	hubfix_add(&h, h.x.b, 1);
	path = hubfix_dump(&h, h.x.b);
	hubfix_want(&h, path, OUT_MERGED, E_OK);
	for (i = 0; i < 5; i++)
		hubfix_want(&h, path, OUT_DUPLICATE, E_REPLAY);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 1);
	hubfix_same(&h, h.x.b, 1);
}
END_TEST

START_TEST(an_empty_report_is_small_and_counts_on)
{
	struct dump_report r;
	const char *path;

	hubfix_add(&h, h.x.b, 1);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	path = hubfix_dump(&h, h.x.b);
	ck_assert_int_eq(dump_inspect(h.x.b, h.x.a, path, &r, &h.x.e), 0);
	ck_assert_int_eq(r.verdict, E_OK);
	ck_assert_int_eq(r.head.kind, DK_EMPTY);
	ck_assert_uint_le(r.bytes, 1100);
	hubfix_want(&h, path, OUT_MERGED, E_OK);
	hubfix_add(&h, h.x.b, 2);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 2);
}
END_TEST

START_TEST(files_wait_for_the_one_that_is_missing)
{
	const char *path[4];
	struct import in;
	int i;

	for (i = 0; i < 4; i++) {
		hubfix_add(&h, h.x.b, i);
		path[i] = hubfix_dump(&h, h.x.b);
	}
	hubfix_want(&h, path[0], OUT_MERGED, E_OK);
	hubfix_want(&h, path[3], OUT_WAITING, E_GAP);
	hubfix_want(&h, path[2], OUT_WAITING, E_GAP);
	hubfix_want(&h, path[2], OUT_WAITING, E_GAP);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 1);
	in = hubfix_import(&h, path[1]);
	ck_assert_int_eq(in.outcome, OUT_MERGED);
	ck_assert_uint_eq(in.changes, 3);
	hubfix_same(&h, h.x.b, 4);
	hubfix_want(&h, path[3], OUT_DUPLICATE, E_REPLAY);
}
END_TEST

START_TEST(a_full_dump_brings_only_what_is_new)
{
	const char *path;

	hubfix_add(&h, h.x.b, 1);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	hubfix_add(&h, h.x.b, 2);
	ck_assert_int_eq(dump_write(h.x.b, h.x.a, true, &path, &h.x.e), 0);
	ck_assert_ptr_nonnull(strstr(path, "-full-"));
	hubfix_want(&h, path, OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 2);
	hubfix_add(&h, h.x.b, 3);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 3);
}
END_TEST

START_TEST(an_unknown_form_parks_and_later_applies)
{
	struct schema none = { 0 };
	const char *dir = arena_strdup(h.x.a, book_info(h.hub)->dir), *path[2];

	hubfix_add(&h, h.x.b, 1);
	path[0] = hubfix_dump(&h, h.x.b);
	hubfix_add(&h, h.x.b, 2);
	path[1] = hubfix_dump(&h, h.x.b);
	book_close(h.hub);
	h.hub = book_open(dir, &none, &h.x.e);
	hubfix_want(&h, path[0], OUT_PARKED, E_SCHEMA);
	hubfix_want(&h, path[1], OUT_WAITING, E_GAP);
	book_close(h.hub);
	h.hub = book_open(dir, &h.x.schema, &h.x.e);
	hubfix_want(&h, path[0], OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 2);
}
END_TEST

START_TEST(a_dump_that_died_is_finished)
{
	struct dump_plan p;
	const char *path, *again;

	hubfix_add(&h, h.x.b, 1);
	ck_assert_int_eq(dump_plan(h.x.b, false, &p, &h.x.e), 0);
	bookfix_reopen(&h.x);
	hubfix_add(&h, h.x.b, 2); /* not in the plan */
	path = hubfix_dump(&h, h.x.b);
	hubfix_want(&h, path, OUT_MERGED, E_OK);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 1);
	ck_assert_int_eq(dump_plan(h.x.b, false, &p, &h.x.e), 0);
	ck_assert_int_eq(dump_build(h.x.b, h.x.a, &p, &path, &h.x.e), 0);
	bookfix_reopen(&h.x);
	again = hubfix_dump(&h, h.x.b);
	ck_assert_str_eq(path, again);
	hubfix_want(&h, again, OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 2);
	/* A planned file that is damaged goes out of the way. */
	hubfix_add(&h, h.x.b, 3);
	ck_assert_int_eq(dump_plan(h.x.b, false, &p, &h.x.e), 0);
	ck_assert_int_eq(dump_build(h.x.b, h.x.a, &p, &path, &h.x.e), 0);
	ck_assert_int_eq(truncate(path, 100), 0);
	again = hubfix_dump(&h, h.x.b);
	ck_assert_str_ne(path, again);
	ck_assert_int_ne(access(path, F_OK), 0);
	hubfix_want(&h, again, OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 3);
}
END_TEST

static void
add_many(struct book *b, int n)
{
	struct save *list = arena_alloc(h.x.a, (size_t)n * sizeof *list);
	int i;

	for (i = 0; i < n; i++)
		list[i] = (struct save){ .kind = CH_CREATE, .form = h.x.form,
		    .v = bookfix_line(&h.x, i), .who = "lan" };
	for (i = 0; i < n; i += 1000)
		ck_assert_msg(book_save(b, list + i, n - i < 1000 ? n - i : 1000, &h.x.e) == 0, "%s",
		    h.x.e.text);
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
		b = book_open(dir, &h.x.schema, &h.x.e);
		_exit(b && dump_import(b, h.x.a, path, &in, &h.x.e) == 0 ? 0 : 1);
	}
	ck_assert_int_gt(pid, 0);
	usleep(after);
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

START_TEST(a_killed_hub_goes_on)
{
	const char *dir = arena_strdup(h.x.a, book_info(h.hub)->dir), *path;
	useconds_t after;

	add_many(h.x.b, 2300);
	path = hubfix_dump(&h, h.x.b);
	book_close(h.hub);
	for (after = 2000; after < 100000; after += 15000)
		if (import_and_die(dir, path, after))
			break;
	h.hub = book_open(dir, &h.x.schema, &h.x.e);
	ck_assert_msg(h.hub != NULL, "%s", h.x.e.text);
	ck_assert_int_ne(hubfix_import(&h, path).outcome, OUT_REFUSED);
	hubfix_want(&h, path, OUT_DUPLICATE, E_REPLAY);
	hubfix_same(&h, h.x.b, 2300);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 2300);
}
END_TEST

/* Lines over their ceiling make smaller blocks, not a lost change. */
START_TEST(long_texts_make_short_blocks)
{
	char *text = arena_alloc(h.x.a, 20001);
	struct save s = { .kind = CH_CREATE, .form = h.x.form, .who = "lan" };
	struct value *v;
	int i;

	memset(text, 'x', 20000);
	for (i = 0; i < 120; i++) {
		memcpy(text, arena_printf(h.x.a, "%06d", i), 6);
		v = bookfix_line(&h.x, i);
		v[AC_NOTE] = text_value(text);
		s.v = v;
		ck_assert_int_eq(book_save(h.x.b, &s, 1, &h.x.e), 0);
	}
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 120);
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

START_TEST(the_hub_and_its_maker_read_the_lines)
{
	struct keys nobody = *book_keys(h.two);
	struct sealed s;
	struct buf b = { 0 };
	const char *path;

	hubfix_add(&h, h.x.b, 1);
	path = hubfix_dump(&h, h.x.b);
	ck_assert_msg(dump_cat(h.hub, h.x.a, path, see_line, &b, &h.x.e) == 0, "%s", h.x.e.text);
	buf_u8(&b, 0);
	ck_assert_ptr_nonnull(strstr((char *)b.p, "\"form\":\"activity\""));
	ck_assert_ptr_nonnull(strstr((char *)b.p, "\"end\":"));
	b.n = 0;
	ck_assert_int_eq(dump_cat(h.x.b, h.x.a, path, see_line, &b, &h.x.e), 0);
	ck_assert_uint_gt(b.n, 0);
	b.n = 0;
	ck_assert_int_eq(dump_cat(h.two, h.x.a, path, see_line, &b, &h.x.e), -1);
	ck_assert_uint_eq(b.n, 0);
	ck_assert_int_eq(sealed_read(h.x.a, path, &s, &h.x.e), 0);
	ck_assert_int_eq(sealed_open(&s, &nobody, &b, &h.x.e), -1);
	ck_assert_int_eq(h.x.e.code, E_CRYPTO);
	ck_assert_uint_eq(b.n, 0);
	sealed_free(&s);
	buf_free(&b);
}
END_TEST

/* A training book sends open files; they are taken only by a training hub. */
START_TEST(a_training_book_needs_no_hub)
{
	struct book *school = hubfix_book(&h, "school", ROLE_OFFICE, true);
	struct dump_report r;
	const char *path;

	hubfix_add(&h, school, 1);
	path = hubfix_dump(&h, school);
	ck_assert_int_eq(dump_inspect(school, h.x.a, path, &r, &h.x.e), 0);
	ck_assert_int_eq(r.verdict, E_OK);
	ck_assert_str_eq(r.head.cipher, "none");
	ck_assert_int_eq(dump_inspect(NULL, h.x.a, path, &r, &h.x.e), 0);
	ck_assert_int_eq(r.verdict, E_KEY_UNKNOWN);
	hubfix_want(&h, path, OUT_REFUSED, E_KEY_UNKNOWN);
	book_close(school);
}
END_TEST

Suite *
dump_suite(void)
{
	Suite *s = suite_create("dump");
	TCase *t = tcase_create("all");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_an_office_sends_the_hub_holds);
	tcase_add_test(t, a_second_import_changes_nothing);
	tcase_add_test(t, an_empty_report_is_small_and_counts_on);
	tcase_add_test(t, files_wait_for_the_one_that_is_missing);
	tcase_add_test(t, a_full_dump_brings_only_what_is_new);
	tcase_add_test(t, an_unknown_form_parks_and_later_applies);
	tcase_add_test(t, a_dump_that_died_is_finished);
	tcase_add_test(t, a_killed_hub_goes_on);
	tcase_add_test(t, long_texts_make_short_blocks);
	tcase_add_test(t, the_hub_and_its_maker_read_the_lines);
	tcase_add_test(t, a_training_book_needs_no_hub);
	suite_add_tcase(s, t);
	return s;
}
