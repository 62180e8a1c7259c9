/* SPDX-License-Identifier: MIT */
/*
 * taught: the bytes a keyboard sends for a key, as a clerk has shown them.  Pure; kept
 * as a line of text ("F5=1b5b39397e Home=07").  Letters, Enter, Tab, Backspace and Esc
 * cannot be taught to be something else: they are the way out of any mistake.
 */
#ifndef TUI_TAUGHT_H
#define TUI_TAUGHT_H

#include "tui/key.h"

enum { TAUGHT_MAX = 24, TAUGHT_TEXT = 1024 };

struct taught {
	int n;
	struct taught_key { enum key key; uint8_t nraw; char raw[KEY_RAW_MAX]; } row[TAUGHT_MAX];
};

/* Of a line of text; what is no key of it is left out. */
void taught_read(struct taught *t, const char *text);

/* The line of text in out. */
void taught_text(const struct taught *t, char out[TAUGHT_TEXT]);

/* Whether the bytes ev came as may stand for another key. */
bool taught_may(const struct event *ev);

/* From now on what ev came as is key, and nothing else is by teaching.  -1: it may not be. */
int taught_put(struct taught *t, const struct event *ev, enum key key);

/* Forgets what was taught for key; false: nothing was. */
bool taught_forget(struct taught *t, enum key key);

/* What was taught for key, or NULL. */
const struct taught_key *taught_of(const struct taught *t, enum key key);

/* Makes ev the key its bytes were taught to be, if they were. */
void taught_turn(const struct taught *t, struct event *ev);

#endif
