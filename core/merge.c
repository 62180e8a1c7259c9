/* SPDX-License-Identifier: MIT */
/*
 * merge: changes of other nodes into the book.  A change that has seen all its record
 * is applied; any other makes the record be folded anew from all its changes.
 * Invariant: a record depends on the set of its changes, never on their order of
 * arrival, and the chain of the node goes on without a hole.
 */
#include <string.h>

#include "core/erase.h"
#include "core/lang.h"
#include "core/look.h"

struct merge {
	struct book *b;
	struct txn *t;
	struct arena *a;
	struct buf scratch;
	struct ixlist rows;
};

int
book_node(struct book *b, struct txn *t, const uint8_t node[NODE_BYTES], unsigned *no,
    struct err *e)
{
	return node_add(b, t, node, no, e);
}

const uint8_t *
book_node_id(struct book *b, unsigned no)
{
	return book_node_of(b, no);
}

/* A vector like r's (none: NULL) that has c. */
static struct record
with_change(struct merge *m, const struct record *r, const struct change *c)
{
	struct record probe = { .id = c->rec, .shape = c->shape };

	if (r)
		probe.vv = r->vv;
	probe.vv = vv_with(m->a, &probe.vv, rid_node(c->id), rid_counter(c->id));
	return probe;
}

/* Of an erased record, whatever comes and whenever it comes: no value stays, of c neither. */
static int
take_values(struct merge *m, const struct record *r, const struct change *c, struct err *e)
{
	struct record probe = with_change(m, r, c);

	return erase_stored(m->b, m->t, m->a, &probe, e);
}

/* The record made anew from everything known of it, c included (c is stored already). */
static int
fold_anew(struct merge *m, const struct record *old, const struct change *c,
    struct record **out, struct err *e)
{
	struct record probe = with_change(m, old, c);
	struct change **all;
	int n;

	if (history_read(m->b, m->t, m->a, &probe, &all, &n, e))
		return -1;
	*out = record_fold(m->a, all, n);
	return 0;
}

/* Whether applying c to r gives what folding would: it saw all of r and is the latest. */
static bool
follows(const struct record *r, const struct change *c)
{
	return vv_compare(&c->seen, &r->vv) == VV_EQUAL && c->clock > r->changed && !r->conflict;
}

/* -1 when the record is here under another form than the change says, or on failure. */
static int
other_form(struct merge *m, const struct change *c, const uint8_t key[RECORD_KEY], struct err *e)
{
	uint8_t real[RECORD_KEY];
	int found = record_find(m->b, m->t, c->rec, real, e);

	if (found == 0 && memcmp(real, key, RECORD_KEY) != 0)
		return err_set(e, E_FIELD, _("change %llu is of another form than its record"),
		    (unsigned long long)rid_counter(c->id));
	return found < 0 ? -1 : 0;
}

static int
merge_one(struct merge *m, const struct change *c, struct err *e)
{
	struct ixlist before = { 0 }, after = { 0 };
	uint8_t key[RECORD_KEY];
	struct record *r = NULL;
	bool erased;
	int found;

	record_key(key, c->shape->formno, c->rec);
	found = record_read(m->b, m->t, m->a, key, &r, e);
	if (found < 0 || change_write(m->t, &m->scratch, c, e))
		return -1;
	if (found == 0)
		index_rows(m->b, m->a, r, &before);
	else
		r = NULL;
	if (!r && c->kind != CH_CREATE && other_form(m, c, key, e))
		return -1;
	erased = c->kind == CH_ERASE || (r && r->status == ST_ERASED);
	if (!erased && !r && c->kind == CH_CREATE)
		record_apply(m->a, r = record_new(m->a, c->shape), c);
	else if (!erased && r && follows(r, c))
		record_apply(m->a, r, c);
	else if ((erased && take_values(m, r, c, e)) || fold_anew(m, r, c, &r, e))
		return -1;
	if (record_write(m->t, &m->scratch, r, e))
		return -1;
	index_rows(m->b, m->a, r, &after);
	index_diff(m->a, &before, &after, &m->rows);
	return 0;
}

int
book_merge(struct book *b, struct txn *t, struct arena *a, struct change *const *c, int n,
    struct err *e)
{
	struct merge m = { .b = b, .t = t, .a = a };
	unsigned node = n ? rid_node(c[0]->id) : 0;
	struct head head;
	int i, rc = n ? head_get(t, node, &head, e) : -1;

	for (i = 0; i < n && rc == 0; i++) {
		if (c[i]->id != rid_make(node, head.counter + 1)) {
			rc = err_set(e, E_GAP, _("changes are missing from the payload"));
			break;
		}
		head_move(b, &m.scratch, &head, c[i]);
		head_mark(&head, c[i]);
		rc = merge_one(&m, c[i], e);
	}
	if (rc == 0)
		rc = index_write(t, &m.rows, e);
	if (rc == 0)
		rc = head_put(t, node, &head, e);
	buf_free(&m.scratch);
	look_changed(b, NULL);
	return n ? rc : 0;
}
