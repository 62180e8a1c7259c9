/* SPDX-License-Identifier: MIT */
/*
 * cmd_edit: one record changed or removed.  Invariant: the change names the version
 * that was read, so that an edit made meanwhile by somebody else is told, never undone.
 */
#include <string.h>

#include "core/correct.h"
#include "core/text.h"
#include "tui/slip.h"
#include "tui/cmd.h"
#include "tui/rows.h"

/* The record and its installed form; -1 when there is none or it cannot be changed here. */
static int
take_record(struct cmd *c, struct record **r, const struct form **f, struct err *e)
{
	rid id = cmd_rid(c, c->arg[0], e);

	if (!id)
		return -1;
	*r = book_get(c->book, c->a, id, e);
	if (!*r)
		return -1;
	*f = schema_form(c->schema, (*r)->shape->form);
	if (!*f)
		return err_set(e, E_RULE, _("%s: its form %s is not installed here"), c->arg[0],
		    text_show(c->a, (*r)->shape->form));
	if ((*r)->status == ST_REMOVED || (*r)->status == ST_ERASED)
		return err_set(e, E_RULE, _("%s: this record was removed"), c->arg[0]);
	return 0;
}

/* The sentence given with --reason or --paper, "" when none. */
static int
take_text(struct cmd *c, const char *name, const char **out, struct err *e)
{
	const char *s = cmd_opt(c, name);

	*out = "";
	if (s && text_clean(c->a, s, strlen(s), TEXT_LINE, out, e) < 0)
		return err_wrap(e, "--%s", name);
	return 0;
}

/* What of the record is locked is corrected: the save says why and on which paper. */
static int
correct_locked(struct cmd *c, const struct record *r, const char *answers, struct save *s, struct err *e)
{
	const char *paper;

	if (take_text(c, "paper", &paper, e) < 0)
		return -1;
	if (r->status != ST_LOCKED && *paper)
		return err_set(e, E_RULE, _("%s is not locked: a change of it needs no --paper"), c->arg[0]);
	if (r->status != ST_LOCKED)
		return 0;
	if (s->kind == CH_SET)
		s->kind = CH_CORRECT;
	if (*s->reason && *paper)
		s->reason = correct_reason(c->a, s->reason, paper, answers);
	return 0; /* the book refuses what lacks one of them, and says the way out */
}

/* The answers to warnings that go with a correction, in the form that names them. */
static const char *
answers_of(const struct slip *h)
{
	int i;

	for (i = 0; i < h->found.n && !check_answerable(&h->found.f[i]); i++)
		;
	if (i == h->found.n)
		return "";
	return strchr(h->reason, '=') ? h->reason : arena_printf(h->a, "*=%s;", h->reason);
}

/* One FIELD=VALUE into the slip. */
static int
take_word(struct cmd *c, struct slip *h, const char *word, struct err *e)
{
	const char *eq = strchr(word, '=');
	const char *name;
	int cell;

	if (!eq || eq == word)
		return err_set(e, E_USAGE, _("%s: write FIELD=VALUE"), text_show(c->a, word));
	name = arena_dup(c->a, word, (size_t)(eq - word));
	cell = form_cell(h->form, name);
	if (cell < 0)
		return err_set(e, E_INPUT, _("%s: the form %s has no such field; "
		    "see `soxa forms show FORM`"), text_show(c->a, name),
		    h->form->id);
	if (h->given[cell])
		return err_set(e, E_USAGE, _("%s is given twice"), name);
	if (h->form->cell[cell].field->compute)
		return err_set(e, E_INPUT, _("%s is computed; change what it is computed from"), name);
	slip_text(h, cell, eq + 1);
	return 0;
}

/* Computed cells are computed anew: what the record held is no control total. */
static void
forget_computed(struct slip *h)
{
	int i;

	for (i = 0; i < h->form->ncells; i++)
		if (h->form->cell[i].field->compute)
			h->v[i].kind = V_BLANK;
}

static bool
same_values(const struct form *f, const struct value *x, const struct value *y)
{
	int i;

	for (i = 0; i < f->ncells; i++)
		if (!value_equal(&x[i], &y[i]))
			return false;
	return true;
}

/* Says that another person has the record open with changes; theirs will meet ours when they save. */
static void
tell_other(struct cmd *c, const struct form *f, const struct record *r)
{
	const char *other;
	int64_t when;
	struct err e;

	if (book_draft_other(c->book, c->a, c->who, f, r->id, &other, &when, &e) > 0)
		cmd_say(_("%s: %s is changing this record too (draft of %s)"), c->arg[0], text_show(c->a, other),
		    row_moment(c->a, (uint64_t)when << 16));
}

int
cmd_edit(struct cmd *c, struct err *e)
{
	struct look look;
	struct record *r;
	const struct form *f;
	struct value *before;
	struct save s = { 0 };
	struct slip h;
	int i;

	if (take_record(c, &r, &f, e) < 0)
		return -1;
	slip_new(&h, c->a, c->book, f);
	look = book_look(c->book, r->unit);
	look.self = r->id;
	h.look = &look;
	h.unit = r->unit;
	h.self = r->id;
	before = book_values(c->a, r, f);
	memcpy(h.v, before, (size_t)f->ncells * sizeof *h.v);
	forget_computed(&h);
	for (i = 1; i < c->nargs; i++)
		if (take_word(c, &h, c->arg[i], e) < 0)
			return -1;
	if (take_text(c, "reason", &h.reason, e) < 0)
		return -1;
	slip_check(&h, KEEP_BLANKS);
	if (slip_look_up(&h, e) < 0)
		return -1;
	for (i = 0; i < h.found.n; i++)
		if (slip_blocks(&h, &h.found.f[i]))
			fprintf(stderr, "%s\n", slip_say(&h, &h.found.f[i]));
	if (slip_blocking(&h))
		return err_exit(E_INPUT);
	if (same_values(f, before, h.v)) {
		cmd_say(_("%s: nothing is different; nothing was saved"), c->arg[0]);
		return 0;
	}
	s = (struct save){ .kind = CH_SET, .rec = r->id, .form = f, .v = h.v, .seen = &r->vv,
	    .who = c->who, .reason = h.reason, .unit = r->unit };
	if (correct_locked(c, r, answers_of(&h), &s, e) < 0 || book_save(c->book, &s, 1, e) != 0)
		return -1;
	tell_other(c, f, r);
	if (r->status == ST_APPROVED)
		cmd_say(_("%s was approved: with this change it is complete again, and waits to be approved anew"),
		    c->arg[0]);
	return 0;
}

int
cmd_remove(struct cmd *c, struct err *e)
{
	const struct form *f;
	struct record *r;
	const char *reason;
	struct save s;

	if (take_text(c, "reason", &reason, e) < 0)
		return -1;
	if (!*reason)
		return err_set(e, E_USAGE, _("say why with --reason TEXT"));
	if (take_record(c, &r, &f, e) < 0)
		return -1;
	s = (struct save){ .kind = CH_REMOVE, .rec = r->id, .form = f, .v = book_values(c->a, r, f),
	    .seen = &r->vv, .who = c->who, .reason = reason, .unit = r->unit };
	if (correct_locked(c, r, "", &s, e) < 0)
		return -1;
	return book_save(c->book, &s, 1, e);
}
