/* SPDX-License-Identifier: MIT */
#include "tui/app.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"

Suite *app_suite(void);

/* What happened to the views of a test, one letter a call and the view's name after it. */
static char story[256];

struct probe { struct view v; const char *name; };

static void
note(struct view *v, const char *what)
{
	size_t n = strlen(story);

	snprintf(story + n, sizeof story - n, "%s%s ", what, ((struct probe *)v)->name);
}

static void
probe_draw(struct view *v, struct app *app, struct grid *g)
{
	(void)app;
	if (v->popup)
		(void)grid_put(g, 10, 0, 80, A_PLAIN, "popup");
	else
		view_frame(g, ((struct probe *)v)->name, "state", "context");
	grid_cursor(g, 3, 4);
}

static struct view *probe(const char *name, bool popup);

static void
probe_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	if (ac == AC_BACK) {
		app_pop(app);
		note(v, "after-pop:"); /* the view must still be there */
	} else if (ev->c == 'p') {
		app_push(app, probe("two", true));
	} else if (ev->c == 'a') {
		app_answer_set(app, "yes");
		app_pop(app);
	} else
		note(v, "act:");
}

static void
probe_suspend(struct view *v, struct app *app)
{
	(void)app;
	note(v, "suspend:");
}

static void
probe_resume(struct view *v, struct app *app)
{
	note(v, app_answer(app) ? app_answer(app) : "nothing:");
}

static void
probe_close(struct view *v)
{
	note(v, "close:");
}

static const struct view_ops full_ops = {
	"full", IN_HOME, probe_draw, probe_act, probe_suspend, probe_resume, probe_close
};
static const struct view_ops popup_ops = {
	"popup", IN_POPUP, probe_draw, probe_act, probe_suspend, probe_resume, probe_close
};

static struct view *
probe(const char *name, bool popup)
{
	struct probe *p = (struct probe *)view_new(popup ? &popup_ops : &full_ops, sizeof *p);

	p->name = name;
	p->v.popup = popup;
	return &p->v;
}

static struct app *
start(void)
{
	struct app_opts o = { .who = "mai", .rows = 24, .cols = 80 };
	struct app *app = app_new(NULL, &o);

	lang_set(LANG_EN, NULL);
	story[0] = '\0';
	app_push(app, probe("one", false));
	return app;
}

static void
key(struct app *app, const char *name)
{
	struct event ev;

	ck_assert_int_eq(key_parse(name, &ev), 0);
	app_key(app, &ev);
}

static const char *
row(struct app *app, int n)
{
	static char s[400];
	const struct grid *g = app_draw(app);
	int i;

	memset(s, 0, sizeof s);
	for (i = 0; i < g->cols; i++)
		s[i] = (char)g->cell[n * g->cols + i].c;
	return s;
}

START_TEST(a_view_may_close_itself_in_its_act)
{
	struct app *app = start();

	key(app, "p");
	key(app, "F10");
	ck_assert_str_eq(story, "suspend:two nothing:one after-pop:two close:two ");
	app_free(app);
}
END_TEST

START_TEST(a_popup_answers_the_view_below)
{
	struct app *app = start();

	key(app, "p");
	key(app, "a");
	ck_assert_str_eq(story, "suspend:two yesone close:two ");
	key(app, "p");
	ck_assert_ptr_null(app_answer(app)); /* an old answer is never taken for a new one */
	app_free(app);
}
END_TEST

START_TEST(a_hang_up_suspends_every_view)
{
	struct app *app = start();

	key(app, "p");
	key(app, "Hangup");
	ck_assert_str_eq(story, "suspend:two suspend:one ");
	ck_assert(app_done(app));
	app_free(app);
}
END_TEST

START_TEST(a_small_window_keeps_all_and_takes_nothing)
{
	struct app *app = start();
	struct event size = { .key = K_RESIZE, .rows = 23, .cols = 80 };

	app_key(app, &size);
	ck_assert_str_eq(story, "suspend:one ");
	key(app, "x");
	ck_assert_str_eq(story, "suspend:one ");
	ck_assert_ptr_nonnull(strstr(row(app, 0), "80x24"));
	size.rows = 50;
	app_key(app, &size);
	key(app, "x");
	ck_assert_str_eq(story, "suspend:one act:one ");
	ck_assert_ptr_nonnull(strstr(row(app, 0), "one"));
	size.rows = size.cols = 1;
	app_key(app, &size);
	(void)app_draw(app);
	app_free(app);
}
END_TEST

START_TEST(the_foot_is_the_top_views)
{
	struct app *app = start();

	app_say(app, SAY_ERROR, "broken: %d", 7);
	ck_assert_ptr_eq(strstr(row(app, 21), "! broken: 7"), row(app, 21));
	ck_assert_ptr_nonnull(strstr(row(app, 23), "Quit"));
	key(app, "p");
	ck_assert_ptr_nonnull(strstr(row(app, 21), "broken")); /* a popup leaves the message */
	ck_assert_ptr_nonnull(strstr(row(app, 23), "Choose"));
	ck_assert_ptr_nonnull(strstr(row(app, 10), "popup"));
	app_push(app, probe("three", false));
	ck_assert_ptr_null(strstr(row(app, 21), "broken"));
	app_free(app);
}
END_TEST

START_TEST(esc_waits_and_tells)
{
	struct app *app = start();

	key(app, "Esc");
	ck_assert_str_eq(story, "");
	ck_assert_ptr_nonnull(strstr(row(app, 21), "Esc: 0-9"));
	key(app, "x");
	ck_assert_str_eq(story, "act:one ");
	ck_assert_ptr_null(strstr(row(app, 21), "Esc: 0-9"));
	ck_assert(!app_repaint(app));
	key(app, "Ctrl-L");
	ck_assert(app_repaint(app));
	ck_assert(!app_repaint(app));
	key(app, "Esc");
	key(app, "Esc");
	ck_assert(app_done(app));
	app_free(app);
}
END_TEST

Suite *
app_suite(void)
{
	Suite *s = suite_create("app");
	TCase *t = tcase_create("all");

	tcase_add_test(t, a_view_may_close_itself_in_its_act);
	tcase_add_test(t, a_popup_answers_the_view_below);
	tcase_add_test(t, a_hang_up_suspends_every_view);
	tcase_add_test(t, a_small_window_keeps_all_and_takes_nothing);
	tcase_add_test(t, the_foot_is_the_top_views);
	tcase_add_test(t, esc_waits_and_tells);
	suite_add_tcase(s, t);
	return s;
}
