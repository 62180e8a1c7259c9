/* SPDX-License-Identifier: MIT */
/* codesfile: a code list from the rows of its file. */
#ifndef FORMS_CODESFILE_H
#define FORMS_CODESFILE_H

#include "forms/attr.h"

extern const struct grammar codes_grammar;

/* The list of src; its problems are in src->g. */
struct codes *codes_build(struct build *b, struct source *src);

/* Parts of a row 'a|b|c' in out, "" where there is none; their number, over max when too many. */
int row_split(struct arena *a, const char *row, const char **out, int max);

/* A day of a row: "" is DATE_NONE; a problem when it is no date. */
int32_t row_day(struct gather *g, int line, const char *s);

#endif
