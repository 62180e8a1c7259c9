/* SPDX-License-Identifier: MIT */
/*
 * text: what a string may hold, and how it is shown.  Inside the program text is
 * UTF-8 in NFC that passed text_clean; everything that goes out to a person, a
 * file name, a log or a terminal passes text_show.  The policy is section 6 of
 * the store rules: no control letters, no bidi controls, no letters that show
 * nothing, no non-characters, at most four combining marks in a row.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum text_kind { TEXT_LINE, TEXT_MEMO }; /* a memo may hold line feeds */

/* True when the n bytes at s are valid UTF-8 without NUL. */
bool text_valid(const char *s, size_t n);

/*
 * Checks n bytes of foreign text, puts it into NFC, trims blanks at both ends and
 * stores a copy owned by a in *out.  -1 with E_INPUT and a sentence that names
 * the offending code point.
 */
int text_clean(struct arena *a, const char *s, size_t n, enum text_kind kind,
    const char **out, struct err *e);

/*
 * s with every code point the policy refuses replaced by '?' and line feeds by a
 * blank; s itself when nothing had to change, else a copy owned by a.  Invalid
 * UTF-8 bytes become '?'.  The one filter before every output.
 */
const char *text_show(struct arena *a, const char *s);

/* The code point at *s, which is moved past it; 0 at the end; U+FFFD and one byte for a bad one. */
uint32_t text_next(const char **s);

/* Appends code point c to at most 4 bytes at out; the number of bytes written. */
size_t text_put(char *out, uint32_t c);

/* Columns of one code point on a terminal: 1, or 0 and 2 for the rest; never negative. */
int text_width(uint32_t c);

/* Columns of s. */
int text_cols(const char *s);

/* Bytes of the longest beginning of s that takes at most cols columns. */
size_t text_cut(const char *s, int cols);

/*
 * The search form: marks dropped, đ as d, lower case, every run of other than
 * letters and digits as one blank, trimmed.  Owned by a.
 */
const char *text_fold(struct arena *a, const char *s);

/* How text_sortkey orders: syllable by syllable, as CLDR, or given name first. */
enum sort_mode { SORT_DICTIONARY, SORT_CLDR, SORT_PERSON };

/* The bytes to compare with memcmp (vietnamese.md 3.3); *n their number.  Owned by a. */
const uint8_t *text_sortkey(struct arena *a, const char *s, enum sort_mode mode, size_t *n);

/* A key kept; order_compare is memcmp, then the shorter one first. */
struct order_key {
	const uint8_t *p;
	size_t n;
};
int order_compare(const struct order_key *x, const struct order_key *y);

/* How this site sorts (soxa.conf: sort, names), from now on. */
void order_set(bool cldr, bool written);

/* The mode for texts, or for names of people; dictionary and given name first until order_set. */
enum sort_mode order_of(bool person);

/*
 * Whether query finds text (vietnamese.md 3.4), token by token, each a beginning of a word,
 * in the order of the words, marks respected where they were typed: 0 no, else a rank, higher
 * is better: all marks as typed before marks left out, and both before i for y.
 * A query without letters and digits finds everything.  a is scratch.
 */
enum { MATCH_LEVEL = 1024, MATCH_LEVELS = 3 }; /* a rank by MATCH_LEVEL: 3 as typed, 2, 1, 0 in pieces */
int text_match(struct arena *a, const char *query, const char *text);

/*
 * The same for a thing with n texts: the query is cut into runs of words, each found in a
 * text of its own; one run in one text ranks before several.
 */
int text_match_all(struct arena *a, const char *query, const char *const *text, int n);

/*
 * What a query may stand for, likeliest first: as it is, then its keys through Telex and VNI.
 * Who finds nothing with one takes the next.  Owned by a; how many, at least 1.
 */
enum { READINGS = 3 };
int text_readings(struct arena *a, const char *query, const char *out[READINGS]);

#endif
