/* SPDX-License-Identifier: MIT */
/*
 * clerk: one person who enters volunteer lines (F08) without an end, into `soxa add` line by
 * line or by keys into the sheet on a pseudo-terminal, and what the program told him.  A line is
 * acknowledged when `add` printed its id, or when its row on the screen bears its number.
 */
#ifndef TESTS_CRASH_CLERK_H
#define TESTS_CRASH_CLERK_H

#include <stdbool.h>
#include <sys/types.h>

#include "tests/crash/line.h"
#include "tests/term/vt.h"

struct clerk {
	const char *soxa, *book, *name;
	bool keys; /* on a pseudo-terminal */
	pid_t pid; /* 0: not at work */
	int in, out; /* the same of a pseudo-terminal */
	struct vt vt;
	char answer[256]; /* of add, as far as it has come */
	size_t nanswer;
	int group; /* of keys pressed last; -1: the screen is not there yet */
	double sent; /* when what has to be answered was sent; 0: nothing waits */
	double begun; /* when the save was asked for */
	unsigned count; /* of lines */
	struct line line; /* in hand */
	bool half; /* it was told that the line's name is on disk */
	struct line was; /* the line it had told so of when it was killed; no hamlet: none */
	bool back; /* the draft came back after that */
};

void clerk_start(struct clerk *c);

/* Kills it, hears its last words and notes in `was` what has to come back. */
void clerk_kill(struct clerk *c);

/*
 * Takes what it says, goes on when it has answered.  True: the line in *saved was acknowledged
 * with that number.  hold: he stops in the middle of a line.
 */
bool clerk_turn(struct clerk *c, bool hold, struct line *saved, unsigned long *number);

/* The row of the line in hand as it stands on the screen, "" when it is not there. */
void clerk_row(struct clerk *c, char row[128]);

#endif
