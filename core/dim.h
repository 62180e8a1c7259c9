/* SPDX-License-Identifier: MIT */
/*
 * dim: the dimensions of a report.  Each value met gets a small number (in order of
 * meeting), so that grouping compares numbers; its code and label are made once, at
 * the end.  Inside report.c and its test only.
 */
#ifndef CORE_DIM_H
#define CORE_DIM_H

#include "core/record.h"

enum { DIMS_MAX = 8 };

struct dim_entry {
	uint32_t hash;
	enum vkind kind;
	int64_t n;              /* V_INT; of a date dimension the first day of the period */
	uint64_t front;         /* the first 8 bytes of s, which most codes are whole */
	const char *s;          /* V_TEXT, terminated */
	size_t len;
};

enum dim_kind { DIM_CELL, DIM_UNIT, DIM_DAY, DIM_WEEK, DIM_MONTH, DIM_QUARTER, DIM_YEAR };

struct dim {
	struct arena *a;
	enum dim_kind kind;
	const char *name;
	const struct field *field;     /* DIM_CELL */
	int cell;               /* of the form; the event date's for the periods, -1 for DIM_UNIT */
	uint32_t *slot, nslots; /* open addressing: entry + 1 */
	struct dim_entry *entry;
	uint32_t n, cap;
	struct { int64_t day; uint32_t id; } near[512];        /* days met lately */
};

/* Makes *d the dimension called name of f.  -1 with E_INPUT when there is none. */
int dim_make(struct dim *d, struct arena *a, const struct form *f, const char *name, struct err *e);

/* The number of a value. */
uint32_t dim_text(struct dim *d, const char *s, size_t len);
uint32_t dim_cell(struct dim *d, const struct skim_cell *c);

/* The period's first day, for the kinds DIM_DAY ... DIM_YEAR. */
int32_t dim_period(enum dim_kind kind, int32_t day);

/* "2021-11-23", "2021-W47", "2021-11", "2021-Q4", "2021": the period that begins on day. */
const char *dim_period_text(struct arena *a, enum dim_kind kind, int32_t day);

/* Code, and label for people, of entry i. */
const char *dim_code(struct dim *d, uint32_t i);
const char *dim_label(struct dim *d, const struct schema *s, uint32_t i);

/* What heads the column. */
const char *dim_head(const struct dim *d);

/* The place of each entry in the order of the labels; owned by the arena. */
const uint32_t *dim_order(struct dim *d, const struct schema *s);

#endif
