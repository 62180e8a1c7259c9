/* SPDX-License-Identifier: MIT */
/*
 * schema: forms, code lists and units as plain data, made by the loader
 * (forms/load.c) and read by everything else.  A form's fields unfold into
 * cells: one for a plain field ("came"), one a code for a grid over one list
 * ("age.A12"), one a pair for a grid over two ("target.N1a.total").  A record is
 * an array of values with the form's cell numbers as index.
 */
#ifndef CORE_SCHEMA_H
#define CORE_SCHEMA_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/lang.h"
#include "core/value.h"

struct expr;

enum { ID_MAX = 32 };           /* bytes of an id with its NUL */
enum { COUNT_MAX = 99999 };     /* default ceiling of a count (forms.md 3.0) */

/* A code of a list.  Columns beyond the labels are the list's own ("unit", "kind"). */
struct code {
	const char *code;
	const char *label[LANG_N];
	int32_t from, to;       /* first and last day it may be used; DATE_NONE: open */
	const char **column;    /* codes.ncolumns texts, "" where empty */
};

struct codes {
	const char *id;
	const char *title[LANG_N];
	int version;
	int ncolumns;
	const char **columns;   /* names of the columns */
	int ncodes;
	struct code *code;      /* in the order of the file */
};

struct field {
	const char *id;
	enum ftype type;
	int no;                 /* index in form.field */
	int cell, ncells;       /* its cells: form.cell[cell] ... */
	const char *label[LANG_N], *unit[LANG_N];
	const char *help[LANG_N];      /* what it means, for F1 */
	const char *source[LANG_N];    /* where the figure comes from, for F1; NULL: not said */
	const char *heading[LANG_N];   /* a line above it, or NULL */
	const char *brief[LANG_N];     /* column head in a sheet or list; NULL: the label */
	int width;              /* columns it is shown in */
	int sheet;              /* columns in a sheet; 0: not a column there */
	int max_chars;          /* text: most code points */
	int page;               /* 1... */
	int step;               /* what a carried value grows by, or 0 */
	bool required, key, carry, verify, strict, sensitive, mask, as_typed, same_row;
	bool person;            /* the name of a person: sorted by the given name */
	const struct codes *codes;     /* T_CODE: its list, or NULL for an open local list */
	const char *local;      /* T_CODE: the form whose records are the (open) list, or NULL */
	const char *link;       /* T_LINK: the form linked to */
	const struct codes *rows, *cols;       /* grid: one or two lists; NULL: not a grid */
	const char *pattern;
	regex_t regex;          /* compiled pattern, when there is one */
	const struct expr *defaults;   /* offered in an empty cell, may be overtyped */
	const struct expr *compute;    /* computed: never typed */
	const struct expr *min, *max, *skip_if;
};

struct cell {
	const char *id;         /* "came", "age.A12" */
	const struct field *field;
	const struct code *row, *col;  /* of a grid, else NULL */
};

enum level { LV_ERROR, LV_WARN, LV_HINT };

struct rule {
	const char *id;
	enum level level;
	bool night_only;        /* it is not asked at the saving */
	const struct field *once_per;  /* asked again it is told once a period for each value of this field, or NULL */
	const char *cross;      /* id of the check between forms that it is ("X05"), or NULL */
	const struct expr *when;       /* NULL: always */
	const struct expr *test;       /* true: all is well */
	const char *text[LANG_N];
	const struct field *field;     /* where the finding is shown */
	const struct codes *reasons;   /* codes that answer it; NULL: of a WARN any sentence, of an ERROR nothing */
};

/* A balance: whole must equal the sum of parts; the screen shows what is missing. */
struct balance {
	const char *id;
	const char *label[LANG_N];
	const struct field *whole;
	int nparts;
	const struct field **part;     /* a grid counts as the sum of its cells */
	bool optional;          /* holds only when some part was typed */
	enum level level;
	const char *text[LANG_N];
};

enum layout { LAYOUT_FORM, LAYOUT_SHEET, LAYOUT_GRID };

struct form {
	const char *id;         /* "volunteer_activity" */
	const char *code;       /* "F08", "L01": what people call it */
	int version;
	const char *title[LANG_N];
	const char *file;       /* where it was read from */
	const char *group;      /* heading of the home menu: directive paragraph "1".. or "local" */
	const char *period;     /* event, day, week, month, quarter, change */
	bool sums;              /* no form of its own: its fields are the measures of a report */
	const char *keyed_by[LANG_N];  /* who fills it in, or NULL */
	bool none_allowed;      /* "không phát sinh" is an answer */
	const struct field *nil;       /* then its yes/no cell "_nil", made by the loader; else NULL */
	enum layout layout;
	int nfields, ncells, nkeys, nrules, nbalances, nlist;
	struct field *field;
	struct cell *cell;
	const struct field **key;      /* natural key, in order */
	const struct field **list;     /* columns of a list */
	const struct field *date;      /* the event date, or NULL */
	struct rule *rule;
	struct balance *balance;
	int *turn, *turn_of;    /* cells in the order they are keyed, and the place of each in it; NULL: by number */
	int *order;             /* cells with compute or defaults, in order of evaluation */
	int norder;
	uint8_t hash[32];       /* BLAKE2b-256 of its canonical print */
};

enum { UNIT_PROVINCE = 1, UNIT_DISTRICT, UNIT_COMMUNE };

/* A unit as it was between two days.  Identity is (code, from): codes are reused. */
struct unit {
	const char *code;
	const char *name;
	int level;              /* UNIT_PROVINCE ... */
	const char *parent;
	int32_t from, to;       /* DATE_NONE: open */
	const char *successor;  /* code of the unit it became, or NULL */
	const char *aliases;    /* other spellings, ';' between, or NULL */
};

/* How a measure comes to its figure from what the records say. */
enum adding {
	ADD_SUM, ADD_MAX,
	ADD_FIRST, ADD_LAST,    /* on the first, the last day of the period, added up over the keys apart from the day */
	ADD_STANDING,           /* the last until the end of the period, however long before */
	ADD_BALANCE             /* the sum of this row, the rows above and all days before */
};

/* One report of forms/: rows by dimensions, sums of measures; or a paper of several of them. */
struct measure {
	const char *id;
	const char *label[LANG_N];
	const struct expr *what;       /* NULL: counts records, unless `of` computes it */
	unsigned how;                  /* enum adding */
	const struct expr *of;         /* over the sums of the other measures (report.sums) */
	const struct expr *percent_of, *per;   /* what `of` is divided by, to one decimal */
	unsigned shows;                /* enum handed, of a report of forms */
};

/* Figures of m are tens of what is meant. */
static inline bool measure_tenths(const struct measure *m) { return m->percent_of || m->per; }

struct report {
	const char *id;
	const char *title[LANG_N];
	const struct form *form;
	int ndims, nmeasures, nsort;
	const char **dim;       /* field ids, or "unit", "day", "week", "month", "quarter", "year" */
	struct measure *measure;
	const struct expr *where;      /* which records; NULL: all */
	bool records;           /* a row a record */
	bool of_forms;          /* the rows are forms, and how they were handed in; dims are "form", "unit" */
	const char **sort;      /* dimensions that order the rows; none: all */
	const struct form *sums;       /* the measures as the fields of a form, for `of` */
	const char *note[LANG_N];      /* below the table on paper, or NULL */
	int nsign[LANG_N];
	const char **sign[LANG_N];     /* who signs */
	int nchart, *chart;            /* measures to draw bars of; none: one is chosen */
	int nparts;                    /* of a paper: it has no table of its own */
	const struct report **part;    /* the reports it is made of, or papers of reports */
	int nboxes;
	const struct field **box;      /* words of the record of form that speaks of the same days */
	const struct field *since, *until;     /* the days it speaks of */
};

/* The row of its grid that a cell stands in; 0 of what is no grid over one list. */
static inline int
cell_row(const struct form *f, int cell)
{
	const struct field *d = f->cell[cell].field;

	return d->rows && !d->cols ? cell - d->cell : 0;
}

/* The k-th cell to be keyed, and the k of a cell. */
static inline int form_turn(const struct form *f, int k) { return f->turn ? f->turn[k] : k; }
static inline int form_turn_of(const struct form *f, int cell) { return f->turn ? f->turn_of[cell] : cell; }

/* True when both are grids over the same one list (or the same part of it). */
bool field_same_rows(const struct field *x, const struct field *y);

/* A grid over one list that stands beside the one before it, as a column of the same table. */
static inline bool
form_beside(const struct form *f, const struct field *d)
{
	return d->no > 0 && d->same_row && field_same_rows(d, &f->field[d->no - 1]);
}

struct schema {
	int nforms, ncodes, nunits, nreports;
	struct form **form;     /* by code: F01, F08, ..., L01 */
	struct codes **codes;
	struct unit *unit;
	struct report **report;
	uint8_t hash[32];       /* of the installed form set */
};

/* Each returns NULL, -1 or an empty answer when there is none of that name. */
const struct form *schema_form(const struct schema *s, const char *id_or_code);
const struct codes *schema_codes(const struct schema *s, const char *id);
const struct report *schema_report(const struct schema *s, const char *id);
const struct field *form_field(const struct form *f, const char *id);
int form_cell(const struct form *f, const char *id);

/* The day of a record with the values v; DATE_NONE: the form has none, or it is not filled. */
int32_t form_day(const struct form *f, const struct value *v);

const struct code *codes_find(const struct codes *c, const char *code);

/* The code valid on day (DATE_NONE: any), or NULL. */
const struct code *codes_find_on(const struct codes *c, const char *code, int32_t day);

/* The text of a column of a code by its name; NULL when the list has no such column. */
const char *code_column(const struct codes *c, const struct code *code, const char *column);

/* The unit that bears code on day; NULL when none does. */
const struct unit *schema_unit(const struct schema *s, const char *code, int32_t day);

/* "03388@2025-07-01", "03388@-" for a unit valid since ever; owned by a. */
const char *unit_text(struct arena *a, const struct unit *u);

/* The unit written so; NULL when the list does not hold it. */
const struct unit *unit_parse(const struct schema *s, const char *text);

/* The unit that holds on day what u was (u itself, or its line of successors). */
const struct unit *unit_on(const struct schema *s, const struct unit *u, int32_t day);

/* Whether u is now, or became it (its line of successors leads to the day now opened). */
bool unit_became(const struct schema *s, const struct unit *u, const struct unit *now);

/* Whether records of u count for asked: it is or became that unit, or lies in it by its line of parents. */
bool unit_within(const struct schema *s, const struct unit *u, const struct unit *asked);

/*
 * The communes that were or became u, or lie in a district or province u, and held on some day
 * days[0] ... days[1] (DATE_NONE: open); how many.
 */
int unit_parts(struct arena *a, const struct schema *s, const struct unit *u, const int32_t days[2],
    const struct unit ***out);

/* Units that bore the code at any time, for a question to the person: how many, first max in out. */
int schema_units_of(const struct schema *s, const char *code, const struct unit **out, int max);

/* What a unit is called, the first kinds before the later ones. */
enum unit_by { BY_NAME, BY_SHORT, BY_ALIAS, BY_FORMER, BY_PART };
struct unit_name {
	enum unit_by by;
	const char *text;       /* "Mường Tè TT"; of a part "Xã Mù Cả, Huyện Mường Tè" */
	const char *why;        /* what of it is shown: "Huyện Mường Tè" */
};

/* All names of u: in short, in offices, misspelt, of units it took in, with its district; how many. */
int unit_names(struct arena *a, const struct schema *s, const struct unit *u,
    const struct unit_name **out);

/* A name without the word for its kind: "Mù Cả". */
const char *unit_bare(const char *name);

/* How well a query (text_match) finds one of n names, 0 not; *why the name, NULL its own. */
int unit_match(struct arena *a, const char *query, const struct unit_name *name, int n,
    const char **why);

#endif
