/* SPDX-License-Identifier: MIT */
/*
 * dim: the dimensions of a report.  Each value met gets a small number (in order of
 * meeting), so that grouping compares numbers; its code and label are made once, at
 * the end.  Inside report.c and its test only.
 */
#ifndef CORE_DIM_H
#define CORE_DIM_H

#include <string.h>

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
	struct dim_near { uint64_t front; uint32_t len, entry; } code[64]; /* short texts met lately; entry + 1 */
};

/* Makes *d the dimension called name of f.  -1 with E_INPUT when there is none. */
int dim_make(struct dim *d, struct arena *a, const struct form *f, const char *name, struct err *e);

/* 8 bytes of a text that tell it from all others of its length, when that is 8 at most. */
static inline uint64_t
dim_front(const char *s, size_t len)
{
	uint32_t half[2];
	uint64_t front;

	if (len >= sizeof front) {
		memcpy(&front, s, sizeof front);
		return front;
	}
	if (len >= sizeof *half) {
		memcpy(&half[0], s, sizeof *half);
		memcpy(&half[1], s + len - sizeof *half, sizeof *half); /* they may overlap */
		return (uint64_t)half[0] << 32 | half[1];
	}
	return len ? (uint64_t)(uint8_t)s[0] << 16 | (uint64_t)(uint8_t)s[len / 2] << 8 | (uint8_t)s[len - 1] : 0;
}

/* Where a short text may have been noted. */
static inline struct dim_near *
dim_near(struct dim *d, uint64_t front, size_t len)
{
	return &d->code[(front + len) * 0x9E3779B97F4A7C15u >> 58];
}

/* The number of a text that was not met lately; of what is no text. */
uint32_t dim_text_new(struct dim *d, const char *s, size_t len);
uint32_t dim_number(struct dim *d, const struct skim_cell *c);

/* The number of a value; here, because a scan asks of every record, mostly for the same few codes. */
static inline uint32_t
dim_text(struct dim *d, const char *s, size_t len)
{
	const uint64_t front = dim_front(s, len);
	const struct dim_near *near = dim_near(d, front, len);

	return near->front == front && near->len == len && near->entry ? near->entry - 1 : dim_text_new(d, s, len);
}

static inline uint32_t
dim_cell(struct dim *d, const struct skim_cell *c)
{
	return c->kind == V_TEXT ? dim_text(d, c->s, c->len) : dim_number(d, c);
}

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
