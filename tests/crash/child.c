/* SPDX-License-Identifier: MIT */
/*
 * child: see child.h.  Invariant: when child_run returns the program is gone, and so is
 * whatever it left behind in its process group.
 */
#include "tests/crash/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void
child_die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fflush(stdout);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(2);
}

double
child_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

unsigned
child_random(unsigned *pool, unsigned below)
{
	*pool = (unsigned)((unsigned long long)*pool * 48271 % 2147483647);
	return *pool % below;
}

struct pipes {
	int in[2], out[2], err[2];
};

static pid_t
start(const struct child_ask *ask, struct pipes *p)
{
	pid_t pid;
	int i;

	if (pipe2(p->in, O_CLOEXEC) || pipe2(p->out, O_CLOEXEC) || pipe2(p->err, O_CLOEXEC) ||
	    (pid = fork()) < 0)
		child_die("cannot start anything: %s", strerror(errno));
	if (pid == 0) {
		setpgid(0, 0);
		dup2(p->in[0], STDIN_FILENO);
		dup2(p->out[1], STDOUT_FILENO);
		dup2(p->err[1], STDERR_FILENO);
		for (i = 0; ask->env && ask->env[i]; i++)
			putenv((
			    char *)ask->env[i]); /* of this process, which is about to be another */
		execv(ask->argv[0], (char *const *)ask->argv);
		_exit(127);
	}
	close(p->in[0]);
	close(p->out[1]);
	close(p->err[1]);
	fcntl(p->in[1], F_SETFL, O_NONBLOCK);
	return pid;
}

/* Takes what is there on fd; false at its end. */
static bool
take(int fd, char **to, size_t *n)
{
	char block[65536], *grown;
	ssize_t got = read(fd, block, sizeof block);

	if (got <= 0)
		return got < 0 && errno == EINTR;
	grown = realloc(*to, *n + (size_t)got + 1);
	if (!grown)
		child_die("out of memory");
	*to = grown;
	memcpy(*to + *n, block, (size_t)got);
	*n += (size_t)got;
	(*to)[*n] = '\0';
	return true;
}

/* Feeds it and listens until both its outputs are closed, or time is over. */
static void
attend(struct pipes *p, const char *input, double end, struct child *c)
{
	struct pollfd f[3] = { { p->out[0], POLLIN, 0 }, { p->err[0], POLLIN, 0 },
		{ p->in[1], POLLOUT, 0 } };
	size_t left = input ? strlen(input) : 0, nerr = 0;
	char *err = NULL;
	ssize_t w;

	while ((f[0].fd >= 0 || f[1].fd >= 0) && child_ms() < end) {
		if (left == 0 && f[2].fd >= 0) {
			close(f[2].fd);
			f[2].fd = -1;
		}
		if (poll(f, 3, 100) <= 0)
			continue;
		if (f[0].revents && !take(f[0].fd, &c->out, &c->n))
			f[0].fd = -1;
		if (f[1].revents && !take(f[1].fd, &err, &nerr))
			f[1].fd = -1;
		if (f[2].fd >= 0 && f[2].revents) {
			w = write(f[2].fd, input, left);
			left = w > 0 ? left - (size_t)w : errno == EAGAIN ? left : 0;
			input += w > 0 ? w : 0;
		}
	}
	c->late = f[0].fd >= 0 || f[1].fd >= 0;
	if (f[2].fd >= 0)
		close(f[2].fd);
	snprintf(c->err, sizeof c->err, "%s", err ? err : "");
	free(err);
}

void
child_run(const struct child_ask *ask, struct child *c)
{
	double end = child_ms() + ask->secs * 1e3;
	struct pipes p;
	pid_t pid;
	int status;

	memset(c, 0, sizeof *c);
	c->out = calloc(1, 1);
	signal(SIGPIPE, SIG_IGN);
	pid = start(ask, &p);
	attend(&p, ask->input, end, c);
	while (!c->late && waitpid(pid, &status, WNOHANG) == 0) {
		c->late = child_ms() > end;
		usleep(500);
	}
	if (c->late) {
		kill(-pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	close(p.out[0]);
	close(p.err[0]);
	c->exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	c->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

void
child_free(struct child *c)
{
	free(c->out);
	c->out = NULL;
}
