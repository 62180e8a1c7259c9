/* SPDX-License-Identifier: MIT */
/*
 * listload: the rows of a list, read a period at a time, or found by a search of the
 * whole book.  Invariant: shown[] holds indexes of rows that pass the filter, newest
 * first, and everything it points to lives in rows_arena until the next reading.
 */
#include "tui/list.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/rows.h"
#include "tui/views.h"

enum { ROWS_MAX = 5000, WANTED = 40, GROW = 4 };

struct loading { struct list_view *l; struct arena *a; bool full; };

static int
newest_first(const void *x, const void *y)
{
	const struct list_row *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? 1 : -1;
	return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

/* The code's label beside its value, so that either is found. */
static void
add_words(struct arena *a, char **words, const struct cell *c, const struct value *v)
{
	*words = arena_printf(a, "%s %s %s", *words, value_print(a, c->field->type, v, STYLE_PEOPLE),
	    c->field->codes ? row_cell(a, c, v, MASK) : "");
}

static void
add_row(struct list_view *l, const struct record *r, const struct form *f, const struct value *v)
{
	struct arena *a = l->rows_arena, *scratch = arena_new();
	struct list_row *row = &l->row[l->nrows++];
	char *words = arena_printf(scratch, "%s %llu", f->code, (unsigned long long)rid_counter(r->id));
	int i;

	row->id = r->id;
	row->form = f;
	row->day = f->date && v[f->date->cell].kind == V_INT ? (int32_t)v[f->date->cell].n : DATE_NONE;
	row->status = r->status;
	row->text = arena_alloc(a, (size_t)(f->nlist + 1) * sizeof *row->text);
	for (i = 0; i < f->nlist; i++) {
		const struct cell *c = &f->cell[f->list[i]->cell];
		const struct value *x = &v[f->list[i]->cell];

		row->text[i] = c->field->mask ? row_cell(a, c, x, MASK) :
		    arena_strdup(a, value_print(scratch, c->field->type, x, STYLE_PEOPLE));
		if (!c->field->mask)
			add_words(scratch, &words, c, x);
	}
	row->words = arena_strdup(a, words);
	row->text[f->nlist] = NULL;
	arena_free(scratch);
}

static int
take(void *arg, struct record *r, struct err *e)
{
	struct loading *ld = arg;
	const struct form *f = ld->l->form;

	(void)e;
	if (ld->l->nrows == ROWS_MAX) {
		ld->full = true;
		return 1; /* ends the query */
	}
	add_row(ld->l, r, f, book_values(ld->a, r, f));
	return 0;
}

static void
forget(struct list_view *l)
{
	arena_reset(l->rows_arena);
	l->row = arena_alloc(l->rows_arena, ROWS_MAX * sizeof *l->row);
	l->shown = arena_alloc(l->rows_arena, ROWS_MAX * sizeof *l->shown);
	l->nrows = 0;
}

/* Reads the last l->days days; false when there were more records than a list holds. */
static bool
load_period(struct list_view *l, struct app *app)
{
	struct loading ld = { l, arena_new(), false };
	struct query q = { .form = l->form, .from = DATE_NONE, .to = DATE_NONE };
	struct err e;

	forget(l);
	if (l->form->date && l->days < ALL_DAYS)
		q.from = date_today() - l->days + 1;
	if (book_query(app_book(app), ld.a, &q, take, &ld, &e) < 0 && !ld.full)
		app_say(app, SAY_ERROR, "%s", e.text);
	if (ld.full)
		app_say(app, SAY_WARN, _("Only %d records fit into a list; search for others with F5"), ROWS_MAX);
	qsort(l->row, (size_t)l->nrows, sizeof *l->row, newest_first);
	arena_free(ld.a);
	return !ld.full;
}

/* Four times further back; what does not fit is left to the search. */
static bool
further_back(struct list_view *l, struct app *app)
{
	int days = l->days;

	if (!l->form || !l->form->date || l->all)
		return false;
	l->days = days * GROW > 366 ? ALL_DAYS : days * GROW;
	l->all = l->days == ALL_DAYS;
	if (load_period(l, app))
		return true;
	l->all = true;
	l->days = days;
	(void)load_period(l, app); /* fitted before */
	return false;
}

void
list_load(struct list_view *l, struct app *app)
{
	l->found = false;
	forget(l);
	if (l->form)
		(void)load_period(l, app); /* has told that there is more */
	while (l->nrows < WANTED && further_back(l, app))
		continue;
	list_filter(l);
}

bool
list_older(struct list_view *l, struct app *app)
{
	bool more = !l->found && further_back(l, app);

	list_filter(l);
	return more;
}

/* Records of the whole book that hold the words; of l->form only when there is one. */
void
list_search(struct list_view *l, struct app *app, const char *query)
{
	struct arena *a = arena_new();
	struct err e;
	rid *id = NULL;
	int i, n;

	n = book_find(app_book(app), a, query, &id, &e);
	if (n < 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else
		forget(l);
	for (i = 0; i < n && l->nrows < ROWS_MAX; i++) {
		struct record *r = book_get(app_book(app), a, id[i], &e);
		const struct form *f = r ? schema_form(book_schema(app_book(app)), r->shape->form) : NULL;

		if (f && r->status != ST_REMOVED && (!l->form || f == l->form))
			add_row(l, r, f, book_values(a, r, f));
	}
	if (n >= 0) {
		qsort(l->row, (size_t)l->nrows, sizeof *l->row, newest_first);
		l->found = true;
		list_filter(l);
	}
	arena_free(a);
}

void
list_filter(struct list_view *l)
{
	struct arena *a = arena_new();
	char query[256];
	int i;

	(void)edit_text(&l->filter, query, sizeof query);
	l->at.n = 0;
	for (i = 0; i < l->nrows; i++) {
		if (l->found || !*query || text_match(a, query, l->row[i].words) > 0)
			l->shown[l->at.n++] = i;
		arena_reset(a);
	}
	scroll_fit(&l->at, l->page);
	arena_free(a);
}
