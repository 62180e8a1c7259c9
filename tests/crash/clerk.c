/* SPDX-License-Identifier: MIT */
/*
 * clerk: see clerk.h.  Keys go out in groups, each when the screen has answered the one before by
 * moving the cursor.  Invariant: `half` is true only when the screen showed the cursor right of the
 * line's name, which it does after the draft is on disk.
 */
#include "tests/crash/clerk.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crash/child.h"

/* ADD_MS: what is added must not keep the others out. */
enum { ADD_MS = 10, ROWS = 24, COLS = 80, FIRST_ROW = 4, RIGHT_OF_NAME = 25 };

/* Groups of keys of a line (d day, n name, p people, w women, r result), and the column the cursor then stands in. */
static const struct {
	const char *keys;
	int col;
} groups[] = {
	{ "\033[1;5Hd\t", 0 },
	{ "n\t", RIGHT_OF_NAME },
	{ "tnv\trsh\t", 39 },
	{ "p\tw\t", 49 },
	{ "\t\tr\r", COLS },
};

enum { NGROUPS = sizeof groups / sizeof *groups };

static void
start_add(struct clerk *c)
{
	int in[2], out[2];

	if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) || (c->pid = fork()) < 0)
		child_die("cannot start a clerk: %s", strerror(errno));
	if (c->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* no clerk outlives the test */
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		execl(c->soxa, c->soxa, "-b", c->book, "--as", c->name, "add", "F08", (char *)NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	c->in = in[1];
	c->out = out[0];
	c->nanswer = 0;
}

static void
start_keys(struct clerk *c)
{
	struct winsize ws = { .ws_row = ROWS, .ws_col = COLS };

	c->pid = forkpty(&c->in, NULL, NULL, &ws);
	if (c->pid < 0)
		child_die("cannot start a clerk: %s", strerror(errno));
	if (c->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		(void)setenv("TERM", "xterm-256color", 1);
		execl(c->soxa, c->soxa, "-b", c->book, "--lang", "vi", "--as", c->name, "enter",
		    "F08", (char *)NULL);
		_exit(127);
	}
	fcntl(c->in, F_SETFD, FD_CLOEXEC);
	c->out = c->in;
	vt_init(&c->vt, ROWS, COLS);
}

void
clerk_start(struct clerk *c)
{
	c->half = false;
	c->group = -1;
	c->begun = 0;
	if (c->keys)
		start_keys(c);
	else
		start_add(c);
	fcntl(c->out, F_SETFL, O_NONBLOCK);
	c->sent = child_ms();
}

/* The letters of a row, those beyond ASCII as '?'. */
static void
row_text(const struct vt *vt, int row, char out[COLS + 1])
{
	int i;

	for (i = 0; i < COLS; i++) {
		uint32_t ch = vt->g->cell[row * COLS + i].c;

		out[i] = ch >= 0x20 && ch < 0x7F ? (char)ch : '?';
	}
	out[COLS] = '\0';
}

/* The row with the name of the line in hand, -1 none. */
static int
row_of(const struct clerk *c, char row[COLS + 1])
{
	int i;

	for (i = FIRST_ROW; i < ROWS; i++) {
		row_text(&c->vt, i, row);
		if (strstr(row, c->line.hamlet))
			return i;
	}
	return -1;
}

void
clerk_row(struct clerk *c, char out[128])
{
	char row[COLS + 1];

	snprintf(out, 128, "%s", c->keys && row_of(c, row) >= 0 ? row : "");
}

/* The number that stands under "Ghi" in the row of the line in hand, 0 none. */
static unsigned long
number_shown(const struct clerk *c)
{
	char row[COLS + 1], head[COLS + 1];
	const char *at;

	row_text(&c->vt, 3, head);
	at = strstr(head, " Ghi");
	return at && row_of(c, row) >= 0 ? strtoul(row + (at - head), NULL, 10) : 0;
}

/* Takes what is there; false when nothing was. */
static bool
hear(struct clerk *c)
{
	char bytes[8192];
	ssize_t n = read(c->out, bytes, sizeof bytes);

	if (n <= 0)
		return false;
	if (c->keys) {
		vt_write(&c->vt, bytes, (size_t)n);
		return true;
	}
	if (c->nanswer + (size_t)n >= sizeof c->answer)
		child_die("add says too much: %s", c->answer);
	memcpy(c->answer + c->nanswer, bytes, (size_t)n);
	c->nanswer += (size_t)n;
	c->answer[c->nanswer] = '\0';
	return true;
}

static void
look_half(struct clerk *c)
{
	char row[COLS + 1];
	int at = c->keys && c->group > 0 ? row_of(c, row) : -1;

	c->half |= at >= 0 && c->vt.g->cur_row == at && c->vt.g->cur_col >= RIGHT_OF_NAME;
}

void
clerk_kill(struct clerk *c)
{
	kill(c->pid, SIGKILL);
	waitpid(c->pid, NULL, 0);
	c->pid = 0;
	while (hear(c))
		continue;
	look_half(c);
	c->was = c->half && number_shown(c) == 0 ? c->line : (struct line){ .hamlet = "" };
	close(c->in);
	if (c->out != c->in)
		close(c->out);
	if (c->keys)
		vt_free(&c->vt);
}

static void
say(struct clerk *c, const char *s, size_t n)
{
	if (write(c->in, s, n) !=
	    (ssize_t)n) { /* some bytes: a pipe and a terminal take them whole */
		if (c->keys)
			grid_dump(c->vt.g, stdout);
		child_die(
		    "%s does not take what is entered any more: %s", c->name, strerror(errno));
	}
	c->sent = child_ms();
}

static void
next_line(struct clerk *c)
{
	c->half = false;
	line_of(c->name[0], ++c->count, &c->line);
}

static void
enter_line(struct clerk *c)
{
	char s[256];
	int n;

	next_line(c);
	n = line_json(&c->line, s, sizeof s);
	c->begun = child_ms();
	say(c, s, (size_t)n);
}

/* What a letter of a group stands for; NULL: for itself. */
static const char *
meant(const struct line *l, const char *k, char out[16])
{
	if (k[1] != '\t' && k[1] != '\r')
		return NULL; /* of a code */
	switch (*k) {
	case 'd':
		snprintf(out, 16, "%.2s%.2s%.4s", l->day + 8, l->day + 5, l->day);
		return out;
	case 'n':
		return l->hamlet;
	case 'p':
		snprintf(out, 16, "%d", l->people);
		return out;
	case 'w':
		snprintf(out, 16, "%d", l->women);
		return out;
	case 'r':
		snprintf(out, 16, "%d", l->result);
		return out;
	}
	return NULL;
}

static void
press_group(struct clerk *c)
{
	const char *k, *text;
	char s[64], one[16];
	size_t n = 0;

	for (k = groups[c->group].keys; *k; k++) {
		text = meant(&c->line, k, one);
		n += (size_t)(text ? snprintf(s + n, sizeof s - n, "%s", text)
				   : snprintf(s + n, sizeof s - n, "%c", *k));
	}
	if (c->group == NGROUPS - 1)
		c->begun = child_ms();
	say(c, s, n);
}

/* Whether the screen has answered the group pressed last. */
static bool
answered(struct clerk *c)
{
	if (c->group < 0)
		return vt_shows(&c->vt, "F10") && vt_shows(&c->vt, "Ghi");
	if (c->group == NGROUPS - 1)
		return number_shown(c) != 0;
	look_half(c);
	return c->group != 1 ? c->vt.g->cur_col >= groups[c->group].col : c->half;
}

static bool
turn_keys(struct clerk *c, bool hold, struct line *saved, unsigned long *number)
{
	bool told = false;

	if (c->sent && !answered(c))
		return false;
	if (c->sent && c->group < 0) {
		c->back = vt_shows(&c->vt, "Đã lấy lại bản nháp");
		if (c->was.hamlet[0] && vt_shows(&c->vt, c->was.hamlet))
			c->was.hamlet[0] = '\0'; /* else it has to be a record: who audits looks */
	} else if (c->sent && c->group == NGROUPS - 1) {
		*saved = c->line;
		*number = number_shown(c);
		told = true;
	}
	c->sent = 0;
	if (hold && c->half && c->group < NGROUPS - 1)
		return told;
	if (c->group < 0 || told || c->group == NGROUPS - 1) {
		next_line(c);
		c->group = -1;
	}
	c->group++;
	press_group(c);
	return told;
}

static bool
turn_add(struct clerk *c, struct line *saved, unsigned long *number)
{
	const char *end = memchr(c->answer, '\n', c->nanswer), *dash;

	if (c->line.hamlet[0] == '\0' || c->group < 0) {
		c->group = 0;
		enter_line(c);
		return false;
	}
	if (!end || child_ms() < c->begun + ADD_MS)
		return false;
	dash = strchr(c->answer, '-');
	*saved = c->line;
	*number = dash ? strtoul(dash + 1, NULL, 10) : 0;
	c->nanswer = 0;
	enter_line(c);
	return true;
}

bool
clerk_turn(struct clerk *c, bool hold, struct line *saved, unsigned long *number)
{
	while (hear(c))
		continue;
	return c->keys ? turn_keys(c, hold, saved, number) : turn_add(c, saved, number);
}
