/* SPDX-License-Identifier: MIT */
/*
 * app: the stack of views and the loop's body.  app_key takes an event, app_draw
 * yields a grid; neither knows a terminal.  A view is one struct of functions.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include "core/operator.h"
#include "tui/action.h"
#include "tui/desk.h"
#include "tui/grid.h"
#include "tui/typing.h"

struct app;
struct view;

struct view_ops {
	const char *name;       /* "home" */
	unsigned where;         /* IN_... */
	/* Draws rows 0 ... rows-1 of g (24 rows: 1 title, 2 context, 3 rule, ..., see screens.md). */
	void (*draw)(struct view *v, struct app *app, struct grid *g);
	/* An action of the table, or AC_NONE with the event itself (text, arrows). */
	void (*act)(struct view *v, struct app *app, enum action ac, const struct event *ev);
	/* Saves what must not be lost (drafts); called before the view ends and on hang-up. */
	void (*suspend)(struct view *v, struct app *app);
	/* The view above it was closed; it may read the answer left in app_answer. */
	void (*resume)(struct view *v, struct app *app);
	void (*close)(struct view *v);
	enum right right;       /* what it takes to open it; RIGHT_UNSAID: nothing */
	bool every;             /* act is told of keys nobody knows too */
};

struct view {
	const struct view_ops *ops;
	struct arena *arena;    /* ends with the view */
	struct view *below;
	bool popup;             /* drawn over the view below */
};

struct app_opts {
	const char *who;        /* operator */
	const char *then;       /* the form to open after the login, or NULL */
	int rows, cols;
	bool ascii;             /* the terminal shows no Vietnamese letters */
	bool utf8_lines;        /* rules as U+2500 (3 bytes each), not '-' */
	const char *term;       /* TERM; NULL: nothing is remembered of the terminal */
	const char *advance;    /* habit of operators who chose none: "key" or "auto" */
};

/* The program over an open book, at the home screen; ended by app_free. */
struct app *app_new(struct book *b, const struct app_opts *opts);
void app_free(struct app *app);

/* One event.  Events are taken as fast as they come; draw once when none is pending. */
void app_key(struct app *app, const struct event *ev);
bool app_done(const struct app *app);

/* True once after the person asked for the whole screen anew (Ctrl-R). */
bool app_repaint(struct app *app);

/* The screen now; owned by app, valid until the next call. */
const struct grid *app_draw(struct app *app);

/* For views. */
struct book *app_book(struct app *app);
const char *app_who(struct app *app);
const struct operator *app_operator(const struct app *app);
const char *app_head(struct app *app);  /* the typing mode and the operator, for row 1 where text is typed */
bool app_ascii(const struct app *app);  /* the terminal shows no marks */
struct desk *app_desk(struct app *app);
void app_push(struct app *app, struct view *v);
void app_pop(struct app *app);          /* closes the top view; it is freed when the event ends */
void app_quit(struct app *app);

/* What was typed is kept as drafts, and the screen closed to all but those with a PIN; without one it ends. */
void app_lock(struct app *app);

/* The screen ended because nobody touched it. */
bool app_idle(const struct app *app);

/* o works from now on: as before when it is the same person, else from the home screen. */
void app_login(struct app *app, const struct operator *o);

/* Keys the person pressed since this was last asked; Esc and a digit are two. */
int app_keys(struct app *app);

/* A setting of this operator ("lang", "advance"), or the site's; "" when there is none. */
const char *app_setting(struct app *app, const char *name);
int app_setting_put(struct app *app, const char *name, const char *value, struct err *e);

/* How letters are typed now; lives as long as app and follows F9.  Read again after a setting changed. */
const struct ime_how *app_typing(const struct app *app);
void app_typing_read(struct app *app);

/* Says everything in lang from now on, with the catalogs that main bound. */
void app_language(enum lang lang);

/*
 * The message row (row 22): replaces what stood there; NULL clears. '!' goes before an error.
 * It stays until a view replaces it or a view that is no popup is pushed.  While it is empty the
 * row is the view's own.
 */
enum say { SAY_INFO, SAY_WARN, SAY_ERROR };
void app_say(struct app *app, enum say how, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * A sentence of the program as this terminal is to have it: where the bar names keys by Esc and a
 * digit, or the terminal has no function keys, "F4 (Esc 4)" for the last key in it.  app_say does
 * so for a key in fmt.
 */
const char *app_both(struct app *app, const char *s);

/* One answer a popup leaves for the view below (a code, a reason, "yes"); NULL: none. */
void app_answer_set(struct app *app, const char *text);
const char *app_answer(struct app *app);

/* A view of size with its own arena, ops set, zeroed. */
struct view *view_new(const struct view_ops *ops, size_t size);

/*
 * The first three rows: title left, state right, context, rule.  Message, lower rule and keys (the
 * last three) are drawn by app_draw after the view, so that a popup's keys replace the view's.
 */
void view_frame(struct grid *g, const char *title, const char *state, const char *context);

/* First row and number of rows between the rules, without the message row. */
enum { BODY_TOP = 3 };
int body_rows(const struct grid *g);

/* The row for a hint or finding, shown when no message stands there. */
int hint_row(const struct grid *g);

/* A '>' before the current line, as everywhere; a blank before the others. */
void view_mark(struct grid *g, int row, int col, bool current);

#endif
