/* SPDX-License-Identifier: MIT */
/*
 * order: the search form, and the order of a Vietnamese dictionary as bytes
 * (vietnamese.md, section 3).  No locale takes part, so a book's indexes are the
 * same on every machine; SORT_FORMAT changes when a key would.  Invariant: the
 * tone belongs to the syllable, so hoà and hòa have one key.
 */
#include <string.h>

#include "core/letter.h"
#include "core/text.h"

enum { W_CASE = 0x00, W_TONE = 0x01, W_SPACE = 0x02, W_OTHER = 0x03, W_DIGIT = 0x20, W_LETTER = 0x40 };

static bool
is_ascii_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

const char *
text_fold(struct arena *a, const char *s)
{
	struct glyph g[GLYPHS];
	bool gap = false;
	char *out, *q;
	int i, n;

	out = q = arena_alloc(a, 3 * strlen(s) + 1); /* no letter grows by more when taken apart */
	while (*s) {
		if (is_ascii_word(*s)) { /* most of any text; the rest does the same, slower */
			g->base = (unsigned char)(*s >= 'A' && *s <= 'Z' ? *s | 0x20 : *s);
			n = 1;
			s++;
		} else {
			n = glyphs_of(text_next(&s), g);
		}
		gap = gap || n == BREAK;
		if (n > 0 && gap && q > out)
			*q++ = ' ';
		gap = gap && n <= 0;
		for (i = 0; i < n; i++) {
			if (g[i].base < 0x80)
				*q++ = (char)g[i].base;
			else
				q += text_put(q, g[i].base);
		}
	}
	return out;
}

static uint8_t
weight_of(const struct glyph *g)
{
	/* a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z */
	static const uint8_t first[26] = { 0, 3, 4, 5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
		21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 32 };
	uint8_t w;

	if (g->base >= '0' && g->base <= '9')
		return (uint8_t)(W_DIGIT + (g->base - '0'));
	if (g->base < 'a' || g->base > 'z')
		return W_OTHER;
	w = (uint8_t)(W_LETTER + first[g->base - 'a']);
	if (g->mark == '.')
		return w;
	return w + ((g->base == 'a' && g->mark == '^') || (g->base == 'o' && g->mark == '+') ? 2 : 1);
}

/* The three levels of a key as they grow; all lie in one block, nothing checks for room. */
struct keys {
	enum sort_mode mode;
	uint8_t *main, *tones, *cases;
	bool open;      /* a syllable is under way */
	uint8_t tone;
};

static void
end_syllable(struct keys *k)
{
	if (!k->open)
		return;
	if (k->mode == SORT_CLDR) {
		*k->tones++ = k->tone;
	} else {
		*k->main++ = W_TONE;
		*k->main++ = k->tone;
	}
	k->open = false;
}

static void
add_glyph(struct keys *k, const struct glyph *g)
{
	if (!k->open)
		k->tone = W_SPACE;
	k->open = true;
	*k->main++ = weight_of(g);
	if (g->tone)
		k->tone = (uint8_t)(W_SPACE + g->tone);
	if (g->base > '9')
		*k->cases++ = g->upper ? 3 : 2;
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || c == '\n' || c == 0xA0;
}

/* The text from s to end. */
static void
add_text(struct keys *k, const char *s, const char *end)
{
	struct glyph g[GLYPHS];
	bool gap = false, any = false;
	uint32_t c;
	int i, n;

	while (s < end && (c = text_next(&s))) {
		n = glyphs_of(c, g);
		if (n == BREAK) {
			end_syllable(k);
			gap = gap || is_space(c);
		}
		if (n == DROPPED || is_space(c))
			continue;
		if (k->mode == SORT_CLDR && gap && any)
			*k->main++ = W_SPACE;
		gap = false;
		any = true;
		if (n == BREAK)
			*k->main++ = W_OTHER;
		for (i = 0; i < n; i++)
			add_glyph(k, &g[i]);
	}
	end_syllable(k);
}

/* Where the given name, the last syllable, begins in s. */
static const char *
given_name(const char *s)
{
	const char *start = s, *p = s;
	bool gap = false;
	uint32_t c;

	for (; (c = text_next(&p)); s = p) {
		if (gap && !is_space(c))
			start = s;
		gap = is_space(c);
	}
	return start;
}

/* The key of the text from s to end in one of the two plain modes, at out; the bytes written. */
static size_t
put_key(uint8_t *out, enum sort_mode mode, const char *s, const char *end, struct keys *k)
{
	uint8_t *tones = k->tones, *cases = k->cases;
	size_t ntones, ncases;

	k->mode = mode;
	k->main = out;
	add_text(k, s, end);
	ntones = (size_t)(k->tones - tones);
	ncases = (size_t)(k->cases - cases);
	if (mode == SORT_CLDR) {
		*k->main++ = W_TONE;
		memcpy(k->main, tones, ntones);
		k->main += ntones;
		*k->main++ = W_TONE;
	} else {
		*k->main++ = W_CASE;
	}
	memcpy(k->main, cases, ncases);
	k->tones = tones;
	k->cases = cases;
	return (size_t)(k->main - out) + ncases;
}

const uint8_t *
text_sortkey(struct arena *a, const char *s, enum sort_mode mode, size_t *n)
{
	size_t size;
	uint8_t *out;
	const char *end, *given;
	struct keys k = { 0 };

	s = letters_composed(a, s);
	end = s + strlen(s);
	size = 3 * (size_t)(end - s) + 4; /* a letter, its tone mark and tone in the worst case */
	out = arena_alloc(a, 4 * size);
	k.tones = out + 2 * size;
	k.cases = out + 3 * size;
	if (mode != SORT_PERSON) {
		*n = put_key(out, mode, s, end, &k);
		return out;
	}
	given = given_name(s);
	*n = put_key(out, SORT_DICTIONARY, given, end, &k);
	out[(*n)++] = W_CASE;
	*n += put_key(out + *n, SORT_DICTIONARY, s, given, &k);
	return out;
}

static bool by_cldr, as_written; /* like the language: one process works for one site */

void
order_set(bool cldr, bool written)
{
	by_cldr = cldr;
	as_written = written;
}

enum sort_mode
order_of(bool person)
{
	if (person && !as_written)
		return SORT_PERSON;
	return by_cldr ? SORT_CLDR : SORT_DICTIONARY;
}

int
order_compare(const struct order_key *x, const struct order_key *y)
{
	int d = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	return d ? d : (x->n > y->n) - (x->n < y->n);
}
