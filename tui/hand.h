/* SPDX-License-Identifier: MIT */
/*
 * hand: the clerk's hand on a record: what each action does to it, which question is
 * asked when, what the message row says.  The form and the sheet share it; they draw
 * and decide what comes after a save.
 */
#ifndef TUI_HAND_H
#define TUI_HAND_H

#include "tui/app.h"
#include "tui/entry.h"

/* What a hand waits for while a popup is open. */
enum wait { WAIT_NONE, WAIT_CODE, WAIT_REASON, WAIT_SAME, WAIT_AGAIN, WAIT_DROP, WAIT_NEAR, WAIT_SIDES };

/* What came of an action. */
enum did { DID_NOTHING, DID_SAVE, DID_END };

struct hand {
	struct entry en;
	enum wait wait;
	enum step step;         /* to finish once the popup is closed */
	enum step enter;        /* what Enter goes by */
	const char *rule;       /* of the warning that waits for a reason */
	rid same;               /* the record that bears the same key */
	const char *near;       /* the name of the list that a new one may stand for */
	bool saving;            /* the question came up while saving */
	bool advance, verify;   /* habits of the operator */
	bool said;              /* the message row shows a finding of ours */
	const char *notice;     /* shown in the hint row until something else is said */
	struct err undrafted;   /* why the draft did not come back: what notice says then */
};

/* Opens form without a draft.  -1: app_say has told why; hand_close is due either way. */
int hand_start(struct hand *h, struct app *app, const struct form *f, rid rec);

/* The same, and the operator's draft is taken back. */
int hand_open(struct hand *h, struct app *app, const struct form *f, rid rec);
void hand_close(struct hand *h);

/* Adds the keys pressed since they were last asked for to the record in hand. */
void hand_count(struct hand *h, struct app *app);

/* One action, or typed text.  DID_END: there is no cell further on. */
enum did hand_act(struct hand *h, struct app *app, enum action ac, const struct event *ev);

/* The popup was closed. */
enum did hand_resume(struct hand *h, struct app *app);

/* Leaves the cell, answers what that raises, and moves. */
enum did hand_step(struct hand *h, struct app *app, enum step step);
enum did hand_save(struct hand *h, struct app *app);

/* Puts what is in hand, the field half typed too, on disk as a draft. */
void hand_suspend(struct hand *h, struct app *app);

/* Closes the top view, which suspends it, and says what became of the record. */
void hand_back(struct hand *h, struct app *app);

/* Goes to a cell, saying what was found there. */
void hand_goto(struct hand *h, struct app *app, int cell);

/* Number of a record as people say it: "1039"; of another node with its name. */
const char *hand_number(struct hand *h, struct arena *a, rid id);

/* The state for the title row: new, draft, saved under a number. */
const char *hand_state(struct hand *h, struct app *app, struct arena *a);

#endif
