/* SPDX-License-Identifier: MIT */
/*
 * listload: the rows of a list, read a period at a time, or found by a search of the
 * whole book.  Invariant: shown[] holds indexes of rows that pass the filter, in their
 * order, and everything it points to lives in rows_arena until the next reading.
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

/* The best finds, then the newest days, then lists without days as a dictionary has them. */
static int
in_order(const void *x, const void *y)
{
	const struct list_row *a = x, *b = y;
	int d = a->key.p && b->key.p ? order_compare(&a->key, &b->key) : 0;

	if (a->rank != b->rank)
		return a->rank < b->rank ? 1 : -1;
	if (d)
		return d;
	if (a->day != b->day)
		return a->day < b->day ? 1 : -1;
	return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

/* What the filter looks into: form, number, every column, and of a code its value and label. */
static void
add_words(struct arena *a, struct list_row *row, const struct form *f, const struct value *v, enum reveal how)
{
	int i;

	row->words = arena_alloc(a, (2 * (size_t)f->nlist + 2) * sizeof *row->words);
	row->words[row->nwords++] = f->code;
	row->words[row->nwords++] = arena_printf(a, "%llu", (unsigned long long)rid_counter(row->id));
	for (i = 0; i < f->nlist; i++) {
		const struct field *col = f->list[i];

		if (!*row->text[i] || col->mask || (how == MASK_ALL && col->sensitive))
			continue;
		row->words[row->nwords++] = row->text[i];
		if (col->codes)
			row->words[row->nwords++] = arena_strdup(a,
			    row_cell(a, &f->cell[col->cell], &v[col->cell], how));
	}
}

/* The bytes a list without dates is sorted by: its columns, as texts. */
static void
add_key(struct arena *a, struct list_row *row, const struct form *f)
{
	struct buf b = { NULL, 0, 0 };
	const uint8_t *key;
	size_t n;
	int i;

	for (i = 0; i < f->nlist; i++) {
		key = text_sortkey(a, row->text[i], order_of(f->list[i]->person), &n);
		buf_put(&b, key, n);
		buf_u8(&b, 0);
	}
	row->key.p = arena_dup(a, b.p, b.n);
	row->key.n = b.n;
	buf_free(&b);
}

static void
add_row(struct list_view *l, const struct record *r, const struct form *f, const struct value *v)
{
	struct arena *a = l->rows_arena, *scratch = arena_new();
	struct list_row *row = &l->row[l->nrows++];
	int i;

	row->id = r->id;
	row->form = f;
	row->day = form_day(f, v);
	row->status = r->status;
	row->text = arena_alloc(a, (size_t)(f->nlist + 1) * sizeof *row->text);
	for (i = 0; i < f->nlist; i++) {
		const struct cell *c = &f->cell[f->list[i]->cell];
		const struct value *x = &v[f->list[i]->cell];

		row->text[i] = row_listed(f, i, v, c->field->sensitive ? row_cell(a, c, x, l->reveal) :
		    arena_strdup(a, value_print(scratch, c->field->type, x, STYLE_PEOPLE)));
	}
	row->text[f->nlist] = NULL;
	add_words(a, row, f, v, l->reveal);
	if (!f->date)
		add_key(a, row, f);
	arena_free(scratch);
}

static int
take(void *arg, struct record *r, struct err *e)
{
	struct loading *ld = arg;
	const struct form *f = ld->l->form;
	const struct value *v = book_values(ld->a, r, f);

	(void)e;
	if (ld->l->part && !report_part_has(ld->l->part, r, v))
		return 0;
	if (ld->l->nrows == ROWS_MAX) {
		ld->full = true;
		return 1; /* ends the query */
	}
	add_row(ld->l, r, f, v);
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
	if (l->part || l->fixed) {
		q.from = l->from;
		q.to = l->to;
		q.unit = l->unit;
	} else if (l->form->date && l->days < ALL_DAYS)
		q.from = date_today() - l->days + 1;
	if (book_query(app_book(app), ld.a, &q, take, &ld, &e) < 0 && !ld.full)
		app_say(app, SAY_ERROR, "%s", e.text);
	if (ld.full)
		app_say(app, SAY_WARN, _("Only %d records fit into a list; search for others with F5"), ROWS_MAX);
	qsort(l->row, (size_t)l->nrows, sizeof *l->row, in_order);
	arena_free(ld.a);
	return !ld.full;
}

/* Four times further back; what does not fit is left to the search. */
static bool
further_back(struct list_view *l, struct app *app)
{
	int days = l->days;

	if (!l->form || !l->form->date || l->all || l->part)
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
	l->reveal = row_listed_reveal(app_operator(app));
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

/* A record found; the other name by which it was stands behind its first column. */
static int
take_found(void *arg, const struct found *h, struct err *e)
{
	struct loading *ld = arg;
	struct list_row *row = &ld->l->row[ld->l->nrows];

	(void)e;
	if (ld->l->nrows == ROWS_MAX) {
		ld->full = true;
		return 0;
	}
	add_row(ld->l, h->r, h->form, h->v);
	row->rank = h->rank;
	if (h->why && row->text[0])
		row->text[0] = arena_printf(ld->l->rows_arena, "%s [%s]", row->text[0], h->why);
	return 0;
}

/* Records of the whole book that hold the words; of l->form only when there is one. */
void
list_search(struct list_view *l, struct app *app, const char *query)
{
	struct loading ld = { .l = l };
	struct err e;

	l->reveal = row_listed_reveal(app_operator(app));
	forget(l);
	if (book_search(app_book(app), query, l->form, take_found, &ld, &e) < 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	if (ld.full)
		app_say(app, SAY_WARN, _("Only %d records fit into a list; add a word to what is looked for"),
		    ROWS_MAX);
	qsort(l->row, (size_t)l->nrows, sizeof *l->row, in_order);
	l->found = true;
	list_filter(l);
}

/* Shows the rows whose texts hold the words, those with the marks as typed first; how many. */
static int
pass_filter(struct list_view *l, const char *query)
{
	struct arena *a = arena_new(), *scratch = arena_new();
	int *level = arena_alloc(a, ((size_t)l->nrows + 1) * sizeof *level);
	int i, k, rank;

	for (i = 0; i < l->nrows; i++) {
		rank = l->found || !*query ? MATCH_LEVEL :
		    text_match_all(scratch, query, l->row[i].words, l->row[i].nwords);
		level[i] = rank ? 1 + rank / MATCH_LEVEL : 0;
		arena_reset(scratch);
	}
	l->at.n = 0;
	for (k = 1 + MATCH_LEVELS; k > 0; k--)
		for (i = 0; i < l->nrows; i++)
			if (level[i] == k)
				l->shown[l->at.n++] = i;
	arena_free(scratch);
	arena_free(a);
	return l->at.n;
}

void
list_filter(struct list_view *l)
{
	struct arena *a = arena_new();
	const char *way[READINGS];
	char query[256];
	int i, n;

	(void)edit_text(&l->filter, query, sizeof query);
	n = text_readings(a, query, way);
	for (i = 0; i < n && pass_filter(l, way[i]) == 0; i++)
		continue;
	scroll_fit(&l->at, l->page);
	arena_free(a);
}
