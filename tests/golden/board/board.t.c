/*
 * Reads every file of words beside this one, for the shipped survey, and compares letter by letter:
 * x.tree is what was read, with its places; x.diag is what is said about it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/golden/golden.h"

#include "form/board.h"

#define HERE "tests/golden/board/cases/"

static const struct form *form;

static void
put_line(struct buf *out, const char *what, const struct board_line *line)
{
	if (line->text[0])
		buf_printf(out, "%u:%u %s: %s\n", line->line, line->column, what, line->text);
}

static void
tree(const struct board_words *words, struct buf *out)
{
	for (size_t i = 0; i < words->headline_count; i++)
		put_line(out, "headline", &words->headlines[i]);
	for (size_t i = 0; i < words->opportunity_count; i++) {
		const struct board_chance *chance = &words->opportunities[i];

		buf_printf(out, "of %s\n", chance->theme < 0 ? "no theme"
							      : form->themes[chance->theme].id);
		put_line(out, "said", &chance->said);
		put_line(out, "department", &chance->department);
		put_line(out, "quarter", &chance->quarter);
	}
	for (size_t i = 0; i < words->pair_count; i++) {
		put_line(out, "you said", &words->pairs[i].said);
		put_line(out, "we did", &words->pairs[i].did);
		put_line(out, "by", &words->pairs[i].who);
	}
	for (size_t p = 0; p < BOARD_PARTS; p++)
		for (size_t i = 0; i < words->part_counts[p]; i++)
			put_line(out, board_parts[p], &words->parts[p][i]);
}

static void
compare(const char *name)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	const struct board_words *words;
	const char *file = arena_printf(a, "%s.words.yaml", name);
	SCOPED(buf) text;
	SCOPED(buf) out;

	buf_init(&text, 0);
	buf_init(&out, 0);
	if (!golden_read(golden_path(HERE, name, ".words.yaml"), &text))
		die("cannot read %s", file);
	diags_init(&diags, file, golden_text(&text), text.len, a);
	words = board_read(file, golden_text(&text), text.len, form, &diags);
	ok((words == NULL) == (diags.errors > 0), "%s: words come without errors only", name);
	if (words) {
		is_str(words->file, file, "%s: they know their file", name);
		tree(words, &out);
	}
	golden_compare(HERE, name, ".tree", &out);
	buf_clear(&out);
	diags_print(&diags, &out);
	golden_compare(HERE, name, ".diag", &out);
	arena_free(a);
}

int
main(void)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	SCOPED(buf) text;

	buf_init(&text, 0);
	if (!golden_read(golden_path("forms/", "hampshire", ".yaml"), &text))
		die("the shipped survey cannot be read");
	diags_init(&diags, "hampshire.yaml", golden_text(&text), text.len, a);
	form = form_parse(golden_text(&text), text.len, &diags);
	if (!form)
		die("the shipped survey has errors");
	golden_each(HERE, ".words.yaml", compare);
	arena_free(a);
	return tap_done();
}
