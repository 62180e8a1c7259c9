/* SPDX-License-Identifier: MIT */
/*
 * fix: see fix.h.  Invariant: what is asked with no disturbance set and fails while the books are
 * made ends the test.
 */
#include "tests/crash/fix.h"

#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/crash/line.h"

enum { LIMIT = 120 };

void
fix_env(struct fix *x, const char *fmt, ...)
{
	va_list ap;
	int i;

	if (!fmt) {
		memset(x->env, 0, sizeof x->env);
		return;
	}
	for (i = 0; x->env[i][0]; i++)
		continue;
	if (i >= FIX_ENV - 1)
		child_die("too much to set");
	va_start(ap, fmt);
	vsnprintf(x->env[i], sizeof x->env[0], fmt, ap);
	va_end(ap);
}

int
fix_run(struct fix *x, const char *book, const char *input, const char *const *word)
{
	const char *argv[20] = { x->soxa, "-b", book, "--lang", "en", "--as", "lan" },
		   *env[FIX_ENV + 4];
	int i;

	for (i = 0; word[i]; i++)
		argv[7 + i] = word[i];
	for (i = 0; x->env[i][0]; i++)
		env[i] = x->env[i];
	env[i++] = x->lib;
	env[i++] = x->under;
	env[i++] = "SOXA_QUICK=1";
	env[i] = NULL;
	child_free(&x->last);
	child_run(&(struct child_ask){ argv, env, input, LIMIT }, &x->last);
	if (getenv("FIX_SAYS"))
		printf("    %s: %d (%d) %.200s%s\n", word[0], x->last.exit, x->last.signal,
		    x->last.out, x->last.err);
	return x->last.exit;
}

const char *
fix_line(struct fix *x)
{
	x->last.out[strcspn(x->last.out, "\n")] = '\0';
	return x->last.out;
}

void
fix_copy(const char *from, const char *to)
{
	const char *const argv[] = { "/bin/sh", "-c",
		"rm -rf \"$1\" && if [ -n \"$2\" ]; then cp -a \"$2\" \"$1\"; fi", "sh", to, from,
		NULL };
	struct child c;

	child_run(&(struct child_ask){ argv, NULL, NULL, LIMIT }, &c);
	if (c.exit)
		child_die("%s: cannot be made: %s", to, c.err);
	child_free(&c);
}

char *
fix_lines(char who, unsigned first, unsigned n)
{
	char *s = calloc(n + 1, 256);
	size_t at = 0;
	struct line l;

	for (; n > 0; n--) {
		line_of(who, first++, &l);
		at += (size_t)line_json(&l, s + at, 256);
	}
	return s;
}

int
fix_count(struct fix *x, const char *book)
{
	const char *s;
	int n = 0;

	if (FIX(x, book, NULL, "list", "F08", "--format", "json") != 0)
		return -1;
	for (s = x->last.out; *s; s++)
		n += *s == '\n';
	return n;
}

void
fix_send(struct fix *x)
{
	char pattern[600];
	glob_t g;
	size_t i;

	snprintf(pattern, sizeof pattern, "%s/out/*.soxa", x->book);
	if (glob(pattern, 0, NULL, &g) == 0)
		for (i = 0; i < g.gl_pathc; i++)
			(void)FIX(
			    x, x->hub, NULL, "import", g.gl_pathv[i]); /* what it then has tells */
	globfree(&g);
}

static void
must(struct fix *x, int status)
{
	if (status != 0)
		child_die("the books cannot be made: %s", x->last.err);
}

void
fix_make(struct fix *x, const char *dir, unsigned n, bool dumps)
{
	char request[512], reply[512], to[FIX_PATH], *input;
	unsigned i;

	snprintf(x->dir, sizeof x->dir, "%s", dir);
	snprintf(x->book, sizeof x->book, "%s/book", x->dir);
	snprintf(x->hub, sizeof x->hub, "%s/hub", x->dir);
	snprintf(x->hub_as_was, sizeof x->hub_as_was, "%s/hub-as-was", x->dir);
	snprintf(x->sent, sizeof x->sent, "%s/sent", x->dir);
	snprintf(request, sizeof request, "%s/request", x->dir);
	snprintf(reply, sizeof reply, "%s/reply", x->dir);
	snprintf(x->lib, sizeof x->lib, "LD_PRELOAD=%s", x->preload);
	snprintf(x->under, sizeof x->under, "SOXA_UNDER=%s/", x->dir);
	mkdir(dir, 0700);
	mkdir(x->sent, 0700);
	fix_env(x, NULL);
	must(x, FIX(x, "/none", NULL, "init", x->hub, "--unit", "12", "--hub"));
	must(x, FIX(x, "/none", NULL, "init", x->book, "--unit", "03389@2021-11-23"));
	must(x, FIX(x, x->book, NULL, "request", "--out", request));
	must(x, FIX(x, x->hub, NULL, "hub", "enroll", request, "--out", reply, "--yes"));
	must(x, FIX(x, x->book, NULL, "import", reply));
	fix_copy(x->hub, x->hub_as_was);
	for (i = 0; i < n; i++) {
		input = fix_lines('k', i * FIX_BASE + 1, FIX_BASE);
		must(x, FIX(x, x->book, input, "add", "F08"));
		free(input);
		if (!dumps)
			continue;
		must(x, FIX(x, x->book, NULL, "dump"));
		snprintf(to, sizeof to, "%s/%u.soxa", x->sent, i + 1);
		fix_copy(fix_line(x), to);
	}
}
