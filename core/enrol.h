/* SPDX-License-Identifier: MIT */
/*
 * enrol: how an office becomes known to its hub.  A signed request file one way, a
 * signed reply the other, and eight words read over the phone in between.
 */
#ifndef CORE_ENROL_H
#define CORE_ENROL_H

#include "core/book.h"

struct request {
	uint8_t node[NODE_BYTES], sign_pub[KEY_BYTES];
	uint8_t supersedes[NODE_BYTES]; /* zeros: it is the office's first node */
	const char *unit, *name;
	bool training;
	const char *words;
};

/* Writes this office's request to path (out/ when NULL); *written and *words owned by a. */
int enrol_request(struct book *b, struct arena *a, const char *path, const char **written,
    const char **words, struct err *e);

/* Reads and verifies a request file.  -1: E_MAGIC ... E_SIG. */
int enrol_read(struct arena *a, const char *path, struct request *out, struct err *e);

/*
 * Hub: enrols r and writes the reply (out/ when NULL).  *office is the id given: that of the
 * node it supersedes when this hub knows it.
 */
int enrol_accept(struct book *hub, struct arena *a, const struct request *r, const char *path,
    const char **written, const char **office, struct err *e);

/* Office: takes in the reply; pins the hub's keys and the office id. */
int enrol_reply(struct book *b, struct arena *a, const char *path, const char **office,
    struct err *e);

/* Enrolled node by its id: 0, its public key, office and unit; 1 unknown; -1 failed. */
int enrol_find(struct book *hub, struct arena *a, const uint8_t node[NODE_BYTES],
    uint8_t sign_pub[KEY_BYTES], const char **office, const char **unit, struct err *e);

#endif
