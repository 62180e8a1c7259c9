/* SPDX-License-Identifier: MIT */
/*
 * find: records by natural key and by word, and the values a local list has seen.
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

/* A growing set of texts. */
struct texts {
	struct arena *a;
	const char **list;
	int n, cap;
	const char **slot;      /* open addressing, twice cap slots */
};

static size_t
text_slot(const struct texts *t, const char *s, size_t len)
{
	size_t h = 1469598103u, i, mask = 2 * (size_t)t->cap - 1;

	for (i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	for (i = h & mask; t->slot[i]; i = (i + 1) & mask)
		if (strncmp(t->slot[i], s, len) == 0 && t->slot[i][len] == '\0')
			break;
	return i;
}

static void
texts_add(struct texts *t, const char *s, size_t len)
{
	const char **list;
	size_t at;
	int i;

	if (t->n == t->cap) {
		t->cap = t->cap ? 4 * t->cap : 64;
		list = arena_alloc(t->a, (size_t)t->cap * sizeof *list);
		t->slot = arena_alloc(t->a, 2 * (size_t)t->cap * sizeof *t->slot);
		for (i = 0; i < t->n; i++) {
			list[i] = t->list[i];
			t->slot[text_slot(t, list[i], strlen(list[i]))] = list[i];
		}
		t->list = list;
	}
	at = text_slot(t, s, len);
	if (t->slot[at] == NULL)
		t->list[t->n++] = t->slot[at] = arena_dup(t->a, s, len);
}

/* Gathers one cell of a form over all its records. */
struct local_scan {
	struct texts *texts;
	const char *cell;
	const struct shape *shape;
	int at;                 /* of cell in shape, -1 none */
};

static int
local_row(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	struct local_scan *q = arg;
	struct skim_cell c;

	(void)id;
	if (head->status == ST_REMOVED || head->status == ST_ERASED)
		return 0;
	if (q->shape != head->shape) {
		q->shape = head->shape;
		q->at = shape_cell(q->shape, q->cell);
	}
	if (q->at < 0)
		return 0;
	if (record_skim_cells(rd, head, &q->at, 1, &c))
		return err_set(e, E_DAMAGE, _("a stored record cannot be read; run `soxa verify`"));
	if (c.kind == V_TEXT && c.len)
		texts_add(q->texts, c.s, c.len);
	return 0;
}

static const struct form *
form_of(const struct schema *s, const struct field *f)
{
	int i;

	for (i = 0; i < s->nforms; i++)
		if (f >= s->form[i]->field && f < s->form[i]->field + s->form[i]->nfields)
			return s->form[i];
	return NULL;
}

int
book_local(struct book *b, struct arena *a, const struct field *f, const char ***out,
    struct err *e)
{
	const struct form *list = f->local ? schema_form(b->schema, f->local) : NULL;
	const struct form *form = form_of(b->schema, f);
	struct texts t = { .a = a };
	struct local_scan q = { .texts = &t };

	if (list && list->ncells) {
		q.cell = list->cell[list->nkeys ? list->key[0]->cell : 0].id;
		if (book_scan(b, list, local_row, &q, e))
			return -1;
	}
	q.shape = NULL;
	q.cell = f->id;
	if (form && book_scan(b, form, local_row, &q, e))
		return -1;
	*out = t.list;
	return t.n;
}
