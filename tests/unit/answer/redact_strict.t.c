/*
 * The strict mode: braces stand around what is to be marked, and nothing else.  What the normal
 * mode leaves of the same words is counted, so that the two do not become one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"
#include "tests/tap.h"
#include "tests/unit/answer/redact_braced.h"

static const struct {
	const char *want; /* in strict mode */
	bool normal;	  /* the normal mode marks the same */
} cases[] = {
	/* capitals within a sentence */
	{ "We asked the {Cathedral} about it.", false },
	{ "They call it the {Bakery} and the {Kennel}.", false },
	{ "A {Ferret} ran by; the {Thistle} grew.", false },
	{ "It is {SMALL} but it matters.", false },
	{ "He is called {Z} here.", false },
	{ "The {Crown} pub is near. The Crown rests.", false },
	/* those that open a sentence, or stand in the glossary */
	{ "Bakery work is hard. Kennels too.", true },
	{ "I told HR, and I'm told that PSD and the Police Federation know.", true },
	{ "The Sergeant and the Inspector spoke to Occupational Health.", true },
	{ "On Monday I had Niche, PAVA and a Taser.", true },
	{ "We met on Friday, and swapped two Wednesday shifts.", true },
	{ "OK, so I said I was OK.", true },
	/* words that nobody knows */
	{ "Then the {blorft} was {frumious} again", false },
	{ "My {quonk}'s broken and the others don't care", false },
	{ "he'll say they've gone; we couldn't, can't, won't", true },
	/* what the normal mode finds stays found, and is marked once */
	{ "Sgt {Smith} rang {Kowalczyk}.", true },
	{ "{Smith, John} wrote.", true },
	/* all capitals: only what is not known */
	{ "NOBODY EVER LISTENS TO THE {BLORFT} OR THE OFFICERS HERE", false },
};

static void
braced(struct redactor *r, const struct buf *plain, struct arena *a, struct buf *out)
{
	struct redaction found = redact_text(r, plain->data, plain->len, a);

	braced_of(&found, plain->data, plain->len, out);
}

int
main(void)
{
	struct redact_options options = { .strict = true };
	struct err err;
	struct redactor *strict = redactor_new(&options, &err), *normal;
	struct arena *a = arena_new(0);

	options.strict = false;
	normal = redactor_new(&options, &err);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		SCOPED(buf) plain = { 0 };
		SCOPED(buf) got = { 0 };
		SCOPED(buf) less = { 0 };

		plain_of(cases[i].want, &plain);
		braced(strict, &plain, a, &got);
		is_str(got.data, cases[i].want, "%s", cases[i].want);
		braced(normal, &plain, a, &less);
		ok(!strcmp(less.data, cases[i].want) == cases[i].normal, "normally: %s",
		   less.data);
	}
	redactor_free(strict);
	redactor_free(normal);
	arena_free(a);
	return tap_done();
}
