/* SPDX-License-Identifier: MIT */
/*
 * correct: what was changed after the lock, as deltas.  Invariant: the old value is what
 * the change itself had seen, never what the book happens to hold now, so an office and
 * its hub tell the same difference.
 */
#include "core/correct.h"

#include <string.h>

#include "core/book_int.h"
#include "core/date.h"

static const char *
plain(struct arena *a, const char *s)
{
	char *text = arena_strdup(a, s), *p;

	for (p = text; *p; p++)
		if (*p == ';' || *p == '=')
			*p = ',';
	return text;
}

const char *
correct_reason(struct arena *a, const char *why, const char *paper, const char *answers)
{
	return arena_printf(a, "correct=%s;paper=%s;%s", plain(a, why), plain(a, paper), answers);
}

/* Where the text of a part begins and how long it is; NULL when there is none. */
static const char *
part_at(const char *reason, const char *name, size_t *n)
{
	size_t len = strlen(name);

	for (; reason && *reason; reason += strspn(reason, "; ")) {
		*n = strcspn(reason, ";");
		if (*n > len && memcmp(reason, name, len) == 0 && reason[len] == '=') {
			*n -= len + 1;
			return reason + len + 1;
		}
		reason += *n;
	}
	return NULL;
}

const char *
correct_part(struct arena *a, const char *reason, const char *name)
{
	size_t n;
	const char *s = part_at(reason, name, &n);

	return s ? arena_printf(a, "%.*s", (int)n, s) : "";
}

static bool
says(const char *reason, const char *name)
{
	size_t n;
	const char *s = part_at(reason, name, &n);

	return s && strspn(s, " ") < n;
}

bool
correct_ready(const char *reason)
{
	return says(reason, "correct") && says(reason, "paper");
}

struct record *
correct_before(struct arena *a, struct change *const *all, int n, const struct change *c)
{
	struct change **seen = arena_alloc(a, ((size_t)n + 1) * sizeof *seen);
	int i, k = 0;

	for (i = 0; i < n; i++)
		if (vv_get(&c->seen, rid_node(all[i]->id)) >= rid_counter(all[i]->id))
			seen[k++] = all[i];
	return record_fold(a, seen, k);
}

struct lister {
	struct book *b;
	const struct correct_ask *q;
	correct_each *each;
	void *arg;
	struct arena *a;        /* of one change */
};

/* A number; a blank, or a state that is no number, adds nothing. */
static bool
adds_up(enum ftype t, const struct value *v)
{
	return types[t].numeric && v->kind != V_TEXT;
}

static int
tell(struct lister *l, struct correction *x, struct err *e)
{
	enum ftype t = x->cell >= 0 ? x->form->cell[x->cell].field->type : T_TEXT;

	x->counts = x->cell >= 0 && adds_up(t, &x->was) && adds_up(t, &x->now);
	x->difference = x->counts ? (x->now.kind == V_INT ? x->now.n : 0) -
	    (x->was.kind == V_INT ? x->was.n : 0) : 0;
	return l->each(l->arg, x, e);
}

/* The cells that c set. */
static int
tell_sets(struct lister *l, struct correction *x, const struct value *was, struct err *e)
{
	static const struct value blank;
	const struct change *c = x->c;
	int i;

	for (i = 0; i < c->nsets; i++) {
		x->cell = form_cell(x->form, c->shape->cell[c->set[i].cell]);
		if (x->cell < 0)
			continue; /* a field that this version of the form has no more */
		x->was = was ? was[x->cell] : blank;
		x->now = c->set[i].v;
		x->erased = c->set[i].hash != NULL;
		if (tell(l, x, e))
			return -1;
	}
	return 0;
}

/* A removal, and the numbers that went with it. */
static int
tell_removal(struct lister *l, struct correction *x, const struct value *was, struct err *e)
{
	static const struct value blank;

	x->was = x->now = blank;
	x->cell = -1;
	if (tell(l, x, e))
		return -1;
	for (x->cell = 0; x->cell < x->form->ncells; x->cell++) {
		x->was = was[x->cell];
		if (x->was.kind == V_INT && adds_up(x->form->cell[x->cell].field->type, &x->was) &&
		    tell(l, x, e))
			return -1;
	}
	return 0;
}

/* A correction counts for the day its record was of, and for the one it was moved to. */
static bool
wanted(const struct correct_ask *q, const struct form *f, const struct record *r,
    const struct value *was, const struct change *c)
{
	int32_t day = form_day(f, was);
	int i;

	if ((q->form && q->form != f) || (q->unit && strcmp(q->unit, r->unit) != 0))
		return false;
	if (date_within(q->from, q->to, day) || (q->from == DATE_NONE && q->to == DATE_NONE))
		return true;
	for (i = 0; f->date && i < c->nsets; i++)
		if (strcmp(c->shape->cell[c->set[i].cell], f->date->id) == 0 && c->set[i].v.kind == V_INT)
			return date_within(q->from, q->to, (int32_t)c->set[i].v.n);
	return false;
}

static int
tell_change(struct lister *l, struct change *c, struct err *e)
{
	struct correction x = { .c = c, .form = schema_form(book_schema(l->b), c->shape->form) };
	struct change **all;
	struct value *was;
	struct record *r;
	int n;

	if (!x.form || (l->q->form && l->q->form != x.form))
		return 0;
	if (!(all = book_history(l->b, l->a, c->rec, &n, e)))
		return -1;
	r = correct_before(l->a, all, n, c);
	if (!r || r->status != ST_LOCKED)
		return 0; /* no correction: it met no lock */
	was = book_values(l->a, r, x.form);
	if (!wanted(l->q, x.form, r, was, c))
		return 0;
	x.unit = r->unit;
	x.day = form_day(x.form, was);
	x.why = correct_part(l->a, c->reason, "correct");
	x.paper = correct_part(l->a, c->reason, "paper");
	return c->kind == CH_REMOVE ? tell_removal(l, &x, was, e) : tell_sets(l, &x, was, e);
}

static int
each_change(void *arg, struct change *c, struct err *e)
{
	struct lister *l = arg;
	int r = tell_change(l, c, e);

	arena_reset(l->a);
	return r;
}

int
correct_list(struct book *b, const struct correct_ask *q, correct_each *each, void *arg,
    struct err *e)
{
	struct lister l = { b, q, each, arg, arena_new() };
	int r = book_changes_of(b, l.a, 1u << CH_CORRECT | 1u << CH_REMOVE, each_change, &l, e);

	arena_free(l.a);
	return r;
}
