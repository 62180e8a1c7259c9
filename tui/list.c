/* SPDX-License-Identifier: MIT */
/*
 * list: the view over the records of a form.  Letters typed filter what is loaded,
 * F5 searches the whole book for them, the end of the list reads further back.
 */
#include "tui/list.h"

#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/rows.h"

enum { ID_COLS = 7, FILTER_COLS = 30, COLUMN_MAX = 26, LIST_COLS = 16 };

/* Columns of a form's list: place and width, as many as fit. */
struct columns { int n, col[LIST_COLS], cols[LIST_COLS]; };

static bool
is_number(const struct field *f)
{
	return types[f->type].numeric;
}

static const char *
head_of(const struct field *f)
{
	const char *s = lang_pick(f->brief);

	return *s ? s : lang_pick(f->label);
}

/* The widest of head and values, within what is sensible for a column. */
static int
width_of(const struct list_view *l, int i)
{
	int k, w, most = text_cols(head_of(l->form->list[i]));

	for (k = 0; k < l->nrows; k++) {
		w = text_cols(l->row[k].text[i]);
		if (w > most)
			most = w;
	}
	return most > COLUMN_MAX ? COLUMN_MAX : most;
}

static void
lay_out(const struct list_view *l, int cols, struct columns *out)
{
	int i, at = 2, left;

	out->n = 0;
	for (i = 0; i < l->form->nlist && i < LIST_COLS; i++) {
		left = cols - ID_COLS - 1 - at;
		if (left < 4)
			break;
		out->col[i] = at;
		out->cols[i] = width_of(l, i);
		if (out->cols[i] > left)
			out->cols[i] = left;
		at += out->cols[i] + 2;
		out->n++;
	}
}

static void
put_cell(struct grid *g, int row, int col, int cols, const struct field *f, const char *s)
{
	if (f && is_number(f))
		(void)grid_put_right(g, row, col, cols, A_PLAIN, s);
	else
		(void)grid_put_short(g, row, col, cols, A_PLAIN, s);
}

/* A row of a search through all forms: code, then the columns in a line. */
static void
draw_mixed(struct grid *g, int row, const struct list_row *r)
{
	int i, at = 6;

	(void)grid_put(g, row, 2, 4, A_PLAIN, r->form->code);
	for (i = 0; r->text[i] && at < g->cols - ID_COLS; i++)
		if (*r->text[i])
			at += grid_put(g, row, at, g->cols - ID_COLS - 1 - at, A_PLAIN, r->text[i]) + 2;
}

static void
draw_row(struct list_view *l, struct grid *g, int row, const struct list_row *r,
    const struct columns *c)
{
	char id[24];
	int i;

	if (l->form)
		for (i = 0; i < c->n; i++)
			put_cell(g, row, c->col[i], c->cols[i], l->form->list[i], r->text[i]);
	else
		draw_mixed(g, row, r);
	snprintf(id, sizeof id, "%llu", (unsigned long long)rid_counter(r->id));
	(void)grid_put_right(g, row, g->cols - ID_COLS, ID_COLS, A_PLAIN, id);
}

static void
draw_head(struct list_view *l, struct app *app, struct grid *g)
{
	char title[200], context[256], since[11], until[11];

	if (l->form)
		snprintf(title, sizeof title, "%s %s", l->form->code, lang_pick(l->form->title));
	else
		snprintf(title, sizeof title, "%s", _("Search of the whole book"));
	if (l->found)
		snprintf(context, sizeof context, l->form ?
		    _("Found in the whole book: %d records. F10 goes back to the list.") :
		    _("Found in the whole book: %d records."), l->at.n);
	else if (!l->form)
		snprintf(context, sizeof context, "%s", _("Type words and press Enter; marks may be left out."));
	else if (l->part)
		snprintf(context, sizeof context, _("%d records of: %s"), l->at.n, l->what);
	else if (l->at.n < l->nrows)
		snprintf(context, sizeof context, _("%d of %d records hold these words."), l->at.n, l->nrows);
	else if (l->fixed) {
		date_local(l->from, since);
		date_local(l->to, until);
		snprintf(context, sizeof context, l->from == l->to ? _("%d records of %s.") :
		    _("%d records of %s to %s."), l->at.n, since, until);
	} else if (l->form->date && l->days < ALL_DAYS) {
		date_local(date_today() - l->days + 1, since);
		snprintf(context, sizeof context, _("%d records since %s; the end of the list reads older ones."),
		    l->at.n, since);
	} else
		snprintf(context, sizeof context, _("%d records in all."), l->at.n);
	view_frame(g, title, app_head(app), context);
}

/* What to say when no row is shown. */
static const char *
nothing(const struct list_view *l)
{
	if (l->found)
		return _("No record of the book holds these words");
	if (!l->form)
		return "";
	if (l->fixed && !l->nrows)
		return _("Nothing was keyed for these days; F4 starts a record");
	return l->nrows ? _("Nothing loaded holds these words; F5 searches the whole book") :
	    _("No record yet; F4 starts the first");
}

static void
list_draw(struct view *v, struct app *app, struct grid *g)
{
	struct list_view *l = (struct list_view *)v;
	const char *prompt = _("Filter: ");
	struct columns c = { 0 };
	int i, top = BODY_TOP;

	draw_head(l, app, g);
	if (l->form && l->nrows) {
		lay_out(l, g->cols, &c);
		for (i = 0; i < c.n; i++)
			put_cell(g, top, c.col[i], c.cols[i], l->form->list[i], head_of(l->form->list[i]));
		(void)grid_put_right(g, top, g->cols - ID_COLS, ID_COLS, A_PLAIN, _("No."));
		top++;
	}
	l->page = hint_row(g) - top;
	scroll_fit(&l->at, l->page);
	for (i = 0; i < l->page && l->at.top + i < l->at.n; i++) {
		view_mark(g, top + i, 0, l->at.top + i == l->at.cur);
		draw_row(l, g, top + i, &l->row[l->shown[l->at.top + i]], &c);
	}
	if (l->at.n == 0)
		(void)grid_put(g, top, 2, g->cols, A_PLAIN, app_both(app, nothing(l)));
	(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, prompt);
	edit_show(&l->filter, g, hint_row(g), text_cols(prompt));
}

static struct list_row *
current(struct list_view *l)
{
	return l->at.n ? &l->row[l->shown[l->at.cur]] : NULL;
}

static void
search(struct list_view *l, struct app *app)
{
	char query[256];

	(void)edit_end(&l->filter);
	if (edit_text(&l->filter, query, sizeof query) == 0)
		app_say(app, SAY_INFO, _("Type the words to look for, then press F5"));
	else
		list_search(l, app, query);
}

static void
back(struct list_view *l, struct app *app)
{
	if (!l->found || !l->form) {
		app_pop(app);
		return;
	}
	edit_start(&l->filter, "", 60, FILTER_COLS);
	list_load(l, app);
}

/* Letters, and moving where the filter line is not concerned. */
static void
type_or_move(struct list_view *l, struct app *app, enum action ac, const struct event *ev)
{
	bool down = ev->key == K_DOWN || ac == AC_NEXT_REC;

	if (down && l->at.cur >= l->at.n - 1 && list_older(l, app))
		return;
	if (scroll_act(&l->at, ac, ev, l->page))
		return;
	l->filter.ime = app_typing(app);
	if (edit_key(&l->filter, ev) <= 0)
		return;
	if (l->found)
		list_load(l, app); /* other words: what was found does not hold any more */
	else
		list_filter(l);
	l->at.cur = l->at.top = 0;
}

static void
act_on(struct list_view *l, struct app *app, enum action ac, struct list_row *r)
{
	switch (ac) {
	case AC_OPEN:
		if (r)
			app_push(app, record_view(app, r->id));
		else
			search(l, app);
		break;
	case AC_EDIT:
		if (r)
			app_push(app, entry_view(app, r->form, r->id));
		break;
	case AC_NEW:
		if (l->form)
			app_push(app, entry_view(app, l->form, 0));
		break;
	case AC_DELETE:
		if (r)
			removal_ask(&l->removal, app, r->id);
		break;
	default:
		break;
	}
}

static void
list_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct list_view *l = (struct list_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		back(l, app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_LIST, l->form, -1));
	else if (ac == AC_FIND && (ev->key != K_CHAR || l->filter.n == 0)) {
		if (ev->key != K_CHAR)
			search(l, app);
	} else if (ac == AC_OPEN || ac == AC_EDIT || ac == AC_NEW || ac == AC_DELETE)
		act_on(l, app, ac, current(l));
	else
		type_or_move(l, app, ac, ev);
}

/* The reason for a removal came, or a view above may have changed the records. */
static void
list_resume(struct view *v, struct app *app)
{
	struct list_view *l = (struct list_view *)v;

	removal_answer(&l->removal, app, v->arena);
	if (!l->found)
		list_load(l, app);
}

static void
list_close(struct view *v)
{
	arena_free(((struct list_view *)v)->rows_arena);
}

static const struct view_ops list_ops = {
	.name = "list", .where = IN_LIST, .draw = list_draw, .act = list_act,
	.resume = list_resume, .close = list_close,
	.right = RIGHT_READ,
};

static struct list_view *
list_new(const struct form *f, const char *words)
{
	struct list_view *l = (struct list_view *)view_new(&list_ops, sizeof *l);

	l->form = f;
	l->rows_arena = arena_new();
	l->days = FIRST_DAYS;
	l->page = 17;
	edit_start(&l->filter, words, 60, FILTER_COLS);
	return l;
}

struct view *
list_view(struct app *app, const struct form *f)
{
	struct list_view *l = list_new(f, "");

	list_load(l, app);
	return &l->v;
}

struct view *
part_view(struct app *app, const struct form *f, const struct list_part *part)
{
	struct list_view *l = list_new(f, "");

	l->part = part->of;
	l->from = part->from;
	l->to = part->to;
	l->what = arena_strdup(l->v.arena, part->what);
	list_load(l, app);
	return &l->v;
}

struct view *
list_of_days(struct app *app, const struct form *f, const char *unit, int32_t from, int32_t to)
{
	struct list_view *l = list_new(f, "");

	l->fixed = l->all = true;
	l->from = from;
	l->to = to;
	l->unit = unit ? arena_strdup(l->v.arena, unit) : NULL;
	list_load(l, app);
	return &l->v;
}

struct view *
search_view(struct app *app, const char *query)
{
	struct list_view *l = list_new(NULL, query);

	list_load(l, app);
	if (*query)
		list_search(l, app, query);
	return &l->v;
}
