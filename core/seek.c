/* SPDX-License-Identifier: MIT */
/*
 * seek: the row at or before a key (declared in store.h).  Invariant: a prefix that ends in
 * bytes 0xFF is passed by the first key that is longer or greater than all that begin with it.
 */
#include <assert.h>
#include <string.h>

#include "core/store_int.h"

int
txn_floor(struct txn *t, enum table tb, const void *k, size_t kn, const void **fk, size_t *fkn,
    const void **v, size_t *vn, struct err *e)
{
	struct seek q = { .k = k, .kn = kn, .too = true };
	int r = env_seek(t, tb, &q, e);

	if (r)
		return r;
	*fk = q.fk;
	*fkn = q.fkn;
	*v = q.v;
	*vn = q.vn;
	return 0;
}

int
txn_last(struct txn *t, enum table tb, const void *prefix, size_t pn, const void **k,
    size_t *kn, const void **v, size_t *vn, struct err *e)
{
	uint8_t end[256];
	struct seek q = { .k = end, .kn = pn };
	int r;

	assert(pn <= sizeof end);
	if (pn)
		memcpy(end, prefix, pn);
	while (q.kn > 0 && end[q.kn - 1] == 0xFF)
		q.kn--;
	q.end = q.kn == 0;
	if (q.kn > 0)
		end[q.kn - 1]++; /* the first key that sorts after every one with the prefix */
	r = env_seek(t, tb, &q, e);
	if (r)
		return r;
	if (q.fkn < pn || (pn && memcmp(q.fk, prefix, pn) != 0))
		return 1;
	*k = q.fk;
	*kn = q.fkn;
	*v = q.v;
	*vn = q.vn;
	return 0;
}
