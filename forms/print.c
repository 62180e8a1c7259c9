/* SPDX-License-Identifier: MIT */
/*
 * print: what a hash of a form is taken of.  Invariant: two files print alike exactly
 * when they say the same; the order of fields, rules and values is part of that.
 */
#include "forms/print.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/keys.h"

/* By hand and not by format: every start of the program prints every form. */
static void
put(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

/* A value can hold no control letter, so a line feed ends it. */
static void
put_item(struct buf *b, const struct item *it)
{
	int i;

	put(b, it->name);
	put(b, " =");
	for (i = 0; i < it->nvalues; i++) {
		put(b, " ");
		put(b, it->value[i]);
		put(b, "\n");
	}
	put(b, ".\n");
}

static void
put_sect(struct buf *b, const struct sect *s, const struct grammar *of)
{
	const struct item *it;
	int i, j;

	put(b, s->kind);
	put(b, " ");
	put(b, s->title);
	put(b, " {\n");
	for (i = 0; i < of->nattrs; i++) {
		it = sect_item(s, of->attr[i].name);
		if (it)
			put_item(b, it);
	}
	for (j = 0; j < of->nsubs; j++)
		for (i = 0; i < s->nsects; i++)
			if (strcmp(s->sect[i].kind, of->sub[j]->kind) == 0)
				put_sect(b, &s->sect[i], of->sub[j]);
	put(b, "}\n");
}

const char *
print_sect(struct arena *a, const struct sect *s, const struct grammar *of)
{
	struct buf b = { 0 };
	const char *text;

	put_sect(&b, s, of);
	text = arena_dup(a, b.p, b.n);
	buf_free(&b);
	return text;
}

static int
by_text(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

void
print_hashes(struct build *b)
{
	const char **text = arena_alloc(b->a, (size_t)b->nsources * sizeof *text + 1);
	struct buf all = { 0 };
	int i, j, n = 0;

	for (i = 0; i < b->nsources; i++)
		if (!b->source[i].dropped)
			text[n++] = b->source[i].text;
	for (i = 0; i < b->nsources; i++)
		for (j = 0; !b->source[i].dropped && j < b->s->nforms; j++)
			if (b->s->form[j]->file == b->source[i].g.file)
				hash_bytes(b->source[i].text, strlen(b->source[i].text),
				    b->s->form[j]->hash);
	qsort(text, (size_t)n, sizeof *text, by_text);
	for (i = 0; i < n; i++)
		buf_put(&all, text[i], strlen(text[i]) + 1);
	hash_bytes(all.p, all.n, b->s->hash);
	buf_free(&all);
}
