/* SPDX-License-Identifier: MIT */
/*
 * node: the books a book has heard of, by small local numbers (1 is the node that made it), and the end
 * of each one's chain of changes.  Invariant: a number once given stays.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/book_int.h"

enum { NODE_MAX = 65535, ID_NODE_BYTES = 6 };

static void
hex_name(const uint8_t id[NODE_BYTES], char name[2 * NODE_BYTES + 3])
{
	int i;

	name[0] = 'N';
	name[1] = ':';
	for (i = 0; i < NODE_BYTES; i++)
		snprintf(name + 2 + 2 * i, 3, "%02x", id[i]);
}

int
node_find(struct txn *t, const uint8_t id[NODE_BYTES], unsigned *no, struct err *e)
{
	char name[2 * NODE_BYTES + 3];
	const void *v;
	size_t n;
	int r;

	hex_name(id, name);
	r = meta_get(t, name, &v, &n, e);
	*no = r == 0 && n == 2 ? key_u16_of(v) : 0;
	return r < 0 ? -1 : 0;
}

int
node_add(struct book *b, struct txn *t, const uint8_t id[NODE_BYTES], unsigned *no, struct err *e)
{
	char name[2 * NODE_BYTES + 3], row[16];
	const void *k, *v;
	size_t kn, vn;
	uint8_t num[2];
	int r;

	if (node_find(t, id, no, e))
		return -1;
	if (*no)
		return 0;
	r = txn_last(t, TB_META, "n:", 2, &k, &kn, &v, &vn, e);
	if (r < 0)
		return -1;
	*no = 1;
	if (r == 0) {
		snprintf(row, sizeof row, "%.*s", (int)kn, (const char *)k);
		*no = (unsigned)strtoul(row + 2, NULL, 10) + 1;
	}
	if (*no > NODE_MAX)
		return err_set(e, E_RULE, _("The book knows too many other books to take in another one"));
	snprintf(row, sizeof row, "n:%05u", *no);
	hex_name(id, name);
	key_u16(num, *no);
	if (meta_put(t, row, id, NODE_BYTES, e) || meta_put(t, name, num, sizeof num, e))
		return -1;
	if (b)
		b->nnodes = 0; /* read again when next asked for */
	return 0;
}

struct nodes_ask {
	struct book *b;
	unsigned n, cap;
	uint8_t (*node)[NODE_BYTES];
};

static int
node_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct nodes_ask *q = arg;
	uint8_t (*grown)[NODE_BYTES];

	(void)k;
	(void)kn;
	if (vn != NODE_BYTES)
		return err_set(e, E_DAMAGE, _("The list of books is damaged; run `soxa verify`"));
	if (q->n == q->cap) {
		q->cap = q->cap ? 4 * q->cap : 4;
		grown = arena_alloc(q->b->a, q->cap * sizeof *grown);
		if (q->n)
			memcpy(grown, q->node, q->n * sizeof *grown);
		q->node = grown;
	}
	memcpy(q->node[q->n++], v, NODE_BYTES);
	return 0;
}

static int
nodes_read(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_META, "n:", 2, WALK_PREFIX, node_row, arg, e);
}

static void
nodes_load(struct book *b)
{
	struct nodes_ask q = { b, 0, 0, NULL };
	struct err e;

	if (book_visit(b, nodes_read, &q, &e))
		return;
	b->node = q.node;
	b->nnodes = q.n;
}

const uint8_t *
book_node_of(void *arg, unsigned no)
{
	static const uint8_t unknown[NODE_BYTES];
	struct book *b = arg;

	if (no == b->info.self)
		return b->info.node;
	book_refresh(b);
	if (no > b->nnodes)
		nodes_load(b);
	return no > 0 && no <= b->nnodes ? b->node[no - 1] : unknown;
}

const char *
book_id(struct book *b, struct arena *a, rid id)
{
	static const char hex[] = "0123456789abcdef";
	const uint8_t *n = book_node_of(b, rid_node(id));
	uint64_t left = rid_counter(id);
	char out[32], *p = out + sizeof out;
	int i;

	/* By hand, because lists make one for every line. */
	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	*--p = '-';
	for (i = ID_NODE_BYTES - 1; i >= 0; i--) {
		*--p = hex[n[i] & 15];
		*--p = hex[n[i] >> 4];
	}
	return arena_dup(a, p, (size_t)(out + sizeof out - p));
}

/* The number of the node whose id begins with 12 hex digits; 0 none. */
static unsigned
node_by_prefix(struct book *b, const char *s)
{
	const uint8_t *id;
	char hex[13];
	unsigned no;

	for (no = 1; no == 1 || no <= b->nnodes; no++) {
		id = book_node_of(b, no);
		snprintf(hex, sizeof hex, "%02x%02x%02x%02x%02x%02x", id[0], id[1], id[2], id[3],
		    id[4], id[5]);
		if (strncmp(hex, s, 12) == 0)
			return no;
	}
	return 0;
}

rid
book_id_parse(struct book *b, const char *s)
{
	unsigned node = b->info.self;
	const char *dash = strchr(s, '-');
	uint64_t counter = 0;

	if (dash) {
		if (dash - s != 12)
			return 0;
		(void)book_nodes(b);
		node = node_by_prefix(b, s);
		s = dash + 1;
	}
	if (*s == '\0' || strlen(s) > 15 || node == 0)
		return 0;
	for (; *s; s++) {
		if (*s < '0' || *s > '9')
			return 0;
		counter = counter * 10 + (uint64_t)(*s - '0');
	}
	return counter && counter <= 0xFFFFFFFFFFFF ? rid_make(node, counter) : 0;
}

int
head_get(struct txn *t, unsigned node, struct head *h, struct err *e)
{
	char name[16];
	const uint8_t *link;
	const void *v;
	struct rd rd;
	size_t n;
	int r;

	memset(h, 0, sizeof *h);
	snprintf(name, sizeof name, "head:%u", node);
	r = meta_get(t, name, &v, &n, e);
	if (r)
		return r < 0 ? -1 : 0;
	rd = rd_of(v, n);
	h->counter = rd_u64(&rd);
	link = rd_take(&rd, HASH_BYTES);
	h->clock = rd_u64(&rd);
	if (rd.bad || link == NULL)
		return err_set(e, E_DAMAGE, _("The end of a chain of changes is damaged; "
		    "run `soxa verify`"));
	memcpy(h->link, link, HASH_BYTES);
	return 0;
}

int
head_put(struct txn *t, unsigned node, const struct head *h, struct err *e)
{
	uint8_t v[8 + HASH_BYTES + 8];
	char name[16];

	snprintf(name, sizeof name, "head:%u", node);
	key_u64(v, h->counter);
	memcpy(v + 8, h->link, HASH_BYTES);
	key_u64(v + 8 + HASH_BYTES, h->clock);
	return meta_put(t, name, v, sizeof v, e);
}

void
head_mark(const struct head *h, struct change *c)
{
	c->marked = true;
	memcpy(c->mark, h->link, sizeof c->mark);
}

void
head_move(struct book *b, struct buf *scratch, struct head *h, const struct change *c)
{
	scratch->n = 0;
	buf_put(scratch, h->link, HASH_BYTES);
	change_canon(scratch, c, book_node_of, b);
	hash_bytes(scratch->p, scratch->n, h->link);
	h->counter = rid_counter(c->id);
	h->clock = c->clock;
}

static int
head_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct buf *all = arg;

	(void)e;
	buf_varint(all, kn);
	buf_put(all, k, kn);
	buf_varint(all, vn);
	buf_put(all, v, vn);
	return 0;
}

int
heads_hash(struct txn *t, uint8_t out[HASH_BYTES], struct err *e)
{
	struct buf all = { NULL, 0, 0 };
	int r = txn_walk(t, TB_META, "head:", 5, WALK_PREFIX, head_row, &all, e);

	hash_bytes(all.p, all.n, out);
	buf_free(&all);
	return r;
}

struct head_ask {
	unsigned node;
	struct head h;
};

static int
head_read(void *arg, struct txn *t, struct err *e)
{
	struct head_ask *q = arg;

	return head_get(t, q->node, &q->h, e);
}

int
book_head(struct book *b, unsigned node, uint64_t *counter, uint8_t link[HASH_BYTES],
    struct err *e)
{
	struct head_ask q = { .node = node };

	if (book_visit(b, head_read, &q, e))
		return -1;
	*counter = q.h.counter;
	if (link)
		memcpy(link, q.h.link, HASH_BYTES);
	return 0;
}

unsigned
book_nodes(struct book *b)
{
	book_refresh(b);
	nodes_load(b); /* others may have come since */
	return b->nnodes;
}
