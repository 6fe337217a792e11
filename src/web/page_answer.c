/*
 * POST /S/CODE: takes what a page's fields say, and answers with the next page, or with the
 * same one and its errors.  No reply here sends the browser elsewhere.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

static bool
has_fields(const struct walk *w)
{
	return w->at.stage == STAGE_PAGE || w->at.stage == STAGE_ANOTHER;
}

/* Takes the page's fields without checking them: what fits is kept, nothing is an error. */
static void
keep(struct caller *c)
{
	if (has_fields(c->walk) &&
	    !accept_place(c->walk, &c->request->fields, false, &c->errors))
		c->errors.count = 0;
}

/* Takes and checks the page's fields. */
static bool
take(struct caller *c)
{
	return !has_fields(c->walk) ||
	       accept_place(c->walk, &c->request->fields, true, &c->errors);
}

static struct reply *
go_next(struct caller *c)
{
	if (!take(c))
		return caller_show(c, 422);
	if (c->walk->at.stage != STAGE_CHECK)
		walk_on(c->walk);
	return caller_show(c, 200);
}

static struct reply *
go_back(struct caller *c)
{
	keep(c);
	if (c->walk->changing) {
		/* Who came from Check your answers expects to go back there. */
		c->walk->changing = false;
		c->walk->at = (struct place){ .stage = STAGE_CHECK };
	} else {
		c->walk->at = walk_back(c->walk, c->walk->at);
	}
	return caller_show(c, 200);
}

static struct reply *
go_send(struct caller *c)
{
	if (!take(c))
		return caller_show(c, 422);
	if (c->walk->at.stage != STAGE_CHECK &&
	    walk_next(c->walk, c->walk->at).stage != STAGE_CHECK) {
		walk_on(c->walk); /* a later page is open: not yet */
		return caller_show(c, 200);
	}
	/* Back from a changed page keeps what is wrong there: it must not be sent. */
	if (!accept_settled(c->walk, &c->errors))
		return caller_show(c, 422);
	if (!caller_must_look(c))
		return caller_send(c);
	if (c->walk->at.stage != STAGE_CHECK)
		walk_on(c->walk);
	c->walk->at = (struct place){ .stage = STAGE_CHECK };
	c->walk->changing = false;
	return caller_show(c, 200);
}

/* go=change.ID.  A question that there is not, or that is hidden, changes nothing. */
static struct reply *
go_change(struct caller *c, const char *what)
{
	struct place at = c->walk->at;

	keep(c);
	if (!walk_change(c->walk, what))
		c->walk->at = at;
	return caller_show(c, 200);
}

/* Whether a posted name is a field of this question: its id, with what a part may add. */
static bool
field_of(const struct question *q, const char *name)
{
	size_t len = strlen(q->id);

	return !strncmp(name, q->id, len) &&
	       (!name[len] || name[len] == '.' || str_same(name + len, "_other"));
}

/* The page whose fields were posted, or -1: where a draft is lost, its position is too. */
static int
page_posted(const struct form *form, const struct pairs *fields)
{
	for (size_t i = 0; i < fields->count; i++)
		for (size_t k = 0; k < form->question_count; k++)
			if (field_of(&form->questions[k], fields->items[i].name))
				return (int)form->blocks[form->questions[k].block].page;
	return -1;
}

/* Whether the fields of the place where the walk stands came along: not those of a saved form. */
static bool
fields_came(const struct caller *c)
{
	const struct form *form = c->survey->form;
	const struct pairs *fields = &c->request->fields;
	const struct page *page = &form->pages[c->walk->at.page];

	if (c->walk->at.stage == STAGE_ANOTHER)
		return pairs_get(fields, "another") != NULL;
	for (size_t i = 0; i < fields->count && c->walk->at.stage == STAGE_PAGE; i++)
		for (unsigned b = page->first; b < page->first + page->count; b++)
			for (unsigned k = 0; k < form->blocks[b].count; k++)
				if (field_of(&form->questions[form->blocks[b].first + k],
					     fields->items[i].name))
					return true;
	return false;
}

/*
 * The language button, a saved form that comes back, or a post that asks for nothing we know:
 * the same page, and what was typed into it stays.
 */
static struct reply *
go_nowhere(struct caller *c)
{
	const char *code = pairs_get(&c->request->fields, "lang");
	int lang = code ? form_language(c->survey->form, code) : -1;

	if (!c->pasted && (lang >= 0 || fields_came(c)))
		keep(c);
	if (lang >= 0)
		c->walk->lang = (uint8_t)lang;
	return caller_show(c, 200);
}

/* The draft cannot be read: the page's own fields are kept, and a fresh start is offered. */
static struct reply *
draft_lost(struct caller *c)
{
	int page = page_posted(c->survey->form, &c->request->fields);
	struct reply *reply;
	struct fill fill;

	if (page >= 0)
		c->walk->at = (struct place){ STAGE_PAGE, (uint8_t)page, 0 };
	keep(c);
	if (!caller_seal(c))
		return caller_error(c, 413);
	fill = caller_fill(c);
	fill.lost = true;
	reply = sheet_reply(c->survey->prepared, sheet_at(c->survey->form, c->walk->at),
			    422, &fill, c->arena);
	return reply;
}

struct reply *
page_answer(struct door *door, const struct request *request, struct arena *a)
{
	const char *go = pairs_get(&request->fields, "go");
	struct caller c;

	if (!caller_find(&c, door, request, a))
		return caller_error(&c, 404);
	if (!caller_ticket(&c))
		return caller_error(&c, c.link.spent ? 410 : 400);
	if (c.link.closed || c.link.spent)
		return caller_look(&c);
	if (c.link.later)
		return caller_error(&c, 503);
	caller_open(&c);
	if (!caller_paste(&c) || !caller_walk(&c))
		return draft_lost(&c);
	if (!go || c.pasted) /* the page of a saved walk comes without its fields */
		return go_nowhere(&c);
	if (str_same(go, "next"))
		return go_next(&c);
	if (str_same(go, "back"))
		return go_back(&c);
	if (str_same(go, "send"))
		return go_send(&c);
	if (str_same(go, "save") && c.survey->form->save_for_later) {
		keep(&c);
		return caller_save(&c);
	}
	if (str_starts(go, "change."))
		return go_change(&c, go + 7);
	return go_nowhere(&c);
}
