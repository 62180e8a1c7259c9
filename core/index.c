/* SPDX-License-Identifier: MIT */
/*
 * index: the rows by which records are found: natural key, unit and date, words.
 * Invariant: they follow from the record and its installed form alone, so a change of a
 * record writes exactly the difference, and verify can tell a wrong one.
 */
#include <string.h>

#include "core/book_int.h"
#include "core/code.h"
#include "core/date.h"
#include "core/text.h"

enum { WORD_MAX = 48 };

struct ixrow *
ixlist_add(struct arena *a, struct ixlist *list)
{
	struct ixrow *grown;

	if (list->a == NULL)
		list->a = a;
	if (list->n == list->cap) {
		list->cap = list->cap ? 2 * list->cap : 16;
		grown = arena_alloc(list->a, list->cap * sizeof *grown);
		if (list->n)
			memcpy(grown, list->row, list->n * sizeof *grown);
		list->row = grown;
	}
	return &list->row[list->n++];
}

/* A row of n bytes of head, to be filled by the caller. */
static uint8_t *
row_add(struct arena *a, struct ixlist *list, const struct ixrow *like, size_t n)
{
	struct ixrow *row = ixlist_add(a, list);
	uint8_t *k = arena_alloc(list->a, n);

	*row = *like;
	row->fresh = true;
	row->n = (uint32_t)n;
	row->k = k;
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

bool
index_searched(const struct field *f)
{
	if (f->sensitive)
		return false;
	return f->type == T_TEXT || f->type == T_MEMO || f->type == T_UNIT ||
	    (f->type == T_CODE && f->codes == NULL);
}

static void
word_rows(struct arena *a, const char *text, rid id, struct ixlist *out)
{
	const char *s = text_fold(a, text), *w;
	const struct ixrow like = { .tb = TB_WORDS, .id = id };
	size_t n;

	while ((w = index_word(&s, &n)) != NULL)
		memcpy(row_add(a, out, &like, n + 1), w, n);
}

/* A unit is found by all its names. */
static void
unit_rows(struct book *b, struct arena *a, const char *text, rid id, struct ixlist *out)
{
	const struct unit *u = unit_parse(b->schema, text);
	const struct unit_name *name;
	int i, n = u ? unit_names(a, b->schema, u, &name) : 0;

	for (i = 0; i < n; i++)
		if (name[i].by != BY_PART)
			word_rows(a, name[i].text, id, out);
	word_rows(a, text, id, out);
}

static void
date_row(struct arena *a, const struct form *f, const struct record *r, const struct value *v,
    struct ixlist *out)
{
	size_t unit = strlen(r->unit);
	const struct ixrow like = { .tb = TB_DATE, .id = r->id };
	uint8_t *k = row_add(a, out, &like, 2 + unit + 1 + KEY_DAY);

	key_u16(k, r->shape->formno);
	memcpy(k + 2, r->unit, unit);
	key_day(k + 2 + unit + 1, form_day(f, v));
}

void
index_rows(struct book *b, struct arena *a, const struct record *r, struct ixlist *out)
{
	const struct form *f = r->shape->schema ? r->shape->schema : schema_form(b->schema,
	    r->shape->form);
	const struct ixrow like = { .tb = TB_KEY, .id = r->id };
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
		k = row_add(a, out, &like, 2 + KEYHASH);
		key_u16(k, r->shape->formno);
		memcpy(k + 2, hash, KEYHASH);
	}
	for (i = 0; i < f->ncells; i++) {
		if (v[i].kind != V_TEXT || !index_searched(f->cell[i].field))
			continue;
		if (f->cell[i].field->type == T_UNIT)
			unit_rows(b, a, v[i].s, r->id, out);
		else
			word_rows(a, v[i].s, r->id, out);
	}
}

void
index_all_words(struct book *b, struct arena *a, const struct record *r, struct ixlist *out)
{
	int i;

	for (i = 0; i < r->shape->ncells; i++)
		if (r->v[i].kind == V_TEXT)
			unit_rows(b, a, r->v[i].s, r->id, out); /* any text may have been a unit */
}

bool
ixrow_same(const struct ixrow *x, const struct ixrow *y)
{
	return x->tb == y->tb && x->n == y->n && memcmp(x->k, y->k, x->n) == 0;
}

bool
ixlist_has(const struct ixlist *list, const struct ixrow *row)
{
	uint32_t i;

	for (i = 0; i < list->n; i++)
		if (ixrow_same(&list->row[i], row))
			return true;
	return false;
}

void
index_diff(struct arena *a, const struct ixlist *before, const struct ixlist *after,
    struct ixlist *out)
{
	struct ixrow *row;
	uint32_t i;

	for (i = 0; i < before->n; i++)
		if (!ixlist_has(after, &before->row[i])) {
			row = ixlist_add(a, out);
			*row = before->row[i];
			row->del = true;
			row->fresh = false;
		}
	for (i = 0; i < after->n; i++)
		if (!ixlist_has(before, &after->row[i])) {
			row = ixlist_add(a, out);
			*row = after->row[i];
			row->fresh = before->n == 0;
		}
}
