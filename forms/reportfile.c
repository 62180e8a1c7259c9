/* SPDX-License-Identifier: MIT */
/*
 * reportfile: rows by dimensions, columns by measures.  A measure without `what`
 * counts records, unless `of` computes it: an expression over the other measures, which
 * stand as the fields of a form made here (report.sums).
 */
#include "forms/reportfile.h"

#include <string.h>

#include "forms/fit.h"
#include "forms/reportparts.h"

enum { DIMS_MAX = 8, MEASURES_MAX = 40, HEAD_COLS = 20, SIGN_MAX = 4, NOTE_COLS = 300 };

/* Dimensions every form has. */
static const char *const common[] = { "unit", "day", "week", "month", "quarter", "year", NULL };

/* Dimensions of a report of forms. */
static const char *const of_forms[] = { "form", "unit", NULL };

static bool
is_one_of(const char *name, const char *const *names)
{
	int i;

	for (i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
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
	for (i = 0; r->of_forms && i < r->ndims; i++)
		if (!is_one_of(r->dim[i], of_forms))
			gather_error(&src->g, it->value_line[i], NULL,
			    _("\"%s\": the rows of a report of forms stand for \"form\" or \"unit\""), r->dim[i]);
	for (i = 0; r->form && !r->of_forms && i < r->ndims; i++) {
		f = form_field(r->form, r->dim[i]);
		if (!is_one_of(r->dim[i], common) && (!f || f->rows))
			gather_error(&src->g, it->value_line[i], NULL,
			    _("\"%s\" is no single field of the form "
			      "\"%s\", nor unit, day, week, month, quarter or year"),
			    r->dim[i], r->form->id);
	}
}

/* The dimensions that order the rows. */
static void
read_sort(struct source *src, struct report *r)
{
	const struct item *it = sect_item(src->top, "sort");
	int i, k;

	if (!it || !it->list)
		return;
	r->sort = it->value;
	r->nsort = it->nvalues;
	for (i = 0; i < r->nsort; i++) {
		for (k = 0; k < r->ndims && strcmp(r->dim[k], r->sort[i]) != 0; k++)
			;
		if (k == r->ndims)
			gather_error(&src->g, it->value_line[i], NULL, _("\"sort\": \"%s\" is not one of \"dims\""),
			    r->sort[i]);
	}
}

/* The measures as a form of numbers; what is computed has a cell that no name finds. */
static const struct form *
sums_of(const struct target *t, const struct report *r)
{
	struct arena *a = t->b->a;
	struct form *f = arena_alloc(a, sizeof *f);
	int i;

	f->id = r->id;
	f->sums = true;
	f->nfields = f->ncells = r->nmeasures;
	f->field = arena_alloc(a, ((size_t)r->nmeasures + 1) * sizeof *f->field);
	f->cell = arena_alloc(a, ((size_t)r->nmeasures + 1) * sizeof *f->cell);
	for (i = 0; i < r->nmeasures; i++) {
		f->field[i] = (struct field){ .id = attr_value(&t->sect->sect[i], "of") ? "" : r->measure[i].id, .no = i,
			.type = T_INT, .cell = i, .ncells = 1 };
		f->cell[i] = (struct cell){ .id = f->field[i].id, .field = &f->field[i] };
	}
	return f;
}

/* The expression in key name of section i, over the measures; NULL: there is none, or it is wrong. */
static const struct expr *
read_over(const struct target *t, const struct report *r, const char *name)
{
	const char *s = attr_value(t->sect, name);
	const struct expr *x;
	struct err e;

	if (!s)
		return NULL;
	x = expr_parse(t->b->a, t->b->s, r->sums, s, ET_NUM, &e);
	if (!x)
		gather_error(t->g, attr_line(t->sect, name), t->field, "%s: %s", name, e.text);
	else if (expr_looks(x))
		gather_error(t->g, attr_line(t->sect, name), t->field,
		    _("%s: what is computed of the sums cannot ask about records"), name);
	return x;
}

/* Whether the keys of a measure go together. */
static void
check_measure(const struct target *t, const struct report *r, const struct measure *m)
{
	const bool of = attr_value(t->sect, "of") != NULL;
	const bool divided = attr_value(t->sect, "percent-of") || attr_value(t->sect, "per");
	const bool shows = attr_value(t->sect, "shows") != NULL;

	if (of && (m->what || m->how != ADD_SUM))
		gather_error(t->g, t->sect->line, t->field,
		    _("\"of\" computes a measure from the sums; \"what\" and \"how\" are for records"));
	if (divided && !of)
		gather_error(t->g, t->sect->line, t->field, _("\"percent-of\" and \"per\" need \"of\""));
	if (attr_value(t->sect, "percent-of") && attr_value(t->sect, "per"))
		gather_error(t->g, t->sect->line, t->field, _("\"percent-of\" and \"per\" exclude each other"));
	if (r->of_forms ? shows == of || m->what || m->how != ADD_SUM : shows)
		gather_error(t->g, t->sect->line, t->field,
		    _("a measure of a report of forms has either \"shows\" or \"of\"; others have no \"shows\""));
	if (m->how > ADD_MAX && r->form && !r->form->date)
		gather_error(t->g, attr_line(t->sect, "how"), t->field,
		    _("the form \"%s\" has no event date, so nothing of it is first, last or a balance"),
		    r->form->id);
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

/* A target for section i of the report. */
static struct target
measure_target(const struct target *t, struct report *r, int i)
{
	struct target m = *t;

	m.sect = &t->sect->sect[i];
	m.grammar = &measure_grammar;
	m.field = m.sect->title;
	m.to = &r->measure[i];
	m.form = r->form;
	return m;
}

static void
read_measures(const struct target *t, struct report *r)
{
	struct target m;
	int i, n = t->sect->nsects;

	if ((n == 0 && !r->records && !report_is_paper(t->sect)) || n > MEASURES_MAX) {
		gather_error(t->g, t->sect->line, NULL, _("a report has 1 to %d measures"), MEASURES_MAX);
		n = n > MEASURES_MAX ? MEASURES_MAX : n;
	}
	r->measure = arena_alloc(t->b->a, ((size_t)n + 1) * sizeof *r->measure);
	r->nmeasures = n;
	for (i = 0; i < n; i++) {
		m = measure_target(t, r, i);
		r->measure[i].id = m.sect->title;
		attr_read(&m, PASS_ALONE);
		if (r->form)
			attr_read(&m, PASS_FIELDS);
	}
	r->sums = sums_of(t, r);
	for (i = 0; i < n; i++) {
		m = measure_target(t, r, i);
		check_measure(&m, r, &r->measure[i]);
		r->measure[i].of = read_over(&m, r, "of");
		r->measure[i].percent_of = read_over(&m, r, "percent-of");
		r->measure[i].per = read_over(&m, r, "per");
	}
}

struct report *
report_build(struct build *b, struct source *src)
{
	struct report *r = arena_alloc(b->a, sizeof *r);
	struct target t = { b, &src->g, src->top, &report_grammar, r, NULL, NULL };
	const struct item *dims = sect_item(src->top, "dims");

	r->id = src->top->title;
	attr_read(&t, PASS_ALONE);
	attr_read(&t, PASS_NAMES);
	t.form = r->form;
	if (r->form)
		attr_read(&t, PASS_FIELDS);
	if (r->where && expr_looks(r->where))
		gather_error(&src->g, attr_line(src->top, "where"), NULL,
		    _("\"where\" chooses by the record itself; it cannot ask about others"));
	if (dims && dims->list)
		read_dims(src, r, dims);
	read_sort(src, r);
	read_sign(src, r, "sign", LANG_VI);
	read_sign(src, r, "sign-en", LANG_EN);
	read_measures(&t, r);
	report_chart(b, src, r);
	report_kind(src, r);
	return r;
}

/* By enum handed. */
static const char *const handed[] = { "keyed", "due", "complete", "on-time", "late", "missing", "approved",
	"uploaded", "corrected", NULL };
static const char *const hows[] = { "sum", "max", "first", "last", "standing", "balance", NULL };

#define AT(member) offsetof(struct measure, member)

static const struct attr measure_attrs[] = {
	{ "label", A_TEXT, A_MUST, AT(label[LANG_VI]), 0, HEAD_COLS, NULL,
	    "the head of its column, in Vietnamese" },
	{ "label-en", A_TEXT, A_MAY, AT(label[LANG_EN]), 0, HEAD_COLS, NULL,
	    "the head in English" },
	{ "what", A_EXPR, A_MAY, AT(what), 0, ET_NUM, NULL,
	    "what is added up over the records; left out: their number" },
	{ "how", A_WORD, A_MAY, AT(how), 0, 0, hows,
	    "sum; max: the largest of a record; first, last: what stood on the first and the last day of the "
	    "period, added up over the keys apart from the day; standing: the last until the period's end, "
	    "however long ago; balance: the sum of this row, of the rows above with the same values in front "
	    "of the day, and of all days before" },
	{ "of", A_OVER, A_MAY, 0, 0, 0, NULL,
	    "computed in place of added up: an expression over the measures that are not computed themselves" },
	{ "percent-of", A_OVER, A_MAY, 0, 0, 0, NULL,
	    "the measure is `of` in percent of this, to one decimal; in the total row, of the totals" },
	{ "per", A_OVER, A_MAY, 0, 0, 0, NULL, "the measure is `of` divided by this, to one decimal" },
	{ "shows", A_WORD, A_MAY, AT(shows), 0, 0, handed,
	    "of a report of forms: of each form, in periods: due: those over time or reported; complete: reported, be "
	    "it that nothing occurred; on-time, late: of these, by the first record; missing; in records: keyed; "
	    "approved; uploaded: sent up; corrected: corrections after the lock. A period lies where its last day does" },
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
	{ "dims", A_TEXTS, A_MAY, 0, 0, 0, NULL,
	    "what the rows stand for: fields, unit, day, week, month, quarter, year; every report but one of "
	    "parts has them" },
	{ "where", A_EXPR, A_MAY, AT(where), 0, ET_BOOL, NULL, "which records count; left out: all" },
	{ "records", A_BOOL, A_MAY, AT(records), 0, 0, NULL,
	    "true: a list, a row a record with the dims as its columns; it may have no measures" },
	{ "of-forms", A_BOOL, A_MAY, AT(of_forms), 0, 0, NULL,
	    "true: the rows are the forms that have a period, in the order of the paragraphs, or by unit, and tell how "
	    "these were handed in; dims are \"form\" and \"unit\", the measures have `shows`" },
	{ "sort", A_TEXTS, A_MAY, 0, 0, 0, NULL,
	    "which of the dims order the rows, then as they were recorded; left out: all" },
	{ "chart", A_TEXTS, A_MAY, 0, 0, 0, NULL,
	    "the measures that bars are drawn of on paper, and first on the screen; left out: the first that adds up cells" },
	{ "parts", A_TEXTS, A_MAY, 0, 0, 0, NULL,
	    "other reports of the same days and unit, one after the other under this title: a paper. A part "
	    "may have parts that have none" },
	{ "boxes", A_FIELDS, A_MAY, AT(box), AT(nboxes), 0, NULL,
	    "of a paper: fields of the form, whose words are taken from the record that speaks of the days asked for" },
	{ "since", A_FIELD, A_MAY, AT(since), 0, 0, NULL,
	    "of a paper with boxes: the field with the first day a record speaks of" },
	{ "until", A_FIELD, A_MAY, AT(until), 0, 0, NULL, "the field with the last" },
	{ "note", A_TEXT, A_MAY, AT(note[LANG_VI]), 0, NOTE_COLS, NULL,
	    "what stands below the table on paper, in Vietnamese" },
	{ "note-en", A_TEXT, A_MAY, AT(note[LANG_EN]), 0, NOTE_COLS, NULL, "the same in English" },
	{ "sign", A_TEXTS, A_MAY, 0, 0, 0, NULL,
	    "who signs on paper, at most 4, in Vietnamese" },
	{ "sign-en", A_TEXTS, A_MAY, 0, 0, 0, NULL, "the same in English" },
};

static const struct grammar *const subs[] = { &measure_grammar };

const struct grammar report_grammar = { "report", attrs, sizeof attrs / sizeof *attrs, subs, 1, 0 };
