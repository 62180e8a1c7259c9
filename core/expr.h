/* SPDX-License-Identifier: MIT */
/*
 * expr: the small, total, typed language of forms (design.md 5).  Parsed once when
 * a form is loaded, typed there, and evaluated without loops, side effects or
 * floats: numbers are integers in thousandths, so 1/3 is 0.333.  A name is a field
 * of the form, a cell ("age.A12"), the cells of a grid ("age"), of a row of one
 * ("target.N1a") or a column ("target.*.total"), `today`, `unit`, or a function of
 * the table in exprfn.c; a field hides `today` and `unit`.
 *
 * An expression of a grid over one list is evaluated row by row: `row` is the code of the
 * row, and a grid over the same list stands there for its cell of that row, unless it is
 * what a function takes whole (sum, count, empty).
 *
 * The four states of a count: in arithmetic, comparisons and sum() '-' (nothing
 * occurred) is 0; blank and '?' (not known yet) make arithmetic, comparisons and
 * overflowing or impossible sums (x/0) blank.  sum() skips blanks, is blank when all
 * are or when one is '?'.  `and`, `or`, `not` are three-valued: false and blank is
 * false, true or blank is true.  empty(x), also written x = '', is true of a blank only
 * and never blank itself.
 */
#ifndef CORE_EXPR_H
#define CORE_EXPR_H

#include "core/schema.h"

enum etype { ET_NUM, ET_TEXT, ET_DATE, ET_TIME, ET_BOOL, ET_ANY };

enum { EXPR_ONE = 1000 }; /* the number 1 inside an expression */

/* The type of a field's values inside an expression. */
enum etype expr_type_of(enum ftype t);

/* Which earlier numbers of its own form a record is held against. */
struct recent {
	const struct form *form;
	int cell;
	int nwhere;             /* where these fields have these values */
	const char **field_is;
	const struct value *value_is;
	int32_t day;            /* before this day; by day, on the same day of the week only */
	uint64_t but;           /* this record is passed over */
};

/* What an expression may ask of the world; a NULL function answers blank (or false). */
struct look {
	void *arg;
	int32_t today;          /* DATE_NONE: not known */
	const char *unit;       /* unit_text() of the record; `unit` in an expression is its code */
	const struct schema *schema;   /* for checks of units; NULL: they are not checked */
	uint64_t self;          /* the record in hand as the book has it, which is no other; 0 a new one */
	bool no_hints;          /* nobody reads hints: rules of that level are not asked */
	bool night;             /* a record of the book is checked again: rules of the night are asked too */
	int32_t until;          /* then: the day that rules of the night take for today */
	/*
	 * total(form.field, field = value, ..., from, to) over the records of the same unit;
	 * field is a field or cell id, or NULL to count records; from, to may be DATE_NONE.
	 * but is a record that is passed over: self, where form is its own.
	 */
	int (*total)(void *arg, const char *form, const char *field, int nwhere,
	    const char **field_is, const struct value *value_is, int32_t from, int32_t to,
	    uint64_t but, struct value *out);
	/* prev(field): the same key (date apart) on the day before; a text is copied at once */
	int (*prev)(void *arg, const struct form *form, const struct value *v, int cell,
	    struct value *out);
	/* last(field): the same key (date apart) on the latest day before */
	int (*last)(void *arg, const struct form *form, const struct value *v, int cell,
	    struct value *out);
	/* usual(field, ...): the latest of those numbers, at most max of them; how many, -1 failed */
	int (*recent)(void *arg, const struct recent *q, int64_t *out, int max);
	/* linked(link, field): a cell of the record of form that id names */
	int (*linked)(void *arg, const char *form, const char *id, const char *field,
	    struct value *out);
	/* exists(form, field = value, ...) */
	bool (*exists)(void *arg, const char *form, int nwhere, const char **field_is,
	    const struct value *value_is, uint64_t but);
	/* known(field): the open local list already holds this value */
	bool (*known)(void *arg, const struct field *f, const char *value);
};

/*
 * Parses and types src for form (whose fields must be declared; later ones may be
 * used).  want is the type needed, ET_ANY for any.  NULL on failure, with E_INPUT
 * and a sentence that quotes the place in src.  Owned by a.
 */
const struct expr *expr_parse(struct arena *a, const struct schema *s, const struct form *form,
    const char *src, enum etype want, struct err *e);

/* The same for an expression of the field grid: row by row when it is over one list. */
const struct expr *expr_parse_in(struct arena *a, const struct schema *s, const struct form *form,
    const struct field *grid, const char *src, enum etype want, struct err *e);

/* True when its value differs from row to row; when it asks about other records. */
bool expr_by_row(const struct expr *x);
bool expr_looks(const struct expr *x);

/* The type of a parsed expression. */
enum etype expr_type(const struct expr *x);

/* The source it was parsed from. */
const char *expr_source(const struct expr *x);

/* The same for people, with the labels of f; NULL when it calls functions or is too long.  Owned by a. */
const char *expr_words(struct arena *a, const struct form *f, const struct expr *x);

/*
 * Its value over the cells v of its form.  ET_NUM yields V_INT in whole units when
 * exact, else rounded, a half away from zero; ET_BOOL 0 or 1; blank when something it
 * needs is blank or arithmetic overflows.  '-' and '?' come through where a cell is
 * handed on as it is.  Texts may be owned by a; numbers take no memory.
 */
struct value expr_eval(struct arena *a, const struct expr *x, const struct value *v,
    const struct look *look);

/* True when it evaluates to true; blank counts as `blank`. */
bool expr_true(struct arena *a, const struct expr *x, const struct value *v,
    const struct look *look, bool blank);

/* The same in a row of the grid it belongs to. */
struct value expr_eval_row(struct arena *a, const struct expr *x, int row, const struct value *v,
    const struct look *look);
bool expr_true_row(struct arena *a, const struct expr *x, int row, const struct value *v,
    const struct look *look, bool blank);

/*
 * Calls fn for every cell the expression reads (for order of evaluation, cycles and help).
 * prev(f) and last(f) read the key of the record, not f.
 */
void expr_cells(const struct expr *x, void (*fn)(void *arg, int cell), void *arg);

/* Row i of the function table, for the manual: name and one-line use; NULL past the end. */
const char *expr_function(int i, const char **use);

#endif
