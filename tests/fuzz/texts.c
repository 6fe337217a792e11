/*
 * Any bytes as a form and a side file, with a line of three dashes between them: read or refused
 * with a reason.  What is read can be frozen and is the same form again; and what is written for
 * translators stands beside the form without changing a word.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "form/author.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
promise(bool kept, const char *what)
{
	if (!kept)
		die("broken promise: %s", what);
}

/* The form in all its languages. */
static const char *
shown(const struct form *form, struct arena *arena)
{
	SCOPED(buf) out;

	buf_init(&out, 0);
	for (unsigned lang = 0; lang < form->language_count; lang++)
		form_show(form, lang, &out);
	return arena_copy(arena, out.data, out.len);
}

static void
freeze(const char *text, size_t len, const struct form_side *side, const char *as,
       struct arena *arena)
{
	const struct form *form;
	struct diags diags;
	SCOPED(buf) frozen;

	buf_init(&frozen, 0);
	form_freeze(text, len, side, 1, &frozen);
	diags_init(&diags, "frozen", frozen.data, frozen.len, arena);
	form = form_parse(frozen.data, frozen.len, &diags);
	promise(form && str_same(shown(form, arena), as), "frozen it is the same form");
}

static bool
same_form(const char *text, size_t len, const struct form_side *sides, size_t n,
	  const char *as, struct arena *arena)
{
	const struct form *form;
	struct diags diags;

	diags_init(&diags, "form", text, len, arena);
	form = form_parse_files(text, len, sides, n, 0, &diags);
	return form && str_same(shown(form, arena), as);
}

/* Put into the form, they are no other words. */
static void
merge(const char *text, size_t len, const struct form_side *side, const char *language,
      const char *as, struct arena *arena)
{
	struct translation told;
	struct diags diags;
	SCOPED(buf) out;

	buf_init(&out, 0);
	diags_init(&diags, "form", text, len, arena);
	if (form_merge(text, len, side, 1, language, &diags, &out, &told))
		promise(same_form(out.data, out.len, NULL, 0, as, arena) ||
				same_form(out.data, out.len, side, 1, as, arena),
			"merged it is the same form");
}

/* The same words once more, in the file for a translator of each language. */
static void
translate(const char *text, size_t len, const struct form_side *side,
	  const struct form *form, const char *as, struct arena *arena)
{
	for (unsigned lang = 1; lang < form->language_count; lang++) {
		struct form_side sides[2] = { { .file = "again" }, *side };
		struct translation told;
		struct diags diags;
		SCOPED(buf) out;

		buf_init(&out, 0);
		diags_init(&diags, "form", text, len, arena);
		promise(form_translate(text, len, side, 1, form->languages[lang], &diags,
				       &out, &told),
			"a form without errors is translated");
		promise(told.missing == 0, "it has no gaps");
		sides[0].text = out.data;
		sides[0].len = out.len;
		merge(text, len, side, form->languages[lang], as, arena);
		/* it stands in place of the side file, or beside one of another language */
		promise(same_form(text, len, sides, 1, as, arena) ||
				same_form(text, len, sides, 2, as, arena),
			"with what was written it is the same form");
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *text = (const char *)data, *cut = memmem(text, len, "\n---\n", 5);
	size_t form_len = cut ? (size_t)(cut - text) + 1 : len;
	struct form_side side = { .file = "side" };
	struct arena *arena = arena_new(0);
	const struct form *form;
	struct diags diags;
	SCOPED(buf) out;

	buf_init(&out, 1 << 22);
	side.text = cut ? cut + 5 : "";
	side.len = cut ? len - form_len - 4 : 0;
	diags_init(&diags, "form", text, form_len, arena);
	form = form_parse_files(text, form_len, &side, cut ? 1 : 0, 0, &diags);
	promise((form == NULL) == (diags.errors > 0), "a form, or errors");
	for (size_t i = 0; i < diags.count; i++)
		promise(diags.items[i].line && diags.items[i].col && diags.items[i].width,
			"a place");
	diags_print(&diags, &out);
	if (form && cut) {
		const char *as = shown(form, arena);

		freeze(text, form_len, &side, as, arena);
		translate(text, form_len, &side, form, as, arena);
	}
	(void)!form_parse(text, len, &diags);
	arena_free(arena);
	return 0;
}
