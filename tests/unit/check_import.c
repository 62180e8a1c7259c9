/* SPDX-License-Identifier: MIT */
#include "core/dump_int.h"

#include <check.h>

#include "core/enrol.h"
#include "core/file.h"
#include "tests/unit/fixture.h"
#include "tests/unit/hubfix.h"

Suite *import_suite(void);

FIXTURE(hubfix, h)

/* The bytes of a file, changed and put beside it. */
static const char *
changed(const char *path, size_t at, uint8_t flip, size_t cut)
{
	const char *to = arena_printf(h.x.a, "%s.changed", path);
	struct file_bytes f = { .mode = 0660, .how = FILE_REPLACE };
	uint8_t *p;
	size_t n;

	ck_assert_int_eq(file_read(h.x.a, path, 1 << 20, &p, &n, &h.x.e), 0);
	p[at] ^= flip;
	f.p = p;
	f.n = cut ? cut : n;
	ck_assert_int_eq(file_write(to, &f, &h.x.e), 0);
	return to;
}

START_TEST(a_damaged_file_leaves_nothing)
{
	const char *path;
	struct dump_report r;
	size_t at;

	hubfix_add(&h, h.x.b, 1);
	path = hubfix_dump(&h, h.x.b);
	ck_assert_int_eq(dump_inspect(h.hub, h.x.a, path, &r, &h.x.e), 0);
	ck_assert_int_eq(r.verdict, E_OK);
	for (at = 1; at < r.bytes; at += 97) {
		struct import in = hubfix_import(&h, changed(path, at, 4, 0));

		ck_assert_int_eq(in.outcome, OUT_REFUSED);
		hubfix_want(&h, changed(path, 0, 0, at), OUT_REFUSED, E_TRUNCATED);
	}
	ck_assert_int_eq(hubfix_count(&h, h.hub), 0);
	hubfix_want(&h, "/nowhere/at/all", OUT_REFUSED, E_INPUT);
	hubfix_want(&h, path, OUT_MERGED, E_OK);
	hubfix_same(&h, h.x.b, 1);
}
END_TEST

START_TEST(strangers_are_refused)
{
	struct book *three = hubfix_book(&h, "three", ROLE_OFFICE, false);
	const char *path;

	hubfix_add(&h, three, 1);
	ck_assert_int_eq(dump_write(three, h.x.a, false, &path, &h.x.e), -1);
	ck_assert_int_eq(h.x.e.code, E_CRYPTO);
	book_close(h.hub);
	h.hub = hubfix_book(&h, "hub2", ROLE_HUB, false);
	hubfix_add(&h, h.x.b, 1);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_REFUSED, E_KEY_UNKNOWN);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 0);
	book_close(three);
}
END_TEST

/* A file made by hand: header of one office, key of another. */
static const char *
forge(const char *path, const struct keys *k, const char *office, const char *unit)
{
	struct seal_to to = { 1, { book_keys(h.hub)->seal_pub } };
	const char *out = arena_printf(h.x.a, "%s.forged", path);
	struct buf plain = { 0 }, file = { 0 };
	struct file_bytes f = { .mode = 0660, .how = FILE_REPLACE };
	struct sealed s;

	ck_assert_int_eq(sealed_read(h.x.a, path, &s, &h.x.e), 0);
	ck_assert_int_eq(sealed_open(&s, book_keys(h.hub), &plain, &h.x.e), 0);
	if (office)
		s.head.office = office;
	if (unit)
		s.head.unit = unit;
	ck_assert_int_eq(seal_make(&file, &s.head, &plain, &to, k, &h.x.e), 0);
	f.p = file.p;
	f.n = file.n;
	ck_assert_int_eq(file_write(out, &f, &h.x.e), 0);
	sealed_free(&s);
	buf_free(&plain);
	buf_free(&file);
	return out;
}

START_TEST(a_forged_file_is_told_by_its_kind)
{
	struct keys stranger;
	const char *path;
	const char *dir = arena_printf(h.x.a, "%s/stranger", h.x.dir);

	ck_assert_int_eq(file_folder(dir, 0770, &h.x.e), 0);
	ck_assert_int_eq(keys_make(dir, false, &stranger, &h.x.e), 0);
	hubfix_add(&h, h.x.b, 1);
	path = hubfix_dump(&h, h.x.b);
	hubfix_want(&h, forge(path, book_keys(h.two), NULL, NULL), OUT_REFUSED, E_UNIT);
	hubfix_want(&h, forge(path, &stranger, NULL, NULL), OUT_REFUSED, E_KEY_UNKNOWN);
	hubfix_want(&h, forge(path, book_keys(h.x.b), "o99", NULL), OUT_REFUSED, E_UNIT);
	hubfix_want(&h, forge(path, book_keys(h.x.b), NULL, "03389@-"), OUT_REFUSED, E_UNIT);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 0);
	hubfix_want(&h, path, OUT_MERGED, E_OK);
}
END_TEST

START_TEST(a_number_used_twice_stops_the_node)
{
	const char *path;

	hubfix_add(&h, h.x.b, 1);
	path = hubfix_dump(&h, h.x.b);
	hubfix_want(&h, path, OUT_MERGED, E_OK);
	hubfix_want(&h, forge(path, book_keys(h.x.b), NULL, NULL), OUT_REFUSED, E_FORK);
	hubfix_want(&h, path, OUT_DUPLICATE, E_REPLAY);
	hubfix_add(&h, h.x.b, 2);
	hubfix_want(&h, hubfix_dump(&h, h.x.b), OUT_REFUSED, E_FORK);
	ck_assert_int_eq(hubfix_count(&h, h.hub), 1);
}
END_TEST

START_TEST(enrolment_is_strict)
{
	const char *path, *words, *reply, *id, *again;
	struct book *school = hubfix_book(&h, "school", ROLE_OFFICE, true);
	struct request r;
	struct import in;

	ck_assert_int_eq(enrol_request(school, h.x.a, NULL, &path, &words, &h.x.e), 0);
	ck_assert_int_eq(enrol_read(h.x.a, path, &r, &h.x.e), 0);
	ck_assert(r.training);
	ck_assert_int_eq(enrol_accept(h.hub, h.x.a, &r, NULL, &reply, &id, &h.x.e), -1);
	ck_assert_int_eq(h.x.e.code, E_UNIT);
	ck_assert_int_eq(enrol_read(h.x.a, changed(path, 100, 1, 0), &r, &h.x.e), -1);
	ck_assert_int_eq(enrol_request(h.hub, h.x.a, NULL, &path, &words, &h.x.e), -1);
	/* The same request again: the same office. */
	ck_assert_int_eq(enrol_request(h.two, h.x.a, NULL, &path, &words, &h.x.e), 0);
	ck_assert_int_eq(enrol_read(h.x.a, path, &r, &h.x.e), 0);
	ck_assert_int_eq(enrol_accept(h.hub, h.x.a, &r, NULL, &reply, &again, &h.x.e), 0);
	ck_assert_str_eq(again, book_info(h.two)->office);
	/* An answer for another book. */
	ck_assert_int_eq(dump_import(h.x.b, h.x.a, reply, &in, &h.x.e), 0);
	ck_assert_int_eq(in.outcome, OUT_REFUSED);
	ck_assert_int_eq(in.code, E_UNIT);
	book_close(school);
}
END_TEST

Suite *
import_suite(void)
{
	Suite *s = suite_create("import");
	TCase *t = tcase_create("all");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_damaged_file_leaves_nothing);
	tcase_add_test(t, strangers_are_refused);
	tcase_add_test(t, a_forged_file_is_told_by_its_kind);
	tcase_add_test(t, a_number_used_twice_stops_the_node);
	tcase_add_test(t, enrolment_is_strict);
	suite_add_tcase(s, t);
	return s;
}
