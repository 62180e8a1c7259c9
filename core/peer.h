/* SPDX-License-Identifier: MIT */
/*
 * peer: what a hub knows of the nodes that send to it, and of every file it took.
 * Rows of PEERS by local node number; rows of RECEIPTS by node and sequence.
 */
#ifndef CORE_PEER_H
#define CORE_PEER_H

#include "core/book_int.h"
#include "core/dump_int.h"

enum peer_state { PEER_ENROLLED = 1, PEER_REVOKED, PEER_FROZEN, PEER_SUPERSEDED };

struct peer {
	unsigned no;            /* local node number */
	enum peer_state state;
	uint8_t sign_pub[KEY_BYTES];
	const char *office, *unit, *name;
	/* The last file merged: what the next one must follow. */
	uint64_t sequence, to, clock;
	uint8_t hash[HASH_BYTES], chain[HASH_BYTES];
};

/* 0 and the row, owned by a; 1 not enrolled; -1 failed. */
int peer_get(struct txn *t, struct arena *a, unsigned no, struct peer *out, struct err *e);
int peer_put(struct txn *t, const struct peer *p, struct err *e);

/* The same by node id, and by the id of a signing key. */
int peer_find(struct txn *t, struct arena *a, const uint8_t node[NODE_BYTES], struct peer *out,
    struct err *e);
int peer_of_key(struct txn *t, struct arena *a, const char signer[17], struct peer *out,
    struct err *e);

/* What became of a file. */
enum receipt_state { REC_MERGED = 1, REC_WAITING, REC_PARKED };

struct receipt {
	unsigned no;
	uint64_t sequence;
	enum receipt_state state;
	uint8_t hash[HASH_BYTES];
	const char *name;       /* of the raw file in in/<office> */
};

/* 0 and the row, owned by a; 1 none; -1 failed. */
int receipt_get(struct txn *t, struct arena *a, unsigned no, uint64_t sequence,
    struct receipt *out, struct err *e);
int receipt_put(struct txn *t, const struct receipt *r, struct err *e);

#endif
