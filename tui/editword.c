/* SPDX-License-Identifier: MIT */
/*
 * editword: the word left of the cursor, typed by a method.  Invariant: while in_word, the
 * word_n letters left of the cursor are what ime_text says of `word`; a key that does not
 * fit into the field leaves both as they were.
 */
#include "tui/editword.h"

/* Puts the word as it is now in the place of its letters; -1 when they do not fit. */
static int
rewrite(struct edit *e)
{
	uint32_t text[IME_MAX];
	int n = ime_text(&e->word, text);

	if (edit_replace(e, e->word_n, text, n) != 0)
		return -1;
	e->word_n = n;
	return 0;
}

/* Takes the letters left of the cursor in hand as a word, or an empty one; false: too long for one. */
static bool
take_word(struct edit *e)
{
	int from = e->cur;

	if (e->in_word)
		return true;
	while (from > 0 && e->cur - from <= IME_MAX && ime_load(&e->word, e->ime, &e->c[from - 1], 1))
		from--;
	e->word_n = e->cur - from;
	ime_start(&e->word);
	e->in_word = e->word_n == 0 || ime_load(&e->word, e->ime, &e->c[from], e->word_n);
	return e->in_word;
}

static bool
has_method(const struct edit *e)
{
	return e->ime && e->ime->method != IME_OFF;
}

bool
edit_end(struct edit *e)
{
	bool changed = e->in_word && has_method(e) && ime_end(&e->word, e->ime) && rewrite(e) == 0;

	e->in_word = false;
	return changed;
}

int
word_key(struct edit *e, uint32_t c)
{
	struct ime before;

	if (!has_method(e))
		return -1;
	if (e->fresh) {
		ime_start(&before);
		if (!ime_key(&before, e->ime, c))
			return -1;
		e->n = e->cur = e->first = 0;
		e->in_word = e->full = false;
	}
	e->fresh = false;
	if (!take_word(e))
		return -1;
	before = e->word;
	if (!ime_key(&e->word, e->ime, c))
		return -1;
	if (rewrite(e) == 0)
		return 1;
	e->word = before;       /* the word and its keys stay as they were */
	e->full = true;
	return 0;
}

bool
word_erase(struct edit *e)
{
	if (has_method(e) && take_word(e) && ime_backspace(&e->word, e->ime))
		return rewrite(e) == 0; /* a letter less always fits */
	e->in_word = false;
	return false;
}
