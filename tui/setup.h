/* SPDX-License-Identifier: MIT */
/*
 * setup: what stands between main and a command.
 */
#ifndef TUI_SETUP_H
#define TUI_SETUP_H

#include "tui/cmd.h"

/* File mask, core dumps, signals and locale of the process; first of all. */
void setup_process(void);

/* The folder of the running program, "" when the kernel does not say. */
const char *setup_home(struct arena *a);

/* Speaks --lang, else lang, with the catalogs of the build tree or the installed ones. */
void setup_language(struct cmd *c, enum lang lang);

/* Reads settings and operator, finds forms and book, opens what the row needs. -1: a sentence. */
int setup_command(struct cmd *c, struct err *e);

/* Asks on the terminal, or takes off the input, who works: a name and its PIN.  -1: a sentence. */
int setup_login(struct cmd *c, struct err *e);

/* Has the new book at dir remember the form files (forms/seen.h), so that its first day starts as the others. */
void setup_remember(const struct cmd *c, const char *dir);

/*
 * A training book may be told what time it is (SOXA_CLOCK=2021-11-23T08:00), for tests and
 * lessons.  -1 with E_USAGE when it is written wrong.
 */
int setup_clock(struct err *e);

#endif
