/* SPDX-License-Identifier: MIT */
/*
 * cmd_show: one record with what was done to it.
 */
#include "tui/show.h"

#include <string.h>

#include "core/correct.h"
#include "core/erase.h"
#include "core/text.h"

/* How a record is written. */
struct shown {
	struct cmd *c;
	const struct form *form;       /* NULL: not installed */
	enum reveal how;
};

/* Label and value of a cell of a shape, by the installed form where it knows the cell. */
static void
cell_words(const struct shown *w, const struct shape *s, int i, const char **label,
    const struct value *v, const char **text)
{
	const struct form *f = w->form;
	struct arena *a = w->c->a;
	int cell = f ? form_cell(f, s->cell[i]) : -1;

	if (cell >= 0) {
		*label = row_label(a, &f->cell[cell]);
		*text = row_cell(a, &f->cell[cell], v, w->how);
	} else {
		*label = s->cell[i];
		*text = w->how != REVEAL && s->type[i] & SHAPE_SENSITIVE ? "***" : value_print(a, (enum ftype)(s->type[i] & SHAPE_TYPE), v, STYLE_PEOPLE);
	}
}

static void
put_row(struct table_text *t, const char *x, const char *y, const char *z)
{
	table_add(t, x);
	table_add(t, y);
	table_add(t, z);
}

static void
record_table(const struct shown *w, const struct record *r, struct buf *b)
{
	struct cmd *c = w->c;
	const struct form *f = w->form;
	struct table_text *t = table_new(c->a, 3);
	const char *label, *text;
	int i;

	put_row(t, "_id", _("Record"), book_id(c->book, c->a, r->id));
	put_row(t, "_form", _("Form"), f ? arena_printf(c->a, "%s %s", f->code, lang_pick(f->title)) :
	    r->shape->form);
	put_row(t, "_unit", _("Unit"), r->unit);
	put_row(t, "_status", _("Status"), row_status_label(r->status));
	put_row(t, "_changed", _("Last change"), arena_printf(c->a, "%s, %s", row_moment(c->a, r->changed),
	    text_show(c->a, r->who)));
	if (r->conflict)
		put_row(t, "_conflict", _("Conflict"), _("values of two offices stand against each other"));
	for (i = 0; i < r->shape->ncells; i++) {
		if (r->v[i].kind == V_BLANK)
			continue;
		cell_words(w, r->shape, i, &label, &r->v[i], &text);
		put_row(t, r->shape->cell[i], label, text);
	}
	table_put(t, b);
}

/* What a correction found in a cell, before what it put there. */
static const char *
old_value(const struct shown *w, const struct record *was, const struct change *ch, int i)
{
	const char *cell = ch->shape->cell[ch->set[i].cell], *label, *text = "";
	int at = was ? shape_cell_no(was->shape, cell) : -1;

	if (at >= 0 && was->v[at].kind != V_BLANK)
		cell_words(w, was->shape, at, &label, &was->v[at], &text);
	return arena_printf(w->c->a, "%s -> ", *text ? text_show(w->c->a, text) : _("(blank)"));
}

/* One change; was: the record before it when it is a correction, else NULL. */
static void
put_change(const struct shown *w, const struct change *ch, const struct record *was, struct buf *b)
{
	struct cmd *c = w->c;
	const char *label, *text;
	int i;

	buf_printf(b, "\n%s  %s  %s  %s", row_moment(c->a, ch->clock), book_id(c->book, c->a, ch->id),
	    text_show(c->a, ch->who), row_change_label(ch->kind));
	if (ch->reason && *ch->reason)
		buf_printf(b, "  (%s)", text_show(c->a, row_reason(c->a, w->form, ch->reason)));
	buf_u8(b, '\n');
	for (i = 0; i < ch->nsets; i++) {
		cell_words(w, ch->shape, ch->set[i].cell, &label, &ch->set[i].v, &text);
		buf_printf(b, "  %s (%s) = %s%s\n", ch->shape->cell[ch->set[i].cell], text_show(c->a, label),
		    ch->kind == CH_CORRECT ? old_value(w, was, ch, i) : "", ch->set[i].hash ? _("erased") : text_show(c->a, text));
	}
}

int
show_record(struct cmd *c, rid id, enum reveal how, bool history, struct err *e)
{
	struct shown w = { .c = c, .how = how };
	struct record *r = book_get(c->book, c->a, id, e);
	struct change **ch = NULL;
	struct buf b = { 0 };
	int i, n = 0;

	if (!r)
		return -1;
	w.form = schema_form(c->schema, r->shape->form);
	if (history && !(ch = book_history(c->book, c->a, id, &n, e)))
		return -1;
	record_table(&w, r, &b);
	for (i = 0; i < n; i++)
		put_change(&w, ch[i], ch[i]->kind == CH_CORRECT ? correct_before(c->a, ch, n, ch[i]) : NULL, &b);
	row_flush(&b);
	buf_free(&b);
	return 0;
}

int
cmd_show(struct cmd *c, struct err *e)
{
	rid id = cmd_rid(c, c->arg[0], e);
	const char *reason = cmd_opt(c, "reason");
	bool reveal = cmd_opt(c, "reveal") != NULL;

	if (!id)
		return -1;
	if (reason && text_clean(c->a, reason, strlen(reason), TEXT_LINE, &reason, e) < 0)
		return err_wrap(e, "--reason");
	if (reveal && reveal_record(c->book, id, c->who, reason, e) < 0)
		return -1;
	return show_record(c, id, reveal ? REVEAL : row_reveal(&c->op), cmd_opt(c, "history") != NULL, e);
}
