/*
 * Sending: the answers become a record, the connection waits, and only what the store says
 * decides what the person reads.  Stored now and stored before look alike.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

/* ---- afterwards ------------------------------------------------------------------------- */

static struct reply *
sent_reply(struct caller *c)
{
	struct fill fill = { .code = c->link.code, .words = c->words, .walk = c->walk };
	struct reply *reply =
		sheet_reply(c->survey->prepared, SHEET_SENT, 200, &fill, c->arena);

	reply->clear_site_data = true;
	return reply;
}

/* "Try again": the whole form kept, the same ticket. */
static struct reply *
unsure_reply(struct caller *c)
{
	struct fill fill;
	struct reply *reply;

	c->walk->at = (struct place){ .stage = STAGE_CHECK };
	if (!caller_seal(c))
		return caller_error(c, 503);
	fill = caller_fill(c);
	fill.unsure = true;
	fill.extent = check_extents[2]; /* the way on matters more here than every word */
	reply = sheet_reply(c->survey->prepared, sheet_at(c->survey->form, c->walk->at),
			    503, &fill, c->arena);
	reply->retry_after = true;
	return reply;
}

static struct reply *wait_reply(struct caller *c, unsigned char *record, size_t len);

/*
 * The survey that stored this ticket: thanks, in the language of the draft that came along.  Where
 * a slip's mark fits several surveys each is asked in turn.
 */
static struct reply *
after_look(struct caller *c, enum send_result result)
{
	if (result == SEND_STORED || result == SEND_THERE) {
		caller_open(c);
		(void)!caller_walk(c); /* a draft that cannot be read is none */
		return sent_reply(c);
	}
	c->unsure |= result != SEND_REFUSED;
	if (c->link.slip && door_find_next(c->door, &c->link)) {
		c->survey = c->link.survey;
		return wait_reply(c, NULL, 0);
	}
	return caller_error(c, c->unsure ? 503 : 410);
}

/*
 * The survey is the one that the answer went to, and the link what it was then: since then the slip
 * was struck out, and a link may have been closed.  Surveys and their forms stay until the door
 * stops.
 */
static struct reply *
after_send(struct door *door, struct send *send, enum send_result result, struct arena *a)
{
	struct caller *c = send->caller;

	(void)door, (void)a; /* the caller's */
	if (send->only_look)
		return after_look(c, result);
	switch (result) {
	case SEND_STORED:
	case SEND_THERE:
		return sent_reply(c);
	case SEND_SPENT:
		c->link.spent = true; /* a moment ago it was free */
		return caller_error(c, 410);
	case SEND_REFUSED:
		return caller_error(c, 410);
	case SEND_FAILED:
	case SEND_EXPIRED:
		break;
	}
	return unsure_reply(c);
}

/* ---- before ------------------------------------------------------------------------------- */

static struct reply *
wait_reply(struct caller *c, unsigned char *record, size_t len)
{
	struct reply *reply = arena_one(c->arena, struct reply);
	struct send *send = arena_one(c->arena, struct send);

	*send = (struct send){
		.survey = c->survey,
		.record = record,
		.record_len = len,
		.only_look = record == NULL,
		.after = after_send,
		.caller = arena_one(c->arena, struct caller),
	};
	*send->caller = *c; /* the page's own ends with its function */
	memcpy(send->ticket, c->ticket, TICKET_BYTES);
	send->by_slip = c->link.slip;
	memcpy(send->slip, c->link.hash, SLIP_HASH);
	reply->status = 200;
	reply->send = send;
	return reply;
}

/* Leads to the page of the question whose text is too long, in the turn where it is longest. */
static void
lead_to(struct caller *c, unsigned question)
{
	const struct form *form = c->survey->form;
	const struct question *q = &form->questions[question];
	unsigned turn = 0;

	for (unsigned i = 1; i < q->cells; i++)
		if (answers_see(c->walk->answers, question, i)->len >
		    answers_see(c->walk->answers, question, turn)->len)
			turn = i;
	c->walk->at = (struct place){ STAGE_PAGE, (uint8_t)form->blocks[q->block].page,
				      (uint8_t)turn };
}

struct reply *
caller_send(struct caller *c)
{
	size_t most = c->survey->padded;
	unsigned too_long = FORM_QUESTIONS;
	/* Room for all of it at once: growing would leave copies behind that nobody wipes. */
	struct buf record = { .data = mem_new(most + 2, 1),
			      .room = most + 2,
			      .most = most + 1 };

	if (record_write(c->walk->answers, c->link.place, most, &record, &too_long))
		return wait_reply(c, (unsigned char *)record.data, record.len);
	secret_wipe(record.data, record.room);
	buf_free(&record);
	lead_to(c, too_long);
	if (!caller_seal(c))
		return caller_error(c, 413);
	return caller_too_long(c, too_long);
}

struct reply *
caller_look(struct caller *c)
{
	const char *go = pairs_get(&c->request->fields, "go");

	if (!go || !str_same(go, "send"))
		return caller_error(c, 410);
	if (c->link.slip) {
		struct door_link first = c->link;

		first.survey = NULL;
		if (!door_find_next(c->door, &first))
			return caller_error(c, 410);
		c->link = first;
		c->survey = first.survey;
	} else {
		/* Without the ticket key no ticket can be looked for any more. */
		if (!c->survey->secrets || c->survey->secrets->ticket_gone)
			return caller_error(c, 410);
		c->walk = walk_new(c->survey->form, c->arena);
	}
	return wait_reply(c, NULL, 0);
}
