/* SPDX-License-Identifier: MIT */
/*
 * line: volunteer lines (F08) that tests enter.  Each follows from who enters it and which one of
 * his it is, so that whatever a book shows can be held against what was entered.
 */
#ifndef TESTS_CRASH_LINE_H
#define TESTS_CRASH_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* No other line has both its day and its hamlet, none on the same screen its hamlet. */
struct line {
	char hamlet[16], day[11];
	int people, women, result;
};

/* The line number count, from 1, of who. */
void line_of(char who, unsigned count, struct line *l);

/* For `add`, a line feed behind; its length. */
int line_json(const struct line *l, char *out, size_t size);

/* Its day and hamlet as `list --format json` writes them. */
void line_name(const struct line *l, char out[64]);

/* Whether a record, as `list --format json` writes it, is that line; any: one that is in it. */
bool line_is(const char *record, const struct line *l);
bool line_any(const char *record);

#endif
