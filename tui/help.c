/* SPDX-License-Identifier: MIT */
/*
 * help: the screen behind F1: the field the cursor is in, how the screen works, its keys.
 * F1 once more is the typing page.  Any action but moving goes back.
 */
#include "core/lang.h"
#include "tui/help.h"
#include "tui/views.h"

struct help_view {
	struct view v;
	struct lines lines;
	const char *title;
	bool typing;            /* the typing page itself */
	int rows;               /* of the body when last drawn */
};

static struct help_view *help_new(const char *title);

static void
help_draw(struct view *v, struct app *app, struct grid *g)
{
	struct help_view *h = (struct help_view *)v;

	view_frame(g, h->typing ? _("Typing Vietnamese") : _("Help"), app_head(app), h->title);
	h->rows = body_rows(g);
	lines_draw(&h->lines, g, BODY_TOP, h->rows);
	grid_cursor(g, hint_row(g), 0);
}

static void
to_typing(struct app *app)
{
	struct help_view *h = help_new(_("Letters with marks, without an input method of your own machine"));

	h->typing = true;
	help_typing(&h->lines);
	app_push(app, &h->v);
}

static void
help_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct help_view *h = (struct help_view *)v;

	if (lines_act(&h->lines, ac, ev, h->rows))
		return;
	if (ac == AC_HELP && !h->typing)
		to_typing(app);
	else if (ac != AC_NONE)
		app_pop(app);
}

static const struct view_ops help_ops = {
	.name = "help", .where = IN_HELP, .draw = help_draw, .act = help_act,
};

static struct help_view *
help_new(const char *title)
{
	struct help_view *h = (struct help_view *)view_new(&help_ops, sizeof *h);

	h->lines.a = h->v.arena;
	h->title = title;
	return h;
}

struct view *
help_view(struct app *app, unsigned where, const struct form *f, int cell)
{
	struct help_view *h = help_new(_("How this screen works, and its keys"));

	if (f)
		h->title = arena_printf(h->v.arena, "%s %s", f->code, lang_pick(f->title));
	if (f && cell >= 0 && cell < f->ncells)
		help_field(&h->lines, f, &f->cell[cell], 80, HELP_KEYS);
	help_intro(&h->lines, where);
	help_keys(&h->lines, where | (app_ascii(app) ? IN_ASCII : 0));
	return &h->v;
}
