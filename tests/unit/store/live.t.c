/*
 * The desk's look at a step while phones write: everything that is stored, once, in the order of
 * ids; changes are noticed; and nothing is written, held up or checkpointed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/room.h"
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define ROOM "group@1"

struct seen {
	size_t count, box_len;
	unsigned char ids[4000][16];
	unsigned char first[64];    /* of the last box */
	struct answers_file *write; /* while it is read: so many more */
	unsigned more;
};

static void
take(void *with, const unsigned char *id, const unsigned char *box, size_t box_len)
{
	struct seen *s = with;
	struct err err = { 0 };

	if (s->count < ARRAY_LEN(s->ids))
		memcpy(s->ids[s->count++], id, 16);
	memcpy(s->first, box, sizeof(s->first));
	s->box_len = box_len;
	if (s->write && s->more && s->count % 50 == 1) {
		if (!answers_fill(s->write, 2, s->more - 40, s->more, 40, &err))
			die("answers_fill: %s", err.text);
		s->more -= 40;
	}
}

static bool
ascend(const struct seen *s)
{
	for (size_t i = 1; i < s->count; i++)
		if (memcmp(s->ids[i - 1], s->ids[i], 16) >= 0)
			return false;
	return true;
}

static struct answers_file *
step_make(const struct store_lock *lock, const char *file)
{
	struct answers_secrets secrets = { .ticket_gone = false };
	struct err err;
	struct answers_file *f;

	if (!answers_make(lock, file, 30, PAGE, BOX, &secrets, &err) ||
	    !(f = answers_open(lock, file, &err)))
		die("%s: %s", file, err.text);
	return f;
}

static void
reading(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct seen *s = mem_new(1, sizeof(*s));
	char file[SURVEY_NAME];
	struct answers_file *f;
	struct err err = { 0 };
	struct live *l;
	bool busy;

	room_file(ROOM, 102, file);
	ok(!live_open(p.dir, file, &err) && err.code == ERR_MISSING, "no file yet: %s",
	   err.text);
	ok(!live_open(p.dir, "../x@1", &err) && err.code == ERR_INPUT, "no name: %s",
	   err.text);
	f = step_make(lock, file);
	l = live_open(p.dir, file, &err);
	ok(l != NULL, "a step's file: %s", err.text);
	ok(live_changed(l), "nothing was read yet");
	ok(live_read(l, take, s, &err) && !s->count, "nobody: %s", err.text);
	ok(!live_changed(l), "nothing changed");
	ok(answers_fill(f, 1, 0, 25, 25, &err), "25 people: %s", err.text);
	ok(live_changed(l), "which is noticed");
	ok(live_changed(l), "until it is read");
	ok(live_read(l, take, s, &err) && s->count == 25 && ascend(s) &&
		   s->box_len == BOX,
	   "all are read, in the order of ids: %s", err.text);
	ok(!live_changed(l), "nothing changed since");
	ok(answers_checkpoint(f, &busy, &err) && !busy,
	   "between two looks the writer can empty its log");
	ok(answers_close_batch(f, 20000, true, &err) && answers_forget(f, &err),
	   "the step closes: %s", err.text);
	s->count = 0;
	ok(live_read(l, take, s, &err) && s->count == 25, "and is still read");
	live_close(l);
	answers_close(f);
	store_unlock(lock);
	free(s);
	place_drop(&p);
}

/* A box that was replaced is a change, and there is one of it. */
static void
replaced(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = step_make(lock, ROOM ".s1");
	struct seen *s = mem_new(1, sizeof(*s));
	struct err err = { 0 };
	struct live *l = live_open(p.dir, ROOM ".s1", &err);
	struct slot_add item;
	struct made_up made;

	answer_make_up(&made, 1, 0);
	item = slot_of(&made);
	item.replace = true;
	ok(answers_add(f, &item, 1, &err) && live_read(l, take, s, &err), "one: %s",
	   err.text);
	memset(made.box, 'B', sizeof(made.box));
	ok(answers_add(f, &item, 1, &err) && live_changed(l), "a change: %s", err.text);
	s->count = 0;
	ok(live_read(l, take, s, &err) && s->count == 1 && s->first[0] == 'B',
	   "the newer one alone is read");
	live_close(l);
	answers_close(f);
	store_unlock(lock);
	free(s);
	place_drop(&p);
}

/* Many transactions, while the table is filled and doubled under them. */
static void
meanwhile(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = step_make(lock, ROOM ".s1");
	struct seen *s = mem_new(1, sizeof(*s));
	struct err err = { 0 };
	struct live *l = live_open(p.dir, ROOM ".s1", &err);
	size_t found = 0;
	bool busy;

	ok(answers_fill(f, 1, 0, 900, 300, &err), "900 people: %s", err.text);
	s->write = f;
	s->more = 1200;
	ok(live_read(l, take, s, &err), "read while 720 and more come: %s", err.text);
	ok(ascend(s), "none twice");
	for (unsigned i = 0; i < 900; i++) {
		struct made_up made;

		answer_make_up(&made, 1, i);
		for (size_t k = 0; k < s->count; k++)
			found += memcmp(s->ids[k], made.id, 16) == 0;
	}
	is_int((long long)found, 900, "none of those that were there is missed");
	ok(live_changed(l), "and it is known that more came");
	ok(answers_checkpoint(f, &busy, &err) && !busy, "the log is empty again");
	s->write = NULL;
	s->count = 0;
	ok(live_read(l, take, s, &err) && s->count == answers_count(f), "then all: %s",
	   err.text);
	live_close(l);
	answers_close(f);
	store_unlock(lock);
	free(s);
	place_drop(&p);
}

/* A step's file under another step's name is another's. */
static void
another(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct seen *s = mem_new(1, sizeof(*s));
	struct err err = { 0 };
	struct live *l;

	answers_close(step_make(lock, ROOM ".s1"));
	if (rename(place_path(&p, "answers/" ROOM ".s1.db"),
		   place_path(&p, "answers/" ROOM ".s2.db")))
		die("rename");
	l = live_open(p.dir, ROOM ".s2", &err);
	ok(l && !live_read(l, take, s, &err) && err.code == ERR_CONFIG, "refused: %s",
	   err.text);
	ok(l && live_changed(l), "and to be looked at again");
	live_close(l);
	store_unlock(lock);
	free(s);
	place_drop(&p);
}

/* Names of steps' files are names of files, and surveys cannot have them. */
static void
names(void)
{
	static const struct {
		const char *name;
		bool good;
	} rows[] = {
		{ "group@1", true },	    { "group@1.s1", true },
		{ "group@1.s102", true },   { "group@1.s0", false },
		{ "group@1.s01", false },   { "group@1.s", false },
		{ "group@1.s1000", false }, { "group@1.x1", false },
		{ "group.s1@1", false },    { "group@1.s1.s2", false },
		{ "group@1.s+1", false },   { "group@1.db", false },
	};
	struct survey survey = { .name = "group@1.s1" };
	struct place_to_try p = place_make();
	struct err err = { 0 };
	struct store *st = store_open(p.dir, STORE_WRITES, &err);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ok(answers_name_good(rows[i].name) == rows[i].good, "%s is %s name",
		   rows[i].name, rows[i].good ? "a" : "no");
	ok(st && !survey_add(st, &survey, &err) && err.code == ERR_INPUT,
	   "no survey's: %s", err.text);
	store_close(st);
	place_drop(&p);
}

int
main(void)
{
	reading();
	replaced();
	meanwhile();
	another();
	names();
	return tap_done();
}
