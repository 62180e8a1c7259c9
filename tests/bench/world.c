/* SPDX-License-Identifier: MIT */
/*
 * world: a scratch book and records for the measuring programs.
 */
#include "tests/bench/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/enrol.h"
#include "forms/load.h"

enum { BATCH = 1000 };

void
die_of(const struct err *e)
{
	fprintf(stderr, "bench: %s\n", e->text);
	exit(1);
}

/* One CSV line (no quotes in the generated data) into values by the header's cells. */
static struct value *
read_line(struct world *w, char *line, const int *cell, int ncols)
{
	struct value *v = arena_alloc(w->arena, (size_t)w->form->ncells * sizeof *v);
	struct err e;
	char *field, *rest = line;
	int i;

	for (i = 0; i < ncols && (field = strsep(&rest, ",")); i++)
		if (value_parse(w->arena, w->form->cell[cell[i]].field->type, field, date_today(),
			&v[cell[i]], &e) < 0)
			die_of(&e);
	return v;
}

static void
read_csv(struct world *w, const char *path)
{
	FILE *f = fopen(path, "r");
	char line[4096], *rest, *name;
	int cell[32], ncols = 0, cap = 1 << 16;

	if (!f || !fgets(line, sizeof line, f)) {
		perror(path);
		exit(1);
	}
	line[strcspn(line, "\n")] = '\0';
	for (rest = line; (name = strsep(&rest, ",")) && ncols < 32;)
		cell[ncols++] = form_cell(w->form, name);
	w->rec = arena_alloc(w->arena, (size_t)cap * sizeof *w->rec);
	w->line = arena_alloc(w->arena, (size_t)cap * sizeof *w->line);
	while (w->n < cap && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = '\0';
		w->line[w->n] = arena_strdup(w->arena, line);
		w->rec[w->n++] = read_line(w, line, cell, ncols);
	}
	fclose(f);
}

void
world_open(struct world *w, const char *dir, const char *csv)
{
	static const char *const dirs[] = { "forms/data" };
	struct book_new n = { 0 };
	struct loaded loaded;
	struct err e;

	memset(w, 0, sizeof *w);
	w->arena = arena_new();
	forms_load(w->arena, dirs, 1, NULL, &loaded);
	if (!loaded.schema) {
		fprintf(stderr, "bench: %s\n", loaded.problem[0].text);
		exit(1);
	}
	w->schema = loaded.schema;
	w->form = schema_form(w->schema, "volunteer_activity");
	w->unit = unit_text(w->arena, schema_unit(w->schema, "03388", date_of(2021, 11, 23)));
	n.dir = arena_printf(w->arena, "%s/book", dir);
	n.unit = w->unit;
	n.name = "";
	if (book_make(&n, &e) < 0 || !(w->book = book_open(n.dir, w->schema, &e)))
		die_of(&e);
	read_csv(w, csv);
}

void
world_fill(struct world *w, long from, long to)
{
	struct save *list = calloc(BATCH, sizeof *list);
	struct err e;
	int k = 0;

	if (!list)
		exit(1);
	for (; from < to; from++) {
		list[k++] = (struct save){ .kind = CH_CREATE, .form = w->form, .v = w->rec[from % w->n],
			.who = "bench", .reason = "", .unit = w->unit };
		if (k == BATCH || from == to - 1) {
			if (book_save(w->book, list, k, &e) < 0)
				die_of(&e);
			k = 0;
		}
	}
	free(list);
}

struct book *
world_enrol(struct world *w, const char *dir)
{
	struct book_new n = { 0 };
	struct request req;
	const char *file, *words, *office;
	struct book *hub;
	struct err e;

	n.dir = arena_printf(w->arena, "%s/hub", dir);
	n.role = ROLE_HUB;
	n.unit = unit_text(w->arena, schema_unit(w->schema, "12", DATE_NONE));
	n.name = "";
	if (book_make(&n, &e) < 0 || !(hub = book_open(n.dir, w->schema, &e)))
		die_of(&e);
	if (enrol_request(w->book, w->arena, arena_printf(w->arena, "%s/req", dir), &file, &words, &e) < 0
	    || enrol_read(w->arena, file, &req, &e) < 0
	    || enrol_accept(hub, w->arena, &req, arena_printf(w->arena, "%s/rep", dir), &file, &office, &e) < 0
	    || enrol_reply(w->book, w->arena, file, &office, &e) < 0)
		die_of(&e);
	return hub;
}

void
world_close(struct world *w)
{
	book_close(w->book);
	arena_free(w->arena);
}
