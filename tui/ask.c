/* SPDX-License-Identifier: MIT */
/*
 * ask: a question in the last rows of the body: one of a few choices, a line of text, or
 * the reason for keeping what a warning doubts.  Invariant: the answer is (begins with) a
 * code of the choices or, where there are none, what was typed.
 */
#include <string.h>

#include "core/text.h"
#include "tui/choice.h"
#include "tui/edit.h"
#include "tui/views.h"

enum { SENTENCE = 3, LIST_ROWS = 6, ANSWER_CHARS = 200, LABEL_COL = 2, TEXT_BYTES = EDIT_MAX * 4 + 1 };

struct ask {
	struct view v;
	const char *question, *label;
	const struct codes *choices;
	bool sentence;
	int top;                /* first choice shown */
	struct edit edit;
};

static int
listed(const struct ask *q)
{
	if (!q->choices)
		return 0;
	return q->choices->ncodes < LIST_ROWS ? q->choices->ncodes : LIST_ROWS;
}

static void
draw_choice(struct ask *q, struct grid *g, int row, int i)
{
	const struct code *c = &q->choices->code[i];

	(void)grid_put(g, row, LABEL_COL, 12, A_PLAIN, c->code);
	(void)grid_put(g, row, LABEL_COL + 8, g->cols - LABEL_COL - 9, A_PLAIN, lang_pick(c->label));
}

static void
ask_draw(struct view *v, struct app *app, struct grid *g)
{
	struct ask *q = (struct ask *)v;
	int n = listed(q), row = hint_row(g) - n - 2, i;

	(void)app;
	for (i = row; i < hint_row(g); i++)
		grid_fill(g, i, 0, g->cols, ' ');
	(void)grid_put(g, row++, 0, g->cols, A_PLAIN, arena_printf(v->arena, "! %s", q->question));
	for (i = 0; i < n; i++)
		draw_choice(q, g, row++, q->top + i);
	i = LABEL_COL + grid_put(g, row, LABEL_COL, g->cols / 2, A_PLAIN, q->label) + 1;
	q->edit.cols = g->cols - i - 1;
	edit_show(&q->edit, g, row, i);
}

static void
answer(struct ask *q, struct app *app, const char *text)
{
	(void)q;
	app_answer_set(app, text);
	app_pop(app);
}

/* The code of the choices that the first n bytes of text are, or the only one they begin. */
static const struct code *
code_of(const struct ask *q, const char *text, size_t n)
{
	return q->choices ? choice_code(q->choices, text, n) : NULL;
}

/* A reason from a list: its code, and what the clerk adds in words; or words of its label. */
static void
take_reason(struct ask *q, struct app *app, const char *text)
{
	const char *reason = choice_reason(q->v.arena, q->choices, text);

	if (reason)
		answer(q, app, reason);
	else
		app_say(app, SAY_WARN,
		    _("Type the code of a reason, then more words if you like; F10 goes back"));
}

static void
take(struct ask *q, struct app *app)
{
	char text[TEXT_BYTES];
	const struct code *c;
	size_t n;

	(void)edit_end(&q->edit);
	n = edit_text(&q->edit, text, sizeof text);
	c = code_of(q, text, n);
	if (q->sentence && q->choices)
		take_reason(q, app, text);
	else if (c)
		answer(q, app, c->code);
	else if (!q->choices && q->edit.n >= (q->sentence ? SENTENCE : 1))
		answer(q, app, text);
	else
		app_say(app, SAY_WARN, q->choices ?
		    _("Type one of the letters shown; F10 goes back") :
		    _("Type why in a few words; F10 goes back"));
}

/* Choices of one letter need no Enter. */
static bool
at_once(const struct ask *q)
{
	char text[TEXT_BYTES];

	return !q->sentence && q->choices && q->edit.n == 1 &&
	    edit_text(&q->edit, text, sizeof text) == 1 && code_of(q, text, 1) != NULL;
}

static void
scroll(struct ask *q, int by)
{
	int last = q->choices ? q->choices->ncodes - listed(q) : 0;

	q->top += by;
	q->top = q->top > last ? last : q->top;
	q->top = q->top < 0 ? 0 : q->top;
}

static void
ask_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	struct ask *q = (struct ask *)v;

	if (ac == AC_BACK) {
		app_say(app, SAY_INFO, NULL); /* what was said of the answer */
		answer(q, app, NULL);
	} else if (ac == AC_HELP)
		app_push(app, help_view(app, IN_POPUP, NULL, -1));
	else if (ev->key == K_ENTER || ev->key == K_TAB)
		take(q, app);
	else if (ev->key == K_UP || ev->key == K_DOWN)
		scroll(q, ev->key == K_UP ? -1 : 1);
	else if (edit_key(&q->edit, ev) == 1) {
		app_say(app, SAY_INFO, NULL);
		if (at_once(q))
			take(q, app);
		else if (q->choices && !q->sentence)
			edit_set(&q->edit, ""); /* none of the letters: as if not typed */
	}
}

static const struct view_ops ask_ops = { .name = "ask", .where = IN_POPUP, .draw = ask_draw, .act = ask_act };

static struct ask *
ask_new(const char *question, const struct codes *choices)
{
	struct view *v = view_new(&ask_ops, sizeof(struct ask));
	struct ask *q = (struct ask *)v;

	v->popup = true;
	q->question = arena_strdup(v->arena, question);
	q->choices = choices;
	q->label = choices ? _("Which:") : _("Answer:");
	edit_start(&q->edit, "", ANSWER_CHARS, 1);
	return q;
}

struct view *
ask_view(struct app *app, const char *question, const struct codes *choices)
{
	(void)app;
	return &ask_new(question, choices)->v;
}

struct view *
reason_view(struct app *app, const char *warning, const struct codes *reasons)
{
	struct ask *q = ask_new(warning, reasons);

	q->edit.ime = app_typing(app);
	q->sentence = true;
	q->label = _("Reason:");
	return &q->v;
}

struct view *
paper_view(struct app *app, const char *question)
{
	struct ask *q = ask_new(question, NULL);

	q->edit.ime = app_typing(app);
	q->label = _("Number:");
	return &q->v;
}
