/* SPDX-License-Identifier: MIT */
/*
 * buf: bytes out and bytes in.  A buf grows as it is written; a rd walks bytes
 * that somebody else owns and, past their end, turns `bad`, has nothing left and
 * yields zeros, so that a decoder checks once.  Integers are big-endian or varint (7 bits a byte,
 * low first); signed ones are zigzag.
 */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	uint8_t *p;
	size_t n, cap;
};

struct rd {
	const uint8_t *p, *end;
	bool bad;
};

/* Frees the bytes of b and empties it. */
void buf_free(struct buf *b);

/* Makes room for n more bytes behind b->p + b->n, for who writes there himself. */
void buf_room(struct buf *b, size_t n);

/* Appends n bytes at p (which may be NULL when n is 0). */
void buf_put(struct buf *b, const void *p, size_t n);
void buf_u8(struct buf *b, uint8_t v);
void buf_u16(struct buf *b, uint16_t v);
void buf_u64(struct buf *b, uint64_t v);
void buf_varint(struct buf *b, uint64_t v);
void buf_zigzag(struct buf *b, int64_t v);

/* Appends the length as varint, then the bytes of s; NULL counts as empty. */
void buf_str(struct buf *b, const char *s);

/* Appends text by printf, without a NUL. */
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * The reader.  What is called for every value of every record of a report stands here, so
 * that a scan is not a chain of calls.
 */
static inline struct rd
rd_of(const void *p, size_t n)
{
	const uint8_t *b = p;

	return (struct rd){ b, n ? b + n : b, false };
}

uint16_t rd_u16(struct rd *r);

/* Bytes left. */
static inline size_t
rd_left(const struct rd *r)
{
	return (size_t)(r->end - r->p);
}

/* From now on r is bad, with nothing left: what is there asks for no look at bad itself. */
static inline void
rd_spoil(struct rd *r)
{
	r->bad = true;
	r->p = r->end;
}

/* n bytes at the reader's place, not copied; NULL and bad when fewer are left. */
static inline const uint8_t *
rd_take(struct rd *r, size_t n)
{
	const uint8_t *p = r->p;

	if (n > rd_left(r)) {
		rd_spoil(r);
		return NULL;
	}
	r->p += n;
	return p;
}

static inline uint8_t
rd_u8(struct rd *r)
{
	if (r->p == r->end) {
		r->bad = true;
		return 0;
	}
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): p < end, in one block */
	return *r->p++;
}

static inline uint64_t
rd_u64(struct rd *r)
{
	const uint8_t *p = rd_take(r, sizeof(uint64_t));
	uint64_t v = 0;

	if (p)
		memcpy(&v, p, sizeof v);
	return be64toh(v);
}

/* The rest of a varint of more than one byte, whose first one was. */
uint64_t rd_varint_more(struct rd *r, uint8_t first);

static inline uint64_t
rd_varint(struct rd *r)
{
	uint8_t first = rd_u8(r);
	struct rd copy;
	uint64_t v;

	if (first < 128)
		return first;
	copy = *r; /* whose address may be taken, so that r stays in registers where this is inlined */
	v = rd_varint_more(&copy, first);
	*r = copy;
	return v;
}

static inline int64_t
rd_zigzag(struct rd *r)
{
	uint64_t v = rd_varint(r);

	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

/* The bytes of a string written by buf_str, not copied and not terminated; *n its length. */
static inline const char *
rd_str(struct rd *r, size_t *n)
{
	uint64_t len = rd_varint(r);
	const uint8_t *p = rd_take(r, len > SIZE_MAX ? SIZE_MAX : (size_t)len);

	*n = p ? (size_t)len : 0;
	return (const char *)p;
}

#endif
