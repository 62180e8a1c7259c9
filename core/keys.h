/* SPDX-License-Identifier: MIT */
/*
 * keys: a book's key files and the 8 words read over the phone.  keys/ holds
 * node.key (Ed25519 secret, 0400, outside every backup), and at a hub hub.key
 * (X25519 secret for sealing) and escrow.pub; an enrolled office holds hub.pub.  An office
 * seals to its node key too, so that it can read its own dumps when the book is lost.
 */
#ifndef CORE_KEYS_H
#define CORE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

enum { KEY_BYTES = 32, SECRET_BYTES = 64, SIG_BYTES = 64, HASH_BYTES = 32 };

struct keys {
	uint8_t sign_pub[KEY_BYTES], sign_sec[SECRET_BYTES];   /* this node */
	bool is_hub;
	uint8_t seal_pub[KEY_BYTES], seal_sec[KEY_BYTES];      /* a hub's own pair; an office's, of its node key */
	bool has_hub;                                           /* an enrolled office */
	uint8_t hub_sign_pub[KEY_BYTES], hub_seal_pub[KEY_BYTES];
	bool has_escrow;                                        /* dumps are sealed to it too */
	uint8_t escrow_pub[KEY_BYTES];
};

/* Makes the keys of a new book in dir/keys.  -1 with E_BUSY or E_SPACE. */
int keys_make(const char *dir, bool hub, struct keys *out, struct err *e);

/* A new node key; the old one stays beside it as node.key.ID, for the dumps that were sealed to it. */
int keys_renew(const char *dir, struct keys *k, struct err *e);

/* Reads them; -1 with E_CRYPTO and a sentence that names the file. */
int keys_read(const char *dir, struct keys *out, struct err *e);

/* Pins the hub's two public keys in dir/keys/hub.pub. */
int keys_pin_hub(const char *dir, const uint8_t sign_pub[KEY_BYTES],
    const uint8_t seal_pub[KEY_BYTES], struct err *e);

/* Pins the escrow key (X25519) that dumps are sealed to beside the hub's. */
int keys_pin_escrow(const char *dir, const uint8_t seal_pub[KEY_BYTES], struct err *e);

/* Wipes secrets from memory. */
void keys_forget(struct keys *k);

/* BLAKE2b-256 of n bytes. */
void hash_bytes(const void *p, size_t n, uint8_t out[HASH_BYTES]);

/* Eight words (Vietnamese syllables without marks, 256 of them) that stand for 64 bits of hash. */
const char *keys_words(struct arena *a, const uint8_t hash[HASH_BYTES]);

/* First 16 hex digits of the hash of a public key: the id of a signer. */
void keys_id(const uint8_t pub[KEY_BYTES], char out[17]);

/* Lower-case hex of n bytes, owned by a; and back, -1 when s is not 2n such digits. */
const char *hex_of(struct arena *a, const uint8_t *p, size_t n);
int hex_parse(const char *s, uint8_t *out, size_t n);

/* Appends n bytes as base64 for URLs without padding; and back, -1 when s is not that of n bytes. */
void base64_put(struct buf *b, const void *p, size_t n);
int base64_parse(const char *s, uint8_t *out, size_t n);

/* True when all n bytes are 0. */
bool bytes_zero(const void *p, size_t n);

/* Fills n bytes with randomness. */
void random_bytes(void *p, size_t n);

#endif
