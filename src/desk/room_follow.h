/*
 * The follower from inside: rooms, the files that are watched, and what was opened of them.
 *
 * One thread opens what phones say (room_follow.c, room_watch.c) and writes what may be shown
 * (room_upkeep.c); pages copy what they need under the same mutex (room_told.c).  Opened words lie
 * here only while a key is there that opens them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_DESK_ROOM_FOLLOW_H
#define CANVASS_DESK_ROOM_FOLLOW_H

#include "desk/room.h"
#include "store/read.h"

enum {
	FOLLOW_EVERY = 200,   /* ms between two looks */
	FOLLOW_WRITES = 500,  /* ms between two writes of one step's results */
	FOLLOW_AFTER = 60000, /* ms for which a room that is over is followed */
};

struct voice { /* one contribution, opened */
	unsigned char id[ANSWER_ID], hash[16];
	unsigned char name[16]; /* made of the box's own key */
	unsigned char was[16];	/* the name before, if the words stayed the same */
	bool moved;		/* was is set */
	bool good;		/* it could be read */
	bool there;		/* met in this reading */
	bool queued;		/* the facilitator may see its words */
	struct contribution what;
	char *text, *clean; /* on the heap, wiped; NULL: no text */
	struct redact_span *spans;
	size_t span_count;
};

struct watch { /* one step's answers file */
	unsigned number;
	const struct step *step;
	struct live *live;
	struct voice *voices; /* by id */
	size_t count, sorted, room;
	bool whole;   /* read to the end, with the key, since it was opened */
	bool changed; /* since results were made of it */
	bool enough;
	bool waiting; /* words that are not in the queue yet */
	unsigned people;
	char *shown;	     /* newest results, while they are revealed; on the heap */
	uint64_t written_at; /* clock_ms of the last write of results */
};

struct followed {
	char name[ROOM_NAME];
	struct arena *frozen; /* guide and form */
	struct arena *state;  /* room and items, as read last */
	struct room room;
	struct room_text text;
	struct room_item *items;
	size_t item_count;
	struct redactor *redactor;
	struct watch *watch[AGENDA_STEPS + 1]; /* by number; most are NULL */
	bool keyed, stale;
	bool fresh;	     /* the store was read anew, and nothing was made of it yet */
	bool broken;	     /* its frozen texts cannot be read: nothing is done for it */
	uint64_t over_since; /* clock_ms; 0: it runs */
	struct followed *next;
};

struct follower {
	pthread_mutex_t lock;
	pthread_cond_t woken;
	pthread_t thread;
	bool runs, stop, awake;
	struct desk *desk;
	const char *dir;
	struct store *store;
	struct followed *rooms;
};
extern struct follower follower;

/* ---- room_watch.c: under the lock -------------------------------------------------------- */

/* Which steps are to be watched now; opens and closes. */
void watch_settle(struct followed *f);
void room_watch_free(struct watch *w); /* wipes */
/* Opens what is new or changed. */
void watch_read(struct followed *f, struct watch *w, const struct secret_key *key);
/*
 * Lets words into the facilitator's queue: while phones may answer, only when as many people as the
 * guide shows from have written something new, all of it at once; and all that is left when the
 * step is shut.  One by one, who taps "Send" would be seen beside what comes in, and the notes of
 * one phone beside each other.  *w->waiting: whether somebody's words are still kept back.
 */
void watch_queue(const struct followed *f, struct watch *w);
/* What was opened, in the order of its names. */
struct pool watch_pool(const struct watch *w, struct arena *a);
const struct voice *watch_find(const struct watch *w, const unsigned char name[16]);

/* ---- room_upkeep.c: under the lock ----------------------------------------------------------- */

struct upkeep { /* what is to be written, in an arena */
	struct room head;
	unsigned steps[AGENDA_STEPS];
	size_t step_count;
	struct room_item *put;
	size_t put_count;
	unsigned char (*gone)[ROOM_ITEM_ID];
	size_t gone_count;
};
/* Looks at all that was opened; whether there is anything to write. */
bool upkeep_make(struct followed *f, struct upkeep *out, struct arena *a);
/* What a facilitator decided on a contribution; out_item may be NULL. */
enum decision upkeep_decision(const struct room_item *items, size_t count,
			      const unsigned char name[16],
			      const struct room_item **out_item);
/* What facilitators decided of a step, and words with marks, which wait. */
size_t upkeep_decided(const struct followed *f, const struct watch *w,
		      struct decided **out, struct arena *a);

#endif
