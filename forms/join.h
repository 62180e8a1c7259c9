/* SPDX-License-Identifier: MIT */
/* join: the parsed files of all folders as one schema. */
#ifndef FORMS_JOIN_H
#define FORMS_JOIN_H

#include "forms/attr.h"

/*
 * Settles which of two files with one name counts, then fills b->s from the files: lists, units,
 * forms, reports.  Every problem goes to the gather of its file.
 */
void join_all(struct build *b);

#endif
