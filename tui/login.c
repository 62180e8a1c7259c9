/* SPDX-License-Identifier: MIT */
/*
 * login: a name and a PIN, at the start on a shared console, or when nobody touched a key for a
 * while.  Invariant: nothing of the book is drawn before the PIN was right, and the PIN stands
 * nowhere but in this view, which is wiped when it ends.
 */
#include <stdio.h>
#include <string.h>

#include "core/lang.h"
#include "core/pin.h"
#include "tui/edit.h"
#include "tui/names.h"
#include "tui/views.h"

enum { NAME_ROW = BODY_TOP + 5, PIN_ROW = NAME_ROW + 1, LABEL_COL = 24, FIELD_COL = 36, NAME_COLS = 30 };

struct login_view {
	struct view v;
	const char *locked;     /* who was at work, NULL: nobody yet */
	const char *unit;
	bool at_pin;
	struct edit name;
	char pin[PIN_MOST + 1];
	int n;
};

static void
login_draw(struct view *v, struct app *app, struct grid *g)
{
	struct login_view *l = (struct login_view *)v;
	int i;

	(void)app;
	view_frame(g, "soxa", "", l->unit);
	if (l->locked)
		(void)grid_put(g, BODY_TOP + 2, LABEL_COL - 12, g->cols - LABEL_COL + 12, A_PLAIN,
		    _("Locked; what was typed is kept.  Your PIN opens it again."));
	else
		(void)grid_put(g, BODY_TOP + 2, LABEL_COL - 12, g->cols - LABEL_COL + 12, A_PLAIN,
		    _("Who works here?  Your name, Enter, your PIN, Enter."));
	(void)grid_put(g, NAME_ROW, LABEL_COL, FIELD_COL - LABEL_COL, A_PLAIN, _("Name"));
	(void)grid_put(g, PIN_ROW, LABEL_COL, FIELD_COL - LABEL_COL, A_PLAIN, "PIN");
	edit_show(&l->name, g, NAME_ROW, FIELD_COL);
	for (i = 0; i < l->n && i < NAME_COLS; i++)
		(void)grid_put(g, PIN_ROW, FIELD_COL + i, 1, A_PLAIN, "*");
	if (l->at_pin) {
		if (l->n == 0)
			(void)grid_put(g, PIN_ROW, FIELD_COL, 1, A_PLAIN, "_");
		grid_cursor(g, PIN_ROW, FIELD_COL + i);
	}
}

static void
forget_pin(struct login_view *l)
{
	explicit_bzero(l->pin, sizeof l->pin);
	l->n = 0;
}

static void
try_login(struct login_view *l, struct app *app)
{
	struct arena *a = arena_new();
	char name[OPERATOR_NAME * 4];
	struct operator o;
	unsigned wrong;
	struct err e;

	(void)edit_text(&l->name, name, sizeof name);
	if (pin_login(app_book(app), a, name, l->pin, &o, &wrong, &e) == 0) {
		app_login(app, &o);
		if (wrong)
			app_say(app, SAY_WARN, _("%u wrong PINs were typed for your name since you were here last"), wrong);
	} else {
		app_say(app, SAY_ERROR, "%s", e.text);
	}
	forget_pin(l);
	arena_free(a);
}

/* Letters and Backspace into the PIN. */
static void
type_pin(struct login_view *l, const struct event *ev)
{
	if (ev->key == K_CHAR && ev->c > ' ' && ev->c < 0x7F && l->n < PIN_MOST)
		l->pin[l->n++] = (char)ev->c;
	else if (ev->key == K_BACKSPACE && l->n > 0)
		l->pin[--l->n] = '\0';
}

static void
login_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct login_view *l = (struct login_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_quit(app);
	else if (ac == AC_NEXT || ac == AC_PREV || (ac == AC_OPEN && !l->at_pin))
		l->at_pin = !l->at_pin;
	else if (ac == AC_OPEN)
		try_login(l, app);
	else if (ac == AC_CLEAR && l->at_pin)
		forget_pin(l);
	else if (ac == AC_CLEAR)
		edit_start(&l->name, "", OPERATOR_NAME, NAME_COLS);
	else if (l->at_pin)
		type_pin(l, ev);
	else
		(void)edit_key(&l->name, ev); /* what is no letter means nothing here */
}

static void
login_close(struct view *v)
{
	forget_pin((struct login_view *)v);
}

static const struct view_ops login_ops = {
	.name = "login", .where = IN_LOGIN, .draw = login_draw, .act = login_act, .close = login_close,
};

struct view *
login_view(struct app *app, const char *locked)
{
	struct login_view *l = (struct login_view *)view_new(&login_ops, sizeof *l);

	l->locked = locked ? arena_strdup(l->v.arena, locked) : NULL;
	l->unit = names_unit(l->v.arena, app_book(app));
	l->at_pin = locked != NULL;
	edit_start(&l->name, locked ? locked : "", OPERATOR_NAME, NAME_COLS);
	return &l->v;
}
