/* SPDX-License-Identifier: MIT */
/*
 * outbox: the folders of a book that hold dump files.  The folder is the state of a
 * file; files move by rename (store-sync.md 5.1).
 */
#ifndef CORE_OUTBOX_H
#define CORE_OUTBOX_H

#include "core/dump_int.h"

/* The path of a file in a folder of the book ("out", "in/o12"), the folder made; NULL failed. */
const char *outbox_path(struct book *b, struct arena *a, const char *folder, const char *name,
    struct err *e);

/* One exporter at a time: a descriptor to close, or -1 with E_BUSY. */
int outbox_lock(struct book *b, struct err *e);

/* Writes n bytes to folder/name through tmp/; *path is the file.  The same name is the same content. */
int outbox_put(struct book *b, struct arena *a, const char *folder, const char *name,
    const struct buf *bytes, const char **path, struct err *e);

/*
 * Calls each for the path of every file in folder whose name holds part.  0, or what each
 * returned when it was not 0.
 */
typedef int outbox_each(void *arg, const char *path, struct err *e);
int outbox_walk(struct book *b, const char *folder, const char *part, outbox_each *each,
    void *arg, struct err *e);

#endif
