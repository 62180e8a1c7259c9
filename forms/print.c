/* SPDX-License-Identifier: MIT */
/*
 * print: what a hash of a form is taken of.  Invariant: two files print alike exactly
 * when they say the same; the order of fields, rules and values is part of that.
 */
#include "forms/print.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

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

void
print_sect(const struct sect *s, const struct grammar *of, uint8_t out[HASH_BYTES])
{
	struct buf b = { 0 };

	put_sect(&b, s, of);
	hash_bytes(b.p, b.n, out);
	buf_free(&b);
}

static int
by_hash(const void *x, const void *y)
{
	return memcmp(x, y, HASH_BYTES);
}

void
print_hashes(struct build *b)
{
	uint8_t(*all)[HASH_BYTES] = arena_alloc(b->a, (size_t)b->nsources * sizeof *all + 1);
	int i, j, n = 0;

	for (i = 0; i < b->nsources; i++) {
		const struct source *src = &b->source[i];

		if (src->dropped)
			continue;
		memcpy(all[n++], src->print, HASH_BYTES);
		for (j = 0; j < b->s->nforms; j++)
			if (b->s->form[j]->file == src->g.file)
				memcpy(b->s->form[j]->hash, src->print, HASH_BYTES);
	}
	qsort(all, (size_t)n, sizeof *all, by_hash);
	hash_bytes(all, (size_t)n * sizeof *all, b->s->hash);
}
