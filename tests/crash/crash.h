/* SPDX-License-Identifier: MIT */
/*
 * crash: people save at the same time and are killed, one after the other, with a ledger
 * of what the book said it had saved (promises P1 and P3).
 */
#ifndef TESTS_CRASH_CRASH_H
#define TESTS_CRASH_CRASH_H

#include <stdint.h>

#include "tests/unit/bookfix.h"

struct crash_ask {
	int kills, writers;
	int least_ms, most_ms; /* between two kills */
	unsigned seed;
};

struct crash_result {
	int kills, recovered; /* recovered: openings after the end that had to repair */
	uint64_t acknowledged, lost, wrong, twice;
	int hung; /* times nobody saved for 5 seconds */
	double worst_ms; /* longest save */
	const char *verify; /* what book_verify said; NULL: content */
};

/* Runs it in the book of x, which is closed meanwhile and open afterwards. */
void crash_run(struct bookfix *x, const struct crash_ask *ask, struct crash_result *out);

#endif
