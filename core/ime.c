/* SPDX-License-Identifier: MIT */
/*
 * ime: the word in hand; what its keys do is in imerule.c.  Invariant: the tone belongs
 * to the word, and its place is found anew after every change as long as the word may
 * still become a syllable.
 */
#include "core/ime_int.h"

#include <string.h>
#include <utf8proc.h>

static bool
in_range(uint32_t c, char first, char last)
{
	return c >= (unsigned char)first && c <= (unsigned char)last;
}

bool
ime_has_vowel(const struct ime *w)
{
	int i;

	for (i = 0; i < w->n; i++)
		if (sign_vowel(&w->s[i]))
			return true;
	return false;
}

bool
ime_all_upper(const struct ime *w)
{
	int i;

	for (i = 0; i < w->n; i++)
		if (!w->s[i].upper && (in_range(w->s[i].base, 'a', 'z') || w->s[i].base >= 0x80))
			return false;
	return true;
}

static void
settle(struct ime *w, const struct ime_how *how)
{
	const int place = syllable_ok(w->s, w->n) ? syllable_place(w->s, w->n, how->new_style) : -1;

	if (place >= 0)
		w->place = place;
}

/*
 * c as a letter that is about to be put at the end: its tone becomes that of the word;
 * with a second tone it is a letter that no syllable has.
 */
static struct sign
sign_of(struct ime *w, uint32_t c)
{
	struct sign s = { c, '.', 0, false };
	struct letter l;

	if (!letter_split(c, &l))
		return s;
	s.upper = l.upper;
	if (l.tone != TONE_NONE && w->tone != TONE_NONE)
		return s;
	if (l.tone != TONE_NONE) {
		w->tone = l.tone;
		w->place = w->n;
	}
	s.base = (unsigned char)l.base;
	s.mark = l.mark;
	return s;
}


/* True when c alone is NFC whatever letters of a word stand around it. */
static bool
is_stable(uint32_t c)
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t n;
	int boundary = 0;

	if (c >= 0x1100 && c <= 0x11FF) /* Hangul put together from pieces */
		return false;
	n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
	n = n > 0 && n <= 8 ? utf8proc_normalize_utf32(parts, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE)
			    : 0;
	return n == 1 && (uint32_t)parts[0] == c;
}

static bool
is_letter(uint32_t c)
{
	struct glyph g[GLYPHS];

	return c <= 0x10FFFF && glyphs_of(c, g) > 0 && (c < 0x80 || is_stable(c));
}

void
ime_start(struct ime *w)
{
	memset(w, 0, sizeof *w);
}

bool
ime_load(struct ime *w, const struct ime_how *how, const uint32_t *c, int n)
{
	int i;

	ime_start(w);
	if (how->method == IME_OFF)
		return false;
	for (i = 0; i < n; i++)
		if (n > IME_MAX || !is_letter(c[i]))
			return false;
	for (; w->n < n; w->n++)
		w->s[w->n] = sign_of(w, c[w->n]);
	w->edited = n > 0;
	return n > 0;
}

bool
ime_key(struct ime *w, const struct ime_how *how, uint32_t key)
{
	if (how->method == IME_OFF || w->n == IME_MAX)
		return false;
	if (ime_bracket(key) ? how->method != IME_TELEX || how->no_brackets : !is_letter(key))
		return false;
	if (w->nraw < IME_MAX)
		w->raw[w->nraw++] = key;
	else
		w->edited = true;
	if (!ime_rule(w, how, key))
		ime_append(w, sign_of(w, key));
	settle(w, how);
	return true;
}

bool
ime_backspace(struct ime *w, const struct ime_how *how)
{
	if (w->n == 0)
		return false;
	w->n--;
	if (w->n == 0) {
		ime_start(w);
		return true;
	}
	if (w->place == w->n)
		w->tone = TONE_NONE;
	w->edited = true;
	settle(w, how);
	return true;
}

/* HĐND, PAĐT: upper case with đ as its only mark is meant so. */
static bool
is_abbreviation(const struct ime *w)
{
	bool bar = false;
	int i;

	for (i = 0; i < w->n; i++) {
		if (w->s[i].mark != '.' && w->s[i].mark != '-')
			return false;
		bar |= w->s[i].mark == '-';
	}
	return bar && w->tone == TONE_NONE && ime_all_upper(w);
}

bool
ime_end(struct ime *w, const struct ime_how *how)
{
	uint32_t text[IME_MAX];
	const int n = ime_text(w, text);
	int i;

	if (how->no_restore || w->undone || w->edited || !ime_has_vowel(w) || is_abbreviation(w) ||
	    syllable_full(w->s, w->n, w->tone) ||
	    (n == w->nraw && memcmp(text, w->raw, sizeof *text * (size_t)n) == 0))
		return false;
	for (i = 0; i < w->nraw; i++)
		w->s[i] = (struct sign){ w->raw[i], '.', 0, false };
	w->n = w->nraw;
	w->tone = TONE_NONE;
	return true;
}

int
ime_text(const struct ime *w, uint32_t out[IME_MAX])
{
	struct letter l;
	int i;

	for (i = 0; i < w->n; i++) {
		out[i] = w->s[i].base;
		if (!in_range(w->s[i].base, 'a', 'z'))
			continue;
		l = (struct letter){ (char)w->s[i].base, w->s[i].mark, TONE_NONE, w->s[i].upper };
		if (w->tone != TONE_NONE && w->place == i)
			l.tone = w->tone;
		out[i] = letter_join(&l);
	}
	return w->n;
}

int
ime_keys(const struct ime *w, uint32_t out[IME_MAX])
{
	if (w->edited)
		return 0;
	memcpy(out, w->raw, (size_t)w->nraw * sizeof *out);
	return w->nraw;
}
