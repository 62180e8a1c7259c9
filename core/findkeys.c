/* SPDX-License-Identifier: MIT */
/*
 * findkeys: many natural keys looked up in one walk, for `add`, which asks for a thousand at once.
 * Invariant: the answers are those that book_by_key would give for each alone.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/posting.h"

/* One of many keys to be looked up. */
enum { KEY_HEAD = 2 + KEYHASH };
struct want {
	uint8_t head[KEY_HEAD];
	int i;                  /* its place among those asked */
};

struct keys_ask {
	struct want *want;      /* in the order of the index */
	int n, at;              /* at: the first that is not answered */
	int rows;               /* read so far */
	rid *out;
};

/* A row read on the way costs so much less than a key sought by itself. */
enum { WORTH = 64, FEW = 8 };

static int
by_head(const void *x, const void *y)
{
	return memcmp(((const struct want *)x)->head, ((const struct want *)y)->head, KEY_HEAD);
}

static int
key_alone(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct keys_ask *q = arg;

	(void)v;
	(void)vn;
	if (kn != KEY_HEAD + 8)
		return err_set(e, E_DAMAGE, _("An index row is damaged; run `soxa verify`"));
	q->out[q->want[q->at].i] = key_u64_of((const uint8_t *)k + KEY_HEAD);
	return 1;
}

/* Rows and keys side by side, until so many rows lie between two keys that it is not worth it. */
static int
key_beside(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct keys_ask *q = arg;
	int order = 0;

	for (; q->at < q->n; q->at++) {
		order = memcmp(q->want[q->at].head, k, kn < KEY_HEAD ? kn : KEY_HEAD);
		if (order > 0)
			break;
		if (order == 0 && key_alone(q, k, kn, v, vn, e) < 0)
			return -1;
	}
	return q->at == q->n || ++q->rows > WORTH * (q->at + FEW);
}

static int
keys_look(void *arg, struct txn *t, struct err *e)
{
	struct keys_ask *q = arg;

	if (q->n >= FEW && txn_walk(t, TB_KEY, q->want->head, KEY_HEAD, WALK_ALL, key_beside, q, e))
		return -1;
	if (q->rows <= WORTH * (q->at + FEW) && q->n >= FEW)
		return 0; /* the walk came to the end of the keys or of the rows */
	for (; q->at < q->n; q->at++)
		if (txn_walk(t, TB_KEY, q->want[q->at].head, KEY_HEAD, WALK_PREFIX, key_alone, q, e))
			return -1;
	return 0;
}

int
book_by_keys(struct book *b, const struct form *f, const char *unit, const struct value *const *v,
    int n, rid *out, struct err *e)
{
	struct keys_ask q = { .out = out };
	struct arena *a;
	unsigned formno;
	int i, r;

	memset(out, 0, (size_t)n * sizeof *out);
	if (book_formno(b, f->id, &formno, e))
		return -1;
	if (formno == 0)
		return 0;
	a = arena_new();
	q.want = arena_alloc(a, (size_t)n * sizeof *q.want + 1);
	for (i = 0; i < n; i++) {
		struct want *w = &q.want[q.n];

		key_u16(w->head, formno);
		w->i = i;
		q.n += index_keyhash(f, unit ? unit : b->info.unit, v[i], w->head + 2);
	}
	qsort(q.want, (size_t)q.n, sizeof *q.want, by_head);
	r = book_visit(b, keys_look, &q, e);
	arena_free(a);
	return r;
}
