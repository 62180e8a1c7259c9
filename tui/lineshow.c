/* SPDX-License-Identifier: MIT */
/*
 * lineshow: what a person reads of the record in hand, in lines.  Invariant: nothing is
 * shown that does not stand in the record; what a field takes over or offers is in the
 * brackets of its prompt, what was computed is said when it changes.
 */
#include "tui/linepart.h"

#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "tui/help.h"

enum { COLS = 78, TEXT_BYTES = EDIT_MAX * 4 + 1, KEYS_COLS = 10, BRIEF_COLS = 30 };

/* What can be typed at every prompt; a row each. */
static const struct {
	const char *keys, *help;
} ways[] = {
	{ N_("Enter"), N_("takes what stands in [ ], or leaves the field empty") },
	{ "<  <<", N_("back a field; to the first one") },
	{ ">", N_("passes over the rest of a table, or of the record") },
	{ N_(">NAME"), N_("to the field or row of that name or code, then back here") },
	{ ">>", N_("to the end: saves the record") },
	{ ".", N_("empties the field") },
	{ "=", N_("what a balance still misses") },
	{ "--", N_("nothing occurred; again takes that back") },
	{ "\"  \"\"", N_("the field as in the record before; everything as there") },
	{ N_("?  ?WORD"),
	    N_("lists what the field may hold; with a word in it (in a count ? is: not known "
	       "yet)") },
	{ "??", N_("this help") },
	{ N_("#  #NUMBER"), N_("corrects the record saved last, or the one of that number") },
	{ "!", N_("drops what was typed in this record") },
	{ "~", N_("turns typing of Vietnamese on or off") },
	{ "q", N_("leaves; what is unfinished is kept as a draft") },
	{ N_("blank"), N_("before any of these: it is the value itself") },
};

const char *
line_label(struct line *l, int cell)
{
	const struct cell *c = &l->form->cell[cell];
	struct arena *a = l->en->arena;

	if (c->col)
		return arena_printf(a, "%s %s, %s", c->row->code, lang_pick(c->row->label),
		    lang_pick(c->col->label));
	return c->row ? arena_printf(a, "%s %s", c->row->code, lang_pick(c->row->label))
		      : lang_pick(c->field->label);
}

const char *
line_value(struct line *l, int cell, const char *text, enum how_long how)
{
	const struct field *f = l->form->cell[cell].field;
	const struct code *c = f->codes ? codes_find(f->codes, text) : NULL;
	const char *label = c ? lang_pick(c->label) : "";
	size_t n = how == LONG ? strlen(label) : text_cut(label, l->en->sheet ? 0 : BRIEF_COLS);

	if (n > 0)
		return arena_printf(
		    l->en->arena, "%s %.*s%s", text, (int)n, label, label[n] ? "..." : "");
	if (f->type == T_LINK && *text && !l->en->bad[cell])
		return names_of(&l->names, f, text);
	return text;
}

void
line_say(struct line *l, const char *text)
{
	struct lines w = { .a = l->t.a };
	int i;

	lines_wrap(&w, 0, COLS, text);
	for (i = 0; i < w.n; i++)
		talk_say(&l->t, "%s", w.line[i]);
}

static int64_t
sum_of(const struct entry *en, const struct field *f, bool *any)
{
	int64_t sum = 0;
	int i;

	*any = false;
	for (i = f->cell; i < f->cell + f->ncells; i++) {
		*any |= en->v[i].kind != V_BLANK;
		sum += en->v[i].kind == V_INT ? en->v[i].n : 0;
	}
	return sum;
}

static const char *
table_name(const struct field *f)
{
	const char *name = lang_pick(f->heading);

	return name && *name ? name : lang_pick(f->label);
}

/* The sum of a table when it is left, the heading of one when it is come to. */
static void
say_table(struct line *l, const struct field *f)
{
	bool any;

	if (f == l->table)
		return;
	if (l->table && types[l->table->type].numeric) {
		long long sum = (long long)sum_of(l->en, l->table, &any);

		if (any)
			talk_say(&l->t, "= %s %lld", table_name(l->table), sum);
	}
	l->table = f->rows ? f : NULL;
	if (l->table)
		talk_say(
		    &l->t, _("%s (> passes over the table, >CODE goes to a row)"), table_name(f));
}

/* What a balance that the cell is a part of still misses. */
static const char *
rest_of(struct line *l, int cell)
{
	const struct balance *b = check_balance_of(l->form, cell);
	struct value rest;
	bool holds;

	if (!b || l->en->v[b->whole->cell].kind != V_INT)
		return "";
	rest = check_balance(l->form, b, l->en->v, &holds);
	if (rest.kind != V_INT || rest.n == 0)
		return "";
	return arena_printf(l->en->arena, rest.n > 0 ? _(" (left %lld)") : _(" (over %lld)"),
	    (long long)(rest.n > 0 ? rest.n : -rest.n));
}

const char *
line_prompt(struct line *l)
{
	struct entry *en = l->en;
	const struct field *f = l->form->cell[en->cell].field;
	char text[TEXT_BYTES];

	say_table(l, f);
	(void)edit_text(&en->edit, text, sizeof text);
	return arena_printf(en->arena, "%s%s%s%s%s%s: ", line_label(l, en->cell),
	    f->required && !*text ? "*" : "", rest_of(l, en->cell), *text ? " [" : "",
	    *text ? line_value(l, en->cell, text, BRIEF) : "", *text ? "]" : "");
}

static const char *
brief_of(struct arena *a, const struct form *f, int cell)
{
	const char *brief = lang_pick(f->cell[cell].field->brief);

	return brief && *brief && !f->cell[cell].row ? brief : check_label(a, f, cell);
}

const char *
line_summary(struct line *l, const struct form *f, const struct value *v)
{
	struct arena *a = l->en->arena;
	const char *text = "";
	int i;

	for (i = 0; i < f->ncells; i++) {
		const struct field *field = f->cell[i].field;
		const char *s = value_print(a, field->type, &v[i], STYLE_PEOPLE);

		if (field->type == T_LINK && *s)
			s = names_of(&l->names, field, s);
		if (*s)
			text = arena_printf(
			    a, "%s%s%s %s", text, *text ? ", " : "", brief_of(a, f, i), s);
	}
	return text;
}

/* True when the line says no more than what was typed: the code, in any case. */
static bool
as_typed(const char *text, const char *read)
{
	return strcasecmp(text, read) == 0;
}

void
line_say_read(struct line *l, const char *text, const struct value *before)
{
	struct entry *en = l->en;
	const char *read = entry_text(en, en->left), *others = "";
	int i;

	if (*read && !en->bad[en->left] && !as_typed(text, read))
		talk_say(&l->t, "= %s", line_value(l, en->left, read, LONG));
	for (i = 0; i < l->form->ncells; i++) {
		if (i == en->left || value_equal(&before[i], &en->v[i]) || en->v[i].kind == V_BLANK)
			continue;
		others = arena_printf(en->arena, "%s%s%s %s", others, *others ? ", " : "",
		    brief_of(en->arena, l->form, i),
		    value_print(en->arena, l->form->cell[i].field->type, &en->v[i], STYLE_PEOPLE));
	}
	if (*others)
		talk_say(&l->t, "= %s", others);
}

void
line_help(struct line *l, int cell)
{
	struct lines w = { .a = l->t.a };
	int i;

	help_field(&w, l->form, &l->form->cell[cell], COLS, HELP_LINES);
	for (i = 0; i < (int)(sizeof ways / sizeof *ways); i++)
		lines_hang(&w, KEYS_COLS + 4, COLS, _(ways[i].keys), _(ways[i].help));
	for (i = 0; i < w.n; i++)
		talk_say(&l->t, "%s", w.line[i]);
}
