/*
 * A writer that is killed at any moment has lost nothing that it acknowledged, and nothing is
 * there twice; no slip is struck out without its answer, and none is left behind one.  Fifty kills;
 * a thousand if CANVASS_LONG is set.
 *
 * The control acknowledges before it commits, and must be caught.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "tests/unit/store/fixture.h"

enum { SEED = 11, GROUP = 8, MOST_KILLS = 1000, CONTROL_KILLS = 15, RUN = 1000 };

struct ack {
	unsigned from, to;
};

/* ---- the writer that is killed --------------------------------------------------- */

static void
acknowledge(int fd, unsigned from, unsigned to)
{
	struct ack ack = { from, to };

	if (write(fd, &ack, sizeof(ack)) != sizeof(ack))
		_exit(3);
}

/* Sees to it that the answer has a slip: print runs come one behind the other. */
static bool
slip_for(struct answers_file *f, unsigned answer, struct err *err)
{
	struct made_up a;

	answer_make_up(&a, SEED, answer);
	return answers_slip_there(f, a.slip) ||
	       slips_print(f, SEED, answer / RUN * RUN, (answer / RUN + 1) * RUN, err);
}

/* Adds answers from `next` on until it is killed, with a checkpoint now and then. */
_Noreturn static void
writer(const struct place_to_try *p, unsigned next, int fd, bool too_early)
{
	struct store_lock *lock = lock_or_die(p);
	struct answers_file *f = open_or_die(lock);
	struct err err;
	struct dice d;
	bool busy;

	dice_seed(&d, next);
	for (;;) {
		unsigned n = 1 + dice_below(&d, GROUP);

		if (!slip_for(f, next, &err) || !slip_for(f, next + n - 1, &err))
			_exit(2);
		if (too_early)
			acknowledge(fd, next, next + n);
		if (!answers_fill(f, SEED, next, next + n, n, &err))
			_exit(2);
		if (!too_early)
			acknowledge(fd, next, next + n);
		next += n;
		if (dice_below(&d, 5) == 0 && !answers_checkpoint(f, &busy, &err))
			_exit(2);
		if (dice_below(&d, 40) == 0) { /* in good order, and on */
			answers_close(f);
			f = open_or_die(lock);
		}
	}
}

/* Starts a writer, kills it after some time; *out: one more than the last acknowledged. */
static bool
run_and_kill(const struct place_to_try *p, unsigned next, bool too_early,
	     long microseconds, unsigned *out)
{
	int ends[2], status = 0;
	struct ack ack;
	pid_t child;

	if (pipe(ends))
		die("pipe");
	fflush(NULL);
	child = fork();
	if (!child) {
		close(ends[0]);
		writer(p, next, ends[1], too_early);
	}
	close(ends[1]);
	/* The first acknowledgement shows that it has begun; the time runs from there. */
	*out = next;
	if (read(ends[0], &ack, sizeof(ack)) == sizeof(ack)) {
		*out = ack.to;
		nanosleep(&(struct timespec){ .tv_nsec = microseconds * 1000 }, NULL);
	}
	kill(child, SIGKILL);
	while (read(ends[0], &ack, sizeof(ack)) == sizeof(ack))
		*out = ack.to;
	waitpid(child, &status, 0);
	close(ends[0]);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/* ---- afterwards ------------------------------------------------------------------ */

/* How many slips of the run that is in use do not go with their answers: `count` are there. */
static unsigned
torn(const struct answers_file *f, unsigned count)
{
	unsigned end = (count / RUN + 1) * RUN, left = 0, kept = 0;

	for (unsigned i = count / RUN * RUN; i < end; i++) {
		struct made_up a;

		answer_make_up(&a, SEED, i);
		left += i < count && answers_slip_there(f, a.slip);
		kept += i >= count && answers_slip_there(f, a.slip);
	}
	if (count % RUN == 0 && !kept)
		return left; /* its run is not printed yet */
	return left + (end - count - kept);
}

/* How many of the answers from..to-1 are not there. */
static unsigned
lost(struct answers_file *f, unsigned from, unsigned to)
{
	unsigned missing = 0;

	for (unsigned i = from; i < to; i++) {
		struct made_up a;
		struct slot_add item;
		struct err err;

		answer_make_up(&a, SEED, i);
		item = slot_of(&a);
		item.box = NULL;
		if (!answers_add(f, &item, 1, &err) || item.result != SLOT_THERE)
			missing++;
	}
	return missing;
}

struct sums {
	unsigned kills, lost, odd, doubled, torn, unopened, stored;
};

/* Opening checks that each id is there once, in its place, and that the counts agree. */
static void
look_after(const struct place_to_try *p, unsigned from, unsigned to, struct sums *s,
	   unsigned *out_next)
{
	struct store_lock *lock = lock_or_die(p);
	struct err err = { 0 };
	struct answers_file *f = answers_open(lock, SURVEY, &err);
	struct made_up a;
	struct slot_add item;
	uint64_t count;

	if (!f) {
		note("%s", err.text);
		s->unopened++;
		store_unlock(lock);
		return;
	}
	s->lost += lost(f, from, to);
	count = answers_count(f);
	/* What was in its way when it was killed is there whole or not at all. */
	s->odd += count < to || count > to + GROUP;
	answer_make_up(&a, SEED, to ? to - 1 : 0);
	item = slot_of(&a);
	if (to > from && answers_add(f, &item, 1, &err))
		s->doubled += item.result != SLOT_THERE || answers_count(f) != count;
	memset(item.id, ~0, sizeof(item.id)); /* another ticket, and a slip that is used */
	item.slip = a.slip;
	if (to > from && answers_add(f, &item, 1, &err))
		s->doubled += item.result != SLOT_SPENT;
	s->torn += torn(f, (unsigned)count);
	*out_next = (unsigned)count;
	s->stored = (unsigned)count;
	answers_close(f);
	store_unlock(lock);
}

static struct sums
kills(unsigned rounds, bool too_early)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct sums s = { 0 };
	unsigned next = 0, acked;
	struct dice d;

	answers_close(
		file_make_open(lock, 20, BOX)); /* small: it is doubled on the way */
	store_unlock(lock);
	dice_seed(&d, rounds);
	for (unsigned i = 0; i < rounds && !s.unopened; i++) {
		s.kills +=
			run_and_kill(&p, next, too_early, dice_below(&d, 20000), &acked);
		look_after(&p, next, acked, &s, &next);
	}
	place_drop(&p);
	return s;
}

int
main(void)
{
	unsigned rounds = getenv("CANVASS_LONG") ? MOST_KILLS : 50;
	struct sums s = kills(rounds, false);

	is_int(s.kills, rounds, "killed %u times", rounds);
	is_int(s.unopened, 0, "opened each time, every slot in order");
	is_int(s.lost, 0, "nothing that was acknowledged is lost");
	is_int(s.doubled, 0, "a retry is not stored again");
	is_int(s.odd, 0, "and nothing is there that was not sent");
	is_int(s.torn, 0, "each slip is struck out with its answer, and none without");
	ok(s.stored > rounds, "%u answers were stored", s.stored);
	s = kills(CONTROL_KILLS, true);
	ok(s.lost + s.odd > 0, "a writer that acknowledges too early is caught: %u lost",
	   s.lost);
	return tap_done();
}
