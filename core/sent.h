/* SPDX-License-Identifier: MIT */
/*
 * sent: what this book's last dump says of its log, by the signed header of the file.  Who
 * rewrites or cuts the log would have to take back a file that has left.
 */
#ifndef CORE_SENT_H
#define CORE_SENT_H

#include "core/book.h"

struct sent {
	const char *name;       /* of the file; "" when none has been made or is still here */
	uint64_t to;            /* the last change in it */
	uint8_t chain[HASH_BYTES];     /* the link after it */
};

/* Reads the one with the highest number in out/, sent/ and done/; 0, -1 failed.  Owned by a. */
int sent_last(struct book *b, struct arena *a, struct sent *out, struct err *e);

#endif
