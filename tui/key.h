/* SPDX-License-Identifier: MIT */
/*
 * key: what comes from the keyboard, as events.  term.c makes them from a terminal,
 * tests make them from the names in a key script ("Tab", "C-s", "F4", "Esc 2", text).
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stddef.h>
#include <stdint.h>

enum key {
	K_NONE, K_CHAR, /* a code point */
	K_ENTER, K_TAB, K_BTAB, K_ESC, K_BACKSPACE, K_DEL, K_INS,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_CHOME, K_CEND,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10,
	K_CTRL,         /* Ctrl + letter in c ('a'...'z', '_', '\\') */
	K_PASTE,        /* a whole pasted text, in text */
	K_RESIZE,       /* new size in rows, cols */
	K_HUP           /* the terminal is gone: save drafts and end */
};

struct event {
	enum key key;
	uint32_t c;
	const char *text; size_t len;
	int rows, cols;
};

/* The name of an event as help and key scripts write it ("F4", "Ctrl-S", "Tab"); static. */
const char *key_name(const struct event *ev);

/* Reads one name from *s (a word of a key script) into ev; -1 when it is none. */
int key_parse(const char *s, struct event *ev);

/*
 * The Esc state machine: Esc then a digit is a function key at any pace, Esc Esc is F10, Esc and
 * one of `< > n p u` or Backspace as in vietnamese.md 8.  Feed raw events; 1: *ev was changed to
 * what to act on, 0: swallowed (show the Esc hint).
 */
struct esc { int waiting, used_digits; };
int key_esc(struct esc *m, struct event *ev);

#endif
