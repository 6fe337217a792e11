/*
 * Lines of an XLSForm as sheets: texts in each language, columns that are used, and what the
 * loss report says of each row.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/export_xlsform.h"

static const struct {
	const char *name;
	bool words; /* a column for each language */
} columns[COLUMN__COUNT] = {
	[COLUMN_TYPE] = { .name = "type" },
	[COLUMN_NAME] = { .name = "name" },
	[COLUMN_LABEL] = { .name = "label", .words = true },
	[COLUMN_HINT] = { .name = "hint", .words = true },
	[COLUMN_HELP] = { .name = "guidance_hint", .words = true },
	[COLUMN_REQUIRED] = { .name = "required" },
	[COLUMN_REQUIRED_MESSAGE] = { .name = "required_message", .words = true },
	[COLUMN_RELEVANT] = { .name = "relevant" },
	[COLUMN_CONSTRAINT] = { .name = "constraint" },
	[COLUMN_CONSTRAINT_MESSAGE] = { .name = "constraint_message", .words = true },
	[COLUMN_APPEARANCE] = { .name = "appearance" },
	[COLUMN_REPEAT_COUNT] = { .name = "repeat_count" },
	[COLUMN_LIST_NAME] = { .name = "list_name" },
	[COLUMN_CHOICE_NAME] = { .name = "name" },
	[COLUMN_CHOICE_LABEL] = { .name = "label", .words = true },
	[COLUMN_FORM_TITLE] = { .name = "form_title" },
	[COLUMN_FORM_ID] = { .name = "form_id" },
	[COLUMN_DEFAULT_LANGUAGE] = { .name = "default_language" },
};

/* Twice the room in an arena; what was there stays where it was. */
static void *
room_more(struct arena *a, const void *old, size_t count, size_t *room)
{
	const void **more;

	*room = *room ? 2 * *room : 64;
	more = arena_array(a, const void *, *room);
	if (count)
		memcpy(more, old, count * sizeof(*more));
	return more;
}

struct line *
line_new(struct writing *w, struct lines *lines)
{
	struct line *line = arena_one(w->arena, struct line);

	if (lines->count == lines->room)
		lines->items =
			room_more(w->arena, lines->items, lines->count, &lines->room);
	lines->items[lines->count++] = line;
	return line;
}

void
line_lose(struct writing *w, struct line *line, const char *what)
{
	if (line->lost && strstr(line->lost, what))
		return;
	line->lost =
		line->lost ? arena_printf(w->arena, "%s; %s", line->lost, what) : what;
}

/* ---- texts ----------------------------------------------------------------------------- */

/* A brace that is a brace: `${` would be taken for a question there. */
static void
brace_put(struct buf *out)
{
	if (out->len && out->data[out->len - 1] == '$')
		buf_putc(out, ' ');
	buf_putc(out, '{');
}

/* label: nothing is piped into it, and its braces are braces already. */
static const char *
words_convert(struct writing *w, struct line *line, const char *s, bool label)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (; *s; s++) {
		size_t len = *s == '{' ? strcspn(s, "}") : 0;

		if (s[0] != '{') {
			buf_putc(&out, *s);
		} else if (label || s[1] == '{' || !s[len]) {
			brace_put(&out);
			s += !label && s[1] == '{';
		} else if ((str_starts(s, "{turn}") || str_starts(s, "{turn|"))) {
			while (out.len && out.data[out.len - 1] == ' ')
				out.data[--out.len] = '\0';
			line_lose(w, line, "the number of the turn is left out");
			s += len;
		} else {
			buf_printf(&out, "${%s}",
				   name_there(w, arena_copy(w->arena, s + 1,
							    strcspn(s + 1, "|}"))));
			line_lose(
				w, line,
				"where an earlier answer stands in its words, tools show "
				"the option's name and not its label");
			s += len;
		}
	}
	return arena_copy(w->arena, out.data ? out.data : "", out.len);
}

void
line_words(struct writing *w, struct line *line, enum column column,
	   const struct text *text)
{
	size_t lang;

	for (lang = 0; lang < w->form->language_count; lang++) {
		if (text->in[lang] && text->in[lang][0])
			line->words[column].in[lang] = words_convert(
				w, line, text->in[lang], column == COLUMN_CHOICE_LABEL);
	}
}

const char *
language_column(struct writing *w, unsigned lang)
{
	const char *code = w->form->languages[lang];
	const struct language *language = language_find(code);

	return arena_printf(w->arena, "%s (%s)", language ? language->name : code, code);
}

/* ---- sheets ---------------------------------------------------------------------------- */

static const char *
line_cell(const struct line *line, enum column column, unsigned lang)
{
	const char *s = columns[column].words ? line->words[column].in[lang]
					      : line->plain[column];

	return s ? s : "";
}

/* Whether any line has something there in any language. */
static bool
column_used(const struct lines *lines, enum column column, unsigned languages)
{
	unsigned lang;
	size_t i;

	for (i = 0; i < lines->count; i++) {
		for (lang = 0; lang < languages; lang++) {
			if (line_cell(lines->items[i], column, lang)[0])
				return true;
		}
	}
	return false;
}

/* What a row is called in the report: type and name, list and name. */
static const char *
line_what(struct writing *w, const struct line *line)
{
	static const enum column pairs[][2] = {
		{ COLUMN_TYPE, COLUMN_NAME }, { COLUMN_LIST_NAME, COLUMN_CHOICE_NAME }
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(pairs); i++) {
		const char *first = line->plain[pairs[i][0]];
		const char *second = line->plain[pairs[i][1]];

		if (first)
			return arena_printf(w->arena, "%s%s%s", first, second ? " " : "",
					    second ? second : "");
	}
	return "settings";
}

static void
lines_tell(struct writing *w, const char *name, const struct lines *lines)
{
	size_t i;

	loss_add(w->report, name, 1, "header", LOSS_MAPPED, "");
	for (i = 0; i < lines->count; i++) {
		const struct line *line = lines->items[i];

		loss_add(w->report, name, (unsigned)i + 2, line_what(w, line),
			 line->lost ? LOSS_APPROXIMATED : LOSS_MAPPED,
			 line->lost ? line->lost : "");
	}
}

void
lines_sheet(struct writing *w, const char *name, const struct lines *lines,
	    struct sheet *out)
{
	unsigned all = (unsigned)w->form->language_count, lang;
	struct sheet_row *rows =
		arena_array(w->arena, struct sheet_row, lines->count + 1);
	size_t i, at;
	int column;

	for (i = 0; i <= lines->count; i++) {
		rows[i].number = (unsigned)i + 1;
		rows[i].cells = arena_array(w->arena, const char *, COLUMN__COUNT *all);
	}
	for (column = 0, at = 0; column < COLUMN__COUNT; column++) {
		bool words = columns[column].words;

		if (!column_used(lines, (enum column)column, all))
			continue;
		for (lang = 0; lang < (words ? all : 1); lang++, at++) {
			rows[0].cells[at] = columns[column].name;
			if (words)
				rows[0].cells[at] = arena_printf(
					w->arena, "%s::%s", columns[column].name,
					language_column(w, lang));
			for (i = 0; i < lines->count; i++)
				rows[i + 1].cells[at] = line_cell(
					lines->items[i], (enum column)column, lang);
		}
	}
	for (i = 0; i <= lines->count; i++)
		rows[i].count = at;
	*out = (struct sheet){ .name = name, .rows = rows, .count = lines->count + 1 };
	lines_tell(w, name, lines);
}
