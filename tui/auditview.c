/* SPDX-License-Identifier: MIT */
/*
 * auditview: the change log, newest first: who did what and when.  What is typed filters the
 * lines; at the end of them an older week is read.  Enter opens the record with its history.
 */
#include <stdlib.h>
#include <string.h>

#include "core/audit.h"
#include "core/date.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/edit.h"
#include "tui/rows.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { FIRST_DAYS = 7, DETAIL_ROWS = 3, ALL_DAYS = 40000, ROWS_MOST = 20000, FILTER_COLS = 40,
	WHO_COL = 19, WHAT_COL = 32, FORM_COL = 50, NO_COL = 55, FIELDS_COL = 63 };

struct audited {
	uint64_t clock;
	rid id, rec;
	const char *at, *who, *what, *form, *fields, *reason, *said;   /* said: fields or reason, for the line */
};

struct audit_view {
	struct view v;
	struct arena *a;        /* of the lines */
	struct audited *row;
	int nrows, days, page;
	int *shown;
	bool full;
	struct scroll at;
	struct edit filter;
	struct book *book;
};

/* What c moved, as people call it. */
static const char *
labels(struct arena *a, const struct form *f, const struct change *c)
{
	const char *s = "";
	int i, no;

	for (i = 0; i < c->nsets; i++) {
		no = form_cell(f, c->shape->cell[c->set[i].cell]);
		if (no >= 0)
			s = arena_printf(a, "%s%s%s", s, *s ? ", " : "", row_label(a, &f->cell[no]));
	}
	return s;
}

static int
each_change(void *arg, struct change *c, struct err *e)
{
	struct audit_view *w = arg;
	const struct form *f = schema_form(book_schema(w->book), c->shape->form);
	struct audited *r;

	(void)e;
	if (w->nrows == ROWS_MOST) {
		w->full = true;
		return 0;
	}
	w->row = arena_room(w->a, w->row, (size_t)w->nrows, sizeof *w->row);
	r = &w->row[w->nrows++];
	*r = (struct audited){ .clock = c->clock, .id = c->id, .rec = c->rec, .what = row_change_label(c->kind) };
	r->at = row_moment(w->a, c->clock);
	r->who = arena_strdup(w->a, text_show(w->a, c->who));
	r->form = arena_strdup(w->a, f ? f->code : c->shape->form);
	r->fields = f ? labels(w->a, f, c) : audit_fields(w->a, c);
	r->reason = row_reason(w->a, f, c->reason);
	r->said = *r->reason ? r->reason : r->fields;
	return 0;
}

static int
newest_first(const void *x, const void *y)
{
	const struct audited *p = x, *q = y;

	if (p->clock != q->clock)
		return p->clock < q->clock ? 1 : -1;
	return p->id < q->id ? 1 : p->id > q->id ? -1 : 0;
}

static void
filter(struct audit_view *w)
{
	struct arena *scratch = arena_new();
	char query[256];
	int i;

	(void)edit_text(&w->filter, query, sizeof query);
	w->shown = arena_alloc(w->a, ((size_t)w->nrows + 1) * sizeof *w->shown);
	w->at = (struct scroll){ 0 };
	for (i = 0; i < w->nrows; i++) {
		const struct audited *r = &w->row[i];
		const char *const text[] = { r->at, r->who, r->what, r->form, r->fields, r->reason,
			arena_printf(scratch, "%llu", (unsigned long long)rid_counter(r->rec)) };

		if (!*query || text_match_all(scratch, query, text, sizeof text / sizeof *text) > 0)
			w->shown[w->at.n++] = i;
		arena_reset(scratch);
	}
	arena_free(scratch);
}

static void
load(struct audit_view *w, struct app *app)
{
	struct audit_ask q = { .from = w->days >= ALL_DAYS ? DATE_NONE : date_today() - w->days, .to = DATE_NONE };
	struct arena *slices = arena_new();
	struct err e;

	arena_reset(w->a);
	w->row = NULL;
	w->nrows = 0;
	w->full = false;
	if (audit_list(w->book, slices, &q, each_change, w, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	if (w->nrows)
		qsort(w->row, (size_t)w->nrows, sizeof *w->row, newest_first);
	arena_free(slices);
	filter(w);
}

static void
draw_row(const struct audit_view *w, struct grid *g, int row, const struct audited *r)
{
	char no[24];

	(void)w;
	snprintf(no, sizeof no, "%llu", (unsigned long long)rid_counter(r->rec));
	(void)grid_put(g, row, 2, WHO_COL - 3, A_PLAIN, r->at);
	(void)grid_put(g, row, WHO_COL, WHAT_COL - WHO_COL - 1, A_PLAIN, r->who);
	(void)grid_put(g, row, WHAT_COL, FORM_COL - WHAT_COL - 1, A_PLAIN, r->what);
	(void)grid_put(g, row, FORM_COL, NO_COL - FORM_COL - 1, A_PLAIN, r->form[0] == '_' ? "" : r->form);
	(void)grid_put(g, row, NO_COL, FIELDS_COL - NO_COL - 1, A_PLAIN, no);
	(void)grid_put(g, row, FIELDS_COL, g->cols - FIELDS_COL, A_PLAIN, r->said);
}

/* What the marked line has no room for. */
static void
draw_detail(const struct audit_view *w, struct grid *g)
{
	const struct audited *r = &w->row[w->shown[w->at.cur]];
	struct lines l = { .a = arena_new() };

	if (*r->reason)
		lines_wrap(&l, 2, g->cols, arena_printf(l.a, _("Reason: %s"), r->reason));
	lines_wrap(&l, 2, g->cols, r->fields);
	lines_draw(&l, g, BODY_TOP + w->page, DETAIL_ROWS);
	arena_free(l.a);
}

static void
audit_draw(struct view *v, struct app *app, struct grid *g)
{
	struct audit_view *w = (struct audit_view *)v;
	const char *prompt = _("Filter: ");
	char state[200], context[200];
	int i;

	snprintf(state, sizeof state, _("%d changes  %s"), w->at.n, app_who(app));
	if (w->days < ALL_DAYS)
		snprintf(context, sizeof context, _("The last %d days; PgDn at the end reads further back"), w->days);
	else
		snprintf(context, sizeof context, "%s", _("All days"));
	view_frame(g, _("Audit: who did what"), state, context);
	w->page = body_rows(g) - DETAIL_ROWS;
	scroll_fit(&w->at, w->page);
	for (i = 0; i < w->page && w->at.top + i < w->at.n; i++) {
		view_mark(g, BODY_TOP + i, 0, w->at.top + i == w->at.cur);
		draw_row(w, g, BODY_TOP + i, &w->row[w->shown[w->at.top + i]]);
	}
	if (w->at.n)
		draw_detail(w, g);
	else
		(void)grid_put(g, BODY_TOP, 2, g->cols, A_PLAIN, _("Nothing was done, or nothing that the filter leaves"));
	(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, prompt);
	edit_show(&w->filter, g, hint_row(g), text_cols(prompt));
}

/* At the end, and there may be more: reads further back, keeping the place. */
static bool
older(struct audit_view *w, struct app *app)
{
	int cur = w->at.cur;

	if (w->at.cur < w->at.n - 1 || w->days >= ALL_DAYS)
		return false;
	w->days = w->days > ALL_DAYS / 8 ? ALL_DAYS : w->days * 8;
	load(w, app);
	w->at.cur = cur;
	scroll_fit(&w->at, w->page);
	return true;
}

static void
audit_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct audit_view *w = (struct audit_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_AUDIT, NULL, -1));
	else if (ac == AC_OPEN && w->at.n)
		app_push(app, record_view(app, w->row[w->shown[w->at.cur]].rec));
	else if (ac == AC_CLEAR) {
		edit_start(&w->filter, "", 60, FILTER_COLS);
		filter(w);
	} else if (ac == AC_NEXT_REC && older(w, app))
		return;
	else if (!scroll_act(&w->at, ac, ev, w->page)) {
		w->filter.ime = app_typing(app);
		if (edit_key(&w->filter, ev) > 0)
			filter(w);
	}
}

static void
audit_close(struct view *v)
{
	arena_free(((struct audit_view *)v)->a);
}

static const struct view_ops audit_ops = {
	.name = "audit", .where = IN_AUDIT, .draw = audit_draw, .act = audit_act, .close = audit_close,
	.right = RIGHT_AUDIT,
};

struct view *
audit_view(struct app *app)
{
	struct audit_view *w = (struct audit_view *)view_new(&audit_ops, sizeof *w);

	w->a = arena_new();
	w->book = app_book(app);
	w->days = FIRST_DAYS;
	edit_start(&w->filter, "", 60, FILTER_COLS);
	load(w, app);
	while (w->nrows < 18 && w->days < ALL_DAYS) {
		w->days = w->days > ALL_DAYS / 8 ? ALL_DAYS : w->days * 8;
		load(w, app);
	}
	return &w->v;
}
