/* SPDX-License-Identifier: MIT */
/* A disk that fails under a save, a clock that goes back, files that were touched. */
#include "tests/crash/fault.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/date.h"
#include "core/space.h"

Suite *fault_suite(void);

enum { ALWAYS = 1000000 };

static struct bookfix x;

static void
setup(void)
{
	bookfix_make(&x);
	bookfix_lines(&x, 3);
}

static void
teardown(void)
{
	bookfix_free(&x);
}

/* Faults under a save: how each must end. */
static const struct row {
	enum fault_when when;
	struct disk_fault f;
	bool saved;             /* the book may still say it is saved */
	enum err_code code;     /* when it does not */
	const char *says;
} rows[] = {
	{ FAULT_SAVE, { DISK_SYNC, "/log/log.", 0, 1, EIO }, true, E_DAMAGE, "the disk" },
	{ FAULT_SAVE, { DISK_SYNC, "/log/log.", 0, ALWAYS, EIO }, false, E_DAMAGE, "the disk" },
	{ FAULT_SAVE, { DISK_WRITE, "/log/log.", 0, 1, EIO }, true, E_DAMAGE, "the disk" },
	{ FAULT_SAVE, { DISK_WRITE, "/log/log.", 0, ALWAYS, EIO }, false, E_DAMAGE, "the disk" },
	{ FAULT_SAVE, { DISK_WRITE, "/log/log.", 0, 1, ENOSPC }, true, E_SPACE, "disk is full" },
	{ FAULT_SAVE, { DISK_WRITE, "/log/log.", 0, ALWAYS, ENOSPC }, false, E_SPACE, "disk is full" },
	{ FAULT_SAVE, { DISK_WRITE | DISK_SYNC, "/log/log.", 0, ALWAYS, EDQUOT }, false, E_SPACE, "disk is full" },
	{ FAULT_SAVE, { DISK_WRITE, "/gate", 0, 1, ENOSPC }, false, E_SPACE, "gate" },
	{ FAULT_SAVE, { DISK_WRITE, "/gate", 0, 1, EROFS }, false, E_BUSY, "gate" },
	{ FAULT_SAVE, { DISK_OPEN, "/env/changes.db", 0, ALWAYS, EACCES }, false, E_BUSY, "changes" },
	{ FAULT_SAVE, { DISK_OPEN, "/env/words.db", 0, ALWAYS, EMFILE }, false, E_DAMAGE, "words" },
	{ FAULT_SAVE, { DISK_WRITE | DISK_SYNC, "/log/log.", 1, ALWAYS, EIO }, false, E_DAMAGE, "fault" },
	{ FAULT_CLOSE, { DISK_SYNC, ".db", 0, 1, EIO }, true, E_DAMAGE, "the disk" },
	{ FAULT_CLOSE, { DISK_SYNC, ".db", 2, 1, EIO }, true, E_DAMAGE, "the disk" },
	{ FAULT_CLOSE, { DISK_SYNC, ".db", 0, ALWAYS, EIO }, true, E_DAMAGE, "the disk" },
	{ FAULT_CLOSE, { DISK_WRITE, ".db", 0, ALWAYS, EIO }, true, E_DAMAGE, "the disk" },
	{ FAULT_CLOSE, { DISK_WRITE, ".db", 3, ALWAYS, ENOSPC }, true, E_DAMAGE, "" },
	{ FAULT_CLOSE, { DISK_SYNC, "/log/log.", 0, 1, EIO }, true, E_DAMAGE, "the disk" },
};

START_TEST(a_failing_disk)
{
	const struct row *w = &rows[_i];
	struct fault_result r;

	fault_run(&x, &w->f, w->when, &r);
	ck_assert_msg(fault_wrong(&r) == NULL, "%s: %s", fault_wrong(&r), r.text);
	ck_assert_int_gt(r.met, 0);
	ck_assert(w->saved || !r.saved);
	if (!r.saved) {
		ck_assert_int_eq(r.code, w->code);
		ck_assert_msg(strstr(r.text, w->says) != NULL, "%s", r.text);
	}
}
END_TEST

/* Each write and each sync of a save in turn, until a save needs no more of them. */
START_TEST(each_call_of_a_save_fails_once)
{
	struct fault_result r;

	ck_assert_msg(fault_each(&x, FAULT_SAVE, _i ? EIO : ENOSPC, &r) > 3, "too few calls were met");
	ck_assert_msg(fault_wrong(&r) == NULL, "%s: %s", fault_wrong(&r), r.text);
}
END_TEST

START_TEST(little_space_takes_nothing_new_in)
{
	struct save s = { .kind = CH_CREATE, .form = x.form, .v = bookfix_line(&x, 9), .who = "lan" };
	char path[300];

	snprintf(path, sizeof path, "%s/reserve", x.dir);
	disk_left(500 << 20);
	bookfix_reopen(&x);
	ck_assert_int_eq(access(path, F_OK), 0);
	disk_left(20 << 20);
	ck_assert_int_eq(store_space(x.dir, NULL), SPACE_REFUSE);
	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_SPACE);
	bookfix_reopen(&x); /* reading goes on, and with it what does not need the reserve */
	ck_assert_int_eq(access(path, F_OK), 0);
	fault_boot(x.dir);
	bookfix_reopen(&x);
	ck_assert_int_ne(access(path, F_OK), 0);
	disk_left(50 << 20);
	ck_assert_int_eq(store_space(x.dir, NULL), SPACE_WARN);
	ck_assert_int_eq(book_save(x.b, &s, 1, &x.e), 0);
}
END_TEST

struct clocks { uint64_t last; int n; };

static int
rising(void *arg, struct change *c, struct err *e)
{
	struct clocks *k = arg;

	(void)e;
	ck_assert_uint_gt(c->clock, k->last);
	k->last = c->clock;
	k->n++;
	return 0;
}

START_TEST(a_clock_that_goes_back)
{
	static const int year[] = { 2030, 2021, 1970, 2031, 2150, 2032 };
	struct clocks k = { 0, 0 };
	struct verify v;
	size_t i;

	for (i = 0; i < sizeof year / sizeof *year; i++) {
		clock_fix(((int64_t)date_of(year[i], 6, 1) + 1) * 86400000);
		(void)bookfix_add(&x, x.form, bookfix_line(&x, 20 + (int)i));
		bookfix_reopen(&x);
	}
	ck_assert_int_eq(book_changes(x.b, x.a, 1, 3, 100, rising, &k, &x.e), 0);
	ck_assert_int_eq(k.n, (int)i);
	/* the last moment is that of the year before the clock was wrong, counted on */
	ck_assert_uint_eq(k.last >> 16, ((uint64_t)date_of(2032, 6, 1) + 1) * 86400000);
	ck_assert_int_eq(book_verify(x.b, x.a, &v, &x.e), 0);
	clock_fix(0);
}
END_TEST

/* A table's file, half a page of it gone back to what it was, or one bit wrong. */
START_TEST(a_torn_page_is_found)
{
	const enum table tb = (enum table)(_i / 2);
	char path[300];
	struct draft d = { .v = bookfix_line(&x, 1) };
	uint8_t page[512];
	struct verify v;
	int fd;

	bookfix_lines(&x, 40);
	ck_assert_int_eq(book_draft_save(x.b, "lan", x.form, &d, &x.e), 0);
	book_close(x.b);
	x.b = NULL;
	snprintf(path, sizeof path, "%s/env/%s.db", x.dir, store_table_name(tb));
	fd = open(path, O_RDWR);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(pread(fd, page, sizeof page, 4096), (ssize_t)sizeof page);
	if (_i % 2)
		page[20] ^= 0x10;
	else
		memset(page, 0x55, sizeof page);
	ck_assert_int_eq(pwrite(fd, page, sizeof page, 4096), (ssize_t)sizeof page);
	close(fd);
	x.b = book_open(x.dir, &x.schema, &x.e);
	if (x.b)
		ck_assert_int_eq(book_verify(x.b, x.a, &v, &x.e), -1);
	ck_assert_int_eq(x.e.code, E_DAMAGE);
	ck_assert_msg(strstr(x.e.text, store_table_name(tb)) != NULL, "%s", x.e.text);
}
END_TEST

/* A disk that was full left a piece of a page at the end of a table; the log has the page. */
START_TEST(a_piece_of_a_page_is_taken_off)
{
	char path[300];
	uint8_t piece[646];
	struct verify v;
	int fd;

	memset(piece, 0x55, sizeof piece);
	book_close(x.b);
	x.b = NULL;
	snprintf(path, sizeof path, "%s/env/%s.db", x.dir, store_table_name((enum table)_i));
	fd = open(path, O_WRONLY | O_APPEND);
	ck_assert_int_eq(write(fd, piece, sizeof piece), sizeof piece);
	close(fd);
	fault_boot(x.dir);
	bookfix_reopen(&x);
	ck_assert_msg(book_verify(x.b, x.a, &v, &x.e) == 0, "%s", x.e.text);
	ck_assert_uint_eq(v.records, 3);
}
END_TEST

/* What the library grows by one byte at a new end has no hole before it, which on a full disk is a SIGBUS. */
START_TEST(a_region_grows_without_a_hole)
{
	char path[300];
	struct stat st;
	int fd;

	snprintf(path, sizeof path, "%s/grows", x.dir);
	fd = open(path, O_RDWR | O_CREAT, 0600);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, "begun", 5), 5);
	ck_assert_int_eq(lseek(fd, 99999, SEEK_SET), 99999);
	ck_assert_int_eq(space_write(fd, "", 1), 1);
	ck_assert_int_eq(fstat(fd, &st), 0);
	ck_assert_int_eq(st.st_size, 100000);
	ck_assert_int_ge(st.st_blocks * 512, 100000);
	disk_arm(&(struct disk_fault){ DISK_WRITE, "/grows", 3, ALWAYS, ENOSPC });
	ck_assert_int_eq(lseek(fd, 199999, SEEK_SET), 199999);
	ck_assert_int_eq(space_write(fd, "", 1), -1);
	disk_arm(NULL);
	close(fd);
}
END_TEST

/* A secret that others may read is one no more. */
START_TEST(a_key_others_can_read)
{
	static const unsigned modes[] = { 0444, 0440, 0604, 0777 };
	char path[300];
	size_t i;

	snprintf(path, sizeof path, "%s/keys/node.key", x.dir);
	book_close(x.b);
	for (i = 0; i < sizeof modes / sizeof *modes; i++) {
		ck_assert_int_eq(chmod(path, modes[i]), 0);
		x.b = book_open(x.dir, &x.schema, &x.e);
		ck_assert_ptr_null(x.b);
		ck_assert_int_eq(x.e.code, E_CRYPTO);
		ck_assert_ptr_nonnull(strstr(x.e.text, "chmod 400"));
	}
	ck_assert_int_eq(chmod(path, 0600), 0);
	bookfix_reopen(&x);
}
END_TEST

Suite *
fault_suite(void)
{
	Suite *s = suite_create("fault");
	TCase *t = tcase_create("all");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, a_failing_disk, 0, (int)(sizeof rows / sizeof *rows));
	tcase_add_loop_test(t, each_call_of_a_save_fails_once, 0, 2);
	tcase_add_test(t, little_space_takes_nothing_new_in);
	tcase_add_test(t, a_clock_that_goes_back);
	tcase_add_loop_test(t, a_torn_page_is_found, 0, 2 * TB_N);
	tcase_add_loop_test(t, a_piece_of_a_page_is_taken_off, 0, TB_N);
	tcase_add_test(t, a_region_grows_without_a_hole);
	tcase_add_test(t, a_key_others_can_read);
	suite_add_tcase(s, t);
	return s;
}
