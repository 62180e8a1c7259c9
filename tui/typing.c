/* SPDX-License-Identifier: MIT */
/*
 * typing: the method in force.  Invariant: `how` is the operator's method and style, or
 * IME_OFF; `client` is only true while it is off.
 */
#include "tui/typing.h"

#include <string.h>

#include "core/lang.h"
#include "core/letter.h"

void
typing_set(struct typing *t, const char *method, const char *style, const char *viet)
{
	memset(t, 0, sizeof *t);
	t->method = strcmp(method, "vni") == 0 ? IME_VNI : IME_TELEX;
	t->how.new_style = strcmp(style, "new") == 0;
	t->how.method = strcmp(viet, "off") == 0 ? IME_OFF : t->method;
}

void
typing_toggle(struct typing *t)
{
	t->how.method = t->how.method == IME_OFF ? t->method : IME_OFF;
	t->client = false;
}

/* Marks that join the letter before them, as some input methods send them. */
static bool
joins(uint32_t c)
{
	return c == 0x300 || c == 0x301 || c == 0x302 || c == 0x303 || c == 0x306 || c == 0x309 ||
	    c == 0x31B || c == 0x323;
}

bool
typing_heard(struct typing *t, uint32_t c)
{
	struct letter l;

	if (t->how.method == IME_OFF || c < 0x80 || (!joins(c) && !letter_split(c, &l)))
		return false;
	t->how.method = IME_OFF;
	t->client = true;
	return true;
}

const char *
typing_word(const struct typing *t)
{
	switch (t->how.method) {
	case IME_TELEX:
		return "TELEX";
	case IME_VNI:
		return "VNI";
	default:
		return t->client ? _("VN: client") : _("VN off");
	}
}
