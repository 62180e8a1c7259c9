/* SPDX-License-Identifier: MIT */
/*
 * keyview: keys a record of each form and version, so that who writes forms sees what a
 * change of one costs or saves.  A version nobody keyed has no row.
 */
#include "core/keycount.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { VERSION_COL = 46, RECORDS_COL = 52, MEAN_COL = 61, RECENT_COL = 71, NUMBER_COLS = 8 };

struct key_row { const struct form *form; int version; struct keycount n; };

struct keys_page {
	struct view v;
	struct key_row *row;
	struct scroll at;
	int rows;               /* on the screen when last drawn */
	struct arena *scratch;
};

/* A mean with one digit, as people write it here. */
static const char *
mean(struct arena *a, long keys, long records)
{
	long tenths = records ? (keys * 10 + records / 2) / records : 0;

	return arena_printf(a, lang_get() == LANG_EN ? "%ld.%ld" : "%ld,%ld", tenths / 10, tenths % 10);
}

static void
draw_row(struct keys_page *p, struct grid *g, int row, const struct key_row *k)
{
	struct arena *a = p->scratch;

	(void)grid_put_short(g, row, 2, VERSION_COL - 3, A_PLAIN,
	    arena_printf(a, "%s %s", k->form->code, lang_pick(k->form->title)));
	(void)grid_put(g, row, VERSION_COL, RECORDS_COL - VERSION_COL, A_PLAIN, arena_printf(a, "%d", k->version));
	(void)grid_put_right(g, row, RECORDS_COL, NUMBER_COLS, A_PLAIN, arena_printf(a, "%ld", k->n.records));
	(void)grid_put_right(g, row, MEAN_COL, NUMBER_COLS, A_PLAIN, mean(a, k->n.keys, k->n.records));
	(void)grid_put_right(g, row, RECENT_COL, NUMBER_COLS, A_PLAIN,
	    mean(a, k->n.recent_keys, k->n.recent));
}

static void
keys_draw(struct view *v, struct app *app, struct grid *g)
{
	struct keys_page *p = (struct keys_page *)v;
	int i;

	arena_reset(p->scratch);
	p->rows = body_rows(g) - 1;
	scroll_fit(&p->at, p->rows);
	view_frame(g, _("Keys a record"), app_head(app),
	    _("Every key pressed from an empty record to its save, as a mean"));
	(void)grid_put(g, BODY_TOP, 2, VERSION_COL - 3, A_PLAIN, _("Form"));
	(void)grid_put(g, BODY_TOP, VERSION_COL, g->cols, A_PLAIN, _("Ver."));
	(void)grid_put_right(g, BODY_TOP, RECORDS_COL, NUMBER_COLS, A_PLAIN, _("Records"));
	(void)grid_put_right(g, BODY_TOP, MEAN_COL, NUMBER_COLS, A_PLAIN, _("In all"));
	(void)grid_put_right(g, BODY_TOP, RECENT_COL, NUMBER_COLS, A_PLAIN, _("Last 200"));
	for (i = 0; i < p->rows && p->at.top + i < p->at.n; i++) {
		view_mark(g, BODY_TOP + 1 + i, 0, p->at.top + i == p->at.cur);
		draw_row(p, g, BODY_TOP + 1 + i, &p->row[p->at.top + i]);
	}
	if (p->at.n == 0)
		(void)grid_put(g, BODY_TOP + 1, 2, g->cols - 2, A_PLAIN,
		    _("No record was keyed on the screens since they are counted"));
	grid_cursor(g, BODY_TOP + 1 + p->at.cur - p->at.top, 0);
}

static void
keys_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct keys_page *p = (struct keys_page *)v;

	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_PAGE, NULL, -1));
	else
		(void)scroll_act(&p->at, ac, ev, p->rows); /* other keys mean nothing here */
}

static void
keys_close(struct view *v)
{
	arena_free(((struct keys_page *)v)->scratch);
}

static const struct view_ops keys_ops = { .name = "keys", .where = IN_PAGE, .draw = keys_draw,
	.act = keys_act, .close = keys_close };

struct view *
keys_view(struct app *app)
{
	struct keys_page *p = (struct keys_page *)view_new(&keys_ops, sizeof *p);
	const struct schema *s = book_schema(app_book(app));
	int i, version, most = 0;

	p->scratch = arena_new();
	for (i = 0; i < s->nforms; i++)
		most += s->form[i]->version;
	p->row = arena_alloc(p->v.arena, ((size_t)most + 1) * sizeof *p->row);
	for (i = 0; i < s->nforms; i++)
		for (version = s->form[i]->version; version > 0; version--) {
			struct keycount n = keycount_get(app_book(app), s->form[i]->id, version);

			if (n.records > 0)
				p->row[p->at.n++] = (struct key_row){ s->form[i], version, n };
		}
	return &p->v;
}
