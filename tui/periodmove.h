/* SPDX-License-Identifier: MIT */
/*
 * periodmove: approving, locking and unlocking a period on the screen: one question, and
 * unlocking wants its reason; then what came of it in a sentence.
 */
#ifndef TUI_PERIODMOVE_H
#define TUI_PERIODMOVE_H

#include "core/due.h"
#include "tui/app.h"

struct period_move {
	enum change_kind kind;  /* 0: nothing is asked */
	const struct form *form;
	const char *unit;       /* both must last until the answer */
	struct due_span span;
};

/* Asks whether m (kind set) is meant; at the hub says that its office does it. */
void period_ask(struct period_move *m, struct app *app);

/* The view that asked goes on: does what the answer says, and nothing when none was given. */
void period_answer(struct period_move *m, struct app *app);

#endif
