/* SPDX-License-Identifier: MIT */
/*
 * input: bytes of a keyboard into events, without a terminal.  Sequences and letters
 * may come in pieces at any pace; a sequence nobody knows is swallowed whole, never
 * typed into a field; what follows a lone Esc later may still complete its sequence.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <stdbool.h>

#include "core/buf.h"
#include "tui/key.h"

enum { INPUT_SEQS = 24, INPUT_SEQ_BYTES = 16 };

struct input {
	struct buf in, paste;
	size_t at;              /* bytes of in already used */
	bool pasting;           /* inside a bracketed paste */
	bool esc_told, esc_pair;       /* the Esc at `at` was told already; the event before was Esc */
	int nseqs;
	struct { char bytes[INPUT_SEQ_BYTES]; enum key key; } seq[INPUT_SEQS];
};

/* Empty; ended by input_free. */
void input_init(struct input *in);
void input_free(struct input *in);

/* A sequence of this terminal's own (terminfo) that stands for key; ignored when plain text. */
void input_define(struct input *in, const char *bytes, enum key key);

/* Takes n bytes that came. */
void input_feed(struct input *in, const void *p, size_t n);

/*
 * The next event: 1 and *ev (text valid until the next call), 0 when more bytes are needed.
 * late: the wait for the rest of a sequence is over.
 */
int input_next(struct input *in, bool late, struct event *ev);

/* True when a sequence was begun and its rest should be waited for a while. */
bool input_waits(const struct input *in);

#endif
