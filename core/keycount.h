/* SPDX-License-Identifier: MIT */
/*
 * keycount: keys a record, counted as records are keyed: what a change of a form costs
 * or saves at the keyboard.  A row for each version of a form, none for the operators.
 */
#ifndef CORE_KEYCOUNT_H
#define CORE_KEYCOUNT_H

#include "core/book.h"
#include "core/store.h"

struct keycount {
	long records, keys;             /* since the version */
	int recent, recent_keys;        /* of the last 181 to 200 records */
};

/* One more record of f was keyed; in the transaction that saves it. */
int keycount_add(struct txn *t, const struct form *f, int keys, struct err *e);

/* What was counted for a version of a form; records 0 when nothing was. */
struct keycount keycount_get(struct book *b, const char *form, int version);

#endif
