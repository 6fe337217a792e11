/*
 * Focus-group rooms: the order of their steps, what a phone may say in each, what of it may be
 * shown, and what may leave.  Pure: no clock, no file, no socket.
 *
 * A room goes through its guide's agenda, a list of steps.  Phones act in some of them; a step's
 * number never changes, and each of its contributions is a sealed record of its own.
 * Nothing in a record says whose it is, and two of one phone have nothing in common.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_LIVE_H
#define CANVASS_LIVE_H

#include "answer/answer.h"
#include "base/base.h"
#include "form/guide.h"

/* ---- the agenda (live/agenda.c) ---------------------------------------------------- */

enum {
	AGENDA_STEPS = 2 + GUIDE_SECTIONS * 5, /* at most */
	NOTE_CHARS = 280,		       /* of one note, in characters */
	WORD_CHARS = 40,		       /* of one contribution of words */
	NOTES_EACH = 3,			       /* notes of one phone in one step */
	IDEAS_MOST = 200,		       /* of one step */
	SHOWN_ROWS = 200,		       /* of one step's results */
	ROOM_PHONES = 2000, /* contributions of one step that are looked at */
	DOTS_LEAST = 3,	    /* votes from which an idea's order may leave */
};

enum step_kind {
	STEP_OPENING, /* read aloud, consent by hands: nothing for phones */
	STEP_WARM_UP, /* a vote */
	STEP_WORDS,
	STEP_NOTES,
	STEP_VOTES,
	STEP_SCORECARD, /* the section's activity, alone */
	STEP_TALK,	/* show and talk: nothing for phones */
	STEP_DOTS,	/* dot votes on the ideas of the section */
	STEP_READ_BACK, /* the summary is read, and corrected by the room */
	STEP_CLOSING,
	STEP__COUNT
};
struct step_row {
	const char *name; /* "warm-up": in files and exports */
	bool phones;	  /* phones act in it */
	bool live; /* results may follow answers once revealed; notes pass the queue instead */
};
extern const struct step_row step_rows[STEP__COUNT];

struct step {
	enum step_kind kind;
	unsigned number; /* from 1, in the order of the agenda */
	int section;	 /* in guide->sections; -1: opening, closing */
	const struct section *about; /* the same; NULL: opening, closing */
	const struct text *ask,
		*hint; /* ask: NULL where nothing is asked; hint: NULL: none */
	const struct options *options; /* of votes and scorecards */
	unsigned dots;		       /* of STEP_DOTS: votes each */
	unsigned from; /* STEP_DOTS, TALK, READ_BACK: what phones did alone before; 0: nothing */
};
struct agenda {
	const struct guide *guide;
	struct step steps[AGENDA_STEPS];
	unsigned count;
};
/* Opening; each section: warm up, alone, talk, dots, read back; closing.  Points into the guide. */
void agenda_make(struct agenda *out, const struct guide *guide);
const struct step *agenda_step(const struct agenda *a, unsigned number); /* or NULL */
/* Minutes of the step's section (or opening, closing). */
unsigned agenda_minutes(const struct agenda *a, const struct step *s);
/*
 * A guide and its form as they were frozen with a room, whose name is for messages.  NULL: another
 * version froze them, or they are damaged: ERR_CONFIG.  Lives in the arena; the texts must too.
 */
struct guide *agenda_guide(const char *name, const char *guide, size_t guide_len,
			   const char *form, size_t form_len, struct arena *a,
			   struct err *err) MUST_USE;

/* ---- one contribution (live/contribution.c) ---------------------------------------- */

struct contribution {
	enum step_kind kind;
	unsigned
		turn; /* 0: the phone's first of this step: one person; 1, 2: further notes,
			 whose records all say 1 */
	bool empty;	  /* taken back: it counts for nothing */
	const char *text; /* words, notes: normalised, without controls; in the arena */
	unsigned choice;  /* votes, warm-up: option, from 0 */
	unsigned char marks[GUIDE_STATEMENTS]; /* scorecard: option + 1; 0: passed */
	unsigned statement_count;
	uint64_t dots[5]; /* ids of ideas */
	unsigned dot_count;
};
enum contribution_fault {
	CONTRIBUTION_OK,
	CONTRIBUTION_NOTHING, /* nothing was chosen or written */
	CONTRIBUTION_UNKNOWN, /* an option or idea that there is not */
	CONTRIBUTION_LONG,    /* over NOTE_CHARS, WORD_CHARS or three words */
	CONTRIBUTION_MANY,    /* more dots than there are */
};
struct idea_choice { /* an idea that dots can be given to */
	uint64_t id;
	const char *text;
};
/*
 * What a phone posted for a step: fields `words`; `note`, `note_2`, `note_3`; `vote` (an option's
 * code); `s_<statement id>`; `dot` (repeated: an idea's id in 16 hexadecimal digits).  *out_count
 * contributions (notes: NOTES_EACH, empty ones too, so that a changed page takes back what it had;
 * else one; 0 if the step is none of phones).  Any fault: the field's name in *out_field (NULL
 * without one), and *out is what was typed, notes in their fields' order.  CONTRIBUTION_NOTHING:
 * *out are empty ones, fit to take back what was sent before.  Everything lives in the arena.
 */
enum contribution_fault contribution_read(const struct agenda *a, const struct step *s,
					  const struct idea_choice *ideas,
					  size_t idea_count, const struct pairs *fields,
					  struct contribution out[NOTES_EACH],
					  unsigned *out_count, const char **out_field,
					  struct arena *arena);
/* Bytes of a record (versioned); at most contribution_most().  Appended to out.  c is what
 * contribution_read took without a fault, or an empty one. */
void contribution_write(const struct contribution *c, struct buf *out);
size_t contribution_most(void);
/* False: damaged, or of another kind than the step's. */
bool contribution_parse(const void *data, size_t len, const struct step *s,
			struct contribution *out, struct arena *arena) MUST_USE;

/* ---- what a step's contributions come to (live/pool.c) ------------------------------ */

/* One opened contribution; name: 16 bytes that only the key leads to, another for each change. */
struct said {
	unsigned char name[16];
	struct contribution what;
};
struct pool {
	const struct step *step;
	const struct said *items; /* in an order that tells nothing */
	size_t count;
};
/* People who have answered: contributions of turn 0 that are not empty. */
unsigned pool_people(const struct pool *p);
/* Whether results may be shown: so many have answered, or had (latched: then it stays). */
bool pool_enough(const struct pool *p, const struct guide *guide, bool latched);

enum decision { DECISION_NONE, DECISION_SHOWN, DECISION_HELD }; /* of a facilitator */
struct decided {
	unsigned char name[16];
	enum decision what;
};

/* ---- what is shown (live/shown.c): written by the desk, read by the door ------------- */

struct shown_row {
	char id[40]; /* option's code, idea's id, or "" */
	const char *text;
	unsigned n;	    /* in the room only; notes: 0 */
	unsigned parts[32]; /* scorecard: how many chose each option */
	unsigned part_count;
};
struct shown {
	enum step_kind kind;
	unsigned step;
	bool few; /* too few have answered: rows is empty, and nothing else is told */
	/* The room is over: n and parts are places in an order, from 1; 0: few votes. */
	bool ordered;
	struct shown_row *rows; /* in the order in which they are shown */
	size_t count;
};
/* Turns counts into places, equal ones alike: no number leaves a room (live/forget.c). */
void shown_forget(struct shown *s);
/*
 * Results of a pool: votes and scorecards by option or statement in the guide's order; words
 * folded (case, blanks) and counted, the most frequent first, then by alphabet, held ones left out;
 * dots by idea in order of votes, equal ones by id; notes are the ideas alone.  Rows of words have
 * no id; of ideas it is their id in 16 hexadecimal digits.  At most SHOWN_ROWS.  few is set unless
 * enough.  lang: of the guide's.  Lives in the arena, with texts of guide, pool and ideas.
 */
void shown_make(struct shown *out, const struct agenda *a, const struct pool *p,
		const struct decided *decided, size_t decided_count,
		const struct idea_choice *ideas, size_t idea_count, bool enough,
		unsigned lang, struct arena *arena);
/* One line of JSON, and back ("shown 1"); the door parses it.  False: it is none. */
void shown_write(const struct shown *s, struct buf *out);
bool shown_read(const char *text, size_t len, struct shown *out, struct arena *arena)
	MUST_USE;

/* ---- what a facilitator may do next (live/rules.c) ------------------------------------ */

enum room_phase { PHASE_GATHER, PHASE_RUN, PHASE_PAUSE, PHASE_OVER, PHASE__COUNT };
extern const char *const
	room_phase_names[PHASE__COUNT]; /* "gathering", "running", "paused", "over" */
enum step_state { STEP_AHEAD, STEP_OPEN, STEP_CLOSED };
enum room_act {
	ACT_START, /* from gathering: to the first step */
	ACT_OPEN,  /* the current step's answers */
	ACT_SHUT,  /* no more answers: the ticket key goes */
	ACT_REVEAL,
	ACT_HIDE,
	ACT_NEXT,  /* shuts what is open */
	ACT_BACK,  /* to look at: an ask that was shut stays shut */
	ACT_PAUSE, /* the pause word: phones and wall show it, nothing else */
	ACT_RESUME,
	ACT_END,
	ACT__COUNT
};
struct room_now {
	enum room_phase phase;
	unsigned step; /* the current one's number; 0: none yet */
	enum step_state state[AGENDA_STEPS + 1]; /* by number */
	bool revealed[AGENDA_STEPS + 1];
	bool enough[AGENDA_STEPS + 1]; /* latched */
};
/* Whose results a step shows, and ACT_REVEAL and ACT_HIDE are about: its own, or those of the step
 * that it is about; 0: none. */
unsigned room_results_step(const struct agenda *a, unsigned number);
/* Applies an act.  False: it is not possible now; *out_why: a sentence on why, or NULL. */
bool room_act_do(struct room_now *now, const struct agenda *a, enum room_act act,
		 const char **out_why) MUST_USE;
bool room_act_may(const struct room_now *now, const struct agenda *a, enum room_act act);
extern const char
	*const room_act_names[ACT__COUNT]; /* "start", "open", ... in addresses */

/* ---- what leaves (live/leaving.c): order and words, no number ------------------------- */

enum bucket {
	BUCKET_NONE,
	BUCKET_WORKS,
	BUCKET_CONCERN,
	BUCKET_OPPORTUNITY,
	BUCKET__COUNT
};
extern const char *const
	bucket_names[BUCKET__COUNT]; /* "", "what works", "concern", "opportunity" */

struct leaving_idea {
	const char *text;
	enum bucket bucket;
	unsigned
		order; /* by votes, from 1; 0: fewer than DOTS_LEAST votes, or no vote: unordered */
};
/* Sets the order by votes of those that DOTS_LEAST or more voted for; equal votes, equal order.
 * ids[i]: of ideas[i]. */
void leaving_order(const struct shown *dots, const uint64_t *ids,
		   struct leaving_idea *ideas, size_t count);

#endif
