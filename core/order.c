/* SPDX-License-Identifier: MIT */
/*
 * order: the Vietnamese dictionary, and search that forgives missing marks
 * (vietnamese.md, section 3).  No locale takes part, so a book's indexes are the
 * same on every machine; SORT_FORMAT changes when a key would.  Invariant: the
 * tone belongs to the syllable, so hoà and hòa are the same everywhere here.
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/letter.h"
#include "core/text.h"

enum { GLYPHS = 8, WORD_MAX = 64 };

enum { W_CASE = 0x00, W_TONE = 0x01, W_SPACE = 0x02, W_OTHER = 0x03, W_DIGIT = 0x20, W_LETTER = 0x40 };

/* One letter or digit as order and search see it. */
struct glyph {
	uint32_t base;  /* small, without marks; not of ASCII for other scripts */
	char mark;      /* as in struct letter */
	enum tone tone;
	bool upper;
};

/* What a code point is besides n > 0 glyphs. */
enum { DROPPED = 0, BREAK = -1 };

/* A letter or digit beyond ASCII and Vietnamese: its small base letters. */
static int
split_foreign(uint32_t c, struct glyph g[GLYPHS])
{
	const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)c);
	utf8proc_int32_t parts[GLYPHS];
	int boundary = 0, i, n;

	if (p->category >= UTF8PROC_CATEGORY_MN && p->category <= UTF8PROC_CATEGORY_ME)
		return DROPPED;
	if (p->category < UTF8PROC_CATEGORY_LU || p->category > UTF8PROC_CATEGORY_NO)
		return BREAK;
	n = (int)utf8proc_decompose_char((utf8proc_int32_t)c, parts, GLYPHS,
	    UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundary);
	for (i = 0; i < n && i < GLYPHS; i++) {
		g[i].base = (uint32_t)parts[i];
		g[i].mark = '.';
		g[i].tone = TONE_NONE;
		g[i].upper = p->category == UTF8PROC_CATEGORY_LU;
	}
	return i;
}

static int
split(uint32_t c, struct glyph g[GLYPHS])
{
	struct letter l;

	if (letter_split(c, &l)) {
		g->base = (unsigned char)l.base;
		g->mark = l.mark;
		g->tone = l.tone;
		g->upper = l.upper;
		return 1;
	}
	if (c >= 0x80)
		return split_foreign(c, g);
	g->base = c;
	g->mark = '.';
	g->tone = TONE_NONE;
	g->upper = false;
	return c >= '0' && c <= '9' ? 1 : BREAK;
}

/* s itself, or its composed form when it holds combining marks; owned by a. */
static const char *
composed(struct arena *a, const char *s)
{
	const char *out = s, *p;
	utf8proc_uint8_t *nfc;

	for (p = s; *p; p++)
		if ((unsigned char)*p == 0xCC || (unsigned char)*p == 0xCD)
			break;
	if (!*p)
		return s;
	nfc = utf8proc_NFC((const utf8proc_uint8_t *)s);
	if (nfc) /* NULL for what is not UTF-8: then it is taken as it stands */
		out = arena_strdup(a, (const char *)nfc);
	free(nfc);
	return out;
}

const char *
text_fold(struct arena *a, const char *s)
{
	struct glyph g[GLYPHS];
	bool gap = false;
	char *out, *q;
	uint32_t c;
	int i, n;

	out = q = arena_alloc(a, 3 * strlen(s) + 1); /* no letter grows by more when taken apart */
	while ((c = text_next(&s))) {
		n = split(c, g);
		gap = gap || n == BREAK;
		if (n > 0 && gap && q > out)
			*q++ = ' ';
		gap = gap && n <= 0;
		for (i = 0; i < n; i++)
			q += text_put(q, g[i].base);
	}
	return out;
}

/* Sort keys */

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
		n = split(c, g);
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

const uint8_t *
text_sortkey(struct arena *a, const char *s, enum sort_mode mode, size_t *n)
{
	size_t size, tones;
	uint8_t *block;
	const char *end, *given;
	struct keys k = { .mode = mode };

	s = composed(a, s);
	end = s + strlen(s);
	size = 3 * (size_t)(end - s) + 4; /* a letter, its tone mark and tone in the worst case */
	block = arena_alloc(a, 3 * size);
	k.main = block;
	k.tones = block + size;
	k.cases = block + 2 * size;
	if (mode == SORT_PERSON) {
		given = given_name(s);
		add_text(&k, given, end);
		*k.main++ = W_CASE;
		add_text(&k, s, given);
	} else {
		add_text(&k, s, end);
	}
	if (mode == SORT_CLDR) {
		*k.main++ = W_TONE;
		tones = (size_t)(k.tones - (block + size));
		memmove(k.main, block + size, tones);
		k.main += tones;
		*k.main++ = W_TONE;
	} else {
		*k.main++ = W_CASE;
	}
	*n = (size_t)(k.main - block) + (size_t)(k.cases - (block + 2 * size));
	memmove(k.main, block + 2 * size, (size_t)(k.cases - (block + 2 * size)));
	return block;
}

/* Search */

struct word {
	int n;
	int at;         /* number of the word in its text */
	enum tone tone;
	struct glyph g[WORD_MAX];
};

/* The next run of letters and digits; what stands beyond WORD_MAX of them is not looked at. */
static bool
next_word(const char **s, struct word *w)
{
	struct glyph g[GLYPHS];
	uint32_t c;
	int i, n;

	w->n = 0;
	w->at++;
	w->tone = TONE_NONE;
	while ((c = text_next(s))) {
		n = split(c, g);
		if (n == BREAK && w->n > 0)
			return true;
		for (i = 0; i < n && w->n < WORD_MAX; i++) {
			if (g[i].tone)
				w->tone = g[i].tone;
			w->g[w->n++] = g[i];
		}
	}
	return w->n > 0;
}

/*
 * Whether a token that begins the word w leaves a tone out on purpose: "điên" is a word
 * typed in full with its marks, so it is not "điện"; "dien", "đien" and "điê" are.
 */
static bool
means_no_tone(const struct word *token, const struct word *w)
{
	bool marked = false;
	int i;

	if (token->tone || !w->tone || token->n != w->n)
		return false;
	for (i = 0; i < token->n; i++) {
		if (token->g[i].mark != w->g[i].mark)
			return false;
		marked = marked || token->g[i].mark != '.';
	}
	return marked;
}

/* Whether letter i of w comes after a consonant, where i and y are spelling variants. */
static bool
after_consonant(const struct word *w, int i)
{
	if (i == 0)
		return false;
	if (w->g[i - 1].base == 'u')
		return i > 1 && w->g[i - 2].base == 'q';
	return w->g[i - 1].base < 0x80 && !strchr("aeioyu0123456789", (int)w->g[i - 1].base);
}

/* How well a token of the query begins a word. */
enum fit { FIT_NONE, FIT_VARIANT, FIT_BLIND, FIT_EXACT };

static enum fit
fit_of(const struct word *token, const struct word *w)
{
	enum fit fit = token->tone == w->tone ? FIT_EXACT : FIT_BLIND;
	int i;

	if (token->n > w->n || (token->tone && token->tone != w->tone) || means_no_tone(token, w))
		return FIT_NONE;
	for (i = 0; i < token->n; i++) {
		const struct glyph *q = &token->g[i], *g = &w->g[i];

		if (q->base != g->base) {
			bool swapped = (q->base == 'i' && g->base == 'y') ||
			    (q->base == 'y' && g->base == 'i');

			if (!swapped || !after_consonant(w, i))
				return FIT_NONE;
			fit = FIT_VARIANT;
		}
		if (q->mark == g->mark)
			continue;
		if (q->mark != '.')
			return FIT_NONE;
		if (fit == FIT_EXACT)
			fit = FIT_BLIND;
	}
	return fit;
}

/* The best place of token in text: its fit, then whole words, then words in their place. */
static int
best_fit(const struct word *token, const char *text)
{
	struct word w = { .at = -1 };
	int best = 0;

	while (next_word(&text, &w)) {
		int rank = 4 * (int)fit_of(token, &w);

		if (rank == 0)
			continue;
		rank += 2 * (token->n == w.n) + (token->at == w.at);
		if (rank > best)
			best = rank;
	}
	return best;
}

int
text_match(struct arena *a, const char *query, const char *text)
{
	struct word token = { .at = -1 };
	int worst = FIT_EXACT, extra = 0, rank;

	query = composed(a, query);
	text = composed(a, text);
	while (next_word(&query, &token)) {
		rank = best_fit(&token, text);
		if (rank == 0)
			return 0;
		if (rank / 4 < worst)
			worst = rank / 4;
		extra += rank % 4;
	}
	return worst * 1024 + (extra < 1023 ? extra : 1023);
}
