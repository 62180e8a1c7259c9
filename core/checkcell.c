/* SPDX-License-Identifier: MIT */
/*
 * checkcell: one row a built-in check, in the order they are asked; the first that
 * speaks is the finding, so a cell never gets two sentences for one slip.
 * Invariant: the checks below "type" see a value of the kind the type holds.
 */
#include "core/checkcell.h"

#include <string.h>

#include "core/date.h"
#include "core/text.h"

enum { FIRST_DAY = 18262 }; /* 2020-01-01 */

const char *
checkcell_text(const struct at *at, const struct value *v)
{
	return text_show(at->a, value_print(at->a, at->field->type, v, STYLE_PEOPLE));
}

const char *
check_label(struct arena *a, const struct form *f, int cell)
{
	const struct cell *c = &f->cell[cell];
	const char *label = lang_pick(c->field->label);

	if (c->col)
		return arena_printf(a, "%s: %s, %s", label, lang_pick(c->row->label),
		    lang_pick(c->col->label));
	if (c->row)
		return arena_printf(a, "%s: %s", label, lang_pick(c->row->label));
	return *label ? label : c->id;
}

static const char *
label_of(const struct at *at)
{
	return check_label(at->a, at->form, at->cell);
}

static const char *
day_text(const struct at *at, int32_t day)
{
	char s[11];

	date_local(day, s);
	return arena_strdup(at->a, s);
}

/* The number of a day on which nothing occurred. */
static const char *
say_nil(const struct at *at)
{
	if (!check_nil(at->form, at->v) || !check_nil_over(at->form, at->field))
		return NULL;
	return arena_printf(at->a, _("%s: the record says that nothing occurred, but this holds %s; "
	    "empty it, or take back that nothing occurred"), label_of(at), checkcell_text(at, at->is));
}

static const char *
say_skipped(const struct at *at)
{
	const struct expr *x = at->field->skip_if;

	if (!x || !expr_true_row(at->a, x, cell_row(at->form, at->cell), at->v, at->look, false))
		return NULL;
	return arena_printf(at->a, _("%s: this is passed over here, but it holds %s; "
	    "delete it if it is a slip"),
	    label_of(at), checkcell_text(at, at->is));
}

static const char *
say_type(const struct at *at)
{
	const struct type *t = &types[at->field->type];
	struct value v;
	struct err e;

	if (at->is->kind == V_NA || at->is->kind == V_UNKNOWN)
		return t->spoken ? NULL : arena_printf(at->a,
		    _("%s: only counts may be \"-\" (nothing occurred) or \"?\" (not known yet)"), label_of(at));
	if (at->is->kind == t->holds)
		return NULL;
	if (at->is->kind == V_TEXT && value_parse(at->a, at->field->type, at->is->s,
	    at->look ? at->look->today : 0, &v, &e) != 0)
		return arena_printf(at->a, "%s: %s", label_of(at), e.text);
	return arena_printf(at->a, _("%s: this is not of the type \"%s\""), label_of(at), t->name);
}

static const char *
say_code(const struct at *at)
{
	const struct codes *list = at->field->codes;
	const struct code *c;

	if (at->field->type != T_CODE || !list)
		return NULL;
	c = codes_find(list, at->is->s);
	if (!c)
		return arena_printf(at->a, _("%s: \"%s\" is not in the list \"%s\""), label_of(at),
		    checkcell_text(at, at->is), lang_pick(list->title));
	if (at->day == DATE_NONE || codes_find_on(list, at->is->s, at->day))
		return NULL;
	if (c->from != DATE_NONE && at->day < c->from)
		return arena_printf(at->a, _("%s: \"%s\" may be used only from %s on"), label_of(at),
		    c->code, day_text(at, c->from));
	return arena_printf(at->a, _("%s: \"%s\" may be used only until %s"), label_of(at), c->code,
	    day_text(at, c->to));
}

static const char *
say_unit(const struct at *at)
{
	const struct schema *s = at->look ? at->look->schema : NULL;
	const struct unit *u;

	if (at->field->type != T_UNIT || !s)
		return NULL;
	u = strchr(at->is->s, '@') ? unit_parse(s, at->is->s) : schema_unit(s, at->is->s,
	    at->day == DATE_NONE ? at->look->today : at->day);
	if (!u)
		return arena_printf(at->a, _("%s: there is no unit \"%s\"; "
		    "see `soxa lists show units`"), label_of(at),
		    checkcell_text(at, at->is));
	if (at->day == DATE_NONE || (u->from <= at->day && (u->to == DATE_NONE || at->day <= u->to)))
		return NULL;
	return arena_printf(at->a, _("%s: there was no unit %s (%s) on %s"), label_of(at), u->name,
	    u->code, day_text(at, at->day));
}

/* The event date: not in the future, not before the epidemic, and the unit of the record existed. */
static const char *
say_date(const struct at *at)
{
	int32_t today = at->look ? at->look->today : DATE_NONE;

	if (at->field != at->form->date)
		return NULL;
	if (today != DATE_NONE && at->is->n > today)
		return arena_printf(at->a, _("%s: %s has not come yet; today is %s"), label_of(at),
		    checkcell_text(at, at->is), day_text(at, today));
	if (at->is->n < FIRST_DAY)
		return arena_printf(at->a, _("%s: %s is too early; the first day is %s"), label_of(at),
		    checkcell_text(at, at->is), day_text(at, FIRST_DAY));
	return NULL;
}

static const char *
say_own_unit(const struct at *at)
{
	const struct schema *s = at->look ? at->look->schema : NULL;
	const struct unit *u;

	if (at->field != at->form->date || !s || !at->look->unit)
		return NULL;
	u = unit_parse(s, at->look->unit);
	if (!u || (u->from <= at->is->n && (u->to == DATE_NONE || at->is->n <= u->to)))
		return NULL;
	return arena_printf(at->a, _("%s: there was no unit %s (%s) on %s; "
	    "correct the day, or open the book "
	    "of the unit of that day"), label_of(at), u->name, u->code, checkcell_text(at, at->is));
}

/* A limit of the field, blank when there is none; counts have theirs unless the form says else. */
static struct value
limit(const struct at *at, const struct expr *x, int64_t usual)
{
	struct value v = { V_BLANK, 0, NULL };

	if (x)
		v = expr_eval_row(at->a, x, cell_row(at->form, at->cell), at->v, at->look);
	else if (at->field->type == T_COUNT)
		v = (struct value){ V_INT, usual, NULL };
	return v;
}

static const char *
say_range(const struct at *at)
{
	struct value lo, hi;
	bool below, above;

	if (at->is->kind != V_INT)
		return NULL;
	lo = limit(at, at->field->min, 0);
	hi = limit(at, at->field->max, COUNT_MAX);
	below = lo.kind == V_INT && at->is->n < lo.n;
	above = hi.kind == V_INT && at->is->n > hi.n;
	if (!below && !above)
		return NULL;
	if (lo.kind == V_INT && hi.kind == V_INT)
		return arena_printf(at->a, _("%s: %s is out of range; "
		    "%s to %s is allowed"), label_of(at),
		    checkcell_text(at, at->is), checkcell_text(at, &lo), checkcell_text(at, &hi));
	return arena_printf(at->a, below ? _("%s: %s is too little; at least %s is allowed") :
	    _("%s: %s is too much; at most %s is allowed"), label_of(at), checkcell_text(at, at->is),
	    checkcell_text(at, below ? &lo : &hi));
}

static const char *
say_long(const struct at *at)
{
	const char *s = at->is->s;
	int n = 0;

	if (at->field->max_chars <= 0 || at->is->kind != V_TEXT ||
	    strlen(s) <= (size_t)at->field->max_chars) /* no letter is shorter than a byte */
		return NULL;
	for (; *s; n++)
		text_next(&s);
	if (n <= at->field->max_chars)
		return NULL;
	return arena_printf(at->a, _("%s: at most %d letters are allowed; these are %d"), label_of(at),
	    at->field->max_chars, n);
}

static const char *
say_pattern(const struct at *at)
{
	const char *help = lang_pick(at->field->help);

	if (!at->field->pattern || at->is->kind != V_TEXT ||
	    regexec(&at->field->regex, at->is->s, 0, NULL, 0) == 0)
		return NULL;
	if (*help)
		return arena_printf(at->a, _("%s: \"%s\" is not written as it must be: %s"), label_of(at),
		    checkcell_text(at, at->is), help);
	return arena_printf(at->a, _("%s: \"%s\" is not written as it must be; the pattern is %s"),
	    label_of(at), checkcell_text(at, at->is), at->field->pattern);
}

/* A value that the open local list does not hold yet. */
static const char *
say_known(const struct at *at)
{
	if (at->field->type != T_CODE || at->field->codes || !at->look || !at->look->known ||
	    at->look->known(at->look->arg, at->field, at->is->s))
		return NULL;
	return arena_printf(at->a, _("\"%s\" is new to the list"), checkcell_text(at, at->is));
}

static const struct row {
	const char *rule;
	enum level level;
	bool spoken;            /* also asked of '-' and '?' */
	const char *(*say)(const struct at *at);
} rows[] = {
	{ "nil", LV_ERROR, true, say_nil },
	{ "skipped", LV_HINT, true, say_skipped },
	{ "type", LV_ERROR, true, say_type },
	{ "code", LV_ERROR, false, say_code },
	{ "unit", LV_ERROR, false, say_unit },
	{ "date", LV_ERROR, false, say_date },
	{ "unit", LV_ERROR, false, say_own_unit },
	{ "range", LV_ERROR, false, say_range },
	{ "long", LV_ERROR, false, say_long },
	{ "pattern", LV_ERROR, false, say_pattern },
	{ "known", LV_HINT, false, say_known },
};

void
checkcell_find(const struct at *at, struct findings *out)
{
	bool spoken = at->is->kind == V_NA || at->is->kind == V_UNKNOWN;
	const char *text;
	size_t i;

	if (at->is->kind == V_BLANK)
		return;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (spoken && !rows[i].spoken)
			break;
		text = rows[i].say(at);
		if (text) {
			findings_add(at->a, out, rows[i].level, rows[i].rule, at->cell, text, NULL);
			return;
		}
	}
}
