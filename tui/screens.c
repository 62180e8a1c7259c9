/* SPDX-License-Identifier: MIT */
/*
 * screens: the loop that joins app and term.  Invariant: everything that was typed
 * ahead is taken before one draw, so a slow line carries one picture, not twenty.
 */
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/charset.h"
#include "tui/cmd.h"
#include "tui/font.h"
#include "tui/term.h"
#include "tui/views.h"

static void
loop(struct app *app, struct terminal *t)
{
	struct event ev;

	while (!app_done(app)) {
		const struct grid *g = app_draw(app);

		term_show(t, g, app_repaint(app) ? SHOW_REPAINT : SHOW_CHANGES);
		term_wait(t, &ev);
		do
			app_key(app, &ev);
		while (!app_done(app) && term_pending(t, &ev));
	}
}

/* The operator's own language, when one was chosen on the settings screen. */
static void
use_language(struct app *app)
{
	const char *lang = app_setting(app, "lang");

	if (*lang)
		app_language(strcmp(lang, "en") == 0 ? LANG_EN : LANG_VI);
}

/* The charset says nothing of the letters a console's font has: its map does, or the person. */
static void
look_at_font(struct app *app, const struct app_opts *opts)
{
	enum font font;

	if (opts->ascii || !opts->term || strncmp(opts->term, "linux", 5) != 0 ||
	    *desk_answered(app_desk(app), app))
		return;
	font = font_of_console(STDIN_FILENO);
	if (font == FONT_UNKNOWN)
		(void)letters_view(app); /* stands over what is there */
	else if (font == FONT_POOR)
		letters_missing(app);
}

int
screens_run(struct book *b, const struct operator *op, const struct conf *c, const char *enter_form,
    struct err *e)
{
	const struct form *f = enter_form ? schema_form(book_schema(b), enter_form) : NULL;
	struct app_opts opts = { .who = op->name ? op->name : "", .then = enter_form, .term = getenv("TERM"), .advance = c->advance };
	struct terminal *t;
	struct app *app;
	bool idle;

	if (enter_form && !f)
		return err_set(e, E_INPUT, _("%s: there is no such form; see `soxa forms list`"), enter_form);
	opts.ascii = !charset_choose();
	opts.utf8_lines = c->lines && strcmp(c->lines, "utf-8") == 0;
	t = term_open(c->esc_ms, e);
	if (!t)
		return -1;
	term_size(t, &opts.rows, &opts.cols);
	app = app_new(b, &opts);
	term_idle(t, c->lock * 60000);
	use_language(app);
	app_push(app, op->name ? home_view(app) : login_view(app, NULL));
	if (f && op->name)
		app_push(app, entry_view(app, f, 0));
	look_at_font(app, &opts);
	loop(app, t);
	idle = app_idle(app);
	app_free(app);
	term_close(t);
	if (idle)
		cmd_say(_("soxa ended because nobody touched a key for %d minutes; what was typed is kept as a draft"), c->lock);
	return 0;
}
