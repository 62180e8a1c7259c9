/* SPDX-License-Identifier: MIT */
/*
 * intake: one dump file on its way into a hub's book, shared by import.c, which decides
 * what becomes of it, and intake.c, which reads and merges what is in it.
 */
#ifndef CORE_INTAKE_H
#define CORE_INTAKE_H

#include "core/peer.h"

enum { RECHECK_NAMED = 3 };     /* faults that are named; the others are counted */

struct work {
	struct book *b;
	struct arena *a;
	struct sealed s;
	struct peer peer;
	struct receipt receipt;
	bool known, has_receipt;
	bool before;            /* the changes of the node that the signer took the place of */
	struct head head;       /* end of the node's chain here */
	struct buf plain;
	const char *name, *folder;
	uint64_t changes;
	unsigned nfaults;       /* what the checks say of what was merged */
	const char *faults;     /* the first ones, by record, field and rule */
	/* The walk over the changes: the link so far. */
	uint8_t link[HASH_BYTES];
	struct buf scratch;
};

/*
 * Unpacks and decodes the whole file and recomputes its chain; writes nothing.  -1: a refusal,
 * E_SCHEMA when a form version is not known here.
 */
int intake_check(struct work *w, struct err *e);

/* Merges what is not here yet and notes that the file was taken. */
int intake_merge(struct work *w, struct err *e);

/* Runs the checks again on the records n changes set (merged just now, inside t); adds to the faults. */
int recheck(struct work *w, struct txn *t, struct change *const *c, int n, struct err *e);

/* Stops a node whose files stand against each other: keeps the file in bad/, says why; -1. */
int intake_freeze(struct work *w, enum err_code code, const char *why, struct err *e);

#endif
