/* SPDX-License-Identifier: MIT */
/*
 * space: rule S15 and the network part of S3.  Invariant: the reserve is made only
 * where it leaves more than the warning level free.
 */
#include "core/space.h"

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "core/lang.h"
#include "core/store.h"

#define MIB ((uint64_t)1 << 20)

static const struct {
	unsigned long type;
	const char *name;
} networks[] = {
	{ 0x6969, "NFS" },
	{ 0x517B, "SMB" },
	{ 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB2" },
	{ 0x5346414F, "AFS" },
	{ 0x73757245, "Coda" },
	{ 0x564C, "NCP" },
	{ 0x00C36400, "Ceph" },
	{ 0x0BD00BD0, "Lustre" },
};

int
store_space(const char *dir, uint64_t *free_bytes)
{
	struct statfs s;
	uint64_t left;

	if (statfs(dir, &s))
		return SPACE_OK; /* the write itself will say what is wrong */
	left = (uint64_t)s.f_bavail * (uint64_t)s.f_bsize;
	if (free_bytes)
		*free_bytes = left;
	if (left < 32 * MIB)
		return SPACE_REFUSE;
	if (left < 64 * MIB || s.f_bavail < s.f_blocks / 20)
		return SPACE_WARN;
	return SPACE_OK;
}

void
space_reserve(const char *dir)
{
	char path[PATH_MAX];
	uint64_t left = 0;
	int fd;

	snprintf(path, sizeof path, "%s/reserve", dir);
	if (access(path, F_OK) == 0)
		return;
	if (store_space(dir, &left) == SPACE_REFUSE || left < 80 * MIB)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
	if (fd < 0)
		return;
	if (posix_fallocate(fd, 0, (off_t)(16 * MIB)))
		unlink(path);
	close(fd);
}

void
space_release(const char *dir)
{
	char path[PATH_MAX];

	if (store_space(dir, NULL) != SPACE_REFUSE)
		return;
	snprintf(path, sizeof path, "%s/reserve", dir);
	(void)unlink(path); /* not there: there is nothing more to give */
}

ssize_t
space_write(int fd, const void *p, size_t n)
{
	static const char zeros[4096];
	off_t at = n == 1 ? lseek(fd, 0, SEEK_CUR) : 0, from;
	struct stat st;
	ssize_t w = 0;

	if (at > 0 && fstat(fd, &st) == 0)
		for (from = st.st_size; from < at; from += w) {
			w = at - from < (off_t)sizeof zeros ? (ssize_t)(at - from) : (ssize_t)sizeof zeros;
			w = pwrite(fd, zeros, (size_t)w, from);
			if (w <= 0)
				return -1;
		}
	return write(fd, p, n);
}

const char *
space_network(unsigned long type)
{
	size_t i;

	for (i = 0; i < sizeof networks / sizeof *networks; i++)
		if (networks[i].type == (type & 0xFFFFFFFF))
			return networks[i].name;
	return NULL;
}

int
space_local(const char *dir, struct err *e)
{
	struct statfs s;
	const char *name;

	if (statfs(dir, &s))
		return 0; /* not there: opening says so */
	name = space_network((unsigned long)s.f_type);
	if (name == NULL)
		return 0;
	return err_set(e, E_BUSY,
	    _("%s: lies on a network disk, %s, which may lose records; "
	    "put the book on a disk of this machine"), dir, name);
}
