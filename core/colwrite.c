/* SPDX-License-Identifier: MIT */
/*
 * colwrite: changes into payload lines, by column.  What the reader would assume
 * anyway is left out: counters in a row, a created record that bears its change's
 * id and the office's unit, an empty vector, no reason.  Invariant: changes come in
 * with rising counters, and pay_parse gives back the same ones.
 */
#include "core/column.h"

#include <string.h>

#include "core/code.h"
#include "core/lang.h"

const char *const pay_kinds[CH_N] = {
	"", "create", "set", "complete", "approve", "lock", "correct", "remove", "restore", "erase",
	"resolve", "unlock", "reveal",
};

/* One line in the making: the changes of one shape. */
struct block {
	struct arena *a;
	const struct pay_write *w;
	const struct shape *shape;
	struct change **c;
	int n;
	uint64_t first;         /* counter of the first change of all shapes */
	struct pay_nodes nodes;
	struct tok *col;        /* scratch, n */
	bool crowded;           /* more foreign nodes than a line may list */
};

void
pay_meta(struct buf *b, const struct dump_head *h)
{
	struct arena *a = arena_new();

	buf_printf(b, "{\"soxa\":1,\"office\":");
	column_text(b, h->office);
	buf_printf(b, ",\"unit\":");
	column_text(b, h->unit);
	buf_printf(b, ",\"node\":\"%s\",\"seq\":%llu,\"from\":%llu,\"to\":%llu}\n",
	    hex_of(a, h->node, NODE_BYTES), (unsigned long long)h->sequence,
	    (unsigned long long)h->from, (unsigned long long)h->to);
	arena_free(a);
}

void
pay_end(struct buf *b, uint64_t lines, uint64_t changes)
{
	uint8_t hash[HASH_BYTES];

	hash_bytes(b->p, b->n, hash);
	buf_printf(b, "{\"end\":%llu,\"changes\":%llu,\"hash\":\"", (unsigned long long)lines,
	    (unsigned long long)changes);
	base64_put(b, hash, sizeof hash);
	buf_printf(b, "\"}\n");
}

static struct tok
tok_int(int64_t n)
{
	return (struct tok){ .kind = TK_INT, .n = n };
}

static struct tok
tok_text(const char *s)
{
	return (struct tok){ .kind = TK_TEXT, .s = s };
}

/* The payload's number of a local node: self is 1, others are listed as they come. */
static int
node_no(struct block *k, unsigned self, unsigned local)
{
	const uint8_t *id;
	int i;

	if (local == self)
		return 1;
	id = k->w->node_of(k->w->arg, local);
	for (i = 0; i < k->nodes.n; i++)
		if (memcmp(k->nodes.id[i], id, NODE_BYTES) == 0)
			return i + 2;
	if (k->nodes.n == (int)(sizeof k->nodes.id / sizeof *k->nodes.id)) {
		k->crowded = true;
		return 1;
	}
	memcpy(k->nodes.id[k->nodes.n++], id, NODE_BYTES);
	return k->nodes.n + 1;
}

/* Which record a change moves: null its own, a number n the one n changes back, or "node.counter". */
static struct tok
tok_rec(struct block *k, const struct change *c)
{
	unsigned self = rid_node(c->id);

	if (c->rec == c->id)
		return (struct tok){ .kind = TK_UNSET };
	if (rid_node(c->rec) == self)
		return tok_int((int64_t)(rid_counter(c->id) - rid_counter(c->rec)));
	return tok_text(arena_printf(k->a, "%d.%llu", node_no(k, self, rid_node(c->rec)),
	    (unsigned long long)rid_counter(c->rec)));
}

/* What its author had seen: null nothing, a number own change so far back, or "node.counter ...". */
static struct tok
tok_seen(struct block *k, const struct change *c)
{
	unsigned self = rid_node(c->id);
	const char *s = "";
	int i;

	if (c->seen.n == 0)
		return (struct tok){ .kind = TK_UNSET };
	if (c->seen.n == 1 && c->seen.item[0].node == self)
		return tok_int((int64_t)(rid_counter(c->id) - c->seen.item[0].counter));
	for (i = 0; i < c->seen.n; i++)
		s = arena_printf(k->a, "%s%s%d.%llu", s, i ? " " : "",
		    node_no(k, self, c->seen.item[i].node),
		    (unsigned long long)c->seen.item[i].counter);
	return tok_text(s);
}

/* A member of the line, unless every token is the one a reader assumes. */
static void
put_column(struct buf *b, const struct block *k, const char *name, const struct tok *usual)
{
	if (column_all(k->col, k->n, usual))
		return;
	buf_u8(b, ',');
	column_text(b, name);
	buf_u8(b, ':');
	column_write(b, k->col, k->n);
}

static void
put_counters(struct buf *b, struct block *k)
{
	const struct tok one = tok_int(1);
	uint64_t last = k->first - 1;
	int i;

	for (i = 0; i < k->n; i++) {
		k->col[i] = tok_int((int64_t)(rid_counter(k->c[i]->id) - last));
		last = rid_counter(k->c[i]->id);
	}
	put_column(b, k, "counter", &one);
}

/*
 * Clocks from the change before, in milliseconds or, when all are whole seconds, in those;
 * and the count where it is not the one expected.
 */
static void
put_clocks(struct buf *b, struct block *k)
{
	const struct tok none = tok_int(0);
	uint64_t ms, last = 0, count = 0, want, step = 1000;
	int i;

	for (i = 0; i < k->n; i++)
		if ((k->c[i]->clock >> 16) % 1000 != 0)
			step = 1;
	for (i = 0; i < k->n; i++) {
		ms = k->c[i]->clock >> 16;
		k->col[i] = tok_int((int64_t)(ms - last) / (int64_t)step);
		last = ms;
	}
	buf_printf(b, step == 1 ? ",\"clock\":" : ",\"seconds\":");
	column_write(b, k->col, k->n);
	for (i = 0, last = 0; i < k->n; i++) {
		ms = k->c[i]->clock >> 16;
		want = i && ms == last ? count + 1 : 0;
		count = k->c[i]->clock & 0xFFFF;
		k->col[i] = tok_int((int64_t)(count - want));
		last = ms;
	}
	put_column(b, k, "count", &none);
}

static void
put_about(struct buf *b, struct block *k)
{
	const struct tok create = tok_text(pay_kinds[CH_CREATE]), empty = tok_text(""),
	    unset = { .kind = TK_UNSET };
	const struct change *c;
	int i;

	for (i = 0; i < k->n; i++)
		k->col[i] = tok_text(pay_kinds[k->c[i]->kind]);
	put_column(b, k, "kind", &create);
	for (i = 0; i < k->n; i++)
		k->col[i] = tok_rec(k, k->c[i]);
	put_column(b, k, "rec", &unset);
	for (i = 0; i < k->n; i++)
		k->col[i] = tok_seen(k, k->c[i]);
	put_column(b, k, "seen", &unset);
	for (i = 0; i < k->n; i++)
		k->col[i] = tok_text(k->c[i]->who);
	put_column(b, k, "who", &empty);
	for (i = 0; i < k->n; i++)
		k->col[i] = tok_text(k->c[i]->reason);
	put_column(b, k, "reason", &empty);
	for (i = 0; i < k->n; i++) {
		c = k->c[i];
		k->col[i] = strcmp(c->unit, c->kind == CH_CREATE ? k->w->unit : "") == 0 ? unset :
		    tok_text(c->unit);
	}
	put_column(b, k, "unit", &unset);
}

static const struct set *
set_of(const struct change *c, int cell)
{
	int lo = 0, hi = c->nsets, mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (c->set[mid].cell < cell)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < c->nsets && c->set[lo].cell == cell ? &c->set[lo] : NULL;
}

static struct tok
tok_set(const struct set *s)
{
	static const enum tok_kind kind[] = {
		[V_BLANK] = TK_BLANK, [V_NA] = TK_NA, [V_UNKNOWN] = TK_UNKNOWN, [V_INT] = TK_INT,
		[V_TEXT] = TK_TEXT,
	};

	if (!s)
		return (struct tok){ .kind = TK_UNSET };
	if (s->hash)
		return (struct tok){ .kind = TK_HASH, .hash = s->hash };
	return (struct tok){ .kind = kind[s->v.kind], .n = s->v.n, .s = s->v.s };
}

static void
put_cells(struct buf *b, struct block *k)
{
	const struct tok unset = { .kind = TK_UNSET };
	size_t start;
	int cell, i;

	buf_printf(b, ",\"cols\":{");
	start = b->n;
	for (cell = 0; cell < k->shape->ncells; cell++) {
		for (i = 0; i < k->n; i++)
			k->col[i] = tok_set(set_of(k->c[i], cell));
		put_column(b, k, k->shape->cell[cell], &unset);
	}
	if (b->n > start) { /* the first comma is one too many */
		memmove(b->p + start, b->p + start + 1, b->n - start - 1);
		b->n--;
	}
	buf_u8(b, '}');
}

/* Salts of sensitive cells, in the order of cells, then changes. */
static void
put_salts(struct buf *b, const struct block *k)
{
	static const uint8_t none[SALT_BYTES];
	struct buf salts = { 0 };
	const struct set *s;
	int cell, i;

	for (cell = 0; cell < k->shape->ncells; cell++) {
		if (!(k->shape->type[cell] & SHAPE_SENSITIVE))
			continue;
		for (i = 0; i < k->n; i++) {
			s = set_of(k->c[i], cell);
			if (s && !s->hash)
				buf_put(&salts, s->salt ? s->salt : none, SALT_BYTES);
		}
	}
	if (salts.n) {
		buf_printf(b, ",\"salt\":\"");
		base64_put(b, salts.p, salts.n);
		buf_u8(b, '"');
	}
	buf_free(&salts);
}

static void
put_nodes(struct buf *b, const struct block *k)
{
	int i;

	for (i = 0; i < k->nodes.n; i++)
		buf_printf(b, "%s\"%s\"", i ? "," : ",\"nodes\":[",
		    hex_of(k->a, k->nodes.id[i], NODE_BYTES));
	if (k->nodes.n)
		buf_u8(b, ']');
}

static int
put_line(struct buf *b, struct block *k, struct err *e)
{
	size_t start = b->n;

	k->col = arena_alloc(k->a, (size_t)k->n * sizeof *k->col);
	buf_printf(b, "{\"form\":");
	column_text(b, k->shape->form);
	buf_printf(b, ",\"v\":%d,\"n\":%d", k->shape->version, k->n);
	put_counters(b, k);
	put_clocks(b, k);
	put_about(b, k);
	put_nodes(b, k);
	put_cells(b, k);
	put_salts(b, k);
	buf_printf(b, "}\n");
	if (b->n - start > DUMP_LINE_MAX || k->crowded)
		return err_set(e, E_LIMIT,
		    _("a change of form %s is too large for a dump"), k->shape->form);
	return 0;
}

/* The changes of the shape of c[at] that are not written yet; 0 when c[at] is. */
static int
gather(struct change *const *c, int n, int at, bool *done, struct change **out)
{
	const struct shape *shape = c[at]->shape;
	int i, m = 0;

	for (i = at; i < n && !done[at]; i++)
		if (c[i]->shape == shape)
			out[m++] = c[i];
	for (i = at; i < n; i++)
		done[i] |= c[i]->shape == shape;
	return m;
}

/* Where the reader counts from: it moves on when what it was given so far has no hole. */
static int
closed(const bool *done, int n, int before)
{
	int i, at;

	for (at = 0; at < n && done[at]; at++)
		;
	for (i = at; i < n && !done[i]; i++)
		;
	return i == n ? at : before;
}

int
pay_block(struct buf *b, const struct pay_write *w, struct change *const *c, int n,
    uint64_t *lines, struct err *e)
{
	struct arena *a = arena_new();
	struct change **same = arena_alloc(a, (size_t)n * sizeof *same);
	bool *done = arena_alloc(a, (size_t)n * sizeof *done);
	size_t start = b->n;
	uint64_t made = 0;
	int i, base = 0, rc = 0;

	for (i = 0; i < n && rc == 0; i++) {
		struct block k = { .a = a, .w = w, .shape = c[i]->shape, .c = same };

		k.first = rid_counter(c[0]->id) + (uint64_t)base;
		k.n = gather(c, n, i, done, same);
		if (k.n == 0)
			continue;
		rc = put_line(b, &k, e);
		base = closed(done, n, base);
		made++;
	}
	if (rc)
		b->n = start;
	else
		*lines += made;
	arena_free(a);
	return rc;
}
