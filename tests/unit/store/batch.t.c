/*
 * Batches: when they close, what a reader gets of them, and that he gets it while a door runs,
 * after it was killed, and with read rights alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/boxes.h"
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

/* ---- the rule -------------------------------------------------------------------- */

struct day { /* so many answers come, then the check of a day */
	unsigned answers;
	int day;
	bool last;
	unsigned closed; /* batches, after it */
	size_t boxes;
};

static void
rule(void)
{
	static const struct {
		const char *words;
		struct day days[6];
	} rows[] = {
		{ "nine answers close nothing",
		  { { 0, 100, false, 0, 0 }, { 9, 101, false, 0, 0 } } },
		{ "ten do, on a new day",
		  { { 0, 100, false, 0, 0 },
		    { 10, 100, false, 0, 0 },
		    { 0, 101, false, 1, 10 } } },
		{ "the first check of a day alone counts: nine, then one more at noon",
		  { { 0, 100, false, 0, 0 },
		    { 9, 101, false, 0, 0 },
		    { 1, 101, false, 0, 0 },
		    { 0, 102, false, 1, 10 } } },
		{ "the first check ever closes nothing", { { 12, 100, false, 0, 0 } } },
		{ "the survey closes: what is left leaves",
		  { { 0, 100, false, 0, 0 }, { 12, 100, true, 1, 12 } } },
		{ "fewer than ten, alone: they leave alone",
		  { { 0, 100, false, 0, 0 }, { 3, 100, true, 1, 3 } } },
		{ "fewer than ten join the batch before",
		  { { 0, 100, false, 0, 0 },
		    { 11, 101, false, 1, 11 },
		    { 9, 102, false, 1, 11 },
		    { 0, 102, true, 1, 20 } } },
		{ "ten do not",
		  { { 0, 100, false, 0, 0 },
		    { 11, 101, false, 1, 11 },
		    { 10, 101, true, 2, 21 } } },
		{ "nobody answered",
		  { { 0, 100, false, 0, 0 }, { 0, 105, true, 0, 0 } } },
		{ "closed twice", { { 30, 100, true, 1, 30 }, { 0, 100, true, 1, 30 } } },
		{ "a clock put back closes nothing",
		  { { 0, 100, false, 0, 0 },
		    { 20, 99, false, 0, 0 },
		    { 0, 100, false, 1, 20 } } },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct place_to_try p = place_make();
		struct store_lock *lock = lock_or_die(&p);
		struct answers_file *f = file_make_open(lock, 100, BOX);
		unsigned came = 0, wrong = 0;
		struct err err = { 0 };

		for (const struct day *d = rows[i].days; d->day; d++) {
			struct batches *b;

			if (!answers_fill(f, i, came, came + d->answers, 4, &err) ||
			    !answers_close_batch(f, d->day, d->last, &err))
				die("%s: %s", rows[i].words, err.text);
			came += d->answers;
			answers_close(f); /* what it knows must be in the file */
			f = open_or_die(lock);
			b = batches_open(p.dir, SURVEY, &err);
			if (d->closed ? !b || batches_closed(b) != d->closed ||
						batches_count(b) != d->boxes
				      : b || err.code != ERR_BUSY) {
				note("day %d: %u closed, %zu boxes; %s", d->day,
				     b ? batches_closed(b) : 0, b ? batches_count(b) : 0,
				     err.text);
				wrong++;
			}
			batches_free(b);
		}
		is_int(wrong, 0, "%s", rows[i].words);
		answers_close(f);
		store_unlock(lock);
		place_drop(&p);
	}
}

/* ---- readers --------------------------------------------------------------------- */

/* How many of the boxes are those of answers 0..n-1, each once. */
static unsigned
boxes_known(const struct batches *b, uint64_t seed, unsigned n)
{
	struct boxes all = boxes_read(b);
	bool *seen = mem_new(n + 1, sizeof(*seen));
	unsigned known = 0;

	if (all.err.code)
		note("%s", all.err.text);
	for (size_t i = 0; i < all.count; i++) {
		const unsigned char *box = boxes_at(&all, i);
		struct made_up a;
		unsigned at;

		if (sscanf((const char *)box, "<<answer %*u %u>>", &at) != 1 || at >= n)
			continue;
		answer_make_up(&a, seed, at);
		known += !seen[at] && all.len == BOX && memcmp(a.box, box, BOX) == 0;
		seen[at] = true;
	}
	free(seen);
	boxes_free(&all);
	return known;
}

/* A file with 30 answers in a closed batch and 5 in the open one. */
static struct answers_file *
two_batches(const struct store_lock *lock)
{
	struct answers_file *f = file_make_open(lock, 100, BOX);
	struct err err;

	if (!answers_close_batch(f, 100, false, &err) ||
	    !answers_fill(f, 1, 0, 30, 8, &err) ||
	    !answers_close_batch(f, 101, false, &err) ||
	    !answers_fill(f, 1, 30, 35, 8, &err))
		die("two_batches: %s", err.text);
	return f;
}

static void
reading(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = two_batches(lock);
	struct batches *b;
	struct boxes all;
	struct err err = { 0 };
	bool busy;

	b = batches_open(p.dir, SURVEY, &err);
	ok(b, "read while the door has it open: %s", err.text);
	is_int((long long)batches_count(b), 30, "the closed batch");
	is_int(boxes_known(b, 1, 30), 30,
	       "is whole, and nothing of the open one is in it");
	is_int(boxes_known(b, 1, 30), 30, "and may be read again");
	ok(answers_fill(f, 1, 35, 60, 5, &err) && answers_checkpoint(f, &busy, &err) &&
		   !busy,
	   "and the door goes on");
	ok(!batches_open(p.dir, "other@w1", &err) && err.code == ERR_MISSING,
	   "no such survey: %s", err.text);
	answers_close(f);
	meddle(place_path(&p, FILE_DB),
	       "UPDATE slot SET cell = zeroblob(length(cell)) WHERE place = "
	       "(SELECT min(place) FROM slot WHERE substr(cell, 1, 4) = "
	       "x'01000000')");
	all = boxes_read(b);
	ok(all.err.code == ERR_IO && strstr(all.err.text, "29 are there"),
	   "one answer gone: refused: %s", all.err.text);
	boxes_free(&all);
	batches_free(b);
	store_unlock(lock);
	place_drop(&p);
}

/* A reader in the middle of its reading: the log cannot be emptied, and nobody waits for him. */
static void
reader_in_the_way(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = two_batches(lock);
	struct err err = { 0 };
	sqlite3_stmt *s = NULL;
	sqlite3 *db = NULL;
	bool busy = false;
	uint64_t start;

	sqlite3_open_v2(place_path(&p, FILE_DB), &db, SQLITE_OPEN_READONLY, NULL);
	ok(sqlite3_prepare_v2(db, "SELECT place FROM slot", -1, &s, NULL) == SQLITE_OK &&
		   sqlite3_step(s) == SQLITE_ROW,
	   "a reader reads");
	ok(answers_fill(f, 1, 35, 40, 1, &err), "answers come in all the same: %s",
	   err.text);
	start = clock_ms();
	ok(answers_checkpoint(f, &busy, &err) && busy && !answers_stopped(f),
	   "the log cannot be emptied, which is no trouble");
	ok(clock_ms() - start < 1000, "and nobody waits");
	sqlite3_finalize(s);
	sqlite3_close(db);
	ok(answers_checkpoint(f, &busy, &err) && !busy, "when he has gone it is");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

/* Answers that come in push those of closed batches on to other slots, while they are read. */
static void
read_while_written(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	unsigned readings = 0, whole = 0;
	struct err err = { 0 };
	int status = 0;
	pid_t child;

	answers_close(two_batches(lock));
	store_unlock(lock);
	child = fork();
	if (!child) {
		struct answers_file *f;
		bool busy;

		lock = lock_or_die(&p);
		f = open_or_die(lock);
		for (unsigned i = 35; i < 600; i++)
			if (!answers_fill(f, 1, i, i + 1, 1, &err) ||
			    (i % 7 == 0 && !answers_checkpoint(f, &busy, &err)))
				die("%s", err.text);
		answers_close(f);
		store_unlock(lock);
		_exit(0);
	}
	while (waitpid(child, &status, WNOHANG) == 0) {
		struct batches *b = batches_open(p.dir, SURVEY, &err);

		readings++;
		if (b)
			whole += batches_count(b) == 30 && boxes_known(b, 1, 30) == 30;
		else
			note("%s", err.text);
		batches_free(b);
	}
	is_int(status, 0, "the door was not disturbed");
	ok(readings > 5 && whole == readings, "%u of %u readings were whole", whole,
	   readings);
	place_drop(&p);
}

/* What a reader finds who has no right to write: the exit status of a child that is `nobody`. */
static int
as_nobody(const struct place_to_try *p, unsigned boxes)
{
	pid_t child = fork();
	int status = 0;

	if (!child) {
		struct batches *b;
		struct err err = { 0 };

		if (setgid(65534) || setuid(65534))
			_exit(9);
		b = batches_open(p->dir, SURVEY, &err);
		if (!b)
			note("%s", err.text);
		_exit(b && batches_count(b) == boxes && boxes_known(b, 1, boxes) == boxes
			      ? 0
			      : 1);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

static void
open_for_all(const struct place_to_try *p)
{
	chmod(p->dir, 0755);
	chmod(place_path(p, "answers"), 0755);
	chmod(place_path(p, FILE_DB), 0644);
	chmod(place_path(p, FILE_DB "-wal"), 0644);
	chmod(place_path(p, FILE_DB "-shm"), 0644);
}

static void
read_rights_alone(void)
{
	struct place_to_try p;
	struct store_lock *lock;
	struct answers_file *f;
	pid_t child;
	int status;

	if (geteuid() != 0) {
		skip("only root can become a user who may not write");
		return;
	}
	p = place_make();
	lock = lock_or_die(&p);
	f = two_batches(lock);
	open_for_all(&p);
	is_int(as_nobody(&p, 30), 0, "with read rights alone, beside a running door");
	answers_close(f);
	open_for_all(&p);
	is_int(as_nobody(&p, 30), 0, "after it has stopped");
	store_unlock(lock);
	child = fork();
	if (!child) { /* killed with a full log */
		struct err err;

		lock = lock_or_die(&p);
		f = open_or_die(lock);
		_exit(answers_fill(f, 1, 35, 60, 5, &err) ? 0 : 1);
	}
	waitpid(child, &status, 0);
	open_for_all(&p);
	is_int(as_nobody(&p, 30), 0, "after it was killed");
	lock = lock_or_die(&p);
	f = open_or_die(lock);
	is_int((long long)answers_count(f), 60, "the writer finds everything");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

/* ---- numbers, and the same from a file --------------------------------------------- */

/* Three batches of 12, 20 and, at the end, 13 answers. */
static void
numbers(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 100, BOX);
	unsigned right = 0, falls = 0;
	struct batches *b;
	struct boxes all;
	struct err err = { 0 };

	if (!answers_close_batch(f, 100, false, &err) ||
	    !answers_fill(f, 1, 0, 12, 4, &err) ||
	    !answers_close_batch(f, 101, false, &err) ||
	    !answers_fill(f, 1, 12, 32, 4, &err) ||
	    !answers_close_batch(f, 102, false, &err) ||
	    !answers_fill(f, 1, 32, 45, 4, &err) ||
	    !answers_close_batch(f, 102, true, &err))
		die("numbers: %s", err.text);
	b = batches_open(p.dir, SURVEY, &err);
	ok(b && batches_closed(b) == 3 && batches_count(b) == 45, "three batches: %s",
	   err.text);
	all = boxes_read(b);
	for (size_t i = 0; i < all.count; i++) {
		unsigned at, want;

		if (sscanf((const char *)boxes_at(&all, i), "<<answer %*u %u>>", &at) !=
		    1)
			continue;
		want = at < 12 ? 1 : at < 32 ? 2 : 3;
		right += all.batch[i] == want;
		falls += i && all.batch[i] < all.batch[i - 1];
	}
	boxes_free(&all);
	is_int(right, 45, "each box knows its batch");
	/* 44 steps, of which unrelated numbers fall in 14: fewer than 3 is no chance. */
	ok(falls >= 3, "they lie in no order of batches (%u falls)", falls);
	batches_free(b);
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

/* What a source gives is held against what was promised of it. */
static void
promised(void)
{
	static const struct {
		const char *words, *says;
		unsigned batch; /* of the last box */
		int more;	/* than there are */
	} rows[] = {
		{ "as promised", NULL, 2, 0 },
		{ "no batch 0", "of batch 0, of 2", 0, 0 },
		{ "no batch 3", "of batch 3, of 2", 3, 0 },
		{ "one too few", "301 answers are counted, 300 are there", 2, 1 },
		{ "one too many", "more answers than the 299", 2, -1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct hand *h = hand_new(BOX, 2);
		struct batches *b;
		struct boxes all;
		struct made_up a;
		size_t put;

		for (unsigned n = 0; n < 300; n++) {
			answer_make_up(&a, 1, n);
			hand_put(h, n < 299 ? 1 + n % 2 : rows[i].batch, a.box);
		}
		put = h->all.count;
		h->all.count += (size_t)rows[i].more; /* what hand_batches promises */
		b = hand_batches(h);
		h->all.count = put;
		all = boxes_read(b);
		ok(rows[i].says ? all.err.code == ERR_IO &&
					  strstr(all.err.text, rows[i].says)
				: !all.err.code && boxes_known(b, 1, 300) == 300,
		   "%s: %s", rows[i].words, all.err.text);
		boxes_free(&all);
		batches_free(b);
	}
}

/* ---- what has left does not grow ---------------------------------------------------- */

static void
left(void)
{
	static const struct {
		const char *words,
			*spoilt; /* what stands in the file in place of a number */
		unsigned noted[2];
		unsigned last; /* answers in the open batch when the survey closes */
		unsigned closed;
	} rows[] = {
		{ "nothing has left: the few join", NULL, { 0 }, 4, 2 },
		{ "the first has left: the few join the second", NULL, { 1 }, 4, 2 },
		{ "the second has left: the few leave alone", NULL, { 2 }, 4, 3 },
		{ "noted twice, the lower one last", NULL, { 2, 1 }, 4, 3 },
		{ "ten are a batch anyhow", NULL, { 2 }, 10, 3 },
		{ "nobody came since", NULL, { 2 }, 0, 2 },
		{ "an empty note is none", "", { 0 }, 4, 2 },
		{ "a note that cannot be read: has left", "two\n", { 0 }, 4, 3 },
		{ "a note cut short: has left", "00000", { 0 }, 4, 3 },
		{ "a note too long: has left", "00000000010\n", { 0 }, 4, 3 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct place_to_try p = place_make();
		struct store_lock *lock = lock_or_die(&p);
		struct answers_file *f = file_make_open(lock, 100, BOX);
		struct err err = { 0 };
		struct batches *b;
		bool good;

		good = answers_close_batch(f, 100, false, &err) &&
		       answers_fill(f, 1, 0, 12, 4, &err) &&
		       answers_close_batch(f, 101, false, &err) &&
		       answers_fill(f, 1, 12, 32, 4, &err) &&
		       answers_close_batch(f, 102, false, &err) &&
		       answers_fill(f, 1, 32, 32 + rows[i].last, 4, &err);
		for (unsigned n = 0; good && n < 2 && rows[i].noted[n]; n++)
			good = batches_leave(p.dir, SURVEY, rows[i].noted[n], &err);
		if (rows[i].spoilt) {
			FILE *out = fopen(place_path(&p, FILE_DB ".left"), "w");

			good = good && out && fputs(rows[i].spoilt, out) >= 0;
			if (out)
				fclose(out);
		}
		good = good && answers_close_batch(f, 102, true, &err);
		b = batches_open(p.dir, SURVEY, &err);
		ok(good && b && batches_closed(b) == rows[i].closed &&
			   batches_count(b) == 32 + rows[i].last,
		   "%s: %u batches: %s", rows[i].words, b ? batches_closed(b) : 0,
		   err.text);
		batches_free(b);
		answers_close(f);
		store_unlock(lock);
		place_drop(&p);
	}
}

int
main(void)
{
	rule();
	left();
	numbers();
	promised();
	reading();
	reader_in_the_way();
	read_while_written();
	read_rights_alone();
	return tap_done();
}
