/* SPDX-License-Identifier: MIT */
/*
 * match: search that forgives what was not typed (vietnamese.md, section 3.4).
 * Words are walked one at a time in buffers of their own, so a search over a long
 * list takes no memory.  Invariant: a mark or tone that was typed is never ignored.
 */
#include <string.h>

#include "core/letter.h"
#include "core/text.h"

enum { WORD_MAX = 64 };

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
		n = glyphs_of(c, g);
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

	query = letters_composed(a, query);
	text = letters_composed(a, text);
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
