/*
 * Notes of coders in canvass.db: one of a kind for each survey, put together or not at all, and
 * never over what somebody else has put since they were read.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define SURVEYS                                                                            \
	"INSERT INTO survey VALUES ('a@1', x'00', zeroblob(32), 1, 0, 0, 0, NULL, NULL, "  \
	"4096, 1, 1, zeroblob(32)), ('b@1', x'00', zeroblob(32), 1, 0, 0, 0, NULL, NULL, " \
	"4096, 1, 1, zeroblob(32))"

static struct store *
reach(const struct place_to_try *p, enum store_role role)
{
	struct err err = { 0 };
	struct store *st = store_open(p->dir, role, &err);

	if (!st)
		die("store_open: %s", err.text);
	return st;
}

static struct note_row
row(const char *text)
{
	return (struct note_row){ .sealed = (const unsigned char *)text,
				  .len = text ? strlen(text) : 0 };
}

static struct note_change
change(unsigned kind, const char *was, const char *now)
{
	return (struct note_change){ .kind = kind, .was = row(was), .now = row(now) };
}

/* All four of a survey: "book,-,-,-". */
static const char *
all(const struct place_to_try *p, const char *survey, struct arena *a)
{
	struct store *st = reach(p, STORE_READS);
	struct note_row rows[NOTE_KINDS];
	struct err err = { 0 };
	const char *words = "";

	if (!note_all(st, survey, rows, a, &err))
		words = arena_printf(a, "error: %s", err.text);
	else
		for (size_t i = 0; i < NOTE_KINDS; i++)
			words = arena_printf(a, "%s%s%.*s", words, i ? "," : "",
					     rows[i].sealed ? (int)rows[i].len : 1,
					     rows[i].sealed ? (const char *)rows[i].sealed
							    : "-");
	store_close(st);
	return words;
}

/* Of version 3: it has no notes, and gets room for them when somebody writes. */
static void
older(struct arena *a)
{
	struct place_to_try p = place_make();
	const char *path = place_path(&p, "canvass.db");
	struct note_change one = change(1, NULL, "first");
	struct err err = { 0 };
	struct store *st;

	meddle(path, SURVEYS "; " WITHOUT_ROOMS "DROP TABLE note; DROP INDEX link_place_any;"
		     " DROP INDEX link_place_number_any; PRAGMA user_version = 3");
	is_str(all(&p, "a@1", a), "-,-,-,-", "a workspace of version 3 has no notes");
	is_int(ask(path, "PRAGMA user_version"), 3, "and stays of that version");
	st = reach(&p, STORE_WRITES);
	is_int(ask(path, "PRAGMA user_version"), WORKSPACE_VERSION,
	       "until somebody writes");
	ok(note_change(st, "a@1", &one, 1, &err), "then it takes one: %s", err.text);
	store_close(st);
	is_str(all(&p, "a@1", a), "-,first,-,-", "and gives it back");
	place_drop(&p);
}

static void
together(struct store *st, const struct place_to_try *p, struct arena *a)
{
	struct note_change two[] = { change(0, "book", "book 2"),
				     change(2, "wrong", "second 2") };
	struct err err = { 0 };

	ok(!note_change(st, "a@1", two, 2, &err) && err.code == ERR_BUSY,
	   "one that was changed in the meantime: %s", err.text);
	is_str(all(p, "a@1", a), "book,-,second,-", "changes none of them");
	two[1] = change(2, NULL, "second 2");
	ok(!note_change(st, "a@1", two, 2, &err) && err.code == ERR_BUSY,
	   "nor is one put over another that was not seen");
	two[1] = change(3, "settled", "more");
	ok(!note_change(st, "a@1", two, 2, &err) && err.code == ERR_BUSY,
	   "nor one in the place of another that is gone");
	two[1] = change(2, "second", "second 2");
	ok(note_change(st, "a@1", two, 2, &err), "as they were read: %s", err.text);
	is_str(all(p, "a@1", a), "book 2,-,second 2,-", "both are changed");
	two[0] = change(0, "book 2", "book 3");
	two[1] = change(7, NULL, "what");
	ok(!note_change(st, "a@1", two, 2, &err), "a kind that there is not: %s",
	   err.text);
	is_str(all(p, "a@1", a), "book 2,-,second 2,-", "changes nothing");
}

int
main(void)
{
	struct place_to_try p = place_make();
	struct arena *a = arena_new(0);
	struct note_change first[] = { change(0, NULL, "book"),
				       change(2, NULL, "second") };
	struct err err = { 0 };
	struct store *st;

	meddle(place_path(&p, "canvass.db"), SURVEYS);
	is_str(all(&p, "a@1", a), "-,-,-,-", "none at first");
	st = reach(&p, STORE_WRITES);
	ok(note_change(st, "a@1", first, 2, &err), "two are put: %s", err.text);
	is_str(all(&p, "a@1", a), "book,-,second,-", "and are there");
	is_str(all(&p, "b@1", a), "-,-,-,-", "another survey has none");
	together(st, &p, a);
	ok(!note_change(st, "c@1", first, 2, &err) && err.code == ERR_MISSING,
	   "a survey that is not there: %s", err.text);
	store_close(st);
	st = reach(&p, STORE_READS);
	first[0] = change(1, NULL, "x");
	ok(!note_change(st, "a@1", first, 1, &err), "who only reads puts none: %s",
	   err.text);
	store_close(st);
	older(a);
	arena_free(a);
	place_drop(&p);
	return tap_done();
}
