/* SPDX-License-Identifier: MIT */
/*
 * check: what a form says of a record.  Computes, offers defaults, finds what is
 * skipped, and gathers findings.  The screen, `add`, `edit` and the hub call the
 * same functions.  User input is never an error code here but a finding.
 *
 * Rules of its own, by id: "type", "code", "unit", "date" (event date after today or
 * before 2020), "range", "long", "pattern" and, as hints, "known" (new in an open list)
 * and "skipped" (passed over but filled), all of one cell, the first that speaks;
 * "required", "empty" (all cells blank) and balances only of a whole record.  '-' and
 * '?' fill a required count.  Of a record in which nothing occurred ("_nil") the key may
 * lack all but its date, then it speaks for the unit; "nil" names what is filled all the
 * same, and rules of fields it has no place for, and balances, are not asked.  A rule whose test is blank has nothing to say, one whose
 * `when` is blank does not stand.
 */
#ifndef CORE_CHECK_H
#define CORE_CHECK_H

#include "core/expr.h"

struct finding {
	enum level level;
	const char *rule;       /* rule id; built-in ones: "required", "type", "range", "code", "key", ... */
	int cell;               /* where to look */
	const char *text;       /* a sentence in the language in force */
	const struct codes *reasons;   /* codes that answer it, or NULL */
	const struct rule *of;  /* the rule of the form that speaks, NULL: built in, or a balance */
	int row;                /* of its grid */
};

struct findings {
	int n, cap;
	struct finding *f;
	int errors, warnings;
};

/* Sets every computed cell of v; with defaults also fills blank cells that have one. */
enum fill { FILL_COMPUTED, FILL_DEFAULTS };
void check_fill(struct arena *a, const struct form *f, struct value *v, const struct look *look,
    enum fill fill);

/* True when v says that nothing occurred ("_nil"): then nothing is counted in it. */
bool check_nil(const struct form *f, const struct value *v);

/*
 * True when such a record has no place for the field: what is typed and neither part of the key
 * nor a text, and neither carried nor offered.
 */
bool check_nil_over(const struct form *f, const struct field *d);

/* True when the cell is passed over: computed, its skip-if holds, or nothing occurred. */
bool check_skipped(struct arena *a, const struct form *f, const struct value *v, int cell,
    const struct look *look);

/* Findings of one cell as it is left: type, range, list, pattern, rules that stand at its field. */
void check_cell(struct arena *a, const struct form *f, const struct value *v, int cell,
    const struct look *look, struct findings *out);

/* All findings of a record, in order of the cells; owned by a. */
void check_record(struct arena *a, const struct form *f, const struct value *v,
    const struct look *look, struct findings *out);

/*
 * Asks the rule behind a finding once more and answers nothing: for what it looks at, its own
 * look-ups and those of the computed cells it reads (book_look_visits).
 */
void check_ask(struct arena *a, const struct form *f, const struct value *v, const struct finding *x,
    const struct look *look);

/*
 * Remainder of a balance (whole - parts, a blank part or a '-' counting as 0); blank when
 * whole is, or when one of them is '?'.  *holds: false when it stands and is not 0; an
 * optional one stands only when some part is filled.
 */
struct value check_balance(const struct form *f, const struct balance *b, const struct value *v,
    bool *holds);

/* The first balance that cell is a part of (not the whole); NULL when none.  `=` puts its remainder into the cell. */
const struct balance *check_balance_of(const struct form *f, int cell);

/*
 * True when reason answers the warning: it names "rule=text;" or "*=text", or is a plain
 * sentence, which answers all.  In "rule=text" of a rule with a list, the first word of text
 * must be a code of it.  An error is answered by its own rule's name and a code only.
 */
bool check_answered(const struct finding *w, const char *reason);

/* True when a reason lets it stand: a warning, or an error of a rule that has reasons. */
bool check_answerable(const struct finding *x);

/* True when x keeps a record from being completed: an error or a warning that reason does not answer. */
bool check_blocks(const struct finding *x, const char *reason);

/* What a cell is called in the language in force: "Theo tuổi: 12-17"; owned by a or the form. */
const char *check_label(struct arena *a, const struct form *f, int cell);

/* Appends a finding (helper of whoever adds checks of his own, such as the key look-up). */
void findings_add(struct arena *a, struct findings *fs, enum level level, const char *rule,
    int cell, const char *text, const struct codes *reasons);

#endif
