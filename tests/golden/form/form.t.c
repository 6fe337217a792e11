/*
 * Reads every form beside this file, and those that are shipped, and compares what comes out
 * letter by letter: x.tree is the form as `form show` prints it in each of its languages,
 * x.diag is what is said about it.  And no row of the tables may be without such a form.
 * With CANVASS_BLESS set the files are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/golden/golden.h"

#include "form/internal.h"

#define HERE "tests/golden/form/cases/"

static const char *const shipped[] = { "hampshire", "page-feedback", "supervisor-pledge",
				       "champions-feedback" };

static struct buf all_diags, all_forms;

static void
tree(const struct form *form, struct buf *out)
{
	unsigned lang;

	for (lang = 0; lang < form->language_count; lang++) {
		buf_printf(out, "%s== %s ==\n", lang ? "\n" : "", form->languages[lang]);
		form_show(form, lang, out);
	}
}

/* The side files beside x.form.yaml: x.cy.yaml and others.  Returns how many. */
static size_t
sides_beside(const char *name, struct form_side *sides, size_t room, struct arena *arena)
{
	static const char *const languages[] = { "ar", "cy", "en", "pl" };
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(languages) && n < room; i++) {
		const char *file = arena_printf(arena, "%s.%s.yaml", name, languages[i]);
		SCOPED(buf) text;

		buf_init(&text, 0);
		if (golden_read(golden_path(HERE, file, ""), &text))
			sides[n++] = (struct form_side){
				.file = file,
				.language = languages[i],
				.text = arena_copy(arena, golden_text(&text), text.len),
				.len = text.len,
			};
	}
	return n;
}

/* What is frozen with its side files is read to the same form. */
static void
frozen_same(const char *name, const struct buf *text, const struct form_side *sides,
	    size_t count, const struct buf *want, struct arena *arena)
{
	struct diags diags;
	const struct form *form;
	SCOPED(buf) frozen;
	SCOPED(buf) out;

	buf_init(&frozen, 0);
	buf_init(&out, 0);
	form_freeze(golden_text(text), text->len, sides, count, &frozen);
	diags_init(&diags, name, frozen.data, frozen.len, arena);
	form = form_parse(frozen.data, frozen.len, &diags);
	if (form)
		tree(form, &out);
	is_str(golden_text(&out), golden_text(want), "%s: frozen it is the same form", name);
}

static void
form_compare(const char *name, const char *path, bool must_pass)
{
	struct arena *arena = arena_new(0);
	struct diags diags;
	const struct form *form;
	struct form_side sides[4];
	size_t count;
	SCOPED(buf) text;
	SCOPED(buf) out;

	buf_init(&text, 0);
	buf_init(&out, 0);
	if (!golden_read(path, &text))
		die("cannot read %s", path);
	buf_puts(&all_forms, golden_text(&text));
	path = arena_str(arena, strrchr(path, '/') + 1);
	diags_init(&diags, path, golden_text(&text), text.len, arena);
	count = sides_beside(name, sides, ARRAY_LEN(sides), arena);
	form = form_parse_files(golden_text(&text), text.len, sides, count, 0, &diags);
	if (must_pass)
		ok(form && !diags.warnings, "%s is accepted without a word", name);
	if (form)
		tree(form, &out);
	if (form)
		frozen_same(name, &text, sides, count, &out, arena);
	golden_compare(HERE, name, ".tree", &out);
	buf_clear(&out);
	diags_print(&diags, &out);
	golden_compare(HERE, name, ".diag", &out);
	buf_puts(&all_diags, golden_text(&out));
	ok((form == NULL) == (diags.errors > 0), "%s: a form comes without errors only",
	   name);
	arena_free(arena);
}

static void
form_beside(const char *name)
{
	form_compare(name, golden_path(HERE, name, ".form.yaml"), false);
}

/* What is said of guides is compared by their own test; here it shows rows of the table. */
static void
said_of_guide(const char *name)
{
	SCOPED(buf) said;

	buf_init(&said, 0);
	golden_read(golden_path("tests/golden/guide/cases/", name, ".diag"), &said);
	buf_puts(&all_diags, golden_text(&said));
}

/* So is what is said of the team's words. */
static void
said_of_words(const char *name)
{
	SCOPED(buf) said;

	buf_init(&said, 0);
	golden_read(golden_path("tests/golden/board/cases/", name, ".diag"), &said);
	buf_puts(&all_diags, golden_text(&said));
}

/* The longest part of the words that stands between holes. */
static void
longest_part(const char *words, char *out, size_t size)
{
	size_t best = 0;

	while (*words) {
		size_t len = strcspn(words, "{");

		if (len > best && len < size) {
			memcpy(out, words, len);
			out[len] = '\0';
			best = len;
		}
		words += len ? len : 1;
		if (words[-1] == '{' && *words >= '1' && *words <= '3')
			words += 2;
	}
}

static void
rows_complete(void)
{
	SCOPED(buf) manual;
	size_t i;

	buf_init(&manual, 0);
	ok(golden_read(golden_path("man/", "canvass-form", ".5"), &manual),
	   "there is a manual page");
	for (i = 0; i < PROBLEM__COUNT; i++) {
		const struct problem_row *row = &problems[i];
		char part[200] = "";

		if (!ok(row->code && row->words && row->help, "row %zu is whole", i))
			continue;
		longest_part(row->words, part, sizeof(part));
		ok(strstr(golden_text(&all_diags), row->code) && *part &&
			   strstr(golden_text(&all_diags), part),
		   "%s is shown by a form: %s", row->code, part);
		ok(strstr(golden_text(&manual), row->code), "%s is in the manual",
		   row->code);
	}
	for (i = 0; i < KIND_RULES; i++) {
		SCOPED(buf) type;

		buf_init(&type, 0);
		buf_printf(&type, "type: %s\n", kind_rules[i].name);
		ok(kind_rules[i].read && strstr(golden_text(&all_forms), type.data),
		   "%s is in a form", kind_rules[i].name);
		ok(strstr(golden_text(&manual), kind_rules[i].name),
		   "%s is in the manual", kind_rules[i].name);
	}
}

int
main(void)
{
	size_t i;

	buf_init(&all_diags, 0);
	buf_init(&all_forms, 0);
	golden_each(HERE, ".form.yaml", form_beside);
	golden_each("tests/golden/guide/cases/", ".diag", said_of_guide);
	golden_each("tests/golden/board/cases/", ".diag", said_of_words);
	for (i = 0; i < ARRAY_LEN(shipped); i++)
		form_compare(shipped[i], golden_path("forms/", shipped[i], ".yaml"),
			     true);
	rows_complete();
	buf_free(&all_diags);
	buf_free(&all_forms);
	return tap_done();
}
