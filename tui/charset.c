/* SPDX-License-Identifier: MIT */
/*
 * charset: the locale's word, else one question to the terminal (vietnamese.md 6.2):
 * print a letter of three bytes, ask for the column.  Invariant: every byte that is
 * not the answer is kept, in order, for the keyboard.
 */
#include "tui/charset.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
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

/* Reads until the answer is there; the column, 0 for none in time. */
static int
probe_column(void)
{
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
	int64_t end = now_ms() + PROBE_MS, left;
	int column = 0;
	ssize_t n;

	while (column == 0 && ahead.n < sizeof ahead.p - 1 && (left = end - now_ms()) > 0 &&
	    poll(&p, 1, (int)left) == 1) {
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
	int column = 0;

	if (tcgetattr(STDIN_FILENO, &was) != 0)
		return false;
	raw_mode = was;
	cfmakeraw(&raw_mode);
	if (tcsetattr(STDIN_FILENO, TCSANOW, &raw_mode) != 0)
		return false;
	if (write(STDOUT_FILENO, ask, sizeof ask - 1) > 0)
		column = probe_column();
	if (write(STDOUT_FILENO, wipe, sizeof wipe - 1) < 0)
		column = 0;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &was); /* the next mode is set by ncurses anyway */
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
