/* SPDX-License-Identifier: MIT */
/*
 * option: names, kinds, limits and initial values of all settings, in one table that
 * the reader, the defaults and the manual share.
 */
#include "conf/option.h"

#include <stdlib.h>
#include <string.h>

#include "core/date.h"

/* The words of all word options, static so that struct conf may point at them. */
static const char *const words[] = { "vi", "en", "key", "auto", "ascii", "utf-8", "dictionary", "cldr",
	"given", "written" };

const char *
conf_word(const struct conf_option *o, const char *s)
{
	size_t i, n = strlen(s);
	const char *p;

	for (p = o->words; *p; p += strcspn(p, "|"), p += *p == '|')
		if (strcspn(p, "|") == n && strncmp(p, s, n) == 0)
			for (i = 0; i < sizeof words / sizeof *words; i++)
				if (strcmp(words[i], s) == 0)
					return words[i];
	return NULL;
}

void
conf_defaults(struct conf *out)
{
	const struct conf_option *o;
	const char *text;
	int i;

	memset(out, 0, sizeof *out);
	out->lang = LANG_VI;
	for (i = 0; i < conf_noptions; i++) {
		o = &conf_options[i];
		if (o->kind == OPT_INT || o->kind == OPT_POWER)
			*(int *)(void *)((char *)out + o->place) = (int)strtol(o->initial, NULL, 10);
		else if (o->kind == OPT_TIME)
			*(int *)(void *)((char *)out + o->place) = time_parse(o->initial);
		else if (o->kind == OPT_WORD && o->place != offsetof(struct conf, lang)) {
			text = conf_word(o, o->initial);
			memcpy((char *)out + o->place, &text, sizeof text);
		}
	}
}

const struct conf_option conf_options[] = {
	{ "book", OPT_PATH, offsetof(struct conf, book), NULL, "", 0, 0,
	    N_("the book used when neither -b nor SOXA_BOOK names one") },
	{ "forms", OPT_PATH, offsetof(struct conf, forms), NULL, "", 0, 0,
	    N_("the folder of the form set") },
	{ "language", OPT_WORD, offsetof(struct conf, lang), "vi|en", "vi", 0, 0,
	    N_("the language of messages and labels") },
	{ "advance", OPT_WORD, offsetof(struct conf, advance), "key|auto", "key", 0, 0,
	    N_("how a full date, count or code is left: by a key, or at once") },
	{ "lines", OPT_WORD, offsetof(struct conf, lines), "ascii|utf-8", "ascii", 0, 0,
	    N_("what rules on the screen are drawn with") },
	{ "terminal.charset", OPT_WORD, offsetof(struct conf, charset), "auto|utf-8|ascii", "auto", 0, 0,
	    N_("the letters sent to the terminal; auto asks the locale, then the terminal") },
	{ "sort", OPT_WORD, offsetof(struct conf, sort), "dictionary|cldr", "dictionary", 0, 0,
	    N_("the order of words: syllable by syllable, or as spreadsheets have it") },
	{ "names", OPT_WORD, offsetof(struct conf, names), "given|written", "given", 0, 0,
	    N_("what people are sorted by: the given name, or the name as it is written") },
	{ "esc-wait", OPT_INT, offsetof(struct conf, esc_ms), NULL, "800", 100, 2000,
	    N_("milliseconds to wait for the rest of a key's escape sequence") },
	{ "lock", OPT_INT, offsetof(struct conf, lock), NULL, "5", 0, 240,
	    N_("minutes without a key after which the screens lock, where operators are named; 0 never") },
	{ "page-bytes", OPT_POWER, offsetof(struct conf, page_bytes), NULL, "0", 4096, 65536,
	    N_("page size of a new book; 0 chooses") },
	{ "cache-mib", OPT_INT, offsetof(struct conf, cache_mib), NULL, "8", 8, 1024,
	    N_("memory for pages of the book, in MiB") },
	{ "due.day", OPT_TIME, offsetof(struct conf, due_day), NULL, "17:00", 0, 0,
	    N_("the hour at which daily forms are due, on the day itself") },
	{ "due.week", OPT_TIME, offsetof(struct conf, due_week), NULL, "10:00", 0, 0,
	    N_("the hour at which weekly forms are due, on the Monday after") },
	{ "due.month", OPT_INT, offsetof(struct conf, due_month), NULL, "3", 1, 28,
	    N_("the day of the next month on which forms of a month or quarter are due") },
};

const int conf_noptions = (int)(sizeof conf_options / sizeof *conf_options);
