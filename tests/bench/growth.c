/* SPDX-License-Identifier: MIT */
/*
 * growth DIR CSV: the other half of B9.  An office's nights of NIGHT changes are merged by
 * its hub; the rate of the last, with NIGHTS of them stored, over that of the first.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "core/dump.h"
#include "tests/bench/bench.h"
#include "tests/bench/world.h"

enum { ROUNDS = 5, NIGHTS = 10, NIGHT = 3000 };

static void
round_of(const char *dir, const char *csv, struct series *none, struct series *stored)
{
	struct import was;
	const char *path;
	struct book *hub;
	struct world w;
	struct err e;
	double t;
	int i;

	world_open(&w, dir, csv);
	hub = world_enrol(&w, dir);
	for (i = 0; i <= NIGHTS; i++) {
		world_fill(&w, (long)i * NIGHT, (long)(i + 1) * NIGHT);
		if (dump_write(w.book, w.arena, false, &path, &e) < 0)
			die_of(&e);
		t = bench_now();
		if (dump_import(hub, w.arena, path, &was, &e) < 0)
			die_of(&e);
		if (i == 0)
			series_add(none, NIGHT, bench_now() - t);
		else if (i == NIGHTS)
			series_add(stored, NIGHT, bench_now() - t);
	}
	book_close(hub);
	world_close(&w);
}

int
main(int argc, char **argv)
{
	struct series none = { "a night merged into an empty hub", 0, { 0 } };
	struct series stored = { "the same behind ten nights", 0, { 0 } };
	char dir[512];
	int r;

	if (argc != 3)
		return 1;
	for (r = 0; r < ROUNDS; r++) {
		snprintf(dir, sizeof dir, "%s/%d", argv[1], r);
		if (mkdir(dir, 0700) != 0)
			return 1;
		round_of(dir, argv[2], &none, &stored);
	}
	series_print(&none);
	series_print(&stored);
	bench_row("B9", "merge rate with 10 nights stored / with none", series_ratio(&stored, &none), ">= 0.8");
	return 0;
}
