/* SPDX-License-Identifier: MIT */
/*
 * entrysides: what another person saved of the record in hand.  Invariant: no value that was typed
 * here gives way before the clerk says so; what only the other changed is taken over.
 */
#include "tui/entrycell.h"

#include "core/text.h"

void
entry_meet(struct entry *en, struct err *e)
{
	const struct value *orig = en->orig;
	struct record *r = book_get(en->book, en->arena, en->rec, &(struct err){ 0 });
	struct value *theirs;
	struct side *s;
	int i;

	if (!r || !orig || vv_compare(&en->seen, &r->vv) == VV_EQUAL)
		return;
	theirs = book_values(en->arena, r, en->form);
	en->side = arena_alloc(en->arena, ((size_t)en->form->ncells + 1) * sizeof *en->side);
	en->nsides = 0;
	for (i = 0; i < en->form->ncells; i++) {
		if (en->form->cell[i].field->compute || value_equal(&theirs[i], &orig[i]) ||
		    value_equal(&en->v[i], &theirs[i]))
			continue;
		s = &en->side[en->nsides++];
		*s = (struct side){ i, en->v[i], theirs[i], value_equal(&en->v[i], &orig[i]) && !en->bad[i] };
		if (s->taken)
			en->v[i] = theirs[i];
	}
	en->orig = theirs;
	en->seen = r->vv;
	en->status = r->status;
	en->conflict = true;
	en->other = r->who;
	entry_fill(en);
	entry_goto(en, en->cell);
	(void)err_set(e, E_RULE, _("%s saved this record meanwhile.%s Save again to keep yours."),
	    text_show(en->arena, r->who), entry_sides(en, en->arena));
}

void
entry_take(struct entry *en, int i, bool theirs)
{
	struct side *s = &en->side[i];

	s->taken = theirs;
	en->v[s->cell] = theirs ? s->theirs : s->mine;
	en->bad[s->cell] = NULL;
	en->how[s->cell] = en->v[s->cell].kind == V_BLANK ? HOW_CLEARED : HOW_TYPED;
	entry_fill(en);
	entry_changed(en);
	entry_goto(en, en->cell);
}

const char *
entry_sides(const struct entry *en, struct arena *a)
{
	const struct cell *c;
	const char *text = "";
	int i;

	for (i = 0; i < en->nsides; i++) {
		c = &en->form->cell[en->side[i].cell];
		if (!en->side[i].taken)
			text = arena_printf(a, _("%s %s: yours %s, theirs %s."), text, lang_pick(c->field->label),
			    value_print(a, c->field->type, &en->side[i].mine, STYLE_PEOPLE),
			    value_print(a, c->field->type, &en->side[i].theirs, STYLE_PEOPLE));
	}
	return text;
}
