/*
 * The file for translators: what it holds is read back letter by letter, whatever the texts
 * are; half filled it keeps what is there and counts the rest.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"
#include "form/wording.h"
#include "tests/unit/form/forms.h"

#define KINDS "tests/golden/form/cases/kinds.form.yaml"

/* The form without its Welsh: keys that end in (cy), with what stands below them. */
static const char *
without_welsh(const char *text, struct arena *arena)
{
	SCOPED(buf) out;
	size_t skip = 0; /* indent of the key left out, and one */

	buf_init(&out, 0);
	while (*text) {
		size_t len = strcspn(text, "\n"), indent = strspn(text, " ");
		const char *line = arena_copy(arena, text, len);

		text += len + (text[len] == '\n');
		if (skip && (indent >= skip || !*line))
			continue;
		skip = strstr(line, " (cy):") ? indent + 1 : 0;
		if (!skip)
			buf_printf(&out, "%s\n", line);
	}
	return arena_copy(arena, out.data, out.len);
}

/* The side file, or dies; welsh: what there is of it already, or NULL. */
static const char *
translate(const char *form, const char *welsh, const char *code, struct translation *told,
	  struct arena *arena)
{
	struct form_side side = { .file = "side", .text = welsh };
	struct diags d;
	SCOPED(buf) out;

	buf_init(&out, 0);
	side.len = welsh ? strlen(welsh) : 0;
	diags_init(&d, "form", form, strlen(form), arena);
	if (!form_translate(form, strlen(form), &side, welsh ? 1 : 0, code, &d, &out,
			    told)) {
		diags_print(&d, &out);
		die("no translation: %s", out.data);
	}
	return arena_copy(arena, out.data, out.len);
}

static const struct form *
read_both(const char *form, const char *welsh, struct arena *arena)
{
	struct form_side side = { .file = "side", .text = welsh, .len = strlen(welsh) };
	struct diags d;

	diags_init(&d, "form", form, strlen(form), arena);
	return form_parse_files(form, strlen(form), &side, 1, 0, &d);
}

static void
every_key(void)
{
	struct arena *arena = arena_new(0);
	const char *kinds = file_text(KINDS, arena), *bare = without_welsh(kinds, arena);
	struct translation told;
	const char *full = translate(kinds, NULL, "cy", &told, arena), *empty;
	size_t texts = told.texts;

	is_int((long long)told.missing, 0, "a form in two languages misses nothing");
	ok(told.declared && texts > 40, "it names both");
	ok(read_both(kinds, full, arena) != NULL, "the file may stand beside the form");
	ok(read_both(bare, full, arena) != NULL, "and in place of the form's own Welsh");
	is_str(translate(bare, full, "cy", &told, arena), full,
	       "then it has the same words, of every key");
	empty = translate(bare, NULL, "cy", &told, arena);
	is_int((long long)told.missing, (long long)texts, "without it all are missing");
	is_str(translate(bare, empty, "cy", &told, arena), empty,
	       "the empty file adds nothing");
	ok(!read_both(bare, empty, arena), "and does not make a form whole");
	arena_free(arena);
}

/* What translators get of a form with its side file. */
static const char *
welsh_of(const char *form, const char *side, struct arena *arena)
{
	struct translation told;

	return translate(form, side, "cy", &told, arena);
}

/* Whether a key stands in these lines, in a list or not. */
static bool
has_key(const char *lines, const char *key)
{
	size_t len = strlen(key);

	while (lines) {
		lines += strspn(lines, " -");
		if (!strncmp(lines, key, len) && lines[len] == ':')
			return true;
		lines = strchr(lines, '\n');
		lines = lines ? lines + 1 : NULL;
	}
	return false;
}

/* No key that takes a text may be left out of what translators get. */
static void
all_keys(void)
{
	struct arena *arena = arena_new(0);
	const char *form = file_text("tests/golden/form/cases/texts.form.yaml", arena);
	const char *welsh = file_text("tests/golden/form/cases/texts.cy.yaml", arena);
	struct translation told;
	const char *out = translate(form, welsh, "cy", &told, arena);
	const char *questions = strstr(out, "\nquestions:\n");

	is_int((long long)told.missing, 0, "the form with each kind of text is whole");
	for (size_t place = 0; place < KEYS__COUNT; place++)
		for (size_t i = 0; i < key_tables[place].count; i++) {
			const struct key_row *row = &key_tables[place].rows[i];
			bool note = str_same(row->name, "text");

			/* a group's label stands right behind its code */
			if (row->text && place != KEYS_GROUP)
				ok(has_key(place == KEYS_QUESTION && !note ? questions
									   : out,
					   row->name),
				   "%s, %s", key_tables[place].name, row->name);
		}
	arena_free(arena);
}

/* Half filled: what is there stays, what is not is counted. */
static void
half_filled(void)
{
	struct arena *arena = arena_new(0);
	const char *bare = without_welsh(file_text(KINDS, arena), arena);
	const char *half =
		"canvass: texts 1\nform: kinds\nlanguage: cy\ntitle: Pob math\n"
		"option lists:\n  levels:\n    0: Yr un\n    1:\n"
		"pages:\n  free:\n    notes:\n      - text: |\n"
		"          Un: dau.\n\n          Tri.\n";
	struct translation none, some;
	const char *out;

	(void)translate(bare, NULL, "cy", &none, arena);
	out = translate(bare, half, "cy", &some, arena);
	is_int((long long)(none.missing - some.missing), 3, "three texts are there");
	ok(strstr(out, "\ntitle: Pob math\n") != NULL, "one that stands alone");
	ok(strstr(out, "    0: Yr un\n") != NULL, "one of several labels");
	ok(strstr(out, "    1:\n") != NULL, "whose others are empty");
	ok(strstr(out, "      - text: |\n          Un: dau.\n\n          Tri.\n") != NULL,
	   "one of two paragraphs");
	is_str(translate(bare, out, "cy", &some, arena), out, "and again the same");
	arena_free(arena);
}

#define SMALL                                                                            \
	"canvass: form 1\nid: s\ntitle: S\nlanguages: [en, cy]\ntitle (cy): B\npages:\n" \
	"  - title: P\n    title (cy): P\n    questions:\n      - id: a\n"               \
	"        ask: A?\n        ask (cy): A?\n        type: short text\n"

/* Texts that YAML could read otherwise: written, and read back. */
static void
odd_texts(void)
{
	static const char *const texts[] = {
		"plain words", "it's \"quoted\"",
		"'",	       "\"",
		"a: b",	       "a:",
		"a #b",	       "#b",
		"- a",	       "-",
		"? a",	       "* a",
		"&a",	       "!a",
		"|",	       "> a",
		"%a",	       "@a",
		"`a`",	       "[a, b]",
		"{{ a }",      ", a",
		" a",	       "a ",
		"a  b",	       "\\n and \\",
		"a\tb",	       "\ta",
		"a\nb",	       "a\n\nb",
		" a\nb",       "\na",
		"a\n b\n  c",  "a \nb",
		"a\n  \nb",    "a\nb ",
		"a\n\tb",      "a: b\n# c\n- d",
		"---\na",      "a\n---\nb\n...",
		"yes",	       "~",
		"1",	       "ŵ",
		"a\xc2\xa0z",  "日本語",
		"'a'\n'b'",
	};
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct translation told;
		const struct form *form;
		const char *s, *form_text, *side;
		SCOPED(buf) quoted;

		buf_init(&quoted, 0);
		for (s = texts[i]; *s; s++) {
			if (*s == '\n' || *s == '\t') {
				buf_puts(&quoted, *s == '\n' ? "\\n" : "\\t");
				continue;
			}
			if (*s == '"' || *s == '\\')
				buf_putc(&quoted, '\\');
			buf_putc(&quoted, *s);
		}
		form_text =
			arena_printf(arena, SMALL "thanks: \"%s\"\nthanks (cy): \"%s\"\n",
				     quoted.data, quoted.data);
		side = translate(form_text, NULL, "cy", &told, arena);
		form = read_both(without_welsh(form_text, arena), side, arena);
		is_str(form ? text_in(&form->thanks, 1) : NULL, texts[i], "text %zu", i);
	}
	arena_free(arena);
}

static void
languages(void)
{
	struct arena *arena = arena_new(0);
	struct translation told;
	struct diags d;
	const char *out = translate(SMALL, NULL, "pl", &told, arena);
	SCOPED(buf) none;

	buf_init(&none, 0);
	ok(!told.declared, "a language that is not named yet");
	ok(strstr(out, "\nlanguage: pl\n") && strstr(out, "\nwords:\n") &&
		   strstr(out, "\n  continue:\n"),
	   "has our own words to be translated as well");
	ok(told.texts > 100 && told.missing == told.texts, "all are missing");
	ok(!strstr(translate(SMALL, NULL, "cy", &told, arena), "\nwords:"),
	   "the program speaks Welsh by itself");
	diags_init(&d, "x", SMALL, strlen(SMALL), arena);
	ok(!form_translate(SMALL, strlen(SMALL), NULL, 0, "en", &d, &none, &told) &&
		   d.errors == 1 && none.len == 0,
	   "the form's own language is refused");
	diags_init(&d, "x", "canvass: form 2\n", 16, arena);
	ok(!form_translate("canvass: form 2\n", 16, NULL, 0, "cy", &d, &none, &told) &&
		   d.errors == 1,
	   "and so is what is no form");
	arena_free(arena);
}

/* Words of ours that a translator filled in are kept, also wrong ones are never lost silently. */
static void
own_words(void)
{
	struct arena *arena = arena_new(0);
	const char *side = "canvass: texts 1\nform: s\nlanguage: pl\ntitle: M\n"
			   "words:\n  continue: Dalej\n";
	struct translation told, before;
	const char *out;

	(void)translate(SMALL, NULL, "pl", &before, arena);
	out = translate(SMALL, side, "pl", &told, arena);
	ok(strstr(out, "\n  continue: Dalej\n") != NULL, "one of our own words");
	is_int((long long)(before.missing - told.missing), 2, "is one less to do");
	arena_free(arena);
}

/* Whether each line of one stands in the other, in the same order. */
static bool
lines_kept(const char *one, const char *other)
{
	while (*one) {
		size_t len = strcspn(one, "\n");

		while (*other &&
		       (strcspn(other, "\n") != len || memcmp(one, other, len) != 0)) {
			other += strcspn(other, "\n");
			other += *other == '\n';
		}
		if (!*other)
			return len == 0;
		one += len + (one[len] == '\n');
		other += len + (other[len] == '\n');
	}
	return true;
}

/* The merged form, or NULL if there were errors; "" if it was not to be. */
static const char *
merge(const char *form, const char *side_text, const char *code, struct arena *arena)
{
	struct form_side side = { .file = "side", .text = side_text };
	struct translation told;
	struct diags d;
	bool good;
	SCOPED(buf) out;

	buf_init(&out, 0);
	side.len = strlen(side_text);
	diags_init(&d, "form", form, strlen(form), arena);
	good = form_merge(form, strlen(form), &side, 1, code, &d, &out, &told);
	return good ? arena_copy(arena, out.data ? out.data : "", out.len) : NULL;
}

/* As authors write them: comments behind, no line's end, block texts with lines below. */
static void
merging(void)
{
	struct arena *arena = arena_new(0);
	const char *welsh = file_text("tests/golden/form/cases/texts.cy.yaml", arena);
	const char *form = file_text("tests/golden/form/cases/texts.form.yaml", arena);
	const char *untidy =
		"canvass: form 1 # one\nid: s\ntitle: S # two\n"
		"languages: [en, cy]\npages:\n# three\n  - text: |\n      A\n\n"
		"      B\n\n    # four\n\n    title: 'it''s'\n    questions:\n"
		"    - type: choose one\n      options:\n          a: A # five\n\n"
		"          b: B\n\n      # six\n      id: a\n      ask: \"a\n"
		"         b\"";
	const char *side =
		"canvass: texts 1\nform: s\nlanguage: cy\ntitle: Y\npages:\n  a:\n"
		"    title: T\n    text: C\nquestions:\n  a:\n    ask: G?\n"
		"    options:\n      b: Bi\n      a: Ei\n";
	const char *out = merge(form, welsh, "cy", arena);
	struct translation told;

	if (!ok(out && *out, "every kind of text is put into its form"))
		return;
	ok(lines_kept(form, out), "which keeps its own lines");
	is_str(translate(out, NULL, "cy", &told, arena), welsh_of(form, welsh, arena),
	       "and has all the words");
	out = merge(untidy, side, "cy", arena);
	is_str(out,
	       "canvass: form 1 # one\nid: s\ntitle: S # two\ntitle (cy): Y\n"
	       "languages: [en, cy]\npages:\n# three\n  - text: |\n      A\n\n"
	       "      B\n    text (cy): C\n\n    # four\n\n    title: 'it''s'\n"
	       "    title (cy): T\n    questions:\n"
	       "    - type: choose one\n      options:\n          a: A # five\n\n"
	       "          b: B\n      options (cy):\n        a: Ei\n        b: Bi\n\n"
	       "      # six\n      id: a\n      ask: \"a\n"
	       "         b\"\n      ask (cy): G?\n",
	       "also where it is untidy");
	is_str(merge(untidy, "canvass: texts 1\nform: s\nlanguage: cy\ntitle: Y\n", "cy",
		     arena),
	       "", "not while texts are missing");
	is_str(merge(untidy, "canvass: texts 1\nform: s\nlanguage: pl\ntitle: Y\n", "pl",
		     arena),
	       "", "nor in a language that the form does not name");
	ok(!merge(untidy, "canvass: texts 1\nform: t\nlanguage: cy\n", "cy", arena),
	   "nor of another form");
	arena_free(arena);
}

/* Our own words in a language that the program does not speak. */
static void
merging_own(void)
{
	static const char *const owns[] = {
		"", "words:\n    back (pl): Wstecz # one\n\n    # two\nthanks: T\n"
	};
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(owns); i++) {
		const char *form = arena_printf(
			arena,
			"canvass: form 1\nid: s\ntitle: S\nlanguages: [en, pl]\n"
			"pages:\n  - title: P\n    questions:\n      - id: a\n"
			"        ask: A?\n        type: short text\n%s",
			owns[i]);
		const char *out;
		SCOPED(buf) side;

		buf_init(&side, 0);
		buf_printf(&side,
			   "canvass: texts 1\nform: s\nlanguage: pl\ntitle: M\n%s"
			   "pages:\n  a:\n    title: P\nquestions:\n  a:\n    ask: A?\n"
			   "words:\n",
			   i ? "thanks: D\n" : "");
		for (unsigned word = 0; word < WORD__FORM; word++) {
			buf_printf(&side, "  %s: ", word_rows[word].id);
			yaml_put(&side, 2, word_rows[word].en);
		}
		out = merge(form, arena_copy(arena, side.data, side.len), "pl", arena);
		ok(out && strstr(out, "  continue (pl): "), "our own words, form %zu", i);
		ok(out && lines_kept(form, out), "and the form's lines");
		ok(!out || !strstr(out, "back (pl): B") == (i > 0),
		   "a word that the form has already is not put there twice");
	}
	arena_free(arena);
}

/* The points of a pledge: as many lines, half filled too, and back into the form. */
static void
pledge_lines(void)
{
	struct arena *arena = arena_new(0);
	const char *form = "canvass: form 1\nid: s\ntitle: S\nlanguages: [en, cy]\n"
			   "poster:\n  pledge:\n    - One.\n    - \"Two: this.\"\n"
			   "  call: Tell us.\n"
			   "pages:\n  - title: P\n    questions:\n      - id: a\n"
			   "        ask: A?\n        type: short text\n";
	const char *half = "canvass: texts 1\nform: s\nlanguage: cy\n"
			   "poster:\n  pledge:\n    -\n    - Dau.\n";
	const char *more = "canvass: texts 1\nform: s\nlanguage: cy\n"
			   "poster:\n  pledge:\n    - Un.\n    - Dau.\n    - Tri.\n";
	const char *full = "canvass: texts 1\nform: s\nlanguage: cy\ntitle: T\n"
			   "poster:\n  call: D.\n  pledge:\n    - Un.\n    - 'Dau: hyn.'\n"
			   "pages:\n  a:\n    title: P\nquestions:\n  a:\n    ask: A?\n";
	struct translation none, some, other;
	struct diags d;
	struct form_side side = { .file = "side", .text = more, .len = strlen(more) };
	const char *out;
	SCOPED(buf) unheard = { 0 };

	buf_init(&unheard, 0);
	out = translate(form, NULL, "cy", &none, arena);
	ok(strstr(out, "  pledge:\n    # One.\n    -\n    # Two: this.\n    -\n") != NULL,
	   "an empty place for each point");
	out = translate(form, half, "cy", &some, arena);
	ok(strstr(out, "    # One.\n    -\n    # Two: this.\n    - Dau.\n") != NULL,
	   "one that is filled stays");
	is_int((long long)(none.missing - some.missing), 1, "and is one less to do");
	is_str(translate(form, out, "cy", &other, arena), out, "again the same");
	diags_init(&d, "form", form, strlen(form), arena);
	ok(!form_translate(form, strlen(form), &side, 1, "cy", &d, &unheard, &other) &&
		   str_same(d.items[0].code, "E093"),
	   "a point too many is told, and nothing of it lost");
	ok(read_both(form, full, arena) != NULL, "a whole file stands beside the form");
	out = merge(form, full, "cy", arena);
	ok(out && strstr(out, "    - \"Two: this.\"\n  pledge (cy):\n    - Un.\n"
			      "    - 'Dau: hyn.'\n  call: Tell us.\n  call (cy): D.\n"),
	   "and is put below the form's own points");
	ok(out && lines_kept(form, out), "whose lines stay");
	arena_free(arena);
}

/* Words of posters may stay empty: they are not among what is to be done. */
static void
poster_words(void)
{
	struct arena *arena = arena_new(0);
	const char *side = "canvass: texts 1\nform: s\nlanguage: pl\ntitle: M\n"
			   "words:\n  poster-how: Tutaj\n";
	struct translation told, before;
	const char *out;

	out = translate(SMALL, NULL, "pl", &before, arena);
	ok(strstr(out, "\n  poster-how:\n") != NULL, "there is a place for them");
	out = translate(SMALL, side, "pl", &told, arena);
	ok(strstr(out, "\n  poster-how: Tutaj\n") != NULL, "one that came stays");
	is_int((long long)(before.missing - told.missing), 1, "the title alone is less to do");
	is_str(translate(SMALL, out, "pl", &told, arena), out, "again the same");
	arena_free(arena);
}

int
main(void)
{
	pledge_lines();
	poster_words();
	merging();
	merging_own();
	every_key();
	all_keys();
	half_filled();
	odd_texts();
	languages();
	own_words();
	return tap_done();
}
