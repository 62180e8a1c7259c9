/* SPDX-License-Identifier: MIT */
/*
 * batch: gathers what is written to a descriptor.  Invariant: outside of a batch the
 * descriptor leads to the line, as if this module were not there.
 */
#include "tui/batch.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

int
batch_init(struct batch *b, int out)
{
	b->out = out;
	b->line = dup(out);
	b->memory = memfd_create("picture", MFD_CLOEXEC);
	if (b->line >= 0 && b->memory >= 0)
		return 0;
	batch_free(b);
	return -1;
}

void
batch_free(struct batch *b)
{
	if (b->line >= 0)
		close(b->line);
	if (b->memory >= 0)
		close(b->memory);
	b->line = b->memory = -1;
}

void
batch_begin(struct batch *b)
{
	(void)dup2(b->memory, b->out); /* when it fails the pieces go out one by one */
}

/* Sends n bytes; a line that is gone shows up when we read from it. */
static void
send_all(int line, const char *s, size_t n)
{
	ssize_t w;

	while (n > 0) {
		w = write(line, s, n);
		if (w < 0 && errno != EINTR)
			return;
		if (w > 0) {
			s += w;
			n -= (size_t)w;
		}
	}
}

void
batch_end(struct batch *b)
{
	off_t n = lseek(b->memory, 0, SEEK_CUR);
	char *s;

	(void)dup2(b->line, b->out); /* the memory of dup2 is there: the number is in use */
	if (n <= 0)
		return;
	s = mmap(NULL, (size_t)n, PROT_READ, MAP_SHARED, b->memory, 0);
	if (s != MAP_FAILED) {
		send_all(b->line, s, (size_t)n);
		(void)munmap(s, (size_t)n);
	}
	(void)lseek(b->memory, 0, SEEK_SET);
	(void)!ftruncate(b->memory, 0); /* what stays is written over */
}
