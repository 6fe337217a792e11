/*
 * Ticks in canvass.db: put and taken out together or not at all, of their own survey, in no order
 * that tells which came first.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

static struct store *
reach(const struct place_to_try *p, enum store_role role)
{
	struct err err = { 0 };
	struct store *st = store_open(p->dir, role, &err);

	if (!st)
		die("store_open: %s", err.text);
	return st;
}

static struct tick_row
row(unsigned char id, const char *sealed)
{
	struct tick_row r = { .sealed = (const unsigned char *)sealed,
			      .len = strlen(sealed) };

	memset(r.id, id, TICK_ID);
	return r;
}

/* The sealed bytes of all rows of a survey, one behind the other. */
static const char *
all(const struct place_to_try *p, const char *survey, struct arena *a)
{
	struct store *st = reach(p, STORE_READS);
	struct tick_row *rows;
	struct err err = { 0 };
	const char *words = "";
	size_t count;

	if (!tick_all(st, survey, &rows, &count, a, &err))
		words = arena_printf(a, "error: %s", err.text);
	else
		for (size_t i = 0; i < count; i++)
			words = arena_printf(a, "%s%.*s,", words, (int)rows[i].len,
					     (const char *)rows[i].sealed);
	store_close(st);
	return words;
}

/* Of version 2: it has no ticks, and gets room for them when somebody writes. */
static void
older(struct arena *a)
{
	struct place_to_try p = place_make();
	const char *path = place_path(&p, "canvass.db");
	struct tick_row one = row(3, "three");
	struct err err = { 0 };
	struct store *st;

	meddle(path,
	       "INSERT INTO survey VALUES ('a@1', x'00', zeroblob(32), 1, 0, 0, 0, NULL, "
	       "NULL, 4096, 1, 1, zeroblob(32)); DROP TABLE tick; DROP TABLE note; " WITHOUT_ROOMS
	       "DROP INDEX link_place_any; DROP INDEX link_place_number_any; "
	       "PRAGMA user_version = 2");
	is_str(all(&p, "a@1", a), "", "a workspace of version 2 has no ticks");
	is_int(ask(path, "PRAGMA user_version"), 2, "and stays of that version");
	st = reach(&p, STORE_WRITES);
	is_int(ask(path, "PRAGMA user_version"), WORKSPACE_VERSION,
	       "until somebody writes");
	ok(tick_change(st, "a@1", NULL, 0, &one, 1, &err), "then it takes one: %s",
	   err.text);
	store_close(st);
	is_str(all(&p, "a@1", a), "three,", "and gives it back");
	place_drop(&p);
}

int
main(void)
{
	struct place_to_try p = place_make();
	const char *path = place_path(&p, "canvass.db");
	struct arena *a = arena_new(0);
	struct tick_row rows[] = { row(9, "nine"), row(1, "one"), row(5, "five") };
	unsigned char gone[2][TICK_ID];
	struct err err = { 0 };
	struct store *st;

	meddle(path,
	       "INSERT INTO survey VALUES ('a@1', x'00', zeroblob(32), 1, 0, 0, 0, NULL, "
	       "NULL, 4096, 1, 1, zeroblob(32)), ('b@1', x'00', zeroblob(32), 1, 0, 0, 0, "
	       "NULL, NULL, 4096, 1, 1, zeroblob(32))");
	is_str(all(&p, "a@1", a), "", "none at first");
	st = reach(&p, STORE_WRITES);
	ok(tick_change(st, "a@1", NULL, 0, rows, 3, &err), "three are put: %s", err.text);
	is_str(all(&p, "a@1", a), "one,five,nine,",
	       "in the order of their random numbers");
	is_str(all(&p, "b@1", a), "", "another survey has none");
	rows[1] = row(2, "two");
	ok(!tick_change(st, "a@1", NULL, 0, rows, 3, &err), "a number that is taken: %s",
	   err.text);
	is_str(all(&p, "a@1", a), "one,five,nine,", "puts none of them");
	memset(gone[0], 5, TICK_ID);
	memset(gone[1], 77, TICK_ID);
	rows[0] = row(4, "four");
	rows[2] = row(6, "six");
	ok(tick_change(st, "a@1", (const unsigned char(*)[TICK_ID])gone, 2, rows, 3,
		       &err),
	   "one goes, and others come: %s", err.text);
	is_str(all(&p, "a@1", a), "one,two,four,six,nine,", "together");
	memset(gone[0], 6, TICK_ID);
	ok(tick_change(st, "b@1", (const unsigned char(*)[TICK_ID])gone, 2, NULL, 0,
		       &err),
	   "another survey's");
	ok(strstr(all(&p, "a@1", a), "six,") != NULL, "cannot be taken out");
	ok(tick_change(st, "a@1", (const unsigned char(*)[TICK_ID])gone, 2, NULL, 0,
		       &err),
	   "one's own");
	ok(!strstr(all(&p, "a@1", a), "six,"), "can");
	ok(!tick_change(st, "c@1", NULL, 0, rows, 1, &err) && err.code == ERR_MISSING,
	   "a survey that is not there: %s", err.text);
	store_close(st);
	st = reach(&p, STORE_READS);
	ok(!tick_change(st, "a@1", NULL, 0, rows, 1, &err),
	   "who only reads puts none: %s", err.text);
	store_close(st);
	older(a);
	arena_free(a);
	place_drop(&p);
	return tap_done();
}
