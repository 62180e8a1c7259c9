/* SPDX-License-Identifier: MIT */
/*
 * code: value bytes.  Invariant: what code_value wrote, code_value_read and
 * code_skim read to the same last byte; no count from the bytes is allocated
 * before as many bytes are known to be there.
 */
#include "core/code.h"

#include <string.h>

void
code_value(struct buf *b, const struct value *v)
{
	switch (v->kind) {
	case V_BLANK:
		buf_u8(b, CODE_BLANK);
		break;
	case V_NA:
		buf_u8(b, CODE_NA);
		break;
	case V_UNKNOWN:
		buf_u8(b, CODE_UNKNOWN);
		break;
	case V_INT:
		if (v->n >= 0 && v->n <= CODE_SMALL_MAX) {
			buf_u8(b, (uint8_t)(CODE_SMALL + v->n));
		} else {
			buf_u8(b, CODE_INT);
			buf_zigzag(b, v->n);
		}
		break;
	case V_TEXT:
		buf_u8(b, CODE_TEXT);
		buf_str(b, v->s);
		break;
	}
}

struct value
code_value_read(struct arena *a, struct rd *r, uint8_t lead)
{
	struct value v = { V_BLANK, 0, NULL };
	struct skim_cell c;

	code_skim(r, lead, &c);
	if (r->bad)
		return v;
	v.kind = c.kind;
	v.n = c.n;
	if (c.kind == V_TEXT)
		v.s = arena_dup(a, c.s, c.len);
	return v;
}

void
code_vv(struct buf *b, const struct vv *v)
{
	int i;

	buf_varint(b, (uint64_t)v->n);
	for (i = 0; i < v->n; i++) {
		buf_varint(b, v->item[i].node);
		buf_varint(b, v->item[i].counter);
	}
}

struct vv
code_vv_read(struct arena *a, struct rd *r)
{
	uint64_t n = rd_varint(r), i;
	struct vv v = { 0, NULL };

	if (n > rd_left(r) / 2) { /* an item takes two bytes at least */
		rd_spoil(r);
		return v;
	}
	v.item = arena_alloc(a, (size_t)n * sizeof *v.item);
	for (i = 0; i < n; i++) {
		v.item[i].node = (unsigned)rd_varint(r);
		v.item[i].counter = rd_varint(r);
	}
	v.n = (int)n;
	return v;
}

const char *
code_text(struct arena *a, struct rd *r)
{
	size_t n;
	const char *s = rd_str(r, &n);

	return s ? arena_dup(a, s, n) : "";
}
