/* SPDX-License-Identifier: MIT */
/*
 * replay: power cuts.  Work is done once with every write and sync of it recorded; then, again and
 * again, the disk is made what it may hold after a cut somewhere in between, and the program is asked
 * what it finds (promises P1 and P2): what was acknowledged by then, or that the book is damaged.
 * replay SOXA PRELOAD DIR STATES SEED [SCENE [AT SEED SECTOR KEEP JOURNAL]]: the last five repeat one cut
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/crash/clerk.h"
#include "tests/crash/cut.h"
#include "tests/crash/fix.h"

enum { LINES = 25, BATCH = 12, TOLD = 3, WAIT_MS = 120000 };

/* What a test noted in the trace: a line that was acknowledged, or a file. */
struct mark {
	struct line line;
	char file[FIX_PATH];
};

struct replay {
	struct fix x;
	const struct scene *scene;
	struct cut *cut;
	struct cut_ask at;
	char trace[512];
	const char *list; /* of the book that was cut */
	int lines;
	unsigned states, good, told, wrong;
};

struct scene {
	const char *name;
	bool of_hub; /* whose book is cut */
	void (*work)(struct replay *r);
	const char *(*look)(struct replay *r); /* what is wrong with a book that says it is sound */
};

static void
add(struct replay *r, char who, unsigned first, unsigned n)
{
	char *input = fix_lines(who, first, n);
	struct mark m = { .file = "" };
	unsigned i;

	if (FIX(&r->x, r->x.book, input, "add", "F08") != 0)
		child_die("add: %s", r->x.last.err);
	free(input);
	for (i = 0; i < n; i++) {
		line_of(who, first + i, &m.line);
		cut_mark(r->trace, &m, sizeof m);
	}
}

/* Saves one by one, the last of them without an end; then some at once. */
static void
work_save(struct replay *r)
{
	struct clerk c = { .soxa = r->x.soxa, .book = r->x.book, .name = "t1" };
	struct mark m = { .file = "" };
	unsigned long number;
	int i, n = 0;

	for (i = 0; r->x.env[i][0]; i++)
		putenv(r->x.env[i]);
	putenv(r->x.lib);
	putenv(r->x.under);
	clerk_start(&c);
	while (n < LINES) {
		if (clerk_turn(&c, false, &m.line, &number)) {
			cut_mark(r->trace, &m, sizeof m);
			n++;
		} else {
			usleep(1000);
		}
		if (child_ms() > c.sent + WAIT_MS)
			child_die("add does not answer");
	}
	clerk_kill(&c);
	unsetenv("LD_PRELOAD");
	add(r, 's', 1, BATCH);
}

static const char *
look_save(struct replay *r)
{
	char *input = fix_lines('z', 1, 1);
	int status = FIX(&r->x, r->x.book, input, "add", "F08");

	free(input);
	return status ? "takes nothing in any more" : NULL;
}

static void
dump(struct replay *r)
{
	struct mark m = { .line = { .people = 0 } };

	if (FIX(&r->x, r->x.book, NULL, "dump") != 0)
		child_die("dump: %s", r->x.last.err);
	snprintf(m.file, sizeof m.file, "%s/%s", r->x.sent, strrchr(fix_line(&r->x), '/') + 1);
	fix_copy(r->x.last.out, m.file);
	cut_mark(r->trace, &m, sizeof m);
}

static void
work_dump(struct replay *r)
{
	dump(r);
	add(r, 't', 1, BATCH);
	dump(r);
}

struct arrivals {
	struct replay *r;
	const char *wrong;
};

static void
arrive(void *arg, const void *mark)
{
	struct arrivals *a = arg;
	struct mark m;

	memcpy(&m, mark, sizeof m);
	if (m.file[0] && FIX(&a->r->x, a->r->x.hub, NULL, "import", m.file) != 0)
		a->wrong = "a dump that was handed over is refused";
}

/* What was handed over before the cut has gone to the hub; the next dump must go on from there. */
static const char *
look_dump(struct replay *r)
{
	struct arrivals a = { r, NULL };

	fix_copy(r->x.hub_as_was, r->x.hub);
	cut_marks(r->cut, r->at.at, arrive, &a);
	if (FIX(&r->x, r->x.book, NULL, "dump") != 0)
		return "cannot make a dump any more";
	fix_send(&r->x);
	if (!a.wrong && fix_count(&r->x, r->x.hub) != r->lines)
		a.wrong = "the hub does not have what the office has";
	return a.wrong;
}

static void
work_import(struct replay *r)
{
	struct mark m = { .file = "" };
	char path[FIX_PATH];
	unsigned i, k;

	for (i = 1; i <= 2; i++) {
		snprintf(path, sizeof path, "%s/%u.soxa", r->x.sent, i);
		if (FIX(&r->x, r->x.hub, NULL, "import", path) != 0)
			child_die("import: %s", r->x.last.err);
		for (k = 1; k <= FIX_BASE; k++) {
			line_of('k', (i - 1) * FIX_BASE + k, &m.line);
			cut_mark(r->trace, &m, sizeof m);
		}
	}
}

static const char *
look_import(struct replay *r)
{
	char path[FIX_PATH];
	unsigned i;

	for (i = 1; i <= 2; i++) {
		snprintf(path, sizeof path, "%s/%u.soxa", r->x.sent, i);
		if (FIX(&r->x, r->x.hub, NULL, "import", path) != 0)
			return "a dump is refused after the cut";
	}
	return fix_count(&r->x, r->x.hub) == 2 * FIX_BASE
	    ? NULL
	    : "taken in again, not each line is there once";
}

static const struct scene scenes[] = {
	{ "save", false, work_save, look_save },
	{ "dump", false, work_dump, look_dump },
	{ "import", true, work_import, look_import },
};

struct missing {
	const char *list;
	unsigned n;
};

static void
look_for(void *arg, const void *mark)
{
	struct missing *q = arg;
	struct mark m;
	char name[64];

	memcpy(&m, mark, sizeof m);
	line_name(&m.line, name);
	if (m.line.hamlet[0] && !strstr(q->list, name))
		q->n++;
}

/* A line of a list that nobody entered. */
static bool
strange(const char *list)
{
	char *line, *copy = strdup(list), *save = NULL;
	bool any = false;

	for (line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		any |= !line_any(line);
	free(copy);
	return any;
}

static const char *
wrong_with(struct replay *r, const char *book, bool *told)
{
	int said, sound;
	struct missing q = { NULL, 0 };
	bool odd;

	r->lines = fix_count(&r->x, book);
	said = r->x.last.exit;
	q.list = r->x.last.out;
	cut_marks(r->cut, r->at.at, look_for, &q);
	odd = strange(q.list);
	sound = FIX(&r->x, book, NULL, "verify");
	*told = said || sound;
	if ((said != 0 && said != TOLD) || (sound != 0 && sound != TOLD))
		return "neither answers nor says that it is damaged";
	if (said == 0 && q.n > 0)
		return "what was acknowledged is not there";
	if (odd)
		return "shows what nobody entered";
	return *told ? NULL : r->scene->look(r);
}

static void
judge(struct replay *r)
{
	const struct cut_ask *at = &r->at;
	bool told;
	const char *wrong = wrong_with(r, r->scene->of_hub ? r->x.hub : r->x.book, &told);

	r->states++;
	r->wrong += wrong != NULL;
	r->told += !wrong && told;
	r->good += !wrong && !told;
	if (wrong)
		printf(
		    "%s, cut at %zu of %zu, seed %u, sectors of %u, %u in ten there, %s: %s\n  %s",
		    r->scene->name, at->at, cut_length(r->cut), at->seed, at->sector, at->keep,
		    at->journal ? "names with files" : "names alone", wrong, r->x.last.err);
}

static void
play(struct replay *r, const char *dir, unsigned states, unsigned pool, const struct cut_ask *one)
{
	static const unsigned keeps[] = { 0, 3, 5, 8, 10 };
	const char *of = r->scene->of_hub ? "hub" : "book";
	char path[400];

	snprintf(path, sizeof path, "%s/%s", dir, r->scene->name);
	fix_make(&r->x, path, 2, r->scene->of_hub);
	r->cut = cut_new(r->scene->of_hub ? r->x.hub : r->x.book);
	snprintf(r->trace, sizeof r->trace, "%s/trace", r->x.dir);
	fix_env(&r->x, "SOXA_TRACE=%s", r->trace);
	snprintf(r->x.under, sizeof r->x.under, "SOXA_UNDER=%.200s/%s/", r->x.dir, of);
	r->scene->work(r);
	fix_env(&r->x, NULL);
	cut_trace(r->cut, r->trace);
	for (; states > 0; states--) {
		if (one) {
			r->at = *one;
			cut_make(r->cut, &r->at);
			judge(r);
			return;
		}
		r->at.at = child_random(&pool, (unsigned)cut_length(r->cut) + 1);
		r->at.seed = child_random(&pool, 1000000);
		r->at.sector = child_random(&pool, 2) ? 512 : 4096;
		r->at.keep = keeps[child_random(&pool, 5)];
		r->at.journal = (int)child_random(&pool, 2);
		cut_make(r->cut, &r->at);
		judge(r);
	}
}

int
main(int argc, char **argv)
{
	struct replay r, all = { 0 };
	struct cut_ask one;
	unsigned i, share;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc < 6)
		child_die("replay SOXA PRELOAD DIR STATES SEED [SCENE]");
	for (i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		if (argc > 6 && strcmp(argv[6], scenes[i].name) != 0)
			continue;
		memset(&r, 0, sizeof r);
		r.x.soxa = argv[1];
		r.x.preload = argv[2];
		r.scene = &scenes[i];
		share = (unsigned)atoi(argv[4]) / 4;
		if (argc == 12)
			one = (struct cut_ask){ (size_t)atol(argv[7]), (unsigned)atoi(argv[8]),
				(unsigned)atoi(argv[9]), (unsigned)atoi(argv[10]), atoi(argv[11]),
				0 };
		play(&r, argv[3], i == 0 ? 2 * share : share, (unsigned)atoi(argv[5]),
		    argc == 12 ? &one : NULL);
		printf(
		    "replay: %s: %u cuts of %zu operations: %u good, %u told of damage, %u wrong\n",
		    r.scene->name, r.states, cut_length(r.cut), r.good, r.told, r.wrong);
		cut_free(r.cut);
		all.states += r.states;
		all.good += r.good;
		all.told += r.told;
		all.wrong += r.wrong;
	}
	printf("replay: %u states: %u good, %u told of damage, %u wrong\n", all.states, all.good,
	    all.told, all.wrong);
	return all.wrong != 0;
}
