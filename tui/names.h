/* SPDX-License-Identifier: MIT */
/*
 * names: what people call a linked record, read from the book once and remembered; and a unit.
 */
#ifndef TUI_NAMES_H
#define TUI_NAMES_H

#include "core/book.h"

struct names {
	struct arena *a;
	struct book *b;
	struct name { const char *value, *label; } *item;
	int n, cap;
};

/* The first field of the list of the record that value names; value itself when there is none. */
const char *names_of(struct names *names, const struct field *f, const char *value);

/* The unit of the book: "Phường Đoàn Kết (03389)". */
const char *names_unit(struct arena *a, const struct book *b);

#endif
