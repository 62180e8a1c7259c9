/* SPDX-License-Identifier: MIT */
/*
 * slip: from words to a checked record.  Invariant: what slip_check lets pass would
 * have passed on the screen, and nothing of a record is saved when something does not.
 */
#include "tui/slip.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"

void
slip_new(struct slip *h, struct arena *a, struct book *b, const struct form *f)
{
	memset(h, 0, sizeof *h);
	h->a = a;
	h->book = b;
	h->form = f;
	h->unit = book_info(b)->unit;
	h->v = arena_alloc(a, (size_t)f->ncells * sizeof *h->v);
	h->given = arena_alloc(a, (size_t)f->ncells * sizeof *h->given);
	h->reason = "";
}

void
slip_fault(struct slip *h, int cell, const char *rule, const char *text)
{
	findings_add(h->a, &h->found, LV_ERROR, rule, cell, arena_strdup(h->a, text), NULL);
}

void
slip_unread(struct slip *h, const char *rule, const char *text)
{
	slip_fault(h, -1, rule, text);
	h->unread = true;
}

/* s harmless and not longer than a part of a line. */
static const char *
shortened(struct arena *a, const char *s)
{
	const char *shown = text_show(a, s);

	return arena_dup(a, shown, text_cut(shown, 40));
}

/* A day is written whole: in a batch nobody sees which year was meant. */
static bool
whole_day(const char *s)
{
	size_t n = strlen(s);

	while (n > 0 && s[n - 1] == ' ')
		n--;
	return n == 10 || n == 0;
}

/* A link names a record that is there, by its number or its whole id. */
static void
read_link(struct slip *h, int cell)
{
	const struct field *f = h->form->cell[cell].field;
	rid id = book_id_parse(h->book, h->v[cell].s);
	struct record *r;
	struct err e;

	r = id ? book_get(h->book, h->a, id, &e) : NULL;
	if (r && strcmp(r->shape->form, f->link) == 0 && r->status != ST_REMOVED && r->status != ST_ERASED) {
		h->v[cell].s = book_id(h->book, h->a, id);
		return;
	}
	slip_fault(h, cell, "link", arena_printf(h->a, _("there is no record %s of form %s"),
	    shortened(h->a, h->v[cell].s), f->link));
	h->v[cell].kind = V_BLANK;
}

void
slip_text(struct slip *h, int cell, const char *s)
{
	enum ftype t = h->form->cell[cell].field->type;
	struct err e;

	h->given[cell] = true;
	if (t == T_DATE && !whole_day(s + strspn(s, " ")))
		slip_fault(h, cell, "type", arena_printf(h->a, _("\"%s\" is not a whole date; write it as 2021-11-23"),
		    shortened(h->a, s)));
	else if (value_parse(h->a, t, s, t == T_DATE ? date_today() : 0, &h->v[cell], &e) < 0)
		slip_fault(h, cell, "type", e.text);
	else if (t == T_LINK && h->v[cell].kind == V_TEXT)
		read_link(h, cell);
}

void
slip_json(struct slip *h, int cell, const struct jmember *m)
{
	enum ftype t = h->form->cell[cell].field->type;

	if (m->kind == J_TEXT) {
		slip_text(h, cell, m->s);
		return;
	}
	h->given[cell] = true;
	if (m->kind == J_NULL)
		return;
	h->v[cell].kind = V_INT;
	h->v[cell].n = m->kind == J_INT ? m->n : m->kind == J_TRUE;
	if (m->kind == J_INT ? types[t].numeric : t == T_BOOL)
		return;
	h->v[cell].kind = V_BLANK;
	slip_fault(h, cell, "type", m->kind == J_INT ?
	    _("this is not a number here; write the value in quotes") :
	    _("true and false are only for yes/no fields"));
}

void
slip_reason(struct slip *h, const char *s)
{
	struct err e;

	if (text_clean(h->a, s, strlen(s), TEXT_LINE, &h->reason, &e) == 0)
		return;
	h->reason = "";
	slip_fault(h, -1, "_reason", e.text);
}

/* A computed cell that was given as well is a control total: it must agree. */
static void
compare_totals(struct slip *h, const struct value *typed)
{
	const struct form *f = h->form;
	int i;

	for (i = 0; i < f->ncells; i++)
		if (f->cell[i].field->compute && typed[i].kind != V_BLANK && !value_equal(&typed[i], &h->v[i]))
			slip_fault(h, i, "total", arena_printf(h->a, _("the input says %s, computed is %s"),
			    text_show(h->a, value_print(h->a, f->cell[i].field->type, &typed[i], STYLE_DATA)),
			    text_show(h->a, value_print(h->a, f->cell[i].field->type, &h->v[i], STYLE_DATA))));
}

/* Computes; offers defaults where the input said nothing (a blank it named stays blank). */
static void
fill(struct slip *h, enum slip_fill how, const struct value *typed)
{
	const struct form *f = h->form;
	bool blanked = false;
	int i;

	check_fill(h->a, f, h->v, h->look, how == OFFER_DEFAULTS ? FILL_DEFAULTS : FILL_COMPUTED);
	if (how == KEEP_BLANKS)
		return;
	for (i = 0; i < f->ncells; i++)
		if (f->cell[i].field->defaults && h->given[i] && typed[i].kind == V_BLANK) {
			h->v[i] = typed[i];
			blanked = true;
		}
	if (blanked)
		check_fill(h->a, f, h->v, h->look, FILL_COMPUTED);
}

void
slip_same_key(struct slip *h, rid same)
{
	const char *text = same ? arena_printf(h->a,
	    _("record %s has the same key; a reason tells why there are two"),
	    book_id(h->book, h->a, same)) :
	    _("an earlier line has the same key; a reason tells why there are two");

	findings_add(h->a, &h->found, LV_WARN, "key", h->form->key[0]->cell, text, NULL);
}

int
slip_look_up(struct slip *h, struct err *e)
{
	rid same[2];
	int i, n;

	if (h->form->nkeys == 0)
		return 0;
	n = book_by_key(h->book, h->form, h->unit, h->v, same, 2, e);
	for (i = 0; i < n; i++)
		if (same[i] != h->self) {
			slip_same_key(h, same[i]);
			break;
		}
	return n < 0 ? -1 : 0;
}

bool
slip_blocks(const struct slip *h, const struct finding *f)
{
	return check_blocks(f, h->reason);
}

int
slip_blocking(const struct slip *h)
{
	int i, n = 0;

	for (i = 0; i < h->found.n; i++)
		n += slip_blocks(h, &h->found.f[i]);
	return n;
}

void
slip_check(struct slip *h, enum slip_fill how)
{
	struct value *typed = arena_dup(h->a, h->v, (size_t)h->form->ncells * sizeof *h->v);

	if (h->unread)
		return;
	fill(h, how, typed);
	compare_totals(h, typed);
	check_record(h->a, h->form, h->v, h->look, &h->found);
}

const char *
slip_say(const struct slip *h, const struct finding *f)
{
	const char *where = f->cell >= 0 ? h->form->cell[f->cell].id : f->rule;
	const char *more = f->level == LV_ERROR && f->reasons ? _("; it stands only with a reason of its list") :
	    check_answerable(f) ? _("; answer it with a reason") : "";

	return arena_printf(h->a, "%s: %s%s [%s]", where, text_show(h->a, f->text), more, f->rule);
}
