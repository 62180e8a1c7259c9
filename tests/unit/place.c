/* SPDX-License-Identifier: MIT */
/*
 * place: folders under TMPDIR.  Every test runs in a child of its own, so one path at
 * a time is enough.
 */
#include "tests/unit/place.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

/* The folder of the test of this process. */
static char path[256];

static int
remove_one(const char *name, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(name);
}

const char *
place_make(void)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(path, sizeof path, "%s/soxa-unit-XXXXXX", tmp ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(path));
	return path;
}

void
place_remove(void)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
