/* SPDX-License-Identifier: MIT */
/*
 * preload: see preload.h: what is asked, what is written down, and the calls that touch no file.
 * Invariant: what is written down has happened, and in that order for one process.
 */
#undef _FORTIFY_SOURCE /* its wrappers are what is replaced here */
#include "tests/crash/preload.h"

#include <errno.h>
#include <link.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const struct {
	const char *name;
	unsigned calls;
} names[] = {
	{ "malloc", CALL_MALLOC },
	{ "write", CALL_WRITE },
	{ "fsync", CALL_SYNC },
	{ "rename", CALL_RENAME },
	{ "open", CALL_OPEN | CALL_CREATE },
	{ "create", CALL_CREATE },
	{ "all", CALL_WRITE | CALL_SYNC | CALL_RENAME | CALL_OPEN | CALL_CREATE },
};

struct preload p = { .trace = -1, .left = -1, .free = -1 };

static const char *
var(const char *name)
{
	const char *s = getenv(name);

	return s && *s ? s : NULL;
}

static void
fail_read(const char *s)
{
	char name[16];
	size_t i;
	char *end;

	snprintf(name, sizeof name, "%.*s", (int)strcspn(s, ":"), s);
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i].name) == 0)
			p.calls = names[i].calls;
	s += strcspn(s, ":");
	p.nth = *s ? strtol(s + 1, &end, 10) : 0;
	p.for_good = *s && *end == '+';
	s = *s ? strchr(end, ':') : NULL;
	p.error = s ? atoi(s + 1) : EIO;
}

static int find_libc(struct dl_phdr_info *d, size_t size, void *arg);

__attribute__((constructor)) static void
begin(void)
{
	const char *s;

	if (p.ready)
		return;
	p.ready = true;
	p.under = var("SOXA_UNDER");
	p.quick = var("SOXA_QUICK") != NULL;
	if ((s = var("SOXA_FAIL")))
		fail_read(s);
	if ((s = var("SOXA_LEFT")))
		p.left = atoll(s);
	if ((s = var("SOXA_FREE")))
		p.free = atoll(s);
	if ((s = var("SOXA_SHIFT")))
		p.shift = atoll(s);
	s = var("SOXA_ERRNO");
	p.full = s ? atoi(s) : ENOSPC;
	if ((s = var("SOXA_TRACE")))
		p.trace = (int)syscall(
		    SYS_openat, AT_FDCWD, s, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	dl_iterate_phdr(find_libc, NULL);
	p.on = true;
}

__attribute__((destructor)) static void
end(void)
{
	const char *s = var("SOXA_COUNT");
	char text[32];
	int fd, n;

	if (!s)
		return;
	fd = (int)syscall(SYS_openat, AT_FDCWD, s, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	n = snprintf(text, sizeof text, "%ld\n", p.met);
	(void)!syscall(SYS_write, fd, text, n);
	syscall(SYS_close, fd);
}

bool
fails(enum call call)
{
	if (!p.on || !(p.calls & call))
		return false;
	p.met++;
	if (p.met != p.nth && !(p.for_good && p.met > p.nth))
		return false;
	errno = p.error;
	return true;
}

bool
meant(const char *path)
{
	return p.on && p.under && path && strstr(path, p.under);
}

void
note(const struct note *n)
{
	struct trace t = { n->op, (uint32_t)n->npath, n->ino, n->at, n->ndata };
	struct iovec v[3] = { { &t, sizeof t }, { (void *)n->path, n->npath },
		{ (void *)n->data, n->ndata } };

	if (p.trace >= 0 && syscall(SYS_writev, p.trace, v, 3) < 0)
		abort(); /* a trace with a hole proves nothing */
}

void
note_name(enum trace_op op, const char *path, uint64_t ino)
{
	note(&(struct note){ .op = op, .path = path, .npath = strlen(path), .ino = ino });
}

void
note_names(enum trace_op op, const char *from, const char *to)
{
	char both[8192];
	int n = snprintf(both, sizeof both, "%s", from) + 1;

	n += snprintf(both + n, sizeof both - (size_t)n, "%s", to) + 1;
	note(&(struct note){ .op = op, .path = both, .npath = (size_t)n });
}

/* Where the C library lies: its own regcomp frees twice when memory ends in it, which nobody here can mend. */
static uintptr_t libc_from, libc_to;

static int
find_libc(struct dl_phdr_info *d, size_t size, void *arg)
{
	int i;

	(void)size;
	(void)arg;
	for (i = 0; strstr(d->dlpi_name, "/libc.so") && i < d->dlpi_phnum; i++)
		if (d->dlpi_phdr[i].p_type == PT_LOAD && (d->dlpi_phdr[i].p_flags & PF_X)) {
			libc_from = d->dlpi_addr + d->dlpi_phdr[i].p_vaddr;
			libc_to = libc_from + d->dlpi_phdr[i].p_memsz;
		}
	return 0;
}

static bool
no_memory(const void *caller)
{
	return ((uintptr_t)caller < libc_from || (uintptr_t)caller >= libc_to) &&
	    fails(CALL_MALLOC);
}

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t n);

void *
malloc(size_t n)
{
	return no_memory(__builtin_return_address(0)) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return no_memory(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t n)
{
	return no_memory(__builtin_return_address(0)) ? NULL : __libc_realloc(old, n);
}

int
clock_gettime(clockid_t which, struct timespec *t)
{
	int r = (int)syscall(SYS_clock_gettime, which, t);

	if (r == 0 && which == CLOCK_REALTIME)
		t->tv_sec += p.shift;
	return r;
}

time_t
time(time_t *out)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_REALTIME, &t);
	if (out)
		*out = t.tv_sec;
	return t.tv_sec;
}
