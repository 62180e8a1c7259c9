/* SPDX-License-Identifier: MIT */
/*
 * settings: habits of one operator, kept in the book.  One row of the table a
 * setting; a change is in force and on disk at once, there is nothing to confirm.
 */
#include <string.h>

#include "core/lang.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { VALUE_COL = 34, MAX_CHOICES = 2 };

static void
use_language(struct app *app, const char *value)
{
	(void)app;
	app_language(strcmp(value, "en") == 0 ? LANG_EN : LANG_VI);
}

static void
use_typing(struct app *app, const char *value)
{
	(void)value;
	app_typing_read(app);
}

static const struct setting {
	const char *name;       /* in the book */
	const char *label, *help;      /* msgids */
	struct { const char *value, *label; } choice[MAX_CHOICES];     /* the first is usual */
	void (*use)(struct app *app, const char *value);       /* puts it into force; NULL: it is looked up when needed */
	struct view *(*page)(struct app *app); /* the row opens a page ; its choices only say so */
} settings[] = {
	{ "lang", N_("Language"), N_("Sentences, labels and help of all screens, for you only."),
	    { { "vi", "Tiếng Việt" }, { "en", "English" } }, use_language, NULL },
	{ "typing", N_("Typing Vietnamese"), N_("How letters with marks are typed; F9 turns it on and off."),
	    { { "telex", "Telex" }, { "vni", "VNI" } }, use_typing, NULL },
	{ "style", N_("Tone marks"), N_("Where the tone stands in words as typed here; search finds both."),
	    { { "old", "hòa, khỏe, thúy" }, { "new", "hoà, khoẻ, thuý" } }, use_typing, NULL },
	{ "advance", N_("Leaving a full field"),
	    N_("By itself: a full date, count or code moves on without a key. Never in text."),
	    { { "key", N_("with Tab or Enter") }, { "auto", N_("by itself") } }, NULL, NULL },
	{ "verify", N_("Counts that matter"),
	    N_("Keyed twice: fields a form marks so are asked for once more as they are left."),
	    { { "off", N_("keyed once") }, { "on", N_("keyed twice") } }, NULL, NULL },
	{ "letters", N_("Letters on this screen"),
	    N_("If you cannot read Vietnamese letters here: they are shown without marks then."),
	    { { "yes", N_("with all marks") }, { "no", N_("without marks") } }, NULL, letters_view },
	{ "keys", N_("Keys of this keyboard"),
	    N_("Try what each key sends; a key that does not work can be taught."),
	    { { "", N_("try and teach") } }, NULL, keypage_view },
	{ NULL, N_("Keys a record"), N_("What a record of each form costs at the keyboard, counted as it is keyed."),
	    { { "", N_("Enter shows them") } }, NULL, keys_view },
};

enum { NSETTINGS = sizeof settings / sizeof *settings };

struct settings_view {
	struct view v;
	struct scroll at;
};

/* Which choice is in force. */
static int
choice_of(struct app *app, const struct setting *s)
{
	if (s->page)
		return s->page == letters_view && app_ascii(app);
	if (s->use == use_language)
		return lang_get() == LANG_EN;
	return strcmp(app_setting(app, s->name), s->choice[1].value) == 0;
}

static void
settings_draw(struct view *v, struct app *app, struct grid *g)
{
	struct settings_view *sv = (struct settings_view *)v;
	int i, now, row;

	view_frame(g, _("Settings"), app_who(app), _("Enter changes the value of the line; it holds at once"));
	for (i = 0; i < NSETTINGS; i++) {
		row = BODY_TOP + i;
		now = choice_of(app, &settings[i]);
		view_mark(g, row, 0, i == sv->at.cur);
		(void)grid_put(g, row, 2, VALUE_COL - 3, A_PLAIN, _(settings[i].label));
		(void)grid_put(g, row, VALUE_COL, g->cols, A_PLAIN, _(settings[i].choice[now].label));
	}
	(void)grid_put(g, hint_row(g), 0, g->cols, A_PLAIN, _(settings[sv->at.cur].help));
	grid_cursor(g, BODY_TOP + sv->at.cur, VALUE_COL);
}

static void
change(struct app *app, const struct setting *s)
{
	const char *value = s->choice[!choice_of(app, s)].value;
	struct err e;

	if (app_setting_put(app, s->name, value, &e) != 0) {
		app_say(app, SAY_ERROR, "%s", e.text);
		return;
	}
	if (s->use)
		s->use(app, value);
}

static void
open_or_change(struct app *app, const struct setting *s)
{
	if (s->page)
		app_push(app, s->page(app));
	else
		change(app, s);
}

static void
settings_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct settings_view *sv = (struct settings_view *)v;

	app_say(app, SAY_INFO, NULL);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_SETTINGS, NULL, -1));
	else if (ac == AC_OPEN || ev->key == K_LEFT || ev->key == K_RIGHT)
		open_or_change(app, &settings[sv->at.cur]);
	else
		(void)scroll_act(&sv->at, ac, ev, NSETTINGS); /* other keys mean nothing here */
}

static const struct view_ops settings_ops = {
	.name = "settings", .where = IN_SETTINGS, .draw = settings_draw, .act = settings_act,
};

struct view *
settings_view(struct app *app)
{
	struct settings_view *sv = (struct settings_view *)view_new(&settings_ops, sizeof *sv);

	(void)app;
	sv->at.n = NSETTINGS;
	return &sv->v;
}
