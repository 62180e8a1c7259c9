/* SPDX-License-Identifier: MIT */
/*
 * csv: RFC 4180 lines in and out.  Out, a cell that a spreadsheet would run as a formula
 * gets a leading apostrophe (on each of its lines), which csv_plain takes off again, so
 * that what one book writes another reads back unchanged.
 */
#ifndef CORE_CSV_H
#define CORE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

/* Three bytes that tell Excel the file is UTF-8. */
#define CSV_BOM "\xEF\xBB\xBF"

struct csv_cell {
	const char *s;          /* not terminated when it lies in the input */
	size_t n;
};

struct csv_row {
	int ncells;
	struct csv_cell *cell;  /* owned by the arena; bytes in the input or in the arena */
	size_t used;            /* bytes of input, line end included */
	int lines;              /* lines of input */
};

enum { CSV_CELLS = 4096 };

/*
 * Splits the row that begins at p: 1 and *out; 0 when n bytes do not hold a whole row and
 * more may come (!last); -1 with E_INPUT for a stray quote or a row past CSV_CELLS.
 */
int csv_split(struct arena *a, const char *p, size_t n, char comma, bool last,
    struct csv_row *out, struct err *e);

/* The cell without the apostrophes csv_put put there; in place or owned by a. */
struct csv_cell csv_plain(struct arena *a, struct csv_cell cell);

/* Appends one cell, guarded and quoted as it needs. */
void csv_put(struct buf *b, const char *s);

#endif
