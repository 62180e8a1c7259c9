/* SPDX-License-Identifier: MIT */
#include "core/store.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/gate.h"
#include "core/space.h"
#include "tests/unit/place.h"

Suite *store_suite(void);

static const char *dir;
static struct err err;

static void
setup(void)
{
	const struct store_opts o = { .create = true };
	struct store *s;

	dir = place_make();
	s = store_open(dir, &o, &err);
	ck_assert_msg(s != NULL, "%s", err.text);
	store_close(s);
}

static struct store *
open_it(void)
{
	const struct store_opts o = { .wait_ms = 2000 };
	struct store *s = store_open(dir, &o, &err);

	ck_assert_msg(s != NULL, "%s", err.text);
	return s;
}

/* A body that puts n rows "kNNNN" -> "vNNNN"... and fails when told to. */
struct rows { int n; bool fail; enum table tb; };

static int
put_rows(void *arg, struct txn *t, struct err *e)
{
	struct rows *r = arg;
	char k[16], v[32];
	int i;

	for (i = 0; i < r->n; i++) {
		snprintf(k, sizeof k, "k%06d", i);
		snprintf(v, sizeof v, "value %d", i);
		if (txn_put(t, r->tb, k, strlen(k), v, strlen(v), e))
			return -1;
	}
	return r->fail ? err_set(e, E_RULE, "no") : 0;
}

static int
count_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	int *n = arg;
	char want[32];

	(void)e;
	snprintf(want, sizeof want, "k%06d", *n);
	ck_assert_uint_eq(kn, 7);
	ck_assert_mem_eq(k, want, kn);
	snprintf(want, sizeof want, "value %d", *n);
	ck_assert_uint_eq(vn, strlen(want));
	ck_assert_mem_eq(v, want, vn);
	++*n;
	return 0;
}

struct walk_ask { enum table tb; const char *prefix; int n; };

static int
walk(void *arg, struct txn *t, struct err *e)
{
	struct walk_ask *w = arg;

	w->n = 0;
	return txn_walk(t, w->tb, w->prefix, strlen(w->prefix), WALK_PREFIX, count_row, &w->n, e);
}

static int
rows_in(struct store *s, enum table tb)
{
	struct walk_ask w = { tb, "k", 0 };

	ck_assert_msg(store_visit(s, walk, &w, &err) == 0, "%s", err.text);
	return w.n;
}

START_TEST(rows_are_kept_and_walked)
{
	struct rows r = { 5000, false, TB_RECORDS };
	struct store *s = open_it();

	if (_i)
		r.tb = TB_META;
	ck_assert_msg(store_txn(s, put_rows, &r, &err) == 0, "%s", err.text);
	ck_assert_int_eq(rows_in(s, r.tb), 5000);
	store_close(s);
	s = open_it();
	ck_assert_int_eq(rows_in(s, r.tb), 5000);
	ck_assert_uint_eq(store_recoveries(s), 0);
	ck_assert_msg(store_verify(s, &err) == 0, "%s", err.text);
	store_close(s);
}
END_TEST

START_TEST(failed_body_leaves_nothing)
{
	struct rows r = { 100, true, TB_RECORDS };
	struct store *s = open_it();

	ck_assert_int_eq(store_txn(s, put_rows, &r, &err), -1);
	ck_assert_int_eq(err.code, E_RULE);
	ck_assert_int_eq(rows_in(s, TB_RECORDS), 0);
	store_close(s);
}
END_TEST

static int
small_things(void *arg, struct txn *t, struct err *e)
{
	const void *k, *v;
	size_t kn, vn;

	(void)arg;
	ck_assert_int_eq(txn_get(t, TB_KEY, "a", 1, &v, &vn, e), 1);
	ck_assert_int_eq(txn_put(t, TB_KEY, "a\1", 2, "", 0, e), 0);
	ck_assert_int_eq(txn_put(t, TB_KEY, "a\377\377", 3, "x", 1, e), 0);
	ck_assert_int_eq(txn_put(t, TB_KEY, "b", 1, "y", 1, e), 0);
	ck_assert_int_eq(txn_get(t, TB_KEY, "a\1", 2, &v, &vn, e), 0);
	ck_assert_uint_eq(vn, 0);
	ck_assert_int_eq(txn_last(t, TB_KEY, "a", 1, &k, &kn, &v, &vn, e), 0);
	ck_assert_uint_eq(kn, 3);
	ck_assert_mem_eq(v, "x", 1);
	ck_assert_int_eq(txn_last(t, TB_KEY, "a\377", 2, &k, &kn, &v, &vn, e), 0);
	ck_assert_uint_eq(kn, 3);
	ck_assert_int_eq(txn_last(t, TB_KEY, "", 0, &k, &kn, &v, &vn, e), 0);
	ck_assert_mem_eq(k, "b", 1);
	ck_assert_int_eq(txn_last(t, TB_KEY, "c", 1, &k, &kn, &v, &vn, e), 1);
	ck_assert_int_eq(txn_last(t, TB_KEY, "\377", 1, &k, &kn, &v, &vn, e), 1);
	ck_assert_int_eq(txn_last(t, TB_WORDS, "", 0, &k, &kn, &v, &vn, e), 1);
	ck_assert_int_eq(txn_del(t, TB_KEY, "b", 1, e), 0);
	ck_assert_int_eq(txn_del(t, TB_KEY, "b", 1, e), 1);
	return 0;
}

START_TEST(get_last_del)
{
	struct store *s = open_it();

	ck_assert_msg(store_txn(s, small_things, NULL, &err) == 0, "%s", err.text);
	store_close(s);
}
END_TEST

static int
big_put(void *arg, struct txn *t, struct err *e)
{
	static uint8_t big[300000];
	const void *v;
	size_t vn;

	(void)arg;
	memset(big, 7, sizeof big);
	ck_assert_int_eq(txn_put(t, TB_DRAFTS, "big", 3, big, sizeof big, e), 0);
	ck_assert_int_eq(txn_get(t, TB_DRAFTS, "big", 3, &v, &vn, e), 0);
	ck_assert_uint_eq(vn, sizeof big);
	ck_assert_mem_eq(v, big, vn);
	return 0;
}

static int
big_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	(void)k;
	(void)kn;
	(void)v;
	(void)e;
	*(size_t *)arg = vn;
	return 0;
}

static int
big_walk(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_DRAFTS, "", 0, WALK_ALL, big_row, arg, e);
}

START_TEST(values_larger_than_the_buffers)
{
	struct store *s = open_it();
	size_t n = 0;

	ck_assert_msg(store_txn(s, big_put, NULL, &err) == 0, "%s", err.text);
	ck_assert_int_eq(store_visit(s, big_walk, &n, &err), 0);
	ck_assert_uint_eq(n, 300000);
	store_close(s);
}
END_TEST

/* Runs body in a child that dies inside the visit. */
static int
die_inside(void *arg, struct txn *t, struct err *e)
{
	(void)put_rows(arg, t, e);
	raise(SIGKILL);
	return 0;
}

START_TEST(death_inside_is_recovered)
{
	struct rows r = { 50, false, TB_RECORDS };
	struct store *s = open_it();
	int status;
	pid_t pid;

	ck_assert_int_eq(rows_in(s, TB_RECORDS), 0);
	pid = fork();
	if (pid == 0) {
		struct store *mine = open_it();

		(void)store_txn(mine, die_inside, &r, &err);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(rows_in(s, TB_RECORDS), 0);
	ck_assert_uint_eq(store_recoveries(s), 1);
	ck_assert_int_eq(store_txn(s, put_rows, &r, &err), 0);
	ck_assert_int_eq(rows_in(s, TB_RECORDS), 50);
	ck_assert_uint_eq(store_recoveries(s), 1);
	store_close(s);
}
END_TEST

/* Changes one byte of the gate's mark. */
static void
gate_poke(off_t at, char c)
{
	char path[300];
	int fd;

	snprintf(path, sizeof path, "%s/gate", dir);
	fd = open(path, O_WRONLY);
	ck_assert_int_eq(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

START_TEST(other_boot_or_bad_mark_is_recovered)
{
	/* the occupied mark, a letter of the boot id, the head of the line */
	static const struct { off_t at; char c; } pokes[] = { { 29, '*' }, { 35, 'z' }, { 0, 'x' } };
	struct rows r = { 50, false, TB_RECORDS };
	struct store *s = open_it(), *other;

	ck_assert_int_eq(store_txn(s, put_rows, &r, &err), 0);
	gate_poke(pokes[_i].at, pokes[_i].c);
	other = open_it();
	ck_assert_uint_eq(store_recoveries(other), 1);
	ck_assert_int_eq(rows_in(other, TB_RECORDS), 50);
	ck_assert_int_eq(rows_in(s, TB_RECORDS), 50); /* drops its old handle, does not recover */
	ck_assert_uint_eq(store_recoveries(s), 0);
	store_close(s);
	store_close(other);
}
END_TEST

START_TEST(what_is_refused)
{
	const struct store_opts o = { .wait_ms = 100 }, make = { .create = true };
	char path[300];
	int fd;

	ck_assert_ptr_null(store_open("book", &o, &err));
	ck_assert_int_eq(err.code, E_BUSY);
	snprintf(path, sizeof path, "%s/none", dir);
	ck_assert_ptr_null(store_open(path, &o, &err));
	ck_assert_int_eq(err.code, E_INPUT);
	ck_assert_ptr_null(store_open(dir, &make, &err));
	ck_assert_int_eq(err.code, E_BUSY);
	snprintf(path, sizeof path, "%s/env/DB_CONFIG", dir);
	fd = open(path, O_CREAT | O_WRONLY, 0600);
	close(fd);
	ck_assert_ptr_null(store_open(dir, &o, &err));
	ck_assert_int_eq(err.code, E_BUSY);
	ck_assert_ptr_nonnull(strstr(err.text, "DB_CONFIG"));
}
END_TEST

static int
newer(void *arg, struct txn *t, struct err *e)
{
	(void)arg;
	return txn_put(t, TB_META, "format", 6, "\1\0", 2, e);
}

START_TEST(newer_format_is_refused)
{
	const struct store_opts o = { .wait_ms = 100 };
	struct store *s = open_it();

	ck_assert_int_eq(store_txn(s, newer, NULL, &err), 0);
	store_close(s);
	ck_assert_ptr_null(store_open(dir, &o, &err));
	ck_assert_int_eq(err.code, E_BUSY);
}
END_TEST

static int
hold(void *arg, struct txn *t, struct err *e)
{
	const int *ready = arg;

	(void)t;
	(void)e;
	ck_assert_int_eq(write(*ready, "x", 1), 1);
	usleep(400000);
	return 0;
}

START_TEST(waits_and_then_says_so)
{
	const struct store_opts o = { .wait_ms = 100 };
	int ready[2];
	char c;
	pid_t pid;

	ck_assert_int_eq(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct store *mine = open_it();

		(void)store_visit(mine, hold, &ready[1], &err);
		_exit(0);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	ck_assert_ptr_null(store_open(dir, &o, &err));
	ck_assert_int_eq(err.code, E_BUSY);
	store_close(open_it()); /* waits longer */
	waitpid(pid, NULL, 0);
}
END_TEST

/* Changes a byte of a table's file while nobody has it open. */
static void
file_poke(const char *name, off_t at)
{
	char path[300], c;
	int fd;

	snprintf(path, sizeof path, "%s/env/%s", dir, name);
	fd = open(path, O_RDWR);
	ck_assert_int_eq(pread(fd, &c, 1, at), 1);
	c ^= 1;
	ck_assert_int_eq(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

START_TEST(bad_page_is_named)
{
	struct rows r = { 2000, false, TB_RECORDS };
	struct store *s = open_it();

	ck_assert_int_eq(store_txn(s, put_rows, &r, &err), 0);
	store_close(s);
	file_poke("records.db", 3 * 4096 + 2000);
	s = open_it();
	ck_assert_int_eq(store_verify(s, &err), -1);
	ck_assert_int_eq(err.code, E_DAMAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "records.db"));
	store_close(s);
}
END_TEST

START_TEST(space_and_network)
{
	uint64_t left = 0;
	char path[300];

	(void)store_space(dir, &left);
	ck_assert_uint_gt(left, 0);
	ck_assert_str_eq(space_network(0x6969), "NFS");
	ck_assert_str_eq(space_network(0xFFFFFFFFFF534D42), "CIFS");
	ck_assert_ptr_null(space_network(0xEF53));
	ck_assert_int_eq(space_local(dir, &err), 0);
	snprintf(path, sizeof path, "%s/reserve", dir);
	ck_assert(left < (96 << 20) || access(path, F_OK) == 0);
}
END_TEST

Suite *
store_suite(void)
{
	Suite *s = suite_create("store");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, place_remove);
	tcase_add_loop_test(t, rows_are_kept_and_walked, 0, 2);
	tcase_add_test(t, failed_body_leaves_nothing);
	tcase_add_test(t, get_last_del);
	tcase_add_test(t, values_larger_than_the_buffers);
	tcase_add_test(t, death_inside_is_recovered);
	tcase_add_loop_test(t, other_boot_or_bad_mark_is_recovered, 0, 3);
	tcase_add_test(t, what_is_refused);
	tcase_add_test(t, newer_format_is_refused);
	tcase_add_test(t, waits_and_then_says_so);
	tcase_add_test(t, bad_page_is_named);
	tcase_add_test(t, space_and_network);
	suite_add_tcase(s, t);
	return s;
}
