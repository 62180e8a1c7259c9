/* SPDX-License-Identifier: MIT */
/*
 * save: changes into the book (rules S9-S11).  Invariant: a change, the record it moves,
 * the index rows and the end of the chain are written in one transaction, in the order of
 * the counter.  A save whose commit failed is looked for before anything else is saved, so
 * asking again never makes a second record.
 */
#include <assert.h>
#include <string.h>

#include "core/book_int.h"
#include "core/code.h"
#include "core/correct.h"
#include "core/date.h"
#include "core/erase.h"
#include "core/keycount.h"
#include "core/look.h"
#include "core/operator.h"
#include "core/space.h"

enum { SAVE_MAX = 1000, ROWS_EACH = 8 /* index rows a record has, more or less */ };

/* Statuses a kind of change may meet. */
#define ON(status) (1u << (status))
enum { LIVE = ON(ST_DRAFT) | ON(ST_COMPLETE) | ON(ST_APPROVED) };

static const unsigned allowed[CH_N] = {
	[CH_SET] = LIVE,
	[CH_COMPLETE] = LIVE,
	[CH_APPROVE] = ON(ST_COMPLETE),
	[CH_LOCK] = ON(ST_APPROVED),
	[CH_CORRECT] = ON(ST_LOCKED),
	[CH_REMOVE] = LIVE | ON(ST_LOCKED),
	[CH_RESTORE] = ON(ST_REMOVED),
	[CH_RESOLVE] = LIVE | ON(ST_LOCKED),
	[CH_UNLOCK] = ON(ST_LOCKED),
	[CH_ERASE] = LIVE | ON(ST_LOCKED) | ON(ST_REMOVED),
	[CH_REVEAL] = LIVE | ON(ST_LOCKED) | ON(ST_REMOVED),
};

struct batch {
	struct book *b;
	struct arena *a;        /* of the whole list: index rows */
	struct arena *one;      /* of the save at hand, so that it stays in the processor's cache */
	struct save *list;
	int n;
	const struct shape **shape;
	struct head head;
	struct ixlist rows;
	struct buf scratch;
	struct acting acting;
	rid last;               /* of the changes written; 0 none */
	struct buf last_bytes;
	bool done;              /* the body ended well: only the commit is open */
};

/*
 * Milliseconds << 16 | count: never back, and a clock beyond 2100 only counts.  Whole
 * seconds are enough to order what people do, and a dump is a tenth smaller for it.
 */
static uint64_t
next_clock(uint64_t last)
{
	uint64_t now = (uint64_t)(clock_now() / 1000 * 1000) << 16;

	return now > last && now >> 16 < 4102444800000u ? now : last + 1;
}

static const char *
text(const char *s)
{
	return s ? s : "";
}

static int
refuse_status(struct batch *q, const struct save *s, const struct record *r, struct err *e)
{
	const char *id = book_id(q->b, q->a, s->rec);

	if (r->status == ST_LOCKED)
		return err_set(e, E_RULE, _("%s is locked: say why it is corrected (--reason TEXT) and on "
		    "which paper (--paper NUMBER), or have it unlocked"), id);
	if (s->kind == CH_LOCK && r->status == ST_COMPLETE)
		return err_set(e, E_RULE, _("%s is not approved yet: approve it, then lock it"), id);
	if (r->status == ST_REMOVED)
		return err_set(e, E_RULE, _("%s was removed: restore it first"), id);
	if (r->status == ST_ERASED)
		return err_set(e, E_RULE, _("%s was erased and cannot be changed any more"), id);
	return err_set(e, E_RULE, _("%s is not in a state that allows this; look at its history"), id);
}

/* A value that a change sets; sensitive ones get the salt their hash needs. */
static void
put_set(struct batch *q, struct change *c, int cell, const struct value *v)
{
	struct set *s = &c->set[c->nsets++];
	uint8_t *salt;

	s->cell = cell;
	s->v = *v;
	if (c->shape->type[cell] & SHAPE_SENSITIVE && v->kind != V_BLANK) {
		salt = arena_alloc(q->one, SALT_BYTES);
		random_bytes(salt, SALT_BYTES);
		s->salt = salt;
	}
}

static void
put_sets(struct batch *q, struct change *c, const struct value *now, const struct value *v)
{
	static const struct value blank;
	int i, n = 0;

	for (i = 0; i < c->shape->ncells; i++)
		n += !value_equal(now ? &now[i] : &blank, &v[i]);
	c->set = arena_alloc(q->one, (size_t)n * sizeof *c->set + 1);
	for (i = 0; i < c->shape->ncells; i++)
		if (!value_equal(now ? &now[i] : &blank, &v[i]))
			put_set(q, c, i, &v[i]);
}

static bool
all_blank(const struct value *v, int n)
{
	int i;

	for (i = 0; i < n; i++)
		if (v[i].kind != V_BLANK)
			return false;
	return true;
}

/*
 * The record moved on since it was seen.  0 when it moved by this very save, asked for a
 * second time; then there is nothing left to do.
 */
static int
moved_on(struct batch *q, struct txn *t, const struct save *s, const struct record *r,
    struct err *e)
{
	const struct value *now = s->v ? book_values(q->a, r, s->form) : NULL;
	uint64_t own = vv_get(&r->vv, q->b->info.self);
	struct change *c;
	int i;

	if (own && change_read(q->b, t, q->a, rid_make(q->b->info.self, own), &c, e) == 0 &&
	    (c->kind == s->kind || (s->kind == CH_SET && c->kind == CH_COMPLETE)) && strcmp(c->who, text(s->who)) == 0 &&
	    vv_compare(&c->seen, s->seen) == VV_EQUAL) {
		for (i = 0; now && i < s->form->ncells && value_equal(&now[i], &s->v[i]); i++)
			;
		if (now == NULL || i == s->form->ncells)
			return 0;
	}
	return err_set(e, E_RULE, _("%s was changed by %s since you opened it: look at it again, "
	    "then enter your change"), book_id(q->b, q->a, s->rec), r->who);
}

/* Writes the change and what follows from it; before: index rows of the record as it was. */
static int
write_change(struct batch *q, struct txn *t, struct change *c, struct record *r,
    const struct ixlist *before, struct err *e)
{
	struct ixlist after = { 0 };

	record_apply(q->one, r, c);
	head_move(q->b, &q->scratch, &q->head, c);
	head_mark(&q->head, c);
	if (change_write(t, &q->last_bytes, c, e))
		return -1;
	q->last = c->id;
	if (record_write(t, &q->scratch, r, e) ||
	    (c->kind == CH_ERASE && erase_stored(q->b, t, q->a, r, e)))
		return -1;
	if (before == NULL) {
		index_rows(q->b, q->one, r, &q->rows);
		return 0;
	}
	index_rows(q->b, q->a, r, &after);
	index_diff(q->a, before, &after, &q->rows);
	return 0;
}

static struct change *
new_change(struct batch *q, const struct save *s, const struct shape *shape)
{
	struct change *c = arena_alloc(q->one, sizeof *c);

	c->id = rid_make(q->b->info.self, q->head.counter + 1);
	c->rec = s->kind == CH_CREATE ? c->id : s->rec;
	c->kind = s->kind;
	c->clock = next_clock(q->head.clock);
	c->who = text(s->who);
	c->reason = text(s->reason);
	c->unit = "";
	c->shape = shape;
	return c;
}

static int
save_new(struct batch *q, struct txn *t, struct save *s, const struct shape *shape, struct err *e)
{
	struct change *c = new_change(q, s, shape);
	struct record *r = record_new(q->one, shape);

	if (operator_checks(q->b, t, q->a, &q->acting, s, NULL, e))
		return -1;
	c->unit = s->unit ? s->unit : q->b->info.unit;
	put_sets(q, c, NULL, s->v);
	s->id = c->id;
	return write_change(q, t, c, r, NULL, e);
}

/* Whether all that happened since s was looked at is that others looked, too. */
static bool
only_looked_at(struct batch *q, struct txn *t, const struct save *s, const struct record *r)
{
	const struct vv *v = &r->vv;
	struct change *c;
	struct err e;

	while (vv_compare(s->seen, v) != VV_EQUAL) {
		if (change_read(q->b, t, q->a, rid_make(q->b->info.self, vv_get(v, q->b->info.self)), &c, &e) != 0 ||
		    c->kind != CH_REVEAL)
			return false;
		v = &c->seen;
	}
	return true;
}

/* What must hold of the record a change is about; 1: this change is there already. */
static int
may_change(struct batch *q, struct txn *t, const struct save *s, const struct record *r,
    struct err *e)
{
	if ((s->kind == CH_ERASE || s->kind == CH_REVEAL) && !*text(s->reason))
		return err_set(e, E_RULE, _("say why with --reason TEXT; it is written down"));
	if (s->seen && vv_compare(s->seen, &r->vv) != VV_EQUAL && !only_looked_at(q, t, s, r))
		return moved_on(q, t, s, r, e) ? -1 : 1;
	if (s->kind >= CH_N || !(allowed[s->kind] & ON(r->status)) || (r->status == ST_LOCKED &&
	    (s->kind == CH_CORRECT || s->kind == CH_REMOVE) && !correct_ready(s->reason)))
		return refuse_status(q, s, r, e);
	if (s->v && all_blank(s->v, s->form->ncells) && !record_empty(r))
		return err_set(e, E_RULE, _("%s holds values, and an empty form never takes their "
		    "place: remove the record instead"), book_id(q->b, q->a, s->rec));
	return 0;
}

static int
save_old(struct batch *q, struct txn *t, struct save *s, const struct shape *shape, struct err *e)
{
	struct ixlist before = { 0 };
	uint8_t key[RECORD_KEY];
	struct record *r;
	struct change *c;
	int found;

	record_key(key, shape->formno, s->rec);
	found = record_read(q->b, t, q->one, key, &r, e);
	if (found > 0)
		return err_set(e, E_INPUT, _("there is no record %s of form %s"),
		    book_id(q->b, q->a, s->rec), s->form->id);
	if (found < 0 || operator_checks(q->b, t, q->a, &q->acting, s, r, e) || (found = may_change(q, t, s, r, e)) < 0)
		return -1;
	s->id = s->rec;
	if (found)
		return 0;
	c = new_change(q, s, s->v ? shape : r->shape); /* a status alone moves no record to a new version */
	c->seen = r->vv;
	if (s->v)
		put_sets(q, c, book_values(q->a, r, s->form), s->v);
	if (s->kind == CH_ERASE)
		erase_sets(q->one, c);
	if (c->nsets == 0 && (s->kind == CH_SET || s->kind == CH_CORRECT))
		return 0; /* nothing was changed */
	if (s->kind == CH_SET && r->status == ST_APPROVED)
		c->kind = CH_COMPLETE; /* what was approved is not what stands there now */
	index_rows(q->b, q->a, r, &before);
	return write_change(q, t, c, r, &before, e);
}

static int
drop_draft(struct txn *t, const struct save *s, struct err *e)
{
	struct buf k = { NULL, 0, 0 };
	int r;

	draft_key(&k, text(s->who), s->form->id);
	r = txn_del(t, TB_DRAFTS, k.p, k.n, e);
	buf_free(&k);
	return r < 0 ? -1 : 0;
}

static int
save_batch(void *arg, struct txn *t, struct err *e)
{
	struct batch *q = arg;
	int i, r;

	if (head_get(t, q->b->info.self, &q->head, e))
		return -1;
	for (i = 0; i < q->n; i++) {
		struct save *s = &q->list[i];

		r = s->kind == CH_CREATE ? save_new(q, t, s, q->shape[i], e)
		    : save_old(q, t, s, q->shape[i], e);
		if (r == 0)
			r = operator_follows(t, s, e);
		if (r == 0 && s->draft)
			r = drop_draft(t, s, e);
		if (r == 0 && s->keys > 0)
			r = keycount_add(t, s->form, s->keys, e);
		if (r)
			return -1;
		arena_reset(q->one);
	}
	if (q->last && (index_write(t, &q->rows, e) || head_put(t, q->b->info.self, &q->head, e)))
		return -1;
	q->done = true;
	return 0;
}

/* What a list asks for, without anything the book adds. */
static void
hash_asked(const struct save *list, int n, uint8_t out[HASH_BYTES])
{
	struct buf b = { NULL, 0, 0 };
	int i, j;

	for (i = 0; i < n; i++) {
		const struct save *s = &list[i];

		buf_u8(&b, (uint8_t)s->kind);
		buf_u64(&b, s->kind == CH_CREATE ? 0 : s->rec);
		buf_str(&b, s->form->id);
		buf_str(&b, s->who);
		buf_str(&b, s->reason);
		buf_str(&b, s->unit);
		for (j = 0; s->v && j < s->form->ncells; j++)
			code_value(&b, &s->v[j]);
	}
	hash_bytes(b.p, b.n, out);
	buf_free(&b);
}

/* 0: the doubtful change is in the book, 1: it is not, -1 nobody can tell. */
static int
look_for(void *arg, struct txn *t, struct err *e)
{
	const struct doubt *d = arg;
	uint8_t k[8], hash[HASH_BYTES];
	const void *v;
	size_t n;
	int r;

	key_u64(k, d->last);
	r = txn_get(t, TB_CHANGES, k, sizeof k, &v, &n, e);
	if (r)
		return r;
	hash_bytes(v, n, hash);
	return memcmp(hash, d->wrote, HASH_BYTES) == 0 ? 0 : 1;
}

/* 0: list is the doubtful one and is in the book; 1: it has to be saved; -1 failed. */
static int
settle(struct book *b, struct save *list, int n, struct err *e)
{
	uint8_t asked[HASH_BYTES];
	struct doubt *d = b->doubt;
	int i, r;

	if (d == NULL || !d->open)
		return 1;
	r = store_visit(b->store, look_for, d, e);
	if (r < 0)
		return -1;
	d->open = false;
	hash_asked(list, n, asked);
	if (r || n != d->n || memcmp(asked, d->asked, HASH_BYTES) != 0)
		return 1;
	for (i = 0; i < n; i++)
		list[i].id = d->id[i];
	return 0;
}

/* The commit failed: whether it reached the disk is found out now, or by the next save. */
static int
in_doubt(struct batch *q, struct err *e)
{
	struct doubt *d = q->b->doubt;
	struct err second;
	int i;

	if (d == NULL)
		d = q->b->doubt = arena_alloc(q->b->a, sizeof *d);
	d->open = true;
	d->last = q->last;
	hash_bytes(q->last_bytes.p, q->last_bytes.n, d->wrote);
	hash_asked(q->list, q->n, d->asked);
	d->n = q->n;
	for (i = 0; i < q->n; i++)
		d->id[i] = q->list[i].id;
	i = settle(q->b, q->list, q->n, &second);
	(void)e; /* the reason of the commit stays the one told */
	return i == 0 ? 0 : -1;
}

int
book_save(struct book *b, struct save *list, int n, struct err *e)
{
	struct batch q = { .b = b, .list = list, .n = n };
	int i, r;

	assert(n > 0 && n <= SAVE_MAX);
	r = settle(b, list, n, e);
	if (r <= 0)
		return r;
	if (store_space(b->info.dir, NULL) == SPACE_REFUSE)
		return err_set(e, E_SPACE, _("Less than 32 MiB are free on the disk of the book: "
		    "nothing new is saved until some space is freed; reading and dumping go on"));
	if (b->scratch == NULL) {
		b->scratch = arena_new();
		b->one = arena_new();
	}
	q.a = q.rows.a = b->scratch;
	q.rows.cap = (uint32_t)n * ROWS_EACH;
	q.rows.row = arena_alloc(q.a, q.rows.cap * sizeof *q.rows.row);
	q.one = b->one;
	q.shape = arena_alloc(q.a, (size_t)n * sizeof *q.shape);
	r = 0;
	for (i = 0; i < n && r == 0; i++) {
		q.shape[i] = list[i].shape ? list[i].shape : book_shape(b, list[i].form, e);
		if (q.shape[i] == NULL)
			r = -1;
	}
	if (r == 0)
		r = store_txn(b->store, save_batch, &q, e);
	if (r && q.done && q.last)
		r = in_doubt(&q, e);
	for (i = 0; i < n; i++)
		if (i == 0 || list[i].form != list[i - 1].form)
			look_changed(b, list[i].shape ? NULL : list[i].form);
	buf_free(&q.scratch);
	buf_free(&q.last_bytes);
	arena_reset(q.one);
	arena_reset(q.a);
	return r;
}
