/*
 * From a room as it stands in canvass.db to its report.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/room_report.h"
#include "app/room.h"

struct making {
	const struct room *room;
	const struct guide *guide;
	const struct agenda *agenda;
	const struct room_item *items;
	size_t count;
	struct arena *arena;
};

/* Ordered rows first, by their places; the others by their texts, which tells nothing. */
static int
compare_rows(const void *one, const void *other)
{
	const struct room_row *a = one, *b = other;

	if (!a->order != !b->order)
		return a->order ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return strcmp(a->text, b->text);
}

static void
sort_rows(struct room_row *rows, size_t n)
{
	if (n)
		qsort(rows, n, sizeof(*rows), compare_rows);
}

/* ---- votes, words, scorecards --------------------------------------------------------- */

static struct room_asked *
asked_add(struct room_section *s, const struct step *step, const char *ask, size_t rows,
	  struct arena *a)
{
	struct room_asked *asked = &s->asked[s->asked_count++];

	asked->kind = step_rows[step->kind].name;
	asked->ask = ask;
	asked->rows = arena_array(a, struct room_row, rows + 1);
	return asked;
}

static void
take_votes(struct making *m, const struct step *step, const struct shown *shown,
	   struct room_section *s)
{
	struct room_asked *asked =
		asked_add(s, step, text_in(step->ask, 0), shown->count, m->arena);

	for (size_t i = 0; i < shown->count; i++)
		asked->rows[asked->row_count++] =
			(struct room_row){ .text = shown->rows[i].text,
					   .order = shown->rows[i].n };
	sort_rows(asked->rows, asked->row_count);
}

/* A scorecard asks once for each statement. */
static void
take_scorecard(struct making *m, const struct step *step, const struct shown *shown,
	       struct room_section *s)
{
	for (size_t i = 0; i < shown->count; i++) {
		const struct shown_row *row = &shown->rows[i];
		struct room_asked *asked =
			asked_add(s, step, row->text, row->part_count, m->arena);

		for (unsigned k = 0; k < row->part_count && k < step->options->count; k++)
			asked->rows[asked->row_count++] = (struct room_row){
				.text = text_in(&step->options->items[k].label, 0),
				.order = row->parts[k]
			};
		sort_rows(asked->rows, asked->row_count);
	}
}

static void
take_step(struct making *m, const struct step *step, struct room_section *s)
{
	const struct room_step *at = &m->room->steps[step->number];
	struct shown shown;

	if (!at->shown || !at->revealed ||
	    !shown_read(at->shown, strlen(at->shown), &shown, m->arena) || shown.few)
		return;
	shown_forget(&shown);
	switch (step->kind) {
	case STEP_WARM_UP:
	case STEP_WORDS:
	case STEP_VOTES:
		take_votes(m, step, &shown, s);
		break;
	case STEP_SCORECARD:
		take_scorecard(m, step, &shown, s);
		break;
	case STEP_NOTES:
	case STEP_DOTS: /* ideas, by their ranks */
	case STEP_OPENING:
	case STEP_TALK:
	case STEP_READ_BACK:
	case STEP_CLOSING:
	case STEP__COUNT:
		break;
	}
}

/* ---- items ---------------------------------------------------------------------------- */

static int
section_of(const struct making *m, unsigned number)
{
	const struct step *step = agenda_step(m->agenda, number);

	return step ? step->section : -1;
}

/* The place that votes gave an idea, from the dots of its section if they were shown. */
static unsigned
idea_order(const struct making *m, int section, const struct room_item *idea)
{
	char id[17];

	if (idea->rank)
		return idea->rank;
	for (size_t i = 0; i < 8; i++)
		snprintf(id + 2 * i, 3, "%02x", idea->id[i]);
	for (unsigned n = 1; n <= m->agenda->count; n++) {
		const struct step *step = agenda_step(m->agenda, n);
		const struct room_step *at = &m->room->steps[n];
		struct shown shown;

		if (step->kind != STEP_DOTS || step->section != section ||
		    !at->revealed || !at->shown ||
		    !shown_read(at->shown, strlen(at->shown), &shown, m->arena) ||
		    shown.few)
			continue;
		shown_forget(&shown);
		for (size_t i = 0; i < shown.count; i++)
			if (str_same(shown.rows[i].id, id))
				return shown.rows[i].n;
	}
	return 0;
}

static void
take_items(struct making *m, struct room_report *out)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct room_item *item = &m->items[i];
		int at = section_of(m, item->step);
		struct room_section *s = at >= 0 && (size_t)at < out->section_count
						 ? &out->sections[at]
						 : NULL;
		const char *line;

		switch (item->kind) {
		case ROOM_IDEA:
			if (s)
				s->ideas[s->idea_count++] = (struct room_row){
					.text = item->text,
					.order = idea_order(m, at, item),
					.bucket = item->number < BUCKET__COUNT
							  ? (enum bucket)item->number
							  : BUCKET_NONE
				};
			break;
		case ROOM_SUMMARY:
			if (s && item->number == 1)
				s->summary = item->text;
			break;
		case ROOM_QUOTE:
			if (s)
				s->quotes[s->quote_count++] = item->text;
			break;
		case ROOM_ACTION:
			line = strchr(item->note, '\n');
			out->actions[out->action_count++] = (struct room_action){
				.text = item->text,
				.department =
					arena_copy(m->arena, item->note,
						   line ? (size_t)(line - item->note)
							: strlen(item->note)),
				.quarter = line ? line + 1 : ""
			};
			break;
		case ROOM_DECISION:
		case ROOM_ITEM__COUNT:
			break;
		}
	}
}

/* Where votes gave no order, texts give one: items stand by their ids, drawn at random. */
static int
compare_texts(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static int
compare_actions(const void *one, const void *other)
{
	const struct room_action *a = one, *b = other;
	int by = strcmp(a->quarter, b->quarter);

	return by ? by : strcmp(a->text, b->text);
}

static void
sort_all(struct room_report *out)
{
	for (size_t i = 0; i < out->section_count; i++) {
		struct room_section *s = &out->sections[i];

		sort_rows(s->ideas, s->idea_count);
		if (s->quote_count)
			qsort(s->quotes, s->quote_count, sizeof(*s->quotes),
			      compare_texts);
	}
	if (out->action_count)
		qsort(out->actions, out->action_count, sizeof(*out->actions),
		      compare_actions);
}

/* ---- the whole ------------------------------------------------------------------------ */

static void
take_sections(struct making *m, struct room_report *out)
{
	const struct guide *g = m->guide;
	unsigned lang = guide_form_language(g, 0);

	out->section_count = g->section_count;
	out->sections = arena_array(m->arena, struct room_section, g->section_count + 1);
	for (size_t i = 0; i < g->section_count; i++) {
		const struct theme *theme = &g->form->themes[g->sections[i].theme];
		struct room_section *s = &out->sections[i];

		s->theme = theme->id;
		s->title = text_in(&theme->title, lang);
		s->ask = text_in(&g->sections[i].ask, 0);
		s->summary = "";
		s->asked = arena_array(m->arena, struct room_asked, 2 + GUIDE_STATEMENTS);
		s->ideas = arena_array(m->arena, struct room_row, m->count + 1);
		s->quotes = arena_array(m->arena, const char *, m->count + 1);
	}
	for (unsigned n = 1; n <= m->agenda->count; n++) {
		const struct step *step = agenda_step(m->agenda, n);

		if (step->section >= 0)
			take_step(m, step, &out->sections[step->section]);
	}
}

struct room_report *
room_report_make(const struct room *room, const struct guide *guide,
		 const struct room_item *items, size_t count, struct arena *a)
{
	struct room_report *out = arena_one(a, struct room_report);
	struct agenda *agenda = arena_one(a, struct agenda);
	struct making m = { room, guide, agenda, items, count, a };

	agenda_make(agenda, guide);
	out->room = room->name;
	out->guide = guide->id;
	out->title = text_in(&guide->title, 0);
	out->group = guide->group;
	out->form = guide->form->id;
	out->language = guide->languages[0];
	out->held = "";
	if (room->closed_day >= 0) {
		char day[11];

		day_format(room->closed_day, day);
		out->held = arena_printf(a, "%s", day);
	}
	out->invented = room->invented;
	out->actions = arena_array(a, struct room_action, count + 1);
	take_sections(&m, out);
	take_items(&m, out);
	sort_all(out);
	return out;
}

struct room_report *
room_report_load(struct store *st, const char *name, struct arena *a, struct err *err)
{
	struct room *room = arena_one(a, struct room);
	struct room_item *items;
	struct guide *guide;
	size_t count;

	if (!room_get(st, name, room, a, err) ||
	    !room_items(st, name, &items, &count, a, err))
		return NULL;
	guide = room_guide(room, a, err);
	return guide ? room_report_make(room, guide, items, count, a) : NULL;
}
