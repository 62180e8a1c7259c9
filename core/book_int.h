/* SPDX-License-Identifier: MIT */
/*
 * book_int: what the modules that keep a book share with each other and nobody else.
 * Names in meta: "book", "office", "s:NNNNN" shape by number, "h:<hex>" shape by its hash,
 * "f:<form>" form number, "index" how index keys are made, "n:NNNNN" node by number, "N:<hex>" node by id,
 * "head:<node>" end of a node's chain, "set:<name>" settings.
 */
#ifndef CORE_BOOK_INT_H
#define CORE_BOOK_INT_H

#include "core/book.h"

/* A save whose commit failed: it may be in the book or not, and the next save finds out. */
struct doubt {
	bool open;
	uint8_t asked[HASH_BYTES];     /* what was to be saved */
	uint8_t wrote[HASH_BYTES];     /* the stored bytes of its last change */
	rid last;
	int n;
	rid id[1000];
};

struct book {
	struct arena *a;        /* lives as long as the book is open */
	struct store *store;
	const struct schema *schema;
	struct book_info info;
	struct keys keys;
	int nshapes;
	struct shape **shape;   /* by number - 1; NULL: not read yet */
	int nknown;
	struct known { const struct form *form; const struct shape *shape; } *known;
	unsigned nnodes;
	uint8_t (*node)[NODE_BYTES];   /* by number - 1 */
	struct doubt *doubt;
	struct arena *scratch;  /* of one list of saves, */
	struct arena *one;      /* and of one save of it */
	struct looker *lookers; /* of look.c */
	unsigned aborts;        /* store_aborts when shape and node were last known to be true */
};

/* Big-endian numbers inside keys. */
void key_u16(uint8_t *p, unsigned v);
void key_u64(uint8_t *p, uint64_t v);
static inline unsigned key_u16_of(const uint8_t *p) { return (unsigned)p[0] << 8 | p[1]; }

/* A day as 4 bytes that stand in the order of days, DATE_NONE first. */
enum { KEY_DAY = 4 };
void key_day(uint8_t *p, int32_t day);
int32_t key_day_of(const uint8_t *p);

static inline uint64_t
key_u64_of(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return be64toh(v);
}

/* RECORDS: form number and record id. */
enum { RECORD_KEY = 10 };
void record_key(uint8_t k[RECORD_KEY], unsigned formno, rid id);

/* A text row of meta: 0 and its bytes, 1 none, -1 failed. */
int meta_get(struct txn *t, const char *name, const void **v, size_t *vn, struct err *e);
int meta_put(struct txn *t, const char *name, const void *v, size_t vn, struct err *e);

/* A visit of b: the one it is inside of already, or one of its own. */
int book_visit(struct book *b, store_body *body, void *arg, struct err *e);

/* Forgets what was learnt inside a transaction that came to nothing. */
void book_refresh(struct book *b);

/* shape_lookup and node_lookup over a book (arg is the struct book). */
const struct shape *book_shape_of(void *arg, unsigned no);
const uint8_t *book_node_of(void *arg, unsigned no);

/* The number of a form id, 0 when the book has none of it; *no.  -1 failed. */
int book_formno(struct book *b, const char *form, unsigned *no, struct err *e);

/* A number in meta under name; 0 when there is none. */
int number_get(struct txn *t, const char *name, unsigned *no, struct err *e);

/* Rows of shapes: the name that says what one holds, one that is new written, one read (NULL: damaged). */
enum { SHAPE_MAX = 65535, SHAPE_NAME = 67 };
void shape_name(const struct shape *s, char name[SHAPE_NAME]);
int shape_add(struct txn *t, const struct shape *like, const char *name, unsigned *no,
    struct err *e);
struct shape *shape_decode(struct arena *a, const void *p, size_t n);

/* The shape written so in another book, given a number when new (inside a transaction t). */
const struct shape *shape_intern(struct book *b, struct txn *t, const struct shape *like,
    struct err *e);

/* The shape of an installed form, given a number when new (inside a transaction t). */
const struct shape *shape_intern_form(struct book *b, struct txn *t, const struct form *f,
    struct err *e);

/*
 * The shape of form f as an older version of it, whose own layout was never here: ids of fields
 * are never given twice, so the cells of the newer one say what its values are.
 */
const struct shape *book_shape_as(struct book *b, const struct form *f, int version, struct err *e);

/* The number of f when the book knows it under other layouts only; *formno 0 when not so. */
int shape_moved(struct book *b, struct txn *t, const struct form *f, unsigned *formno,
    struct err *e);

/*
 * Makes the index rows anew: all of them when their keys were made otherwise (the number rises
 * with every change of text_fold or of what is indexed), else those of every form that is laid
 * out otherwise than the book knows it.
 */
enum { INDEX_FORMAT = 2 };
int book_reindex(struct book *b, struct err *e);

/* The first shape whose row does not say what its hash does: 1 and its number, 0 none, -1. */
int shape_verify(struct txn *t, unsigned *no, struct err *e);

/* Reads and writes the nodes of meta (no 0: not known). */
int node_find(struct txn *t, const uint8_t id[NODE_BYTES], unsigned *no, struct err *e);
int node_add(struct book *b, struct txn *t, const uint8_t id[NODE_BYTES], unsigned *no,
    struct err *e);

/* End of a node's chain, all zero before its first change. */
struct head {
	uint64_t counter;
	uint8_t link[HASH_BYTES];
	uint64_t clock;         /* of its last change */
};
int head_get(struct txn *t, unsigned node, struct head *h, struct err *e);
int head_put(struct txn *t, unsigned node, const struct head *h, struct err *e);

/* Moves h over the change c: the next link, counter and clock.  b is scratch. */
void head_move(struct book *b, struct buf *scratch, struct head *h, const struct change *c);

/* Has c, which h was just moved over, bear the beginning of its link. */
void head_mark(const struct head *h, struct change *c);

/* The enrolment id, once the hub has given one. */
int book_office_put(struct book *b, struct txn *t, const char *office, struct err *e);

/* Opens a copy of a book to look at it: without its keys, and nothing is made anew. */
struct book *book_open_copy(const char *dir, const struct schema *s, struct err *e);

/* Whether dir may become a book: it is not there, or an empty folder. */
int book_place_free(const char *dir, struct err *e);

/* The nodes this book was before, oldest first; owned by a. */
int node_formers(struct txn *t, struct arena *a, uint8_t (**out)[NODE_BYTES], int *n,
    struct err *e);

/* Adds one to them; and makes the book another node than it was (out), which supersedes it. */
int node_supersede(struct txn *t, const uint8_t old[NODE_BYTES], struct err *e);
int node_renew(struct txn *t, uint8_t out[NODE_BYTES], struct err *e);

/* One hash over the ends of all chains: two books that agree in it hold the same changes. */
int heads_hash(struct txn *t, uint8_t out[HASH_BYTES], struct err *e);

/* Index rows of records, gathered and then written together. */
struct ixrow {
	enum table tb;
	bool del;
	bool fresh;             /* of a record that is new: its id is above all others of its node */
	uint32_t n;
	const uint8_t *k;       /* the head; the id is not part of it */
	rid id;
};
struct ixlist {
	uint32_t n, cap;
	struct ixrow *row;
	struct arena *a;        /* of the rows, and scratch when they are written; NULL: that of the first call */
};

/* A new row of a list; whether a list has the head of a row; whether two rows have one head. */
struct ixrow *ixlist_add(struct arena *a, struct ixlist *list);
bool ixlist_has(const struct ixlist *list, const struct ixrow *row);
bool ixrow_same(const struct ixrow *x, const struct ixrow *y);

/*
 * Appends the rows a record r deserves that was not there before; none when its form is not
 * installed.  a is scratch.
 */
void index_rows(struct book *b, struct arena *a, const struct record *r, struct ixlist *out);

/* Appends a row for each word that r holds anywhere, whether or not its form has it searched. */
void index_all_words(struct book *b, struct arena *a, const struct record *r, struct ixlist *out);

/* Appends what leads from the rows of a record before (none: it is new) to those after. */
void index_diff(struct arena *a, const struct ixlist *before, const struct ixlist *after,
    struct ixlist *out);

/* Writes the list, head by head. */
int index_write(struct txn *t, const struct ixlist *list, struct err *e);

/* 16 bytes that stand for the natural key of v in a unit; false: the form has none, or it is blank. */
enum { KEYHASH = 16 };
bool index_keyhash(const struct form *f, const char *unit, const struct value *v,
    uint8_t out[KEYHASH]);

/* Whether word search looks into f: text people wrote or chose from an open list, and units. */
bool index_searched(const struct field *f);

/* Words of a folded text, one after the other: the next one at *s, its length in *n; NULL at the end. */
const char *index_word(const char **s, size_t *n);

/* Reads the record under key inside t: 0, 1 none, -1 failed. */
int record_read(struct book *b, struct txn *t, struct arena *a, const uint8_t key[RECORD_KEY],
    struct record **out, struct err *e);

/* The form number and key of a record by its creating change: 0, 1 none, -1 failed. */
int record_find(struct book *b, struct txn *t, rid id, uint8_t key[RECORD_KEY], struct err *e);

/* Writes the folded record r (inside t). */
int record_write(struct txn *t, struct buf *scratch, const struct record *r, struct err *e);

/* The key of a draft: operator, 0, form. */
void draft_key(struct buf *k, const char *who, const char *form);

/* A stored change: 0, 1 none, -1 failed.  And writing one. */
int change_read(struct book *b, struct txn *t, struct arena *a, rid id, struct change **out,
    struct err *e);
int change_write(struct txn *t, struct buf *scratch, const struct change *c, struct err *e);

/* How many nodes the book knows. */
unsigned book_nodes(struct book *b);

/* Sentences of a verify run; true while there is room for more. */
bool verify_fault(struct verify *out, struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Index rows as they should be, added up; and the comparison with those that are. */
struct ixsum {
	uint64_t n, sum;
};
void verify_expect(struct book *b, struct arena *scratch, const struct record *r,
    struct ixsum sum[TB_N]);
int verify_indexes(struct book *b, struct arena *a, const struct ixsum want[TB_N],
    struct verify *out, struct err *e);

/* All changes r contains, each after those it has seen; inside t. */
int history_read(struct book *b, struct txn *t, struct arena *a, const struct record *r,
    struct change ***out, int *n, struct err *e);

/*
 * The record that n changes make, whatever their order of arrival: the one definition of a
 * fold.  changes as history_read gives them.
 */
struct record *record_fold(struct arena *a, struct change *const *c, int n);

#endif
