/* SPDX-License-Identifier: MIT */
/*
 * sides: two versions of one record, a line a field where they differ.  Invariant: the value that
 * bears the star is the one in hand; leaving the screen changes nothing more.
 */
#include <string.h>

#include "tui/entry.h"
#include "tui/rows.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { LABEL_COL = 2, MINE_COL = 30, THEIRS_COL = 56, HEAD_ROWS = 1 };

struct sides {
	struct view v;
	struct entry *en;
	struct scroll at;
	int page;
};

static void
draw_value(struct grid *g, int row, int col, struct arena *a, const struct cell *c, const struct value *v)
{
	int cols = col == MINE_COL ? THEIRS_COL - MINE_COL - 4 : g->cols - col - 2;

	(void)grid_put_short(g, row, col + 2, cols, A_PLAIN,
	    v->kind == V_BLANK ? _("(blank)") : row_cell(a, c, v, REVEAL));
}

static void
draw_line(struct sides *s, struct grid *g, int row, int i, struct arena *a)
{
	const struct side *side = &s->en->side[i];
	const struct cell *c = &s->en->form->cell[side->cell];

	view_mark(g, row, 0, i == s->at.cur);
	(void)grid_put_short(g, row, LABEL_COL, MINE_COL - LABEL_COL - 1, A_PLAIN, row_label(a, c));
	grid_fill(g, row, side->taken ? THEIRS_COL : MINE_COL, 1, '*');
	draw_value(g, row, MINE_COL, a, c, &side->mine);
	draw_value(g, row, THEIRS_COL, a, c, &side->theirs);
}

static void
sides_draw(struct view *v, struct app *app, struct grid *g)
{
	struct sides *s = (struct sides *)v;
	const struct form *f = s->en->form;
	struct arena *a = arena_new();
	int i;

	view_frame(g, arena_printf(a, "%s %s", f->code, lang_pick(f->title)), app_who(app), arena_printf(a,
	    _("%s saved this record while you changed it: choose which value stays"), s->en->other));
	(void)grid_put(g, BODY_TOP, MINE_COL + 2, THEIRS_COL - MINE_COL - 4, A_PLAIN, _("Yours"));
	(void)grid_put(g, BODY_TOP, THEIRS_COL + 2, g->cols - THEIRS_COL - 2, A_PLAIN,
	    arena_printf(a, _("Of %s"), s->en->other));
	s->page = body_rows(g) - HEAD_ROWS;
	scroll_fit(&s->at, s->page);
	for (i = 0; i < s->page && s->at.top + i < s->at.n; i++)
		draw_line(s, g, BODY_TOP + HEAD_ROWS + i, s->at.top + i, a);
	(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN,
	    _("What bears the star is saved; Left chooses yours, Right theirs"));
	grid_cursor(g, BODY_TOP + HEAD_ROWS + s->at.cur - s->at.top, 0);
	arena_free(a);
}

static void
take_all(struct sides *s, bool theirs)
{
	int i;

	for (i = 0; i < s->at.n; i++)
		entry_take(s->en, i, theirs);
}

static void
sides_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct sides *s = (struct sides *)v;

	if (ac == AC_BACK || ac == AC_SAVE) {
		app_answer_set(app, ac == AC_SAVE ? "save" : NULL);
		app_pop(app);
	} else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_SIDES, NULL, -1));
	else if (ac == AC_LOOKUP || ac == AC_COPY)
		take_all(s, ac == AC_LOOKUP);
	else if (ev->key == K_LEFT || ev->key == K_RIGHT)
		entry_take(s->en, s->at.cur, ev->key == K_RIGHT);
	else
		(void)scroll_act(&s->at, ac, ev, s->page); /* other keys mean nothing here */
}

static const struct view_ops sides_ops = { .name = "sides", .where = IN_SIDES, .draw = sides_draw, .act = sides_act };

struct view *
sides_view(struct app *app, struct entry *en)
{
	struct view *v = view_new(&sides_ops, sizeof(struct sides));
	struct sides *s = (struct sides *)v;

	(void)app;
	s->en = en;
	s->at.n = en->nsides;
	s->page = 1;
	return v;
}
