/* SPDX-License-Identifier: MIT */
/*
 * help: what the field means and which keys are valid, made from the form and the
 * action table, so that it cannot say anything the program does not do.
 */
#include <stdio.h>
#include <string.h>

#include "core/lang.h"
#include "tui/help.h"
#include "tui/views.h"

enum { KEYS_COLS = 32 };

struct help_view {
	struct view v;
	struct lines lines;
	const char *title;
	int rows;               /* of the body when last drawn */
};

static const struct { enum ftype type; const char *text; } types_said[] = {
	{ T_COUNT, N_("A whole number; - nothing occurred, ? not known yet, = what is still missing.") },
	{ T_INT, N_("A whole number.") },
	{ T_MONEY, N_("An amount in dong; dots may be typed.") },
	{ T_DATE, N_("A date: 23112021, 2311 or 23 (this month), 23/11/2021.") },
	{ T_TIME, N_("A time: 0730, 7:30 or 7.") },
	{ T_BOOL, N_("Yes or no.") },
	{ T_CODE, N_("A code or a part of its name, marks optional.") },
	{ T_LINK, N_("A record of another form: its number, or words of it.") },
	{ T_UNIT, N_("A unit by its code or name.") },
};

/* What the keys of this way of working do in a field of the type. */
static const char *
ways(enum ftype t, enum help_way way)
{
	if (t == T_CODE || t == T_LINK || t == T_UNIT)
		return way == HELP_KEYS ? _("F4 shows the list.") : _("? shows the list.");
	return t == T_MEMO && way == HELP_KEYS ? _("A text of several lines; Esc Enter begins a new line.") : "";
}

void
help_field(struct lines *l, const struct form *f, const struct cell *c, int cols, enum help_way way)
{
	const struct field *fd = c->field;
	int i;

	lines_add(l, "%s", lang_pick(fd->label));
	if (*lang_pick(fd->help))
		lines_wrap(l, 2, cols, lang_pick(fd->help));
	for (i = 0; i < (int)(sizeof types_said / sizeof *types_said); i++)
		if (types_said[i].type == fd->type)
			lines_wrap(l, 2, cols, _(types_said[i].text));
	if (*ways(fd->type, way))
		lines_wrap(l, 2, cols, ways(fd->type, way));
	if (fd->compute)
		lines_wrap(l, 2, cols, _("It is computed and never typed."));
	if (fd->required)
		lines_wrap(l, 2, cols, _("It must be filled before the record is saved."));
	if (fd->key)
		lines_wrap(l, 2, cols, _("It is part of the key: two records may not agree in all of it."));
	for (i = 0; i < f->nrules; i++)
		if (f->rule[i].field == fd && *lang_pick(f->rule[i].text))
			lines_wrap(l, 2, cols, lang_pick(f->rule[i].text));
	for (i = 0; i < f->nbalances; i++)
		if (f->balance[i].whole == fd && *lang_pick(f->balance[i].text))
			lines_wrap(l, 2, cols, lang_pick(f->balance[i].text));
	lines_add(l, "%s", "");
}

/* All the keys of an action, the ones without function keys after the main one. */
static void
say_keys(struct lines *l, unsigned where)
{
	char keys[64];
	int i;

	for (i = 0; i < nactions; i++) {
		const struct action_row *r = &actions[i];

		if (!(r->where & where))
			continue;
		snprintf(keys, sizeof keys, "%s%s%s%s%s", r->main, *r->other ? ", " : "", r->other,
		    *r->also ? ", " : "", r->also);
		lines_hang(l, KEYS_COLS, 80, keys, _(r->help));
	}
	lines_add(l, "%s", "");
	lines_add(l, "%s", _("Esc and a digit does what the function key of that digit does, at any pace."));
}

static void
help_draw(struct view *v, struct app *app, struct grid *g)
{
	struct help_view *h = (struct help_view *)v;

	view_frame(g, _("Help"), app_who(app), h->title);
	h->rows = body_rows(g);
	lines_draw(&h->lines, g, BODY_TOP, h->rows);
	grid_cursor(g, hint_row(g), 0);
}

static void
help_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct help_view *h = (struct help_view *)v;

	if (!lines_act(&h->lines, ac, ev, h->rows) && ac != AC_NONE)
		app_pop(app);
}

static const struct view_ops help_ops = {
	.name = "help", .where = IN_HELP, .draw = help_draw, .act = help_act,
};

struct view *
help_view(struct app *app, unsigned where, const struct form *f, int cell)
{
	struct help_view *h = (struct help_view *)view_new(&help_ops, sizeof *h);

	(void)app;
	h->lines.a = h->v.arena;
	h->title = f ? arena_printf(h->v.arena, "%s %s", f->code, lang_pick(f->title)) : _("Keys");
	if (f && cell >= 0 && cell < f->ncells)
		help_field(&h->lines, f, &f->cell[cell], 80, HELP_KEYS);
	say_keys(&h->lines, where);
	return &h->v;
}
