/* SPDX-License-Identifier: MIT */
/*
 * office: four people at one book, two through `soxa add`, two by keys at pseudo-terminals; one of
 * them killed at random, again and again, then all of them together.  What they were told is held
 * against what the book holds (promises P1 and P3).  office SOXA DIR KILLS ALL SEED
 */
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/crash/child.h"
#include "tests/crash/clerk.h"

enum { CLERKS = 4, HUNG_MS = 5000, START_MS = 30000 };

struct ack {
	unsigned long number;
	struct line line;
};

struct office {
	const char *soxa, *book;
	unsigned pool;
	struct clerk clerk[CLERKS];
	struct ack *ack; /* the ledger */
	size_t n, keyed;
	struct line *due; /* neither on the screen again nor acknowledged: must be records */
	size_t ndue;
	double killed; /* when; 0: somebody has saved since */
	double *gap; /* from a kill to the next save that was begun after it, ms */
	size_t ngap;
	int watched; /* whose half line must not change, -1 nobody's */
	char row[128];
	unsigned touched, halves, back, hung, wrong;
	double worst; /* longest answer */
};

static void *
grown(void *p, size_t n, size_t size)
{
	p = n & (n - 1) ? p : realloc(p, (n ? 2 * n : 1) * size); /* at powers of two */
	if (!p)
		child_die("out of memory");
	return p;
}

/* The half line that was watched must stand as it stood. */
static void
look_at_watched(struct office *o)
{
	char row[128];

	if (o->watched < 0)
		return;
	clerk_row(&o->clerk[o->watched], row);
	o->halves++;
	if (strcmp(row, o->row) != 0) {
		o->touched++;
		printf("a half line changed:\n  %s\n  %s\n", o->row, row);
	}
	o->watched = -1;
}

static void
note(struct office *o, const struct clerk *c, const struct ack *a, double begun)
{
	double now = child_ms();

	o->ack = grown(o->ack, o->n, sizeof *o->ack);
	o->ack[o->n++] = *a;
	o->keyed += c->keys;
	if (now - begun > o->worst)
		o->worst = now - begun;
	if (o->killed && begun >= o->killed) {
		o->gap = grown(o->gap, o->ngap, sizeof *o->gap);
		o->gap[o->ngap++] = now - o->killed;
		o->killed = 0;
		look_at_watched(o);
	}
}

/* Somebody who was answered nothing for too long. */
static void
look_hung(struct office *o, struct clerk *c)
{
	double wait = c->sent ? child_ms() - c->sent : 0;

	if (wait < (c->group < 0 ? START_MS : HUNG_MS))
		return;
	o->hung++;
	printf(
	    "%s waited for %.0f ms, group %d, line %s\n", c->name, wait, c->group, c->line.hamlet);
	if (c->keys)
		grid_dump(c->vt.g, stdout);
	clerk_kill(c);
	clerk_start(c);
}

static void
turn(struct office *o, int who)
{
	struct clerk *c = &o->clerk[who];
	double begun = c->begun;
	int group = c->group;
	struct ack a;

	if (clerk_turn(c, who == o->watched, &a.line, &a.number))
		note(o, c, &a, begun);
	if (group < 0 && c->group >= 0 && c->keys) {
		o->back += c->back;
		if (c->was.hamlet[0]) {
			o->due = grown(o->due, o->ndue, sizeof *o->due);
			o->due[o->ndue++] = c->was;
			c->was.hamlet[0] = '\0';
		}
	}
	look_hung(o, c);
}

/* Lets them work for ms. */
static void
work(struct office *o, double ms)
{
	double end = child_ms() + ms;
	struct pollfd f[CLERKS];
	int i;

	while (child_ms() < end) {
		for (i = 0; i < CLERKS; i++)
			f[i] = (struct pollfd){ o->clerk[i].pid ? o->clerk[i].out : -1, POLLIN, 0 };
		(void)poll(f, CLERKS, 5);
		for (i = 0; i < CLERKS; i++)
			if (o->clerk[i].pid)
				turn(o, i);
	}
}

/* Until everybody has entered something. */
static void
all_at_work(struct office *o)
{
	double end = child_ms() + START_MS;
	int i;

	for (i = 0; i < CLERKS; i++)
		while (o->clerk[i].group < 0) {
			if (child_ms() > end)
				child_die("%s never began", o->clerk[i].name);
			work(o, 5);
		}
}

/* Somebody at a screen, not the one who dies, is asked to wait in the middle of a line. */
static void
watch(struct office *o, int but)
{
	double end = child_ms() + 200;
	struct clerk *c;

	for (o->watched = CLERKS - 1; o->watched == but; o->watched--)
		continue;
	c = &o->clerk[o->watched];
	while (child_ms() < end && (c->sent != 0 || !c->half))
		work(o, 5);
	if (c->sent == 0 && c->half)
		clerk_row(c, o->row);
	else
		o->watched = -1;
}

static void
kill_one(struct office *o)
{
	int who = (int)child_random(&o->pool, CLERKS);

	while (o->killed && child_ms() < o->killed + HUNG_MS)
		work(o, 5);
	o->hung += o->killed != 0;
	watch(o, who);
	clerk_kill(&o->clerk[who]);
	o->killed = child_ms();
	work(o, 30); /* the others must go on by themselves */
	clerk_start(&o->clerk[who]);
}

static void
kill_all(struct office *o)
{
	int i;

	o->watched = -1;
	o->killed = 0;
	for (i = 0; i < CLERKS; i++)
		kill(o->clerk[i].pid, SIGKILL);
	for (i = 0; i < CLERKS; i++)
		clerk_kill(&o->clerk[i]);
}

static int
by_number(const void *x, const void *y)
{
	const struct ack *p = x, *q = y;

	return (p->number > q->number) - (p->number < q->number);
}

static void
run(struct office *o, struct child *c, const char *command, const char *what)
{
	const char *const argv[] = { o->soxa, "-b", o->book, "--lang", "en", command, what,
		"--format", "json", NULL };
	const char *const brief[] = { o->soxa, "-b", o->book, "--lang", "en", command, NULL };
	struct child_ask ask = { what ? argv : brief, NULL, NULL, 300 };

	child_run(&ask, c);
	if (c->exit != 0) {
		o->wrong++;
		printf("%s: exit %d, signal %d: %s%s\n", command, c->exit, c->signal,
		    what ? "" : c->out, c->err);
	}
}

/* What the book holds against the ledger; counts what is not so. */
static void
audit(struct office *o)
{
	struct child c;
	char *line, *save = NULL, name[64];
	struct ack k, *found;
	size_t i, seen = 0;

	qsort(o->ack, o->n, sizeof *o->ack, by_number);
	run(o, &c, "list", "F08");
	for (i = 0; i < o->ndue; i++) {
		line_name(&o->due[i], name);
		if (!strstr(c.out, name)) {
			o->wrong++;
			printf("the draft of %s did not come back\n", o->due[i].hamlet);
		}
	}
	o->ndue = 0;
	for (line = strtok_r(c.out, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		k.number = strtoul(strchr(line, '-') + 1, NULL, 10);
		found = bsearch(&k, o->ack, o->n, sizeof *o->ack, by_number);
		seen += found != NULL;
		if (found && !line_is(line, &found->line)) {
			o->wrong++;
			printf("not what was entered: %s\n", line);
		}
	}
	if (seen != o->n) {
		o->wrong++;
		printf("%zu acknowledged, %zu of them there\n", o->n, seen);
	}
	child_free(&c);
	run(o, &c, "verify", NULL);
	child_free(&c);
}

static int
by_ms(const void *x, const void *y)
{
	return (*(const double *)x > *(const double *)y) -
	    (*(const double *)x < *(const double *)y);
}

int
main(int argc, char **argv)
{
	struct office o = { .watched = -1 };
	const char *const init[] = { argv[1], "init", argv[2], "--unit", "03389@2021-11-23", NULL };
	static const char *const names[CLERKS] = { "a1", "b2", "mai", "pao" };
	int i, kills, all;
	struct child c;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (argc != 6)
		child_die("office SOXA BOOK KILLS ALL SEED");
	o.soxa = argv[1];
	o.book = argv[2];
	o.pool = (unsigned)atoi(argv[5]);
	child_run(&(struct child_ask){ init, NULL, NULL, 60 }, &c);
	if (c.exit != 0)
		child_die("init: %s", c.err);
	child_free(&c);
	for (i = 0; i < CLERKS; i++) {
		o.clerk[i] = (struct clerk){
			.soxa = o.soxa, .book = o.book, .name = names[i], .keys = i >= 2
		};
		clerk_start(&o.clerk[i]);
	}
	all_at_work(&o);
	for (kills = 0; kills < atoi(argv[3]); kills++) {
		work(&o, 20 + child_random(&o.pool, 230));
		kill_one(&o);
	}
	all_at_work(&o);
	for (all = 0; all < atoi(argv[4]); all++) {
		work(&o, 20 + child_random(&o.pool, 230));
		kill_all(&o);
		if (all % 10 == 9)
			audit(&o);
		for (i = 0; i < CLERKS; i++)
			clerk_start(&o.clerk[i]);
		all_at_work(&o);
	}
	kill_all(&o);
	audit(&o);
	qsort(o.gap, o.ngap, sizeof *o.gap, by_ms);
	printf("office: %d kills of one, %d of all, %zu acknowledged (%zu on the screen), %u "
	       "wrong; hung %u; half lines looked at %u, touched %u; "
	       "drafts taken back %u\noffice: from a kill to the next save by a survivor: median "
	       "%.0f ms, worst %.0f ms "
	       "(%zu); longest answer to a save %.0f ms\n",
	    kills, all, o.n, o.keyed, o.wrong, o.hung, o.halves, o.touched, o.back,
	    o.ngap ? o.gap[o.ngap / 2] : 0, o.ngap ? o.gap[o.ngap - 1] : 0, o.ngap, o.worst);
	return o.wrong || o.hung || o.touched || o.n == 0;
}
