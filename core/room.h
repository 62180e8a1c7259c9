/* SPDX-License-Identifier: MIT */
/*
 * room: bytes the library writes into.  A room only grows, and growing forgets what it held.
 */
#ifndef CORE_ROOM_H
#define CORE_ROOM_H

#include <stddef.h>
#include <stdint.h>

/* Begins zeroed. */
struct room {
	uint8_t *p;
	size_t cap;
};

/* Room for size bytes. */
void *room_of(struct room *b, size_t size);

void room_free(struct room *b);

#endif
