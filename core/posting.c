/* SPDX-License-Identifier: MIT */
/*
 * posting: see posting.h.  Invariant: an id stands under a head once, and is found by the
 * last key that is not above (head, id).
 */
#include "core/posting.h"

#include <string.h>

#include "core/book_int.h"

enum { JOIN = 64 };             /* a block this small takes in the next id; a larger one ends */

int
posting_read(struct posting *p, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct rd rd = rd_of(v, vn);

	if (kn < 8)
		return err_set(e, E_DAMAGE, _("An index row is damaged; run `soxa verify`"));
	p->head = k;
	p->hn = kn - 8;
	p->id[0] = key_u64_of((const uint8_t *)k + kn - 8);
	for (p->n = 1; rd_left(&rd) && p->n < POSTING_MAX; p->n++)
		p->id[p->n] = p->id[p->n - 1] + rd_varint(&rd);
	if (rd.bad || rd_left(&rd))
		return err_set(e, E_DAMAGE, _("An index row is damaged; run `soxa verify`"));
	return 0;
}

static void
row_key(struct buf *k, const struct place *at, rid id)
{
	k->n = 0;
	buf_put(k, at->head, at->hn);
	buf_u64(k, id);
}

static int
row_put(struct txn *t, const struct place *at, const rid *id, int n, struct err *e)
{
	struct buf k = { NULL, 0, 0 }, v = { NULL, 0, 0 };
	int i, r;

	row_key(&k, at, id[0]);
	for (i = 1; i < n; i++)
		buf_varint(&v, id[i] - id[i - 1]);
	r = txn_put(t, at->tb, k.p, k.n, v.p, v.n, e);
	buf_free(&k);
	buf_free(&v);
	return r;
}

static int
row_del(struct txn *t, const struct place *at, rid first, struct err *e)
{
	struct buf k = { NULL, 0, 0 };
	int r;

	row_key(&k, at, first);
	r = txn_del(t, at->tb, k.p, k.n, e);
	buf_free(&k);
	return r < 0 ? -1 : 0;
}

/* The block id belongs to: 0, 1 there is none, -1 failed. */
static int
block_of_id(struct txn *t, const struct place *at, rid id, struct posting *p, struct err *e)
{
	struct buf key = { NULL, 0, 0 };
	const void *k, *v;
	size_t kn, vn;
	int r;

	row_key(&key, at, id);
	r = txn_floor(t, at->tb, key.p, key.n, &k, &kn, &v, &vn, e);
	buf_free(&key);
	if (r)
		return r;
	if (kn != at->hn + 8 || memcmp(k, at->head, at->hn) != 0)
		return 1;
	if (posting_read(p, k, kn, v, vn, e))
		return -1;
	return rid_node(p->id[0]) == rid_node(id) ? 0 : 1;
}

/* The place of id in p: where it stands, or would. */
static int
place_in(const struct posting *p, rid id)
{
	int lo = 0, hi = p->n, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (p->id[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int
posting_has(struct txn *t, const struct place *at, rid id, struct err *e)
{
	struct posting p;
	int r = block_of_id(t, at, id, &p, e), i;

	if (r)
		return r;
	i = place_in(&p, id);
	return i < p.n && p.id[i] == id ? 0 : 1;
}

int
posting_insert(struct txn *t, const struct place *at, rid id, struct err *e)
{
	struct posting p;
	int r = block_of_id(t, at, id, &p, e), i, half;

	if (r < 0)
		return -1;
	if (r > 0 || (p.id[p.n - 1] < id && p.n >= JOIN))
		return row_put(t, at, &id, 1, e);
	i = place_in(&p, id);
	if (i < p.n && p.id[i] == id)
		return 0;
	memmove(&p.id[i + 1], &p.id[i], (size_t)(p.n - i) * sizeof id);
	p.id[i] = id;
	p.n++;
	half = p.n > POSTING_MAX ? p.n / 2 : p.n;
	if (row_put(t, at, p.id, half, e))
		return -1;
	return half < p.n ? row_put(t, at, p.id + half, p.n - half, e) : 0;
}

/* 0 ids of the head stand among the n, 1 none does, -1 failed. */
static int
stands_among(struct txn *t, const struct place *at, const rid *id, int n, struct err *e)
{
	struct posting p;
	int r;

	if (rid_node(id[0]) != rid_node(id[n - 1]))
		return 0;
	r = block_of_id(t, at, id[n - 1], &p, e);
	if (r)
		return r;
	return p.id[p.n - 1] < id[0] ? 1 : 0;
}

int
posting_append(struct txn *t, const struct place *at, const rid *id, int n, struct err *e)
{
	int i, run, among = n > 1 ? stands_among(t, at, id, n, e) : 1;

	if (among < 0)
		return -1;
	for (i = 0; among == 0 && i < n; i++)
		if (posting_insert(t, at, id[i], e))
			return -1;
	if (among == 0)
		return 0;
	for (i = 0; i < n; i += run) {
		run = 1;
		while (i + run < n && run < POSTING_MAX && rid_node(id[i + run]) == rid_node(id[i]))
			run++;
		if (row_put(t, at, id + i, run, e))
			return -1;
	}
	return 0;
}

int
posting_remove(struct txn *t, const struct place *at, rid id, struct err *e)
{
	struct posting p;
	int r = block_of_id(t, at, id, &p, e), i;

	if (r)
		return r < 0 ? -1 : 0;
	i = place_in(&p, id);
	if (i == p.n || p.id[i] != id)
		return 0;
	if (i == 0 && row_del(t, at, id, e))
		return -1;
	memmove(&p.id[i], &p.id[i + 1], (size_t)(p.n - i - 1) * sizeof id);
	p.n--;
	return p.n ? row_put(t, at, p.id, p.n, e) : 0;
}
