/*
 * Sheets as they come back: JSON lines, and CSV in all the ways in which spreadsheets save it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/codes_sheet.h"
#include "tests/tap.h"

/* "3:ID=a,b/first;" for each line; '?' is undecided, '!' wrong. */
static const char *
read_as_words(const char *text, size_t len, struct arena *a)
{
	struct code_sheet sheet = { .count = 77 };
	struct err err = { .code = ERR_NONE };
	const char *out = "";

	if (!code_sheet_read(text, len, &sheet, a, &err))
		return sheet.count == 77 ? "none" : "none, but touched";
	out = sheet.coder ? arena_printf(a, "%s: ", sheet.coder) : "";
	for (size_t i = 0; i < sheet.count; i++) {
		const struct sheet_line *line = &sheet.lines[i];

		out = arena_printf(a, "%s%zu:%s%s", out, line->number, line->id,
				   line->wrong	    ? "!"
				   : !line->decided ? "?"
				   : line->none	    ? "=none"
						    : "=");
		for (size_t t = 0; !line->wrong && t < line->theme_count; t++)
			out = arena_printf(a, "%s%s%s", out, t ? "," : "",
					   line->themes[t]);
		out = arena_printf(a, "%s%s%s;", out, line->coder ? "/" : "",
				   line->coder ? line->coder : "");
	}
	return out;
}

static const struct {
	const char *text, *want, *words;
} rows[] = {
	{ "{\"id\": \"A\", \"themes\": [\"a\", \"b\"]}\n", "1:A=a,b;", "a line of JSON" },
	{ "{\"id\": \"A\", \"themes\": [\"a\"]}", "1:A=a;", "without an end" },
	{ "\xef\xbb\xbf{\"id\": \"A\", \"themes\": [\"a\"]}\r\n\r\n{\"themes\":[\"none\"], "
	  "\"id\":\"B\"}\r\n",
	  "1:A=a;3:B=none;", "a mark, CR LF, blank lines" },
	{ "{\"id\": \"A\", \"themes\": []}\n{\"id\": \"B\", \"themes\": null}\n",
	  "1:A?;2:B?;", "undecided" },
	{ "{\"id\": \"A\", \"themes\": \"a; b\"}\n", "1:A=a,b;", "one text for a list" },
	{ "{\"canvass\": \"coding sheet 1\", \"coder\": \"second\"}\n{\"id\": \"A\", "
	  "\"themes\": [\"a\"], \"coder\": \"first\"}\n",
	  "second: 2:A=a/first;", "a sheet's first line, and who decided" },
	{ "{\"id\": \"A\"}\n{\"id\": 7, \"themes\": [\"a\"]}\n{\"id\": \"A\", \"themes\": "
	  "[7]}\n{\"id\": \"A\", \"themes\": [\"a\", \"none\"]}\n{\"id\n",
	  "1:A!;2:!;3:A!;4:A!;5:!;", "what is wrong stays alone" },
	{ "id,themes\nA,a\nB,\"a, b\"\nC,\nD,none\n", "2:A=a;3:B=a,b;4:C?;5:D=none;",
	  "CSV" },
	{ "id,themes\r\nA,a\r\n", "2:A=a;", "with CR LF" },
	{ "id,themes\rA,a\rB,b", "2:A=a;3:B=b;", "with CR alone" },
	{ "\xef\xbb\xbf\"text\";\"Themes of the second coder (write a, b, or none)\";\"ID\"\n"
	  "\"x;\n\"\"y\";\"'A | b\";\"'K7QX\"\n;;\n",
	  "second: 2:K7QX=a,b;",
	  "semicolons, quotes, apostrophes, capitals, another order" },
	{ "sep=;\nid;themes\nA;a\n", "3:A=a;", "a first line that tells the divider" },
	{ "id\tthemes\nA\ta b\n", "2:A=a,b;", "tabs" },
	{ "id,themes\nA,\"a\n", "2:!;", "a quote that is never closed" },
	{ "id,themes\nA\n,a\n", "2:A?;3:!;", "too few cells" },
	{ "ideas,themes_2\nA,a\n", "none", "columns that only begin so" },
	{ "a,b\n1,2\n", "none", "other columns" },
	{ "", "none", "nothing" },
	{ " \n\n", "none", "blanks" },
	{ "PK\3\4", "none", "a workbook" },
	{ "\xff\xfeI\0d\0", "none", "UTF-16" },
	{ "id,themes", "", "titles alone" },
};

int
main(void)
{
	struct arena *a = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		size_t len = strlen(rows[i].text);
		/* At the end of what was allocated, so that reading on would be seen. */
		char *copy = mem_new(len + !len, 1);

		memcpy(copy, rows[i].text, len);
		is_str(read_as_words(copy, len, a), rows[i].want, "%s", rows[i].words);
		free(copy);
	}
	is_str(read_as_words("id,themes\nA,a\0b\n", 16, a), "none", "a NUL");
	arena_free(a);
	return tap_done();
}
