/* SPDX-License-Identifier: MIT */
/*
 * help: what a field means, as lines: for the help screen and for entry by line.
 */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "core/schema.h"
#include "tui/scroll.h"

/* How the person works: with the keys of a screen, or a line at a time. */
enum help_way { HELP_KEYS, HELP_LINES };

/* The field of cell c of f: its help, what is typed, the rules that watch it. */
void help_field(struct lines *l, const struct form *f, const struct cell *c, int cols, enum help_way way);

#endif
