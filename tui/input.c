/* SPDX-License-Identifier: MIT */
/*
 * input: a growing buffer over a file descriptor.  Invariant: bytes before `at` were
 * given and may go; nothing is given twice or cut.
 */
#include "tui/input.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/lang.h"

enum { CHUNK = 1 << 17 };

static int
too_long(const struct input *in, struct err *e)
{
	if (in->buf.n - in->at <= INPUT_MAX)
		return 0;
	return err_set(e, E_INPUT, _("line %u: it is longer than 1 MiB"), in->lines + 1);
}

int
input_line(struct input *in, const char **s, size_t *n, struct err *e)
{
	size_t left = in->buf.n - in->at;
	const char *p = (const char *)in->buf.p + in->at;
	const char *nl = left ? memchr(p, '\n', left) : NULL;

	if (!nl && (!in->eof || left == 0))
		return too_long(in, e);
	*s = p;
	*n = nl ? (size_t)(nl - p) : left;
	in->at += *n + (nl != NULL);
	in->line = ++in->lines;
	if (*n > 0 && p[*n - 1] == '\r')
		--*n;
	return 1;
}

char
input_comma(const struct input *in)
{
	const char *p = (const char *)in->buf.p + in->at, *end = (const char *)in->buf.p + in->buf.n;

	for (; p < end && *p != '\n'; p++)
		if (*p == ',' || *p == ';')
			return *p;
	return ',';
}

int
input_row(struct input *in, struct arena *a, char comma, struct csv_row *out, struct err *e)
{
	size_t left = in->buf.n - in->at;
	int got;

	if (left == 0)
		return 0;
	got = csv_split(a, (const char *)in->buf.p + in->at, left, comma, in->eof, out, e);
	if (got == 0)
		return too_long(in, e);
	if (got < 0)
		return err_wrap(e, _("line %u"), in->lines + 1);
	in->line = in->lines + 1;
	in->lines += (unsigned)out->lines;
	in->at += out->used;
	return 1;
}

/* Moves what was not given to the front and makes room for another chunk. */
static void
make_room(struct input *in)
{
	struct buf *b = &in->buf;

	if (in->at > 0 && b->n > 0)
		memmove(b->p, b->p + in->at, b->n - in->at);
	b->n -= in->at;
	in->at = 0;
	buf_room(b, CHUNK);
}

int
input_fill(struct input *in, enum input_wait wait, struct err *e)
{
	struct pollfd p = { .fd = in->fd, .events = POLLIN };
	static const struct timespec at_once;
	const struct timespec long_wait = { in->idle_secs, 0 },
	    *patience = wait == DONT_WAIT ? &at_once : in->idle_secs ? &long_wait : NULL;
	ssize_t n;
	int ready;

	if (in->eof)
		return 1;
	do
		ready = ppoll(&p, 1, patience, in->wake);
	while (ready < 0 && errno == EINTR && !in->wake);
	in->idle = ready == 0 && wait == WAIT;
	if (in->idle || (ready < 0 && errno == EINTR)) {
		in->at = in->buf.n;     /* half a line was never meant */
		in->eof = true;
		return 1;
	}
	if (ready == 0)
		return 0;
	make_room(in);
	do
		n = read(in->fd, in->buf.p + in->buf.n, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_set(e, E_BUSY, _("the input cannot be read: %s"), strerror(errno));
	in->buf.n += (size_t)n;
	in->eof = n == 0;
	return 1;
}
