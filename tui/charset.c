/* SPDX-License-Identifier: MIT */
/*
 * charset: the locale's word, else one question to the terminal (vietnamese.md 6.2):
 * print a letter of three bytes, ask for the column.  Invariant: every byte that is
 * not the answer is kept, in order, for the keyboard; the line is never left raw.
 */
#include "tui/charset.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { PROBE_MS = 1500 };

/* Of the one terminal of the process, as `ahead` is. */
static const char *asked_for = "auto";

/* Typed before there was a screen: there is one keyboard in a process. */
static struct {
	char p[512];
	size_t n;
} ahead;

/* Set by the handler while the terminal is asked, read by the one who asks: nothing else it may do. */
static volatile sig_atomic_t told_to_end;

static const int ends[] = { SIGHUP, SIGTERM, SIGINT };
enum { NENDS = sizeof ends / sizeof *ends };

/* How signals were dealt with before the terminal was asked. */
struct signals {
	struct sigaction old[NENDS];
	sigset_t mask;          /* as it was: they come in only while we wait */
};

static void
on_end(int no)
{
	told_to_end = no;
}

static void
hold_signals(struct signals *s)
{
	struct sigaction sa = { 0 };
	sigset_t block;
	int i;

	told_to_end = 0;
	sa.sa_handler = on_end;
	sigemptyset(&sa.sa_mask);
	sigemptyset(&block);
	for (i = 0; i < NENDS; i++) {
		(void)sigaction(ends[i], &sa, &s->old[i]); /* cannot fail for these signals */
		sigaddset(&block, ends[i]);
	}
	(void)sigprocmask(SIG_BLOCK, &block, &s->mask);
}

/* Signals as they were; one that came meanwhile comes now, to a terminal that was put back. */
static void
free_signals(const struct signals *s)
{
	int i;

	(void)sigprocmask(SIG_SETMASK, &s->mask, NULL); /* those held back reach our handler still */
	for (i = 0; i < NENDS; i++)
		(void)sigaction(ends[i], &s->old[i], NULL);
	if (told_to_end)
		(void)raise(told_to_end);
}

static bool
codeset_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* The digits at *p as a number, *p moved past them; -1 when there are none, or too many. */
static int
number_at(const char **p)
{
	int n = -1, digits;

	for (digits = 0; **p >= '0' && **p <= '9'; digits++, (*p)++)
		n = (n < 0 ? 0 : n) * 10 + **p - '0';
	return digits > 4 ? -1 : n;
}

/* Takes the answer ESC [ row ; column R out of what came; its column, 0 when it is not there yet. */
static int
take_answer(void)
{
	const char *p, *from = ahead.p;
	int column;

	ahead.p[ahead.n] = '\0';
	for (; (from = strstr(from, "\033[")) != NULL; from++) {
		p = from + 2;
		if (number_at(&p) < 0 || *p++ != ';' || (column = number_at(&p)) < 0 || *p++ != 'R')
			continue;
		memmove(ahead.p + (from - ahead.p), p, ahead.n - (size_t)(p - ahead.p));
		ahead.n -= (size_t)(p - from);
		return column;
	}
	return 0;
}

static int64_t
now_ms(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts); /* cannot fail */
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* True when there is something to read within ms; signals of the mask come in meanwhile. */
static bool
await(int64_t ms, const sigset_t *mask)
{
	struct timespec ts = { ms / 1000, (long)(ms % 1000) * 1000000 };
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };

	return ppoll(&p, 1, &ts, mask) == 1;
}

/* Reads until the answer is there; the column, 0 for none in time. */
static int
probe_column(const sigset_t *mask)
{
	int64_t end = now_ms() + PROBE_MS, left;
	int column = 0;
	ssize_t n;

	while (column == 0 && ahead.n < sizeof ahead.p - 1 && (left = end - now_ms()) > 0 &&
	    await(left, mask)) {
		n = read(STDIN_FILENO, ahead.p + ahead.n, sizeof ahead.p - 1 - ahead.n);
		if (n <= 0)
			break;
		ahead.n += (size_t)n;
		column = take_answer();
	}
	return column;
}

/* One letter of three bytes takes one column where UTF-8 is understood. */
static bool
probe_utf8(void)
{
	static const char ask[] = "\r\xE1\xBA\xBF\033[6n", wipe[] = "\r    \r";
	struct termios was, raw_mode;
	struct signals signals;
	int column = 0;

	if (tcgetattr(STDIN_FILENO, &was) != 0)
		return false;
	raw_mode = was;
	cfmakeraw(&raw_mode);
	hold_signals(&signals);
	if (tcsetattr(STDIN_FILENO, TCSANOW, &raw_mode) == 0 && write(STDOUT_FILENO, ask, sizeof ask - 1) > 0)
		column = probe_column(&signals.mask);
	if (write(STDOUT_FILENO, wipe, sizeof wipe - 1) < 0)
		column = 0;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &was); /* the next mode is set by ncurses anyway */
	free_signals(&signals);
	return column == 2;
}

void
charset_setting(const char *word)
{
	asked_for = word;
}

/* Hardware older than UTF-8 is not worth a question. */
static bool
knows_ascii_only(const char *term)
{
	return strcmp(term, "dumb") == 0 || strncmp(term, "vt", 2) == 0;
}

bool
charset_choose(void)
{
	const char *term = getenv("TERM");
	bool said;

	ahead.n = 0;
	said = setlocale(LC_CTYPE, "") && codeset_is_utf8();
	if (!said && !setlocale(LC_CTYPE, "C.UTF-8"))
		return false;
	if (!term || strcmp(asked_for, "ascii") == 0 || strcmp(term, "ansi") == 0)
		return false; /* ansi is CP437 whatever the locale says */
	if (said || strcmp(asked_for, "utf-8") == 0)
		return true;
	return !knows_ascii_only(term) && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && probe_utf8();
}

const char *
charset_ahead(size_t *n)
{
	*n = ahead.n;
	return ahead.p;
}
