/*
 * In rooms a later box takes the place of an earlier one: in its slot, whatever was replaced how
 * often and in which order, and nothing of the old one is left.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

enum { PEOPLE = 60 };

/* The answer of a person in a version: the same id, another box. */
static void
version_make_up(struct made_up *out, unsigned person, unsigned version)
{
	struct dice d;

	answer_make_up(out, 1, person);
	dice_seed(&d, 77 * version + person);
	for (int i = 0; version && i < BOX; i++)
		out->box[i] = (unsigned char)dice_next(&d);
	snprintf((char *)out->box, 32, "<<person %u version %u>>", person, version);
}

static enum slot_result
put(struct answers_file *f, unsigned person, unsigned version, bool replace)
{
	struct made_up made;
	struct slot_add item;
	struct err err = { 0 };

	version_make_up(&made, person, version);
	item = slot_of(&made);
	item.replace = replace;
	if (!answers_add(f, &item, 1, &err))
		die("answers_add: %s", err.text);
	return item.result;
}

/* Every slot and the head, as one row of bytes; versions: which each person ends with. */
static unsigned char *
table_of(const struct place_to_try *p, size_t *out_len)
{
	return bytes_read(place_path(p, "answers/" SURVEY ".db"), out_len);
}

static void
results(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct answers_state state;
	struct err err = { 0 };
	struct made_up made;
	unsigned char *bytes;
	size_t len;

	is_int(put(f, 1, 0, true), SLOT_STORED, "a first box is stored");
	is_int(put(f, 1, 1, true), SLOT_STORED, "a second one too");
	is_int((long long)answers_count(f), 1, "of one person");
	is_int(put(f, 1, 2, false), SLOT_THERE, "but not where nothing is replaced");
	answers_close(f);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.filled == 1 && state.clean,
	   "counted once, and closed in good order: %s", err.text);
	bytes = table_of(&p, &len);
	version_make_up(&made, 1, 1);
	ok(memmem(bytes, len, made.box, BOX) != NULL,
	   "the second stands there, all of it");
	ok(!memmem(bytes, len, "<<person 1 version 0>>", 22), "the first nowhere");
	ok(!memmem(bytes, len, "<<person 1 version 2>>", 22), "nor what was not taken");
	free(bytes);
	store_unlock(lock);
	place_drop(&p);
}

/* Versions 0 to 2 of everybody but some who said one thing, in an order that the seed shuffles. */
static unsigned char *
filled(uint64_t seed, size_t *out_len)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	unsigned order[PEOPLE * 3], next[PEOPLE] = { 0 };
	unsigned char *bytes;
	struct dice d;

	dice_seed(&d, seed);
	for (unsigned i = 0; i < ARRAY_LEN(order); i++)
		order[i] = i % PEOPLE;
	for (unsigned i = ARRAY_LEN(order); i > 1; i--) {
		unsigned j = (unsigned)(dice_next(&d) % i), was = order[i - 1];

		order[i - 1] = order[j];
		order[j] = was;
	}
	for (unsigned i = 0; i < ARRAY_LEN(order); i++) {
		unsigned person = order[i], version = next[person]++;

		/* two of three changed their mind; all end with version 2 */
		if (person % 3 || version == 2)
			put(f, person, version, true);
	}
	answers_close(f);
	bytes = table_of(&p, out_len);
	store_unlock(lock);
	place_drop(&p);
	return bytes;
}

/* The pages of slots; page 1 has SQLite's own count of changes, which is the host's anyway. */
static void
same_bytes(void)
{
	size_t len, other_len;
	unsigned char *first = filled(1, &len);

	for (uint64_t seed = 2; seed < 5; seed++) {
		unsigned char *other = filled(seed, &other_len);

		ok(len == other_len &&
			   memcmp(first + PAGE, other + PAGE, len - PAGE) == 0,
		   "byte for byte the same file, whoever changed what when (%llu)",
		   (unsigned long long)seed);
		free(other);
	}
	free(first);
}

/* Several boxes of one id in one group: the last stands. */
static void
one_group(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	struct made_up made[3];
	struct slot_add items[3];
	struct err err = { 0 };
	unsigned char *bytes;
	size_t len;

	for (unsigned i = 0; i < 3; i++) {
		version_make_up(&made[i], 9, i);
		items[i] = slot_of(&made[i]);
		items[i].replace = true;
	}
	ok(answers_add(f, items, 3, &err), "three of one person at once: %s", err.text);
	for (unsigned i = 0; i < 3; i++)
		is_int(items[i].result, SLOT_STORED, "each is stored");
	is_int((long long)answers_count(f), 1, "in one slot");
	answers_close(f);
	bytes = table_of(&p, &len);
	ok(memmem(bytes, len, "<<person 9 version 2>>", 22) &&
		   !memmem(bytes, len, "<<person 9 version 1>>", 22),
	   "the last stands");
	free(bytes);
	store_unlock(lock);
	place_drop(&p);
}

/* A replacement is a change: without its mark a file that was not closed would not be checked. */
static void
marked(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 0, BOX);
	const char *path = place_path(&p, "answers/" SURVEY ".db");

	put(f, 1, 0, true);
	answers_close(f);
	f = open_or_die(lock);
	is_int(ask(path, "SELECT clean FROM head"), 1, "clean before");
	put(f, 1, 1, true);
	is_int(ask(path, "SELECT clean FROM head"), 0, "and not after");
	answers_close(f);
	f = open_or_die(lock);
	is_int(put(f, 1, 2, false), SLOT_THERE, "it opens again");
	answers_close(f);
	store_unlock(lock);
	place_drop(&p);
}

int
main(void)
{
	results();
	same_bytes();
	one_group();
	marked();
	return tap_done();
}
