/* SPDX-License-Identifier: MIT */
/*
 * talk: a conversation in lines: a prompt goes out, a line comes back.  The kernel's line
 * editor is the keyboard; it may as well be a pipe.
 */
#ifndef TUI_TALK_H
#define TUI_TALK_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

#include "tui/input.h"

struct talk {
	struct arena *a; /* of the answer given last and what is said about it */
	struct input in;
	bool ascii; /* the terminal shows no Vietnamese letters */
	bool echo; /* the input shows nowhere: it is written after its prompt */
	bool end; /* no more input, the line is down, or a signal told to go */
	bool literal; /* the answer began with a blank: it is a value whatever it looks like */
	bool tty; /* was is to be put back */
	struct termios was;
	sigset_t mask; /* of signals, before */
};

void talk_open(struct talk *t);
void talk_close(struct talk *t);

/* Text for the person: as it is, or with a line feed. */
void talk_put(struct talk *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void talk_say(struct talk *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The answer to a prompt, clean and without blanks around it; NULL at the end.  Frees the one before. */
const char *talk_ask(struct talk *t, const char *prompt);

#endif
