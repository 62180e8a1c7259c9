/* SPDX-License-Identifier: MIT */
/*
 * facts: a short list of names and values, as lines or as one JSON object.
 */
#ifndef TUI_FACTS_H
#define TUI_FACTS_H

#include "tui/cmd.h"

enum fact_kind { FACT_TEXT, FACT_NUMBER, FACT_NONE /* there is none yet */ };

struct fact {
	const char *name;
	enum fact_kind kind;
	const char *s;
	uint64_t n;
};

enum facts_as { FACTS_LINES, FACTS_JSON };

/* Writes n facts to stdout. */
void facts_put(struct cmd *c, const struct fact *fact, int n, enum facts_as as);

#endif
