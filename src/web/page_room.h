/*
 * What the pages of rooms share: one request of a phone, and what its page says.
 *
 * A phone has one ticket for the whole room, in its pages' forms and links and nowhere else.  The
 * server keeps nothing of it but slots, whose ids nobody can lead back to it once a step is closed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_PAGE_ROOM_H
#define CANVASS_PAGE_ROOM_H

#include "web/page.h"
#include "web/room.h"

enum { FOLLOW_SECONDS = 7 };

enum notice { /* said above what the page is about */
	      NOTICE_NONE,
	      NOTICE_SENT,
	      NOTICE_LATE, /* the step had closed: nothing of it was kept */
	      NOTICE_HALF, /* some notes were stored before it closed */
	      NOTICE_EMPTY, /* the same page again to change an answer, which nobody can show */
	      NOTICE_MAYBE, /* nobody could tell whether this ticket has answered */
	      NOTICE_AGAIN, /* storing failed: what was typed is still there */
};

struct phone {
	struct door *door;
	const struct request *request;
	struct arena *arena;
	struct door_room *room;
	unsigned lang; /* in the guide's languages */
	bool follow;
	char ticket_text[TICKET_CHARS + 1]; /* "": none */
	unsigned char ticket[TICKET_BYTES];
	enum notice notice;

	/* of a page where one answers */
	const struct step *step;
	const struct pairs *typed; /* shown again; NULL: empty */
	enum contribution_fault fault;
	const char *field; /* which has it */

	/* of an answer on its way: the rest goes when one is stored */
	struct contribution said[NOTES_EACH];
	unsigned said_count, said_at;
};

/* Finds room and language; false: unknown.  It does no more, as caller_find. */
bool phone_find(struct phone *p, struct door *door, const struct request *request,
		struct arena *a) MUST_USE;
/* Takes a ticket; false: it is none. */
bool phone_ticket(struct phone *p, const char *text) MUST_USE;
struct reply *phone_error(const struct phone *p, unsigned status);
/* Where the room stands, for this phone; asks the store first whether its ticket has answered. */
struct reply *phone_show(struct phone *p);
/* The same without asking: has it answered what is open? */
struct reply *phone_show_now(struct phone *p, bool answered);
/* The page where p->step is answered. */
struct reply *phone_do(struct phone *p, unsigned status);
/* A reply that waits for a send about p->step; record: as in struct send, NULL: only look. */
struct reply *phone_wait(struct phone *p, unsigned char *record, size_t len,
			 unsigned turn,
			 struct reply *(*after)(struct door *, struct send *,
						enum send_result, struct arena *));

/* ---- laying out ----------------------------------------------------------------------- */

/* Begins a page: title, languages; buttons: they carry what was typed.  Ends it. */
void phone_layout(struct layout *l, struct phone *p, const char *title, bool error);
struct reply *phone_reply(struct layout *l, struct phone *p, unsigned status);
/* Links to the guide's other languages. */
void phone_languages(struct layout *l, struct phone *p);
/* Address of the room for this phone, with its ticket if link; follow: updating by itself. */
const char *phone_address(const struct phone *p, bool link, bool follow);
/* Opens a form with its hidden fields; go: of the hidden button that Enter presses, or NULL. */
void phone_form(struct layout *l, struct phone *p, const char *go, enum word word);
void phone_notice(struct layout *l, const struct phone *p);
/* "Show the latest", "Update by itself". */
void phone_links(struct layout *l, struct phone *p);
/* The theme of a step's section, above its heading; nothing for opening and closing. */
void phone_theme(struct layout *l, const struct step *s);
/* What a step asks: of dot votes our own words. */
const char *phone_ask(const struct phone *p, const struct layout *l,
		      const struct step *s);
void phone_paragraph_num(struct layout *l, enum word word, long number);

/* Pages. */
struct reply *phone_join(struct phone *p);
struct reply *phone_waits(struct phone *p, enum word why);
struct reply *phone_paused(struct phone *p);
struct reply *phone_sent(struct phone *p);
struct reply *phone_sees(struct phone *p, const struct step *s,
			 const struct shown *shown);
/* Results, below a heading of the caller's. */
void phone_results(struct layout *l, struct phone *p, const struct step *s,
		   const struct shown *shown);

#endif
