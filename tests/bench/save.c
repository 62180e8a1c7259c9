/* SPDX-License-Identifier: MIT */
/*
 * save DIR CSV: B1 and B2.  One durable save through the whole program (fill, checks,
 * change, record, indexes, synchronous commit) beside a raw write and fdatasync of 400
 * bytes, and beside SQLite (WAL, synchronous FULL) with the same rows and two indexes.
 */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/bench.h"
#include "tests/bench/world.h"

enum { ROUNDS = 9, PER_ROUND = 300 };

static void
raw(const char *dir, struct series *s)
{
	char path[512], block[400];
	double t;
	int fd, i;

	snprintf(path, sizeof path, "%s/raw", dir);
	fd = open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
	memset(block, 'x', sizeof block);
	t = bench_now();
	for (i = 0; i < PER_ROUND; i++)
		if (write(fd, block, sizeof block) != sizeof block || fdatasync(fd) != 0) {
			perror(path);
			exit(1);
		}
	series_add(s, PER_ROUND, bench_now() - t);
	close(fd);
}

static void
ours(struct world *w, int from, struct series *s)
{
	struct arena *a = arena_new();
	struct look look = book_look(w->book, w->unit);
	double t = bench_now();
	struct err e;
	int i;

	for (i = from; i < from + PER_ROUND; i++) {
		struct findings found = { 0 };
		struct save save = { 0 };

		check_fill(a, w->form, w->rec[i], &look, FILL_DEFAULTS);
		check_record(a, w->form, w->rec[i], &look, &found);
		if (found.errors) {
			fprintf(stderr, "bench: line %d: %s\n", i, found.f[0].text);
			exit(1);
		}
		save.kind = CH_CREATE;
		save.form = w->form;
		save.v = w->rec[i];
		save.who = "bench";
		save.reason = "";
		save.unit = w->unit;
		if (book_save(w->book, &save, 1, &e) < 0)
			die_of(&e);
		arena_reset(a);
	}
	series_add(s, PER_ROUND, bench_now() - t);
	arena_free(a);
}

static void
sql(sqlite3 *db, const char *text)
{
	char *why = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK) {
		fprintf(stderr, "bench: sqlite: %s\n", why);
		exit(1);
	}
}

static sqlite3 *
peer_open(const char *dir, sqlite3_stmt **insert)
{
	char path[512];
	sqlite3 *db;

	snprintf(path, sizeof path, "%s/peer.sqlite", dir);
	if (sqlite3_open(path, &db) != SQLITE_OK)
		exit(1);
	sql(db, "pragma journal_mode=wal; pragma synchronous=full;"
		"create table f08(id integer primary key, date, hamlet, force, work, place, people int,"
		" women int, shifts int, hours int, result int, km int, note);"
		"create index by_key on f08(date, hamlet, force, work);"
		"create index by_date on f08(date)");
	if (sqlite3_prepare_v2(db, "insert into f08(date, hamlet, force, work, place, people, women,"
		" shifts, hours, result, km, note) values(?,?,?,?,?,?,?,?,?,?,?,?)", -1, insert, NULL)
	    != SQLITE_OK)
		exit(1);
	return db;
}

static void
peer(struct world *w, sqlite3_stmt *insert, int from, struct series *s)
{
	double t = bench_now();
	char line[4096], *rest, *field;
	int i, col;

	for (i = from; i < from + PER_ROUND; i++) {
		snprintf(line, sizeof line, "%s", w->line[i]);
		for (rest = line, col = 1; (field = strsep(&rest, ",")); col++)
			sqlite3_bind_text(insert, col, field, -1, SQLITE_STATIC);
		if (sqlite3_step(insert) != SQLITE_DONE)
			exit(1);
		sqlite3_reset(insert);
	}
	series_add(s, PER_ROUND, bench_now() - t);
}

int
main(int argc, char **argv)
{
	struct series s_raw = { "raw write 400 B + fdatasync", 0, { 0 } };
	struct series s_ours = { "soxa: checks, change, record, indexes, commit", 0, { 0 } };
	struct series s_peer = { "SQLite WAL FULL, two indexes", 0, { 0 } };
	sqlite3_stmt *insert;
	struct world w;
	sqlite3 *db;
	int r;

	if (argc != 3)
		return 1;
	world_open(&w, argv[1], argv[2]);
	db = peer_open(argv[1], &insert);
	for (r = 0; r < ROUNDS; r++) {
		raw(argv[1], &s_raw);
		ours(&w, r * PER_ROUND, &s_ours);
		peer(&w, insert, r * PER_ROUND, &s_peer);
	}
	series_print(&s_raw);
	series_print(&s_ours);
	series_print(&s_peer);
	bench_row("B1", "durable save / raw append + fdatasync", series_ratio(&s_ours, &s_raw), ">= 0.6");
	bench_row("B2", "durable save / SQLite WAL FULL", series_ratio(&s_ours, &s_peer), ">= 0.8");
	sqlite3_finalize(insert);
	sqlite3_close(db);
	world_close(&w);
	return 0;
}
