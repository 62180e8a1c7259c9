/* SPDX-License-Identifier: MIT */
/*
 * key: what comes from the keyboard, as events.  term.c makes them from a terminal,
 * tests make them from the names in a key script ("Tab", "C-s", "F4", "Esc 2", text).
 */
#ifndef TUI_KEY_H
#define TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key {
	K_NONE, K_CHAR, /* a code point */
	K_ENTER, K_TAB, K_BTAB, K_ESC, K_BACKSPACE, K_DEL, K_INS,
	K_UP, K_DOWN, K_LEFT, K_RIGHT, K_HOME, K_END, K_PGUP, K_PGDN, K_CHOME, K_CEND,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10,
	K_CTRL,         /* Ctrl + letter in c ('a'...'z', '_', '\\') */
	K_DELWORD,      /* Esc Backspace */
	K_NEWLINE,      /* Esc Enter: a line feed inside a memo */
	K_PASTE,        /* a whole pasted text, in text */
	K_RESIZE,       /* new size in rows, cols */
	K_IDLE,         /* nobody has touched a key for as long as the settings say */
	K_HUP           /* the terminal is gone: save drafts and end */
};

enum { KEY_NAME_MAX = 16, KEY_RAW_MAX = 12 };

struct event {
	enum key key;
	uint32_t c;
	bool whole;             /* a sequence of the keyboard, though its Esc may have been told before */
	uint8_t nraw; char raw[KEY_RAW_MAX];   /* the bytes it came as, when from a terminal */
	const char *text; size_t len;
	int rows, cols;
};

/* The name of an event as help and key scripts write it ("F4", "Ctrl-S", "Tab") in out. */
const char *key_text(const struct event *ev, char out[KEY_NAME_MAX]);

/*
 * The last function key named in the sentence s ("F4"), its letters *n; NULL: none.  What a sentence
 * takes in from data stands before the key it ends with.
 */
const char *key_in(const char *s, size_t *n);

/* Reads one name ("F4", "Ctrl-S", "C-s", "Tab", one letter) into ev; -1 when it is none. */
int key_parse(const char *s, struct event *ev);

/*
 * The Esc state machine: Esc then a digit is a function key at any pace, Esc Esc is F10, Esc and
 * one of `< > n p u` or Backspace as in vietnamese.md 8.  Feed raw events; 1: *ev is, perhaps
 * changed, what to act on, 0: swallowed (show the Esc hint).  used_digits: the last function key
 * came as Esc and a digit, so the bottom line names keys that way.
 */
struct esc { bool waiting, used_digits; };
int key_esc(struct esc *m, struct event *ev);

#endif
