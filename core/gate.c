/* SPDX-License-Identifier: MIT */
/*
 * gate: flock and a mark of one line, {generation, how it was left, boot id}.  Invariant: the
 * mark says "occupied" from before the first touch of the environment until after the
 * last, so a process that dies inside always leaves it behind.  The file needs no
 * fsync: after a power cut the boot id tells.
 */
#include "core/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "core/lang.h"

enum { MARK_BYTES = 80, SLICE_MS = 50 };

static void
on_alarm(int sig)
{
	(void)sig; /* its only use is to interrupt flock */
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/*
 * Waits in the kernel's queue, in slices: polling would starve behind a process that
 * comes and goes all the time.
 */
static int
lock_slices(int fd, unsigned wait_ms)
{
	const struct itimerval slice = { { 0, SLICE_MS * 1000 }, { 0, SLICE_MS * 1000 } };
	int64_t end = now_ms() + wait_ms;
	struct sigaction act, old;
	struct itimerval was;
	int r;

	memset(&act, 0, sizeof act);
	act.sa_handler = on_alarm;
	sigaction(SIGALRM, &act, &old);
	setitimer(ITIMER_REAL, &slice, &was);
	do
		r = flock(fd, LOCK_EX);
	while (r && errno == EINTR && now_ms() < end);
	setitimer(ITIMER_REAL, &was, NULL);
	sigaction(SIGALRM, &old, NULL);
	return r;
}

static int
mark_write(const struct gate *g, enum gate_mark as)
{
	char mark[MARK_BYTES + 1];

	snprintf(mark, sizeof mark, "soxa-gate 1 %016" PRIx64 " %c %-36s%*s\n", g->generation,
	    (char)as, g->boot, MARK_BYTES - 68, "");
	return pwrite(g->fd, mark, MARK_BYTES, 0) == MARK_BYTES ? 0 : -1;
}

/* How the last visitor came out: a mark of another boot is that of a dead one.  Fills the generation. */
static enum gate_mark
mark_read(struct gate *g)
{
	char mark[MARK_BYTES + 1], as, boot[BOOT_BYTES + 1];
	struct timespec now;
	uint64_t generation;
	ssize_t n = pread(g->fd, mark, MARK_BYTES, 0);

	clock_gettime(CLOCK_REALTIME, &now);
	g->generation = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec; /* never used before */
	if (n != MARK_BYTES)
		return GATE_DIED;
	mark[MARK_BYTES] = '\0';
	/* NOLINTNEXTLINE(cert-err34-c): 16 hex digits always fit */
	if (sscanf(mark, "soxa-gate 1 %16" SCNx64 " %c %36s", &generation, &as, boot) != 3)
		return GATE_DIED;
	g->generation = generation;
	if (generation == 0 || strcmp(boot, g->boot) != 0)
		return GATE_DIED;
	return as == GATE_SOUND || as == GATE_MISTRUSTED ? (enum gate_mark)as : GATE_DIED;
}

static void
boot_read(char boot[BOOT_BYTES + 1])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, boot, BOOT_BYTES) : 0;

	if (n != BOOT_BYTES)
		memcpy(boot, "unknown", sizeof "unknown");
	else
		boot[BOOT_BYTES] = '\0';
	if (fd >= 0)
		close(fd);
}

/* Mistrust stays until somebody comes out soundly. */
static enum gate_mark
inside_mark(const struct gate *g)
{
	return g->mark == GATE_MISTRUSTED ? GATE_MISTRUSTED : GATE_DIED;
}

int
gate_open(struct gate *g, const char *path, bool create, struct err *e)
{
	int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW;
	const char *name = strrchr(path, '/');
	char book[4096];

	snprintf(book, sizeof book, "%.*s", name ? (int)(name - path) : 0, path);
	g->generation = 0;
	boot_read(g->boot);
	g->fd = open(path, create ? flags | O_CREAT | O_EXCL : flags, 0660);
	if (g->fd >= 0)
		return 0;
	if (errno == ENOENT || errno == ENOTDIR)
		return err_set(e, E_INPUT, _("%s: there is no book here; "
		    "name another with -b, or make one with `soxa init`"), book);
	return err_set(e, E_BUSY, _("%s: cannot be opened: %s"), path, strerror(errno));
}

void
gate_close(struct gate *g)
{
	if (g->fd >= 0)
		close(g->fd);
	g->fd = -1;
}

int
gate_enter(struct gate *g, unsigned wait_ms, struct err *e)
{
	if (flock(g->fd, LOCK_EX | LOCK_NB) && (errno != EWOULDBLOCK || lock_slices(g->fd, wait_ms))) {
		if (errno == EINTR || errno == EWOULDBLOCK)
			return err_set(e, E_BUSY,
			    _("Somebody else is writing into the book just now; "
			    "what you typed is kept, try again in a moment"));
		return err_set(e, E_BUSY, _("The gate of the book cannot be locked: %s; "
		    "have the disk and the rights of the book looked at"),
		    strerror(errno));
	}
	g->mark = mark_read(g);
	if (g->mark != GATE_SOUND)
		g->generation++;
	if (mark_write(g, inside_mark(g)) == 0)
		return 0;
	err_set(e, errno == ENOSPC || errno == EDQUOT ? E_SPACE : E_BUSY,
	    _("The gate of the book cannot be written: %s; "
	    "have the disk and the rights of the book looked at"), strerror(errno));
	flock(g->fd, LOCK_UN);
	return -1;
}

int
gate_raise(struct gate *g, struct err *e)
{
	g->generation++;
	if (mark_write(g, inside_mark(g)))
		return err_set(e, E_BUSY, _("The gate of the book cannot be written: %s; "
		    "have the disk and the rights of the book looked at"),
		    strerror(errno));
	return 0;
}

void
gate_leave(struct gate *g)
{
	(void)mark_write(g, GATE_SOUND); /* failing leaves it occupied: the next one recovers */
	flock(g->fd, LOCK_UN);
}

void
gate_abandon(struct gate *g, enum gate_mark mark)
{
	(void)mark_write(g, mark); /* failing leaves that of somebody inside: the next one recovers */
	flock(g->fd, LOCK_UN);
}
