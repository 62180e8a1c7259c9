/* SPDX-License-Identifier: MIT */
#include "tui/batch.h"

#include <check.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

Suite *batch_suite(void);

/* A datagram socket keeps writes apart, as packets are. */
static ssize_t
packet(int fd, char *s, size_t n)
{
	ssize_t got = recv(fd, s, n - 1, MSG_DONTWAIT);

	s[got > 0 ? got : 0] = '\0';
	return got;
}

START_TEST(pieces_leave_as_one)
{
	struct batch b;
	char s[64];
	int fd[2], round;

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_DGRAM, 0, fd), 0);
	ck_assert_int_eq(batch_init(&b, fd[0]), 0);
	for (round = 0; round < 2; round++) {
		batch_begin(&b);
		ck_assert_int_eq(write(fd[0], "one ", 4), 4);
		ck_assert_int_eq(write(fd[0], "two", 3), 3);
		ck_assert_int_eq(packet(fd[1], s, sizeof s), -1);
		batch_end(&b);
		ck_assert_int_eq(packet(fd[1], s, sizeof s), 7);
		ck_assert_str_eq(s, "one two");
	}
	batch_begin(&b);
	batch_end(&b);
	ck_assert_int_eq(packet(fd[1], s, sizeof s), -1); /* nothing is no packet */
	ck_assert_int_eq(write(fd[0], "x", 1), 1);
	ck_assert_int_eq(packet(fd[1], s, sizeof s), 1);
	batch_free(&b);
	close(fd[0]);
	close(fd[1]);
}
END_TEST

Suite *
batch_suite(void)
{
	Suite *s = suite_create("batch");
	TCase *t = tcase_create("all");

	tcase_add_test(t, pieces_leave_as_one);
	suite_add_tcase(s, t);
	return s;
}
