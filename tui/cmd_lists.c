/* SPDX-License-Identifier: MIT */
/*
 * cmd_lists: code lists and units as text, whole or what words find of them; and the unit
 * that an argument names, by code or by any of its names.
 */
#include <ctype.h>
#include <string.h>

#include "core/date.h"
#include "core/span.h"
#include "core/text.h"
#include "tui/choice.h"
#include "tui/cmd.h"
#include "tui/rows.h"

/* What to write of n choices: all in their order, or what --find finds, best first. */
static int
chosen_of(struct cmd *c, const struct choice *item, int n, struct chosen **out)
{
	const struct choices all = { .n = n, .item = item, .closed = true };
	const char *words = cmd_opt(c, "find");

	*out = arena_alloc(c->a, ((size_t)n + 1) * sizeof **out);
	return choice_find(c->a, &all, words ? words : "", *out, n);
}

static const char *
day_text(struct cmd *c, int32_t day)
{
	char out[11] = "";

	if (day != DATE_NONE)
		date_iso(day, out);
	return arena_strdup(c->a, out);
}

static void
print_table(const struct table_text *t)
{
	struct buf b = { 0 };

	table_put(t, &b);
	row_flush(&b);
	buf_free(&b);
}

static void
show_codes(struct cmd *c, const struct codes *l)
{
	struct choice *item = arena_alloc(c->a, ((size_t)l->ncodes + 1) * sizeof *item);
	struct table_text *t = table_new(c->a, 4 + l->ncolumns);
	struct chosen *chosen;
	int i, j, n;

	for (i = 0; i < l->ncodes; i++)
		item[i] = (struct choice){ .value = l->code[i].code,
		    .label = lang_pick(l->code[i].label), .extra = "" };
	n = chosen_of(c, item, l->ncodes, &chosen);
	table_add(t, _("Code"));
	table_add(t, _("Label"));
	table_add(t, _("From"));
	table_add(t, _("To"));
	for (j = 0; j < l->ncolumns; j++)
		table_add(t, l->columns[j]);
	for (i = 0; i < n; i++) {
		const struct code *code = &l->code[chosen[i].index];

		table_add(t, code->code);
		table_add(t, lang_pick(code->label));
		table_add(t, day_text(c, code->from));
		table_add(t, day_text(c, code->to));
		for (j = 0; j < l->ncolumns; j++)
			table_add(t, code->column[j]);
	}
	print_table(t);
}

/* Units of all days, in the order of the list. */
static void
show_units(struct cmd *c)
{
	const struct schema *s = c->schema;
	struct choice *item = arena_alloc(c->a, ((size_t)s->nunits + 1) * sizeof *item);
	struct table_text *t = table_new(c->a, 4);
	struct chosen *chosen;
	int i, n;

	for (i = 0; i < s->nunits; i++)
		item[i] = choice_unit(c->a, s, &s->unit[i]);
	n = chosen_of(c, item, s->nunits, &chosen);
	table_add(t, _("Code"));
	table_add(t, _("From"));
	table_add(t, _("To"));
	table_add(t, _("Name"));
	for (i = 0; i < n; i++) {
		const struct unit *u = &s->unit[chosen[i].index];

		table_add(t, u->code);
		table_add(t, day_text(c, u->from));
		table_add(t, day_text(c, u->to));
		table_add(t, chosen[i].why ? arena_printf(c->a, "%s [%s]", u->name, chosen[i].why) :
		    u->name);
	}
	print_table(t);
}

int
cmd_lists_show(struct cmd *c, struct err *e)
{
	const struct codes *l = schema_codes(c->schema, c->arg[0]);

	if (!l && strcmp(c->arg[0], "units") != 0)
		return err_set(e, E_USAGE, _("%s: there is no such list; "
		    "`soxa forms show FORM` names the lists of a form"),
		    text_show(c->a, c->arg[0]));
	if (l)
		show_codes(c, l);
	else
		show_units(c);
	return 0;
}

/* "Xã A (03388@-), Xã B (03388@2025-07-01)": what a code has named. */
static const char *
bearers(struct cmd *c, const char *code)
{
	const struct unit *u[8];
	int i, n = schema_units_of(c->schema, code, u, 8);
	const char *s = "";

	for (i = 0; i < n && i < 8; i++)
		s = arena_printf(c->a, "%s%s%s (%s)", s, i ? ", " : "", text_show(c->a, u[i]->name),
		    unit_text(c->a, u[i]));
	return s;
}

/* Whether a becomes b by one letter: another, one more, one less, or two exchanged. */
static bool
one_slip(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b), at = 0;

	while (a[at] && a[at] == b[at])
		at++;
	a += at;
	b += at;
	if (na == nb)
		return *a && (strcmp(a + 1, b + 1) == 0 || (a[1] && a[0] == b[1] && a[1] == b[0] && strcmp(a + 2, b + 2) == 0));
	return na + 1 == nb ? strcmp(a, b + 1) == 0 : na == nb + 1 && strcmp(a + 1, b) == 0;
}

enum { NEAR_MOST = 6 };

/* Units of day whose codes differ by one slip from code: "Xã Mù Cả (03451), ..."; "" none. */
static const char *
near_codes(struct cmd *c, const char *code, int32_t day)
{
	const char *s = "";
	int i, n = 0;

	for (i = 0; i < c->schema->nunits && n <= NEAR_MOST; i++) {
		const struct unit *u = &c->schema->unit[i];

		if (!date_within(u->from, u->to, day) || !one_slip(code, u->code))
			continue;
		s = n++ == NEAR_MOST ? arena_printf(c->a, "%s, ...", s) :
		    arena_printf(c->a, "%s%s%s (%s)", s, *s ? ", " : "", text_show(c->a, u->name), u->code);
	}
	return s;
}

/* No unit ever had the code. */
static void
refuse_code(struct cmd *c, const char *code, int32_t day, struct err *e)
{
	const char *near = near_codes(c, code, day == DATE_NONE ? date_today() : day);

	if (*near)
		(void)err_set(e, E_INPUT, _("%s: no unit has ever borne this code; one like it: %s; "
		    "`soxa lists show units --find WORDS` finds a unit by its name"), text_show(c->a, code), near);
	else
		(void)err_set(e, E_INPUT, _("%s: no unit has ever borne this code; "
		    "`soxa lists show units --find WORDS` finds a unit by its name"), text_show(c->a, code));
}

/* "03408: Xã A (to 30/06/2025) or Xã B (from 01/07/2025)?  By the day it is Xã B." */
static void
say_bearers(struct cmd *c, const char *code, const struct unit *meant)
{
	const struct unit *u[8];
	int i, n = schema_units_of(c->schema, code, u, 8);
	const char *s = "";

	for (i = 0; i < n && i < 8; i++)
		s = arena_printf(c->a, "%s%s%s (%s)", s, i ? _(" or ") : "", text_show(c->a, u[i]->name),
		    span_between(c->a, u[i]->from, u[i]->to));
	if (n > 1)
		cmd_say(_("%s: %s? By the date it is %s; CODE@DATE says it outright"), text_show(c->a, code), s,
		    text_show(c->a, meant->name));
}

/* The unit that is called so on day; NULL with a sentence that names those that may be meant. */
static const struct unit *
unit_called(struct cmd *c, const char *name, int32_t day, struct err *e)
{
	struct choices all;
	struct chosen few[6];
	const char *s = "";
	int i, n;

	choice_units(c->a, c->schema, day, &all);
	i = choice_resolve(c->a, &all, name);
	if (i >= 0)
		return unit_parse(c->schema, all.item[i].value);
	n = choice_find(c->a, &all, name, few, 6);
	for (i = 0; i < n && i < 6; i++)
		s = arena_printf(c->a, "%s%s%s (%s)", s, i ? ", " : "",
		    text_show(c->a, all.item[few[i].index].label), all.item[few[i].index].value);
	if (n)
		err_set(e, E_INPUT, _("%s: more than one unit is called so; write the code: %s%s"),
		    text_show(c->a, name), s, n > 6 ? ", ..." : "");
	else
		err_set(e, E_INPUT, _("%s: no unit is called so on that day; "
		    "see `soxa lists show units --find`"),
		    text_show(c->a, name));
	return NULL;
}

const struct unit *
cmd_unit(struct cmd *c, const char *text, int32_t day, struct err *e)
{
	const struct unit *u = unit_parse(c->schema, text);
	const char *at = strchr(text, '@'), *code = text, *known;

	if (u)
		return u;
	if (at) {
		code = arena_dup(c->a, text, (size_t)(at - text));
		day = date_parse(at + 1, strlen(at + 1));
		if (day == DATE_NONE) {
			err_set(e, E_USAGE, _("%s: write the unit as CODE or CODE@2021-11-23"),
			    text_show(c->a, text));
			return NULL;
		}
	}
	if (*code && !isdigit((unsigned char)*code))
		return unit_called(c, code, day == DATE_NONE ? date_today() : day, e);
	u = schema_unit(c->schema, code, day == DATE_NONE ? date_today() : day);
	if (!u && day == DATE_NONE && schema_units_of(c->schema, code, &u, 1) != 1)
		u = NULL;
	if (u && !at)
		say_bearers(c, code, u);
	if (u)
		return u;
	known = bearers(c, code);
	if (*known)
		err_set(e, E_INPUT, _("%s: no unit bears this code on that day; it has named: %s"),
		    text_show(c->a, text), known);
	else
		refuse_code(c, code, day, e);
	return NULL;
}
