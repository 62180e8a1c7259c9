/* SPDX-License-Identifier: MIT */
/*
 * names: what people call a linked record.  Invariant: the book is asked once for each
 * value, so that drawing never waits for the disk twice.
 */
#include "tui/names.h"

#include <string.h>

static const char *
read_name(struct names *names, const struct field *f, const char *value)
{
	const struct form *form = schema_form(book_schema(names->b), f->link);
	rid id = book_id_parse(names->b, value);
	struct record *r;
	struct value *v;
	struct err e;
	const char *text;

	if (!form || form->nlist == 0 || !id)
		return value;
	r = book_get(names->b, names->a, id, &e);
	v = r ? book_values(names->a, r, form) : NULL;
	if (!v)
		return value;
	text = value_print(names->a, form->list[0]->type, &v[form->list[0]->cell], STYLE_PEOPLE);
	return *text ? text : value;
}

const char *
names_of(struct names *names, const struct field *f, const char *value)
{
	struct name *more;
	int i;

	for (i = 0; i < names->n; i++)
		if (strcmp(names->item[i].value, value) == 0)
			return names->item[i].label;
	if (names->n == names->cap) {
		names->cap = names->cap ? names->cap * 2 : 32;
		more = arena_alloc(names->a, (size_t)names->cap * sizeof *more);
		if (names->n)
			memcpy(more, names->item, (size_t)names->n * sizeof *more);
		names->item = more;
	}
	names->item[names->n] = (struct name){ arena_strdup(names->a, value),
	    read_name(names, f, value) };
	return names->item[names->n++].label;
}

const char *
names_unit(struct arena *a, const struct book *b)
{
	const struct book_info *info = book_info(b);
	const struct unit *u = unit_parse(book_schema(b), info->unit);

	return u ? arena_printf(a, "%s (%s)", u->name, u->code) : arena_strdup(a, info->unit);
}
