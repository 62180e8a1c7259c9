/* SPDX-License-Identifier: MIT */
/*
 * sent: see sent.h.  Invariant: only a file that this book signed itself is believed.
 */
#include "core/sent.h"

#include <stdlib.h>
#include <string.h>

#include "core/outbox.h"

struct last {
	struct arena *a;
	const char *mark;       /* "-<node>-" */
	const char *path;
	unsigned long long sequence;
};

static int
higher(void *arg, const char *path, struct err *e)
{
	struct last *l = arg;
	const char *name = strrchr(path, '/'), *at = strstr(name ? name : path, l->mark);
	unsigned long long sequence = at ? strtoull(at + strlen(l->mark), NULL, 10) : 0;

	(void)e;
	if (sequence > l->sequence) {
		l->sequence = sequence;
		l->path = arena_strdup(l->a, path);
	}
	return 0;
}

int
sent_last(struct book *b, struct arena *a, struct sent *out, struct err *e)
{
	static const char *const folders[] = { "out", "sent", "done" };
	const struct book_info *info = book_info(b);
	struct last l = { .a = a, .mark = arena_printf(a, "-%s-", hex_of(a, info->node, 4)) };
	struct sealed s;
	struct err why;
	size_t i;

	*out = (struct sent){ .name = "" };
	for (i = 0; i < sizeof folders / sizeof *folders; i++)
		if (outbox_walk(b, folders[i], l.mark, higher, &l, e))
			return -1;
	if (!l.path || sealed_read(a, l.path, &s, &why))
		return 0; /* a file that cannot be read any more is no witness */
	if (sealed_verify(&s, book_keys(b)->sign_pub, &why) == 0 &&
	    memcmp(s.head.node, info->node, NODE_BYTES) == 0) {
		out->name = arena_strdup(a, strrchr(l.path, '/') + 1);
		out->to = s.head.to;
		memcpy(out->chain, s.head.chain, HASH_BYTES);
	}
	sealed_free(&s);
	return 0;
}
