/* SPDX-License-Identifier: MIT */
/*
 * formpage: manual pages of forms, made from the forms themselves: when each is keyed, every
 * field with what F1 says of it, every rule with its sentence.  soxa-forms(7) is this over the
 * forms that ship; a province gets the page of its own form from `soxa forms man FORM`.
 * Invariant: a text never reads as a macro.
 */
#include <string.h>

#include "core/text.h"
#include "tui/cmd.h"
#include "tui/help.h"
#include "tui/rows.h"

/* Text as roff reads it; the guard keeps a first "." or "'" from being a macro.  In a body a sentence begins a line. */
static void
put_text(struct buf *b, const char *s, bool body)
{
	const char *all = s;

	buf_printf(b, "\\&");
	for (; *s; s++)
		if (*s == '\\')
			buf_printf(b, "\\e");
		else if (*s == '"')
			buf_printf(b, "\\(dq");
		else if (body && s > all && *s == ' ' && strchr(".!?", s[-1]))
			buf_printf(b, "\n\\&");
		else
			buf_put(b, *s == '\n' || *s == '\t' ? " " : s, 1);
}

static void
put(struct buf *b, const char *s)
{
	put_text(b, s, false);
}

static void
put_macro(struct buf *b, const char *macro, const char *s)
{
	buf_printf(b, ".%s \"", macro);
	put(b, s);
	buf_printf(b, "\"\n");
}

static void
put_line(struct buf *b, const char *s)
{
	if (!*s)
		return;
	put_text(b, s, true);
	buf_printf(b, "\n");
}

static const struct { const char *period, *said; } periods[] = {
	{ "event", N_("Keyed when it happens.") },
	{ "day", N_("Keyed every day.") },
	{ "week", N_("Keyed every week.") },
	{ "month", N_("Keyed every month.") },
	{ "quarter", N_("Keyed every quarter.") },
	{ "change", N_("Keyed when something changes.") },
};

static void
put_when(struct buf *b, struct arena *a, const struct form *f)
{
	const char *key = "";
	size_t i;
	int k;

	for (i = 0; i < sizeof periods / sizeof *periods; i++)
		if (strcmp(periods[i].period, f->period) == 0)
			put_line(b, _(periods[i].said));
	if (f->keyed_by[LANG_VI])
		put_line(b, arena_printf(a, _("Filled in by: %s."), lang_pick(f->keyed_by)));
	if (f->none_allowed)
		put_line(b, _("When nothing occurred, that is said (Ctrl-O)."));
	if (f->layout == LAYOUT_SHEET)
		put_line(b, _("It is a sheet: a line a record."));
	for (k = 0; k < f->nkeys; k++)
		key = arena_printf(a, "%s%s\"%s\"", key, k ? ", " : "", lang_pick(f->key[k]->label));
	if (*key)
		put_line(b, arena_printf(a, _("Two records may not agree in all of %s."), key));
}

static void
put_rows(struct buf *b, struct arena *a, const struct codes *l)
{
	const char *all = "";
	int i;

	for (i = 0; l && i < l->ncodes; i++)
		all = arena_printf(a, "%s%s%s", all, i ? ", " : "", lang_pick(l->code[i].label));
	if (l)
		put_line(b, arena_printf(a, _("A cell for each of \"%s\": %s."), lang_pick(l->title), all));
}

static void
put_fields(struct buf *b, struct arena *a, const struct form *f)
{
	const struct field *x;
	const char **said;
	int i, k, n;

	buf_printf(b, ".Bl -tag -width Ds\n");
	for (i = 0; i < f->nfields; i++) {
		x = &f->field[i];
		if (x == f->nil)
			continue;
		buf_printf(b, ".It Sy \"");
		put(b, lang_pick(x->label));
		buf_printf(b, "\" Pq Li %s , Li %s\n", x->id, types[x->type].name);
		n = help_facts(a, f, x, &said);
		for (k = 0; k < n; k++)
			put_line(b, said[k]);
		put_rows(b, a, x->rows);
		put_rows(b, a, x->cols);
		if (x->codes)
			put_line(b, arena_printf(a, _("Codes: the list \"%s\" (%s)."), lang_pick(x->codes->title), x->codes->id));
	}
	buf_printf(b, ".El\n");
}

static void
put_rule(struct buf *b, const char *level, const char *id, const char *text)
{
	buf_printf(b, ".It Li %s Pq ", id);
	put(b, level);
	buf_printf(b, "\n");
	put_line(b, text);
}

static void
put_rules(struct buf *b, const struct form *f)
{
	int i;

	if (f->nbalances + f->nrules == 0)
		return;
	buf_printf(b, ".Pp\n");
	put_line(b, _("Its rules:"));
	buf_printf(b, ".Bl -tag -width Ds\n");
	for (i = 0; i < f->nbalances; i++)
		put_rule(b, help_level(f->balance[i].level, NULL), f->balance[i].id, lang_pick(f->balance[i].text));
	for (i = 0; i < f->nrules; i++)
		put_rule(b, help_level(f->rule[i].level, f->rule[i].reasons), f->rule[i].id, lang_pick(f->rule[i].text));
	buf_printf(b, ".El\n");
}

static void
put_form(struct buf *b, struct arena *a, const struct form *f)
{
	put_macro(b, "Ss", arena_printf(a, "%s %s", f->code, lang_pick(f->title)));
	buf_printf(b, ".Pq Li %s\n", f->id);
	put_when(b, a, f);
	put_fields(b, a, f);
	put_rules(b, f);
}

int
cmd_forms_man(struct cmd *c, struct err *e)
{
	const struct form *one = c->nargs ? cmd_form(c, c->arg[0], e) : NULL;
	struct buf b = { 0 };
	int i;

	if (c->nargs && !one)
		return -1;
	buf_printf(&b, ".\\\" made by: soxa forms man\n.Dd November 24, 2026\n.Dt SOXA-FORMS 7\n.Os\n.Sh NAME\n.Nm soxa-forms\n.Nd ");
	put_line(&b, _("the forms of a book of soxa"));
	put_macro(&b, "Sh", _("FORMS"));
	for (i = 0; i < c->schema->nforms; i++)
		if (!one || c->schema->form[i] == one)
			put_form(&b, c->a, c->schema->form[i]);
	buf_printf(&b, ".Sh SEE ALSO\n.Xr soxa 1 ,\n.Xr soxa-form 5\n");
	row_flush(&b);
	buf_free(&b);
	return 0;
}
