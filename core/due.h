/* SPDX-License-Identifier: MIT */
/*
 * due: what is to be handed in, by when, and whether it was.  A form is due once a period
 * (day, week Monday to Sunday, month, quarter); forms of period event are never missing.
 * The index by date tells it: records are read only until one settles its period.
 */
#ifndef CORE_DUE_H
#define CORE_DUE_H

#include "core/book.h"

enum due_period { DUE_EVENT, DUE_DAY, DUE_WEEK, DUE_MONTH, DUE_QUARTER };

/* When a period is due; minutes after midnight. */
struct due_hours {
	int day;                /* on the day itself */
	int week;               /* on the Monday after */
	int month_day;          /* day of the next month (month, quarter), at the hour of day */
};

/* The hours of the province: 17:00, 10:00 and day 3 until set. */
void due_set(const struct due_hours *h);

/* How often f is due; a form without a date, or of period change: -1, it is not asked about at all. */
int due_period(const struct form *f);

/* One period: its days, and the moment it is due (as clock_now counts); an event's is its own end. */
struct due_span { int32_t from, to; int64_t due; };

/* The period that holds day, and the one n periods on (n may be negative). */
struct due_span due_span(enum due_period p, int32_t day);
struct due_span due_step(enum due_period p, const struct due_span *s, int n);

/* The communes there were on day, in the order of the list; how many.  Owned by a. */
int due_units(struct arena *a, const struct schema *s, int32_t day, const struct unit ***out);

/* "2021-11-23", "2021-W47", "2021-11", "2021-Q4"; owned by a. */
const char *due_span_text(struct arena *a, enum due_period p, const struct due_span *s);

/* The day and minute of a moment in Viet Nam. */
void due_moment(int64_t ms, int32_t *day, int *minute);

enum due_state {
	DUE_NONE,               /* an event: nothing keyed */
	DUE_OPEN,               /* nothing yet, and not due yet */
	DUE_DRAFT,              /* in hand */
	DUE_MISSING, DUE_LATE,  /* due and not there; there, but keyed too late */
	DUE_NIL,                /* said that nothing occurred */
	DUE_DONE,
	DUE_N
};

/* A state as data ("missing") and for people. */
const char *due_state_id(enum due_state s);
const char *due_state_label(enum due_state s);

struct due_cell {
	enum due_state state;
	int records;            /* when asked to count */
	enum status status;     /* ST_APPROVED, ST_LOCKED: all its records are at least that; else below */
};

struct due_ask {
	const struct form *form;
	const char *unit;       /* unit_text() */
	struct due_span first;  /* n periods from here */
	int n;
	bool count;             /* records of each are counted; else looked at until one settles it */
	const char *who;        /* whose draft counts; NULL: nobody's */
};

/* Fills out[q->n].  -1: the book's failure. */
int due_row(struct book *b, const struct due_ask *q, struct due_cell *out, struct err *e);

#endif
