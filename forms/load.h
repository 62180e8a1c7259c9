/* SPDX-License-Identifier: MIT */
/*
 * load: form, code list, unit and report files into a schema, strictly
 * (store-sync.md 3).  Every problem is gathered as "file:line: form: field: sentence";
 * a file cut at any byte is refused.  The only user of libconfuse beside conf/.
 */
#ifndef FORMS_LOAD_H
#define FORMS_LOAD_H

#include "core/schema.h"

struct problem {
	const char *text;
	bool warning;
};

struct loaded {
	struct schema *schema; /* NULL when there were errors */
	int nproblems;
	struct problem *problem;
};

/*
 * Loads every .form, .codes, .units and .report file of the folders, later folders adding to or
 * replacing earlier ones by id (a newer version wins).  seen names the file that remembers
 * which of them were read strictly before (forms/seen.h), or is NULL: then all are.  All owned by a.
 */
void forms_load(struct arena *a, const char *const *dirs, int ndirs, const char *seen, struct loaded *out);

/* The same over single files, checked against the schema of the folders (forms check PATH). */
void forms_load_files(struct arena *a, const char *const *dirs, int ndirs, const char *const *files,
    int nfiles, struct loaded *out);

/*
 * Row i of the keys that a section of a kind ("form", "field", "rule", "codes", ...) may have,
 * for the manual: its name, and *use in one line of English; NULL past the end.
 */
const char *forms_key(const char *kind, int i, const char **use);

#endif
