/* SPDX-License-Identifier: MIT */
/*
 * reportview: a report on the screen: lines of labels and sums, bars of the chosen
 * column, totals below.  Invariant: order[] holds each row of the table once; ask is
 * what the table was made with, so that a row leads to exactly the records it adds up.
 */
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/span.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/reportplace.h"
#include "tui/reporting.h"
#include "tui/reportprint.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum order { BY_LABEL, LARGEST, SMALLEST, ORDERS };

struct report_view {
	struct view v;
	const struct report *r;
	struct arena *a;        /* of the table; reset when it is made anew */
	struct arena *d;        /* of one drawing */
	struct report_ask ask;
	struct report_table *t; /* NULL: it could not be made */
	struct report_row **order;
	struct scroll at;
	int page, left, col;    /* first column of figures shown, the chosen one */
	enum order by;
	enum span span;
	int32_t day;            /* in the period */
	bool units;             /* a line a unit */
	bool printing;          /* the question above is in what form */
	const char *unit;       /* chosen, in the view's arena; NULL: all */
	const char *silent;     /* a sentence on units that did not report; NULL: there are none */
};

struct label { int col, cols; const char *text; };

static int
by_column(const void *p, const void *q, void *arg)
{
	const struct report_row *x = *(struct report_row *const *)p, *y = *(struct report_row *const *)q;
	const struct report_view *rv = arg;
	int64_t m = x->sum[rv->col], n = y->sum[rv->col];

	if (m != n)
		return ((m < n) == (rv->by == LARGEST)) ? 1 : -1;
	return x < y ? -1 : x > y;
}

static void
sort_rows(struct report_view *rv)
{
	int i;

	for (i = 0; i < rv->t->nrows; i++)
		rv->order[i] = &rv->t->row[i];
	if (rv->by != BY_LABEL && rv->t->nmeasures)
		qsort_r(rv->order, (size_t)rv->t->nrows, sizeof *rv->order, by_column, rv);
}

/* Makes the table anew for what is asked. */
static void
run(struct report_view *rv, struct app *app)
{
	struct reporting who;
	struct err e;

	arena_reset(rv->a);
	rv->silent = NULL;
	rv->ask = (struct report_ask){ .report = rv->r, .unit = rv->unit,
		.from = span_first(rv->span, rv->day), .to = span_last(rv->span, rv->day) };
	if (rv->units) {
		rv->ask.by[0] = "unit";
		rv->ask.nby = 1;
	}
	rv->at.n = 0;
	if (report_run(app_book(app), rv->a, &rv->ask, &rv->t, &e) < 0 ||
	    reporting_find(app_book(app), rv->a, &rv->ask, &who, &e) < 0) {
		rv->t = NULL;
		app_say(app, SAY_ERROR, "%s", e.text);
		return;
	}
	rv->silent = reporting_silent(rv->a, &who, who.nsilent);
	rv->order = arena_alloc(rv->a, ((size_t)rv->t->nrows + 1) * sizeof *rv->order);
	rv->at.n = rv->t->nrows;
	sort_rows(rv);
	scroll_fit(&rv->at, rv->page);
}

/* Labels above, heads of figures in two lines, '>' at the chosen one. */
static void
draw_heads(const struct report_view *rv, struct grid *g, const struct places *p)
{
	const char *line[HEADS];
	int i, k;

	for (i = 0; i < p->ndims; i++)
		(void)grid_put_short(g, BODY_TOP + 1, p->dim[i], p->dim_cols[i], A_PLAIN, rv->t->dim_label[i]);
	for (i = 0; i < p->n; i++) {
		(void)figure_head(rv->d, rv->t->measure_label[p->first + i], line);
		for (k = 0; k < HEADS; k++)
			(void)grid_put_right(g, BODY_TOP + k, p->at[i], p->cols[i], A_PLAIN, line[k]);
		if (p->first + i == rv->col)
			view_mark(g, BODY_TOP + 1, p->at[i] + p->cols[i] - text_cols(line[1]) - 1, true);
	}
	if (p->n && p->first > 0)
		(void)grid_put(g, BODY_TOP, p->at[0] - 2, 2, A_PLAIN, "<");
	if (p->first + p->n < rv->t->nmeasures)
		(void)grid_put(g, BODY_TOP, p->bar, p->bar_cols, A_PLAIN, _("more >"));
}

static void
draw_figures(const struct report_view *rv, struct grid *g, int row, const struct report_row *r,
    const struct places *p)
{
	int i;

	for (i = 0; i < p->n; i++)
		(void)grid_put_right(g, row, p->at[i], p->cols[i], A_PLAIN, figure_sum(rv->d, rv->t, r, p->first + i));
}

/* A label in its columns: what it says in parentheses is left out first. */
static void
draw_label(const struct report_view *rv, struct grid *g, int row, const struct label *l)
{
	const char *note = text_cols(l->text) > l->cols ? strstr(l->text, " (") : NULL;

	(void)grid_put_short(g, row, l->col, l->cols, A_PLAIN,
	    note ? arena_dup(rv->d, l->text, (size_t)(note - l->text)) : l->text);
}

static void
draw_row(struct report_view *rv, struct app *app, struct grid *g, int i, const struct places *p)
{
	const struct report_row *r = rv->order[rv->at.top + i];
	int row = BODY_TOP + HEADS + i, k;

	view_mark(g, row, 0, rv->at.top + i == rv->at.cur);
	for (k = 0; k < p->ndims; k++)
		draw_label(rv, g, row, &(struct label){ p->dim[k], p->dim_cols[k], r->label[k] });
	draw_figures(rv, g, row, r, p);
	if (p->n && !rv->r->records)
		(void)grid_put(g, row, p->bar, p->bar_cols, A_PLAIN, figure_bar(rv->d, r->sum[rv->col],
	    figure_most(rv->t, rv->col), p->bar_cols, app_ascii(app)));
}

/* Totals, and the chosen column as one line of blocks where there are any. */
static void
draw_total(struct report_view *rv, struct app *app, struct grid *g, int row, const struct places *p)
{
	int64_t most;
	int i;

	if (!p->n) /* a list of no figures */
		return;
	most = figure_most(rv->t, rv->col);
	(void)grid_put(g, row, 2, p->at[0] - 2, A_STRONG, _("Total"));
	draw_figures(rv, g, row, &rv->t->total, p);
	for (i = 0; !rv->r->records && !app_ascii(app) && i < rv->t->nrows && i < p->bar_cols; i++)
		(void)grid_put(g, row, p->bar + i, 1, A_PLAIN, figure_spark(rv->order[i]->sum[rv->col], most));
}

static const char *
order_text(const struct report_view *rv)
{
	switch (rv->by) {
	case LARGEST:
		return _("largest first");
	case SMALLEST:
		return _("smallest first");
	default:
		return _("by names");
	}
}

static void
draw_head(struct report_view *rv, struct app *app, struct grid *g)
{
	const struct schema *s = book_schema(app_book(app));
	const struct unit *u = rv->unit ? unit_parse(s, rv->unit) : NULL;
	char context[256], place[64];

	snprintf(place, sizeof place, _("lines %d, %s"), rv->at.n, order_text(rv));
	snprintf(context, sizeof context, "< %s >  %s  %s", span_text(rv->d, rv->span, rv->day),
	    u ? u->name : _("all units"), place);
	view_frame(g, lang_pick(rv->r->title), app_who(app), context);
}

/* What the line does not show: sums that some records could not tell. */
static void
draw_hint(const struct report_view *rv, struct grid *g)
{
	const struct report_row *r = rv->at.n ? rv->order[rv->at.cur] : NULL;
	const char *s;

	if (!r)
		return;
	if (rv->t->nmeasures == 0) {
		(void)grid_put_short(g, hint_row(g), 0, g->cols, A_PLAIN, figure_name(rv->d, rv->t, r));
		return;
	}
	s = arena_printf(rv->d, "%s: %s %s", figure_name(rv->d, rv->t, r),
	    text_show(rv->d, rv->t->measure_label[rv->col]), figure_sum(rv->d, rv->t, r, rv->col));
	if (r->unknown[rv->col])
		s = arena_printf(rv->d, _("%s, not known yet: %llu records"), s,
		    (unsigned long long)r->unknown[rv->col]);
	(void)grid_put_short(g, hint_row(g), 0, g->cols, A_PLAIN, s);
}

static void
report_draw(struct view *v, struct app *app, struct grid *g)
{
	struct report_view *rv = (struct report_view *)v;
	struct places p = { 0 };
	int i;

	arena_reset(rv->d);
	draw_head(rv, app, g);
	grid_cursor(g, hint_row(g), 0);
	rv->page = body_rows(g) - HEADS - 1 - (rv->silent != NULL);
	if (rv->silent)
		(void)grid_put_short(g, hint_row(g) - 1, 0, g->cols, A_PLAIN, rv->silent);
	if (!rv->t)
		return;
	if (rv->at.n == 0) {
		(void)grid_put(g, BODY_TOP, 2, g->cols, A_PLAIN,
		    _("Nothing was recorded in this period; Left goes to the one before, Ctrl-P to a longer one"));
		return;
	}
	scroll_fit(&rv->at, rv->page);
	rv->left = places_find(&(struct places_ask){ rv->r, rv->t, rv->d, g->cols, rv->left, rv->col }, &p);
	draw_heads(rv, g, &p);
	for (i = 0; i < rv->page && rv->at.top + i < rv->at.n; i++)
		draw_row(rv, app, g, i, &p);
	draw_total(rv, app, g, BODY_TOP + HEADS + (i < rv->page ? i : rv->page), &p);
	draw_hint(rv, g);
	grid_cursor(g, BODY_TOP + HEADS + rv->at.cur - rv->at.top, 0);
}

/* The records behind the line; of a line a unit the report of that unit. */
static void
drill(struct report_view *rv, struct app *app)
{
	const struct report_row *r = rv->at.n ? rv->order[rv->at.cur] : NULL;
	struct list_part part = { .from = report_looks_back(rv->r) ? DATE_NONE : rv->ask.from, .to = rv->ask.to };
	struct err e;

	if (!r)
		return;
	if (rv->units) {
		rv->unit = arena_strdup(rv->v.arena, r->dim[0]);
		rv->units = false;
		run(rv, app);
		return;
	}
	if (rv->r->of_forms) {
		app_push(app, list_of_days(app, schema_form(book_schema(app_book(app)), r->dim[0]), rv->unit,
		    rv->ask.from, rv->ask.to));
		return;
	}
	part.of = report_part(rv->a, book_schema(app_book(app)), &rv->ask, r->dim, &e);
	part.what = figure_name(rv->a, rv->t, r);
	if (part.of)
		app_push(app, part_view(app, rv->r->form, &part));
	else
		app_say(app, SAY_ERROR, "%s", e.text);
}

/* The answer to the question how to print. */
static void
print(struct report_view *rv, struct app *app)
{
	const char *way = app_answer(app), *path;
	struct err e;

	rv->printing = false;
	if (!way || !rv->t)
		return;
	path = report_print(app_book(app), rv->a, &rv->ask, way, &e);
	if (path)
		app_say(app, SAY_INFO, _("Written: %s"), path);
	else
		app_say(app, SAY_ERROR, "%s", e.text);
}

/* Arrows left and right: the period before and after. */
static bool
move_period(struct report_view *rv, struct app *app, const struct event *ev)
{
	if (ev->key != K_LEFT && ev->key != K_RIGHT)
		return false;
	rv->day = span_move(rv->span, rv->day, ev->key == K_LEFT ? -1 : 1);
	run(rv, app);
	return true;
}

static void
choose(struct report_view *rv, struct app *app, enum action ac)
{
	int n = rv->r->nmeasures ? rv->r->nmeasures : 1;

	if (ac == AC_NEXT)
		rv->col = (rv->col + 1) % n;
	else if (ac == AC_PREV)
		rv->col = (rv->col + n - 1) % n;
	else if (ac == AC_ORDER)
		rv->by = (rv->by + 1) % ORDERS;
	else if (ac == AC_PERIOD)
		rv->span = (rv->span + 1) % SPAN_N;
	else {
		rv->units = !rv->units;
		rv->unit = NULL;
	}
	if (ac == AC_PERIOD || ac == AC_LOOKUP)
		run(rv, app);
	else if (rv->t)
		sort_rows(rv);
	rv->at.cur = rv->at.top = 0;
}

static void
report_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct report_view *rv = (struct report_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_REPORT, NULL, -1));
	else if (ac == AC_OPEN)
		drill(rv, app);
	else if (ac == AC_PRINT) {
		rv->printing = true;
		app_push(app, ask_view(app, _("In what form is the report to be written?"), &print_ways));
	}
	else if (ac == AC_NEXT || ac == AC_PREV || ac == AC_ORDER || ac == AC_PERIOD || ac == AC_LOOKUP)
		choose(rv, app, ac);
	else if (!scroll_act(&rv->at, ac, ev, rv->page))
		(void)move_period(rv, app, ev); /* other keys mean nothing */
}

/* The list above may have changed records. */
static void
report_resume(struct view *v, struct app *app)
{
	struct report_view *rv = (struct report_view *)v;

	run(rv, app);
	if (rv->printing)
		print(rv, app);
}

static void
report_close(struct view *v)
{
	arena_free(((struct report_view *)v)->a);
	arena_free(((struct report_view *)v)->d);
}

static const struct view_ops report_ops = {
	.name = "report", .where = IN_REPORT, .draw = report_draw, .act = report_act,
	.resume = report_resume, .close = report_close,
	.right = RIGHT_READ,
};

struct view *
report_view_of(struct app *app, const struct report *r, enum span span, int32_t day)
{
	struct report_view *rv = (struct report_view *)view_new(&report_ops, sizeof *rv);

	rv->r = r;
	rv->a = arena_new();
	rv->d = arena_new();
	rv->span = span;
	rv->day = day;
	rv->page = 15;
	rv->col = figure_main(r) < 0 ? 0 : figure_main(r);
	run(rv, app);
	return &rv->v;
}

struct view *
report_view(struct app *app, const struct report *r)
{
	if (r->nparts)
		return parts_view(app, r);
	return report_view_of(app, r, r->form->date ? SPAN_MONTH : SPAN_ALL, date_today());
}
