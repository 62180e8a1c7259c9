/* SPDX-License-Identifier: MIT */
/*
 * term: a grid on a terminal, and its keys.  The only place that knows curses.  Sends
 * differences only: never a title, a mouse mode or a colour, and nothing while idle.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include "core/err.h"
#include "tui/grid.h"
#include "tui/key.h"

struct keyin;
struct terminal;

/* Adds the keys of terminfo's entry `name` to in; -1: there is no such entry. */
int term_keys(struct keyin *in, const char *name);

/*
 * Takes the terminal of standard input and output; esc_ms: wait for the rest of a sequence (0:
 * 1,000).  NULL with E_INPUT: no terminal, or one that cannot move its cursor.
 */
struct terminal *term_open(int esc_ms, struct err *e);

/* Gives the terminal back as it was. */
void term_close(struct terminal *t);

void term_size(const struct terminal *t, int *rows, int *cols);

/* Brings the screen to g; REPAINT sends everything anew. */
enum show { SHOW_CHANGES, SHOW_REPAINT };
void term_show(struct terminal *t, const struct grid *g, enum show how);

/* From now on term_wait answers K_IDLE when nothing came for ms; 0: it waits for ever. */
void term_idle(struct terminal *t, int ms);

/* Waits for the next event.  K_HUP when the terminal is gone or the program is told to end. */
void term_wait(struct terminal *t, struct event *ev);

/* The next event that is there already: 1, or 0 when nothing is pending. */
int term_pending(struct terminal *t, struct event *ev);

#endif
