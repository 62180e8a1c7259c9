/* SPDX-License-Identifier: MIT */
/*
 * load: files to a schema.  Each file is looked at byte by byte, scanned, and given to
 * libconfuse, which must read the same values; then all files together are joined.  Of a file
 * whose very bytes went through this before, the scan is enough.  Invariant: a schema comes out only when no file had an error.
 */
#include "forms/load.h"

#include <confuse.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "core/text.h"
#include "forms/bytes.h"
#include "forms/codesfile.h"
#include "forms/formopt.h"
#include "forms/join.h"
#include "forms/print.h"
#include "forms/reportfile.h"
#include "forms/seen.h"
#include "forms/unitsfile.h"

enum { FILE_BYTES_MAX = 1 << 20, FILES_MAX = 2000 };

/* One row a kind of file: its ending and what may stand in it. */
static const struct {
	const char *ending;
	const struct grammar *grammar;
} kinds[] = {
	{ ".codes", &codes_grammar },
	{ ".form", &form_grammar },
	{ ".report", &report_grammar },
	{ ".units", &units_grammar },
};

static const struct grammar *
grammar_of(const char *path)
{
	size_t i, n = strlen(path), len;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		len = strlen(kinds[i].ending);
		if (n > len && strcmp(path + n - len, kinds[i].ending) == 0)
			return kinds[i].grammar;
	}
	return NULL;
}

/* libconfuse's options for the sections in `in`: exactly the keys that were scanned. */
static cfg_opt_t *
options_of(struct arena *a, const struct sect *const *in, int n)
{
	int i, j, k, nopts = 0, max = 2;
	cfg_opt_t *opt;

	for (i = 0; i < n; i++)
		max += in[i]->nitems + in[i]->nsects;
	opt = arena_alloc(a, (size_t)max * sizeof *opt);
	for (i = 0; i < n; i++)
		for (j = 0; j < in[i]->nitems; j++) {
			const struct item *it = &in[i]->item[j];

			for (k = 0; k < nopts && strcmp(opt[k].name, it->name) != 0; k++)
				;
			if (k == nopts)
				opt[nopts++] = (cfg_opt_t)CFG_STR(it->name, 0, CFGF_NODEFAULT);
			if (it->list)
				opt[k].flags |= CFGF_LIST;
		}
	opt[nopts] = (cfg_opt_t)CFG_END();
	return opt;
}

/* The option of a section that holds sections of its own: one for each kind that stands there. */
static void
add_sections(struct arena *a, cfg_opt_t *opt, const struct sect *top)
{
	const struct sect **of = arena_alloc(a, (size_t)top->nsects * sizeof *of + 1);
	int i, j, n, at;

	for (at = 0; opt[at].name; at++)
		;
	for (i = 0; i < top->nsects; i++) {
		for (j = 0; j < i && strcmp(top->sect[j].kind, top->sect[i].kind) != 0; j++)
			;
		if (j < i)
			continue;
		for (n = 0; j < top->nsects; j++)
			if (strcmp(top->sect[j].kind, top->sect[i].kind) == 0)
				of[n++] = &top->sect[j];
		opt[at++] = (cfg_opt_t)CFG_SEC(top->sect[i].kind, options_of(a, of, n),
		    CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
	}
	opt[at] = (cfg_opt_t)CFG_END();
}

/* What libconfuse read is what the scanner read; the file is refused where they differ. */
static void
same_values(struct gather *g, cfg_t *cfg, const struct sect *s)
{
	int i, j;

	for (i = 0; i < s->nitems; i++) {
		const struct item *it = &s->item[i];
		cfg_opt_t *opt = cfg_getopt(cfg, it->name);
		int n = opt ? (int)cfg_opt_size(opt) : 0;

		for (j = 0; n == it->nvalues && j < n; j++)
			if (strcmp(cfg_opt_getnstr(opt, (unsigned)j), it->value[j]) != 0)
				break;
		if ((n != it->nvalues || j < n) && g->errors == 0)
			gather_error(g, it->line, s->title,
			    _("the values of \"%s\" cannot be told apart"), it->name);
	}
	for (i = 0; i < s->nsects; i++) {
		cfg_t *in = cfg_gettsec(cfg, s->sect[i].kind, s->sect[i].title);

		if (in)
			same_values(g, in, &s->sect[i]);
	}
}

/* libconfuse says nothing itself: its line is one late, and the shape was checked before. */
static void
silent(cfg_t *cfg, const char *fmt, va_list ap)
{
	(void)cfg;
	(void)fmt;
	(void)ap;
}

/* Reads text a second time, by libconfuse; false when it refuses it. */
static bool
read_again(struct gather *g, const char *text, const struct sect *top)
{
	const struct sect *one[] = { top };
	cfg_opt_t *opt = options_of(g->a, one, 1);
	cfg_opt_t root[3] = { CFG_SEC(
				  top->kind, opt, CFGF_TITLE | CFGF_MULTI | CFGF_NO_TITLE_DUPES),
		CFG_STR("end", 0, CFGF_NODEFAULT), CFG_END() };
	cfg_t *cfg, *in;
	bool ok;

	add_sections(g->a, opt, top);
	cfg = cfg_init(root, CFGF_NONE);
	if (!cfg)
		return false;
	(void)cfg_set_error_function(cfg, silent);
	ok = cfg_parse_buf(cfg, text) == CFG_SUCCESS;
	in = ok ? cfg_gettsec(cfg, top->kind, top->title) : NULL;
	if (in)
		same_values(g, in, top);
	if (!in && g->errors == 0)
		gather_error(g, cfg->line, NULL, _("the file cannot be read near this line"));
	cfg_free(cfg);
	return in != NULL;
}

static void
parse(const struct build *b, struct source *src, const struct grammar *of)
{
	struct gather *g = &src->g;
	const uint8_t *print;
	struct err e;
	uint8_t *p;
	size_t n;
	char *text;

	if (file_read(g->a, g->file, FILE_BYTES_MAX, &p, &n, &e) != 0) {
		gather_error(g, 1, NULL, "%s", e.text);
		return;
	}
	hash_bytes(p, n, src->bytes);
	print = seen_print(b->seen, src->bytes);
	g->seen = print != NULL;
	text = print ? (char *)p : bytes_check(g, (char *)p, n);
	if (!text)
		return;
	src->plain = strlen(text) == n;
	src->top = scan_file(g, text);
	if (!src->top)
		return;
	if (strcmp(src->top->kind, of->kind) != 0) {
		gather_error(g, src->top->line, NULL,
		    _("a file with this ending holds a section \"%s\", not "
		      "\"%s\""),
		    of->kind, src->top->kind);
		src->top = NULL;
		return;
	}
	if (!attr_is_id(src->top->title))
		gather_error(g, src->top->line, NULL,
		    _("\"%s\" is not a name: small letters, digits and _, "
		      "at most 31, a letter first"),
		    src->top->title);
	attr_shape(g, src->top, of);
	if (print)
		memcpy(src->print, print, HASH_BYTES);
	else if (read_again(g, text, src->top))
		print_sect(src->top, of, src->print);
	else
		src->top = NULL;
}

static void
add_file(struct build *b, const char *path, int layer)
{
	struct source *src;

	if (b->nsources == FILES_MAX)
		return;
	b->source = arena_room(b->a, b->source, (size_t)b->nsources, sizeof *b->source);
	src = &b->source[b->nsources++];
	src->g = (struct gather){ .a = b->a, .out = b->out, .file = path };
	src->layer = layer;
	if (grammar_of(path))
		parse(b, src, grammar_of(path));
	else
		gather_error(
		    &src->g, 1, NULL, _("the name ends in none of .form, .codes, .units, .report"));
}

static int
wanted(const struct dirent *d)
{
	return d->d_name[0] != '.' && grammar_of(d->d_name) != NULL;
}

/* The files of a folder by name; a folder that is not there holds none. */
static void
add_folder(struct build *b, const char *dir, int layer)
{
	struct gather g = { .a = b->a, .out = b->out, .file = dir };
	struct dirent **name;
	int i, n = scandir(dir, &name, wanted, alphasort);

	if (n < 0) {
		if (errno != ENOENT)
			gather_error(
			    &g, 1, NULL, _("the folder cannot be read: %s"), strerror(errno));
		return;
	}
	for (i = 0; i < n; i++) {
		add_file(b, arena_printf(b->a, "%s/%s", dir, name[i]->d_name), layer);
		free(name[i]);
	}
	free(name);
}

/* Everything b lists, joined; the schema only when no file had an error. */
static void
finish(struct build *b)
{
	int i, errors = 0;

	join_all(b);
	for (i = 0; i < b->nsources; i++)
		errors += b->source[i].g.errors;
	for (i = 0; i < b->out->nproblems; i++)
		errors += !b->out->problem[i].warning;
	if (errors)
		return;
	print_hashes(b);
	b->out->schema = b->s;
}

static void
begin(struct build *b, struct arena *a, struct loaded *out)
{
	*out = (struct loaded){ 0 };
	*b = (struct build){ .a = a, .out = out };
	b->s = arena_alloc(a, sizeof *b->s);
}

void
forms_load_files(struct arena *a, const char *const *dirs, int ndirs, const char *const *files,
    int nfiles, struct loaded *out)
{
	struct build b;
	int i;

	begin(&b, a, out);
	for (i = 0; i < ndirs; i++)
		add_folder(&b, dirs[i], i);
	for (i = 0; i < nfiles; i++)
		add_file(&b, files[i], ndirs);
	finish(&b);
}

void
forms_load(struct arena *a, const char *const *dirs, int ndirs, const char *seen, struct loaded *out)
{
	struct build b;
	int i;

	begin(&b, a, out);
	if (seen)
		b.seen = seen_read(a, seen);
	for (i = 0; i < ndirs; i++)
		add_folder(&b, dirs[i], i);
	finish(&b);
	if (seen && out->schema)
		seen_write(&b, seen);
}

/* The grammar called kind, in `of` or below it. */
static const struct grammar *
grammar_named(const struct grammar *of, const char *kind)
{
	int i;

	if (strcmp(of->kind, kind) == 0)
		return of;
	for (i = 0; i < of->nsubs; i++)
		if (strcmp(of->sub[i]->kind, kind) == 0)
			return of->sub[i];
	return NULL;
}

const char *
forms_key(const char *kind, int i, const char **use)
{
	const struct grammar *of = NULL;
	size_t k;

	for (k = 0; !of && k < sizeof kinds / sizeof *kinds; k++)
		of = grammar_named(kinds[k].grammar, kind);
	if (!of || i < 0 || i >= of->nattrs)
		return NULL;
	*use = of->attr[i].use;
	return of->attr[i].name;
}
