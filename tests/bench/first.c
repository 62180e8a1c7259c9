/* SPDX-License-Identifier: MIT */
/*
 * first MARK PROGRAM ARG... -- MARK PROGRAM ARG...: B12 and B13.  From fork to the moment
 * MARK (the last thing of the first screen) has come out of a pseudo-terminal, for two
 * programs in turn; and the resident memory of the first one then.
 */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench.h"

enum { ROUNDS = 15 };

struct program {
	const char *mark;
	char **argv;
	struct series s;
	long rss_kib;
};

static long
resident(pid_t pid)
{
	char path[64], line[256];
	long kib = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "VmRSS: %ld", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib;
}

/* Whether what has come so far holds the mark. */
static int
seen(const char *out, size_t n, const char *mark)
{
	return memmem(out, n, mark, strlen(mark)) != NULL;
}

static void
once(struct program *p)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	static char out[1 << 16];
	size_t n = 0;
	double t = bench_now();
	ssize_t got;
	int fd, status;
	pid_t pid = forkpty(&fd, NULL, NULL, &size);

	if (pid == 0) {
		setenv("TERM", "xterm", 1);
		execv(p->argv[0], p->argv);
		_exit(127);
	}
	while (n < sizeof out && !seen(out, n, p->mark) && (got = read(fd, out + n, sizeof out - n)) > 0)
		n += (size_t)got;
	series_add(&p->s, 1, bench_now() - t);
	if (!seen(out, n, p->mark)) {
		fprintf(stderr, "first: %s never came from %s\n", p->mark, p->argv[0]);
		exit(1);
	}
	p->rss_kib = resident(pid);
	kill(pid, SIGHUP);
	close(fd);
	waitpid(pid, &status, 0);
}

int
main(int argc, char **argv)
{
	struct program x = { argv[1], argv + 2, { "soxa", 0, { 0 } }, 0 };
	struct program y = { NULL, NULL, { "bare ncurses form", 0, { 0 } }, 0 };
	int i;

	for (i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
		;
	if (i + 2 >= argc)
		return 1;
	argv[i] = NULL;
	y.mark = argv[i + 1];
	y.argv = argv + i + 2;
	for (i = 0; i < ROUNDS; i++) {
		once(&x);
		once(&y);
	}
	series_print(&x.s);
	series_print(&y.s);
	bench_row("B12", "exec to first screen / bare ncurses form", series_ratio(&y.s, &x.s), "<= 5");
	bench_row("B13", "resident memory of the screens, MiB", (double)x.rss_kib / 1024, "<= 24");
	return 0;
}
