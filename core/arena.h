/* SPDX-License-Identifier: MIT */
/*
 * arena: memory with one end.  Everything taken from an arena is freed together
 * by arena_reset or arena_free; nobody frees single strings.  Running out of
 * memory ends the program with a sentence (drafts are on disk by then).
 */
#ifndef CORE_ARENA_H
#define CORE_ARENA_H

#include <stddef.h>

struct arena;

/* A new, empty arena; the caller ends it with arena_free. */
struct arena *arena_new(void);

/* Frees everything taken from a and a itself; NULL is allowed. */
void arena_free(struct arena *a);

/* Frees everything taken from a, which can then be used again. */
void arena_reset(struct arena *a);

/* size zeroed bytes, aligned for any type, owned by a. */
void *arena_alloc(struct arena *a, size_t size);

/* A copy of size bytes at p, owned by a, followed by a NUL that is not counted. */
void *arena_dup(struct arena *a, const void *p, size_t size);

/* A copy of s owned by a; NULL for NULL. */
char *arena_strdup(struct arena *a, const char *s);

/*
 * The array old of n elements of size bytes, with room for one more: old itself while it has that,
 * else a copy of twice the length in a.  Only for an array that came from here and was never shortened
 * and shared: its length is told by n alone (8, then each power of two).  old is NULL when n is 0.
 */
void *arena_room(struct arena *a, void *old, size_t n, size_t size);

/* printf into memory owned by a. */
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * Calls fn(arg) just before the memory of a goes: for what a foreign library allocated beside
 * it, such as a compiled pattern.  The latest call first.
 */
void arena_at_end(struct arena *a, void (*fn)(void *arg), void *arg);

#endif
