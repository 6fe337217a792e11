/*
 * What a reader must know to read a release rightly, in plain words.  docs/summary.md
 * says the same at more length.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/internal.h"

static void
add_note(struct summary *s, const char *note)
{
	if (s->note_count == ARRAY_LEN(s->notes))
		die("summary: more than %zu notes", ARRAY_LEN(s->notes));
	s->notes[s->note_count++] = note;
}

/* What must be read before any number. */
static void
warn_first(struct summary *s, struct arena *a)
{
	if (s->draft)
		add_note(s, "A draft. It is no release and may not be passed on.");
	if (s->invented)
		add_note(s,
			 "The answers are invented. A program made them up to try things "
			 "out. They "
			 "say nothing about any force.");
	if (s->unconfirmed)
		add_note(s, "This is a rehearsal. The survey was opened before each key "
			    "holder had "
			    "confirmed the key.");
	if (s->responses < 0)
		add_note(s,
			 arena_printf(
				 a,
				 "Fewer than %u responses can be counted so far, so no "
				 "number is shown.",
				 s->policy.whole));
}

static bool
some_held(const struct summary *s)
{
	for (size_t t = 0; t < s->table_count; t++)
		if (s->tables[t].held)
			return true;
	return s->responses_held > 0;
}

static void
add_hidden_notes(struct summary *s, struct arena *a)
{
	unsigned t = s->policy.threshold;

	add_note(s,
		 arena_printf(
			 a,
			 "[c] stands where a number is hidden to protect people. It is "
			 "somewhere from 0 to %u; it may be 0. Where people could choose "
			 "several answers, "
			 "[c] also stands where only 0 to %u of them left an answer out.",
			 t - 1, t - 1));
	add_note(
		s,
		"Sometimes a hidden number could be worked out from the numbers beside it, "
		"from another table or from an earlier release. More is then left out than "
		"the small number alone: answers or groups are put together, or only the "
		"number of people who answered is left.");
	add_note(s,
		 arena_printf(
			 a,
			 "Where fewer than %u answered a question, nothing about it is "
			 "shown. Where fewer than %u of a group did, the whole group is "
			 "hidden, or counted with another as the form declares.",
			 s->policy.base, s->policy.base));
	if (!some_held(s))
		return;
	add_note(
		s,
		arena_printf(
			a,
			"\"As in release 1\" stands where fewer than %u answers have come "
			"since. The numbers of then are printed again, unchanged. "
			"Otherwise the difference would tell about those few.",
			s->policy.increment));
}

static void
add_number_notes(struct summary *s, struct arena *a)
{
	unsigned b = s->policy.rounding;

	add_note(
		s,
		arena_printf(
			a,
			"Every number is rounded to the nearest %u, because exact numbers "
			"can be taken from each other until one person is left. So "
			"numbers may not add up.",
			b));
	add_note(s,
		 "Percentages are worked out from the rounded numbers and rounded to the "
		 "nearest 5. "
		 "10 % means 10 % or less, and 90 % means 90 % or more.");
	add_note(
		s,
		arena_printf(
			a,
			"[u] stands beside a number that is less reliable: fewer than %u "
			"answered, after rounding.",
			s->policy.whole));
	add_note(
		s,
		"The range beside a percentage shows how far chance alone may have moved "
		"it: 95 in "
		"100 such ranges hold the true share. It says nothing about who chose to "
		"answer.");
}

/* What was taken out of the quotes, by class: it can be counted in them anyway. */
static const char *
taken_out(const struct summary *s, const struct theme_quotes *quotes, struct arena *a)
{
	const char *words = "", *between = "";
	uint32_t count;

	for (size_t c = 0; c < REDACT__COUNT; c++) {
		count = 0;
		for (size_t t = 0; t < s->theme_count; t++)
			if (s->themes[t].quote_count)
				count += quotes[t].classes[c];
		if (!count)
			continue;
		words = arena_printf(a, "%s%s%s %u", words, between,
				     redact_label((enum redact_class)c), count);
		between = ", ";
	}
	return words;
}

static bool
some_theme(const struct summary *s, enum marker marker)
{
	for (size_t t = 0; t < s->theme_count; t++)
		if (s->themes[t].marker == marker)
			return true;
	return false;
}

/* Numbers of comments, and why there are none. */
static void
add_theme_notes(struct summary *s)
{
	bool coded = s->coding && s->coding->any, told = false, fair = false;

	for (size_t t = 0; t < s->theme_count; t++) {
		told |= s->themes[t].n >= 0;
		fair |= coded && s->themes[t].n >= 0 &&
			s->coding->themes[t].band == AGREE_FAIR;
	}
	if (told)
		add_note(
			s,
			"A theme's strength is the share of those who commented whose words "
			"carry it. People decided that for each comment, and two of them sorted "
			"the same sample, each without seeing what the other did.");
	if (fair)
		add_note(
			s,
			"[u] also stands beside a theme on which these two agree less, or that "
			"few comments carry.");
	if (coded && some_theme(s, MARK_X))
		add_note(
			s,
			"[x] stands where something is not available: not all comments about "
			"the theme have been sorted yet, or those who sorted them agree too "
			"little. Nobody is quoted in such a theme.");
}

static void
add_quote_notes(struct summary *s, const struct theme_quotes *quotes, struct arena *a)
{
	bool coded = s->coding && s->coding->any;
	const char *taken;

	add_theme_notes(s);
	if (!coded && !s->quote_count)
		add_note(s, "[x] stands where something is not available yet. Comments "
			    "have not been read and sorted, so themes have no strength, "
			    "and nobody's own words are in this release.");
	else if (!coded)
		add_note(s,
			 "[x] stands where something is not available yet. Comments have "
			 "not been sorted, so themes have no strength.");
	if (!s->quote_count)
		return;
	taken = taken_out(s, quotes, a);
	add_note(
		s,
		arena_printf(
			a,
			"Quotes are people's own words. Two people of those who read the "
			"answers passed each of them. A word in square brackets stands "
			"where a name, a place or a number was taken out%s%s. Each "
			"person is quoted once in a theme at most; the order is that "
			"of the alphabet.",
			taken[0] ? ": " : "", taken));
}

void
notes_write(struct summary *s, const struct theme_quotes *quotes, struct arena *a)
{
	warn_first(s, a);
	add_note(
		s,
		"These are numbers of responses, not of people. A poster cannot stop one "
		"person "
		"from answering twice, and not everybody answers.");
	add_hidden_notes(s, a);
	add_number_notes(s, a);
	add_quote_notes(s, quotes, a);
	add_note(s,
		 "Only closed batches are counted. A batch is closed once it holds ten "
		 "responses or "
		 "more and its day is over, or when the survey closes.");
	if (!s->draft)
		add_note(s, arena_printf(a, "Released by %s.", s->released_by));
}
