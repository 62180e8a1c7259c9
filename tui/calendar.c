/* SPDX-License-Identifier: MIT */
/*
 * calendar: a month as a map, a sign a day: who handed in what.  An office sees its forms,
 * the hub the communes for one form.  A period stands on its last day.  The cursor is on
 * the day that row 22 tells of in words, so the map is plain signs and few bytes.
 */
#include <string.h>

#include "core/date.h"
#include "core/due.h"
#include "core/lang.h"
#include "tui/periodmove.h"
#include "tui/rows.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { DAYS = 31, DAY_COLS = 2, COUNT_COLS = 4, LABEL_COL = 2 };

struct map_row {
	const struct form *form;
	const char *unit, *name;       /* name: what the row is called */
	int missing;
	enum due_state day[DAYS];
	enum status status[DAYS];
};

struct calendar {
	struct view v;
	struct arena *a;        /* of the month shown */
	bool hub;
	const struct form *form;       /* the hub's */
	int32_t day;            /* the cursor */
	struct due_span month;
	struct map_row *row;
	struct scroll at;
	int page;
	struct period_move asked;      /* while the question is open */
};

static const char *const signs[DUE_N] = {
	[DUE_NONE] = " ", [DUE_OPEN] = " ", [DUE_DRAFT] = "~", [DUE_MISSING] = ".", [DUE_LATE] = "+",
	[DUE_NIL] = "0", [DUE_DONE] = "■",
};

/* The states of a row's periods that end in the month. */
static int
load_row(struct calendar *c, struct app *app, struct map_row *r, struct err *e)
{
	enum due_period p = (enum due_period)due_period(r->form);
	struct due_cell cell[DAYS];
	struct due_ask q = { .form = r->form, .unit = r->unit, .who = c->hub ? NULL : app_who(app) };
	struct due_span s;
	int i;

	memset(r->day, 0, sizeof r->day);
	memset(r->status, 0, sizeof r->status);
	r->missing = 0;
	q.first = s = due_span(p, c->month.from);
	for (; s.from <= c->month.to; s = due_step(p, &s, 1))
		q.n++;
	if (due_row(app_book(app), &q, cell, e) != 0)
		return -1;
	for (i = 0, s = q.first; i < q.n; i++, s = due_step(p, &s, 1))
		if (s.to <= c->month.to) {
			r->day[s.to - c->month.from] = cell[i].state;
			r->status[s.to - c->month.from] = cell[i].status;
			r->missing += cell[i].state == DUE_MISSING;
		}
	return 0;
}

static void
add_forms(struct calendar *c, const struct schema *s, const char *unit)
{
	int i;

	c->row = arena_alloc(c->a, ((size_t)s->nforms + 1) * sizeof *c->row);
	for (i = 0; i < s->nforms; i++)
		if (due_period(s->form[i]) >= 0)
			c->row[c->at.n++] = (struct map_row){ .form = s->form[i], .unit = unit,
				.name = arena_printf(c->a, "%s %s", s->form[i]->code, lang_pick(s->form[i]->title)) };
}

static void
add_units(struct calendar *c, const struct schema *s)
{
	int32_t day = c->month.to < date_today() ? c->month.to : date_today();
	const struct unit **list;
	int i, n = due_units(c->a, s, day, &list);

	c->row = arena_alloc(c->a, ((size_t)n + 1) * sizeof *c->row);
	for (i = 0; i < n && c->form; i++)
		c->row[c->at.n++] = (struct map_row){ .form = c->form, .unit = unit_text(c->a, list[i]),
			.name = unit_bare(list[i]->name) };
}

/* Reads the month of the cursor; what cannot be read is told and shown as nothing. */
static void
load(struct calendar *c, struct app *app)
{
	const struct schema *s = book_schema(app_book(app));
	struct err e;
	int i;

	arena_reset(c->a);
	c->month = due_span(DUE_MONTH, c->day);
	c->at.n = 0;
	if (c->hub)
		add_units(c, s);
	else
		add_forms(c, s, book_info(app_book(app))->unit);
	for (i = 0; i < c->at.n; i++)
		if (load_row(c, app, &c->row[i], &e) != 0) {
			app_say(app, SAY_ERROR, "%s", e.text);
			return;
		}
}

static int
day_col(const struct grid *g, int i)
{
	return g->cols - COUNT_COLS - DAY_COLS * (DAYS - i);
}

/* How far the records of a period went counts before how they came. */
static const char *
sign_of(const struct map_row *r, int i)
{
	if (r->status[i] == ST_LOCKED)
		return "#";
	return r->status[i] == ST_APPROVED ? "v" : signs[r->day[i]];
}

static void
draw_row(const struct calendar *c, struct grid *g, int row, const struct map_row *r)
{
	int i, ndays = c->month.to - c->month.from + 1;
	char missing[12];

	(void)grid_put(g, row, LABEL_COL, day_col(g, 0) - LABEL_COL - 1, A_PLAIN, r->name);
	for (i = 0; i < ndays; i++)
		(void)grid_put(g, row, day_col(g, i), 1, A_PLAIN, sign_of(r, i));
	snprintf(missing, sizeof missing, "%d", r->missing);
	if (r->missing)
		(void)grid_put_right(g, row, g->cols - COUNT_COLS, COUNT_COLS, A_PLAIN, missing);
}

/* Numbers over the 1st and each fifth day, flush with their signs. */
static void
draw_days(const struct calendar *c, struct grid *g)
{
	int d, ndays = c->month.to - c->month.from + 1;
	char n[12];

	for (d = 1; d <= ndays; d += d == 1 ? 4 : 5) {
		snprintf(n, sizeof n, "%d", d);
		(void)grid_put_right(g, BODY_TOP, day_col(g, d - 1) - 1, 2, A_PLAIN, n);
	}
}

/* What the cursor stands on, in words. */
static void
draw_words(const struct calendar *c, struct grid *g, const struct map_row *r)
{
	enum due_period p = (enum due_period)due_period(r->form);
	struct due_span s = due_span(p, c->day);
	enum due_state said = s.to <= c->month.to ? r->day[s.to - c->month.from] : DUE_OPEN;
	enum status status = s.to <= c->month.to ? r->status[s.to - c->month.from] : ST_DRAFT;
	char state[80], from[11], to[11], due[11], hour[6], text[300];
	int32_t day;
	int minute;

	snprintf(state, sizeof state, "%s%s%s", due_state_label(said), status > ST_COMPLETE ? ", " : "",
	    status > ST_COMPLETE ? row_status_label(status) : "");
	date_local(s.from, from);
	date_local(s.to, to);
	due_moment(s.due, &day, &minute);
	date_local(day, due);
	time_text(minute, hour);
	if (p == DUE_EVENT)
		snprintf(text, sizeof text, "%s, %s: %s", r->name, from, state);
	else if (p == DUE_DAY)
		snprintf(text, sizeof text, _("%s, %s: %s, due %s"), r->name, from, state, hour);
	else
		snprintf(text, sizeof text, _("%s, %s to %s: %s, due %s %s"), r->name, from, to,
		    state, due, hour);
	(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, text);
}

static void
calendar_draw(struct view *v, struct app *app, struct grid *g)
{
	struct calendar *c = (struct calendar *)v;
	char title[200], month[11];
	int i;

	date_local(c->month.from, month);
	if (c->hub && c->form)
		snprintf(title, sizeof title, "%s %s  %s", c->form->code, lang_pick(c->form->title), month + 3);
	else
		snprintf(title, sizeof title, _("Due calendar  %s"), month + 3);
	view_frame(g, title, app_who(app), _("■ in full  + late  0 nothing occurred  . missing  ~ draft  v approved  # locked"));
	c->page = body_rows(g) - 1;
	scroll_fit(&c->at, c->page);
	draw_days(c, g);
	(void)grid_put_right(g, BODY_TOP, g->cols - COUNT_COLS - 1, COUNT_COLS + 1, A_PLAIN, _("miss."));
	for (i = 0; i < c->page && c->at.top + i < c->at.n; i++) {
		view_mark(g, BODY_TOP + 1 + i, 0, c->at.top + i == c->at.cur);
		draw_row(c, g, BODY_TOP + 1 + i, &c->row[c->at.top + i]);
	}
	if (c->at.n == 0) {
		(void)grid_put(g, BODY_TOP + 1, LABEL_COL, g->cols, A_PLAIN, _("No form here has a date"));
		return;
	}
	draw_words(c, g, &c->row[c->at.cur]);
	grid_cursor(g, BODY_TOP + 1 + c->at.cur - c->at.top, day_col(g, c->day - c->month.from));
}

/* Puts the cursor on a day, in its month. */
static void
go_to(struct calendar *c, struct app *app, int32_t day)
{
	c->day = day;
	if (day < c->month.from || day > c->month.to)
		load(c, app);
}

/* The same day of the month n months on, or its last. */
static void
go_month(struct calendar *c, struct app *app, int n)
{
	struct due_span to = due_step(DUE_MONTH, &c->month, n);
	int32_t day = to.from + (c->day - c->month.from);

	go_to(c, app, day > to.to ? to.to : day);
}

/* The hub's map of the next form that has days, or the one before. */
static void
go_form(struct calendar *c, struct app *app, int step)
{
	const struct schema *s = book_schema(app_book(app));
	int k = 0;

	if (!c->hub || !c->form)
		return;
	while (s->form[k] != c->form)
		k++;
	do
		k = (k + step + s->nforms) % s->nforms;
	while (due_period(s->form[k]) < 0); /* ends at c->form at the latest */
	c->form = s->form[k];
	load(c, app);
}

static void
open_day(struct calendar *c, struct app *app)
{
	const struct map_row *r = &c->row[c->at.cur];
	struct due_span s = due_span((enum due_period)due_period(r->form), c->day);

	app_push(app, list_of_days(app, r->form, r->unit, s.from, s.to));
}

static void
ask_status(struct calendar *c, struct app *app, enum action ac)
{
	const struct map_row *r = &c->row[c->at.cur];

	c->asked = (struct period_move){ .form = r->form, .unit = r->unit,
		.kind = ac == AC_LOCK ? CH_LOCK : ac == AC_UNLOCK ? CH_UNLOCK : CH_APPROVE,
		.span = due_span((enum due_period)due_period(r->form), c->day) };
	period_ask(&c->asked, app);
}

static void
open_corrections(struct calendar *c, struct app *app)
{
	const struct map_row *r = &c->row[c->at.cur];
	const int32_t days[2] = { c->month.from, c->month.to };

	app_push(app, corrections_view(app, r->form, r->unit, days));
}

static void
calendar_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct calendar *c = (struct calendar *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_CALENDAR, NULL, -1));
	else if (ac == AC_OPEN && c->at.n)
		open_day(c, app);
	else if ((ac == AC_APPROVE || ac == AC_LOCK || ac == AC_UNLOCK) && c->at.n)
		ask_status(c, app, ac);
	else if (ac == AC_CORRECTIONS && c->at.n)
		open_corrections(c, app);
	else if (ac == AC_NEXT || ac == AC_PREV)
		go_month(c, app, ac == AC_NEXT ? 1 : -1);
	else if (ev->key == K_LEFT || ev->key == K_RIGHT)
		go_to(c, app, c->day + (ev->key == K_RIGHT ? 1 : -1));
	else if (ev->key == K_CHAR && (ev->c == '<' || ev->c == '>'))
		go_form(c, app, ev->c == '>' ? 1 : -1);
	else
		(void)scroll_act(&c->at, ac, ev, c->page); /* other keys mean nothing here */
}

static void
calendar_resume(struct view *v, struct app *app)
{
	struct calendar *c = (struct calendar *)v;

	period_answer(&c->asked, app);
	load(c, app);
}

static void
calendar_close(struct view *v)
{
	arena_free(((struct calendar *)v)->a);
}

static const struct view_ops calendar_ops = {
	.name = "calendar", .where = IN_CALENDAR, .draw = calendar_draw, .act = calendar_act,
	.resume = calendar_resume, .close = calendar_close,
	.right = RIGHT_READ,
};

struct view *
calendar_view(struct app *app)
{
	struct calendar *c = (struct calendar *)view_new(&calendar_ops, sizeof *c);
	const struct schema *s = book_schema(app_book(app));
	int i;

	c->a = arena_new();
	c->hub = book_info(app_book(app))->role == ROLE_HUB;
	for (i = s->nforms - 1; i >= 0; i--) /* the first that is due by a period, else the first with days */
		if (due_period(s->form[i]) > DUE_EVENT || (due_period(s->form[i]) >= 0 &&
		    (!c->form || due_period(c->form) == DUE_EVENT)))
			c->form = s->form[i];
	c->day = date_today();
	c->page = 17;
	load(c, app);
	return &c->v;
}
