/* SPDX-License-Identifier: MIT */
/*
 * head: the text header of a dump.  One row of a table a line, in the order of the
 * file.  Invariant: a header is accepted only when printing what was understood
 * gives the same bytes, so there is one way to write each and nothing between.
 */
#include "core/dump_int.h"

#include <string.h>

#include "core/lang.h"

static const char magic[] = "SOXA DUMP ", version[] = "1\n";

const uint8_t hash_none[HASH_BYTES];

static const char *const qualities[] = { "ntp", "confirmed", "unknown", "suspect", NULL };
static const char *const ciphers[] = { "none", "secretstream", NULL };

enum { STREAM_BYTES = sizeof ((struct dump_head *)0)->stream };

enum line_kind {
	L_KIND, L_WORD, L_CHOICE, L_NODE, L_NUMBER, L_BYTES, L_RANGE, L_RECEIPT, L_KEYS,
	L_SIGNER
};

struct line {
	const char *name;
	enum line_kind kind;
	size_t at;
	uint64_t max;                   /* L_NUMBER; L_BYTES: how many */
	const char *const *choice;      /* L_CHOICE */
};

#define AT(member) offsetof(struct dump_head, member)

static const struct line lines[] = {
	{ "kind", L_KIND, 0, 0, NULL },
	{ "office", L_WORD, AT(office), 0, NULL },
	{ "unit", L_WORD, AT(unit), 0, NULL },
	{ "node", L_NODE, AT(node), 0, NULL },
	{ "supersedes", L_NODE, AT(supersedes), 0, NULL },
	{ "sequence", L_NUMBER, AT(sequence), UINT32_MAX, NULL },
	{ "previous", L_BYTES, AT(previous), HASH_BYTES, NULL },
	{ "changes", L_RANGE, 0, 0, NULL },
	{ "chain", L_BYTES, AT(chain), HASH_BYTES, NULL },
	{ "clock", L_NUMBER, AT(clock), INT64_MAX, NULL },
	{ "quality", L_CHOICE, AT(quality), 0, qualities },
	{ "forms", L_BYTES, AT(forms), HASH_BYTES, NULL },
	{ "receipt", L_RECEIPT, 0, 0, NULL },
	{ "lines", L_NUMBER, AT(lines), DUMP_LINES_MAX, NULL },
	{ "plain", L_NUMBER, AT(plain), DUMP_PLAIN_MAX, NULL },
	{ "packed", L_NUMBER, AT(packed), DUMP_PACKED_MAX, NULL },
	{ "dictionary", L_WORD, AT(dictionary), 0, NULL },
	{ "cipher", L_CHOICE, AT(cipher), 0, ciphers },
	{ "stream", L_BYTES, AT(stream), STREAM_BYTES, NULL },
	{ "key", L_KEYS, 0, 0, NULL },
	{ "signer", L_SIGNER, 0, 0, NULL },
};

enum { NLINES = sizeof lines / sizeof *lines };

static const void *
member(const struct dump_head *h, const struct line *l)
{
	return (const char *)h + l->at;
}

static uint64_t
number_of(const struct dump_head *h, const struct line *l)
{
	uint64_t v;

	memcpy(&v, member(h, l), sizeof v);
	return v;
}

static const char *
word_of(const struct dump_head *h, const struct line *l)
{
	const char *s;

	memcpy(&s, member(h, l), sizeof s);
	return s && *s ? s : "-";
}

/* Bytes as base64 for URLs without padding; all zeros are a dash. */
static void
print_bytes(struct buf *b, const uint8_t *p, size_t n)
{
	if (bytes_zero(p, n))
		buf_u8(b, '-');
	else
		base64_put(b, p, n);
}

static void
print_node(struct buf *b, const uint8_t *p)
{
	int i;

	for (i = 0; i < NODE_BYTES && !bytes_zero(p, NODE_BYTES); i++)
		buf_printf(b, "%02x", p[i]);
	if (i == 0)
		buf_u8(b, '-');
}

static void
print_keys(struct buf *b, const struct dump_head *h)
{
	int i;

	for (i = 0; i < h->nkeys; i++) {
		buf_printf(b, "key %s ", h->key[i].id);
		print_bytes(b, h->key[i].sealed, sizeof h->key[i].sealed);
		buf_u8(b, '\n');
	}
}

static void
print_line(struct buf *b, const struct dump_head *h, const struct line *l)
{
	if (l->kind == L_KEYS) {
		print_keys(b, h);
		return;
	}
	buf_printf(b, "%s ", l->name);
	switch (l->kind) {
	case L_KIND:
		buf_printf(b, "%s", dump_kind_name(h->kind));
		break;
	case L_NUMBER:
		buf_printf(b, "%llu", (unsigned long long)number_of(h, l));
		break;
	case L_RANGE:
		buf_printf(b, "%llu %llu", (unsigned long long)h->from, (unsigned long long)h->to);
		break;
	case L_RECEIPT:
		buf_printf(b, "%llu ", (unsigned long long)h->receipt);
		print_bytes(b, h->receipt_hash, HASH_BYTES);
		break;
	case L_NODE:
		print_node(b, member(h, l));
		break;
	case L_BYTES:
		print_bytes(b, member(h, l), (size_t)l->max);
		break;
	case L_SIGNER:
		buf_printf(b, "%s", h->signer);
		break;
	default:
		buf_printf(b, "%s", word_of(h, l));
	}
	buf_u8(b, '\n');
}

void
head_print(struct buf *b, const struct dump_head *h)
{
	int i;

	buf_printf(b, "%s%s", magic, version);
	for (i = 0; i < NLINES; i++)
		print_line(b, h, &lines[i]);
	buf_u8(b, '\n');
}

/* A decimal number in s up to `end`; moves *s behind it.  -1: none, or larger than max. */
static int
read_number(const char **s, uint64_t max, uint64_t *out)
{
	uint64_t v = 0;
	const char *p = *s;

	for (; *p >= '0' && *p <= '9'; p++) {
		if (v > (max - (uint64_t)(*p - '0')) / 10)
			return -1;
		v = v * 10 + (uint64_t)(*p - '0');
	}
	if (p == *s)
		return -1;
	*s = p;
	*out = v;
	return 0;
}

static int
read_bytes(const char *s, uint8_t *out, size_t n)
{
	if (strcmp(s, "-") != 0)
		return base64_parse(s, out, n);
	memset(out, 0, n);
	return 0;
}

static int
read_node(const char *s, uint8_t *out)
{
	if (strcmp(s, "-") == 0) {
		memset(out, 0, NODE_BYTES);
		return 0;
	}
	return hex_parse(s, out, NODE_BYTES);
}

/* A name of the office, a unit or a dictionary: letters and digits with - . @ _ between. */
static int
read_word(struct arena *a, const char *s, const char **out)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-.@_";

	if (!*s || strlen(s) > 64 || s[strspn(s, allowed)])
		return -1;
	*out = strcmp(s, "-") == 0 ? "" : arena_strdup(a, s);
	return 0;
}

static int
read_choice(const char *s, const char *const *choice, const char **out)
{
	for (; *choice; choice++)
		if (strcmp(s, *choice) == 0) {
			*out = *choice;
			return 0;
		}
	return -1;
}

static int
read_signer(const char *s, char out[17])
{
	uint8_t id[8];

	if (hex_parse(s, id, sizeof id))
		return -1;
	memcpy(out, s, 17);
	return 0;
}

static int
read_key(char *s, struct dump_head *h)
{
	struct dump_key *k;
	char *blank = strchr(s, ' ');

	if (h->nkeys == (int)(sizeof h->key / sizeof *h->key) || !blank)
		return -1;
	k = &h->key[h->nkeys++];
	*blank = '\0';
	return read_signer(s, k->id) ? -1 : read_bytes(blank + 1, k->sealed, sizeof k->sealed);
}

static int
read_range(const char *s, struct dump_head *h)
{
	static const uint64_t max = (UINT64_C(1) << 48) - 1;

	if (read_number(&s, max, &h->from) || *s++ != ' ' || read_number(&s, max, &h->to) || *s)
		return -1;
	return h->from <= h->to ? 0 : -1;
}

static int
read_receipt(const char *s, struct dump_head *h)
{
	if (read_number(&s, UINT32_MAX, &h->receipt) || *s++ != ' ')
		return -1;
	return read_bytes(s, h->receipt_hash, HASH_BYTES);
}

/* The value of one line into its member.  -1: wrong; -2: over its ceiling. */
static int
read_value(struct arena *a, char *s, const struct line *l, struct dump_head *h)
{
	void *at = (char *)h + l->at;
	const char *p = s;

	switch (l->kind) {
	case L_KIND:
		h->kind = dump_kind_find(s);
		return h->kind == DK_N ? -1 : 0;
	case L_WORD:
		return read_word(a, s, at);
	case L_CHOICE:
		return read_choice(s, l->choice, at);
	case L_NODE:
		return read_node(s, at);
	case L_NUMBER:
		if (read_number(&p, l->max, at))
			return *p >= '0' && *p <= '9' ? -2 : -1;
		return *p ? -1 : 0;
	case L_BYTES:
		return read_bytes(s, at, (size_t)l->max);
	case L_RANGE:
		return read_range(s, h);
	case L_RECEIPT:
		return read_receipt(s, h);
	case L_KEYS:
		return read_key(s, h);
	case L_SIGNER:
		return read_signer(s, h->signer);
	}
	return -1;
}

/* True when s begins a line called name; *value is moved behind "name ". */
static bool
line_is(char *s, const char *name, char **value)
{
	size_t n = strlen(name);

	*value = s + n + 1;
	return strncmp(s, name, n) == 0 && s[n] == ' ';
}

/* text: the whole header, terminated; it is cut up. */
static int
parse_lines(struct arena *a, char *text, struct dump_head *h, struct err *e)
{
	char *s = strchr(text, '\n') + 1, *end, *value;
	int i = 0, rc;

	for (; (end = strchr(s, '\n')) && end != s; s = end + 1) {
		*end = '\0';
		if (i < NLINES && lines[i].kind == L_KEYS && !line_is(s, "key", &value))
			i++;
		if (i == NLINES || !line_is(s, lines[i].name, &value))
			return err_set(e, E_FIELD, _("the header has a wrong line behind `%s'"),
			    i ? lines[i - 1].name : "SOXA DUMP");
		rc = read_value(a, value, &lines[i], h);
		if (rc)
			return err_set(e, rc == -2 ? E_LIMIT : E_FIELD,
			    rc == -2 ? _("the header's line `%s' is over its limit") :
			    _("the header's line `%s' cannot be understood"), lines[i].name);
		if (lines[i].kind != L_KEYS)
			i++;
	}
	if (i != NLINES)
		return err_set(e, E_FIELD, _("the header ends before its line `%s'"),
		    lines[i].name);
	return 0;
}

/* Length of the header with its empty line, 0 when it does not end within n bytes. */
static size_t
head_length(const uint8_t *p, size_t n)
{
	const uint8_t *end;

	if (n > DUMP_HEAD_MAX)
		n = DUMP_HEAD_MAX;
	end = memmem(p, n, "\n\n", 2);
	return end ? (size_t)(end - p) + 2 : 0;
}

static int
check_magic(const uint8_t *p, size_t n, struct err *e)
{
	size_t m = strlen(magic), v = strlen(version);

	if (memcmp(p, magic, n < m ? n : m) != 0)
		return err_set(e, E_MAGIC, _("this is not a dump file of soxa; "
		    "their names end in .soxa"));
	if (n < m + v)
		return err_set(e, E_TRUNCATED, _("the file ends inside its header"));
	if (memcmp(p + m, version, v) != 0)
		return err_set(e, E_VERSION,
		    _("this dump was written by a newer soxa; update the program"));
	return 0;
}

int
head_parse(struct arena *a, const uint8_t *p, size_t n, struct dump_head *out, size_t *len,
    struct err *e)
{
	struct buf again = { 0 };
	char *text;
	bool same;

	memset(out, 0, sizeof *out);
	if (check_magic(p, n, e))
		return -1;
	*len = head_length(p, n);
	if (*len == 0 && n < DUMP_HEAD_MAX)
		return err_set(e, E_TRUNCATED, _("the file ends inside its header"));
	if (*len == 0)
		return err_set(e, E_LIMIT, _("the header does not end within 4,096 bytes"));
	text = arena_dup(a, p, *len);
	if (parse_lines(a, text, out, e))
		return -1;
	head_print(&again, out);
	same = again.n == *len && memcmp(again.p, p, again.n) == 0;
	buf_free(&again);
	return same ? 0 : err_set(e, E_FIELD, _("the header is not written the one way it can be"));
}
