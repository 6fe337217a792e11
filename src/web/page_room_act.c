/*
 * POST /R/CODE: joins a room, sends an answer, or shows the page to change one.  Each reply is the
 * page of where the room then stands; what came too late is said to be lost, never dropped.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page_room.h"

/* The step that the posted page was of; NULL: none of this room's, or it takes no answers. */
static const struct step *
step_posted(const struct phone *p)
{
	const char *text = pairs_get(&p->request->fields, "step");
	const struct step *s = NULL;
	char *end;

	if (text && *text >= '1' && *text <= '9') {
		unsigned long number = strtoul(text, &end, 10);

		if (!*end && number < ROOM_STEPS)
			s = agenda_step(&p->room->agenda, (unsigned)number);
	}
	return s && room_takes(p->room, s) ? s : NULL;
}

/* ---- an answer on its way ------------------------------------------------------------------ */

static struct reply *send_next(struct phone *p);

/*
 * Notes go one after the other, each when the one before is on the disk and the log is empty: so
 * that nothing at rest has two of one phone side by side.
 */
static struct reply *
after_send(struct door *door, struct send *send, enum send_result result, struct arena *a)
{
	struct phone *p = send->phone;

	(void)door, (void)a; /* the phone's */
	switch (result) {
	case SEND_STORED:
	case SEND_THERE:
		if (++p->said_at < p->said_count)
			return send_next(p);
		p->notice = NOTICE_SENT;
		return phone_show_now(p, true);
	case SEND_REFUSED:
	case SEND_SPENT:
		p->notice = p->said_at ? NOTICE_HALF : NOTICE_LATE;
		return phone_show_now(p, false);
	case SEND_FAILED:
	case SEND_EXPIRED:
		break;
	}
	p->notice = NOTICE_AGAIN;
	return phone_do(p, 503);
}

static struct reply *
send_next(struct phone *p)
{
	const struct contribution *c = &p->said[p->said_at];
	size_t most = contribution_most();
	/* Room for all of it at once: growing would leave copies behind that nobody wipes. */
	struct buf record = { .data = mem_new(most + 2, 1),
			      .room = most + 2,
			      .most = most + 1 };

	contribution_write(c, &record);
	if (!buf_ok(&record))
		die("a contribution is larger than any may be");
	return phone_wait(p, (unsigned char *)record.data, record.len, c->turn,
			  after_send);
}

static struct reply *
go_send(struct phone *p)
{
	const struct step *s = step_posted(p);
	struct idea_choice *ideas;
	size_t idea_count;

	if (!s) {
		p->notice = NOTICE_LATE;
		return phone_show(p);
	}
	p->step = s;
	p->typed = &p->request->fields;
	ideas = room_ideas(p->room, s, &idea_count, p->arena);
	p->fault = contribution_read(&p->room->agenda, s, ideas, idea_count, p->typed,
				     p->said, &p->said_count, &p->field, p->arena);
	if (p->fault != CONTRIBUTION_OK)
		return phone_do(p, 422);
	return send_next(p);
}

/* ---- the rest ------------------------------------------------------------------------------ */

static struct reply *
go_change(struct phone *p)
{
	p->step = step_posted(p);
	if (!p->step)
		return phone_show(p);
	p->notice = NOTICE_EMPTY;
	return phone_do(p, 200);
}

/* The language button, or a post that asks for nothing we know: what was typed stays. */
static struct reply *
go_nowhere(struct phone *p)
{
	p->step = step_posted(p);
	if (!p->step || !pairs_get(&p->request->fields, "lang"))
		return phone_show(p);
	p->typed = &p->request->fields;
	return phone_do(p, 200);
}

/* A first post may come without a ticket: then one is drawn for it. */
static bool
take_ticket(struct phone *p, bool must)
{
	const char *text = pairs_get(&p->request->fields, "ticket");

	if (text || must)
		return phone_ticket(p, text);
	ticket_new(p->ticket_text);
	return ticket_read(p->ticket_text, p->ticket);
}

struct reply *
page_room_post(struct door *door, const struct request *request, struct arena *a)
{
	const char *go = pairs_get(&request->fields, "go");
	bool send = go && str_same(go, "send"), change = go && str_same(go, "change");
	struct phone p;

	if (!phone_find(&p, door, request, a))
		return phone_error(&p, 404);
	if (!take_ticket(&p, send || change))
		return phone_error(&p, 400);
	if (room_over(p.room))
		return phone_error(&p, 410);
	if (send)
		return go_send(&p);
	if (change)
		return go_change(&p);
	return go_nowhere(&p);
}
