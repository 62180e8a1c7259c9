/* SPDX-License-Identifier: MIT */
#include "tui/app.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lang.h"
#include "tui/edit.h"
#include "tui/keyin.h"

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
	"full", IN_HOME, probe_draw, probe_act, probe_suspend, probe_resume, probe_close, RIGHT_UNSAID, false
};
static const struct view_ops popup_ops = {
	"popup", IN_POPUP, probe_draw, probe_act, probe_suspend, probe_resume, probe_close, RIGHT_UNSAID, false
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

/* A view that is one line of text. */
static struct edit line;

static void
line_draw(struct view *v, struct app *app, struct grid *g)
{
	(void)v;
	view_frame(g, "line", app_head(app), "");
	edit_show(&line, g, BODY_TOP, 0);
}

static void
line_act(struct view *v, struct app *app, enum action ac, const struct event *ev)
{
	(void)v;
	(void)ac;
	line.ime = app_typing(app);
	(void)edit_key(&line, ev);
}

static const struct view_ops line_ops = { "line", IN_FORM, line_draw, line_act, NULL, NULL, NULL, RIGHT_UNSAID, false };

static struct app *
start_line(void)
{
	struct app *app = start();

	edit_start(&line, "", 60, 60);
	app_push(app, view_new(&line_ops, sizeof(struct view)));
	return app;
}

/* Bytes that come in one read; the text in the line afterwards. */
static const char *
come(struct app *app, const char *bytes)
{
	static char text[400];
	struct keyin in;
	struct event ev;

	keyin_init(&in);
	keyin_feed(&in, bytes, strlen(bytes));
	while (keyin_next(&in, false, &ev))
		app_key(app, &ev);
	keyin_free(&in);
	(void)edit_text(&line, text, sizeof text);
	return text;
}

START_TEST(a_clients_input_method_is_heard)
{
	struct app *app = start_line();

	ck_assert_ptr_nonnull(strstr(row(app, 0), "TELEX  mai"));
	ck_assert_str_eq(come(app, "tie"), "tie");
	app_say(app, SAY_INFO, "Saved 12");
	ck_assert_str_eq(come(app, "\x7F\x7Fi\xC3\xAA"), "tiê"); /* its burst: ⌫⌫iê */
	ck_assert_ptr_nonnull(strstr(row(app, 0), "VN: client  mai"));
	ck_assert_ptr_nonnull(strstr(row(app, 21), "TELEX of soxa is off; F9"));
	ck_assert_str_eq(come(app, "ng Vie"), "tiêng Vie");
	ck_assert_str_eq(come(app, "\x08\x08i\xE1\xBB\x87t"), "tiêng Việt");
	ck_assert_str_eq(come(app, " lists"), "tiêng Việt lists"); /* a letter a key: ours is off */
	key(app, "F9");
	ck_assert_ptr_nonnull(strstr(row(app, 0), "TELEX  mai"));
	ck_assert_str_eq(come(app, " moiws"), "tiêng Việt lists mới");
	app_free(app);
}
END_TEST

/* The sentence on a terminal of that name, with what it takes in from data. */
static const char *
said_on(const char *term, const char *keys, const char *data)
{
	struct app_opts opts = { .who = "mai", .rows = 24, .cols = 80, .term = term };
	struct app *app = app_new(NULL, &opts);
	static char text[512];

	app_push(app, probe("one", false));
	for (; *keys; keys++)
		key(app, *keys == 'E' ? "Esc" : (char[]){ *keys, '\0' });
	app_say(app, SAY_INFO, "%s; F10 leaves", data);
	snprintf(text, sizeof text, "%.40s", row(app, 21));
	app_say(app, SAY_INFO, "%s", data); /* no sentence of ours */
	ck_assert_msg(strncmp(row(app, 21), data, strlen(data)) == 0, "%s", row(app, 21));
	app_free(app);
	return text;
}

/* "F1" of a label is no key: only what the sentence of the program itself names. */
START_TEST(a_terminal_without_function_keys_is_told_the_others)
{
	ck_assert_str_eq(said_on("vt100", "", "F1 found"), "F1 found; F10 (Esc 0) leaves            ");
	ck_assert_str_eq(said_on("unknown", "", "F10"), "F10; F10 (Esc 0) leaves                 ");
	ck_assert_str_eq(said_on("xterm", "", "F1 found"), "F1 found; F10 leaves                    ");
	ck_assert_str_eq(said_on("xterm", "E4", "x"), "x; F10 (Esc 0) leaves                   "); /* who comes by Esc */
}
END_TEST

START_TEST(typed_ahead_is_typed_and_pasted_is_not)
{
	struct app *app = start_line();

	ck_assert_str_eq(come(app, "Nguyeenx Thij Hoaf, Muwowngf Tef, xax Tungs "),
	    "Nguyễn Thị Hòa, Mường Tè, xã Túng ");
	ck_assert_str_eq(come(app, "\x15\033[200~tests B\xE1\xBA\xA3n\033[201~"), "tests Bản");
	ck_assert_str_eq(come(app, "\x15" "B\xE1\xBA\xA3n tests moowis"), "Bản tests moowis");
	ck_assert_ptr_nonnull(strstr(row(app, 0), "TELEX  mai"));
	app_free(app);
}
END_TEST

START_TEST(the_key_turns_typing_off_and_on)
{
	static const char *const keys[] = { "\x14", "\033" "9", "\033[20~" };
	struct app *app = start_line();
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++) {
		ck_assert_str_eq(come(app, "\x15" "moiws"), "mới");
		ck_assert_str_eq(come(app, keys[i]), "mới");
		ck_assert_ptr_nonnull(strstr(row(app, 0), "VN off  mai"));
		ck_assert_str_eq(come(app, "\x15" "moiws"), "moiws");
		(void)come(app, keys[i]);
	}
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
	tcase_add_test(t, a_terminal_without_function_keys_is_told_the_others);
	tcase_add_test(t, a_clients_input_method_is_heard);
	tcase_add_test(t, typed_ahead_is_typed_and_pasted_is_not);
	tcase_add_test(t, the_key_turns_typing_off_and_on);
	suite_add_tcase(s, t);
	return s;
}
