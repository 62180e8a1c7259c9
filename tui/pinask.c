/* SPDX-License-Identifier: MIT */
/*
 * pinask: see pinask.h.  Read a byte at a time, so that what follows the line is still there
 * for who reads the input next.  Invariant: the terminal echoes again when this returns.
 */
#include "tui/pinask.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "core/lang.h"

/* Whether a line came, or its beginning before the end. */
static bool
take_line(char *out, size_t size)
{
	size_t n = 0;
	ssize_t r;
	char c;

	for (;;) {
		r = read(STDIN_FILENO, &c, 1);
		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0 || c == '\n')
			break;
		if (c != '\r' && n + 1 < size)
			out[n++] = c;
	}
	out[n] = '\0';
	return r > 0 || n > 0;
}

static int
ask(const char *question, char *out, size_t size, bool echo, struct err *e)
{
	struct termios was, quiet;
	bool terminal = tcgetattr(STDIN_FILENO, &was) == 0, got;

	if (terminal) {
		fputs(question, stderr);
		quiet = was;
		if (!echo)
			quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	}
	got = take_line(out, size);
	if (terminal) {
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &was);
		if (!echo)
			fputs("\n", stderr);
	}
	return got ? 0 : err_set(e, E_INPUT, "%s", _("nothing was typed"));
}

int
pinask(const char *question, char *out, size_t size, struct err *e)
{
	return ask(question, out, size, false, e);
}

int
pinask_name(const char *question, char *out, size_t size, struct err *e)
{
	return ask(question, out, size, true, e);
}
