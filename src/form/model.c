/*
 * A form file as a whole: the keys at its top, and the order in which its parts are read.
 * What others name is read before them: languages, themes, lists, pages, conditions,
 * scores, privacy.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { TITLE_MOST = 60, STEPS_MOST = 4000000 };


void
languages_read(struct reading *r, const struct node *map)
{
	struct form *form = r->form;
	const struct node *list = node_get(map, "languages"), *item;

	if (list && list->type == NODE_LIST && list->count > FORM_LANGUAGES) {
		complain(r, E029, node_key_at(list), NULL, digits(r, (long long)list->count),
			 "languages", digits(r, FORM_LANGUAGES));
		r->languages_lost = true;
	}
	for (item = node_items(list); item; item = node_next(list, item)) {
		if (!node_is_text(r, item, "a language code"))
			continue;
		if (!language_find(item->text)) {
			complain(r, E091, item->at, NULL, item->text);
			r->languages_lost = true;
			continue;
		}
		if (form_language(form, item->text) >= 0) {
			complain(r, E006, item->at, NULL, item->text,
				 digits(r, list->at.line));
			continue;
		}
		if (form->language_count >= FORM_LANGUAGES)
			break;
		form->languages[form->language_count++] = keep(r, item->text);
	}
	if (!list)
		missing(r, map, "languages");
	else if (r->fresh &&
		 (list->type == NODE_MAP || (list->type == NODE_LIST && !list->first)))
		complain(r, E023, node_key_at(list), needed_hint(list),
			 "one language or more, such as [en]");
	/* all that follows needs one */
	if (form->language_count == 0) {
		form->languages[form->language_count++] = "en";
		r->languages_lost = true;
	}
}

/* Whether any text of a tree is in a language. */
static bool
language_met(const struct node *node, const char *code)
{
	const struct node *kid;
	char name[64], lang[16];

	for (kid = node->type == NODE_TEXT ? NULL : node->first; kid; kid = kid->next)
		if ((kid->key && kid->key->text && key_has_language(kid->key->text, name, lang) &&
		     str_same(lang, code)) ||
		    language_met(kid, code))
			return true;
	return false;
}

/*
 * A language that was declared and nothing more is told of once, and not with each text that it
 * lacks: whoever translates wants a file to fill in.
 */
static void
languages_begun(struct reading *r, const struct node *map)
{
	const struct form *form = r->form;

	for (unsigned lang = 1; lang < form->language_count && !r->gaps; lang++) {
		const char *code = form->languages[lang], *file = r->side_of[lang];

		if (r->languages_lost || r->side_failed[lang] || form->words[lang] ||
		    language_met(map, code))
			continue;
		complain(r, E090_ALL, language_at(map, code),
			 file ? arena_printf(r->diags->arena, "fill in %s", file) : NULL, "",
			 language_name(code), code);
		r->side_failed[lang] = true;
	}
}

/* A day, or -1: not said. */
static int
day_take(struct reading *r, const struct node *map, const char *name)
{
	const struct node *node = node_get(map, name);
	int day;

	if (!node || node->type == NODE_BAD)
		return -1;
	if (node->type == NODE_TEXT && day_parse(node->text, &day))
		return day;
	complain(r, E023, node->at, NULL, "a day, such as 2026-12-01");
	return -1;
}

/* When the door is open, and how it behaves. */
static void
door_read(struct reading *r, const struct node *map)
{
	struct form *form = r->form;
	const struct node *expected = node_get(map, "expected");

	if (expected)
		r->expected_at = expected->at;
	take_uint(r, map, "expected", 1, 10000000, &form->expected);
	form->opens = day_take(r, map, "opens");
	form->closes = day_take(r, map, "closes");
	if (form->opens >= 0 && form->closes >= 0 && form->closes < form->opens)
		complain(r, E028, node_get(map, "closes")->at, NULL, "");
	form->save_for_later = form->check_answers = true;
	take_bool(r, map, "quick exit", &form->quick_exit);
	take_bool(r, map, "save for later", &form->save_for_later);
	take_bool(r, map, "check answers", &form->check_answers);
}

/* `agree` makes the consent a page that must be left by its button. */
static void
consent_read(struct reading *r, const struct node *map)
{
	if (!map || !node_is_map(r, map, "a map of text and agree"))
		return;
	node_table(r, map, KEYS_CONSENT);
	if (!node_get(map, "text"))
		missing(r, map, "text");
	take_markdown(r, map, "text", 3000, &r->form->consent);
	take_text(r, map, "agree", 80, &r->form->agree);
}

/* Contacts stand on every page, so a form that is cut short still shows where to turn. */
static void
support_read(struct reading *r, const struct node *list)
{
	struct form *form = r->form;
	const struct node *item;

	if (!list || !node_is(r, list, NODE_LIST, "a list of names and contacts"))
		return;
	if (list->count > ARRAY_LEN(form->support)) {
		complain(r, E029, node_key_at(list), NULL,
			 digits(r, (long long)list->count), "contacts",
			 digits(r, ARRAY_LEN(form->support)));
		return;
	}
	for (item = list->first; item && !diags_full(r->diags); item = item->next) {
		struct support *support = &form->support[form->support_count];

		if (!node_is_map(r, item, "a map of name and contact"))
			continue;
		node_table(r, item, KEYS_CONTACT);
		if (!node_get(item, "name"))
			missing(r, item, "name");
		if (!node_get(item, "contact"))
			missing(r, item, "contact");
		take_text(r, item, "name", 80, &support->name);
		take_text(r, item, "contact", 120, &support->contact);
		form->support_count++;
	}
}

/* Short, since posters print them. */
static void
titles_read(struct reading *r, const struct node *map)
{
	struct form *form = r->form;

	if (!node_get(map, "title"))
		missing(r, map, "title");
	take_text(r, map, "title", TITLE_MOST, &form->title);
	take_text(r, map, "run by", TITLE_MOST, &form->run_by);
	take_text(r, map, "read by", TITLE_MOST, &form->read_by);
	take_markdown(r, map, "thanks", 2000, &form->thanks);
}

/* The order is that of naming: whoever names something is read after it. */
static void
file_read(struct reading *r, const struct node *map)
{
	node_table(r, map, KEYS_FILE);
	r->form->id = take_slug(r, map, "id");
	titles_read(r, map);
	words_read(r, node_get(map, "words"));
	door_read(r, map);
	themes_read(r, node_get(map, "themes"));
	theme_words_read(r, node_get(map, "theme words"));
	consent_read(r, node_get(map, "consent"));
	support_read(r, node_get(map, "support"));
	poster_read(r, node_get(map, "poster"));
	lists_read(r, node_get(map, "option lists"));
	if (!node_get(map, "pages"))
		missing(r, map, "pages");
	else
		pages_read(r, node_get(map, "pages"));
	r->lost = r->lost || (r->form->page_count == 0 && r->diags->errors > 0);
	conditions_read(r, node_get(map, "conditions"));
	pending_read(r);
	scores_read(r, node_get(map, "scores"));
	scorecard_read(r, node_get(map, "scorecard"));
	privacy_read(r, node_get(map, "privacy"));
}

/* The first key must say what this file is; without it nothing else is believed. */
static bool
first_line_right(struct reading *r, const struct node *map)
{
	const struct node *first = map->type == NODE_MAP ? map->first : NULL;
	struct place at = { .line = 1, .col = 1, .width = 1 };
	const char *hint = NULL;

	if (first && first->key->text && str_same(first->key->text, "canvass") &&
	    first->type == NODE_TEXT && str_same(first->text, "form 1"))
		return true;
	if (first && first->type == NODE_TEXT && str_starts(first->text, "guide"))
		hint = "this is a guide for a focus group";
	if (first && first->type == NODE_TEXT && str_starts(first->text, "texts"))
		hint = "these are a form's texts in one language: name the form, it finds them";
	complain(r, E020, first ? first->key->at : at, hint, "");
	return false;
}

/* A translation may begin before the form names its language. */
static void
extra_add(struct reading *r)
{
	struct form *form = r->form;

	if (r->extra && form_language(form, r->extra) < 0 &&
	    form->language_count < FORM_LANGUAGES)
		form->languages[form->language_count++] = keep(r, r->extra);
}

/* Cells are given out in the order of asking; a repeat's turns lie side by side. */
static void
cells_give(struct form *form)
{
	size_t i;

	for (i = 0; i < form->question_count; i++) {
		struct question *q = &form->questions[i];

		q->cells = q->repeat >= 0 ? form->repeats[q->repeat].most : 1;
		q->cell = form->cell_count;
		form->cell_count += q->cells;
	}
}

/*
 * Proofs come last, and only for a form that is right: with a question missing they would
 * find clashes that there are none.
 */
static struct form *
form_read(struct reading *r)
{
	struct form *form = r->form;
	struct node *map = yaml_read(r);

	/* what cannot be read was complained of already; but an empty file is no trouble of YAML */
	if (!map) {
		if (r->diags->errors == 0)
			complain(r, E020, ((struct place){ .line = 1, .col = 1 }), NULL, "");
		return NULL;
	}
	if (map->type == NODE_BAD || !first_line_right(r, map) || r->torn)
		return NULL;
	r->map = map;
	languages_read(r, map);
	extra_add(r);
	sides_read(r, map);
	languages_begun(r, map);
	file_read(r, map);
	cells_give(form);
	if (r->expected)
		form->expected = r->expected;
	pipes_check(r);
	form_check(r, map);
	words_check(r, map);
	if (r->diags->errors == 0)
		form_prove(r);
	return r->diags->errors == 0 ? form : NULL;
}

struct form *
reading_do(struct reading *r)
{
	r->expected_at = (struct place){ .line = 1, .col = 1, .width = 1 };
	r->arena = r->diags->arena;
	r->page = -1;
	r->steps = STEPS_MOST;
	r->scratch = arena_new(0);
	r->form = arena_one(r->arena, struct form);
	r->form->arena = r->arena;
	r->form->opens = r->form->closes = -1;
	return form_read(r);
}

void
reading_done(struct reading *r)
{
	arena_free(r->scratch);
}

struct form *
form_parse(const char *text, size_t len, struct diags *diags)
{
	struct form_side sides[FORM_LANGUAGES];
	struct reading r = { .diags = diags, .text = text, .sides = sides };
	struct form *form;

	r.len = sides_split(text, len, sides, ARRAY_LEN(sides), &r.side_count, diags->arena);
	form = reading_do(&r);
	reading_done(&r);
	return form;
}

struct form *
form_parse_files(const char *text, size_t len, const struct form_side *sides,
		 size_t side_count, unsigned expected, struct diags *diags)
{
	struct reading r = { .diags = diags,
			     .fresh = true,
			     .expected = expected,
			     .text = text,
			     .len = len,
			     .sides = sides,
			     .side_count = side_count };
	struct form *form = reading_do(&r);

	reading_done(&r);
	return form;
}

struct form *
form_parse_new(const char *text, size_t len, unsigned expected, struct diags *diags)
{
	return form_parse_files(text, len, NULL, 0, expected, diags);
}

/* ---- finding things ---------------------------------------------------------------- */

const struct question *
form_question(const struct form *form, const char *id)
{
	size_t i;

	for (i = 0; id && *id && i < form->question_count; i++) {
		if (str_same(form->questions[i].id, id))
			return &form->questions[i];
	}
	return NULL;
}

int
question_option(const struct question *q, const char *code)
{
	size_t i;

	for (i = 0; q->options && i < q->options->count; i++) {
		if (str_same(q->options->items[i].code, code))
			return (int)i;
	}
	return -1;
}

int
form_theme(const struct form *form, const char *id)
{
	size_t i;

	for (i = 0; i < form->theme_count; i++) {
		if (str_same(form->themes[i].id, id))
			return (int)i;
	}
	return -1;
}

int
form_language(const struct form *form, const char *code)
{
	size_t i;

	for (i = 0; i < form->language_count; i++) {
		if (str_same(form->languages[i], code))
			return (int)i;
	}
	return -1;
}

const char *
text_in(const struct text *t, unsigned lang)
{
	if (lang < FORM_LANGUAGES && t->in[lang])
		return t->in[lang];
	return t->in[0] ? t->in[0] : "";
}
