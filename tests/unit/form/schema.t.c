/*
 * The schema for editors: it is JSON, it has every key of the reader with its sentence, and all
 * that it refers to is there.  What it accepts and refuses: tests/app/form_schema.t.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"
#include "form/wording.h"
#include "tests/unit/form/forms.h"

/* The map of a place, or NULL. */
static const struct json *
place_of(const struct json *schema, const struct key_table *table)
{
	return table == &key_tables[KEYS_FILE]
		       ? schema
		       : json_get(json_get(schema, "$defs"), table->name);
}

static bool
has_text(const struct json *list, const char *text)
{
	for (const struct json *item = list ? list->first : NULL; item;
	     item = item->next) {
		const struct json *word =
			item->type == JSON_MAP ? json_get(item, "const") : item;

		if (word && word->type == JSON_STRING_ && str_same(word->text, text))
			return true;
	}
	return false;
}

static void
keys(const struct json *schema, struct arena *arena)
{
	const struct json *defs = json_get(schema, "$defs");

	for (unsigned i = 0; i < KEYS__COUNT; i++) {
		const struct key_table *table = &key_tables[i];
		const struct json *place = place_of(schema, table);
		const struct json *properties =
			place ? json_get(place, "properties") : NULL;

		is_int(properties ? (long long)properties->count : -1,
		       (long long)table->count, "%s has as many keys as the reader knows",
		       table->name);
		for (size_t k = 0; properties && k < table->count; k++) {
			const struct key_row *row = &table->rows[k];
			const struct json *key = json_get(properties, row->name);
			const struct json *words =
				key ? json_get(key, "description") : NULL;
			const char *other =
				arena_printf(arena, "^%s \\([a-z]{2}\\)$", row->name);
			size_t len = strlen(row->help);

			ok(words && str_same(words->text, row->help) &&
				   (row->help[len - 1] == '.') && len < 120,
			   "%s of %s has its sentence", row->name, table->name);
			ok(json_get(defs, row->shape), "and its shape, %s", row->shape);
			ok((json_get(json_get(place, "patternProperties"), other) !=
			    NULL) == row->text,
			   "and languages if it is a text");
			if (i != KEYS_QUESTION)
				ok(has_text(json_get(place, "required"), row->name) ==
					   (row->needed != 0),
				   "and is needed or not");
		}
	}
}

/* Whether a name stands by itself in a line that names keys: ".It Ic title , run by". */
static bool
manual_has(const char *manual, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = manual; (at = strstr(at, name)); at++) {
		const char *line = at;

		while (line > manual && line[-1] != '\n')
			line--;
		if ((str_starts(line, ".It Ic ") || str_starts(line, ".Ic ")) &&
		    at[-1] == ' ' && strchr(" \n", at[len]))
			return true;
	}
	return false;
}

static void
manual(struct arena *arena)
{
	const char *text = file_text("man/canvass-form.5", arena);

	for (unsigned i = 0; i < KEYS__COUNT; i++)
		for (size_t k = 0; k < key_tables[i].count; k++)
			ok(manual_has(text, key_tables[i].rows[k].name),
			   "%s of %s is in the manual", key_tables[i].rows[k].name,
			   key_tables[i].name);
	for (size_t i = 0; i < redaction_label_count; i++)
		ok(strstr(text, arena_printf(arena, " %s ", redaction_labels[i])),
		   "%s is in the manual", redaction_labels[i]);
	ok(!manual_has(text, "optoins"), "what is not there is not found");
}

/* Each "$ref" leads somewhere. */
static unsigned
refs(const struct json *node, const struct json *defs)
{
	unsigned bad = 0;

	if (node->key && str_same(node->key, "$ref") &&
	    (!str_starts(node->text, "#/$defs/") || !json_get(defs, node->text + 8))) {
		note("it leads nowhere: %s", node->text);
		bad++;
	}
	for (const struct json *kid = node->first; kid; kid = kid->next)
		bad += refs(kid, defs);
	return bad;
}

static void
names(const struct json *defs)
{
	const struct json *words = json_get(json_get(defs, "word"), "pattern");

	for (unsigned i = 0; i < KIND_RULES; i++)
		ok(has_text(json_get(json_get(defs, "type"), "oneOf"),
			    kind_rules[i].name),
		   "the type %s", kind_rules[i].name);
	for (unsigned i = 0; i < LEVEL__COUNT; i++)
		ok(has_text(json_get(json_get(defs, "level"), "enum"), level_names[i]),
		   "the level %s", level_names[i]);
	for (size_t i = 0; i < redaction_label_count; i++)
		ok(has_text(json_get(json_get(defs, "redaction"), "enum"),
			    redaction_labels[i]),
		   "the label %s", redaction_labels[i]);
	ok(has_text(json_get(json_get(defs, "language"), "oneOf"), "cy") &&
		   !has_text(json_get(json_get(defs, "language"), "oneOf"), "xx"),
	   "languages");
	for (unsigned i = 0; i < WORD__FORM; i++) {
		if (!strstr(words->text, word_rows[i].id))
			ok(false, "the word %s", word_rows[i].id);
	}
	ok(strstr(words->text, word_rows[0].id), "our own words");
}

int
main(void)
{
	struct arena *arena = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct json *schema, *defs;
	SCOPED(buf) out = { 0 };

	form_schema(&out);
	schema = json_parse(out.data, out.len, arena, &err);
	if (!ok(schema != NULL, "it is JSON, without a key twice"))
		note("%s", err.text);
	defs = schema ? json_get(schema, "$defs") : NULL;
	manual(arena);
	if (ok(defs != NULL, "with definitions")) {
		keys(schema, arena);
		names(defs);
		is_int(refs(schema, defs), 0, "all that it refers to is there");
	}
	arena_free(arena);
	return tap_done();
}
