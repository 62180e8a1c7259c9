/* SPDX-License-Identifier: MIT */
/*
 * unitsfile: 'code|name|level|parent|from|to|successor|aliases' to struct unit.  A
 * unit is its code and its first day: codes are reused, so the same code may stand
 * in several rows as long as their days do not overlap.
 */
#include "forms/unitsfile.h"

#include <string.h>

#include "core/date.h"
#include "forms/codesfile.h"

enum { U_CODE, U_NAME, U_LEVEL, U_PARENT, U_FROM, U_TO, U_SUCCESSOR, U_ALIASES, U_N };

/* What a file says of itself; the schema keeps only the units. */
struct about {
	int version;
	const char *title[LANG_N];
};

static const char *
or_null(const char *s)
{
	return *s ? s : NULL;
}

static void
read_row(struct build *b, struct source *src, const char *row, int line)
{
	struct schema *s = b->s;
	struct unit *u = &s->unit[s->nunits];
	const char *part[U_N];
	int i;

	if (row_split(b->a, row, part, U_N) > U_N) {
		gather_error(&src->g, line, NULL,
		    _("the row has more parts than code|name|level|parent|"
		      "from|to|successor|aliases"));
		return;
	}
	u->code = part[U_CODE];
	u->name = attr_text(&src->g, line, u->code, part[U_NAME]);
	u->level = part[U_LEVEL][0] - '0';
	u->parent = or_null(part[U_PARENT]);
	u->from = row_day(&src->g, line, part[U_FROM]);
	u->to = row_day(&src->g, line, part[U_TO]);
	u->successor = or_null(part[U_SUCCESSOR]);
	u->aliases = or_null(attr_text(&src->g, line, u->code, part[U_ALIASES]));
	if (!*u->code || strspn(u->code, "0123456789") != strlen(u->code) || !*u->name)
		gather_error(&src->g, line, u->code, _("a unit needs a code of digits and a name"));
	if (strlen(part[U_LEVEL]) != 1 || u->level < 1 || u->level > 3)
		gather_error(&src->g, line, u->code, _("the level of a unit is 1, 2 or 3"));
	if (u->successor && u->to == DATE_NONE)
		gather_error(
		    &src->g, line, u->code, _("a unit with a successor needs its last day"));
	for (i = 0; i < s->nunits; i++)
		if (strcmp(s->unit[i].code, u->code) == 0 &&
		    (s->unit[i].to == DATE_NONE || u->from <= s->unit[i].to) &&
		    (u->to == DATE_NONE || s->unit[i].from <= u->to))
			gather_error(
			    &src->g, line, u->code, _("two units bear this code on the same days"));
	s->nunits++;
}

void
units_build(struct build *b, struct source *src)
{
	const struct item *rows = sect_item(src->top, "rows");
	struct about about;
	struct target t = { b, &src->g, src->top, &units_grammar, &about, NULL, NULL };
	struct unit *more;
	int i;

	attr_read(&t, PASS_ALONE);
	if (!rows || !rows->list)
		return;
	more = arena_alloc(b->a, (size_t)(b->s->nunits + rows->nvalues) * sizeof *more + 1);
	if (b->s->nunits)
		memcpy(more, b->s->unit, (size_t)b->s->nunits * sizeof *more);
	b->s->unit = more;
	for (i = 0; i < rows->nvalues; i++)
		read_row(b, src, rows->value[i], rows->value_line[i]);
}

void
units_check(struct build *b, struct source *src, int first)
{
	const struct item *rows = sect_item(src->top, "rows");
	int i, line;

	for (i = first; src->g.errors == 0 && i < first + rows->nvalues; i++) {
		const struct unit *u = &b->s->unit[i];
		int32_t day = u->to != DATE_NONE ? u->to
		    : u->from != DATE_NONE       ? u->from
						 : date_today();

		line = rows->value_line[i - first];
		if (u->parent ? !schema_unit(b->s, u->parent, day) : u->level != 1)
			gather_error(&src->g, line, u->code,
			    _("no unit bears the code of its parent on its days"));
		if (u->successor && !schema_unit(b->s, u->successor, u->to + 1))
			gather_error(&src->g, line, u->code,
			    _("no unit bears the code of its successor on the day "
			      "after its last"));
	}
}

#define AT(member) offsetof(struct about, member)

static const struct attr attrs[] = {
	{ "version", A_INT, A_MUST, AT(version), 1, 9999, NULL, "a new number with every change" },
	{ "title", A_TEXT, A_MUST, AT(title[LANG_VI]), 0, 60, NULL, "its name, in Vietnamese" },
	{ "title-en", A_TEXT, A_MAY, AT(title[LANG_EN]), 0, 60, NULL, "its name in English" },
	{ "rows", A_TEXTS, A_MUST, 0, 0, 0, NULL,
	    "'code|name|level|parent|from|to|successor|aliases'" },
};

const struct grammar units_grammar = { "units", attrs, sizeof attrs / sizeof *attrs, NULL, 0, 0 };
