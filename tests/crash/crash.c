/* SPDX-License-Identifier: MIT */
/*
 * crash: see crash.h.  A writer tells the pipe of each record only after book_save has
 * returned 0; whatever the pipe holds must be in the book afterwards, as it was typed.
 */
#include "tests/crash/crash.h"

#include <check.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS_MAX = 16, BATCH = 20, HUNG_MS = 5000 };

/* One line of the ledger. */
struct ack {
	rid id;
	int pid, i;
	double ms;
};

struct ledger {
	struct ack *ack;
	size_t n, cap;
};

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A record nobody else writes. */
static struct value *
own_line(struct bookfix *x, int i)
{
	struct value *v = bookfix_line(x, i);

	v[AC_NOTE] = text_value(arena_printf(x->a, "người %d lượt %d", (int)getpid(), i));
	return v;
}

/* Saves one, or a batch now and then, until it is killed. */
static void
write_on(struct bookfix *x, int fd)
{
	struct save s[BATCH];
	struct ack ack[BATCH];
	struct arena *mine = arena_new();
	double t;
	int i, k, n;

	x->a = mine;
	x->b = book_open(x->dir, &x->schema, &x->e);
	for (i = 0; x->b; i += n) {
		n = i % 7 == 6 ? BATCH : 1;
		memset(s, 0, sizeof s);
		for (k = 0; k < n; k++) {
			s[k].kind = CH_CREATE;
			s[k].form = x->form;
			s[k].v = own_line(x, i + k);
			s[k].who = "lan";
		}
		t = now_ms();
		if (book_save(x->b, s, n, &x->e))
			break;
		t = now_ms() - t;
		for (k = 0; k < n; k++)
			ack[k] = (struct ack){ s[k].id, (int)getpid(), i + k, t };
		if (write(fd, ack, (size_t)n * sizeof *ack) != (ssize_t)((size_t)n * sizeof *ack))
			break;
		arena_reset(mine);
	}
	fprintf(stderr, "writer: %s\n", x->e.text);
	_exit(1);
}

static pid_t
writer_start(struct bookfix *x, const int p[2])
{
	pid_t pid = fork();

	if (pid == 0) {
		close(p[0]);
		write_on(x, p[1]);
	}
	ck_assert_int_gt(pid, 0);
	return pid;
}

/* Reads what the writers say for ms; how many lines. */
static size_t
listen_for(struct ledger *l, int fd, double ms)
{
	struct pollfd p = { fd, POLLIN, 0 };
	double end = now_ms() + ms, left;
	size_t before = l->n;
	struct ack *grown;

	while ((left = end - now_ms()) > 0) {
		if (poll(&p, 1, (int)left + 1) <= 0)
			continue;
		if (l->n == l->cap) {
			l->cap = l->cap ? 2 * l->cap : 4096;
			grown = realloc(l->ack, l->cap * sizeof *grown);
			ck_assert_ptr_nonnull(grown);
			l->ack = grown;
		}
		if (read(fd, &l->ack[l->n], sizeof *l->ack) != (ssize_t)sizeof *l->ack)
			break;
		l->n++;
	}
	return l->n - before;
}

static void
kill_wait(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static int
by_id(const void *x, const void *y)
{
	rid p = ((const struct ack *)x)->id, q = ((const struct ack *)y)->id;

	return (p > q) - (p < q);
}

/* Every line of the ledger against the book. */
static void
audit(struct bookfix *x, struct ledger *l, struct crash_result *out)
{
	struct arena *a = arena_new();
	const struct ack *k;
	struct record *r;
	char note[64];
	size_t i;

	qsort(l->ack, l->n, sizeof *l->ack, by_id);
	for (i = 0; i < l->n; i++) {
		k = &l->ack[i];
		out->twice += i > 0 && l->ack[i - 1].id == k->id;
		if (k->ms > out->worst_ms)
			out->worst_ms = k->ms;
		r = book_get(x->b, a, k->id, &x->e);
		snprintf(note, sizeof note, "người %d lượt %d", k->pid, k->i);
		if (r == NULL)
			out->lost++;
		else if (r->v[AC_NOTE].kind != V_TEXT || strcmp(r->v[AC_NOTE].s, note) != 0)
			out->wrong++;
		arena_reset(a);
	}
	out->acknowledged = l->n;
	arena_free(a);
}

void
crash_run(struct bookfix *x, const struct crash_ask *ask, struct crash_result *out)
{
	struct ledger l = { NULL, 0, 0 };
	pid_t pid[WRITERS_MAX];
	struct verify v;
	int p[2], i, who;

	memset(out, 0, sizeof *out);
	ck_assert_int_le(ask->writers, WRITERS_MAX);
	book_close(x->b);
	x->b = NULL;
	ck_assert_int_eq(pipe(p), 0);
	srand(ask->seed);
	for (i = 0; i < ask->writers; i++)
		pid[i] = writer_start(x, p);
	(void)listen_for(&l, p[0], 100);
	for (i = 0; i < ask->kills; i++) {
		(void)listen_for(
		    &l, p[0], ask->least_ms + rand() % (ask->most_ms - ask->least_ms + 1));
		who = rand() % ask->writers;
		kill_wait(pid[who]);
		/* the others must go on by themselves */
		if (i % 10 == 9 && listen_for(&l, p[0], 50) == 0 &&
		    listen_for(&l, p[0], HUNG_MS) == 0)
			out->hung++;
		pid[who] = writer_start(x, p);
	}
	for (i = 0; i < ask->writers; i++)
		kill_wait(pid[i]);
	(void)listen_for(&l, p[0], 50);
	out->kills = ask->kills + ask->writers;
	bookfix_reopen(x);
	out->recovered = (int)store_recoveries(book_store(x->b));
	audit(x, &l, out);
	out->verify = book_verify(x->b, x->a, &v, &x->e) ? x->e.text : NULL;
	close(p[0]);
	close(p[1]);
	free(l.ack);
}
