/* SPDX-License-Identifier: MIT */
/*
 * today: the tail of the change log since midnight.  Papers come late, so what a clerk did
 * today is told by the clock of the changes and not by the days written on the papers.
 * Invariant: the records are in order of their ids, which is the order of keying.
 */
#include "tui/today.h"

#include <string.h>

#include "core/date.h"

/* Changes looked through at most: a day's keying is a few hundred, a file of 100,000 lines is no keying. */
enum { TODAY_MAX = 4000 };

struct tail { struct arena *a; struct keyed *k; int n; };

static void
add(struct tail *t, const struct change *c)
{

	t->k = arena_room(t->a, t->k, (size_t)t->n, sizeof *t->k);
	t->k[t->n++] = (struct keyed){ c->rec, arena_strdup(t->a, c->shape->form), false };
}

static struct keyed *
find(struct tail *t, rid rec)
{
	int low = 0, high = t->n, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (t->k[mid].rec < rec)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->n && t->k[low].rec == rec ? &t->k[low] : NULL;
}

static int
take(void *arg, struct change *c, struct err *e)
{
	struct tail *t = arg;
	struct keyed *k;

	(void)e;
	if (c->kind == CH_CREATE)
		add(t, c);
	else if ((c->kind == CH_REMOVE || c->kind == CH_RESTORE) && (k = find(t, c->rec)) != NULL)
		k->removed = c->kind == CH_REMOVE;
	return 0;
}

int
today_keyed(struct book *b, struct arena *a, struct keyed **out, struct err *e)
{
	struct arena *scratch = arena_new();
	struct tail t = { .a = a };
	uint8_t link[HASH_BYTES];
	uint64_t before, head;
	int r = -1;

	if (book_before(b, date_begins(date_today()), &before, e) == 0 &&
	    book_head(b, book_info(b)->self, &head, link, e) == 0) {
		if (head - before > TODAY_MAX)
			before = head - TODAY_MAX;
		r = book_changes(b, scratch, book_info(b)->self, before, head, take, &t, e);
	}
	arena_free(scratch);
	*out = t.k;
	return r == 0 ? t.n : -1;
}

int
today_count(const struct keyed *k, int n, const char *form)
{
	int i, count = 0;

	for (i = 0; i < n; i++)
		count += !k[i].removed && (!form || strcmp(k[i].form, form) == 0);
	return count;
}

struct tally { int n, max; };

static int
count_one(void *arg, struct record *r, struct err *e)
{
	struct tally *t = arg;

	(void)r;
	(void)e;
	return ++t->n >= t->max; /* ends the query */
}

int
today_all(struct book *b, const struct form *f, const char *unit, int max, int *count, struct err *e)
{
	struct query q = { .form = f, .unit = unit, .from = DATE_NONE, .to = DATE_NONE };
	struct arena *a = arena_new();
	struct tally t = { 0, max };
	int r = book_query(b, a, &q, count_one, &t, e);

	arena_free(a);
	*count = t.n;
	return r != 0 && t.n < max ? -1 : 0;
}
