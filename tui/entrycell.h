/* SPDX-License-Identifier: MIT */
/*
 * entrycell: what the three files of the entry model share and nobody else calls.
 */
#ifndef TUI_ENTRYCELL_H
#define TUI_ENTRYCELL_H

#include "tui/entry.h"

/* Recomputes; offers follow what they are made from, what the clerk emptied stays empty. */
void entry_fill(struct entry *en);

/* Values that are no other than what the form offers follow what they are made from again. */
void entry_offered(struct entry *en);

/* An empty record, with what is carried from the one before once a record was finished here. */
void entry_begin(struct entry *en);

/* Reads rec from the book into the record in hand, as both v and orig. */
int entry_read(struct entry *en, rid rec, struct err *e);

/* Goes to the first cell that wants something. */
void entry_start(struct entry *en);

/* Notes that the record in hand differs from what is on disk. */
void entry_changed(struct entry *en);

/*
 * The book refused the save: when another person saved since the record was read, en->conflict and
 * both values of what differs (en->side), and e names them.
 */
void entry_meet(struct entry *en, struct err *e);

#endif
