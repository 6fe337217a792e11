/*
 * A JSON Schema of form files, for editors that complete and check as one writes.  Keys come from
 * the reader's own table (keys.c), names of types, levels and labels from the tables that it
 * reads by, and the shapes of values from schema.json.  What only the whole form shows, such as
 * conditions and ids, stays with the checker.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"
#include "form/wording.h"

extern const struct embedded schema_shapes[]; /* made by tools/embed from schema.json */

/* How a key is written with a language behind it, as a pattern. */
#define LANGUAGE " \\([a-z]{2}\\)"

/* ---- lists of names -------------------------------------------------------------------- */

static void
put_enum(struct buf *out, const char *def, const char *const *names, size_t n)
{
	buf_printf(out, ",\n  \"%s\": {\"enum\": [", def);
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i ? ", " : "");
		json_put(out, names[i]);
	}
	buf_puts(out, "]}");
}

/* Each type with its sentence, so that an editor can show what it is. */
static void
put_types(struct buf *out)
{
	buf_puts(out, ",\n  \"type\": {\"oneOf\": [");
	for (unsigned i = 0; i < KIND_RULES; i++) {
		buf_puts(out, i ? ",\n   {\"const\": " : "\n   {\"const\": ");
		json_put(out, kind_rules[i].name);
		buf_puts(out, ", \"description\": ");
		json_put(out, i < KIND__COUNT
				      ? form_kinds[i].help
				      : "Up to ten sentences on one list of options.");
		buf_puts(out, "}");
	}
	buf_puts(out, "]}");
}

/* Each code that the reader knows, with the language's name. */
static void
put_languages(struct buf *out)
{
	bool any = false;

	buf_puts(out, ",\n  \"language\": {\"oneOf\": [");
	for (char a = 'a'; a <= 'z'; a++) {
		for (char b = 'a'; b <= 'z'; b++) {
			const char code[3] = { a, b, '\0' };
			const struct language *language = language_find(code);

			if (!language)
				continue;
			buf_printf(out, "%s{\"const\": \"%s\", \"description\": ",
				   any ? ",\n   " : "\n   ", code);
			json_put(out, language->name);
			buf_puts(out, "}");
			any = true;
		}
	}
	buf_puts(out, "]}");
}

static void
put_names(struct buf *out)
{
	SCOPED(buf) pattern;

	buf_init(&pattern, 0);
	put_types(out);
	put_languages(out);
	put_enum(out, "level", level_names, LEVEL__COUNT);
	put_enum(out, "redaction", redaction_labels, redaction_label_count);
	buf_puts(&pattern, "^(");
	for (unsigned i = 0; i < WORD__MAY; i++)
		buf_printf(&pattern, "%s%s", i ? "|" : "", word_rows[i].id);
	buf_puts(&pattern, ")(" LANGUAGE ")?$");
	buf_puts(out, ",\n  \"word\": {\"pattern\": ");
	json_put(out, pattern.data);
	buf_puts(out, "}");
}

/* ---- one place ------------------------------------------------------------------------- */

static void
put_value(struct buf *out, const struct key_row *row)
{
	buf_printf(out, "{\"$ref\": \"#/$defs/%s\", \"description\": ", row->shape);
	json_put(out, row->help);
	buf_puts(out, "}");
}

/* The keys as such, and those that may have a language behind them. */
static void
put_keys(struct buf *out, const struct key_table *table)
{
	bool any = false;

	buf_puts(out, "\"type\": \"object\",\n   \"properties\": {");
	for (size_t i = 0; i < table->count; i++) {
		buf_puts(out, i ? ",\n    " : "\n    ");
		json_put(out, table->rows[i].name);
		buf_puts(out, ": ");
		put_value(out, &table->rows[i]);
	}
	buf_puts(out, "},\n   \"patternProperties\": {");
	for (size_t i = 0; i < table->count; i++) {
		SCOPED(buf) pattern;

		buf_init(&pattern, 0);
		if (!table->rows[i].text)
			continue;
		buf_printf(&pattern, "^%s" LANGUAGE "$", table->rows[i].name);
		buf_puts(out, any ? ",\n    " : "\n    ");
		json_put(out, pattern.data);
		buf_puts(out, ": ");
		put_value(out, &table->rows[i]);
		any = true;
	}
	buf_puts(out, "},\n   \"additionalProperties\": false");
}

/* What must be there: bits of `needed` that are wanted. */
static void
put_needed(struct buf *out, const struct key_table *table, unsigned wanted)
{
	bool any = false;

	buf_puts(out, "\"required\": [");
	for (size_t i = 0; i < table->count; i++) {
		if (!(table->rows[i].needed & wanted))
			continue;
		buf_puts(out, any ? ", " : "");
		json_put(out, table->rows[i].name);
		any = true;
	}
	buf_puts(out, "]");
}

/* Which keys belong to a type, languages included. */
static void
put_kind(struct buf *out, const struct key_table *table, unsigned kind)
{
	SCOPED(buf) pattern;
	bool any = false;

	buf_init(&pattern, 0);
	buf_puts(&pattern, "^(");
	for (size_t i = 0; i < table->count; i++) {
		if (!(table->rows[i].kinds & (1u << kind)))
			continue;
		buf_printf(&pattern, "%s%s", any ? "|" : "", table->rows[i].name);
		any = true;
	}
	buf_puts(&pattern, ")(" LANGUAGE ")?$");
	buf_puts(out, "{\"if\": {\"properties\": {\"type\": {\"const\": ");
	json_put(out, kind_rules[kind].name);
	buf_puts(out,
		 "}}, \"required\": [\"type\"]},\n     \"then\": {\"propertyNames\": "
		 "{\"pattern\": ");
	json_put(out, pattern.data);
	buf_puts(out, "},\n      ");
	put_needed(out, table, 1u << kind);
	buf_puts(out, "}}");
}

static void
put_question(struct buf *out, const struct key_table *table)
{
	buf_printf(out, ",\n  \"%s\": {", table->name);
	put_keys(out, table);
	buf_puts(out, ",\n   \"required\": [\"type\"],\n   \"allOf\": [");
	for (unsigned i = 0; i < KIND_RULES; i++) {
		buf_puts(out, i ? ",\n    " : "\n    ");
		put_kind(out, table, i);
	}
	buf_puts(out, "]}");
}

static void
put_places(struct buf *out)
{
	for (unsigned i = 0; i < KEYS__COUNT; i++) {
		const struct key_table *table = &key_tables[i];

		if (i == KEYS_QUESTION) {
			put_question(out, table);
		} else if (i != KEYS_FILE) {
			buf_printf(out, ",\n  \"%s\": {", table->name);
			put_keys(out, table);
			buf_puts(out, ",\n   ");
			put_needed(out, table, 1);
			buf_puts(out, "}");
		}
	}
}

/* The members of schema.json, without its own braces. */
static void
put_shapes(struct buf *out)
{
	const char *text = schema_shapes[0].data;
	const char *from = strchr(text, '{') + 1, *to = strrchr(text, '}');

	while (to > from && (to[-1] == '\n' || to[-1] == ' '))
		to--;
	buf_put(out, from, (size_t)(to - from));
}

void
form_schema(struct buf *out)
{
	buf_puts(out, "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
		      " \"title\": \"canvass form 1\",\n"
		      " \"description\": \"What a survey asks; see canvass-form(5). "
		      "`canvass form check` checks more.\",\n ");
	put_keys(out, &key_tables[KEYS_FILE]);
	buf_puts(out, ",\n ");
	put_needed(out, &key_tables[KEYS_FILE], 1);
	buf_puts(out, ",\n \"$defs\": {");
	put_shapes(out);
	put_names(out);
	put_places(out);
	buf_puts(out, "}}\n");
}
