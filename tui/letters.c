/* SPDX-License-Identifier: MIT */
/*
 * letters: one question, asked once by operator and TERM.  A terminal can be asked for
 * its charset but not for its font; the person in front of it can.  The question stands
 * in no one's way: any key but its answers does what it does, and it is asked next time.
 */
#include <string.h>

#include "core/lang.h"
#include "tui/views.h"

void
letters_missing(struct app *app)
{
	struct desk *d = app_desk(app);

	d->ascii = true;
	app_say(app, SAY_WARN, "%s", strncmp(d->term, "linux", 5) == 0 ?
	    _("No marks are shown here; with this font they are: setfont Vietnamese-Fixed16") :
	    _("No marks are shown here; the word at the cursor has them in the line below"));
}

struct view *
letters_view(struct app *app)
{
	app_desk(app)->asking = true;
	return NULL;
}

const char *
letters_question(void)
{
	return _("Can you read these: ă ế ữ ậ ? (c: yes, k: no)");
}

bool
letters_takes(struct app *app, const struct event *ev)
{
	struct desk *d = app_desk(app);
	bool yes = ev->key == K_CHAR && (ev->c | 0x20) == 'c';
	bool no = ev->key == K_CHAR && (ev->c | 0x20) == 'k';
	struct err e;

	d->asking = false;
	if (!yes && !no)
		return false;
	if (desk_answer(d, app, yes, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	else if (no)
		letters_missing(app);
	else if (app_ascii(app))
		app_say(app, SAY_WARN, _("This terminal takes no letters with marks; see terminal.charset in soxa.conf"));
	else
		app_say(app, SAY_INFO, NULL);
	return true;
}
