/* SPDX-License-Identifier: MIT */
/*
 * find: records by natural key and by word.
 * Invariant: what an index names is a hint to read, never an answer about values.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/posting.h"
#include "core/tail.h"
#include "core/text.h"

enum { FIND_SLICE = 20000 };

/* Ids that bear a head beginning so. */
struct ids_walk {
	struct arena *a;
	enum table tb;
	struct buf prefix, from;
	rid *id;
	size_t n, cap, max, slice;
	bool more;
	struct posting row;
};

static void
ids_add(struct ids_walk *w, const rid *id, size_t n)
{
	rid *grown;

	while (w->n + n > w->cap) {
		w->cap = w->cap ? 2 * w->cap : 64;
		grown = arena_alloc(w->a, w->cap * sizeof *grown);
		if (w->n)
			memcpy(grown, w->id, w->n * sizeof *grown);
		w->id = grown;
	}
	memcpy(w->id + w->n, id, n * sizeof *id);
	w->n += n;
}

static int
id_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct ids_walk *w = arg;

	if (kn < w->prefix.n || memcmp(k, w->prefix.p, w->prefix.n) != 0)
		return 1;
	if (posting_read(&w->row, k, kn, v, vn, e))
		return -1;
	ids_add(w, w->row.id, (size_t)w->row.n);
	if (w->n >= w->max)
		return 1;
	w->slice += (size_t)w->row.n;
	if (w->slice < FIND_SLICE)
		return 0;
	w->from.n = 0;
	buf_put(&w->from, k, kn);
	buf_u8(&w->from, 0);
	w->more = true;
	return 1;
}

static int
ids_slice(void *arg, struct txn *t, struct err *e)
{
	struct ids_walk *w = arg;

	w->more = false;
	w->slice = 0;
	return txn_walk(t, w->tb, w->from.p, w->from.n, WALK_ALL, id_row, w, e);
}

static int
ids_read(struct book *b, struct ids_walk *w, struct err *e)
{
	int r;

	buf_put(&w->from, w->prefix.p, w->prefix.n);
	do
		r = book_visit(b, ids_slice, w, e);
	while (r == 0 && w->more);
	buf_free(&w->from);
	return r;
}

/* Words that are in no block yet. */
static int
tail_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct ids_walk *w = arg;
	const uint8_t *next = v, *end = next + vn, *head;
	size_t n;
	rid id;

	(void)e;
	if (!tail_is(k, kn))
		return 1;
	while ((head = tail_head(&next, end, &n)) != NULL)
		if (n >= w->prefix.n && memcmp(head, w->prefix.p, w->prefix.n) == 0) {
			id = tail_id(k);
			ids_add(w, &id, 1);
			break;
		}
	return 0;
}

static int
tail_read(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_WORDS, "", 1, WALK_PREFIX, tail_row, arg, e);
}

int
book_by_key(struct book *b, const struct form *f, const char *unit, const struct value *v,
    rid *out, int max, struct err *e)
{
	struct ids_walk w = { .tb = TB_KEY, .max = (size_t)max };
	uint8_t hash[KEYHASH];
	unsigned formno;
	int n = -1;

	if (book_formno(b, f->id, &formno, e))
		return -1;
	if (max <= 0 || formno == 0 || !index_keyhash(f, unit ? unit : b->info.unit, v, hash))
		return 0;
	w.a = arena_new();
	buf_u16(&w.prefix, (uint16_t)formno);
	buf_put(&w.prefix, hash, KEYHASH);
	if (ids_read(b, &w, e) == 0) {
		n = w.n < (size_t)max ? (int)w.n : max;
		if (n)
			memcpy(out, w.id, (size_t)n * sizeof *out);
	}
	buf_free(&w.prefix);
	arena_free(w.a);
	return n;
}

static int
by_id(const void *x, const void *y)
{
	rid p = *(const rid *)x, q = *(const rid *)y;

	return (p > q) - (p < q);
}

static size_t
sort_once(rid *id, size_t n)
{
	size_t i, m = 0;

	if (n)
		qsort(id, n, sizeof *id, by_id);
	for (i = 0; i < n; i++)
		if (m == 0 || id[m - 1] != id[i])
			id[m++] = id[i];
	return m;
}

/* Keeps in x what is also in y; both sorted. */
static size_t
keep_both(rid *x, size_t n, const rid *y, size_t m)
{
	size_t i, j = 0, k = 0;

	for (i = 0; i < n; i++) {
		while (j < m && y[j] < x[i])
			j++;
		if (j < m && y[j] == x[i])
			x[k++] = x[i];
	}
	return k;
}

/* A word of the query in the ways it may be written. */
enum { WAYS = 16 };
struct ways {
	int n;
	char *word[WAYS];
};

/* Whether byte i of a folded word may be i as well as y; as text_match has it. */
static bool
either_way(const char *w, size_t i)
{
	if (i == 0 || (w[i] != 'i' && w[i] != 'y'))
		return false;
	if (w[i - 1] == 'u')
		return i > 1 && w[i - 2] == 'q';
	return (unsigned char)w[i - 1] < 0x80 && !strchr("aeioyu0123456789", w[i - 1]);
}

static void
ways_of(struct arena *a, const char *word, size_t len, struct ways *out)
{
	size_t i;
	int k, n;

	out->word[0] = arena_dup(a, word, len);
	out->n = 1;
	for (i = 0; i < len && 2 * out->n <= WAYS; i++) {
		if (!either_way(word, i))
			continue;
		for (k = 0, n = out->n; k < n; k++) {
			char *other = arena_strdup(a, out->word[k]);

			other[i] = other[i] == 'i' ? 'y' : 'i';
			out->word[out->n++] = other;
		}
	}
}

/* Ids of what holds a word that begins so, in any of its ways. */
static int
ids_of(struct book *b, struct arena *a, const struct ways *ways, rid **out, size_t *n, struct err *e)
{
	struct ids_walk w = { .a = a, .tb = TB_WORDS, .max = SIZE_MAX };
	int i, r = 0;

	for (i = 0; i < ways->n && r == 0; i++) {
		w.prefix.n = 0;
		buf_put(&w.prefix, ways->word[i], strlen(ways->word[i]));
		/* the tail first: what moves meanwhile is met twice, never missed */
		r = book_visit(b, tail_read, &w, e) || ids_read(b, &w, e) ? -1 : 0;
	}
	buf_free(&w.prefix);
	*n = sort_once(w.id, w.n);
	*out = w.id;
	return r;
}

int
book_find(struct book *b, struct arena *a, const char *query, rid **out, struct err *e)
{
	const char *s = text_fold(a, query), *word;
	rid *all = NULL, *id;
	size_t n = 0, m, len;
	bool first = true;
	struct ways ways;

	*out = NULL;
	while ((first || n > 0) && (word = index_word(&s, &len)) != NULL) {
		ways_of(a, word, len, &ways);
		if (ids_of(b, a, &ways, &id, &m, e))
			return -1;
		n = first ? m : keep_both(all, n, id, m);
		all = first ? id : all;
		first = false;
	}
	*out = all;
	return (int)n;
}
