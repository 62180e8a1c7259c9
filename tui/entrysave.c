/* SPDX-License-Identifier: MIT */
/*
 * entrysave: how the record in hand gets to disk: as a draft after each field, as a change
 * in the book when it is complete.  Invariant: whatever entry_save answers, the values in
 * hand are those the clerk typed; only a save that was written drops the draft.
 */
#include "tui/entrycell.h"

#include <string.h>

#include "core/correct.h"
#include "core/date.h"
#include "core/text.h"

/* Values; texts that are no value, or not read yet, stand in for them: a draft loses nothing. */
static const struct value *
draft_values(struct entry *en)
{
	int i, n = en->form->ncells;
	struct value *v = arena_alloc(en->arena, ((size_t)n + 1) * sizeof *v);
	char text[EDIT_MAX * 4 + 1];

	for (i = 0; i < n; i++)
		v[i] = en->bad[i] ? (struct value){ V_TEXT, 0, en->bad[i] } : en->v[i];
	if (en->cell >= 0 && en->touched) { /* as it stands on the screen, perhaps in the middle of a word */
		(void)edit_text(&en->edit, text, sizeof text);
		v[en->cell] = (struct value){ V_TEXT, 0, arena_strdup(en->arena, text) };
	}
	return v;
}

int
entry_keep(struct entry *en, struct err *e)
{
	struct draft d = { .form = en->form->id, .version = en->form->version, .rec = en->rec,
		.cell = en->cell, .ncells = en->form->ncells, .when = clock_now(), .seen = en->seen };

	if (!en->unkept || en->no_draft || en->state != EN_CHANGED)
		return 0;
	d.v = draft_values(en);
	if (book_draft_save(en->book, en->who, en->form, &d, e) != 0)
		return -1;
	en->unkept = false;
	return 0;
}

static void
take_value(struct entry *en, int cell, const struct value *v)
{
	enum ftype t = en->form->cell[cell].field->type;

	if (v->kind == V_TEXT && types[t].holds != V_TEXT) {
		en->bad[cell] = arena_strdup(en->arena, v->s);
		findings_add(en->arena, &en->found, LV_ERROR, "type", cell,
		    arena_printf(en->arena, _("%s: this cannot be read"),
		    lang_pick(en->form->cell[cell].field->label)), NULL);
	} else {
		en->v[cell] = value_dup(en->arena, v);
	}
	if (v->kind != V_BLANK)
		en->how[cell] = HOW_TYPED;
}

/* The values a draft began from: the record before the first change that its writer had not seen. */
static const struct value *
values_seen(struct entry *en, const struct vv *seen)
{
	struct record *r;
	struct err e;
	int i, n = 0;
	struct change **c = book_history(en->book, en->arena, en->rec, &n, &e);

	for (i = 0; c && i < n && vv_get(seen, rid_node(c[i]->id)) >= rid_counter(c[i]->id); i++)
		;
	r = c && i < n ? correct_before(en->arena, c, n, c[i]) : NULL;
	return r ? book_values(en->arena, r, en->form) : en->orig;
}

int
entry_draft(struct entry *en, struct err *e)
{
	struct draft *d = NULL;
	int i;

	if (book_draft_get(en->book, en->arena, en->who, en->form, &d, e) != 0)
		return -1;
	if (!d || d->version != en->form->version || d->ncells != en->form->ncells)
		return 0;
	en->no_draft = en->rec && d->rec != en->rec;
	if (en->no_draft)
		return 0;
	if (d->rec && entry_read(en, d->rec, e) != 0)
		return -1;
	for (i = 0; i < d->ncells; i++)
		if (!en->form->cell[i].field->compute && !(i == d->cell && d->v[i].kind == V_TEXT))
			take_value(en, i, &d->v[i]);
	if (d->rec && vv_compare(&d->seen, &en->seen) != VV_EQUAL)
		en->orig = values_seen(en, &d->seen);
	en->seen = d->seen;
	en->partly = true;
	entry_offered(en);
	entry_fill(en);
	entry_changed(en);
	if (d->cell >= 0 && d->cell < en->form->ncells)
		entry_goto(en, d->cell);
	if (en->cell >= 0 && d->v[en->cell].kind == V_TEXT) {
		entry_put(en, d->v[en->cell].s);
		en->edit.fresh &= !entry_words(en, en->cell); /* perhaps typed in part: gone on with */
	}
	en->unkept = false;
	return 1;
}

int
entry_drop(struct entry *en, struct err *e)
{
	if (!en->no_draft && book_draft_drop(en->book, en->who, en->form, e) != 0)
		return -1;
	if (en->rec)
		return entry_load(en, en->rec, e);
	entry_begin(en);
	return 0;
}

/* True when every field of the key is filled. */
static bool
key_complete(const struct entry *en)
{
	int i;

	for (i = 0; i < en->form->nkeys; i++)
		if (en->v[en->form->key[i]->cell].kind == V_BLANK)
			return false;
	return en->form->nkeys > 0;
}

static bool
key_asked(const struct entry *en)
{
	int i;

	for (i = 0; en->asked && i < en->form->nkeys; i++)
		if (!value_equal(&en->asked[en->form->key[i]->cell], &en->v[en->form->key[i]->cell]))
			return false;
	return en->asked != NULL;
}

/* Other records that bear the key of the one in hand. */
static int
same_key(struct entry *en, rid *out, int max, struct err *e)
{
	rid all[8];
	int i, k = 0, n = book_by_key(en->book, en->form, en->unit, en->v, all, 8, e);

	for (i = 0; i < n && i < 8; i++)
		if (all[i] != en->rec && k < max)
			out[k++] = all[i];
	return k;
}

/* Whether cell is the key's last: earlier ones are asked about only once all are as meant. */
static bool
ends_key(const struct form *f, int cell)
{
	int i, last = -1;

	for (i = 0; i < f->nkeys; i++)
		if (f->key[i]->cell > last)
			last = f->key[i]->cell;
	return cell == last;
}

int
entry_same_key(struct entry *en, rid *out, int max)
{
	struct value *asked;
	struct err e;
	int i;

	if (en->left < 0 || !ends_key(en->form, en->left) || !key_complete(en) || key_asked(en))
		return 0;
	asked = arena_alloc(en->arena, ((size_t)en->form->ncells + 1) * sizeof *asked);
	for (i = 0; i < en->form->ncells; i++)
		asked[i] = en->v[i];
	en->asked = asked;
	return same_key(en, out, max, &e);
}

void
entry_answer(struct entry *en, const char *rule, const char *reason)
{
	char *text = arena_strdup(en->arena, reason);
	char *p;

	for (p = text; *p; p++)
		if (*p == ';' || *p == '=')
			*p = ','; /* they part the answers from each other */
	en->reason = arena_printf(en->arena, "%s%s=%s;", en->reason, rule, text);
}

static bool
same_values(const struct entry *en)
{
	int i;

	for (i = 0; i < en->form->ncells; i++)
		if (!value_equal(&en->v[i], &en->orig[i]))
			return false;
	return true;
}

/* What is locked is corrected: why and on which paper are asked for as warnings ask for reasons. */
static void
find_lock(struct entry *en)
{
	if (en->status != ST_LOCKED || !en->orig || same_values(en))
		return;
	findings_add(en->arena, &en->found, LV_WARN, "correct", -1,
	    _("This record is locked: why is it corrected?"), NULL);
	findings_add(en->arena, &en->found, LV_WARN, "paper", -1,
	    _("Number of the paper that the correction rests on"), NULL);
}

/* All findings: what the form says, texts that are no value, the same key. */
static void
find_all(struct entry *en)
{
	struct findings old = en->found;
	struct err e;
	int i;

	memset(&en->found, 0, sizeof en->found);
	for (i = 0; i < en->form->ncells; i++)
		if (en->bad[i] && check_skipped(en->arena, en->form, en->v, i, &en->look))
			en->bad[i] = NULL; /* the form no longer asks for it */
	for (i = 0; i < old.n; i++)
		if (old.f[i].cell >= 0 && en->bad[old.f[i].cell])
			findings_add(en->arena, &en->found, LV_ERROR, old.f[i].rule, old.f[i].cell,
			    old.f[i].text, NULL);
	check_record(en->arena, en->form, en->v, &en->look, &en->found);
	if (!en->rec && key_complete(en) && same_key(en, &en->same, 1, &e) > 0)
		findings_add(en->arena, &en->found, LV_WARN, "key", en->form->key[0]->cell,
		    arena_printf(en->arena, _("The book already holds this record (%s)"),
		    book_id(en->book, en->arena, en->same)), NULL);
	find_lock(en);
}

/* Shows the cell of a finding, or the last one before it that can be typed in. */
static void
go_to_finding(struct entry *en, const struct finding *f)
{
	int i = f->cell;

	while (i >= 0 && !entry_can(en, i))
		i--;
	if (i >= 0)
		entry_goto(en, i);
}

/* 0: nothing stands in the way. */
static int
stands_in_way(struct entry *en, const struct finding **waiting)
{
	int i;

	find_all(en);
	for (i = 0; i < en->found.n; i++)
		if (check_blocks(&en->found.f[i], en->reason) && !check_answerable(&en->found.f[i])) {
			go_to_finding(en, &en->found.f[i]);
			return 1;
		}
	for (i = 0; i < en->found.n; i++)
		if (check_blocks(&en->found.f[i], en->reason)) {
			*waiting = &en->found.f[i];
			return 1;
		}
	return 0;
}

/* What is in hand is in the book now. */
static void
note_saved(struct entry *en, rid id)
{
	struct value *copy = arena_alloc(en->arena, ((size_t)en->form->ncells + 1) * sizeof *copy);
	struct record *r;
	struct err e;
	int i;

	for (i = 0; i < en->form->ncells; i++) {
		copy[i] = en->v[i];
		en->how[i] = en->v[i].kind == V_BLANK ? HOW_CLEARED : HOW_TYPED;
	}
	en->orig = copy;
	entry_offered(en);
	en->rec = en->saved = id;
	en->state = EN_SAVED;
	en->unkept = en->conflict = false;
	en->reason = "";
	r = book_get(en->book, en->arena, id, &e);
	en->fell = r && en->status == ST_APPROVED && r->status == ST_COMPLETE;
	if (r) {
		en->seen = r->vv;
		en->status = r->status;
	}
}

int
entry_save(struct entry *en, const struct finding **waiting, struct err *e)
{
	struct save s = { .kind = en->rec ? CH_SET : CH_CREATE, .rec = en->rec, .form = en->form,
		.v = en->v, .seen = en->rec ? &en->seen : NULL, .who = en->who, .unit = en->unit };

	*waiting = NULL;
	(void)entry_leave(en);
	if (en->orig && en->state != EN_CHANGED) {
		en->saved = en->rec;
		return 0;
	}
	if (stands_in_way(en, waiting) != 0)
		return 1;
	if (en->orig && same_values(en)) {
		note_saved(en, en->rec);
		return en->no_draft ? 0 : book_draft_drop(en->book, en->who, en->form, e);
	}
	if (en->rec && en->status == ST_LOCKED)
		s.kind = CH_CORRECT;
	s.reason = en->reason;
	s.draft = !en->no_draft;
	s.keys = en->rec || en->partly ? 0 : en->keys;
	if (book_save(en->book, &s, 1, e) != 0) {
		if (en->rec)
			entry_meet(en, e);
		return -1;
	}
	note_saved(en, en->rec ? en->rec : s.id);
	return 0;
}
