/* SPDX-License-Identifier: MIT */
/*
 * room: see room.h.  Invariant: cap bytes are there, a whole number of KiB, as bulk reads want.
 */
#include "core/room.h"

#include <stdlib.h>

void *
room_of(struct room *b, size_t size)
{
	if (size > b->cap) {
		free(b->p);
		b->cap = (size + 4095) & ~(size_t)4095;
		b->p = malloc(b->cap);
		if (b->p == NULL)
			abort(); /* as the arena does: drafts are on disk */
	}
	return b->p;
}

void
room_free(struct room *b)
{
	free(b->p);
	*b = (struct room){ 0 };
}
