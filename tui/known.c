/* SPDX-License-Identifier: MIT */
/*
 * known: codes an operator has keyed.  The book is read at the first question only, and no
 * further back than its last changes.  Invariant: a code once known stays so as long as the
 * view.
 */
#include "tui/known.h"

#include <string.h>


enum { CHANGES_MAX = 1000 };    /* a few days of one clerk, read in some milliseconds */

static bool
same(const char *word, const char *field, const char *code)
{
	size_t n = strlen(field);

	return strncmp(word, field, n) == 0 && word[n] == ' ' && strcmp(word + n + 1, code) == 0;
}

static bool
there(const struct known *k, const char *field, const char *code)
{
	int i;

	for (i = 0; i < k->n; i++)
		if (same(k->word[i], field, code))
			return true;
	return false;
}

static void
add(struct known *k, const struct field *f, const struct value *v)
{

	if (!f->codes || f->rows || v->kind != V_TEXT || there(k, f->id, v->s))
		return;
	k->word = arena_room(k->a, k->word, (size_t)k->n, sizeof *k->word);
	k->word[k->n++] = arena_printf(k->a, "%s %s", f->id, v->s);
}

static int
take(void *arg, struct change *c, struct err *e)
{
	struct known *k = arg;
	const struct form *form = c->shape->schema;
	int i;

	(void)e;
	if (!form || strcmp(c->who, k->who) != 0)
		return 0;
	for (i = 0; i < c->nsets; i++)
		add(k, form->cell[c->set[i].cell].field, &c->set[i].v);
	return 0;
}

/* A book that cannot be read teaches nothing: then all names are spelled out. */
static void
read_book(struct known *k)
{
	struct arena *scratch = arena_new();
	uint8_t link[HASH_BYTES];
	uint64_t head, from;
	struct err e;

	k->read = true;
	if (book_head(k->b, book_info(k->b)->self, &head, link, &e) == 0) {
		from = head > CHANGES_MAX ? head - CHANGES_MAX : 0;
		(void)book_changes(k->b, scratch, book_info(k->b)->self, from, head, take, k, &e);
	}
	arena_free(scratch);
}

bool
known_code(struct known *k, const struct field *f, const char *code)
{
	if (!k->read && !there(k, f->id, code))
		read_book(k);
	return there(k, f->id, code);
}

void
known_record(struct known *k, const struct form *form, const struct value *v)
{
	int i;

	for (i = 0; i < form->nfields; i++)
		add(k, &form->field[i], &v[form->field[i].cell]);
}
