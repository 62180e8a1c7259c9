/* SPDX-License-Identifier: MIT */
/*
 * cmd_find: records found by words, the best first, a line each; behind it in brackets the
 * other name by which it was found.
 */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "tui/cmd.h"
#include "tui/rows.h"

struct line {
	int rank;
	rid id;
	const char *form, *text;
};

struct lines {
	struct cmd *c;
	struct arena *scratch;
	struct line *line;
	size_t n;
};

/* The list columns of a record, and why it was found. */
static const char *
text_of(struct arena *a, const struct found *h, enum reveal how)
{
	const char *s, *line = "";
	int i;

	for (i = 0; i < h->form->nlist; i++) {
		s = row_cell(a, &h->form->cell[h->form->list[i]->cell], &h->v[h->form->list[i]->cell], how);
		if (*s)
			line = arena_printf(a, "%s%s%s", line, *line ? " · " : "", s);
	}
	return h->why ? arena_printf(a, "%s [%s]", line, h->why) : line;
}

static int
add_line(void *arg, const struct found *h, struct err *e)
{
	struct lines *l = arg;

	(void)e;
	l->line = arena_room(l->c->a, l->line, (size_t)l->n, sizeof *l->line);
	l->line[l->n++] = (struct line){ h->rank, h->r->id, h->form->code,
	    arena_strdup(l->c->a, text_of(l->scratch, h, row_listed_reveal(&l->c->op))) };
	arena_reset(l->scratch);
	return 0;
}

static int
better(const void *x, const void *y)
{
	const struct line *p = x, *q = y;

	if (p->rank != q->rank)
		return p->rank > q->rank ? -1 : 1;
	return p->id < q->id ? -1 : p->id > q->id;
}

int
cmd_find(struct cmd *c, struct err *e)
{
	struct lines l = { .c = c, .scratch = arena_new() };
	struct table_text *t = table_new(c->a, 3);
	struct buf b = { 0 };
	const char *query = "";
	size_t k;
	int i, r = -1;

	for (i = 0; i < c->nargs; i++)
		query = arena_printf(c->a, "%s%s%s", query, i ? " " : "", c->arg[i]);
	if (text_clean(c->a, query, strlen(query), TEXT_LINE, &query, e) < 0 ||
	    book_search(c->book, query, NULL, add_line, &l, e) < 0)
		goto out;
	if (l.n)
		qsort(l.line, l.n, sizeof *l.line, better);
	for (k = 0; k < l.n; k++) {
		table_add(t, book_id(c->book, c->a, l.line[k].id));
		table_add(t, l.line[k].form);
		table_add(t, l.line[k].text);
	}
	table_put(t, &b);
	row_flush(&b);
	r = 0;
out:
	buf_free(&b);
	arena_free(l.scratch);
	return r;
}
