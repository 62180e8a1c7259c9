/* SPDX-License-Identifier: MIT */
/*
 * recordview: one record, then every change: when, who, what from and to, why.
 * Blank fields are left out; what is masked in lists is masked here too.
 */
#include <string.h>

#include "core/date.h"
#include "core/erase.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/removal.h"
#include "tui/rows.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { LABEL_COLS = 34, VALUE_COLS = 42, ZONE_SECS = 7 * 3600, DAY_SECS = 86400 };

struct record_view {
	struct view v;
	rid id;
	struct arena *a;        /* of what was read; reset when read anew */
	struct record *rec;
	const struct form *form;
	struct lines lines;
	int rows;               /* of the body when last drawn */
	struct removal removal; /* while F8 asks */
	enum reveal how;
	bool masks;             /* something of it is not shown as it is */
	bool asking;            /* why somebody wants to see what is masked */
};

/* "24/11/2026 10:13" of a hybrid clock, in Viet Nam's time. */
static const char *
moment(struct arena *a, uint64_t clock)
{
	int64_t secs = (int64_t)(clock >> 16) / 1000 + ZONE_SECS;
	char day[11], time[6];

	date_local((int32_t)(secs / DAY_SECS), day);
	time_text((int)(secs % DAY_SECS) / 60, time);
	return arena_printf(a, "%s %s", day, time);
}

/* Pads s to cols columns, cut there. */
static const char *
padded(struct arena *a, const char *s, int cols)
{
	int n = (int)text_cut(s, cols);

	return arena_printf(a, "%.*s%*s", n, s, cols - text_cols(arena_printf(a, "%.*s", n, s)), "");
}

static void
say_values(struct record_view *rv, const struct value *v)
{
	const struct form *f = rv->form;
	struct lines *l = &rv->lines;
	const char *text;
	int i;

	for (i = 0; i < f->ncells; i++) {
		if (v[i].kind == V_BLANK)
			continue;
		rv->masks |= row_masked(&f->cell[i], rv->how);
		text = text_show(rv->a, row_cell(rv->a, &f->cell[i], &v[i], rv->how));
		if (text_cols(text) <= VALUE_COLS) {
			lines_add(l, "  %s  %s", padded(rv->a, row_label(rv->a, &f->cell[i]), LABEL_COLS), text);
			continue;
		}
		lines_add(l, "  %s", row_label(rv->a, &f->cell[i]));
		lines_wrap(l, 6, 79, text);
	}
}

/* What the cell of that id held before change n; NULL when it was never set. */
static const struct value *
before(struct change *const *c, int n, const char *id)
{
	int i, k;

	for (i = n - 1; i >= 0; i--)
		for (k = 0; k < c[i]->nsets; k++)
			if (strcmp(c[i]->shape->cell[c[i]->set[k].cell], id) == 0)
				return &c[i]->set[k].v;
	return NULL;
}

static const char *
said(struct record_view *rv, const struct cell *cell, const struct value *v)
{
	const char *s = v ? text_show(rv->a, row_cell(rv->a, cell, v, rv->how)) : "";

	return *s ? s : _("(blank)");
}

static void
say_change(struct record_view *rv, struct change *const *c, int n)
{
	const struct change *ch = c[n];
	const char *kind = row_change_label(ch->kind);
	struct lines *l = &rv->lines;
	int i, no;

	lines_add(l, "  %s  %s  %s", moment(rv->a, ch->clock), text_show(rv->a, ch->who), kind);
	for (i = 0; ch->kind != CH_CREATE && i < ch->nsets; i++) {
		no = form_cell(rv->form, ch->shape->cell[ch->set[i].cell]);
		if (no < 0)
			continue; /* a field that this version of the form has no more */
		lines_wrap(l, 6, 79, arena_printf(rv->a, "%s: %s -> %s",
		    row_label(rv->a, &rv->form->cell[no]),
		    said(rv, &rv->form->cell[no], before(c, n, rv->form->cell[no].id)),
		    said(rv, &rv->form->cell[no], &ch->set[i].v)));
	}
	if (*ch->reason)
		lines_wrap(l, 6, 79, arena_printf(rv->a, _("Reason: %s"),
		    row_reason(rv->a, rv->form, ch->reason)));
}

static int
read_record(struct record_view *rv, struct app *app, struct err *e)
{
	struct book *b = app_book(app);
	struct change **c;
	int i, n = 0;

	arena_reset(rv->a);
	memset(&rv->lines, 0, sizeof rv->lines);
	rv->lines.a = rv->a;
	rv->masks = false;
	rv->rec = book_get(b, rv->a, rv->id, e);
	if (!rv->rec)
		return -1;
	rv->form = strcmp(rv->rec->shape->form, operator_form()->id) == 0 ? operator_form() :
	    schema_form(book_schema(b), rv->rec->shape->form);
	if (!rv->form)
		return err_set(e, E_INPUT, _("The form %s of this record is not installed; ask for the form set that has it"),
		    rv->rec->shape->form);
	c = book_history(b, rv->a, rv->id, &n, e);
	if (!c)
		return -1;
	say_values(rv, book_values(rv->a, rv->rec, rv->form));
	lines_add(&rv->lines, "%s", "");
	lines_add(&rv->lines, "%s", _("History"));
	for (i = 0; i < n; i++)
		say_change(rv, c, i);
	return 0;
}

static void
record_draw(struct view *v, struct app *app, struct grid *g)
{
	struct record_view *rv = (struct record_view *)v;
	const struct unit *u = unit_parse(book_schema(app_book(app)), rv->rec->unit);
	char title[200], state[100], context[200];

	snprintf(title, sizeof title, "%s %s", rv->form->code, lang_pick(rv->form->title));
	snprintf(state, sizeof state, "%s%s  %s", row_status_label(rv->rec->status),
	    rv->rec->conflict ? _(", CONFLICT") : "", app_who(app));
	snprintf(context, sizeof context, _("No. %llu  %s  last changed %s by %s"),
	    (unsigned long long)rid_counter(rv->id), u ? u->name : rv->rec->unit,
	    moment(rv->a, rv->rec->changed), rv->rec->who);
	view_frame(g, title, state, context);
	rv->rows = body_rows(g);
	lines_draw(&rv->lines, g, BODY_TOP, rv->rows);
	if (rv->masks)
		(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, app_both(app, _("Some of it is masked; to see it, give a reason with F6")));
	grid_cursor(g, hint_row(g), 0);
}

static void
ask_why(struct record_view *rv, struct app *app)
{
	if (!rv->masks) {
		app_say(app, SAY_INFO, "%s", _("Nothing is masked here"));
		return;
	}
	rv->asking = true;
	app_push(app, reason_view(app, _("Why do you need to see it?  That is written down with your name.  Esc Esc leaves it masked"), NULL));
}

/* The answer to that; nothing is shown before it stands in the log. */
static void
take_why(struct record_view *rv, struct app *app)
{
	const char *reason = app_answer(app);
	struct err e;

	if (!rv->asking)
		return;
	rv->asking = false;
	if (!reason || !*reason)
		return;
	if (reveal_record(app_book(app), rv->id, app_who(app), reason, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else
		rv->how = REVEAL;
}

static void
record_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct record_view *rv = (struct record_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_RECORD, rv->form, -1));
	else if ((ac == AC_EDIT || ac == AC_DELETE) && rv->form == operator_form())
		app_say(app, SAY_INFO, "%s", _("Operators are changed with `soxa people` alone"));
	else if (ac == AC_EDIT)
		app_push(app, entry_view(app, rv->form, rv->id));
	else if (ac == AC_REVEAL)
		ask_why(rv, app);
	else if (ac == AC_DELETE && rv->rec->status != ST_REMOVED)
		removal_ask(&rv->removal, app, rv->id);
	else
		(void)lines_act(&rv->lines, ac, ev, rv->rows); /* other keys mean nothing */
}

static void
record_resume(struct view *v, struct app *app)
{
	struct record_view *rv = (struct record_view *)v;
	int top = rv->lines.at.top;
	struct err e;

	take_why(rv, app);
	removal_answer(&rv->removal, app, v->arena);
	if (read_record(rv, app, &e) != 0) {
		app_pop(app);
		app_say(app, SAY_ERROR, "%s", e.text);
		return;
	}
	rv->lines.at.top = top < rv->lines.n ? top : 0;
}

static void
record_close(struct view *v)
{
	arena_free(((struct record_view *)v)->a);
}

static const struct view_ops record_ops = {
	.name = "record", .where = IN_RECORD, .draw = record_draw, .act = record_act,
	.resume = record_resume, .close = record_close,
	.right = RIGHT_READ,
};

struct view *
record_view(struct app *app, rid id)
{
	struct record_view *rv = (struct record_view *)view_new(&record_ops, sizeof *rv);
	struct err e;

	rv->id = id;
	rv->a = arena_new();
	rv->how = row_listed_reveal(app_operator(app));
	if (read_record(rv, app, &e) == 0)
		return &rv->v;
	app_say(app, SAY_ERROR, "%s", e.text);
	arena_free(rv->a);
	arena_free(rv->v.arena);
	return NULL;
}
