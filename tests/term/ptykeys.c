/* SPDX-License-Identifier: MIT */
/*
 * ptykeys: a person at a pseudo-terminal.  Starts a program on one, presses the keys
 * of a script, waits for what must appear, prints pictures, counts bytes.  Needs no
 * terminal of its own.
 *
 *	ptykeys [-bv] [-i SECS] [-k KEYBOARD] [-r ROWSxCOLS] [-t SECS] [-8] SCRIPT PROGRAM ARG...
 *	ptykeys -n SCRIPT               the script as lines for tests/term/run.sh
 *
 * -b: wait for quiet after each key and print bytes by kind of key, -v: and the bytes
 * themselves; -i: then idle so
 * long; -k: presses the keys of that keyboard (keyset.h); -t: longest :wait (10); -8: is
 * a terminal without UTF-8.  Exit: 0 all waits were met, the program ended well and put
 * the terminal back as it was, else 1.
 */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "core/text.h"
#include "tests/screen/script.h"
#include "tests/term/keyset.h"
#include "tests/term/vt.h"

enum kind { BY_START, BY_KEY, BY_ADVANCE, BY_OTHER, BY_IDLE, NKINDS };

/* upto[k]: keys of the kind that were answered with k bytes, the last for more. */
enum { MOST_BYTES = 256 };
struct tally { long n, typed, sent, upto[MOST_BYTES]; };

struct driver {
	struct vt vt;
	int fd, split_ms, pace_ms, wait_secs, idle_secs, rows, cols, shots;
	bool measure, verbose, gone, eight, hung;
	int keys;               /* whose keyboard it is */
	const char *left;       /* what was not put back at the end */
	pid_t pid;
	enum kind kind;
	struct tally tally[NKINDS], counted; /* counted: what :count has told of */
};

static long
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000L + ts.tv_nsec / 1000000L;
}

static void
answer(struct driver *d)
{
	char s[32];
	int n;

	for (; d->vt.asked > 0; d->vt.asked--) {
		n = sprintf(s, "\033[%d;%dR", d->vt.row + 1, d->vt.col + 1);
		if (write(d->fd, s, (size_t)n) < 0)
			d->gone = true;
	}
}

/* Bytes as text: what is no printable letter as \\xHH. */
static void
spell(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7F)
			printf("\\x%02X", (unsigned char)s[i]);
		else
			putchar(s[i]);
	printf("  (%zu)\n", n);
}

/* Takes what the program sends within ms; false when nothing came. */
static bool
take(struct driver *d, int ms)
{
	struct pollfd p = { d->fd, POLLIN, 0 };
	char buf[4096];
	ssize_t n;

	if (d->gone || poll(&p, 1, ms) <= 0)
		return false;
	n = read(d->fd, buf, sizeof buf);
	if (n <= 0) {
		d->gone = true;
		return false;
	}
	vt_write(&d->vt, buf, (size_t)n);
	if (d->verbose)
		spell(buf, (size_t)n);
	d->tally[d->kind].sent += n;
	answer(d);
	return true;
}

/* Until nothing came for quiet ms, the first byte awaited for first ms. */
static void
settle(struct driver *d, int first, int quiet)
{
	if (take(d, first))
		while (take(d, quiet))
			continue;
}

/* Sends bytes while taking what comes, so that neither side can block the other. */
static void
send_bytes(struct driver *d, const char *s, size_t n)
{
	while (n > 0 && !d->gone) {
		struct pollfd p = { d->fd, POLLIN | POLLOUT, 0 };
		ssize_t w;

		(void)poll(&p, 1, 1000);
		if (p.revents & POLLIN)
			(void)take(d, 0);
		if (!(p.revents & POLLOUT))
			continue;
		w = write(d->fd, s, d->split_ms ? 1 : n);
		if (w < 0 && errno != EAGAIN)
			d->gone = true;
		if (w > 0) {
			s += w;
			n -= (size_t)w;
		}
		if (d->split_ms && n > 0)
			settle(d, d->split_ms, d->split_ms);
	}
}

static void
sleep_ms(struct driver *d, int ms)
{
	long end = now_ms() + ms, left;

	while ((left = end - now_ms()) > 0)
		if (!take(d, (int)left) && d->gone)
			return;
}

static void
press(struct driver *d, const struct event *ev)
{
	char s[16], name[KEY_NAME_MAX];
	size_t n = keyset_bytes(d->keys, ev, s);
	long before;

	d->kind = ev->key == K_CHAR ? BY_KEY :
	    ev->key == K_TAB || ev->key == K_ENTER ? BY_ADVANCE : BY_OTHER;
	if (n == 0)
		printf("this keyboard has no %s\n", key_text(ev, name));
	if (d->verbose)
		printf("%s: ", key_text(ev, name));
	before = d->tally[d->kind].sent;
	d->tally[d->kind].n++;
	d->tally[d->kind].typed += (long)n;
	send_bytes(d, s, n);
	if (d->pace_ms)
		sleep_ms(d, d->pace_ms);
	if (!d->measure)
		return;
	settle(d, 150, 25);
	before = d->tally[d->kind].sent - before;
	d->tally[d->kind].upto[before < MOST_BYTES ? before : MOST_BYTES - 1]++;
}

static void
type(struct driver *d, const char *text)
{
	struct event ev = { .key = K_CHAR };

	while ((ev.c = text_next(&text)) != 0)
		press(d, &ev);
}

static void
burst(struct driver *d, const struct step *st)
{
	struct arena *a = arena_new();
	const char *s = script_burst(a, st);

	d->kind = BY_OTHER;
	send_bytes(d, s, strlen(s));
	arena_free(a);
}

static void
picture(struct driver *d, const char *why)
{
	printf("-- %s\n", why);
	grid_dump(d->vt.g, stdout);
	fflush(stdout);
}

static int
await(struct driver *d, const struct step *st)
{
	long end = now_ms() + d->wait_secs * 1000L;

	while (!vt_shows(&d->vt, st->text)) {
		if (now_ms() > end || (d->gone && !take(d, 0))) {
			printf("line %d: \"%s\" did not appear%s\n", st->line, st->text,
			    d->gone ? ", the program ended" : "");
			picture(d, "the screen then");
			return -1;
		}
		(void)take(d, 50);
	}
	return 0;
}

/* What was typed and sent since the last time, on one line. */
static void
count(struct driver *d, const char *name)
{
	struct tally sum = { 0 };
	int i;

	settle(d, 150, 25);
	for (i = BY_KEY; i < BY_IDLE; i++) {
		sum.n += d->tally[i].n;
		sum.typed += d->tally[i].typed;
		sum.sent += d->tally[i].sent;
	}
	printf("count %s %ld keys %ld typed %ld sent\n", name, sum.n - d->counted.n,
	    sum.typed - d->counted.typed, sum.sent - d->counted.sent);
	d->counted = sum;
}

static void
resize(struct driver *d, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	settle(d, 100, 50);
	vt_resize(&d->vt, rows, cols);
	(void)ioctl(d->fd, TIOCSWINSZ, &ws); /* the program is told by SIGWINCH */
	settle(d, 500, 100);
}

static void
hang_up(struct driver *d)
{
	if (d->fd >= 0)
		close(d->fd);
	d->hung = d->hung || !d->gone;
	d->fd = -1;
	d->gone = true;
}

static int
step(struct driver *d, const struct step *st)
{
	char title[64];

	switch (st->kind) {
	case STEP_KEY:
		if (st->ev.key == K_HUP) {
			settle(d, 200, 50);
			hang_up(d);
		} else
			press(d, &st->ev);
		return 0;
	case STEP_TEXT:
		type(d, st->text);
		return 0;
	case STEP_WAIT:
		return await(d, st);
	case STEP_PASTE:
		d->kind = BY_OTHER;
		send_bytes(d, "\033[200~", 6);
		send_bytes(d, st->text, strlen(st->text));
		send_bytes(d, "\033[201~", 6);
		return 0;
	case STEP_BURST:
		burst(d, st);
		return 0;
	case STEP_SIZE:
		resize(d, st->n, st->m);
		return 0;
	case STEP_SPLIT:
		d->split_ms = st->n;
		return 0;
	case STEP_PACE:
		d->pace_ms = st->n;
		return 0;
	case STEP_SLEEP:
		sleep_ms(d, st->n);
		return 0;
	case STEP_SIGNAL:
		settle(d, 100, 50);
		kill(d->pid, st->n);
		return 0;
	case STEP_CUT:
		settle(d, 300, 100);
		send_bytes(d, "\023", 1);
		(void)usleep((useconds_t)st->n * 1000);
		hang_up(d);
		return 0;
	case STEP_OTHER:
		settle(d, 100, 50);
		return system(st->text) == 0 ? 0 : 1;
	case STEP_COUNT:
		count(d, st->text);
		return 0;
	case STEP_SHOT:
		settle(d, 300, 100);
		snprintf(title, sizeof title, "shot %d", ++d->shots);
		picture(d, title);
		return 0;
	}
	return -1;
}

static int
start(struct driver *d, char **argv)
{
	struct winsize ws = { .ws_row = (unsigned short)d->rows, .ws_col = (unsigned short)d->cols };

	d->pid = forkpty(&d->fd, NULL, NULL, &ws);
	if (d->pid < 0)
		return -1;
	if (d->pid == 0) {
		if (!getenv("TERM"))
			(void)setenv("TERM", "xterm-256color", 1);
		execvp(argv[0], argv);
		fprintf(stderr, "%s: cannot be started\n", argv[0]);
		_exit(127);
	}
	(void)fcntl(d->fd, F_SETFL, fcntl(d->fd, F_GETFL) | O_NONBLOCK);
	vt_init(&d->vt, d->rows, d->cols);
	d->vt.eight = d->eight;
	return 0;
}

/* What the program left of its own modes on the terminal, or NULL. */
static const char *
left_behind(const struct driver *d)
{
	struct termios t;

	if (tcgetattr(d->fd, &t) != 0 || !(t.c_lflag & ICANON) || !(t.c_lflag & ECHO) ||
	    !(t.c_lflag & ISIG) || !(t.c_iflag & ICRNL) || !(t.c_oflag & OPOST))
		return "the line is still raw";
	return vt_left(&d->vt);
}

/* Lets the program end by itself, then by hanging up; its exit status, or -1. */
static int
finish(struct driver *d)
{
	long end = now_ms() + 1000;
	int status;

	while (!d->gone && now_ms() < end)
		(void)take(d, 100);
	if (!d->gone)
		printf("the program was still there: hung up\n");
	if (d->gone && !d->hung)
		d->left = left_behind(d);
	hang_up(d);
	for (end = now_ms() + 5000; waitpid(d->pid, &status, WNOHANG) == 0; usleep(10000))
		if (now_ms() > end) {
			printf("the program did not end after the line went down\n");
			kill(d->pid, SIGKILL);
		}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Bytes that half the keys of a kind need at most. */
static int
median(const struct tally *t)
{
	long seen = 0;
	int k = 0;

	for (; k < MOST_BYTES - 1 && (seen += t->upto[k]) * 2 < t->n; k++)
		continue;
	return k;
}

static void
report(const struct driver *d)
{
	static const char *const names[NKINDS] = { "start", "key", "advance", "other", "idle" };
	long typed = 0, sent = 0;
	int i;

	for (i = 0; i < NKINDS; i++) {
		const struct tally *t = &d->tally[i];

		printf("%-8s %6ld keys %7ld bytes typed %7ld bytes sent", names[i], t->n, t->typed, t->sent);
		if (t->n)
			printf("  median %d mean %.2f", median(t), (double)t->sent / (double)t->n);
		printf("\n");
		if (i != BY_START && i != BY_IDLE) {
			typed += t->typed;
			sent += t->sent;
		}
	}
	if (typed)
		printf("ratio    %.2f bytes sent to bytes typed\n", (double)sent / (double)typed);
	printf("never    %d titles %d mouse modes %d colours\n", d->vt.titles, d->vt.mice, d->vt.colours);
}

static const char *
tmux_name(const struct event *ev, char out[32])
{
	if (ev->key == K_CTRL)
		snprintf(out, 32, "C-%c", (int)ev->c);
	else
		snprintf(out, 32, "%s", ev->key == K_HUP ? "HUP" : keyset_tmux(ev->key));
	return out;
}

/* A line feed in text is written as \\n, for printf %b to read. */
static void
one_line(const char *what, const char *text)
{
	printf("%s ", what);
	for (; *text; text++)
		if (*text == '\n')
			fputs("\\n", stdout);
		else
			putchar(*text);
	putchar('\n');
}

/* One line a step: "key F4", "text ...", "shot", "paste ...", "size R C". */
static int
translate(const struct step *st, int n)
{
	char name[32];
	int i;

	for (i = 0; i < n; i++) {
		if (st[i].kind == STEP_KEY && st[i].ev.key == K_CHAR)
			printf("text %s\n", st[i].ev.c == ' ' ? " " : st[i].text);
		else if (st[i].kind == STEP_KEY)
			printf("key %s\n", tmux_name(&st[i].ev, name));
		else if (st[i].kind == STEP_TEXT)
			printf("text %s\n", st[i].text);
		else if (st[i].kind == STEP_SHOT)
			printf("shot\n");
		else if (st[i].kind == STEP_SIZE)
			printf("size %d %d\n", st[i].n, st[i].m);
		else if (st[i].kind == STEP_PASTE)
			one_line("paste", st[i].text);
		else if (st[i].kind == STEP_OTHER)
			one_line("other", st[i].text);
		else if (st[i].kind == STEP_BURST)
			printf("burst %s\n", st[i].text);
	}
	return 0;
}

static int
run(struct driver *d, const struct step *st, int n, char **argv)
{
	int i, rc = 0, code;

	if (start(d, argv) != 0) {
		perror("forkpty");
		return 1;
	}
	settle(d, 5000, 200);
	for (i = 0; i < n && rc == 0; i++)
		rc = step(d, &st[i]);
	d->kind = BY_IDLE;
	if (rc == 0 && d->idle_secs)
		sleep_ms(d, d->idle_secs * 1000);
	d->kind = BY_OTHER;
	if (rc != 0)
		hang_up(d);
	code = finish(d);
	if (rc == 0 && code != 0)
		printf("the program ended with %d\n", code);
	if (rc == 0 && d->left)
		printf("not put back at the end: %s\n", d->left);
	if (d->measure)
		report(d);
	printf("lines    %d in another set; bytes over 127: %ld\n", d->vt.lines, d->vt.high);
	vt_free(&d->vt);
	return rc != 0 || code != 0 || d->left;
}

int
main(int argc, char **argv)
{
	struct driver d = { .wait_secs = 10, .rows = 24, .cols = 80 };
	struct arena *a = arena_new();
	struct step *st;
	int c, n, rc = 1, only = 0;

	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	while ((c = getopt(argc, argv, "+bvi:k:r:t:n8")) != -1) {
		if (c == 'b')
			d.measure = true;
		else if (c == 'v')
			d.measure = d.verbose = true;
		else if (c == 'i')
			d.idle_secs = atoi(optarg);
		else if (c == 't')
			d.wait_secs = atoi(optarg);
		else if (c == 'k')
			d.keys = keyset_named(optarg);
		else if (c == 'n')
			only = 1;
		else if (c == '8')
			d.eight = true;
		else if (c != 'r' || sscanf(optarg, "%dx%d", &d.rows, &d.cols) != 2)
			return 1;
	}
	if (argc - optind < (only ? 1 : 2) || d.keys < 0) {
		fprintf(stderr, "ptykeys [-bv] [-i SECS] [-k KEYBOARD] [-r ROWSxCOLS] [-t SECS] [-8] SCRIPT PROGRAM ARG...\n");
		return 1;
	}
	st = script_read(a, argv[optind], &n);
	if (st)
		rc = only ? translate(st, n) : run(&d, st, n, argv + optind + 1);
	arena_free(a);
	return rc;
}
