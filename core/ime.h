/* SPDX-License-Identifier: MIT */
/*
 * ime: the Vietnamese input method, one word at a time: Telex and VNI keys become
 * letters with marks and a tone (vietnamese.md, section 1).  Pure: it knows neither the
 * text around the word nor a terminal.
 */
#ifndef CORE_IME_H
#define CORE_IME_H

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/syllable.h"

enum { IME_MAX = 64 }; /* letters of a word; a key beyond is refused */

enum ime_method { IME_OFF, IME_TELEX, IME_VNI };

struct ime_how {
	enum ime_method method;
	bool new_style; /* hoà, not hòa */
	bool no_brackets; /* Telex: [ ] { } are no vowels */
	bool no_restore; /* a word that is not Vietnamese stays as it is at its end */
};

/* The word in hand; fields are the module's own. */
struct ime {
	struct sign s[IME_MAX];
	int n;
	enum tone tone;
	int place; /* the letter that shows the tone */
	uint32_t raw[IME_MAX]; /* the keys */
	int nraw;
	bool undone; /* a mark or tone was taken back by its own key */
	bool edited; /* raw does not tell the whole story */
};

/* An empty word. */
void ime_start(struct ime *w);

/*
 * Goes back into n letters that stand left of the cursor (section 1.5), which change only with
 * the next key; false, and w is empty: they are no word, or none that fits.
 */
bool ime_load(struct ime *w, const struct ime_how *how, const uint32_t *c, int n);

/*
 * One key: true, the word took it and ime_text is what stands there now; false, the
 * key ends words (the caller ends this one and types the key itself).
 */
bool ime_key(struct ime *w, const struct ime_how *how, uint32_t key);

/* Takes the last letter off; false when the word is empty. */
bool ime_backspace(struct ime *w, const struct ime_how *how);

/*
 * The word is over: what was typed is put back when it cannot be Vietnamese.  True
 * when ime_text changed; ime_start begins the next word.
 */
bool ime_end(struct ime *w, const struct ime_how *how);

/* The letters in NFC; their number. */
int ime_text(const struct ime *w, uint32_t out[IME_MAX]);

/* The keys of the word, when they are the whole story; their number, 0 when they are not. */
int ime_keys(const struct ime *w, uint32_t out[IME_MAX]);

/*
 * Appends the text that keys make in an empty field, "<BS>" being Backspace; words are
 * ended by what stands between them, the last one stays open.  a is scratch.
 */
void ime_type(struct arena *a, struct buf *out, const struct ime_how *how, const char *keys);

#endif
