/*
 * One sheet of a form by itself, for who looks at a form before it is opened, or while it is open:
 * with the pretend answers that open it and, if that is asked for, with every field wrong.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

/* "page.3" is the third page; false if there is none such.  *out_place: from where it goes on. */
static bool
show_read(const struct form *form, const char *show, unsigned *out_sheet,
	  struct place *out_place)
{
	static const struct {
		const char *name;
		unsigned sheet;
		enum stage stage;
	} whole[] = {
		{ "start", SHEET_START, STAGE_START },
		{ "check", SHEET_CHECK, STAGE_CHECK },
		/* who gets to see one of these has come as far as the check page */
		{ "sent", SHEET_SENT, STAGE_CHECK },
		{ "again", SHEET_CHECK, STAGE_CHECK },
		{ "saved", SHEET_SAVED, STAGE_CHECK },
	};
	unsigned long n;

	for (size_t i = 0; i < ARRAY_LEN(whole); i++) {
		if (!str_same(show, whole[i].name))
			continue;
		*out_sheet = whole[i].sheet;
		*out_place = (struct place){ .stage = (uint8_t)whole[i].stage };
		return true;
	}
	if (str_starts(show, "page.") && str_to_uint(show + 5, form->page_count, &n) &&
	    n) {
		*out_place = (struct place){ STAGE_PAGE, (uint8_t)(n - 1), 0 };
	} else if (str_starts(show, "another.") &&
		   str_to_uint(show + 8, form->repeat_count, &n) && n) {
		*out_place =
			(struct place){ STAGE_ANOTHER,
					(uint8_t)form->repeats[n - 1].first_page, 0 };
	} else {
		return false;
	}
	*out_sheet = sheet_at(form, *out_place);
	return true;
}

/* What no question takes, so that each field shows its error: name, and value. */
static void
spoil_question(const struct question *q, struct pairs *out, struct arena *a)
{
	struct pair *pair = &out->items[out->count++];
	char *words;

	*pair = (struct pair){ .name = q->id, .value = "?" };
	if (q->kind == KIND_MONTH)
		pair->name = arena_printf(a, "%s.month", q->id);
	if (q->kind == KIND_RANK)
		pair->name = arena_printf(a, "%s.%s", q->id, q->options->items[0].code);
	if (form_kinds[q->kind].text) {
		/* one letter too many, in words: a long line must show how it wraps */
		words = arena_array(a, char, q->up_to + 2);
		memset(words, 'x', q->up_to + 1);
		for (size_t i = 7; i < q->up_to; i += 8)
			words[i] = ' ';
		pair->value = words;
	}
	pair->len = strlen(pair->value);
}

/*
 * Makes every question of the page wrong, through the same checks as a respondent's fields, so that
 * the errors shown are the real ones and not a picture of them.
 */
static void
spoil(struct preview_look *look, struct arena *a)
{
	const struct walk *walk = look->walk;
	const struct form *form = walk->form;
	const struct page *page = &form->pages[walk->at.page];
	struct pairs *out = &look->posted;

	out->items = arena_array(a, struct pair, FORM_QUESTIONS + 1);
	if (walk->at.stage == STAGE_ANOTHER)
		out->items[out->count++] =
			(struct pair){ .name = "another", .value = "?", .len = 1 };
	for (unsigned b = page->first;
	     walk->at.stage == STAGE_PAGE && b < page->first + page->count; b++)
		for (unsigned i = 0; i < form->blocks[b].count; i++)
			if (form_kinds[form->questions[form->blocks[b].first + i].kind]
				    .stored)
				spoil_question(
					&form->questions[form->blocks[b].first + i], out,
					a);
	if (accept_place(look->walk, out, true, &look->errors))
		look->errors.count = 0; /* a page of notes has nothing to be wrong */
}

bool
preview_look(const struct form *form, const char *show, unsigned lang, bool errors,
	     struct preview_look *out, struct arena *a)
{
	struct preview_look look = { .again = str_same(show, "again") };
	struct place at;

	if (!show_read(form, show, &look.sheet, &at))
		return false;
	look.walk = walk_new(form, a);
	look.walk->lang = (uint8_t)lang;
	look.walk->month_now = month_at_day(day_today());
	look.walk->at = at;
	if (at.stage == STAGE_PAGE || at.stage == STAGE_ANOTHER)
		preview_open(look.walk, at.page, a);
	if (at.stage == STAGE_ANOTHER)
		look.walk->answers->turns[form->pages[at.page].repeat] = 0;
	if (errors)
		spoil(&look, a);
	look.status = look.errors.count ? 422 : look.again ? 503 : 200;
	*out = look;
	return true;
}

void
preview_fill(const struct preview_look *look, struct fill *fill)
{
	fill->walk = look->walk;
	fill->posted = &look->posted;
	fill->errors = &look->errors;
	fill->all = true; /* what conditions would hide is to be looked at too */
	fill->unsure = look->again;
}

/* Neither leads anywhere: no ticket can be made of zeros that a door would have given. */
static const char no_ticket[] = "00000000000000000000000000";

struct reply *
sheet_preview(const struct form *form, const struct sheet_wanted *wanted, struct arena *a)
{
	struct door_settings settings = { .url = "",
					  .nowhere = true,
					  .force = wanted->force,
					  .exit_url = wanted->exit_url };
	struct door_survey survey = { .invented = wanted->invented,
				      .unconfirmed = wanted->rehearsal };
	struct fill fill = { .code = "00000000",
			     .words = "amber ferry",
			     .ticket = no_ticket,
			     .draft = "" };
	struct preview_look look;
	struct prepared *prepared;
	struct reply *reply;

	if (!preview_look(form, wanted->show, wanted->lang, wanted->errors, &look, a))
		return NULL;
	str_fit(survey.fingerprint, sizeof(survey.fingerprint), wanted->fingerprint);
	preview_fill(&look, &fill);
	prepared = prepared_new(form, &settings, &survey);
	reply = sheet_reply(prepared, look.sheet, 200, &fill, a);
	reply->csp = arena_str(a, reply->csp); /* lies with the prepared pages */
	prepared_free(prepared);
	return reply;
}
