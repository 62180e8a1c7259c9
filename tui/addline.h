/* SPDX-License-Identifier: MIT */
/*
 * addline: one line of `add`, JSON or CSV, into a slip.  Names that start with '_' are
 * the line's own: _reason, _unit, and what `list` wrote beside the fields.
 */
#ifndef TUI_ADDLINE_H
#define TUI_ADDLINE_H

#include "core/csv.h"
#include "tui/slip.h"

/* What the columns of a header mean; n is 0 before there is one. */
struct columns { int n; int *what; };

/* Reads the object in the n bytes at s; faults are findings of h. */
void line_object(struct slip *h, const char *s, size_t n);

/* Reads the header; its arrays are owned by the arena of h, faults are findings of h. */
void line_header(struct slip *h, const struct csv_row *row, struct columns *out);

/* Reads a row under that header. */
void line_row(struct slip *h, const struct columns *cols, const struct csv_row *row);

#endif
