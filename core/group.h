/* SPDX-License-Identifier: MIT */
/*
 * group: sums under keys.  A group is what records with the same numbers of their dimensions
 * (core/dim.h) add up to: for each measure a sum, and how many said '-' and '?'.
 */
#ifndef CORE_GROUP_H
#define CORE_GROUP_H

#include <stdint.h>

#include "core/arena.h"
#include "core/dim.h"

enum { GROUP_IDS = DIMS_MAX + 2 };

struct group {
	uint32_t id[GROUP_IDS];
	int64_t *sum;
	uint64_t *na, *unknown;
};

/* Begin with a, nids and nsums set, the rest zero. */
struct groups {
	struct arena *a;
	int nids, nsums;
	struct group *group;    /* in the order they were met */
	uint32_t n, cap, *slot, nslots;
};

/* The group of nids numbers, empty when it is new; valid until the next call. */
struct group *group_of(struct groups *x, const uint32_t *id);

/* Makes g a group of zeros that stands for itself. */
void group_init(struct groups *x, struct group *g);

/* Adds what g holds. */
void group_add(const struct groups *x, struct group *to, const struct group *g);

/* Adds; a sum stays at the edge rather than turn around (values of a hostile dump). */
static inline void
sum_add(int64_t *sum, int64_t n)
{
	if (__builtin_add_overflow(*sum, n, sum))
		*sum = n < 0 ? INT64_MIN : INT64_MAX;
}

#endif
