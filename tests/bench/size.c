/* SPDX-License-Identifier: MIT */
/*
 * size DIR CSV: B6 and B7.  Nights of 2,000, 300, 50 and 0 changes, keyed 20 to 80
 * seconds apart by two people, dumped by an enrolled office (header, key slots, seal and
 * signature included), beside the same records as CSV with a counter, the moment and the
 * person in front, under zstd -19.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zstd.h>

#include "core/date.h"
#include "core/dump.h"
#include "tests/bench/bench.h"
#include "tests/bench/world.h"

static const struct {
	const char *id;
	int n;
	const char *what, *target;
} nights[] = {
	{ "B7", 2000, "dump of 2,000 changes / CSV + zstd -19", "<= 0.85" },
	{ "B6", 300, "dump of a night of 300 changes / CSV + zstd -19", "<= 0.90" },
	{ "B7", 50, "dump of 50 changes / CSV + zstd -19", "<= 1.4" },
	{ "B7", 0, "empty report, bytes", "<= 1100" },
};

/* Saves one record as keyed at ms by who, and its CSV line into csv. */
static void
key_one(struct world *w, int i, int64_t ms, struct buf *csv)
{
	const char *who = i / 40 % 2 ? "lan" : "pao";
	struct save s = { 0 };
	struct err e;

	clock_fix(ms);
	s.kind = CH_CREATE;
	s.form = w->form;
	s.v = w->rec[i];
	s.who = who;
	s.reason = "";
	s.unit = w->unit;
	if (book_save(w->book, &s, 1, &e) < 0)
		die_of(&e);
	buf_printf(csv, "%d,%lld,%s,%s\n", i + 1, (long long)(ms / 1000), who, w->line[i]);
}

static size_t
packed(const struct buf *b)
{
	size_t room = ZSTD_compressBound(b->n), n;
	void *p = malloc(room);

	n = ZSTD_compress(p, room, b->p, b->n, 19);
	free(p);
	return n;
}

int
main(int argc, char **argv)
{
	struct world w;
	struct err e;
	const char *path;
	struct stat st;
	int64_t ms = 1637625600000;
	uint32_t dice = 1;
	size_t k;
	int i = 0, end;

	if (argc != 3)
		return 1;
	world_open(&w, argv[1], argv[2]);
	book_close(world_enrol(&w, argv[1]));
	for (k = 0; k < sizeof nights / sizeof *nights; k++) {
		struct buf csv = { 0 };

		for (end = i + nights[k].n; i < end; i++) {
			dice = dice * 1103515245 + 12345;
			ms += 20000 + dice / 65536 % 60000;
			key_one(&w, i, ms, &csv);
		}
		ms += 12 * 3600 * 1000;
		if (dump_write(w.book, w.arena, false, &path, &e) < 0)
			die_of(&e);
		if (stat(path, &st) != 0)
			return 1;
		if (nights[k].n == 0) {
			bench_row(nights[k].id, nights[k].what, (double)st.st_size, nights[k].target);
		} else {
			printf("       %d changes: %lld bytes, %.1f a change; CSV + zstd -19 %zu\n", nights[k].n,
			    (long long)st.st_size, (double)st.st_size / nights[k].n, packed(&csv));
			bench_row(nights[k].id, nights[k].what, (double)st.st_size / (double)packed(&csv),
			    nights[k].target);
		}
		buf_free(&csv);
	}
	world_close(&w);
	return 0;
}
