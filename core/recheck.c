/* SPDX-License-Identifier: MIT */
/*
 * recheck: the checks of a form run again on what came from another book.  Nothing is
 * refused for them: the office is told, and its records stay what it wrote.  Invariant:
 * a sentence made here names records, fields and rules, never values.
 */
#include "core/intake.h"

#include "core/book_int.h"
#include "core/correct.h"

static void
add_fault(struct work *w, const struct record *r, const char *field, const char *rule)
{
	if (w->nfaults++ < RECHECK_NAMED)
		w->faults = arena_printf(w->a, "%s%s%s%s%s [%s]", w->faults ? w->faults : "",
		    w->faults ? ", " : "", book_id(w->b, w->a, r->id), *field ? " " : "", field, rule);
}

/* Computed cells that are not what the form computes; what other records tell may have changed since. */
static void
check_computed(struct work *w, struct arena *a, const struct record *r, const struct form *f,
    const struct value *v, const struct look *look)
{
	struct value *anew = arena_dup(a, v, (size_t)f->ncells * sizeof *v);
	int i;

	check_fill(a, f, anew, look, FILL_COMPUTED);
	for (i = 0; i < f->ncells; i++)
		if (f->cell[i].field->compute && !expr_looks(f->cell[i].field->compute) && !value_equal(&anew[i], &v[i]))
			add_fault(w, r, f->cell[i].id, "total");
}

static void
check_one(struct work *w, struct arena *a, const struct record *r, const struct form *f,
    const struct change *c)
{
	struct look look = book_look(w->b, r->unit);
	const struct value *v = book_values(a, r, f);
	struct findings found = { 0 };
	const struct finding *x;
	int i;

	if (r->conflict)
		add_fault(w, r, "", "conflict");
	if (c->kind == CH_CORRECT && !correct_ready(c->reason))
		add_fault(w, r, "", "paper");
	look.self = r->id;
	look.known = NULL; /* hints are for who types */
	look.no_hints = true;
	check_record(a, f, v, &look, &found);
	for (i = 0; i < found.n; i++) {
		x = &found.f[i];
		if (check_blocks(x, c->reason))
			add_fault(w, r, x->cell >= 0 ? f->cell[x->cell].id : "", x->rule);
	}
	check_computed(w, a, r, f, v, &look);
}

/* Whether a later change of the same piece sets values of c's record. */
static bool
set_again(struct change *const *c, int i, int n)
{
	int j;

	for (j = i + 1; j < n; j++)
		if (c[j]->rec == c[i]->rec && c[j]->nsets)
			return true;
	return false;
}

int
recheck(struct work *w, struct txn *t, struct change *const *c, int n, struct err *e)
{
	struct arena *a = arena_new();
	uint8_t key[RECORD_KEY];
	const struct form *f;
	struct record *r;
	int i, rc = 0;

	for (i = 0; i < n && rc >= 0; i++) {
		f = schema_form(book_schema(w->b), c[i]->shape->form);
		if (!f || f->version != c[i]->shape->version || c[i]->nsets == 0 || set_again(c, i, n))
			continue;
		record_key(key, c[i]->shape->formno, c[i]->rec);
		rc = record_read(w->b, t, a, key, &r, e);
		if (rc == 0 && r->status != ST_REMOVED && r->status != ST_ERASED)
			check_one(w, a, r, f, c[i]);
		arena_reset(a);
	}
	arena_free(a);
	return rc < 0 ? -1 : 0;
}
