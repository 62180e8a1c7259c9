/* SPDX-License-Identifier: MIT */
/*
 * book: records on top of the store.  Saving writes one change, the folded record
 * and its indexes in one transaction (S9); nothing else moves data.  The change log
 * is the audit trail, the undo history, the sync stream and the tamper chain.
 */
#ifndef CORE_BOOK_H
#define CORE_BOOK_H

#include "core/check.h"
#include "core/keys.h"
#include "core/record.h"
#include "core/store.h"

enum role { ROLE_OFFICE, ROLE_HUB };

/* Local numbers of nodes begin with 1, which is this book until it is restored (book_info.self). */
enum { NODE_BYTES = 16, NODE_FIRST = 1 };

struct book;

struct book_new {
	const char *dir;        /* absolute */
	enum role role;
	const char *unit;       /* unit_text() */
	bool training;
	const char *name;       /* what people call this office; "" for the unit's name */
	uint32_t page_bytes;
};

/* What a book is; plain data read at open. */
struct book_info {
	enum role role;
	bool training;
	const char *dir, *unit, *name;
	uint8_t node[NODE_BYTES];
	unsigned self;          /* its local number: new changes are made under it */
	const char *office;     /* enrolment id, "" before it */
};

/* Makes a new book with its node and keys.  -1: E_INPUT (there is one already), E_SPACE, E_BUSY. */
int book_make(const struct book_new *n, struct err *e);

/* Opens it with the form set s (which must outlive it).  NULL: E_INPUT (no book), E_BUSY, E_DAMAGE. */
struct book *book_open(const char *dir, const struct schema *s, struct err *e);
void book_close(struct book *b);

const struct book_info *book_info(const struct book *b);
const struct schema *book_schema(const struct book *b);
const struct keys *book_keys(const struct book *b);
struct store *book_store(struct book *b);

/* The shape of an installed form, interned when first used.  NULL failed. */
const struct shape *book_shape(struct book *b, const struct form *f, struct err *e);
const struct shape *book_shape_no(struct book *b, unsigned no);

/*
 * An id as people and scripts write it: the first 12 hex digits of the node, '-', counter
 * ("3fa90c12bb04-17"); "17" alone is this node's.  Parse: 0 when s is none.
 */
const char *book_id(struct book *b, struct arena *a, rid id);
rid book_id_parse(struct book *b, const char *s);

/* One change to save. */
struct save {
	enum change_kind kind;  /* CH_SET of an approved record is written as CH_COMPLETE: it falls back */
	rid rec;                /* 0 for CH_CREATE */
	const struct form *form;
	const struct value *v;  /* form->ncells: all values after the change */
	const struct vv *seen;  /* the vector the person saw; NULL for CH_CREATE.  Differs now: E_RULE */
	const char *who, *reason, *unit;
	bool draft;             /* the draft of this person and form ends in the same transaction */
	int keys;               /* keys pressed for a new record, counted with it; 0: unknown (keycount.h) */
	const struct shape *shape;     /* of erase.h alone: the record's, whose form may have gone; else NULL */
	const char *pin;        /* of operator_save alone: the hash that goes with an operator, never into the log */
	rid id;                 /* out: the record's id, once saved */
};

/*
 * Saves n changes in one visit and one transaction (at most 1,000).  Values are stored as
 * given: the caller has run the checks.  An empty form never overwrites a filled one
 * (E_RULE).  E_SPACE below the floor of S15.
 */
int book_save(struct book *b, struct save *list, int n, struct err *e);

/* Reads one record; NULL with e->code E_INPUT when there is none.  Owned by a. */
struct record *book_get(struct book *b, struct arena *a, rid id, struct err *e);

/* The values of r laid out by its installed form (older versions by cell id); owned by a. */
struct value *book_values(struct arena *a, const struct record *r, const struct form *f);

/* The changes of a record, oldest first; *n of them.  Owned by a. */
struct change **book_history(struct book *b, struct arena *a, rid id, int *n, struct err *e);

/* Records that bear the same natural key as v (unit included): at most max ids; the count, -1 failed. */
int book_by_key(struct book *b, const struct form *f, const char *unit, const struct value *v,
    rid *out, int max, struct err *e);

/* The same for n records in one visit: out[i] is the first that bears the key of v[i], 0 none. */
int book_by_keys(struct book *b, const struct form *f, const char *unit, const struct value *const *v,
    int n, rid *out, struct err *e);

/* A query: records of a form, in order of (unit, date, id), newest shape or not. */
struct query {
	const struct form *form;       /* NULL: all forms */
	const char *unit;              /* unit_text(), or NULL */
	int32_t from, to;              /* event dates, DATE_NONE: open */
	bool removed;                  /* also the removed ones */
};
typedef int book_each(void *arg, struct record *r, struct err *e);

/* Calls each for every match, outside the gate, in slices; each may reset a.  0, or -1. */
int book_query(struct book *b, struct arena *a, const struct query *q, book_each *each,
    void *arg, struct err *e);

/* The same over raw bytes in bulk, for reports: whole records table, one form. */
typedef int book_skim(void *arg, rid id, struct rd *r, const struct skim *head, struct err *e);
int book_scan(struct book *b, const struct form *f, book_skim *each, void *arg, struct err *e);

/*
 * Ids of records that hold a word beginning with each token of the folded query, i and y alike
 * after a consonant: what is worth looking at.  Count, -1 failed.
 */
int book_find(struct book *b, struct arena *a, const char *query, rid **out, struct err *e);

/* A record that a search found. */
struct found {
	struct record *r;
	const struct form *form;
	const struct value *v;  /* of form */
	int rank;               /* higher is better */
	const char *why;        /* the other name by which it was found, else NULL */
};
typedef int book_hit(void *arg, const struct found *hit, struct err *e);

/*
 * Records of form f (NULL: any) that a query finds by words people wrote, marks optional, also
 * by other names of the units it names; keys typed with the input method off when nothing else
 * is found.  Calls each outside the gate, a record once, in no order; each may keep nothing.
 */
int book_search(struct book *b, const char *query, const struct form *f, book_hit *each, void *arg,
    struct err *e);

/* Distinct values of an open local list seen so far (local form and values keyed): for look-ups. */
int book_local(struct book *b, struct arena *a, const struct field *f, const char ***out,
    struct err *e);

/* What expressions may ask, answered by this book; valid while b is open. */
struct look book_look(struct book *b, const char *unit);

/* The records that answers were made of: the first max of them, at least one of each form, and how many there were. */
struct visits { int n, max; rid *id; const struct form **of; };

/* From now on what look (of book_look) is asked is read anew, and what was read is put into to; NULL: no more. */
void book_look_visits(const struct look *look, struct visits *to);

/* Drafts: one an operator and form, on disk when this returns 0 (S10). */
struct draft {
	const char *form; int version; rid rec; int cell; /* where the cursor stood */
	const struct value *v; int ncells; int64_t when;
	struct vv seen;
};
int book_draft_save(struct book *b, const char *who, const struct form *f, const struct draft *d,
    struct err *e);
int book_draft_get(struct book *b, struct arena *a, const char *who, const struct form *f,
    struct draft **out, struct err *e); /* *out NULL when there is none */
int book_draft_drop(struct book *b, const char *who, const struct form *f, struct err *e);
/* Whether another person than who has an unsaved draft of rec: 1 and who it is and since when (ms), 0, -1. */
int book_draft_other(struct book *b, struct arena *a, const char *who, const struct form *f, rid rec,
    const char **other, int64_t *when, struct err *e);
int book_drafts(struct book *b, struct arena *a, const char *who, const char ***forms,
    struct err *e); /* form ids; count */

/* Small settings kept in the book ("ui.nguyenvana.lang"): NULL when not set. */
const char *book_setting(struct book *b, struct arena *a, const char *name);
int book_setting_put(struct book *b, const char *name, const char *value, struct err *e);

/* The log: last counter and chain link of this node (or of another, local number). */
int book_head(struct book *b, unsigned node, uint64_t *counter, uint8_t link[HASH_BYTES],
    struct err *e);

/* Changes of a node with counters in (from, to], read in slices; each as for book_query. */
typedef int book_each_change(void *arg, struct change *c, struct err *e);
int book_changes(struct book *b, struct arena *a, unsigned node, uint64_t from, uint64_t to,
    book_each_change *each, void *arg, struct err *e);

/* Those of certain kinds (1u << kind) of all nodes, by node and counter; each may reset a. */
int book_changes_of(struct book *b, struct arena *a, unsigned kinds, book_each_change *each,
    void *arg, struct err *e);

/* The counter of this node's last change made before that moment (ms), 0 when there is none. */
int book_before(struct book *b, int64_t ms, uint64_t *counter, struct err *e);

/*
 * Takes in foreign changes of one node in counter order, folding each into its record
 * (newer: taken; concurrent: by field, the higher (clock, node) for now, conflict marked).
 * Runs inside the caller's transaction t; at most 1,000 a call.
 */
int book_merge(struct book *b, struct txn *t, struct arena *a, struct change *const *c, int n,
    struct err *e);

/* Local number of a node id, given one when new (inside t); its id by number. */
int book_node(struct book *b, struct txn *t, const uint8_t node[NODE_BYTES], unsigned *no,
    struct err *e);
const uint8_t *book_node_id(struct book *b, unsigned no);

/* Counts of a verify run. */
struct verify {
	uint64_t changes, records, indexes;
	int nfaults;
	const char *fault[20];  /* the first ones, sentences owned by the arena */
};

/* Recomputes chain, records from changes, indexes from records, page checksums (E_DAMAGE). */
int book_verify(struct book *b, struct arena *a, struct verify *out, struct err *e);

#endif
