/* SPDX-License-Identifier: MIT */
/*
 * space: what the disk under a book is and has.  Keeps the reserve file of rule S15,
 * which is given up so that recovery can run on a full disk.  (store_space of
 * core/store.h lives here too.)
 */
#ifndef CORE_SPACE_H
#define CORE_SPACE_H

#include <stddef.h>
#include <sys/types.h>

#include "core/err.h"

enum { SPACE_OK, SPACE_WARN, SPACE_REFUSE };

/* Makes dir's reserve when it is not there and space is plenty; failing to is no failure. */
void space_reserve(const char *dir);

/* Gives the reserve up when space is below the floor. */
void space_release(const char *dir);

/*
 * write() for the library, which grows the files it maps by one byte at their new end: on a full
 * disk the hole before that byte is a SIGBUS for whoever touches it, so it is filled first.
 */
ssize_t space_write(int fd, const void *p, size_t n);

/* The name of the network file system with this statfs number; NULL: a local one. */
const char *space_network(unsigned long type);

/* -1 with E_BUSY when dir lies on a network file system. */
int space_local(const char *dir, struct err *e);

#endif
