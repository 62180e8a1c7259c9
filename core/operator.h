/* SPDX-License-Identifier: MIT */
/*
 * operator: the people who work in a book, and who may do what.  One table says which
 * roles hold a right; whoever is about to do something (a command, a key, a save) asks
 * operator_may.  A book in which nobody is named lets everybody do everything.
 */
#ifndef CORE_OPERATOR_H
#define CORE_OPERATOR_H

#include "core/book.h"

/* Roles, as bits: a person of a small office holds several. */
enum duty { DUTY_OPERATOR = 1, DUTY_SUPERVISOR = 2, DUTY_AUDITOR = 4, DUTY_TECHNICIAN = 8,
	DUTY_HOUSE = 16 /* the account itself, which the timer of the night runs as */ };

enum right {
	RIGHT_UNSAID,           /* of what nobody has given a right: refused */
	RIGHT_ANY,              /* touches no record */
	RIGHT_READ,             /* records, masked */
	RIGHT_SEE,              /* what is masked, too */
	RIGHT_REVEAL,           /* the same, of one record, for a reason that is written down */
	RIGHT_ENTER,            /* new records, and those of one's own of the same day */
	RIGHT_CORRECT,          /* all records */
	RIGHT_APPROVE,          /* approve, lock, unlock */
	RIGHT_RESOLVE,          /* conflicts */
	RIGHT_EXPORT,           /* the book as data for other programs */
	RIGHT_PERSON,           /* what is held about a person: shown, corrected, erased */
	RIGHT_AUDIT,            /* who did what */
	RIGHT_STATE,            /* how the book is: no records in it */
	RIGHT_SEND,             /* dumps, made and taken in */
	RIGHT_BACKUP,           /* backup, restore, rebuild */
	RIGHT_KEYS,             /* enrolment */
	RIGHT_PEOPLE,           /* operators, roles, PINs */
	RIGHT_N
};

enum { OPERATOR_NAME = 64 /* bytes */ };

struct operator {
	const char *name;
	unsigned duties;        /* bits of enum duty; all of them where nobody is named */
	bool closed;
	const char *pin;        /* its hash; "" when there is none */
	rid rec;                /* the record that tells of this operator; 0 where nobody is named */
};

/* Finds name: 0 and *out, owned by a; 1 there is no such operator (or it is closed), -1 failed. */
int operator_find(struct book *b, struct arena *a, const char *name, struct operator *out,
    struct err *e);

/* All of them, closed ones too, by name; the count, 0: nobody is named, -1 failed. */
int operator_list(struct book *b, struct arena *a, struct operator **out, struct err *e);

/* Whether o holds a right. */
bool operator_holds(const struct operator *o, enum right r);

/* The same; -1 with E_RULE and a sentence that says whose task it is. */
int operator_may(const struct operator *o, enum right r, struct err *e);

/* Whether o may make a change of this kind at all: the core asks again, knowing the record. */
int operator_may_change(const struct operator *o, enum change_kind kind, struct err *e);

/* Whether a change of this kind is keying: allowed to who keys, on records of his own. */
bool operator_enters(enum change_kind kind);

/* Whether o may correct record rec now: his own of today, or all of them. */
int operator_may_correct(struct book *b, const struct operator *o, rid rec, struct err *e);

/* The roles of "operator,auditor" as bits; -1 with E_USAGE.  And their words, owned by a. */
int operator_duties(const char *words, unsigned *out, struct err *e);
const char *operator_words(struct arena *a, unsigned duties);

/* What is to become of one operator.  There is always somebody left who may define others. */
struct operator_edit {
	const char *name;
	bool add;               /* a new one, or a closed one opened again */
	unsigned duties;        /* 0: as they are */
	bool close;
	const char *pin;        /* its hash, "" takes it away, NULL: as it is */
	const char *who, *reason;
};
int operator_save(struct book *b, const struct operator_edit *q, struct err *e);

/* Who acts in a list of saves: asked once for all that one operator does.  All zero before the first. */
struct acting {
	const char *who;
	bool nobody;            /* is named in the book */
	struct operator o;
};

/* Inside the transaction of a save: whether s may be made of r (NULL: it is new).  a outlives at. */
int operator_checks(struct book *b, struct txn *t, struct arena *a, struct acting *at,
    const struct save *s, const struct record *r, struct err *e);

/* And after it: the row that rights are read from follows its record. */
int operator_follows(struct txn *t, const struct save *s, struct err *e);

/* The layout of their records, which is no installed form and which every book knows. */
const struct form *operator_form(void);

/* Compares rows with their records; faults go to out. */
int operator_verify(struct book *b, struct arena *a, struct verify *out, struct err *e);

#endif
