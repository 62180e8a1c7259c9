/* SPDX-License-Identifier: MIT */
/*
 * pin: hashes of PINs, and the count of wrong ones.  Invariant: a try is counted, on disk,
 * before its PIN is compared; the hash is worked out outside the gate, where it keeps nobody
 * waiting.
 */
#include "core/pin.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/lang.h"

enum { PASSES = 2, MEMORY = 19 << 20, MOST_PASSES = 16, FAST_MS = 40, FREE = 2, FIRST_MS = 5000, MOST_MS = 900000 };

static const char prefix[] = "pin:";

enum { PREFIX = sizeof prefix - 1, ROW_NAME = PREFIX + OPERATOR_NAME + 1 };

static void
ready(void)
{
	if (sodium_init() < 0)
		sodium_misuse();
}

/* Milliseconds of a clock that nobody sets. */
static int64_t
ticks(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t); /* cannot fail: the clock and the pointer are good */
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* 000000, 123456 and 654321. */
static bool
obvious(const char *pin)
{
	const unsigned char *p = (const unsigned char *)pin;
	int step = p[1] - p[0], i;

	if (step < -1 || step > 1)
		return false;
	for (i = 1; p[i] && p[i] - p[i - 1] == step; i++)
		continue;
	return p[i] == '\0';
}

int
pin_make(const char *pin, char out[PIN_HASH_BYTES], struct err *e)
{
	unsigned long long passes = PASSES;
	int64_t begun;

	if (strlen(pin) < PIN_LEAST || strlen(pin) > PIN_MOST)
		return err_set(e, E_INPUT, _("a PIN has at least %d digits or letters"), PIN_LEAST);
	if (obvious(pin))
		return err_set(e, E_INPUT, _("this PIN would be the first one tried; choose another"));
	ready();
	for (;; passes *= 2) {
		begun = ticks();
		if (crypto_pwhash_str_alg(out, pin, strlen(pin), passes, MEMORY, crypto_pwhash_ALG_ARGON2ID13))
			return err_set(e, E_BUSY, _("there is not enough memory for the PIN: %d MiB are needed"), MEMORY >> 20);
		if (ticks() - begun >= FAST_MS || passes >= MOST_PASSES)
			return 0;
	}
}

bool
pin_is(const char *hash, const char *pin)
{
	char other[PIN_HASH_BYTES];
	bool made;

	ready();
	if (*hash)
		return crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
	made = crypto_pwhash_str_alg(other, pin, strlen(pin), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0;
	return made && *hash;
}

int64_t
pin_delay(unsigned wrong)
{
	int64_t ms = FIRST_MS;

	if (wrong <= FREE)
		return 0;
	for (wrong -= FREE + 1; wrong > 0 && ms < MOST_MS; wrong--)
		ms *= 2;
	return ms < MOST_MS ? ms : MOST_MS;
}

/* What is known of the tries under a name. */
struct tries {
	const char *name;       /* "" counts for all names that are none */
	unsigned wrong;         /* in a row, the one at hand among them */
	int64_t at;
	bool reset;             /* the PIN was right */
	int64_t wait;           /* still to be waited; 0: go on */
};

/* Counts one more, unless it comes too soon; a clock set back begins the wait anew. */
static void
count(struct tries *q, int64_t now)
{
	int64_t past = now - q->at, delay = pin_delay(q->wrong);

	if (past < 0) {
		past = 0;
		q->at = now;
	}
	q->wait = past < delay ? delay - past : 0;
	if (q->wait)
		return;
	q->wrong++;
	q->at = now;
}

static int
count_try(void *arg, struct txn *t, struct err *e)
{
	struct tries *q = arg;
	struct buf b = { 0 };
	char row[ROW_NAME];
	const void *v;
	struct rd r;
	size_t n;
	int rc;

	snprintf(row, sizeof row, "%s%s", prefix, q->name);
	rc = meta_get(t, row, &v, &n, e);
	if (rc < 0)
		return -1;
	q->wrong = 0;
	q->at = 0;
	if (rc == 0) {
		r = rd_of(v, n);
		q->wrong = (unsigned)rd_varint(&r);
		q->at = (int64_t)rd_u64(&r);
	}
	if (q->reset)
		q->wrong = 0;
	else
		count(q, clock_now());
	buf_varint(&b, q->wrong);
	buf_u64(&b, (uint64_t)q->at);
	rc = meta_put(t, row, b.p, b.n, e);
	buf_free(&b);
	return rc;
}

int
pin_login(struct book *b, struct arena *a, const char *name, const char *pin,
    struct operator *out, unsigned *wrong, struct err *e)
{
	struct tries q = { .name = "" };
	int found = operator_find(b, a, name, out, e);
	bool real = found == 0 && out->rec && *out->pin;

	if (found < 0)
		return -1;
	if (real)
		q.name = out->name;
	if (store_txn(book_store(b), count_try, &q, e))
		return -1;
	if (q.wait)
		return err_set(e, E_RULE, _("Too many wrong PINs: wait %lld seconds, then try again"),
		    (long long)(q.wait + 999) / 1000);
	if (!pin_is(real ? out->pin : "", pin))
		return err_set(e, E_RULE, "%s", _("The name or the PIN is wrong"));
	*wrong = q.wrong - 1;
	q.reset = true;
	return store_txn(book_store(b), count_try, &q, e);
}
