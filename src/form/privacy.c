/*
 * The privacy block: the smallest group, the only crosses there will be, groups that put
 * codes together, what redaction does, and how long answers are kept.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

enum { PATTERN_MOST = 256 };

const char *const level_names[LEVEL__COUNT] = {
	[LEVEL_FULL] = "full",	   [LEVEL_MERGED] = "merged", [LEVEL_ROWS] = "rows",
	[LEVEL_GROUPS] = "groups", [LEVEL_TOTAL] = "total",   [LEVEL_NOTHING] = "nothing",
};

const char *const redaction_labels[] = {
	"NAME",	    "COLLAR",	"CALLSIGN", "PHONE",	"EMAIL",   "URL",   "HANDLE",
	"IP",	    "NINO",	"NHS",	    "POSTCODE", "ADDRESS", "PLACE", "VEHICLE",
	"CRIMEREF", "INCIDENT", "PNC",	    "CUSTODY",	"CARD",	   "BANK",  "PASSPORT",
	"LICENCE",  "DATE",	"TIME",	    "AGE",	"NUMBER",  "LOCAL",
};
const size_t redaction_label_count = ARRAY_LEN(redaction_labels);

/* ---- break down by ----------------------------------------------------------------- */

/* False after a complaint. */
static bool
break_find(struct reading *r, const struct node *item, struct break_by *out)
{
	const struct form *form = r->form;
	const struct question *q;
	size_t i;

	if (str_same(item->text, "place")) {
		*out = (struct break_by){ .kind = BREAK_PLACE };
		return true;
	}
	for (i = 0; i < form->condition_count; i++) {
		const struct condition *c = &form->conditions[i];

		if (!str_same(c->id, item->text))
			continue;
		*out = (struct break_by){ .kind = BREAK_CONDITION, .index = (unsigned)i };
		if (c->label.in[0] && c->otherwise.in[0])
			return true;
		complain(r, E071, item->at, "give the condition a label and an otherwise",
			 c->id);
		return false;
	}
	q = question_named(r, item, "question or condition");
	if (!q)
		return false;
	*out = (struct break_by){ .kind = BREAK_QUESTION, .index = q->index };
	if ((q->kind == KIND_CHOOSE_ONE || q->kind == KIND_SCALE) && q->repeat < 0 &&
	    q->break_down)
		return true;
	complain(r, E071, item->at,
		 q->repeat >= 0 ? "it is asked several times"
		 : !q->break_down && form_kinds[q->kind].closed
			 ? "it says `break down: no`"
			 : arena_printf(r->arena, "its type is %s",
					form_kinds[q->kind].name),
		 q->id);
	return false;
}

/* The only crosses there will be: they are frozen with the form. */
static void
breaks_read(struct reading *r, const struct node *list)
{
	struct privacy *p = &r->form->privacy;
	const struct node *item;
	struct break_by found;
	size_t i;

	if (list && list->type == NODE_TEXT && str_same(list->text, "none"))
		return;
	for (item = node_items(list); item; item = node_next(list, item)) {
		if (!node_is_text(r, item, "the id of a question or condition") ||
		    !break_find(r, item, &found))
			continue;
		for (i = 0; i < p->break_count; i++) {
			if (p->breaks[i].kind == found.kind &&
			    p->breaks[i].index == found.index)
				break;
		}
		if (i < p->break_count) {
			complain(r, E006, item->at, NULL, item->text,
				 digits(r, r->breaks_at[i].line));
			continue;
		}
		if (p->break_count >= FORM_BREAKS) {
			complain(r, E029, node_key_at(list), NULL,
				 digits(r, (long long)list->count), "break-downs",
				 digits(r, FORM_BREAKS));
			return;
		}
		r->breaks_at[p->break_count] = item->at;
		p->breaks[p->break_count++] = found;
	}
}

/* ---- fallback groups and merges ---------------------------------------------------- */

/* What of the questions and lists with options may be meant. */
static const char *
groups_hint(struct reading *r, const char *word)
{
	const char *words[FORM_QUESTIONS + 100];
	const struct list *list;
	size_t n = 0, i;

	for (i = 0; i < r->form->question_count; i++)
		if (r->form->questions[i].options)
			words[n++] = r->form->questions[i].id;
	for (list = r->lists; list && n < ARRAY_LEN(words); list = list->next)
		words[n++] = list->id;
	return meant_or_list(r, word, "there are", words, n);
}

static const char *
codes_hint(struct reading *r, const struct options *o, const char *word)
{
	const char *codes[FORM_OPTIONS];
	size_t i;

	for (i = 0; i < o->count; i++)
		codes[i] = o->items[i].code;
	return meant_or_list(r, word, "its codes", codes, i);
}

/* The options that `role`, or an option list, has; NULL for place and after a complaint. */
static const struct options *
group_options(struct reading *r, const struct node *of, bool *out_right)
{
	const struct question *q = form_question(r->form, of->key->text);
	const struct list *list;

	*out_right = true;
	if (str_same(of->key->text, "place"))
		return NULL;
	for (list = r->lists; list; list = list->next) {
		if (str_same(list->id, of->key->text)) {
			*out_right = list->options != NULL;
			return list->options;
		}
	}
	if (q && q->options)
		return q->options;
	*out_right = false;
	if (q)
		complain(r, E054, of->key->at, NULL, form_kinds[q->kind].name, "a group");
	else
		complain(r, E051, of->key->at, groups_hint(r, of->key->text), of->key->text,
			 "question or option list");
	return NULL;
}

/* The index of a code, or -1. */
static int
option_at(const struct options *o, const char *code)
{
	size_t i;

	for (i = 0; i < o->count; i++) {
		if (str_same(o->items[i].code, code))
			return (int)i;
	}
	return -1;
}

/* One group; taken: the options that groups before it hold. */
static bool
group_read(struct reading *r, const struct node *entry, const struct options *o,
	   const char *of, uint32_t *taken, struct merge *out)
{
	const struct node *list, *item;
	struct merge group = { .of = of };
	int option;

	if (!node_is_map(r, entry, "a map of label and of") || !code_right(r, entry->key))
		return false;
	group.code = keep(r, entry->key->text);
	if (o && option_at(o, group.code) >= 0) {
		complain(r, E025, entry->key->at, NULL, group.code,
			 digits(r, o->items[option_at(o, group.code)].line));
		return false;
	}
	node_table(r, entry, KEYS_GROUP);
	list = node_get(entry, "of");
	if (!node_get(entry, "label"))
		missing(r, entry, "label");
	if (!list)
		missing(r, entry, "of");
	if (!take_text(r, entry, "label", 80, &group.label) || !list)
		return false;
	for (item = node_items(list); item; item = node_next(list, item)) {
		if (!node_is_text(r, item, "an option's code") ||
		    group.member_count >= FORM_OPTIONS)
			return false;
		option = o ? option_at(o, item->text) : -1;
		if (o && option < 0) {
			complain(r, E053, item->at, codes_hint(r, o, item->text), item->text, of);
			return false;
		}
		if (o && (*taken & (1u << option))) {
			complain(r, E074_SHARED, item->at, NULL, item->text);
			return false;
		}
		if (o)
			*taken |= 1u << option;
		group.members[group.member_count++] = keep(r, item->text);
	}
	if (group.member_count < 2) {
		complain(r, E023, node_key_at(list), NULL, "two codes or more");
		return false;
	}
	if (o && group.member_count == o->count) {
		complain(r, E074_ALL, entry->key->at, NULL, group.code);
		return false;
	}
	*out = group;
	return true;
}

/*
 * Codes of `place` are the places of posters, which no form knows: they are taken as they
 * are, and held against the posters when a release is made.
 */
static void
groups_read(struct reading *r, const struct node *map, struct merge *groups, size_t room,
	    size_t *count)
{
	const struct node *of, *entry;

	if (!map || !node_is_map(r, map, "a map of questions and their groups"))
		return;
	for (of = map->first; of && !diags_full(r->diags); of = of->next) {
		const struct options *o;
		const char *name;
		uint32_t taken = 0;
		bool right;

		if (!of->key->text || !node_is_map(r, of, "a map of groups"))
			continue;
		o = group_options(r, of, &right);
		if (!right)
			continue;
		node_own_keys(r, of);
		name = keep(r, of->key->text);
		for (entry = of->first; entry; entry = entry->next) {
			if (*count >= room) {
				complain(r, E029, node_key_at(map), NULL,
					 digits(r, (long long)room + 1), "groups",
					 digits(r, (long long)room));
				return;
			}
			if (entry->key->text &&
			    group_read(r, entry, o, name, &taken, &groups[*count]))
				++*count;
		}
	}
}

/* ---- the rest ---------------------------------------------------------------------- */

/* Levels may be left out, never put in another order. */
static void
ladder_read(struct reading *r, const struct node *list)
{
	bool *ladder = r->form->privacy.ladder;
	const struct node *item;
	int level, last = -1;

	for (item = node_items(list); item; item = node_next(list, item)) {
		for (level = 0; level < LEVEL__COUNT; level++) {
			if (item->type == NODE_TEXT &&
			    str_same(item->text, level_names[level]))
				break;
		}
		if (level == LEVEL__COUNT || level <= last) {
			complain(
				r, E023, item->at, NULL,
				"some of full, merged, rows, groups, total, nothing, in order");
			return;
		}
		if (last < 0)
			memset(ladder, 0, sizeof(r->form->privacy.ladder));
		ladder[level] = true;
		last = level;
	}
}

/* What happens when redaction marks words of a text. */
static void
found_read(struct reading *r, const struct node *node)
{
	if (!node || node->type == NODE_BAD)
		return;
	if (node->type == NODE_TEXT &&
	    (str_same(node->text, "refuse") || str_same(node->text, "ask again")))
		r->form->privacy.refuse = str_same(node->text, "refuse");
	else
		complain(r, E023, node->at, NULL, "ask again or refuse");
}

/* Asks the engine; false after a complaint. */
static bool
pattern_try(struct reading *r, const struct node *item)
{
	char why[200];
	size_t at = 0;

	switch (rx_check(item->text, &at, why, sizeof(why))) {
	case RX_GOOD:
		return true;
	case RX_WRONG:
		/* an end that is missing is missing behind the last character */
		complain(r, E075,
			 node_inside(r, item, at < item->len ? at : item->len - 1, 1),
			 "a sign that stands for itself needs a backslash", why);
		return false;
	case RX_COSTLY:
		complain(r, E075, item->at,
			 "let it begin with \\b, or limit its repeats, as {1,40}", why);
		return false;
	}
	return false;
}

/*
 * Of a frozen form the engine was asked when it was opened: whoever answers must not wait for it
 * again.
 */
static bool
pattern_right(struct reading *r, const struct node *item)
{
	const char *fault = item->len == 0 ? "it is empty"
			    : utf8_count(item->text, item->len) > PATTERN_MOST
				    ? "over 256 characters"
				    : NULL;

	if (fault)
		complain(r, E075, item->at, NULL, fault);
	return !fault && (!r->fresh || pattern_try(r, item));
}

/* The nearest label, or all of them. */
static const char *
labels_hint(struct reading *r, const char *word)
{
	const char *hint =
		did_you_mean(r, word, redaction_labels, redaction_label_count);
	SCOPED(buf) out = { 0 };

	if (hint)
		return hint;
	buf_init(&out, 1000);
	buf_puts(&out, "the labels:");
	for (size_t i = 0; i < redaction_label_count; i++)
		buf_printf(&out, " %s", redaction_labels[i]);
	return arena_str(r->arena, out.data);
}

static void
patterns_read(struct reading *r, const struct node *map)
{
	struct privacy *p = &r->form->privacy;
	const struct node *entry, *item;
	size_t i;

	if (!map || !node_is_map(r, map, "a map of labels and patterns"))
		return;
	for (entry = map->first; entry && !diags_full(r->diags); entry = entry->next) {
		for (i = 0; i < ARRAY_LEN(redaction_labels); i++) {
			if (entry->key->text &&
			    str_same(redaction_labels[i], entry->key->text))
				break;
		}
		if (i == ARRAY_LEN(redaction_labels)) {
			if (entry->key->text)
				complain(r, E076, entry->key->at,
					 labels_hint(r, entry->key->text),
					 entry->key->text);
			continue;
		}
		for (item = node_items(entry); item; item = node_next(entry, item)) {
			if (!node_is_text(r, item, "a pattern") || !pattern_right(r, item))
				continue;
			if (p->pattern_count >= ARRAY_LEN(p->patterns)) {
				complain(r, E029, node_key_at(map), NULL,
					 digits(r, (long long)p->pattern_count + 1),
					 "patterns", digits(r, ARRAY_LEN(p->patterns)));
				return;
			}
			p->patterns[p->pattern_count++] =
				(struct own_pattern){ .label = redaction_labels[i],
						      .pattern = keep(r, item->text) };
		}
	}
}

void
privacy_read(struct reading *r, const struct node *map)
{
	struct privacy *p = &r->form->privacy;
	const struct node *smallest;

	p->smallest_group = 10;
	memset(p->ladder, 1, sizeof(p->ladder));
	if (!map ||
	    !node_is_map(r, map, "a map of smallest group, break down by and more"))
		return;
	node_table(r, map, KEYS_PRIVACY);
	take_uint(r, map, "smallest group", 0, 1000, &p->smallest_group);
	smallest = node_get(map, "smallest group");
	if (p->smallest_group < 5)
		complain(r, E070, smallest->at, NULL, "");
	breaks_read(r, node_get(map, "break down by"));
	groups_read(r, node_get(map, "fallback groups"), p->fallback,
		    ARRAY_LEN(p->fallback), &p->fallback_count);
	groups_read(r, node_get(map, "merges"), p->merges, ARRAY_LEN(p->merges),
		    &p->merge_count);
	ladder_read(r, node_get(map, "ladder"));
	take_bool(r, map, "strict", &p->strict);
	found_read(r, node_get(map, "when found"));
	take_text(r, map, "warning", 200, &p->warning);
	patterns_read(r, node_get(map, "own patterns"));
	take_measure(r, map, "keep answers for", "months", 1200, &p->keep_months);
}
