/* SPDX-License-Identifier: MIT */
/*
 * batch: one write for one picture.  ncurses writes a picture in pieces, and over SSH
 * every piece is a packet that costs more than what it carries; between batch_begin
 * and batch_end the pieces are gathered and then leave together.
 */
#ifndef TUI_BATCH_H
#define TUI_BATCH_H

struct batch { int out, line, memory; };

/* out: the descriptor a library writes to, leading to the line.  -1: no descriptors left. */
int batch_init(struct batch *b, int out);
void batch_free(struct batch *b);

void batch_begin(struct batch *b);
void batch_end(struct batch *b);

#endif
