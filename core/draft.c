/* SPDX-License-Identifier: MIT */
/*
 * draft: the form in hand, on disk after each field.  Invariant: one draft an operator
 * and form; its cells are kept by name, so it outlives a new version of the form.
 */
#include <string.h>

#include "core/book_int.h"
#include "core/code.h"

void
draft_key(struct buf *k, const char *who, const char *form)
{
	buf_put(k, who, strlen(who));
	buf_u8(k, 0);
	buf_put(k, form, strlen(form));
}

static void
draft_encode(struct buf *b, const struct form *f, const struct draft *d)
{
	int i, n = 0;

	for (i = 0; i < f->ncells; i++)
		n += d->v[i].kind != V_BLANK;
	buf_varint(b, (uint64_t)f->version);
	buf_u64(b, d->rec);
	buf_u64(b, (uint64_t)d->when);
	buf_str(b, d->cell >= 0 && d->cell < f->ncells ? f->cell[d->cell].id : "");
	code_vv(b, &d->seen);
	buf_varint(b, (uint64_t)n);
	for (i = 0; i < f->ncells; i++)
		if (d->v[i].kind != V_BLANK) {
			buf_str(b, f->cell[i].id);
			code_value(b, &d->v[i]);
		}
}

static struct draft *
draft_decode(struct arena *a, const struct form *f, const void *p, size_t n)
{
	struct draft *d = arena_alloc(a, sizeof *d);
	struct value *v = arena_alloc(a, ((size_t)f->ncells + 1) * sizeof *v), x;
	struct rd r = rd_of(p, n);
	uint64_t cells;
	int i;

	d->form = f->id;
	d->version = (int)rd_varint(&r);
	d->rec = rd_u64(&r);
	d->when = (int64_t)rd_u64(&r);
	d->cell = form_cell(f, code_text(a, &r));
	if (d->cell < 0)
		d->cell = 0;
	d->seen = code_vv_read(a, &r);
	for (cells = rd_varint(&r); cells > 0 && !r.bad; cells--) {
		i = form_cell(f, code_text(a, &r));
		x = code_value_read(a, &r, rd_u8(&r));
		if (i >= 0)
			v[i] = x;
	}
	d->v = v;
	d->ncells = f->ncells;
	return r.bad ? NULL : d;
}

struct draft_ask {
	struct arena *a;
	struct buf key, val;
	const struct form *f;
	struct draft *got;
};

static int
draft_put(void *arg, struct txn *t, struct err *e)
{
	struct draft_ask *q = arg;

	return txn_put(t, TB_DRAFTS, q->key.p, q->key.n, q->val.p, q->val.n, e);
}

int
book_draft_save(struct book *b, const char *who, const struct form *f, const struct draft *d,
    struct err *e)
{
	struct draft_ask q = { .f = f };
	int r;

	draft_key(&q.key, who, f->id);
	draft_encode(&q.val, f, d);
	r = store_txn(b->store, draft_put, &q, e);
	buf_free(&q.key);
	buf_free(&q.val);
	return r;
}

static int
draft_get(void *arg, struct txn *t, struct err *e)
{
	struct draft_ask *q = arg;
	const void *v;
	size_t n;
	int r = txn_get(t, TB_DRAFTS, q->key.p, q->key.n, &v, &n, e);

	if (r)
		return r < 0 ? -1 : 0;
	q->got = draft_decode(q->a, q->f, v, n);
	return q->got ? 0 : err_set(e, E_DAMAGE, _("The draft of form %s cannot be read any more"),
	    q->f->id);
}

int
book_draft_get(struct book *b, struct arena *a, const char *who, const struct form *f,
    struct draft **out, struct err *e)
{
	struct draft_ask q = { .a = a, .f = f };
	int r;

	draft_key(&q.key, who, f->id);
	r = book_visit(b, draft_get, &q, e);
	buf_free(&q.key);
	*out = q.got;
	return r;
}

static int
draft_del(void *arg, struct txn *t, struct err *e)
{
	struct draft_ask *q = arg;

	return txn_del(t, TB_DRAFTS, q->key.p, q->key.n, e) < 0 ? -1 : 0;
}

static int
draft_there(void *arg, struct txn *t, struct err *e)
{
	struct draft_ask *q = arg;
	const void *v;
	size_t n;

	return txn_get(t, TB_DRAFTS, q->key.p, q->key.n, &v, &n, e);
}

int
book_draft_drop(struct book *b, const char *who, const struct form *f, struct err *e)
{
	struct draft_ask q = { .f = f };
	int r;

	draft_key(&q.key, who, f->id);
	r = book_visit(b, draft_there, &q, e);
	if (r == 0) /* no draft: no write, no wait for the disk */
		r = store_txn(b->store, draft_del, &q, e);
	else if (r > 0)
		r = 0;
	buf_free(&q.key);
	return r;
}

struct drafts_ask {
	struct arena *a;
	struct buf key;
	const char **form;
	int n;
};

static int
draft_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct drafts_ask *q = arg;

	(void)v;
	(void)vn;
	(void)e;
	q->form = arena_room(q->a, q->form, (size_t)q->n, sizeof *q->form);
	q->form[q->n++] = arena_dup(q->a, (const char *)k + q->key.n, kn - q->key.n);
	return 0;
}

static int
drafts_walk(void *arg, struct txn *t, struct err *e)
{
	struct drafts_ask *q = arg;

	return txn_walk(t, TB_DRAFTS, q->key.p, q->key.n, WALK_PREFIX, draft_row, q, e);
}

int
book_drafts(struct book *b, struct arena *a, const char *who, const char ***forms, struct err *e)
{
	struct drafts_ask q = { .a = a };
	int r;

	draft_key(&q.key, who, "");
	r = book_visit(b, drafts_walk, &q, e);
	buf_free(&q.key);
	*forms = q.form;
	return r ? -1 : q.n;
}

struct other_ask {
	struct arena *a;
	const struct form *f;
	const char *who, *other;
	rid rec;
	int64_t when;
};

/* A draft of any person: the latest of the record that is not of who asks. */
static int
other_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct other_ask *q = arg;
	const char *who = k;
	size_t n = strnlen(who, kn);
	struct rd r = rd_of(v, vn);
	int64_t when;
	rid rec;

	(void)e;
	if (n == kn || kn - n - 1 != strlen(q->f->id) || memcmp(who + n + 1, q->f->id, kn - n - 1) != 0 ||
	    strcmp(who, q->who) == 0)
		return 0;
	(void)rd_varint(&r);
	rec = rd_u64(&r);
	when = (int64_t)rd_u64(&r);
	if (r.bad || rec != q->rec || (q->other && when <= q->when))
		return 0;
	q->other = arena_strdup(q->a, who);
	q->when = when;
	return 0;
}

static int
others_walk(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_DRAFTS, "", 0, WALK_ALL, other_row, arg, e);
}

int
book_draft_other(struct book *b, struct arena *a, const char *who, const struct form *f, rid rec,
    const char **other, int64_t *when, struct err *e)
{
	struct other_ask q = { .a = a, .f = f, .who = who, .rec = rec };

	if (book_visit(b, others_walk, &q, e) != 0)
		return -1;
	*other = q.other;
	*when = q.when;
	return q.other != NULL;
}
