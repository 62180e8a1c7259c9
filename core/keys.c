/* SPDX-License-Identifier: MIT */
/*
 * keys: key files.  Invariant: a secret is written once, readable by its owner only, and
 * replaced only when it stays under another name; public keys of others are pinned beside
 * it.  A file is one line that names it and one line of hex a key.
 */
#include "core/keys.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/lang.h"

enum { KEY_FILE_MAX = 1024, SECRET = 0400 /* the mode of a secret */ };

static const char node_mark[] = "SOXA NODE KEY 1\n", hub_mark[] = "SOXA HUB KEY 1\n",
    pin_mark[] = "SOXA HUB PUBLIC 1\n", escrow_mark[] = "SOXA ESCROW PUBLIC 1\n";

/* sodium_init is idempotent; without it the generator is not seeded. */
static void
ready(void)
{
	if (sodium_init() < 0)
		sodium_misuse();
}

static const char *
path_of(struct arena *a, const char *dir, const char *name)
{
	return arena_printf(a, "%s/keys/%s", dir, name);
}

/* What a key file says: its first line and its keys of 32 bytes. */
struct key_file {
	const char *name, *mark;
	unsigned mode;
	int nkeys;
};

static const struct key_file node_file = { "node.key", node_mark, SECRET, 1 };
static const struct key_file hub_file = { "hub.key", hub_mark, SECRET, 1 };
static const struct key_file pin_file = { "hub.pub", pin_mark, 0440, 2 };
static const struct key_file escrow_file = { "escrow.pub", escrow_mark, 0440, 1 };

static int
key_put(const char *dir, const struct key_file *f, const uint8_t *keys, enum file_how how,
    struct err *e)
{
	struct file_bytes b = { .mode = f->mode, .how = how };
	char text[KEY_FILE_MAX];
	struct arena *a = arena_new();
	size_t n = strlen(f->mark);
	int i, rc;

	memcpy(text, f->mark, n);
	for (i = 0; i < f->nkeys; i++, n += 2 * KEY_BYTES + 1) {
		sodium_bin2hex(text + n, sizeof text - n, keys + i * KEY_BYTES, KEY_BYTES);
		text[n + 2 * KEY_BYTES] = '\n';
	}
	b.p = text;
	b.n = n;
	rc = file_write(path_of(a, dir, f->name), &b, e);
	sodium_memzero(text, sizeof text);
	arena_free(a);
	return rc;
}

static int
key_write(const char *dir, const struct key_file *f, const uint8_t *keys, struct err *e)
{
	return key_put(dir, f, keys, f->mode == SECRET ? FILE_NEW : FILE_REPLACE, e);
}

/* A secret that others could read may have been copied: people must know, so it is not just tightened. */
static int
only_ours(const char *path, struct err *e)
{
	struct stat st;

	if (lstat(path, &st) || !(st.st_mode & 077))
		return 0;
	return err_set(e, E_CRYPTO, _("%s: other users of this machine can read this secret key; if nobody "
	    "copied it run `chmod 400 %s`, else enrol this book anew"), path, path);
}

/* 0 and the keys, 1 when there is no such file. */
static int
key_read(const char *dir, const struct key_file *f, uint8_t *keys, struct err *e)
{
	struct arena *a = arena_new();
	const char *path = path_of(a, dir, f->name);
	size_t mark = strlen(f->mark), n = 0, i;
	uint8_t *p = NULL;
	char hex[2 * KEY_BYTES + 1];
	int rc = -1;

	if (access(path, F_OK) && errno == ENOENT) {
		arena_free(a);
		return 1;
	}
	if (f->mode == SECRET && only_ours(path, e))
		goto out;
	if (file_read(a, path, KEY_FILE_MAX, &p, &n, e)) {
		e->code = E_CRYPTO;
		goto out;
	}
	rc = n == mark + (size_t)f->nkeys * (2 * KEY_BYTES + 1) && memcmp(p, f->mark, mark) == 0 ?
	    0 : -1;
	for (i = 0; rc == 0 && i < (size_t)f->nkeys; i++) {
		memcpy(hex, p + mark + i * sizeof hex, sizeof hex);
		rc = hex[sizeof hex - 1] == '\n' ? 0 : -1;
		hex[sizeof hex - 1] = '\0';
		if (rc == 0)
			rc = hex_parse(hex, keys + i * KEY_BYTES, KEY_BYTES);
	}
	if (rc)
		err_set(e, E_CRYPTO, _("%s: is not a key file of soxa; put back the right one"), path);
out:
	sodium_memzero(hex, sizeof hex);
	if (p)
		sodium_memzero(p, n);
	arena_free(a);
	return rc;
}

/* A hub seals with a pair of its own, an office, which seals to itself too, with that of its node. */
static void
spread_node(struct keys *k, const uint8_t seed[KEY_BYTES])
{
	crypto_sign_seed_keypair(k->sign_pub, k->sign_sec, seed);
	if (!k->is_hub &&
	    (crypto_sign_ed25519_sk_to_curve25519(k->seal_sec, k->sign_sec) ||
	    crypto_scalarmult_base(k->seal_pub, k->seal_sec)))
		abort(); /* a pair made just now always has such a form */
}

int
keys_make(const char *dir, bool hub, struct keys *out, struct err *e)
{
	struct arena *a = arena_new();
	uint8_t seed[KEY_BYTES];
	int rc = -1;

	ready();
	memset(out, 0, sizeof *out);
	randombytes_buf(seed, sizeof seed);
	if (file_folder(arena_printf(a, "%s/keys", dir), 0700, e))
		goto out;
	if (key_write(dir, &node_file, seed, e))
		goto out;
	out->is_hub = hub;
	spread_node(out, seed);
	if (hub) {
		crypto_box_keypair(out->seal_pub, out->seal_sec);
		if (key_write(dir, &hub_file, out->seal_sec, e))
			goto out;
	}
	rc = 0;
out:
	sodium_memzero(seed, sizeof seed);
	arena_free(a);
	return rc;
}

int
keys_read(const char *dir, struct keys *out, struct err *e)
{
	uint8_t seed[KEY_BYTES], pins[2 * KEY_BYTES];
	int rc = -1, hub, pin, escrow;

	ready();
	memset(out, 0, sizeof *out);
	switch (key_read(dir, &node_file, seed, e)) {
	case 1:
		err_set(e, E_CRYPTO,
		    _("%s/keys/node.key: is missing; put it back, or enrol this book anew"), dir);
		goto out;
	case -1:
		goto out;
	}
	hub = key_read(dir, &hub_file, out->seal_sec, e);
	out->is_hub = hub == 0;
	spread_node(out, seed);
	pin = key_read(dir, &pin_file, pins, e);
	escrow = key_read(dir, &escrow_file, out->escrow_pub, e);
	if (hub < 0 || pin < 0 || escrow < 0)
		goto out;
	out->has_escrow = escrow == 0;
	if (hub == 0)
		crypto_scalarmult_base(out->seal_pub, out->seal_sec);
	if (pin == 0) {
		out->has_hub = true;
		memcpy(out->hub_sign_pub, pins, KEY_BYTES);
		memcpy(out->hub_seal_pub, pins + KEY_BYTES, KEY_BYTES);
	}
	rc = 0;
out:
	sodium_memzero(seed, sizeof seed);
	return rc;
}

int
keys_renew(const char *dir, struct keys *k, struct err *e)
{
	struct arena *a = arena_new();
	uint8_t seed[KEY_BYTES];
	char id[17];
	int r = 0;

	ready();
	keys_id(k->sign_pub, id);
	if (link(path_of(a, dir, "node.key"), path_of(a, dir, arena_printf(a, "node.key.%s", id))) &&
	    errno != EEXIST)
		r = err_set(e, errno == ENOSPC || errno == EDQUOT ? E_SPACE : E_BUSY,
		    _("%s: cannot be made: %s"), path_of(a, dir, "node.key"), strerror(errno));
	randombytes_buf(seed, sizeof seed);
	if (r == 0)
		r = key_put(dir, &node_file, seed, FILE_REPLACE, e);
	if (r == 0)
		spread_node(k, seed);
	sodium_memzero(seed, sizeof seed);
	arena_free(a);
	return r;
}

int
keys_pin_hub(const char *dir, const uint8_t sign_pub[KEY_BYTES],
    const uint8_t seal_pub[KEY_BYTES], struct err *e)
{
	uint8_t pins[2 * KEY_BYTES];

	memcpy(pins, sign_pub, KEY_BYTES);
	memcpy(pins + KEY_BYTES, seal_pub, KEY_BYTES);
	return key_write(dir, &pin_file, pins, e);
}

int
keys_pin_escrow(const char *dir, const uint8_t seal_pub[KEY_BYTES], struct err *e)
{
	return key_write(dir, &escrow_file, seal_pub, e);
}

void
keys_forget(struct keys *k)
{
	sodium_memzero(k, sizeof *k);
}

void
hash_bytes(const void *p, size_t n, uint8_t out[HASH_BYTES])
{
	ready();
	crypto_generichash(out, HASH_BYTES, p, n, NULL, 0);
}

void
keys_id(const uint8_t pub[KEY_BYTES], char out[17])
{
	uint8_t hash[HASH_BYTES];

	hash_bytes(pub, KEY_BYTES, hash);
	sodium_bin2hex(out, 17, hash, 8);
}

const char *
hex_of(struct arena *a, const uint8_t *p, size_t n)
{
	char *s = arena_alloc(a, 2 * n + 1);

	return sodium_bin2hex(s, 2 * n + 1, p, n);
}

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = memchr(digits, c, sizeof digits - 1);

	return at ? (int)(at - digits) : -1;
}

int
hex_parse(const char *s, uint8_t *out, size_t n)
{
	size_t i;
	int high, low;

	if (strlen(s) != 2 * n)
		return -1;
	for (i = 0; i < n; i++) {
		high = hex_digit(s[2 * i]);
		low = hex_digit(s[2 * i + 1]);
		if (high < 0 || low < 0)
			return -1;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return 0;
}

void
base64_put(struct buf *b, const void *p, size_t n)
{
	char piece[5];
	size_t i;

	/* Three bytes at a time, so that no text of the whole size is needed. */
	for (i = 0; i < n; i += 3) {
		sodium_bin2base64(piece, sizeof piece, (const uint8_t *)p + i, n - i < 3 ? n - i : 3,
		    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		buf_put(b, piece, strlen(piece));
	}
}

int
base64_parse(const char *s, uint8_t *out, size_t n)
{
	size_t got;

	if (sodium_base642bin(out, n, s, strlen(s), NULL, &got, NULL,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING))
		return -1;
	return got == n ? 0 : -1;
}

bool
bytes_zero(const void *p, size_t n)
{
	return sodium_is_zero(p, n);
}

void
random_bytes(void *p, size_t n)
{
	ready();
	randombytes_buf(p, n);
}
