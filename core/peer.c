/* SPDX-License-Identifier: MIT */
/*
 * peer: rows of PEERS and RECEIPTS.  Invariant: a row read is a row that this file
 * wrote; anything else is damage and said so.
 */
#include "core/peer.h"

#include <string.h>

#include "core/code.h"
#include "core/lang.h"

static int
damaged(struct err *e)
{
	return err_set(e, E_DAMAGE, _("the list of offices cannot be read; run `soxa verify`"));
}

/* A fixed number of bytes into out. */
static void
take(struct rd *r, uint8_t *out, size_t n)
{
	const uint8_t *p = rd_take(r, n);

	if (p)
		memcpy(out, p, n);
}

static int
peer_decode(struct arena *a, const void *p, size_t n, struct peer *out, struct err *e)
{
	struct rd r = rd_of(p, n);

	out->state = rd_u8(&r);
	take(&r, out->sign_pub, KEY_BYTES);
	out->office = code_text(a, &r);
	out->unit = code_text(a, &r);
	out->name = code_text(a, &r);
	out->sequence = rd_varint(&r);
	out->to = rd_varint(&r);
	out->clock = rd_varint(&r);
	take(&r, out->hash, HASH_BYTES);
	take(&r, out->chain, HASH_BYTES);
	return r.bad || rd_left(&r) ? damaged(e) : 0;
}

int
peer_get(struct txn *t, struct arena *a, unsigned no, struct peer *out, struct err *e)
{
	uint8_t key[2];
	const void *v;
	size_t n;
	int r;

	memset(out, 0, sizeof *out);
	key_u16(key, no);
	r = txn_get(t, TB_PEERS, key, sizeof key, &v, &n, e);
	if (r)
		return r;
	out->no = no;
	return peer_decode(a, v, n, out, e);
}

int
peer_put(struct txn *t, const struct peer *p, struct err *e)
{
	struct buf b = { 0 };
	uint8_t key[2];
	int r;

	key_u16(key, p->no);
	buf_u8(&b, (uint8_t)p->state);
	buf_put(&b, p->sign_pub, KEY_BYTES);
	buf_str(&b, p->office);
	buf_str(&b, p->unit);
	buf_str(&b, p->name);
	buf_varint(&b, p->sequence);
	buf_varint(&b, p->to);
	buf_varint(&b, p->clock);
	buf_put(&b, p->hash, HASH_BYTES);
	buf_put(&b, p->chain, HASH_BYTES);
	r = txn_put(t, TB_PEERS, key, sizeof key, b.p, b.n, e);
	buf_free(&b);
	return r;
}

int
peer_find(struct txn *t, struct arena *a, const uint8_t node[NODE_BYTES], struct peer *out,
    struct err *e)
{
	unsigned no;

	if (node_find(t, node, &no, e))
		return -1;
	return no ? peer_get(t, a, no, out, e) : 1;
}

struct key_search {
	struct arena *a;
	const char *signer;
	struct peer *out;
	bool found;
};

static int
key_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct key_search *s = arg;
	char id[17];

	if (kn != 2)
		return damaged(e);
	if (peer_decode(s->a, v, vn, s->out, e))
		return -1;
	s->out->no = key_u16_of(k);
	keys_id(s->out->sign_pub, id);
	s->found = strcmp(id, s->signer) == 0;
	return s->found;
}

int
peer_of_key(struct txn *t, struct arena *a, const char signer[17], struct peer *out,
    struct err *e)
{
	struct key_search s = { .a = a, .signer = signer, .out = out };

	memset(out, 0, sizeof *out);
	if (txn_walk(t, TB_PEERS, "", 0, WALK_ALL, key_row, &s, e))
		return -1;
	return s.found ? 0 : 1;
}

static void
receipt_key(uint8_t key[10], unsigned no, uint64_t sequence)
{
	key_u16(key, no);
	key_u64(key + 2, sequence);
}

int
receipt_get(struct txn *t, struct arena *a, unsigned no, uint64_t sequence,
    struct receipt *out, struct err *e)
{
	uint8_t key[10];
	struct rd rd;
	const void *v;
	size_t n;
	int r;

	receipt_key(key, no, sequence);
	r = txn_get(t, TB_RECEIPTS, key, sizeof key, &v, &n, e);
	if (r)
		return r;
	rd = rd_of(v, n);
	memset(out, 0, sizeof *out);
	out->no = no;
	out->sequence = sequence;
	out->state = rd_u8(&rd);
	take(&rd, out->hash, HASH_BYTES);
	out->name = code_text(a, &rd);
	return rd.bad || rd_left(&rd) ? damaged(e) : 0;
}

int
receipt_put(struct txn *t, const struct receipt *r, struct err *e)
{
	struct buf b = { 0 };
	uint8_t key[10];
	int rc;

	receipt_key(key, r->no, r->sequence);
	buf_u8(&b, (uint8_t)r->state);
	buf_put(&b, r->hash, HASH_BYTES);
	buf_str(&b, r->name);
	rc = txn_put(t, TB_RECEIPTS, key, sizeof key, b.p, b.n, e);
	buf_free(&b);
	return rc;
}
