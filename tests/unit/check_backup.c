/* SPDX-License-Identifier: MIT */
#include "core/backup.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "tests/unit/bookfix.h"
#include "tests/unit/fixture.h"

Suite *backup_suite(void);

FIXTURE(bookfix, x)

static const char *
beside(const char *name)
{
	return arena_printf(x.a, "%s.%s", x.dir, name);
}

/* Turns one bit of a byte of dir/name around; at < 0 counts from the end. */
static void
flip(const char *dir, const char *name, off_t at)
{
	const char *path = arena_printf(x.a, "%s/%s", dir, name);
	int fd = open(path, O_RDWR);
	uint8_t c;

	ck_assert_msg(fd >= 0, "%s", path);
	if (at < 0)
		at += lseek(fd, 0, SEEK_END);
	ck_assert_int_eq(pread(fd, &c, 1, at), 1);
	c ^= 1;
	ck_assert_int_eq(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

static bool
there(const char *dir, const char *name)
{
	return access(arena_printf(x.a, "%s/%s", dir, name), F_OK) == 0;
}

static const char *
make(const char *dir)
{
	struct backup_done done;

	ck_assert_msg(backup_make(x.b, x.a, dir, &done, &x.e) == 0, "%s", x.e.text);
	return done.path;
}

/* A copy in the folder "copy" beside the book, not proved yet. */
static const char *
copy(struct backup_done *done)
{
	const char *tmp = beside("copy");

	memset(done, 0, sizeof *done);
	ck_assert_msg(backup_copy(x.b, tmp, done, &x.e) == 0, "%s", x.e.text);
	return tmp;
}

START_TEST(good)
{
	const char *dir = beside("good"), *path;
	struct backup_label l;
	struct backup_note note[2];
	struct backup_done done;
	uint8_t link[HASH_BYTES];
	uint64_t counter;

	bookfix_lines(&x, 100);
	ck_assert_msg(backup_make(x.b, x.a, dir, &done, &x.e) == 0, "%s", x.e.text);
	path = done.path;
	ck_assert_uint_eq(done.proof.changes, 100);
	ck_assert_uint_eq(done.proof.records, 100);
	ck_assert_int_eq(done.proof.nfaults, 0);
	ck_assert_int_eq(done.kept, 1);
	ck_assert(done.same_disk);
	ck_assert_int_eq(backup_label_read(x.a, path, &l, &x.e), 0);
	ck_assert_int_eq(book_head(x.b, book_info(x.b)->self, &counter, link, &x.e), 0);
	ck_assert_uint_eq(l.counter, counter);
	ck_assert_mem_eq(l.link, link, HASH_BYTES);
	ck_assert_mem_eq(l.node, book_info(x.b)->node, NODE_BYTES);
	ck_assert_str_eq(l.book, x.dir);
	ck_assert_str_eq(l.unit, "03388@-");
	ck_assert(!there(path, "keys"));
	ck_assert(!there(path, "gate"));
	ck_assert(!there(path, "reserve"));
	ck_assert(!there(path, "env/__db.001"));
	ck_assert(there(path, "forms"));
	backup_notes(x.a, x.dir, note);
	ck_assert_str_eq(note[0].path, path);
	ck_assert_uint_eq(note[0].counter, 100);
	ck_assert_int_eq(note[1].made, 0);
	file_remove_tree(dir);
}
END_TEST

/* One bit in any table of the copy, or in its log, and it is not called good. */
START_TEST(flipped)
{
	static const char *const files[] = { "env/changes.db", "env/records.db", "env/by_key.db",
		"env/by_date.db", "env/words.db", "env/meta.db" };
	struct backup_done done;
	const char *tmp;

	bookfix_lines(&x, 100);
	tmp = copy(&done);
	flip(tmp, files[_i], -1000);
	ck_assert_int_eq(backup_prove(x.b, x.a, tmp, &done, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_DAMAGE);
	file_remove_tree(tmp);
}
END_TEST

START_TEST(without_log)
{
	struct backup_done done;
	const char *tmp;

	bookfix_lines(&x, 100);
	tmp = copy(&done);
	ck_assert_int_eq(unlink(arena_printf(x.a, "%s/log/log.0000000001", tmp)), 0);
	ck_assert_int_eq(backup_prove(x.b, x.a, tmp, &done, &x.e), -1);
	file_remove_tree(tmp);
}
END_TEST

/* The copy of another moment than the label says is not good. */
START_TEST(other_moment)
{
	struct backup_done done;
	const char *tmp;

	bookfix_lines(&x, 100);
	tmp = copy(&done);
	done.heads[0] ^= 1;
	ck_assert_int_eq(backup_prove(x.b, x.a, tmp, &done, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_DAMAGE);
	file_remove_tree(tmp);
}
END_TEST

/* Two are kept; the older goes after the new one is good, never before. */
START_TEST(two_deep)
{
	const char *dir = beside("two"), *first, *second, *third;
	struct backup_copy *list;

	bookfix_lines(&x, 10);
	first = make(dir);
	second = make(dir);
	ck_assert_int_eq(access(first, F_OK), 0);
	third = make(dir);
	ck_assert_int_ne(access(first, F_OK), 0);
	ck_assert_int_eq(backup_list(x.a, dir, book_info(x.b)->node, &list), 2);
	ck_assert_str_eq(list[0].path, third);
	ck_assert_str_eq(list[1].path, second);
	file_remove_tree(dir);
}
END_TEST

/* Logs go when they are older than the second last copy, and no others. */
START_TEST(old_logs)
{
	const char *dir = beside("logs");
	unsigned low, high, missing, then;
	int i;

	make(dir);
	for (i = 0; i < 12; i++)
		bookfix_lines(&x, 1000);
	store_logs(x.dir, &low, &then, &missing);
	ck_assert_uint_gt(then, 2);
	make(dir);
	store_logs(x.dir, &low, &high, &missing);
	ck_assert_uint_eq(low, 1);
	make(dir);
	store_logs(x.dir, &low, &high, &missing);
	ck_assert_uint_eq(low, then);
	ck_assert_uint_eq(missing, 0);
	bookfix_reopen(&x);
	bookfix_lines(&x, 10);
	file_remove_tree(dir);
}
END_TEST

START_TEST(places)
{
	struct backup_done done;

	ck_assert_int_eq(backup_make(x.b, x.a, arena_printf(x.a, "%s/within", x.dir), &done, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_INPUT);
	ck_assert_int_eq(backup_make(x.b, x.a, "/proc/backup", &done, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_BUSY);
}
END_TEST

/* What a killed backup left is taken away by the next one, what is another book's is not. */
START_TEST(left_over)
{
	const char *dir = beside("left");
	const char *ours = arena_printf(x.a, "%s/tmp-%s-1", dir, hex_of(x.a, book_info(x.b)->node, 4));
	const char *others = arena_printf(x.a, "%s/tmp-00000000-1", dir);

	ck_assert_int_eq(mkdir(dir, 0700), 0);
	ck_assert_int_eq(mkdir(ours, 0700), 0);
	ck_assert_int_eq(mkdir(others, 0700), 0);
	make(dir);
	ck_assert_int_ne(access(ours, F_OK), 0);
	ck_assert_int_eq(access(others, F_OK), 0);
	file_remove_tree(dir);
}
END_TEST

Suite *
backup_suite(void)
{
	Suite *s = suite_create("backup");
	TCase *t = tcase_create("copy");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, good);
	tcase_add_loop_test(t, flipped, 0, 6);
	tcase_add_test(t, without_log);
	tcase_add_test(t, other_moment);
	tcase_add_test(t, two_deep);
	tcase_add_test(t, old_logs);
	tcase_add_test(t, places);
	tcase_add_test(t, left_over);
	suite_add_tcase(s, t);
	return s;
}
