/* SPDX-License-Identifier: MIT */
/*
 * imerule: the keys of Telex and VNI as two tables of rules, which carry the letters of
 * the document: T, Z, H, W, D, B and U (vietnamese.md, 1.4).  A rule takes its key (true)
 * or leaves it to be a letter (false), perhaps after it took a mark or tone back.
 */
#include "core/ime_int.h"

/* One key being tried. */
struct press {
	const struct ime_how *how;
	uint32_t key;
	struct parts p; /* of the word before the key */
	bool ok;
	int arg; /* of the row in the table */
};

struct row {
	char key;
	bool (*rule)(struct ime *w, const struct press *k);
	int arg;
};

/* What a W key can make. */
enum { HORN = 1, BREVE = 2 };

static bool
ok(const struct ime *w)
{
	return syllable_ok(w->s, w->n);
}

static bool
mark(struct ime *w, int i, char m)
{
	w->s[i].mark = m;
	if (m == '.')
		w->s[i].made = 0;
	return true;
}

/* Undo: a letter without its mark again; the key that did it becomes a letter. */
static bool
unmark(struct ime *w, int i)
{
	w->undone = true;
	mark(w, i, '.');
	return false;
}

/* Sets the marks of s[i] and, unless 0, of the letter before it, if the word stays ok. */
static bool
try_marks(struct ime *w, int i, char before, char m)
{
	const struct sign old = w->s[i], old_before = w->s[i > 0 ? i - 1 : 0];

	if (before)
		mark(w, i - 1, before);
	mark(w, i, m);
	if (ok(w))
		return true;
	if (before)
		w->s[i - 1] = old_before;
	w->s[i] = old;
	return false;
}

/* Rule U: ưo or uơ with a letter behind them is ươ. */
static void
join_horns(struct ime *w)
{
	const int v = syllable_split(w->s, w->n).v;
	const struct sign *s = w->s + v;

	if (w->n > v + 2 && s[0].base == 'u' && s[1].base == 'o' &&
	    ((s[0].mark == '+' && s[1].mark == '.') || (s[0].mark == '.' && s[1].mark == '+')))
		(void)try_marks(w, v + 1, '+', '+');
}

static bool
tone_key(struct ime *w, const struct press *k)
{
	const enum tone t = (enum tone)k->arg;

	if (!k->ok || k->p.v == k->p.f)
		return false;
	if (t != TONE_SAC && t != TONE_NANG && syllable_stops(w->s, w->n))
		return false;
	if (t != w->tone) {
		w->tone = t;
		return true;
	}
	w->tone = TONE_NONE;
	w->undone = true;
	return false;
}

static bool
no_tone_key(struct ime *w, const struct press *k)
{
	if (!k->ok || w->tone == TONE_NONE)
		return false;
	w->tone = TONE_NONE;
	return true;
}

static bool
takes_hat(const struct sign *s, int base)
{
	return base ? s->base == (uint32_t)base
		    : s->base == 'a' || s->base == 'e' || s->base == 'o';
}

/* arg is the letter, 0 for any. */
static bool
hat_key(struct ime *w, const struct press *k)
{
	int i;

	for (i = k->p.f - 1; k->ok && i >= k->p.v; i--) {
		if (!takes_hat(&w->s[i], k->arg) || w->s[i].mark == '^')
			continue;
		if (try_marks(w, i, 0, '^'))
			return true;
		if (w->s[i].base == 'o' && i > k->p.v && w->s[i - 1].base == 'u' &&
		    w->s[i - 1].mark == '+' && try_marks(w, i, '.', '^'))
			return true;
	}
	for (i = k->p.f - 1; k->ok && i >= k->p.v; i--)
		if (takes_hat(&w->s[i], k->arg) && w->s[i].mark == '^')
			return unmark(w, i);
	return false;
}

/* The last letter came from one key alone, which is pressed again: now it is that key. */
static bool
unmake(struct ime *w, const struct press *k)
{
	struct sign *s = &w->s[w->n - 1];

	s->base = ime_bracket(k->key) ? k->key : 'w';
	(void)unmark(w, w->n - 1);
	if (w->place == w->n - 1)
		w->tone = TONE_NONE;
	return true;
}

/* A w where a vowel is missing. */
static bool
makes_u(struct ime *w, const struct press *k)
{
	const bool gi = w->n == 2 && w->s[0].base == 'g' && w->s[1].base == 'i';

	if (k->how->method != IME_TELEX || (k->p.v < k->p.f && !gi) ||
	    (w->n > 0 && w->s[0].base == 'q'))
		return false;
	ime_append(w, (struct sign){ 'u', '+', 'w', k->key == 'W' });
	return true;
}

/* Where u and o stand side by side in the nucleus: the o; else 0. */
static int
find_uo(const struct ime *w, struct parts p)
{
	int i;

	for (i = p.v + 1; i < p.f; i++)
		if (w->s[i - 1].base == 'u' && w->s[i].base == 'o')
			return i;
	return 0;
}

/* huơ, thuở: after these initials uo takes the first horn on its o alone. */
static bool
is_huo(const struct ime *w, struct parts p)
{
	const struct sign *s = w->s;

	if (p.v == 2)
		return (s[1].base == 'h' && (s[0].base == 't' || s[0].base == 'k')) ||
		    s[0].base == 'q';
	return p.v == 0 || (p.v == 1 && s[0].base == 'h');
}

static bool
can_make(char m, int can)
{
	return (m == '+' && (can & HORN)) || (m == '(' && (can & BREVE));
}

/* The first letter that may take the mark: u before o before a. */
static bool
mark_one(struct ime *w, const struct press *k)
{
	static const char bases[] = "uoa", marks[] = "++(";
	int b, i;

	for (i = k->p.v; i < k->p.f; i++)
		if (w->s[i].mark == '+' || w->s[i].mark == '(')
			return false;
	for (b = 0; b < 3; b++)
		for (i = k->p.v; i < k->p.f; i++)
			if (w->s[i].base == (unsigned char)bases[b] && can_make(marks[b], k->arg) &&
			    try_marks(w, i, 0, marks[b]))
				return true;
	return false;
}

/* arg tells what the key can make. */
static bool
horn_key(struct ime *w, const struct press *k)
{
	const int o = k->arg & HORN ? find_uo(w, k->p) : 0;
	const struct sign *s = w->s;
	int i;

	if (!k->ok)
		return false;
	if (k->how->method == IME_TELEX && w->n > 0 && s[w->n - 1].made == 'w')
		return unmake(w, k);
	if (makes_u(w, k))
		return true;
	if (o && s[o - 1].mark == '+' && s[o].mark == '+')
		return unmark(w, o - 1) || unmark(w, o);
	if (o && s[o - 1].mark == '.' && s[o].mark != '+' && w->n == o + 1 && is_huo(w, k->p)) {
		if (try_marks(w, o, 0, '+'))
			return true;
	} else if (o && try_marks(w, o, '+', '+'))
		return true;
	if (mark_one(w, k))
		return true;
	for (i = k->p.v; i < k->p.f; i++)
		if (can_make(s[i].mark, k->arg))
			(void)unmark(w, i);
	return false;
}

static bool
toggle_d(struct ime *w, int i)
{
	if (w->s[i].mark == '-')
		return unmark(w, i);
	return mark(w, i, '-');
}

static bool
d_key(struct ime *w, const struct press *k)
{
	const int last = w->n - 1;

	if (last >= 0 && w->s[last].base == 'd' && !ime_has_vowel(w))
		return toggle_d(w, last);
	if (k->ok && ime_has_vowel(w) && k->p.v == 1 && w->s[0].base == 'd')
		return toggle_d(w, 0);
	if (!k->ok && w->s[last].base == 'd' && ime_all_upper(w) && (k->key == 'D' || k->key == '9'))
		return toggle_d(w, last);
	return false;
}

/* arg is the vowel. */
static bool
bracket_key(struct ime *w, const struct press *k)
{
	if (w->n > 0 && w->s[w->n - 1].made == (char)k->key)
		return unmake(w, k);
	if (!k->ok)
		return false;
	ime_append(w, (struct sign){ (uint32_t)k->arg, '+', (char)k->key, k->key > ']' });
	return true;
}

static const struct row telex[] = {
	{ 's', tone_key, TONE_SAC },
	{ 'f', tone_key, TONE_HUYEN },
	{ 'r', tone_key, TONE_HOI },
	{ 'x', tone_key, TONE_NGA },
	{ 'j', tone_key, TONE_NANG },
	{ 'z', no_tone_key, 0 },
	{ 'a', hat_key, 'a' },
	{ 'e', hat_key, 'e' },
	{ 'o', hat_key, 'o' },
	{ 'w', horn_key, HORN | BREVE },
	{ 'd', d_key, 0 },
	{ '[', bracket_key, 'o' },
	{ ']', bracket_key, 'u' },
	{ '{', bracket_key, 'o' },
	{ '}', bracket_key, 'u' },
	{ 0, NULL, 0 },
};

static const struct row vni[] = {
	{ '1', tone_key, TONE_SAC },
	{ '2', tone_key, TONE_HUYEN },
	{ '3', tone_key, TONE_HOI },
	{ '4', tone_key, TONE_NGA },
	{ '5', tone_key, TONE_NANG },
	{ '0', no_tone_key, 0 },
	{ '6', hat_key, 0 },
	{ '7', horn_key, HORN },
	{ '8', horn_key, BREVE },
	{ '9', d_key, 0 },
	{ 0, NULL, 0 },
};

bool
ime_bracket(uint32_t key)
{
	return key == '[' || key == ']' || key == '{' || key == '}';
}

void
ime_append(struct ime *w, struct sign s)
{
	w->s[w->n++] = s;
	join_horns(w);
}

bool
ime_rule(struct ime *w, const struct ime_how *how, uint32_t key)
{
	const struct row *r = how->method == IME_TELEX ? telex : vni;
	struct press k = { how, key, syllable_split(w->s, w->n), ok(w), 0 };
	const uint32_t small = key >= 'A' && key <= 'Z' ? key + ('a' - 'A') : key;

	while (r->key && (unsigned char)r->key != small)
		r++;
	k.arg = r->arg;
	return r->key && r->rule(w, &k);
}
