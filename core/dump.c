/* SPDX-License-Identifier: MIT */
/*
 * dump: this node's changes into a sealed file.  A plan is written first, then the
 * file, then that it is sealed.  Invariant: no sequence number ever leaves with two
 * contents; after a crash the planned file is taken as it is, or made again for the
 * same range.
 */
#include "core/book_int.h"
#include "core/outbox.h"

#include <string.h>
#include <unistd.h>

#include "core/code.h"
#include "core/date.h"
#include "core/file.h"
#include "core/lang.h"

static const char plan_row[] = "dump";

enum { FULL_DAYS = 30 };

static const int64_t day_ms = INT64_C(86400000);

static void
take(struct rd *r, uint8_t *out, size_t n)
{
	const uint8_t *p = rd_take(r, n);

	if (p)
		memcpy(out, p, n);
}

int
dump_plan_get(struct txn *t, struct dump_plan *p, struct err *e)
{
	const void *v;
	struct rd r;
	size_t n;
	int rc = meta_get(t, plan_row, &v, &n, e);

	memset(p, 0, sizeof *p);
	if (rc)
		return rc < 0 ? -1 : 0;
	r = rd_of(v, n);
	p->state = rd_u8(&r);
	p->kind = rd_u8(&r);
	p->sequence = rd_varint(&r);
	p->from = rd_varint(&r);
	p->to = rd_varint(&r);
	p->clock = rd_varint(&r);
	p->full_ms = (int64_t)rd_varint(&r);
	take(&r, p->chain, HASH_BYTES);
	take(&r, p->previous, HASH_BYTES);
	take(&r, p->hash, HASH_BYTES);
	if (r.bad || rd_left(&r) || p->kind >= DK_N)
		return err_set(e, E_DAMAGE, _("the plan of the last dump cannot be read"));
	return 0;
}

static int
plan_put(struct txn *t, const struct dump_plan *p, struct err *e)
{
	struct buf b = { 0 };
	int rc;

	buf_u8(&b, (uint8_t)p->state);
	buf_u8(&b, (uint8_t)p->kind);
	buf_varint(&b, p->sequence);
	buf_varint(&b, p->from);
	buf_varint(&b, p->to);
	buf_varint(&b, p->clock);
	buf_varint(&b, (uint64_t)p->full_ms);
	buf_put(&b, p->chain, HASH_BYTES);
	buf_put(&b, p->previous, HASH_BYTES);
	buf_put(&b, p->hash, HASH_BYTES);
	rc = meta_put(t, plan_row, b.p, b.n, e);
	buf_free(&b);
	return rc;
}

struct plan_ask {
	unsigned self;
	bool full;
	struct dump_plan *plan;
};

/* Step 1: the sequence and the range, fixed before a byte is written. */
static int
plan_body(void *arg, struct txn *t, struct err *e)
{
	struct plan_ask *q = arg;
	struct dump_plan *p = q->plan;
	struct head head;
	int64_t now = clock_now();

	if (dump_plan_get(t, p, e))
		return -1;
	if (p->state == PLAN_PREPARED)
		return 0;
	if (head_get(t, q->self, &head, e))
		return -1;
	p->state = PLAN_PREPARED;
	p->sequence++;
	memcpy(p->previous, p->hash, HASH_BYTES);
	memset(p->hash, 0, HASH_BYTES);
	p->from = p->to;
	p->to = head.counter;
	memcpy(p->chain, head.link, HASH_BYTES);
	p->clock = (uint64_t)now << 16 > head.clock ? (uint64_t)now << 16 : head.clock;
	p->kind = p->from == p->to ? DK_EMPTY : DK_DELTA;
	if (p->to > 0 && (q->full || p->sequence == 1 ||
	    (p->kind == DK_DELTA && now - p->full_ms > FULL_DAYS * day_ms))) {
		p->kind = DK_FULL;
		p->from = 0;
		p->full_ms = now;
	}
	return plan_put(t, p, e);
}

int
dump_plan(struct book *b, bool full, struct dump_plan *p, struct err *e)
{
	struct plan_ask q = { book_info(b)->self, full, p };

	return store_txn(book_store(b), plan_body, &q, e);
}

/* A slice of the log, as it comes. */
struct slice {
	struct change *c[DUMP_BLOCK];
	int n;
};

static int
slice_add(void *arg, struct change *c, struct err *e)
{
	struct slice *s = arg;

	if (s->n == DUMP_BLOCK)
		return err_set(e, E_DAMAGE, _("the change log holds more than it counts"));
	s->c[s->n++] = c;
	return 0;
}

/* Writes a slice; halves it as long as a line of it is too long. */
static int
slice_write(struct buf *out, const struct pay_write *w, struct change *const *c, int n,
    uint64_t *lines, struct err *e)
{
	int at, step, len;

	for (at = 0, step = n; at < n; at += len) {
		len = n - at < step ? n - at : step;
		if (pay_block(out, w, c + at, len, lines, e) == 0)
			continue;
		if (e->code != E_LIMIT || step == 1)
			return -1;
		step = (step + 1) / 2;
		len = 0;
	}
	return 0;
}

static int
write_changes(struct book *b, struct buf *out, struct dump_head *h, unsigned node, struct err *e)
{
	struct pay_write w = { h->unit, book_node_of, b };
	struct pay_lists lists = { .seen = json_object() };
	struct arena *a = arena_new();
	struct slice s;
	uint64_t at, to;
	int i, rc = 0;

	for (at = h->from; rc == 0 && at < h->to; at = to, arena_reset(a)) {
		to = h->to - at > DUMP_BLOCK ? at + DUMP_BLOCK : h->to;
		s.n = 0;
		rc = book_changes(b, a, node, at, to, slice_add, &s, e);
		if (rc == 0 && (uint64_t)s.n != to - at)
			rc = err_set(e, E_DAMAGE,
			    _("the change log has a hole; run `soxa verify`"));
		if (rc == 0)
			rc = slice_write(out, &w, s.c, s.n, &h->lines, e);
		for (i = 0; i < s.n; i++)
			pay_touch(&lists, s.c[i]);
	}
	pay_lists_put(out, &lists, &h->lines);
	json_decref(lists.seen);
	arena_free(a);
	return rc;
}

static int
readers(struct book *b, struct seal_to *to, struct err *e)
{
	const struct keys *k = book_keys(b);

	to->n = 0;
	if (k->has_hub)
		to->pub[to->n++] = k->hub_seal_pub;
	if (k->has_hub && k->has_escrow)
		to->pub[to->n++] = k->escrow_pub;
	if (k->has_hub)
		to->pub[to->n++] = k->seal_pub; /* the office's own: a lost book is made of its dumps */
	if (to->n || book_info(b)->training)
		return 0;
	return err_set(e, E_CRYPTO, _("this book is not enrolled, so there is no one to seal a dump "
	    "to; send `soxa request` to the province and take in its answer"));
}

static int
supersedes(void *arg, struct txn *t, struct err *e)
{
	struct dump_head *h = arg;
	struct arena *a = arena_new();
	uint8_t (*was)[NODE_BYTES];
	int n, rc = node_formers(t, a, &was, &n, e);

	if (rc == 0 && n)
		memcpy(h->supersedes, was[n - 1], NODE_BYTES);
	arena_free(a);
	return rc;
}

/* The file that h describes, with the changes of the node of that local number, in out/. */
static int
build(struct book *b, struct arena *a, struct dump_head *h, unsigned node, uint8_t hash[HASH_BYTES],
    const char **path, struct err *e)
{
	struct buf plain = { 0 }, file = { 0 };
	struct seal_to to;
	int rc = -1;

	h->office = book_info(b)->office;
	h->unit = book_info(b)->unit;
	h->quality = clock_lost() ? "suspect" : "unknown";
	h->dictionary = "soxa1";
	h->lines = 2;
	memcpy(h->forms, book_schema(b)->hash, HASH_BYTES);
	if (readers(b, &to, e))
		return -1;
	pay_meta(&plain, h);
	if (write_changes(b, &plain, h, node, e))
		goto out;
	pay_end(&plain, h->lines - 1, h->to - h->from);
	if (seal_make(&file, h, &plain, &to, book_keys(b), e))
		goto out;
	hash_bytes(file.p, file.n - DUMP_TRAILER, hash);
	rc = outbox_put(b, a, "out", dump_name(a, h, hash), &file, path, e);
out:
	buf_free(&plain);
	buf_free(&file);
	return rc;
}

/* Step 2: the file of the plan in out/. */
int
dump_build(struct book *b, struct arena *a, struct dump_plan *p, const char **path,
    struct err *e)
{
	struct dump_head h = { .kind = p->kind, .sequence = p->sequence, .from = p->from, .to = p->to,
	    .clock = p->clock };

	memcpy(h.node, book_info(b)->node, NODE_BYTES);
	memcpy(h.previous, p->previous, HASH_BYTES);
	memcpy(h.chain, p->chain, HASH_BYTES);
	if (p->sequence == 1 && book_visit(b, supersedes, &h, e))
		return -1;
	return build(b, a, &h, book_info(b)->self, p->hash, path, e);
}

/* The nodes this book was before, and how far their chains go. */
struct formers {
	struct arena *a;
	uint8_t (*node)[NODE_BYTES];
	unsigned *no;
	struct head *head;
	int n;
	struct dump_plan plan;
};

static int
formers_body(void *arg, struct txn *t, struct err *e)
{
	struct formers *f = arg;
	int i;

	if (dump_plan_get(t, &f->plan, e) || node_formers(t, f->a, &f->node, &f->n, e))
		return -1;
	f->no = arena_alloc(f->a, ((size_t)f->n + 1) * sizeof *f->no);
	f->head = arena_alloc(f->a, ((size_t)f->n + 1) * sizeof *f->head);
	for (i = 0; i < f->n; i++)
		if (node_find(t, f->node[i], &f->no[i], e) || head_get(t, f->no[i], &f->head[i], e))
			return -1;
	return 0;
}

int
dump_before(struct book *b, struct arena *a, const char ***paths, int *n, struct err *e)
{
	struct formers f = { .a = a };
	uint8_t hash[HASH_BYTES];
	int i;

	*n = 0;
	if (book_visit(b, formers_body, &f, e))
		return -1;
	*paths = arena_alloc(a, ((size_t)f.n + 1) * sizeof **paths);
	if (f.plan.sequence > 1 || (f.plan.sequence == 1 && f.plan.state == PLAN_SEALED))
		return 0; /* they went with the first one */
	for (i = 0; i < f.n; i++) {
		struct dump_head h = { .kind = DK_FULL, .to = f.head[i].counter, .clock = f.head[i].clock };

		memcpy(h.node, f.node[i], NODE_BYTES);
		memcpy(h.chain, f.head[i].link, HASH_BYTES);
		if (h.to && build(b, a, &h, f.no[i], hash, &(*paths)[*n], e))
			return -1;
		*n += h.to != 0;
	}
	return 0;
}

struct adopt {
	struct book *b;
	struct arena *a;
	struct dump_plan *plan;
	const char *path;
};

/* A file of the planned sequence that is good is the one; any other goes out of the way. */
static int
adopt_file(void *arg, const char *path, struct err *e)
{
	struct adopt *d = arg;
	const struct dump_plan *p = d->plan;
	const char *bad;
	struct sealed s;
	struct err why;
	bool good = sealed_read(d->a, path, &s, &why) == 0 &&
	    sealed_verify(&s, book_keys(d->b)->sign_pub, &why) == 0 &&
	    memcmp(s.head.node, book_info(d->b)->node, NODE_BYTES) == 0 &&
	    s.head.sequence == p->sequence && s.head.from == p->from && s.head.to == p->to &&
	    memcmp(s.head.chain, p->chain, HASH_BYTES) == 0;

	if (good && !d->path) {
		d->path = arena_strdup(d->a, path);
		memcpy(d->plan->hash, s.hash, HASH_BYTES);
		sealed_free(&s);
		return 0;
	}
	sealed_free(&s);
	bad = outbox_path(d->b, d->a, "bad", strrchr(path, '/') + 1, e);
	return bad ? file_move(path, bad, e) : -1;
}

static int
adopt(struct book *b, struct arena *a, struct dump_plan *p, const char **path, struct err *e)
{
	struct adopt d = { b, a, p, NULL };
	const char *part = arena_printf(a, "-%s-%010llu-", hex_of(a, book_info(b)->node, 4),
	    (unsigned long long)p->sequence);

	if (outbox_walk(b, "out", part, adopt_file, &d, e))
		return -1;
	*path = d.path;
	return 0;
}

/* Step 3: from here on the file may leave. */
static int
seal_body(void *arg, struct txn *t, struct err *e)
{
	struct dump_plan *p = arg;

	p->state = PLAN_SEALED;
	return plan_put(t, p, e);
}

int
dump_write(struct book *b, struct arena *a, bool full, const char **path, struct err *e)
{
	struct dump_plan p;
	struct seal_to to;
	int lock, rc = -1;

	if (readers(b, &to, e))
		return -1;
	lock = outbox_lock(b, e);
	if (lock < 0)
		return -1;
	if (dump_plan(b, full, &p, e) || adopt(b, a, &p, path, e))
		goto out;
	if (!*path && dump_build(b, a, &p, path, e))
		goto out;
	rc = store_txn(book_store(b), seal_body, &p, e);
out:
	close(lock);
	return rc;
}
