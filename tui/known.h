/* SPDX-License-Identifier: MIT */
/*
 * known: the codes an operator has keyed lately.  The name of a code is spelled out for
 * whom it is new; who keyed it before is spared its bytes, and F1 still tells it.
 */
#ifndef TUI_KNOWN_H
#define TUI_KNOWN_H

#include "core/book.h"

struct known {
	struct arena *a;        /* as long as the view */
	struct book *b;
	const char *who;
	bool read;              /* the book was looked through */
	const char **word;      /* "work RSH" */
	int n, cap;
};

/* Whether the operator keyed this code into the field before. */
bool known_code(struct known *k, const struct field *f, const char *code);

/* The codes of a record just saved are known from now on. */
void known_record(struct known *k, const struct form *form, const struct value *v);

#endif
