/* SPDX-License-Identifier: MIT */
/*
 * buf: growing bytes and a bounds-checked reader.  Invariant: a rd never moves
 * past its end, whatever lengths the bytes claim.
 */
#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buf_free(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
}

static void
grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 256;

	while (cap < b->n + n)
		cap *= 2;
	b->p = realloc(b->p, cap);
	if (!b->p) {
		fputs("soxa: out of memory\n", stderr);
		exit(6);
	}
	b->cap = cap;
}

static inline uint8_t *
room(struct buf *b, size_t n)
{
	if (n > b->cap - b->n)
		grow(b, n);
	return b->p + b->n;
}

void
buf_room(struct buf *b, size_t n)
{
	(void)room(b, n);
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	memcpy(room(b, n), p, n);
	b->n += n;
}

void
buf_u8(struct buf *b, uint8_t v)
{
	*room(b, 1) = v;
	b->n++;
}

void
buf_u16(struct buf *b, uint16_t v)
{
	buf_u8(b, (uint8_t)(v >> 8));
	buf_u8(b, (uint8_t)v);
}

void
buf_u64(struct buf *b, uint64_t v)
{
	uint8_t *p = room(b, 8);
	int i;

	for (i = 0; i < 8; i++)
		p[i] = (uint8_t)(v >> (56 - 8 * i));
	b->n += 8;
}

void
buf_varint(struct buf *b, uint64_t v)
{
	uint8_t *p = room(b, 10);

	if (v <= 127) { /* nearly all of them */
		*p = (uint8_t)v;
		b->n++;
		return;
	}
	while (v > 127) {
		*p++ = (uint8_t)(v | 128);
		v >>= 7;
	}
	*p++ = (uint8_t)v;
	b->n = (size_t)(p - b->p);
}

void
buf_zigzag(struct buf *b, int64_t v)
{
	buf_varint(b, ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0));
}

void
buf_str(struct buf *b, const char *s)
{
	size_t n = s ? strlen(s) : 0;

	buf_varint(b, n);
	buf_put(b, s, n);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	va_start(ap, fmt);
	vsnprintf((char *)room(b, (size_t)n + 1), (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)n;
}

uint16_t
rd_u16(struct rd *r)
{
	uint8_t hi = rd_u8(r);

	return (uint16_t)(hi << 8 | rd_u8(r));
}

uint64_t
rd_varint_more(struct rd *r, uint8_t first)
{
	uint64_t v = first & 127;
	int shift;
	uint8_t b;

	for (shift = 7; shift < 64; shift += 7) {
		b = rd_u8(r);
		v |= (uint64_t)(b & 127) << shift;
		if (b < 128)
			return v;
	}
	rd_spoil(r);
	return 0;
}
