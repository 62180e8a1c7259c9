/* SPDX-License-Identifier: MIT */
/*
 * fieldopt: a key of a field is a row of the table at the foot; what two keys may
 * not say together is a row of the table of clashes.  A new attribute is a row
 * there and a member of struct field.
 */
#include "forms/fieldopt.h"

#include <string.h>

#include "forms/fit.h"

enum { OPEN_CODE_CHARS = 60, MEMO_CHARS = 1000, CELLS_MAX = 2000 };

#define TYPES(t) (1u << (t))
#define COUNTED (TYPES(T_COUNT) | TYPES(T_INT) | TYPES(T_MONEY))
#define WRITTEN (TYPES(T_TEXT) | TYPES(T_MEMO) | TYPES(T_CODE))
#define ORDERED (COUNTED | TYPES(T_DATE) | TYPES(T_TIME))
#define ANY (~0u)

void
field_complete(struct field *f)
{
	if (!f->width)
		f->width = types[f->type].width;
	if (f->max_chars || f->compute || !(WRITTEN & TYPES(f->type)))
		return; /* nobody can shorten what is computed */
	f->max_chars = f->type == T_MEMO ? MEMO_CHARS
	    : f->type == T_CODE          ? OPEN_CODE_CHARS
					 : f->width;
}

/* Keys that only some types may have, and keys that a computed field or a grid may not. */
static const struct clash {
	const char *key;
	unsigned types; /* types that may have it */
	bool computed, grid; /* a computed field, a grid may have it */
} clashes[] = {
	{ "codes", TYPES(T_CODE), true, false },
	{ "local", TYPES(T_CODE), false, false },
	{ "link", TYPES(T_LINK), false, false },
	{ "rows", COUNTED | TYPES(T_BOOL), true, true },
	{ "cols", COUNTED | TYPES(T_BOOL), false, true },
	{ "pattern", WRITTEN, false, false },
	{ "max-chars", WRITTEN, false, false },
	{ "min", ORDERED, false, true },
	{ "max", ORDERED, false, true },
	{ "compute", ANY, true, true },
	{ "default", ANY, false, true },
	{ "required", ANY, false, true },
	{ "carry", ANY, false, false },
	{ "step", COUNTED | TYPES(T_DATE), false, false },
	{ "verify", ANY, false, true },
	{ "skip-if", ANY, false, true },
	{ "sheet", ANY, true, false },
	{ "mask", WRITTEN, false, false },
	{ "as-typed", TYPES(T_TEXT) | TYPES(T_MEMO) | TYPES(T_CODE), false, false },
	{ "person", WRITTEN, false, false },
};

static void
check_clashes(const struct target *t, const struct field *f)
{
	bool computed = sect_item(t->sect, "compute"), grid = sect_item(t->sect, "rows");
	const struct item *it;
	size_t i;

	for (i = 0; i < sizeof clashes / sizeof *clashes; i++) {
		const struct clash *c = &clashes[i];

		it = sect_item(t->sect, c->key);
		if (!it)
			continue;
		if (!(c->types & TYPES(f->type)))
			gather_error(t->g, it->line, f->id,
			    _("a field of type %s cannot have \"%s\""), types[f->type].name,
			    c->key);
		if (computed && !c->computed)
			gather_error(t->g, it->line, f->id,
			    _("a computed field cannot have \"%s\""), c->key);
		if (grid && !c->grid)
			gather_error(t->g, it->line, f->id, _("a grid cannot have \"%s\""), c->key);
	}
}

/* A list that a grid unfolds: each code once, so that each cell has one name. */
static void
check_once(const struct target *t, const struct field *f, const struct codes *c)
{
	int i;

	for (i = 0; c && i < c->ncodes; i++)
		if (codes_find(c, c->code[i].code) != &c->code[i]) {
			gather_error(t->g, t->sect->line, f->id,
			    _("the list \"%s\" has the code \"%s\" more than "
			      "once and cannot be a grid"),
			    c->id, c->code[i].code);
			return;
		}
}

void
field_check(const struct target *t)
{
	const struct field *f = t->to;
	bool codes = sect_item(t->sect, "codes"), local = sect_item(t->sect, "local");
	int n = f->rows ? f->rows->ncodes * (f->cols ? f->cols->ncodes : 1) : 1;

	check_clashes(t, f);
	if (f->type == T_CODE && codes == local)
		gather_error(t->g, t->sect->line, f->id,
		    codes ? _("\"codes\" and \"local\" exclude each other")
			  : _("a code needs its list: codes = \"...\" or local = \"...\""));
	if (f->type == T_LINK && !sect_item(t->sect, "link"))
		gather_error(
		    t->g, t->sect->line, f->id, _("a link needs its form: link = \"...\""));
	if (sect_item(t->sect, "cols") && !sect_item(t->sect, "rows"))
		gather_error(
		    t->g, t->sect->line, f->id, _("a grid over one list says rows, not cols"));
	if (f->step && !f->carry)
		gather_error(t->g, t->sect->line, f->id, 
		    _("\"step\" changes what is carried: say carry = true too"));
	if (f->mask && !f->sensitive)
		gather_warn(t->g, t->sect->line, f->id,
		    _("\"mask\" hides only what is shown; say "
		      "sensitive = true too, so that it is kept apart"));
	if (f->cols && (sect_item(t->sect, "compute") || sect_item(t->sect, "default")))
		gather_error(t->g, t->sect->line, f->id,
		    _("only a grid over one list is computed or offered, row by row"));
	check_once(t, f, f->rows);
	check_once(t, f, f->cols);
	if (n > CELLS_MAX)
		gather_error(t->g, t->sect->line, f->id,
		    _("the grid has %d cells; at most %d are allowed"), n, CELLS_MAX);
}

#define AT(member) offsetof(struct field, member)

static const struct attr attrs[] = {
	{ "label", A_TEXT, A_MUST, AT(label[LANG_VI]), 0, FIT_LABEL, NULL,
	    "what people read, in Vietnamese; at most 34 columns" },
	{ "label-en", A_TEXT, A_MAY, AT(label[LANG_EN]), 0, FIT_LABEL, NULL,
	    "the label in English" },
	{ "type", A_TYPE, A_MUST, AT(type), 0, 0, NULL, "one of the types below" },
	{ "help", A_TEXT, A_MAY, AT(help[LANG_VI]), 0, FIT_HELP, NULL,
	    "what the field means, shown by F1 and where its pattern is not met" },
	{ "help-en", A_TEXT, A_MAY, AT(help[LANG_EN]), 0, FIT_HELP, NULL, "the help in English" },
	{ "source", A_TEXT, A_MAY, AT(source[LANG_VI]), 0, FIT_HELP, NULL,
	    "the book, paper or person the figure comes from, shown by F1" },
	{ "source-en", A_TEXT, A_MAY, AT(source[LANG_EN]), 0, FIT_HELP, NULL,
	    "the source in English" },
	{ "width", A_INT, A_MAY, AT(width), 1, FIT_LINE, NULL,
	    "columns of the value on the screen" },
	{ "max-chars", A_INT, A_MAY, AT(max_chars), 1, 4000, NULL,
	    "most letters of a text; the width when left out" },
	{ "required", A_BOOL, A_MAY, AT(required), 0, 0, NULL, "blank is an ERROR" },
	{ "carry", A_BOOL, A_MAY, AT(carry), 0, 0, NULL,
	    "a new record begins with the value of the last" },
	{ "step", A_INT, A_MAY, AT(step), 1, 366, NULL,
	    "with carry: with that value plus so much (days of a date), while its max allows" },
	{ "default", A_EXPR, A_MAY, AT(defaults), 0, EXPR_FIELD, NULL,
	    "an expression offered in an empty field; it may be typed over" },
	{ "compute", A_EXPR, A_MAY, AT(compute), 0, EXPR_FIELD, NULL,
	    "an expression; the field is never typed" },
	{ "min", A_EXPR, A_MAY, AT(min), 0, EXPR_FIELD, NULL, "the smallest value; an expression" },
	{ "max", A_EXPR, A_MAY, AT(max), 0, EXPR_FIELD, NULL,
	    "the greatest value; a count has 99999 when left out" },
	{ "codes", A_CODES, A_MAY, AT(codes), 0, 0, NULL,
	    "the closed list of a code; \"LIST/X\" takes the rows with X in the first column" },
	{ "local", A_FORM, A_MAY, AT(local), 0, 0, NULL,
	    "the form whose records are the open list of a code" },
	{ "link", A_FORM, A_MAY, AT(link), 0, 0, NULL, "the form that a link leads to" },
	{ "rows", A_CODES, A_MAY, AT(rows), 0, 0, NULL,
	    "the field is a grid: a cell for each code, a number or yes/no" },
	{ "cols", A_CODES, A_MAY, AT(cols), 0, 0, NULL, "a grid over two lists: rows x cols" },
	{ "pattern", A_PATTERN, A_MAY, 0, 0, 0, NULL, "a POSIX extended regular expression" },
	{ "skip-if", A_EXPR, A_MAY, AT(skip_if), 0, ET_BOOL, NULL,
	    "the field is passed over while this is true; only fields that stand before it" },
	{ "verify", A_BOOL, A_MAY, AT(verify), 0, 0, NULL, "keyed twice where verifying is on" },
	{ "strict", A_BOOL, A_MAY, AT(strict), 0, 0, NULL,
	    "what cannot be right is refused at once, not only when the record is completed" },
	{ "sensitive", A_BOOL, A_MAY, AT(sensitive), 0, 0, NULL,
	    "personal: not in word search, logs or inspect; erasable" },
	{ "mask", A_BOOL, A_MAY, AT(mask), 0, 0, NULL, "shown as ... outside its own form" },
	{ "as-typed", A_BOOL, A_MAY, AT(as_typed), 0, 0, NULL,
	    "letters stay as they are typed, without Telex or VNI; always so with a pattern" },
	{ "person", A_BOOL, A_MAY, AT(person), 0, 0, NULL,
	    "the name of a person: lists sort it by the given name" },
	{ "unit", A_TEXT, A_MAY, AT(unit[LANG_VI]), 0, 12, NULL,
	    "the word behind the value: km, hộ" },
	{ "unit-en", A_TEXT, A_MAY, AT(unit[LANG_EN]), 0, 12, NULL, "the unit in English" },
	{ "heading", A_TEXT, A_MAY, AT(heading[LANG_VI]), 0, FIT_LINE, NULL,
	    "a line above the field" },
	{ "heading-en", A_TEXT, A_MAY, AT(heading[LANG_EN]), 0, FIT_LINE, NULL,
	    "the heading in English" },
	{ "page", A_INT, A_MAY, AT(page), 1, 20, NULL,
	    "the page the field stands on; that of the field before when left out" },
	{ "same-row", A_BOOL, A_MAY, AT(same_row), 0, 0, NULL, "beside the field before it" },
	{ "sheet", A_INT, A_MAY, AT(sheet), 1, 60, NULL,
	    "columns in a sheet; left out: not a column" },
	{ "brief", A_TEXT, A_MAY, AT(brief[LANG_VI]), 0, 16, NULL, "the head of its column" },
	{ "brief-en", A_TEXT, A_MAY, AT(brief[LANG_EN]), 0, 16, NULL, "the head in English" },
};

const struct grammar field_grammar = { "field", attrs, sizeof attrs / sizeof *attrs, NULL, 0, -1 };
