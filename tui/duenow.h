/* SPDX-License-Identifier: MIT */
/*
 * duenow: how a form stands today, in one word for the menu.
 */
#ifndef TUI_DUENOW_H
#define TUI_DUENOW_H

#include "core/due.h"

struct due_now {
	bool asked;             /* it is due by a period, and this is an office */
	int missing;            /* periods missing since the first one that was reported lately */
	enum due_state state;   /* of the period that runs */
	enum status status;     /* approved, locked: all its records are */
	struct due_span span;
};

/* How f stands in the office's book b; unit NULL: not asked.  -1 failed. */
int duenow(struct book *b, const struct form *f, const char *unit, struct due_now *out,
    struct err *e);

/* How many are to be handed in today: those that are missing, and what is due before midnight. */
int duenow_wanted(const struct due_now *d);

/* What stands at the state column; out has room for it when it is no fixed word. */
const char *duenow_word(const struct due_now *d, char *out, size_t size);

#endif
