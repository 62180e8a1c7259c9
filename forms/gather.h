/* SPDX-License-Identifier: MIT */
/*
 * gather: the problems of one file, each "file:line: form: field: sentence" with "-"
 * for what there is none of.  At most PROBLEMS_MAX a file, so that one slip does
 * not bury the others; the caller's sentence is already in the reader's language.
 */
#ifndef FORMS_GATHER_H
#define FORMS_GATHER_H

#include "forms/load.h"

enum { PROBLEMS_MAX = 20 };

struct gather {
	struct arena *a;
	struct loaded *out; /* where the problems of all files go */
	const char *file;
	const char *form; /* id of the form or list, NULL until it is known */
	int n, errors;
	bool seen; /* the very bytes of this file had no problem before: see forms/seen.h */
	bool changed; /* a text of it is not kept as it stands there */
};

/* Adds an error at line of g's file; field is NULL for the form itself. */
void gather_error(struct gather *g, int line, const char *field, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds a warning: the file is accepted. */
void gather_warn(struct gather *g, int line, const char *field, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
