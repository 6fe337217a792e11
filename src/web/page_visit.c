/*
 * What all requests to a survey's address have in common: link, ticket, draft, the sheet
 * that answers.  The server keeps nothing between two of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

bool
caller_find(struct caller *c, struct door *door, const struct request *request,
	    struct arena *a)
{
	*c = (struct caller){ .door = door, .request = request, .arena = a };
	if (!door_find(door, request->code, &c->link))
		return false;
	c->survey = c->link.survey;
	return true;
}

/* Unknown and closed codes are answered alike, so that what a form says plays no part in them. */
struct reply *
caller_error(const struct caller *c, unsigned status)
{
	bool known = c->walk && status != 404 && status != 410;
	int asked = ours_asked(c->request);
	struct speech speech = known ? speech_of(c->survey->form, c->walk->lang)
				     : speech_of(NULL, asked < 0 ? 0 : (unsigned)asked);

	if (status == 410 && c->link.spent && !c->link.closed)
		return page_spent_in(c->door, asked >= 0 ? &speech : NULL, c->arena);
	return page_error_in(c->door, status, known || asked >= 0 ? &speech : NULL,
			     c->arena);
}

void
caller_open(struct caller *c)
{
	door_words(c->survey, c->link.code, c->words, sizeof(c->words));
	if (!c->survey->prepared)
		c->survey->prepared =
			prepared_new(c->survey->form, door_settings(c->door), c->survey);
}

bool
caller_ticket(struct caller *c)
{
	const char *ticket = pairs_get(&c->request->fields, "ticket");

	return ticket && ticket_read(ticket, c->ticket) &&
	       str_fit(c->ticket_text, sizeof(c->ticket_text), ticket);
}

bool
caller_walk(struct caller *c)
{
	const char *draft =
		c->pasted ? c->draft : pairs_get(&c->request->fields, "draft");
	SCOPED(buf) clear = { 0 };
	bool read;

	c->marks = NULL;
	c->walk = walk_new(c->survey->form, c->arena);
	c->walk->month_now = month_at_day(day_today());
	if (!draft || !draft[0])
		return true;
	c->draft = draft;
	read = draft_open(draft, strlen(draft), c->survey->name, c->ticket,
			  c->survey->secrets->draft_key, &clear) &&
	       walk_read(c->walk, clear.data, clear.len);
	if (clear.data)
		secret_wipe(clear.data, clear.room);
	if (!read) /* half a draft may have been taken in */
		c->walk = walk_new(c->survey->form, c->arena);
	c->walk->month_now = month_at_day(day_today());
	return read;
}

/*
 * A form without a check page is sent from its last page: there its end stands, unless there are
 * marks to be shown.  What the check page shows was shown: the draft says so.
 */
static void
settle(struct caller *c)
{
	struct walk *w = c->walk;

	if (w->at.stage != STAGE_CHECK)
		return;
	w->warned = caller_marks(c)->digest;
	if (!w->form->check_answers && !w->warned)
		w->at = walk_back(w, w->at);
}

bool
caller_seal(struct caller *c)
{
	SCOPED(buf) clear = { 0 };
	SCOPED(buf) sealed = { 0 };
	bool fits;

	settle(c);
	walk_write(c->walk, &clear);
	fits = draft_seal(clear.data, clear.len, c->survey->name, c->ticket,
			  c->survey->secrets->draft_key, &sealed) &&
	       sealed.len <= DRAFT_MOST;
	if (clear.data)
		secret_wipe(clear.data, clear.room);
	if (fits)
		c->draft = arena_copy(c->arena, sealed.data, sealed.len);
	return fits;
}

struct fill
caller_fill(const struct caller *c)
{
	return (struct fill){
		.code = c->link.code,
		.words = c->words,
		.ticket = c->ticket_text,
		.draft = c->draft,
		.walk = c->walk,
		.posted = &c->request->fields,
		.errors = &c->errors,
		.marks = c->marks,
	};
}

/* The check page, its texts shown in part where all of them would pass its limit. */
static struct reply *
check_reply(struct caller *c, unsigned status, struct fill *fill)
{
	struct reply *reply = NULL;

	for (size_t i = 0; i < CHECK_EXTENTS; i++) {
		fill->extent = check_extents[i];
		reply = sheet_reply(c->survey->prepared, SHEET_CHECK, status, fill,
				    c->arena);
		if (reply->len + HEADER_BYTES <= CHECK_BYTES)
			break;
	}
	return reply;
}

static struct reply *
show(struct caller *c, unsigned status, struct fill *fill)
{
	unsigned sheet = sheet_at(c->survey->form, c->walk->at);

	if (sheet == SHEET_CHECK)
		return check_reply(c, status, fill);
	return sheet_reply(c->survey->prepared, sheet, status, fill, c->arena);
}

struct reply *
caller_show(struct caller *c, unsigned status)
{
	struct fill fill;

	if (!caller_seal(c))
		return caller_too_long(c, FORM_QUESTIONS);
	if (caller_refused(c)) {
		marks_refuse(c->marks, c->walk, c->arena, &c->errors);
		status = 422;
	}
	fill = caller_fill(c);
	return show(c, status, &fill);
}

/* The question of this page with the most words, FORM_QUESTIONS if it has no text. */
static unsigned
longest_text(const struct caller *c, unsigned page)
{
	const struct form *form = c->survey->form;
	unsigned longest = FORM_QUESTIONS;
	size_t most = 0;

	for (unsigned i = 0; i < form->question_count; i++) {
		const struct value *v =
			answers_see(c->walk->answers, i, c->walk->at.turn);

		if (form->blocks[form->questions[i].block].page == page && v->text &&
		    v->len > most) {
			most = v->len;
			longest = i;
		}
	}
	return longest;
}

struct reply *
caller_too_long(struct caller *c, unsigned question)
{
	const struct form *form = c->survey->form;
	struct speech speech = speech_of(form, c->walk->lang);
	struct fill fill;
	struct field_error *e = &c->errors.items[0];

	if (question == FORM_QUESTIONS) {
		/* There is no room in the draft; the one that came still has it. */
		bool old = caller_walk(c);

		if (old && c->walk->at.stage == STAGE_PAGE) {
			unsigned page = c->walk->at.page;

			if (!accept_place(c->walk, &c->request->fields, false,
					  &c->errors))
				c->errors.count = 0; /* only what is kept matters here */
			question = longest_text(c, page);
		}
		if (question == FORM_QUESTIONS)
			return caller_error(c, 413);
	}
	c->errors.count = 1;
	*e = (struct field_error){ .question = question,
				   .message = word_in(WORD_TOO_LONG, &speech),
				   .field = form->questions[question].id };
	if (form->questions[question].kind != KIND_SHORT_TEXT &&
	    form->questions[question].kind != KIND_LONG_TEXT)
		e->field =
			arena_printf(c->arena, "%s_other", form->questions[question].id);
	fill = caller_fill(c);
	return show(c, 422, &fill);
}
