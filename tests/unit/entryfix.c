/* SPDX-License-Identifier: MIT */
#include "tests/unit/entryfix.h"

#include <check.h>

#include "core/date.h"
#include "core/text.h"
#include "tests/unit/place.h"

struct entryfix t;

void
entryfix_make(void)
{
	const char *dirs[] = { "forms/data" };
	struct book_new n = { .role = ROLE_OFFICE, .training = true, .name = "" };

	lang_set(LANG_VI, NULL);
	clock_fix(1637715600000); /* 24 November 2021, 08:00 in Viet Nam */
	t.a = arena_new();
	forms_load(t.a, dirs, 1, NULL, &t.l);
	ck_assert_ptr_nonnull(t.l.schema);
	n.dir = arena_printf(t.a, "%s/book", place_make());
	n.unit = unit_text(t.a, schema_unit(t.l.schema, "03388", date_today()));
	ck_assert_msg(book_make(&n, &t.e) == 0, "%s", t.e.text);
	t.b = book_open(n.dir, t.l.schema, &t.e);
	ck_assert_msg(t.b != NULL, "%s", t.e.text);
}

void
entryfix_free(void)
{
	book_close(t.b);
	arena_free(t.a);
	place_remove();
}

void
entryfix_open(const char *code)
{
	const struct form *f = schema_form(t.l.schema, code);

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(entry_open(&t.en, t.b, f, "mai", 0, &t.e), 0);
}

void
entryfix_type(struct entry *en, const char *text)
{
	struct event ev = { .key = K_CHAR };

	while ((ev.c = text_next(&text)) != 0)
		(void)entry_type(en, &ev);
}

int
entryfix_put(const char *id, const char *text)
{
	int cell = form_cell(t.en.form, id);

	ck_assert_msg(cell >= 0, "no cell %s", id);
	(void)entry_leave(&t.en);
	entry_goto(&t.en, cell);
	entryfix_type(&t.en, text);
	return entry_leave(&t.en);
}

const char *
entryfix_value(const char *id)
{
	int cell = form_cell(t.en.form, id);

	return value_print(t.a, t.en.form->cell[cell].field->type, &t.en.v[cell], STYLE_DATA);
}
