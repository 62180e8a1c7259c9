/* SPDX-License-Identifier: MIT */
/*
 * linepart: what the files of entry by line share and nobody else calls.
 */
#ifndef TUI_LINEPART_H
#define TUI_LINEPART_H

#include "tui/choice.h"
#include "tui/entry.h"
#include "tui/names.h"
#include "tui/talk.h"
#include "tui/typing.h"

struct line {
	struct talk t;
	struct book *b;
	const struct form *form;
	struct entry fresh, old, *en; /* the new record, an earlier one, the one in hand */
	struct names names; /* of linked records */
	struct typing typing; /* how words are typed */
	bool left; /* the person wants to go */
	bool fixing; /* only what stands in the way of saving is asked for again */
	bool every; /* every field is gone through, in a sheet too */
	bool verify; /* counts are keyed twice: habit of the operator */
	int back; /* the cell a jump has to come back to, or -1 */
	const struct field *table; /* the grid whose heading was said last */
	struct arena *a; /* of what is listed */
	struct choices list; /* said last for cell listed (-1: none), its hits by number */
	struct chosen *hit;
	int listed, nhits, shown;
};

/* line: steps of the work. */
void line_keep(struct line *l); /* writes the draft */
void line_start(struct line *l, struct entry *en); /* en is in hand now */
void line_take(struct line *l, const char *text); /* a value for the current cell; "" leaves it */
void line_go_on(struct line *l); /* to the next field that is asked for */
void line_finish(struct line *l); /* the end of the record */
void line_set(struct line *l, const char *name, const char *value);     /* a setting of the operator */
const char *line_number(struct line *l, rid id); /* as people say it */

/* lineorder: does what text orders; false: it is a value. */
bool line_order(struct line *l, const char *text);

/* lineshow: what people read. */
const char *line_label(struct line *l, int cell);
const char *line_prompt(struct line *l);

/* A value as people write it, with the name of a code; brief: cut, in a sheet without it. */
enum how_long { BRIEF, LONG };
const char *line_value(struct line *l, int cell, const char *text, enum how_long how);

/* The record: "Ngày 23/11/2021, Bản Bản Nà Nhì, ..." */
const char *line_summary(struct line *l, const struct form *f, const struct value *v);

/* A long text, broken at blanks. */
void line_say(struct line *l, const char *text);

/* Says how text was understood, and what other cells became by it. */
void line_say_read(struct line *l, const char *text, const struct value *before);

/* What the field means and what can be typed everywhere. */
void line_help(struct line *l, int cell);

/* lineask: questions.  A false, NULL or negative answer: the person went back. */

/* The words that the keys of text make by the method in force. */
const char *line_words(struct line *l, const char *text);

/* Lists what query finds for the current cell, "" all of it, a page at a time. */
void line_list(struct line *l, const char *query);

/* The same, silent when there is nothing; how many it found. */
int line_like(struct line *l, const char *query);

/* The value that text picks by its number from what was listed; text itself when it picks none. */
const char *line_pick(struct line *l, const char *text);

/* The letter of a choice of c. */
const char *line_choose(struct line *l, const char *question, const struct codes *c);

bool line_reason(struct line *l, const struct finding *w);

/* The same record is there already: 't' one more, 's' that one is in hand now, 0 went back. */
int line_same(struct line *l, rid same);

/* The cell keyed again gives the same value. */
bool line_again(struct line *l, int cell);

/* The cell that text names: a row of the table in hand, a field, a row of any table; -1 none. */
int line_find_cell(struct line *l, const char *text);

#endif
