/* SPDX-License-Identifier: MIT */
/*
 * scan DIR CSV N MIB: B4, and half of B9, with MIB of cache.  The report of F08 by force and work over FEW and over N
 * records of a book, beside the least that Berkeley DB can do for the same sums: a bare DB_MULTIPLE_KEY
 * scan of a private file with the same rows (the same keys and bytes, page size, page
 * checksums and cache), walked and grouped by hand-written code that knows this one
 * form.  The sums of both must be equal.
 */
#include <db.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/report.h"
#include "tests/bench/bench.h"
#include "tests/bench/world.h"

enum { ROUNDS = 7, FEW = 10000, GROUPS = 4096, BULK = 1 << 20, PAGE = 4096 /* of a book */ };

struct group {
	uint64_t key;
	int64_t people, hours, result;
};

static struct group groups[GROUPS]; /* of the bare scan; cleared each round */

static int
copy_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	DBT key = { 0 }, val = { 0 };
	DB *db = arg;

	(void)e;
	key.data = (void *)k;
	key.size = (u_int32_t)kn;
	val.data = (void *)v;
	val.size = (u_int32_t)vn;
	return db->put(db, NULL, &key, &val, 0) ? -1 : 0;
}

static int
copy_rows(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_RECORDS, "", 0, WALK_ALL, copy_row, arg, e);
}

/* The rows of the book's records table in a file of their own. */
static DB *
fill_bare(struct world *w, const char *dir, int mib)
{
	char path[512];
	struct err e;
	DB *db;

	snprintf(path, sizeof path, "%s/bare.db", dir);
	if (db_create(&db, NULL, 0) != 0 || db->set_pagesize(db, PAGE) != 0
	    || db->set_cachesize(db, 0, (u_int32_t)mib << 20, 1) != 0 || db->set_flags(db, DB_CHKSUM) != 0
	    || db->open(db, NULL, path, NULL, DB_BTREE, DB_CREATE, 0600) != 0)
		exit(1);
	if (store_visit(book_store(w->book), copy_rows, db, &e) < 0)
		die_of(&e);
	return db;
}

static struct group *
group_of(uint64_t key)
{
	size_t i = (size_t)(key * 0x9E3779B97F4A7C15u >> 52);

	while (groups[i].key && groups[i].key != key)
		i = (i + 1) % GROUPS;
	groups[i].key = key;
	return &groups[i];
}

static uint64_t
varint(const uint8_t **p)
{
	uint64_t v = 0;
	int shift = 0;

	while (**p > 127) {
		v |= (uint64_t)(*(*p)++ & 127) << shift;
		shift += 7;
	}
	return v | (uint64_t)*(*p)++ << shift;
}

static void
pass_text(const uint8_t **p)
{
	uint64_t n = varint(p);

	*p += n;
}

/* One row as record.c lays it out: cells of F08 up to the result. */
static void
bare_one(const uint8_t *p)
{
	enum { FORCE = 2, WORK = 3, PEOPLE = 5, HOURS = 8, RESULT = 9, CELLS };
	char code[8] = { 0 };
	int64_t n[CELLS] = { 0 };
	struct group *g;
	uint64_t key, len;
	int cell;

	(void)varint(&p);
	p += 1 + 8 + 8;
	pass_text(&p);
	pass_text(&p);
	for (len = varint(&p); len > 0; len--) {
		(void)varint(&p);
		(void)varint(&p);
	}
	for (cell = 0; cell < CELLS; cell++) {
		uint8_t lead = *p++;

		if (lead >= 16) {
			n[cell] = lead - 16;
		} else if (lead == 3) {
			key = varint(&p);
			n[cell] = (int64_t)(key >> 1) ^ -(int64_t)(key & 1);
		} else if (lead == 4) {
			len = varint(&p);
			if (cell == FORCE || cell == WORK)
				memcpy(code + (cell == WORK ? 4 : 0), p, len < 4 ? len : 4);
			p += len;
		} else if (lead == 5) {
			cell += *p++ - 1;
		}
	}
	memcpy(&key, code, 8);
	g = group_of(key);
	g->people += n[PEOPLE];
	g->hours += n[HOURS];
	g->result += n[RESULT];
}

static int64_t
bare(DB *db, long n, struct series *s)
{
	static uint8_t bulk[BULK];
	DBT k = { 0 }, d = { 0 };
	int64_t people = 0;
	double t = bench_now();
	size_t i;
	DBC *c;

	memset(groups, 0, sizeof groups);
	d.data = bulk;
	d.ulen = sizeof bulk;
	d.flags = DB_DBT_USERMEM;
	if (db->cursor(db, NULL, &c, DB_CURSOR_BULK) != 0)
		exit(1);
	while (c->get(c, &k, &d, DB_MULTIPLE_KEY | DB_NEXT) == 0) {
		void *at, *kd, *vd;
		u_int32_t kn, vn;

		DB_MULTIPLE_INIT(at, &d);
		for (;;) {
			DB_MULTIPLE_KEY_NEXT(at, &d, kd, kn, vd, vn);
			if (!at)
				break;
			(void)kd, (void)kn, (void)vn;
			bare_one(vd);
		}
	}
	c->close(c);
	for (i = 0; i < GROUPS; i++)
		people += groups[i].people;
	series_add(s, (double)n, bench_now() - t);
	return people;
}

static int64_t
ours(struct world *w, long n, struct series *s)
{
	struct arena *a = arena_new();
	struct report_ask ask = { 0 };
	struct report_table *t;
	double start = bench_now();
	int64_t people;
	struct err e;

	ask.report = schema_report(w->schema, "volunteer_by_force_work");
	ask.from = ask.to = DATE_NONE;
	if (report_run(w->book, a, &ask, &t, &e) < 0)
		die_of(&e);
	series_add(s, (double)n, bench_now() - start);
	people = t->total.sum[1];
	arena_free(a);
	return people;
}

/* Seconds of one report, for pg.sh. */
static void
leave_time(const char *dir, double secs)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/seconds", dir);
	f = fopen(path, "w");
	if (!f || fprintf(f, "%.6f\n", secs) < 0 || fclose(f) != 0)
		exit(1);
}

int
main(int argc, char **argv)
{
	struct series s_bare = { "bare DB_MULTIPLE scan, decoded and grouped", 0, { 0 } };
	struct series s_ours = { "soxa report by force and work", 0, { 0 } };
	struct series s_few = { "the same over 10,000 records", 0, { 0 } };
	struct world w;
	char what[80];
	int64_t x, y;
	long n;
	DB *db;
	int r, mib;

	if (argc != 5)
		return 1;
	n = atol(argv[3]);
	mib = atoi(argv[4]);
	store_cache((uint32_t)mib);
	world_open(&w, argv[1], argv[2]);
	world_fill(&w, 0, FEW);
	for (r = 0; r < ROUNDS; r++)
		(void)ours(&w, FEW, &s_few);
	world_fill(&w, FEW, n);
	db = fill_bare(&w, argv[1], mib);
	for (r = 0; r < ROUNDS; r++) {
		x = bare(db, n, &s_bare);
		y = ours(&w, n, &s_ours);
		if (x != y) {
			fprintf(stderr, "bench: sums differ: %lld and %lld\n", (long long)x, (long long)y);
			return 1;
		}
	}
	series_print(&s_bare);
	series_print(&s_ours);
	series_print(&s_few);
	snprintf(what, sizeof what, "grouped report / bare DB_MULTIPLE scan, cache %d MiB", mib);
	bench_row("B4", what, series_ratio(&s_ours, &s_bare), ">= 0.7");
	leave_time(argv[1], n / series_median(&s_ours));
	snprintf(what, sizeof what, "report, time a record at %ld / at %d, cache %d MiB", n, FEW, mib);
	bench_row("B9", what, series_ratio(&s_few, &s_ours), "<= 1.3");
	db->close(db, 0);
	world_close(&w);
	return 0;
}
