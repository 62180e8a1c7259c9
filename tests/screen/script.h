/* SPDX-License-Identifier: MIT */
/*
 * script: what to press, as a file of words; the same for a grid, a pseudo-terminal
 * and tmux.  A word is a key ("Tab", "F4", "Ctrl-S", "Esc"), a text to type in double
 * quotes, or an order:
 *
 *	:shot               the screen is compared with (or printed as) the next picture
 *	:wait "TEXT"        until TEXT stands on the screen (pseudo-terminal; ignored elsewhere)
 *	:paste "TEXT"       TEXT as one paste; \n in it is a line feed
 *	:burst "TEXT"       TEXT comes in one read, < in it being a Backspace, \e an Esc
 *	:size 30x100        the window has another size now
 *	:split 200          from here on the bytes of a key come 200 ms apart
 *	:pace 80            from here on keys come 80 ms apart, as from a typist
 *	:sleep 500          nothing happens for 500 ms
 *	:signal 15          the program is sent a signal
 *	:count "NAME"       prints keys and bytes since the last :count (pseudo-terminal; ignored elsewhere)
 *	# to the end of the line: a remark
 */
#ifndef TESTS_SCRIPT_H
#define TESTS_SCRIPT_H

#include "core/arena.h"
#include "tui/key.h"

enum step_kind { STEP_KEY, STEP_TEXT, STEP_SHOT, STEP_WAIT, STEP_PASTE, STEP_SIZE, STEP_SPLIT,
	STEP_SLEEP, STEP_SIGNAL, STEP_BURST, STEP_COUNT, STEP_PACE, STEP_OTHER,
	STEP_CUT };

struct step {
	enum step_kind kind;
	struct event ev;        /* STEP_KEY */
	const char *text;       /* STEP_TEXT, WAIT, PASTE, BURST, COUNT, OTHER; name of a STEP_KEY */
	int n, m;               /* size: rows, columns; split, sleep: ms; cut: ms after Ctrl-S the line goes down; signal */
	int line;
};

/* Reads path; *n steps owned by a.  NULL: a sentence went to stderr. */
struct step *script_read(struct arena *a, const char *path, int *n);

/* The bytes of a STEP_BURST, owned by a. */
const char *script_burst(struct arena *a, const struct step *st);

#endif
