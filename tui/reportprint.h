/* SPDX-License-Identifier: MIT */
/*
 * reportprint: a report of the screen into a file of the book's folder "paper".
 */
#ifndef TUI_REPORTPRINT_H
#define TUI_REPORTPRINT_H

#include "core/report.h"

/* The kinds of file, for a question. */
extern const struct codes print_ways;

/* Writes it in the way of that code; its path, owned by a.  NULL: e says why not. */
const char *report_print(struct book *b, struct arena *a, const struct report_ask *ask,
    const char *way, struct err *e);

#endif
