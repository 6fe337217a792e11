/*
 * A guide: how a focus group runs, section by section, as read from one file and checked
 * against the form whose themes, option lists and privacy it goes by.
 *
 * Nothing here may know a room, a phone or an answer.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_GUIDE_H
#define CANVASS_GUIDE_H

#include "form/form.h"

enum { GUIDE_SECTIONS = 20, GUIDE_PROBES = 12, GUIDE_RULES = 12, GUIDE_STATEMENTS = 10 };

enum activity { /* what phones do */
	ACTIVITY_NOTHING,
	ACTIVITY_WORDS,	    /* one to three words */
	ACTIVITY_NOTES,	    /* up to 280 characters */
	ACTIVITY_VOTES,	    /* one of the options */
	ACTIVITY_SCORECARD, /* statements on the options */
	ACTIVITY__COUNT
};
struct activity_kind {
	const char *name;
	bool options, statements, then; /* needs options, statements; may be followed by votes */
	const char *help;		/* one sentence for facilitators */
};
extern const struct activity_kind activities[ACTIVITY__COUNT];

struct statement {
	const char *id;
	struct text text;
};
struct section {
	int theme; /* in guide->form->themes */
	unsigned minutes;
	struct text warm_up;		     /* a quick vote before it, or none */
	const struct options *warm_up_options; /* of the guide, or of the form's lists */
	struct text ask, hint;
	enum activity phones;
	const struct options *options; /* or NULL */
	struct statement statements[GUIDE_STATEMENTS];
	size_t statement_count;
	unsigned then; /* votes each, 1 to 5; 0: none */
	struct text probes[GUIDE_PROBES];
	size_t probe_count;
	bool read_back;
	unsigned line;
};
struct spoken { /* read aloud: opening, closing */
	unsigned minutes;
	struct text read;
};
struct guide {
	struct arena *arena;
	const struct form *form;
	const char *id;
	const char *group; /* an id, such as "victims": each has a room of its own */
	const char *languages[FORM_LANGUAGES];
	size_t language_count;
	struct text title, pause_word;
	unsigned lasts; /* minutes */
	unsigned smallest_room, show_from;
	struct text rules[GUIDE_RULES];
	size_t rule_count;
	struct spoken opening, closing;
	struct section sections[GUIDE_SECTIONS];
	size_t section_count;
};

/* Whether a file says of itself that it is a guide, and the id of the form that it goes by, in
 * the arena (NULL if that cannot be told): who reads files looks for that form first. */
bool guide_is(const char *text, size_t len);
const char *guide_form(const char *text, size_t len, struct arena *a);
/*
 * Reads and checks a guide.  form: the one that it names; NULL: it could not be had, which is one
 * of the troubles.  Troubles go to diags; NULL if there was an error.  Lives in diags->arena; the
 * form must live as long.
 */
struct guide *guide_parse(const char *text, size_t len, const struct form *form,
			  struct diags *diags) MUST_USE;
/* The form's index of one of the guide's languages, for the titles of themes. */
unsigned guide_form_language(const struct guide *guide, unsigned lang);
/* The guide as a facilitator would read it, minute by minute: plain text. */
void guide_show(const struct guide *guide, unsigned lang, struct buf *out);

#endif
