/*
 * Every key of the form language, place by place: what the reader accepts, what editors are told
 * of it (schema.c), and one sentence for authors.  A new key is a row here; the reader of its
 * place then takes its value.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/internal.h"

static const struct key_row file_rows[] = {
	{ .name = "canvass",
	  .shape = "form-1",
	  .needed = 1,
	  .help = "Says what this file is; always the first line: form 1." },
	{ .name = "id",
	  .shape = "form-id",
	  .needed = 1,
	  .help = "Small letters, digits and hyphens; never changes, so that waves can be "
		  "compared." },
	{ .name = "title",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "What the survey is called; at most 60 characters." },
	{ .name = "run by",
	  .text = true,
	  .shape = "text",
	  .help = "Who asks; at most 60 characters." },
	{ .name = "read by",
	  .text = true,
	  .shape = "text",
	  .help = "Who reads the answers; at most 60 characters." },
	{ .name = "languages",
	  .shape = "languages",
	  .needed = 1,
	  .help = "Codes of two letters; the first is the default." },
	{ .name = "expected", .shape = "number", .help = "How many people are invited." },
	{ .name = "opens",
	  .shape = "day",
	  .help = "The first day, such as 2026-12-01; before it the door shows a closed page." },
	{ .name = "closes",
	  .shape = "day",
	  .help = "The last day; after it the door shows a closed page." },
	{ .name = "quick exit",
	  .shape = "yes-or-no",
	  .help = "Whether each page has a button that leaves it at once; no by default." },
	{ .name = "save for later",
	  .shape = "yes-or-no",
	  .help = "Whether people may save what they have answered; yes by default." },
	{ .name = "check answers",
	  .shape = "yes-or-no",
	  .help = "Whether all answers are shown before they are sent; no only for forms of one "
		  "page." },
	{ .name = "privacy",
	  .shape = "privacy",
	  .help = "The smallest group, the crosses there will be, and what redaction does." },
	{ .name = "themes",
	  .shape = "themes",
	  .help = "Ids with their titles: the first codebook." },
	{ .name = "theme words",
	  .shape = "theme-words",
	  .help = "For a theme, the words that suggest it." },
	{ .name = "consent",
	  .shape = "consent",
	  .help = "What people read before the first question." },
	{ .name = "support",
	  .shape = "contacts",
	  .help = "Where people can turn to; on every page and at the end." },
	{ .name = "poster",
	  .shape = "poster",
	  .help = "What posters say, where it is not the program's own wording." },
	{ .name = "option lists",
	  .shape = "option-lists",
	  .help = "Options with a name, for several questions." },
	{ .name = "conditions",
	  .shape = "conditions",
	  .help = "Conditions with a name." },
	{ .name = "scores",
	  .shape = "scores",
	  .help = "Several answers worked out to one number, of which the band is kept." },
	{ .name = "scorecard",
	  .shape = "ids",
	  .help = "Questions and scores that the report shows as one table." },
	{ .name = "pages",
	  .shape = "pages",
	  .needed = 1,
	  .help = "The pages, in the order in which they are met; at most 60." },
	{ .name = "thanks",
	  .text = true,
	  .shape = "text",
	  .help = "Shown once the answer is stored; Markdown." },
	{ .name = "words",
	  .shape = "words",
	  .help = "The program's own words, in a language that it does not speak." },
};

static const struct key_row consent_rows[] = {
	{ .name = "text",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "What people agree to; Markdown, at most 3,000 characters." },
	{ .name = "agree",
	  .text = true,
	  .shape = "text",
	  .help = "The words of a button, which makes the consent a page of its own." },
};

static const struct key_row contact_rows[] = {
	{ .name = "name",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "Whom to turn to; at most 80 characters." },
	{ .name = "contact",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "How to reach them; at most 120 characters." },
};

static const struct key_row page_rows[] = {
	{ .name = "title",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "The page's heading; at most 80 characters." },
	{ .name = "text",
	  .text = true,
	  .shape = "text",
	  .help = "Words above the questions; Markdown." },
	{ .name = "why", .text = true, .shape = "text", .help = "Why we ask this." },
	{ .name = "show if",
	  .shape = "condition",
	  .help = "Whom the page is for; it tests earlier questions only." },
	{ .name = "theme",
	  .shape = "id",
	  .help = "The theme under which its questions are reported." },
	{ .name = "themes",
	  .shape = "ids",
	  .help = "Themes into which comments on this page may be sorted." },
	{ .name = "or",
	  .text = true,
	  .shape = "text",
	  .help = "For all its questions: the words of those who prefer not to say." },
	{ .name = "for each",
	  .shape = "for-each",
	  .help = "Makes the page one of a loop: a name and the most turns, up to 5." },
	{ .name = "another",
	  .text = true,
	  .shape = "text",
	  .help = "Asked before each turn of the loop; on its first page." },
	{ .name = "questions",
	  .shape = "questions",
	  .needed = 1,
	  .help = "One question; one and its follow-up; or two or three facts about one event." },
};

enum {
	ONE = 1u << KIND_CHOOSE_ONE,
	ANY = 1u << KIND_CHOOSE_ANY,
	SCALE = 1u << KIND_SCALE,
	NUMBER = 1u << KIND_NUMBER,
	MONTH = 1u << KIND_MONTH,
	RANK = 1u << KIND_RANK,
	SHORT = 1u << KIND_SHORT_TEXT,
	LONG = 1u << KIND_LONG_TEXT,
	NOTE = 1u << KIND_NOTE,
	STATEMENTS = 1u << KIND_STATEMENTS,
	CLOSED = ONE | ANY | SCALE | NUMBER | MONTH | RANK | STATEMENTS,
	ALL = CLOSED | SHORT | LONG | NOTE,
	OPTIONS = ONE | ANY | SCALE | RANK | STATEMENTS,
	WITH_ID = ALL & ~(STATEMENTS | NOTE),
};

static const struct key_row question_rows[] = {
	{ .name = "id",
	  .kinds = WITH_ID,
	  .needed = WITH_ID,
	  .shape = "id",
	  .help = "Small letters, digits and _; keeps its meaning for ever." },
	{ .name = "ask",
	  .text = true,
	  .kinds = ALL,
	  .needed = ALL & ~NOTE,
	  .shape = "text",
	  .help = "The question, in one sentence of at most 200 characters." },
	{ .name = "hint",
	  .text = true,
	  .kinds = ALL,
	  .shape = "text",
	  .help = "One sentence of help without a link; at most 120 characters." },
	{ .name = "help",
	  .text = true,
	  .kinds = ALL,
	  .shape = "text",
	  .help = "Longer help behind a button; Markdown." },
	{ .name = "why",
	  .text = true,
	  .kinds = ALL,
	  .shape = "text",
	  .help = "Why we ask this." },
	{ .name = "type",
	  .kinds = ALL,
	  .needed = ALL,
	  .shape = "type",
	  .help = "What kind of question it is." },
	{ .name = "options",
	  .text = true,
	  .kinds = OPTIONS,
	  .needed = OPTIONS,
	  .shape = "options",
	  .help = "Codes with their labels, in the order shown; or an option list's name." },
	{ .name = "or",
	  .text = true,
	  .kinds = ONE | ANY | SCALE | NUMBER | MONTH,
	  .shape = "text",
	  .help = "The words of those who prefer not to say; counts as no answer." },
	{ .name = "other",
	  .text = true,
	  .kinds = ONE | ANY,
	  .shape = "text",
	  .help = "The label of a last option with 80 characters to write in." },
	{ .name = "only on its own",
	  .kinds = ANY,
	  .shape = "codes",
	  .help = "Codes that exclude all the rest." },
	{ .name = "at least",
	  .kinds = ANY | RANK,
	  .shape = "number",
	  .help = "How many must be chosen." },
	{ .name = "at most",
	  .kinds = ANY | RANK,
	  .shape = "number",
	  .help = "How many may be chosen." },
	{ .name = "between",
	  .kinds = NUMBER,
	  .shape = "between",
	  .help = "The least and the greatest that may be said, as [1, 99]." },
	{ .name = "unit",
	  .text = true,
	  .kinds = NUMBER,
	  .shape = "text",
	  .help = "A word behind the box." },
	{ .name = "last",
	  .kinds = MONTH,
	  .shape = "months",
	  .help = "How far back it may be, as 24 months." },
	{ .name = "store as",
	  .kinds = NUMBER | MONTH,
	  .shape = "store-as",
	  .help = "All that is stored: bands, as [0, 1, 2-5, 6+]; or quarter, half year, year." },
	{ .name = "up to",
	  .kinds = SHORT | LONG,
	  .shape = "characters",
	  .help = "How long the text may be, as 1500 characters." },
	{ .name = "required",
	  .kinds = ONE | ANY | SCALE | NUMBER,
	  .shape = "yes-or-no",
	  .help = "Whether something must be chosen; only beside or." },
	{ .name = "message",
	  .text = true,
	  .kinds = ONE | ANY | SCALE | NUMBER,
	  .shape = "text",
	  .help = "The error's words where it is required." },
	{ .name = "show if",
	  .kinds = ALL,
	  .shape = "condition",
	  .help = "Whom the question is for; it tests earlier questions only." },
	{ .name = "theme",
	  .kinds = ALL,
	  .shape = "id",
	  .help = "The theme under which it is reported." },
	{ .name = "themes",
	  .kinds = ALL,
	  .shape = "ids",
	  .help = "Themes into which its comments may be sorted." },
	{ .name = "break down",
	  .kinds = CLOSED,
	  .shape = "yes-or-no",
	  .help = "no: it is reported alone and never crossed." },
	{ .name = "statements",
	  .text = true,
	  .kinds = STATEMENTS,
	  .needed = STATEMENTS,
	  .shape = "statements",
	  .help = "Ids with sentences, at most ten; each is a question of its own." },
	{ .name = "text",
	  .text = true,
	  .kinds = NOTE,
	  .needed = NOTE,
	  .shape = "text",
	  .help = "The note; Markdown." },
};

static const struct key_row condition_rows[] = {
	{ .name = "when",
	  .shape = "condition",
	  .needed = 1,
	  .help = "The condition itself." },
	{ .name = "label",
	  .text = true,
	  .shape = "text",
	  .help = "What the group is called for which it holds." },
	{ .name = "otherwise",
	  .text = true,
	  .shape = "text",
	  .help = "What the other group is called." },
};

static const struct key_row score_rows[] = {
	{ .name = "title",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "What the report calls it." },
	{ .name = "from",
	  .shape = "ids",
	  .needed = 1,
	  .help = "The questions it is worked out from." },
	{ .name = "points",
	  .shape = "points",
	  .help = "Codes with their points; a scale's codes are its points." },
	{ .name = "average",
	  .shape = "answered",
	  .help = "Average the points if so many were answered, as at least 4 answered." },
	{ .name = "add up",
	  .shape = "answered",
	  .help = "Add up the points if so many were answered." },
	{ .name = "store as",
	  .shape = "bands",
	  .needed = 1,
	  .help = "The bands; only they are kept." },
	{ .name = "theme",
	  .shape = "id",
	  .help = "The theme under which it is reported." },
};

static const struct key_row privacy_rows[] = {
	{ .name = "smallest group",
	  .shape = "number",
	  .help = "No number about fewer people is ever shown; 10 by default, never under 5." },
	{ .name = "break down by",
	  .shape = "break-down-by",
	  .help = "The only crosses there will be: closed questions, conditions with labels, "
		  "place; or none." },
	{ .name = "fallback groups",
	  .shape = "groups",
	  .help = "Codes put together where their groups would be too small." },
	{ .name = "merges",
	  .shape = "groups",
	  .help = "Codes put together in tables that would otherwise not be shown." },
	{ .name = "ladder",
	  .shape = "ladder",
	  .help = "Which coarser tables may be tried, in this order." },
	{ .name = "strict",
	  .shape = "yes-or-no",
	  .help = "yes: a table with a hidden cell is never used." },
	{ .name = "when found",
	  .shape = "when-found",
	  .help = "What happens when words may tell who somebody is: ask again, or refuse." },
	{ .name = "warning",
	  .text = true,
	  .shape = "text",
	  .help = "The words to the writer then." },
	{ .name = "own patterns",
	  .shape = "own-patterns",
	  .help = "Labels of redaction with PCRE2 patterns, added to its own." },
	{ .name = "keep answers for",
	  .shape = "months",
	  .help = "After that the answers' file is deleted whole, as 24 months." },
};

static const struct key_row group_rows[] = {
	{ .name = "label",
	  .text = true,
	  .shape = "text",
	  .needed = 1,
	  .help = "What the group is called." },
	{ .name = "of",
	  .shape = "list-of-words",
	  .needed = 1,
	  .help = "The codes that are put together." },
};

static const struct key_row poster_rows[] = {
	{ .name = "call",
	  .text = true,
	  .shape = "text",
	  .help = "What the poster asks for, with a verb; at most 40 characters." },
	{ .name = "promise",
	  .text = true,
	  .shape = "text",
	  .help = "How long it takes, and what is not recorded; at most 90 characters." },
	{ .name = "phone",
	  .text = true,
	  .shape = "text",
	  .help = "Whose phone to use; at most 80 characters." },
	{ .name = "contact",
	  .text = true,
	  .shape = "text",
	  .help = "Who can say that a poster is genuine; at most 90 characters." },
	{ .name = "pledge title",
	  .text = true,
	  .shape = "text",
	  .help = "The heading of the pledge poster; at most 60 characters." },
	{ .name = "pledge",
	  .text = true,
	  .shape = "lines",
	  .help = "The points of the pledge, one a line; at most 8 of 120 characters." },
};

#define TABLE(def, what)                                 \
	{                                                \
		def, what##_rows, ARRAY_LEN(what##_rows) \
	}

const struct key_table key_tables[KEYS__COUNT] = {
	[KEYS_FILE] = TABLE("form", file),
	[KEYS_CONSENT] = TABLE("consent", consent),
	[KEYS_CONTACT] = TABLE("contact", contact),
	[KEYS_PAGE] = TABLE("page", page),
	[KEYS_QUESTION] = TABLE("question", question),
	[KEYS_CONDITION] = TABLE("named-condition", condition),
	[KEYS_SCORE] = TABLE("score", score),
	[KEYS_PRIVACY] = TABLE("privacy", privacy),
	[KEYS_GROUP] = TABLE("group", group),
	[KEYS_POSTER] = TABLE("poster", poster),
};

/* What authors call a key who come from other programs, or from another place of the form. */
static const struct {
	const char *theirs, *ours;
} other_names[] = {
	{ "question", "ask" },	  { "label", "ask" },	    { "prompt", "ask" },
	{ "name", "id" },	  { "code", "id" },	    { "kind", "type" },
	{ "choices", "options" }, { "answers", "options" }, { "heading", "title" },
	{ "name", "title" },	  { "relevant", "show if" }, { "when", "show if" },
	{ "condition", "show if" }, { "mandatory", "required" }, { "description", "hint" },
	{ "owner", "run by" },	  { "organisation", "run by" }, { "items", "statements" },
	{ "thank you", "thanks" },
};

bool
key_means(const char *word, const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(other_names); i++)
		if (str_same(other_names[i].theirs, word) && str_same(other_names[i].ours, name))
			return true;
	return false;
}

bool
key_needed(const char *word)
{
	bool needed = false;

	for (size_t place = 0; place < KEYS__COUNT; place++)
		for (size_t i = 0; i < key_tables[place].count; i++) {
			const struct key_row *row = &key_tables[place].rows[i];

			if (!str_same(row->name, word))
				continue;
			if (!row->needed)
				return false;
			needed = true;
		}
	return needed;
}

bool
key_holds_text(const char *word)
{
	for (size_t place = 0; place < KEYS__COUNT; place++)
		for (size_t i = 0; i < key_tables[place].count; i++) {
			const struct key_row *row = &key_tables[place].rows[i];

			if (str_same(row->name, word) && (str_same(row->shape, "text") ||
							  str_same(row->shape, "condition")))
				return true;
		}
	return false;
}

void
node_table(struct reading *r, const struct node *map, enum key_place place)
{
	const struct key_table *table = &key_tables[place];
	struct key keys[32];

	if (table->count > ARRAY_LEN(keys))
		die("more keys in one place than fit");
	for (size_t i = 0; i < table->count; i++)
		keys[i] = (struct key){ table->rows[i].name, table->rows[i].text };
	node_keys(r, map, keys, table->count);
}
