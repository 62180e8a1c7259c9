/* SPDX-License-Identifier: MIT */
/*
 * memo: answers remembered by the bytes of their question.  Owned by an arena of
 * its own; memo_forget begins anew.
 */
#ifndef CORE_MEMO_H
#define CORE_MEMO_H

#include "core/buf.h"
#include "core/value.h"

enum { MEMO_SLOTS = 256 };

struct memo_item;

struct memo {
	struct arena *a;        /* also for what the user of the memo remembers beside it */
	int n;
	struct memo_item *slot[MEMO_SLOTS];
};

/* An empty memo, and its end. */
void memo_open(struct memo *m);
void memo_close(struct memo *m);

/* Forgets all, with everything taken from m->a. */
void memo_forget(struct memo *m);

/* Forgets what was kept about this thing; NULL: all answers (m->a stays). */
void memo_drop(struct memo *m, const void *about);

/* The answer to the question in key; NULL when it is not remembered. */
const struct value *memo_get(const struct memo *m, const struct buf *key);

/* Remembers a number as the answer. */
void memo_put(struct memo *m, const struct buf *key, const void *about, struct value answer);

#endif
