/*
 * What the sender's two files share: messages, lists of them, and how a message ends.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SENDER_H
#define CANVASS_SENDER_H

#include "web/machine.h"

#define UNDER_WAY	   (-1)
#define SEALERS_MOST	   4u
#define SEALER_NICE	   10
#define CHECKPOINT_MS	   150u	 /* under load: each holds answers up a little */
#define CHECKPOINT_IDLE_MS 20u	 /* the queue has been empty for so long */
#define PROBE_MS	   5000u /* on a full disk */
#define BUSY_WARN_MS	   60000u
#define SHORTS_MOST	   10u /* of memory, in a minute */
#define PROBE_BYTES	   (4 << 20)

struct message {
	struct message *next;		 /* in a worker's list, or in `ended` */
	struct message *later, *earlier; /* in the loop's list of those under way */
	struct held *survey;
	unsigned char id[ANSWER_ID];
	unsigned char *record, *box;
	size_t record_len, cost;
	bool by_slip;
	unsigned char slip[SLIP_HASH];
	bool counted;	    /* an answer to be stored: survey->on_way counts it */
	bool replace;	    /* in a room: over what is there */
	send_work_fn *work; /* no answer, but this */
	void *work_with;
	struct held *after; /* work that waits until no answer of it is on its way */
	atomic_int end;	    /* UNDER_WAY, or enum send_result: set once */
	uint64_t due;
	send_done_fn *done;
	void *with;
};

struct list {
	struct message *first, **tail;
};

struct sender {
	pthread_mutex_t lock;
	pthread_cond_t to_seal_more, to_write_more;
	struct list to_seal, to_write, ended; /* under the lock */
	size_t messages, bytes; /* under the lock: all that no worker has let go of */
	bool quit_sealing, quit_writing; /* under the lock */
	atomic_bool stopped, full;
	int wake;
	char *dir;
	pthread_t sealers[SEALERS_MOST], writer;
	unsigned sealer_count;
	bool writer_runs;

	/* the loop's alone */
	struct message *oldest, *newest;
	size_t under_way;

	/* the writer's alone */
	struct held **dirty; /* files with something in their log */
	size_t dirty_count;
	uint64_t last_checkpoint, busy_since, next_probe;
	bool busy_said;
	uint64_t short_since; /* of memory */
	unsigned shorts;
};

static inline void
list_init(struct list *l)
{
	l->first = NULL;
	l->tail = &l->first;
}

static inline void
list_put(struct list *l, struct message *m)
{
	m->next = NULL;
	*l->tail = m;
	l->tail = &m->next;
}

static inline struct message *
list_take(struct list *l)
{
	struct message *m = l->first;

	if (!m)
		return NULL;
	l->first = m->next;
	if (!l->first)
		l->tail = &l->first;
	return m;
}

/* Messages that a worker ends together, so that the loop is woken once. */
struct endings {
	struct list won;
	size_t messages, bytes;
};
void endings_init(struct endings *e);
void endings_put(struct endings *e, struct message *m, enum send_result result);
void endings_tell(struct sender *s, struct endings *e);
void end_one(struct sender *s, struct message *m, enum send_result result);

void *sealer_main(void *sender); /* a sealing thread */
void *writer_main(void *sender); /* the writer (sender_write.c) */

#endif
