/* SPDX-License-Identifier: MIT */
/* reportparts: what in a report file speaks of other reports, and of its own measures by name. */
#ifndef FORMS_REPORTPARTS_H
#define FORMS_REPORTPARTS_H

#include "forms/attr.h"

/* Whether the section is a paper of other reports. */
bool report_is_paper(const struct sect *s);

/* Reads "chart" once the measures are read. */
void report_chart(struct build *b, struct source *src, struct report *r);

/* Says what a paper cannot have, and what a table must. */
void report_kind(struct source *src, const struct report *r);

/* Finds the parts of every paper, once all reports are read. */
void report_parts(struct build *b);

#endif
