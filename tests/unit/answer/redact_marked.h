/*
 * For tables of texts: a text as it looks with its marks of some classes taken out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_REDACT_MARKED_H
#define CANVASS_TEST_REDACT_MARKED_H

#include "answer/redact.h"

struct marked_case {
	const char *text, *want; /* want NULL: nothing is marked */
};

/* Bits of the classes that count: what else is marked stays. */
static inline void
check_marked(const struct marked_case *cases, size_t count, uint32_t classes)
{
	struct redact_options options = { 0 };
	struct err err = { 0 };
	struct redactor *r = redactor_new(&options, &err);
	struct arena *a = arena_new(1 << 24);

	for (size_t i = 0; i < count; i++) {
		const struct marked_case *c = &cases[i];
		struct redaction found, ours = { 0 };
		struct redact_span *spans;
		SCOPED(buf) out = { 0 };

		arena_clear(a);
		found = redact_text(r, c->text, strlen(c->text), a);
		spans = arena_array(a, struct redact_span, found.count + 1);
		for (size_t k = 0; k < found.count; k++)
			if (classes & 1u << found.spans[k].class)
				spans[ours.count++] = found.spans[k];
		ours.spans = spans;
		redaction_write(&ours, c->text, strlen(c->text), &out);
		is_str(out.data, c->want ? c->want : c->text, "%s", c->text);
	}
	arena_free(a);
	redactor_free(r);
}

#endif
