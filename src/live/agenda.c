/*
 * The order of a room's steps, from its guide.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "live/live.h"

const struct step_row step_rows[STEP__COUNT] = {
	[STEP_OPENING] = { .name = "opening" },
	[STEP_WARM_UP] = { .name = "warm-up", .phones = true, .live = true },
	[STEP_WORDS] = { .name = "words", .phones = true, .live = true },
	[STEP_NOTES] = { .name = "notes", .phones = true },
	[STEP_VOTES] = { .name = "votes", .phones = true, .live = true },
	[STEP_SCORECARD] = { .name = "scorecard", .phones = true, .live = true },
	[STEP_TALK] = { .name = "talk" },
	[STEP_DOTS] = { .name = "dots", .phones = true, .live = true },
	[STEP_READ_BACK] = { .name = "read-back" },
	[STEP_CLOSING] = { .name = "closing" },
};

/* What phones do alone in a section, as a step: one row an activity of guides. */
static const struct {
	bool any;
	enum step_kind kind;
} alone[ACTIVITY__COUNT] = {
	[ACTIVITY_NOTHING] = { false, STEP_TALK },
	[ACTIVITY_WORDS] = { true, STEP_WORDS },
	[ACTIVITY_NOTES] = { true, STEP_NOTES },
	[ACTIVITY_VOTES] = { true, STEP_VOTES },
	[ACTIVITY_SCORECARD] = { true, STEP_SCORECARD },
};

static const struct text *
if_any(const struct text *t)
{
	return t->in[0] ? t : NULL;
}

static struct step *
step_add(struct agenda *a, enum step_kind kind, int section)
{
	struct step *s = &a->steps[a->count++];

	*s = (struct step){ .kind = kind, .number = a->count, .section = section };
	if (section >= 0)
		s->about = &a->guide->sections[section];
	return s;
}

static void
section_add(struct agenda *a, int index)
{
	const struct section *section = &a->guide->sections[index];
	unsigned from = 0;
	struct step *s;

	if (if_any(&section->warm_up)) {
		s = step_add(a, STEP_WARM_UP, index);
		s->ask = &section->warm_up;
		s->options = section->warm_up_options;
	}
	if (alone[section->phones].any) {
		s = step_add(a, alone[section->phones].kind, index);
		s->ask = &section->ask;
		s->hint = if_any(&section->hint);
		s->options = section->options;
		from = s->number;
	}
	s = step_add(a, STEP_TALK, index);
	s->ask = &section->ask;
	s->from = from;
	if (section->then) {
		s = step_add(a, STEP_DOTS, index);
		s->ask = &section->ask;
		s->dots = section->then;
		s->from = from;
	}
	if (section->read_back) {
		s = step_add(a, STEP_READ_BACK, index);
		s->from = from;
	}
}

void
agenda_make(struct agenda *out, const struct guide *guide)
{
	*out = (struct agenda){ .guide = guide };
	step_add(out, STEP_OPENING, -1);
	for (size_t i = 0; i < guide->section_count; i++)
		section_add(out, (int)i);
	step_add(out, STEP_CLOSING, -1);
}

const struct step *
agenda_step(const struct agenda *a, unsigned number)
{
	return number && number <= a->count ? &a->steps[number - 1] : NULL;
}

unsigned
agenda_minutes(const struct agenda *a, const struct step *s)
{
	if (s->about)
		return s->about->minutes;
	return s->kind == STEP_OPENING ? a->guide->opening.minutes
				       : a->guide->closing.minutes;
}

struct guide *
agenda_guide(const char *name, const char *guide, size_t guide_len, const char *form,
	     size_t form_len, struct arena *a, struct err *err)
{
	struct diags form_diags, diags;
	const struct form *parsed;
	struct guide *made = NULL;

	diags_init(&form_diags, name, form, form_len, a);
	diags_init(&diags, name, guide, guide_len, a);
	parsed = form_parse(form, form_len, &form_diags);
	if (parsed)
		made = guide_parse(guide, guide_len, parsed, &diags);
	if (!made)
		err_set(err, ERR_CONFIG,
			"the %s of %s, as it was frozen, is not read by this version: %s",
			parsed ? "guide" : "form", name,
			parsed && diags.count ? diags.items[0].message
			: form_diags.count    ? form_diags.items[0].message
					      : "damaged");
	return made;
}
