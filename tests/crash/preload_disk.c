/* SPDX-License-Identifier: MIT */
/*
 * preload_disk: see preload.h: the calls that change files and names.  Invariant: a call on a file
 * that is not meant does what the C library does.
 */
#undef _FORTIFY_SOURCE /* its wrappers are what is replaced here */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/crash/preload.h"

static const char *
path_of(int fd, char path[4096])
{
	char link[32];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = p.on && p.under ? readlink(link, path, 4095) : 0;
	path[n > 0 ? n : 0] = '\0';
	return path;
}

/* How much of n bytes at `at` the disk still takes; less than all: it is full then. */
static size_t
room(int fd, off_t at, size_t n)
{
	struct stat st;
	long long grows;

	if (p.left < 0 || fstat(fd, &st))
		return n;
	grows = (long long)at + (long long)n - (long long)st.st_size;
	if (grows <= 0)
		return n;
	if (grows > p.left) {
		n -= (size_t)(grows - p.left < (long long)n ? grows - p.left : (long long)n);
		grows = p.left;
	}
	p.left -= grows;
	return n;
}

static ssize_t
put(int fd, const void *s, size_t n, off_t at, bool here)
{
	char path[4096];
	struct stat st;
	ssize_t w;

	if (!meant(path_of(fd, path)))
		return syscall(here ? SYS_write : SYS_pwrite64, fd, s, n, at);
	if (fails(CALL_WRITE))
		return -1;
	if (here)
		at = (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
	if (n > 0 && (n = room(fd, at, n)) == 0) {
		errno = p.full;
		return -1;
	}
	w = syscall(here ? SYS_write : SYS_pwrite64, fd, s, n, at);
	if (w > 0 && p.trace >= 0 && fstat(fd, &st) == 0)
		note(&(struct note){ .op = TR_WRITE,
		    .ino = st.st_ino,
		    .at = (uint64_t)at,
		    .data = s,
		    .ndata = (size_t)w });
	return w;
}

ssize_t
write(int fd, const void *s, size_t n)
{
	return put(fd, s, n, 0, true);
}

ssize_t
pwrite(int fd, const void *s, size_t n, off_t at)
{
	return put(fd, s, n, at, false);
}

static int
synced(int fd, long call)
{
	char path[4096];
	struct stat st;

	if (!meant(path_of(fd, path)))
		return (int)syscall(call, fd);
	if (fails(CALL_SYNC))
		return -1;
	if (fstat(fd, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			note_name(TR_SYNC_FOLDER, path, 0);
		else
			note(&(struct note){ .op = TR_SYNC, .ino = st.st_ino });
	}
	return p.trace >= 0
	    ? 0
	    : (int)syscall(call, fd); /* what is on the disk is what the trace says */
}

int
fsync(int fd)
{
	return synced(fd, SYS_fsync);
}

int
fdatasync(int fd)
{
	return synced(fd, SYS_fdatasync);
}

int
syncfs(int fd)
{
	if (p.on && p.under && fails(CALL_SYNC))
		return -1;
	note(&(struct note){ .op = TR_SYNC_ALL });
	return p.quick ? 0 : (int)syscall(SYS_syncfs, fd);
}

static int
open_at(int folder, const char *path, int flags, int mode)
{
	bool ours = meant(path), new = ours && (flags & O_CREAT) && access(path, F_OK) != 0;
	struct stat st;
	int fd;

	if (ours && ((flags & O_CREAT ? fails(CALL_CREATE) : fails(CALL_OPEN))))
		return -1;
	if (new &&p.left == 0) {
		errno = p.full;
		return -1;
	}
	fd = (int)syscall(SYS_openat, folder, path, flags, mode);
	if (fd < 0 || !ours || fstat(fd, &st))
		return fd;
	if (new)
		note_name(TR_CREATE, path, st.st_ino);
	else if (flags & O_TRUNC)
		note(&(struct note){ .op = TR_TRUNC, .ino = st.st_ino });
	return fd;
}

int
open(const char *path, int flags, ...)
{
	va_list ap;
	int mode;

	va_start(ap, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, int) : 0;
	va_end(ap);
	return open_at(AT_FDCWD, path, flags, mode);
}

int __open_2(const char *path, int flags);
int
__open_2(const char *path, int flags)
{
	return open_at(AT_FDCWD, path, flags, 0);
}

int
ftruncate(int fd, off_t n)
{
	char path[4096];
	struct stat st;
	int r;

	if (meant(path_of(fd, path)) && fails(CALL_WRITE))
		return -1;
	r = (int)syscall(SYS_ftruncate, fd, n);
	if (r == 0 && meant(path) && fstat(fd, &st) == 0)
		note(&(struct note){ .op = TR_TRUNC, .ino = st.st_ino, .at = (uint64_t)n });
	return r;
}

int
posix_fallocate(int fd, off_t at, off_t n)
{
	if (p.left >= 0 && p.left < n)
		return p.full;
	return syscall(SYS_fallocate, fd, 0, at, n) ? errno : 0;
}

static int
renamed(const char *from, const char *to, unsigned flags)
{
	int r;

	if (meant(to) && fails(CALL_RENAME))
		return -1;
	r = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
	if (r == 0 && (meant(from) || meant(to)))
		note_names(TR_MOVE, from, to);
	return r;
}

int
rename(const char *from, const char *to)
{
	return renamed(from, to, 0);
}

int
renameat2(int ff, const char *from, int tf, const char *to, unsigned flags)
{
	(void)ff; /* the program uses whole paths */
	(void)tf;
	return renamed(from, to, flags);
}

int
link(const char *from, const char *to)
{
	int r = meant(to) && fails(CALL_RENAME) ? -1 : (int)syscall(SYS_link, from, to);

	if (r == 0 && meant(to))
		note_names(TR_LINK, from, to);
	return r;
}

int
unlink(const char *path)
{
	int r = (int)syscall(SYS_unlink, path);

	if (r == 0 && meant(path))
		note_name(TR_UNLINK, path, 0);
	return r;
}

int
mkdir(const char *path, mode_t mode)
{
	int r = meant(path) && fails(CALL_CREATE) ? -1 : (int)syscall(SYS_mkdir, path, mode);

	if (r == 0 && meant(path))
		note_name(TR_FOLDER, path, 0);
	return r;
}

int
statfs(const char *path, struct statfs *out)
{
	int r = (int)syscall(SYS_statfs, path, out);

	if (r == 0 && p.free >= 0)
		out->f_bavail = (unsigned long)(p.free / out->f_bsize);
	return r;
}
