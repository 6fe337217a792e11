/*
 * The writer: takes all that waits for one file, at most 256 answers, and commits them together;
 * nothing is acknowledged before answers_add() says that the group is on the disk.  Empties the
 * logs when nothing waits, and before it thanks anybody who came by a slip.  Knows what an error
 * means for all that follows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "web/sender.h"

/* ---- a full disk (the store gives its reserve back by itself) -------------------- */

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

/* ---- the writer ------------------------------------------------------------------ */

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
	log_line(
		"a reader has kept an answers file's log from being emptied for a minute");
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
	case SLOT_SPENT:
		return SEND_SPENT;
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

/* A table that cannot grow is its survey's trouble alone: the disk serves the others. */
static void
table_is_full(struct held *survey, const struct err *err)
{
	if (!survey->table_full)
		log_line("this survey takes no more answers, others do: %s", err->text);
	survey->table_full = true;
}

/*
 * Stores a group.  If the table is full each answer is tried alone, so that those that are in
 * it already are thanked all the same.  False: none is acknowledged.
 */
static bool
group_add(struct sender *s, struct held *survey, struct slot_add items[], size_t n)
{
	struct answers_file *f = atomic_load(&survey->file);
	struct err err = { 0 };
	bool any = false;

	if (!f || sender_stopped(s) || sender_full(s))
		return false;
	if (answers_add(f, items, n, &err))
		return true;
	if (err.code != ERR_FULL || !answers_table_full(f)) {
		trouble(s, &err, clock_ms());
		return false;
	}
	table_is_full(survey, &err);
	for (size_t i = 0; n > 1 && i < n; i++)
		any |= group_add(s, survey, &items[i], 1);
	return any;
}

/* Whether the log now has pages side by side that belong together. */
static bool
tells_pairs(const struct slot_add items[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((items[i].slip || items[i].replace) && items[i].box &&
		    items[i].result == SLOT_STORED)
			return true;
	return false;
}

/*
 * The log holds the pages of one commit side by side: the slip's, written over with zeros, and the
 * answer's; and in a room the notes of one phone would lie behind each other.  So it is emptied
 * before the thanks go out, and a door that is killed right behind them leaves no pair.  Where a
 * reader is in the way it is tried again soon.  docs/privacy.md has the price.
 */
static void
log_empty_now(struct sender *s, struct held *survey)
{
	struct answers_file *f = atomic_load(&survey->file);
	struct err err = { 0 };
	bool busy = false;

	if (!answers_checkpoint(f, &busy, &err))
		trouble(s, &err, clock_ms()); /* the answers are on the disk all the same */
	else if (busy)
		checkpoint_busy(s, clock_ms());
}

static void
group_write(struct sender *s, struct message *group[], size_t n)
{
	struct held *survey = group[0]->survey;
	struct slot_add items[GROUP_MOST];
	struct endings e;
	bool stored;

	for (size_t i = 0; i < n; i++) {
		items[i] =
			(struct slot_add){ .box = group[i]->box,
					   .slip = group[i]->by_slip ? group[i]->slip : NULL,
					   .replace = group[i]->replace,
					   .result = SLOT_FAILED };
		memcpy(items[i].id, group[i]->id, ANSWER_ID);
	}
	stored = group_add(s, survey, items, n);
	if (stored)
		sender_dirty(s, survey);
	if (stored && tells_pairs(items, n))
		log_empty_now(s, survey);
	endings_init(&e);
	for (size_t i = 0; i < n; i++)
		endings_put(&e, group[i],
			    stored ? send_result_of(items[i].result) : SEND_FAILED);
	endings_tell(s, &e);
}

/* Work that comes too early goes to the end of the list once more.  False: it may be done. */
static bool
work_waits(struct sender *s, struct message *m)
{
	const struct timespec moment = { 0, 1000000 };

	if (!m->after || !atomic_load(&m->after->on_way))
		return false;
	pthread_mutex_lock(&s->lock);
	list_put(&s->to_write, m);
	pthread_mutex_unlock(&s->lock);
	nanosleep(&moment, NULL);
	return true;
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
		if (pthread_cond_timedwait(&s->to_write_more, &s->lock, &until) ==
		    ETIMEDOUT)
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

void *
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
		else if (group[0]->work && work_waits(s, group[0]))
			continue;
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
