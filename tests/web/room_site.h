/*
 * A room to test against, on a site of site.h: a guide with every activity in two languages, its
 * steps moved as a desk moves them, and phones that talk to its door.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_ROOM_SITE_H
#define CANVASS_TEST_ROOM_SITE_H

#include "live/live.h"
#include "store/room.h"

#include "tests/web/site.h"

#define ROOM_SITE "talk@one"

struct room_site {
	struct site *site;
	char code[CODE_CHARS + 1];
	struct arena *arena;
	const struct guide *guide;
	struct agenda agenda;
};

/* Opens the room; the site is made, and its door may run. */
void room_site_make(struct room_site *r, struct site *site);
void room_site_free(struct room_site *r);
/* The nth step of a kind, from 0; dies if there is none. */
unsigned room_step_of(const struct room_site *r, enum step_kind kind, unsigned n);
/* Moves the room to a step and sets its state; waits until the door has seen it. */
void room_go(struct room_site *r, unsigned step, enum step_state state);
void room_phase(struct room_site *r, enum room_phase phase);
/* What the step shows, a line of shown_write; NULL: it is hidden. */
void room_show(struct room_site *r, unsigned step, const char *shown);
/* Puts an idea up that dots of the step may go to; number: room_idea_number of its id. */
void room_idea(struct room_site *r, unsigned step, uint64_t number, const char *text);
/* Takes it off again. */
void room_idea_gone(struct room_site *r, uint64_t number);

/* ---- phones ---------------------------------------------------------------------- */

/* GET /R/CODE and what follows ("" or "?t=..."). */
struct heard room_get_page(const struct room_site *r, const char *query);
/* POST /R/CODE with a body. */
struct heard room_post(const struct room_site *r, const char *body);
/* The same, spelt out for a phone. */
struct heard room_send(const struct room_site *r, const char *ticket, unsigned step,
		       const char *fields);
/* Asks until the phone's page has the words; false: not within three seconds. */
bool room_wait(const struct room_site *r, const char *ticket, const char *words);
/* Joins: the ticket of the page to join by. */
void room_join(const struct room_site *r, char ticket[TICKET_CHARS + 1]);

/* ---- what is in a step's file ---------------------------------------------------- */

struct told { /* one record of a step, opened with the key */
	unsigned char id[ANSWER_ID];
	struct contribution what;
};
/* All of a step's contributions; *out_count, at most `most`.  Dies if one does not open. */
size_t room_read(const struct room_site *r, unsigned step, struct told *out, size_t most,
		 struct arena *a);

#endif
