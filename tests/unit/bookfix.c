/* SPDX-License-Identifier: MIT */
/*
 * bookfix: see bookfix.h.  The forms are made cell by cell, so that these tests do not
 * depend on the loader.
 */
#include "tests/unit/bookfix.h"

#include <check.h>
#include <string.h>

#include "core/date.h"
#include "tests/unit/place.h"

struct row {
	const char *id;
	enum ftype type;
	bool key, sensitive;
	const char *local;
};

static const struct row activity_rows[AC_N] = {
	[AC_DAY] = { "date", T_DATE, true, false, NULL },
	[AC_HAMLET] = { "hamlet", T_CODE, true, false, "hamlet" },
	[AC_FORCE] = { "force", T_CODE, true, false, NULL },
	[AC_WORK] = { "work", T_CODE, true, false, NULL },
	[AC_PLACE] = { "place", T_TEXT, false, false, NULL },
	[AC_PEOPLE] = { "people", T_COUNT, false, false, NULL },
	[AC_WOMEN] = { "women", T_COUNT, false, false, NULL },
	[AC_SHIFTS] = { "shifts", T_COUNT, false, false, NULL },
	[AC_HOURS] = { "hours", T_COUNT, false, false, NULL },
	[AC_RESULT] = { "result", T_COUNT, false, false, NULL },
	[AC_NOTE] = { "note", T_TEXT, false, false, NULL },
	[AC_PHONE] = { "phone", T_TEXT, false, true, NULL },
};

static const struct row hamlet_rows[] = {
	{ "name", T_TEXT, true, false, NULL },
	{ "households", T_COUNT, false, false, NULL },
};

static struct codes forces = { .id = "forces" };

static struct form *
make_form(struct arena *a, const char *id, const char *code, const struct row *rows, int n)
{
	struct form *f = arena_alloc(a, sizeof *f);
	int i;

	f->id = id;
	f->code = code;
	f->version = 1;
	f->title[LANG_VI] = f->title[LANG_EN] = id;
	f->nfields = f->ncells = n;
	f->field = arena_alloc(a, (size_t)n * sizeof *f->field);
	f->cell = arena_alloc(a, (size_t)n * sizeof *f->cell);
	f->key = arena_alloc(a, (size_t)n * sizeof *f->key);
	for (i = 0; i < n; i++) {
		struct field *d = &f->field[i];

		d->id = rows[i].id;
		d->type = rows[i].type;
		d->no = d->cell = i;
		d->ncells = 1;
		d->label[LANG_VI] = d->label[LANG_EN] = rows[i].id;
		d->key = rows[i].key;
		d->sensitive = rows[i].sensitive;
		d->local = rows[i].local;
		if (d->type == T_CODE && !d->local)
			d->codes = &forces;
		if (d->key)
			f->key[f->nkeys++] = d;
		if (d->type == T_DATE)
			f->date = d;
		f->cell[i].id = d->id;
		f->cell[i].field = d;
	}
	return f;
}

static void
make(struct bookfix *x, bool training)
{
	struct book_new n = { .role = ROLE_OFFICE, .unit = "03388@-", .name = "Đoàn Kết", .training = training };

	memset(x, 0, sizeof *x);
	x->a = arena_new();
	x->form = make_form(x->a, "activity", "F08", activity_rows, AC_N);
	x->hamlet = make_form(x->a, "hamlet", "L01", hamlet_rows, 2);
	x->schema.nforms = 2;
	x->schema.form = arena_alloc(x->a, 2 * sizeof *x->schema.form);
	x->schema.form[0] = x->form;
	x->schema.form[1] = x->hamlet;
	x->dir = arena_strdup(x->a, place_make());
	n.dir = x->dir;
	ck_assert_msg(book_make(&n, &x->e) == 0, "%s", x->e.text);
	bookfix_reopen(x);
}

void
bookfix_make(struct bookfix *x)
{
	make(x, false);
}

void
bookfix_training(struct bookfix *x)
{
	make(x, true);
}

void
bookfix_reopen(struct bookfix *x)
{
	book_close(x->b);
	x->b = book_open(x->dir, &x->schema, &x->e);
	ck_assert_msg(x->b != NULL, "%s", x->e.text);
}

void
bookfix_free(struct bookfix *x)
{
	book_close(x->b);
	place_remove();
	arena_free(x->a);
}

struct value
int_value(int64_t n)
{
	struct value v = { V_INT, n, NULL };

	return v;
}

struct value
text_value(const char *s)
{
	struct value v = { V_TEXT, 0, s };

	return v;
}

struct value *
bookfix_line(struct bookfix *x, int i)
{
	static const char *const force[] = { "DTN", "HPN", "DQ", "CCB", "YT" };
	static const char *const work[] = { "GAC", "VC", "NAU", "TT", "HT" };
	static const char *const note[] = { "", "", "trực đêm", "thay ca chiều", "mưa, đường trơn" };
	struct value *v = arena_alloc(x->a, AC_N * sizeof *v);

	v[AC_DAY] = int_value(date_of(2021, 11, 1) + i / 10 % 30);
	v[AC_HAMLET] = text_value(arena_printf(x->a, "Bản Nà %d", i % 14));
	v[AC_FORCE] = text_value(force[i % 5]);
	v[AC_WORK] = text_value(work[i / 5 % 5]);
	v[AC_PLACE] = text_value(arena_printf(x->a, "Chốt số %d cầu Mù Cả", i % 9));
	v[AC_PEOPLE] = int_value(2 + i % 7);
	v[AC_WOMEN] = int_value(i % 3);
	v[AC_SHIFTS] = int_value(1);
	v[AC_HOURS] = int_value((2 + i % 7) * 8);
	if (i % 4)
		v[AC_RESULT] = int_value(i % 300);
	else
		v[AC_RESULT].kind = V_NA;
	if (*note[i % 5])
		v[AC_NOTE] = text_value(note[i % 5]);
	return v;
}

rid
bookfix_add(struct bookfix *x, const struct form *f, const struct value *v)
{
	struct save s = { .kind = CH_CREATE, .form = f, .v = v, .who = "lan" };

	ck_assert_msg(book_save(x->b, &s, 1, &x->e) == 0, "%s", x->e.text);
	return s.id;
}

int
bookfix_set(struct bookfix *x, rid id, const struct value *v, const struct vv *seen)
{
	struct save s = { .kind = CH_SET, .rec = id, .form = x->form, .v = v, .seen = seen,
	    .who = "lan", .reason = "sửa" };

	return book_save(x->b, &s, 1, &x->e);
}

int
bookfix_move(struct bookfix *x, rid rec, enum change_kind kind)
{
	struct save s = { .kind = kind, .rec = rec, .form = x->form, .who = "minh", .reason = "vì" };

	return book_save(x->b, &s, 1, &x->e);
}

void
bookfix_lines(struct bookfix *x, int n)
{
	struct save *s = arena_alloc(x->a, (size_t)n * sizeof *s);
	int i;

	for (i = 0; i < n; i++) {
		s[i].kind = CH_CREATE;
		s[i].form = x->form;
		s[i].v = bookfix_line(x, i);
		s[i].who = "lan";
		if (i % 10 == 9)
			s[i].unit = "03389@-";
	}
	ck_assert_msg(book_save(x->b, s, n, &x->e) == 0, "%s", x->e.text);
}

static int
count_record(void *arg, struct record *r, struct err *e)
{
	(void)r;
	(void)e;
	++*(int *)arg;
	return 0;
}

int
bookfix_count(struct bookfix *x, struct book *b, const struct query *q)
{
	int n = 0;

	ck_assert_msg(book_query(b, x->a, q, count_record, &n, &x->e) == 0, "%s", x->e.text);
	return n;
}
