/* SPDX-License-Identifier: MIT */
/*
 * value: what one cell of a record holds.  The four states of a count stay
 * distinct everywhere: blank (not typed), '-' (nothing occurred), '?' (not known
 * yet) and a number, 0 included.  Dates, times, money and yes/no are numbers;
 * codes, links and units are text.  Types are rows of one table (type.c).
 */
#ifndef CORE_VALUE_H
#define CORE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum vkind { V_BLANK, V_NA, V_UNKNOWN, V_INT, V_TEXT };

struct value {
	enum vkind kind;
	int64_t n;     /* V_INT */
	const char *s; /* V_TEXT: NFC, owned by whoever made the value */
};

enum ftype {
	T_TEXT, T_MEMO, T_COUNT, T_INT, T_MONEY, T_DATE, T_TIME, T_BOOL,
	T_CODE, T_LINK, T_UNIT, T_N
};

/* How a value is written: data (ISO dates, plain digits), or for people (23/11/2021, 1.495). */
enum style { STYLE_DATA, STYLE_PEOPLE };

/* One row per field type: a new type is a row here and its test. */
struct type {
	const char *name;  /* as a form file says it: "count" */
	enum vkind holds;  /* V_INT or V_TEXT */
	bool numeric;      /* may be summed */
	bool spoken;       /* '-' and '?' are values of it */
	int width;         /* usual columns on the screen */
	/* Reads s as a person or a file wrote it; near is today for dates. -1: E_INPUT, a sentence. */
	int (*parse)(struct arena *a, const char *s, int32_t near, struct value *out, struct err *e);
	/* Writes v (kind holds) in style; the text is owned by a. */
	const char *(*print)(struct arena *a, const struct value *v, enum style style);
};

extern const struct type types[T_N];

/* The type called name, or T_N. */
enum ftype type_find(const char *name);

/*
 * Reads s into a value of type t: the empty string is blank, "-" and "?" are
 * themselves where the type speaks them.  -1 with E_INPUT and a sentence.
 */
int value_parse(struct arena *a, enum ftype t, const char *s, int32_t near,
    struct value *out, struct err *e);

/* v as text in style, "" for blank; owned by a or static. */
const char *value_print(struct arena *a, enum ftype t, const struct value *v, enum style style);

/* True when both are the same state and, where they have one, the same content. */
bool value_equal(const struct value *x, const struct value *y);

/* h with v mixed in, for tables in memory: equal values mix alike. */
uint64_t value_hash(uint64_t h, const struct value *v);

/* A copy whose text is owned by a. */
struct value value_dup(struct arena *a, const struct value *v);

/* Order: blank, '-', '?', then numbers by size, texts by bytes. <0, 0, >0. */
int value_cmp(const struct value *x, const struct value *y);

#endif
