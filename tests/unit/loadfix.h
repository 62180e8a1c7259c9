/* SPDX-License-Identifier: MIT */
/* loadfix: files written into a folder of their own and loaded, for the tests of the loader. */
#ifndef TESTS_UNIT_LOADFIX_H
#define TESTS_UNIT_LOADFIX_H

#include "forms/load.h"

#define HEAD \
	"form \"x\" {\ncode = \"X01\"\nversion = 1\ntitle = \"X\"\ngroup = \"1\"\n" \
	"period = day\nlayout = form\n"
#define FIELD "field \"n\" { label = \"N\" type = count }\n"
#define TAIL "}\nend = \"x\"\n"
#define X_V2 \
	"form \"x\" {\ncode = \"X01\"\nversion = 2\ntitle = \"Mới\"\ngroup = \"1\"\nperiod = " \
	"day\n" \
	"layout = form\n" FIELD TAIL
#define LIST(rows) \
	"codes \"x\" {\nversion = 1\ntitle = \"X\"\ncolumns = { \"unit\" }\nrows = {\n" rows \
	"\n}\n}\nend = \"x\"\n"

struct loadfix {
	struct arena *a;
	char dir[64];
};

void loadfix_make(struct loadfix *x);
void loadfix_free(struct loadfix *x);

/* Writes a file of the folder; its path. */
const char *loadfix_put(struct loadfix *x, const char *name, const char *text, size_t n);

/* The file alone, loaded. */
struct loaded loadfix_one(struct loadfix *x, const char *name, const char *text);

/* The shipped forms with the file beside them (NULL: alone). */
struct loaded loadfix_shipped(struct loadfix *x, const char *name, const char *text);

/* Ends the test unless the load went without any problem. */
void loadfix_clean(const struct loaded *l);

/* True when an error of l holds want. */
bool loadfix_told(const struct loaded *l, const char *want);

#endif
