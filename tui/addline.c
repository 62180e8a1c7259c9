/* SPDX-License-Identifier: MIT */
/*
 * addline: the words of a line.  Invariant: a name that means nothing is a fault, never
 * passed over.
 */
#include "tui/addline.h"

#include <string.h>

#include "core/date.h"
#include "core/text.h"

/* What a name of the input means, when it is not a cell. */
enum { COL_REASON = -1, COL_UNIT = -2, COL_PASSED = -3 /* what `list` wrote */ };

/* Whether unit names the unit own: by its code alone, or by the code and any day it bore it. */
static bool
names_unit(struct slip *h, const char *unit, const char *own)
{
	size_t n = strcspn(own, "@");
	const struct unit *u;
	int32_t day;

	if (strlen(unit) == n && strncmp(unit, own, n) == 0)
		return true;
	if (strcmp(unit, own) == 0)
		return true;
	if (strncmp(unit, own, n) != 0 || unit[n] != '@')
		return false;
	day = date_parse(unit + n + 1, strlen(unit + n + 1));
	if (day == DATE_NONE)
		return false;
	u = schema_unit(book_schema(h->book), arena_dup(h->a, own, n), day);
	return u && strcmp(unit_text(h->a, u), own) == 0;
}

/* `_unit` must be this book's: records of another unit come by dump. */
static void
match_unit(struct slip *h, const char *unit)
{
	const char *own = h->unit;

	if (names_unit(h, unit, own))
		return;
	slip_fault(h, -1, "_unit", arena_printf(h->a, _("this book is kept for %s, not for %s"), own,
	    text_show(h->a, unit)));
}

/* What a name of the input stands for; a fault and COL_PASSED when nothing. */
static int
meaning(struct slip *h, const char *name)
{
	int cell;

	if (strcmp(name, "_reason") == 0)
		return COL_REASON;
	if (strcmp(name, "_unit") == 0)
		return COL_UNIT;
	if (strcmp(name, "_id") == 0 || strcmp(name, "_status") == 0 || strcmp(name, "_conflict") == 0)
		return COL_PASSED;
	cell = form_cell(h->form, name);
	if (cell >= 0)
		return cell;
	if (strcmp(name, "_draft") == 0)
		slip_fault(h, -1, name, _("drafts live on the screen only; a line must be complete"));
	else
		slip_fault(h, -1, text_show(h->a, name), _("the form has no such field; "
		    "see `soxa forms show FORM`"));
	return COL_PASSED;
}

static void
take_member(struct slip *h, const struct jmember *m)
{
	int what;

	if (strcmp(m->key, "_draft") == 0 && m->kind == J_FALSE)
		return;
	what = meaning(h, m->key);
	if (what >= 0)
		slip_json(h, what, m);
	else if (what != COL_PASSED && m->kind != J_TEXT)
		slip_fault(h, -1, m->key, _("this must be a text in quotes"));
	else if (what == COL_REASON)
		slip_reason(h, m->s);
	else if (what == COL_UNIT)
		match_unit(h, m->s);
}

void
line_object(struct slip *h, const char *s, size_t n)
{
	struct jmember *m;
	struct err e;
	int i, count = json_members(h->a, s, n, &m, &e);

	if (count < 0)
		slip_unread(h, "json", e.text);
	for (i = 0; i < count; i++)
		take_member(h, &m[i]);
}

static void
take_cell(struct slip *h, int what, struct csv_cell cell)
{
	const char *s;

	cell = csv_plain(h->a, cell);
	if (cell.n == 0 || what == COL_PASSED)
		return;
	s = arena_dup(h->a, cell.s, cell.n);
	if (strlen(s) != cell.n)
		slip_fault(h, what >= 0 ? what : -1, "csv", _("a cell holds a NUL byte"));
	else if (!text_valid(s, cell.n))
		slip_fault(h, what >= 0 ? what : -1, "csv",
		    _("the text is not UTF-8; save it as UTF-8 (Unicode) and bring it in again"));
	else if (what >= 0)
		slip_text(h, what, s);
	else if (what == COL_REASON)
		slip_reason(h, s);
	else
		match_unit(h, s);
}

void
line_row(struct slip *h, const struct columns *cols, const struct csv_row *row)
{
	int i;

	if (row->ncells != cols->n) {
		slip_unread(h, "csv", arena_printf(h->a, _("%d cells under a header of %d"), row->ncells,
		    cols->n));
		return;
	}
	for (i = 0; i < row->ncells; i++)
		take_cell(h, cols->what[i], row->cell[i]);
}

void
line_header(struct slip *h, const struct csv_row *row, struct columns *out)
{
	const char *name;
	int i, j;

	out->n = row->ncells;
	out->what = arena_alloc(h->a, (size_t)row->ncells * sizeof *out->what);
	for (i = 0; i < row->ncells; i++) {
		name = arena_dup(h->a, row->cell[i].s, row->cell[i].n);
		out->what[i] = meaning(h, name);
		for (j = 0; j < i; j++)
			if (out->what[i] == out->what[j] && out->what[i] != COL_PASSED)
				slip_fault(h, -1, text_show(h->a, name), _("this column stands twice"));
	}
}
