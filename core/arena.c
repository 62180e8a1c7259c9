/* SPDX-License-Identifier: MIT */
/*
 * arena: a chain of blocks, each twice the one before (16 KiB to 1 MiB), a large request
 * gets a block of its own.  A reset keeps up to KEPT bytes of them, so that work done again and
 * again asks the system for memory once: touching a page for the first time costs more than
 * most of what is done with it.
 * Under AddressSanitizer every request is its own malloc, so that an overrun is
 * still seen.  Invariant: blocks is the list of all memory the arena holds.
 */
#include "core/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, KEPT = 4 << 20, ROOM_FIRST = 8 };

#ifdef __SANITIZE_ADDRESS__
enum { BLOCK = 0, BLOCK_MAX = 0 };
#else
enum { BLOCK = 16384, BLOCK_MAX = 1 << 20 };
#endif

struct block {
	struct block *next;
	size_t used, size;
	bool own;               /* made for one large request */
	_Alignas(ALIGN) unsigned char mem[];
};

struct later {
	struct later *next;
	void (*fn)(void *arg);
	void *arg;
};

struct arena {
	struct block *blocks, *spare;
	size_t next;            /* size of the next block */
	struct later *later;    /* in the blocks; NULL between a reset and the next request */
};

static void
out_of_memory(void)
{
	fputs("soxa: out of memory\n", stderr);
	exit(6);
}

struct arena *
arena_new(void)
{
	struct arena *a = calloc(1, sizeof *a);

	if (!a)
		out_of_memory();
	a->next = BLOCK;
	return a;
}

static struct block *
block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX / 2)
		out_of_memory();
	b = malloc(sizeof *b + size);
	if (!b)
		out_of_memory();
	b->next = NULL;
	b->used = 0;
	b->size = size;
	b->own = false;
	return b;
}

static void
end_all(struct arena *a)
{
	const struct later *l;

	for (l = a->later; l; l = l->next)
		l->fn(l->arg);
	a->later = NULL;
}

static void
free_blocks(struct block *b)
{
	struct block *next;

	for (; b; b = next) {
		next = b->next;
		free(b);
	}
}

void
arena_reset(struct arena *a)
{
	struct block *b, *next;
	size_t kept = 0;

	end_all(a);
	for (b = a->spare; b; b = b->next)
		kept += b->size;
	for (b = a->blocks; b; b = next) {
		next = b->next;
		if (BLOCK == 0 || b->own || kept + b->size > KEPT) {
			free(b);
			continue;
		}
		kept += b->size;
		b->used = 0;
		b->next = a->spare;
		a->spare = b;
	}
	a->blocks = NULL;
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	end_all(a);
	free_blocks(a->blocks);
	free_blocks(a->spare);
	free(a);
}

/* A block in front of the others that has room for a small request. */
static struct block *
next_block(struct arena *a)
{
	struct block *b = a->spare;

	if (b) {
		a->spare = b->next;
	} else {
		b = block_new(a->next);
		if (a->next != BLOCK_MAX)
			a->next *= 2;
	}
	b->next = a->blocks;
	a->blocks = b;
	return b;
}

/* Bytes of size, not zeroed. */
static void *
take(struct arena *a, size_t size)
{
	struct block *b = a->blocks;
	size_t want = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	void *p;

	if (want < size)
		out_of_memory();
	if (!b || b->size - b->used < want) {
		if (want > BLOCK / 2) {
			b = block_new(BLOCK ? want : size);
			b->used = b->size;
			b->own = true;
			if (a->blocks) {
				b->next = a->blocks->next;
				a->blocks->next = b;
			} else {
				a->blocks = b;
			}
			return b->mem;
		}
		b = next_block(a);
	}
	p = b->mem + b->used;
	b->used += want;
	return p;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(take(a, size ? size : 1), 0, size);
}

void *
arena_dup(struct arena *a, const void *p, size_t size)
{
	char *q = take(a, size + 1);

	if (size)
		memcpy(q, p, size);
	q[size] = '\0';
	return q;
}

void *
arena_room(struct arena *a, void *old, size_t n, size_t size)
{
	void *p;

	if (n != 0 && (n < ROOM_FIRST || (n & (n - 1)) != 0))
		return old;
	if (n > SIZE_MAX / 2 / size)
		out_of_memory();
	p = arena_alloc(a, (n ? 2 * n : ROOM_FIRST) * size);
	if (n)
		memcpy(p, old, n * size);
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_dup(a, s, strlen(s)) : NULL;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		out_of_memory();
	p = take(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_at_end(struct arena *a, void (*fn)(void *arg), void *arg)
{
	struct later *l = arena_alloc(a, sizeof *l);

	*l = (struct later){ a->later, fn, arg };
	a->later = l;
}
