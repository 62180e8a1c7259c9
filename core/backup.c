/* SPDX-License-Identifier: MIT */
/*
 * backup: copy, prove, publish.  Invariant: a folder is called good-... only after its copy was
 * recovered, verified and found to hold the chains the book had; and an older good one, or a
 * log, goes only after that.
 */
#include "core/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "core/book_int.h"
#include "core/date.h"
#include "core/file.h"
#include "core/lang.h"
#include "core/space.h"
#include "core/text.h"

enum { KEPT = 2 };

#define ROOM ((uint64_t)32 << 20)

/* What lies in a book beside its tables.  keys/ is not here on purpose. */
static const char *const folders[] = { "forms", "lists", "out", "sent", "done", "in", "bad" };
static const char *const files[] = { "forms.seen", "heal.log" };

/* The chains of the book at the moment the copy shows. */
struct moment {
	uint8_t heads[HASH_BYTES];
	struct head own;
	unsigned self;
};

static int
see_heads(void *arg, struct txn *t, struct err *e)
{
	struct moment *m = arg;

	return heads_hash(t, m->heads, e) || head_get(t, m->self, &m->own, e) ? -1 : 0;
}

static int
copy_rest(const struct book_info *i, const char *tmp, struct err *e)
{
	char from[PATH_MAX], to[PATH_MAX];
	size_t n;

	for (n = 0; n < sizeof folders / sizeof *folders; n++) {
		snprintf(from, sizeof from, "%.4000s/%s", i->dir, folders[n]);
		snprintf(to, sizeof to, "%.4000s/%s", tmp, folders[n]);
		if (file_copy_folder(from, to, e))
			return -1;
	}
	for (n = 0; n < sizeof files / sizeof *files; n++) {
		snprintf(from, sizeof from, "%.4000s/%s", i->dir, files[n]);
		snprintf(to, sizeof to, "%.4000s/%s", tmp, files[n]);
		if (access(from, F_OK) == 0 && file_copy(from, to, e))
			return -1;
	}
	return 0;
}

int
backup_copy(struct book *b, const char *tmp, struct backup_done *out, struct err *e)
{
	const struct book_info *i = book_info(b);
	struct backup_label l = { .book = i->dir, .unit = i->unit, .name = i->name, .office = i->office,
	    .program = VERSION, .hub = i->role == ROLE_HUB, .training = i->training };
	struct moment m = { .self = i->self };
	char path[PATH_MAX];

	snprintf(path, sizeof path, "%.4000s/env", tmp);
	if (file_folder(tmp, 02770, e) || file_folder(path, 02770, e))
		return -1;
	snprintf(path, sizeof path, "%.4000s/log", tmp);
	if (file_folder(path, 02770, e))
		return -1;
	if (store_copy(book_store(b), tmp, see_heads, &m, &out->copied, e) || copy_rest(i, tmp, e))
		return -1;
	memcpy(l.node, i->node, NODE_BYTES);
	memcpy(l.link, m.own.link, HASH_BYTES);
	l.counter = m.own.counter;
	l.made = clock_now();
	l.number = out->number;
	l.first_log = out->copied.first_log;
	l.last_log = out->copied.last_log;
	memcpy(out->heads, m.heads, HASH_BYTES);
	return backup_label_write(tmp, &l, e);
}

/* Whether the recovered copy is whole and ends where the book stood. */
static int
look_inside(struct book *copy, struct arena *a, struct backup_done *out, struct err *e)
{
	struct moment m = { .self = book_info(copy)->self };

	if (book_verify(copy, a, &out->proof, e))
		return -1;
	if (store_visit(book_store(copy), see_heads, &m, e))
		return -1;
	if (memcmp(m.heads, out->heads, HASH_BYTES) != 0)
		return err_set(e, E_DAMAGE, _("the copy ends with change %llu and not where the book stood"),
		    (unsigned long long)m.own.counter);
	return 0;
}

int
backup_prove(struct book *b, struct arena *a, const char *tmp, struct backup_done *out,
    struct err *e)
{
	struct book *copy = NULL;
	int r = -1;

	if (store_recover(tmp, RECOVER_FROM_LOGS, e) || store_doors(tmp, e))
		goto out;
	copy = book_open_copy(tmp, book_schema(b), e);
	if (copy)
		r = look_inside(copy, a, out, e);
	book_close(copy);
out:
	store_strip(tmp);
	if (r && e->code != E_SPACE && e->code != E_BUSY)
		err_set(e, E_DAMAGE, _("the copy is not good and was taken away; the older ones stay: %.500s"),
		    arena_strdup(a, e->text));
	return r;
}

/* Whether path is dir or lies below it. */
static bool
is_below(const char *path, const char *dir)
{
	size_t n = strlen(dir);

	return strncmp(path, dir, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

static int
check_room(struct arena *a, const char *book, const char *dir, struct err *e)
{
	uint64_t need = file_bytes_below(arena_printf(a, "%s/env", book)), left = 0;
	size_t i;

	for (i = 0; i < sizeof folders / sizeof *folders; i++)
		need += file_bytes_below(arena_printf(a, "%s/%s", book, folders[i]));
	need += need / 8 + ROOM; /* the log since the last checkpoint, regions, growth meanwhile */
	store_space(dir, &left);
	if (left >= need)
		return 0;
	return err_set(e, E_SPACE, _("%s: has %llu MiB free, a backup takes %llu; take another disk, or "
	    "remove from this one what is not needed"), text_show(a, dir), (unsigned long long)(left >> 20),
	    (unsigned long long)(need >> 20));
}

/* A place a copy can be proved in and stay: local, with a sync that works, not in the book. */
static int
check_place(struct book *b, struct arena *a, const char *dir, struct backup_done *out, struct err *e)
{
	const char *book = book_info(b)->dir, *network;
	char real[PATH_MAX], home[PATH_MAX];
	struct stat x, y;
	struct statfs fs;
	int fd, r;

	if (file_folder(dir, 02770, e))
		return -1;
	if (!realpath(dir, real) || !realpath(book, home) || stat(real, &x) || stat(home, &y) || statfs(real, &fs))
		return err_set(e, E_BUSY, _("%s: cannot be opened: %s"), text_show(a, dir), strerror(errno));
	if (is_below(real, home))
		return err_set(e, E_INPUT, _("%s: lies in the book itself and would be lost with it; name a "
		    "folder elsewhere, best on another disk"), text_show(a, dir));
	network = space_network((unsigned long)fs.f_type);
	if (network)
		return err_set(e, E_BUSY, _("%s: lies on a network disk, %s, where a backup cannot be proved; "
		    "back up to a disk or stick of this machine and copy the finished folder good-... there"),
		    text_show(a, dir), network);
	fd = open(real, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	r = fd < 0 ? -1 : fsync(fd);
	if (r)
		err_set(e, E_BUSY, _("%s: this disk does not promise to keep what is written (%s); "
		    "take another one"), text_show(a, dir), strerror(errno));
	if (fd >= 0)
		close(fd);
	out->same_disk = x.st_dev == y.st_dev;
	return r ? -1 : check_room(a, book, real, e);
}

/* Copies of ours that a killed backup left half done. */
static void
sweep(struct arena *a, const char *dir, const char *prefix)
{
	struct dirent *d;
	DIR *all = opendir(dir);

	while (all && (d = readdir(all)) != NULL)
		if (strncmp(d->d_name, prefix, strlen(prefix)) == 0)
			file_remove_tree(arena_printf(a, "%s/%s", dir, d->d_name));
	if (all)
		closedir(all);
}

/* A name of the day that was not given yet: "good-2021-11-23", then "-2" behind it. */
static const char *
free_name(struct arena *a, const char *dir)
{
	const char *name = arena_printf(a, "good-%.10s", backup_when(a, clock_now()));
	size_t n = strlen(name);
	unsigned last = 0, no;
	struct dirent *d;
	DIR *all = opendir(dir);

	while (all && (d = readdir(all)) != NULL) {
		if (strncmp(d->d_name, name, n) != 0)
			continue;
		no = d->d_name[n] == '-' ? (unsigned)strtoul(d->d_name + n + 1, NULL, 10) : 1;
		last = no > last ? no : last;
	}
	if (all)
		closedir(all);
	return last ? arena_printf(a, "%s/%s-%u", dir, name, last + 1) : arena_printf(a, "%s/%s", dir, name);
}

/* All of the folder onto the disk, then its final name. */
static int
publish(struct arena *a, const char *dir, const char *tmp, const char **path, struct err *e)
{
	int fd = open(tmp, O_RDONLY | O_DIRECTORY | O_CLOEXEC), r;

	r = fd < 0 ? -1 : syncfs(fd);
	if (r)
		err_set(e, errno == ENOSPC ? E_SPACE : E_BUSY, _("%s: cannot be written: %s"), tmp,
		    strerror(errno));
	if (fd >= 0)
		close(fd);
	*path = free_name(a, dir);
	return r ? -1 : file_move(tmp, *path, e);
}

/* Good copies beyond the kept ones: first out of sight under another name, then away. */
static void
drop_older(struct arena *a, const char *dir, const char *prefix, const uint8_t *node, int *kept)
{
	struct backup_copy *good;
	const char *gone;
	int i, n = backup_list(a, dir, node, &good);

	for (i = KEPT; i < n; i++) {
		gone = arena_printf(a, "%s/%sold-%d", dir, prefix, i);
		if (rename(good[i].path, gone) == 0)
			file_remove_tree(gone);
	}
	*kept = n < KEPT ? n : KEPT;
}

/* Notes the copy; logs older than the second last one lead nowhere any more. */
static int
note(struct book *b, struct arena *a, struct backup_done *out, struct err *e)
{
	const char *book = book_info(b)->dir;
	struct backup_note now[2], was[2];
	struct backup_label l;
	unsigned low, high, missing, left;

	if (backup_label_read(a, out->path, &l, e))
		return -1;
	backup_notes(a, book, was);
	now[0] = (struct backup_note){ l.made, l.counter, l.first_log, out->path };
	now[1] = was[0];
	if (backup_notes_put(book, now, e))
		return -1;
	store_logs(book, &low, &high, &missing);
	if (now[1].made && store_prune(book_store(b), now[1].first_log, e))
		return -1;
	store_logs(book, &left, &high, &missing);
	out->logs_gone = left > low ? left - low : 0;
	return 0;
}

/* The number of the next copy of the node in dir. */
static uint64_t
next_number(struct arena *a, const char *dir, const uint8_t *node)
{
	struct backup_copy *good;

	return backup_list(a, dir, node, &good) > 0 ? good[0].label.number + 1 : 1;
}

int
backup_make(struct book *b, struct arena *a, const char *dir, struct backup_done *out,
    struct err *e)
{
	const uint8_t *node = book_info(b)->node;
	const char *prefix = arena_printf(a, "tmp-%s-", hex_of(a, node, 4));
	const char *tmp = arena_printf(a, "%s/%s%d", dir, prefix, (int)getpid());
	int r = -1, fd;

	memset(out, 0, sizeof *out);
	fd = file_lock(arena_printf(a, "%s/backing", book_info(b)->dir),
	    _("another backup of this book is being made; wait until it is done"), e);
	if (fd < 0)
		return -1;
	if (check_place(b, a, dir, out, e))
		goto out;
	sweep(a, dir, prefix);
	out->number = next_number(a, dir, node);
	if (backup_copy(b, tmp, out, e) || backup_prove(b, a, tmp, out, e) ||
	    publish(a, dir, tmp, &out->path, e)) {
		file_remove_tree(tmp);
		goto out;
	}
	drop_older(a, dir, prefix, node, &out->kept);
	r = note(b, a, out, e);
out:
	close(fd);
	return r;
}
