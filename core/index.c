/* SPDX-License-Identifier: MIT */
/*
 * index: the rows by which records are found: natural key, unit and date, words.
 * Invariant: they follow from the record and its installed form alone, so a change of a
 * record writes exactly the difference, and verify can tell a wrong one.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"
#include "core/code.h"
#include "core/date.h"
#include "core/text.h"

enum { WORD_MAX = 48 };

static uint8_t *
row_add(struct arena *a, struct ixlist *list, enum table tb, size_t n)
{
	struct ixrow *grown;
	uint8_t *k = arena_alloc(a, n);

	if (list->n == list->cap) {
		list->cap = list->cap ? 2 * list->cap : 16;
		grown = arena_alloc(a, list->cap * sizeof *grown);
		if (list->n)
			memcpy(grown, list->row, list->n * sizeof *grown);
		list->row = grown;
	}
	list->row[list->n].tb = tb;
	list->row[list->n].del = false;
	list->row[list->n].seq = list->n;
	list->row[list->n].n = (uint32_t)n;
	list->row[list->n++].k = k;
	return k;
}

bool
index_keyhash(const struct form *f, const char *unit, const struct value *v, uint8_t out[KEYHASH])
{
	struct buf b = { NULL, 0, 0 };
	uint8_t hash[HASH_BYTES];
	bool filled = false;
	int i, j;

	buf_str(&b, unit);
	for (i = 0; i < f->nkeys; i++)
		for (j = 0; j < f->key[i]->ncells; j++) {
			const struct value *x = &v[f->key[i]->cell + j];

			filled |= x->kind != V_BLANK;
			code_value(&b, x);
		}
	if (filled) {
		hash_bytes(b.p, b.n, hash);
		memcpy(out, hash, KEYHASH);
	}
	buf_free(&b);
	return filled;
}

const char *
index_word(const char **s, size_t *n)
{
	const char *w = *s;

	while (*w == ' ')
		w++;
	*n = strcspn(w, " ");
	*s = w + *n;
	if (*n > WORD_MAX)
		*n = WORD_MAX;
	return *n ? w : NULL;
}

/* What is searched: text people wrote, not what is listed elsewhere or must not be found. */
static bool
has_words(const struct field *f)
{
	if (f->sensitive)
		return false;
	return f->type == T_TEXT || f->type == T_MEMO || (f->type == T_CODE && f->codes == NULL);
}

static void
word_rows(struct arena *a, const char *text, rid id, struct ixlist *out)
{
	const char *s = text_fold(a, text), *w;
	uint8_t *k;
	size_t n;

	while ((w = index_word(&s, &n)) != NULL) {
		k = row_add(a, out, TB_WORDS, n + 9);
		memcpy(k, w, n);
		key_u64(k + n + 1, id);
	}
}

static void
date_row(struct arena *a, const struct form *f, const struct record *r, const struct value *v,
    struct ixlist *out)
{
	const struct value *d = f->date ? &v[f->date->cell] : NULL;
	int64_t day = d && d->kind == V_INT ? d->n : DATE_NONE;
	size_t unit = strlen(r->unit);
	uint8_t *k = row_add(a, out, TB_DATE, 2 + unit + 1 + 4 + 8);
	uint32_t at = (uint32_t)(day + 2147483648LL);

	key_u16(k, r->shape->formno);
	memcpy(k + 2, r->unit, unit);
	k += 2 + unit + 1;
	key_u16(k, at >> 16);
	key_u16(k + 2, at & 0xFFFF);
	key_u64(k + 4, r->id);
}

void
index_rows(struct book *b, struct arena *a, const struct record *r, struct ixlist *out)
{
	const struct form *f = r->shape->schema ? r->shape->schema : schema_form(b->schema,
	    r->shape->form);
	const struct value *v;
	uint8_t hash[KEYHASH], *k;
	int i;

	if (f == NULL)
		return;
	v = f == r->shape->schema ? r->v : book_values(a, r, f);
	date_row(a, f, r, v, out);
	if (r->status == ST_REMOVED || r->status == ST_ERASED)
		return;
	if (index_keyhash(f, r->unit, v, hash)) {
		k = row_add(a, out, TB_KEY, 2 + KEYHASH + 8);
		key_u16(k, r->shape->formno);
		memcpy(k + 2, hash, KEYHASH);
		key_u64(k + 2 + KEYHASH, r->id);
	}
	for (i = 0; i < f->ncells; i++)
		if (v[i].kind == V_TEXT && has_words(f->cell[i].field))
			word_rows(a, v[i].s, r->id, out);
}

static int
same_place(const struct ixrow *x, const struct ixrow *y)
{
	int r;

	if (x->tb != y->tb)
		return x->tb < y->tb ? -1 : 1;
	r = memcmp(x->k, y->k, x->n < y->n ? x->n : y->n);
	if (r == 0 && x->n != y->n)
		r = x->n < y->n ? -1 : 1;
	return r;
}

int
index_order(const void *x, const void *y)
{
	const struct ixrow *p = x, *q = y;
	int r = same_place(p, q);

	return r ? r : (p->seq > q->seq) - (p->seq < q->seq);
}

static void
row_copy(struct arena *a, struct ixlist *out, const struct ixrow *row, bool del)
{
	memcpy(row_add(a, out, row->tb, row->n), row->k, row->n);
	out->row[out->n - 1].del = del;
}

static bool
row_in(const struct ixlist *list, const struct ixrow *row)
{
	uint32_t i;

	for (i = 0; i < list->n; i++)
		if (same_place(&list->row[i], row) == 0)
			return true;
	return false;
}

void
index_diff(struct arena *a, const struct ixlist *before, const struct ixlist *after,
    struct ixlist *out)
{
	uint32_t i;

	for (i = 0; i < before->n; i++)
		if (!row_in(after, &before->row[i]))
			row_copy(a, out, &before->row[i], true);
	for (i = 0; i < after->n; i++)
		if (!row_in(before, &after->row[i]))
			row_copy(a, out, &after->row[i], false);
}

int
index_write(struct txn *t, struct ixlist *list, struct err *e)
{
	const struct ixrow *row;
	uint32_t i;

	qsort(list->row, list->n, sizeof *list->row, index_order);
	for (i = 0; i < list->n; i++) {
		row = &list->row[i];
		if (i + 1 < list->n && same_place(row, &list->row[i + 1]) == 0)
			continue; /* the later word on the same row holds */
		if (row->del ? txn_del(t, row->tb, row->k, row->n, e) < 0
		    : txn_put(t, row->tb, row->k, row->n, "", 0, e) < 0)
			return -1;
	}
	return 0;
}
