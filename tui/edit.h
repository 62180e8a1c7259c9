/* SPDX-License-Identifier: MIT */
/*
 * edit: one line of text under a cursor, as code points in NFC; pure.  Insert,
 * Backspace, Delete, Home, End, words, paste, undo to the value on entry, horizontal
 * scroll.  With a method to type by, letters and Backspace go through the engine
 * (core/ime.h), which rewrites the word left of the cursor, also one typed long ago; what
 * is pasted or set goes around it.
 */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/ime.h"
#include "tui/grid.h"
#include "tui/key.h"

enum { EDIT_MAX = 512 }; /* code points */

struct edit {
	uint32_t c[EDIT_MAX];
	int n, cur, first;      /* letters, cursor, first letter shown */
	int max_chars, cols;    /* most letters; columns it is shown in */
	uint32_t was[EDIT_MAX]; int nwas;      /* value on entry */
	bool fresh;             /* nothing typed yet: the first letter replaces the whole (sheets, numbers) */
	bool memo;
	bool full;              /* a letter found no room: none is taken until another key makes some */
	const struct ime_how *ime;     /* how letters are typed; NULL: as they come */
	bool in_word;           /* the word_n letters left of the cursor are `word` */
	int word_n;
	struct ime word;
};

/* Starts on text (NFC UTF-8), cursor at its end, typed as it comes. */
void edit_start(struct edit *e, const char *text, int max_chars, int cols);

/* One event: 1 it was an editing key and something changed, 0 it was one but nothing changed
 * (full, at the edge), -1 it is not for a line editor. */
int edit_key(struct edit *e, const struct event *ev);

/*
 * The field is left: its last word is over, and what cannot be Vietnamese becomes the keys that
 * were typed (where they fit).  True when the text changed.  Separators and moves do it by themselves.
 */
bool edit_end(struct edit *e);

/* The text as UTF-8 NFC in out (size bytes, cut at a whole letter); its length. */
size_t edit_text(const struct edit *e, char *out, size_t size);

/* The same with the keys of the word in hand in its place: a code that was typed as a word. */
size_t edit_keys(const struct edit *e, char *out, size_t size);

/* Sets the text, cursor at the end, keeping the value on entry. */
void edit_set(struct edit *e, const char *text);

/* Replaces the nback letters left of the cursor by n letters. 0, or -1 when it would overflow. */
int edit_replace(struct edit *e, int nback, const uint32_t *with, int n);

/* Letters to show now: first index and count; moves first so that the cursor is visible. */
int edit_window(struct edit *e, int *first);

/*
 * Draws the letters in view from (row, col) and puts the cursor there (at most on the column
 * after the last).  One `_` shows an empty field: it costs nothing when it is typed over.
 */
void edit_show(struct edit *e, struct grid *g, int row, int col);

#endif
