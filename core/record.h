/* SPDX-License-Identifier: MIT */
/*
 * record: one filled form, in hand or in the book, and the change that moves it.
 * A record is the fold of its changes.  Nodes stand for themselves as small local
 * numbers here (1 is this book); in dumps and on paper they are 128-bit ids.
 */
#ifndef CORE_RECORD_H
#define CORE_RECORD_H

#include <stdint.h>

#include "core/buf.h"
#include "core/schema.h"

/*
 * A record id or change id: local node number (16 bits) and counter (48 bits), so
 * that ids sort by node, then in commit order.  0 is no id.
 */
typedef uint64_t rid;

static inline rid rid_make(unsigned node, uint64_t counter) { return (uint64_t)node << 48 | counter; }
static inline unsigned rid_node(rid id) { return (unsigned)(id >> 48); }
static inline uint64_t rid_counter(rid id) { return id & 0xFFFFFFFFFFFFu; }

/*
 * The layout of a form version as the book remembers it: which cells there are.
 * Interned in the book (number), so that an old record is read without its form.
 */
struct shape {
	unsigned no;            /* the book's number for it */
	unsigned formno;        /* the book's number for the form, the same for all versions */
	const char *form;
	int version;
	int ncells;
	const char **cell;      /* ids */
	uint8_t *type;          /* enum ftype | SHAPE_SENSITIVE | SHAPE_STRICT, a cell */
	const struct form *schema;     /* the form when this version is installed, else NULL */
};

enum { SHAPE_SENSITIVE = 0x40, SHAPE_STRICT = 0x80, SHAPE_TYPE = 0x3F };

/* The number of a cell in a layout by its id, -1 when it has none. */
int shape_cell(const struct shape *s, const char *id);

/* Version vector: the last change of each node that a record contains. */
struct vv {
	int n;
	struct vv_item { unsigned node; uint64_t counter; } *item; /* by node, owned by an arena */
};

enum status { ST_DRAFT, ST_COMPLETE, ST_APPROVED, ST_LOCKED, ST_REMOVED, ST_ERASED };

enum change_kind {
	CH_CREATE = 1, CH_SET, CH_COMPLETE, CH_APPROVE, CH_LOCK, CH_CORRECT,
	CH_REMOVE, CH_RESTORE, CH_ERASE, CH_RESOLVE, CH_UNLOCK,
	CH_REVEAL,              /* somebody looked at what is masked: no values, no status */
	CH_N
};

/* What each kind of change makes of a record's status; ST_DRAFT: leaves it. */
extern const enum status change_status[CH_N];

struct set {
	int cell;               /* in the shape */
	struct value v;         /* blank when erased */
	const uint8_t *salt;    /* sensitive cell: 16 random bytes made when the change was, else NULL */
	const uint8_t *hash;    /* erased since: the 32 bytes its value enters the chain with, else NULL */
};

struct change {
	rid id;                 /* node and counter of the change */
	rid rec;                /* the record it moves; equal to id for CH_CREATE */
	enum change_kind kind;
	uint64_t clock;         /* hybrid: milliseconds << 16 | count */
	const char *who;        /* operator */
	const char *reason;     /* "" when none; answers to warnings "rule=reason; ..." */
	const char *unit;       /* unit_text() of the record; set by CH_CREATE, else "" */
	const struct shape *shape;
	struct vv seen;         /* the record's vector before the change */
	int nsets;
	struct set *set;        /* by cell */
	bool marked;            /* mark is the first 4 bytes of the chain's link after it, kept beside */
	uint8_t mark[4];        /* it so that a change put in its place is told by its number */
};

struct record {
	rid id;
	const struct shape *shape;
	enum status status;
	uint64_t created, changed;     /* hybrid clocks */
	const char *who;        /* last operator */
	const char *unit;
	bool conflict;          /* values of two nodes stand against each other */
	struct vv vv;
	struct value *v;        /* shape->ncells, blank where not set */
};

/* Order of two vectors: what b is to a. */
enum vv_order { VV_EQUAL, VV_NEWER, VV_OLDER, VV_CONCURRENT };
enum vv_order vv_compare(const struct vv *a, const struct vv *b);

/* The larger counter of node in v, 0 when it has none. */
uint64_t vv_get(const struct vv *v, unsigned node);

/* A vector like v with node at counter, owned by a. */
struct vv vv_with(struct arena *a, const struct vv *v, unsigned node, uint64_t counter);

/* Whether x is the later layout of the same form: by version, then by cells (a list grew). */
/* The cell of s that is called id, -1 none. */
int shape_cell_no(const struct shape *s, const char *id);

bool shape_newer(const struct shape *x, const struct shape *than);

/* An empty record of shape, owned by a. */
struct record *record_new(struct arena *a, const struct shape *shape);

/* Value of a cell by id; NULL when the shape has no such cell. */
struct value *record_cell(const struct record *r, const char *id);

/* True when every cell is blank. */
bool record_empty(const struct record *r);

/* Applies a change that is newer than r (fold); texts are shared with c. */
void record_apply(struct arena *a, struct record *r, const struct change *c);

/* Appends the stored form of r (the book's own, local numbers). */
void record_encode(struct buf *b, const struct record *r);

/*
 * Reads what record_encode wrote.  shape_of gives a shape by number.  -1 with
 * E_DAMAGE when the bytes are not a record.  All owned by a.
 */
typedef const struct shape *shape_lookup(void *arg, unsigned no);
int record_decode(struct arena *a, const void *p, size_t n, shape_lookup *shape_of, void *arg,
    struct record **out, struct err *e);

/*
 * A scan reads the first cells of very many records: record_skim walks the bytes once
 * and fills them without an arena.  Text values point into the bytes and are
 * terminated by nothing: their length is in len.
 */
struct skim {
	const struct shape *shape;
	enum status status;
	const char *unit; size_t unit_len;
};
struct skim_cell {
	enum vkind kind;
	uint32_t len;           /* of s */
	int64_t n;              /* 0 unless V_INT */
	const char *s;          /* V_TEXT only, and so is len */
};

/*
 * head is zero before the first record and left alone from one to the next, whose shape is mostly
 * the same.  out: the first n cells, at most as many as the shape has.  -1 when damaged.
 */
int record_skim_head(struct rd *r, struct skim *head, shape_lookup *shape_of, void *arg);
int record_skim_cells(struct rd *r, const struct skim *head, int n, struct skim_cell *out);

/* Appends and reads the stored form of a change; the key of the table carries its id. */
void change_encode(struct buf *b, const struct change *c);
int change_decode(struct arena *a, rid id, const void *p, size_t n, shape_lookup *shape_of,
    void *arg, struct change **out, struct err *e);

/* The hash a sensitive value enters the chain with: BLAKE2b-256 of its salt and its bytes. */
void set_hash(const struct set *s, uint8_t out[32]);

/*
 * Appends the canonical bytes of c that the hash chain runs over: names in full and
 * nodes by their 128-bit ids, so that every book computes the same link.  Values of
 * sensitive cells enter as keyed hashes.
 */
typedef const uint8_t *node_lookup(void *arg, unsigned node); /* 16 bytes */
void change_canon(struct buf *b, const struct change *c, node_lookup *node_of, void *arg);

#endif
