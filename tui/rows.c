/* SPDX-License-Identifier: MIT */
/*
 * rows: records as JSON, CSV and text.  Invariant: JSON and CSV hold exactly what `add`
 * takes back; text is for eyes only.
 */
#include "tui/rows.h"

#include <stdio.h>
#include <string.h>

#include "core/check.h"
#include "core/csv.h"
#include "core/date.h"
#include "core/due.h"
#include "core/json.h"
#include "core/text.h"

static const struct {
	const char *name, *label;
} statuses[] = {
	[ST_DRAFT] = { "draft", N_("draft") },
	[ST_COMPLETE] = { "complete", N_("complete") },
	[ST_APPROVED] = { "approved", N_("approved") },
	[ST_LOCKED] = { "locked", N_("locked") },
	[ST_REMOVED] = { "removed", N_("removed") },
	[ST_ERASED] = { "erased", N_("erased") },
};

const char *
row_status(enum status s)
{
	return statuses[s].name;
}

const char *
row_status_label(enum status s)
{
	return _(statuses[s].label);
}

static const char *const changes[CH_N] = {
	[CH_CREATE] = N_("created"), [CH_SET] = N_("changed"), [CH_COMPLETE] = N_("completed"),
	[CH_APPROVE] = N_("approved"), [CH_LOCK] = N_("locked"), [CH_CORRECT] = N_("corrected"),
	[CH_REMOVE] = N_("removed the record"), [CH_RESTORE] = N_("restored"), [CH_ERASE] = N_("erased"),
	[CH_RESOLVE] = N_("conflict resolved"), [CH_UNLOCK] = N_("unlocked"),
	[CH_REVEAL] = N_("looked at what is masked"),
};

const char *
row_change_label(enum change_kind kind)
{
	return kind < CH_N && changes[kind] ? _(changes[kind]) : "?";
}

const char *
row_moment(struct arena *a, uint64_t clock)
{
	char day[11], hour[6];
	int32_t on;
	int minute;

	due_moment((int64_t)(clock >> 16), &on, &minute);
	date_iso(on, day);
	time_text(minute, hour);
	return arena_printf(a, "%s %s", day, hour);
}

/* All but the last three letters as '*'. */
static const char *
masked(struct arena *a, const char *s)
{
	const char *p = s;
	char *out;
	int n = 0, i = 0;
	size_t at = 0;

	while (text_next(&p))
		n++;
	out = arena_alloc(a, strlen(s) + 1);
	for (p = s; i < n; i++) {
		uint32_t c = text_next(&p);

		at += text_put(out + at, i < n - 3 ? '*' : c);
	}
	return out;
}

enum reveal
row_reveal(const struct operator *o)
{
	return operator_holds(o, RIGHT_SEE) ? REVEAL : operator_holds(o, RIGHT_ENTER) ? MASK : MASK_ALL;
}

enum reveal
row_listed_reveal(const struct operator *o)
{
	enum reveal how = row_reveal(o);

	return how > MASK ? how : MASK;
}

static bool
is_hidden(const struct field *f, enum reveal how)
{
	return how == MASK ? f->mask : how == MASK_ALL && f->sensitive;
}

bool
row_masked(const struct cell *cell, enum reveal how)
{
	return is_hidden(cell->field, how);
}

/* The same of a cell of a layout; one whose form has gone is hidden when it is sensitive. */
static bool
cell_hidden(const struct shape *s, int cell, enum reveal how)
{
	if (s->schema && cell < s->schema->ncells)
		return is_hidden(s->schema->cell[cell].field, how);
	return how != REVEAL && s->type[cell] & SHAPE_SENSITIVE;
}

static void
put_number(struct buf *b, int64_t n)
{
	buf_printf(b, "%lld", (long long)n);
}

/* Whether blank must be said, because `add` would offer a default in its place. */
static bool
says_blank(const struct record *r, int cell)
{
	const struct form *f = r->shape->schema;

	return f && cell < f->ncells && f->cell[cell].field->defaults;
}

static void
json_value(struct buf *b, struct arena *a, enum ftype t, const struct value *v)
{
	if (v->kind == V_BLANK)
		buf_put(b, "null", 4);
	else if (v->kind == V_INT && t == T_BOOL)
		buf_printf(b, "%s", v->n ? "true" : "false");
	else if (v->kind == V_INT && t != T_DATE && t != T_TIME)
		put_number(b, v->n);
	else if (v->kind == V_TEXT)
		json_put(b, v->s);
	else
		json_put(b, value_print(a, t, v, STYLE_DATA));
}

void
row_json(struct buf *b, struct arena *a, const struct record *r, const char *id, enum reveal how)
{
	const struct shape *s = r->shape;
	int i;

	buf_u8(b, '{');
	json_key(b, "_id");
	json_put(b, id);
	json_key(b, "_status");
	json_put(b, row_status(r->status));
	json_key(b, "_unit");
	json_put(b, r->unit);
	if (r->conflict) {
		json_key(b, "_conflict");
		buf_put(b, "true", 4);
	}
	for (i = 0; i < s->ncells; i++) {
		if (r->v[i].kind == V_BLANK && !says_blank(r, i))
			continue;
		json_key(b, s->cell[i]);
		if (r->v[i].kind != V_BLANK && cell_hidden(s, i, how))
			json_put(b, masked(a, value_print(a, (enum ftype)(s->type[i] & SHAPE_TYPE), &r->v[i], STYLE_DATA)));
		else
			json_value(b, a, (enum ftype)(s->type[i] & SHAPE_TYPE), &r->v[i]);
	}
	buf_u8(b, '}');
}

void
row_csv_head(struct buf *b, const struct form *f)
{
	int i;

	buf_printf(b, "%s_id,_status,_unit", CSV_BOM);
	for (i = 0; i < f->ncells; i++) {
		buf_u8(b, ',');
		csv_put(b, f->cell[i].id);
	}
	buf_put(b, "\r\n", 2);
}

void
row_csv(struct buf *b, struct arena *a, const struct row_as *as, const struct record *r,
    const struct value *v, const char *id)
{
	const struct form *f = as->f;
	int i;

	csv_put(b, id);
	buf_u8(b, ',');
	csv_put(b, row_status(r->status));
	buf_u8(b, ',');
	csv_put(b, r->unit);
	for (i = 0; i < f->ncells; i++) {
		buf_u8(b, ',');
		if (v[i].kind != V_BLANK && is_hidden(f->cell[i].field, as->how))
			csv_put(b, masked(a, text_show(a, value_print(a, f->cell[i].field->type, &v[i], STYLE_DATA))));
		else if (v[i].kind == V_INT && types[f->cell[i].field->type].numeric && v[i].n >= 0)
			put_number(b, v[i].n);
		else if (v[i].kind == V_TEXT && f->cell[i].field->type == T_MEMO)
			csv_put(b, v[i].s); /* its line feeds are content; the store holds only clean text */
		else if (v[i].kind != V_BLANK)
			csv_put(b, text_show(a, value_print(a, f->cell[i].field->type, &v[i], STYLE_DATA)));
	}
	buf_put(b, "\r\n", 2);
}

const char *
row_listed(const struct form *f, int i, const struct value *v, const char *text)
{
	int k = 0;

	if (!check_nil(f, v))
		return text;
	while (k < f->nlist && v[f->list[k]->cell].kind != V_BLANK)
		k++;
	return i == (k < f->nlist ? k : f->nlist - 1) ? _("nothing occurred") : text;
}

const char *
row_cell(struct arena *a, const struct cell *cell, const struct value *v, enum reveal how)
{
	const struct field *f = cell->field;
	const struct code *code;
	const char *s;

	if (v->kind == V_TEXT && f->type == T_CODE && f->codes) {
		code = codes_find(f->codes, v->s);
		if (code)
			return text_show(a, lang_pick(code->label));
	}
	s = text_show(a, value_print(a, f->type, v, STYLE_PEOPLE));
	return is_hidden(f, how) ? masked(a, s) : s;
}

const char *
row_label(struct arena *a, const struct cell *cell)
{
	const char *label = lang_pick(cell->field->label);

	if (cell->row && cell->col)
		return arena_printf(a, "%s: %s, %s", label, lang_pick(cell->row->label),
		    lang_pick(cell->col->label));
	if (cell->row)
		return arena_printf(a, "%s: %s", label, lang_pick(cell->row->label));
	return label;
}

static bool
is_name(const char *s, size_t n, const char *name)
{
	return strlen(name) == n && memcmp(s, name, n) == 0;
}

/* The reasons that answer the rule named by the first n bytes; false: there is no such rule. */
static bool
rule_reasons(const struct form *f, const char *rule, size_t n, const struct codes **out)
{
	int i;

	*out = NULL;
	if (n == 3 && strncmp(rule, "key", n) == 0)
		return true;    /* a record of the same key was kept as one more */
	for (i = 0; i < f->nrules; i++)
		if (strlen(f->rule[i].id) == n && strncmp(f->rule[i].id, rule, n) == 0) {
			*out = f->rule[i].reasons;
			return true;
		}
	return false;
}

const char *
row_reason(struct arena *a, const struct form *f, const char *reason)
{
	const struct codes *list;
	const struct code *code;
	const char *out = "", *text, *said;
	size_t rule, n, word;

	for (; *reason; reason += n + strspn(reason + n, "; ")) {
		n = strcspn(reason, ";");
		rule = strcspn(reason, "=");
		text = arena_dup(a, reason, n);
		if (rule < n && is_name(reason, rule, "paper"))
			text = arena_printf(a, _("paper %s"), text + rule + 1);
		else if (rule < n && (is_name(reason, rule, "correct") || is_name(reason, rule, "*")))
			text += rule + 1;
		else if (rule < n && f && rule_reasons(f, reason, rule, &list)) {
			text += rule + 1;
			word = strcspn(text, " :,");
			said = arena_dup(a, text, word);
			code = list ? codes_find(list, said) : NULL;
			if (code)
				text = arena_printf(a, "%s%s", lang_pick(code->label), text + word);
		}
		out = *out ? arena_printf(a, "%s; %s", out, text) : text;
	}
	return out;
}

struct table_text *
table_new(struct arena *a, int cols)
{
	struct table_text *t = arena_alloc(a, sizeof *t);

	t->a = a;
	t->cols = cols < 64 ? cols : 64;
	return t;
}

void
table_add(struct table_text *t, const char *text)
{
	const char **bigger;

	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 256;
		bigger = arena_alloc(t->a, (size_t)t->cap * sizeof *bigger);
		if (t->n)
			memcpy(bigger, t->cell, (size_t)t->n * sizeof *bigger);
		t->cell = bigger;
	}
	t->cell[t->n++] = text_show(t->a, text);
}

void
table_put(const struct table_text *t, struct buf *out)
{
	int width[64] = { 0 }, i, w, pad;
	bool last;

	for (i = 0; i < t->n; i++) {
		w = text_cols(t->cell[i]);
		if (w > width[i % t->cols])
			width[i % t->cols] = w;
	}
	for (i = 0; i < t->n; i++) {
		last = i % t->cols == t->cols - 1;
		pad = width[i % t->cols] - text_cols(t->cell[i]);
		if (t->right[i % t->cols])
			buf_printf(out, "%*s%s", pad, "", t->cell[i]);
		else
			buf_printf(out, "%s%*s", t->cell[i], last ? 0 : pad, "");
		buf_printf(out, "%s", last ? "\n" : "  ");
	}
}

void
row_flush(struct buf *b)
{
	if (b->n)
		fwrite(b->p, 1, b->n, stdout); /* a failure stays in stdout's error mark; main looks */
	b->n = 0;
}
