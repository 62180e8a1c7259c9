/* SPDX-License-Identifier: MIT */
/*
 * removal: F8 on a record.  What is asked before it goes is the reason, and of a locked
 * record the paper too, as a correction asks for both; its history stays.
 */
#ifndef TUI_REMOVAL_H
#define TUI_REMOVAL_H

#include "tui/app.h"

struct removal {
	rid id;                 /* 0: none is in hand */
	bool locked;
	const char *why;        /* of a locked record, while its paper is asked for; owned by the view */
};

/* Asks why record id is to go. */
void removal_ask(struct removal *m, struct app *app, rid id);

/*
 * The view that asked goes on: takes the answer, asks on or removes, and says what came of it.
 * a is the view's.
 */
void removal_answer(struct removal *m, struct app *app, struct arena *a);

#endif
