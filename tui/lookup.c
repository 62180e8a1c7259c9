/* SPDX-License-Identifier: MIT */
/*
 * lookup: a value chosen from its list, in the last rows of the body.  Typing filters,
 * marks optional, over code and label; an other name by which a unit was found stands behind
 * its label.  Invariant: Enter gives what '>' stands at, or in an
 * open list the text itself when nothing is found.
 */
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "tui/choice.h"
#include "tui/edit.h"
#include "tui/views.h"

enum { POPUP_ROWS = 8, ITEMS = POPUP_ROWS - 2, VALUE_COLS = 8, EXTRA_COLS = 16, FILTER_COLS = 24,
	QUERY_CHARS = 60, LABEL_COLS = 34, TEXT_BYTES = EDIT_MAX * 4 + 1 };

struct lookup {
	struct view v;
	const char *label;
	struct choices c;
	int value_cols;
	struct chosen *hit;
	int nhits, cur, top;
	struct edit edit;
	struct arena *scratch;  /* of one search */
};

/* Keys that begin a code mean the code, whatever word they are: U1, and not ú. */
static bool
begins_code(const struct lookup *l, const char *keys)
{
	size_t n = strlen(keys);
	int i;

	for (i = 0; n > 0 && !l->c.ids && i < l->c.n; i++)
		if (strncasecmp(l->c.item[i].value, keys, n) == 0)
			return true;
	return false;
}

static void
search(struct lookup *l)
{
	char text[TEXT_BYTES];

	arena_reset(l->scratch);
	(void)edit_keys(&l->edit, text, sizeof text);
	if (!begins_code(l, text))
		(void)edit_text(&l->edit, text, sizeof text);
	l->nhits = choice_find(l->scratch, &l->c, text, l->hit, l->c.n);
	l->cur = l->top = 0;
}

static void
draw_item(struct lookup *l, struct grid *g, int row, int i)
{
	const struct chosen *h = &l->hit[i];
	const struct choice *c = &l->c.item[h->index];
	const char *label = h->why ? arena_printf(l->scratch, "%s [%s]", c->label, h->why) : c->label;
	int col = 2;

	view_mark(g, row, 0, i == l->cur);
	if (!l->c.ids) {
		(void)grid_put(g, row, col, l->value_cols, A_PLAIN, c->value);
		col += l->value_cols + 1;
	}
	(void)grid_put(g, row, col, g->cols - col - EXTRA_COLS - 1, A_PLAIN, label);
	(void)grid_put(g, row, g->cols - EXTRA_COLS, EXTRA_COLS, A_PLAIN, c->extra);
}

static void
lookup_draw(struct view *v, struct app *app, struct grid *g)
{
	struct lookup *l = (struct lookup *)v;
	int row = hint_row(g) - POPUP_ROWS, i, col;

	(void)app;
	for (i = row; i < hint_row(g); i++)
		grid_fill(g, i, 0, g->cols, ' ');
	col = 2 + grid_put(g, row, 2, LABEL_COLS, A_PLAIN, l->label) + 2;
	(void)grid_put(g, row, col, 1, A_PLAIN, "[");
	(void)grid_put(g, row, col + FILTER_COLS + 1, 1, A_PLAIN, "]");
	for (i = 0; i < ITEMS && l->top + i < l->nhits; i++)
		draw_item(l, g, row + 1 + i, l->top + i);
	(void)grid_put(g, row + POPUP_ROWS - 1, 2, g->cols - 3, A_PLAIN, arena_printf(l->scratch,
	    _("%d/%d   Enter takes it   Esc Esc leaves it"), l->nhits ? l->cur + 1 : 0, l->nhits));
	l->edit.cols = FILTER_COLS;
	edit_show(&l->edit, g, row, col + 1);
}

/* The last word may be another once it is over: then what it finds is shown before it is taken. */
static bool
changed_at_last(struct lookup *l)
{
	if (!edit_end(&l->edit))
		return false;
	search(l);
	return l->nhits > 0;
}

static void
take(struct lookup *l, struct app *app)
{
	char text[TEXT_BYTES];

	if (changed_at_last(l))
		return;
	if (l->nhits > 0)
		app_answer_set(app, l->c.item[l->hit[l->cur].index].value);
	else if (!l->c.closed && edit_text(&l->edit, text, sizeof text) > 0)
		app_answer_set(app, text);
	else {
		app_say(app, SAY_INFO, "%s", _("Nothing in the list is like that; change what is typed"));
		return;
	}
	app_pop(app);
}

static void
move(struct lookup *l, int by)
{
	l->cur += by;
	l->cur = l->cur >= l->nhits ? l->nhits - 1 : l->cur;
	l->cur = l->cur < 0 ? 0 : l->cur;
	if (l->cur < l->top)
		l->top = l->cur;
	if (l->cur >= l->top + ITEMS)
		l->top = l->cur - ITEMS + 1;
}

static void
lookup_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct lookup *l = (struct lookup *)v;

	if (ac == AC_BACK) {
		app_say(app, SAY_INFO, NULL);
		app_answer_set(app, NULL);
		app_pop(app);
	} else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_POPUP, NULL, -1));
	else if (ev->key == K_ENTER || ev->key == K_TAB)
		take(l, app);
	else if (ev->key == K_UP || ev->key == K_DOWN)
		move(l, ev->key == K_UP ? -1 : 1);
	else if (ac == AC_NEXT_REC || ac == AC_PREV_REC)
		move(l, ac == AC_PREV_REC ? -ITEMS : ITEMS);
	else if (ac == AC_FIRST || ac == AC_LAST)
		move(l, ac == AC_FIRST ? -l->nhits : l->nhits);
	else if (edit_key(&l->edit, ev) == 1) {
		app_say(app, SAY_INFO, NULL);
		search(l);
	}
}

static void
lookup_close(struct view *v)
{
	arena_free(((struct lookup *)v)->scratch);
}

static const struct view_ops lookup_ops = { .name = "lookup", .where = IN_POPUP,
	.draw = lookup_draw, .act = lookup_act, .close = lookup_close };

struct view *
lookup_view(struct app *app, const struct field *f, const char *query, int32_t day)
{
	struct view *v = view_new(&lookup_ops, sizeof(struct lookup));
	struct lookup *l = (struct lookup *)v;
	struct err e;
	int i;

	v->popup = true;
	l->scratch = arena_new();
	l->label = lang_pick(f->label);
	if (choice_list(v->arena, app_book(app), f, day, &l->c, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	l->hit = arena_alloc(v->arena, ((size_t)l->c.n + 1) * sizeof *l->hit);
	l->value_cols = VALUE_COLS;
	for (i = 0; i < l->c.n; i++)
		if (text_cols(l->c.item[i].value) > l->value_cols)
			l->value_cols = text_cols(l->c.item[i].value);
	if (l->value_cols > 40)
		l->value_cols = 40;
	edit_start(&l->edit, query, QUERY_CHARS, FILTER_COLS);
	l->edit.ime = f->as_typed || f->pattern ? NULL : app_typing(app);
	search(l);
	return v;
}
