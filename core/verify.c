/* SPDX-License-Identifier: MIT */
/*
 * verify: everything that can be recomputed is: page checksums, the chain of every node,
 * each record from its changes, the indexes from the records.  Invariant: it only reads,
 * in slices, so people work on; what they wrote meanwhile is told from damage by the
 * end of the chain having moved.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/book_int.h"
#include "core/operator.h"
#include "core/sent.h"

enum { FAULTS = 20, RUNS = 3 };

struct check {
	struct book *b;
	struct arena *a;        /* of the sentences */
	struct arena *scratch;
	struct verify *out;
	struct buf buf;
	struct head head;
	bool broken;            /* the chain at hand was told to be broken */
	struct sent sent;       /* of this book: what its last dump says */
	struct ixsum want[TB_N];
	uint64_t told;          /* changes that records are made of */
};

bool
verify_fault(struct verify *out, struct arena *a, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (out->nfaults < FAULTS)
		out->fault[out->nfaults] = arena_strdup(a, text);
	out->nfaults++;
	return out->nfaults < FAULTS;
}

/* What one change is asked: is its record there, and does it hold the change. */
struct held {
	struct check *q;
	const struct change *c;
	bool held;
};

static int
record_holds(void *arg, struct txn *t, struct err *e)
{
	struct held *h = arg;
	uint8_t key[RECORD_KEY];
	struct record *r;
	int found;

	record_key(key, h->c->shape->formno, h->c->rec);
	found = record_read(h->q->b, t, h->q->scratch, key, &r, e);
	h->held = found == 0 && vv_get(&r->vv, rid_node(h->c->id)) >= rid_counter(h->c->id);
	return 0; /* a record that cannot be read is named when the records are walked */
}

/* Whether c stands where it stood when it was saved, and what was sent after it is what is here. */
static void
check_link(struct check *q, const struct change *c)
{
	unsigned long long no = (unsigned long long)rid_counter(c->id);

	if (!q->broken && c->marked && memcmp(c->mark, q->head.link, sizeof c->mark) != 0) {
		q->broken = true;
		verify_fault(q->out, q->a, _("change %s is not the one that was saved as number %llu: it was altered, "
		    "or stands in the place of another"), book_id(q->b, q->a, c->id), no);
	}
	if (!q->broken && rid_node(c->id) == q->b->info.self && no == q->sent.to &&
	    memcmp(q->head.link, q->sent.chain, HASH_BYTES) != 0) {
		q->broken = true;
		verify_fault(q->out, q->a, _("the changes up to %llu are not those that left with %s: the log was rewritten"),
		    no, q->sent.name);
	}
}

static int
check_change(void *arg, struct change *c, struct err *e)
{
	struct check *q = arg;
	struct held h = { q, c, false };

	q->out->changes++;
	if (rid_counter(c->id) != q->head.counter + 1)
		verify_fault(q->out, q->a, _("change %llu of %s is followed by change %llu: changes are "
		    "missing"), (unsigned long long)q->head.counter, book_id(q->b, q->a, c->id),
		    (unsigned long long)rid_counter(c->id));
	head_move(q->b, &q->buf, &q->head, c);
	check_link(q, c);
	if (book_visit(q->b, record_holds, &h, e))
		return -1;
	if (!h.held)
		verify_fault(q->out, q->a, _("record %s does not hold change %llu, which is in the log"),
		    book_id(q->b, q->a, c->rec), (unsigned long long)rid_counter(c->id));
	arena_reset(q->scratch);
	return 0;
}

static int
check_chain(struct check *q, unsigned node, struct err *e)
{
	uint8_t link[HASH_BYTES];
	uint64_t counter;
	struct err why;

	memset(&q->head, 0, sizeof q->head);
	q->broken = false;
	if (node == q->b->info.self && sent_last(q->b, q->a, &q->sent, e))
		return -1;
	if (book_head(q->b, node, &counter, link, &why)) {
		verify_fault(q->out, q->a, "%s", why.text);
		return 0;
	}
	if (book_changes(q->b, q->scratch, node, 0, 0xFFFFFFFFFFFF, check_change, q, &why)) {
		if (why.code != E_DAMAGE) {
			*e = why;
			return -1;
		}
		verify_fault(q->out, q->a, "%s", why.text);
		return 0;
	}
	if (node == q->b->info.self && q->head.counter < q->sent.to)
		verify_fault(q->out, q->a, _("the log ends with change %llu, but %s took changes up to %llu along: "
		    "its end was cut off"), (unsigned long long)q->head.counter, q->sent.name,
		    (unsigned long long)q->sent.to);
	if (counter != q->head.counter || memcmp(link, q->head.link, HASH_BYTES) != 0)
		verify_fault(q->out, q->a, _("the chain of %s is broken: its %llu changes do not give the "
		    "link the book keeps after change %llu"), book_id(q->b, q->a, rid_make(node, 0)),
		    (unsigned long long)q->head.counter, (unsigned long long)counter);
	return 0;
}

/* One record against its changes. */
struct refold {
	struct check *q;
	const struct shape *shape;
	rid id;
};

static int
refold(void *arg, struct txn *t, struct err *e)
{
	struct refold *x = arg;
	struct check *q = x->q;
	uint8_t key[RECORD_KEY];
	struct change **all;
	struct record *r, *again;
	const void *v;
	struct err why;
	size_t vn;
	int n;

	record_key(key, x->shape->formno, x->id);
	if (record_read(q->b, t, q->scratch, key, &r, &why) ||
	    history_read(q->b, t, q->scratch, r, &all, &n, &why)) {
		verify_fault(q->out, q->a, "%s: %s", book_id(q->b, q->a, x->id), why.text);
		return 0;
	}
	q->told += (uint64_t)n;
	verify_expect(q->b, q->scratch, r, q->want);
	again = record_fold(q->scratch, all, n);
	q->buf.n = 0;
	if (again)
		record_encode(&q->buf, again);
	if (txn_get(t, TB_RECORDS, key, sizeof key, &v, &vn, e) < 0)
		return -1;
	if (again == NULL || vn != q->buf.n || memcmp(v, q->buf.p, vn) != 0)
		verify_fault(q->out, q->a, _("record %s is not what its %d changes make"),
		    book_id(q->b, q->a, x->id), n);
	return 0;
}

static int
verify_record(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	struct check *q = arg;
	struct refold x = { q, head->shape, id };
	int r;

	(void)rd;
	q->out->records++;
	r = book_visit(q->b, refold, &x, e);
	arena_reset(q->scratch);
	return r;
}

static int
any_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	uint64_t *n = arg;

	(void)k;
	(void)kn;
	(void)v;
	(void)vn;
	(void)e;
	++*n;
	return 0;
}

/* The tables whose rows carry their own check, and the shapes. */
static int
check_rest(void *arg, struct txn *t, struct err *e)
{
	static const enum table own[] = { TB_META, TB_DRAFTS, TB_PEERS, TB_RECEIPTS };
	struct check *q = arg;
	uint64_t n = 0;
	unsigned no;
	size_t i;

	(void)e;
	for (i = 0; i < sizeof own / sizeof *own; i++) {
		struct err why;

		if (txn_walk(t, own[i], "", 0, WALK_ALL, any_row, &n, &why))
			verify_fault(q->out, q->a, "%s", why.text);
	}
	if (q->out->nfaults == 0 && shape_verify(t, &no, e) > 0)
		verify_fault(q->out, q->a, _("the layout number %u of a form was changed"), no);
	n = 0;
	if (txn_walk(t, TB_CHANGES, "", 0, WALK_ALL, any_row, &n, e))
		return -1;
	if (n != q->out->changes)
		verify_fault(q->out, q->a, _("the log holds %llu changes, %llu of them of known books"),
		    (unsigned long long)n, (unsigned long long)q->out->changes);
	return 0;
}

static int
run(struct check *q, struct err *e)
{
	unsigned node, nodes = book_nodes(q->b);
	struct err why;

	if (store_verify(q->b->store, &why)) {
		if (why.code != E_DAMAGE) {
			*e = why;
			return -1;
		}
		verify_fault(q->out, q->a, "%s", why.text);
		return 0; /* what the pages say cannot be believed */
	}
	for (node = 1; node <= nodes; node++)
		if (check_chain(q, node, e))
			return -1;
	if (book_scan(q->b, NULL, verify_record, q, &why)) {
		if (why.code != E_DAMAGE) {
			*e = why;
			return -1;
		}
		verify_fault(q->out, q->a, "%s", why.text);
	}
	if (operator_verify(q->b, q->a, q->out, e) || book_visit(q->b, check_rest, q, e))
		return -1;
	if (q->told != q->out->changes)
		verify_fault(q->out, q->a, _("the records are made of %llu changes, the log holds %llu"),
		    (unsigned long long)q->told, (unsigned long long)q->out->changes);
	return verify_indexes(q->b, q->a, q->want, q->out, e);
}

/* Ends of all chains in one number: whether anybody wrote. */
static int
heads_sum(struct book *b, uint64_t *sum, struct err *e)
{
	unsigned node, nodes = book_nodes(b);
	uint64_t counter;

	*sum = 0;
	for (node = 1; node <= nodes; node++) {
		if (book_head(b, node, &counter, NULL, e))
			return e->code == E_DAMAGE ? 0 : -1; /* the run names it */
		*sum += counter;
	}
	return 0;
}

int
book_verify(struct book *b, struct arena *a, struct verify *out, struct err *e)
{
	uint64_t before, after;
	int i, r = 0;

	for (i = 0; i < RUNS && r == 0; i++) {
		struct check q = { .b = b, .a = a, .out = out };

		memset(out, 0, sizeof *out);
		if (heads_sum(b, &before, e))
			return -1;
		q.scratch = arena_new();
		r = run(&q, e);
		arena_free(q.scratch);
		buf_free(&q.buf);
		if (r || heads_sum(b, &after, e))
			return -1;
		if (out->nfaults == 0)
			return 0;
		if (before == after)
			return err_set(e, E_DAMAGE, "%s", out->fault[0]);
	}
	return err_set(e, E_BUSY, _("The book was written to while it was verified; "
	    "verify it when nobody is at work"));
}
