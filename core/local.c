/* SPDX-License-Identifier: MIT */
/*
 * local: the values an open list of the office has seen, in the fields that use it.  Invariant: a
 * value is there once, as it was written first.
 */
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"

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
	struct skim_cell *c;    /* of the record at hand, those before it too */
};

static int
local_row(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	struct local_scan *q = arg;
	const struct skim_cell *c;

	(void)id;
	if (head->status == ST_REMOVED || head->status == ST_ERASED)
		return 0;
	if (q->shape != head->shape) {
		q->shape = head->shape;
		q->at = shape_cell(q->shape, q->cell);
		q->c = arena_alloc(q->texts->a, ((size_t)q->shape->ncells + 1) * sizeof *q->c);
	}
	if (q->at < 0)
		return 0;
	if (record_skim_cells(rd, head, q->at + 1, q->c))
		return err_set(e, E_DAMAGE, _("a stored record cannot be read; run `soxa verify`"));
	c = &q->c[q->at];
	if (c->kind == V_TEXT && c->len)
		texts_add(q->texts, c->s, c->len);
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
