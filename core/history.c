/* SPDX-License-Identifier: MIT */
/*
 * history: the changes of a record, found without an index: a record's vector names its
 * last changes, and each change names those before it.  Invariant: a change comes after
 * all that it has seen; among those free to come, the smallest (clock, id) is first, so
 * every book tells the same story.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"

struct story {
	struct arena *a;
	struct change **c;
	int n;
};

static bool
story_has(const struct story *s, rid id)
{
	int i;

	for (i = 0; i < s->n; i++)
		if (s->c[i]->id == id)
			return true;
	return false;
}

static void
story_add(struct story *s, struct change *c)
{

	s->c = arena_room(s->a, s->c, (size_t)s->n, sizeof *s->c);
	s->c[s->n++] = c;
}

/* Reads what v names and is not in s yet; a change that is not here yet is passed over. */
static int
story_read(struct story *s, struct book *b, struct txn *t, const struct vv *v, rid rec,
    struct err *e)
{
	struct change *c;
	int i, r;
	rid id;

	for (i = 0; i < v->n; i++) {
		id = rid_make(v->item[i].node, v->item[i].counter);
		if (story_has(s, id))
			continue;
		r = change_read(b, t, s->a, id, &c, e);
		if (r < 0)
			return -1;
		if (r == 0 && c->rec == rec)
			story_add(s, c);
	}
	return 0;
}

/* Whether x has seen c. */
static bool
has_seen(const struct change *x, const struct change *c)
{
	return vv_get(&x->seen, rid_node(c->id)) >= rid_counter(c->id);
}

static bool
is_free(const struct story *s, int from, const struct change *x)
{
	int i;

	for (i = from; i < s->n; i++)
		if (s->c[i] != x && has_seen(x, s->c[i]))
			return false;
	return true;
}

static bool
earlier(const struct change *x, const struct change *y)
{
	return x->clock != y->clock ? x->clock < y->clock : x->id < y->id;
}

static void
story_order(struct story *s)
{
	struct change *c;
	int i, j, best;

	for (i = 0; i < s->n; i++) {
		best = -1;
		for (j = i; j < s->n; j++)
			if (is_free(s, i, s->c[j]) && (best < 0 || earlier(s->c[j], s->c[best])))
				best = j;
		if (best < 0) /* damaged vectors that see each other: any order is as good */
			best = i;
		c = s->c[best];
		memmove(&s->c[i + 1], &s->c[i], (size_t)(best - i) * sizeof c);
		s->c[i] = c;
	}
}

int
history_read(struct book *b, struct txn *t, struct arena *a, const struct record *r,
    struct change ***out, int *n, struct err *e)
{
	struct story s = { .a = a };
	int i;

	if (story_read(&s, b, t, &r->vv, r->id, e))
		return -1;
	for (i = 0; i < s.n; i++)
		if (story_read(&s, b, t, &s.c[i]->seen, r->id, e))
			return -1;
	story_order(&s);
	*out = s.c;
	*n = s.n;
	return 0;
}

struct history_ask {
	struct book *b;
	struct arena *a;
	rid id;
	struct change **c;
	int n;
};

static int
history_of(void *arg, struct txn *t, struct err *e)
{
	struct history_ask *q = arg;
	uint8_t key[RECORD_KEY];
	struct record *rec;
	int r = record_find(q->b, t, q->id, key, e);

	if (r == 0)
		r = record_read(q->b, t, q->a, key, &rec, e);
	if (r > 0)
		return err_set(e, E_INPUT, _("there is no record %s"), book_id(q->b, q->a, q->id));
	return r ? -1 : history_read(q->b, t, q->a, rec, &q->c, &q->n, e);
}

struct change **
book_history(struct book *b, struct arena *a, rid id, int *n, struct err *e)
{
	struct history_ask q = { .b = b, .a = a, .id = id };

	if (book_visit(b, history_of, &q, e))
		return NULL;
	*n = q.n;
	return q.c;
}
