/* SPDX-License-Identifier: MIT */
/*
 * letters: one question, asked once by operator and TERM.  A terminal can be asked for
 * its charset but not for its font; the person in front of it can.
 */
#include <string.h>

#include "core/lang.h"
#include "tui/views.h"

static void
letters_draw(struct view *v, struct app *app, struct grid *g)
{
	int row = hint_row(g);

	(void)v;
	(void)app;
	grid_fill(g, row, 0, g->cols, ' ');
	grid_cursor(g, row, 1 + grid_put(g, row, 0, g->cols - 2, A_PLAIN, _("Can you read these: ă ế ữ ậ ? (y/n)")));
}

void
letters_missing(struct app *app)
{
	struct desk *d = app_desk(app);

	d->ascii = true;
	app_say(app, SAY_WARN, "%s", strncmp(d->term, "linux", 5) == 0 ?
	    _("No marks are shown here; with this font they are: setfont Vietnamese-Fixed16") :
	    _("No marks are shown here; the word at the cursor has them in the line below"));
}

static void
answer(struct app *app, bool readable)
{
	struct err e;

	app_pop(app);
	if (desk_answer(app_desk(app), app, readable, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else if (!readable)
		letters_missing(app);
	else if (app_ascii(app))
		app_say(app, SAY_WARN, _("This terminal takes no letters with marks; see terminal.charset in soxa.conf"));
}

/* The first letters of yes and no in both languages, with any keyboard. */
static void
letters_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	(void)v;
	if (ev->key == K_CHAR && (ev->c | 0x20) == 'c')
		answer(app, true);
	else if (ev->key == K_CHAR && (ev->c | 0x20) == 'k')
		answer(app, false);
	else if (ev->key == K_CHAR && (ev->c | 0x20) == 'y')
		answer(app, true);
	else if (ev->key == K_CHAR && (ev->c | 0x20) == 'n')
		answer(app, false);
	else if (ac == AC_BACK)
		app_pop(app); /* asked again next time */
}

static const struct view_ops letters_ops = {
	.name = "letters", .where = IN_POPUP, .draw = letters_draw, .act = letters_act,
};

struct view *
letters_view(struct app *app)
{
	struct view *v = view_new(&letters_ops, sizeof *v);

	app_say(app, SAY_INFO, NULL);
	v->popup = true;
	return v;
}
