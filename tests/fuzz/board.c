/*
 * Any bytes as the team's own words: they are read or refused with a reason and a place, and what
 * was read keeps the limits that the report and the ledger rely on.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "form/board.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static const char form_text[] =
	"canvass: form 1\nid: small\ntitle: A form\nlanguages: [en]\nthemes:\n"
	"  aftercare: A\n  justice: J\npages:\n  - title: T\n    questions:\n"
	"      - type: note\n        text: N\n";

static void
promise(bool kept, const char *what)
{
	if (!kept)
		die("broken promise: %s", what);
}

static const struct form *
form_made(void)
{
	static const struct form *form;
	static struct diags diags;

	if (!form) {
		diags_init(&diags, "form.yaml", form_text, strlen(form_text), arena_new(0));
		form = form_parse(form_text, strlen(form_text), &diags);
		promise(form, "the target's own form is right");
	}
	return form;
}

static void
line_kept(const struct board_line *line)
{
	promise(line->text && line->text[0] && line->line && line->column, "a line has a place");
	promise(utf8_valid(line->text, strlen(line->text)), "and is text");
}

static void
words_kept(const struct board_words *words, const struct form *form)
{
	promise(words->headline_count <= BOARD_HEADLINES &&
			words->opportunity_count <= BOARD_OPPORTUNITIES &&
			words->pair_count <= BOARD_PAIRS,
		"they fit");
	for (size_t i = 0; i < words->headline_count; i++)
		line_kept(&words->headlines[i]);
	for (size_t i = 0; i < words->opportunity_count; i++) {
		promise(words->opportunities[i].theme >= -1 &&
				words->opportunities[i].theme < (int)form->theme_count,
			"a theme of the form");
		line_kept(&words->opportunities[i].said);
		promise(words->opportunities[i].department.text &&
				words->opportunities[i].quarter.text,
			"no text is missing");
	}
	for (size_t i = 0; i < words->pair_count; i++) {
		line_kept(&words->pairs[i].said);
		line_kept(&words->pairs[i].did);
		promise(words->pairs[i].who.text &&
				utf8_count(words->pairs[i].said.text,
					   strlen(words->pairs[i].said.text)) <= 120,
			"a pair fits a poster");
	}
	for (size_t p = 0; p < BOARD_PARTS; p++) {
		promise(words->part_counts[p] <= BOARD_WORDS_LINES, "parts fit");
		for (size_t i = 0; i < words->part_counts[p]; i++)
			line_kept(&words->parts[p][i]);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct form *form = form_made();
	struct arena *a = arena_new(0);
	struct diags diags;
	const struct board_words *words;
	SCOPED(buf) out;

	buf_init(&out, 1 << 22);
	diags_init(&diags, "words.yaml", (const char *)data, len, a);
	words = board_read("words.yaml", (const char *)data, len, form, &diags);
	promise((words == NULL) == (diags.errors > 0), "words, or errors");
	for (size_t i = 0; i < diags.count; i++)
		promise(diags.items[i].line && diags.items[i].col && diags.items[i].width,
			"a place");
	diags_print(&diags, &out);
	if (words)
		words_kept(words, form);
	arena_free(a);
	return 0;
}
