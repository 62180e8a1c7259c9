/* SPDX-License-Identifier: MIT */
/*
 * handask: the questions a hand asks and what their answers do.  Invariant: no answer
 * (the popup was left) changes nothing.
 */
#include "tui/handask.h"

#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "tui/choice.h"
#include "tui/rows.h"
#include "tui/views.h"

static const struct code same_code[] = {
	{ .code = "x", .label = { "xem phiếu đã có", "view it" }, .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "s", .label = { "sửa phiếu đã có", "edit it" }, .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "t", .label = { "thêm lượt mới", "one more round" }, .from = INT32_MIN, .to = INT32_MIN },
};

static const struct code drop_code[] = {
	{ .code = "c", .label = { "có, bỏ", "yes, drop it" }, .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "k", .label = { "không", "no" }, .from = INT32_MIN, .to = INT32_MIN },
};

static const struct code near_code[] = {
	{ .code = "c", .label = { "phải, lấy tên trong danh sách", "yes, the one of the list" }, .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "k", .label = { "không, đây là tên mới", "no, this is a new name" }, .from = INT32_MIN, .to = INT32_MIN },
};

static const struct codes near_choice = { .id = "near", .ncodes = 2, .code = (struct code *)near_code };
static const struct code sure_code[] = {
	{ .code = "c", .label = { "có", "yes" }, .from = INT32_MIN, .to = INT32_MIN },
	{ .code = "k", .label = { "không", "no" }, .from = INT32_MIN, .to = INT32_MIN },
};

const struct codes sure_choice = { .id = "sure", .ncodes = 2, .code = (struct code *)sure_code };
const struct codes same_choice = { .id = "same", .ncodes = 3, .code = (struct code *)same_code };
const struct codes drop_choice = { .id = "drop", .ncodes = 2, .code = (struct code *)drop_code };

enum did
hand_wait(struct hand *h, struct app *app, enum wait wait, struct view *popup)
{
	h->wait = popup ? wait : WAIT_NONE;
	if (h->said)
		app_say(app, SAY_INFO, NULL); /* the question is what counts now */
	h->said = false;
	app_push(app, popup);
	return DID_NOTHING;
}

enum did
hand_ask_same(struct hand *h, struct app *app)
{
	struct arena *a = h->en.arena;

	h->saving = false;
	return hand_wait(h, app, WAIT_SAME, ask_view(app, arena_printf(a,
	    _("This record exists already (%s): view it, edit it, or one more round?"), hand_number(h, a, h->same)), &same_choice));
}

enum did
hand_ask_again(struct hand *h, struct app *app, const struct field *f)
{
	return hand_wait(h, app, WAIT_AGAIN, ask_view(app, arena_printf(h->en.arena,
	    _("%s, once more"), lang_pick(f->label)), NULL));
}

enum did
hand_ask_drop(struct hand *h, struct app *app)
{
	return hand_wait(h, app, WAIT_DROP, ask_view(app, _("Drop what is typed here?"), &drop_choice));
}

bool
hand_ask_near(struct hand *h, struct app *app)
{
	struct entry *en = &h->en;
	const struct field *f = en->left < 0 ? NULL : en->form->cell[en->left].field;
	struct choices c;
	struct err e;
	const char *text;
	int i;

	if (!f || f->type != T_CODE || f->codes || en->bad[en->left] || en->v[en->left].kind != V_TEXT ||
	    choice_list(en->arena, en->book, f, entry_day(en), &c, &e) != 0)
		return false;
	text = en->v[en->left].s;
	i = choice_near(en->arena, &c, text);
	if (i < 0)
		return false;
	h->near = c.item[i].value;
	(void)hand_wait(h, app, WAIT_NEAR, ask_view(app, arena_printf(en->arena,
	    _("\"%s\" is not in the list: is it %s?"), text, h->near), &near_choice));
	return true;
}

static enum did
got_near(struct hand *h, struct app *app, const char *answer)
{
	if (!answer)
		return DID_NOTHING;
	if (strcmp(answer, "c") == 0) {
		entry_put(&h->en, h->near);
		(void)entry_leave(&h->en);
	}
	return hand_go_on(h, app, false);
}

static enum did
got_code(struct hand *h, struct app *app, const char *answer)
{
	if (!answer)            /* never mind; a text that fits several stays as a finding */
		return h->step == STEP_STAY ? DID_NOTHING : hand_go_on(h, app, false);
	if (h->step == STEP_STAY)
		h->step = h->enter;
	entry_put(&h->en, answer);
	(void)entry_leave(&h->en); /* an answer is a whole value */
	return hand_go_on(h, app, true);
}

static enum did
got_same(struct hand *h, struct app *app, const char *answer)
{
	struct err e;

	if (!answer)
		return DID_NOTHING;
	if (strcmp(answer, "x") == 0) {
		h->en.asked = NULL;
		app_push(app, record_view(app, h->same));
		return DID_NOTHING;
	}
	if (strcmp(answer, "s") == 0) {
		if (entry_drop(&h->en, &e) != 0 || entry_load(&h->en, h->same, &e) != 0)
			app_say(app, SAY_ERROR, "%s", e.text);
		else
			hand_tell_other(h);
		return DID_NOTHING;
	}
	entry_answer(&h->en, "key", lang_pick(same_code[2].label));
	if (h->saving)
		return hand_save(h, app);
	return hand_go_on(h, app, false);
}

/* The same field keyed a second time must give the same value. */
static enum did
got_again(struct hand *h, struct app *app, const char *answer)
{
	const struct field *f = h->en.form->cell[h->en.left].field;
	struct value again;
	struct err e;

	if (answer && value_parse(h->en.arena, f->type, answer, date_today(), &again, &e) == 0 &&
	    value_equal(&again, &h->en.v[h->en.left]))
		return hand_move(h, app, h->step);
	app_say(app, SAY_WARN, _("%s: %s the first time, %s the second; look at the paper"),
	    lang_pick(f->label), entry_text(&h->en, h->en.left), answer ? answer : "");
	h->said = true;
	entry_put(&h->en, entry_text(&h->en, h->en.left)); /* asked again when it is left again */
	return DID_NOTHING;
}

static enum did
got_reason(struct hand *h, struct app *app, const char *answer)
{
	if (answer && *answer) {
		entry_answer(&h->en, h->rule, answer);
		return hand_save(h, app);
	}
	app_say(app, SAY_WARN, "%s", _("Not saved: the warning needs a reason"));
	h->said = true;
	return DID_NOTHING;
}

static enum did
got_drop(struct hand *h, struct app *app, const char *answer)
{
	struct err e;

	if (answer && strcmp(answer, "c") == 0 && entry_drop(&h->en, &e) != 0)
		app_say(app, SAY_ERROR, "%s", e.text);
	return DID_NOTHING;
}

bool
hand_ask_sides(struct hand *h, struct app *app)
{
	if (!h->en.conflict || h->en.nsides == 0)
		return false;
	h->en.conflict = false;
	(void)hand_wait(h, app, WAIT_SIDES, sides_view(app, &h->en));
	return true;
}

static enum did
got_sides(struct hand *h, struct app *app, const char *answer)
{
	if (answer)
		return hand_save(h, app);
	app_say(app, SAY_WARN, "%s", _("Not saved yet: F2 saves what stands here now"));
	h->said = true;
	return DID_NOTHING;
}

void
hand_tell_other(struct hand *h)
{
	const char *other;
	int64_t when;
	struct err e;

	if (!h->en.rec || book_draft_other(h->en.book, h->en.arena, h->en.who, h->en.form, h->en.rec, &other,
	    &when, &e) <= 0)
		return;
	h->notice = arena_printf(h->en.arena, _("! %s is changing this record too (draft of %s)"),
	    text_show(h->en.arena, other), row_moment(h->en.arena, (uint64_t)when << 16));
}

enum did
hand_resume(struct hand *h, struct app *app)
{
	static enum did (*const got[])(struct hand *, struct app *, const char *) = {
		[WAIT_CODE] = got_code, [WAIT_REASON] = got_reason, [WAIT_SAME] = got_same,
		[WAIT_AGAIN] = got_again, [WAIT_DROP] = got_drop,
		[WAIT_NEAR] = got_near, [WAIT_SIDES] = got_sides,
	};
	enum wait wait = h->wait;

	h->wait = WAIT_NONE;
	hand_count(h, app);
	return got[wait] ? got[wait](h, app, app_answer(app)) : DID_NOTHING;
}

void
hand_say_full(struct hand *h, struct app *app)
{
	app_say(app, SAY_WARN, _("%s: %d letters are the most; the rest was not taken"),
	    lang_pick(h->en.form->cell[h->en.cell].field->label), h->en.edit.max_chars);
	h->said = true;
}
