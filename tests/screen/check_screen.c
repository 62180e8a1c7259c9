/* SPDX-License-Identifier: MIT */
/*
 * check_screen: every tests/screen/NAME.keys is played into app_key on a new book and
 * each :shot compared with NAME.screen; those named ascii... as on a terminal without
 * marks.  ACCEPT=1 in the environment rewrites the
 * pictures instead (make accept).
 */
#include <check.h>
#include <glob.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/text.h"
#include "tests/screen/fixture.h"
#include "tests/screen/script.h"
#include "tui/keyin.h"
#include "tui/views.h"

Suite *screen_suite(void);

static glob_t scripts;

static void
press(struct app *app, enum key key, uint32_t c)
{
	struct event ev = { .key = key, .c = c };

	app_key(app, &ev);
}

static void
shot(struct app *app, FILE *out, int *n, int line)
{
	fprintf(out, "== shot %d, line %d\n", ++*n, line);
	if (app_done(app))
		fputs("(ended)\n", out);
	else
		grid_dump(app_draw(app), out);
}

/* Bytes that come in one read. */
static void
burst(struct app *app, const struct step *st)
{
	struct arena *a = arena_new();
	const char *bytes = script_burst(a, st);
	struct keyin in;
	struct event ev;

	keyin_init(&in);
	keyin_feed(&in, bytes, strlen(bytes));
	while (keyin_next(&in, false, &ev))
		app_key(app, &ev);
	keyin_free(&in);
	arena_free(a);
}

static void
play(struct app *app, const struct step *st, int n, FILE *out)
{
	struct event ev;
	const char *s;
	uint32_t c;
	int i, shots = 0;

	for (i = 0; i < n; i++) {
		if (st[i].kind == STEP_KEY)
			app_key(app, &st[i].ev);
		else if (st[i].kind == STEP_TEXT)
			for (s = st[i].text; (c = text_next(&s)) != 0;)
				press(app, K_CHAR, c);
		else if (st[i].kind == STEP_SHOT)
			shot(app, out, &shots, st[i].line);
		else if (st[i].kind == STEP_OTHER)
			ck_assert_msg(system(st[i].text) == 0, "%s", st[i].text);
		else if (st[i].kind == STEP_BURST)
			burst(app, &st[i]);
		else if (st[i].kind == STEP_PASTE || st[i].kind == STEP_SIZE) {
			memset(&ev, 0, sizeof ev);
			ev.key = st[i].kind == STEP_PASTE ? K_PASTE : K_RESIZE;
			ev.text = st[i].text;
			ev.len = st[i].text ? strlen(st[i].text) : 0;
			ev.rows = st[i].n;
			ev.cols = st[i].m;
			app_key(app, &ev);
		}
	}
}

/* What another person does meanwhile (:other) calls the program over the same book $soxa. */
static void
others_use(const char *dir)
{
	char exe[4096], cmd[4400];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	ck_assert_int_gt(n, 0);
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
	snprintf(cmd, sizeof cmd, "%s/soxa -b %s", exe, dir);
	ck_assert_int_eq(setenv("soxa", cmd, 1), 0);
	ck_assert_int_eq(setenv("SOXA_CLOCK", FIXTURE_CLOCK, 1), 0);
}

/* The catalogs of the build that the runner belongs to. */
static void
speak_vietnamese(void)
{
	char exe[4096], dir[4200];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	ck_assert_int_gt(n, 0);
	exe[n] = '\0';
	*strrchr(exe, '/') = '\0';
	snprintf(dir, sizeof dir, "%s/locale", exe);
	ck_assert_ptr_nonnull(setlocale(LC_ALL, "C.UTF-8"));
	lang_set(LANG_VI, dir);
}

/* Plays a script; what its pictures are, to be freed. */
static char *
pictures(const char *path)
{
	struct app_opts opts = { .who = "mai", .rows = 24, .cols = 80, .advance = "key",
	    .term = "xterm-256color", .ascii = strstr(path, "/ascii") != NULL };
	char dir[64], cmd[96], *out = NULL;
	struct arena *a = arena_new();
	struct schema *s = fixture_schema(a);
	struct step *st;
	struct book *b;
	struct app *app;
	struct err e = { .text = "" };
	size_t size;
	FILE *f;
	int n = 0;

	ck_assert_ptr_nonnull(s);
	snprintf(dir, sizeof dir, "%s/soxa-screen-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_msg(fixture_make(dir, s, &e) == 0, "%s", e.text);
	b = book_open(dir, s, &e);
	ck_assert_msg(b != NULL, "%s", e.text);
	others_use(dir);
	st = script_read(a, path, &n);
	ck_assert_ptr_nonnull(st);
	f = open_memstream(&out, &size);
	if (strstr(path, "/people")) { /* of a book where somebody has to say who he is */
		ck_assert_msg(fixture_people(b, &e) == 0, "%s", e.text);
		opts.who = "";
	}
	app = app_new(b, &opts);
	app_push(app, *opts.who ? home_view(app) : login_view(app, NULL));
	play(app, st, n, f);
	app_free(app);
	fclose(f);
	book_close(b);
	arena_free(a);
	snprintf(cmd, sizeof cmd, "rm -rf %s", dir);
	ck_assert_int_eq(system(cmd), 0);
	return out;
}

static char *
read_whole(const char *path)
{
	FILE *f = fopen(path, "r");
	char *s = NULL;
	size_t size = 0;

	if (!f || getdelim(&s, &size, 0, f) < 0) {
		free(s);
		s = strdup("");
	}
	if (f)
		fclose(f);
	return s;
}

/* The first line where the two differ. */
static int
first_difference(const char *x, const char *y, char *out, size_t size)
{
	int line = 1;

	while (*x && *x == *y) {
		line += *x == '\n';
		x++;
		y++;
	}
	if (*x == *y)
		return 0;
	snprintf(out, size, "is \"%.*s\", should be \"%.*s\"", (int)strcspn(x, "\n"), x,
	    (int)strcspn(y, "\n"), y);
	return line;
}

START_TEST(a_script_gives_its_pictures)
{
	const char *path = scripts.gl_pathv[_i];
	char golden[512], difference[1024], *is, *should;
	int line;
	FILE *f;

	speak_vietnamese();
	snprintf(golden, sizeof golden, "%.*s.screen", (int)(strlen(path) - 5), path);
	is = pictures(path);
	if (getenv("ACCEPT")) {
		f = fopen(golden, "w");
		ck_assert_ptr_nonnull(f);
		fputs(is, f);
		fclose(f);
	}
	should = read_whole(golden);
	line = first_difference(is, should, difference, sizeof difference);
	ck_assert_msg(line == 0, "%s:%d: from the difference on it %s", golden, line, difference);
	free(is);
	free(should);
}
END_TEST

Suite *
screen_suite(void)
{
	Suite *s = suite_create("screen");
	TCase *t = tcase_create("scripts");

	if (glob("tests/screen/*.keys", 0, NULL, &scripts) != 0)
		scripts.gl_pathc = 0;
	tcase_set_timeout(t, 30);
	tcase_add_loop_test(t, a_script_gives_its_pictures, 0, (int)scripts.gl_pathc);
	suite_add_tcase(s, t);
	return s;
}
