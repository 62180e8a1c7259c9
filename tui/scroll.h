/* SPDX-License-Identifier: MIT */
/*
 * scroll: a current line in a long list, and pages of ready-made lines.
 */
#ifndef TUI_SCROLL_H
#define TUI_SCROLL_H

#include "core/arena.h"
#include "tui/action.h"
#include "tui/grid.h"

struct scroll { int n, cur, top; };

/* Moves by an arrow, page, first or last; false when ev is none of these. */
bool scroll_act(struct scroll *s, enum action ac, const struct event *ev, int page);

/* Keeps cur in 0 ... n-1 and top so that cur is on a page of that many rows. */
void scroll_fit(struct scroll *s, int page);

/* Lines of text to read; grown in an arena. */
struct lines { struct arena *a; int n; const char **line; struct scroll at; };

void lines_add(struct lines *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The text broken at blanks to at most cols columns, each line indented by indent. */
void lines_wrap(struct lines *l, int indent, int cols, const char *text);

/* The same with head in the first line's indent. */
void lines_hang(struct lines *l, int indent, int cols, const char *head, const char *text);

/* Moves the page; false when ev does not. */
bool lines_act(struct lines *l, enum action ac, const struct event *ev, int rows);

/* Draws the page into rows rows from row top, a note at its end when there is more. */
void lines_draw(struct lines *l, struct grid *g, int top, int rows);

#endif
