/* SPDX-License-Identifier: MIT */
/*
 * tail: see tail.h.  Invariant: a word of a record stands in its tail row or in a block,
 * never in both.
 */
#include "core/tail.h"

#include <string.h>

#include "core/book_int.h"

enum { KEY = 9 };

bool
tail_is(const void *k, size_t kn)
{
	return kn == KEY && *(const uint8_t *)k == 0;
}

rid
tail_id(const void *k)
{
	return key_u64_of((const uint8_t *)k + 1);
}

static void
tail_key(uint8_t k[KEY], rid id)
{
	k[0] = 0;
	key_u64(k + 1, id);
}

const uint8_t *
tail_head(const uint8_t **at, const uint8_t *end, size_t *n)
{
	const uint8_t *p = *at, *nul = p < end ? memchr(p, 0, (size_t)(end - p)) : NULL;

	if (nul == NULL)
		return NULL;
	*n = (size_t)(nul - p) + 1;
	*at = nul + 1;
	return p;
}

int
tail_put(struct txn *t, rid id, const void *heads, size_t n, struct err *e)
{
	uint8_t k[KEY];

	tail_key(k, id);
	return txn_put(t, TB_WORDS, k, sizeof k, heads, n, e);
}

int
tail_del(struct txn *t, rid id, struct err *e)
{
	uint8_t k[KEY];

	tail_key(k, id);
	return txn_del(t, TB_WORDS, k, sizeof k, e);
}

/* The row of id and where the head stands in it: 0, 1 not there, -1 failed. */
static int
tail_seek(struct txn *t, const struct place *at, rid id, struct rd *row, const uint8_t **where,
    struct err *e)
{
	uint8_t k[KEY];
	const void *v;
	const uint8_t *next, *head;
	size_t vn, n;
	int r;

	tail_key(k, id);
	r = txn_get(t, TB_WORDS, k, sizeof k, &v, &vn, e);
	if (r)
		return r;
	*row = rd_of(v, vn);
	next = row->p;
	while ((head = tail_head(&next, row->end, &n)) != NULL)
		if (n == at->hn && memcmp(head, at->head, n) == 0) {
			*where = head;
			return 0;
		}
	return 1;
}

int
tail_has(struct txn *t, const struct place *at, rid id, struct err *e)
{
	const uint8_t *where;
	struct rd row;

	return tail_seek(t, at, id, &row, &where, e);
}

int
tail_drop(struct txn *t, const struct place *at, rid id, struct err *e)
{
	struct buf rest = { NULL, 0, 0 };
	const uint8_t *where;
	struct rd row;
	int r = tail_seek(t, at, id, &row, &where, e);

	if (r)
		return r;
	buf_put(&rest, row.p, (size_t)(where - row.p));
	buf_put(&rest, where + at->hn, (size_t)(row.end - where) - at->hn);
	r = rest.n ? tail_put(t, id, rest.p, rest.n, e) : tail_del(t, id, e);
	buf_free(&rest);
	return r;
}
