/*
 * tables/<table>.csv: one row a cell, for programs and spreadsheets (RFC 4180, UTF-8
 * without a byte order mark), and tables/metadata.json, which says what the columns are
 * (CSV on the Web).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/rows.h"

bool
csv_looks_like_formula(const char *text)
{
	static const char *const starts[] = {
		"=",
		"+",
		"-",
		"@",
		"\t",
		"\r",
		"\n",
		"\xef\xbc\x9d",
		"\xef\xbc\x8b",
		"\xef\xbc\x8d",
		"\xef\xbc\xa0",
	};

	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		if (str_starts(text, starts[i]))
			return true;
	return false;
}

void
csv_put_field(struct buf *b, const char *text)
{
	bool quote = strpbrk(text, ",\"\r\n") != NULL;

	if (quote)
		buf_putc(b, '"');
	if (csv_looks_like_formula(text))
		buf_putc(b, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_putc(b, '"');
		buf_putc(b, *text);
	}
	if (quote)
		buf_putc(b, '"');
}

static void
put_number(struct buf *b, int n)
{
	buf_putc(b, ',');
	if (n >= 0)
		buf_printf(b, "%d", n);
}

/* One cell: what is hidden leaves its number empty, and its marker says so. */
static void
put_line(struct buf *b, const struct data_row *row)
{
	const char *const texts[] = { row->table->id, row->table->by, row->group,
				      row->key, row->label };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (i)
			buf_putc(b, ',');
		csv_put_field(b, texts[i]);
	}
	put_number(b, row->n);
	put_number(b, row->pct);
	buf_putc(b, ',');
	if (row->range.known)
		put_percent(b, row->range.low);
	buf_putc(b, ',');
	if (row->range.known)
		put_percent(b, row->range.high);
	buf_printf(b, ",%s\r\n", marker_names[row->marker]);
}

static bool
write_table(const struct data *d, const struct data_table *t, struct export_files *out,
	    struct arena *a, struct err *err)
{
	const char *path = arena_printf(a, "tables/%s.csv", t->id);
	struct buf *b = export_open(out, path, err);

	if (!b)
		return false;
	buf_puts(b, "table,by,group,key,label,n,pct,low,high,marker\r\n");
	for (size_t r = 0; r < t->count; r++)
		put_line(b, &d->rows[t->first + r]);
	return export_close(b, path, err);
}

/* ---- tables/metadata.json ---------------------------------------------------------- */

#define GUARD \
	"An apostrophe stands before a text that a spreadsheet could take for a formula."

static const struct {
	const char *name, *type, *title, *welsh, *about;
	bool required;
} columns[] = {
	{ "table", "string", "Table", "Tabl", "The table's name.", true },
	{ "by", "string", "Broken down by", "Wedi'i rannu yn \u00f4l",
	  "The question or condition that makes the groups; empty: all people; theme: each "
	  "theme has a base of its own.",
	  false },
	{ "group", "string", "Group", "Gr\u0175p",
	  "The group's code; * is all people. " GUARD, true },
	{ "key", "string", "Answer", "Ateb",
	  "The answer's code; * is all who answered: the base. " GUARD, true },
	{ "label", "string", "Answer in words", "Ateb mewn geiriau", GUARD, false },
	{ "n", "integer", "Responses", "Ymatebion",
	  "Rounded; empty where a marker says why.", false },
	{ "pct", "integer", "Per cent", "Y cant",
	  "Of the base, to the nearest 5; 10 is 10 or less, 90 is 90 or more.", false },
	{ "low", "decimal", "Range from", "Amrediad o",
	  "Per cent: the lower end of the 95 per cent interval, rounding included.",
	  false },
	{ "high", "decimal", "Range to", "Amrediad hyd at", "Per cent: its upper end.",
	  false },
	{ "marker", "string", "Marker", "Marciwr",
	  "c hidden to protect people, z does not apply, x not available, u less reliable; "
	  "cu is both c and u.",
	  false },
};

static void
put_schema(struct buf *b, bool welsh)
{
	buf_puts(b, " \"tableSchema\": {\"primaryKey\": [\"table\", \"group\", \"key\"], "
		    "\"columns\": [");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		buf_printf(
			b,
			"%s\n  {\"name\": \"%s\", \"titles\": {\"en\": [\"%s\", \"%s\"]",
			i ? "," : "", columns[i].name, columns[i].name, columns[i].title);
		if (welsh)
			buf_printf(b, ", \"cy\": \"%s\"", columns[i].welsh);
		buf_printf(
			b,
			"},\n   \"datatype\": \"%s\", \"required\": %s, \"null\": \"\",\n"
			"   \"dc:description\": ",
			columns[i].type, columns[i].required ? "true" : "false");
		json_put(b, columns[i].about);
		buf_putc(b, '}');
	}
	buf_puts(b, "]},\n");
}

/* What must be known before any number: the notes that warn, or else the first. */
static void
put_description(struct buf *b, const struct summary *s)
{
	size_t warnings = (size_t)s->draft + s->invented + s->unconfirmed;
	SCOPED(buf) words;

	buf_init(&words, 0);
	for (size_t i = 0; i < (warnings ? warnings : 1); i++)
		buf_printf(&words, "%s%s", i ? " " : "", s->notes[i]);
	json_put(b, words.data);
}

static void
put_value(struct buf *b, const char *text, const char *language)
{
	buf_puts(b, "{\"@value\": ");
	json_put(b, text);
	buf_puts(b, ", \"@language\": ");
	json_put(b, language);
	buf_putc(b, '}');
}

/* A table's title in each language of the form: as the form asks it. */
static void
put_titles(struct buf *b, const struct summary *s, const struct data_table *t,
	   const struct plan *plan, struct arena *a)
{
	const struct table_plan *p = t->from ? data_plan(plan, t->id) : NULL;
	const char *title;

	if (!p) {
		put_value(b, t->title, t->from ? s->language : "en");
		return;
	}
	for (unsigned l = 0; l < s->form->language_count; l++) {
		title = text_in(&p->title, l);
		if (str_same(s->form->languages[l], s->language))
			title = t->title;
		else if (p->by >= 0)
			title = arena_printf(a, "%s (%s)", title,
					     text_in(&p->by_title, l));
		buf_puts(b, l ? ",\n   " : "[");
		put_value(b, title, s->form->languages[l]);
	}
	buf_putc(b, ']');
}

static void
put_about(struct buf *b, const struct summary *s, struct arena *a)
{
	buf_puts(b, "{\"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": ");
	json_put(b, s->language);
	buf_puts(b, "}],\n \"dc:title\": ");
	json_put(b,
		 s->draft ? arena_printf(a, "Draft: %s", s->form_title) : s->form_title);
	buf_puts(b, ",\n \"dc:publisher\": ");
	json_put(b, s->run_by);
	buf_puts(b, ",\n \"dc:date\": ");
	json_put(b, s->released);
	buf_puts(b, ",\n \"dc:license\": ");
	put_value(b,
		  "No licence is stated: ask the publisher before you publish it again.",
		  "en");
	buf_puts(b, ",\n \"dc:description\": ");
	put_description(b, s);
	buf_puts(b, ",\n");
}

static bool
write_metadata(const struct summary *s, const struct data *d, struct export_files *out,
	       struct arena *a, struct err *err)
{
	struct buf *b = export_open(out, "tables/metadata.json", err);
	const struct plan *plan = s->form ? plan_make(s->form, a) : NULL;

	if (!b)
		return false;
	put_about(b, s, a);
	put_schema(b, s->form && form_language(s->form, "cy") >= 0);
	buf_puts(b, " \"tables\": [");
	for (size_t i = 0; i < d->table_count; i++) {
		buf_printf(b, "%s\n  {\"url\": \"%s.csv\", \"dc:title\": ", i ? "," : "",
			   d->tables[i].id);
		put_titles(b, s, &d->tables[i], plan, a);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}\n");
	return export_close(b, "tables/metadata.json", err);
}

/* Beside the tables, which hold numbers alone: quotes.csv, if anything is quoted. */
static bool
write_quotes(const struct summary *s, struct export_files *out, struct err *err)
{
	struct buf *b = export_open(out, "quotes.csv", err);

	if (!b)
		return false;
	buf_puts(b, "theme,title,quote\r\n");
	for (size_t t = 0; t < s->theme_count; t++) {
		const struct theme_result *theme = &s->themes[t];

		for (size_t i = 0; i < theme->quote_count; i++) {
			csv_put_field(b, theme->id);
			buf_putc(b, ',');
			csv_put_field(b, theme->title);
			buf_putc(b, ',');
			csv_put_field(b, theme->quotes[i]);
			buf_puts(b, "\r\n");
		}
	}
	return export_close(b, "quotes.csv", err);
}

bool
export_csv(const struct summary *s, struct export_files *out, struct arena *a,
	   struct err *err)
{
	const struct data *d = data_make(s, a);

	for (size_t i = 0; i < d->table_count; i++)
		if (!write_table(d, &d->tables[i], out, a, err))
			return false;
	return (!s->quote_count || write_quotes(s, out, err)) &&
	       write_metadata(s, d, out, a, err);
}
