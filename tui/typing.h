/* SPDX-License-Identifier: MIT */
/*
 * typing: with which method letters are typed now: that of the operator, turned on and off
 * by F9, or none because the terminal types Vietnamese itself.  One for all line editors.
 */
#ifndef TUI_TYPING_H
#define TUI_TYPING_H

#include "core/ime.h"

struct typing {
	struct ime_how how;     /* what line editors go by: IME_OFF while it is off */
	enum ime_method method; /* the operator's own */
	bool client;            /* off because a finished letter came from the terminal */
};

/* From the operator's settings: "vni", else Telex; "new", else the old style; "off", else on. */
void typing_set(struct typing *t, const char *method, const char *style, const char *viet);

/* On when it was off, for whatever reason; off when it was on. */
void typing_toggle(struct typing *t);

/*
 * A letter came that nobody pasted.  A finished Vietnamese letter can only be the work of an
 * input method before the terminal; two at once would spoil each other's letters, so ours goes
 * off until it is turned on again.  True when this letter did it.
 */
bool typing_heard(struct typing *t, uint32_t c);

/* The mode as row 1 shows it. */
const char *typing_word(const struct typing *t);

#endif
