/* SPDX-License-Identifier: MIT */
/*
 * cut: see cut.h: reads a folder and a trace, writes a folder.  Invariant: the folder itself stays the
 * one it was, since a book knows the inode it lies in.
 */
#include "tests/crash/cut_int.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/crash/child.h"

/* BOOT_AT: a letter of the boot id in the gate's mark. */
enum { BOOT_AT = 35 };

static struct cut *walked; /* nftw has no argument for it */

void *
cut_need(void *p)
{
	if (!p)
		child_die("out of memory");
	return p;
}

struct file *
cut_file(struct disk *d, uint64_t ino)
{
	int i;

	for (i = d->nfiles - 1; i >= 0; i--)
		if (d->file[i].ino == ino)
			return &d->file[i];
	if (d->nfiles == FILES)
		child_die("more files than a book has");
	d->file[d->nfiles] = (struct file){ ino, NULL, 0 };
	return &d->file[d->nfiles++];
}

struct name *
cut_name(struct disk *d, const char *path)
{
	int i;

	for (i = 0; i < d->nnames; i++)
		if (strcmp(d->name[i].path, path) == 0)
			return &d->name[i];
	if (d->nnames == FILES)
		child_die("more names than a book has");
	d->name[d->nnames] = (struct name){ cut_need(strdup(path)), 0, false };
	return &d->name[d->nnames++];
}

void
cut_resize(struct file *f, size_t n)
{
	f->p = cut_need(realloc(f->p, n + 1));
	if (n > f->n)
		memset(f->p + f->n, 0, n - f->n);
	f->n = n;
}

static int
take_in(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	struct file *f;
	struct name *n;
	FILE *in;

	if (w->level == 0 ||
	    strcmp(path + w->base, "reserve") == 0) /* 16 MiB of nothing, made anew */
		return 0;
	n = cut_name(&walked->base, path);
	n->there = true;
	if (kind != FTW_F)
		return 0;
	n->ino = st->st_ino;
	f = cut_file(&walked->base, st->st_ino);
	cut_resize(f, (size_t)st->st_size);
	in = fopen(path, "rb");
	if (!in || fread(f->p, 1, f->n, in) != f->n)
		child_die("%s: cannot be read", path);
	return fclose(in);
}

struct cut *
cut_new(const char *dir)
{
	struct cut *c = cut_need(calloc(1, sizeof *c));

	snprintf(c->dir, sizeof c->dir, "%s", dir);
	walked = c;
	if (nftw(dir, take_in, 16, FTW_PHYS))
		child_die("%s: cannot be read", dir);
	return c;
}

static void
disk_free(struct disk *d)
{
	while (d->nfiles > 0)
		free(d->file[--d->nfiles].p);
	while (d->nnames > 0)
		free(d->name[--d->nnames].path);
}

void
cut_free(struct cut *c)
{
	disk_free(&c->base);
	free(c->bytes);
	free(c->op);
	free(c);
}

void
cut_trace(struct cut *c, const char *trace)
{
	FILE *in = fopen(trace, "rb");
	struct stat st;
	size_t at = 0;
	struct op *o;

	if (!in || fstat(fileno(in), &st))
		child_die("%s: there is no trace", trace);
	c->bytes = cut_need(malloc((size_t)st.st_size + 1));
	if (fread(c->bytes, 1, (size_t)st.st_size, in) != (size_t)st.st_size)
		child_die("%s: cannot be read", trace);
	fclose(in);
	while (at + sizeof(struct trace) <= (size_t)st.st_size) {
		c->op = cut_need(realloc(c->op, (c->nops + 1) * sizeof *c->op));
		o = &c->op[c->nops++];
		memcpy(&o->t, c->bytes + at, sizeof o->t);
		at += sizeof o->t;
		o->path = cut_need(strndup((char *)c->bytes + at, o->t.npath));
		if (o->t.op == TR_MOVE || o->t.op == TR_LINK) { /* two of them */
			free((char *)o->path);
			o->path = (char *)c->bytes + at;
		}
		at += o->t.npath;
		o->data = c->bytes + at;
		at += o->t.ndata;
	}
}

size_t
cut_length(const struct cut *c)
{
	return c->nops;
}

void
cut_marks(const struct cut *c, size_t n, void (*each)(void *arg, const void *mark), void *arg)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (c->op[i].t.op == TR_MARK)
			each(arg, c->op[i].data);
}

void
cut_mark(const char *trace, const void *mark, size_t n)
{
	struct trace t = { TR_MARK, 0, 0, 0, n };
	FILE *f = fopen(trace, "ab");

	if (!f || fwrite(&t, sizeof t, 1, f) != 1 || fwrite(mark, n, 1, f) != 1 || fclose(f))
		child_die("%s: cannot be written", trace);
}

static int
take_away(const char *path, const struct stat *st, int kind, struct FTW *w)
{
	(void)st;
	(void)kind;
	return w->level ? remove(path) : 0;
}

/* A file as it has to be, with holes where it is empty; false when its folder is not there. */
static bool
write_file(const char *path, const struct file *f, bool same_boot)
{
	static const uint8_t none[4096];
	int fd = open(
	    path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, strstr(path, ".key") ? 0400 : 0660);
	size_t at, n;

	if (fd < 0 && errno == ENOENT)
		return false;
	if (fd < 0 || ftruncate(fd, (off_t)f->n))
		child_die("%s: cannot be written", path);
	for (at = 0; at < f->n; at += n) {
		n = f->n - at < sizeof none ? f->n - at : sizeof none;
		if (memcmp(f->p + at, none, n) != 0 &&
		    pwrite(fd, f->p + at, n, (off_t)at) != (ssize_t)n)
			child_die("%s: cannot be written", path);
	}
	if (strcmp(strrchr(path, '/'), "/gate") == 0 && f->n > BOOT_AT && !same_boot)
		(void)!pwrite(fd, "z", 1, BOOT_AT);
	return close(fd) == 0;
}

void
cut_make(const struct cut *c, const struct cut_ask *ask)
{
	struct disk *d = cut_need(calloc(1, sizeof *d));
	int i;

	cut_play(c, ask, d);
	if (nftw(c->dir, take_away, 16, FTW_PHYS | FTW_DEPTH))
		child_die("%s: cannot be emptied", c->dir);
	for (i = 0; i < d->nnames; i++)
		if (d->name[i].there && d->name[i].ino == 0)
			(void)mkdir(d->name[i].path, 02770); /* one inside a lost one is lost too */
	for (i = 0; i < d->nnames; i++)
		if (d->name[i].there && d->name[i].ino)
			(void)write_file(
			    d->name[i].path, cut_file(d, d->name[i].ino), ask->same_boot);
	disk_free(d);
	free(d);
}
