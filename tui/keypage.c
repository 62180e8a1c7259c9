/* SPDX-License-Identifier: MIT */
/*
 * keypage: the page that shows what keys send and learns others.  Invariant: whatever was
 * taught, letters, Enter, Tab and Esc with a digit stay what they are, so no lesson can
 * lock anyone in.
 */
#include <stdio.h>
#include <string.h>

#include "core/lang.h"
#include "core/text.h"
#include "tui/scroll.h"
#include "tui/views.h"

enum { DOES_COL = 14, CAME_COL = 32, TAUGHT_COL = 56, BYTES_MAX = 64 };

/* The keys there are lessons for, with what they mostly do. */
static const struct { enum key key; const char *does; } rows[] = {
	{ K_F1, N_("Help") }, { K_F2, N_("Save") }, { K_F3, N_("Edit") }, { K_F4, N_("Codes") },
	{ K_F5, N_("Find") }, { K_F6, N_("Copy") }, { K_F7, N_("Print") }, { K_F8, N_("Remove") },
	{ K_F9, N_("Marks") }, { K_F10, N_("Back") }, { K_UP, "" }, { K_DOWN, "" }, { K_LEFT, "" },
	{ K_RIGHT, "" }, { K_HOME, "" }, { K_END, "" }, { K_PGUP, "" }, { K_PGDN, "" },
	{ K_INS, "" }, { K_DEL, "" }, { K_BTAB, "" }, { K_CHOME, "" }, { K_CEND, "" },
};

enum { NROWS = sizeof rows / sizeof *rows };

struct keys_view {
	struct view v;
	struct scroll at;
	bool teaching;
	struct event came[NROWS];       /* as each was pressed here; no bytes: not yet */
};

/* Bytes as keys are written: "Esc [ 1 5 ~", "^G". */
static const char *
spell(const char *raw, int n, char out[BYTES_MAX])
{
	size_t at = 0;
	int i;

	out[0] = '\0';
	for (i = 0; i < n && at + 8 < BYTES_MAX; i++) {
		unsigned char c = (unsigned char)raw[i];
		const char *gap = i ? " " : "";

		at += (size_t)(c == 033 ? sprintf(out + at, "%sEsc", gap) :
		    c == 0x7F ? sprintf(out + at, "%s^?", gap) :
		    c < 0x20 ? sprintf(out + at, "%s^%c", gap, c + 64) :
		    c > 0x7F ? sprintf(out + at, "%s%02X", gap, c) : sprintf(out + at, "%s%c", gap, c));
	}
	return out;
}

static int
row_of(enum key key)
{
	int i;

	for (i = 0; i < NROWS; i++)
		if (rows[i].key == key)
			return i;
	return -1;
}

static const char *
name_of(enum key key, char out[KEY_NAME_MAX])
{
	struct event ev = { .key = key };

	return key_text(&ev, out);
}

static void
draw_row(const struct keys_view *k, struct app *app, struct grid *g, int i)
{
	const struct taught_key *taught = taught_of(&app_desk(app)->taught, rows[i].key);
	int row = BODY_TOP + i - k->at.top;
	char s[BYTES_MAX];

	view_mark(g, row, 0, i == k->at.cur);
	(void)grid_put(g, row, 2, DOES_COL - 3, A_PLAIN, _(name_of(rows[i].key, s)));
	if (*rows[i].does)
		(void)grid_put(g, row, DOES_COL, CAME_COL - DOES_COL - 1, A_PLAIN, _(rows[i].does));
	(void)grid_put(g, row, CAME_COL, TAUGHT_COL - CAME_COL - 1, A_PLAIN,
	    spell(k->came[i].raw, k->came[i].nraw, s));
	if (taught && grid_put(g, row, TAUGHT_COL, g->cols, A_PLAIN, _("taught: ")))
		(void)grid_put(g, row, TAUGHT_COL + text_cols(_("taught: ")), g->cols, A_PLAIN,
		    spell(taught->raw, taught->nraw, s));
}

static void
keys_draw(struct view *v, struct app *app, struct grid *g)
{
	struct keys_view *k = (struct keys_view *)v;
	char state[DESK_TERM + 8];
	int i;

	(void)snprintf(state, sizeof state, "TERM=%s", app_desk(app)->term);
	view_frame(g, _("Trying keys"), state, _("Press any key to see what it sends; Enter teaches the key of the line"));
	scroll_fit(&k->at, body_rows(g));
	for (i = k->at.top; i < NROWS && i < k->at.top + body_rows(g); i++)
		draw_row(k, app, g, i);
	grid_cursor(g, BODY_TOP + k->at.cur - k->at.top, 0);
}

/* Says what was pressed, and keeps it in its line. */
static void
note(struct keys_view *k, struct app *app, const struct event *ev)
{
	char s[BYTES_MAX], name[KEY_NAME_MAX];
	int row = row_of(ev->key);

	if (row >= 0)
		k->came[row] = *ev;
	spell(ev->raw, ev->nraw, s);
	if (ev->key == K_NONE && ev->nraw > 1)
		app_say(app, SAY_INFO, _("A key nobody knows: %s. Choose what it is to be, then Enter"), s);
	else if (ev->key != K_NONE && ev->key != K_PASTE)
		app_say(app, SAY_INFO, "%s: %s", _(key_text(ev, name)), s);
}

static void
teach(struct keys_view *k, struct app *app, const struct event *ev)
{
	struct desk *d = app_desk(app);
	char s[BYTES_MAX], name[KEY_NAME_MAX];
	enum key key = rows[k->at.cur].key;
	struct err e;

	k->teaching = false;
	if (!taught_may(ev))
		app_say(app, SAY_ERROR, _("Letters, Enter, Tab, Backspace and Esc stay what they are; nothing was taught"));
	else if (taught_put(&d->taught, ev, key) != 0)
		app_say(app, SAY_ERROR, _("Too many keys are taught already; forget one with F8"));
	else if (desk_keep_keys(d, app, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else
		app_say(app, SAY_INFO, _("%s is %s from now on, for you on this kind of terminal"),
		    spell(ev->raw, ev->nraw, s), _(name_of(key, name)));
}

static void
forget(const struct keys_view *k, struct app *app)
{
	struct desk *d = app_desk(app);
	char name[KEY_NAME_MAX];
	enum key key = rows[k->at.cur].key;
	struct err e;

	if (!taught_forget(&d->taught, key))
		return; /* F8 was only tried */
	if (desk_keep_keys(d, app, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else
		app_say(app, SAY_INFO, _("What was taught for %s is forgotten"), _(name_of(key, name)));
}

static void
keys_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct keys_view *k = (struct keys_view *)v;
	char name[KEY_NAME_MAX];

	if (k->teaching) {
		teach(k, app, ev);
		return;
	}
	note(k, app, ev);
	if (ac == AC_BACK)
		app_pop(app);
	else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_KEYS, NULL, -1));
	else if (ac == AC_DELETE)
		forget(k, app);
	else if (ac == AC_OPEN) {
		k->teaching = true;
		app_say(app, SAY_INFO, _("Now press the key that is to be %s; Esc twice changes nothing"),
		    _(name_of(rows[k->at.cur].key, name)));
	} else
		(void)scroll_act(&k->at, ac, ev, NROWS); /* other keys are only tried */
}

static const struct view_ops keys_ops = {
	.name = "keys", .where = IN_KEYS, .draw = keys_draw, .act = keys_act, .every = true,
};

struct view *
keypage_view(struct app *app)
{
	struct keys_view *k = (struct keys_view *)view_new(&keys_ops, sizeof *k);

	(void)app;
	k->at.n = NROWS;
	return &k->v;
}
