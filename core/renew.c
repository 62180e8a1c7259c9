/* SPDX-License-Identifier: MIT */
/*
 * renew: a book goes on as another node, because it was restored or moved: two disks must never
 * continue one chain.  Invariant: what was made so far keeps its local number, so every id
 * and every vector stays; only new changes bear the new node, whose chain begins at 1.
 */
#include <string.h>

#include "core/book_int.h"
#include "core/lang.h"

/* Where the node stands in the row "book" (put_first_rows of book.c). */
enum { NODE_AT = 2 };

static const char formers_row[] = "supersedes";

int
node_formers(struct txn *t, struct arena *a, uint8_t (**out)[NODE_BYTES], int *n, struct err *e)
{
	const void *v;
	size_t vn;
	int r = meta_get(t, formers_row, &v, &vn, e);

	*n = 0;
	*out = NULL;
	if (r)
		return r < 0 ? -1 : 0;
	if (vn % NODE_BYTES)
		return err_set(e, E_DAMAGE, _("The list of books is damaged; run `soxa verify`"));
	*out = arena_dup(a, v, vn);
	*n = (int)(vn / NODE_BYTES);
	return 0;
}

static int
formers_put(struct txn *t, struct arena *a, const uint8_t old[NODE_BYTES], struct err *e)
{
	uint8_t (*was)[NODE_BYTES];
	struct buf b = { NULL, 0, 0 };
	int n, r = node_formers(t, a, &was, &n, e);

	if (r)
		return -1;
	if (n)
		buf_put(&b, was, (size_t)n * NODE_BYTES);
	buf_put(&b, old, NODE_BYTES);
	r = meta_put(t, formers_row, b.p, b.n, e);
	buf_free(&b);
	return r;
}

int
node_supersede(struct txn *t, const uint8_t old[NODE_BYTES], struct err *e)
{
	struct arena *a = arena_new();
	int r = formers_put(t, a, old, e);

	arena_free(a);
	return r;
}

/* The rows that belong to a node and not to a book: its hub's name for it, its last dump, its place. */
static int
drop_own(struct txn *t, struct err *e)
{
	static const char *const own[] = { "office", "dump", "place" };
	size_t i;

	for (i = 0; i < sizeof own / sizeof *own; i++)
		if (txn_del(t, TB_META, own[i], strlen(own[i]), e) < 0)
			return -1;
	return 0;
}

int
node_renew(struct txn *t, uint8_t out[NODE_BYTES], struct err *e)
{
	struct buf row = { NULL, 0, 0 };
	uint8_t old[NODE_BYTES];
	struct head was = { .counter = 0 }, head = { .counter = 0 };
	unsigned no, self;
	const void *v;
	size_t n;
	int r = meta_get(t, "book", &v, &n, e);

	if (r || n < NODE_AT + NODE_BYTES)
		return r < 0 ? -1 : err_set(e, E_DAMAGE, _("The list of books is damaged; run `soxa verify`"));
	buf_put(&row, v, n);
	memcpy(old, row.p + NODE_AT, NODE_BYTES);
	random_bytes(out, NODE_BYTES);
	memcpy(row.p + NODE_AT, out, NODE_BYTES);
	r = node_find(t, old, &self, e) || head_get(t, self, &was, e) || node_add(NULL, t, out, &no, e);
	head.clock = was.clock; /* so that its clock never goes back */
	if (r == 0)
		r = head_put(t, no, &head, e) || node_supersede(t, old, e) || drop_own(t, e) ||
		    meta_put(t, "book", row.p, row.n, e);
	buf_free(&row);
	return r ? -1 : 0;
}
