/* SPDX-License-Identifier: MIT */
/*
 * audit: the change log asked for who did what and when.  It is read, never written.
 */
#ifndef CORE_AUDIT_H
#define CORE_AUDIT_H

#include "core/book.h"

struct audit_ask {
	int32_t from, to;       /* days on which it was done; DATE_NONE: open */
	const char *who;        /* NULL: anybody */
	const char *form;       /* its id; NULL: any */
	enum change_kind kind;  /* 0: any */
};

/* Calls each for every change that is meant, by node and counter; a is reset after each.  0, or -1. */
int audit_list(struct book *b, struct arena *a, const struct audit_ask *q, book_each_change *each, void *arg,
    struct err *e);

/* The kind called so ("create", "approve"); 0: there is none.  And its name. */
enum change_kind audit_kind(const char *name);
const char *audit_kind_name(enum change_kind kind);

/* What a change moved: "people, women"; of an operator with what it is now.  Owned by a. */
const char *audit_fields(struct arena *a, const struct change *c);

#endif
