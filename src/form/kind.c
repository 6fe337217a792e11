/*
 * The table of the types of questions, and what several of them share.  A new type is a row
 * here, its keys in keys.c, a file kind_*.c, and a golden form.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <strings.h>

#include "form/internal.h"

const struct form_kind form_kinds[KIND__COUNT] = {
	[KIND_CHOOSE_ONE] = { .name = "choose one",
			      .options = true,
			      .closed = true,
			      .stored = true,
			      .help = "Radios: one of the options." },
	[KIND_CHOOSE_ANY] = { .name = "choose any",
			      .options = true,
			      .closed = true,
			      .stored = true,
			      .help = "Checkboxes: as many of the options as apply." },
	[KIND_SCALE] = { .name = "scale",
			 .options = true,
			 .closed = true,
			 .stored = true,
			 .help = "Radios in order, their codes whole numbers in steps of one." },
	[KIND_NUMBER] = { .name = "number",
			  .closed = true,
			  .stored = true,
			  .help = "A box for a whole number, stored in bands." },
	[KIND_MONTH] = { .name = "month",
			 .closed = true,
			 .stored = true,
			 .help = "Month and year, stored as a quarter, half year or year." },
	[KIND_RANK] = { .name = "rank",
			.options = true,
			.closed = true,
			.stored = true,
			.help = "A place for each option." },
	[KIND_SHORT_TEXT] = { .name = "short text",
			      .text = true,
			      .stored = true,
			      .help = "A line of up to 200 characters." },
	[KIND_LONG_TEXT] = { .name = "long text",
			     .text = true,
			     .stored = true,
			     .help = "A box for 2,000 characters, or as many as `up to` says." },
	[KIND_NOTE] = { .name = "note", .help = "Words alone; nothing is asked." },
};

const struct kind_rule kind_rules[KIND_RULES] = {
	[KIND_CHOOSE_ONE] = { .name = "choose one", .read = kind_choose_one_read },
	[KIND_CHOOSE_ANY] = { .name = "choose any", .read = kind_choose_any_read },
	[KIND_SCALE] = { .name = "scale", .read = kind_scale_read },
	[KIND_NUMBER] = { .name = "number", .read = kind_number_read },
	[KIND_MONTH] = { .name = "month", .read = kind_month_read },
	[KIND_RANK] = { .name = "rank", .read = kind_rank_read },
	[KIND_SHORT_TEXT] = { .name = "short text", .read = kind_short_text_read },
	[KIND_LONG_TEXT] = { .name = "long text", .read = kind_long_text_read },
	[KIND_NOTE] = { .name = "note", .read = kind_note_read },
	[KIND_STATEMENTS] = { .name = "statements", .read = kind_statements_read },
};

/* What other programs offer and this one does not, since it could tell who somebody is. */
static const struct {
	const char *name, *why;
} refused[] = {
	{ "date", "a day can tell who somebody is; ask for a month" },
	{ "datetime", "a day and time can tell who somebody is; ask for a month" },
	{ "time", "a time can tell who somebody is; ask in bands" },
	{ "place", "a point on a map can tell who somebody is; ask in choices" },
	{ "map", "a point on a map can tell who somebody is; ask in choices" },
	{ "geopoint", "a point on a map can tell who somebody is; ask in choices" },
	{ "file", "a file holds names, places and times that nobody sees" },
	{ "picture",
	  "a picture shows faces and places, and holds more that nobody sees" },
	{ "image", "a picture shows faces and places, and holds more that nobody sees" },
	{ "audio", "a voice is known to everybody who has heard it" },
	{ "video", "a video shows faces and places" },
	{ "signature", "a signature is a name" },
	{ "email",
	  "an address is a name; give one under support, so that people can write" },
	{ "e-mail",
	  "an address is a name; give one under support, so that people can write" },
	{ "phone",
	  "a number leads to a person; give one under support, so that people can call" },
	{ "name", "an anonymous form asks for no name" },
	{ "barcode", "a code on a card leads to a person" },
	{ "hidden", "what people cannot see they cannot agree to" },
};

/* What other programs call our types. */
static const struct {
	const char *theirs;
	int ours;
} meant[] = {
	{ "radio", KIND_CHOOSE_ONE },
	{ "radios", KIND_CHOOSE_ONE },
	{ "radio buttons", KIND_CHOOSE_ONE },
	{ "dropdown", KIND_CHOOSE_ONE },
	{ "drop-down", KIND_CHOOSE_ONE },
	{ "select", KIND_CHOOSE_ONE },
	{ "select one", KIND_CHOOSE_ONE },
	{ "select_one", KIND_CHOOSE_ONE },
	{ "single choice", KIND_CHOOSE_ONE },
	{ "multiple choice", KIND_CHOOSE_ONE },
	{ "choice", KIND_CHOOSE_ONE },
	{ "boolean", KIND_CHOOSE_ONE },
	{ "yes/no", KIND_CHOOSE_ONE },
	{ "yes no", KIND_CHOOSE_ONE },
	{ "checkbox", KIND_CHOOSE_ANY },
	{ "checkboxes", KIND_CHOOSE_ANY },
	{ "select multiple", KIND_CHOOSE_ANY },
	{ "select_multiple", KIND_CHOOSE_ANY },
	{ "multiselect", KIND_CHOOSE_ANY },
	{ "choose many", KIND_CHOOSE_ANY },
	{ "likert", KIND_SCALE },
	{ "rating", KIND_SCALE },
	{ "range", KIND_SCALE },
	{ "slider", KIND_SCALE },
	{ "linear scale", KIND_SCALE },
	{ "matrix", KIND_STATEMENTS },
	{ "grid", KIND_STATEMENTS },
	{ "integer", KIND_NUMBER },
	{ "int", KIND_NUMBER },
	{ "decimal", KIND_NUMBER },
	{ "numeric", KIND_NUMBER },
	{ "ranking", KIND_RANK },
	{ "order", KIND_RANK },
	{ "text", KIND_SHORT_TEXT },
	{ "string", KIND_SHORT_TEXT },
	{ "input", KIND_SHORT_TEXT },
	{ "line", KIND_SHORT_TEXT },
	{ "short answer", KIND_SHORT_TEXT },
	{ "textarea", KIND_LONG_TEXT },
	{ "paragraph", KIND_LONG_TEXT },
	{ "comment", KIND_LONG_TEXT },
	{ "essay", KIND_LONG_TEXT },
	{ "free text", KIND_LONG_TEXT },
	{ "long answer", KIND_LONG_TEXT },
	{ "html", KIND_NOTE },
	{ "info", KIND_NOTE },
	{ "heading", KIND_NOTE },
	{ "description", KIND_NOTE },
	{ "statement", KIND_STATEMENTS },
};

const char *
kind_meant(const char *name)
{
	/* select_one yes_no: the list stands behind it there */
	if (str_starts(name, "select_one "))
		name = "select_one";
	if (str_starts(name, "select_multiple "))
		name = "select_multiple";
	for (size_t i = 0; i < ARRAY_LEN(meant); i++)
		if (strcasecmp(meant[i].theirs, name) == 0)
			return kind_rules[meant[i].ours].name;
	return NULL;
}

int
kind_find(const char *name)
{
	int i;

	for (i = 0; i < KIND_RULES; i++) {
		if (str_same(kind_rules[i].name, name))
			return i;
	}
	return -1;
}

const char *
kind_refused(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(refused); i++) {
		if (str_same(refused[i].name, name))
			return refused[i].why;
	}
	return NULL;
}

/* The row that a key's name is in, its language apart; or NULL. */
static bool
key_fits(const char *word, int rule)
{
	char name[64], lang[16];
	const char *base = key_has_language(word, name, lang) ? name : word;
	const struct key_table *table = &key_tables[KEYS_QUESTION];
	size_t i;

	for (i = 0; i < table->count; i++) {
		if (str_same(table->rows[i].name, base))
			return table->rows[i].kinds & (1u << rule);
	}
	return true; /* no question has it: node_keys says so */
}

void
question_keys(struct reading *r, const struct node *map, int rule)
{
	const struct node *entry;

	node_table(r, map, KEYS_QUESTION);
	for (entry = map->first; entry; entry = entry->next) {
		if (entry->key && entry->key->text && !key_fits(entry->key->text, rule))
			complain(r, E031, entry->key->at, NULL, entry->key->text,
				 kind_rules[rule].name);
	}
}

/* ---- what several kinds share ------------------------------------------------------ */

void
kind_required(struct reading *r, const struct node *map, struct question *q)
{
	struct text or ;

	if (take_label_text(r, map, "or", 80, & or))
		q->no_answer = or ;
	take_bool(r, map, "required", &q->required);
	take_text(r, map, "message", 120, &q->message);
	if (q->required && !q->no_answer.in[0])
		complain(r, E037, node_key_at(node_get(map, "required")), NULL, "");
}

void
kind_options(struct reading *r, const struct node *map, struct question *q)
{
	struct text other = { 0 };

	if (take_label_text(r, map, "other", 80, &other))
		q->up_to = 80;
	q->options = options_read(r, map, &other);
}

void
kind_how_many(struct reading *r, const struct node *map, struct question *q)
{
	unsigned most = q->options ? (unsigned)q->options->count : FORM_OPTIONS;

	take_uint(r, map, "at least", 1, most, &q->at_least);
	take_uint(r, map, "at most", 1, most, &q->at_most);
	if (q->at_least && q->at_most && q->at_least > q->at_most)
		complain(r, E023, node_get(map, "at least")->at, NULL,
			 "no more than `at most`");
}

void
kind_up_to(struct reading *r, const struct node *map, struct question *q, unsigned usual,
	   unsigned most)
{
	q->up_to = usual;
	take_measure(r, map, "up to", "characters", most, &q->up_to);
}
