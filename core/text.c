/* SPDX-License-Identifier: MIT */
/*
 * text: the text policy (store-sync.md, section 6), UTF-8 and columns.  What is
 * typed here is ASCII and precomposed Vietnamese; such text is checked letter by
 * letter and never reaches utf8proc.  Invariant: what text_clean stores is NFC
 * and passes text_show unchanged (but for the line feeds of a memo).
 */
#include "core/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

#include "core/lang.h"

enum { MARKS_MAX = 4, BAD = 0xFFFD };

enum why { FINE, REFUSED, TOO_MANY_MARKS };

/* The letter beyond ASCII at p of left bytes; see decode. */
static size_t
decode_long(const unsigned char *p, size_t left, uint32_t *c)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n, i;
	uint32_t v;

	if (*p < 0xC2 || *p > 0xF4)
		return 0;
	n = *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
	v = *p & (0xFFu >> (n + 1));
	if (n > left)
		return 0;
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		v = v << 6 | (p[i] & 0x3F);
	}
	if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v <= 0xDFFF))
		return 0;
	*c = v;
	return n;
}

/* The letter at p of left bytes (not 0), and its bytes as the result; 0 when it is no UTF-8. */
static inline size_t
decode(const unsigned char *p, size_t left, uint32_t *c)
{
	*c = *p;
	return *p < 0x80 ? 1 : decode_long(p, left, c);
}

/* Letters that pass the policy and are themselves in NFC whatever stands around them. */
static bool
is_plain(uint32_t c)
{
	if (c < 0x300)
		return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c != 0xAD);
	return (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2027);
}

static bool
is_mark(uint32_t c)
{
	utf8proc_category_t k;

	if (is_plain(c))
		return false;
	k = utf8proc_category((utf8proc_int32_t)c);
	return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC || k == UTF8PROC_CATEGORY_ME;
}

/*
 * What the policy refuses: controls, format letters (bidi, zero width, BOM), others that show nothing
 * (variation selectors, fillers), line and paragraph separators, surrogates, private use, letters no
 * Unicode version known here has, non-characters.
 */
static bool
is_refused(uint32_t c)
{
	const utf8proc_property_t *p;

	if (is_plain(c))
		return false;
	p = utf8proc_get_property((utf8proc_int32_t)c);
	if (p->ignorable)
		return true;
	switch (p->category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == '\n' || c == 0xA0 ||
	    (c >= 0x1680 && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS);
}

bool
text_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t len;
	uint32_t c;

	for (; n > 0; p += len, n -= len) {
		len = decode(p, n, &c);
		if (len == 0 || c == 0)
			return false;
	}
	return true;
}

/* The first letter of valid UTF-8 that breaks the policy is left in *c. */
static enum why
check_policy(const char *s, size_t n, enum text_kind kind, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)s;
	int marks = 0;
	size_t len;

	for (; n > 0; p += len, n -= len) {
		len = decode(p, n, c);
		if (is_plain(*c)) {
			marks = 0;
			continue;
		}
		if (is_refused(*c) && !(kind == TEXT_MEMO && *c == '\n'))
			return REFUSED;
		marks = is_mark(*c) ? marks + 1 : 0;
		if (marks > MARKS_MAX)
			return TOO_MANY_MARKS;
	}
	return FINE;
}

/* Whether all n bytes are plain letters; *at is the number of bytes before the first other one. */
static bool
all_plain(const char *s, size_t n, enum text_kind kind, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i = 0, len;
	uint32_t c;

	while (i < n) {
		if (p[i] >= 0x20 && p[i] < 0x7F) {
			i++;
			continue;
		}
		len = decode(p + i, n - i, &c);
		if (len == 0 || !(is_plain(c) || (c == '\n' && kind == TEXT_MEMO)))
			break;
		i += len;
	}
	*at = i;
	return i == n;
}

/* A copy without blanks at both ends; s is valid UTF-8. */
static const char *
trimmed(struct arena *a, const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t len, back;
	uint32_t c;

	while (n > 0) {
		len = decode(p, n, &c);
		if (!is_blank(c))
			break;
		p += len;
		n -= len;
	}
	while (n > 0) {
		for (back = 1; (p[n - back] & 0xC0) == 0x80; back++)
			;
		decode(p + n - back, back, &c);
		if (!is_blank(c))
			break;
		n -= back;
	}
	return n ? arena_dup(a, p, n) : "";
}

/* CR LF as LF, in place. */
static size_t
join_line_ends(char *s, size_t n)
{
	size_t i, k = 0;

	for (i = 0; i < n; i++)
		if (!(s[i] == '\r' && i + 1 < n && s[i + 1] == '\n'))
			s[k++] = s[i];
	s[k] = '\0';
	return k;
}

/* The bytes of valid UTF-8 s in NFC, allocated by malloc. */
static char *
to_nfc(const char *s, size_t n, size_t *size)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &out,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	*size = len < 0 ? 0 : (size_t)len;
	return (char *)out;
}

/* The slow way of text_clean: *s, from byte at on, may hold anything. */
static int
clean_foreign(struct arena *a, const char *s, size_t n, enum text_kind kind,
    const char **out, struct err *e)
{
	char *copy = arena_dup(a, s, n), *nfc = NULL;
	enum why why;
	uint32_t c;

	if (kind == TEXT_MEMO)
		n = join_line_ends(copy, n);
	why = check_policy(copy, n, kind, &c);
	if (why != REFUSED) {
		nfc = to_nfc(copy, n, &n);
		if (!nfc)
			return err_set(e, E_INPUT,
			    _("the text cannot be put into composed letters; type it again"));
		why = check_policy(nfc, n, kind, &c);
	}
	if (why == FINE)
		*out = trimmed(a, nfc, n);
	free(nfc);
	if (why == REFUSED)
		return err_set(e, E_INPUT,
		    _("the text holds the character U+%04X, which cannot be stored; delete it"),
		    (unsigned)c);
	if (why == TOO_MANY_MARKS)
		return err_set(e, E_INPUT,
		    _("the text holds more than %d combining marks in a row (U+%04X); delete them"),
		    MARKS_MAX, (unsigned)c);
	return 0;
}

int
text_clean(struct arena *a, const char *s, size_t n, enum text_kind kind,
    const char **out, struct err *e)
{
	size_t at;

	if (all_plain(s, n, kind, &at)) {
		*out = trimmed(a, s, n);
		return 0;
	}
	if (memchr(s + at, '\0', n - at))
		return err_set(e, E_INPUT,
		    _("the text holds the character U+%04X, which cannot be stored; delete it"), 0u);
	if (!text_valid(s + at, n - at))
		return err_set(e, E_INPUT,
		    _("the text is not UTF-8; save it as UTF-8 (Unicode) and bring it in again"));
	return clean_foreign(a, s, n, kind, out, e);
}

const char *
text_show(struct arena *a, const char *s)
{
	size_t n = strlen(s), at, len;
	const unsigned char *p;
	int marks = 0;
	uint32_t c;
	char *out, *q;

	if (all_plain(s, n, TEXT_LINE, &at))
		return s;
	out = q = arena_dup(a, s, n);
	for (p = (const unsigned char *)s; n > 0; p += len, n -= len) {
		len = decode(p, n, &c);
		if (len == 0) {
			c = '?';
			len = 1;
		}
		marks = is_mark(c) ? marks + 1 : 0;
		if (c == '\n')
			*q++ = ' ';
		else if (marks > MARKS_MAX || is_refused(c))
			*q++ = '?';
		else
			q += text_put(q, c);
	}
	*q = '\0';
	return strcmp(out, s) == 0 ? s : out;
}

uint32_t
text_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	uint32_t c;
	size_t n;

	if (*p == '\0')
		return 0;
	n = decode(p, 4, &c); /* a NUL ends a cut letter before the bytes after it are read */
	*s += n ? n : 1;
	return n ? c : BAD;
}

size_t
text_put(char *out, uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

int
text_width(uint32_t c)
{
	int cols;

	if (c < 0x20 || c == 0x7F)
		return 0;
	if (is_plain(c) && c < 0x2000)
		return 1;
	cols = wcwidth((wchar_t)c); /* what curses goes by */
	return cols < 0 ? utf8proc_charwidth((utf8proc_int32_t)c) : cols;
}

int
text_cols(const char *s)
{
	int cols = 0;
	uint32_t c;

	while ((c = text_next(&s)))
		cols += text_width(c);
	return cols;
}

size_t
text_cut(const char *s, int cols)
{
	const char *p = s, *end = s;
	uint32_t c;

	while ((c = text_next(&p))) {
		cols -= text_width(c);
		if (cols < 0)
			break;
		end = p;
	}
	return (size_t)(end - s);
}
