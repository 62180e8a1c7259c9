/* SPDX-License-Identifier: MIT */
/*
 * import: dump files into a hub's book, strictly in sequence per node.  A file is
 * judged, kept as it came, unpacked and decoded to its end, its chain recomputed, and
 * only then merged.  Invariant: after a crash anywhere the same file, given again,
 * goes on from the node's last counter and ends in the same state.
 */
#include "core/intake.h"

#include <string.h>

#include "core/date.h"
#include "core/lang.h"
#include "core/outbox.h"

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
	struct peer other = { 0 };
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

/* A training book may send before the hub has given it a number. */
static bool
before_enrolment(const struct work *w)
{
	return book_info(w->b)->training && w->s.head.office[0] == '\0';
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
	if (w->peer.state == PEER_REVOKED)
		return err_set(e, E_KEY_REVOKED,
		    _("office %s sends with another node now; this key is no longer accepted"),
		    w->peer.office);
	if ((strcmp(h->office, w->peer.office) != 0 && !before_enrolment(w)) ||
	    strcmp(h->unit, w->peer.unit) != 0)
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
int
intake_freeze(struct work *w, enum err_code code, const char *why, struct err *e)
{
	const char *path;
	struct buf raw = { w->s.p, w->s.n, w->s.n };

	if (w->before)
		return err_set(e, code, _("office %s: what its machine before wrote is told otherwise than it "
		    "is here; call the office"), w->peer.office);
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
		return intake_freeze(w, E_FORK, _("the file follows another one than the last taken"), e);
	if (h->to < p->to)
		return intake_freeze(w, E_ROLLBACK, _("the office has lost changes that are here"), e);
	if (h->kind == DK_FULL ? h->from != 0 : h->from != p->to)
		return intake_freeze(w, E_FORK, _("the file does not begin where the last one ended"), e);
	return 0;
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
	if (w->nfaults)
		out->text = arena_printf(w->a, _("%s; the checks find %u faults in them: %s%s"), out->text,
		    w->nfaults, w->faults, w->nfaults > RECHECK_NAMED ? ", ..." : "");
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
		return intake_freeze(w, E_FORK, _("two different files bear the same number"), e);
	if (same && w->receipt.state == REC_MERGED) {
		err_set(&why, E_REPLAY, _("office %s, number %llu: taken before, nothing changes"),
		    w->peer.office, (unsigned long long)h->sequence);
		return tell(w->a, out, OUT_DUPLICATE, &why);
	}
	if (w->peer.state == PEER_FROZEN)
		return err_set(e, E_FORK, _("office %s: this machine is stopped until it is enrolled anew"),
		    w->peer.office);
	if (h->sequence <= w->peer.sequence)
		return intake_freeze(w, E_FORK, _("two different files bear the same number"), e);
	if (h->sequence > w->peer.sequence + 1) {
		err_set(&why, E_GAP, _("office %s, number %llu waits: number %llu is missing"),
		    w->peer.office, (unsigned long long)h->sequence,
		    (unsigned long long)w->peer.sequence + 1);
		return keep_waiting(w, out, REC_WAITING, &why, e);
	}
	if (check_place(w, e))
		return -1;
	if (intake_check(w, &why)) {
		if (why.code == E_SCHEMA || why.code == E_GAP)
			return keep_waiting(w, out, why.code == E_GAP ? REC_WAITING : REC_PARKED, &why, e);
		return err_set(e, why.code, "%s", why.text);
	}
	if (keep_raw(w, e) || intake_merge(w, e))
		return -1;
	return merged(w, out);
}

/* The node that took the place of the one a file is about: it signs for it. */
struct heir_ask {
	struct work *w;
	struct peer heir;
};

static int
heir_body(void *arg, struct txn *t, struct err *e)
{
	struct heir_ask *q = arg;
	int r = peer_of_key(t, q->w->a, q->w->s.head.signer, &q->heir, e);

	return r > 0 ? err_set(e, E_KEY_UNKNOWN, _("the file is signed by a key that is not the node's")) : r;
}

/*
 * All changes of a node that its office lost, as the office has them, signed by the node that took
 * its place: what is not here yet is merged, and the files of the lost node still count as
 * they come.
 */
static int
take_before(struct work *w, struct import *out, struct peer *peer, struct err *e)
{
	struct heir_ask q = { .w = w };

	if (!w->known)
		return err_set(e, E_KEY_UNKNOWN,
		    _("the node that sent this is not enrolled here; ask the office for its request"));
	if (book_visit(w->b, heir_body, &q, e) || sealed_verify(&w->s, q.heir.sign_pub, e))
		return -1;
	if (strcmp(q.heir.office, w->peer.office) != 0 || q.heir.state != PEER_ENROLLED ||
	    (strcmp(w->s.head.office, q.heir.office) != 0 && !before_enrolment(w)) ||
	    w->peer.state == PEER_REVOKED)
		return err_set(e, E_UNIT, _("the file is signed with the key of another office"));
	w->before = true;
	if (strcmp(w->s.head.cipher, "none") == 0 && !book_info(w->b)->training)
		return err_set(e, E_FIELD, _("the file is not sealed: only a training book's may be"));
	if (intake_check(w, e) || keep_raw(w, e) || intake_merge(w, e))
		return -1;
	*peer = q.heir;
	return merged(w, out);
}

/* One file; the sequence of a node may go on with the next number when it was merged. */
static int
import_file(struct book *b, struct arena *a, const char *path, struct import *out,
    struct peer *peer, struct err *e)
{
	struct work w = { .b = b, .a = a };
	struct err why;
	bool before;
	int rc = sealed_read(a, path, &w.s, &why);

	out->head = w.s.head;
	if (rc == 0 && w.s.head.kind > DK_EMPTY)
		rc = err_set(&why, E_FIELD, _("a file of kind %s is not taken in by a hub"),
		    dump_kind_name(w.s.head.kind));
	if (rc == 0)
		rc = book_visit(b, load_body, &w, &why);
	*peer = w.peer;
	if (rc == 0 && w.known) {
		w.name = dump_name(a, &w.s.head, w.s.hash);
		w.folder = arena_printf(a, "in/%s", w.peer.office);
	}
	before = rc == 0 && w.s.head.kind == DK_FULL && w.s.head.sequence == 0;
	if (rc == 0)
		rc = before ? take_before(&w, out, peer, &why) : check_signer(&w, &why);
	if (rc == 0 && !before)
		rc = take_in(&w, out, &why);
	if (rc)
		rc = is_refusal(&why) ? tell(a, out, OUT_REFUSED, &why) :
		    err_set(e, why.code, "%s", why.text);
	if (!before)
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
	/* what comes later than a file that is kept may find the reason for keeping it gone */
	while (more.outcome == OUT_MERGED || (more.outcome == OUT_WAITING && more.code == E_GAP &&
	    more.head.sequence > peer.sequence + 1)) {
		rc = next_waiting(b, a, &peer, &path, e);
		if (rc)
			return rc < 0 ? -1 : 0;
		memset(&more, 0, sizeof more);
		if (import_file(b, a, path, &more, &peer, e))
			return -1;
		if (more.outcome == OUT_MERGED)
			out->changes += more.changes;
		if (more.head.sequence == out->head.sequence) {
			out->outcome = more.outcome;
			out->code = more.code;
		}
		out->text = arena_printf(a, "%s; %s", out->text, more.text);
	}
	return 0;
}
