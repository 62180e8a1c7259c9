/* SPDX-License-Identifier: MIT */
/*
 * column: one column of a dump's payload.  What a change does to a cell is a token:
 * null it leaves it, false it empties it, ["-"] and ["?"] are those answers, a number,
 * a text, ["h","..."] the hash that stands for an erased value.  A column is one token
 * (all the same), an array of tokens, or {"d":[..],"s":[..],"x":".."}: x has a letter a
 * change, A-Z a-z 0-9 for the entries of d, `+` for the next entry of s, `.` for null.
 */
#ifndef CORE_COLUMN_H
#define CORE_COLUMN_H

#include <jansson.h>

#include "core/dump_int.h"

enum tok_kind { TK_UNSET, TK_BLANK, TK_NA, TK_UNKNOWN, TK_INT, TK_TEXT, TK_HASH };

struct tok {
	enum tok_kind kind;
	int64_t n;              /* TK_INT */
	const char *s;          /* TK_TEXT */
	const uint8_t *hash;    /* TK_HASH: HASH_BYTES */
};

/* Appends the column of n tokens, n > 0. */
void column_write(struct buf *b, const struct tok *t, int n);

/* True when all n tokens are equal to like. */
bool column_all(const struct tok *t, int n, const struct tok *like);

/* Reads a column of n tokens; texts are owned by a.  -1: E_FIELD, E_UTF8. */
int column_read(struct arena *a, const json_t *j, int n, struct tok *out, struct err *e);

/* Appends s as a JSON string. */
void column_text(struct buf *b, const char *s);

/* A reader at work: the changes of lines whose counters have not closed yet wait here. */
struct pay_state {
	const struct pay_read *r;
	struct arena *a;
	struct change *wait[DUMP_BLOCK];        /* by counter - next */
	int nwait;
	uint64_t next;          /* the counter that take will see first */
	uint64_t line, changes;
	bool listed;            /* the line of lists was read: only the end may follow */
	struct pay_nodes nodes; /* of the waiting lines, in the order they came */
};

/* One line being read. */
struct pay_line {
	struct pay_state *st;
	const json_t *j;
	const struct shape *shape;
	int n;
	struct change **c;
	struct tok *col;
	int node[65];           /* the line's node numbers -> the state's */
	int nnodes;
	int used;               /* members known so far */
};

/* Reads the line of the lists touched. */
int pay_lists_read(struct pay_state *st, const json_t *j, struct err *e);

/* Reads a line of a form; its changes join the waiting ones. */
int pay_line_read(struct pay_line *l, struct err *e);

/* The cells of the changes of a line (called by pay_line_read). */
int pay_cells_read(struct pay_line *l, struct err *e);

/* One line as a JSON object; the caller ends it with json_decref.  NULL: E_LIMIT, E_UTF8, E_JSON. */
json_t *pay_json(const char *p, size_t n, struct err *e);

/* A member that is a whole number of at most max.  -1 with E_FIELD. */
int pay_count(const json_t *j, const char *name, uint64_t max, uint64_t *out, struct err *e);

/* Says that a member is missing or wrong; -1. */
int pay_bad(struct err *e, const char *what);

#endif
