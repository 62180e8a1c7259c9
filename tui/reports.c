/* SPDX-License-Identifier: MIT */
/*
 * reports: the reports there are, in the order of the forms they add up.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "tui/scroll.h"
#include "tui/views.h"

struct reports_view {
	struct view v;
	const struct report **report;
	struct scroll at;
	int page;
};

static void
reports_draw(struct view *v, struct app *app, struct grid *g)
{
	struct reports_view *rs = (struct reports_view *)v;
	const struct report *r;
	int i;

	view_frame(g, _("Reports"), app_who(app), _("Tables of sums by any period and unit, with bars"));
	rs->page = body_rows(g);
	scroll_fit(&rs->at, rs->page);
	for (i = 0; i < rs->page && rs->at.top + i < rs->at.n; i++) {
		r = rs->report[rs->at.top + i];
		view_mark(g, BODY_TOP + i, 0, rs->at.top + i == rs->at.cur);
		(void)grid_put(g, BODY_TOP + i, 2, 4, A_PLAIN, r->form->code);
		(void)grid_put(g, BODY_TOP + i, 6, g->cols - 6, A_PLAIN, lang_pick(r->title));
	}
	if (rs->at.n == 0)
		(void)grid_put(g, BODY_TOP, 2, g->cols, A_PLAIN, _("No report is installed"));
	grid_cursor(g, BODY_TOP + (rs->at.n ? rs->at.cur - rs->at.top : 0), 0);
}

static void
reports_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct reports_view *rs = (struct reports_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_REPORTS, NULL, -1));
	else if (ac == AC_OPEN && rs->at.n)
		app_push(app, report_view(app, rs->report[rs->at.cur]));
	else
		(void)scroll_act(&rs->at, ac, ev, rs->page); /* other keys mean nothing */
}

static const struct view_ops reports_ops = {
	.name = "reports", .where = IN_REPORTS, .draw = reports_draw, .act = reports_act,
	.right = RIGHT_READ,
};

static int
by_form(const void *p, const void *q)
{
	const struct report *x = *(const struct report *const *)p, *y = *(const struct report *const *)q;
	int d = strcmp(x->form->code, y->form->code);

	return d ? d : strcmp(x->id, y->id);
}

struct view *
reports_view(struct app *app)
{
	struct reports_view *rs = (struct reports_view *)view_new(&reports_ops, sizeof *rs);
	const struct schema *s = book_schema(app_book(app));
	int i;

	rs->report = arena_alloc(rs->v.arena, ((size_t)s->nreports + 1) * sizeof *rs->report);
	for (i = 0; i < s->nreports; i++)
		rs->report[i] = s->report[i];
	qsort(rs->report, (size_t)s->nreports, sizeof *rs->report, by_form);
	rs->at.n = s->nreports;
	rs->page = 18;
	return &rs->v;
}
