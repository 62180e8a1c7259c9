/* SPDX-License-Identifier: MIT */
/*
 * copy: the files of a store while people work (a hot backup).  The rule of Berkeley DB is
 * kept: tables first, then logs, and no page is read while it is written, because every
 * read of a slice is a visit.
 */
#ifndef CORE_COPY_H
#define CORE_COPY_H

#include "core/store.h"

struct copied {
	uint64_t bytes;
	unsigned first_log, last_log;   /* what the copy needs to be recovered, and where it ends */
	unsigned visits, longest_us;    /* how often, and how long at most, the gate was held */
};

/*
 * Copies env and log of s into the folder `to`, which has both and they are empty.  last is
 * called inside the visit that reads the end of the log: what it sees is what the copy will
 * hold once recovered.
 */
int store_copy(struct store *s, const char *to, store_body *last, void *arg, struct copied *out,
    struct err *e);

/* Removes the logs below number `first`; -1 when one cannot be. */
int store_prune(struct store *s, unsigned first, struct err *e);

/* The lowest and the highest log number in dir/log, 0 when there is none; and the first that is
 * missing between them, 0 none. */
void store_logs(const char *dir, unsigned *low, unsigned *high, unsigned *missing);

#endif
