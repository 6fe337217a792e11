/*
 * A room's report as tables: the same for CSV and workbooks, and what must be said above them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"
#include "out/room.h"

size_t
room_notes(const struct room_report *r, const char *notes[6])
{
	size_t n = 0;

	if (r->invented)
		notes[n++] =
			"Invented: this room was a trial, and says nothing about anybody.";
	if (!*r->held)
		notes[n++] = "Draft: the room is still open.";
	notes[n++] =
		"What was said in this room may be used; who was there, and who said what, may "
		"not be told (the Chatham House Rule).";
	notes[n++] =
		"No numbers leave a room. Answers and ideas stand in the order of votes where "
		"three people or more chose them; the others stand below, in no order.";
	notes[n++] =
		"Ideas, summaries and quotes stand as the room approved them. A room is not a "
		"survey: it shows what matters to people and why, not how many think so.";
	return n;
}

/* ---- filling ---------------------------------------------------------------------- */

static void
table_open(struct room_table *t, const char *name, const char *title, size_t rows,
	   struct arena *a)
{
	*t = (struct room_table){ .name = name, .title = title };
	t->cells = arena_array(a, const char *, 8 * (rows + 1));
}

static void
table_column(struct room_table *t, const char *head, unsigned width)
{
	t->heads[t->columns] = head;
	t->widths[t->columns++] = width;
}

static const char *
order_words(unsigned order, struct arena *a)
{
	return order ? arena_printf(a, "%u", order) : "unordered";
}

static void
fill_ideas(const struct room_report *r, struct room_table *t, struct arena *a)
{
	size_t n = 0, at = 0;

	for (size_t i = 0; i < r->section_count; i++)
		n += r->sections[i].idea_count;
	table_open(t, "ideas", "Ideas, in the order of votes", n, a);
	table_column(t, "Theme", 40);
	table_column(t, "Kind", 16);
	table_column(t, "Order", 10);
	table_column(t, "Idea", 90);
	for (size_t i = 0; i < r->section_count; i++)
		for (size_t k = 0; k < r->sections[i].idea_count; k++) {
			const struct room_row *idea = &r->sections[i].ideas[k];

			t->cells[at++] = r->sections[i].title;
			t->cells[at++] = *bucket_names[idea->bucket]
						 ? bucket_names[idea->bucket]
						 : "not sorted";
			t->cells[at++] = order_words(idea->order, a);
			t->cells[at++] = idea->text;
		}
	t->rows = n;
}

static void
fill_answers(const struct room_report *r, struct room_table *t, struct arena *a)
{
	size_t n = 0, at = 0;

	for (size_t i = 0; i < r->section_count; i++)
		for (size_t k = 0; k < r->sections[i].asked_count; k++)
			n += r->sections[i].asked[k].row_count;
	table_open(t, "answers", "Votes, scorecards and words, in the order of votes", n,
		   a);
	table_column(t, "Theme", 40);
	table_column(t, "Asked", 60);
	table_column(t, "How", 12);
	table_column(t, "Order", 10);
	table_column(t, "Answer", 50);
	for (size_t i = 0; i < r->section_count; i++)
		for (size_t k = 0; k < r->sections[i].asked_count; k++) {
			const struct room_asked *asked = &r->sections[i].asked[k];

			for (size_t j = 0; j < asked->row_count; j++) {
				t->cells[at++] = r->sections[i].title;
				t->cells[at++] = asked->ask;
				t->cells[at++] = asked->kind;
				t->cells[at++] = order_words(asked->rows[j].order, a);
				t->cells[at++] = asked->rows[j].text;
			}
		}
	t->rows = n;
}

static void
fill_summaries(const struct room_report *r, struct room_table *t, struct arena *a)
{
	size_t at = 0;

	table_open(t, "summaries", "Summaries, as the room approved them",
		   r->section_count, a);
	table_column(t, "Theme", 40);
	table_column(t, "Summary", 100);
	for (size_t i = 0; i < r->section_count; i++) {
		if (!*r->sections[i].summary)
			continue;
		t->cells[at++] = r->sections[i].title;
		t->cells[at++] = r->sections[i].summary;
		t->rows++;
	}
}

static void
fill_quotes(const struct room_report *r, struct room_table *t, struct arena *a)
{
	size_t n = 0, at = 0;

	for (size_t i = 0; i < r->section_count; i++)
		n += r->sections[i].quote_count;
	table_open(t, "quotes", "Quotes, as the room approved them", n, a);
	table_column(t, "Theme", 40);
	table_column(t, "Quote", 100);
	for (size_t i = 0; i < r->section_count; i++)
		for (size_t k = 0; k < r->sections[i].quote_count; k++) {
			t->cells[at++] = r->sections[i].title;
			t->cells[at++] = r->sections[i].quotes[k];
		}
	t->rows = n;
}

static void
fill_actions(const struct room_report *r, struct room_table *t, struct arena *a)
{
	size_t at = 0;

	table_open(t, "actions", "What is to be done", r->action_count, a);
	table_column(t, "Action", 80);
	table_column(t, "Department", 30);
	table_column(t, "Quarter", 12);
	for (size_t i = 0; i < r->action_count; i++) {
		t->cells[at++] = r->actions[i].text;
		t->cells[at++] = r->actions[i].department;
		t->cells[at++] = r->actions[i].quarter;
	}
	t->rows = r->action_count;
}

size_t
room_tables(const struct room_report *r, struct room_table out[ROOM_TABLES],
	    struct arena *a)
{
	static void (*const fill[ROOM_TABLES])(const struct room_report *,
					       struct room_table *, struct arena *) = {
		fill_ideas, fill_answers, fill_summaries, fill_quotes, fill_actions,
	};
	size_t n = 0;

	for (size_t i = 0; i < ROOM_TABLES; i++) {
		fill[i](r, &out[n], a);
		n += out[n].rows > 0;
	}
	return n;
}
