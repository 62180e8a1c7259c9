/* SPDX-License-Identifier: MIT */
/*
 * home: the directive is the menu.  Every form stands under its paragraph with what
 * was keyed today and whether a draft waits; letters typed filter the list.
 */
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/text.h"
#include "tui/duenow.h"
#include "tui/edit.h"
#include "tui/formset.h"
#include "tui/names.h"
#include "tui/scroll.h"
#include "tui/today.h"
#include "tui/views.h"

enum { COUNT_MAX_SHOWN = 999, COUNT_COL = 50, COUNT_COLS = 14, STATE_COL = 68, FILTER_COLS = 30 };

static const struct { const char *group, *title; } groups[] = { /* paragraphs of the directive */
	{ "1", N_("1 Mobilising forces and volunteers") },
	{ "2", N_("2 Vaccination, testing, tracing, borders") },
	{ "3", N_("3 Relief, hotline, donations") },
	{ "4", N_("4 Communication, health declarations") },
	{ "5", N_("5 Praise and rewards") },
	{ "6", N_("6 Organising, checking") },
	{ "local", N_("Lists of this office") },
};

enum { NGROUPS = sizeof groups / sizeof *groups };

static struct view *
all_corrections(struct app *app)
{
	return corrections_view(app, NULL, NULL, NULL);
}

/* Lines that are no form: the sign they stand under, which is also typed to find them. */
static const struct other {
	char sign[2];
	bool office;            /* not at the hub */
	const char *name;
	struct view *(*open)(struct app *app);
	enum right right;       /* who has it not does not see the line */
} others[] = {
	{ "+", false, N_("Due calendar: what is missing, late, in full"), calendar_view, RIGHT_READ },
	{ "!", true, N_("Checks between forms: what does not fit together"), check_view, RIGHT_READ },
	{ "*", false, N_("Corrections after the lock: old and new value, paper"), all_corrections, RIGHT_READ },
	{ "#", false, N_("Reports: tables and bars"), reports_view, RIGHT_READ },
	{ "@", false, N_("Audit: who did what"), audit_view, RIGHT_AUDIT },
	{ "=", false, N_("Settings: language, habits"), settings_view, RIGHT_ANY },
};

enum { NOTHERS = sizeof others / sizeof *others };

/* A line of the menu: a heading, a form, or one of the others. */
struct item {
	const char *heading;
	const struct form *form;
	const struct other *other;
	int count;              /* records keyed today, or all of a form without a date */
	struct due_now due;
	bool draft;
};

struct home_view {
	struct view v;
	struct item *item;      /* all: forms under their headings, then settings */
	int nitems;
	int *shown;             /* indexes of the lines the filter leaves */
	struct scroll at;
	int today, drafts, wanted, page;
	struct edit filter;
	const char *unit;
	uint64_t forms;         /* stamp of the form files that were read */
};

/* Fills counts and drafts; what cannot be read is told once and shown as nothing. */
static void
refresh(struct home_view *h, struct app *app)
{
	struct arena *a = arena_new();
	struct book *b = app_book(app);
	const struct book_info *info = book_info(b);
	const char *unit = info->role == ROLE_OFFICE ? info->unit : NULL;
	const char **drafts = NULL;
	struct keyed *k = NULL;
	struct err e;
	int i, j, n, nkeyed = today_keyed(b, a, &k, &e);

	if (nkeyed < 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	n = book_drafts(b, a, app_who(app), &drafts, &e);
	h->drafts = n > 0 ? n : 0;
	h->today = today_count(k, nkeyed, NULL);
	h->wanted = 0;
	for (i = 0; i < h->nitems; i++) {
		struct item *it = &h->item[i];

		if (!it->form)
			continue;
		it->draft = false;
		if (it->form->date)
			it->count = today_count(k, nkeyed, it->form->id);
		else if (today_all(b, it->form, unit, COUNT_MAX_SHOWN + 1, &it->count, &e) != 0)
			app_say(app, SAY_ERROR, "%s", e.text);
		if (duenow(b, it->form, unit, &it->due, &e) != 0)
			app_say(app, SAY_ERROR, "%s", e.text);
		h->wanted += duenow_wanted(&it->due);
		for (j = 0; j < h->drafts; j++)
			it->draft |= strcmp(drafts[j], it->form->id) == 0;
	}
	arena_free(a);
}

static bool
matches(struct arena *a, const struct form *f, const char *query)
{
	const char *const text[] = { f->code, f->id, lang_pick(f->title),
		f->title[LANG_EN] ? f->title[LANG_EN] : "" };

	return !*query || text_match_all(a, query, text, sizeof text / sizeof *text) > 0;
}

static bool
is_meant(struct arena *a, const struct item *it, const char *query)
{
	const char *name;
	int i;

	for (i = 0; i < NOTHERS; i++) /* a sign is no word: as one it would find all */
		if (strcmp(query, others[i].sign) == 0)
			return it->other == &others[i];
	if (it->form)
		return matches(a, it->form, query);
	name = _(it->other->name);
	return !*query || text_match_all(a, query, &name, 1) > 0;
}

/* Shows the forms that match under their headings; how many lines. */
static int
pass_filter(struct home_view *h, struct arena *a, const char *query)
{
	int i, heading = -1;

	h->at.n = 0;
	for (i = 0; i < h->nitems; i++) {
		if (h->item[i].heading)
			heading = i;
		else if (is_meant(a, &h->item[i], query)) {
			if (heading >= 0 && h->item[i].form)
				h->shown[h->at.n++] = heading;
			heading = -1;
			h->shown[h->at.n++] = i;
		}
	}
	return h->at.n;
}

static void
filter(struct home_view *h)
{
	struct arena *a = arena_new();
	const char *way[READINGS];
	char query[256];
	int i, n;

	(void)edit_text(&h->filter, query, sizeof query);
	n = text_readings(a, query, way);
	for (i = 0; i < n && pass_filter(h, a, way[i]) == 0; i++)
		continue;
	arena_free(a);
}

static struct item *
current(struct home_view *h)
{
	return h->at.n ? &h->item[h->shown[h->at.cur]] : NULL;
}

/* Headings are passed over in the direction of the move. */
static void
pass_headings(struct home_view *h, int before)
{
	int step = h->at.cur < before ? -1 : 1;

	scroll_fit(&h->at, h->page);
	while (h->at.n && current(h)->heading) {
		if (h->at.cur + step < 0 || h->at.cur + step >= h->at.n)
			step = -step;
		h->at.cur += step;
	}
	if (h->at.cur == 1)
		h->at.top = 0;
	scroll_fit(&h->at, h->page);
}

/* The word at the state column: what calls for the clerk most. */
static const char *
state_of(const struct item *it, char *out, size_t size)
{
	return it->draft ? _("draft") : duenow_word(&it->due, out, size);
}

static void
draw_form(struct grid *g, int row, const struct item *it)
{
	char count[64], word[32];
	const char *unit = it->form->date ? _("today") : _("in all");

	(void)grid_put(g, row, 2, 4, A_PLAIN, it->form->code);
	(void)grid_put(g, row, 6, COUNT_COL - 7, A_PLAIN, lang_pick(it->form->title));
	if (it->count > COUNT_MAX_SHOWN)
		snprintf(count, sizeof count, "%d+ %s", COUNT_MAX_SHOWN, unit);
	else
		snprintf(count, sizeof count, "%4d %s", it->count, unit);
	if (it->count)
		(void)grid_put(g, row, COUNT_COL, COUNT_COLS, A_PLAIN, count);
	(void)grid_put(g, row, STATE_COL, g->cols - STATE_COL, A_PLAIN, state_of(it, word, sizeof word));
}

static const char *
kind_of_book(const struct book_info *info)
{
	if (info->training)
		return _("TRAINING BOOK");
	return info->role == ROLE_HUB ? _("Book of the province") : _("Book of the commune");
}

static void
draw_head(struct home_view *h, struct app *app, struct grid *g)
{
	static const char *const days[] = { N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"),
		N_("Su") };
	char title[200], state[200], context[200], date[11];
	const struct book_info *info = book_info(app_book(app));

	date_local(date_today(), date);
	snprintf(title, sizeof title, "%s  %s", kind_of_book(info), h->unit);
	snprintf(state, sizeof state, "%s %s  %s", _(days[date_weekday(date_today())]), date, app_head(app));
	if (info->role == ROLE_OFFICE)
		snprintf(context, sizeof context, _("Today: %d to hand in, %d drafts.  Keyed: %d records."),
		    h->wanted, h->drafts, h->today);
	else
		snprintf(context, sizeof context, _("Keyed today: %d records."), h->today);
	view_frame(g, title, state, context);
}

static void
home_draw(struct view *v, struct app *app, struct grid *g)
{
	struct home_view *h = (struct home_view *)v;
	const char *prompt = _("Type a code or words to choose: ");
	int i;

	h->page = body_rows(g);
	scroll_fit(&h->at, h->page);
	draw_head(h, app, g);
	for (i = 0; i < h->page && h->at.top + i < h->at.n; i++) {
		const struct item *it = &h->item[h->shown[h->at.top + i]];
		int row = BODY_TOP + i;

		if (it->heading)
			(void)grid_put(g, row, 0, g->cols, A_PLAIN, _(it->heading));
		else
			view_mark(g, row, 0, h->at.top + i == h->at.cur);
		if (it->form)
			draw_form(g, row, it);
		else if (!it->heading) {
			(void)grid_put(g, row, 2, 4, A_PLAIN, it->other->sign);
			(void)grid_put(g, row, 6, g->cols, A_PLAIN, _(it->other->name));
		}
	}
	if (h->at.n == 0)
		(void)grid_put(g, BODY_TOP, 2, g->cols, A_PLAIN, _("No form of that name; Ctrl-U shows all of them"));
	(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, prompt);
	edit_show(&h->filter, g, hint_row(g), text_cols(prompt));
}

/* Empties the filter line; the mark stays on the same form. */
static void
show_all(struct home_view *h)
{
	struct item *it = current(h);
	int i;

	edit_start(&h->filter, "", 60, FILTER_COLS);
	filter(h);
	for (i = 0; i < h->at.n; i++)
		if (&h->item[h->shown[i]] == it)
			h->at.cur = i;
	pass_headings(h, 0);
}

static void
open_item(struct home_view *h, struct app *app, enum action ac)
{
	const struct item *it = current(h);

	if (!it)
		return;
	show_all(h);
	if (ac == AC_OPEN)
		app_push(app, it->form ? list_view(app, it->form) : it->other->open(app));
	else if (it->form)
		app_push(app, entry_view(app, it->form, 0));
}

static void
search(struct home_view *h, struct app *app)
{
	char query[256];

	(void)edit_end(&h->filter);
	(void)edit_text(&h->filter, query, sizeof query);
	show_all(h);
	app_push(app, search_view(app, query));
}

static void
home_type(struct home_view *h, struct app *app, const struct event *ev)
{
	h->filter.ime = app_typing(app);
	if (edit_key(&h->filter, ev) < 0)
		return;
	filter(h);
	h->at.cur = h->at.top = 0;
	pass_headings(h, 0);
}

/* Not at the hub: a month of all communes is more than a screen should wait for. */
static void
open_checks(struct app *app)
{
	if (book_info(app_book(app))->role == ROLE_OFFICE)
		app_push(app, check_view(app));
	else
		app_say(app, SAY_INFO, "%s", _("Of a commune, `soxa check --unit CODE` tells it"));
}

static void
home_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct home_view *h = (struct home_view *)v;
	int before = h->at.cur;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_quit(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_HOME, NULL, -1));
	else if (ac == AC_OPEN || ac == AC_NEW)
		open_item(h, app, ac);
	else if (ac == AC_FIND && ev->key != K_CHAR)
		search(h, app);
	else if (ac == AC_CHECKS)
		open_checks(app);
	else if (scroll_act(&h->at, ac, ev, h->page))
		pass_headings(h, before);
	else
		home_type(h, app, ev);
}

static void
home_resume(struct view *v, struct app *app)
{
	struct home_view *h = (struct home_view *)v;

	refresh(h, app);
	if (formset_stamp(app_book(app)) != h->forms)
		app_say(app, SAY_WARN, "%s", _("The forms were changed meanwhile: leave and start again to use the new ones"));
}

static const struct view_ops home_ops = {
	.name = "home", .where = IN_HOME, .draw = home_draw, .act = home_act, .resume = home_resume,
};

/* The number of the group of f; NGROUPS: none known here. */
static int
group_of(const struct form *f)
{
	int k = 0;

	while (k < NGROUPS && (!f->group || strcmp(f->group, groups[k].group) != 0))
		k++;
	return k;
}

/* Adds the forms of group k under their heading. */
static void
add_group(struct home_view *h, const struct schema *s, int k)
{
	bool told = false;
	int i;

	for (i = 0; i < s->nforms; i++) {
		if (group_of(s->form[i]) != k)
			continue;
		if (!told)
			h->item[h->nitems++].heading = k < NGROUPS ? groups[k].title : N_("Other forms");
		told = true;
		h->item[h->nitems++].form = s->form[i];
	}
}

struct view *
home_view(struct app *app)
{
	struct home_view *h = (struct home_view *)view_new(&home_ops, sizeof *h);
	const struct schema *s = book_schema(app_book(app));
	size_t most = (size_t)s->nforms + NGROUPS + NOTHERS + 1;
	int i;

	h->item = arena_alloc(h->v.arena, most * sizeof *h->item);
	h->shown = arena_alloc(h->v.arena, most * sizeof *h->shown);
	for (i = 0; i <= NGROUPS; i++)
		add_group(h, s, i);
	for (i = 0; i < NOTHERS; i++)
		if ((!others[i].office || book_info(app_book(app))->role == ROLE_OFFICE) &&
		    operator_holds(app_operator(app), others[i].right))
			h->item[h->nitems++].other = &others[i];
	h->unit = names_unit(h->v.arena, app_book(app));
	h->forms = formset_stamp(app_book(app));
	h->page = 18;
	edit_start(&h->filter, "", 60, FILTER_COLS);
	refresh(h, app);
	filter(h);
	pass_headings(h, 0);
	return &h->v;
}
