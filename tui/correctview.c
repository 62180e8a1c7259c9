/* SPDX-License-Identifier: MIT */
/*
 * correctview: what was corrected after the lock, a line a cell, the newest first: old
 * value, new, difference, paper; the rows below say the marked one in full with who, when
 * and why.  Read anew whenever a screen above is left.
 */
#include <stdlib.h>
#include <string.h>

#include "core/correct.h"
#include "core/date.h"
#include "core/due.h"
#include "core/lang.h"
#include "tui/rows.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { DAY_COL = 2, FORM_COL = 8, NO_COL = 12, FIELD_COL = 20, OLD_COL = 42, NEW_COL = 51, DIFF_COL = 60,
	PAPER_COL = 69, NUMBER_COLS = 8, FULL_ROWS = 5, COLS = 79 };

struct corrected {
	const struct form *form;
	rid rec;
	int32_t day;
	uint64_t clock;
	int no;                 /* place as it was found */
	const char *unit, *field, *was, *now, *difference, *why, *paper, *who;
};

struct correct_view {
	struct view v;
	struct arena *a;        /* of the rows */
	struct correct_ask q;
	bool hub;
	enum reveal how;
	struct corrected *row;
	struct scroll at;
	int page;
};

static int
each_cell(void *arg, const struct correction *x, struct err *e)
{
	struct correct_view *c = arg;
	const struct cell *cell = x->cell < 0 ? NULL : &x->form->cell[x->cell];
	struct corrected *r;

	(void)e;
	c->row = arena_room(c->a, c->row, (size_t)c->at.n, sizeof *c->row);
	r = &c->row[c->at.n];
	*r = (struct corrected){ .form = x->form, .rec = x->c->rec, .day = x->day, .clock = x->c->clock,
		.no = c->at.n++, .was = "", .now = "", .difference = "" };
	r->field = cell ? arena_strdup(c->a, row_label(c->a, cell)) : row_change_label(CH_REMOVE);
	if (cell) {
		r->was = arena_strdup(c->a, row_cell(c->a, cell, &x->was, c->how));
		r->now = x->erased ? _("erased") : arena_strdup(c->a, row_cell(c->a, cell, &x->now, c->how));
	}
	if (x->counts)
		r->difference = arena_printf(c->a, "%+lld", (long long)x->difference);
	r->unit = arena_strdup(c->a, x->unit);
	r->why = arena_strdup(c->a, x->why);
	r->paper = arena_strdup(c->a, x->paper);
	r->who = arena_strdup(c->a, x->c->who);
	return 0;
}

/* The newest first; the cells of one change in their order. */
static int
by_time(const void *x, const void *y)
{
	const struct corrected *p = x, *q = y;

	if (p->clock != q->clock)
		return p->clock < q->clock ? 1 : -1;
	return p->no - q->no;
}

static void
load(struct correct_view *c, struct app *app)
{
	struct err e;
	int cur = c->at.cur;

	c->how = row_listed_reveal(app_operator(app));
	arena_reset(c->a);
	memset(&c->at, 0, sizeof c->at);
	c->row = NULL;
	if (correct_list(app_book(app), &c->q, each_cell, c, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	if (c->at.n)
		qsort(c->row, (size_t)c->at.n, sizeof *c->row, by_time);
	c->at.cur = cur;
	scroll_fit(&c->at, c->page);
}

static void
draw_row(struct grid *g, int row, const struct corrected *r)
{
	char day[11], no[24];

	if (r->day != DATE_NONE) {
		date_local(r->day, day);
		(void)grid_put(g, row, DAY_COL, 5, A_PLAIN, day);
	}
	snprintf(no, sizeof no, "%llu", (unsigned long long)rid_counter(r->rec));
	(void)grid_put(g, row, FORM_COL, NO_COL - FORM_COL - 1, A_PLAIN, r->form->code);
	(void)grid_put_right(g, row, NO_COL, FIELD_COL - NO_COL - 2, A_PLAIN, no);
	(void)grid_put_short(g, row, FIELD_COL, OLD_COL - FIELD_COL - 1, A_PLAIN, r->field);
	(void)grid_put_right(g, row, OLD_COL, NUMBER_COLS, A_PLAIN, r->was);
	(void)grid_put_right(g, row, NEW_COL, NUMBER_COLS, A_PLAIN, r->now);
	(void)grid_put_right(g, row, DIFF_COL, NUMBER_COLS, A_PLAIN, r->difference);
	(void)grid_put_short(g, row, PAPER_COL, g->cols - PAPER_COL, A_PLAIN, r->paper);
}

static void
draw_heads(struct grid *g)
{
	(void)grid_put(g, BODY_TOP, DAY_COL, 5, A_PLAIN, _("Day"));
	(void)grid_put_right(g, BODY_TOP, NO_COL, FIELD_COL - NO_COL - 2, A_PLAIN, _("No."));
	(void)grid_put(g, BODY_TOP, FIELD_COL, OLD_COL - FIELD_COL - 1, A_PLAIN, _("Field"));
	(void)grid_put_right(g, BODY_TOP, OLD_COL, NUMBER_COLS, A_PLAIN, _("old"));
	(void)grid_put_right(g, BODY_TOP, NEW_COL, NUMBER_COLS, A_PLAIN, _("new"));
	(void)grid_put_right(g, BODY_TOP, DIFF_COL, NUMBER_COLS, A_PLAIN, _("differ."));
	(void)grid_put(g, BODY_TOP, PAPER_COL, g->cols, A_PLAIN, _("Paper"));
}

/* The marked one in full, with what the columns cannot hold. */
static void
draw_full(const struct correct_view *c, struct app *app, struct grid *g, int top)
{
	const struct corrected *r = &c->row[c->at.cur];
	const struct unit *u = unit_parse(book_schema(app_book(app)), r->unit);
	struct arena *a = arena_new();
	struct lines l = { .a = a };
	char day[11], time[6];
	int32_t when;
	int minute;

	due_moment((int64_t)(r->clock >> 16), &when, &minute);
	date_local(when, day);
	time_text(minute, time);

	lines_wrap(&l, 2, COLS, c->hub ? arena_printf(a, "%s: %s %s", u ? u->name : r->unit, r->form->code,
	    lang_pick(r->form->title)) : arena_printf(a, "%s %s", r->form->code, lang_pick(r->form->title)));
	lines_wrap(&l, 2, COLS, *r->was || *r->now ? arena_printf(a, "%s: %s -> %s", r->field,
	    *r->was ? r->was : _("(blank)"), *r->now ? r->now : _("(blank)")) : r->field);
	lines_wrap(&l, 2, COLS, arena_printf(a, _("Why: %s; paper %s"), r->why, r->paper));
	lines_wrap(&l, 2, COLS, arena_printf(a, _("By %s, %s %s"), r->who, day, time));
	lines_draw(&l, g, top, FULL_ROWS - 1);
	arena_free(a);
}

/* The form and days that are asked for; all of them from home. */
static void
draw_title(const struct correct_view *c, struct app *app, struct grid *g)
{
	char title[200], from[11], to[11];

	if (c->q.form) {
		date_local(c->q.from, from);
		date_local(c->q.to, to);
		snprintf(title, sizeof title, _("Corrections after the lock  %s, %s to %s"), c->q.form->code, from, to);
	} else {
		snprintf(title, sizeof title, "%s", _("Corrections after the lock"));
	}
	view_frame(g, title, app_who(app), _("The newest first: record, field, old and new value, difference, paper"));
}

static void
correct_draw(struct view *v, struct app *app, struct grid *g)
{
	struct correct_view *c = (struct correct_view *)v;
	int i;

	draw_title(c, app, g);
	c->page = body_rows(g) - FULL_ROWS - 1;
	scroll_fit(&c->at, c->page);
	if (c->at.n == 0) {
		(void)grid_put(g, BODY_TOP, 2, g->cols, A_PLAIN, _("Nothing locked was corrected"));
		return;
	}
	draw_heads(g);
	for (i = 0; i < c->page && c->at.top + i < c->at.n; i++) {
		view_mark(g, BODY_TOP + 1 + i, 0, c->at.top + i == c->at.cur);
		draw_row(g, BODY_TOP + 1 + i, &c->row[c->at.top + i]);
	}
	grid_fill(g, BODY_TOP + 1 + c->page, 0, g->cols, '-');
	draw_full(c, app, g, BODY_TOP + 2 + c->page);
	grid_cursor(g, BODY_TOP + 1 + c->at.cur - c->at.top, 0);
}

static void
correct_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct correct_view *c = (struct correct_view *)v;
	struct view *record;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_CORRECTIONS, NULL, -1));
	else if (ac == AC_OPEN && c->at.n && (record = record_view(app, c->row[c->at.cur].rec)))
		app_push(app, record);
	else
		(void)scroll_act(&c->at, ac, ev, c->page); /* other keys mean nothing here */
}

static void
correct_resume(struct view *v, struct app *app)
{
	load((struct correct_view *)v, app);
}

static void
correct_close(struct view *v)
{
	arena_free(((struct correct_view *)v)->a);
}

static const struct view_ops correct_ops = {
	.name = "corrections", .where = IN_CORRECTIONS, .draw = correct_draw, .act = correct_act,
	.resume = correct_resume, .close = correct_close,
	.right = RIGHT_READ,
};

struct view *
corrections_view(struct app *app, const struct form *f, const char *unit, const int32_t days[2])
{
	struct correct_view *c = (struct correct_view *)view_new(&correct_ops, sizeof *c);

	c->a = arena_new();
	c->hub = book_info(app_book(app))->role == ROLE_HUB;
	c->q = (struct correct_ask){ .form = f, .unit = unit ? arena_strdup(c->v.arena, unit) : NULL,
		.from = days ? days[0] : DATE_NONE, .to = days ? days[1] : DATE_NONE };
	c->page = 12;
	load(c, app);
	return &c->v;
}
