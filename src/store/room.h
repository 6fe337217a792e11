/*
 * Rooms in canvass.db: what was opened, where it stands, and what was shown in it.  Written by the
 * desk and the commands, read by the door.  What phones said lies sealed in answers files, one a
 * step, as a survey's answers do (add.h): named by room_file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_STORE_ROOM_H
#define CANVASS_STORE_ROOM_H

#include "store/store.h"

enum {
	ROOM_NAME = 72,	  /* "<guide id>@<label>", with its NUL */
	ROOM_STEPS = 103, /* numbers 1 to 102 */
	ROOM_ITEM_ID = 16,
	ROOM_ITEM_TEXT = 8192, /* bytes of an item's text, at most */
};

struct room_step {
	unsigned state; /* enum step_state */
	bool revealed, enough;
	const char *shown; /* a line of JSON ("shown 1"); NULL: nothing */
};
struct room {
	char name[ROOM_NAME];
	char code[STORE_CODE];
	const char *guide_text, *form_text; /* as frozen; in the arena */
	size_t guide_len, form_len;
	unsigned char form_hash[32];
	unsigned char recipients[STORE_RECIPIENTS][STORE_KEY];
	unsigned recipient_count;
	bool closed; /* for good: its code leads to a page that says so */
	bool invented;
	int opened, closed_day;		     /* days; -1: not */
	unsigned padded, box_len, page_size; /* of each step's answers file */
	unsigned phase, step; /* enum room_phase; the current step, 0: none */
	unsigned hands;	  /* people in the room who raised a hand; 0: not yet counted */
	uint64_t version; /* goes up with each change */
	struct room_step steps[ROOM_STEPS]; /* by number */
};

/* A second one of that name: ERR_CREATE; a code in use: ERR_BUSY (draw again). */
bool room_add(struct store *st, const struct room *room, struct err *err) MUST_USE;
/* ERR_MISSING, naming the near ones, if there is none. */
bool room_get(struct store *st, const char *name, struct room *out, struct arena *a,
	      struct err *err) MUST_USE;
/* All, by name; without guide_text, form_text and shown where brief. */
bool room_all(struct store *st, bool brief, struct room **out, size_t *out_count,
	      struct arena *a, struct err *err) MUST_USE;
/* The answers file of a step: "<name>.s4", fit for answers_make, answers_open, live_open. */
void room_file(const char *name, unsigned step, char out[SURVEY_NAME]);
/* Associated data of its boxes: "canvass room 1 <name>.s4". */
void room_about(const char *name, unsigned step, char *out, size_t size);

enum room_item_kind {
	ROOM_IDEA, /* a note as it was shown; number: bucket; rank: order of votes */
	ROOM_DECISION, /* on one contribution: id is its name; number: enum decision */
	ROOM_SUMMARY, /* of a step: what was read back and approved; number: 1 once approved */
	ROOM_ACTION, /* text; note: "department\nquarter" */
	ROOM_QUOTE,  /* approved in the room */
	ROOM_ITEM__COUNT
};
struct room_item {
	unsigned char id[ROOM_ITEM_ID]; /* drawn at random, or a contribution's name */
	enum room_item_kind kind;
	unsigned step;	  /* 0: of the room as a whole */
	const char *text; /* "" for decisions */
	const char *note;
	unsigned number, rank;
};
/* The number by which phones and results know an idea: the first 8 bytes of its id, big end. */
static inline uint64_t
room_idea_number(const unsigned char id[ROOM_ITEM_ID])
{
	uint64_t number = 0;

	for (unsigned i = 0; i < 8; i++)
		number = number << 8 | id[i];
	return number;
}
/* Of a room, by kind, step and id. */
bool room_items(struct store *st, const char *name, struct room_item **out,
		size_t *out_count, struct arena *a, struct err *err) MUST_USE;

/* One change, whole or not at all.  ERR_BUSY: the room's version is not `version` any more. */
struct room_change {
	uint64_t version; /* as it was read; 0: whatever it is */
	const struct room
		*head; /* phase, step, hands, closed, closed_day; NULL: as they are */
	const unsigned *steps; /* numbers of head->steps that are written */
	size_t step_count;
	const struct room_item *put; /* by id: put in, or over what is there */
	size_t put_count;
	const unsigned char (*gone)[ROOM_ITEM_ID];
	size_t gone_count;
};
bool room_change(struct store *st, const char *name, const struct room_change *change,
		 uint64_t *out_version, struct err *err) MUST_USE;

#endif
