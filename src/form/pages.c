/*
 * Pages, the blocks on them, and the questions in those.  A page may give its questions a
 * theme and an `or`; pages with `for each` make a loop.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum {
	TITLE_MOST = 80,
	ASK_MOST = 200,
	HINT_MOST = 120,
	HELP_MOST = 2000,
};

struct defaults { /* that a page gives its questions */
	int theme;
	uint32_t themes;
	struct text no_answer;
};

/* ---- conditions wait until all questions are known --------------------------------- */

static void
condition_wait(struct reading *r, const struct node *map, bool is_page, unsigned owner)
{
	const struct node *node = node_get(map, "show if");
	struct pending *p;

	if (!node || !node_is_text(r, node, "a condition"))
		return;
	p = arena_one(r->scratch, struct pending);
	*p = (struct pending){ .node = node, .is_page = is_page, .owner = owner };
	if (r->pending_last)
		r->pending_last->next = p;
	else
		r->pending = p;
	r->pending_last = p;
}

/* ---- questions --------------------------------------------------------------------- */

/* A link in a hint would lead people away in the middle of a question. */
void
hint_check(struct reading *r, const struct node *map, const char *instead)
{
	const struct node *node = node_get(map, "hint");

	if (node && node->type == NODE_TEXT &&
	    (strstr(node->text, "://") || strstr(node->text, "](") ||
	     (r->fresh && strstr(node->text, "www."))))
		complain(r, E023, node->at, instead, "one sentence without a link");
}

/* The keys that questions of all types have; page: what the page gives them. */
static void
common_read(struct reading *r, const struct node *map, const struct defaults *page,
	    int rule, struct question *q)
{
	q->theme = page->theme;
	q->themes = page->themes;
	if (rule == KIND_CHOOSE_ONE || rule == KIND_CHOOSE_ANY || rule == KIND_SCALE ||
	    rule == KIND_NUMBER || rule == KIND_MONTH)
		q->no_answer = page->no_answer;
	if (rule != KIND_NOTE && !node_get(map, "ask"))
		missing(r, map, "ask");
	take_text(r, map, "ask", ASK_MOST, &q->ask);
	take_text(r, map, "hint", HINT_MOST, &q->hint);
	take_markdown(r, map, "help", HELP_MOST, &q->help);
	take_text(r, map, "why", ASK_MOST, &q->why);
	hint_check(r, map, "links belong into help");
	theme_take(r, map, &q->theme, &q->themes);
	q->break_down = rule == KIND_STATEMENTS || form_kinds[rule].closed;
	take_bool(r, map, "break down", &q->break_down);
}

/* Adds a question to the form if there is room; if not, form_check says so. */
static void
question_add(struct reading *r, const struct question *from, struct place at)
{
	struct form *form = r->form;
	struct question *q;

	r->asked++;
	if (form->question_count >= FORM_QUESTIONS)
		return;
	q = &form->questions[form->question_count];
	*q = *from;
	q->index = (unsigned)form->question_count++;
	r->question_at[q->index] = at;
}

/* A question whose id is wrong keeps an empty one: nobody can name it by accident. */
static void
id_take(struct reading *r, const struct node *map, struct question *q)
{
	const struct node *node = node_get(map, "id");

	q->id = "";
	if (!node) {
		missing(r, map, "id");
		return;
	}
	if (!node_is_text(r, node, "an id") || !id_right(r, node)) {
		spoil(r, node);
		return;
	}
	q->id = keep(r, node->text);
	q->line = node->at.line;
	name_add(r, q->id, node->at);
}

const struct node *
code_strange(const struct node *map, const struct node *first)
{
	const struct node *entry;

	for (entry = map->type == NODE_MAP ? map->first : NULL; entry; entry = entry->next)
		if (entry->key->text && !node_get(first, entry->key->text))
			return entry;
	return NULL;
}

/* Every language must have each sentence, or somebody would be asked less. */
bool
sentences_same(struct reading *r, const struct node *map, const struct node *first)
{
	const struct form *form = r->form;
	bool same = true;
	unsigned lang;

	for (lang = 1; lang < form->language_count; lang++) {
		const char *code = form->languages[lang];
		const struct node *node, *entry;

		node = node_get(map, arena_printf(r->scratch, "statements (%s)", code));
		if (!node) {
			text_missing(r, first, "statements", lang);
			same = same && r->gaps;
			continue;
		}
		if (node->type == NODE_BAD) {
			same = false;
			continue;
		}
		for (entry = first->first; entry; entry = entry->next) {
			if (node_get(node, entry->key->text) && !code_strange(node, first))
				continue;
			complain(r, E093, node_key_at(node), NULL, "statements",
				 language_name(code));
			same = false;
			break;
		}
	}
	return same;
}

static void
statements_spoil(struct reading *r, const struct node *map)
{
	const struct node *entry;

	for (entry = map && map->type == NODE_MAP ? map->first : NULL; entry;
	     entry = entry->next)
		spoil(r, entry->key);
}

/* Each key of `statements` becomes a question like the template. */
static void
statements_add(struct reading *r, const struct node *map, struct question *template)
{
	const struct form *form = r->form;
	const struct node *first = node_get(map, "statements"), *entry;
	unsigned lang;

	if (!first) {
		missing(r, map, "statements");
		return;
	}
	if (!node_is_map(r, first, "a map of ids and sentences"))
		return;
	if (first->count > FORM_STATEMENTS)
		complain(r, E029, node_key_at(first), NULL,
			 digits(r, (long long)first->count), "statements",
			 digits(r, FORM_STATEMENTS));
	if (!sentences_same(r, map, first)) {
		statements_spoil(r, first);
		return;
	}
	for (entry = first->first; entry && !diags_full(r->diags); entry = entry->next) {
		struct question q = *template;

		if (!id_right(r, entry->key)) {
			spoil(r, entry->key);
			continue;
		}
		q.id = keep(r, entry->key->text);
		q.line = entry->key->at.line;
		name_add(r, q.id, entry->key->at);
		/* hint, help and why stand once, on the block */
		q.ask = q.hint = q.help = q.why = (struct text){ 0 };
		q.ask.in[0] = take_one(r, entry, ASK_MOST);
		for (lang = 1; lang < form->language_count; lang++) {
			const struct node *node =
				node_get(map, arena_printf(r->scratch, "statements (%s)",
							   form->languages[lang]));

			q.ask.in[lang] = take_one(r, node_get(node, q.id), ASK_MOST);
		}
		question_add(r, &q, entry->key->at);
	}
}

/* The row in kind_rules, or -1 after a complaint. */
static int
type_read(struct reading *r, const struct node *map)
{
	const struct node *node = node_get(map, "type");
	const char *names[KIND_RULES];
	int rule;

	if (!node) {
		/* it may be there under another name */
		node_table(r, map, KEYS_QUESTION);
		missing(r, map, "type");
		return -1;
	}
	if (!node_is_text(r, node, "a type of question"))
		return -1;
	for (rule = 0; rule < KIND_RULES; rule++)
		names[rule] = kind_rules[rule].name;
	rule = kind_find(node->text);
	if (rule < 0 && kind_refused(node->text))
		complain(r, E038, node->at, NULL, kind_refused(node->text));
	else if (rule < 0)
		complain(r, E030, node->at,
			 kind_meant(node->text)
				 ? arena_printf(r->arena, "did you mean \"%s\"?",
						kind_meant(node->text))
				 : did_you_mean(r, node->text, names, KIND_RULES),
			 node->text);
	return rule;
}

/*
 * One entry under `questions`.  A question of an unknown type is left out whole, so that its
 * keys are not complained of as well.
 */
static void
block_read(struct reading *r, const struct node *map, unsigned page,
	   const struct defaults *defaults)
{
	struct form *form = r->form;
	struct question q = { .kind = KIND_NOTE,
			      .block = (unsigned)form->block_count,
			      .repeat = form->pages[page].repeat,
			      .theme = -1,
			      .id = "",
			      .line = node_key_at(map).line };
	struct block *block;
	int rule;

	if (!node_is_map(r, map, "a question: a map of id, ask, type and more"))
		return;
	rule = type_read(r, map);
	if (rule < 0 || form->block_count >= FORM_QUESTIONS) {
		r->asked++;
		spoil(r, node_get(map, "id"));
		statements_spoil(r, node_get(map, "statements"));
		return;
	}
	question_keys(r, map, rule);
	if (rule < KIND__COUNT)
		q.kind = (enum kind)rule;
	if (rule < KIND__COUNT && rule != KIND_NOTE)
		id_take(r, map, &q);
	common_read(r, map, defaults, rule, &q);
	kind_rules[rule].read(r, map, &q);

	block = &form->blocks[form->block_count];
	*block = (struct block){ .statements = rule == KIND_STATEMENTS,
				 .page = page,
				 .ask = q.ask,
				 .hint = q.hint,
				 .help = q.help,
				 .why = q.why,
				 .first = (unsigned)form->question_count,
				 .line = node_key_at(map).line };
	if (block->statements)
		statements_add(r, map, &q);
	else
		question_add(r, &q,
			     node_get(map, "id") ? node_get(map, "id")->at
						 : node_key_at(map));
	block->count = (unsigned)form->question_count - block->first;
	condition_wait(r, map, false, (unsigned)form->block_count);
	form->block_count++;
	form->pages[page].count++;
}

/* ---- loops ------------------------------------------------------------------------- */

/* `incident, up to 3` */
static bool
each_read(struct reading *r, const struct node *node, const char **out_id,
	  unsigned *out_most)
{
	const char *comma =
		node->type == NODE_TEXT ? strstr(node->text, ", up to ") : NULL;
	struct node id = *node;
	unsigned long most;

	if (node->type == NODE_BAD)
		return false;
	if (!comma || !str_to_uint(comma + 8, 1000, &most) || most == 0) {
		complain(r, E023, node->at, NULL,
			 "a name and a number, such as: incident, up to 3");
		return false;
	}
	id.text = arena_copy(r->scratch, node->text, (size_t)(comma - node->text));
	id.at.width = (unsigned)(comma - node->text);
	if (!id_right(r, &id))
		return false;
	if (most > FORM_TURNS) {
		spoil(r, &id);
		complain(r, E040, node->at, NULL, digits(r, FORM_TURNS));
		return false;
	}
	*out_id = keep(r, id.text);
	*out_most = (unsigned)most;
	return true;
}

/* The first page of a loop. */
static void
repeat_begin(struct reading *r, const struct node *map, unsigned page, const char *id,
	     unsigned most)
{
	struct form *form = r->form;
	const struct node *node = node_get(map, "for each");
	struct repeat *repeat;

	if (form->repeat_count >= ARRAY_LEN(form->repeats)) {
		complain(r, E029, node->at, NULL,
			 digits(r, (long long)form->repeat_count + 1), "loops",
			 digits(r, ARRAY_LEN(form->repeats)));
		return;
	}
	name_add(r, id, node->at);
	repeat = &form->repeats[form->repeat_count];
	*repeat = (struct repeat){
		.id = id, .most = most, .first_page = page, .last_page = page
	};
	if (!node_get(map, "another"))
		missing(r, map, "another");
	take_text(r, map, "another", HINT_MOST, &repeat->another);
	form->pages[page].repeat = (int)form->repeat_count++;
}

/* A page with `for each` begins a loop, or goes on with the one of the page before. */
static void
repeat_read(struct reading *r, const struct node *map, unsigned page)
{
	struct form *form = r->form;
	const struct node *node = node_get(map, "for each");
	const char *id;
	unsigned most;
	size_t i;

	form->pages[page].repeat = -1;
	if (!node && node_get(map, "another"))
		complain(r, E022, node_get(map, "another")->key->at, NULL, "for each");
	/* the rest of a loop whose beginning is wrong is not complained of as well */
	r->loop_failed[page] = node && page && r->loop_failed[page - 1] &&
			       !node_get(map, "another");
	if (!node || r->loop_failed[page])
		return;
	if (!each_read(r, node, &id, &most)) {
		r->loop_failed[page] = true;
		return;
	}
	for (i = 0; i < form->repeat_count; i++) {
		struct repeat *repeat = &form->repeats[i];

		if (!str_same(repeat->id, id))
			continue;
		if (repeat->last_page + 1 != page || repeat->most != most) {
			complain(r, E040_HOLDS, node->at, NULL, "");
			r->loop_failed[page] = true;
			return;
		}
		if (node_get(map, "another"))
			complain(r, E021, node_get(map, "another")->key->at,
				 "it stands on the loop's first page", "another");
		repeat->last_page = page;
		form->pages[page].repeat = (int)i;
		return;
	}
	repeat_begin(r, map, page, id, most);
}

/* ---- pages ------------------------------------------------------------------------- */

/* A page is added before its questions are read: they ask for its loop. */
static void
page_read(struct reading *r, const struct node *map)
{
	struct form *form = r->form;
	unsigned index = (unsigned)form->page_count;
	struct page *page = &form->pages[index];
	struct defaults defaults = { .theme = -1 };
	const struct node *list, *item;

	if (!node_is_map(r, map, "a page: a map of title, questions and more"))
		return;
	if (!node_get(map, "questions") && (node_get(map, "type") || node_get(map, "ask"))) {
		complain(r, E022, node_key_at(map),
			 "this is a question: put it under the questions of a page", "questions");
		r->lost = true;
		return;
	}
	r->page = (int)index;
	r->page_at[index] = node_key_at(map);
	node_table(r, map, KEYS_PAGE);
	page->line = node_key_at(map).line;
	page->first = (unsigned)form->block_count;
	form->page_count++;
	repeat_read(r, map, index);
	if (!node_get(map, "title"))
		missing(r, map, "title");
	take_text(r, map, "title", TITLE_MOST, &page->title);
	take_markdown(r, map, "text", HELP_MOST, &page->text);
	take_text(r, map, "why", ASK_MOST, &page->why);
	take_label_text(r, map, "or", TITLE_MOST, &defaults.no_answer);
	theme_take(r, map, &defaults.theme, &defaults.themes);
	condition_wait(r, map, true, index);
	list = node_get(map, "questions");
	r->lost = r->lost || !list || list->type != NODE_LIST;
	if (!list)
		missing(r, map, "questions");
	else if (node_is(r, list, NODE_LIST, "a list of questions")) {
		for (item = list->first; item && !diags_full(r->diags); item = item->next)
			block_read(r, item, index, &defaults);
	}
	r->page = -1;
}

void
pages_read(struct reading *r, const struct node *list)
{
	const struct node *item;

	if (!node_is(r, list, NODE_LIST, "a list of pages"))
		return;
	r->pages_at = node_key_at(list);
	if (list->count > FORM_PAGES) {
		complain(r, E029, node_key_at(list), NULL,
			 digits(r, (long long)list->count), "pages",
			 digits(r, FORM_PAGES));
		return;
	}
	for (item = list->first; item && !diags_full(r->diags); item = item->next)
		page_read(r, item);
}
