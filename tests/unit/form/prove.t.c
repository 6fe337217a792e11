/*
 * Proofs hold what they say, and no form, however it was made, keeps its reader for long.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/form/forms.h"

static const char *
with_condition(const char *condition, struct arena *arena)
{
	return arena_printf(
		arena,
		"%s\n  - title: Asked\n    show if: %s\n    questions:\n"
		"      - id: asked\n        ask: Asked?\n        type: short text\n",
		file_text("tests/unit/form/rules.yaml", arena), condition);
}

static void
proofs(void)
{
	static const struct {
		const char *condition, *codes;
	} cases[] = {
		{ "role is officer", "" },
		{ "role is officer and role is staff", "E055" },
		{ "role is not officer and not role is answered", "E055" },
		{ "role is answered or not role is answered", "W060" },
		{ "role is officer or role is not officer", "" }, /* silence is neither */
		{ "kinds includes nothing and kinds includes a", "E055" },
		{ "kinds includes all of a, b, c", "" },
		{ "kinds does not include a and kinds does not include b and "
		  "kinds does not include c and kinds does not include nothing",
		  "E055" },
		{ "level is more than 4", "E055" },
		{ "level is more than 2 and level is less than 3", "E055" },
		{ "times is less than 2 and times is at least 2", "E055" },
		{ "few is 3 and few is not 3", "E055" },
		{ "few is more than 9", "E055" },
		{ "order is care and order is speed", "E055" },
		{ "words is answered and words is not answered", "E055" },
		{ "number of tour is more than 3", "E055" },
		{ "number of tour is between 1 and 3", "" },
		{ "number of tour is at least 1 and role is officer", "E056" },
		{ "rank_held is long and role is staff", "E056" },
		{ "depth is deep and rank_held is short", "E056" },
		{ "depth is answered and not role is officer",
		  "E055" }, /* clash from afar */
		{ "not rank_held is answered and role is officer", "" },
		{ "rank_held is answered or role is not officer or not role is answered "
		  "or rank_held is not answered",
		  "W060" },
		{ "both and neither", "E055" },
		{ "both or neither", "W060" },
	};
	struct arena *arena = arena_new(0);
	size_t i;

	for (i = 0; i < ARRAY_LEN(cases); i++) {
		const char *text = with_condition(cases[i].condition, arena);

		is_str(codes_of(text, strlen(text), arena), cases[i].codes, "%s",
		       cases[i].condition);
	}
	arena_free(arena);
}

/* Conditions that build on each other in rows: every one names the one before many times. */
static void
chains(void)
{
	struct arena *arena = arena_new(0);
	SCOPED(buf) text = { 0 };
	uint64_t start = clock_ms(), taken;
	unsigned i, j;

	buf_puts(&text,
		 "canvass: form 1\nid: c\ntitle: C\nlanguages: [en]\nconditions:\n");
	for (i = 0; i < 40; i++) {
		buf_printf(&text, "  n%u: ", i);
		for (j = 0; j < 30; j++)
			buf_printf(&text, "%s%s%s", j ? " or " : "", j % 2 ? "not " : "",
				   i ? arena_printf(arena, "n%u", i - 1) : "q0 is x");
		buf_puts(&text, "\n");
	}
	buf_puts(&text, "pages:\n");
	for (i = 0; i < 60; i++) {
		buf_printf(&text, "  - title: P\n");
		if (i)
			buf_printf(&text,
				   "    show if: q%u is x and n39 or q%u is y and n38\n",
				   i - 1, i - 1);
		buf_printf(&text,
			   "    questions:\n      - id: q%u\n        ask: Q?\n"
			   "        type: choose one\n        options:\n          x: X\n"
			   "          y: Y\n",
			   i);
	}
	(void)codes_of(text.data, text.len, arena);
	taken = clock_ms() - start;
	ok(taken < 2000, "forty conditions that name each other took %u ms",
	   (unsigned)taken);
	arena_free(arena);
}

/* Two hundred conditions of thirty tests each that cannot be decided quickly. */
static void
hard(void)
{
	struct arena *arena = arena_new(0);
	SCOPED(buf) text = { 0 };
	uint64_t start, taken;
	unsigned i, j;

	buf_puts(&text, "canvass: form 1\nid: h\ntitle: H\nlanguages: [en]\npages:\n");
	for (i = 0; i < 60; i++) {
		buf_puts(&text, "  - title: P\n");
		if (i > 15) {
			buf_puts(&text, "    show if: ");
			for (j = 0; j < 15; j++)
				buf_printf(&text, "%s(q%u is x or q%u is y)",
					   j ? " and " : "", (i + j * 5) % 15,
					   (i + j * 7 + 1) % 15);
			buf_puts(&text, "\n");
		}
		buf_printf(&text,
			   "    questions:\n      - id: q%u\n        ask: Q?\n"
			   "        type: choose one\n        options:\n          x: X\n"
			   "          y: Y\n          z: Z\n",
			   i);
	}
	start = clock_ms();
	(void)codes_of(text.data, text.len, arena);
	taken = clock_ms() - start;
	ok(taken < 5000, "forty-four hard conditions took %u ms", (unsigned)taken);
	arena_free(arena);
}

int
main(void)
{
	proofs();
	chains();
	hard();
	return tap_done();
}
