/* SPDX-License-Identifier: MIT */
/*
 * partsview: a report of parts on the screen: a line a part with its first figure, the words
 * of the period above.  Invariant: a line leads to the part by the same unit and days.
 */
#include <stdio.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/span.h"
#include "core/text.h"
#include "tui/figures.h"
#include "tui/paper.h"
#include "tui/reportprint.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { FIGURE_COLS = 32 };

/* A heading, a box of words (it leads to their record), or a part. */
struct part_line { const char *heading; const struct paper_box *box; const struct paper_part *part; };

struct parts_view {
	struct view v;
	const struct report *r;
	struct arena *a;        /* of the paper; reset when it is made anew */
	struct arena *d;        /* of one drawing */
	struct report_ask ask;
	struct paper paper;
	struct part_line *line;
	struct scroll at;
	int page;
	enum span span;
	int32_t day;            /* in the period */
	bool printing;          /* the question above is in what form */
};

static void
add_lines(struct parts_view *pv)
{
	const struct paper *p = &pv->paper;
	int i, n = 0;

	pv->line = arena_alloc(pv->a, ((size_t)p->nboxes + 2 * (size_t)p->nparts + 1) * sizeof *pv->line);
	for (i = 0; i < p->nboxes; i++)
		pv->line[n++].box = &p->box[i];
	for (i = 0; i < p->nparts; i++) {
		if (p->part[i].heading)
			pv->line[n++].heading = p->part[i].heading;
		pv->line[n++].part = &p->part[i];
	}
	pv->at.n = n;
}

/* Makes the paper anew for what is asked. */
static void
run(struct parts_view *pv, struct app *app)
{
	struct err e;

	arena_reset(pv->a);
	pv->at.n = 0;
	pv->ask = (struct report_ask){ .report = pv->r, .from = span_first(pv->span, pv->day),
		.to = span_last(pv->span, pv->day) };
	if (paper_make(app_book(app), pv->a, &pv->ask, &pv->paper, &e) < 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		return;
	}
	add_lines(pv);
	scroll_fit(&pv->at, pv->page);
}

/* "Doses given 1.495"; of a list how many lines. */
static const char *
first_figure(struct parts_view *pv, const struct paper_part *p)
{
	const int m = figure_main(p->r);

	if (p->t->nrows == 0)
		return _("no lines");
	if (m < 0 || p->r->records)
		return arena_printf(pv->d, _("lines %d"), p->t->nrows);
	return arena_printf(pv->d, "%s %s", text_show(pv->d, p->t->measure_label[m]),
	    figure_sum(pv->d, p->t, &p->t->total, m));
}

static void
draw_line(struct parts_view *pv, struct grid *g, int row, const struct part_line *l)
{
	if (l->heading) {
		(void)grid_put_short(g, row, 2, g->cols - 2, A_STRONG, l->heading);
	} else if (l->box) {
		(void)grid_put_short(g, row, 2, g->cols - 3, A_PLAIN,
		    arena_printf(pv->d, "%s: %s", text_show(pv->d, l->box->label), text_show(pv->d, l->box->text)));
	} else {
		(void)grid_put_short(g, row, 2, g->cols - FIGURE_COLS - 4, A_PLAIN, l->part->title);
		(void)grid_put_right(g, row, g->cols - FIGURE_COLS - 1, FIGURE_COLS, A_PLAIN,
		    first_figure(pv, l->part));
	}
}

static void
parts_draw(struct view *v, struct app *app, struct grid *g)
{
	struct parts_view *pv = (struct parts_view *)v;
	const struct part_line *now;
	const char *hint = pv->paper.note;
	int i;

	arena_reset(pv->d);
	view_frame(g, lang_pick(pv->r->title), app_who(app),
	    arena_printf(pv->d, "< %s >  %s", span_text(pv->d, pv->span, pv->day), pv->paper.who ? pv->paper.who : ""));
	pv->page = body_rows(g);
	scroll_fit(&pv->at, pv->page);
	for (i = 0; i < pv->page && pv->at.top + i < pv->at.n; i++) {
		view_mark(g, BODY_TOP + i, 0, pv->at.top + i == pv->at.cur);
		draw_line(pv, g, BODY_TOP + i, &pv->line[pv->at.top + i]);
	}
	now = pv->at.n ? &pv->line[pv->at.cur] : NULL;
	if (now && now->part)
		hint = now->part->silent;
	if (hint)
		(void)grid_put_short(g, hint_row(g), 0, g->cols, A_PLAIN, hint);
	grid_cursor(g, BODY_TOP + (pv->at.n ? pv->at.cur - pv->at.top : 0), 0);
}

static void
open_line(struct parts_view *pv, struct app *app)
{
	const struct part_line *l = pv->at.n ? &pv->line[pv->at.cur] : NULL;

	if (l && l->part)
		app_push(app, report_view_of(app, l->part->r, pv->span, pv->day));
	else if (l && l->box && pv->paper.words)
		app_push(app, record_view(app, pv->paper.words));
	else if (l && l->box)
		app_push(app, entry_view(app, pv->r->form, 0));
}

/* The answer to the question how to print. */
static void
print(struct parts_view *pv, struct app *app)
{
	const char *way = app_answer(app), *path;
	struct err e;

	pv->printing = false;
	if (!way)
		return;
	path = report_print(app_book(app), pv->a, &pv->ask, way, &e);
	if (path)
		app_say(app, SAY_INFO, _("Written: %s"), path);
	else
		app_say(app, SAY_ERROR, "%s", e.text);
}

static void
parts_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct parts_view *pv = (struct parts_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_PAPER, NULL, -1));
	else if (ac == AC_OPEN)
		open_line(pv, app);
	else if (ac == AC_PRINT) {
		pv->printing = true;
		app_push(app, ask_view(app, _("In what form is the report to be written?"), &print_ways));
	} else if (ac == AC_PERIOD) {
		pv->span = (pv->span + 1) % SPAN_N;
		run(pv, app);
	} else if (!scroll_act(&pv->at, ac, ev, pv->page) && (ev->key == K_LEFT || ev->key == K_RIGHT)) {
		pv->day = span_move(pv->span, pv->day, ev->key == K_LEFT ? -1 : 1);
		run(pv, app);
	}
}

/* The views above may have changed records. */
static void
parts_resume(struct view *v, struct app *app)
{
	struct parts_view *pv = (struct parts_view *)v;

	run(pv, app);
	if (pv->printing)
		print(pv, app);
}

static void
parts_close(struct view *v)
{
	arena_free(((struct parts_view *)v)->a);
	arena_free(((struct parts_view *)v)->d);
}

static const struct view_ops parts_ops = {
	.name = "paper", .where = IN_PAPER, .draw = parts_draw, .act = parts_act,
	.resume = parts_resume, .close = parts_close,
	.right = RIGHT_READ,
};

struct view *
parts_view(struct app *app, const struct report *r)
{
	struct parts_view *pv = (struct parts_view *)view_new(&parts_ops, sizeof *pv);

	pv->r = r;
	pv->a = arena_new();
	pv->d = arena_new();
	pv->span = SPAN_MONTH;
	pv->day = date_today();
	pv->page = 18;
	run(pv, app);
	return &pv->v;
}
