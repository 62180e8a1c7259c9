/* SPDX-License-Identifier: MIT */
/*
 * disk: see disk.h.  Pages are held the way the kernel does it: a sync that fails leaves them
 * clean in memory and old on the disk, so a second sync says that all is well.  Invariant: a
 * page of the list has other bytes on the disk than in the file.
 */
#undef _FORTIFY_SOURCE /* its wrappers are what is replaced here */
#include "tests/crash/disk.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 8192 };

struct page {
	ino_t ino;
	off_t at;
	bool lost; /* clean for the kernel, and not on the disk */
	uint8_t old[PAGE]; /* what the disk has */
};

struct disk {
	bool armed, watching;
	struct disk_fault f;
	char name[64];
	int met;
	uint64_t left;
	int n;
	struct page page[PAGES];
};

/* Shared with the children of a test, which are never at work at the same time; NULL: not in use. */
static struct disk *disk;

static struct disk *
disk_of(void)
{
	if (disk == NULL) {
		disk = mmap(
		    NULL, sizeof *disk, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		ck_assert(disk != MAP_FAILED);
	}
	return disk;
}

void
disk_arm(const struct disk_fault *f)
{
	struct disk *d = disk_of();

	d->armed = f != NULL;
	d->met = 0;
	if (f) {
		d->f = *f;
		snprintf(d->name, sizeof d->name, "%s", f->name);
	}
}

int
disk_met(void)
{
	return disk ? disk->met : 0;
}

void
disk_left(uint64_t bytes)
{
	disk_of()->left = bytes;
}

void
disk_watch(void)
{
	disk_of()->watching = true;
	disk->n = 0;
}

/* Whether this call on path has to fail; errno is set then. */
static bool
fails(enum disk_call call, const char *path)
{
	if (!disk || !disk->armed || !(disk->f.calls & call) || !strstr(path, disk->name))
		return false;
	if (disk->f.skip > 0) {
		disk->f.skip--;
		return false;
	}
	if (disk->met >= disk->f.times)
		return false;
	disk->met++;
	errno = disk->f.error;
	return true;
}

static const char *
path_of(int fd, char path[PAGE])
{
	char link[32];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, PAGE - 1);
	path[n > 0 ? n : 0] = '\0';
	return path;
}

static struct page *
page_find(ino_t ino, off_t at)
{
	int i;

	for (i = disk->n - 1; i >= 0; i--)
		if (disk->page[i].ino == ino && disk->page[i].at == at)
			return &disk->page[i];
	return NULL;
}

/* The pages under n bytes at `at` of fd are about to differ from the disk. */
static void
soil(int fd, const char *path, off_t at, size_t n)
{
	struct page *p;
	struct stat st;
	off_t end = at + (off_t)n;

	if (!disk->watching || (!strstr(path, "/log/") && !strstr(path, ".db")) || fstat(fd, &st))
		return;
	for (at -= at % PAGE; at < end; at += PAGE) {
		p = page_find(st.st_ino, at);
		if (p == NULL) {
			ck_assert_int_lt(disk->n, PAGES);
			p = &disk->page[disk->n++];
			memset(p, 0, sizeof *p);
			p->ino = st.st_ino;
			p->at = at;
			(void)!pread(fd, p->old, PAGE,
			    at); /* a file opened to be written is new: nothing there */
		}
		p->lost = false;
	}
}

/* What a sync of fd does to its pages. */
static void
settle(int fd, bool well)
{
	struct stat st;
	int i, n = 0;

	if (!disk->watching || fstat(fd, &st))
		return;
	for (i = 0; i < disk->n; i++) {
		struct page *p = &disk->page[i];

		if (p->ino == st.st_ino && !well)
			p->lost = true;
		if (p->ino == st.st_ino && !p->lost)
			continue;
		if (n != i)
			disk->page[n] = *p;
		n++;
	}
	disk->n = n;
}

static int
sync_of(int fd, long call)
{
	char path[PAGE];

	if (disk && fails(DISK_SYNC, path_of(fd, path))) {
		settle(fd, false);
		errno = disk->f.error;
		return -1;
	}
	if (syscall(call, fd))
		return -1;
	if (disk)
		settle(fd, true);
	return 0;
}

int
fdatasync(int fd)
{
	return sync_of(fd, SYS_fdatasync);
}

int
fsync(int fd)
{
	return sync_of(fd, SYS_fsync);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	char path[PAGE];

	if (disk) {
		if (fails(DISK_WRITE, path_of(fd, path)))
			return -1;
		soil(fd, path, at, n);
	}
	return syscall(SYS_pwrite64, fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	char path[PAGE];
	off_t at;

	if (disk) {
		if (fails(DISK_WRITE, path_of(fd, path)))
			return -1;
		at = (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
		if (at >= 0)
			soil(fd, path, at, n);
	}
	return syscall(SYS_write, fd, p, n);
}

int
open(const char *path, int flags, ...)
{
	va_list ap;
	int mode;

	va_start(ap, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, int) : 0;
	va_end(ap);
	if (fails(DISK_OPEN, path))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
statfs(const char *path, struct statfs *out)
{
	int r = (int)syscall(SYS_statfs, path, out);

	if (r == 0 && disk && disk->left)
		out->f_bavail = disk->left / (uint64_t)out->f_bsize;
	return r;
}

static void
cut_file(int at, const char *name)
{
	int fd = openat(at, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW), i;
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		return;
	for (i = 0; i < disk->n; i++)
		if (disk->page[i].ino == st.st_ino && disk->page[i].at < st.st_size)
			ck_assert_int_ge(
			    syscall(SYS_pwrite64, fd, disk->page[i].old,
				st.st_size - disk->page[i].at < PAGE ? st.st_size - disk->page[i].at
								     : PAGE,
				disk->page[i].at),
			    0);
	close(fd);
}

void
disk_power_cut(const char *dir)
{
	static const char *const folders[] = { "env", "log" };
	char path[PAGE];
	struct dirent *f;
	size_t i;
	DIR *d;

	for (i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
		d = opendir(path);
		ck_assert_ptr_nonnull(d);
		while ((f = readdir(d)) != NULL)
			if (f->d_name[0] != '.')
				cut_file(dirfd(d), f->d_name);
		closedir(d);
	}
	disk_watch();
}
