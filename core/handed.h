/* SPDX-License-Identifier: MIT */
/*
 * handed: how each form was handed in (F30): due, reported, in time, late and missing in periods;
 * keyed, approved, sent up and corrected in records.  A period lies where its last day does.
 */
#ifndef CORE_HANDED_H
#define CORE_HANDED_H

#include "core/due.h"

enum handed {
	HANDED_KEYED,           /* records of these days */
	HANDED_DUE,             /* periods that are over time or were reported */
	HANDED_COMPLETE,        /* periods with a record, be it that nothing occurred */
	HANDED_ON_TIME, HANDED_LATE,   /* of them: by the first that was keyed */
	HANDED_MISSING,
	HANDED_APPROVED,        /* records that are approved or locked */
	HANDED_UPLOADED,        /* whose changes were all in dumps; at a hub: all it has */
	HANDED_CORRECTED,       /* corrections made after the lock */
	HANDED_N
};

/* Whether a figure counts periods: forms of period event have none of it. */
static inline bool handed_periods(enum handed h) { return h >= HANDED_DUE && h <= HANDED_MISSING; }

struct handed_ask {
	const struct form *const *form;
	const struct unit *const *unit;
	int nforms, nunits;
	int32_t from, to;       /* DATE_NONE: since the first record; until today */
};

/* Of form i and unit k. */
typedef void handed_each(void *arg, int i, int k, const int64_t n[HANDED_N]);

/* Calls each for every form and unit, in this order.  -1: the book's failure. */
int handed_run(struct book *b, const struct handed_ask *q, handed_each *each, void *arg, struct err *e);

#endif
