/* SPDX-License-Identifier: MIT */
/*
 * form: one record over pages.  Drawing costs what changed: values stand left in fixed
 * columns, flags ('*' required, '=' computed, '!' error) do not move, only the current
 * field has its '>', right before the value.  A form opened over a sheet's line works
 * on the sheet's own hand.
 */
#include "tui/formview.h"

#include <string.h>

#include "core/text.h"
#include "tui/layout.h"
#include "tui/names.h"
#include "tui/views.h"

struct form_view {
	struct view v;
	struct hand *h;         /* own, or the sheet's */
	struct hand own;
	struct plan *lay;
	struct arena *pages;    /* of lay, made anew with another size */
	struct names names;     /* of linked records */
	struct arena *scratch;  /* of one drawing */
};

static int
page_of(const struct form_view *f)
{
	return f->h->en.cell < 0 ? 0 : f->lay->at[f->h->en.cell].page;
}

/* What a cell that is not current shows: the value, and the name of a code where there is room. */
static const char *
shown(struct form_view *f, int cell)
{
	struct entry *en = &f->h->en;
	const struct field *field = en->form->cell[cell].field;
	const char *text = field->type == T_MONEY && !en->bad[cell] ?
	    value_print(f->scratch, T_MONEY, &en->v[cell], STYLE_PEOPLE) : entry_text(en, cell);
	const struct code *c = field->codes ? codes_find(field->codes, text) : NULL;

	if (field->type == T_LINK && *text && !en->bad[cell])
		return names_of(&f->names, field, text);
	if (c)
		return arena_printf(f->scratch, "%s  %s", text, lang_pick(c->label));
	if (*text && types[field->type].numeric && lang_pick(field->unit) && *lang_pick(field->unit))
		return arena_printf(f->scratch, "%s %s", text, lang_pick(field->unit));
	return text;
}

static int
flag_of(struct form_view *f, int cell)
{
	const struct finding *found = entry_finding(&f->h->en, cell);
	const struct field *field = f->h->en.form->cell[cell].field;

	if (found && found->level == LV_ERROR)
		return '!';
	return field->compute ? '=' : field->required ? '*' : ' ';
}

static void
draw_cell(struct form_view *f, struct grid *g, int cell)
{
	const struct place *at = &f->lay->at[cell];
	struct entry *en = &f->h->en;
	int row = BODY_TOP + at->row;

	if (at->label)
		(void)grid_put_short(g, row, at->label_col, at->label_cols, A_PLAIN, at->label);
	if (at->flag_col >= 0)
		grid_fill(g, row, at->flag_col, 1, (uint32_t)flag_of(f, cell));
	if (cell == en->cell) {
		view_mark(g, row, at->mark_col, true);
		en->edit.cols = at->cols;
		edit_show(&en->edit, g, row, at->col);
		if (en->edit.n == 0)
			grid_fill(g, row, at->col, 1, ' '); /* the mark stands before it */
	} else {
		(void)grid_put_short(g, row, at->col, at->room, A_PLAIN, shown(f, cell));
	}
}

/* A label that was shortened is given whole in the hint row while its cell is current. */
static void
draw_whole_label(struct grid *g, const struct place *at, const struct cell *c)
{
	const char *whole = c->row && !c->col ? lang_pick(c->row->label) : at->label;

	if (at->label && (whole != at->label || text_cols(at->label) > at->label_cols))
		(void)grid_put_short(g, hint_row(g), 0, g->cols, A_PLAIN, whole);
}

static int64_t
sum_of(const struct entry *en, const struct mark *m)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < m->n; i++)
		if (en->v[m->from + i * m->by].kind == V_INT)
			sum += en->v[m->from + i * m->by].n;
	return sum;
}

static bool
sum_typed(const struct entry *en, const struct mark *m)
{
	int i;

	for (i = 0; i < m->n; i++)
		if (en->v[m->from + i * m->by].kind != V_BLANK)
			return true;
	return false;
}

static bool
any_typed(const struct entry *en, const struct field *f)
{
	struct mark m = { .from = f->cell, .by = 1, .n = f->ncells };

	return sum_typed(en, &m);
}

/* An optional balance is silent until one of its parts is there. */
static bool
begun(const struct entry *en, const struct balance *b)
{
	int i;

	for (i = 0; i < b->nparts; i++)
		if (any_typed(en, b->part[i]))
			return true;
	return !b->optional && any_typed(en, b->whole);
}

/* "left 5", "over 1": what a balance still misses. */
static const char *
rest_of(struct form_view *f, const struct balance *b)
{
	bool holds;
	struct value rest = check_balance(f->h->en.form, b, f->h->en.v, &holds);

	if (!begun(&f->h->en, b))
		return "";
	if (rest.kind != V_INT)
		return "";
	return rest.n < 0 ? arena_printf(f->scratch, _("over %lld"), -(long long)rest.n) :
	    arena_printf(f->scratch, _("left %lld"), (long long)rest.n);
}

static const char *
name_and_value(struct form_view *f, const struct field *field)
{
	struct entry *en = &f->h->en;
	const char *name = lang_pick(field->brief);
	struct mark m = { .from = field->cell, .by = 1, .n = field->ncells };

	if (!name || !*name)
		name = lang_pick(field->label);
	return arena_printf(f->scratch, "%s %s", name, field->rows ?
	    arena_printf(f->scratch, "%lld", (long long)sum_of(en, &m)) : entry_text(en, field->cell));
}

/* BALANCE  came 1500 = given 1495 + postponed 5    left 0 */
static void
draw_balance(struct form_view *f, struct grid *g, const struct mark *m)
{
	const struct balance *b = m->balance;
	const char *rest = rest_of(f, b), *text;
	int i, row = BODY_TOP + m->row;

	if (!begun(&f->h->en, b))
		return;
	text = arena_printf(f->scratch, "%s  %s =", lang_pick(b->label), name_and_value(f, b->whole));
	for (i = 0; i < b->nparts; i++)
		text = arena_printf(f->scratch, "%s%s %s", text, i ? " +" : "",
		    name_and_value(f, b->part[i]));
	i = m->cols - text_cols(rest) - 2;
	(void)grid_put(g, row, m->col + m->cols - text_cols(rest), text_cols(rest), A_PLAIN, rest);
	(void)grid_put(g, row, m->col, i, A_PLAIN, text);
}

static void
draw_mark(struct form_view *f, struct grid *g, const struct mark *m)
{
	int row = BODY_TOP + m->row;

	switch (m->kind) {
	case MARK_TEXT:
		(void)grid_put(g, row, m->col, m->cols, A_PLAIN, m->text);
		break;
	case MARK_SUM:
		if (sum_typed(&f->h->en, m))
			(void)grid_put(g, row, m->col, m->cols, A_PLAIN, arena_printf(f->scratch,
			    "%lld", (long long)sum_of(&f->h->en, m)));
		break;
	case MARK_REST:
		(void)grid_put(g, row, m->col, m->cols, A_PLAIN, rest_of(f, m->balance));
		break;
	case MARK_BALANCE:
		draw_balance(f, g, m);
		break;
	}
}

/* The key of the record where its own page is not shown, and the page. */
static const char *
context(struct form_view *f, int page, int cols)
{
	struct entry *en = &f->h->en;
	const char *text = "", *pages;
	int i;

	pages = f->lay->npages < 2 ? "" : arena_printf(f->scratch, _("page %d/%d"), page + 1,
	    f->lay->npages);
	for (i = 0; i < en->form->nkeys; i++)
		if (f->lay->at[en->form->key[i]->cell].page != page)
			text = arena_printf(f->scratch, "%s%s%s", text, *text ? "  " : "",
			    entry_text(en, en->form->key[i]->cell));
	i = (int)text_cut(text, cols - text_cols(pages) - 2);
	return arena_printf(f->scratch, "%.*s%*s%s", i, text,
	    cols - text_cols(arena_printf(f->scratch, "%.*s", i, text)) - text_cols(pages), "", pages);
}

static void
lay_out(struct form_view *f, const struct grid *g)
{
	if (f->lay && f->lay->rows == body_rows(g) && f->lay->cols == g->cols)
		return;
	arena_reset(f->pages);
	f->lay = layout_make(f->pages, f->h->en.form, body_rows(g), g->cols);
}

static void
form_draw(struct view *v, struct app *app, struct grid *g)
{
	struct form_view *f = (struct form_view *)v;
	const struct form *form = f->h->en.form;
	int i, page;

	arena_reset(f->scratch);
	lay_out(f, g);
	page = page_of(f);
	view_frame(g, arena_printf(f->scratch, "%s %s", form->code, lang_pick(form->title)),
	    hand_state(f->h, app, f->scratch), context(f, page, g->cols));
	for (i = 0; i < f->lay->nmarks; i++)
		if (f->lay->mark[i].page == page)
			draw_mark(f, g, &f->lay->mark[i]);
	for (i = 0; i < form->ncells; i++)
		if (f->lay->at[i].page == page)
			draw_cell(f, g, i);
	if (f->h->notice)
		(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, app_both(app, f->h->notice));
	else if (f->h->en.cell >= 0)
		draw_whole_label(g, &f->lay->at[f->h->en.cell], &form->cell[f->h->en.cell]);
}

/* The first cell to type in on a page, by way of leaving the current one. */
static void
turn_page(struct form_view *f, struct app *app, int by)
{
	struct entry *en = &f->h->en;
	int i, page;

	if (!f->lay || en->cell < 0)
		return;
	page = page_of(f) + by;
	(void)hand_step(f->h, app, STEP_STAY);
	if (f->h->wait != WAIT_NONE)
		return;
	for (i = 0; i < en->form->ncells; i++)
		if (f->lay->at[i].page == page && entry_can(en, i)) {
			hand_goto(f->h, app, i);
			return;
		}
}

/* Back to the sheet's line with what is typed in the cell, not without it. */
static void
back_to_line(struct form_view *f, struct app *app)
{
	(void)hand_step(f->h, app, STEP_STAY);
	if (f->h->wait == WAIT_NONE)
		app_pop(app);
}

/* After a save: the next new record, or back to where the record was opened. */
static void
came_of(struct form_view *f, struct app *app, enum did did, rid before)
{
	if (did == DID_END)
		app_say(app, SAY_INFO, "%s", _("This was the last field: F2 or Ctrl-S saves"));
	if (did != DID_SAVE)
		return;
	if (before || f->h != &f->own)
		app_pop(app);
	else
		entry_next_record(&f->h->en);
}

static void
form_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct form_view *f = (struct form_view *)v;
	rid before = f->h->en.rec;

	hand_count(f->h, app);
	if (ac == AC_BACK && f->h == &f->own)
		hand_back(f->h, app);
	else if (ac == AC_BACK)
		back_to_line(f, app);
	else if (ac == AC_NEXT_REC || ac == AC_PREV_REC)
		turn_page(f, app, ac == AC_NEXT_REC ? 1 : -1);
	else
		came_of(f, app, hand_act(f->h, app, ac, ev), before);
}

static void
form_suspend(struct view *v, struct app *app)
{
	hand_suspend(((struct form_view *)v)->h, app);
}

static void
form_resume(struct view *v, struct app *app)
{
	struct form_view *f = (struct form_view *)v;
	rid before = f->h->en.rec;

	came_of(f, app, hand_resume(f->h, app), before);
}

static void
form_close(struct view *v)
{
	struct form_view *f = (struct form_view *)v;

	if (f->h == &f->own)
		hand_close(f->h);
	arena_free(f->pages);
	arena_free(f->scratch);
}

static const struct view_ops form_ops = { .name = "form", .where = IN_FORM, .draw = form_draw,
	.act = form_act, .suspend = form_suspend, .resume = form_resume, .close = form_close, .right = RIGHT_ENTER };

static struct form_view *
form_new(struct app *app, struct hand *h)
{
	struct form_view *f = (struct form_view *)view_new(&form_ops, sizeof *f);

	f->names = (struct names){ .a = f->v.arena, .b = app_book(app) };
	f->pages = arena_new();
	f->scratch = arena_new();
	f->h = h ? h : &f->own;
	return f;
}

struct view *
form_view(struct app *app, const struct form *form, rid rec)
{
	struct form_view *f = form_new(app, NULL);

	if (hand_open(&f->own, app, form, rec) == 0)
		return &f->v;
	form_close(&f->v);
	arena_free(f->v.arena);
	return NULL;
}

struct view *
form_over(struct app *app, struct hand *h)
{
	return &form_new(app, h)->v;
}

struct view *
entry_view(struct app *app, const struct form *f, rid rec)
{
	struct err e;

	if (rec && operator_may_correct(app_book(app), app_operator(app), rec, &e) != 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		return NULL;
	}
	return f->layout == LAYOUT_SHEET ? sheet_view(app, f, rec) : form_view(app, f, rec);
}
