/*
 * GET /R/CODE: the page of a focus group for a phone, as the room stands.  Without a ticket it is
 * the page to join by; with one, what is to be done now, or what can be seen.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page_room.h"

/* ---- whose request it is ----------------------------------------------------------------- */

/* A field goes before the address: a button may change what the address says. */
static unsigned
language_asked(const struct phone *p)
{
	const char *code = pairs_get(&p->request->fields, "lang");
	const struct guide *guide = p->room->guide;

	if (!code)
		code = pairs_get(&p->request->query, "lang");
	for (unsigned i = 0; code && guide && i < guide->language_count; i++)
		if (str_same(guide->languages[i], code))
			return i;
	return 0;
}

bool
phone_find(struct phone *p, struct door *door, const struct request *request,
	   struct arena *a)
{
	*p = (struct phone){ .door = door, .request = request, .arena = a };
	p->room = door_room_find(door, request->code);
	if (!p->room || (!p->room->guide && !room_over(p->room)))
		return false;
	p->lang = language_asked(p);
	p->follow = pairs_get(&request->query, "f") != NULL;
	return true;
}

bool
phone_ticket(struct phone *p, const char *text)
{
	return text && ticket_read(text, p->ticket) &&
	       str_fit(p->ticket_text, sizeof(p->ticket_text), text);
}

/* Unknown and ended codes are answered alike, so that what a guide says plays no part in them. */
struct reply *
phone_error(const struct phone *p, unsigned status)
{
	int asked = ours_asked(p->request);
	struct speech speech = speech_of(NULL, asked < 0 ? 0 : (unsigned)asked);

	if (status == 410)
		return page_over_in(p->door, asked < 0 ? NULL : &speech, p->arena);
	return page_error_in(p->door, status, asked < 0 ? NULL : &speech, p->arena);
}

/* ---- where the room stands ---------------------------------------------------------------- */

/* The step that it is at, or NULL. */
static const struct step *
step_now(const struct phone *p)
{
	return p->room->now->phase == PHASE_RUN
		       ? agenda_step(&p->room->agenda, p->room->now->step)
		       : NULL;
}

/* What a step without anything to do is about. */
static struct reply *
step_rest(struct phone *p, const struct step *s)
{
	const struct step *about = agenda_step(&p->room->agenda, s->from);
	struct shown shown;

	if (step_rows[s->kind].phones)
		about = s;
	if (about && s->kind != STEP_READ_BACK &&
	    room_shows(p->room, about, &shown, p->arena))
		return phone_sees(p, about, &shown);
	if (step_rows[s->kind].phones)
		return phone_waits(p, p->room->now->steps[s->number].state == STEP_CLOSED
					      ? WORD_ROOM_WAIT_CLOSED
					      : WORD_ROOM_WAIT_SOON);
	return phone_waits(p, s->kind == STEP_TALK	  ? WORD_ROOM_WAIT_TALK
			      : s->kind == STEP_READ_BACK ? WORD_ROOM_WAIT_BACK
							  : WORD_ROOM_WAIT_LISTEN);
}

struct reply *
phone_show_now(struct phone *p, bool answered)
{
	const struct step *s = step_now(p);

	if (room_over(p->room))
		return phone_error(p, 410);
	if (p->room->now->phase == PHASE_PAUSE)
		return phone_paused(p);
	if (!s)
		return phone_waits(p, WORD_ROOM_WAIT_START);
	p->step = s;
	if (!room_ready(p->room, s))
		return step_rest(p, s);
	return answered ? phone_sent(p) : phone_do(p, 200);
}

/* ---- whether this phone has answered ------------------------------------------------------- */

struct reply *
phone_wait(struct phone *p, unsigned char *record, size_t len, unsigned turn,
	   struct reply *(*after)(struct door *, struct send *, enum send_result,
				  struct arena *))
{
	struct reply *reply = arena_one(p->arena, struct reply);
	struct send *send = arena_one(p->arena, struct send);

	*send = (struct send){ .survey = &p->room->steps[p->step->number]->open,
			       .record = record,
			       .record_len = len,
			       .only_look = record == NULL,
			       .in_room = true,
			       .turn = (unsigned char)turn,
			       .after = after,
			       .phone = arena_one(p->arena, struct phone) };
	*send->phone = *p; /* the page's own ends with its function */
	memcpy(send->ticket, p->ticket, TICKET_BYTES);
	reply->status = 200;
	reply->send = send;
	return reply;
}

static struct reply *
after_look(struct door *door, struct send *send, enum send_result result, struct arena *a)
{
	struct phone *p = send->phone;

	(void)door, (void)a; /* the phone's */
	/* the room may be elsewhere by now: then it was another step that was asked about */
	if (step_now(p) != p->step)
		return phone_show_now(p, false);
	if (result == SEND_FAILED || result == SEND_EXPIRED)
		p->notice = p->notice ? p->notice : NOTICE_MAYBE;
	return phone_show_now(p, result == SEND_STORED || result == SEND_THERE);
}

struct reply *
phone_show(struct phone *p)
{
	const struct step *s = step_now(p);

	if (!s || !p->ticket_text[0] || !room_ready(p->room, s))
		return phone_show_now(p, false);
	p->step = s;
	return phone_wait(p, NULL, 0, 0, after_look);
}

struct reply *
page_room(struct door *door, const struct request *request, struct arena *a)
{
	struct phone p;

	if (!phone_find(&p, door, request, a))
		return phone_error(&p, 404);
	if (room_over(p.room))
		return phone_error(&p, 410);
	if (!phone_ticket(&p, pairs_get(&request->query, "t")))
		return phone_join(&p);
	return phone_show(&p);
}
