/* SPDX-License-Identifier: MIT */
/*
 * approve: the status of a period.  One change a record, in transactions of at most 1,000;
 * each names the version that was read, so nothing is approved that nobody has looked at.
 */
#ifndef CORE_APPROVE_H
#define CORE_APPROVE_H

#include "core/book.h"

enum { APPROVE_NAMED = 5 };

struct approve_ask {
	enum change_kind kind;         /* CH_APPROVE, CH_LOCK, CH_UNLOCK */
	const struct form *form;
	const char *unit;              /* unit_text(), or NULL: all that the book holds */
	int32_t from, to;              /* event dates */
	const char *who, *reason;
};

struct approve_sum {
	int moved;                     /* have the new status now */
	int already;                   /* had it, or one beyond it */
	int held;                      /* stand short of what kind asks for: to be locked, but not approved */
	int conflicts;                 /* values of two nodes stand against each other */
	rid name[APPROVE_NAMED];       /* the first of those held or in conflict */
	int nnames;
	int missing, drafts;           /* periods of the form that nobody handed in, or are in hand */
	int32_t first;                 /* the last day of the first of them, DATE_NONE: none */
};

/*
 * Moves what stands ready and counts the rest in out.  Again: nothing is moved.  -1: refused by
 * the book (out tells what was moved before), E_RULE when a record was changed meanwhile.
 */
int approve_period(struct book *b, const struct approve_ask *q, struct approve_sum *out,
    struct err *e);

#endif
