/* SPDX-License-Identifier: MIT */
/*
 * help: what a field means, as lines: for the help screen and for entry by line; and the
 * other texts of the help screen.
 */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include "core/schema.h"
#include "tui/scroll.h"

/* How the person works: with the keys of a screen, or a line at a time. */
enum help_way { HELP_KEYS, HELP_LINES, HELP_PAGE /* on paper: no keys at all */ };

/* The field of cell c of f: its meaning and source, what is typed, the rules that watch it. */
void help_field(struct lines *l, const struct form *f, const struct cell *c, int cols, enum help_way way);

/* What there is to say of field x of f, without its rules, a sentence or two each; how many. */
int help_facts(struct arena *a, const struct form *f, const struct field *x, const char ***out);

/* What a level means to people. */
const char *help_level(enum level level, const struct codes *reasons);

/* How to work in a view of kind where (one bit), for who has never seen it. */
void help_intro(struct lines *l, unsigned where);

/* All the keys that mean something in a view of kind where. */
void help_keys(struct lines *l, unsigned where);

/* A row of the typing page: what it makes, the keys of both methods, a word typed by each. */
struct help_mark { const char *what, *telex, *vni, *by_telex, *by_vni, *word; };
extern const struct help_mark help_marks[];
extern const int help_nmarks;

/* How Vietnamese is typed, on one screen. */
void help_typing(struct lines *l);

#endif
