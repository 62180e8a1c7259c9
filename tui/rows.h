/* SPDX-License-Identifier: MIT */
/*
 * rows: records as lines of output, and tables of text.  Invariant: every value leaves
 * as JSON, guarded CSV, or through text_show.
 */
#ifndef TUI_ROWS_H
#define TUI_ROWS_H

#include "core/buf.h"
#include "core/operator.h"
#include "core/record.h"

/* How much of what is personal is shown: all, not what the form masks, nothing marked sensitive. */
enum reveal { REVEAL, MASK, MASK_ALL };

/* What o is shown where he does not say why he looks; in lists at least MASK. */
enum reveal row_reveal(const struct operator *o);
enum reveal row_listed_reveal(const struct operator *o);

/* Whether a cell is not shown as it is. */
bool row_masked(const struct cell *cell, enum reveal how);

/* Appends r as one JSON object without a line feed; id is its written form. */
void row_json(struct buf *b, struct arena *a, const struct record *r, const char *id, enum reveal how);

/* Appends the header of CSV (_id,_status,_unit,cells...) and one line of it; values v of its form. */
void row_csv_head(struct buf *b, const struct form *f);
struct row_as { const struct form *f; enum reveal how; };
void row_csv(struct buf *b, struct arena *a, const struct row_as *as, const struct record *r,
    const struct value *v, const char *id);

/* A status as data ("complete") and for people. */
const char *row_status(enum status s);
const char *row_status_label(enum status s);

/* A hybrid clock as a moment of Viet Nam: 2021-11-23 08:05; owned by a. */
const char *row_moment(struct arena *a, uint64_t clock);

/* What a change did, for people: "restored". */
const char *row_change_label(enum change_kind kind);

/* What list column i of f shows: text, or where a record has nothing, that it says so. */
const char *row_listed(const struct form *f, int i, const struct value *v, const char *text);

/* What people read for a cell: the label of a code, 23/11/2021, 1.495; masked when asked. */
const char *row_cell(struct arena *a, const struct cell *cell, const struct value *v,
    enum reveal how);

/* Label of a cell: "Tuổi: 12-17" for a grid; owned by a or the form. */
const char *row_label(struct arena *a, const struct cell *cell);

/* Why a change was made: answers to warnings ("roster=DB;") by the names of their reasons. */
const char *row_reason(struct arena *a, const struct form *f, const char *reason);

/* Lines of cells in columns.  Add the cells row by row, then print; all owned by the arena. */
struct table_text {
	struct arena *a;
	int cols;
	bool right[64];         /* a column of numbers */
	int n, cap;             /* cells */
	const char **cell;
};
struct table_text *table_new(struct arena *a, int cols);
void table_add(struct table_text *t, const char *text);
void table_put(const struct table_text *t, struct buf *out);

/* Writes b to stdout and empties it. */
void row_flush(struct buf *b);

#endif
