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

/* The words of a query. */
struct query {
	struct word *token;
	int n;
};

static struct query
query_of(struct arena *a, const char *s)
{
	struct query q = { NULL, 0 };
	struct word w = { .at = -1 }, *grown;
	int cap = 0;

	while (next_word(&s, &w)) {
		if (q.n == cap) {
			cap = cap ? 4 * cap : 8;
			grown = arena_alloc(a, (size_t)cap * sizeof *grown);
			if (q.n)
				memcpy(grown, q.token, (size_t)q.n * sizeof *grown);
			q.token = grown;
		}
		q.token[q.n++] = w;
	}
	return q;
}

/*
 * The best way to lay tokens from to last over the words of text, in order.  best[i] is what
 * i tokens laid so far are worth when none of them fits worse than the level; a word takes
 * one more token of what the words before it left.
 */
static int
run_fit(struct arena *a, const struct query *q, int from, int last, const char *text)
{
	int n = last - from, level, i, worth, *best = arena_alloc(a, (size_t)(FIT_EXACT + 1) *
	    (size_t)(n + 1) * sizeof *best);
	struct word w = { .at = -1 };

	for (level = FIT_VARIANT; level <= FIT_EXACT; level++)
		best[level * (n + 1)] = 1;
	while (next_word(&text, &w))
		for (i = n - 1; i >= 0; i--) {
			const struct word *token = &q->token[from + i];
			int fit = (int)fit_of(token, &w);

			worth = 2 * (token->n == w.n) + (i == w.at);
			for (level = FIT_VARIANT; level <= fit; level++) {
				int *b = best + level * (n + 1) + i;

				if (b[0] && b[0] + worth > b[1])
					b[1] = b[0] + worth;
			}
		}
	for (level = FIT_EXACT; level > FIT_NONE; level--)
		if ((worth = best[level * (n + 1) + n]) != 0)
			return level * MATCH_LEVEL + (worth < MATCH_LEVEL ? worth : MATCH_LEVEL - 1);
	return 0;
}

int
text_match(struct arena *a, const char *query, const char *text)
{
	struct query q = query_of(a, letters_composed(a, query));

	return run_fit(a, &q, 0, q.n, letters_composed(a, text));
}

/* The texts of a thing, and which are taken by a run already. */
struct texts {
	const char *const *text;
	int n;
	bool *taken;
	int tries;              /* left: a query of many words is given up, not searched for ever */
};

/* The tokens from on, cut into the fewest runs, longest first; its worst level, 0 none. */
static int
runs_fit(struct arena *a, const struct query *q, int from, struct texts *t)
{
	int last, i, rank, rest;

	if (from == q->n)
		return FIT_EXACT * MATCH_LEVEL;
	for (last = q->n; last > from; last--)
		for (i = 0; i < t->n; i++) {
			if (t->taken[i] || t->tries-- <= 0)
				continue;
			rank = run_fit(a, q, from, last, t->text[i]);
			if (rank == 0)
				continue;
			t->taken[i] = true;
			rest = runs_fit(a, q, last, t);
			t->taken[i] = false;
			if (rest)
				return rank < rest ? rank : rest;
		}
	return 0;
}

int
text_match_all(struct arena *a, const char *query, const char *const *text, int n)
{
	struct query q = query_of(a, letters_composed(a, query));
	const char **whole = arena_alloc(a, (size_t)(n + 1) * sizeof *whole);
	struct texts t = { whole, n, arena_alloc(a, (size_t)n + 1), 4000 };
	int i, rank, best = 0;

	if (q.n == 0)
		return FIT_EXACT * MATCH_LEVEL;
	for (i = 0; i < n; i++) {
		whole[i] = letters_composed(a, text[i]);
		rank = run_fit(a, &q, 0, q.n, whole[i]);
		if (rank > best)
			best = rank;
	}
	return best || q.n == 1 ? best : runs_fit(a, &q, 0, &t) / 4;
}
