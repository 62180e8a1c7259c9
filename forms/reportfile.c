/* SPDX-License-Identifier: MIT */
/*
 * reportfile: rows by dimensions, columns by measures.  A measure without `what`
 * counts records.
 */
#include "forms/reportfile.h"

#include <string.h>

#include "forms/fit.h"

enum { DIMS_MAX = 8, MEASURES_MAX = 40, HEAD_COLS = 20, SIGN_MAX = 4, NOTE_COLS = 300 };

/* Dimensions every form has. */
static const char *const common[] = { "unit", "day", "week", "month", "quarter", "year", NULL };

static bool
is_common(const char *name)
{
	int i;

	for (i = 0; common[i]; i++)
		if (strcmp(common[i], name) == 0)
			return true;
	return false;
}

static void
read_dims(struct source *src, struct report *r, const struct item *it)
{
	const struct field *f;
	int i;

	if (it->nvalues == 0 || it->nvalues > DIMS_MAX)
		gather_error(
		    &src->g, it->line, NULL, _("a report has 1 to %d dimensions"), DIMS_MAX);
	r->dim = it->value;
	r->ndims = it->nvalues;
	for (i = 0; r->form && i < r->ndims; i++) {
		f = form_field(r->form, r->dim[i]);
		if (!is_common(r->dim[i]) && (!f || f->rows))
			gather_error(&src->g, it->value_line[i], NULL,
			    _("\"%s\" is no single field of the form "
			      "\"%s\", nor unit, day, week, month, quarter or year"),
			    r->dim[i], r->form->id);
	}
}

/* Who signs, a column each. */
static void
read_sign(struct source *src, struct report *r, const char *name, enum lang lang)
{
	const struct item *it = sect_item(src->top, name);

	if (!it || !it->list)
		return;
	if (it->nvalues > SIGN_MAX)
		gather_error(&src->g, it->line, NULL, _("a report is signed by at most %d people"), SIGN_MAX);
	r->sign[lang] = it->value;
	r->nsign[lang] = it->nvalues;
}

static const struct grammar measure_grammar;

struct report *
report_build(struct build *b, struct source *src)
{
	struct report *r = arena_alloc(b->a, sizeof *r);
	struct target t = { b, &src->g, src->top, &report_grammar, r, NULL, NULL };
	const struct item *dims = sect_item(src->top, "dims");
	int i;

	r->id = src->top->title;
	attr_read(&t, PASS_ALONE);
	attr_read(&t, PASS_NAMES);
	if (dims && dims->list)
		read_dims(src, r, dims);
	read_sign(src, r, "sign", LANG_VI);
	read_sign(src, r, "sign-en", LANG_EN);
	if (src->top->nsects == 0 || src->top->nsects > MEASURES_MAX)
		gather_error(&src->g, src->top->line, NULL, _("a report has 1 to %d measures"),
		    MEASURES_MAX);
	r->measure = arena_alloc(b->a, (size_t)src->top->nsects * sizeof *r->measure + 1);
	for (i = 0; i < src->top->nsects; i++) {
		t.sect = &src->top->sect[i];
		t.grammar = &measure_grammar;
		t.field = t.sect->title;
		t.to = &r->measure[r->nmeasures++];
		t.form = r->form;
		((struct measure *)t.to)->id = t.sect->title;
		attr_read(&t, PASS_ALONE);
		if (r->form)
			attr_read(&t, PASS_FIELDS);
	}
	return r;
}

#define AT(member) offsetof(struct measure, member)

static const struct attr measure_attrs[] = {
	{ "label", A_TEXT, A_MUST, AT(label[LANG_VI]), 0, HEAD_COLS, NULL,
	    "the head of its column, in Vietnamese" },
	{ "label-en", A_TEXT, A_MAY, AT(label[LANG_EN]), 0, HEAD_COLS, NULL,
	    "the head in English" },
	{ "what", A_EXPR, A_MAY, AT(what), 0, ET_NUM, NULL,
	    "what is added up over the records; left out: their number" },
};

static const struct grammar measure_grammar = { "measure", measure_attrs,
	sizeof measure_attrs / sizeof *measure_attrs, NULL, 0, 0 };

#undef AT
#define AT(member) offsetof(struct report, member)

static const struct attr attrs[] = {
	{ "title", A_TEXT, A_MUST, AT(title[LANG_VI]), 0, FIT_LINE, NULL,
	    "its name, in Vietnamese" },
	{ "title-en", A_TEXT, A_MAY, AT(title[LANG_EN]), 0, FIT_LINE, NULL, "its name in English" },
	{ "form", A_FORMP, A_MUST, AT(form), 0, 0, NULL, "the form it adds up" },
	{ "dims", A_TEXTS, A_MUST, 0, 0, 0, NULL,
	    "what the rows stand for: fields, unit, day, week, month, quarter, year" },
	{ "note", A_TEXT, A_MAY, AT(note[LANG_VI]), 0, NOTE_COLS, NULL,
	    "what stands below the table on paper, in Vietnamese" },
	{ "note-en", A_TEXT, A_MAY, AT(note[LANG_EN]), 0, NOTE_COLS, NULL, "the same in English" },
	{ "sign", A_TEXTS, A_MAY, 0, 0, 0, NULL,
	    "who signs on paper, at most 4, in Vietnamese" },
	{ "sign-en", A_TEXTS, A_MAY, 0, 0, 0, NULL, "the same in English" },
};

static const struct grammar *const subs[] = { &measure_grammar };

const struct grammar report_grammar = { "report", attrs, sizeof attrs / sizeof *attrs, subs, 1, 0 };
