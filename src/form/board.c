/*
 * The team's own words for a release, read with what forms are read with, so that what is wrong is
 * said at its line and column.  References are looked at only as far as their braces close: what
 * they name is known once there are published cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/board.h"

#include "form/internal.h"

enum {
	LINE_MOST = 300,
	SAID_MOST = 500,
	NAME_MOST = 80,
	WORDS_MOST = 25,
	PAIR_MOST = 120
};

const char *const board_parts[BOARD_PARTS] = { "last quarter", "next quarter", "benefits",
					       "challenges", "actions" };

#define PAIRS "you said, we did"

static const struct key board_keys[] = {
	{ "canvass", false },  { "headlines", false },	  { "opportunities", false },
	{ PAIRS, false },      { "last quarter", false }, { "next quarter", false },
	{ "benefits", false }, { "challenges", false },	  { "actions", false },
};
static const struct key chance_keys[] = { { "theme", false },
					  { "said", false },
					  { "department", false },
					  { "quarter", false } };
static const struct key pair_keys[] = { { "said", false },
					{ "did", false },
					{ "department", false } };

/* Each brace that opens must close; two of them make one. */
static void
braces_check(struct reading *r, const struct node *node)
{
	size_t len;

	for (size_t i = 0; i < node->len; i++) {
		if (node->text[i] != '{')
			continue;
		if (node->text[i + 1] == '{') {
			i++;
			continue;
		}
		len = strcspn(node->text + i, "}");
		if (!node->text[i + len]) {
			complain(r, E061_OPEN, node_inside(r, node, i, 1), NULL, "");
			return;
		}
		i += len;
	}
}

/* A share written out could say what the release does not: it must come from a published cell. */
static void
shares_check(struct reading *r, const struct node *node)
{
	static const char *const signs[] = { "%", "per cent", "percent" };
	const char *text = node->text, *after;

	for (size_t i = 0; i < node->len; i++) {
		if (text[i] == '{' && text[i + 1] != '{')
			i += strcspn(text + i, "}");
		if (text[i] < '0' || text[i] > '9' ||
		    (text[i + 1] >= '0' && text[i + 1] <= '9'))
			continue;
		after = text + i + 1;
		if (str_starts(after, "\xc2\xa0"))
			after += 2;
		after += strspn(after, " \n");
		for (size_t w = 0; w < ARRAY_LEN(signs); w++) {
			if (!str_starts(after, signs[w]))
				continue;
			complain(
				r, E023, node_inside(r, node, i, 1),
				"so that the release fills in what it publishes",
				"a reference such as {told.yes}, not a share written out");
			return;
		}
	}
}

/* Words as blanks divide them; a reference is one, whatever will stand for it. */
static unsigned
words_in(const char *s)
{
	unsigned words = 0;
	bool inside = false;

	for (; *s; s++) {
		bool blank = *s == ' ' || *s == '\n' || *s == '\r' || *s == '\t';

		words += !blank && !inside;
		inside = !blank;
	}
	return words;
}

/* found: it says what was found out, so that its shares must be references; plans may have
 * targets. */
static struct board_line
line_take(struct reading *r, const struct node *node, unsigned most, bool found)
{
	struct board_line line = { .text = "" };
	const char *text = take_one(r, node, most);

	if (!text)
		return line;
	braces_check(r, node);
	if (found)
		shares_check(r, node);
	line.text = text;
	line.line = node->at.line;
	line.column = node->at.col;
	return line;
}

/* A list of lines, or one line alone.  Returns how many; 0 also after a complaint. */
static size_t
lines_read(struct reading *r, const struct node *map, const char *name, size_t room,
	   struct board_line *out)
{
	const struct node *list = node_get(map, name), *item;
	size_t count = 0;

	if (!list || list->type == NODE_BAD)
		return 0;
	if (list->type != NODE_TEXT &&
	    !node_is(r, list, NODE_LIST,
		     "a list, one entry a line with a dash before it"))
		return 0;
	if (list->type == NODE_LIST && list->count > room) {
		complain(r, E029, node_key_at(list), "keep those that matter most",
			 digits(r, (long long)list->count),
			 str_same(name, "headlines") ? "headlines" : "lines",
			 digits(r, (long long)room));
		return 0;
	}
	for (item = node_items(list); item; item = node_next(list, item))
		out[count++] = line_take(r, item, LINE_MOST, str_same(name, "headlines"));
	return count;
}

static void
headlines_read(struct reading *r, const struct node *map, struct board_words *out)
{
	unsigned words;

	out->headline_count =
		lines_read(r, map, "headlines", BOARD_HEADLINES, out->headlines);
	for (size_t i = 0; i < out->headline_count; i++) {
		const struct board_line *line = &out->headlines[i];
		struct place at = { .line = line->line, .col = line->column, .width = 1 };

		words = words_in(line->text);
		if (words > WORDS_MOST)
			complain(r, E029, at, "say one thing in a sentence",
				 digits(r, words), "words", digits(r, WORDS_MOST));
	}
}

static int
theme_read(struct reading *r, const struct node *node, const struct form *form)
{
	const char *ids[FORM_THEMES];
	int theme;

	if (!node || !node_is_text(r, node, "the id of a theme"))
		return -1;
	theme = form_theme(form, node->text);
	for (size_t i = 0; i < form->theme_count; i++)
		ids[i] = form->themes[i].id;
	if (theme < 0)
		complain(r, E051, node->at,
			 meant_or_list(r, node->text, "the form's themes", ids,
				       form->theme_count),
			 node->text, "theme");
	return theme;
}

static struct board_line
member_take(struct reading *r, const struct node *map, const char *name, unsigned most)
{
	const struct node *node = node_get(map, name);

	return node ? line_take(r, node, most, str_same(name, "said"))
		    : (struct board_line){ .text = "" };
}

static void
chances_read(struct reading *r, const struct node *map, const struct form *form,
	     struct board_words *out)
{
	const struct node *list = node_get(map, "opportunities"), *item;
	struct board_chance *chance;

	if (!list || !node_is(r, list, NODE_LIST,
			      "a list of maps: theme, said, department, quarter"))
		return;
	if (list->count > BOARD_OPPORTUNITIES) {
		complain(r, E029, node_key_at(list), "keep those that matter most",
			 digits(r, (long long)list->count), "opportunities",
			 digits(r, BOARD_OPPORTUNITIES));
		return;
	}
	for (item = list->first; item; item = item->next) {
		if (!node_is_map(r, item, "a map of theme, said, department and quarter"))
			continue;
		node_keys(r, item, chance_keys, ARRAY_LEN(chance_keys));
		if (!node_get(item, "said"))
			missing(r, item, "said");
		chance = &out->opportunities[out->opportunity_count++];
		chance->theme = theme_read(r, node_get(item, "theme"), form);
		chance->said = member_take(r, item, "said", SAID_MOST);
		chance->department = member_take(r, item, "department", NAME_MOST);
		chance->quarter = member_take(r, item, "quarter", NAME_MOST);
	}
}

/* A side of a pair that is there; it says what was found out or done, so no share is typed. */
static struct board_line
side_take(struct reading *r, const struct node *pair, const char *name)
{
	const struct node *node = node_get(pair, name);

	if (node)
		return line_take(r, node, PAIR_MOST, true);
	missing(r, pair, name);
	return (struct board_line){ .text = "" };
}

static void
pairs_read(struct reading *r, const struct node *map, struct board_words *out)
{
	const struct node *list = node_get(map, PAIRS), *item;
	struct board_pair *pair;

	if (!list ||
	    !node_is(r, list, NODE_LIST, "a list of maps: said, did, department"))
		return;
	if (list->count > BOARD_PAIRS) {
		complain(r, E029, node_key_at(list), "keep those that matter most",
			 digits(r, (long long)list->count), "pairs",
			 digits(r, BOARD_PAIRS));
		return;
	}
	for (item = list->first; item; item = item->next) {
		if (!node_is_map(r, item, "a map of said, did and department"))
			continue;
		node_keys(r, item, pair_keys, ARRAY_LEN(pair_keys));
		pair = &out->pairs[out->pair_count++];
		pair->said = side_take(r, item, "said");
		pair->did = side_take(r, item, "did");
		pair->who = member_take(r, item, "department", NAME_MOST);
	}
}

static bool
first_line_right(struct reading *r, const struct node *map)
{
	struct place at = { .line = 1, .col = 1, .width = 1 };
	const struct node *first = map && map->type == NODE_MAP ? map->first : NULL;
	bool canvass = first && first->key->text &&
		       str_same(first->key->text, "canvass") && first->type == NODE_TEXT;

	if (canvass && str_same(first->text, "words 1"))
		return true;
	complain(r, E020_WORDS, first ? first->key->at : at,
		 canvass && str_starts(first->text, "form")    ? "this is a form"
		 : canvass && str_starts(first->text, "guide") ? "this is a guide"
							       : NULL,
		 "");
	return false;
}

static void
file_read(struct reading *r, const struct form *form, struct board_words *out)
{
	const struct node *map = yaml_read(r);

	/* what cannot be read was complained of already */
	if (((!map || map->type == NODE_BAD) && r->diags->errors) ||
	    !first_line_right(r, map))
		return;
	node_keys(r, map, board_keys, ARRAY_LEN(board_keys));
	headlines_read(r, map, out);
	chances_read(r, map, form, out);
	pairs_read(r, map, out);
	for (size_t i = 0; i < BOARD_PARTS; i++)
		out->part_counts[i] = lines_read(r, map, board_parts[i],
						 BOARD_WORDS_LINES, out->parts[i]);
}

struct board_words *
board_read(const char *file, const char *text, size_t len, const struct form *form,
	   struct diags *diags)
{
	struct reading r = { .diags = diags,
			     .arena = diags->arena,
			     .text = text,
			     .len = len,
			     .page = -1 };
	struct board_words *out = arena_one(r.arena, struct board_words);

	r.scratch = arena_new(0);
	r.form = arena_one(r.scratch, struct form); /* nothing is read into it */
	r.sources = arena_one(r.scratch, struct source);
	out->file = arena_str(r.arena, file);
	file_read(&r, form, out);
	arena_free(r.scratch);
	return diags->errors ? NULL : out;
}
