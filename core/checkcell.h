/* SPDX-License-Identifier: MIT */
/*
 * checkcell: what the type and the attributes of a field say of the value in one
 * cell.  Used by check.c alone.
 */
#ifndef CORE_CHECKCELL_H
#define CORE_CHECKCELL_H

#include "core/check.h"

/* One cell of a record in hand. */
struct at {
	struct arena *a;
	const struct form *form;
	const struct value *v;         /* of the record */
	const struct look *look;
	int32_t day;            /* of the event; DATE_NONE: not known */
	int cell;
	const struct field *field;
	const struct value *is;        /* of the cell */
};

/* Adds the first fault of the cell, if there is one. */
void checkcell_find(const struct at *at, struct findings *out);

/* The value as a person reads it. */
const char *checkcell_text(const struct at *at, const struct value *v);

#endif
