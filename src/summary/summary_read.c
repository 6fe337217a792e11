/*
 * A published summary.json, back into what it was written from.  It may come from anywhere, so
 * nothing of it is believed: a member that is unknown, of another type or too large is told, and so
 * are numbers that contradict each other.  Files of earlier versions lack members that came later:
 * what they do not say stays unknown.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary_take.h"

enum { NOTES_MOST = 40 };

static void
read_policy(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *from = t->bad ? NULL : json_get(top, "policy");
	struct policy *p = &s->policy, good;
	struct err why = { .code = ERR_NONE };

	if (!from)
		part_wrong(t, "\"policy\" is missing");
	if (t->bad)
		return;
	t->where = "policy";
	PART_KNOWN(t, from, "threshold", "rounding", "base", "whole", "increment",
		   "strict", "rehearsal");
	p->threshold = part_count(t, from, "threshold");
	p->rounding = part_count(t, from, "rounding");
	p->base = part_count(t, from, "base");
	p->whole = part_count(t, from, "whole");
	p->increment = part_count(t, from, "increment");
	p->strict = part_bool(t, from, "strict", true);
	p->rehearsal = part_bool(t, from, "rehearsal", true);
	good = *p;
	good.rehearsal |= s->unconfirmed;
	if (!t->bad && !policy_good(&good, &why))
		part_wrong(t, "%s", why.text);
	if (!t->bad)
		t->where = "";
}

static void
read_form(struct take *t, const struct json *top, struct summary *s)
{
	const struct json *from = t->bad ? NULL : json_get(top, "form");

	if (!from)
		part_wrong(t, "\"form\" is missing");
	if (t->bad)
		return;
	t->where = "form";
	PART_KNOWN(t, from, "id", "hash", "title");
	s->form_id = part_name(t, from, "id");
	s->form_hash = part_name(t, from, "hash");
	s->form_title = part_text(t, from, "title");
	if (!t->bad)
		t->where = "";
}

static void
read_head(struct take *t, const struct json *top, struct summary *s)
{
	int expected, day;

	s->survey = part_name(t, top, "survey");
	read_form(t, top, s);
	s->wave = part_name(t, top, "wave");
	s->language = part_text_or(t, top, "language", "en");
	s->invented = part_bool(t, top, "invented", false);
	s->unconfirmed = part_bool(t, top, "unconfirmed", false);
	s->draft = part_bool(t, top, "draft", true);
	s->run_by = part_text_or(t, top, "run_by", "");
	s->read_by = part_text_or(t, top, "read_by", "");
	s->release =
		t->bad || !json_get(top, "release") ? 1 : part_count(t, top, "release");
	read_policy(t, top, s);
	s->responses = part_number(t, top, "responses", false);
	if (!t->bad && json_get(top, "responses_held"))
		s->responses_held = part_count(t, top, "responses_held");
	expected = part_number(t, top, "expected", true);
	s->expected = expected > 0 ? (unsigned)expected : 0;
	s->batches = part_count(t, top, "batches");
	s->released = part_text(t, top, "released");
	if (!t->bad && !day_parse(s->released, &day))
		part_wrong(t, "\"released\" is no day, such as 2026-12-01");
	if (!t->bad &&
	    (!s->release || (s->responses_held && s->responses_held >= s->release)))
		part_wrong(
			t,
			"\"release\" or \"responses_held\" is no release that there is");
}

static void
read_notes(struct take *t, const struct json *top, struct summary *s)
{
	const char *const *notes = part_texts(t, top, "notes", false, &s->note_count);

	if (s->note_count > NOTES_MOST)
		part_wrong(t, "\"notes\" has %zu entries; at most %d", s->note_count,
			   NOTES_MOST);
	for (size_t i = 0; i < s->note_count && !t->bad; i++)
		s->notes[i] = notes[i];
}

/* Whether it is a summary at all, and of a version that is known. */
static bool
is_summary(const struct json *top, struct err *err)
{
	const struct json *says = top->type == JSON_MAP ? json_get(top, "canvass") : NULL;

	if (!says || says->type != JSON_STRING_)
		return err_set(err, ERR_INPUT,
			       "this is no summary.json that canvass wrote: it has no "
			       "\"canvass\": \"summary 1\"");
	if (str_same(says->text, "summary 1"))
		return true;
	if (str_starts(says->text, "summary "))
		return err_set(
			err, ERR_INPUT,
			"it is of a version that is not known here, \"%s\": another "
			"version of canvass wrote it",
			NAME(says->text));
	return err_set(err, ERR_INPUT, "this is no summary.json: it says \"%s\"",
		       NAME(says->text));
}

struct summary *
summary_read(const char *text, size_t len, struct arena *a, struct err *err)
{
	struct summary *s = arena_one(a, struct summary);
	struct take t = { .a = a, .err = err, .where = "" };
	const struct json *top = json_parse(text, len, a, err);

	if (!top || !is_summary(top, err))
		return NULL;
	PART_KNOWN(&t, top, "canvass", "survey", "form", "wave", "language", "invented",
		   "unconfirmed", "release", "draft", "run_by", "read_by", "released_by",
		   "policy", "responses", "responses_held", "expected", "batches",
		   "released", "headlines", "coverage", "tables", "themes", "scorecard",
		   "waves", "opportunities", "you_said_we_did", "plan", "agreement",
		   "found", "notes");
	read_head(&t, top, s);
	read_themes(&t, top, s);
	read_tables(&t, top, s);
	read_theme_tables(&t, top, s);
	read_scorecard(&t, top, s);
	read_words(&t, top, s);
	read_notes(&t, top, s);
	if (!t.bad)
		check_numbers(&t, s);
	if (!t.bad)
		check_ranges(&t, top, s);
	read_coverage(&t, top, s);
	/* earlier waves have files of their own: what this one repeats of them is not believed */
	(void)part_list(&t, top, "waves", READ_LINES_MOST, true);
	return t.bad ? NULL : s;
}
