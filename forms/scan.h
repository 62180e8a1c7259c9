/* SPDX-License-Identifier: MIT */
/*
 * scan: the shape of a form file by our own eyes (store-sync.md 3, step 3): sections,
 * keys, values and where each stands.  libconfuse reads the file too, and must read the same
 * values; it accepts unclosed sections and lets the last of two equal keys win, so it is
 * never asked about the shape.
 */
#ifndef FORMS_SCAN_H
#define FORMS_SCAN_H

#include "forms/gather.h"

struct attr;

/* A key with its value or values. */
struct item {
	const char *name;
	const struct attr *attr; /* what it is, set by attr_shape; NULL: unknown */
	int line;
	bool list; /* written { ... } */
	int nvalues;
	int *value_line;
	const char **value;
};

struct sect {
	const char *kind, *title;
	int line;
	int nitems, nsects;
	struct item *item;
	struct sect *sect;
};

/*
 * The one section of a file and its `end = "TITLE"`, which must be the file's last line.
 * NULL when the shape is broken; every problem is in g, names that stand twice too.
 */
struct sect *scan_file(struct gather *g, const char *text);

/* The item called name, or NULL. */
const struct item *sect_item(const struct sect *s, const char *name);

/* The line of the section kind "title" inside s; that of s when there is none. */
int sect_line(const struct sect *s, const char *kind, const char *title);

#endif
