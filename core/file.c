/* SPDX-License-Identifier: MIT */
/*
 * file: writing and reading small files.  Invariant: the final name never shows
 * a part of a file; what was not synced is not renamed.
 */
#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/text.h"

int
file_unwritable(const char *path, struct err *e)
{
	int no = errno;

	if (no == ENOSPC || no == EDQUOT)
		return err_set(e, E_SPACE, _("%s: the disk is full; free some space and try again"),
		    path);
	if (no == EEXIST)
		return err_set(e, E_BUSY, _("%s: is there already and is not replaced; "
		    "give another name"), path);
	return err_set(e, E_BUSY, _("%s: cannot be written: %s"), path, strerror(no));
}

int
file_unreadable(const char *path, struct err *e)
{
	return err_set(e, E_DAMAGE, _("%s: cannot be read: %s; have the disk looked at"), path,
	    strerror(errno));
}

int
file_lock(const char *path, const char *taken, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0660);

	if (fd < 0)
		return err_set(e, errno == ENOSPC || errno == EDQUOT ? E_SPACE : E_BUSY,
		    _("%s: cannot be opened: %s"), path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	close(fd);
	return err_set(e, E_BUSY, "%s", taken);
}

static int
sync_folder_of(const char *path, struct err *e)
{
	const char *slash = strrchr(path, '/');
	char dir[4096];
	int fd, rc;

	snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
	fd = open(*dir ? dir : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return file_unwritable(path, e);
	rc = fsync(fd);
	if (rc)
		file_unwritable(path, e);
	close(fd);
	return rc;
}

static int
write_all(int fd, const uint8_t *p, size_t n)
{
	ssize_t w;

	for (; n > 0; p += w, n -= (size_t)w) {
		w = write(fd, p, n);
		if (w < 0 && errno == EINTR)
			w = 0;
		else if (w < 0)
			return -1;
	}
	return fsync(fd);
}

/* rename that does not take the place of anything. */
static int
rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (link(from, to))
		return -1;
	return unlink(from);
}

int
file_write(const char *path, const struct file_bytes *b, struct err *e)
{
	char part[4096];
	int fd, tries, rc = -1;

	for (fd = -1, tries = 0; fd < 0 && tries < 100; tries++) {
		if ((size_t)snprintf(part, sizeof part, "%s.%d-%d.part", path, (int)getpid(),
		    tries) >= sizeof part)
			return err_set(e, E_INPUT, _("%.200s...: the name is too long"), path);
		fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, b->mode);
		if (fd < 0 && errno != EEXIST)
			return file_unwritable(path, e);
	}
	if (fd < 0)
		return file_unwritable(path, e);
	if (write_all(fd, b->p, b->n))
		file_unwritable(path, e);
	else if (b->how == FILE_NEW ? rename_new(part, path) : rename(part, path))
		file_unwritable(path, e);
	else
		rc = 0;
	close(fd);
	if (rc)
		unlink(part);
	return rc ? rc : sync_folder_of(path, e);
}

int
file_read(struct arena *a, const char *path, size_t max, uint8_t **p, size_t *n, struct err *e)
{
	const char *name = text_show(a, path);
	struct stat st;
	size_t got = 0;
	ssize_t r = 1;
	int fd, rc = -1;

	/* O_NONBLOCK: a pipe in disguise must not stop the program. */
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, E_INPUT, _("%s: cannot be read: %s"), name, strerror(errno));
	if (fstat(fd, &st) || !S_ISREG(st.st_mode)) {
		err_set(e, E_INPUT, _("%s: is not a plain file; name a file"), name);
		goto out;
	}
	if ((uint64_t)st.st_size > max) {
		err_set(e, E_LIMIT, _("%s: is larger than anything soxa writes"), name);
		goto out;
	}
	*p = arena_alloc(a, (size_t)st.st_size + 1);
	while (got < (size_t)st.st_size && r > 0) {
		r = read(fd, *p + got, (size_t)st.st_size - got);
		if (r < 0 && errno == EINTR)
			r = 1;
		else if (r > 0)
			got += (size_t)r;
	}
	if (r < 0) {
		err_set(e, E_INPUT, _("%s: cannot be read: %s"), name, strerror(errno));
		goto out;
	}
	*n = got;
	rc = 0;
out:
	close(fd);
	return rc;
}

int
file_move(const char *from, const char *to, struct err *e)
{
	if (rename_new(from, to))
		return file_unwritable(to, e);
	if (sync_folder_of(to, e))
		return -1;
	return sync_folder_of(from, e);
}

int
file_folder(const char *path, unsigned mode, struct err *e)
{
	struct stat st;

	if (mkdir(path, mode) == 0)
		return sync_folder_of(path, e);
	if (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return 0;
	return file_unwritable(path, e);
}
