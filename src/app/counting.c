/*
 * Opening and counting, on every core: see counting.h.  Clear answers live one at a time in each
 * thread, and are wiped; exact counts leave only as tallies, which the summary floor alone reads.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "answer/answer.h"
#include "app/counting.h"

enum { CHUNK = 64, THREADS_MOST = 32 };

struct counting {
	const struct counting_of *of;
	char about[SURVEY_NAME + 32];
	atomic_size_t next;
	pthread_mutex_t lock; /* of what follows */
	struct counted done;
};

/* What one thread needs again and again: no memory is asked for while answers are clear. */
struct opening {
	struct counting *all;
	struct record *record;
	struct buf clear;
};

/* In every tally that goes as far as its batch. */
static void
add_one(struct counting *c, size_t first, const struct record *record)
{
	for (size_t t = first; t < c->of->upto_count; t++) {
		c->done.boxes_upto[t]++;
		if (record)
			tally_add(c->done.tallies[t], record);
		else
			c->done.unopened_upto[t]++;
	}
}

static void
count_one(struct opening *o, size_t i)
{
	struct counting *c = o->all;
	const struct counting_of *of = c->of;
	unsigned batch = batches_batch(of->batches, i);
	struct err err = { .code = ERR_NONE };
	const unsigned char *box;
	size_t len, first = 0;
	bool good;

	while (first < of->upto_count && of->upto[first] < batch)
		first++;
	if (first == of->upto_count) /* closed since: not of this release */
		return;
	box = batches_box(of->batches, i, &len);
	buf_clear(&o->clear);
	good = box_open(box, len, c->about, of->key, &o->clear, &err) &&
	       record_take(o->record, o->clear.data ? o->clear.data : "", o->clear.len,
			   &err);
	pthread_mutex_lock(&c->lock);
	add_one(c, first, good ? o->record : NULL);
	if (!good && !c->done.why[0])
		str_fit(c->done.why, sizeof(c->done.why), err.text);
	pthread_mutex_unlock(&c->lock);
	secret_wipe(o->clear.data, o->clear.room);
}

/* Room for the largest record at once: a buffer that grows leaves clear bytes behind. */
static void
make_room(struct buf *clear, size_t most)
{
	void *blank = mem_new(most, 1);

	buf_init(clear, 0);
	buf_put(clear, blank, most);
	free(blank);
}

static void
count_chunks(struct counting *c, struct progress *progress)
{
	struct opening o = { .all = c };
	struct arena *a = arena_new(0);
	size_t count = batches_count(c->of->batches), from;

	o.record = record_new(c->of->form, a);
	make_room(&o.clear, c->of->survey->padded);
	while ((from = atomic_fetch_add(&c->next, CHUNK)) < count) {
		for (size_t i = from; i < count && i < from + CHUNK; i++)
			count_one(&o, i);
		if (progress)
			progress_show(progress, "opened %zu %%", from * 100 / count);
	}
	buf_free(&o.clear);
	arena_free(a);
}

static void *
count_some(void *with)
{
	count_chunks(with, NULL);
	return NULL;
}

/* This thread works too, so that it goes on where no other can be made. */
static void
count_all(struct counting *c)
{
	struct progress progress = { 0 };
	pthread_t threads[THREADS_MOST];
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t made = 0, want = cores > 1 ? (size_t)cores - 1 : 0;

	if (want > THREADS_MOST)
		want = THREADS_MOST;
	if (want > batches_count(c->of->batches) / CHUNK)
		want = batches_count(c->of->batches) / CHUNK;
	while (made < want && pthread_create(&threads[made], NULL, count_some, c) == 0)
		made++;
	count_chunks(c, &progress);
	while (made)
		pthread_join(threads[--made], NULL);
	progress_end(&progress);
}

static bool
is_recipient(const struct survey *survey, const struct secret_key *key, struct err *err)
{
	struct recipient mine;

	secret_key_public(key, &mine);
	for (unsigned i = 0; i < survey->recipient_count; i++)
		if (memcmp(survey->recipients[i].key, mine.key, SEAL_PUBLIC) == 0)
			return true;
	return err_set(err, ERR_INPUT,
		       "this key is no recipient of %s: it opens none of its answers",
		       survey->name);
}

static void
counting_begin(struct counting *c, struct arena *a)
{
	const struct plan *plan = plan_make(c->of->form, a);
	size_t n = c->of->upto_count;

	about_records(c->of->survey->name, c->about, sizeof(c->about));
	c->done.tallies = arena_array(a, struct tally *, n + 1);
	for (size_t t = 0; t < n; t++)
		c->done.tallies[t] = tally_new(plan, a);
	c->done.boxes_upto = arena_array(a, size_t, n + 1);
	c->done.unopened_upto = arena_array(a, size_t, n + 1);
}

bool
counting_do(const struct counting_of *of, struct counted *out, struct arena *a,
	    struct err *err)
{
	struct counting c = { .of = of };
	struct counted *done = &c.done;
	size_t last = of->upto_count - 1;

	if (!of->upto_count)
		die("counting_do: nothing to count");
	for (size_t t = 0; t < last; t++)
		if (of->upto[t] > of->upto[t + 1])
			die("counting_do: upto falls");
	if (!is_recipient(of->survey, of->key, err))
		return false;
	counting_begin(&c, a);
	pthread_mutex_init(&c.lock, NULL);
	if (of->batches)
		count_all(&c);
	pthread_mutex_destroy(&c.lock);
	done->boxes = done->boxes_upto[last];
	done->unopened = done->unopened_upto[last];
	if (done->boxes && done->unopened == done->boxes)
		return err_set(err, ERR_INPUT, "none of the answers opens: %s",
			       done->why);
	*out = *done;
	return true;
}
