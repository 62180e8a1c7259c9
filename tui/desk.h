/* SPDX-License-Identifier: MIT */
/*
 * desk: the terminal on an operator's desk, what it shows and what its keys send.  What
 * was learned of it is remembered in the book by operator and TERM, since the same
 * person may sit at the console today and at a PC tomorrow.
 */
#ifndef TUI_DESK_H
#define TUI_DESK_H

#include "core/err.h"
#include "tui/grid.h"
#include "tui/taught.h"

enum { DESK_TERM = 32 };

struct app;

struct desk {
	char term[DESK_TERM];   /* TERM; "": nothing is remembered */
	bool few_keys;          /* its keyboard has no function keys, or not all */
	bool able;              /* it takes letters with marks */
	bool ascii;             /* they are shown without, able or not */
	bool asking;            /* the question for its letters stands in the message row */
	bool viqr;              /* ... or with them, as signs after the letters */
	struct taught taught;
};

/* What is remembered of term; ascii: what the charset says. */
void desk_read(struct desk *d, struct app *app, const char *term, bool ascii);

/* Draws g as this terminal can show it. */
void desk_draw(const struct desk *d, struct grid *g);

/* Signs for marks on or off, remembered.  -1: it could not be. */
int desk_toggle(struct desk *d, struct app *app, struct err *e);

/* Remembers the keys taught. */
int desk_keep_keys(const struct desk *d, struct app *app, struct err *e);

/* Whether the letters can be read here was answered: from now on, and remembered. */
int desk_answer(struct desk *d, struct app *app, bool readable, struct err *e);

/* The answer remembered: "yes", "no", or "" when it was never asked for. */
const char *desk_answered(const struct desk *d, struct app *app);

#endif
