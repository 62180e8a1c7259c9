/* SPDX-License-Identifier: MIT */
/*
 * vv: version vectors.  Invariant: items stand in rising order of their node and
 * no counter is 0, so two vectors are compared in one walk.
 */
#include "core/record.h"

enum vv_order
vv_compare(const struct vv *a, const struct vv *b)
{
	bool a_more = false, b_more = false;
	int i = 0, j = 0;

	while (i < a->n || j < b->n) {
		if (j == b->n || (i < a->n && a->item[i].node < b->item[j].node)) {
			a_more = true;
			i++;
		} else if (i == a->n || b->item[j].node < a->item[i].node) {
			b_more = true;
			j++;
		} else {
			a_more |= a->item[i].counter > b->item[j].counter;
			b_more |= b->item[j].counter > a->item[i].counter;
			i++;
			j++;
		}
	}
	if (a_more && b_more)
		return VV_CONCURRENT;
	if (b_more)
		return VV_NEWER;
	return a_more ? VV_OLDER : VV_EQUAL;
}

uint64_t
vv_get(const struct vv *v, unsigned node)
{
	int i;

	for (i = 0; i < v->n; i++)
		if (v->item[i].node == node)
			return v->item[i].counter;
	return 0;
}

struct vv
vv_with(struct arena *a, const struct vv *v, unsigned node, uint64_t counter)
{
	struct vv out;
	int i = 0;

	out.n = 0;
	out.item = arena_alloc(a, ((size_t)v->n + 1) * sizeof *out.item);
	for (; i < v->n && v->item[i].node < node; i++)
		out.item[out.n++] = v->item[i];
	out.item[out.n].node = node;
	out.item[out.n++].counter = counter;
	if (i < v->n && v->item[i].node == node)
		i++;
	for (; i < v->n; i++)
		out.item[out.n++] = v->item[i];
	return out;
}
