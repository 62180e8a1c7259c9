/* SPDX-License-Identifier: MIT */
/*
 * intake: the changes of a dump file into the book, in two passes over the same
 * verified bytes: the first decodes every change and runs the chain over it, the second
 * merges.  Invariant: nothing is merged of a file whose first pass did not end well, and
 * the second may stop anywhere and go on later.
 */
#include "core/intake.h"

#include <stdlib.h>
#include <string.h>

#include "core/lang.h"

/* Whose numbers a payload's are. */
struct map {
	const uint8_t *self;
	const struct pay_nodes *nodes;
};

static const uint8_t *
payload_node(void *arg, unsigned no)
{
	const struct map *m = arg;

	return no == 1 ? m->self : m->nodes->id[no - 2];
}

static const struct shape *
shape_here(void *arg, const char *form, int version)
{
	const struct work *w = arg;

	return dump_shape(w->b, form, version);
}

/* How far the chains of the nodes a payload names go here. */
struct known_ask {
	const struct pay_nodes *nodes;
	uint64_t counter[sizeof ((struct pay_nodes *)0)->id / NODE_BYTES];
};

static int
known_body(void *arg, struct txn *t, struct err *e)
{
	struct known_ask *q = arg;
	struct head head;
	unsigned no;
	int i;

	for (i = 0; i < q->nodes->n; i++) {
		if (node_find(t, q->nodes->id[i], &no, e) || (no && head_get(t, no, &head, e)))
			return -1;
		q->counter[i] = no ? head.counter : 0;
	}
	return 0;
}

static bool
is_known(const struct known_ask *q, unsigned node, uint64_t counter)
{
	return node == 1 || counter <= q->counter[node - 2];
}

/* A change of a record, or after a change, that is not here yet has to wait for it. */
static int
check_seen(struct work *w, struct change *const *c, int n, const struct pay_nodes *nodes, struct err *e)
{
	struct known_ask q = { .nodes = nodes };
	int i, j;

	if (nodes->n == 0)
		return 0;
	if (book_visit(w->b, known_body, &q, e))
		return -1;
	for (i = 0; i < n; i++) {
		bool all = is_known(&q, rid_node(c[i]->rec), rid_counter(c[i]->rec));

		for (j = 0; j < c[i]->seen.n; j++)
			all = all && is_known(&q, c[i]->seen.item[j].node, c[i]->seen.item[j].counter);
		if (!all)
			return err_set(e, E_GAP, _("office %s, number %llu waits for what its machine before wrote; "
			    "it is in the file `...-0000000000-full-...` that came with this one"),
			    w->peer.office, (unsigned long long)w->s.head.sequence);
	}
	return 0;
}

/* First pass: every change is decoded and the chain runs over it; nothing is written. */
static int
check_changes(void *arg, struct arena *a, struct change **c, int n, const struct pay_nodes *nodes,
    struct err *e)
{
	struct work *w = arg;
	struct map m = { w->s.head.node, nodes };
	int i;

	(void)a;
	for (i = 0; i < n; i++) {
		w->scratch.n = 0;
		buf_put(&w->scratch, w->link, HASH_BYTES);
		change_canon(&w->scratch, c[i], payload_node, &m);
		hash_bytes(w->scratch.p, w->scratch.n, w->link);
		if (rid_counter(c[i]->id) == w->head.counter &&
		    memcmp(w->link, w->head.link, HASH_BYTES) != 0)
			return err_set(e, E_FORK, "chain");
	}
	return check_seen(w, c, n, nodes, e);
}

int
intake_check(struct work *w, struct err *e)
{
	struct pay_read r = { &w->s.head, shape_here, check_changes, w };

	memcpy(w->link, w->s.head.from ? w->peer.chain : hash_none, HASH_BYTES);
	if (sealed_open(&w->s, book_keys(w->b), &w->plain, e))
		return -1;
	if (pay_parse(&w->plain, &r, e)) {
		if (e->code != E_FORK)
			return -1;
		return intake_freeze(w, E_FORK, _("the file tells the past otherwise than before"), e);
	}
	if (memcmp(w->link, w->s.head.chain, HASH_BYTES) != 0)
		return err_set(e, E_HASH, _("the changes are not those the chain in the header ends with"));
	return 0;
}

static int
by_node(const void *x, const void *y)
{
	const struct vv_item *p = x, *q = y;

	return p->node < q->node ? -1 : p->node > q->node;
}

/* The payload's node numbers into this book's. */
static void
renumber(struct change *c, const unsigned *no)
{
	int i;

	c->id = rid_make(no[rid_node(c->id)], rid_counter(c->id));
	c->rec = rid_make(no[rid_node(c->rec)], rid_counter(c->rec));
	for (i = 0; i < c->seen.n; i++)
		c->seen.item[i].node = no[c->seen.item[i].node];
	if (c->seen.n > 1)
		qsort(c->seen.item, (size_t)c->seen.n, sizeof *c->seen.item, by_node);
}

/* What one transaction of an import writes. */
struct piece {
	struct work *w;
	struct arena *a;
	struct change **c;
	int n;
	const struct pay_nodes *nodes;
	bool last;
};

/* The last transaction of a file also says that it was taken. */
static int
conclude(struct work *w, struct txn *t, struct err *e)
{
	const struct dump_head *h = &w->s.head;
	struct receipt r = { w->peer.no, h->sequence, REC_MERGED, { 0 }, w->name };
	struct peer old;
	int rc;

	memcpy(r.hash, w->s.hash, HASH_BYTES);
	w->peer.sequence = h->sequence;
	w->peer.to = h->to;
	w->peer.clock = h->clock;
	memcpy(w->peer.hash, w->s.hash, HASH_BYTES);
	memcpy(w->peer.chain, h->chain, HASH_BYTES);
	if (peer_put(t, &w->peer, e) || receipt_put(t, &r, e))
		return -1;
	if (h->sequence != 1)
		return 0;
	rc = peer_find(t, w->a, h->supersedes, &old, e);
	if (rc || strcmp(old.office, w->peer.office) != 0 || old.no == w->peer.no)
		return rc < 0 ? -1 : 0;
	if (old.state != PEER_REVOKED)
		old.state = PEER_SUPERSEDED;
	return peer_put(t, &old, e);
}

static int
piece_body(void *arg, struct txn *t, struct err *e)
{
	struct piece *p = arg;
	unsigned no[2 + sizeof p->nodes->id / sizeof *p->nodes->id] = { 0, p->w->peer.no };
	int i;

	for (i = 0; p->n && i < p->nodes->n; i++)
		if (book_node(p->w->b, t, p->nodes->id[i], &no[i + 2], e))
			return -1;
	for (i = 0; i < p->n; i++)
		renumber(p->c[i], no);
	if (p->n && (book_merge(p->w->b, t, p->a, p->c, p->n, e) ||
	    recheck(p->w, t, p->c, p->n, e)))
		return -1;
	return p->last && !p->w->before ? conclude(p->w, t, e) : 0;
}

/* Second pass: what is not here yet is merged, a transaction a piece. */
static int
merge_changes(void *arg, struct arena *a, struct change **c, int n, const struct pay_nodes *nodes,
    struct err *e)
{
	struct work *w = arg;
	uint64_t last = rid_counter(c[n - 1]->id);
	struct piece p = { w, a, c, n, nodes, last == w->s.head.to };

	while (p.n && rid_counter(p.c[0]->id) <= w->head.counter) {
		p.c++;
		p.n--;
	}
	if (p.n == 0)
		return 0;
	w->changes += (uint64_t)p.n;
	return store_txn(book_store(w->b), piece_body, &p, e);
}

int
intake_merge(struct work *w, struct err *e)
{
	struct pay_read r = { &w->s.head, shape_here, merge_changes, w };
	struct piece none = { .w = w, .last = true };

	if (w->head.counter < w->s.head.to)
		return pay_parse(&w->plain, &r, e);
	return store_txn(book_store(w->b), piece_body, &none, e);
}
