/* SPDX-License-Identifier: MIT */
/*
 * term: ncurses for output, read(2) for input.  ncurses' own reading is not used: it
 * would draw at every key and give up on sequences that come in pieces.  Invariant:
 * `shown` is what the terminal holds, so only rows that differ are given to ncurses,
 * which sends only the letters that differ.
 */
#include "tui/term.h"

/* curses has a macro of the name A_REVERSE: the grid's own is taken before it comes. */
enum { GRID_STRONG = A_STRONG, GRID_REVERSE = A_REVERSE };

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <ncurses.h>
#include <term.h>

#include "core/lang.h"
#include "tui/batch.h"
#include "tui/charset.h"
#include "tui/keyin.h"

enum { ESC_MS = 1000, NFLAGS = 2 };

struct terminal {
	SCREEN *screen;
	struct grid *shown;
	struct keyin in;
	struct batch batch;
	int esc_ms, idle_ms;    /* idle_ms: 0 waits for ever */
	bool hung, paste;       /* paste: bracketed paste was switched on */
	bool anew;              /* what the terminal holds is not known any more */
	struct sigaction old[6];
	sigset_t mask;          /* as it was: signals come in only while we wait */
};

static const int signals[] = { SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGCONT, SIGTSTP };

/* Set by the handlers, read by the one loop of the one terminal: nothing else a handler may do. */
static volatile sig_atomic_t asked_end, asked_size, asked_anew;

static void
on_signal(int no)
{
	if (no == SIGWINCH)
		asked_size = 1;
	else if (no == SIGCONT)
		asked_anew = 1;
	else if (no != SIGTSTP) /* a program that stops would hold the book and help nobody */
		asked_end = no;
}

int
term_keys(struct keyin *in, const char *name)
{
	static const struct { const char *cap; enum key key; } caps[] = {
		{ "kf1", K_F1 }, { "kf2", K_F2 }, { "kf3", K_F3 }, { "kf4", K_F4 }, { "kf5", K_F5 },
		{ "kf6", K_F6 }, { "kf7", K_F7 }, { "kf8", K_F8 }, { "kf9", K_F9 }, { "kf10", K_F10 },
		{ "kcuu1", K_UP }, { "kcud1", K_DOWN }, { "kcuf1", K_RIGHT }, { "kcub1", K_LEFT },
		{ "khome", K_HOME }, { "kend", K_END }, { "kpp", K_PGUP }, { "knp", K_PGDN },
		{ "kdch1", K_DEL }, { "kich1", K_INS }, { "kcbt", K_BTAB },
	};
	int status;
	size_t i;

	if (setupterm(name, STDOUT_FILENO, &status) != OK)
		return -1;
	for (i = 0; i < sizeof caps / sizeof *caps; i++) {
		const char *s = tigetstr(caps[i].cap);

		if (s && s != (char *)-1)
			keyin_define(in, s, caps[i].key);
	}
	return 0;
}

/* Bracketed paste is a mode that old hardware and the kernel's console do not know. */
static bool
has_paste(const char *name)
{
	return strncmp(name, "linux", 5) != 0 && strncmp(name, "vt", 2) != 0 &&
	    strncmp(name, "ansi", 4) != 0;
}

static void
say(const char *s)
{
	(void)!write(STDOUT_FILENO, s, strlen(s)); /* a terminal that is gone shows up when we read */
}

static void
take_signals(struct terminal *t)
{
	struct sigaction sa = { 0 };
	sigset_t block;
	size_t i;

	asked_end = asked_size = asked_anew = 0;
	sa.sa_handler = on_signal;
	sigemptyset(&sa.sa_mask);
	sigemptyset(&block);
	for (i = 0; i < sizeof signals / sizeof *signals; i++) {
		(void)sigaction(signals[i], &sa, &t->old[i]); /* cannot fail for these signals */
		sigaddset(&block, signals[i]);
	}
	(void)sigprocmask(SIG_BLOCK, &block, &t->mask);
}

/* A terminal that ncurses can use, its keys and what was typed meanwhile; NULL when out of descriptors. */
static struct terminal *
take(const struct keyin *in, const char *name)
{
	struct terminal *t = calloc(1, sizeof *t);
	const char *early;
	size_t n;

	(void)setenv("NCURSES_NO_UTF8_ACS", "1", 1); /* PuTTY shows letters for ACS lines otherwise */
	(void)unsetenv("LINES"); /* of an earlier window, and often wrong */
	(void)unsetenv("COLUMNS");
	if (!t || batch_init(&t->batch, STDOUT_FILENO) != 0 || !(t->screen = newterm(name, stdout, stdin))) {
		free(t);
		return NULL;
	}
	t->in = *in;
	early = charset_ahead(&n);
	keyin_feed(&t->in, early, n);
	return t;
}

struct terminal *
term_open(int esc_ms, struct err *e)
{
	const char *name = getenv("TERM");
	struct terminal *t;
	struct keyin in;

	keyin_init(&in);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, E_INPUT, _("The screens need a terminal; without one use `soxa enter FORM --line`, `add`, `edit` and `list`")), NULL;
	if (!name || term_keys(&in, name) != 0 || !tigetstr("cup"))
		return err_set(e, E_INPUT, _("This terminal (TERM=%s) cannot move its cursor; set TERM=vt100, or key a line at a time with `soxa enter FORM --line`"),
		    name ? name : ""), NULL;
	t = take(&in, name);
	if (!t)
		return err_set(e, E_INPUT, _("The terminal (TERM=%s) could not be opened; set TERM=vt100"), name), NULL;
	t->esc_ms = esc_ms > 0 ? esc_ms : ESC_MS;
	(void)raw();
	(void)noecho();
	(void)nonl();
	(void)idlok(stdscr, TRUE);
	take_signals(t);
	t->paste = has_paste(name);
	if (t->paste)
		say("\033[?2004h");
	return t;
}

void
term_close(struct terminal *t)
{
	size_t i;

	if (!t)
		return;
	if (t->paste && !t->hung)
		say("\033[?2004l");
	if (!t->hung) { /* a terminal without a second screen would keep the last one in sight */
		(void)erase();
		(void)refresh();
		(void)endwin();
	}
	for (i = 0; i < sizeof signals / sizeof *signals; i++)
		if (!t->hung && !asked_end) /* else more of them may come before the book is closed */
			(void)sigaction(signals[i], &t->old[i], NULL);
	(void)sigprocmask(SIG_SETMASK, &t->mask, NULL);
	delscreen(t->screen);
	grid_free(t->shown);
	keyin_free(&t->in);
	batch_free(&t->batch);
	free(t);
}

void
term_size(const struct terminal *t, int *rows, int *cols)
{
	struct winsize ws;

	(void)t;
	*rows = LINES;
	*cols = COLS;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0) {
		*rows = ws.ws_row;
		*cols = ws.ws_col;
	}
}

static void
put_row(const struct grid *g, int row)
{
	const struct gcell *x = &g->cell[row * g->cols];
	attr_t attrs;
	cchar_t cc;
	int col;

	for (col = 0; col < g->cols; col++) {
		wchar_t wc[2] = { (wchar_t)x[col].c, 0 };

		if (x[col].c == 0)
			continue;
		attrs = (x[col].attr & GRID_STRONG ? WA_BOLD : 0) |
		    (x[col].attr & GRID_REVERSE ? WA_REVERSE : 0);
		(void)setcchar(&cc, wc, attrs, 0, NULL);
		(void)mvadd_wch(row, col, &cc); /* ERR at the last corner, where it is written all the same */
	}
}

/*
 * True when a row differs by one letter put in or taken out far from its end.  Only then may ncurses
 * move the rest along; where columns stand side by side it would send more than it spares.
 */
static bool
shifted(const struct gcell *now, const struct gcell *was, int cols)
{
	const size_t cell = sizeof *now;
	int at = 0;

	while (at < cols && now[at].c == was[at].c && now[at].attr == was[at].attr)
		at++;
	if (at + 2 >= cols)
		return false;
	return memcmp(&now[at + 1], &was[at], (size_t)(cols - at - 1) * cell) == 0 ||
	    memcmp(&now[at], &was[at + 1], (size_t)(cols - at - 1) * cell) == 0;
}

/* Gives ncurses the rows that differ. */
static void
put_rows(const struct grid *g, const struct grid *shown)
{
	size_t bytes = (size_t)g->cols * sizeof *g->cell;
	bool slide = false;
	int row;

	for (row = 0; row < g->rows; row++) {
		const struct gcell *now = &g->cell[row * g->cols], *was = &shown->cell[row * g->cols];

		if (memcmp(now, was, bytes) == 0)
			continue;
		put_row(g, row);
		slide |= shifted(now, was, g->cols);
	}
	(void)idcok(stdscr, slide);
}

void
term_show(struct terminal *t, const struct grid *g, enum show how)
{

	if (!t->shown || t->shown->rows != g->rows || t->shown->cols != g->cols) {
		if (t->shown)
			how = SHOW_REPAINT; /* terminals move or wrap what stood there as they like */
		if (is_term_resized(g->rows, g->cols))
			(void)resize_term(g->rows, g->cols);
		grid_free(t->shown);
		t->shown = grid_new(g->rows, g->cols);
		(void)erase();
	}
	put_rows(g, t->shown);
	memcpy(t->shown->cell, g->cell, (size_t)g->rows * (size_t)g->cols * sizeof *g->cell);
	(void)move(g->cur_row, g->cur_col);
	if (how == SHOW_REPAINT || t->anew)
		(void)clearok(curscr, TRUE);
	t->anew = false;
	(void)wnoutrefresh(stdscr);
	batch_begin(&t->batch);
	(void)doupdate();
	batch_end(&t->batch);
}

/* The flags the handlers set, as an event. */
static int
signalled(struct terminal *t, struct event *ev)
{
	if (asked_end || t->hung) {
		memset(ev, 0, sizeof *ev);
		ev->key = K_HUP;
		t->hung |= asked_end == SIGHUP; /* told to end by others, the line is still there */
		return 1;
	}
	if (asked_anew) { /* stopped and gone on: the shell had the terminal meanwhile */
		(void)reset_prog_mode();
		if (t->paste)
			say("\033[?2004h");
		t->anew = true;
	}
	if (asked_size || asked_anew) {
		asked_size = asked_anew = 0;
		memset(ev, 0, sizeof *ev);
		ev->key = K_RESIZE;
		term_size(t, &ev->rows, &ev->cols);
		return 1;
	}
	return 0;
}

/* Waits at most ms (-1: without end) and reads what is there: 1 read or signalled, 0 nothing. */
static int
fill(struct terminal *t, int ms)
{
	struct timespec ts = { ms / 1000, (long)(ms % 1000) * 1000000 };
	struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
	char bytes[4096];
	ssize_t n;
	int r;

	r = ppoll(&p, 1, ms < 0 ? NULL : &ts, &t->mask);
	if (r == 0)
		return 0;
	if (r < 0)
		return errno == EINTR ? 1 : (t->hung = true, 1);
	n = read(STDIN_FILENO, bytes, sizeof bytes);
	if (n > 0)
		keyin_feed(&t->in, bytes, (size_t)n);
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		t->hung = true; /* end of file or EIO: the line is down for good */
	return 1;
}

void
term_idle(struct terminal *t, int ms)
{
	t->idle_ms = ms;
}

void
term_wait(struct terminal *t, struct event *ev)
{
	bool late = false;
	int patience;

	for (;;) {
		if (signalled(t, ev) || keyin_next(&t->in, late, ev))
			return;
		patience = late ? 0 : keyin_patience(&t->in);
		late = fill(t, patience ? patience * t->esc_ms : t->idle_ms ? t->idle_ms : -1) == 0;
		if (late && !patience) {
			memset(ev, 0, sizeof *ev);
			ev->key = K_IDLE;
			return;
		}
	}
}

int
term_pending(struct terminal *t, struct event *ev)
{
	if (signalled(t, ev) || keyin_next(&t->in, false, ev))
		return 1;
	(void)fill(t, 0);
	return signalled(t, ev) || keyin_next(&t->in, false, ev);
}
