/* SPDX-License-Identifier: MIT */
#include "tui/charset.h"

#include <check.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

Suite *charset_suite(void);

enum { WAIT_MS = 5000 };

/* Reads from the program at the terminal until `until` came; false when it did not. */
static bool
read_until(int fd, const char *until)
{
	struct pollfd p = { fd, POLLIN, 0 };
	char got[256] = "";
	size_t n = 0;
	ssize_t r;

	while (!strstr(got, until)) {
		if (n + 1 >= sizeof got || poll(&p, 1, WAIT_MS) != 1 ||
		    (r = read(fd, got + n, sizeof got - 1 - n)) <= 0)
			return false;
		n += (size_t)r;
		got[n] = '\0';
	}
	return true;
}

static bool
is_raw(int fd)
{
	struct termios t;

	ck_assert_int_eq(tcgetattr(fd, &t), 0);
	return !(t.c_lflag & ICANON) && !(t.c_lflag & ECHO) && !(t.c_iflag & ICRNL);
}

static const int signals[] = { SIGTERM, SIGHUP, SIGINT };

/* A program at a terminal, its locale without UTF-8, that asks and ends with what it was told. */
static pid_t
asking(int *fd)
{
	struct winsize ws = { .ws_row = 24, .ws_col = 80 };
	pid_t pid = forkpty(fd, NULL, NULL, &ws);
	int i;

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		for (i = 0; i < 3; i++)
			(void)signal(signals[i], SIG_DFL); /* Check has handlers of its own */
		(void)setenv("LC_ALL", "C", 1);
		(void)setenv("TERM", "xterm", 1);
		_exit(charset_choose() ? 1 : 0);
	}
	return pid;
}

START_TEST(told_to_end_while_asking)
{
	struct pollfd p;
	int fd, status;
	pid_t pid = asking(&fd);

	ck_assert(read_until(fd, "\033[6n"));
	ck_assert(is_raw(fd));
	ck_assert_int_eq(kill(pid, signals[_i]), 0);
	ck_assert(read_until(fd, "\r    \r"));
	p = (struct pollfd){ fd, 0, 0 }; /* until the other end is closed: the program has ended */
	ck_assert_int_eq(poll(&p, 1, WAIT_MS), 1);
	ck_assert(!is_raw(fd));
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == signals[_i]);
	close(fd);
}
END_TEST

START_TEST(answer_is_heard)
{
	static const struct { const char *answer; int utf8; } said[] = { { "\033[1;2R", 1 }, { "x\033[1;4R", 0 } };
	int fd, status;
	pid_t pid = asking(&fd);

	ck_assert(read_until(fd, "\033[6n"));
	ck_assert_int_eq(write(fd, said[_i].answer, strlen(said[_i].answer)), (ssize_t)strlen(said[_i].answer));
	ck_assert(read_until(fd, "\r    \r"));
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == said[_i].utf8);
	ck_assert(!is_raw(fd));
	close(fd);
}
END_TEST

Suite *
charset_suite(void)
{
	Suite *s = suite_create("charset");
	TCase *t = tcase_create("ask");

	tcase_add_loop_test(t, told_to_end_while_asking, 0, 3);
	tcase_add_loop_test(t, answer_is_heard, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
