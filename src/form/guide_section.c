/*
 * The sections of a guide: what is asked, what phones do then, and what each activity needs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/guide_internal.h"

enum { ASK_MOST = 200, HINT_MOST = 120, VOTES_MOST = 5 };

static const struct key section_keys[] = {
	{ "theme", false },  { "minutes", false },   { "warm up", false },
	{ "ask", true },     { "hint", true },	     { "phones", false },
	{ "options", true }, { "statements", true }, { "then", false },
	{ "probes", true },  { "read back", false },
};
static const struct key warm_up_keys[] = { { "ask", true }, { "options", true } };

/* A list's name is taken on trust while the form that has the lists could not be read. */
static const struct options *
choices_read(struct script *s, const struct node *map)
{
	static const struct text no_other;
	const struct node *node = node_get(map, "options");

	if (!s->form && node && node->type == NODE_TEXT && node->len)
		return NULL;
	return options_read(s->r, map, &no_other);
}

static void
ask_read(struct reading *r, const struct node *map, struct text *out)
{
	if (!node_get(map, "ask"))
		missing(r, map, "ask");
	take_text(r, map, "ask", ASK_MOST, out);
}

static void
warm_up_read(struct script *s, const struct node *map, struct section *section)
{
	if (!map || !node_is_map(s->r, map, "a map of ask and options"))
		return;
	node_keys(s->r, map, warm_up_keys, ARRAY_LEN(warm_up_keys));
	ask_read(s->r, map, &section->warm_up);
	section->warm_up_options = choices_read(s, map);
}

/* Statements become fields of the room's pages, so their ids are alike nowhere in the guide. */
static void
statements_read(struct script *s, const struct node *map, struct section *section)
{
	struct reading *r = s->r;
	const struct node *first = node_get(map, "statements"), *entry;
	unsigned lang;

	if (!node_is_map(r, first, "a map of ids and sentences"))
		return;
	if (first->count > GUIDE_STATEMENTS) {
		complain(r, E029, node_key_at(first), "keep those that matter most",
			 digits(r, (long long)first->count), "statements",
			 digits(r, GUIDE_STATEMENTS));
		return;
	}
	if (!sentences_same(r, map, first))
		return;
	for (entry = first->first; entry && !diags_full(r->diags); entry = entry->next) {
		struct statement *statement =
			&section->statements[section->statement_count];

		if (!id_right(r, entry->key))
			continue;
		statement->id = keep(r, entry->key->text);
		name_add(r, statement->id, entry->key->at);
		statement->text.in[0] = take_one(r, entry, ASK_MOST);
		for (lang = 1; lang < r->form->language_count; lang++) {
			const struct node *node =
				node_get(map, arena_printf(r->scratch, "statements (%s)",
							   r->form->languages[lang]));

			statement->text.in[lang] =
				take_one(r, node_get(node, statement->id), ASK_MOST);
		}
		section->statement_count++;
	}
}

/* The activity, or ACTIVITY__COUNT after a complaint. */
static enum activity
phones_read(struct reading *r, const struct node *map)
{
	const struct node *node = node_get(map, "phones");
	const char *names[ACTIVITY__COUNT];
	int i;

	if (!node)
		missing(r, map, "phones");
	if (!node || !node_is_text(r, node, "what phones do"))
		return ACTIVITY__COUNT;
	for (i = 0; i < ACTIVITY__COUNT; i++) {
		if (str_same(activities[i].name, node->text))
			return (enum activity)i;
		names[i] = activities[i].name;
	}
	complain(r, E111, node->at, did_you_mean(r, node->text, names, ACTIVITY__COUNT),
		 node->text);
	return ACTIVITY__COUNT;
}

/* What an activity has not stays out: a vote that nobody would be shown is a mistake. */
static void
activity_fits(struct reading *r, const struct node *map, enum activity activity)
{
	const struct activity_kind *kind = &activities[activity];
	const struct {
		const char *key, *hint;
		bool fits;
	} rows[] = {
		{ "options", "they belong to votes and scorecard", kind->options },
		{ "statements", "they belong to scorecard", kind->statements },
		{ "then", "votes come after words or notes", kind->then },
	};
	bool options = kind->options && !node_get(map, "options");
	bool statements = kind->statements && !node_get(map, "statements");

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct node *node = node_get(map, rows[i].key);

		if (node && !rows[i].fits)
			complain(r, E021, node->key->at, rows[i].hint, rows[i].key);
	}
	if (options || statements)
		complain(r, E112, node_get(map, "phones")->at, NULL,
			 options && statements ? "options and statements"
			 : options	       ? "options"
					       : "statements");
}

/* `three votes each`: how many each person has to give away. */
static void
then_read(struct reading *r, const struct node *node, struct section *section)
{
	static const char *const words[VOTES_MOST] = { "one vote each", "two votes each",
						       "three votes each",
						       "four votes each",
						       "five votes each" };

	if (!node || node->type == NODE_BAD)
		return;
	for (unsigned i = 0; i < VOTES_MOST && node->type == NODE_TEXT; i++) {
		if (str_same(words[i], node->text)) {
			section->then = i + 1;
			return;
		}
	}
	complain(r, E023, node->at,
		 node->type == NODE_TEXT ? did_you_mean(r, node->text, words, VOTES_MOST)
					 : NULL,
		 "one vote each, two votes each, up to five votes each");
}

static void
section_read(struct script *s, const struct node *map, struct section *section)
{
	struct reading *r = s->r;
	enum activity activity;
	uint32_t themes = 0;

	section->theme = -1;
	section->line = node_key_at(map).line;
	if (!node_is_map(r, map, "a section: a map of theme, minutes, ask and more")) {
		s->minutes_wrong = true;
		return;
	}
	node_keys(r, map, section_keys, ARRAY_LEN(section_keys));
	if (!node_get(map, "theme"))
		missing(r, map, "theme");
	else if (s->form)
		theme_take(r, map, &section->theme, &themes);
	minutes_take(s, map, &section->minutes);
	warm_up_read(s, node_get(map, "warm up"), section);
	ask_read(r, map, &section->ask);
	take_text(r, map, "hint", HINT_MOST, &section->hint);
	hint_check(r, map, "say it aloud, or hang it on the wall");
	activity = phones_read(r, map);
	if (activity < ACTIVITY__COUNT) {
		section->phones = activity;
		activity_fits(r, map, activity);
	}
	if (node_get(map, "options"))
		section->options = choices_read(s, map);
	if (node_get(map, "statements"))
		statements_read(s, map, section);
	then_read(r, node_get(map, "then"), section);
	section->probe_count = lines_take(r, map, "probes", "probes", ASK_MOST,
					  GUIDE_PROBES, section->probes);
	take_bool(r, map, "read back", &section->read_back);
}

void
sections_read(struct script *s, const struct node *map)
{
	struct reading *r = s->r;
	struct guide *guide = s->guide;
	const struct node *list = node_get(map, "sections"), *item;

	if (!list)
		missing(r, map, "sections");
	s->minutes_wrong =
		s->minutes_wrong || !list || list->type != NODE_LIST || !list->count;
	if (!list || !node_is(r, list, NODE_LIST, "a list of sections"))
		return;
	if (list->count == 0)
		complain(r, E023, list->at, NULL, "a list of sections, and not empty");
	if (list->count > GUIDE_SECTIONS) {
		complain(r, E029, node_key_at(list), "make two guides of it",
			 digits(r, (long long)list->count), "sections",
			 digits(r, GUIDE_SECTIONS));
		s->minutes_wrong = true;
		return;
	}
	for (item = list->first; item && !diags_full(r->diags); item = item->next)
		section_read(s, item, &guide->sections[guide->section_count++]);
}
