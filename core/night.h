/* SPDX-License-Identifier: MIT */
/*
 * night: the records of a period checked again, against what the book holds now.  What was
 * right when it was saved may not fit what came after: the rules between forms (X01 ...) are
 * asked anew, and the days of daily forms that are missing (X14) are told beside them.
 * A warning that was given its reason is settled; nothing is changed in the book.
 */
#ifndef CORE_NIGHT_H
#define CORE_NIGHT_H

#include "core/book.h"

enum { NIGHT_DAYS = 31, NIGHT_OTHERS = 8 };

struct night_ask {
	const struct form *form;       /* NULL: all */
	const char *unit;       /* unit_text(); NULL: the office's own, at the hub all */
	int32_t from, to;       /* DATE_NONE: the NIGHT_DAYS up to today */
	bool all;               /* hints, and warnings that are answered, too */
};

struct night_finding {
	const char *id;         /* "X05" of a check between forms, else the rule's */
	const char *rule;
	enum level level;
	const struct form *form;
	const char *unit;
	rid rec;                /* 0: what is missing has no record */
	int32_t day;            /* DATE_NONE: the form has none */
	int cell;               /* -1: none */
	const char *text;
	int nothers;            /* other records that were looked at, and the first NIGHT_OTHERS of them */
	const rid *other;
};

/* Called outside the gate; what x points at is gone when it returns. */
typedef int night_each(void *arg, const struct night_finding *x, struct err *e);

/* Sets the days that q leaves open. */
void night_period(struct night_ask *q);

/* Calls each for every finding: by form, unit and day, then the days that are missing.  -1 failed. */
int night_check(struct book *b, const struct night_ask *q, night_each *each, void *arg,
    struct err *e);

#endif
