/*
 * Rooms in canvass.db: what is put in comes back; changes are whole, and never over what somebody
 * else changed; and names and codes are nobody else's.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/room.h"
#include "store/sqlite/internal.h"
#include "tests/unit/store/fixture.h"

#define NAME "group@1"

static struct store *
reach(const struct place_to_try *p, enum store_role role)
{
	struct err err = { 0 };
	struct store *st = store_open(p->dir, role, &err);

	if (!st)
		die("store_open: %s", err.text);
	return st;
}

static struct room *
some_room(const char *name, const char *code, struct arena *a)
{
	struct room *room = arena_one(a, struct room);

	str_fit(room->name, sizeof(room->name), name);
	str_fit(room->code, sizeof(room->code), code);
	room->guide_text = "a guide\0with a zero";
	room->guide_len = 19;
	room->form_text = "a form";
	room->form_len = 6;
	memset(room->form_hash, 7, sizeof(room->form_hash));
	memset(room->recipients, 8, sizeof(room->recipients));
	room->recipients[1][0] = 9;
	room->recipient_count = 2;
	room->invented = true;
	room->opened = 20500;
	room->closed_day = -1;
	room->padded = 1300;
	room->box_len = 1500;
	room->page_size = 4096;
	return room;
}

static void
names(void)
{
	char file[SURVEY_NAME], about[100];

	room_file("group@1", 4, file);
	is_str(file, "group@1.s4", "a step's file");
	room_about("group@1", 12, about, sizeof(about));
	is_str(about, "canvass room 1 group@1.s12", "what its boxes are about");
}

/* ---- adding and reading ------------------------------------------------------------------ */

static void
same(const struct room *got, const struct room *want, bool brief)
{
	is_str(got->name, want->name, "%s: its name", brief ? "brief" : "whole");
	is_str(got->code, want->code, "its code");
	ok(got->recipient_count == 2 &&
		   memcmp(got->recipients, want->recipients, 2 * STORE_KEY) == 0,
	   "its keys");
	ok(memcmp(got->form_hash, want->form_hash, 32) == 0, "its form's hash");
	ok(got->invented && !got->closed, "whether it is invented, and closed");
	ok(got->opened == 20500 && got->closed_day == -1, "its days");
	ok(got->padded == 1300 && got->box_len == 1500 && got->page_size == 4096,
	   "its sizes");
	ok(got->phase == 0 && got->step == 0 && got->hands == 0 && got->version == 1,
	   "where it stands");
	ok(brief ? !got->guide_text && !got->form_text
		 : got->guide_len == 19 && got->form_len == 6 &&
			   memcmp(got->guide_text, want->guide_text, 19) == 0 &&
			   str_same(got->form_text, "a form"),
	   "its texts");
}

static void
adding(struct arena *a)
{
	struct place_to_try p = place_make();
	struct store *st = reach(&p, STORE_WRITES);
	struct room *room = some_room(NAME, "AAAA0001", a), *all;
	struct room *got = arena_one(a, struct room), *other;
	struct err err = { 0 };
	size_t count;

	ok(room_all(st, true, &all, &count, a, &err) && !count, "no room yet");
	ok(room_add(st, room, &err), "a room: %s", err.text);
	ok(room_get(st, NAME, got, a, &err), "it is there: %s", err.text);
	same(got, room, false);
	other = some_room("group@0", "AAAA0002", a);
	ok(room_add(st, other, &err), "another: %s", err.text);
	ok(room_all(st, true, &all, &count, a, &err) && count == 2, "both are there");
	is_str(all[0].name, "group@0", "by name");
	same(&all[1], room, true);
	other = some_room(NAME, "AAAA0003", a);
	ok(!room_add(st, other, &err) && err.code == ERR_CREATE,
	   "a second one of that name: %s", err.text);
	other = some_room("group@2", "AAAA0001", a);
	ok(!room_add(st, other, &err) && err.code == ERR_BUSY, "a code in use: %s",
	   err.text);
	other = some_room("no name", "AAAA0003", a);
	ok(!room_add(st, other, &err) && err.code == ERR_INPUT, "no name: %s", err.text);
	ok(!room_get(st, "group@9", got, a, &err) && err.code == ERR_MISSING &&
		   strstr(err.text, "did you mean group@"),
	   "none of that name: %s", err.text);
	store_close(st);
	place_drop(&p);
}

/* Doors and desks know rooms and surveys apart by nothing but name and code. */
static void
apart(struct arena *a)
{
	struct place_to_try p = place_make();
	struct store *st = reach(&p, STORE_WRITES);
	struct survey survey = { .name = "pulse@1",
				 .form_text = "f",
				 .form_len = 1,
				 .opened = -1,
				 .closed = -1,
				 .page_size = 4096,
				 .box_len = 1,
				 .padded = 1 };
	struct link link = { .code = "AAAA0001", .survey = "pulse@1" };
	struct err err = { 0 };

	ok(survey_add(st, &survey, &err) && link_add(st, &link, 1, &err),
	   "a survey with a link: %s", err.text);
	ok(!room_add(st, some_room(NAME, "AAAA0001", a), &err) && err.code == ERR_BUSY,
	   "its code is no room's: %s", err.text);
	ok(!room_add(st, some_room("pulse@1", "AAAA0002", a), &err) &&
		   err.code == ERR_CREATE && strstr(err.text, "a survey pulse@1"),
	   "nor its name: %s", err.text);
	ok(room_add(st, some_room(NAME, "AAAA0002", a), &err), "a room: %s", err.text);
	str_fit(link.code, sizeof(link.code), "AAAA0002");
	ok(!link_add(st, &link, 1, &err) && err.code == ERR_BUSY,
	   "its code is no link's: %s", err.text);
	str_fit(survey.name, sizeof(survey.name), NAME);
	ok(!survey_add(st, &survey, &err) && err.code == ERR_CREATE,
	   "nor its name a survey's: %s", err.text);
	store_close(st);
	place_drop(&p);
}

/* ---- changing ------------------------------------------------------------------------------ */

static struct room_item
item(unsigned char id, enum room_item_kind kind, unsigned step, const char *text)
{
	struct room_item made = { .kind = kind,
				  .step = step,
				  .text = text,
				  .note = "a note",
				  .number = 2,
				  .rank = 3 };

	memset(made.id, id, sizeof(made.id));
	return made;
}

/* "0/3 05 five;..." : kind, step, first byte of the id, text. */
static const char *
items_of(struct store *st, struct arena *a)
{
	struct room_item *items;
	const char *out = "";
	struct err err = { 0 };
	size_t count;

	if (!room_items(st, NAME, &items, &count, a, &err))
		return arena_printf(a, "error: %s", err.text);
	for (size_t i = 0; i < count; i++) {
		out = arena_printf(a, "%s%s%d/%u %02x %s", out, i ? ";" : "",
				   items[i].kind, items[i].step, items[i].id[0],
				   items[i].text);
		if (!str_same(items[i].note, "a note") || items[i].number != 2 ||
		    items[i].rank != 3)
			out = arena_printf(a, "%s?", out);
	}
	return out;
}

static void
changing(struct arena *a)
{
	struct place_to_try p = place_make();
	struct store *st = reach(&p, STORE_WRITES);
	struct room *room = some_room(NAME, "AAAA0001", a);
	struct room *got = arena_one(a, struct room), *all;
	const unsigned steps[] = { 3, 102 };
	struct room_item put[] = { item(5, ROOM_IDEA, 3, "five"),
				   item(4, ROOM_IDEA, 3, "four"),
				   item(6, ROOM_IDEA, 2, "six"),
				   item(1, ROOM_DECISION, 3, "") };
	struct room_change change = { .version = 1,
				      .head = room,
				      .steps = steps,
				      .step_count = 2,
				      .put = put,
				      .put_count = 4 };
	unsigned char gone[1][ROOM_ITEM_ID];
	struct err err = { 0 };
	uint64_t version = 0;
	size_t count;

	memset(gone, 4, sizeof(gone));
	ok(room_add(st, room, &err), "a room: %s", err.text);
	room->phase = 1;
	room->step = 3;
	room->hands = 12;
	room->steps[3] = (struct room_step){ 1, true, true, "{\"canvass\":\"shown 1\"}" };
	room->steps[102] = (struct room_step){ 2, false, true, NULL };
	room->steps[4].state = 2; /* not among those that are written */
	ok(room_change(st, NAME, &change, &version, &err) && version == 2, "a change: %s",
	   err.text);
	ok(room_get(st, NAME, got, a, &err) && got->phase == 1 && got->step == 3 &&
		   got->hands == 12 && got->version == 2,
	   "its head");
	ok(got->steps[3].state == 1 && got->steps[3].revealed && got->steps[3].enough &&
		   str_same(got->steps[3].shown, room->steps[3].shown),
	   "one step");
	ok(got->steps[102].state == 2 && !got->steps[102].revealed &&
		   !got->steps[102].shown,
	   "the last there can be");
	ok(!got->steps[4].state, "and no other");
	is_str(items_of(st, a), "0/2 06 six;0/3 04 four;0/3 05 five;1/3 01 ",
	       "its items by kind, step and id");
	ok(room_all(st, true, &all, &count, a, &err) && all[0].steps[3].state == 1 &&
		   !all[0].steps[3].shown,
	   "briefly without what is shown");

	/* Somebody who saw the room as it was before changes nothing of it. */
	room->phase = 2;
	ok(!room_change(st, NAME, &change, &version, &err) && err.code == ERR_BUSY &&
		   version == 2,
	   "a second who saw it before: %s", err.text);
	ok(room_get(st, NAME, got, a, &err) && got->phase == 1, "changed nothing");
	put[0].text = "5!";
	change = (struct room_change){ .put = put,
				       .put_count = 1,
				       .gone = (const unsigned char(*)[ROOM_ITEM_ID])gone,
				       .gone_count = 1 };
	ok(room_change(st, NAME, &change, &version, &err) && version == 3,
	   "whatever it is: %s", err.text);
	is_str(items_of(st, a), "0/2 06 six;0/3 05 5!;1/3 01 ",
	       "over what is there, and one gone");
	ok(room_get(st, NAME, got, a, &err) && got->phase == 1 && got->step == 3 &&
		   got->steps[3].state == 1,
	   "all else as it was");
	change = (struct room_change){ .head = room };
	room->closed = true;
	room->closed_day = 20501;
	ok(room_change(st, NAME, &change, NULL, &err) &&
		   room_get(st, NAME, got, a, &err) && got->closed &&
		   got->closed_day == 20501,
	   "closed: %s", err.text);
	ok(!room_change(st, "group@2", &change, NULL, &err) && err.code == ERR_MISSING,
	   "no such room: %s", err.text);
	store_close(st);
	place_drop(&p);
}

/* Whole or not at all: the last of it is wrong, and nothing is kept. */
static void
whole(struct arena *a)
{
	struct place_to_try p = place_make();
	struct store *st = reach(&p, STORE_WRITES);
	struct room *room = some_room(NAME, "AAAA0001", a);
	struct room *got = arena_one(a, struct room);
	char *large = arena_alloc(a, ROOM_ITEM_TEXT + 2, 1);
	struct room_item put[] = { item(1, ROOM_IDEA, 1, "one"),
				   item(2, (enum room_item_kind)9, 1, "two") };
	struct room_change change = { .head = room, .put = put, .put_count = 2 };
	struct err err = { 0 };

	ok(room_add(st, room, &err), "a room: %s", err.text);
	room->hands = 5;
	ok(!room_change(st, NAME, &change, NULL, &err), "a kind that there is not: %s",
	   err.text);
	ok(room_get(st, NAME, got, a, &err) && !got->hands && got->version == 1,
	   "nothing was changed");
	is_str(items_of(st, a), "", "no item put");
	memset(large, 'x', ROOM_ITEM_TEXT + 1);
	put[1] = item(2, ROOM_IDEA, 1, large);
	ok(!room_change(st, NAME, &change, NULL, &err) && err.code == ERR_INPUT,
	   "a text that is too long: %s", err.text);
	is_str(items_of(st, a), "", "nor then");
	large[ROOM_ITEM_TEXT] = '\0';
	ok(room_change(st, NAME, &change, NULL, &err), "the longest text: %s", err.text);
	store_close(st);
	place_drop(&p);
}

/* What is taken away is nowhere in the file any more. */
static void
overwritten(struct arena *a)
{
	struct place_to_try p = place_make();
	struct store *st = reach(&p, STORE_WRITES);
	struct room_item put[] = { item(1, ROOM_IDEA, 1, "PLANTED IDEA") };
	const unsigned char gone[1][ROOM_ITEM_ID] = { { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
							1, 1, 1, 1, 1 } };
	struct room_change change = { .put = put, .put_count = 1 };
	struct err err = { 0 };
	unsigned char *bytes;
	size_t len;

	ok(room_add(st, some_room(NAME, "AAAA0001", a), &err) &&
		   room_change(st, NAME, &change, NULL, &err),
	   "an idea: %s", err.text);
	bytes = bytes_read(place_path(&p, "canvass.db"), &len);
	ok(memmem(bytes, len, "PLANTED IDEA", 12) != NULL, "stands in the file");
	free(bytes);
	change = (struct room_change){ .gone = gone, .gone_count = 1 };
	ok(room_change(st, NAME, &change, NULL, &err), "taken away: %s", err.text);
	store_close(st);
	bytes = bytes_read(place_path(&p, "canvass.db"), &len);
	ok(!memmem(bytes, len, "PLANTED IDEA", 12), "stands there no more");
	free(bytes);
	place_drop(&p);
}

/* Of version 5: it has no rooms, and gets them when somebody writes. */
static void
older(struct arena *a)
{
	struct place_to_try p = place_make();
	const char *path = place_path(&p, "canvass.db");
	struct room *got = arena_one(a, struct room), *all;
	struct err err = { 0 };
	struct room_item *items;
	struct store *st;
	size_t count = 9;

	meddle(path, WITHOUT_ROOMS "PRAGMA user_version = 5");
	st = reach(&p, STORE_READS);
	ok(room_all(st, false, &all, &count, a, &err) && !count,
	   "a workspace of version 5 has no rooms");
	ok(!room_get(st, NAME, got, a, &err) && err.code == ERR_MISSING, "not one: %s",
	   err.text);
	ok(!room_items(st, NAME, &items, &count, a, &err) && err.code == ERR_MISSING,
	   "nor items: %s", err.text);
	store_close(st);
	is_int(ask(path, "PRAGMA user_version"), 5, "and stays of that version");
	st = reach(&p, STORE_WRITES);
	is_int(ask(path, "PRAGMA user_version"), WORKSPACE_VERSION,
	       "until somebody writes");
	ok(room_add(st, some_room(NAME, "AAAA0001", a), &err), "then it takes one: %s",
	   err.text);
	store_close(st);
	place_drop(&p);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	names();
	adding(a);
	apart(a);
	changing(a);
	whole(a);
	overwritten(a);
	older(a);
	arena_free(a);
	return tap_done();
}
