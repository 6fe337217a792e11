/*
 * Reading and opening on every core: see opening.h.  Threads take pieces of one reading in turn,
 * under a lock, and open them on their own.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "app/opening.h"

enum { WORKERS_MOST = 32, BOXES_EACH = 64, SHOW_EACH = 16 };

struct opening {
	const struct opening_of *of;
	char about[SURVEY_NAME + 32];
	pthread_mutex_t lock; /* of what follows */
	struct pass *pass;
	bool over;
	struct err failed;
	_Atomic size_t done; /* boxes */
};

/* What one thread needs again and again: no memory is asked for while answers are clear. */
struct opener {
	struct opening *all;
	void *worker;
	struct progress *progress; /* of the first alone */
	pthread_t thread;
	struct piece *piece;
	struct record *record;
	struct buf clear;
};

static bool
open_box(struct opener *o, const unsigned char *box, size_t len,
	 unsigned char person[SEAL_KEY], struct err *why)
{
	const struct opening_of *of = o->all->of;
	const struct survey *survey = of->survey;

	if (!of->naming)
		return box_open(box, len, o->all->about, of->key, &o->clear, why);
	if (box_recipients(box, len) != survey->recipient_count)
		return err_set(why, ERR_INPUT, "this answer is sealed to other keys");
	return box_open_naming(box, len, o->all->about, of->key, &o->clear, person, why);
}

static void
open_one(struct opener *o, size_t i)
{
	const unsigned char *box = o->piece->boxes + i * o->piece->box_len;
	struct opened one = { .batch = o->piece->batch[i] };
	unsigned char person[SEAL_KEY];
	struct err why = { .code = ERR_NONE };

	if (one.batch > o->all->of->upto)
		return;
	buf_clear(&o->clear);
	if (open_box(o, box, o->piece->box_len, person, &why) &&
	    record_take(o->record, o->clear.data ? o->clear.data : "", o->clear.len,
			&why)) {
		one.record = o->record;
		one.person = o->all->of->naming ? person : NULL;
	}
	one.why = why.text;
	o->all->of->take(o->worker, &one);
	secret_wipe(o->clear.data, o->clear.room);
	secret_wipe(person, sizeof(person));
}

/* The next piece, or none. */
static bool
piece_get(struct opener *o)
{
	struct opening *all = o->all;
	bool got;

	pthread_mutex_lock(&all->lock);
	if (!all->over)
		all->over = !pass_next(all->pass, o->piece, &all->failed) ||
			    !o->piece->count;
	got = !all->over;
	pthread_mutex_unlock(&all->lock);
	return got;
}

static void
open_pieces(struct opener *o)
{
	size_t count = batches_count(o->all->of->batches);

	while (piece_get(o)) {
		for (size_t i = 0; i < o->piece->count; i++) {
			open_one(o, i);
			if (o->progress && i % SHOW_EACH == 0)
				progress_show(o->progress, "opened %zu %%",
					      (atomic_load(&o->all->done) + i) * 100 /
						      count);
		}
		atomic_fetch_add(&o->all->done, o->piece->count);
	}
}

static void *
open_some(void *with)
{
	open_pieces(with);
	return NULL;
}

static void
opener_begin(struct opener *o, struct opening *all, void *worker, struct arena *a)
{
	size_t most = all->of->survey->padded;
	void *blank = mem_new(most, 1);

	o->all = all;
	o->worker = worker;
	o->piece = piece_new(all->of->batches);
	o->record = record_new(all->of->form, a);
	/* Room for the largest record at once: a buffer that grows leaves clear bytes behind. */
	buf_init(&o->clear, 0);
	buf_put(&o->clear, blank, most);
	free(blank);
}

size_t
opening_workers(const struct batches *batches)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = batches ? batches_count(batches) / BOXES_EACH + 1 : 1;

	if (most > WORKERS_MOST)
		most = WORKERS_MOST;
	return cores < 1 ? 1 : (size_t)cores < most ? (size_t)cores : most;
}

/* This thread works too, so that it goes on where no other can be made. */
static void
open_all(struct opening *all, void *const *workers, size_t count)
{
	struct progress progress = { 0 };
	struct opener openers[WORKERS_MOST] = { { .progress = &progress } };
	struct arena *a = arena_new(0);
	size_t made = 1;

	if (count > WORKERS_MOST)
		count = WORKERS_MOST;
	for (size_t i = 0; i < count; i++)
		opener_begin(&openers[i], all, workers[i], a);
	while (made < count && pthread_create(&openers[made].thread, NULL, open_some,
					      &openers[made]) == 0)
		made++;
	open_pieces(&openers[0]);
	while (made > 1)
		pthread_join(openers[--made].thread, NULL);
	progress_end(&progress);
	for (size_t i = 0; i < count; i++) {
		piece_free(openers[i].piece);
		buf_free(&openers[i].clear);
	}
	arena_free(a);
}

bool
opening_do(const struct opening_of *of, void *const *workers, size_t count,
	   struct err *err)
{
	struct opening all = { .of = of };

	if (!of->batches)
		return true;
	all.pass = pass_begin(of->batches, err);
	if (!all.pass)
		return false;
	about_records(of->survey->name, all.about, sizeof(all.about));
	pthread_mutex_init(&all.lock, NULL);
	open_all(&all, workers, count);
	pthread_mutex_destroy(&all.lock);
	pass_end(all.pass);
	return !all.failed.code || err_set(err, all.failed.code, "%s", all.failed.text);
}
