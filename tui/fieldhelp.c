/* SPDX-License-Identifier: MIT */
/*
 * fieldhelp: what there is to say of a field, made from the form itself, so that it cannot
 * say anything the checks do not do: what it means, where its figure comes from, what may be
 * typed, and which rules watch it.  A thing to say is a function in the table at the foot.
 */
#include <string.h>

#include "core/expr.h"
#include "tui/help.h"

struct at {
	struct arena *a;
	const struct form *form;
	const struct cell *cell;
	const struct field *f;
	enum help_way way;
};

static const char *
say_help(const struct at *at)
{
	return lang_pick(at->f->help);
}

static const char *
say_source(const struct at *at)
{
	const char *s = lang_pick(at->f->source);

	return *s ? arena_printf(at->a, _("Source: %s"), s) : "";
}

static const char *const types_said[T_N] = {
	[T_COUNT] = N_("A whole number, 0 too; - nothing occurred, ? not known yet, blank not keyed."),
	[T_INT] = N_("A whole number."),
	[T_MONEY] = N_("An amount in dong; dots may be typed."),
	[T_DATE] = N_("A date: 23112021, 2311 or 23 (this month), 23/11/2021."),
	[T_TIME] = N_("A time: 0730, 7:30 or 7."),
	[T_BOOL] = N_("Type c for yes, k for no."),
	[T_CODE] = N_("A code, or words or the number of its name, marks optional."),
	[T_LINK] = N_("A record of another form: its number, or words of it."),
	[T_UNIT] = N_("A unit by its code or name."),
};

static const char *
say_type(const struct at *at)
{
	return at->way == HELP_PAGE || at->f->compute || !types_said[at->f->type] ? "" : _(types_said[at->f->type]);
}

/* What the keys of this way of working do in a field of the type. */
static const char *
say_keys(const struct at *at)
{
	enum ftype t = at->f->type;

	if (at->way == HELP_PAGE)
		return "";
	if (t == T_CODE || t == T_LINK || t == T_UNIT)
		return at->way == HELP_KEYS ? _("F4 shows the list.") : _("? shows the list.");
	return t == T_MEMO && at->way == HELP_KEYS ? _("A text of several lines; Esc Enter begins a new line.") : "";
}

static const char *
say_open(const struct at *at)
{
	return at->f->local ? _("A new name is taken too, and offered the next time.") : "";
}

static const char *
say_range(const struct at *at)
{
	const char *min = at->f->min ? expr_words(at->a, at->form, at->f->min) : NULL;
	const char *max = at->f->max ? expr_words(at->a, at->form, at->f->max) : NULL;

	if (at->f->type == T_COUNT && !at->f->max)
		max = arena_printf(at->a, "%d", COUNT_MAX);
	if (at->f->type == T_COUNT && !at->f->min)
		min = "0";
	return at->f->compute || (!min && !max) ? "" :
	    !max ? arena_printf(at->a, _("At least %s."), min) :
	    !min ? arena_printf(at->a, _("At most %s."), max) : arena_printf(at->a, _("From %s to %s."), min, max);
}

static const char *
say_length(const struct at *at)
{
	return at->f->max_chars > 0 && at->f->type != T_CODE ?
	    arena_printf(at->a, _("At most %d letters."), at->f->max_chars) : "";
}

/* A cell of a balance takes what is missing to the whole. */
static const char *
say_remainder(const struct at *at)
{
	int i, j;

	for (i = 0; at->way != HELP_PAGE && !at->f->compute && i < at->form->nbalances; i++)
		for (j = 0; j < at->form->balance[i].nparts; j++)
			if (at->form->balance[i].part[j] == at->f)
				return arena_printf(at->a, _("Type = for what is still missing to \"%s\"."),
				    lang_pick(at->form->balance[i].whole->label));
	return "";
}

static const char *
say_vietnamese(const struct at *at)
{
	const struct field *f = at->f;

	if (at->way != HELP_KEYS || f->pattern ||
	    (f->type != T_TEXT && f->type != T_MEMO && !(f->type == T_CODE && f->local)))
		return "";
	return _("Vietnamese is typed with Telex or VNI: F9 turns it on and off; F1 once more shows the keys.");
}

static const char *
say_compute(const struct at *at)
{
	const char *s = at->f->compute ? expr_words(at->a, at->form, at->f->compute) : NULL;

	if (!at->f->compute)
		return "";
	return s ? arena_printf(at->a, _("It is computed and never typed: %s."), s) :
	    _("It is computed and never typed.");
}

static const char *
say_default(const struct at *at)
{
	const char *s = at->f->defaults ? expr_words(at->a, at->form, at->f->defaults) : NULL;

	if (!at->f->defaults)
		return "";
	return s ? arena_printf(at->a, _("Offered: %s; type over it when it is different."), s) :
	    _("A value is offered; type over it when it is different.");
}

static const char *
say_carry(const struct at *at)
{
	if (at->f->step)
		return arena_printf(at->a, _("The next record begins with this value plus %d."), at->f->step);
	return at->f->carry ? _("The next record begins with the value of this one.") : "";
}

static const char *
say_required(const struct at *at)
{
	return at->f->required ? _("It must be filled before the record is saved.") : "";
}

static const char *
say_skip(const struct at *at)
{
	const char *s = at->f->skip_if ? expr_words(at->a, at->form, at->f->skip_if) : NULL;

	if (!at->f->skip_if)
		return "";
	return s ? arena_printf(at->a, _("It is passed over when %s."), s) :
	    _("It is passed over when it does not apply.");
}

static const char *
say_key(const struct at *at)
{
	const char *all = "";
	int i;

	for (i = 0; at->way != HELP_PAGE && at->f->key && i < at->form->nkeys; i++)
		all = arena_printf(at->a, "%s%s\"%s\"", all, i ? ", " : "", lang_pick(at->form->key[i]->label));
	return *all ? arena_printf(at->a, _("Two records may not agree in all of %s."), all) : "";
}

static const char *
say_verify(const struct at *at)
{
	return at->f->verify ? _("It is keyed twice by those who chose so in the settings.") : "";
}

static const char *
say_personal(const struct at *at)
{
	return at->f->sensitive ? _("Personal: it is not searched, not logged and can be erased for good.") : "";
}

static const char *(*const says[])(const struct at *at) = {
	say_help, say_source, say_type, say_keys, say_open, say_range, say_length, say_remainder,
	say_vietnamese, say_compute, say_default, say_carry, say_required, say_skip, say_key, say_verify,
	say_personal,
};

int
help_facts(struct arena *a, const struct form *f, const struct field *x, const char ***out)
{
	const struct at at = { a, f, &f->cell[x->cell], x, HELP_PAGE };
	const size_t most = sizeof says / sizeof *says;
	const char **list = arena_alloc(a, most * sizeof *list);
	size_t i;
	int n = 0;

	for (i = 0; i < most; i++)
		if (*(list[n] = says[i](&at)))
			n++;
	*out = list;
	return n;
}

struct reads { const struct field *f; bool yes; };

static void
note_cell(void *arg, int cell)
{
	struct reads *r = arg;

	r->yes = r->yes || (cell >= r->f->cell && cell < r->f->cell + r->f->ncells);
}

static bool
watches(const struct rule *r, const struct field *f)
{
	struct reads reads = { f, r->field == f };

	if (r->when)
		expr_cells(r->when, note_cell, &reads);
	if (r->test)
		expr_cells(r->test, note_cell, &reads);
	return reads.yes;
}

static bool
weighs(const struct balance *b, const struct field *f)
{
	int i;

	for (i = 0; i < b->nparts; i++)
		if (b->part[i] == f)
			return true;
	return b->whole == f;
}

static const char *const levels_said[] = {
	[LV_ERROR] = N_("Error, to be put right"),
	[LV_WARN] = N_("Warning, asks for a reason"),
	[LV_HINT] = N_("Hint"),
};

const char *
help_level(enum level level, const struct codes *reasons)
{
	return level == LV_ERROR && reasons ? _("Error, stands only with a reason of its list") :
	    _(levels_said[level]);
}

static void
say_rule(struct lines *l, int cols, const char *level, const char *text)
{
	if (*text)
		lines_wrap(l, 2, cols, arena_printf(l->a, "%s: %s", level, text));
}

/* All rules that read the field, its own first. */
static void
say_rules(struct lines *l, const struct at *at, int cols)
{
	const struct form *form = at->form;
	int i, own;

	for (i = 0; i < form->nbalances; i++)
		if (weighs(&form->balance[i], at->f))
			say_rule(l, cols, help_level(form->balance[i].level, NULL), lang_pick(form->balance[i].text));
	for (own = 1; own >= 0; own--)
		for (i = 0; i < form->nrules; i++)
			if (!form->rule[i].night_only && (form->rule[i].field == at->f) == own &&
			    watches(&form->rule[i], at->f))
				say_rule(l, cols, help_level(form->rule[i].level, form->rule[i].reasons), lang_pick(form->rule[i].text));
}

void
help_field(struct lines *l, const struct form *f, const struct cell *c, int cols, enum help_way way)
{
	const struct at at = { l->a, f, c, c->field, way };
	const char *s;
	size_t i;
	int before;

	lines_add(l, "%s%s%s", lang_pick(c->field->label), c->row ? ": " : "", c->row ? lang_pick(c->row->label) : "");
	for (i = 0; i < sizeof says / sizeof *says; i++)
		if (*(s = says[i](&at)))
			lines_wrap(l, 2, cols, s);
	before = l->n;
	lines_add(l, "%s", _("Rules that watch it:"));
	say_rules(l, &at, cols);
	if (l->n == before + 1)
		l->n = before;
	lines_add(l, "%s", "");
}
