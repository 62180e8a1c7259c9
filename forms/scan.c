/* SPDX-License-Identifier: MIT */
/*
 * scan: a strict part of libconfuse's syntax: words, strings that end on their line,
 * = , { } and # comments.  Invariant: a text is accepted only when its last bytes
 * are the line `end = "TITLE"` with its LF, so that no beginning of a good file
 * is a good file.
 */
#include "forms/scan.h"

#include <string.h>

#include "core/buf.h"

enum tok { TK_END, TK_WORD, TK_STRING, TK_SIGN, TK_BAD };

struct scan {
	struct gather *g;
	const char *p;
	int line;
	enum tok tok;
	char sign;
	const char *s; /* word, or the inside of a string */
	size_t n;
	const char *field; /* title of the section inside the form, for messages */
	/* what is open: the keys and sections read so far, the outer ones first; one key's values */
	struct buf items, sects, values, lines;
};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c && strchr("_-.", c));
}

static void
fail(struct scan *sc, const char *what)
{
	if (sc->tok != TK_BAD)
		gather_error(sc->g, sc->line, sc->field, "%s", what);
	sc->tok = TK_BAD;
}

/* Backslashes: libconfuse reads escapes in "..." and \\ and \' in '...'. */
static bool
escapes(char quote, const char *s, size_t n)
{
	const char *b = memchr(s, '\\', n);

	if (b && quote == '"')
		return true;
	for (; b; b = memchr(b + 1, '\\', (size_t)(s + n - b - 1)))
		if (b + 1 == s + n || b[1] == '\\')
			return true;
	return false;
}

static void
scan_string(struct scan *sc)
{
	char quote = *sc->p, stop[3] = { quote, '\n', '\0' };

	sc->s = sc->p + 1;
	sc->n = strcspn(sc->s, stop);
	if (sc->s[sc->n] != quote) {
		fail(sc, _("a quote is opened here and not closed on the same line"));
		return;
	}
	if (escapes(quote, sc->s, sc->n)) {
		fail(sc,
		    quote == '"' ? _("a backslash in \"...\" would be read as an escape; use '...'")
				 : _("two backslashes, or one before the closing quote, are read "
				     "as an escape; "
				     "write [\\] in a pattern"));
		return;
	}
	sc->tok = TK_STRING;
	sc->p = sc->s + sc->n + 1;
}

static void
next(struct scan *sc)
{
	if (sc->tok == TK_BAD)
		return;
	for (;;) {
		if (*sc->p == '\n')
			sc->line++;
		else if (*sc->p == '#')
			sc->p += strcspn(sc->p, "\n") - 1;
		else if (*sc->p != ' ' && *sc->p != '\t')
			break;
		sc->p++;
	}
	if (*sc->p == '\0') {
		sc->tok = TK_END;
	} else if (*sc->p == '"' || *sc->p == '\'') {
		scan_string(sc);
	} else if (strchr("={},", *sc->p)) {
		sc->tok = TK_SIGN;
		sc->sign = *sc->p++;
	} else if (is_word(*sc->p)) {
		sc->tok = TK_WORD;
		sc->s = sc->p;
		while (is_word(*sc->p))
			sc->p++;
		sc->n = (size_t)(sc->p - sc->s);
	} else {
		fail(sc, _("this sign has no meaning here"));
	}
}

static bool
at_sign(const struct scan *sc, char sign)
{
	return sc->tok == TK_SIGN && sc->sign == sign;
}

/* What lies on a pile above its first `from` bytes, taken off it into memory of its own; NULL for nothing. */
static void *
take_off(struct arena *a, struct buf *pile, size_t from)
{
	void *p;

	if (pile->n == from)
		return NULL;
	p = arena_dup(a, pile->p + from, pile->n - from);
	pile->n = from;
	return p;
}

static void
add_value(struct scan *sc, struct item *it)
{
	const char *s;

	if (sc->tok != TK_WORD && sc->tok != TK_STRING) {
		fail(sc,
		    sc->tok == TK_END ? _("the file ends in the middle of a value")
				      : _("a value is missing here"));
		return;
	}
	s = arena_dup(sc->g->a, sc->s, sc->n);
	buf_put(&sc->values, &s, sizeof s);
	buf_put(&sc->lines, &sc->line, sizeof sc->line);
	it->nvalues++;
	next(sc);
}

/* { value, value, ... } */
static void
scan_list(struct scan *sc, struct item *it)
{
	it->list = true;
	next(sc);
	while (sc->tok != TK_BAD && !at_sign(sc, '}')) {
		add_value(sc, it);
		if (at_sign(sc, '}'))
			break;
		if (!at_sign(sc, ','))
			fail(sc,
			    sc->tok == TK_END ? _("the file ends inside a list { ... }")
					      : _("a comma or } is missing here"));
		next(sc);
		if (at_sign(sc, '}'))
			fail(sc, _("a value is missing after the last comma"));
	}
	next(sc);
}

/* What stands behind `name =`. */
static void
scan_value(struct scan *sc, struct item *it)
{
	if (at_sign(sc, '{'))
		scan_list(sc, it);
	else
		add_value(sc, it);
	it->value = take_off(sc->g->a, &sc->values, 0);
	it->value_line = take_off(sc->g->a, &sc->lines, 0);
}

const struct item *
sect_item(const struct sect *s, const char *name)
{
	int i;

	for (i = 0; i < s->nitems; i++)
		if (s->item[i].name[0] == name[0] && strcmp(s->item[i].name, name) == 0)
			return &s->item[i];
	return NULL;
}

int
sect_line(const struct sect *s, const char *kind, const char *title)
{
	int i;

	for (i = 0; i < s->nsects; i++)
		if (strcmp(s->sect[i].kind, kind) == 0 && strcmp(s->sect[i].title, title) == 0)
			return s->sect[i].line;
	return s->line;
}

/* A key of the section whose keys begin at `first` of the pile. */
static void
add_item(struct scan *sc, size_t first, const char *name, int line)
{
	struct item it = { .name = name, .line = line };
	size_t i;

	for (i = first; i < sc->items.n; i += sizeof it) {
		const struct item *before = (const void *)(sc->items.p + i);

		if (before->name[0] == name[0] && strcmp(before->name, name) == 0) {
			gather_error(sc->g, line, sc->field,
			    _("\"%s\" stands here twice, first on line %d; "
			      "only the last would count"),
			    name, before->line);
			break;
		}
	}
	next(sc);
	scan_value(sc, &it);
	buf_put(&sc->items, &it, sizeof it);
}

static void scan_sect(struct scan *sc, struct sect *s, int depth);

static void
add_sect(struct scan *sc, const char *kind, int depth)
{
	struct sect in = { .kind = kind, .line = sc->line };
	size_t i;

	in.title = arena_dup(sc->g->a, sc->s, sc->n);
	for (i = 0; i < sc->sects.n; i += sizeof in) {
		const struct sect *before = (const void *)(sc->sects.p + i);

		if (strcmp(before->title, in.title) == 0 && strcmp(before->kind, kind) == 0)
			gather_error(sc->g, in.line, in.title,
			    _("there are two of %s \"%s\", the first on "
			      "line %d"),
			    kind, in.title, before->line);
	}
	sc->field = in.title;
	next(sc);
	if (!at_sign(sc, '{'))
		fail(sc, _("{ is missing behind the name of the section"));
	scan_sect(sc, &in, depth + 1);
	buf_put(&sc->sects, &in, sizeof in);
	sc->field = NULL;
}

/* The inside of a section; the token in hand is its '{'. */
static void
scan_sect(struct scan *sc, struct sect *s, int depth)
{
	size_t items = sc->items.n, sects = sc->sects.n;
	const char *name;
	int line;

	next(sc);
	while (sc->tok == TK_WORD) {
		name = arena_dup(sc->g->a, sc->s, sc->n);
		line = sc->line;
		next(sc);
		if (at_sign(sc, '='))
			add_item(sc, items, name, line);
		else if (sc->tok == TK_STRING && depth == 1)
			add_sect(sc, name, depth);
		else
			fail(sc,
			    sc->tok == TK_STRING ? _("a section cannot stand inside this one")
						 : _("= is missing behind the name"));
	}
	s->nitems = (int)((sc->items.n - items) / sizeof *s->item);
	s->nsects = (int)((sc->sects.n - sects) / sizeof *s->sect);
	s->item = take_off(sc->g->a, &sc->items, items);
	s->sect = take_off(sc->g->a, &sc->sects, sects);
	if (sc->tok == TK_END)
		gather_error(sc->g, s->line, sc->field,
		    _("the section that begins here is never closed: "
		      "the file was cut, or } is missing"));
	else if (sc->tok != TK_BAD && !at_sign(sc, '}'))
		fail(sc, _("a name or } is needed here"));
	if (sc->tok == TK_END)
		sc->tok = TK_BAD;
	next(sc);
}

/* `end = "TITLE"` and one LF: the last bytes of the file. */
static void
scan_end(struct scan *sc, const struct sect *s)
{
	if (sc->tok != TK_WORD || sc->n != 3 || memcmp(sc->s, "end", 3) != 0) {
		fail(sc,
		    sc->tok == TK_END
			? _("the last line must be end = \"...\" with the name of the "
			    "section: the file was cut")
			: _("only end = \"...\" may follow the section"));
		return;
	}
	next(sc);
	if (!at_sign(sc, '='))
		fail(sc, _("= is missing behind the name"));
	next(sc);
	if (sc->tok != TK_STRING)
		fail(sc,
		    _("the last line must be end = \"...\" with the name of the section: "
		      "the file was cut"));
	else if (strlen(s->title) != sc->n || memcmp(s->title, sc->s, sc->n) != 0)
		fail(sc, _("end must name the section of this file"));
	else if (strcmp(sc->p, "\n") != 0)
		fail(sc,
		    *sc->p ? _("nothing may follow the line end = \"...\"")
			   : _("the last line has no line feed: the file was cut"));
}

/* KIND "TITLE" { ... } end = "TITLE" */
static struct sect *
scan_all(struct scan *sc)
{
	struct sect *s = arena_alloc(sc->g->a, sizeof *s);

	next(sc);
	if (sc->tok != TK_WORD) {
		fail(sc,
		    sc->tok == TK_END ? _("the file holds nothing")
				      : _("a section such as form \"name\" { must begin here"));
		return NULL;
	}
	s->kind = arena_dup(sc->g->a, sc->s, sc->n);
	s->line = sc->line;
	next(sc);
	if (sc->tok != TK_STRING) {
		fail(sc, _("a section such as form \"name\" { must begin here"));
		return NULL;
	}
	s->title = arena_dup(sc->g->a, sc->s, sc->n);
	sc->g->form = s->title;
	next(sc);
	if (!at_sign(sc, '{'))
		fail(sc, _("{ is missing behind the name of the section"));
	scan_sect(sc, s, 1);
	if (sc->tok != TK_BAD)
		scan_end(sc, s);
	return sc->tok != TK_BAD ? s : NULL;
}

struct sect *
scan_file(struct gather *g, const char *text)
{
	struct scan sc = { .g = g, .p = text, .line = 1 };
	struct sect *s = scan_all(&sc);

	buf_free(&sc.items);
	buf_free(&sc.sects);
	buf_free(&sc.values);
	buf_free(&sc.lines);
	return s;
}
