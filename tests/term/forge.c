/* SPDX-License-Identifier: MIT */
/*
 * forge: an office whose program lets in what soxa would not.  Saves a record with texts as they
 * are, past every check, so that a dump of them can be brought to a hub.
 *
 *	forge BOOK FORMS FORM CELL=TEXT|CELL=#NUMBER... [_who=TEXT] [_reason=TEXT] [_unit=TEXT]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/book.h"
#include "core/date.h"
#include "forms/load.h"

/* One CELL=TEXT; what begins with '_' says how the change is told. */
static int
take(struct save *s, struct value *v, char *word)
{
	char *eq = strchr(word, '=');
	int cell;

	if (!eq)
		return -1;
	*eq++ = '\0';
	if (strcmp(word, "_who") == 0)
		s->who = eq;
	else if (strcmp(word, "_reason") == 0)
		s->reason = eq;
	else if (strcmp(word, "_unit") == 0)
		s->unit = eq;
	else if ((cell = form_cell(s->form, word)) < 0)
		return -1;
	else if (*eq == '#')
		v[cell] = (struct value){ .kind = V_INT, .n = strtoll(eq + 1, NULL, 10) };
	else if (s->form->cell[cell].field->type == T_DATE)
		v[cell] = (struct value){ .kind = V_INT, .n = date_parse(eq, strlen(eq)) };
	else
		v[cell] = (struct value){ .kind = V_TEXT, .s = eq };
	return 0;
}

int
main(int argc, char **argv)
{
	struct save s = { .kind = CH_CREATE, .who = "x", .reason = "" };
	struct arena *a = arena_new();
	const char *dirs[2];
	struct value *v;
	struct loaded l;
	struct book *b = NULL;
	struct err e = { .text = "forge BOOK FORMS FORM CELL=TEXT..." };
	int i, rc = 1;

	if (argc < 5)
		goto out;
	dirs[0] = argv[2];
	dirs[1] = arena_printf(a, "%s/forms", argv[1]);
	forms_load(a, dirs, 2, NULL, &l);
	b = l.schema ? book_open(argv[1], l.schema, &e) : NULL;
	s.form = b ? schema_form(l.schema, argv[3]) : NULL;
	if (!s.form)
		goto out;
	s.unit = book_info(b)->unit;
	s.v = v = arena_alloc(a, (size_t)s.form->ncells * sizeof *v);
	for (i = 4; i < argc; i++)
		if (take(&s, v, argv[i]) != 0)
			goto out;
	rc = book_save(b, &s, 1, &e) != 0;
out:
	if (rc)
		fprintf(stderr, "forge: %s\n", e.text);
	book_close(b);
	arena_free(a);
	return rc;
}
