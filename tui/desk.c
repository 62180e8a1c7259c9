/* SPDX-License-Identifier: MIT */
/*
 * desk: settings by operator and TERM, and the picture in ASCII.  Invariant: what
 * cannot be remembered still holds for the session.
 */
#include "tui/desk.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "tui/app.h"
#include "tui/viqr.h"

enum { NAME_BYTES = DESK_TERM + 16 };

/* The setting's name here in out; NULL for a terminal without one. */
static const char *
named(const struct desk *d, const char *what, char out[NAME_BYTES])
{
	(void)snprintf(out, NAME_BYTES, "%s.%s", what, d->term);
	return d->term[0] ? out : NULL;
}

static const char *
remembered(const struct desk *d, struct app *app, const char *what)
{
	char name[NAME_BYTES];

	return app_book(app) && named(d, what, name) ? app_setting(app, name) : "";
}

static int
remember(const struct desk *d, struct app *app, const char *what, const char *value, struct err *e)
{
	char name[NAME_BYTES];

	return app_book(app) && named(d, what, name) ? app_setting_put(app, name, value, e) : 0;
}

void
desk_read(struct desk *d, struct app *app, const char *term, bool ascii)
{
	size_t i, n = term ? strlen(term) : 0;

	memset(d, 0, sizeof *d);
	for (i = 0; i < n && isgraph((unsigned char)term[i]); i++)
		continue;
	if (i == n && n < sizeof d->term)
		memcpy(d->term, term ? term : "", n);
	d->few_keys = strncmp(d->term, "vt", 2) == 0 || strcmp(d->term, "unknown") == 0;
	d->able = !ascii;
	d->ascii = ascii || strcmp(desk_answered(d, app), "no") == 0;
	d->viqr = app_book(app) && strcmp(app_setting(app, "marks"), "on") == 0;
	taught_read(&d->taught, remembered(d, app, "keys"));
}

void
desk_draw(const struct desk *d, struct grid *g)
{
	char word[VIQR_WORD];
	int n;

	if (!d->ascii)
		return;
	viqr_word(g, word);
	if (d->viqr && grid_viqr(g))
		word[0] = '\0';
	else
		grid_ascii(g);
	n = (int)strlen(word);
	if (n == 0 || g->rows < 3 || n > g->cols - 8)
		return;
	grid_fill(g, g->rows - 2, g->cols - n - 4, n + 2, ' ');
	(void)grid_put(g, g->rows - 2, g->cols - n - 3, n, A_PLAIN, word);
}

int
desk_toggle(struct desk *d, struct app *app, struct err *e)
{
	d->viqr = !d->viqr;
	return app_book(app) ? app_setting_put(app, "marks", d->viqr ? "on" : "off", e) : 0;
}

int
desk_keep_keys(const struct desk *d, struct app *app, struct err *e)
{
	char text[TAUGHT_TEXT];

	taught_text(&d->taught, text);
	return remember(d, app, "keys", text, e);
}

int
desk_answer(struct desk *d, struct app *app, bool readable, struct err *e)
{
	d->ascii = !d->able || !readable;
	return remember(d, app, "letters", readable ? "yes" : "no", e);
}

const char *
desk_answered(const struct desk *d, struct app *app)
{
	return remembered(d, app, "letters");
}
