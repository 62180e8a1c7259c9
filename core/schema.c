/* SPDX-License-Identifier: MIT */
/*
 * schema: finding things by name.  Lists are short and the loader keeps them in
 * the order of their files, which people see; so a look-up walks them, and
 * compares a first byte before it calls strcmp.
 */
#include "core/schema.h"

#include <string.h>
#include <strings.h>

#include "core/date.h"

static bool
same(const char *x, const char *y)
{
	return *x == *y && strcmp(x, y) == 0;
}

bool
field_same_rows(const struct field *x, const struct field *y)
{
	int i;

	if (!x->rows || !y->rows || x->cols || y->cols || x->rows->ncodes != y->rows->ncodes)
		return false;
	for (i = 0; x->rows != y->rows && i < x->rows->ncodes; i++)
		if (!same(x->rows->code[i].code, y->rows->code[i].code))
			return false;
	return true;
}

const struct form *
schema_form(const struct schema *s, const char *id_or_code)
{
	int i;

	for (i = 0; i < s->nforms; i++)
		if (same(s->form[i]->id, id_or_code) ||
		    (s->form[i]->code && strcasecmp(s->form[i]->code, id_or_code) == 0))
			return s->form[i];
	return NULL;
}

const struct codes *
schema_codes(const struct schema *s, const char *id)
{
	int i;

	for (i = 0; i < s->ncodes; i++)
		if (same(s->codes[i]->id, id))
			return s->codes[i];
	return NULL;
}

const struct report *
schema_report(const struct schema *s, const char *id)
{
	int i;

	for (i = 0; i < s->nreports; i++)
		if (same(s->report[i]->id, id))
			return s->report[i];
	return NULL;
}

const struct field *
form_field(const struct form *f, const char *id)
{
	int i;

	for (i = 0; i < f->nfields; i++)
		if (same(f->field[i].id, id))
			return &f->field[i];
	return NULL;
}

int
form_cell(const struct form *f, const char *id)
{
	int i;

	for (i = 0; i < f->ncells; i++)
		if (same(f->cell[i].id, id))
			return i;
	return -1;
}

int32_t
form_day(const struct form *f, const struct value *v)
{
	const struct value *day = f->date ? &v[f->date->cell] : NULL;

	return day && day->kind == V_INT ? (int32_t)day->n : DATE_NONE;
}

const struct code *
codes_find(const struct codes *c, const char *code)
{
	return codes_find_on(c, code, DATE_NONE);
}

const struct code *
codes_find_on(const struct codes *c, const char *code, int32_t day)
{
	int i;

	for (i = 0; i < c->ncodes; i++) {
		const struct code *k = &c->code[i];

		if (!same(k->code, code))
			continue;
		if (day == DATE_NONE || (k->from <= day && (k->to == DATE_NONE || day <= k->to)))
			return k;
	}
	return NULL;
}

const char *
code_column(const struct codes *c, const struct code *code, const char *column)
{
	int i;

	for (i = 0; i < c->ncolumns; i++)
		if (same(c->columns[i], column))
			return code->column[i];
	return NULL;
}
