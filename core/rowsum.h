/* SPDX-License-Identifier: MIT */
/*
 * rowsum: the check that rows of some tables carry behind their value, because no other
 * table would tell a wrong one.  It tells accidents, not forgers.
 */
#ifndef CORE_ROWSUM_H
#define CORE_ROWSUM_H

#include "core/store.h"

enum { ROWSUM_BYTES = 4 };

struct sumrow {
	enum table tb;
	const void *k;
	size_t kn;
	const void *v;
	size_t vn;
};

/* True when rows of tb carry a check. */
bool rowsum_has(enum table tb);

/* The check of a row (v and vn without it). */
void rowsum_of(const struct sumrow *row, uint8_t out[ROWSUM_BYTES]);

/* Takes the check off vn where there is one; -1 with E_DAMAGE when it does not fit the row. */
int rowsum_take(struct sumrow *row, struct err *e);

#endif
