/* SPDX-License-Identifier: MIT */
/*
 * shape: the layouts of form versions as the book remembers them, numbered in the order
 * they came.  Invariant: a row of shapes is never changed, so a shape read once holds as
 * long as the book is open, whoever else adds new ones.
 */
#include <stdio.h>
#include <string.h>

#include "core/book_int.h"

/* A form as a shape; ids are shared with the form. */
static void
shape_of_form(struct arena *a, const struct form *f, struct shape *s)
{
	const struct field *field;
	int i;

	memset(s, 0, sizeof *s);
	s->form = f->id;
	s->version = f->version;
	s->ncells = f->ncells;
	s->cell = arena_alloc(a, ((size_t)f->ncells + 1) * sizeof *s->cell);
	s->type = arena_alloc(a, (size_t)f->ncells + 1);
	for (i = 0; i < f->ncells; i++) {
		field = f->cell[i].field;
		s->cell[i] = f->cell[i].id;
		s->type[i] = (uint8_t)((unsigned)field->type | (field->sensitive ? SHAPE_SENSITIVE : 0u) |
		    (field->strict ? SHAPE_STRICT : 0u));
	}
	s->schema = f;
}

static bool
same_cells(const struct shape *x, const struct shape *y)
{
	int i;

	if (x->ncells != y->ncells || x->version != y->version)
		return false;
	for (i = 0; i < x->ncells; i++)
		if (x->type[i] != y->type[i] || strcmp(x->cell[i], y->cell[i]) != 0)
			return false;
	return true;
}

/* Names the installed form when it is laid out just so. */
static void
shape_link(struct book *b, struct arena *scratch, struct shape *s)
{
	const struct form *f = b->schema ? schema_form(b->schema, s->form) : NULL;
	struct shape now;

	if (f == NULL)
		return;
	shape_of_form(scratch, f, &now);
	if (same_cells(&now, s))
		s->schema = f;
}

static void
shape_keep(struct book *b, struct shape *s)
{
	struct shape **grown;
	int n = b->nshapes;

	if ((int)s->no > n) {
		n = (int)s->no + 15;
		grown = arena_alloc(b->a, (size_t)n * sizeof *grown);
		if (b->nshapes)
			memcpy(grown, b->shape, (size_t)b->nshapes * sizeof *grown);
		b->shape = grown;
		b->nshapes = n;
	}
	b->shape[s->no - 1] = s;
}

struct shape_ask {
	struct book *b;
	unsigned no;
	struct shape *got;
};

static int
shape_read(void *arg, struct txn *t, struct err *e)
{
	struct shape_ask *q = arg;
	struct arena *scratch;
	char name[16];
	const void *v;
	size_t n;

	snprintf(name, sizeof name, "s:%05u", q->no);
	if (meta_get(t, name, &v, &n, e))
		return -1;
	q->got = shape_decode(q->b->a, v, n);
	if (q->got == NULL)
		return -1;
	q->got->no = q->no;
	scratch = arena_new();
	shape_link(q->b, scratch, q->got);
	arena_free(scratch);
	shape_keep(q->b, q->got);
	return 0;
}

const struct shape *
book_shape_no(struct book *b, unsigned no)
{
	struct shape_ask q = { b, no, NULL };
	struct err e;

	book_refresh(b);
	if (no == 0 || no > SHAPE_MAX)
		return NULL;
	if ((int)no <= b->nshapes && b->shape[no - 1])
		return b->shape[no - 1];
	return book_visit(b, shape_read, &q, &e) ? NULL : q.got;
}

const struct shape *
book_shape_of(void *arg, unsigned no)
{
	struct book *b = arg;

	book_refresh(b);
	if (no > 0 && (int)no <= b->nshapes && b->shape[no - 1])
		return b->shape[no - 1];
	return book_shape_no(b, no);
}

const struct shape *
shape_intern(struct book *b, struct txn *t, const struct shape *like, struct err *e)
{
	const struct shape *s;
	char hash[SHAPE_NAME];
	unsigned no;
	int r;

	shape_name(like, hash);
	r = number_get(t, hash, &no, e);
	if (r == 0 && no == 0)
		r = shape_add(t, like, hash, &no, e);
	if (r)
		return NULL;
	s = book_shape_no(b, no);
	if (s == NULL)
		err_set(e, E_DAMAGE, _("The book has lost the layout of form %s; run `soxa verify`"),
		    like->form);
	return s;
}

struct intern_ask {
	struct book *b;
	const struct shape *like;
	const struct shape *got;
	bool known_only;
};

static int
intern(void *arg, struct txn *t, struct err *e)
{
	struct intern_ask *q = arg;
	char hash[SHAPE_NAME];
	unsigned no;

	if (!q->known_only) {
		q->got = shape_intern(q->b, t, q->like, e);
		return q->got ? 0 : -1;
	}
	shape_name(q->like, hash);
	if (number_get(t, hash, &no, e))
		return -1;
	q->got = no ? book_shape_no(q->b, no) : NULL;
	return 0;
}

const struct shape *
book_shape(struct book *b, const struct form *f, struct err *e)
{
	struct intern_ask q = { b, NULL, NULL, true };
	struct known *grown;
	struct shape like;
	int i, r;

	book_refresh(b);
	for (i = 0; i < b->nknown; i++)
		if (b->known[i].form == f)
			return b->known[i].shape;
	shape_of_form(b->a, f, &like);
	q.like = &like;
	r = book_visit(b, intern, &q, e);
	if (r == 0 && q.got == NULL) {
		q.known_only = false;
		r = store_txn(b->store, intern, &q, e);
	}
	if (r)
		return NULL;
	grown = arena_alloc(b->a, ((size_t)b->nknown + 1) * sizeof *grown);
	if (b->nknown)
		memcpy(grown, b->known, (size_t)b->nknown * sizeof *grown);
	grown[b->nknown].form = f;
	grown[b->nknown++].shape = q.got;
	b->known = grown;
	return q.got;
}

const struct shape *
book_shape_as(struct book *b, const struct form *f, int version, struct err *e)
{
	struct intern_ask q = { .b = b };
	struct arena *a = arena_new();
	struct shape like;
	int r;

	shape_of_form(a, f, &like);
	like.version = version;
	q.like = &like;
	r = store_txn(b->store, intern, &q, e);
	arena_free(a);
	return r ? NULL : q.got;
}

const struct shape *
shape_intern_form(struct book *b, struct txn *t, const struct form *f, struct err *e)
{
	struct arena *a = arena_new();
	const struct shape *s;
	struct shape like;

	shape_of_form(a, f, &like);
	s = shape_intern(b, t, &like, e);
	arena_free(a);
	return s;
}

int
shape_moved(struct book *b, struct txn *t, const struct form *f, unsigned *formno, struct err *e)
{
	struct arena *a = arena_new();
	struct intern_ask q = { .b = b, .known_only = true };
	struct shape like;
	char name[ID_MAX + 8];
	int r;

	shape_of_form(a, f, &like);
	q.like = &like;
	snprintf(name, sizeof name, "f:%.*s", ID_MAX, f->id);
	r = number_get(t, name, formno, e);
	if (r == 0 && *formno)
		r = intern(&q, t, e);
	arena_free(a);
	if (q.got)
		*formno = 0;
	return r;
}

struct formno_ask {
	const char *form;
	unsigned no;
};

static int
formno_get(void *arg, struct txn *t, struct err *e)
{
	struct formno_ask *q = arg;
	char name[ID_MAX + 8];

	snprintf(name, sizeof name, "f:%.*s", ID_MAX, q->form);
	return number_get(t, name, &q->no, e);
}

int
book_formno(struct book *b, const char *form, unsigned *no, struct err *e)
{
	struct formno_ask q = { form, 0 };
	int i;

	book_refresh(b);
	for (i = 0; i < b->nshapes; i++)
		if (b->shape[i] && strcmp(b->shape[i]->form, form) == 0) {
			*no = b->shape[i]->formno;
			return 0;
		}
	if (book_visit(b, formno_get, &q, e))
		return -1;
	*no = q.no;
	return 0;
}
