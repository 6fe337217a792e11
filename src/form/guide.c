/*
 * A guide as a whole: the keys at its top, what is read aloud, and whether its minutes add
 * up.  It is read with what forms are read with; a form of its own, which is thrown away
 * afterwards, stands in for the one it names and holds the guide's languages.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/guide_internal.h"

enum {
	TITLE_MOST = 60,
	WORD_MOST = 20,
	RULE_MOST = 200,
	READ_MOST = 3000,
	LASTS_MOST = 480,
	PEOPLE_MOST = 100,
	ROOM_USUAL = 6,
	ROOM_FLOOR = 4,
	SHOW_USUAL = 5,
	SHOW_FLOOR = 3
};

static const struct key guide_keys[] = {
	{ "canvass", false },	  { "id", false },
	{ "form", false },	  { "title", true },
	{ "group", false },	  { "languages", false },
	{ "lasts", false },	  { "smallest room", false },
	{ "show from", false },	  { "pause word", true },
	{ "ground rules", true }, { "opening", false },
	{ "closing", false },	  { "sections", false },
};
static const struct key spoken_keys[] = { { "minutes", false }, { "read", true } };

const struct activity_kind activities[ACTIVITY__COUNT] = {
	[ACTIVITY_NOTHING] = { .name = "nothing",
			       .help = "The room talks, without phones." },
	[ACTIVITY_WORDS] = { .name = "words",
			     .then = true,
			     .help = "Each phone gives one to three words." },
	[ACTIVITY_NOTES] = { .name = "notes",
			     .then = true,
			     .help = "Each phone gives a note of up to 280 characters." },
	[ACTIVITY_VOTES] = { .name = "votes",
			     .options = true,
			     .help = "Each phone chooses one of the options." },
	[ACTIVITY_SCORECARD] = { .name = "scorecard",
				 .options = true,
				 .statements = true,
				 .help = "Each phone chooses an option for every statement." },
};

/* ---- what a file says of itself ---------------------------------------------------- */

/* Looked at by its bytes alone: a guide that cannot be read is a guide all the same. */
bool
guide_is(const char *text, size_t len)
{
	static const char key[] = "canvass:";
	const char *p = text, *end = text + len;

	if (len >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		p += 3;
	while (p < end && strchr(" \r\n#", *p) && *p) {
		if (*p == '#') {
			while (p < end && *p != '\n')
				p++;
		} else {
			p++;
		}
	}
	if ((size_t)(end - p) < sizeof(key) || memcmp(p, key, sizeof(key) - 1))
		return false;
	for (p += sizeof(key) - 1; p < end && (*p == ' ' || *p == '"' || *p == '\''); p++)
		;
	return end - p >= 5 && !memcmp(p, "guide", 5);
}

/* Only what could be the name of a file beside the guide is ever given out. */
const char *
guide_form(const char *text, size_t len, struct arena *a)
{
	struct diags unheard;
	struct reading r = { .diags = &unheard, .text = text, .len = len, .page = -1 };
	const struct node *node;
	const char *found = NULL;

	r.arena = r.scratch = arena_new(0);
	r.form = arena_one(r.scratch, struct form);
	r.sources = arena_one(r.scratch, struct source);
	diags_init(&unheard, "", text, len, r.scratch);
	node = node_get(yaml_read(&r), "form");
	if (node && node->type == NODE_TEXT && slug_right(node->text))
		found = arena_str(a, node->text);
	arena_free(r.scratch);
	return found;
}

/* ---- the form that it goes by ------------------------------------------------------ */

unsigned
guide_form_language(const struct guide *guide, unsigned lang)
{
	int index = lang < guide->language_count
			    ? form_language(guide->form, guide->languages[lang])
			    : 0;

	return index > 0 ? (unsigned)index : 0;
}

/* An option list of the form, its labels in the order of the guide's languages. */
static void
list_lend(struct script *s, const struct options *from)
{
	struct reading *r = s->r;
	struct options *to = arena_one(r->arena, struct options);
	struct list *list = arena_one(r->scratch, struct list), **last = &r->lists;
	unsigned lang;

	*to = *from;
	for (size_t i = 0; i < to->count; i++) {
		struct text *label = &to->items[i].label;

		*label = (struct text){ 0 };
		for (lang = 0; lang < s->guide->language_count; lang++)
			label->in[lang] = text_in(&from->items[i].label,
						  guide_form_language(s->guide, lang));
	}
	*list = (struct list){ .id = from->list, .options = to };
	while (*last)
		last = &(*last)->next;
	*last = list;
}

/* Themes and lists are the form's: it must speak each language that the guide speaks. */
static void
languages_shared(struct script *s, const struct node *map)
{
	struct reading *r = s->r;
	const struct node *list = node_get(map, "languages"), *item;

	for (item = node_items(list); item; item = node_next(list, item)) {
		if (item->type == NODE_TEXT && language_name(item->text) &&
		    form_language(s->form, item->text) < 0)
			complain(r, E090, item->at,
				 "themes and option lists are the form's", s->form->id,
				 language_name(item->text), item->text);
	}
}

static void
form_read(struct script *s, const struct node *map)
{
	struct reading *r = s->r;
	const struct node *node = node_get(map, "form");
	const char *id = take_slug(r, map, "form");

	if (!id || !slug_right(id))
		s->form = NULL;
	else if (!s->form)
		complain(r, E051, node->at,
			 arena_printf(r->arena,
				      "it must stand beside this guide as %s.yaml, "
				      "without errors",
				      id),
			 id, "form");
	else if (!str_same(s->form->id, id)) {
		complain(r, E051, node->at,
			 arena_printf(r->arena, "the one in %s.yaml has the id \"%s\"",
				      id, s->form->id),
			 id, "form");
		s->form = NULL;
	}
	if (!s->form)
		return;
	s->guide->form = s->form;
	languages_shared(s, map);
	memcpy(r->form->themes, s->form->themes, sizeof(r->form->themes));
	r->form->theme_count = s->form->theme_count;
	for (size_t i = 0; i < s->form->list_count; i++)
		list_lend(s, s->form->lists[i]);
}

/* ---- the keys at the top ----------------------------------------------------------- */

void
minutes_take(struct script *s, const struct node *map, unsigned *out)
{
	if (!node_get(map, "minutes"))
		missing(s->r, map, "minutes");
	if (take_uint(s->r, map, "minutes", 1, LASTS_MOST, out))
		s->minutes += *out;
	else
		s->minutes_wrong = true;
}

static void
spoken_read(struct script *s, const struct node *map, const char *name,
	    struct spoken *out)
{
	const struct node *node = node_get(map, name);

	s->minutes_wrong = s->minutes_wrong || !node || node->type != NODE_MAP;
	if (!node)
		missing(s->r, map, name);
	if (!node || !node_is_map(s->r, node, "a map of minutes and read"))
		return;
	node_keys(s->r, node, spoken_keys, ARRAY_LEN(spoken_keys));
	minutes_take(s, node, &out->minutes);
	if (!node_get(node, "read"))
		missing(s->r, node, "read");
	take_markdown(s->r, node, "read", READ_MOST, &out->read);
}

/* How many people a room needs, and how many answers before any is shown. */
static void
people_read(struct script *s, const struct node *map)
{
	struct guide *guide = s->guide;
	const struct node *from = node_get(map, "show from");

	guide->smallest_room = ROOM_USUAL;
	guide->show_from = SHOW_USUAL;
	take_uint(s->r, map, "smallest room", ROOM_FLOOR, PEOPLE_MOST,
		  &guide->smallest_room);
	if (take_uint(s->r, map, "show from", SHOW_FLOOR, PEOPLE_MOST,
		      &guide->show_from) &&
	    guide->show_from > guide->smallest_room)
		complain(s->r, E023, from->at,
			 "in the smallest room nothing could ever be shown",
			 arena_printf(s->r->scratch, "a whole number from %d to %u",
				      SHOW_FLOOR, guide->smallest_room));
	else if (!from && guide->show_from > guide->smallest_room)
		guide->show_from = guide->smallest_room;
}

static void
top_read(struct script *s, const struct node *map)
{
	struct reading *r = s->r;
	struct guide *guide = s->guide;

	node_keys(r, map, guide_keys, ARRAY_LEN(guide_keys));
	guide->id = take_slug(r, map, "id");
	form_read(s, map);
	guide->group = take_slug(r, map, "group");
	if (!node_get(map, "title"))
		missing(r, map, "title");
	take_text(r, map, "title", TITLE_MOST, &guide->title);
	people_read(s, map);
	take_text(r, map, "pause word", WORD_MOST, &guide->pause_word);
	if (!node_get(map, "ground rules"))
		missing(r, map, "ground rules");
	guide->rule_count = lines_take(r, map, "ground rules", "ground rules", RULE_MOST,
				       GUIDE_RULES, guide->rules);
	spoken_read(s, map, "opening", &guide->opening);
	sections_read(s, map);
	spoken_read(s, map, "closing", &guide->closing);
}

/* Not if one of the minutes could not be read: the sum would mean nothing. */
static void
minutes_check(struct script *s, const struct node *map)
{
	struct reading *r = s->r;
	const struct node *lasts = node_get(map, "lasts");

	if (!lasts)
		missing(r, map, "lasts");
	if (take_measure(r, map, "lasts", "minutes", LASTS_MOST, &s->guide->lasts) &&
	    !s->minutes_wrong && s->minutes != s->guide->lasts)
		complain(r, E110, lasts->at, NULL, digits(r, s->minutes),
			 digits(r, s->guide->lasts));
}

/* ---- the file ---------------------------------------------------------------------- */

static bool
first_line_right(struct reading *r, const struct node *map)
{
	struct place at = { .line = 1, .col = 1, .width = 1 };
	const struct node *first = map && map->type == NODE_MAP ? map->first : NULL;
	bool canvass = first && first->key->text &&
		       str_same(first->key->text, "canvass") && first->type == NODE_TEXT;

	if (canvass && str_same(first->text, "guide 1"))
		return true;
	complain(r, E020_GUIDE, first ? first->key->at : at,
		 canvass && str_starts(first->text, "form") ? "this is a form" : NULL,
		 "");
	return false;
}

static void
guide_read(struct script *s)
{
	struct reading *r = s->r;
	struct guide *guide = s->guide;
	const struct node *map = yaml_read(r);

	/* what cannot be read was complained of already; but an empty file is no trouble of YAML */
	if ((!map || map->type == NODE_BAD) && r->diags->errors)
		return;
	if (!first_line_right(r, map))
		return;
	languages_read(r, map);
	memcpy(guide->languages, r->form->languages, sizeof(guide->languages));
	guide->language_count = r->form->language_count;
	top_read(s, map);
	minutes_check(s, map);
	pipes_check(r);
}

struct guide *
guide_parse(const char *text, size_t len, const struct form *form, struct diags *diags)
{
	struct reading r = { .diags = diags,
			     .arena = diags->arena,
			     .text = text,
			     .len = len,
			     .fresh = true, /* guides are never frozen */
			     .page = -1 };
	struct script s = { .r = &r, .form = form };

	r.scratch = arena_new(0);
	r.form = arena_one(r.scratch, struct form);
	r.sources = arena_one(r.scratch, struct source); /* no side files */
	s.guide = arena_one(r.arena, struct guide);
	s.guide->arena = r.arena;
	guide_read(&s);
	arena_free(r.scratch);
	return diags->errors ? NULL : s.guide;
}
