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

struct entry {
	struct book *book;
	const struct form *form;
	const char *who, *unit;
	struct arena *arena;            /* of the record in hand; reset with the next */
	struct value *v;                /* form->ncells */
	struct value *last;             /* the record before (ditto, carry), or NULL */
	bool *offered;                  /* cell: value was carried, defaulted or computed, not typed */
	int cell;                       /* current */
	struct edit edit;               /* of the current cell */
	struct findings found;
	enum entry_state state;
	rid rec;                        /* 0: new */
	struct vv seen;
	const char *reason;             /* answers to warnings so far */
	int keys;                       /* keys typed for this record (B11) */
	rid saved;                      /* id of the last save */
};

/* A new record of form (key fields and dates carried from last), or rec for editing. */
int entry_open(struct entry *en, struct book *b, const struct form *f, const char *who, rid rec,
    struct err *e);
void entry_close(struct entry *en);

/* Takes back the operator's draft of this form: 1 taken (same cell), 0 there was none. */
int entry_draft(struct entry *en, struct err *e);

/* Starts the next new record, carrying what the form carries. */
void entry_next_record(struct entry *en);

/* An editing key in the current cell: as edit_key. */
int entry_type(struct entry *en, const struct event *ev);

/*
 * Leaves the current cell: reads the text into the value, recomputes, checks the cell, writes the
 * draft.  0; findings of the cell are in found.  Never traps: a bad text stays as it is and is an
 * ERROR finding.  e only for a draft that could not be written (shown, work goes on).
 */
int entry_leave(struct entry *en, struct err *e);

/* Goes to cell (after entry_leave); next and previous pass over computed and skipped cells. */
void entry_goto(struct entry *en, int cell);
int entry_next(struct entry *en);       /* 0 moved, 1 was the last */
int entry_prev(struct entry *en);

/* The value of the record before, of the whole record before, the balance's remainder. */
int entry_ditto(struct entry *en);
void entry_copy(struct entry *en);
int entry_remainder(struct entry *en);

/* Records with the same key, when the cell just left completed it: count, first in out. */
int entry_same_key(struct entry *en, rid *out, int max);

/*
 * Completes and saves: 0 saved (en->saved), 1 findings stand in the way (first error's cell is
 * current, or a warning waits for a reason: *waiting), -1 the book refused, e says why and nothing
 * typed is lost.
 */
int entry_save(struct entry *en, const struct finding **waiting, struct err *e);
void entry_answer(struct entry *en, const struct finding *w, const char *reason);

#endif
