/* SPDX-License-Identifier: MIT */
/*
 * erase: see erase.h.  Invariant: a change whose values were erased has the same canonical
 * bytes as before, so no chain breaks, here or at the hub.  What old logs and backups of the
 * store hold goes when they go.
 */
#include "core/erase.h"

#include <string.h>

#include "core/code.h"

void
erase_sets(struct arena *a, struct change *c)
{
	int i;

	c->set = arena_alloc(a, ((size_t)c->shape->ncells + 1) * sizeof *c->set);
	for (i = 0; i < c->shape->ncells; i++)
		if (c->shape->type[i] & SHAPE_SENSITIVE)
			c->set[c->nsets++].cell = i;
}

/* Whether c held a value that is its hash alone from now on. */
static bool
scrub(struct arena *a, struct change *c)
{
	bool any = false;
	uint8_t *hash;
	int i;

	for (i = 0; i < c->nsets; i++) {
		struct set *s = &c->set[i];

		if (!s->salt)
			continue;
		hash = arena_alloc(a, HASH_BYTES);
		set_hash(s, hash);
		*s = (struct set){ .cell = s->cell, .hash = hash };
		any = true;
	}
	return any;
}

struct gone {
	struct arena *a;
	rid rec;
	struct gone_key { const uint8_t *k; size_t n; } *key;
	int n;
};

/* A draft says after its version which record it is of. */
static int
draft_of(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct gone *g = arg;
	struct rd r = rd_of(v, vn);

	(void)e;
	(void)rd_varint(&r);
	if (rd_u64(&r) != g->rec || r.bad)
		return 0;
	g->key = arena_room(g->a, g->key, (size_t)g->n, sizeof *g->key);
	g->key[g->n++] = (struct gone_key){ arena_dup(g->a, k, kn), kn };
	return 0;
}

static int
drop_drafts(struct txn *t, struct arena *a, rid rec, struct err *e)
{
	struct gone g = { .a = a, .rec = rec };
	int i, r = txn_walk(t, TB_DRAFTS, "", 0, WALK_ALL, draft_of, &g, e);

	for (i = 0; i < g.n && r >= 0; i++)
		r = txn_del(t, TB_DRAFTS, g.key[i].k, g.key[i].n, e);
	return r < 0 ? -1 : 0;
}

int
erase_stored(struct book *b, struct txn *t, struct arena *a, const struct record *r, struct err *e)
{
	struct buf scratch = { 0 };
	struct change **all;
	int i, n, rc = history_read(b, t, a, r, &all, &n, e);

	for (i = 0; rc == 0 && i < n; i++)
		if (scrub(a, all[i]))
			rc = change_write(t, &scratch, all[i], e);
	buf_free(&scratch);
	return rc ? -1 : drop_drafts(t, a, r->id, e);
}

/* A change without values of a record whose form may have gone. */
static int
move(struct book *b, rid id, struct save s, struct err *e)
{
	struct arena *a = arena_new();
	struct record *r = book_get(b, a, id, e);
	struct form form = { 0 };
	int rc = -1;

	if (!r)
		goto out;
	form.id = r->shape->form;
	s.rec = id;
	s.shape = r->shape;
	s.form = &form;
	s.seen = &r->vv;
	rc = book_save(b, &s, 1, e);
out:
	arena_free(a);
	return rc;
}

int
erase_record(struct book *b, rid id, const char *who, const char *reason, struct err *e)
{
	struct save s = { .kind = CH_ERASE, .who = who, .reason = reason };

	return move(b, id, s, e);
}

int
reveal_record(struct book *b, rid id, const char *who, const char *reason, struct err *e)
{
	struct save s = { .kind = CH_REVEAL, .who = who, .reason = reason };

	return move(b, id, s, e);
}
