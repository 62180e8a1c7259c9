/* SPDX-License-Identifier: MIT */
/*
 * memo: a hash table of byte strings with chains.  Invariant: n counts what was put
 * since the last memo_forget, so that its memory can be bounded by who uses it.
 */
#include "core/memo.h"

#include <string.h>

struct memo_item {
	struct memo_item *next;
	const void *about;
	size_t n;
	const uint8_t *key;
	struct value answer;
};

void
memo_open(struct memo *m)
{
	memset(m, 0, sizeof *m);
	m->a = arena_new();
}

void
memo_close(struct memo *m)
{
	arena_free(m->a);
}

void
memo_forget(struct memo *m)
{
	arena_reset(m->a);
	memset(m->slot, 0, sizeof m->slot);
	m->n = 0;
}

void
memo_drop(struct memo *m, const void *about)
{
	struct memo_item **w;
	int i;

	for (i = 0; i < MEMO_SLOTS; i++)
		for (w = &m->slot[i]; *w;)
			if (!about || (*w)->about == about)
				*w = (*w)->next;
			else
				w = &(*w)->next;
}

static unsigned
slot_of(const struct buf *key)
{
	unsigned h = 2166136261u;
	size_t i;

	for (i = 0; i < key->n; i++)
		h = (h ^ key->p[i]) * 16777619u;
	return h % MEMO_SLOTS;
}

const struct value *
memo_get(const struct memo *m, const struct buf *key)
{
	const struct memo_item *w;

	for (w = m->slot[slot_of(key)]; w; w = w->next)
		if (w->n == key->n && memcmp(w->key, key->p, w->n) == 0)
			return &w->answer;
	return NULL;
}

void
memo_put(struct memo *m, const struct buf *key, const void *about, struct value answer)
{
	struct memo_item *w = arena_alloc(m->a, sizeof *w);
	unsigned slot = slot_of(key);

	w->next = m->slot[slot];
	w->about = about;
	w->n = key->n;
	w->key = arena_dup(m->a, key->p, key->n);
	w->answer = answer;
	m->slot[slot] = w;
	m->n++;
}
