/* SPDX-License-Identifier: MIT */
/*
 * talk: prompts out, lines in.  Invariant: while nothing is awaited no signal to leave
 * comes in, so the book is never left in the middle of a save; while a line is awaited
 * one ends the conversation as the end of the input does.
 */
#include "tui/talk.h"

#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/text.h"
#include "tui/charset.h"
#include "tui/grid.h"

enum { OUT_BYTES = 1 << 14 };

static const int to_leave[] = { SIGINT, SIGTERM, SIGHUP };

static void
noted(int sig)
{
	(void)sig; /* that it came ends the wait */
}

static void
take_signals(struct talk *t)
{
	struct sigaction sa = { .sa_handler = noted };
	sigset_t set;
	size_t i;

	sigemptyset(&set);
	for (i = 0; i < sizeof to_leave / sizeof *to_leave; i++) {
		sigaddset(&set, to_leave[i]);
		(void)sigaction(to_leave[i], &sa, NULL); /* fails for no signal of the list */
	}
	(void)sigprocmask(SIG_BLOCK, &set, &t->mask);
	t->in.wake = &t->mask;
}

/* A terminal that cannot be asked is believed to be what the locale says. */
static bool
shows_ascii(void)
{
	const char *name = getenv("TERM");
	bool utf8;

	if (!isatty(STDOUT_FILENO))
		return false;
	if (name && *name && strcmp(name, "dumb") != 0)
		return !charset_choose();
	utf8 = setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!utf8)
		setlocale(LC_CTYPE, "C.UTF-8");
	return !utf8;
}

/* What was typed while the terminal was asked for its charset comes first; Enter was a CR then. */
static void
take_ahead(struct talk *t)
{
	size_t n, i;
	const char *early = charset_ahead(&n);

	buf_put(&t->in.buf, early, n);
	for (i = 0; i < t->in.buf.n; i++)
		if (t->in.buf.p[i] == '\r')
			t->in.buf.p[i] = '\n';
}

/* The kernel takes a whole letter back at a Backspace, not one of its bytes. */
static void
take_terminal(struct talk *t)
{
	struct termios now;

	t->tty = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &t->was) == 0;
	t->echo = !t->tty;
	if (!t->tty)
		return;
	now = t->was;
	now.c_lflag |= ICANON | ECHO;
	now.c_iflag |= ICRNL;
	if (!t->ascii)
		now.c_iflag |= IUTF8;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &now); /* Backspace would only look worse */
}

void
talk_open(struct talk *t)
{
	memset(t, 0, sizeof *t);
	t->a = arena_new();
	t->in.fd = STDIN_FILENO;
	t->ascii = shows_ascii();
	take_ahead(t);
	take_terminal(t);
	take_signals(t);
	(void)setvbuf(stdout, NULL, _IOFBF, OUT_BYTES); /* a packet a prompt */
}

void
talk_close(struct talk *t)
{
	if (fflush(stdout) != 0 && t->tty) { /* the line is down: nobody is left to be told */
		__fpurge(stdout);
		clearerr(stdout);
	}
	if (t->tty)
		(void)tcsetattr(STDIN_FILENO, TCSANOW, &t->was);
	(void)sigprocmask(SIG_SETMASK, &t->mask, NULL);
	buf_free(&t->in.buf);
	arena_free(t->a);
}

/* The letters without their marks. */
static const char *
plain(struct arena *a, const char *s)
{
	int i, n = text_cols(s);
	struct grid *g = grid_new(1, n + 1);
	char *out = arena_alloc(a, (size_t)n + 1);

	(void)grid_put(g, 0, 0, n, A_PLAIN, s);
	grid_ascii(g);
	for (i = 0; i < n; i++)
		out[i] = (char)g->cell[i].c;
	grid_free(g);
	return out;
}

static void
put(struct talk *t, const char *fmt, va_list ap)
{
	char *s = NULL;
	const char *shown;

	if (vasprintf(&s, fmt, ap) < 0)
		return;
	shown = text_show(t->a, s);
	fputs(t->ascii ? plain(t->a, shown) : shown, stdout);
	free(s);
}

void
talk_put(struct talk *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(t, fmt, ap);
	va_end(ap);
}

void
talk_say(struct talk *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(t, fmt, ap);
	va_end(ap);
	putchar('\n');
}

/* Both bytes a Backspace may send, where the terminal knows only the other one. */
static size_t
without_taken_back(char *s, size_t n)
{
	size_t i, to = 0;

	for (i = 0; i < n; i++) {
		if (s[i] != '\b' && s[i] != 0x7F) {
			s[to++] = s[i];
			continue;
		}
		while (to > 0 && ((unsigned char)s[to - 1] & 0xC0) == 0x80)
			to--;
		to -= to > 0;
	}
	return to;
}

/* True of the line given last when the input broke off in it: 12 may have been meant as 125. */
static bool
broken_off(const struct input *in)
{
	return in->at > 0 && in->buf.p[in->at - 1] != '\n';
}

/* The next line, waited for; NULL at the end of it all. */
static char *
next_line(struct talk *t, size_t *n)
{
	struct err e;
	const char *s;
	int got;

	while ((got = input_line(&t->in, &s, n, &e)) == 0)
		if (t->in.eof || input_fill(&t->in, WAIT, &e) < 0)
			return NULL;
	return got < 0 || broken_off(&t->in) ? NULL : arena_dup(t->a, s, *n);
}

const char *
talk_ask(struct talk *t, const char *prompt)
{
	const char *text = NULL;
	struct err e;
	char *line;
	size_t n;

	arena_reset(t->a);
	for (;;) {
		talk_put(t, "%s", prompt);
		if (t->end || fflush(stdout) != 0 || !(line = next_line(t, &n)))
			break;
		t->literal = *line == ' ';
		n = without_taken_back(line, n);
		if (text_clean(t->a, line, n, TEXT_LINE, &text, &e) == 0) {
			if (t->echo)
				talk_say(t, "%s", text);
			return text;
		}
		if (t->echo)
			putchar('\n');
		talk_say(t, "! %s", e.text);
	}
	t->end = true;
	putchar('\n');
	return NULL;
}
