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
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "web/machine.h"

#define UNDER_WAY	   (-1)
#define SEALERS_MOST	   4u
#define CHECKPOINT_MS	   300u	 /* under load */
#define CHECKPOINT_IDLE_MS 20u	 /* the queue has been empty for so long */
#define PROBE_MS	   5000u /* on a full disk */
#define BUSY_WARN_MS	   60000u
#define SHORTS_MOST	   10u /* of memory, in a minute */
#define PROBE_BYTES	   (4 << 20)

struct message {
	struct message *next;		       /* in a worker's list, or in `ended` */
	struct message *later, *earlier;       /* in the loop's list of those under way */
	struct held *survey;
	unsigned char id[ANSWER_ID];
	unsigned char *record, *box;
	size_t record_len, cost;
	send_work_fn *work; /* no answer, but this */
	void *work_with;
	atomic_int end; /* UNDER_WAY, or enum send_result: set once */
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
	size_t messages, bytes;		      /* under the lock: all that no worker has let go of */
	bool quit_sealing, quit_writing;      /* under the lock */
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

/* ---- lists and messages ----------------------------------------------------------------- */

static void
list_init(struct list *l)
{
	l->first = NULL;
	l->tail = &l->first;
}

static void
list_put(struct list *l, struct message *m)
{
	m->next = NULL;
	*l->tail = m;
	l->tail = &m->next;
}

static struct message *
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
	    unsigned char *record, size_t record_len, unsigned char *box, send_done_fn *done,
	    void *with)
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
	*m = (struct message){ .survey = survey, .record = record, .record_len = record_len,
			       .box = box, .cost = cost, .done = done, .with = with };
	memcpy(m->id, id, ANSWER_ID);
	atomic_init(&m->end, UNDER_WAY);
	return m;
}

/* ---- the loop's side ----------------------------------------------------------------------- */

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
	under_way_add(s, m);
	pthread_mutex_lock(&s->lock);
	s->messages++;
	s->bytes += m->cost;
	list_put(seal ? &s->to_seal : &s->to_write, m);
	pthread_cond_signal(seal ? &s->to_seal_more : &s->to_write_more);
	pthread_mutex_unlock(&s->lock);
}

void
sender_work(struct sender *s, bool aside, send_work_fn *work, send_done_fn *done, void *with)
{
	struct message *m = mem_new(1, sizeof(*m));

	*m = (struct message){ .work = work, .work_with = with, .done = done, .with = with,
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

/* ---- ends, as the workers see them ------------------------------------------------------------- */

struct endings {
	struct list won;
	size_t messages, bytes;
};

static void
endings_init(struct endings *e)
{
	*e = (struct endings){ 0 };
	list_init(&e->won);
}

static void
endings_put(struct endings *e, struct message *m, enum send_result result)
{
	e->messages++;
	e->bytes += m->cost;
	if (message_end(m, (int)result))
		list_put(&e->won, m);
	else
		message_free(m);
}

/* Hands a whole group to the loop, which is woken once. */
static void
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

static void
end_one(struct sender *s, struct message *m, enum send_result result)
{
	struct endings e;

	endings_init(&e);
	endings_put(&e, m, result);
	endings_tell(s, &e);
}

/* ---- sealing threads ------------------------------------------------------------------------------ */

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

static void *
sealer_main(void *with)
{
	struct sender *s = with;
	struct message *m;

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

/* ---- a full disk (the store gives its reserve back by itself) ------------------------------------------ */

static void
disk_is_full(struct sender *s, uint64_t now)
{
	if (!atomic_exchange(&s->full, true))
		log_line("the disk is full: answers are not taken until there is room");
	s->next_probe = now + PROBE_MS;
}

/* Whether a file of some size can be written for sure. */
static bool
disk_has_room(const struct sender *s)
{
	char path[4200];
	bool good;
	int fd;

	snprintf(path, sizeof(path), "%s/answers/probe", s->dir);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		return false;
	good = !posix_fallocate(fd, 0, PROBE_BYTES) && !fsync(fd);
	close(fd);
	unlink(path);
	return good;
}

static void
disk_probe(struct sender *s, uint64_t now)
{
	s->next_probe = now + PROBE_MS;
	if (!disk_has_room(s))
		return;
	atomic_store(&s->full, false);
	log_line("there is room on the disk again: answers are taken");
}

/* ---- the writer ------------------------------------------------------------------------------------------ */

/* No memory is no fault of the disk's: ten times a minute may be borne. */
static bool
memory_may_come(struct sender *s, uint64_t now)
{
	if (now - s->short_since > 60000) {
		s->short_since = now;
		s->shorts = 0;
	}
	return ++s->shorts < SHORTS_MOST;
}

/*
 * What an error means for all that follows.  After a failed write nothing is committed,
 * checkpointed or synced again: the system may report such a failure once, and then call the
 * same page clean.
 */
static void
trouble(struct sender *s, const struct err *err, uint64_t now)
{
	if (err->code == ERR_FULL) {
		disk_is_full(s, now);
		return;
	}
	if (err->code == ERR_UNAVAILABLE && memory_may_come(s, now))
		return;
	if (!atomic_exchange(&s->stopped, true))
		log_line("no more answers are taken until the door is started again: %s",
			 err->text);
}

void
sender_dirty(struct sender *s, struct held *survey)
{
	for (size_t i = 0; i < s->dirty_count; i++)
		if (s->dirty[i] == survey)
			return;
	s->dirty = mem_grow(s->dirty, s->dirty_count + 1, sizeof(struct held *));
	s->dirty[s->dirty_count++] = survey;
}

static void
checkpoint_busy(struct sender *s, uint64_t now)
{
	if (!s->busy_since)
		s->busy_since = now;
	if (now - s->busy_since < BUSY_WARN_MS || s->busy_said)
		return;
	s->busy_said = true;
	log_line("a reader has kept an answers file's log from being emptied for a minute");
}

/* Empties the logs of all files that were written. */
static void
checkpoint_all(struct sender *s, uint64_t now)
{
	size_t kept = 0;

	s->last_checkpoint = now;
	for (size_t i = 0; i < s->dirty_count; i++) {
		struct answers_file *f = atomic_load(&s->dirty[i]->file);
		struct err err = { 0 };
		bool busy = false;

		if (sender_stopped(s))
			return;
		if (!f)
			continue; /* closed since */
		if (!answers_checkpoint(f, &busy, &err)) {
			trouble(s, &err, now);
			busy = true;
		} else if (busy) {
			checkpoint_busy(s, now);
		}
		if (busy)
			s->dirty[kept++] = s->dirty[i];
	}
	s->dirty_count = kept;
	if (!kept) {
		s->busy_since = 0;
		s->busy_said = false;
	}
}

static enum send_result
send_result_of(enum slot_result slot)
{
	switch (slot) {
	case SLOT_STORED:
		return SEND_STORED;
	case SLOT_THERE:
		return SEND_THERE;
	case SLOT_ABSENT:
		return SEND_REFUSED;
	case SLOT_FAILED:
		break;
	}
	return SEND_FAILED;
}

/* Takes the first message and all behind it for the same file, up to the next piece of work. */
static size_t
group_take(struct list *from, struct message *group[GROUP_MOST])
{
	struct message **at, *m;
	size_t n = 0;

	group[n++] = list_take(from);
	if (group[0]->work)
		return n;
	for (at = &from->first; (m = *at) && !m->work && n < GROUP_MOST;) {
		if (m->survey != group[0]->survey) {
			at = &m->next;
			continue;
		}
		*at = m->next;
		if (!*at)
			from->tail = at;
		group[n++] = m;
	}
	return n;
}

static void
group_write(struct sender *s, struct message *group[], size_t n)
{
	struct held *survey = group[0]->survey;
	struct answers_file *f = atomic_load(&survey->file);
	struct slot_add items[GROUP_MOST];
	struct err err = { 0 };
	struct endings e;
	bool stored = false;

	for (size_t i = 0; i < n; i++) {
		items[i] = (struct slot_add){ .box = group[i]->box, .result = SLOT_FAILED };
		memcpy(items[i].id, group[i]->id, ANSWER_ID);
	}
	if (f && !sender_stopped(s) && !sender_full(s)) {
		stored = answers_add(f, items, n, &err);
		if (!stored)
			trouble(s, &err, clock_ms());
	}
	endings_init(&e);
	for (size_t i = 0; i < n; i++)
		endings_put(&e, group[i],
			    stored ? send_result_of(items[i].result) : SEND_FAILED);
	endings_tell(s, &e);
	if (stored)
		sender_dirty(s, survey);
}

/* How long the writer may sleep, in ms, when nothing waits; -1: until it is called. */
static int
writer_rest(const struct sender *s, uint64_t now)
{
	if (sender_stopped(s))
		return -1;
	if (sender_full(s))
		return s->next_probe > now ? (int)(s->next_probe - now) : 0;
	if (!s->dirty_count)
		return -1;
	return s->busy_since ? (int)CHECKPOINT_MS : (int)CHECKPOINT_IDLE_MS;
}

/* Waits for a message, with the lock held.  False: it was idle for as long as it may be. */
static bool
writer_wait(struct sender *s)
{
	int ms = writer_rest(s, clock_ms());
	struct timespec until;

	if (ms < 0) {
		while (!s->to_write.first && !s->quit_writing)
			pthread_cond_wait(&s->to_write_more, &s->lock);
		return true;
	}
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (!s->to_write.first && !s->quit_writing)
		if (pthread_cond_timedwait(&s->to_write_more, &s->lock, &until) == ETIMEDOUT)
			return false;
	return true;
}

static void
writer_idle(struct sender *s)
{
	uint64_t now = clock_ms();

	if (sender_full(s))
		disk_probe(s, now);
	else
		checkpoint_all(s, now);
}

static void *
writer_main(void *with)
{
	struct message *group[GROUP_MOST];
	struct sender *s = with;
	bool called;
	size_t n;

	for (;;) {
		pthread_mutex_lock(&s->lock);
		called = s->to_write.first || writer_wait(s);
		n = s->to_write.first ? group_take(&s->to_write, group) : 0;
		pthread_mutex_unlock(&s->lock);
		if (!n && called)
			break; /* quit, and nothing left */
		if (!n)
			writer_idle(s);
		else if (group[0]->work)
			end_one(s, group[0], group[0]->work(group[0]->work_with));
		else
			group_write(s, group, n);
		if (s->dirty_count && clock_ms() - s->last_checkpoint >= CHECKPOINT_MS)
			checkpoint_all(s, clock_ms());
	}
	if (s->dirty_count)
		checkpoint_all(s, clock_ms());
	return NULL;
}

/* ---- begin and end --------------------------------------------------------------------------------------- */

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
