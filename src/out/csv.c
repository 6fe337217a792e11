/*
 * tables/<table>.csv: one row a cell, for programs and spreadsheets (RFC 4180, UTF-8
 * without a byte order mark), and tables/metadata.json, which says what the columns are
 * (CSV on the Web).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/internal.h"

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
put_line(struct buf *b, const struct summary *s, const struct table *t,
	 const struct row *row, size_t column)
{
	const struct cell *cell = &row->cells[column];
	const char *const texts[] = { t->id, t->by, cell->key, row->key, row->label };
	struct interval range = summary_interval(s, t, row, column);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		if (i)
			buf_putc(b, ',');
		csv_put_field(b, texts[i]);
	}
	put_number(b, cell->n);
	put_number(b, cell->pct);
	buf_putc(b, ',');
	if (range.known)
		put_percent(b, range.low);
	buf_putc(b, ',');
	if (range.known)
		put_percent(b, range.high);
	buf_printf(b, ",%s\r\n", marker_names[cell->marker]);
}

static bool
write_table(const struct summary *s, const struct table *t, struct export_files *out,
	    struct arena *a, struct err *err)
{
	const char *path = arena_printf(a, "tables/%s.csv", t->id);
	struct buf *b = export_open(out, path, err);

	if (!b)
		return false;
	buf_puts(b, "table,by,group,key,label,n,pct,low,high,marker\r\n");
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->rows[r].cell_count; c++)
			put_line(b, s, t, &t->rows[r], c);
	return export_close(b, path, err);
}

static const struct {
	const char *name, *type, *title, *about;
	bool required;
} columns[] = {
	{ "table", "string", "Table", "The table's name.", true },
	{ "by", "string", "Broken down by",
	  "The question or condition that makes the groups; empty: "
	  "all people.",
	  false },
	{ "group", "string", "Group", "The group's code; * is all people.", true },
	{ "key", "string", "Answer",
	  "The answer's code; * is all who answered: the base.", true },
	{ "label", "string", "Answer in words",
	  "An apostrophe stands before a text that a spreadsheet "
	  "could take for a formula.",
	  false },
	{ "n", "integer", "Responses", "Rounded; empty where a marker says why.", false },
	{ "pct", "integer", "Per cent",
	  "Of the base, to the nearest 5; 10 is 10 or less, 90 is 90 or "
	  "more.",
	  false },
	{ "low", "decimal", "Range from",
	  "Per cent: the lower end of the 95 per cent interval, "
	  "rounding included.",
	  false },
	{ "high", "decimal", "Range to", "Per cent: its upper end.", false },
	{ "marker", "string", "Marker",
	  "c hidden to protect people, z does not apply, x not "
	  "available, u less reliable; cu is both c and u.",
	  false },
};

static void
put_schema(struct buf *b)
{
	buf_puts(b, " \"tableSchema\": {\"primaryKey\": [\"table\", \"group\", \"key\"], "
		    "\"columns\": [");
	for (size_t i = 0; i < ARRAY_LEN(columns); i++) {
		buf_printf(
			b,
			"%s\n  {\"name\": \"%s\", \"titles\": {\"en\": [\"%s\", \"%s\"]}, "
			"\"datatype\": \"%s\", \"required\": %s,\n   \"dc:description\": ",
			i ? "," : "", columns[i].name, columns[i].name, columns[i].title,
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

static bool
write_metadata(const struct summary *s, struct export_files *out, struct arena *a,
	       struct err *err)
{
	struct buf *b = export_open(out, "tables/metadata.json", err);

	if (!b)
		return false;
	buf_puts(b, "{\"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": ");
	json_put(b, s->language);
	buf_puts(b, "}],\n \"dc:title\": ");
	json_put(b,
		 s->draft ? arena_printf(a, "Draft: %s", s->form_title) : s->form_title);
	buf_puts(b, ",\n \"dc:publisher\": ");
	json_put(b, s->run_by);
	buf_puts(b, ",\n \"dc:date\": ");
	json_put(b, s->released);
	buf_puts(b, ",\n \"dc:description\": ");
	put_description(b, s);
	buf_puts(b, ",\n");
	put_schema(b);
	buf_puts(b, " \"tables\": [");
	for (size_t i = 0; i < s->table_count; i++) {
		buf_printf(b, "%s\n  {\"url\": \"%s.csv\", \"dc:title\": ", i ? "," : "",
			   s->tables[i].id);
		json_put(b, s->tables[i].title);
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
	for (size_t i = 0; i < s->table_count; i++)
		if (!write_table(s, &s->tables[i], out, a, err))
			return false;
	return (!s->quote_count || write_quotes(s, out, err)) &&
	       write_metadata(s, out, a, err);
}
