/* SPDX-License-Identifier: MIT */
/*
 * viqr: Vietnamese letters on a terminal that shows none, as RFC 1456 writes them: the
 * letter, then its mark and its tone (Nguye^~n); dd is the letter with a bar.  A sign
 * that stands for itself after such a letter gets a backslash, so all can be read back.
 */
#ifndef TUI_VIQR_H
#define TUI_VIQR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/grid.h"

enum { VIQR_MAX = 5, VIQR_WORD = 64 };

/* c in out; its length.  Others than Vietnamese letters as grid_plain has them. */
size_t viqr_letter(uint32_t c, char out[VIQR_MAX]);

/*
 * The word at the cursor (or just left of it) in out when a letter of it has a mark, else "".  For
 * the line below: a screen that shows letters without marks hides what is typed.
 */
void viqr_word(const struct grid *g, char out[VIQR_WORD]);

/*
 * All text of g with its marks, in ASCII.  A text grows into the blanks after it, never into its
 * neighbour: what does not fit ends in '>'.  The text under the cursor is left without marks when
 * it does not fit; false then.
 */
bool grid_viqr(struct grid *g);

#endif
