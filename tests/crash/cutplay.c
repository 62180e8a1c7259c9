/* SPDX-License-Identifier: MIT */
/*
 * cutplay: does what the trace says, on copies in memory, files by inode.  Invariant: a write stays
 * pending until a sync of its file, a name until a sync of its folder; whatever is pending at the
 * end is there or not by chance.
 */
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "tests/crash/child.h"
#include "tests/crash/cut_int.h"

/* A name that comes or goes and is not on the disk yet. */
struct change {
	const char *path;
	uint64_t ino;
	bool there;
};

/* What happened up to the cut. */
struct state {
	const struct cut *c;
	const struct cut_ask *ask;
	struct disk *disk;
	unsigned pool;
	bool *done; /* of the operations: on the disk */
	struct change *change;
	size_t nchanges;
};

/* Puts bytes [from, to) of a write on the disk. */
static void
land(struct file *f, const struct op *o, size_t from, size_t to)
{
	if (f->n < o->t.at + to)
		cut_resize(f, o->t.at + to);
	memcpy(f->p + o->t.at + from, o->data + from, to - from);
}

static void
land_whole(struct state *s, const struct op *o)
{
	struct file *f = cut_file(s->disk, o->t.ino);

	if (o->t.op == TR_TRUNC)
		cut_resize(f, o->t.at);
	else
		land(f, o, 0, o->t.ndata);
}

/* Some sectors of it. */
static void
land_torn(struct state *s, const struct op *o)
{
	struct file *f = cut_file(s->disk, o->t.ino);
	size_t from, to, sector = s->ask->sector;

	if (o->t.op == TR_TRUNC) {
		if (child_random(&s->pool, 10) < s->ask->keep)
			cut_resize(f, o->t.at);
		return;
	}
	for (from = 0; from < o->t.ndata; from = to) {
		to = from + sector - (o->t.at + from) % sector;
		if (to > o->t.ndata)
			to = o->t.ndata;
		if (child_random(&s->pool, 10) < s->ask->keep)
			land(f, o, from, to);
	}
}

static bool
touches(const struct op *o)
{
	return o->t.op == TR_WRITE || o->t.op == TR_TRUNC;
}

/* A sync of a file (0: of all) that came as operation at. */
static void
sync_file(struct state *s, uint64_t ino, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (!s->done[i] && touches(&s->c->op[i]) &&
		    (ino == 0 || s->c->op[i].t.ino == ino)) {
			land_whole(s, &s->c->op[i]);
			s->done[i] = true;
		}
}

static bool
in_folder(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/' && !strchr(path + n + 1, '/');
}

static void
apply(struct state *s, const struct change *g)
{
	struct name *n = cut_name(s->disk, g->path);

	n->there = g->there;
	n->ino = g->ino;
}

/* A sync of a folder (NULL: of all of them). */
static void
sync_names(struct state *s, const char *folder)
{
	size_t i, left = 0;

	for (i = 0; i < s->nchanges; i++)
		if (!folder || in_folder(s->change[i].path, folder))
			apply(s, &s->change[i]);
		else
			s->change[left++] = s->change[i];
	s->nchanges = left;
}

static void
rename_one(struct state *s, const char *path, uint64_t ino, bool there)
{
	s->change[s->nchanges++] = (struct change){ path, ino, there };
}

/* The file that has the name for the program, whatever the disk has. */
static uint64_t
ino_of(struct state *s, const char *path)
{
	size_t i = s->nchanges;

	while (i-- > 0)
		if (strcmp(s->change[i].path, path) == 0)
			return s->change[i].ino;
	return cut_name(s->disk, path)->ino;
}

static void
play(struct state *s, size_t i)
{
	const struct op *o = &s->c->op[i];
	const char *to = o->path + strlen(o->path) + 1;

	switch (o->t.op) {
	case TR_SYNC:
		sync_file(s, o->t.ino, i);
		if (s->ask->journal)
			sync_names(s, NULL);
		break;
	case TR_SYNC_FOLDER:
		sync_names(s, s->ask->journal ? NULL : o->path);
		break;
	case TR_SYNC_ALL:
		sync_file(s, 0, i);
		sync_names(s, NULL);
		break;
	case TR_CREATE:
	case TR_FOLDER:
		rename_one(s, o->path, o->t.ino, true);
		break;
	case TR_MOVE:
	case TR_LINK:
		rename_one(s, to, ino_of(s, o->path), true);
		if (o->t.op == TR_MOVE)
			rename_one(s, o->path, 0, false);
		break;
	case TR_UNLINK:
		rename_one(s, o->path, 0, false);
		break;
	}
}

/* Of the names of each folder a beginning is there. */
static void
lose_names(struct state *s)
{
	size_t i, k;

	for (i = 0; i < s->nchanges; i++) {
		char folder[4096];
		const char *slash = s->change[i].path ? strrchr(s->change[i].path, '/') : NULL;

		if (!slash)
			continue;
		if (child_random(&s->pool, 3) > 0) {
			apply(s, &s->change[i]);
			continue;
		}
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - s->change[i].path),
		    s->change[i].path);
		for (k = i; k < s->nchanges; k++)
			if (s->change[k].path && in_folder(s->change[k].path, folder))
				s->change[k].path = NULL;
	}
}

static void
copy_base(const struct disk *from, struct disk *to)
{
	struct file *f;
	struct name *n;
	int i;

	for (i = 0; i < from->nfiles; i++) {
		f = cut_file(to, from->file[i].ino);
		cut_resize(f, from->file[i].n);
		memcpy(f->p, from->file[i].p, f->n);
	}
	for (i = 0; i < from->nnames; i++) {
		n = cut_name(to, from->name[i].path);
		n->ino = from->name[i].ino;
		n->there = from->name[i].there;
	}
}

void
cut_play(const struct cut *c, const struct cut_ask *ask, struct disk *out)
{
	struct state s = { .c = c, .ask = ask, .disk = out, .pool = ask->seed * 7919 + 1 };
	size_t i;

	s.done = cut_need(calloc(c->nops + 1, sizeof *s.done));
	s.change = cut_need(calloc(2 * c->nops + 2, sizeof *s.change));
	copy_base(&c->base, out);
	for (i = 0; i < ask->at; i++)
		play(&s, i);
	for (i = 0; i < ask->at; i++)
		if (!s.done[i] && touches(&c->op[i]))
			land_torn(&s, &c->op[i]);
	lose_names(&s);
	free(s.done);
	free(s.change);
}
