/* SPDX-License-Identifier: MIT */
/*
 * choice: what a coded cell may hold, as a list to search.  One place knows where
 * the choices of a field come from: a code list on a day (in its own order), the values an
 * open local list has seen, records of a linked form, units (as a dictionary has them).
 */
#ifndef TUI_CHOICE_H
#define TUI_CHOICE_H

#include "core/book.h"

struct choice {
	const char *value;      /* goes into the cell */
	const char *label;      /* what people call it, "" when the value says it */
	const char *extra;      /* unit of a kind of work and the like, "" */
	const struct unit_name *also;  /* all names of a unit, its own first */
	int nalso;
};

/* A choice that a query finds. */
struct chosen {
	int index;
	const char *why;        /* the other name by which it was found, or NULL */
};

struct choices {
	int n;
	const struct choice *item;
	bool closed;            /* nothing else may be typed */
	bool ids;               /* values are record ids: the label says more */
};

/* The choices of f on day; none for a field that has no list.  -1: the book could not be read. */
int choice_list(struct arena *a, struct book *b, const struct field *f, int32_t day,
    struct choices *out, struct err *e);

/* A unit as a choice; those of a day. */
struct choice choice_unit(struct arena *a, const struct schema *s, const struct unit *u);
void choice_units(struct arena *a, const struct schema *s, int32_t day, struct choices *out);

/* Those that query finds (core/text.h), best first: count, at most max of them in out. */
int choice_find(struct arena *a, const struct choices *c, const char *query, struct chosen *out,
    int max);

/*
 * The one choice that text stands for: its value in any case, else (closed lists) the only value
 * it begins, the only label it finds, the only number or end of a code it is ("1" for M1).  -1 none, -2 several.
 */
enum { CHOICE_NONE = -1, CHOICE_MANY = -2 };
int choice_resolve(struct arena *a, const struct choices *c, const char *text);

/* The only choice of an open list that holds all words of text, which is none of them; -1: none, or several. */
int choice_near(struct arena *a, const struct choices *c, const char *text);

/* The choice whose value is exactly value; NULL when there is none. */
const struct choice *choice_of(const struct choices *c, const char *value);

/* The code that the first n bytes of text are, or the only one they begin; NULL: none, or several. */
const struct code *choice_code(const struct codes *c, const char *text, size_t n);

/* What text answers a warning with: a code of reasons and more words, or the only code whose label holds its words; NULL: nothing. */
const char *choice_reason(struct arena *a, const struct codes *reasons, const char *text);

#endif
