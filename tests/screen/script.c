/* SPDX-License-Identifier: MIT */
/*
 * script: the reader of key scripts.  Invariant: a word that is no key and no order
 * fails with its line; nothing is guessed.
 */
#include "tests/screen/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct arena *a;
	const char *path;
	char *s;
	int line, n, cap;
	struct step *step;
};

static const struct { const char *word; enum step_kind kind; } orders[] = {
	{ ":shot", STEP_SHOT }, { ":wait", STEP_WAIT }, { ":paste", STEP_PASTE },
	{ ":size", STEP_SIZE }, { ":split", STEP_SPLIT }, { ":sleep", STEP_SLEEP },
	{ ":signal", STEP_SIGNAL }, { ":burst", STEP_BURST }, { ":count", STEP_COUNT },
	{ ":pace", STEP_PACE }, { ":other", STEP_OTHER },
	{ ":cut", STEP_CUT },
};

static void
blanks(struct reader *r)
{
	for (;; r->s++) {
		if (*r->s == '#')
			r->s += strcspn(r->s, "\n");
		if (*r->s == '\n')
			r->line++;
		if (!*r->s || !strchr(" \t\n", *r->s))
			return;
	}
}

/* A word, or a quoted text (then *quoted); NULL when a quote has no end. */
static char *
word(struct reader *r, int *quoted)
{
	char *out = arena_alloc(r->a, strlen(r->s) + 1);
	size_t n = 0;

	*quoted = *r->s == '"';
	if (!*quoted) {
		n = strcspn(r->s, " \t\n");
		memcpy(out, r->s, n);
		r->s += n;
		return out;
	}
	for (r->s++; *r->s && *r->s != '\n' && *r->s != '"'; r->s++) {
		if (*r->s == '\\' && r->s[1])
			out[n++] = *++r->s == 'n' ? '\n' : *r->s == 'e' ? 033 : *r->s;
		else
			out[n++] = *r->s;
	}
	return *r->s++ == '"' ? out : NULL;
}

static struct step *
add(struct reader *r)
{
	struct step *grown;

	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 256;
		grown = arena_alloc(r->a, (size_t)r->cap * sizeof *grown);
		if (r->n)
			memcpy(grown, r->step, (size_t)r->n * sizeof *grown);
		r->step = grown;
	}
	r->step[r->n].line = r->line;
	return &r->step[r->n++];
}

static int
bad(const struct reader *r, const char *what)
{
	fprintf(stderr, "%s:%d: %s\n", r->path, r->line, what);
	return -1;
}

static int
argument(struct reader *r, struct step *st)
{
	int quoted;
	char *w;

	blanks(r);
	w = word(r, &quoted);
	if (st->kind == STEP_SIZE)
		return w && sscanf(w, "%dx%d", &st->n, &st->m) == 2 ? 0 : bad(r, ":size wants ROWSxCOLS");
	if (st->kind == STEP_WAIT || st->kind == STEP_PASTE || st->kind == STEP_BURST ||
	    st->kind == STEP_COUNT || st->kind == STEP_OTHER) {
		st->text = w;
		return w && quoted ? 0 : bad(r, "a text in double quotes is wanted");
	}
	st->n = w ? atoi(w) : 0;
	return st->n > 0 || (w && *w == '0') ? 0 : bad(r, "a number is wanted");
}

static int
one(struct reader *r)
{
	struct step *st;
	int quoted;
	size_t i;
	char *w = word(r, &quoted);

	if (!w)
		return bad(r, "a text without its closing quote");
	st = add(r);
	st->text = w;
	st->kind = quoted ? STEP_TEXT : STEP_KEY;
	if (quoted)
		return 0;
	for (i = 0; i < sizeof orders / sizeof *orders; i++)
		if (strcmp(orders[i].word, w) == 0) {
			st->kind = orders[i].kind;
			return st->kind == STEP_SHOT ? 0 : argument(r, st);
		}
	return key_parse(w, &st->ev) == 0 ? 0 : bad(r, "no such key or order");
}

static char *
read_all(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "r");
	char *s = NULL, *copy = NULL;
	size_t size = 0;

	if (f && getdelim(&s, &size, 0, f) >= 0)
		copy = arena_strdup(a, s);
	else
		fprintf(stderr, "%s: cannot be read or is empty\n", path);
	if (f)
		fclose(f);
	free(s);
	return copy;
}

struct step *
script_read(struct arena *a, const char *path, int *n)
{
	struct reader r = { .a = a, .path = path, .line = 1 };

	r.s = read_all(a, path);
	if (!r.s)
		return NULL;
	for (blanks(&r); *r.s; blanks(&r))
		if (one(&r) != 0)
			return NULL;
	*n = r.n;
	return r.step;
}

const char *
script_burst(struct arena *a, const struct step *st)
{
	char *s = arena_strdup(a, st->text), *p;

	for (p = s; *p; p++)
		if (*p == '<')
			*p = 0x7F;
	return s;
}
