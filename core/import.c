/* SPDX-License-Identifier: MIT */
/*
 * import: dump files into a hub's book, strictly in sequence per node.  A file is
 * judged, kept as it came, unpacked and decoded to its end, its chain recomputed, and
 * only then merged.  Invariant: after a crash anywhere the same file, given again,
 * goes on from the node's last counter and ends in the same state.
 */
#include "core/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/peer.h"

/* One file on its way in. */
struct work {
	struct book *b;
	struct arena *a;
	struct sealed s;
	struct peer peer;
	struct receipt receipt;
	bool known, has_receipt;
	struct head head;       /* end of the node's chain here */
	struct buf plain;
	const char *name, *folder;
	uint64_t changes;
	/* The walk over the changes. */
	uint8_t link[HASH_BYTES];
	struct buf scratch;
};

/* A refusal is told to the person; anything else is the book's own trouble. */
static bool
is_refusal(const struct err *e)
{
	return e->code >= E_MAGIC || e->code == E_CRYPTO || e->code == E_INPUT ||
	    e->code == E_RULE;
}

static int
tell(struct arena *a, struct import *out, enum outcome what, const struct err *e)
{
	out->outcome = what;
	out->code = e->code;
	out->text = arena_strdup(a, e->text);
	return 0;
}

static int
load_body(void *arg, struct txn *t, struct err *e)
{
	struct work *w = arg;
	int r = peer_find(t, w->a, w->s.head.node, &w->peer, e);

	w->known = r == 0;
	if (r)
		return r < 0 ? -1 : 0;
	r = receipt_get(t, w->a, w->peer.no, w->s.head.sequence, &w->receipt, e);
	w->has_receipt = r == 0;
	return r < 0 ? -1 : head_get(t, w->peer.no, &w->head, e);
}

struct key_ask {
	struct work *w;
	bool found;
};

static int
key_body(void *arg, struct txn *t, struct err *e)
{
	struct key_ask *q = arg;
	struct peer other;
	int r = peer_of_key(t, q->w->a, q->w->s.head.signer, &other, e);

	q->found = r == 0;
	return r < 0 ? -1 : 0;
}

/* The signer is not the node's own key: another office's, or nobody's. */
static int
foreign_signer(struct work *w, struct err *e)
{
	struct key_ask q = { w, false };

	if (book_visit(w->b, key_body, &q, e))
		return -1;
	if (q.found)
		return err_set(e, E_UNIT, _("the file is signed with the key of another office"));
	return err_set(e, E_KEY_UNKNOWN, _("the file is signed by a key that is not the node's"));
}

static int
check_signer(struct work *w, struct err *e)
{
	const struct dump_head *h = &w->s.head;

	if (!w->known)
		return err_set(e, E_KEY_UNKNOWN,
		    _("the node that sent this is not enrolled here; ask the office for its request"));
	if (sealed_verify(&w->s, w->peer.sign_pub, e))
		return e->code == E_KEY_UNKNOWN ? foreign_signer(w, e) : -1;
	if (w->peer.state == PEER_REVOKED || w->peer.state == PEER_SUPERSEDED)
		return err_set(e, E_KEY_REVOKED,
		    _("office %s sends with another node now; this key is no longer accepted"),
		    w->peer.office);
	if (strcmp(h->office, w->peer.office) != 0 || strcmp(h->unit, w->peer.unit) != 0)
		return err_set(e, E_UNIT, _("the node is enrolled as office %s of unit %s, not as "
		    "what the header says"), w->peer.office, w->peer.unit);
	if (strcmp(h->cipher, "none") == 0 && !book_info(w->b)->training)
		return err_set(e, E_FIELD, _("the file is not sealed: only a training book's may be"));
	return 0;
}

/* A transaction that writes a receipt, or freezes a node. */
static int
note_body(void *arg, struct txn *t, struct err *e)
{
	struct work *w = arg;

	if (w->peer.state == PEER_FROZEN)
		return peer_put(t, &w->peer, e);
	return receipt_put(t, &w->receipt, e);
}

/* The node's stream stands against itself: nothing of it is taken until people looked at it. */
static int
freeze(struct work *w, enum err_code code, const char *why, struct err *e)
{
	const char *path;
	struct buf raw = { w->s.p, w->s.n, w->s.n };

	w->peer.state = PEER_FROZEN;
	if (outbox_put(w->b, w->a, "bad", w->name, &raw, &path, e) ||
	    store_txn(book_store(w->b), note_body, w, e))
		return -1;
	return err_set(e, code, _("office %s: %s; nothing more is taken from this machine until it "
	    "is enrolled anew"), w->peer.office, why);
}

/* What the sequence and the chain say, before anything is opened. */
static int
check_place(struct work *w, struct err *e)
{
	const struct dump_head *h = &w->s.head;
	const struct peer *p = &w->peer;

	if (memcmp(h->previous, p->hash, HASH_BYTES) != 0)
		return freeze(w, E_FORK, _("the file follows another one than the last taken"), e);
	if (h->to < p->to)
		return freeze(w, E_ROLLBACK, _("the office has lost changes that are here"), e);
	if (h->kind == DK_FULL ? h->from != 0 : h->from != p->to)
		return freeze(w, E_FORK, _("the file does not begin where the last one ended"), e);
	return 0;
}

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
	return 0;
}

static int
check_payload(struct work *w, struct err *e)
{
	struct pay_read r = { &w->s.head, shape_here, check_changes, w };

	memcpy(w->link, w->s.head.from ? w->peer.chain : hash_none, HASH_BYTES);
	if (sealed_open(&w->s, book_keys(w->b), &w->plain, e))
		return -1;
	if (pay_parse(&w->plain, &r, e)) {
		if (e->code != E_FORK)
			return -1;
		return freeze(w, E_FORK, _("the file tells the past otherwise than before"), e);
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
	if (p->n && book_merge(p->w->b, t, p->a, p->c, p->n, e))
		return -1;
	return p->last ? conclude(p->w, t, e) : 0;
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

static int
merge_all(struct work *w, struct err *e)
{
	struct pay_read r = { &w->s.head, shape_here, merge_changes, w };
	struct piece none = { .w = w, .last = true };

	if (w->head.counter < w->s.head.to)
		return pay_parse(&w->plain, &r, e);
	return store_txn(book_store(w->b), piece_body, &none, e);
}

/* The file as it came, under in/ by office. */
static int
keep_raw(struct work *w, struct err *e)
{
	const struct buf raw = { w->s.p, w->s.n, w->s.n };
	const char *path;

	return outbox_put(w->b, w->a, w->folder, w->name, &raw, &path, e);
}

/* Keeps a file that cannot be taken yet, and says so. */
static int
keep_waiting(struct work *w, struct import *out, enum receipt_state state, const struct err *why,
    struct err *e)
{
	w->receipt = (struct receipt){ w->peer.no, w->s.head.sequence, state, { 0 }, w->name };
	memcpy(w->receipt.hash, w->s.hash, HASH_BYTES);
	if (keep_raw(w, e) || store_txn(book_store(w->b), note_body, w, e))
		return -1;
	return tell(w->a, out, state == REC_PARKED ? OUT_PARKED : OUT_WAITING, why);
}

static int
merged(struct work *w, struct import *out)
{
	uint64_t tomorrow = ((uint64_t)clock_now() + 86400000u) << 16;

	out->outcome = OUT_MERGED;
	out->changes = w->changes;
	out->text = arena_printf(w->a, _("office %s, number %llu: %llu changes"), w->peer.office,
	    (unsigned long long)w->s.head.sequence, (unsigned long long)w->changes);
	if (w->s.head.clock > tomorrow) {
		out->code = E_CLOCK;
		out->text = arena_printf(w->a, _("%s; the clock of the office is ahead: check its date"),
		    out->text);
	}
	return 0;
}

/* A file whose signature holds.  -1 with a refusal, or the book's own failure. */
static int
take_in(struct work *w, struct import *out, struct err *e)
{
	const struct dump_head *h = &w->s.head;
	struct err why;
	bool same = w->has_receipt && memcmp(w->receipt.hash, w->s.hash, HASH_BYTES) == 0;

	if (w->has_receipt && !same)
		return freeze(w, E_FORK, _("two different files bear the same number"), e);
	if (same && w->receipt.state == REC_MERGED) {
		err_set(&why, E_REPLAY, _("office %s, number %llu: taken before, nothing changes"),
		    w->peer.office, (unsigned long long)h->sequence);
		return tell(w->a, out, OUT_DUPLICATE, &why);
	}
	if (w->peer.state == PEER_FROZEN)
		return err_set(e, E_FORK, _("office %s: this machine is stopped until it is enrolled anew"),
		    w->peer.office);
	if (h->sequence <= w->peer.sequence)
		return freeze(w, E_FORK, _("two different files bear the same number"), e);
	if (h->sequence > w->peer.sequence + 1) {
		err_set(&why, E_GAP, _("office %s, number %llu waits: number %llu is missing"),
		    w->peer.office, (unsigned long long)h->sequence,
		    (unsigned long long)w->peer.sequence + 1);
		return keep_waiting(w, out, REC_WAITING, &why, e);
	}
	if (check_place(w, e))
		return -1;
	if (check_payload(w, &why))
		return why.code == E_SCHEMA ? keep_waiting(w, out, REC_PARKED, &why, e) :
		    err_set(e, why.code, "%s", why.text);
	if (keep_raw(w, e) || merge_all(w, e))
		return -1;
	return merged(w, out);
}

/* One file; the sequence of a node may go on with the next number when it was merged. */
static int
import_file(struct book *b, struct arena *a, const char *path, struct import *out,
    struct peer *peer, struct err *e)
{
	struct work w = { .b = b, .a = a };
	struct err why;
	int rc = sealed_read(a, path, &w.s, &why);

	out->head = w.s.head;
	if (rc == 0 && w.s.head.kind > DK_EMPTY)
		rc = err_set(&why, E_FIELD, _("a file of kind %s is not taken in by a hub"),
		    dump_kind_name(w.s.head.kind));
	if (rc == 0)
		rc = book_visit(b, load_body, &w, &why);
	if (rc == 0)
		rc = check_signer(&w, &why);
	if (rc == 0) {
		w.name = dump_name(a, &w.s.head, w.s.hash);
		w.folder = arena_printf(a, "in/%s", w.peer.office);
		rc = take_in(&w, out, &why);
	}
	if (rc)
		rc = is_refusal(&why) ? tell(a, out, OUT_REFUSED, &why) :
		    err_set(e, why.code, "%s", why.text);
	*peer = w.peer;
	sealed_free(&w.s);
	buf_free(&w.plain);
	buf_free(&w.scratch);
	return rc;
}

struct next_ask {
	struct arena *a;
	const struct peer *peer;
	struct receipt r;
	int found;
};

static int
next_body(void *arg, struct txn *t, struct err *e)
{
	struct next_ask *q = arg;

	q->found = receipt_get(t, q->a, q->peer->no, q->peer->sequence + 1, &q->r, e);
	return q->found < 0 ? -1 : 0;
}

/* The file that waited for the one just merged, if there is one: 0, 1 none, -1 failed. */
static int
next_waiting(struct book *b, struct arena *a, const struct peer *peer, const char **path,
    struct err *e)
{
	struct next_ask q = { .a = a, .peer = peer };

	if (book_visit(b, next_body, &q, e))
		return -1;
	if (q.found)
		return 1;
	*path = outbox_path(b, a, arena_printf(a, "in/%s", peer->office), q.r.name, e);
	return *path ? 0 : -1;
}

int
dump_import(struct book *b, struct arena *a, const char *path, struct import *out,
    struct err *e)
{
	struct import more;
	struct peer peer;
	int rc;

	memset(out, 0, sizeof *out);
	if (book_info(b)->role == ROLE_OFFICE)
		return import_reply(b, a, path, out, e);
	if (import_file(b, a, path, out, &peer, e))
		return -1;
	more = *out;
	while (more.outcome == OUT_MERGED) {
		rc = next_waiting(b, a, &peer, &path, e);
		if (rc)
			return rc < 0 ? -1 : 0;
		memset(&more, 0, sizeof more);
		if (import_file(b, a, path, &more, &peer, e))
			return -1;
		if (more.outcome == OUT_MERGED)
			out->changes += more.changes;
		out->text = arena_printf(a, "%s; %s", out->text, more.text);
	}
	return 0;
}
