/* SPDX-License-Identifier: MIT */
/*
 * checkview: what `soxa check` finds in the last month, a line a finding, errors first; the
 * rows below say the marked one in full, with the numbers of the other records.  It is read
 * anew whenever a screen above is left, so that what was put right goes.
 */
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/night.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { ID_COL = 4, FORM_COL = 9, DAY_COL = 14, NO_COL = 20, TEXT_COL = 28, FULL_ROWS = 4, COLS = 79 };

struct found_row {
	struct night_finding x;
	rid other[NIGHT_OTHERS];
	int no;                 /* place as it was found */
};

struct check_view {
	struct view v;
	struct arena *a;        /* of the rows */
	struct found_row *row;
	struct scroll at;
	int page, next;         /* next: the other record that Tab opens */
	struct night_ask q;
};

/* A rule's own id says nothing to a clerk: only the numbers of checks between forms are shown. */
static const char *
shown_id(const struct night_finding *x)
{
	return x->id[0] == 'X' ? x->id : "";
}

static int
each_finding(void *arg, const struct night_finding *x, struct err *e)
{
	struct check_view *c = arg;
	struct found_row *r;
	int n = x->nothers < NIGHT_OTHERS ? x->nothers : NIGHT_OTHERS;

	(void)e;
	c->row = arena_room(c->a, c->row, (size_t)c->at.n, sizeof *c->row);
	r = &c->row[c->at.n];
	*r = (struct found_row){ .x = *x, .no = c->at.n++ };
	r->x.text = arena_strdup(c->a, x->text);
	r->x.unit = arena_strdup(c->a, x->unit);
	if (n)
		memcpy(r->other, x->other, (size_t)n * sizeof *r->other);
	return 0;
}

static int
by_level(const void *x, const void *y)
{
	const struct found_row *p = x, *q = y;

	return p->x.level != q->x.level ? (int)p->x.level - (int)q->x.level : p->no - q->no;
}

static void
load(struct check_view *c, struct app *app)
{
	struct err e;
	int cur = c->at.cur;

	arena_reset(c->a);
	memset(&c->at, 0, sizeof c->at);
	c->row = NULL;
	c->q = (struct night_ask){ .from = DATE_NONE, .to = DATE_NONE };
	night_period(&c->q);
	if (night_check(app_book(app), &c->q, each_finding, c, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	if (c->at.n)
		qsort(c->row, (size_t)c->at.n, sizeof *c->row, by_level);
	c->at.cur = cur;
	scroll_fit(&c->at, c->page);
}

static void
draw_row(struct grid *g, int row, const struct night_finding *x)
{
	char day[11], no[24];

	(void)grid_put(g, row, 2, 1, A_PLAIN, x->level == LV_ERROR ? "!" : "?");
	(void)grid_put(g, row, ID_COL, FORM_COL - ID_COL - 1, A_PLAIN, shown_id(x));
	(void)grid_put(g, row, FORM_COL, DAY_COL - FORM_COL - 1, A_PLAIN, x->form->code);
	if (x->day != DATE_NONE) {
		date_local(x->day, day);
		(void)grid_put(g, row, DAY_COL, 5, A_PLAIN, day);
	}
	if (x->rec) {
		snprintf(no, sizeof no, "%llu", (unsigned long long)rid_counter(x->rec));
		(void)grid_put_right(g, row, NO_COL, TEXT_COL - NO_COL - 2, A_PLAIN, no);
	}
	(void)grid_put(g, row, TEXT_COL, g->cols - TEXT_COL, A_PLAIN, x->text);
}

/* The marked finding: its sentence whole, and the records it was seen in. */
static void
draw_full(struct check_view *c, struct grid *g, int top)
{
	const struct found_row *r = &c->row[c->at.cur];
	struct arena *a = arena_new();
	struct lines l = { .a = a };
	const char *others = "";
	int i;

	lines_wrap(&l, 2, COLS, r->x.text);
	for (i = 0; i < r->x.nothers && i < NIGHT_OTHERS; i++)
		others = arena_printf(a, "%s%s%llu", others, i ? ", " : "",
		    (unsigned long long)rid_counter(r->other[i]));
	if (r->x.nothers > NIGHT_OTHERS)
		others = arena_printf(a, _("%s and %d more"), others, r->x.nothers - NIGHT_OTHERS);
	if (*others)
		lines_wrap(&l, 2, COLS, arena_printf(a, _("Compared with records No. %s"), others));
	lines_draw(&l, g, top, FULL_ROWS - 1);
	arena_free(a);
}

static void
check_draw(struct view *v, struct app *app, struct grid *g)
{
	struct check_view *c = (struct check_view *)v;
	char title[200], from[11], to[11];
	int i;

	date_local(c->q.from, from);
	date_local(c->q.to, to);
	snprintf(title, sizeof title, _("Checks between forms  %s to %s"), from, to);
	view_frame(g, title, app_who(app), _("! error  ? warning   check, form, day, No., what is found"));
	c->page = body_rows(g) - FULL_ROWS;
	scroll_fit(&c->at, c->page);
	for (i = 0; i < c->page && c->at.top + i < c->at.n; i++) {
		view_mark(g, BODY_TOP + i, 0, c->at.top + i == c->at.cur);
		draw_row(g, BODY_TOP + i, &c->row[c->at.top + i].x);
	}
	if (c->at.n == 0) {
		(void)grid_put(g, BODY_TOP, 2, g->cols, A_PLAIN, _("Nothing stands against anything else"));
		return;
	}
	grid_fill(g, BODY_TOP + c->page, 0, g->cols, '-');
	draw_full(c, g, BODY_TOP + c->page + 1);
	grid_cursor(g, BODY_TOP + c->at.cur - c->at.top, 0);
}

static void
open_record(struct app *app, rid id)
{
	struct view *v = record_view(app, id);

	if (v)
		app_push(app, v);
}

/* The record of the finding, or the day that none was keyed for. */
static void
open_own(struct check_view *c, struct app *app)
{
	const struct night_finding *x = &c->row[c->at.cur].x;

	if (x->rec)
		open_record(app, x->rec);
	else
		app_push(app, list_of_days(app, x->form, x->unit, x->day, x->day));
}

/* The other records one after the other. */
static void
open_other(struct check_view *c, struct app *app)
{
	const struct found_row *r = &c->row[c->at.cur];
	int n = r->x.nothers < NIGHT_OTHERS ? r->x.nothers : NIGHT_OTHERS;

	if (n == 0)
		app_say(app, SAY_WARN, "%s", _("No other record was found to compare it with"));
	else
		open_record(app, r->other[c->next++ % n]);
}

static void
check_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct check_view *c = (struct check_view *)v;
	int before = c->at.cur;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_CHECKS, NULL, -1));
	else if (ac == AC_OPEN && c->at.n)
		open_own(c, app);
	else if (ac == AC_NEXT && c->at.n)
		open_other(c, app);
	else
		(void)scroll_act(&c->at, ac, ev, c->page); /* other keys mean nothing here */
	if (c->at.cur != before)
		c->next = 0;
}

static void
check_resume(struct view *v, struct app *app)
{
	load((struct check_view *)v, app);
}

static void
check_close(struct view *v)
{
	arena_free(((struct check_view *)v)->a);
}

static const struct view_ops check_ops = {
	.name = "checks", .where = IN_CHECKS, .draw = check_draw, .act = check_act,
	.resume = check_resume, .close = check_close,
	.right = RIGHT_READ,
};

struct view *
check_view(struct app *app)
{
	struct check_view *c = (struct check_view *)view_new(&check_ops, sizeof *c);

	c->a = arena_new();
	c->page = 14;
	load(c, app);
	return &c->v;
}
