/* SPDX-License-Identifier: MIT */
/*
 * grid: the screen as a value.  Views draw into cells; term.c puts the cells on a
 * terminal; tests print them as text.  Nothing here knows curses.  Every string
 * that comes from data passes text_show on the way in.
 */
#ifndef TUI_GRID_H
#define TUI_GRID_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Bits; never the only cue of a state.  A_BEGIN: a text was put from this cell on; not for views. */
enum attr { A_PLAIN = 0, A_STRONG = 1, A_REVERSE = 2, A_BEGIN = 4 };

/* One column: a code point, or 0 for the right half of a wide letter. */
struct gcell { uint32_t c; uint8_t attr; };

struct grid {
	int rows, cols;
	int cur_row, cur_col;   /* the cursor; it is never hidden */
	struct gcell *cell;     /* rows * cols */
};

/* A blank grid of that size; freed by grid_free. */
struct grid *grid_new(int rows, int cols);
void grid_free(struct grid *g);
void grid_clear(struct grid *g);

/* Writes s from (row, col), cut at col + cols and at the edge; the columns used. */
int grid_put(struct grid *g, int row, int col, int cols, unsigned attr, const char *s);

/* The same; what does not fit loses its middle to "…": names mostly differ at their ends. */
int grid_put_short(struct grid *g, int row, int col, int cols, unsigned attr, const char *s);

/* As grid_put, flush right in cols. */
int grid_put_right(struct grid *g, int row, int col, int cols, unsigned attr, const char *s);

/* n times c from (row, col). */
void grid_fill(struct grid *g, int row, int col, int n, uint32_t c);

void grid_cursor(struct grid *g, int row, int col);

/* What stands for c on a terminal of ASCII: the letter without its marks, a like sign, or '?'. */
uint32_t grid_plain(uint32_t c);

/* Letters without their marks, lines and bars in ASCII: for terminals that show no more. */
void grid_ascii(struct grid *g);

/* Rows as text, '|' at each row's end, '^' line under the cursor's row (tests' golden files). */
void grid_dump(const struct grid *g, FILE *out);

#endif
