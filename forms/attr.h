/* SPDX-License-Identifier: MIT */
/*
 * attr: what may be said in a section, as tables.  A row names a key, says how its
 * value is read and where in the C struct it goes; loading, checking for unknown
 * and missing keys, the canonical print and the manual all read the same row.
 * References go in passes, since a form may name what a later file declares.
 */
#ifndef FORMS_ATTR_H
#define FORMS_ATTR_H

#include "core/expr.h"
#include "core/keys.h"
#include "forms/scan.h"

enum attr_kind {
	/* first pass: stand alone */
	A_TEXT, /* const char *: text of at most hi columns */
	A_ID, /* const char *: a lower-case name */
	A_INT, /* int: lo to hi */
	A_BOOL, /* bool: true or false */
	A_WORD, /* an enum: the number of the word in words */
	A_CHOICE, /* const char *: one of words */
	A_TYPE, /* enum ftype */
	A_PATTERN, /* a regular expression, whole and compiled */
	A_TEXTS, /* read by the module of the section */
	A_OVER, /* the same: an expression over other things than the fields of a form */
	/* second pass: other forms and lists by name */
	A_CODES, /* const struct codes * */
	A_FORM, /* const char *: id of a form */
	A_FORMP, /* const struct form * */
	/* third pass: fields of this form and expressions over them */
	A_FIELD, /* const struct field * */
	A_FIELDS, /* array of them at `at`, its length (int) at `lo` */
	A_EXPR, /* const struct expr * of type hi; EXPR_FIELD: of the field's own */
	A_KINDS
};

enum { EXPR_FIELD = -1 };

enum attr_need { A_MAY, A_MUST };

struct attr {
	const char *name;
	enum attr_kind kind;
	enum attr_need need;
	size_t at;
	long lo, hi;
	const char *const *words;
	const char *use; /* one line for the manual */
};

/* A kind of section: its keys, and the kinds that may stand inside it. */
struct grammar {
	const char *kind;
	const struct attr *attr;
	int nattrs;
	const struct grammar *const *sub;
	int nsubs;
	long field_at;          /* where the struct has the field its expressions belong to; -1: it is one, 0 none */
};

/* One parsed file on its way into the schema. */
struct source {
	struct gather g;
	struct sect *top;
	uint8_t bytes[HASH_BYTES], print[HASH_BYTES]; /* hashes: of the file, of its canonical print */
	bool plain; /* nothing was said of it, and nothing in it was passed over */
	int layer; /* number of the folder it came from */
	bool dropped; /* replaced by another file */
};

struct build {
	struct arena *a;
	struct schema *s;
	struct loaded *out;
	const struct seen *seen;
	int nsources;
	struct source *source;
};

/* A section being read into the struct at `to`. */
struct target {
	struct build *b;
	struct gather *g;
	const struct sect *sect;
	const struct grammar *grammar;
	void *to;
	const struct form *form; /* passes 2 and 3 */
	const char *field; /* for messages, or NULL */
};

enum attr_pass { PASS_ALONE, PASS_NAMES, PASS_FIELDS };

/* Finds the row of each key; names unknown keys and sections, lists where a value is needed, and keys that are missing. */
void attr_shape(struct gather *g, struct sect *s, const struct grammar *of);

/* Reads the keys of one pass; every problem goes to t->g. */
void attr_read(const struct target *t, enum attr_pass pass);

/* True when s is an id: [a-z][a-z0-9_]{0,31}, short enough for ID_MAX. */
bool attr_is_id(const char *s);

/* A text of a file in NFC, cleaned; "" and a problem when it may not be. */
const char *attr_text(struct gather *g, int line, const char *field, const char *s);

/* The value of a key of s as a plain text, or NULL when the key is not there. */
const char *attr_value(const struct sect *s, const char *name);

/* The line of a key, or of its section when it is not there. */
int attr_line(const struct sect *s, const char *name);

#endif
