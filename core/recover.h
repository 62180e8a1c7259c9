/* SPDX-License-Identifier: MIT */
/*
 * recover: runs recovery in a child process under a time limit (rule S5): on a torn
 * file the library may loop for ever, and only a process can be stopped.  Before it, when the
 * disk failed, everything is written over with itself.
 */
#ifndef CORE_RECOVER_H
#define CORE_RECOVER_H

#include "core/err.h"

typedef int recover_body(void *arg, struct err *e);

/* Seconds recovery of the book in dir may take: 60, and 1 for each 10 MB of log. */
unsigned recover_limit(const char *dir);

/*
 * Writes every table and log file over with what it shows, and syncs it (rule S16): after a sync
 * that failed, pages may be clean in memory and not on the disk, and a later sync would say that
 * all is well.  -1: E_DAMAGE, E_SPACE.
 */
int recover_rewrite(const char *dir, struct err *e);

/* Takes off the piece of a page that a full disk or a power cut left at the end of a table.  -1: E_DAMAGE, E_SPACE. */
int recover_trim(const char *dir, struct err *e);

/* Runs body in a child; -1 with its error, or E_DAMAGE when it died or took too long. */
int recover_run(const char *dir, recover_body *body, void *arg, struct err *e);

#endif
