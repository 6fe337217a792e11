/*
 * What the pages of rooms share: a room as one visit sees it, what the follower knows of it, and
 * pieces of HTML.
 *
 * Nothing here may show what phones said before enough people have answered, nor a number outside
 * the room.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_ROOM_H
#define CANVASS_DESK_ROOM_H

#include "answer/redact.h"
#include "desk/page.h"
#include "live/live.h"

enum {
	ROOM_STATE = 17, /* characters of a room's state, with a NUL */
	ROOM_ID_HEX = 2 * ROOM_ITEM_ID + 1,
	ROOM_TRIES = 8, /* of a change that the follower may come in between */
	ROOM_HANDS_MOST = 2000,
	WALL_EVERY = 400,
	DESK_EVERY = 1000, /* milliseconds between two looks of the script */
};

/* ---- a room as it stands (room_load.c) ---------------------------------------------------- */

struct room_text { /* what is frozen of it, read once */
	const struct form *form;
	const struct guide *guide;
	struct agenda agenda;
};
/* ERR_CONFIG: a damaged workspace.  Lives in the arena, as the room's texts must. */
bool room_text_read(const struct room *room, struct room_text *out, struct arena *a,
		    struct err *err) MUST_USE;
void room_now_of(const struct room *room, struct room_now *out);

struct room_view {
	struct room room;
	struct room_text text;
	struct room_now now;
	const struct step *step; /* the current one, or NULL */
	struct room_item *items;
	size_t item_count;
};
/* The room that the visit's first part names. */
bool room_view_load(struct desk_visit *v, struct room_view *out, struct err *err)
	MUST_USE;
/*
 * A short digest of phase, step and what is open and revealed: a form carries it, so that nobody
 * acts on a room that he has not seen.  What phones do leaves it as it is.
 */
void room_state(const struct room *room, char out[ROOM_STATE]);
/* Writes a change of head and items; what the follower writes meanwhile does not hinder. */
bool room_put(struct desk_visit *v, const struct room_change *change, struct err *err)
	MUST_USE;

const char *room_theme(const struct room_text *t, const struct step *s); /* or "" */
const char *room_step_words(const struct step *s);			 /* "Warm-up" */
/* The step whose results are looked at in this one: itself, the one that it is about, or NULL. */
const struct step *room_about_step(const struct room_text *t, const struct step *s);
/* An item by id, or NULL. */
const struct room_item *room_item_find(const struct room_view *r,
				       const unsigned char *id);
/* The ideas of a step, for dots and notes. */
size_t room_idea_list(const struct room_item *items, size_t count, unsigned step,
		      struct idea_choice **out, struct arena *a);

/* ---- what the follower knows (room_told.c) -------------------------------------------------- */

struct room_note { /* one text of a phone, for the queue */
	unsigned char name[16];
	enum step_kind kind;
	unsigned step;
	const char *text, *clean; /* clean: with labels for what is marked */
	struct redaction marks;
	enum decision decision;
	const char *shown_text; /* of its idea, once shown */
};
struct room_told {
	bool keyed; /* a key is there that opens it */
	bool read;  /* this step's file was read, as far as there is one */
	bool enough;
	bool waiting;	   /* words are kept back until more people have written */
	unsigned people;   /* who have answered this step */
	const char *shown; /* the newest results while they are revealed, or NULL */
};
/* Copies into the visit's arena. */
void room_tell(struct desk_visit *v, const char *name, unsigned step,
	       struct room_told *out);
/* Notes and marked words of a step, in an order that tells nothing; none before enough. */
size_t room_voices(struct desk_visit *v, const char *name, unsigned step,
		   struct room_note **out);
/* The follower looks again at once. */
void room_wake(void);

/* ---- time (room_timer.c) ---- */

struct room_timer {
	bool set, runs;
	int left; /* seconds, from 0 to TIMER_MOST */
};
enum { TIMER_MOST = 6 * 3600 };
void room_timer_get(struct desk_visit *v, const char *name, struct room_timer *out);
bool room_timer_set(struct desk_visit *v, const char *name, bool runs, int left,
		    struct err *err) MUST_USE;
/* "12:04", "time is up", or nothing. */
void room_timer_put(struct html *h, const struct room_timer *t);
/* What an act does to the timer: a section begins, the room pauses or goes on. */
bool room_timer_act(struct desk_visit *v, const struct room_view *was,
		    const struct room_view *now, struct err *err) MUST_USE;

/* ---- pieces of HTML ---- */

/* The style sheet of rooms, before anything else of the page (room_html.c). */
void room_style(struct desk_visit *v);
void room_hidden(struct html *h, const char *name, const char *value);
void room_id_text(const unsigned char id[ROOM_ITEM_ID], char out[ROOM_ID_HEX]);
void room_markup(struct html *h, const char *text, const struct redaction *marks);
/* Plain text with its line ends. */
void room_paragraphs(struct html *h, const char *text);
/* <div data-follow=...>; the caller writes what is in it and </div>. */
void room_follow_open(struct desk_visit *v, const char *path, unsigned every,
		      const char *class);
/* QR code and room code (room_join.c). */
void room_join_put(struct desk_visit *v, const struct room *room, bool large);
/* Results as text and drawing (room_results.c); step: what they are of. */
void room_results_put(struct desk_visit *v, const struct room_text *t,
		      const struct step *step, const struct shown *shown);
/* The results of a step, if they may be seen now: from the follower, else as stored. */
bool room_results_get(struct desk_visit *v, const struct room_view *r, unsigned step,
		      struct shown *out);
/* The parts of the console that follow (room_now.c, room_queue.c). */
void room_now_put(struct desk_visit *v, const struct room_view *r);
void room_waiting_put(struct desk_visit *v, const struct room_view *r);
/* Forms of the console (room_scribe.c, room_record.c). */
void room_scribe_put(struct desk_visit *v, const struct room_view *r);
void room_summary_put(struct desk_visit *v, const struct room_view *r,
		      const struct step *step);

#endif
