/* SPDX-License-Identifier: MIT */
/*
 * json: one flat object a line.  Read strictly (no duplicate keys, no nesting, no
 * fractions), written so that no control letter, direction mark or other letter the
 * text policy refuses leaves unescaped.
 */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"

enum jkind { J_NULL, J_TEXT, J_INT, J_TRUE, J_FALSE };

struct jmember {
	const char *key;
	enum jkind kind;
	const char *s;          /* J_TEXT: valid UTF-8, not yet cleaned */
	int64_t n;              /* J_INT */
};

/*
 * Reads the object in the n bytes at s; its members in order, owned by a.  The number of
 * members; -1 with E_INPUT and a sentence.
 */
int json_members(struct arena *a, const char *s, size_t n, struct jmember **out, struct err *e);

/* Appends s as a JSON string with its quotes. */
void json_put(struct buf *b, const char *s);

/* Appends `"key":`, with a comma before it when it is not the first after '{'. */
void json_key(struct buf *b, const char *key);

#endif
