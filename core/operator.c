/* SPDX-License-Identifier: MIT */
/*
 * operator: an operator is a record of a form that is built in, so what becomes of it is
 * in the change log as everything else is, leaves with the dumps, and is verified.  Rights
 * are read from a row of meta ("op:<name>") that follows the record in the same transaction,
 * and only here: changes that come in from other books never give a right.
 */
#include "core/operator.h"

#include <stdio.h>
#include <string.h>

#include "core/book_int.h"
#include "core/code.h"
#include "core/date.h"
#include "core/due.h"
#include "core/lang.h"

enum { OP_NAME, OP_ROLES, OP_STATE, OP_PINS, OP_N };

static const struct field fields[OP_N] = {
	[OP_NAME] = { .id = "name", .type = T_TEXT, .no = OP_NAME, .cell = OP_NAME, .ncells = 1,
	    .label = { "Tên đăng nhập", "Name" } },
	[OP_ROLES] = { .id = "roles", .type = T_TEXT, .no = OP_ROLES, .cell = OP_ROLES, .ncells = 1,
	    .label = { "Vai trò", "Roles" } },
	[OP_STATE] = { .id = "state", .type = T_TEXT, .no = OP_STATE, .cell = OP_STATE, .ncells = 1,
	    .label = { "Trạng thái", "State" } },
	[OP_PINS] = { .id = "pins", .type = T_COUNT, .no = OP_PINS, .cell = OP_PINS, .ncells = 1,
	    .label = { "Số lần đặt mã PIN", "PINs given" } },
};

static const struct cell cells[OP_N] = {
	{ "name", &fields[OP_NAME], NULL, NULL }, { "roles", &fields[OP_ROLES], NULL, NULL },
	{ "state", &fields[OP_STATE], NULL, NULL }, { "pins", &fields[OP_PINS], NULL, NULL },
};

/* The loader takes no id that begins with '_': no form file can come in its way. */
static const struct form form = {
	.id = "_operator", .code = "@", .version = 1,
	.title = { "Người sử dụng", "Operators" },
	.nfields = OP_N, .ncells = OP_N,
	.field = (struct field *)fields, .cell = (struct cell *)cells, /* nobody writes to a form */
};

static const char open_state[] = "open", closed_state[] = "closed", prefix[] = "op:";

enum { PREFIX = sizeof prefix - 1, ROW_NAME = PREFIX + OPERATOR_NAME + 1 };

const struct form *
operator_form(void)
{
	return &form;
}

static void
row_name(const char *name, char out[ROW_NAME])
{
	memcpy(out, prefix, PREFIX);
	snprintf(out + PREFIX, ROW_NAME - PREFIX, "%s", name);
}

static int
row_read(struct arena *a, const void *v, size_t n, struct operator *o, struct err *e)
{
	struct rd r = rd_of(v, n);

	o->duties = (unsigned)rd_varint(&r);
	o->closed = rd_u8(&r) != 0;
	o->rec = rd_u64(&r);
	o->pin = code_text(a, &r);
	if (r.bad || rd_left(&r) || o->duties >= DUTY_HOUSE)
		return err_set(e, E_DAMAGE, _("The row of operator %s cannot be read; run `soxa verify`"), o->name);
	return 0;
}

static int
row_write(struct txn *t, const struct operator *o, struct err *e)
{
	struct buf b = { 0 };
	char name[ROW_NAME];
	int r;

	row_name(o->name, name);
	buf_varint(&b, o->duties);
	buf_u8(&b, o->closed);
	buf_u64(&b, o->rec);
	buf_str(&b, o->pin);
	r = meta_put(t, name, b.p, b.n, e);
	buf_free(&b);
	return r;
}

struct find {
	struct arena *a;
	const char *name;
	struct operator *out;
	int got;                /* as operator_find answers */
};

/* 0 and *out, closed or not; 1: no such row, -1 failed. */
static int
row_find(struct txn *t, struct arena *a, const char *name, struct operator *out, struct err *e)
{
	char row[ROW_NAME];
	const void *v;
	size_t n;
	int r;

	if (!*name || strlen(name) > OPERATOR_NAME)
		return 1;
	row_name(name, row);
	r = meta_get(t, row, &v, &n, e);
	if (r)
		return r;
	out->name = arena_strdup(a, name);
	return row_read(a, v, n, out, e);
}

/* 1 when somebody is named in the book, 0 nobody, -1 failed. */
static int
anybody(struct txn *t, struct err *e)
{
	const void *k, *v;
	size_t kn, vn;
	int r = txn_last(t, TB_META, prefix, PREFIX, &k, &kn, &v, &vn, e);

	return r < 0 ? -1 : r == 0;
}

static int
find(void *arg, struct txn *t, struct err *e)
{
	struct find *q = arg;
	int r = anybody(t, e);

	memset(q->out, 0, sizeof *q->out);
	if (r > 0) {
		q->got = row_find(t, q->a, q->name, q->out, e);
		if (q->got == 0 && q->out->closed)
			q->got = 1;
		return q->got < 0 ? -1 : 0;
	}
	*q->out = (struct operator){ .name = q->name, .duties = DUTY_HOUSE - 1, .pin = "" };
	q->got = 0;
	return r;
}

int
operator_find(struct book *b, struct arena *a, const char *name, struct operator *out, struct err *e)
{
	struct find q = { .a = a, .name = name, .out = out };

	return book_visit(b, find, &q, e) ? -1 : q.got;
}

struct all {
	struct arena *a;
	struct operator *o;
	int n;
};

static int
all_row(void *arg, const void *k, size_t kn, const void *v, size_t vn, struct err *e)
{
	struct all *q = arg;
	struct operator *o;

	q->o = arena_room(q->a, q->o, (size_t)q->n, sizeof *q->o);
	o = &q->o[q->n++];
	memset(o, 0, sizeof *o);
	o->name = arena_dup(q->a, (const char *)k + PREFIX, kn - PREFIX);
	return row_read(q->a, v, vn, o, e);
}

static int
all_rows(void *arg, struct txn *t, struct err *e)
{
	return txn_walk(t, TB_META, prefix, PREFIX, WALK_PREFIX, all_row, arg, e);
}

int
operator_list(struct book *b, struct arena *a, struct operator **out, struct err *e)
{
	struct all q = { .a = a };

	if (book_visit(b, all_rows, &q, e))
		return -1;
	*out = q.o;
	return q.n;
}

/* Whether r is of the day and the hand of the one who changes it now, and nobody has signed it. */
static int
own_day(struct book *b, struct txn *t, struct arena *a, const char *who, const struct record *r,
    struct err *e)
{
	struct change *made;
	int32_t day;
	int minute, found = change_read(b, t, a, r->id, &made, e);

	if (found)
		return found < 0 ? -1 : 0;
	due_moment((int64_t)(r->created >> 16), &day, &minute);
	/* a clock that was set back leaves the log's own ahead of it */
	return day >= date_today() && strcmp(made->who, who) == 0 && r->status != ST_APPROVED &&
	    r->status != ST_LOCKED;
}

static int
may_save(struct book *b, struct txn *t, struct arena *a, const struct operator *o, const struct save *s,
    const struct record *r, struct err *e)
{
	int own;

	if (operator_may_change(o, s->kind, e))
		return -1;
	if (!r || operator_holds(o, RIGHT_CORRECT) || !operator_enters(s->kind))
		return 0;
	own = own_day(b, t, a, o->name, r, e);
	if (own < 0)
		return -1;
	return own ? 0 : err_set(e, E_RULE, _("%s: %s may correct only what %s keyed today and nobody has "
	    "approved; ask the supervisor"), book_id(b, a, r->id), o->name, o->name);
}

struct correct_ask_of {
	struct book *b;
	struct arena *a;
	const struct operator *o;
	rid rec;
};

static int
may_correct(void *arg, struct txn *t, struct err *e)
{
	const struct correct_ask_of *q = arg;
	struct save s = { .kind = CH_SET, .rec = q->rec };
	uint8_t key[RECORD_KEY];
	struct record *r;

	if (record_find(q->b, t, q->rec, key, e) || record_read(q->b, t, q->a, key, &r, e))
		return 0; /* who opens it is told */
	return may_save(q->b, t, q->a, q->o, &s, r, e);
}

int
operator_may_correct(struct book *b, const struct operator *o, rid rec, struct err *e)
{
	struct correct_ask_of q = { b, arena_new(), o, rec };
	int r = operator_holds(o, RIGHT_CORRECT) ? 0 : book_visit(b, may_correct, &q, e);

	arena_free(q.a);
	return r;
}

/* Fills at for who, unless it is filled already. */
static int
look_up(struct txn *t, struct arena *a, struct acting *at, const char *who, struct err *e)
{
	int some, found;

	if (at->who && strcmp(at->who, who) == 0)
		return 0;
	some = anybody(t, e);
	if (some < 0)
		return -1;
	at->nobody = !some;
	found = some ? row_find(t, a, who, &at->o, e) : 0;
	if (found < 0)
		return -1;
	if (found || at->o.closed)
		return err_set(e, E_RULE, _("%s is no operator of this book; see `soxa people list`"), who);
	at->who = who;
	return 0;
}

int
operator_checks(struct book *b, struct txn *t, struct arena *a, struct acting *at,
    const struct save *s, const struct record *r, struct err *e)
{
	if (s->form == &form && !s->pin)
		return err_set(e, E_RULE, _("Operators are changed with `soxa people` alone"));
	if (look_up(t, a, at, s->who ? s->who : "", e))
		return -1;
	if (at->nobody)
		return 0;
	if (s->form == &form)
		return operator_may(&at->o, RIGHT_PEOPLE, e);
	return may_save(b, t, a, &at->o, s, r, e);
}

/* Somebody has to be left who may define others. */
static int
somebody_left(struct txn *t, struct arena *a, struct err *e)
{
	struct all q = { .a = a };
	int i;

	if (all_rows(&q, t, e))
		return -1;
	for (i = 0; i < q.n; i++)
		if (!q.o[i].closed && operator_holds(&q.o[i], RIGHT_PEOPLE))
			return 0;
	return err_set(e, E_RULE, _("somebody must be left who may define operators: "
	    "give one of them the role technician first"));
}

int
operator_follows(struct txn *t, const struct save *s, struct err *e)
{
	struct arena *a;
	struct operator o = { 0 }, old = { .pin = "" };
	int r;

	if (s->form != &form)
		return 0;
	a = arena_new();
	o.name = s->v[OP_NAME].s;
	o.rec = s->id;
	o.closed = strcmp(s->v[OP_STATE].s, closed_state) == 0;
	r = operator_duties(s->v[OP_ROLES].s, &o.duties, e);
	if (r == 0)
		r = row_find(t, a, o.name, &old, e);
	if (r >= 0) {
		o.pin = s->pin && s->v[OP_PINS].n ? s->pin : "";
		r = row_write(t, &o, e);
	}
	if (r == 0)
		r = somebody_left(t, a, e);
	arena_free(a);
	return r;
}

/* The record of an operator that is there, as its values; NULL: -1. */
static struct value *
values_now(struct book *b, struct arena *a, rid rec, struct record **r, struct err *e)
{
	*r = book_get(b, a, rec, e);
	return *r ? book_values(a, *r, &form) : NULL;
}

static struct value
text_of(const char *s)
{
	return (struct value){ .kind = V_TEXT, .s = s };
}

/* What is asked for makes sense beside what is there (old NULL: nobody of that name, now or before). */
static int
makes_sense(const struct operator_edit *q, const struct operator *old, int n, struct err *e)
{
	if (q->add && old && !old->closed)
		return err_set(e, E_INPUT, _("%s is an operator already; `soxa people role` and `soxa people pin` change one"), q->name);
	if (!q->add && (!old || old->closed))
		return err_set(e, E_INPUT, _("%s is no operator of this book; see `soxa people list`"), q->name);
	if (q->add && !q->duties)
		return err_set(e, E_USAGE, _("say with --role what %s does: operator, supervisor, auditor, technician, or several"), q->name);
	if (n == 0 && !(q->duties & DUTY_TECHNICIAN))
		return err_set(e, E_RULE, _("the first operator must be able to define others: add technician to --role, "
		    "as in --role operator,supervisor,technician"));
	return 0;
}

/* Lays the wanted values over those of old (NULL: none). */
static void
put_wanted(struct arena *a, const struct operator_edit *q, const struct operator *old, struct value *v)
{
	const char *pin = q->pin ? q->pin : old ? old->pin : "";

	v[OP_NAME] = text_of(q->name);
	v[OP_ROLES] = text_of(operator_words(a, q->duties ? q->duties : old ? old->duties : 0));
	v[OP_STATE] = text_of(q->close ? closed_state : open_state);
	v[OP_PINS].kind = V_INT;
	if (!*pin)
		v[OP_PINS].n = 0;
	else if (q->pin)
		v[OP_PINS].n++;
}

int
operator_save(struct book *b, const struct operator_edit *q, struct err *e)
{
	struct arena *a = arena_new();
	struct save s = { .kind = CH_CREATE, .form = &form, .who = q->who, .reason = q->reason };
	struct operator *all, *old = NULL;
	struct value *v = arena_alloc(a, OP_N * sizeof *v);
	struct record *r;
	int i, n = operator_list(b, a, &all, e), rc = -1;

	for (i = 0; i < n; i++)
		if (strcmp(all[i].name, q->name) == 0)
			old = &all[i];
	if (n < 0 || makes_sense(q, old, n, e))
		goto out;
	if (old) {
		v = values_now(b, a, old->rec, &r, e);
		if (!v)
			goto out;
		s.kind = CH_SET;
		s.rec = old->rec;
		s.seen = &r->vv;
	}
	put_wanted(a, q, old, v);
	s.v = v;
	s.pin = q->pin ? q->pin : old ? old->pin : "";
	rc = book_save(b, &s, 1, e);
out:
	arena_free(a);
	return rc;
}

/* One row against its record. */
static const char *
row_fault(struct book *b, struct arena *a, const struct operator *o)
{
	struct err why;
	struct record *r;
	const struct value *v = values_now(b, a, o->rec, &r, &why);
	unsigned duties = 0;

	if (!v)
		return arena_strdup(a, why.text);
	if (strcmp(r->shape->form, form.id) != 0 || v[OP_NAME].kind != V_TEXT ||
	    v[OP_ROLES].kind != V_TEXT || v[OP_STATE].kind != V_TEXT || strcmp(v[OP_NAME].s, o->name) != 0)
		return _("its record is that of somebody else");
	if (operator_duties(v[OP_ROLES].s, &duties, &why) || duties != o->duties)
		return _("the log gives other roles");
	if ((strcmp(v[OP_STATE].s, closed_state) == 0) != o->closed)
		return _("the log says otherwise whether the operator is closed");
	if ((v[OP_PINS].n > 0) != (*o->pin != '\0'))
		return _("the log says otherwise whether there is a PIN");
	return NULL;
}

struct missing {
	struct book *b;
	const struct operator *o;
	int n;
	rid gone;               /* a record of this book that no row follows */
};

static int
has_row(void *arg, rid id, struct rd *rd, const struct skim *head, struct err *e)
{
	struct missing *q = arg;
	int i;

	(void)rd;
	(void)e;
	if (strcmp(head->shape->form, form.id) != 0 || rid_node(id) != q->b->info.self)
		return 0;
	for (i = 0; i < q->n && q->o[i].rec != id; i++)
		continue;
	if (i == q->n)
		q->gone = id;
	return 0;
}

int
operator_verify(struct book *b, struct arena *a, struct verify *out, struct err *e)
{
	struct missing q = { .b = b };
	struct operator *all = NULL;
	struct err why;
	const char *text;
	int i;

	q.n = operator_list(b, a, &all, &why);
	if (q.n < 0) {
		verify_fault(out, a, "%s", why.text);
		return 0;
	}
	for (i = 0; i < q.n; i++) {
		text = row_fault(b, a, &all[i]);
		if (text)
			verify_fault(out, a, _("the rights of operator %s are not what the log gives: %s"), all[i].name, text);
	}
	q.o = all;
	if (book_scan(b, NULL, has_row, &q, &why))
		return 0; /* named where the records are verified */
	(void)e;
	if (q.gone)
		verify_fault(out, a, _("record %s names an operator whose rights are gone from the book"),
		    book_id(b, a, q.gone));
	return 0;
}
