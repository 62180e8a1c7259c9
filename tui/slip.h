/* SPDX-License-Identifier: MIT */
/*
 * slip: values as scripts write them (FIELD=VALUE, a CSV cell, a JSON member) into a
 * slip, and the checks that stand between it and the book: the same ones the
 * screen makes, in one call.
 */
#ifndef TUI_SLIP_H
#define TUI_SLIP_H

#include "core/book.h"
#include "core/json.h"

/* A record being written.  Findings of reading are gathered in found. */
struct slip {
	struct arena *a;
	struct book *book;
	const struct form *form;
	const struct look *look;
	const char *unit;       /* unit_text() it is kept under */
	struct value *v;        /* form->ncells */
	bool *given;            /* cells the input named, blank ones included */
	const char *reason;     /* "" when none */
	rid self;               /* the record being edited, 0 for a new one */
	struct findings found;
	bool unread;            /* the line could not be read at all: its fields say nothing */
};

/* An empty slip for form, all of it in a. */
void slip_new(struct slip *h, struct arena *a, struct book *b, const struct form *f);

/* A fault of the input that has no cell of its own (cell -1), or of a cell. */
void slip_fault(struct slip *h, int cell, const char *rule, const char *text);

/* A fault that leaves nothing of the line to check. */
void slip_unread(struct slip *h, const char *rule, const char *text);

/* Reads s into a cell; what does not read becomes a finding. */
void slip_text(struct slip *h, int cell, const char *s);

/* The same for a member of a JSON object: the kind of the member must suit the type. */
void slip_json(struct slip *h, int cell, const struct jmember *m);

/* The reason, cleaned. */
void slip_reason(struct slip *h, const char *s);

/*
 * Fills defaults (only in cells not given), computes, compares typed totals with computed ones and
 * runs every check of the form.
 */
enum slip_fill { OFFER_DEFAULTS, KEEP_BLANKS };
void slip_check(struct slip *h, enum slip_fill fill);

/* The warning that record same (0: an earlier line) bears the same key. */
void slip_same_key(struct slip *h, rid same);

/* Looks the key up in the book.  -1 when it cannot be read. */
int slip_look_up(struct slip *h, struct err *e);

/* How many findings stand in the way: errors, and warnings the reason does not answer. */
int slip_blocking(const struct slip *h);

/* Whether finding f of h stands in the way of saving. */
bool slip_blocks(const struct slip *h, const struct finding *f);

/* "FIELD: sentence [rule]" for a finding; owned by the arena. */
const char *slip_say(const struct slip *h, const struct finding *f);

#endif
