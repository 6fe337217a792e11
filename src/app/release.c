/*
 * Opens and counts what closed batches hold, and publishes it.  Clear answers live one at a
 * time in each thread, and are wiped; exact counts never leave this file but as a tally that
 * only the summary floor can read.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "answer/answer.h"
#include "app/release.h"
#include "store/read.h"

enum { CHUNK = 64, THREADS_MOST = 32 };

struct counting {
	const struct batches *batches;
	const struct form *form;
	const struct secret_key *key;
	size_t padded; /* of every record */
	char about[SURVEY_NAME + 32];
	atomic_size_t next;
	pthread_mutex_t lock; /* of what follows */
	struct tally *tally;
	size_t unopened;
	char why[240];
};

/* What one thread needs again and again: no memory is asked for while answers are clear. */
struct opening {
	struct counting *all;
	struct record *record;
	struct buf clear;
};

static void
count_one(struct opening *o, size_t i)
{
	struct counting *c = o->all;
	struct err err = { .code = ERR_NONE };
	size_t len;
	const unsigned char *box = batches_box(c->batches, i, &len);
	bool good;

	buf_clear(&o->clear);
	good = box_open(box, len, c->about, c->key, &o->clear, &err) &&
	       record_take(o->record, o->clear.data ? o->clear.data : "", o->clear.len,
			   &err);
	pthread_mutex_lock(&c->lock);
	if (good)
		tally_add(c->tally, o->record);
	else if (!c->unopened++)
		str_fit(c->why, sizeof(c->why), err.text);
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
	size_t count = batches_count(o.all->batches), from;

	o.record = record_new(o.all->form, a);
	make_room(&o.clear, o.all->padded);
	while ((from = atomic_fetch_add(&o.all->next, CHUNK)) < count) {
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
	if (want > batches_count(c->batches) / CHUNK)
		want = batches_count(c->batches) / CHUNK;
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

/* Closed, and nobody ever answered: that is told as a release too. */
static bool
none_came(const char *dir, const struct survey *survey)
{
	struct answers_state state;

	return survey->state == SURVEY_CLOSED &&
	       answers_look(dir, survey->name, &state, NULL) && !state.filled;
}

bool
release_tally(const char *dir, const struct survey *survey, const struct form *form,
	      const struct secret_key *key, struct release_count *out, struct arena *a,
	      struct err *err)
{
	struct counting c = { .form = form, .key = key, .padded = survey->padded };
	struct err why = { .code = ERR_NONE };
	struct batches *batches;
	bool good = true;

	if (!is_recipient(survey, key, err))
		return false;
	batches = batches_open(dir, survey->name, &why);
	if (why.code == ERR_MISSING && survey->state == SURVEY_CLOSED &&
	    survey->opened < 0)
		return err_set(err, ERR_MISSING,
			       "%s was closed before it opened: there is nothing to tell",
			       survey->name);
	if (!batches && (why.code != ERR_BUSY || !none_came(dir, survey)))
		return err_set(err, why.code, "%s", why.text);
	about_records(survey->name, c.about, sizeof(c.about));
	c.batches = batches;
	c.tally = tally_new(plan_make(form, a), a);
	pthread_mutex_init(&c.lock, NULL);
	if (batches)
		count_all(&c);
	pthread_mutex_destroy(&c.lock);
	*out = (struct release_count){ .tally = c.tally,
				       .batches = batches ? batches_closed(batches) : 0,
				       .boxes = batches ? batches_count(batches) : 0,
				       .unopened = c.unopened };
	str_fit(out->why, sizeof(out->why), c.why);
	if (out->boxes && out->unopened == out->boxes)
		good = err_set(err, ERR_INPUT, "none of the answers opens: %s", c.why);
	batches_free(batches);
	return good;
}

bool
release_make(const char *workspace, const struct survey *survey,
	     const struct secret_key *key, const char *formats, const char *dir,
	     struct release_count *out_count, const char ***out_paths,
	     size_t *out_path_count, struct arena *a, struct err *err)
{
	struct summary_about about = { .survey = survey->name,
				       .wave = survey_wave(survey->name),
				       .invented = survey->invented,
				       .unconfirmed = survey->unconfirmed,
				       .expected = survey->expected };
	char *hash = arena_alloc(a, 2 * sizeof(survey->form_hash) + 1, 1);
	char *day = arena_alloc(a, 11, 1);
	struct form *form = survey_form(survey, a, err);

	if (!form || !release_tally(workspace, survey, form, key, out_count, a, err))
		return false;
	hex_encode(hash, 2 * sizeof(survey->form_hash) + 1, survey->form_hash,
		   sizeof(survey->form_hash));
	day_format(release_day(), day);
	about.form_hash = hash;
	about.released = day;
	about.batches = out_count->batches;
	return release_write(summary_make(out_count->tally, &about, a), formats, dir,
			     out_paths, out_path_count, a, err);
}
