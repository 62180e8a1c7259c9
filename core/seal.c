/* SPDX-License-Identifier: MIT */
/*
 * seal: the container of a dump.  header | frames | trailer, where the trailer
 * signs the hash of all before it, so a file is judged before anything in it is
 * decrypted or unpacked.  Invariant: no length is believed before the file's own
 * size agrees with it, and nothing is unpacked beyond what the header promised.
 */
#include "core/dump_int.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/text.h"

enum {
	MARK_BYTES = 16, ID_BYTES = 8,
	FRAME_TAX = crypto_secretstream_xchacha20poly1305_ABYTES,
	FRAME_PLAIN = DUMP_FRAME - FRAME_TAX
};

static const char mark[MARK_BYTES + 1] = "\nsoxa-trailer-1\n";
static const char sign_mark[] = "soxa-dump-1";

static uint64_t
frames_of(uint64_t packed)
{
	return packed == 0 ? 1 : (packed + FRAME_PLAIN - 1) / FRAME_PLAIN;
}

static bool
is_open(const struct dump_head *h)
{
	return strcmp(h->cipher, "none") == 0;
}

/* What a file with this header must weigh between its header and its trailer. */
static uint64_t
body_bytes(const struct dump_head *h)
{
	return is_open(h) ? h->packed : h->packed + frames_of(h->packed) * FRAME_TAX;
}

static void
seal_keys(struct dump_head *h, const struct seal_to *to, const uint8_t *file_key)
{
	int i;

	for (i = 0; i < to->n; i++) {
		keys_id(to->pub[i], h->key[i].id);
		crypto_box_seal(h->key[i].sealed, file_key, KEY_BYTES, to->pub[i]);
	}
	h->nkeys = to->n;
}

/* The signed message: mark, hash, size. */
static void
message(const struct sealed *s, uint8_t out[sizeof sign_mark - 1 + HASH_BYTES + 8])
{
	struct buf b = { 0 };

	buf_put(&b, sign_mark, sizeof sign_mark - 1);
	buf_put(&b, s->hash, HASH_BYTES);
	buf_u64(&b, s->n);
	memcpy(out, b.p, b.n);
	buf_free(&b);
}

static void
put_trailer(struct buf *out, size_t start, const struct keys *k)
{
	uint8_t msg[sizeof sign_mark - 1 + HASH_BYTES + 8], sig[SIG_BYTES], id[HASH_BYTES];
	struct sealed s = { .n = out->n - start + DUMP_TRAILER };

	hash_bytes(out->p + start, out->n - start, s.hash);
	message(&s, msg);
	crypto_sign_detached(sig, NULL, msg, sizeof msg, k->sign_sec);
	buf_put(out, mark, MARK_BYTES);
	buf_u64(out, s.n);
	buf_put(out, s.hash, HASH_BYTES);
	hash_bytes(k->sign_pub, KEY_BYTES, id);
	buf_put(out, id, ID_BYTES);
	buf_put(out, sig, SIG_BYTES);
}

static void
put_frames(struct buf *out, crypto_secretstream_xchacha20poly1305_state *st,
    const struct buf *packed, const uint8_t ad[HASH_BYTES])
{
	uint8_t frame[DUMP_FRAME];
	unsigned long long got;
	size_t at = 0, n;
	uint8_t tag;

	do {
		n = packed->n - at < FRAME_PLAIN ? packed->n - at : FRAME_PLAIN;
		tag = at + n == packed->n ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
		crypto_secretstream_xchacha20poly1305_push(st, frame, &got, packed->p + at, n, ad,
		    HASH_BYTES, tag);
		buf_put(out, frame, (size_t)got);
		at += n;
	} while (at < packed->n);
}

int
seal_make(struct buf *out, struct dump_head *h, const struct buf *plain,
    const struct seal_to *to, const struct keys *k, struct err *e)
{
	crypto_secretstream_xchacha20poly1305_state st;
	uint8_t file_key[KEY_BYTES], ad[HASH_BYTES];
	struct buf packed = { 0 }, prefix = { 0 };
	size_t start = out->n;
	int rc = -1;

	seal_prefix(&prefix, h);
	if (plain->n > DUMP_PLAIN_MAX || seal_pack(&packed, plain, &prefix, e))
		goto out;
	h->plain = plain->n;
	h->packed = packed.n;
	h->nkeys = 0;
	h->cipher = to->n ? "secretstream" : "none";
	keys_id(k->sign_pub, h->signer);
	memset(h->stream, 0, sizeof h->stream);
	if (to->n) {
		random_bytes(file_key, sizeof file_key);
		crypto_secretstream_xchacha20poly1305_init_push(&st, h->stream, file_key);
		seal_keys(h, to, file_key);
	}
	head_print(out, h);
	hash_bytes(out->p + start, out->n - start, ad);
	if (to->n)
		put_frames(out, &st, &packed, ad);
	else
		buf_put(out, packed.p, packed.n);
	put_trailer(out, start, k);
	rc = 0;
out:
	sodium_memzero(file_key, sizeof file_key);
	sodium_memzero(&st, sizeof st);
	buf_free(&packed);
	buf_free(&prefix);
	return rc;
}

/* The hash in the trailer against the bytes; head_len may be 0 while the header is unread. */
static bool
hash_holds(struct sealed *s)
{
	const uint8_t *t = s->p + s->n - DUMP_TRAILER;

	if (s->n < DUMP_TRAILER || memcmp(t, mark, MARK_BYTES) != 0)
		return false;
	hash_bytes(s->p, s->n - DUMP_TRAILER, s->hash);
	return memcmp(s->hash, t + MARK_BYTES + 8, HASH_BYTES) == 0;
}

/*
 * Magic, header, sizes, hash.  A header that is wrong in a file whose hash is wrong too is
 * damage, not malice, and is told so.
 */
static int
judge(struct arena *a, struct sealed *s, struct err *e)
{
	uint64_t want;
	struct rd size;

	if (head_parse(a, s->p, s->n, &s->head, &s->head_len, e)) {
		if ((e->code == E_FIELD || e->code == E_LIMIT) && !hash_holds(s))
			return err_set(e, E_HASH, _("the header was damaged on the way; "
			    "ask for the file to be sent again"));
		return -1;
	}
	want = s->head_len + body_bytes(&s->head) + DUMP_TRAILER;
	if (s->n < want)
		return err_set(e, E_TRUNCATED, _("the file is cut: %llu of %llu bytes are there; "
		    "ask for it to be sent again"),
		    (unsigned long long)s->n, (unsigned long long)want);
	if (s->n > want)
		return err_set(e, E_FRAME, _("something stands behind the end of the dump"));
	size = rd_of(s->p + s->n - DUMP_TRAILER + MARK_BYTES, 8);
	if (!hash_holds(s) || rd_u64(&size) != s->n)
		return err_set(e, E_HASH, _("the file was damaged on the way; "
		    "ask for it to be sent again"));
	return 0;
}

int
sealed_parse(struct arena *a, const uint8_t *p, size_t n, struct sealed *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	out->p = malloc(n ? n : 1);
	if (!out->p)
		return err_set(e, E_SPACE, _("there is not enough memory to read the dump; "
		    "close other programs and try again"));
	memcpy(out->p, p, n);
	out->n = n;
	return judge(a, out, e);
}

static ssize_t
read_full(int fd, uint8_t *p, size_t n)
{
	size_t got = 0;
	ssize_t r = 1;

	while (got < n && r != 0) {
		r = read(fd, p + got, n - got);
		if (r < 0 && errno != EINTR)
			return -1;
		if (r > 0)
			got += (size_t)r;
	}
	return (ssize_t)got;
}

/* The size of the file agrees with its header: only then is memory taken for it. */
static int
measure(struct arena *a, int fd, uint64_t size, struct err *e)
{
	uint8_t first[DUMP_HEAD_MAX];
	struct dump_head h;
	size_t len;
	ssize_t n = read_full(fd, first, sizeof first);

	if (n < 0)
		return err_set(e, E_INPUT, _("cannot be read: %s"), strerror(errno));
	if (size > DUMP_PACKED_MAX + DUMP_PACKED_MAX / 64)
		return err_set(e, E_LIMIT, _("the file is larger than any dump"));
	if (head_parse(a, first, (size_t)n, &h, &len, e) == 0 &&
	    size > len + body_bytes(&h) + DUMP_TRAILER)
		return err_set(e, E_FRAME, _("something stands behind the end of the dump"));
	return lseek(fd, 0, SEEK_SET) == 0 ? 0 : err_set(e, E_INPUT, _("cannot be read: %s"),
	    strerror(errno));
}

/*
 * The bytes of path in memory of our own, so that nobody changes them under our eyes.
 * -1 with E_INPUT when there is nothing to judge, another code when there is.
 */
int
sealed_read(struct arena *a, const char *path, struct sealed *out, struct err *e)
{
	struct stat st;
	ssize_t n;
	int fd, rc = -1;

	memset(out, 0, sizeof *out);
	/* O_NONBLOCK: a pipe in disguise must not stop the program. */
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, E_INPUT, _("%s: cannot be read: %s"), text_show(a, path),
		    strerror(errno));
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		err_set(e, E_INPUT, _("%s: is not a plain file; name a file"), text_show(a, path));
		goto out;
	}
	if (measure(a, fd, (uint64_t)st.st_size, e) && (e->code == E_LIMIT || e->code == E_FRAME ||
	    e->code == E_INPUT || e->code == E_MAGIC || e->code == E_VERSION))
		goto out;
	out->p = malloc((size_t)st.st_size + 1);
	if (!out->p) {
		err_set(e, E_SPACE, _("there is not enough memory to read the dump; "
		    "close other programs and try again"));
		goto out;
	}
	n = read_full(fd, out->p, (size_t)st.st_size);
	if (n < 0) {
		err_set(e, E_INPUT, _("%s: cannot be read: %s"), text_show(a, path),
		    strerror(errno));
		goto out;
	}
	out->n = (size_t)n;
	rc = judge(a, out, e);
out:
	close(fd);
	return rc;
}

void
sealed_free(struct sealed *s)
{
	free(s->p);
	s->p = NULL;
}

int
sealed_verify(const struct sealed *s, const uint8_t sign_pub[KEY_BYTES], struct err *e)
{
	const uint8_t *t = s->p + s->n - DUMP_TRAILER + MARK_BYTES + 8 + HASH_BYTES;
	uint8_t msg[sizeof sign_mark - 1 + HASH_BYTES + 8], id[ID_BYTES];
	char want[17];

	keys_id(sign_pub, want);
	if (strcmp(want, s->head.signer) != 0)
		return err_set(e, E_KEY_UNKNOWN, _("the file is signed by a key that is not the node's"));
	message(s, msg);
	if (hex_parse(want, id, sizeof id) || memcmp(id, t, ID_BYTES) != 0 ||
	    crypto_sign_verify_detached(t + ID_BYTES, msg, sizeof msg, sign_pub))
		return err_set(e, E_SIG, _("the signature is wrong: the file is forged or damaged; "
		    "call who sent it"));
	return 0;
}

static const struct dump_key *
slot_of(const struct dump_head *h, const struct keys *k)
{
	char id[17];
	int i;

	keys_id(k->seal_pub, id);
	if (bytes_zero(k->seal_sec, KEY_BYTES))
		return NULL;
	for (i = 0; i < h->nkeys; i++)
		if (strcmp(h->key[i].id, id) == 0)
			return &h->key[i];
	return NULL;
}

static int
open_frames(const struct sealed *s, const uint8_t file_key[KEY_BYTES], struct buf *packed,
    struct err *e)
{
	crypto_secretstream_xchacha20poly1305_state st;
	uint8_t ad[HASH_BYTES], out[DUMP_FRAME], tag = 0;
	const uint8_t *p = s->p + s->head_len;
	size_t left = (size_t)body_bytes(&s->head), n;
	unsigned long long got;
	int rc = crypto_secretstream_xchacha20poly1305_init_pull(&st, s->head.stream, file_key);

	hash_bytes(s->p, s->head_len, ad);
	for (; rc == 0 && left > 0; p += n, left -= n) {
		n = left < DUMP_FRAME ? left : DUMP_FRAME;
		rc = n < FRAME_TAX || crypto_secretstream_xchacha20poly1305_pull(&st, out, &got, &tag,
		    p, n, ad, sizeof ad);
		if (rc == 0 && (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) != (left == n))
			rc = -1;
		if (rc == 0)
			buf_put(packed, out, (size_t)got);
	}
	sodium_memzero(&st, sizeof st);
	sodium_memzero(out, sizeof out);
	return rc ? err_set(e, E_FRAME, _("the sealed body does not belong to this header")) : 0;
}

static int
decrypt(const struct sealed *s, const struct keys *k, struct buf *packed, struct err *e)
{
	const struct dump_key *slot = slot_of(&s->head, k);
	uint8_t file_key[KEY_BYTES];
	int rc;

	if (!slot)
		return err_set(e, E_CRYPTO,
		    _("the file is not sealed to this book; only who it was made for can open it"));
	if (crypto_box_seal_open(file_key, slot->sealed, sizeof slot->sealed, k->seal_pub,
	    k->seal_sec))
		rc = err_set(e, E_CRYPTO, _("the file's key cannot be opened with this book's key"));
	else
		rc = open_frames(s, file_key, packed, e);
	sodium_memzero(file_key, sizeof file_key);
	return rc;
}

int
sealed_open(const struct sealed *s, const struct keys *k, struct buf *plain, struct err *e)
{
	struct buf packed = { 0 }, prefix = { 0 };
	int rc = 0;

	if (*s->head.dictionary && strcmp(s->head.dictionary, "none") != 0 &&
	    strcmp(s->head.dictionary, "soxa1") != 0)
		return err_set(e, E_VERSION,
		    _("this dump was written by a newer soxa; update the program"));
	seal_prefix(&prefix, &s->head);
	if (is_open(&s->head))
		buf_put(&packed, s->p + s->head_len, (size_t)s->head.packed);
	else
		rc = decrypt(s, k, &packed, e);
	if (rc == 0)
		rc = seal_unpack(&packed, &prefix, s->head.plain, plain, e);
	buf_free(&packed);
	buf_free(&prefix);
	return rc;
}
