/* SPDX-License-Identifier: MIT */
/*
 * recover: a child that may be stopped.  Invariant: the child holds the gate with its
 * parent (they share the open file), so nobody enters while it works even when the
 * parent dies first.
 */
#include "core/recover.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/lang.h"

/* PAGE_SIZE_AT: where the first page of a table says how long its pages are. */
enum { REWRITE_BLOCK = 1 << 16, PAGE_SIZE_AT = 20 };

unsigned
recover_limit(const char *dir)
{
	char path[PATH_MAX + 8];
	struct dirent *d;
	struct stat st;
	uint64_t bytes = 0;
	DIR *log;

	snprintf(path, sizeof path, "%s/log", dir);
	log = opendir(path);
	if (log == NULL)
		return 60;
	while ((d = readdir(log)) != NULL)
		if (fstatat(dirfd(log), d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(st.st_mode))
			bytes += (uint64_t)st.st_size;
	closedir(log);
	return 60 + (unsigned)(bytes / 10000000);
}

static int
refused(const char *path, struct err *e)
{
	int no = errno;

	if (no == ENOSPC || no == EDQUOT)
		return err_set(e, E_SPACE, _("%s: the disk is full; free some space and try again"), path);
	return err_set(e, E_DAMAGE, _("%s: the disk does not keep what is written (%s): nothing more is "
	    "saved until it does; have the disk looked at"), path, strerror(no));
}

/* The same bytes in the same places: each page is then dirty, and the sync has to bring it down. */
static int
rewrite(int fd)
{
	static uint8_t block[REWRITE_BLOCK]; /* of this call only: no one else is inside */
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, block, sizeof block, at)) > 0) {
		if (pwrite(fd, block, (size_t)n, at) != n)
			return -1;
		at += n;
	}
	return n < 0 ? -1 : fdatasync(fd);
}

/*
 * Takes off what is no whole page at the end of a table: the disk was full, or went, while the file
 * grew.  The library opens no such file, and the log has the page, which was never whole.
 */
static int
trim(int fd)
{
	uint32_t page = 0;
	struct stat st;

	if (fstat(fd, &st))
		return -1;
	if (pread(fd, &page, sizeof page, PAGE_SIZE_AT) != sizeof page || page < 512 || page > 65536 ||
	    (page & (page - 1)) != 0 || st.st_size % page == 0)
		return 0;
	return ftruncate(fd, st.st_size - st.st_size % page);
}

/* The files of a folder whose name begins with head or ends with tail. */
struct kind { const char *folder, *head, *tail; };

static bool
is_kind(const struct kind *k, const char *name)
{
	size_t n = strlen(name), h = strlen(k->head), t = strlen(k->tail);

	return n > h + t && strncmp(name, k->head, h) == 0 && strcmp(name + n - t, k->tail) == 0;
}

static int
each_file(const char *dir, const struct kind *k, int (*mend)(int fd), struct err *e)
{
	char path[PATH_MAX + 300];
	struct dirent *d;
	int fd, r = 0;
	DIR *all;

	snprintf(path, sizeof path, "%s/%s", dir, k->folder);
	all = opendir(path);
	while (all && r == 0 && (d = readdir(all)) != NULL) {
		if (!is_kind(k, d->d_name))
			continue;
		snprintf(path, sizeof path, "%s/%s/%s", dir, k->folder, d->d_name);
		fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0 || mend(fd))
			r = refused(path, e);
		if (fd >= 0)
			close(fd);
	}
	if (all)
		closedir(all);
	return r;
}

int
recover_rewrite(const char *dir, struct err *e)
{
	static const struct kind kinds[] = { { "log", "log.", "" }, { "env", "", ".db" } };
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (each_file(dir, &kinds[i], rewrite, e))
			return -1;
	return 0;
}

int
recover_trim(const char *dir, struct err *e)
{
	return each_file(dir, &(const struct kind){ "env", "", ".db" }, trim, e);
}

static time_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* Waits until the child says how it went (nothing: well), dies, or the time is over. */
static ssize_t
hear(int fd, unsigned limit, struct err *e)
{
	struct pollfd p = { fd, POLLIN, 0 };
	time_t end = now() + (time_t)limit;
	int r;

	do
		r = poll(&p, 1, 200);
	while ((r == 0 || (r < 0 && errno == EINTR)) && now() < end);
	if (r <= 0)
		return -1;
	return read(fd, e, sizeof *e);
}

int
recover_run(const char *dir, recover_body *body, void *arg, struct err *e)
{
	unsigned limit = recover_limit(dir);
	int p[2], status = 0;
	struct err child;
	ssize_t n;
	pid_t pid;

	if (pipe2(p, O_CLOEXEC) || (pid = fork()) < 0)
		return err_set(e, E_BUSY, _("%s: cannot be repaired: %s"), dir, strerror(errno));
	if (pid == 0) {
		if (body(arg, &child) == 0)
			_exit(0);
		_exit(write(p[1], &child, sizeof child) == (ssize_t)sizeof child ? 1 : 2);
	}
	close(p[1]);
	n = hear(p[0], limit, &child);
	close(p[0]);
	if (n < 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (n == (ssize_t)sizeof child) {
		*e = child;
		return -1;
	}
	if (n < 0)
		return err_set(e, E_DAMAGE, _("%s: repair did not end within %u seconds; "
		    "restore the last good backup"), dir, limit);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(e, E_DAMAGE, _("%s: repair broke off; try again, and if it stays so "
		    "restore the last good backup"), dir);
	return 0;
}
