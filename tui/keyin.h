/* SPDX-License-Identifier: MIT */
/*
 * keyin: bytes of a keyboard into events, without a terminal.  Sequences and letters
 * may come in pieces at any pace; a sequence nobody knows is swallowed whole, never
 * typed into a field; what follows a lone Esc later may still complete its sequence.
 *
 * A paste comes between marks.  Where the terminal sends none: more than KEYIN_TYPED letters
 * that came in one read, one of them beyond ASCII, are a paste, since no key of ours sends such
 * a letter and an input method at the client sends few at a time.  Not so after a Backspace in
 * the same read, which is how an input method rewrites a word: a letter each.  Letters of ASCII
 * are never taken for a paste: words typed ahead while a line stalled come all at once, too.
 */
#ifndef TUI_KEYIN_H
#define TUI_KEYIN_H

#include <stdbool.h>

#include "core/buf.h"
#include "tui/key.h"

enum { KEYIN_SEQS = 32, KEYIN_SEQ_BYTES = 16, KEYIN_TYPED = 8 };

struct keyin {
	struct buf in, paste;
	size_t at;              /* bytes of in already used */
	bool pasting;           /* inside a bracketed paste */
	bool erased;            /* a Backspace came in this read */
	size_t typed;           /* letters of in before this one are typed, each by itself */
	bool esc_told, esc_pair;       /* the Esc at `at` was told already; the event before was Esc */
	int nseqs;
	struct { char bytes[KEYIN_SEQ_BYTES]; enum key key; } seq[KEYIN_SEQS];
};

/* Empty; ended by keyin_free. */
void keyin_init(struct keyin *in);
void keyin_free(struct keyin *in);

/* A sequence of this terminal's own (terminfo) that stands for key; ignored when plain text. */
void keyin_define(struct keyin *in, const char *bytes, enum key key);

/* Takes n bytes that came. */
void keyin_feed(struct keyin *in, const void *p, size_t n);

/*
 * The next event: 1 and *ev (text valid until the next call), 0 when more bytes are needed.
 * late: the wait for the rest of a sequence is over; its Esc is told then, and the sequence still
 * becomes its key when the rest comes.
 */
int keyin_next(struct keyin *in, bool late, struct event *ev);

/* How many waits the rest of what was begun is worth before it is late; 0: nothing would change. */
int keyin_patience(const struct keyin *in);

#endif
