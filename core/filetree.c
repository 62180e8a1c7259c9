/* SPDX-License-Identifier: MIT */
/*
 * filetree: whole folders of plain files, copied, measured and removed.  Invariant: no link
 * is followed, and nothing but plain files and folders is touched or made.
 */
#include "core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/lang.h"

enum { BLOCK = 1 << 16, DEEP = 8 };

/* All of from into to; 0, -1 reading failed, -2 writing failed. */
static int
pour(int from, int to)
{
	uint8_t block[BLOCK];
	ssize_t n, w, at;

	while ((n = read(from, block, sizeof block)) != 0) {
		if (n < 0 && errno != EINTR)
			return -1;
		for (at = 0; at < n; at += w > 0 ? w : 0) {
			w = write(to, block + at, (size_t)(n - at));
			if (w < 0 && errno != EINTR)
				return -2;
		}
	}
	return fsync(to) ? -2 : 0;
}

int
file_copy(const char *from, const char *to, struct err *e)
{
	int in = open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC), out, r;

	if (in < 0)
		return file_unreadable(from, e);
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
	if (out < 0) {
		close(in);
		return file_unwritable(to, e);
	}
	r = pour(in, out);
	if (r)
		r = r == -1 ? file_unreadable(from, e) : file_unwritable(to, e);
	close(in);
	if (close(out) && r == 0)
		r = file_unwritable(to, e);
	return r;
}

static int
copy_below(const char *from, const char *to, int deep, struct err *e)
{
	char x[PATH_MAX], y[PATH_MAX];
	struct dirent *d;
	struct stat st;
	DIR *all = opendir(from);
	int r;

	if (all == NULL)
		return errno == ENOENT ? 0 : file_unreadable(from, e);
	r = file_folder(to, 02770, e);
	while (r == 0 && (d = readdir(all)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		if ((size_t)snprintf(x, sizeof x, "%s/%s", from, d->d_name) >= sizeof x ||
		    (size_t)snprintf(y, sizeof y, "%s/%s", to, d->d_name) >= sizeof y)
			r = err_set(e, E_INPUT, _("%.200s...: the name is too long"), from);
		else if (lstat(x, &st) == 0 && S_ISREG(st.st_mode))
			r = file_copy(x, y, e);
		else if (S_ISDIR(st.st_mode) && deep < DEEP)
			r = copy_below(x, y, deep + 1, e);
	}
	closedir(all);
	return r;
}

int
file_copy_folder(const char *from, const char *to, struct err *e)
{
	return copy_below(from, to, 0, e);
}

static uint64_t
bytes_below(const char *path, int deep)
{
	char x[PATH_MAX];
	struct dirent *d;
	struct stat st;
	DIR *all = opendir(path);
	uint64_t n = 0;

	while (all && (d = readdir(all)) != NULL) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0 ||
		    (size_t)snprintf(x, sizeof x, "%s/%s", path, d->d_name) >= sizeof x || lstat(x, &st))
			continue;
		if (S_ISREG(st.st_mode))
			n += (uint64_t)st.st_size;
		else if (S_ISDIR(st.st_mode) && deep < DEEP)
			n += bytes_below(x, deep + 1);
	}
	if (all)
		closedir(all);
	return n;
}

uint64_t
file_bytes_below(const char *path)
{
	return bytes_below(path, 0);
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

void
file_remove_tree(const char *path)
{
	(void)nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS); /* what stays is only in the way */
}
