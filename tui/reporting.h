/* SPDX-License-Identifier: MIT */
/*
 * reporting: the units whose records a report adds up, and those of them that have none in its
 * days.  A sum without a word of them would look whole.
 */
#ifndef TUI_REPORTING_H
#define TUI_REPORTING_H

#include "core/report.h"

struct reporting {
	const struct unit *asked;       /* NULL: the whole of an office's book, of which nobody is silent */
	int n, nsilent;
	const struct unit **unit, **silent;
};

/* Finds them for the unit asked for, at a hub else for its own; owned by a.  -1: the book's failure. */
int reporting_find(struct book *b, struct arena *a, const struct report_ask *ask,
    struct reporting *out, struct err *e);

/* "Mường Cang (03592@-), Phúc Than (03604@-)": the first max, and how many more. */
const char *reporting_names(struct arena *a, const struct unit *const *unit, int n, int max);

/* The sentence about the silent ones; NULL: there are none. */
const char *reporting_silent(struct arena *a, const struct reporting *r, int max);

/* That the unit asked for was not there on all days of the report; NULL: it was. */
const char *reporting_ended(struct arena *a, const struct reporting *r, const struct report_ask *ask);

#endif
