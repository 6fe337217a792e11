/*
 * Answers files: made, filled, found again, closed, opened, refused when they are damaged or
 * not ours.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/store/fixture.h"

#define FILE_DB "answers/" SURVEY ".db"

static void
made_and_filled(void)
{
	struct place_to_try p = place_make();
	struct store_lock *lock = lock_or_die(&p);
	struct answers_file *f = file_make_open(lock, 100, BOX);
	struct made_up a[3];
	struct slot_add items[4];
	struct answers_secrets secrets;
	struct answers_state state;
	struct err err = { 0 };
	bool busy = true;
	struct stat st;

	answers_secrets(f, &secrets);
	ok(secrets.ticket_key[31] == 0x51 && secrets.draft_key[0] == 0x52 &&
		   !secrets.ticket_gone,
	   "the keys come back");
	is_int((long long)answers_count(f), 0, "a new file is empty");
	for (unsigned i = 0; i < 3; i++) {
		answer_make_up(&a[i], 1, i);
		items[i] = slot_of(&a[i]);
	}
	items[3] = slot_of(&a[0]);
	items[2].box = NULL;
	ok(answers_add(f, items, 4, &err), "a group is stored: %s", err.text);
	ok(items[0].result == SLOT_STORED && items[1].result == SLOT_STORED,
	   "two are stored");
	ok(items[2].result == SLOT_ABSENT, "one was only looked for, and is not there");
	ok(items[3].result == SLOT_THERE,
	   "the second copy in one group is there already");
	is_int((long long)answers_count(f), 2, "two are counted");
	items[0].box = NULL;
	items[1].box = a[2].box;
	ok(answers_add(f, items, 2, &err) && items[0].result == SLOT_THERE &&
		   items[1].result == SLOT_THERE,
	   "both are there; the first copy stands");
	ok(bytes_hold(place_path(&p, FILE_DB "-wal"), "<<answer 1 0>>", 14),
	   "the log has it");
	ok(answers_checkpoint(f, &busy, &err) && !busy, "the log is emptied: %s",
	   err.text);
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && st.st_size == 0,
	   "the log is there, and has no byte");
	ok(bytes_hold(place_path(&p, FILE_DB), "<<answer 1 1>>", 14), "the file has it");
	ok(!bytes_hold(place_path(&p, FILE_DB), "<<answer 1 2>>", 14),
	   "the second copy left nothing");
	answers_close(f);
	ok(answers_look(p.dir, SURVEY, &state, &err) && state.clean && state.filled == 2,
	   "closed clean: %s", err.text);
	is_int(state.page_size, PAGE, "pages are as asked for");
	is_int((long long)state.slots, 256 + 64,
	       "twice the people, a power of two, and a tail");
	f = open_or_die(lock);
	is_int((long long)answers_count(f), 2, "opened again, two are counted");
	ok(answers_add(f, items, 1, &err) && items[0].result == SLOT_THERE, "and found");
	answers_close(f);
	ok(stat(place_path(&p, FILE_DB), &st) == 0 && (st.st_mode & 07777) == 0640,
	   "mode 0640");
	ok(stat(place_path(&p, FILE_DB "-wal"), &st) == 0 && (st.st_mode & 07777) == 0640,
	   "the log too");
	store_unlock(lock);
	place_drop(&p);
}

int
main(void)
{
	made_and_filled();
	return tap_done();
}
