/* SPDX-License-Identifier: MIT */
/*
 * Every syllable the document allows, in every order of keys people use.  The tables are
 * the document's, written out once more; the text expected is put together by utf8proc
 * and by the place of the tone in each row, never by the module that is tested.
 */
#include "core/ime.h"

#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/text.h"

Suite *syllable_suite(void);

enum { WITH_C = 1, WITH_CH = 2, WITH_K = 4, NO = -1 };

/* Which vowel shows the tone: in an open syllable in both styles, and before a final. */
struct rhyme {
	const char *nucleus;
	int old, new, closed;
	unsigned takes;         /* finals besides m n p t */
};

static const struct rhyme rhymes[] = {
	{ "a", 0, 0, 0, WITH_C | WITH_CH }, { "ă", 0, 0, 0, WITH_C | WITH_K }, { "â", 0, 0, 0, WITH_C },
	{ "e", 0, 0, 0, WITH_C }, { "ê", 0, 0, 0, WITH_C | WITH_CH }, { "i", 0, 0, 0, WITH_C | WITH_CH },
	{ "o", 0, 0, 0, WITH_C }, { "ô", 0, 0, 0, WITH_C }, { "ơ", 0, 0, 0, WITH_C },
	{ "u", 0, 0, 0, WITH_C | WITH_K }, { "ư", 0, 0, 0, WITH_C }, { "y", 0, 0, 0, WITH_CH },
	{ "ai", 0, 0, NO, 0 }, { "ao", 0, 0, NO, 0 }, { "au", 0, 0, NO, 0 }, { "ay", 0, 0, NO, 0 },
	{ "âu", 0, 0, NO, 0 }, { "ây", 0, 0, NO, 0 }, { "eo", 0, 0, NO, 0 }, { "êu", 0, 0, NO, 0 },
	{ "ia", 0, 0, NO, 0 }, { "iu", 0, 0, NO, 0 }, { "iê", NO, NO, 1, WITH_C },
	{ "oa", 0, 1, 1, WITH_C | WITH_CH }, { "oă", NO, NO, 1, WITH_C }, { "oe", 0, 1, 1, WITH_C },
	{ "oi", 0, 0, NO, 0 }, { "oo", NO, NO, 1, WITH_C }, { "ôi", 0, 0, NO, 0 }, { "ơi", 0, 0, NO, 0 },
	{ "ua", 0, 0, NO, 0 }, { "uâ", NO, NO, 1, WITH_C }, { "uê", 1, 1, 1, WITH_CH },
	{ "ui", 0, 0, NO, 0 }, { "uô", NO, NO, 1, WITH_C }, { "uơ", 1, 1, NO, 0 },
	{ "uy", 0, 1, 1, WITH_CH }, { "ưa", 0, 0, NO, 0 }, { "ưi", 0, 0, NO, 0 },
	{ "ươ", NO, NO, 1, WITH_C }, { "ưu", 0, 0, NO, 0 }, { "yê", NO, NO, 1, WITH_C },
	{ "iêu", 1, 1, NO, 0 }, { "yêu", 1, 1, NO, 0 }, { "oai", 1, 1, NO, 0 }, { "oay", 1, 1, NO, 0 },
	{ "oao", 1, 1, NO, 0 }, { "oeo", 1, 1, NO, 0 }, { "uây", 1, 1, NO, 0 }, { "uôi", 1, 1, NO, 0 },
	{ "ươi", 1, 1, NO, 0 }, { "ươu", 1, 1, NO, 0 }, { "uya", 1, 1, NO, 0 }, { "uyu", 1, 1, NO, 0 },
	{ "uyê", NO, NO, 2, WITH_C },
};

static const char *const initials[] = {
	"", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "kr", "l", "m", "n", "ng", "ngh",
	"nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x", "z",
};

static const struct {
	const char *letters;
	unsigned needs;
	bool stops;
} finals[] = {
	{ "", 0, false }, { "m", 0, false }, { "n", 0, false }, { "ng", WITH_C, false },
	{ "nh", WITH_CH, false }, { "p", 0, true }, { "t", 0, true }, { "c", WITH_C, true },
	{ "ch", WITH_CH, true }, { "k", WITH_K, true },
};

/* In the order of enum tone. */
static const char *const combining[] = { "", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323" };
static const char telex_tones[] = " frxsj", vni_tones[] = " 23415";

enum marks { AT_ONCE, AFTER_NUCLEUS, LATE };
enum tone_at { LAST, AT_VOWEL, AFTER_VOWELS, BEFORE_LATE };
enum horns { EACH, JOINED, LONE_W, BRACKETS };

/* How the keys of a syllable are ordered. */
struct order {
	enum marks marks;
	enum tone_at tone;
	bool late_d;
	enum horns horns;
};

static const struct order orders[] = {
	{ AT_ONCE, LAST, false, EACH }, { AT_ONCE, AT_VOWEL, false, EACH },
	{ AT_ONCE, AFTER_VOWELS, false, EACH }, { AT_ONCE, LAST, true, EACH },
	{ AT_ONCE, AT_VOWEL, true, EACH }, { AFTER_NUCLEUS, LAST, false, EACH },
	{ AFTER_NUCLEUS, AFTER_VOWELS, true, EACH }, { AFTER_NUCLEUS, AT_VOWEL, false, EACH },
	{ LATE, LAST, false, EACH }, { LATE, LAST, true, EACH }, { LATE, BEFORE_LATE, false, EACH },
	{ LATE, AT_VOWEL, true, EACH }, { LATE, AFTER_VOWELS, false, EACH },
	{ AT_ONCE, LAST, false, JOINED }, { AT_ONCE, AFTER_VOWELS, true, JOINED },
	{ AT_ONCE, LAST, false, LONE_W }, { AT_ONCE, AT_VOWEL, true, LONE_W },
	{ AT_ONCE, LAST, false, BRACKETS }, { AT_ONCE, AT_VOWEL, true, BRACKETS },
};

enum letters { SMALL, TITLE, CAPITAL };

/* A syllable, and what is made of it. */
struct syl {
	const char *initial, *final;
	struct letter v[3];
	int nv;
	const struct rhyme *rhyme;
	enum tone tone;
	int place;
	char keys[32];
	int nkeys;
};

/* Of the one test of this suite, which runs in a process of its own. */
static struct {
	long made, wrong;
} count;

static void
key(struct syl *s, char c)
{
	s->keys[s->nkeys++] = c;
}

static bool
is(const struct syl *s, const char *nucleus)
{
	return strcmp(s->rhyme->nucleus, nucleus) == 0;
}

static bool
in(const char *what, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, what) == 0)
			return true;
	return false;
}

/* True when the nucleus can be typed in this order at all. */
static bool
has_order(const struct syl *s, enum ime_method m, const struct order *o)
{
	static const char *const huo[] = { "", "h", "th", "kh", "qu", NULL };
	const bool o_horn = s->v[0].mark == '+' || (s->nv > 1 && s->v[1].mark == '+');

	if (o->late_d && strcmp(s->initial, "đ") != 0)
		return false;
	if (o->horns != EACH && !o_horn)
		return false;
	if (o->horns == LONE_W && (m != IME_TELEX || s->v[0].base != 'u' || s->v[0].mark != '+'))
		return false;
	if (o->horns == BRACKETS && m != IME_TELEX)
		return false;
	if (o->horns == JOINED && strncmp(s->rhyme->nucleus, "ươ", strlen("ươ")) != 0)
		return false;
	/* After the other initials uo takes both horns; only a bracket makes uơ. */
	return !is(s, "uơ") || in(s->initial, huo) || o->horns == BRACKETS;
}

static void
mark_key(struct syl *s, enum ime_method m, const struct letter *l)
{
	if (m == IME_VNI)
		key(s, l->mark == '^' ? '6' : l->mark == '+' ? '7' : '8');
	else
		key(s, l->mark == '^' ? l->base : 'w');
}

static void
vowel_keys(struct syl *s, enum ime_method m, const struct order *o, int i)
{
	const struct letter *l = &s->v[i];

	if (l->mark == '+' && o->horns == BRACKETS) {
		key(s, l->base == 'o' ? '[' : ']');
		return;
	}
	if (l->mark == '+' && o->horns == LONE_W && i == 0) {
		key(s, 'w');
		return;
	}
	key(s, l->base);
	if (is(s, "oo") && m == IME_TELEX && i == 1)
		key(s, 'o'); /* oo is ô, and ooo takes it back */
	if (l->mark != '.' && o->marks == AT_ONCE && !(o->horns == JOINED && i == 0))
		mark_key(s, m, l);
}

/* One key does for ươ. */
static void
marks_at_last(struct syl *s, enum ime_method m)
{
	int i;

	for (i = 0; i < s->nv; i++)
		if (s->v[i].mark != '.') {
			mark_key(s, m, &s->v[i]);
			return;
		}
}

static void
tone_key(struct syl *s, enum ime_method m)
{
	if (s->tone != TONE_NONE)
		key(s, m == IME_TELEX ? telex_tones[s->tone] : vni_tones[s->tone]);
}

static void
make_keys(struct syl *s, enum ime_method m, const struct order *o)
{
	const bool bar = strcmp(s->initial, "đ") == 0;
	const char *p;
	int i;

	s->nkeys = 0;
	for (p = bar ? "d" : s->initial; *p; p++)
		key(s, *p);
	if (bar && !o->late_d)
		key(s, m == IME_TELEX ? 'd' : '9');
	for (i = 0; i < s->nv; i++) {
		vowel_keys(s, m, o, i);
		if (o->tone == AT_VOWEL && i == s->place)
			tone_key(s, m);
	}
	if (o->marks == AFTER_NUCLEUS)
		marks_at_last(s, m);
	if (o->tone == AFTER_VOWELS)
		tone_key(s, m);
	for (p = s->final; *p; p++)
		key(s, *p);
	if (o->tone == BEFORE_LATE)
		tone_key(s, m);
	if (o->marks == LATE)
		marks_at_last(s, m);
	if (o->late_d)
		key(s, m == IME_TELEX ? 'd' : '9');
	if (o->tone == LAST)
		tone_key(s, m);
	s->keys[s->nkeys] = '\0';
}

static void
set_case(struct syl *s, enum letters c)
{
	int i;

	for (i = 0; c != SMALL && i < (c == TITLE ? 1 : s->nkeys); i++)
		s->keys[i] = s->keys[i] == '[' ? '{' : s->keys[i] == ']' ? '}' :
		    (char)toupper((unsigned char)s->keys[i]);
}

static char *
put_letter(char *p, char c, bool upper)
{
	*p = upper ? (char)toupper((unsigned char)c) : c;
	return p + 1;
}

/* The letters in NFC by utf8proc; their number. */
static int
expected(const struct syl *s, enum letters c, uint32_t out[IME_MAX])
{
	char text[64], *p = text;
	const char *initial = s->initial, *q;
	utf8proc_uint8_t *nfc;
	int i, n = 0;

	if (strcmp(initial, "đ") == 0) {
		p = stpcpy(p, c == SMALL ? "đ" : "Đ");
		initial = "";
	}
	for (; *initial; initial++)
		p = put_letter(p, *initial, c == CAPITAL || (c == TITLE && p == text));
	for (i = 0; i < s->nv; i++) {
		p = put_letter(p, s->v[i].base, c == CAPITAL || (c == TITLE && p == text));
		p = stpcpy(p, s->v[i].mark == '^' ? "\u0302" : s->v[i].mark == '+' ? "\u031B" :
		    s->v[i].mark == '(' ? "\u0306" : "");
		p = stpcpy(p, i == s->place ? combining[s->tone] : "");
	}
	for (q = s->final; *q; q++)
		p = put_letter(p, *q, c == CAPITAL);
	*p = '\0';
	nfc = utf8proc_NFC((const utf8proc_uint8_t *)text);
	ck_assert_ptr_nonnull(nfc);
	for (q = (const char *)nfc; *q; )
		out[n++] = text_next(&q);
	free(nfc);
	return n;
}

static void
tell(const struct syl *s, const struct ime_how *how, const uint32_t *c, int n)
{
	char utf8[5] = "";
	int i;

	if (++count.wrong > 40)
		return;
	fprintf(stderr, "%s %s: %s%s%s tone %d gives ",
	    how->method == IME_VNI ? "VNI" : "Telex", s->keys,
	    s->initial, s->rhyme->nucleus, s->final, (int)s->tone);
	for (i = 0; i < n; i++) {
		utf8[text_put(utf8, c[i])] = '\0';
		fputs(utf8, stderr);
	}
	fputs("\n", stderr);
}

/* The keys make the text, which stands after the end of the word, and can be gone back into. */
static void
type(const struct syl *s, const struct ime_how *how, const uint32_t *want, int n)
{
	uint32_t got[IME_MAX] = { 0 };
	struct ime w;
	int i;

	count.made++;
	ime_start(&w);
	for (i = 0; i < s->nkeys; i++)
		if (!ime_key(&w, how, (unsigned char)s->keys[i]))
			break;
	if (i < s->nkeys || ime_text(&w, got) != n || memcmp(got, want, sizeof *got * (size_t)n) != 0 ||
	    ime_end(&w, how))
		tell(s, how, got, ime_text(&w, got));
	if (!ime_load(&w, how, want, n) || ime_text(&w, got) != n ||
	    memcmp(got, want, sizeof *got * (size_t)n) != 0)
		tell(s, how, got, ime_text(&w, got));
}

static void
all_orders(struct syl *s, const struct ime_how *how, enum letters c)
{
	uint32_t want[IME_MAX];
	const int n = expected(s, c, want);
	size_t i;

	for (i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (!has_order(s, how->method, &orders[i]))
			continue;
		make_keys(s, how->method, &orders[i]);
		set_case(s, c);
		type(s, how, want, n);
	}
}

/* Small letters throughout; the other cases and the new style where they can make a difference. */
static void
all_ways(struct syl *s)
{
	const bool open = *s->final == '\0', differs = open && s->rhyme->old != s->rhyme->new;
	struct ime_how how = { .method = IME_TELEX };

	for (; how.method <= IME_VNI; how.method++) {
		how.new_style = false;
		s->place = open ? s->rhyme->old : s->rhyme->closed;
		all_orders(s, &how, SMALL);
		all_orders(s, &how, s->tone % 2 ? TITLE : CAPITAL);
		how.new_style = true;
		s->place = open ? s->rhyme->new : s->rhyme->closed;
		if (differs || s->tone == TONE_NGA || s->tone == TONE_NANG)
			all_orders(s, &how, s->tone % 2 ? CAPITAL : SMALL);
	}
}

static void
all_tones(struct syl *s, bool stops)
{
	const char *p = s->rhyme->nucleus;

	for (s->nv = 0; *p; s->nv++)
		ck_assert(letter_split(text_next(&p), &s->v[s->nv]));
	if (strcmp(s->initial, "qu") == 0 && s->v[0].base == 'u')
		return; /* the document has no such syllable */
	if (strcmp(s->initial, "g") == 0 && s->v[0].base == 'i' && s->nv > 1)
		return; /* it is read as gi and the rest, which comes by itself */
	for (s->tone = TONE_NONE; s->tone <= TONE_NANG; s->tone++)
		if (!stops || s->tone == TONE_NONE || s->tone >= TONE_SAC)
			all_ways(s);
}

static void
all_rhymes(const char *initial)
{
	struct syl s = { .initial = initial };
	size_t r, f;

	for (r = 0; r < sizeof rhymes / sizeof *rhymes; r++)
		for (f = 0; f < sizeof finals / sizeof *finals; f++) {
			s.rhyme = &rhymes[r];
			s.final = finals[f].letters;
			if (*s.final ? s.rhyme->closed == NO || (finals[f].needs & ~s.rhyme->takes) :
			    s.rhyme->old == NO)
				continue;
			all_tones(&s, finals[f].stops);
		}
}

START_TEST(every_syllable_comes_out_in_every_order_of_its_keys)
{
	size_t i;

	for (i = 0; i < sizeof initials / sizeof *initials; i++)
		all_rhymes(initials[i]);
	ck_assert_int_eq(count.wrong, 0);
	ck_assert_int_gt(count.made, 1000000);
}
END_TEST

Suite *
syllable_suite(void)
{
	Suite *s = suite_create("syllable");
	TCase *t = tcase_create("syllable");

	tcase_set_timeout(t, 600); /* a million syllables: slow under the sanitizers */
	tcase_add_test(t, every_syllable_comes_out_in_every_order_of_its_keys);
	suite_add_tcase(s, t);
	return s;
}
