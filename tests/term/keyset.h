/* SPDX-License-Identifier: MIT */
/*
 * keyset: the bytes that keyboards send, by the terminal they belong to.  Written from
 * the terminals themselves, not from terminfo: what terminfo gets wrong is the point.
 */
#ifndef TESTS_KEYSET_H
#define TESTS_KEYSET_H

#include "tui/key.h"

/* A keyboard by name ("xterm", "putty", "linux", "vt220", "vt100", "ansi"...), or -1. */
int keyset_named(const char *name);

/* The bytes of ev on that keyboard in out; their number, 0: it has no such key. */
size_t keyset_bytes(int set, const struct event *ev, char out[16]);

/* What tmux calls a key, or NULL. */
const char *keyset_tmux(enum key key);

#endif
