/* SPDX-License-Identifier: MIT */
/* reportfile: a report from its file. */
#ifndef FORMS_REPORTFILE_H
#define FORMS_REPORTFILE_H

#include "forms/attr.h"

extern const struct grammar report_grammar;

/* The report of src over the finished forms of the schema; its problems are in src->g. */
struct report *report_build(struct build *b, struct source *src);

#endif
