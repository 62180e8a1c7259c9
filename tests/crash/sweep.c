/* SPDX-License-Identifier: MIT */
/*
 * sweep: work at a book while memory, disk or rights fail it, at each call in turn or from one on.
 * The program must not crash, hang or say that something is done which is not; when all is well again
 * the same work must succeed, with everything there once.
 * sweep SOXA PRELOAD DIR EVERY [WORK [FAULT]]: each EVERYth call; 0: one call of each sixth pair
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/crash/cut.h"
#include "tests/crash/fix.h"

enum { NEW = 3, FULL = 7, MALLOC_EVERY = 8 };

struct sweep {
	struct fix x;
	struct cut *book, *hub;
	char count[400], first[400], second[400], copies[400];
	unsigned every, runs, wrong, refused[8];
};

static int
run_add(struct sweep *s)
{
	char *input = fix_lines('n', 1, NEW);
	int status = FIX(&s->x, s->x.book, input, "add", "F08");

	free(input);
	return status;
}

static const char *
after_add(struct sweep *s, int status, const char *said)
{
	int told = 0, there, again;

	for (; *said; said++)
		told += *said == '\n';
	there = fix_count(&s->x, s->x.book);
	if (there < 2 * FIX_BASE + told || (status == 0 && told < NEW))
		return "told of what is not there";
	again = run_add(s);
	if (again != 0 && again != 2) /* 2: they are there already */
		return "takes nothing in any more";
	return fix_count(&s->x, s->x.book) == 2 * FIX_BASE + NEW ? NULL
								 : "not each line is there once";
}

static int
run_dump(struct sweep *s)
{
	return FIX(&s->x, s->x.book, NULL, "dump");
}

static const char *
after_dump(struct sweep *s, int status, const char *said)
{
	char path[FIX_PATH];

	snprintf(path, sizeof path, "%.*s", (int)strcspn(said, "\n"), said);
	if (status == 0 && access(path, R_OK) != 0)
		return "told of a dump that is not there";
	if (run_dump(s) != 0)
		return "makes no dump any more";
	fix_send(&s->x);
	return fix_count(&s->x, s->x.hub) == 2 * FIX_BASE
	    ? NULL
	    : "the hub does not have what the office has";
}

static int
run_import(struct sweep *s)
{
	return FIX(&s->x, s->x.hub, NULL, "import", s->first, s->second);
}

static const char *
after_import(struct sweep *s, int status, const char *said)
{
	(void)said;
	if (status == 0 && fix_count(&s->x, s->x.hub) != 2 * FIX_BASE)
		return "told of what is not there";
	if (run_import(s) != 0)
		return "takes no dump in any more";
	return fix_count(&s->x, s->x.hub) == 2 * FIX_BASE ? NULL : "not each line is there once";
}

static int
run_list(struct sweep *s)
{
	return fix_count(&s->x, s->x.book) < 0 ? s->x.last.exit : 0;
}

static const char *
after_list(struct sweep *s, int status, const char *said)
{
	int n = 0;

	for (; *said; said++)
		n += *said == '\n';
	if (status == 0 && n != 2 * FIX_BASE)
		return "shows less than there is and says nothing";
	return fix_count(&s->x, s->x.book) == 2 * FIX_BASE ? NULL : "not each line is there";
}

static int
run_backup(struct sweep *s)
{
	return FIX(&s->x, s->x.book, NULL, "backup", s->copies);
}

static const char *
after_backup(struct sweep *s, int status, const char *said)
{
	char path[FIX_PATH];

	snprintf(path, sizeof path, "%.*s", (int)strcspn(said, "\n"), said);
	if (status == 0 && access(path, R_OK) != 0)
		return "told of a copy that is not there";
	return run_backup(s) == 0 ? NULL : "makes no copy any more";
}

static const struct work {
	const char *name;
	bool of_hub; /* whose book it is at */
	bool boot; /* the computer came up anew before: recovery comes first */
	int (*run)(struct sweep *s);
	const char *(*after)(struct sweep *s, int status, const char *said);
} works[] = {
	{ "add", false, false, run_add, after_add },
	{ "dump", false, false, run_dump, after_dump },
	{ "import", true, false, run_import, after_import },
	{ "list", false, false, run_list, after_list },
	{ "recovery", false, true, run_list, after_list },
	{ "backup", false, false, run_backup, after_backup },
};

/* What fails; full: the disk, which has to be said. */
static const struct fault {
	const char *name, *env, *rest;
	bool full, many, bytes;
} faults[] = {
	{ "memory", "SOXA_FAIL=malloc:", ":12", false, true, false },
	{ "write", "SOXA_FAIL=write:", ":5", false, false, false },
	{ "write-full", "SOXA_FAIL=write:", ":28", true, false, false },
	{ "sync", "SOXA_FAIL=fsync:", ":5", false, false, false },
	{ "rename", "SOXA_FAIL=rename:", ":5", false, false, false },
	{ "open", "SOXA_FAIL=open:", ":24", false, false, false },
	{ "descriptors", "SOXA_FAIL=open:", "+:24", false, false, false },
	{ "inodes", "SOXA_FAIL=create:", "+:28", true, false, false },
	{ "readonly", "SOXA_FAIL=all:", "+:30", false, false, false },
	{ "full", "SOXA_LEFT=", "", true, false, true },
	{ "quota", "SOXA_LEFT=", " SOXA_ERRNO=122", true, false, true },
};

static const long bytes[] = { 0, 300, 900, 2000, 5000, 9000, 20000, 60000, 150000, 400000, 600000,
	1100000 };

static void
make_anew(struct sweep *s, const struct work *w)
{
	const struct cut_ask as_was = { .same_boot = !w->boot };

	if (w->of_hub || w->run == run_dump) /* which is sent there */
		cut_make(s->hub, &as_was);
	if (!w->of_hub)
		cut_make(s->book, &as_was);
	if (w->run == run_backup)
		fix_copy(NULL, s->copies);
}

static void
disturb(struct sweep *s, const struct fault *f, long n)
{
	char env[200], *more;

	snprintf(env, sizeof env, "%s%ld%s", f->env, n, f->rest);
	more = strchr(env, ' ');
	if (more)
		*more++ = '\0';
	fix_env(&s->x, "%s", env);
	if (more)
		fix_env(&s->x, "%s", more);
	fix_env(&s->x, "SOXA_COUNT=%s", s->count);
}

static const char *
wrong_with(struct sweep *s, const struct work *w, const struct fault *f, int status, char *said,
    const char *err)
{
	const char *wrong;

	if (status < 0 || status > FULL)
		return s->x.last.late ? "hung" : "crashed";
	if (status > 0 && f->full && status != FULL)
		return "does not say that the disk is full";
	if (status > 0 && !*err)
		return "refuses without a word";
	wrong = w->after(s, status, said);
	if (!wrong && FIX(&s->x, w->of_hub ? s->x.hub : s->x.book, NULL, "verify") != 0)
		return "not sound afterwards";
	return wrong;
}

static void
try(struct sweep *s, const struct work *w, const struct fault *f, long n)
{
	char *said, err[sizeof s->x.last.err];
	const char *wrong;
	int status;

	make_anew(s, w);
	disturb(s, f, n);
	status = w->run(s);
	said = strdup(s->x.last.out);
	memcpy(err, s->x.last.err, sizeof err);
	fix_env(&s->x, NULL);
	wrong = wrong_with(s, w, f, status, said, err);
	free(said);
	s->runs++;
	s->refused[status >= 0 && status <= FULL ? status : 0]++;
	if (!wrong)
		return;
	s->wrong++;
	printf("%s, %s %ld: %s (exit %d)\n  %.400s  then: %.400s\n", w->name, f->name, n, wrong,
	    status, err, s->x.last.err);
}

static long
calls_of(struct sweep *s, const struct work *w, const struct fault *f)
{
	FILE *in;
	long n = 0;

	make_anew(s, w);
	disturb(s, f, 1000000000);
	(void)w->run(s);
	fix_env(&s->x, NULL);
	in = fopen(s->count, "r");
	if (!in || fscanf(in, "%ld", &n) != 1)
		child_die("%s: the calls were not counted", w->name);
	fclose(in);
	return n;
}

static void
sweep_one(struct sweep *s, const struct work *w, const struct fault *f)
{
	unsigned before = s->runs, wrong = s->wrong, i;
	long n, all, step = f->many ? (long)s->every * MALLOC_EVERY : (long)s->every;

	memset(s->refused, 0, sizeof s->refused);
	if (s->every == 0) {
		try(s, w, f, f->bytes ? bytes[4] : calls_of(s, w, f) / 2 + 1);
	} else if (f->bytes) {
		for (i = 0; i<sizeof bytes / sizeof *bytes; i += s->every> 1 ? 4 : 1)
			try(s, w, f, bytes[i]);
	} else {
		all = calls_of(s, w, f);
		for (n = 1; n <= all; n += step)
			try(s, w, f, n);
	}
	if (s->every == 0)
		return;
	printf("sweep: %s, %s: %u times, %u done all the same, refused with", w->name, f->name,
	    s->runs - before, s->refused[0]);
	for (i = 1; i <= FULL; i++)
		if (s->refused[i])
			printf(" %u: %u", i, s->refused[i]);
	printf("; %u wrong\n", s->wrong - wrong);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	struct sweep s = { .x = { .soxa = argv[1], .preload = argv[2] } };
	size_t w, f;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc < 5)
		child_die("sweep SOXA PRELOAD DIR EVERY [WORK [FAULT]]");
	s.every = (unsigned)atoi(argv[4]);
	fix_make(&s.x, argv[3], 2, true);
	snprintf(s.count, sizeof s.count, "%s/count", s.x.dir);
	snprintf(s.copies, sizeof s.copies, "%s/copies", s.x.dir);
	snprintf(s.first, sizeof s.first, "%s/sent/1.soxa", s.x.dir);
	snprintf(s.second, sizeof s.second, "%s/sent/2.soxa", s.x.dir);
	s.book = cut_new(s.x.book);
	s.hub = cut_new(s.x.hub);
	for (w = 0; w < sizeof works / sizeof *works; w++)
		for (f = 0; f < sizeof faults / sizeof *faults; f++)
			if ((argc < 6 || strcmp(argv[5], works[w].name) == 0 ||
				strcmp(argv[5], "all") == 0) &&
			    (s.every || (w + f) % 6 == 0) &&
			    (argc < 7 || strcmp(argv[6], faults[f].name) == 0))
				sweep_one(&s, &works[w], &faults[f]);
	printf("sweep: %u times something failed, %u wrong\n", s.runs, s.wrong);
	cut_free(s.book);
	cut_free(s.hub);
	return s.wrong != 0;
}
