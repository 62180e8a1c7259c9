/* SPDX-License-Identifier: MIT */
/*
 * formfix: see formfix.h.  The form has a field of every kind an expression can
 * meet, and a record with each of the four states in it.  A slip in a test ends the
 * process; no Check here, so that fuzz targets use it too.
 */
#include "tests/unit/formfix.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/date.h"

static const char *work_columns[] = { "unit", "doses" };
static const char *truck[] = { "chuyến", "1.5" }, *guard[] = { "", "x" };
static const char *fee_old[] = { "", "50" }, *fee_new[] = { "", "80" };
static struct code work_rows[] = {
	{ "XE", { "Vận chuyển", "Transport" }, DATE_NONE, DATE_NONE, truck },
	{ "GAC", { "Trực gác", "Guard duty" }, DATE_NONE, 18900, guard },
	{ "PHI", { "Phí", "Fee" }, DATE_NONE, 18900, fee_old },
	{ "PHI", { "Phí", "Fee" }, 18901, 18980, fee_new },
};
static struct codes works = { "works", { "Việc", "Work" }, 1, 2, work_columns, 4, work_rows };
static struct code age_rows[] = {
	{ "A05", { "5-11", "" }, DATE_NONE, DATE_NONE, NULL },
	{ "A12", { "12-17", "" }, DATE_NONE, DATE_NONE, NULL },
	{ "A18", { "18+", "" }, DATE_NONE, DATE_NONE, NULL },
};
static struct codes ages = { "ages", { "Tuổi", "Age" }, 1, 0, NULL, 3, age_rows };
static struct code had_rows[] = {
	{ "total", { "Tổng", "" }, DATE_NONE, DATE_NONE, NULL },
	{ "had", { "Đã tiêm", "" }, DATE_NONE, DATE_NONE, NULL },
};
static struct codes had = { "had", { "Cột", "" }, 1, 0, NULL, 2, had_rows };

struct row {
	const char *id;
	enum ftype type;
	const char *label;
	const struct codes *codes, *rows, *cols;
	const char *value;
};

static const struct row session[] = {
	{ "day", T_DATE, "Ngày", NULL, NULL, NULL, "2021-11-23" },
	{ "site", T_CODE, "Điểm tiêm", NULL, NULL, NULL, "Trường Đoàn Kết" },
	{ "work", T_CODE, "Việc", &works, NULL, NULL, "XE" },
	{ "place", T_TEXT, "Nơi", NULL, NULL, NULL, "Bản Mù Cả" },
	{ "came", T_COUNT, "Đến trong ngày", NULL, NULL, NULL, "1500" },
	{ "done", T_COUNT, "Tiêm được", NULL, NULL, NULL, "1495" },
	{ "put_off", T_COUNT, "Hoãn", NULL, NULL, NULL, "5" },
	{ "refused", T_COUNT, "Không đồng ý", NULL, NULL, NULL, "-" },
	{ "waste", T_COUNT, "Hủy", NULL, NULL, NULL, "?" },
	{ "planned", T_COUNT, "Kế hoạch", NULL, NULL, NULL, "" },
	{ "degrees", T_INT, "Nhiệt độ", NULL, NULL, NULL, "-3" },
	{ "fund", T_MONEY, "Tiền", NULL, NULL, NULL, "1234567890123" },
	{ "start", T_TIME, "Từ", NULL, NULL, NULL, "07:30" },
	{ "stop", T_TIME, "Đến", NULL, NULL, NULL, "11:00" },
	{ "paper", T_BOOL, "Có giấy", NULL, NULL, NULL, "1" },
	{ "late", T_BOOL, "Muộn", NULL, NULL, NULL, "0" },
	{ "unsure", T_BOOL, "Chưa rõ", NULL, NULL, NULL, "" },
	{ "age", T_COUNT, "Tuổi", NULL, &ages, NULL, "10 - " },
	{ "target", T_COUNT, "Đối tượng", NULL, &ages, &had, "1 2 3 4 5 6" },
	{ "huge", T_INT, "Lớn", NULL, NULL, NULL, "9223372036854775807" },
};

static const struct row roster[] = {
	{ "force", T_CODE, "Lực lượng", &works, NULL, NULL, "" },
	{ "since", T_DATE, "Từ ngày", NULL, NULL, NULL, "" },
	{ "members", T_COUNT, "Người", NULL, NULL, NULL, "" },
	{ "name", T_TEXT, "Tên", NULL, NULL, NULL, "" },
	{ "age", T_COUNT, "Tuổi", NULL, &ages, NULL, "" },
};

static void
make_cells(struct arena *a, struct form *f, struct field *d, int n)
{
	int rows = d->rows ? d->rows->ncodes : 1, cols = d->cols ? d->cols->ncodes : 1, i;

	d->cell = f->ncells;
	d->ncells = rows * cols;
	for (i = 0; i < d->ncells; i++) {
		struct cell *c = &f->cell[f->ncells++];

		assert(f->ncells < n);
		c->field = d;
		c->row = d->rows ? &d->rows->code[i / cols] : NULL;
		c->col = d->cols ? &d->cols->code[i % cols] : NULL;
		c->id = c->col ? arena_printf(a, "%s.%s.%s", d->id, c->row->code, c->col->code) :
		    c->row ? arena_printf(a, "%s.%s", d->id, c->row->code) : d->id;
	}
}

static struct form *
make_form(struct arena *a, const char *id, const char *code, const struct row *rows, int n)
{
	struct form *f = arena_alloc(a, sizeof *f);
	int i;

	f->id = id;
	f->code = code;
	f->title[LANG_VI] = f->title[LANG_EN] = id;
	f->nfields = n;
	f->field = arena_alloc(a, (size_t)n * sizeof *f->field);
	f->cell = arena_alloc(a, 64 * sizeof *f->cell);
	for (i = 0; i < n; i++) {
		struct field *d = &f->field[i];

		d->id = rows[i].id;
		d->type = rows[i].type;
		d->no = i;
		d->label[LANG_VI] = d->label[LANG_EN] = rows[i].label;
		d->codes = rows[i].codes;
		d->rows = rows[i].rows;
		d->cols = rows[i].cols;
		make_cells(a, f, d, 64);
	}
	return f;
}

/* "10 - " into three cells; one text into one. */
static void
fill(struct formfix *x, const struct field *d, const char *text)
{
	char part[64];
	int i;

	for (i = 0; i < d->ncells; i++) {
		size_t n = d->ncells > 1 ? strcspn(text, " ") : strlen(text);

		assert(n < sizeof part);
		memcpy(part, text, n);
		part[n] = '\0';
		formfix_set(x, x->form->cell[d->cell + i].id, part);
		text += text[n] ? n + 1 : n;
	}
}

void
formfix_make(struct formfix *x)
{
	int i, n = (int)(sizeof session / sizeof *session);
	static struct unit unit = { "03388", "Đoàn Kết", 3, NULL, DATE_NONE, DATE_NONE, NULL, NULL };

	memset(x, 0, sizeof *x);
	x->a = arena_new();
	x->form = make_form(x->a, "session", "F01", session, n);
	x->other = make_form(x->a, "roster", "F09", roster, (int)(sizeof roster / sizeof *roster));
	x->form->date = &x->form->field[0];
	x->schema.nforms = 2;
	x->schema.form = arena_alloc(x->a, 2 * sizeof *x->schema.form);
	x->schema.form[0] = x->form;
	x->schema.form[1] = x->other;
	x->schema.ncodes = 1;
	x->schema.codes = arena_alloc(x->a, sizeof *x->schema.codes);
	x->schema.codes[0] = &works;
	x->schema.nunits = 1;
	x->schema.unit = &unit;
	x->v = arena_alloc(x->a, (size_t)x->form->ncells * sizeof *x->v);
	for (i = 0; i < n; i++)
		fill(x, &x->form->field[i], session[i].value);
	x->look.today = date_of(2021, 11, 24);
	x->look.unit = "03388@-";
	x->look.schema = &x->schema;
}

void
formfix_free(struct formfix *x)
{
	arena_free(x->a);
}

struct field *
formfix_field(struct form *f, const char *id)
{
	int i;

	for (i = 0; i < f->nfields; i++)
		if (strcmp(f->field[i].id, id) == 0)
			return &f->field[i];
	fprintf(stderr, "no field %s\n", id);
	abort();
}

struct value *
formfix_cell(struct formfix *x, const char *id)
{
	int i;

	for (i = 0; i < x->form->ncells; i++)
		if (strcmp(x->form->cell[i].id, id) == 0)
			return &x->v[i];
	fprintf(stderr, "no cell %s\n", id);
	abort();
}

void
formfix_set(struct formfix *x, const char *id, const char *text)
{
	struct value *v = formfix_cell(x, id);
	const struct field *d = x->form->cell[v - x->v].field;

	memset(v, 0, sizeof *v);
	if (!*text)
		return;
	v->n = 0;
	if (strcmp(text, "-") == 0 || strcmp(text, "?") == 0) {
		v->kind = *text == '-' ? V_NA : V_UNKNOWN;
	} else if (expr_type_of(d->type) == ET_TEXT) {
		v->kind = V_TEXT;
		v->s = arena_strdup(x->a, text);
	} else {
		v->kind = V_INT;
		v->n = d->type == T_DATE ? date_parse(text, strlen(text)) :
		    d->type == T_TIME ? time_parse(text) : strtoll(text, NULL, 10);
	}
}

const struct expr *
formfix_expr(struct formfix *x, const char *src, enum etype want)
{
	struct err e = { 0 };
	const struct expr *r = expr_parse(x->a, &x->schema, x->form, src, want, &e);

	if (r)
		return r;
	fprintf(stderr, "%s: %s\n", src, e.text);
	abort();
}
