/* SPDX-License-Identifier: MIT */
/*
 * tail: the words of the newest records, one row a record, so that saving one record
 * writes one row and not a dozen.  About every hundredth save moves them into the blocks
 * of posting.h; until then whoever looks a word up looks here too, and first.
 */
#ifndef CORE_TAIL_H
#define CORE_TAIL_H

#include "core/posting.h"

/* Whether a key of TB_WORDS is one of the tail (no word begins with NUL). */
bool tail_is(const void *k, size_t kn);
rid tail_id(const void *k);

/* The next head in a tail row, with its NUL: NULL at the end; *n its length. */
const uint8_t *tail_head(const uint8_t **at, const uint8_t *end, size_t *n);

/* Writes the row of a record: n bytes of heads, each ended by its NUL. */
int tail_put(struct txn *t, rid id, const void *heads, size_t n, struct err *e);

/* Takes one head out of a record's row, or the row: 0 done, 1 it was not there, -1 failed. */
int tail_drop(struct txn *t, const struct place *at, rid id, struct err *e);
int tail_del(struct txn *t, rid id, struct err *e);

/* 0 the row of id has the head, 1 it has not, -1 failed. */
int tail_has(struct txn *t, const struct place *at, rid id, struct err *e);

#endif
