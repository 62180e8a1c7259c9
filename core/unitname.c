/* SPDX-License-Identifier: MIT */
/*
 * unitname: what units are called.  Beside its official name a commune is known in short
 * ("TT Mường Tè"), by its offices, by spellings of other lists, by the names of units that
 * became part of it and, while there were districts, with its district.  Invariant: the
 * first name is the official one, and no text stands twice.
 */
#include <string.h>

#include "core/date.h"
#include "core/schema.h"
#include "core/text.h"

static const struct kind {
	const char *word, *brief;
} kinds[] = {
	{ "Xã", "X" }, { "Phường", "P" }, { "Thị trấn", "TT" }, { "Thị xã", "TX" },
	{ "Thành phố", "TP" }, { "Huyện", "H" }, { "Tỉnh", "T" },
};

/* Words that stand before the name of a unit when its office is meant. */
static const char *const offices[] = { "UBND", "Ủy ban nhân dân", "HĐND", "Trạm y tế" };

struct names {
	struct arena *a;
	const struct schema *s;
	struct unit_name *list;
	int n;
};

static void
add(struct names *l, enum unit_by by, const char *text, const char *why)
{
	int i;

	for (i = 0; i < l->n; i++)
		if (strcmp(l->list[i].text, text) == 0)
			return;
	l->list = arena_room(l->a, l->list, (size_t)l->n, sizeof *l->list);
	l->list[l->n++] = (struct unit_name){ by, text, why };
}

static const struct kind *
kind_of(const char *name)
{
	size_t i, n;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		n = strlen(kinds[i].word);
		if (strncmp(name, kinds[i].word, n) == 0 && name[n] == ' ')
			return &kinds[i];
	}
	return NULL;
}

const char *
unit_bare(const char *name)
{
	const struct kind *k = kind_of(name);

	return k ? name + strlen(k->word) + 1 : name;
}

/* A bare name with the short word for its kind; why: what is shown, NULL the text itself. */
static void
add_short(struct names *l, enum unit_by by, const char *why, const char *bare, const struct kind *k)
{
	const char *s[5] = { bare };
	size_t i;

	s[1] = arena_printf(l->a, "%s %s", k->brief, bare);
	s[2] = arena_printf(l->a, "%s %s", bare, k->brief);
	s[3] = arena_printf(l->a, "%s %s", bare, k->word);
	s[4] = arena_printf(l->a, "UBND %s %s", k->brief, bare);
	for (i = 0; i < sizeof s / sizeof *s; i++)
		add(l, by, s[i], why ? why : s[i]);
}

/* A name and what is made of it by rule; of other names than the unit's the whole is shown. */
static void
add_name(struct names *l, enum unit_by by, const char *name)
{
	enum unit_by brief = by == BY_NAME ? BY_SHORT : by;
	const struct kind *k = kind_of(name);
	const char *s;
	char *said = arena_strdup(l->a, name);
	size_t i;

	add(l, by, name, name);
	if (k)
		add_short(l, brief, by == BY_NAME ? NULL : name, unit_bare(name), k);
	if (k)
		*said |= 0x20; /* "UBND xã Mù Cả"; the words of kinds begin in ASCII */
	for (i = 0; i < sizeof offices / sizeof *offices; i++) {
		s = arena_printf(l->a, "%s %s", offices[i], said);
		add(l, brief, s, by == BY_NAME ? s : name);
	}
}

static void
add_aliases(struct names *l, enum unit_by by, const char *aliases)
{
	size_t n;

	for (; aliases && *aliases; aliases += n + strspn(aliases + n, "; ")) {
		n = strcspn(aliases, ";");
		add_name(l, by, arena_dup(l->a, aliases, n));
	}
}

/* The district p of u or of a unit it took in, with each of the two. */
static void
add_part(struct names *l, const char *name, const struct unit *u)
{
	const struct unit *p = u->parent ? schema_unit(l->s, u->parent, u->to == DATE_NONE ?
	    date_today() : u->to) : NULL;

	if (p && p->level == 2)
		add(l, BY_PART, arena_printf(l->a, "%s, %s", name, p->name), p->name);
}

/* What became part of u, and what became part of that; each step goes back in time. */
static void
add_former(struct names *l, const char *name, const struct unit *u)
{
	int i;

	for (i = 0; i < l->s->nunits && u->from != DATE_NONE; i++) {
		const struct unit *v = &l->s->unit[i];

		if (!v->successor || v->to != u->from - 1 || strcmp(v->successor, u->code) != 0)
			continue;
		add_name(l, BY_FORMER, v->name);
		add_aliases(l, BY_FORMER, v->aliases);
		add_part(l, name, v);
		add_former(l, name, v);
	}
}

int
unit_names(struct arena *a, const struct schema *s, const struct unit *u,
    const struct unit_name **out)
{
	struct names l = { .a = a, .s = s };

	add_name(&l, BY_NAME, u->name);
	add_aliases(&l, BY_ALIAS, u->aliases);
	add_part(&l, u->name, u);
	add_former(&l, u->name, u);
	*out = l.list;
	return l.n;
}

int
unit_match(struct arena *a, const char *query, const struct unit_name *name, int n,
    const char **why)
{
	int i, rank, best = 0;

	*why = NULL;
	for (i = 0; i < n; i++) {
		rank = text_match(a, query, name[i].text);
		if (rank)
			rank += (BY_PART - (int)name[i].by) * 4096;
		if (rank <= best)
			continue;
		best = rank;
		*why = name[i].by == BY_NAME ? NULL : name[i].why;
	}
	return best;
}
