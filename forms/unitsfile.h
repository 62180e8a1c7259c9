/* SPDX-License-Identifier: MIT */
/* unitsfile: the units of a file, and whether the units of all files hang together. */
#ifndef FORMS_UNITSFILE_H
#define FORMS_UNITSFILE_H

#include "forms/attr.h"

extern const struct grammar units_grammar;

/* Appends the units of src to the schema; its problems are in src->g. */
void units_build(struct build *b, struct source *src);

/* Names units of src (whose first is schema unit `first`) without a parent or a successor. */
void units_check(struct build *b, struct source *src, int first);

#endif
