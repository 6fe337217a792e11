/*
 * Any bytes as a guide: they are read or refused with a reason, with the form that they name
 * and without it; and what was read can be shown and keeps the rules that rooms rely on.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "form/guide.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Under the ids that the seeds name. */
static const char form_text[] =
	"canvass: form 1\nid: %s\ntitle: A form\ntitle (cy): Ffurflen\n"
	"languages: [en, cy]\nthemes:\n  feedback: F\n  feedback (cy): A\n  justice: J\n"
	"  justice (cy): C\n  aftercare: A\n  aftercare (cy): O\n  awareness: W\n"
	"  awareness (cy): Y\n  leadership: L\n  leadership (cy): Ar\n  work: Wo\n"
	"  work (cy): G\n  rest: R\n  rest (cy): Go\noption lists:\n  yes_no:\n    yes: Yes\n"
	"    no: No\n  yes_no (cy):\n    yes: Oes\n    no: Nac oes\n  agreement:\n    1: No\n"
	"    2: Yes\n  agreement (cy):\n    1: Na\n    2: Ie\n  steps:\n    1: No\n    2: Yes\n"
	"  steps (cy):\n    1: Na\n    2: Ie\npages:\n  - title: T\n    title (cy): T\n"
	"    questions:\n      - type: note\n        text: N\n        text (cy): N\n";

static void
promise(bool kept, const char *what)
{
	if (!kept)
		die("broken promise: %s", what);
}

static const struct form *
form_made(const char *id)
{
	static struct arena *kept;
	struct diags diags;
	const struct form *form;
	const char *text;

	if (!kept)
		kept = arena_new(0);
	/* the only hole in it is the id */
	text = arena_printf(kept, "%.*s%s%s", (int)(strchr(form_text, '%') - form_text),
			    form_text, id, strchr(form_text, '%') + 2);
	diags_init(&diags, "form.yaml", text, strlen(text), kept);
	form = form_parse(text, strlen(text), &diags);
	promise(form, "the target's own form is right");
	return form;
}

static void
section_kept(const struct guide *guide, const struct section *s)
{
	const struct activity_kind *kind = &activities[s->phones];

	promise(s->theme >= 0 && (size_t)s->theme < guide->form->theme_count, "a theme");
	promise(s->phones < ACTIVITY__COUNT && text_in(&s->ask, 0)[0],
		"something is asked");
	promise(kind->options == (s->options != NULL), "options where they belong");
	promise(kind->statements == (s->statement_count > 0) &&
			s->statement_count <= GUIDE_STATEMENTS,
		"statements where they belong");
	promise(!s->then || (kind->then && s->then <= 5), "votes after words");
	promise(s->probe_count <= GUIDE_PROBES, "probes fit");
}

static void
guide_kept(const struct guide *guide, struct buf *out)
{
	unsigned minutes = guide->opening.minutes + guide->closing.minutes;

	promise(guide->smallest_room >= 4 && guide->show_from >= 3 &&
			guide->show_from <= guide->smallest_room,
		"rooms are never too small");
	for (size_t i = 0; i < guide->section_count; i++) {
		minutes += guide->sections[i].minutes;
		section_kept(guide, &guide->sections[i]);
	}
	promise(minutes == guide->lasts, "the minutes add up");
	guide_show(guide, (unsigned)guide->language_count - 1, out);
}

static void
run(const uint8_t *data, size_t len, const struct form *form)
{
	struct arena *a = arena_new(0);
	struct diags diags;
	const struct guide *guide;
	SCOPED(buf) out;

	buf_init(&out, 1 << 22);
	diags_init(&diags, "guide.yaml", (const char *)data, len, a);
	guide = guide_parse((const char *)data, len, form, &diags);
	promise((guide == NULL) == (diags.errors > 0), "a guide, or errors");
	promise(!guide || form, "no guide without a form");
	for (size_t i = 0; i < diags.count; i++)
		promise(diags.items[i].line && diags.items[i].col && diags.items[i].width,
			"a place");
	diags_print(&diags, &out);
	diags_json(&diags, &out);
	if (guide) {
		promise(guide_is((const char *)data, len), "a guide says that it is one");
		guide_kept(guide, &out);
	}
	arena_free(a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const struct form *forms[2];
	struct arena *a = arena_new(0);
	const char *id;

	if (!forms[0]) {
		forms[0] = form_made("hampshire");
		forms[1] = form_made("pair");
	}
	id = guide_form((const char *)data, len, a);
	promise(!id || !strpbrk(id, "./\\"), "a form's id is no path");
	run(data, len, NULL);
	run(data, len, forms[id && str_same(id, "pair")]);
	arena_free(a);
	return 0;
}
