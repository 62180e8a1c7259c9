/* SPDX-License-Identifier: MIT */
/*
 * app: the stack of views.  Invariant: a view that was popped stays in memory until
 * the event that popped it is dealt with, so a view may close itself at any point of
 * its act.
 */
#include "tui/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"
#include "tui/views.h"

enum { MIN_ROWS = 24, MIN_COLS = 80, SAY_BYTES = 512, ANSWER_BYTES = 2048 };

struct app {
	struct book *book;
	struct app_opts opts;
	struct view *top, *dead;
	struct grid *grid;
	struct esc esc;
	struct arena *arena;    /* of strings handed out by app_setting; reset with each event */
	bool done, repaint;
	char say[SAY_BYTES], answer[ANSWER_BYTES];
	bool answered;
	int keys;               /* pressed since app_keys was asked */
	char who[128];
	struct operator op;     /* its texts are who and static ones */
	bool has_pin, idle;
	struct typing typing;
	struct desk desk;
};

/* The kind of the view on top, and what the terminal adds to it. */
static unsigned
app_where(const struct app *app)
{
	return app->top->ops->where | (app->desk.ascii ? IN_ASCII : 0);
}

/*
 * What who may do.  Who is no operator of a book that has some may do what the account of the book
 * may: no screen opens to that but the login.
 */
static void
take_operator(struct app *app)
{
	struct arena *a = arena_new();
	struct operator o = { .duties = DUTY_HOUSE - 1, .pin = "" };
	struct err e;

	if (app->book && operator_find(app->book, a, app->who, &o, &e) != 0)
		o = (struct operator){ .duties = DUTY_HOUSE, .pin = "" };
	app->has_pin = *o.pin != '\0';
	app->op = (struct operator){ .name = app->who, .duties = o.duties, .rec = o.rec, .pin = "" };
	arena_free(a);
}

struct app *
app_new(struct book *b, const struct app_opts *opts)
{
	struct app *app = calloc(1, sizeof *app);

	if (!app) {
		fputs("soxa: out of memory\n", stderr);
		exit(6);
	}
	app->book = b;
	app->opts = *opts;
	app->arena = arena_new();
	app->grid = grid_new(opts->rows > 0 ? opts->rows : 1, opts->cols > 0 ? opts->cols : 1);
	memcpy(app->who, opts->who, text_cut(opts->who, sizeof app->who / 4));
	typing_set(&app->typing, "", "", "");
	take_operator(app);
	if (b)
		app_typing_read(app);
	desk_read(&app->desk, app, opts->term, opts->ascii);
	return app;
}

static void
bury(struct app *app)
{
	struct view *v;
	struct arena *a;

	while ((v = app->dead) != NULL) {
		app->dead = v->below;
		a = v->arena;
		if (v->ops->close)
			v->ops->close(v);
		arena_free(a);
	}
}

/* Takes the top view off without telling the one below. */
static void
drop(struct app *app)
{
	struct view *v = app->top;

	if (v->ops->suspend)
		v->ops->suspend(v, app);
	app->top = v->below;
	v->below = app->dead;
	app->dead = v;
}

void
app_free(struct app *app)
{
	if (!app)
		return;
	while (app->top)
		drop(app);
	bury(app);
	grid_free(app->grid);
	arena_free(app->arena);
	free(app);
}

static void
suspend_all(struct app *app)
{
	struct view *v;

	for (v = app->top; v; v = v->below)
		if (v->ops->suspend)
			v->ops->suspend(v, app);
}

static bool
too_small(const struct app *app)
{
	return app->grid->rows < MIN_ROWS || app->grid->cols < MIN_COLS;
}

static void
resize(struct app *app, int rows, int cols)
{
	bool was = too_small(app);

	grid_free(app->grid);
	app->grid = grid_new(rows > 0 ? rows : 1, cols > 0 ? cols : 1);
	if (too_small(app) && !was)
		suspend_all(app);
}

/* Events that are the app's own; true when ev was one. */
static bool
own_event(struct app *app, const struct event *ev)
{
	if (ev->key == K_RESIZE)
		resize(app, ev->rows, ev->cols);
	else if (ev->key == K_HUP) {
		suspend_all(app);
		app->done = true;
	} else if (ev->key == K_IDLE)
		app_lock(app);
	else
		return too_small(app) || (ev->key == K_NONE && !(app->top && app->top->ops->every));
	return true;
}

/* Said once, whatever else stands there: a person who does not see it types keys for letters all day. */
static const char *
heard_client(struct app *app)
{
	return arena_printf(app->arena, _("Your computer types Vietnamese itself: %s of soxa is off; F9 turns it on"),
	    app->typing.method == IME_VNI ? "VNI" : "TELEX");
}

/* The key for it: remembered, since who wants it off today wants it off tomorrow. */
static void
toggle_typing(struct app *app)
{
	struct err e;

	if (strcmp(app->say, app_both(app, heard_client(app))) == 0)
		app_say(app, SAY_INFO, NULL);
	typing_toggle(&app->typing);
	if (app->book && app_setting_put(app, "viet", app->typing.how.method == IME_OFF ? "off" : "on", &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
}

/* Whether the operator may do what the key stands for; says whose task it is when not. */
static bool
may_act(struct app *app, enum action ac)
{
	enum right r = action_right(ac, app_where(app));
	struct err e;

	if (r == RIGHT_UNSAID || operator_may(&app->op, r, &e) == 0)
		return true;
	app_say(app, SAY_ERROR, "%s", e.text);
	return false;
}

void
app_key(struct app *app, const struct event *event)
{
	struct event ev = *event;
	bool heard = false;
	enum action ac;
	struct err e;

	taught_turn(&app->desk.taught, &ev);
	if (app->done || own_event(app, &ev))
		return;
	app->keys++;
	if (!app->top || !key_esc(&app->esc, &ev))
		return;
	ac = action_of(&ev, app_where(app));
	if (ac != AC_NONE && !may_act(app, ac))
		return;
	if (app->desk.asking && letters_takes(app, &ev))
		;
	else if (ev.key == K_CTRL && ev.c == 'c') /* what hands do elsewhere to get out */
		app_say(app, SAY_INFO, _("Ctrl-C does not end the program; F10 leaves"));
	else if (ac == AC_REPAINT)
		app->repaint = true;
	else if (ac == AC_VIET)
		toggle_typing(app);
	else if (ac == AC_MARKS) {
		if (desk_toggle(&app->desk, app, &e) != 0)
			app_say(app, SAY_ERROR, "%s", e.text);
	} else {
		heard = ev.key == K_CHAR && typing_heard(&app->typing, ev.c);
		app->top->ops->act(app->top, app, ac, &ev);
	}
	if (heard)
		app_say(app, SAY_INFO, "%s", app_both(app, heard_client(app)));
	bury(app);
	arena_reset(app->arena);
	if (!app->top)
		app->done = true;
}

bool
app_done(const struct app *app)
{
	return app->done;
}

bool
app_repaint(struct app *app)
{
	bool asked = app->repaint;

	app->repaint = false;
	return asked;
}

static void
draw_views(struct app *app, struct view *v)
{
	if (v->popup && v->below)
		draw_views(app, v->below);
	v->ops->draw(v, app, app->grid);
}

/*
 * A sentence too long for the message row begins on the row above; where the cursor stands in
 * that row, what is typed there stays and the sentence is a row higher.
 */
static void
draw_say(struct grid *g, const char *say)
{
	size_t n = text_cut(say, g->cols), cut = n;
	int row = hint_row(g) - (g->cur_row == hint_row(g));

	if (say[n]) {
		while (cut > 0 && say[cut] != ' ')
			cut--;
		cut = cut ? cut : n;
		grid_fill(g, row - 1, 0, g->cols, ' ');
		(void)grid_put(g, row - 1, 0, text_cols(say) - text_cols(say + cut), A_PLAIN, say);
		say += cut;
	}
	grid_fill(g, row, 0, g->cols, ' ');
	(void)grid_put(g, row, 0, g->cols, A_PLAIN, say);
}

/* The last three rows: message, rule, keys. */
static void
draw_foot(struct app *app)
{
	struct grid *g = app->grid;
	char bar[512];
	const char *say = app->say;

	if (app->desk.asking)
		say = letters_question();
	if (app->esc.waiting)
		say = _("Esc: 0-9 for F1-F10, Esc once more to leave");
	if (*say)
		draw_say(g, say);
	grid_fill(g, g->rows - 2, 0, g->cols, '-');
	grid_fill(g, g->rows - 1, 0, g->cols, ' ');
	action_bar(bar, sizeof bar, g->cols - 1, app_where(app), app->esc.used_digits);
	(void)grid_put(g, g->rows - 1, 0, g->cols - 1, A_PLAIN, bar);
}

static void
use_lines(struct grid *g)
{
	int row, col;

	for (row = 0; row < g->rows; row++) {
		struct gcell *x = &g->cell[row * g->cols];

		for (col = 0; col < g->cols && x[col].c == '-'; col++)
			continue;
		if (col == g->cols)
			grid_fill(g, row, 0, g->cols, 0x2500);
	}
}

const struct grid *
app_draw(struct app *app)
{
	struct grid *g = app->grid;

	grid_clear(g);
	if (too_small(app))
		(void)grid_put(g, 0, 0, g->cols, A_PLAIN,
		    _("Window under 80x24: make it larger, your work is kept"));
	else if (app->top) {
		draw_views(app, app->top);
		draw_foot(app);
		if (app->opts.utf8_lines && !app->desk.ascii)
			use_lines(g);
	}
	desk_draw(&app->desk, g);
	return g;
}

struct book *
app_book(struct app *app)
{
	return app->book;
}

const char *
app_who(struct app *app)
{
	return app->who;
}

bool
app_ascii(const struct app *app)
{
	return app->desk.ascii;
}

struct desk *
app_desk(struct app *app)
{
	return &app->desk;
}

const char *
app_head(struct app *app)
{
	return arena_printf(app->arena, "%s  %s", typing_word(&app->typing), app->who);
}

void
app_push(struct app *app, struct view *v)
{
	struct err e;

	if (!v)
		return;
	if (v->ops->right && operator_may(&app->op, v->ops->right, &e) != 0) {
		v->below = app->dead; /* ends with the event */
		app->dead = v;
		app_say(app, SAY_ERROR, "%s", e.text);
		return;
	}
	v->below = app->top;
	app->top = v;
	app->answered = false;
	if (!v->popup)
		app->say[0] = '\0';
}

void
app_pop(struct app *app)
{
	if (!app->top)
		return;
	drop(app);
	if (app->top && app->top->ops->resume)
		app->top->ops->resume(app->top, app);
}

void
app_quit(struct app *app)
{
	suspend_all(app);
	app->done = true;
}

const struct operator *
app_operator(const struct app *app)
{
	return &app->op;
}

bool
app_idle(const struct app *app)
{
	return app->idle;
}

void
app_lock(struct app *app)
{
	if (app->op.rec == 0 || !app->top || app->top->ops->where == IN_LOGIN)
		return; /* nobody is named, so nobody could be told from another; or it is locked */
	suspend_all(app);
	app->repaint = true;
	if (!app->has_pin) {
		app->idle = app->done = true;
		return;
	}
	app_push(app, login_view(app, app->who));
}

void
app_login(struct app *app, const struct operator *o)
{
	bool same = strcmp(o->name, app->who) == 0 && app->top->below;

	app->repaint = true;
	app->say[0] = '\0';
	drop(app); /* the login itself */
	while (!same && app->top)
		drop(app);
	memcpy(app->who, o->name, strlen(o->name) + 1); /* a name is shorter than who */
	take_operator(app);
	app_typing_read(app);
	desk_read(&app->desk, app, app->opts.term, app->opts.ascii);
	if (same) {
		if (app->top->ops->resume)
			app->top->ops->resume(app->top, app);
		return;
	}
	app_push(app, home_view(app));
	if (app->opts.then && schema_form(book_schema(app->book), app->opts.then))
		app_push(app, entry_view(app, schema_form(book_schema(app->book), app->opts.then), 0));
}

const char *
app_both(struct app *app, const char *s)
{
	size_t n;
	const char *key = app->esc.used_digits || app->desk.few_keys ? key_in(s, &n) : NULL;

	return key ? arena_printf(app->arena, "%.*s (Esc %c)%s", (int)(key + n - s), s, key[n - 1], key + n) : s;
}

void
app_say(struct app *app, enum say how, const char *fmt, ...)
{
	const char *text;
	va_list ap;
	size_t n = 0;

	app->say[0] = '\0';
	if (!fmt)
		return;
	if (how == SAY_ERROR)
		n = (size_t)snprintf(app->say, sizeof app->say, "! ");
	va_start(ap, fmt);
	(void)vsnprintf(app->say + n, sizeof app->say - n, fmt, ap); /* cut: the row is shorter still */
	va_end(ap);
	if (key_in(fmt, &n) && (text = app_both(app, app->say)) != app->say)
		(void)snprintf(app->say, sizeof app->say, "%s", text);
}

void
app_answer_set(struct app *app, const char *text)
{
	app->answered = text != NULL;
	if (text)
		(void)snprintf(app->answer, sizeof app->answer, "%s", text);
}

const char *
app_answer(struct app *app)
{
	return app->answered ? app->answer : NULL;
}

int
app_keys(struct app *app)
{
	int keys = app->keys;

	app->keys = 0;
	return keys;
}

static const char *
setting_name(struct app *app, const char *name)
{
	return arena_printf(app->arena, "ui.%s.%s", app->who, name);
}

const char *
app_setting(struct app *app, const char *name)
{
	const char *s = book_setting(app->book, app->arena, setting_name(app, name));

	if (s)
		return s;
	return strcmp(name, "advance") == 0 && app->opts.advance ? app->opts.advance : "";
}

int
app_setting_put(struct app *app, const char *name, const char *value, struct err *e)
{
	return book_setting_put(app->book, setting_name(app, name), value, e);
}

const struct ime_how *
app_typing(const struct app *app)
{
	return &app->typing.how;
}

void
app_typing_read(struct app *app)
{
	typing_set(&app->typing, app_setting(app, "typing"), app_setting(app, "style"),
	    app_setting(app, "viet"));
}

void
app_language(enum lang lang)
{
	const char *bound = bindtextdomain("soxa", NULL);
	char *dir = bound ? strdup(bound) : NULL;

	lang_set(lang, dir);
	free(dir);
}

struct view *
view_new(const struct view_ops *ops, size_t size)
{
	struct arena *a = arena_new();
	struct view *v = arena_alloc(a, size);

	v->ops = ops;
	v->arena = a;
	return v;
}
