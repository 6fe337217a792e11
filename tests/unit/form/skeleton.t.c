/*
 * What `form new` writes: a form without a fault, with each kind of question in it, whatever was
 * said at the beginning.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "form/internal.h"
#include "tests/unit/form/forms.h"

/* "" if it passes without a word, else the codes of what is said; out: the form, or NULL. */
static const char *
check(const struct skeleton *s, const char *text, const struct form **out,
      struct arena *arena)
{
	SCOPED(buf) own = { 0 };
	struct diags *diags = arena_one(arena, struct diags);
	const struct form *form;
	const char *codes = "";

	if (!text) {
		form_skeleton(s, &own);
		text = arena_copy(arena, own.data, own.len);
	}
	diags_init(diags, "new.yaml", text, strlen(text), arena);
	form = form_parse_new(text, strlen(text), 0, diags);
	for (size_t i = 0; i < diags->count; i++) {
		if (!strstr(codes, diags->items[i].code))
			codes = arena_printf(arena, "%s%s%s", codes, *codes ? " " : "",
					     diags->items[i].code);
		if (getenv("VERBOSE"))
			note("%u: %s %s", diags->items[i].line, diags->items[i].code,
			     diags->items[i].message);
	}
	if (out)
		*out = form;
	return codes;
}

static void
whole(void)
{
	struct arena *arena = arena_new(0);
	const struct skeleton s = { .id = "trial" };
	const struct form *form = NULL;
	SCOPED(buf) text = { 0 };

	is_str(check(&s, NULL, &form, arena), "",
	       "nothing said: it passes without a word");
	is_str(form ? form->id : "", "trial", "with its id");
	form_skeleton(&s, &text);
	for (size_t i = 0; i < KIND_RULES; i++)
		ok(strstr(text.data,
			  arena_printf(arena, "type: %s\n", kind_rules[i].name)),
		   "it shows %s", kind_rules[i].name);
	ok(!strchr(text.data, '@'), "no hole is left");
	arena_free(arena);
}

/* Takes away each # that has no blank behind it, but for those of explanations. */
static const char *
uncommented(const char *text, struct arena *arena)
{
	char *out = arena_str(arena, text);
	size_t n = 0;
	bool begins = true;

	for (const char *p = text; *p; p++) {
		if (begins && *p == '#' && p[1] != ' ' && p[1] != '\n')
			continue;
		begins = *p == '\n' || (begins && *p == ' ');
		out[n++] = *p;
	}
	out[n] = '\0';
	return out;
}

/* What stands there as a comment is right as well. */
static void
comments(void)
{
	struct arena *arena = arena_new(0);
	const struct skeleton s = { .id = "trial" };
	const struct form *form = NULL;
	SCOPED(buf) text = { 0 };
	const char *all;

	form_skeleton(&s, &text);
	all = uncommented(text.data, arena);
	is_str(check(NULL, all, &form, arena), "",
	       "with all that may be wanted it passes too");
	ok(form && form_question(form, "latest") && form->opens >= 0 &&
		   form->quick_exit && form->expected && form->agree.in[0] &&
		   form->run_by.in[0],
	   "and has all of it");
	arena_free(arena);
}

static void
said(void)
{
	static const char *const titles[] = {
		"It's our \"survey\"",
		"What: a survey",
		"yes",
		"12",
		"{support}",
		"# 1",
		"A survey #2",
		"- dash",
		"*",
		"ends:",
		"Arolwg staff ô",
		"'quoted'",
	};
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
		const struct skeleton s = { .id = "a",
					    .title = titles[i],
					    .run_by = titles[i],
					    .read_by = titles[i] };
		const struct form *form = NULL;
		const char *want = titles[i];

		is_str(check(&s, NULL, &form, arena), "", "title: %s", titles[i]);
		if (*want == '{') /* {{ is a brace */
			want = "{{support}";
		is_str(form ? form->title.in[0] : NULL, want,
		       "stands there as it was said");
		is_str(form ? form->read_by.in[0] : NULL, want, "and so does who reads");
	}
	arena_free(arena);
}

static void
people(void)
{
	static const struct {
		unsigned expected;
		const char *codes;
		unsigned breaks;
	} cases[] = {
		{ 30, "W073", 0 }, { 89, "W073", 0 }, { 90, "", 0 },
		{ 119, "", 0 },	   { 120, "", 1 },    { 5000, "", 1 },
	};
	struct arena *arena = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct skeleton s = { .id = "a", .expected = cases[i].expected };
		const struct form *form = NULL;

		is_str(check(&s, NULL, &form, arena), cases[i].codes, "%u people",
		       cases[i].expected);
		is_int(form ? (long long)form->privacy.break_count : -1, cases[i].breaks,
		       "with as many break-downs as they allow");
	}
	arena_free(arena);
}

static void
languages(void)
{
	struct arena *arena = arena_new(0);
	const struct skeleton welsh = { .id = "a",
					.languages = { "cy" },
					.language_count = 1 };
	const struct skeleton polish = { .id = "a",
					 .languages = { "pl" },
					 .language_count = 1 };
	const struct skeleton two = { .id = "a",
				      .languages = { "en", "cy" },
				      .language_count = 2 };
	const struct form *form = NULL;

	is_str(check(&welsh, NULL, &form, arena), "", "Welsh alone passes as it is");
	is_str(form ? form->languages[0] : "", "cy", "and is Welsh");
	is_str(check(&polish, NULL, NULL, arena), "E094",
	       "of one that the program does not speak only its own words are missing");
	is_str(check(&two, NULL, NULL, arena), "E090",
	       "of a second language all that is said is that texts are missing");
	arena_free(arena);
}

int
main(void)
{
	whole();
	comments();
	said();
	people();
	languages();
	return tap_done();
}
