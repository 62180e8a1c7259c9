/* SPDX-License-Identifier: MIT */
/*
 * input: lines from a file or a pipe, taken as they come.  input_line and input_row
 * give what is there; input_fill waits for more only when told to, so that the caller
 * can commit what it has before it waits.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <signal.h>

#include "core/csv.h"

enum { INPUT_MAX = 1 << 20 };   /* longest line */

struct input {
	int fd;
	bool eof;
	struct buf buf;
	size_t at;              /* first byte not yet given */
	unsigned line;          /* number of the line given last */
	unsigned lines;         /* lines given so far */
	int idle_secs;          /* how long it waits for a person; 0: for ever */
	bool idle;              /* that long it waited, and the input ended by it */
	const sigset_t *wake;   /* signals blocked while it waits, or NULL; one that comes ends the input */
};

/* The next line without its end, valid until input_fill: 1; 0 no whole line is there; -1. */
int input_line(struct input *in, const char **s, size_t *n, struct err *e);

/* What parts the cells of the line at hand: Excel of a Vietnamese or French machine writes ';'. */
char input_comma(const struct input *in);

/* The next row of CSV: as input_line. */
int input_row(struct input *in, struct arena *a, char comma, struct csv_row *out, struct err *e);

/* Reads more: 1 something came or the end was reached, 0 nothing waits (DONT_WAIT), -1. */
enum input_wait { DONT_WAIT, WAIT };
int input_fill(struct input *in, enum input_wait wait, struct err *e);

#endif
