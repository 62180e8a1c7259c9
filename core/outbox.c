/* SPDX-License-Identifier: MIT */
/*
 * outbox: dump files in their folders.  Invariant: a name under out/ or in/ is
 * always a whole file, because it is made in tmp/, synced, and then renamed.
 */
#include "core/outbox.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "core/lang.h"

static const char *const kinds[DK_N] = {
	"delta", "full", "empty", "receipt", "bundle", "key", "return",
};

const char *
dump_kind_name(enum dump_kind kind)
{
	return kinds[kind];
}

enum dump_kind
dump_kind_find(const char *name)
{
	int i;

	for (i = 0; i < DK_N && strcmp(name, kinds[i]) != 0; i++)
		;
	return i;
}

const char *
dump_name(struct arena *a, const struct dump_head *h, const uint8_t hash[HASH_BYTES])
{
	return arena_printf(a, "%s-%s-%010llu-%s-%s.soxa", *h->office ? h->office : "new",
	    hex_of(a, h->node, 4), (unsigned long long)h->sequence, kinds[h->kind],
	    hex_of(a, hash, 8));
}

const char *
outbox_path(struct book *b, struct arena *a, const char *folder, const char *name,
    struct err *e)
{
	const char *dir = book_info(b)->dir, *slash;

	for (slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/'))
		if (file_folder(arena_printf(a, "%s/%.*s", dir, (int)(slash - folder), folder),
		    02770, e))
			return NULL;
	if (file_folder(arena_printf(a, "%s/%s", dir, folder), 02770, e))
		return NULL;
	return arena_printf(a, "%s/%s/%s", dir, folder, name);
}

int
outbox_lock(struct book *b, struct err *e)
{
	struct arena *a = arena_new();
	int fd = file_lock(arena_printf(a, "%s/exporter", book_info(b)->dir),
	    _("another dump of this book is being made; wait until it is done"), e);

	arena_free(a);
	return fd;
}

int
outbox_put(struct book *b, struct arena *a, const char *folder, const char *name,
    const struct buf *bytes, const char **path, struct err *e)
{
	struct file_bytes f = { bytes->p, bytes->n, 0660, FILE_REPLACE };
	const char *tmp = outbox_path(b, a, "tmp", name, e);

	if (!tmp)
		return -1;
	*path = outbox_path(b, a, folder, name, e);
	if (!*path)
		return -1;
	if (access(*path, F_OK) == 0)
		return 0;
	if (file_write(tmp, &f, e))
		return -1;
	if (file_move(tmp, *path, e) == 0)
		return 0;
	unlink(tmp);
	return -1;
}

int
outbox_walk(struct book *b, const char *folder, const char *part, outbox_each *each,
    void *arg, struct err *e)
{
	struct arena *a = arena_new();
	const char *dir = arena_printf(a, "%s/%s", book_info(b)->dir, folder);
	DIR *d = opendir(dir);
	struct dirent *f;
	int rc = 0;

	while (d && rc == 0 && (f = readdir(d)))
		if (f->d_name[0] != '.' && strstr(f->d_name, part))
			rc = each(arg, arena_printf(a, "%s/%s", dir, f->d_name), e);
	if (d)
		closedir(d);
	arena_free(a);
	return rc;
}
