/* SPDX-License-Identifier: MIT */
/*
 * fixture: records as rows of text, saved through the book as the screens do.
 */
#include "tests/screen/fixture.h"

#include <stdio.h>
#include <string.h>

#include "core/pin.h"
#include "core/check.h"
#include "core/date.h"
#include "forms/load.h"

enum { MINUTES_EAST = 7 * 60 };

/* A change: minutes after 23/11/2021 08:00, form, FIELD=VALUE;...; n: the row it corrects. */
static const struct row {
	int minute, of;
	enum change_kind kind;
	const char *form, *cells, *who, *reason;
} rows[] = {
	{ 0, -1, CH_CREATE, "hamlet", "name=Bản Nà Nhì;kind=BAN;households=62;people=281;phone=0912345678",
	    "mai", "" },
	{ 2, -1, CH_CREATE, "hamlet", "name=Bản Hua Bum;kind=BAN;households=48;people=214", "mai", "" },
	{ 10, -1, CH_CREATE, "volunteer_activity", "date=2021-11-22;hamlet=Bản Nà Nhì;force=TCD;work=RSH;"
	    "people=3;women=1;shifts=1;hours=24;result=42", "mai", "" },
	{ 11, -1, CH_CREATE, "volunteer_activity", "date=2021-11-23;hamlet=Bản Nà Nhì;force=TCD;work=RSH;"
	    "people=3;women=1;shifts=1;hours=24;result=38", "mai", "" },
	{ 13, -1, CH_CREATE, "volunteer_activity", "date=2021-11-23;hamlet=Bản Nà Nhì;force=DTN;work=HTT;"
	    "people=12;women=5;shifts=1;hours=96;result=300", "mai", "" },
	{ 14, -1, CH_CREATE, "volunteer_activity", "date=2021-11-23;hamlet=Bản Nà Nhì;force=PN;work=PPNY;"
	    "people=6;women=6;shifts=1;hours=48;result=31", "lan", "" },
	{ 15, -1, CH_CREATE, "volunteer_activity", "date=2021-11-23;hamlet=Bản Hua Bum;force=TCD;work=RSH;"
	    "people=4;women=1;shifts=1;hours=32;result=40", "lan", "" },
	{ 75, 4, CH_SET, "volunteer_activity", "people=13;hours=104", "lan", "Ghi nhầm số người" },
	{ 80, 5, CH_REMOVE, "volunteer_activity", "", "mai", "Nhập trùng" },
	{ 1430, -1, CH_CREATE, "volunteer_activity", "date=2021-11-24;hamlet=Bản Hua Bum;force=TCD;work=RSH;"
	    "people=4;women=1;shifts=1;hours=32;result=36", "mai", "" },
};

enum { NROWS = sizeof rows / sizeof *rows };

static void
clock_at(int minute)
{
	int64_t day = date_of(2021, 11, 23);

	clock_fix((day * 1440 + 8 * 60 - MINUTES_EAST + minute) * 60000);
}

struct schema *
fixture_schema(struct arena *a)
{
	static const char *const dirs[] = { "forms/data" };
	struct loaded l;

	forms_load(a, dirs, 1, NULL, &l);
	if (!l.schema)
		fprintf(stderr, "%s\n", l.nproblems ? l.problem[0].text : "forms/data: cannot be loaded");
	return l.schema;
}

/* Reads "field=value;..." into v. */
static int
fill(struct arena *a, const struct form *f, const char *cells, struct value *v, struct err *e)
{
	char *s = arena_strdup(a, cells), *item, *save, *eq;
	int cell;

	for (item = strtok_r(s, ";", &save); item; item = strtok_r(NULL, ";", &save)) {
		eq = strchr(item, '=');
		*eq = '\0';
		cell = form_cell(f, item);
		if (cell < 0)
			return err_set(e, E_INPUT, "%s: no such cell", item);
		if (value_parse(a, f->cell[cell].field->type, eq + 1, date_today(), &v[cell], e) != 0)
			return -1;
	}
	return 0;
}

static int
save_row(struct book *b, struct arena *a, int i, rid *ids, struct err *e)
{
	const struct row *row = &rows[i];
	const struct schema *s = book_schema(b);
	struct save sv = { .kind = row->kind, .who = row->who, .reason = row->reason };
	struct record *r = NULL;
	struct value *v;

	clock_at(row->minute);
	sv.form = schema_form(s, row->form);
	if (!sv.form)
		return err_set(e, E_INPUT, "%s: no such form", row->form);
	v = arena_alloc(a, (size_t)sv.form->ncells * sizeof *v);
	if (row->of >= 0) {
		r = book_get(b, a, ids[row->of], e);
		if (!r)
			return -1;
		v = book_values(a, r, sv.form);
		sv.rec = r->id;
		sv.seen = &r->vv;
	}
	if (fill(a, sv.form, row->cells, v, e) != 0)
		return -1;
	sv.v = v;
	sv.unit = book_info(b)->unit;
	if (book_save(b, &sv, 1, e) != 0)
		return -1;
	ids[i] = sv.id;
	return 0;
}

int
fixture_make(const char *dir, const struct schema *s, struct err *e)
{
	struct arena *a = arena_new();
	const struct unit *u = schema_unit(s, "03389", date_of(2021, 11, 23));
	struct book_new n = { .dir = dir, .role = ROLE_OFFICE, .training = true, .name = "" };
	struct book *b = NULL;
	rid ids[NROWS];
	int i, rc = -1;

	clock_at(0);
	if (!u) {
		err_set(e, E_INPUT, "03389: no such unit on that day");
		goto out;
	}
	n.unit = unit_text(a, u);
	if (book_make(&n, e) != 0 || !(b = book_open(dir, s, e)))
		goto out;
	for (i = 0; i < NROWS; i++)
		if (save_row(b, a, i, ids, e) != 0)
			goto out;
	if (book_setting_put(b, "ui.mai.letters.linux", "yes", e) != 0) /* asked for there before */
		goto out;
	clock_at(1440);
	rc = 0;
out:
	if (b)
		book_close(b);
	arena_free(a);
	return rc;
}

int
fixture_people(struct book *b, struct err *e)
{
	static const struct { const char *name, *pin; unsigned duties; } people[] = {
		{ "kt", "462810", DUTY_TECHNICIAN }, { "mai", "284617", DUTY_OPERATOR },
		{ "minh", "591735", DUTY_SUPERVISOR }, { "an", "730265", DUTY_AUDITOR },
	};
	char hash[PIN_HASH_BYTES];
	size_t i;

	for (i = 0; i < sizeof people / sizeof *people; i++) {
		struct operator_edit q = { .name = people[i].name, .add = true, .duties = people[i].duties,
			.pin = hash, .who = "kt" };

		if (pin_make(people[i].pin, hash, e) != 0 || operator_save(b, &q, e) != 0)
			return -1;
	}
	return 0;
}
