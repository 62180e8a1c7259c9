/* SPDX-License-Identifier: MIT */
/*
 * reports: the reports there are, each with the form it adds up.
 */
#include "core/lang.h"
#include "tui/scroll.h"
#include "tui/views.h"

struct reports_view {
	struct view v;
	const struct schema *schema;
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
		r = rs->schema->report[rs->at.top + i];
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
		app_push(app, report_view(app, rs->schema->report[rs->at.cur]));
	else
		(void)scroll_act(&rs->at, ac, ev, rs->page); /* other keys mean nothing */
}

static const struct view_ops reports_ops = {
	.name = "reports", .where = IN_REPORTS, .draw = reports_draw, .act = reports_act,
};

struct view *
reports_view(struct app *app)
{
	struct reports_view *rs = (struct reports_view *)view_new(&reports_ops, sizeof *rs);

	rs->schema = book_schema(app_book(app));
	rs->at.n = rs->schema->nreports;
	rs->page = 18;
	return &rs->v;
}
