/* SPDX-License-Identifier: MIT */
/*
 * code: the bytes of values and vectors inside the book's own encodings, shared by
 * records and changes.  One byte says what a value is; numbers 0 to 239, which
 * nearly all counts are, are that byte alone.
 */
#ifndef CORE_CODE_H
#define CORE_CODE_H

#include "core/record.h"

enum {
	CODE_BLANK = 0, CODE_NA = 1, CODE_UNKNOWN = 2, CODE_INT = 3, CODE_TEXT = 4,
	CODE_RUN = 5,           /* blanks: a count follows */
	CODE_SALT = 6,          /* 16 bytes of salt, then the value */
	CODE_HASH = 7,          /* 32 bytes that stand for an erased value */
	CODE_SMALL = 16, CODE_SMALL_MAX = 239
};

enum { SALT_BYTES = 16 };

/* Appends one value (without runs). */
void code_value(struct buf *b, const struct value *v);

/* Reads one value whose lead byte is lead; text is owned by a.  A wrong lead turns r bad. */
struct value code_value_read(struct arena *a, struct rd *r, uint8_t lead);

/*
 * One value whose lead byte is lead into *c, its text still where r reads it; V_BLANK and bad when
 * wrong.  Here for the scans, which do little else.
 */
static inline void
code_skim(struct rd *r, uint8_t lead, struct skim_cell *c)
{
	size_t len;

	c->kind = V_INT;
	if (lead >= CODE_SMALL) {
		c->n = lead - CODE_SMALL;
		return;
	}
	if (lead == CODE_INT) {
		c->n = rd_zigzag(r);
		return;
	}
	c->n = 0;
	if (lead == CODE_TEXT) {
		c->kind = V_TEXT;
		c->s = rd_str(r, &len);
		c->len = (uint32_t)len;
		return;
	}
	c->kind = V_BLANK;
	if (lead == CODE_NA || lead == CODE_UNKNOWN)
		c->kind = lead == CODE_NA ? V_NA : V_UNKNOWN;
	else if (lead != CODE_BLANK)
		rd_spoil(r);
}

void code_vv(struct buf *b, const struct vv *v);
struct vv code_vv_read(struct arena *a, struct rd *r);

/* A string written by buf_str, copied into a. */
const char *code_text(struct arena *a, struct rd *r);

#endif
