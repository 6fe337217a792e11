/*
 * Links: all or none are added, a place has one link and one number, and codes can be closed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/store/fixture.h"

static struct link
some_link(const char *code, const char *survey, const char *place)
{
	struct link link = { .headcount = place[0] ? 60 : 0 };

	str_fit(link.code, sizeof(link.code), code);
	str_fit(link.survey, sizeof(link.survey), survey);
	str_fit(link.place, sizeof(link.place), place);
	return link;
}

static struct store *
two_surveys(const struct place_to_try *p)
{
	static const char *const names[] = { "a@1", "b@1" };
	struct err err = { 0 };
	struct store *st = store_open(p->dir, STORE_WRITES, &err);

	if (!st)
		die("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct survey s = { .form_text = "",
				    .opened = -1,
				    .closed = -1,
				    .page_size = PAGE,
				    .box_len = 1,
				    .padded = 1 };

		str_fit(s.name, sizeof(s.name), names[i]);
		if (!survey_add(st, &s, &err))
			die("%s", err.text);
	}
	return st;
}

static void
adding(void)
{
	struct place_to_try p = place_make();
	struct store *st = two_surveys(&p);
	struct arena *a = arena_new(0);
	struct link links[3], got, *all;
	struct err err = { 0 };
	size_t count;

	links[0] = some_link("AAAA0001", "a@1", "Fratton");
	links[1] = some_link("AAAA0002", "a@1", "");
	links[2] = some_link("AAAA0003", "a@1", "Basing\xc5\xb5stoke");
	ok(link_add(st, links, 3, &err), "three links: %s", err.text);
	ok(links[0].place_number >= 1 && links[2].place_number >= 1 &&
		   links[0].place_number != links[2].place_number,
	   "places have numbers of their own");
	is_int(links[1].place_number, 0, "a general link has none");
	ok(link_get(st, "AAAA0003", &got, &err), "got: %s", err.text);
	ok(str_same(got.survey, "a@1") && str_same(got.place, "Basing\xc5\xb5stoke") &&
		   got.place_number == links[2].place_number && got.headcount == 60 &&
		   !got.closed,
	   "as it was");
	ok(!link_get(st, "ZZZZ0000", &got, &err) && err.code == ERR_MISSING,
	   "no such code: %s", err.text);
	is_str(got.code, "AAAA0003", "and nothing is touched");
	links[0] = some_link("BBBB0001", "b@1", "Fratton");
	ok(link_add(st, links, 1, &err), "another survey may hang in the same place");
	links[0] = some_link("BBBB0002", "b@1", "");
	ok(link_add(st, links, 1, &err), "and have general links");
	ok(link_all(st, "a@1", &all, &count, a, &err) && count == 3, "all of one survey");
	ok(str_same(all[0].place, "") && str_same(all[1].place, "Basing\xc5\xb5stoke") &&
		   str_same(all[2].place, "Fratton"),
	   "by place");
	ok(link_all(st, NULL, &all, &count, a, &err) && count == 5, "all of all");
	ok(!link_all(st, "c@1", &all, &count, a, &err) && err.code == ERR_MISSING,
	   "of none: %s", err.text);
	ok(link_close(st, "AAAA0001", &err), "closed: %s", err.text);
	ok(link_get(st, "AAAA0001", &got, &err) && got.closed, "it is");
	ok(link_get(st, "AAAA0002", &got, &err) && !got.closed, "the others are not");
	ok(!link_close(st, "ZZZZ0000", &err) && err.code == ERR_MISSING,
	   "no such code: %s", err.text);
	arena_free(a);
	store_close(st);
	place_drop(&p);
}

static void
all_or_none(void)
{
	static const struct {
		const char *words, *code, *survey, *place;
		enum err_code error;
	} rows[] = {
		{ "a code in use", "AAAA0001", "a@1", "Gosport", ERR_BUSY },
		{ "a place in use", "AAAA0009", "a@1", "Fratton", ERR_INPUT },
		{ "no such survey", "AAAA0009", "zz@1", "Gosport", ERR_MISSING },
		{ "a code twice in one list", "CCCC0001", "a@1", "Gosport", ERR_BUSY },
		{ "a place twice in one list", "AAAA0009", "a@1", "Andover", ERR_INPUT },
		{ "a code that is too short", "AA", "a@1", "Gosport", ERR_BUG },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct place_to_try p = place_make();
		struct store *st = two_surveys(&p);
		struct arena *a = arena_new(0);
		struct link links[2], *all;
		struct err err = { 0 };
		size_t count = 0;

		links[0] = some_link("AAAA0001", "a@1", "Fratton");
		ok(link_add(st, links, 1, &err), "one link");
		links[0] = some_link("CCCC0001", "a@1", "Andover");
		links[0].place_number = 4;
		links[1] = some_link(rows[i].code, rows[i].survey, rows[i].place);
		ok(!link_add(st, links, 2, &err) && err.code == rows[i].error,
		   "%s: refused: %s", rows[i].words, err.text);
		is_int(links[0].place_number, 4, "nothing is touched");
		ok(link_all(st, NULL, &all, &count, a, &err) && count == 1,
		   "and none is added");
		arena_free(a);
		store_close(st);
		place_drop(&p);
	}
}

/* Numbers must not tell in which order the places were given. */
static void
numbers_at_random(void)
{
	struct place_to_try p = place_make();
	struct store *st = two_surveys(&p);
	struct link *links = mem_new(300, sizeof(*links));
	unsigned rising = 0, twice = 0;
	struct err err = { 0 };

	for (unsigned i = 0; i < 300; i++) {
		char code[9], place[20];

		snprintf(code, sizeof(code), "D%07u", i);
		snprintf(place, sizeof(place), "Place %u", i);
		links[i] = some_link(code, "a@1", place);
	}
	ok(link_add(st, links, 300, &err), "300 places: %s", err.text);
	for (unsigned i = 0; i < 300; i++)
		for (unsigned j = i + 1; j < 300; j++) {
			rising += links[i].place_number < links[j].place_number;
			twice += links[i].place_number == links[j].place_number;
		}
	is_int(twice, 0, "no number twice");
	ok(rising > 18000 && rising < 26800, "%u of 44850 pairs rise: about half",
	   rising);
	free(links);
	store_close(st);
	place_drop(&p);
}

/* A place keeps its number and headcount, whichever code leads to it. */
static void
replaced(struct store *st)
{
	struct link first = some_link("AAAA0001", "a@1", "Fratton"), next, got;
	struct link general = some_link("AAAA0002", "a@1", "");
	struct err err = { 0 };

	ok(link_add(st, &first, 1, &err) && link_add(st, &general, 1, &err), "two links");
	next = some_link("BBBB0001", "", "");
	ok(link_replace(st, "AAAA0001", &next, &err), "replaced: %s", err.text);
	ok(str_same(next.code, "BBBB0001") && str_same(next.survey, "a@1") &&
		   str_same(next.place, "Fratton") && next.headcount == 60 &&
		   next.place_number == first.place_number && !next.closed,
	   "for the same place, with its number and headcount");
	ok(link_get(st, "AAAA0001", &got, &err) && got.closed, "the old one is closed");
	ok(link_get(st, "BBBB0001", &got, &err) && !got.closed &&
		   got.place_number == first.place_number,
	   "the new one is open");
	next = some_link("CCCC0001", "b@1", "x");
	ok(!link_replace(st, "AAAA0001", &next, &err) && err.code == ERR_MISSING,
	   "the old one a second time: %s", err.text);
	ok(strstr(err.text, "BBBB0001") != NULL, "and what leads there is told");
	is_str(next.place, "x", "nothing is touched");
	ok(!link_replace(st, "ZZZZ0000", &next, &err) && err.code == ERR_MISSING,
	   "no such code: %s", err.text);
	next = some_link("AAAA0002", "", "");
	ok(!link_replace(st, "BBBB0001", &next, &err) && err.code == ERR_BUSY,
	   "a code in use: %s", err.text);
	ok(link_get(st, "BBBB0001", &got, &err) && !got.closed,
	   "and what was to be replaced stays open");
	next = some_link("CCCC0002", "", "");
	ok(link_replace(st, "AAAA0002", &next, &err) && !next.place_number,
	   "a general link: %s", err.text);
	next = some_link("CCCC0003", "", "");
	ok(!link_replace(st, "AAAA0002", &next, &err) && err.code == ERR_MISSING,
	   "which leads nowhere any more: %s", err.text);
}

/* A place whose last link was closed is not lost, and not issued anew with other numbers. */
static void
reopened(struct store *st)
{
	struct link again = some_link("DDDD0001", "a@1", "Fratton"), next, got;
	struct err err = { 0 };

	ok(link_close(st, "BBBB0001", &err), "the place's last link is closed");
	ok(!link_add(st, &again, 1, &err) && err.code == ERR_INPUT,
	   "it is not issued anew: %s", err.text);
	ok(strstr(err.text, "link replace") != NULL, "what helps is told");
	next = some_link("DDDD0002", "", "");
	ok(link_replace(st, "AAAA0001", &next, &err) && link_get(st, "DDDD0002", &got, &err) &&
		   !got.closed && str_same(got.place, "Fratton"),
	   "replacing any of its old ones opens it again: %s", err.text);
	next = some_link("DDDD0003", "", "");
	ok(!link_replace(st, "BBBB0001", &next, &err) && err.code == ERR_MISSING,
	   "once: %s", err.text);
}

static void
replacing(void)
{
	struct place_to_try p = place_make();
	struct store *st = two_surveys(&p);

	replaced(st);
	reopened(st);
	store_close(st);
	place_drop(&p);
}

/* Of version 4, where a place had one link for ever. */
static void
older(void)
{
	struct place_to_try p = place_make();
	const char *path = place_path(&p, "canvass.db");
	struct store *st = two_surveys(&p);
	struct link link = some_link("AAAA0001", "a@1", "Fratton"), next = link;
	struct err err = { 0 };

	ok(link_add(st, &link, 1, &err), "a link: %s", err.text);
	store_close(st);
	meddle(path, WITHOUT_ROOMS "DROP INDEX link_place; DROP INDEX link_place_number; "
		     "DROP INDEX link_place_any; DROP INDEX link_place_number_any; "
		     "CREATE UNIQUE INDEX link_place ON link (survey, place) "
		     "WHERE place <> ''; "
		     "CREATE UNIQUE INDEX link_place_number ON link (survey, place_number) "
		     "WHERE place_number <> 0; PRAGMA user_version = 4");
	st = store_open(p.dir, STORE_READS, &err);
	ok(st && link_get(st, "AAAA0001", &next, &err), "version 4 is read: %s", err.text);
	store_close(st);
	is_int(ask(path, "PRAGMA user_version"), 4, "and left as it is");
	st = store_open(p.dir, STORE_WRITES, &err);
	str_fit(next.code, sizeof(next.code), "BBBB0001");
	ok(st && link_replace(st, "AAAA0001", &next, &err),
	   "whoever writes brings it up to date, and can replace a link: %s", err.text);
	store_close(st);
	is_int(ask(path, "PRAGMA user_version"), WORKSPACE_VERSION, "which is told");
	is_int(ask(path, "SELECT count(*) FROM link"), 2, "nothing was lost");
	place_drop(&p);
}

int
main(void)
{
	replacing();
	older();
	adding();
	all_or_none();
	numbers_at_random();
	return tap_done();
}
