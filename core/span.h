/* SPDX-License-Identifier: MIT */
/*
 * span: the periods people report by.  A period is its kind and any day in it.
 */
#ifndef CORE_SPAN_H
#define CORE_SPAN_H

#include <stdint.h>

#include "core/arena.h"

enum span { SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_QUARTER, SPAN_YEAR, SPAN_ALL, SPAN_N };

/* First and last day of the period that day lies in; DATE_NONE both of SPAN_ALL. */
int32_t span_first(enum span s, int32_t day);
int32_t span_last(enum span s, int32_t day);

/* A day of the next period (by 1) or of the one before (by -1). */
int32_t span_move(enum span s, int32_t day, int by);

/* "week", "quarter": short, in the language of the person. */
const char *span_name(enum span s);

/* What people call it: "23/11/2021", "tuần 47, 22/11 - 28/11/2021", "tháng 11/2021", "quý IV/2021". */
const char *span_text(struct arena *a, enum span s, int32_t day);

/* As data: "2021-11-23", "2021-W47", "2021-11", "2021-Q4", "2021"; not of SPAN_ALL. */
const char *span_code(struct arena *a, enum span s, int32_t day);

/* What people call any two days, either of which may be DATE_NONE. */
const char *span_between(struct arena *a, int32_t from, int32_t to);

#endif
