/* SPDX-License-Identifier: MIT */
/*
 * pin: what an operator types on a shared console, kept as Argon2id's own string (salt and
 * costs in it), and the login that slows down whoever guesses.
 */
#ifndef CORE_PIN_H
#define CORE_PIN_H

#include "core/operator.h"

enum { PIN_HASH_BYTES = 128, PIN_LEAST = 6, PIN_MOST = 64 };

/*
 * The hash of a new PIN: 2 passes over 19 MiB, more passes where the machine is so fast that
 * they take no time.  -1 with E_INPUT: too short, or the first one that anybody would try.
 */
int pin_make(const char *pin, char out[PIN_HASH_BYTES], struct err *e);

/* Whether pin is the one that made hash; takes as long for a hash that is none. */
bool pin_is(const char *hash, const char *pin);

/* Milliseconds to wait after so many wrong PINs in a row: none for two, then doubling to 15 minutes. */
int64_t pin_delay(unsigned wrong);

/*
 * A name and its PIN: 0 and *out, owned by a, and in *wrong how many wrong ones came before.
 * -1 with E_RULE: wrong, closed, without a PIN, or too soon after the last wrong one.  Each try
 * is counted in the book before it is looked at, so that nothing that ends the program forgets it.
 */
int pin_login(struct book *b, struct arena *a, const char *name, const char *pin,
    struct operator *out, unsigned *wrong, struct err *e);

#endif
