/*
 * Answers on their way to the store: a bounded queue, a few sealing threads, one writer.
 *
 * A message is self-contained.  It ends once, by one atomic step: the writer sets its result, or
 * the loop lets it expire; whoever comes second only tidies up.  The writer takes all that waits
 * for one file, at most 256 answers, and commits them together; nothing is acknowledged before
 * answers_add() says that the group is on the disk.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "web/sender.h"

/* ---- messages -------------------------------------------------------------------- */

static void
record_drop(struct message *m)
{
	if (m->record)
		secret_wipe(m->record, m->record_len);
	free(m->record);
	m->record = NULL;
}

static void
message_free(struct message *m)
{
	record_drop(m);
	free(m->box);
	explicit_bzero(m, sizeof(*m)); /* slip and id side by side: which sent which */
	free(m);
}

/* The one atomic step.  False: the other side was first. */
static bool
message_end(struct message *m, int result)
{
	int expected = UNDER_WAY;

	return atomic_compare_exchange_strong(&m->end, &expected, result);
}

struct message *
message_new(struct sender *s, struct held *survey, const unsigned char id[ANSWER_ID],
	    unsigned char *record, size_t record_len, unsigned char *box,
	    const unsigned char *slip, send_done_fn *done, void *with)
{
	size_t cost = record_len + survey->open.box_len + sizeof(struct message);
	struct message *m = NULL;
	bool room;

	if (sender_stopped(s) || sender_full(s))
		return NULL;
	/* The loop alone adds, so room that is there now is there in sender_put. */
	pthread_mutex_lock(&s->lock);
	room = s->messages < QUEUE_MESSAGES && s->bytes + cost <= QUEUE_BYTES;
	pthread_mutex_unlock(&s->lock);
	if (!room)
		return NULL;
	m = mem_new(1, sizeof(*m));
	*m = (struct message){ .survey = survey,
			       .record = record,
			       .record_len = record_len,
			       .box = box,
			       .cost = cost,
			       .done = done,
			       .with = with };
	memcpy(m->id, id, ANSWER_ID);
	m->by_slip = slip != NULL;
	if (slip)
		memcpy(m->slip, slip, SLIP_HASH);
	atomic_init(&m->end, UNDER_WAY);
	return m;
}

void
message_replaces(struct message *m)
{
	m->replace = true;
}

/* ---- the loop's side ------------------------------------------------------------- */

static void
under_way_add(struct sender *s, struct message *m)
{
	m->earlier = s->newest;
	if (s->newest)
		s->newest->later = m;
	else
		s->oldest = m;
	s->newest = m;
	s->under_way++;
}

static void
under_way_drop(struct sender *s, struct message *m)
{
	if (m->earlier)
		m->earlier->later = m->later;
	else
		s->oldest = m->later;
	if (m->later)
		m->later->earlier = m->earlier;
	else
		s->newest = m->earlier;
	s->under_way--;
}

void
sender_put(struct sender *s, struct message *m, uint64_t now)
{
	bool seal = m->record != NULL;

	m->due = now + SEND_WAIT_MS;
	m->counted = m->record || m->box;
	if (m->counted)
		atomic_fetch_add(&m->survey->on_way, 1);
	under_way_add(s, m);
	pthread_mutex_lock(&s->lock);
	s->messages++;
	s->bytes += m->cost;
	list_put(seal ? &s->to_seal : &s->to_write, m);
	pthread_cond_signal(seal ? &s->to_seal_more : &s->to_write_more);
	pthread_mutex_unlock(&s->lock);
}

static void
put_work(struct sender *s, bool aside, struct held *after, send_work_fn *work,
	 send_done_fn *done, void *with)
{
	struct message *m = mem_new(1, sizeof(*m));

	*m = (struct message){ .work = work,
			       .work_with = with,
			       .after = after,
			       .done = done,
			       .with = with,
			       .due = UINT64_MAX };
	atomic_init(&m->end, UNDER_WAY);
	under_way_add(s, m);
	pthread_mutex_lock(&s->lock);
	s->messages++;
	list_put(aside ? &s->to_seal : &s->to_write, m);
	pthread_cond_signal(aside ? &s->to_seal_more : &s->to_write_more);
	pthread_mutex_unlock(&s->lock);
}

void
sender_work(struct sender *s, bool aside, send_work_fn *work, send_done_fn *done,
	    void *with)
{
	put_work(s, aside, NULL, work, done, with);
}

void
sender_work_after(struct sender *s, struct held *survey, send_work_fn *work,
		  send_done_fn *done, void *with)
{
	put_work(s, false, survey, work, done, with);
}

void
sender_collect(struct sender *s, uint64_t now)
{
	struct list ended;
	struct message *m, *later;

	list_init(&ended);
	pthread_mutex_lock(&s->lock);
	while ((m = list_take(&s->ended)))
		list_put(&ended, m);
	pthread_mutex_unlock(&s->lock);
	while ((m = list_take(&ended))) {
		under_way_drop(s, m);
		if (m->done)
			m->done(m->with, (enum send_result)atomic_load(&m->end));
		message_free(m);
	}
	/* All answers wait equally long, so the oldest are due first (work never is). */
	for (m = s->oldest; m && (m->due <= now || m->work); m = later) {
		later = m->later;
		if (m->work || !message_end(m, SEND_EXPIRED))
			continue; /* it ended a moment ago: the next turn collects it */
		under_way_drop(s, m);
		if (m->done)
			m->done(m->with, SEND_EXPIRED); /* a worker frees it */
	}
}

static bool
answers_under_way(const struct sender *s)
{
	for (const struct message *m = s->oldest; m; m = m->later)
		if (!m->work)
			return true;
	return false;
}

/* What a worker has just ended is collected a moment later, hence the waiting. */
void
sender_expire(struct sender *s)
{
	struct pollfd wake = { .fd = s->wake, .events = POLLIN };
	uint64_t woken;

	sender_collect(s, UINT64_MAX - 1);
	while (answers_under_way(s)) {
		if (poll(&wake, 1, 100) > 0 && read(s->wake, &woken, sizeof(woken)) < 0)
			continue;
		sender_collect(s, UINT64_MAX - 1);
	}
}

int
sender_wait(const struct sender *s, uint64_t now)
{
	const struct message *m = s->oldest;

	while (m && m->work)
		m = m->later;
	if (!m)
		return -1;
	return m->due > now ? (int)(m->due - now) : 0;
}

size_t
sender_under_way(const struct sender *s)
{
	return s->under_way;
}

bool
sender_stopped(const struct sender *s)
{
	return atomic_load(&s->stopped);
}

bool
sender_full(const struct sender *s)
{
	return atomic_load(&s->full);
}

/* ---- ends, as the workers see them ----------------------------------------------- */

void
endings_init(struct endings *e)
{
	*e = (struct endings){ 0 };
	list_init(&e->won);
}

void
endings_put(struct endings *e, struct message *m, enum send_result result)
{
	e->messages++;
	e->bytes += m->cost;
	if (m->counted)
		atomic_fetch_sub(&m->survey->on_way, 1);
	if (message_end(m, (int)result))
		list_put(&e->won, m);
	else
		message_free(m);
}

/* Hands a whole group to the loop, which is woken once. */
void
endings_tell(struct sender *s, struct endings *e)
{
	struct message *m;
	bool any = e->won.first != NULL;
	uint64_t one = 1;

	pthread_mutex_lock(&s->lock);
	s->messages -= e->messages;
	s->bytes -= e->bytes;
	while ((m = list_take(&e->won)))
		list_put(&s->ended, m);
	pthread_mutex_unlock(&s->lock);
	if (any && write(s->wake, &one, sizeof(one)) < 0 && errno != EAGAIN)
		die("the loop cannot be woken");
}

void
end_one(struct sender *s, struct message *m, enum send_result result)
{
	struct endings e;

	endings_init(&e);
	endings_put(&e, m, result);
	endings_tell(s, &e);
}

/* ---- sealing threads ------------------------------------------------------------- */

static bool
message_seal(struct message *m)
{
	const struct door_survey *survey = &m->survey->open;
	struct err err = { 0 };
	bool sealed;

	m->box = mem_new(survey->box_len, 1);
	sealed = box_seal(m->box, survey->padded, m->record, m->record_len, survey->about,
			  survey->recipients, survey->recipient_count, &err);
	record_drop(m);
	if (!sealed)
		log_line("an answer cannot be sealed: %s", err.text);
	return sealed;
}

static void
seal_one(struct sender *s, struct message *m)
{
	if (m->work) {
		end_one(s, m, m->work(m->work_with));
		return;
	}
	if (atomic_load(&m->end) != UNDER_WAY || !message_seal(m)) {
		end_one(s, m, SEND_FAILED);
		return;
	}
	pthread_mutex_lock(&s->lock);
	list_put(&s->to_write, m);
	pthread_cond_signal(&s->to_write_more);
	pthread_mutex_unlock(&s->lock);
}

void *
sealer_main(void *with)
{
	struct sender *s = with;
	struct message *m;

	/* Where processors are short, pages come first: the loop must not wait for seals. */
	setpriority(PRIO_PROCESS, (id_t)gettid(), SEALER_NICE);
	for (;;) {
		pthread_mutex_lock(&s->lock);
		while (!(m = list_take(&s->to_seal)) && !s->quit_sealing)
			pthread_cond_wait(&s->to_seal_more, &s->lock);
		pthread_mutex_unlock(&s->lock);
		if (!m)
			return NULL;
		seal_one(s, m);
	}
}

/* ---- begin and end --------------------------------------------------------------- */

static unsigned
sealers_wanted(void)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	return cpus < 1 ? 1 : cpus > (long)SEALERS_MOST ? SEALERS_MOST : (unsigned)cpus;
}

struct sender *
sender_new(const char *dir, int wake, struct err *err)
{
	struct sender *s = mem_new(1, sizeof(*s));
	pthread_condattr_t clock;

	s->wake = wake;
	s->dir = strdup(dir);
	if (!s->dir)
		die("out of memory");
	list_init(&s->to_seal);
	list_init(&s->to_write);
	list_init(&s->ended);
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&s->to_seal_more, NULL);
	pthread_cond_init(&s->to_write_more, &clock);
	pthread_condattr_destroy(&clock);
	s->writer_runs = !pthread_create(&s->writer, NULL, writer_main, s);
	for (unsigned i = 0; s->writer_runs && i < sealers_wanted(); i++)
		if (!pthread_create(&s->sealers[s->sealer_count], NULL, sealer_main, s))
			s->sealer_count++;
	if (!s->sealer_count) {
		sender_free(s);
		err_set(err, ERR_UNAVAILABLE, "cannot start a thread");
		return NULL;
	}
	return s;
}

void
sender_free(struct sender *s)
{
	struct message *m;

	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->quit_sealing = true;
	pthread_cond_broadcast(&s->to_seal_more);
	pthread_mutex_unlock(&s->lock);
	for (unsigned i = 0; i < s->sealer_count; i++)
		pthread_join(s->sealers[i], NULL);
	/* The writer goes second: what was sealed last is still written. */
	pthread_mutex_lock(&s->lock);
	s->quit_writing = true;
	pthread_cond_broadcast(&s->to_write_more);
	pthread_mutex_unlock(&s->lock);
	if (s->writer_runs)
		pthread_join(s->writer, NULL);
	while ((m = list_take(&s->ended)))
		message_free(m);
	pthread_mutex_destroy(&s->lock);
	pthread_cond_destroy(&s->to_seal_more);
	pthread_cond_destroy(&s->to_write_more);
	free(s->dirty);
	free(s->dir);
	free(s);
}
