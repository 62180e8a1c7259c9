/* SPDX-License-Identifier: MIT */
/*
 * fixture: the training book that every key script is played on: an office of 2021
 * with hamlets, volunteer lines, one correction and one removal, at 08:00 on
 * 24 November 2021 whatever the machine's clock says.
 */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include "core/book.h"

#define FIXTURE_CLOCK "2021-11-24T08:00"

/* Loads forms/data, owned by a.  NULL: the first problem went to stderr. */
struct schema *fixture_schema(struct arena *a);

/* Makes and fills the book in dir (absolute) and leaves the clock at FIXTURE_CLOCK. */
int fixture_make(const char *dir, const struct schema *s, struct err *e);

/* Names mai who keys, minh who supervises, an who audits, kt; their PINs are 284617, 591735, 730265, 462810. */
int fixture_people(struct book *b, struct err *e);

#endif
