/* SPDX-License-Identifier: MIT */
/*
 * erase: a person's values go out of the book; that there were any, and every change, stays.
 * A change of kind erase leaves all sensitive cells blank, and each stored change of the
 * record keeps the hash of what it held, which is what the chain runs over anyhow.
 */
#ifndef CORE_ERASE_H
#define CORE_ERASE_H

#include "core/book_int.h"

/* The sets of an erasure: every sensitive cell of c's layout, blank.  Owned by a. */
void erase_sets(struct arena *a, struct change *c);

/* Takes the values of sensitive cells out of all stored changes of r, drafts of it too; inside t. */
int erase_stored(struct book *b, struct txn *t, struct arena *a, const struct record *r, struct err *e);

/* Erases record id as who, for a reason that must be said; its form need not be installed. */
int erase_record(struct book *b, rid id, const char *who, const char *reason, struct err *e);

/* Writes down that who looks at what is masked in record id, and why (CH_REVEAL). */
int reveal_record(struct book *b, rid id, const char *who, const char *reason, struct err *e);

#endif
