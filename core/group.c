/* SPDX-License-Identifier: MIT */
/*
 * group: see group.h.  Invariant: at least half of the slots are free, so a search ends.
 */
#include "core/group.h"

#include <string.h>

static uint32_t
hash_ids(const uint32_t *id, int n)
{
	uint64_t h = 0;

	while (n-- > 0)
		h = (h ^ id[n]) * 0x9E3779B97F4A7C15u;
	return (uint32_t)(h >> 32);
}

void
group_init(struct groups *x, struct group *g)
{
	size_t n = (size_t)x->nsums + 1;

	g->sum = arena_alloc(x->a, n * sizeof *g->sum);
	g->na = arena_alloc(x->a, n * sizeof *g->na);
	g->unknown = arena_alloc(x->a, n * sizeof *g->unknown);
}

static void
grow(struct groups *x)
{
	struct group *bigger;
	uint32_t i, at;

	x->cap = x->cap ? x->cap * 2 : 256;
	bigger = arena_alloc(x->a, x->cap * sizeof *bigger);
	if (x->n)
		memcpy(bigger, x->group, x->n * sizeof *bigger);
	x->group = bigger;
	x->nslots = x->cap * 2;
	x->slot = arena_alloc(x->a, x->nslots * sizeof *x->slot);
	for (i = 0; i < x->n; i++) {
		for (at = hash_ids(x->group[i].id, x->nids); x->slot[at & (x->nslots - 1)]; at++)
			;
		x->slot[at & (x->nslots - 1)] = i + 1;
	}
}

struct group *
group_of(struct groups *x, const uint32_t *id)
{
	uint32_t at, i;
	int k;

	if (x->n == x->cap)
		grow(x);
	for (at = hash_ids(id, x->nids); (i = x->slot[at & (x->nslots - 1)]); at++) {
		for (k = 0; k < x->nids && x->group[i - 1].id[k] == id[k]; k++)
			;
		if (k == x->nids)
			return &x->group[i - 1];
	}
	x->slot[at & (x->nslots - 1)] = x->n + 1;
	memcpy(x->group[x->n].id, id, (size_t)x->nids * sizeof *id);
	group_init(x, &x->group[x->n]);
	return &x->group[x->n++];
}

void
group_add(const struct groups *x, struct group *to, const struct group *g)
{
	int i;

	for (i = 0; i < x->nsums; i++) {
		sum_add(&to->sum[i], g->sum[i]);
		to->na[i] += g->na[i];
		to->unknown[i] += g->unknown[i];
	}
}
