/* SPDX-License-Identifier: MIT */
/*
 * slowline: a bad telephone line between a person and a program.  Runs the program on a
 * pseudo-terminal of its own and carries the bytes of both directions late, in order,
 * none of them changed.
 *
 *	slowline [-l MS] [-p PERCENT] [-d MS] [-s SEED] [-c BYTES] PROGRAM ARG...
 *
 * -l: latency each way (300); -p, -d: so many bytes in a hundred (5) wait so much longer
 * (1000), and those behind them with them; -s: which ones; -c: the line goes down for good
 * once the program was given so many bytes.  Exits as the program did.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { ON_WAY = 1 << 20, TAKE = 4096, LAST_MS = 500 };

/* One direction: bytes on their way and when each arrives; a ring, so that order is kept. */
struct way {
	int from, to;
	unsigned char byte[ON_WAY];
	long due[ON_WAY];
	size_t first, n;
	long last_due, given;
	bool ended;             /* nothing more comes in */
};

static struct way there, back; /* too large for the stack */

/* What the line is like; the state of its chance. */
static long latency_ms = 300, percent = 5, delay_ms = 1000, cut_after = -1;
static unsigned long chance = 1;

static long
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000L + ts.tv_nsec / 1000000L;
}

/* The generator of Park and Miller: the same line for the same seed on any machine. */
static long
next_random(long below)
{
	chance = chance * 16807 % 2147483647;
	return (long)(chance % (unsigned long)below);
}

static void
take(struct way *w)
{
	unsigned char buf[TAKE];
	size_t room = ON_WAY - w->n;
	ssize_t i, n = read(w->from, buf, room < TAKE ? room : TAKE);

	if (n <= 0) {
		w->ended = n == 0 || (errno != EINTR && errno != EAGAIN);
		return;
	}
	for (i = 0; i < n; i++) {
		size_t at = (w->first + w->n++) % ON_WAY;
		long due = now_ms() + latency_ms + (next_random(100) < percent ? delay_ms : 0);

		w->last_due = due > w->last_due ? due : w->last_due;
		w->byte[at] = buf[i];
		w->due[at] = w->last_due;
	}
}

/* Hands over what has arrived; false: there is nobody to take it. */
static bool
give(struct way *w)
{
	while (w->n > 0 && w->due[w->first] <= now_ms() && w->given != cut_after) {
		if (write(w->to, &w->byte[w->first], 1) != 1)
			return errno == EAGAIN || errno == EINTR;
		w->first = (w->first + 1) % ON_WAY;
		w->n--;
		w->given += w == &there;
	}
	return true;
}

/* Milliseconds until the next byte of either way arrives; -1 when none is on its way. */
static int
wait_ms(void)
{
	long at = -1;

	if (there.n > 0)
		at = there.due[there.first];
	if (back.n > 0 && (at < 0 || back.due[back.first] < at))
		at = back.due[back.first];
	if (at < 0)
		return -1;
	at -= now_ms();
	return at < 0 ? 0 : (int)at + 1;
}

static void
carry(void)
{
	while (there.given != cut_after) {
		struct pollfd p[2] = { { there.ended ? -1 : there.from, POLLIN, 0 },
			{ back.ended ? -1 : back.from, POLLIN, 0 } };

		if (poll(p, 2, wait_ms()) < 0 && errno != EINTR)
			return;
		if (p[0].revents)
			take(&there);
		if (p[1].revents)
			take(&back);
		if (!give(&back) || (!give(&there) && !back.ended))
			return;
		if ((back.ended && back.n == 0) || (there.ended && there.n == 0))
			return;
	}
	usleep(LAST_MS * 1000); /* the program has read what it was given */
}

/* The program on a pseudo-terminal as large as ours. */
static pid_t
start(char **argv)
{
	struct winsize ws = { .ws_row = 24, .ws_col = 80 };
	pid_t pid;

	(void)ioctl(STDIN_FILENO, TIOCGWINSZ, &ws);
	pid = forkpty(&there.to, NULL, NULL, &ws);
	if (pid == 0) {
		execvp(argv[0], argv);
		fprintf(stderr, "%s: cannot be started\n", argv[0]);
		_exit(127);
	}
	there.from = STDIN_FILENO;
	back.from = there.to;
	back.to = STDOUT_FILENO;
	return pid;
}

static int
usage(void)
{
	fprintf(stderr, "slowline [-l MS] [-p PERCENT] [-d MS] [-s SEED] [-c BYTES] PROGRAM ARG...\n");
	return 1;
}

int
main(int argc, char **argv)
{
	struct termios was, raw;
	bool terminal = tcgetattr(STDIN_FILENO, &was) == 0;
	int c, status = 0;
	pid_t pid;

	while ((c = getopt(argc, argv, "+l:p:d:s:c:")) != -1) {
		long n = c == '?' ? 0 : atol(optarg);

		if (c == '?')
			return usage();
		*(c == 'l' ? &latency_ms : c == 'p' ? &percent : c == 'd' ? &delay_ms :
		    c == 'c' ? &cut_after : (long *)&chance) = n;
	}
	if (optind == argc || chance == 0)
		return usage();
	signal(SIGPIPE, SIG_IGN);
	pid = start(argv + optind);
	if (pid < 0) {
		perror("forkpty");
		return 1;
	}
	if (terminal) {
		raw = was;
		cfmakeraw(&raw);
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	}
	carry();
	close(there.to); /* the line is down */
	(void)waitpid(pid, &status, 0);
	if (terminal)
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &was);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
