/* SPDX-License-Identifier: MIT */
/*
 * entry: the record in hand, without a screen.  Which field is current, what is
 * carried, offered and computed, what was found, when the draft goes to disk, what
 * saving does.  The form and the sheet views draw it and feed it; both get the same
 * behaviour from here.
 */
#ifndef TUI_ENTRY_H
#define TUI_ENTRY_H

#include "core/book.h"
#include "tui/edit.h"

enum entry_state { EN_CLEAN, EN_CHANGED, EN_SAVED };

/* Where the value of a cell comes from.  Offered ones follow what they are made from. */
enum how { HOW_NONE, HOW_CARRIED, HOW_OFFERED, HOW_TYPED, HOW_CLEARED };

/* What moving goes by: every cell in turn, or only the cells that still want something. */
enum step { STEP_NEXT, STEP_PREV, STEP_WANTED, STEP_STAY };

/* A cell that another person saved otherwise than it stood in hand. */
struct side {
	int cell;
	struct value mine, theirs;
	bool taken;             /* theirs is in hand now */
};

struct entry {
	struct book *book;
	const struct form *form;
	const char *who, *unit;
	struct look look;
	struct arena *arena;            /* of the record in hand */
	struct arena *before;           /* of the record before */
	struct value *v;                /* form->ncells */
	const struct value *last;       /* the record before (ditto, carry), or NULL */
	const struct value *orig;       /* as read from the book or saved there; NULL: not there */
	enum how *how;                  /* a cell */
	const char **bad;               /* a cell: text that is no value of its type, kept as typed */
	int cell;                       /* current; -1 when the form has no cell to type in */
	int start;                      /* carried cell of the key where a new record began; -1: none */
	int left;                       /* the cell left last */
	struct edit edit;               /* of the current cell */
	const struct ime_how *ime;      /* how letters are typed in cells of words; NULL: as they come */
	int32_t near;                   /* day that a date without a year is taken near */
	bool touched;                   /* the clerk changed the text of the current cell */
	bool carries;                   /* last was finished here: a new record carries from it */
	bool by_line;                   /* no screen: sentences name the ways of entry by line */
	bool sheet;                     /* only the columns of a sheet are gone through */
	bool no_draft;                  /* another record of the form holds the draft */
	bool unkept;                    /* changed since the draft was written */
	struct findings found;
	enum entry_state state;
	rid rec;                        /* 0: new */
	enum status status;             /* of rec as it was read or saved; locked: saving is a correction */
	bool fell;                      /* the last save took its approval away */
	struct vv seen;
	const char *reason;             /* answers to warnings so far: "rule=text; ..." */
	rid same;                       /* record with the same key, of the finding "key" */
	const struct value *asked;      /* values whose key was looked up last */
	bool conflict;                  /* the book refused because another person saved meanwhile */
	const char *other;              /* who it was, and where the two differ */
	struct side *side;
	int nsides;
	int keys;                       /* keys pressed for this record, popups and all (B11) */
	bool partly;                    /* some were pressed another day: the draft came back */
	rid saved;                      /* id of the last save */
};

/* A new record of form, or rec for editing.  -1: no such record; entry_close is due either way. */
int entry_open(struct entry *en, struct book *b, const struct form *f, const char *who, rid rec,
    struct err *e);
void entry_close(struct entry *en);

/* Puts another record of the form in hand (0: a new one without anything carried). */
int entry_load(struct entry *en, rid rec, struct err *e);

/* Starts the next new record, carrying what the form carries; the one in hand becomes `last`. */
void entry_next_record(struct entry *en);

/* Makes v the record before; its texts are copied. */
void entry_set_last(struct entry *en, const struct value *v);

/* The record before was corrected to v: what was carried from it, and not typed over, follows. */
void entry_correct_last(struct entry *en, const struct value *v);

/*
 * Takes back the operator's draft of this form: 1 taken (same cell), 0 there was none, -1.  A
 * draft of another record than the one opened stays, and this one then goes without (no_draft).
 */
int entry_draft(struct entry *en, struct err *e);

/* Writes the draft when something changed since; says in e why it could not (work goes on). */
int entry_keep(struct entry *en, struct err *e);

/* Forgets what was typed and its draft: the record as it stands in the book, or a new one. */
int entry_drop(struct entry *en, struct err *e);

/* An editing key in the current cell: as edit_key. */
int entry_type(struct entry *en, const struct event *ev);

/* Cells of words, which are typed by a method: texts and open lists. */
bool entry_words(const struct entry *en, int cell);

/* Puts a whole text into the current cell, as if typed. */
void entry_put(struct entry *en, const char *text);

/* True when the text typed can only be a whole value: a full date, count or unique code. */
bool entry_full(const struct entry *en);

/*
 * Leaves the current cell: reads the text into the value, recomputes, checks the cell.  Findings
 * of the cell are in found.  Never traps: a bad text stays as it is and is an ERROR finding.
 * 1: the text begins several codes (closed list), a look-up should ask which; 0 otherwise.
 */
int entry_leave(struct entry *en);

/* The text of a cell as it is typed ("23/11/2021", "1495", "RSH"); owned by en->arena. */
const char *entry_text(struct entry *en, int cell);

/* True when the cell can be typed in now: not computed, not skipped, and a column in a sheet. */
bool entry_can(struct entry *en, int cell);

/* Goes to a cell after entry_leave.  Moving: 0 moved, 1 there was none that way. */
void entry_goto(struct entry *en, int cell);
int entry_move(struct entry *en, enum step step);
void entry_first(struct entry *en);
void entry_last(struct entry *en);

/* The value of the record before; of the whole record before; the balance's remainder.  1: none. */
int entry_ditto(struct entry *en);
int entry_copy(struct entry *en);
int entry_remainder(struct entry *en);

/*
 * Says that nothing occurred, or takes that back.  A sentence when it cannot be said: the form
 * does not know it, or something is filled in.
 */
const char *entry_nil(struct entry *en);

/* Records with the same key, once, when the cell just left completed it: count, first in out. */
int entry_same_key(struct entry *en, rid *out, int max);

/*
 * Completes and saves: 0 saved (en->saved), 1 findings stand in the way (first error's cell is
 * current, or a warning waits for a reason: *waiting), -1 the book refused, e says why and nothing
 * typed is lost.  Saving twice is saving once.  When another person saved the record meanwhile
 * (en->conflict) the cells he alone changed are taken over, the others keep what is in hand; both
 * values of each stand in en->side, and saving again is the decision.
 */
int entry_save(struct entry *en, const struct finding **waiting, struct err *e);

/* Takes their value of side i in hand, or one's own. */
void entry_take(struct entry *en, int i, bool theirs);

/* Both values of the cells that both changed, as sentences; owned by a. */
const char *entry_sides(const struct entry *en, struct arena *a);
void entry_answer(struct entry *en, const char *rule, const char *reason);

/* The worst finding of a cell; NULL when there is none. */
const struct finding *entry_finding(const struct entry *en, int cell);

/* Today, or the last day of a unit that has closed since: papers keyed late are of its time. */
int32_t entry_today(const struct entry *en);

/* The event date of the record in hand, or (its unit's) today. */
int32_t entry_day(const struct entry *en);

#endif
