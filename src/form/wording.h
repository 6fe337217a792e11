/*
 * Our own words that respondents meet: of the pages, of errors, of conditions.  One row each, with
 * an id that authors use, in English and Welsh.  A form in another language brings them itself
 * (its key `words`), and is refused while one is missing.
 *
 * Nothing here may know a page's look: a word is plain text, with {1} and {2} where something
 * is filled in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_WORDING_H
#define CANVASS_WORDING_H

#include "form/form.h"

enum word {
	WORD_SKIP,
	WORD_ERROR_TITLE,
	WORD_BACK,
	WORD_CONTINUE,
	WORD_SEND,
	WORD_SAVE,
	WORD_SAVED_TITLE,
	WORD_SAVED_KEEP,
	WORD_SAVED_OPEN,
	WORD_SAVED_SEALED,
	WORD_SAVED_ONCE,
	WORD_SAVED_PASTE,
	WORD_PASTE_TITLE,
	WORD_PASTE_HINT,
	WORD_PASTE_GO,
	WORD_CHANGE,
	WORD_PROGRESS, /* {1}: this page, {2}: about how many */
	WORD_PROBLEM,
	WORD_ERROR_HIDDEN,
	WORD_OR,
	WORD_YES,
	WORD_NO,
	WORD_MONTH,
	WORD_YEAR,
	WORD_OTHER_WORDS,
	WORD_NO_PLACE,
	WORD_HELP,
	WORD_WHY,     /* {1}: the author's reason */
	WORD_ONLY_IF, /* {1}: a condition in words */
	WORD_UP_TO,   /* {1}: characters */
	WORD_LANGUAGES,
	WORD_CHECK_TITLE,
	WORD_CHECK_TEXT,
	WORD_NOT_ANSWERED,
	WORD_CUT_SHORT,
	WORD_SENT_TITLE,
	WORD_SENT_TWICE,
	WORD_SENT_NO_NUMBER,
	WORD_SENT_HISTORY,
	WORD_SENT_CLEAR,
	WORD_SENT_CLEAR_HOW,
	WORD_TRY_TITLE,
	WORD_TRY_AGAIN,
	WORD_LOST_DRAFT,
	WORD_LOST_KEPT,
	WORD_LOST_FRESH,
	WORD_TOO_LONG,
	WORD_ABOUT,
	WORD_WHO_ASKS,
	WORD_WHO_READS,
	WORD_FINGERPRINT,
	WORD_FINGERPRINT_WHY,
	WORD_KEEP_TITLE,
	WORD_KEEP_SEALED,
	WORD_KEEP_NAMES,
	WORD_KEEP_WORDS,
	WORD_KEEP_GROUPS, /* {1}: smallest group */
	WORD_KEEP_PLACE,
	WORD_KEEP_OPTIONAL,
	WORD_NOT_TITLE,
	WORD_NOT_HOST,
	WORD_NOT_NETWORK,
	WORD_NOT_WRITING,
	WORD_NOT_WHEN,
	WORD_NOT_FIND,
	WORD_NOT_TWICE,
	WORD_NOT_COUNT,
	WORD_NOT_TOGETHER,
	WORD_NOT_LOST,
	WORD_CHECK_WORDS, /* {1}: the two words; before any question */
	WORD_FOOT_WORDS,  /* in the foot: stands before the two words */
	WORD_SUPPORT,
	WORD_EXIT,
	WORD_EXIT_LIMIT,
	WORD_PRIVACY,
	WORD_ACCESSIBILITY,
	WORD_COOKIES,
	WORD_NEW_TAB,
	WORD_DEMONSTRATION,
	WORD_REHEARSAL,
	WORD__COUNT
};

struct word_row {
	const char *id; /* "continue": what authors call it */
	const char *en, *cy;
};
extern const struct word_row word_rows[WORD__COUNT];

/* A language as the program speaks it: of a form, or of a page of no form. */
struct speech {
	const char *code;	/* "cy" */
	const char *const *own; /* the form's wording, by enum word; NULL: it has none */
	bool right_to_left;
};
/* form: NULL for pages of no form; then lang counts English, Welsh. */
struct speech speech_of(const struct form *form, unsigned lang);
/* A word; never NULL, and English only where a language has neither a column nor its own. */
const char *word_in(enum word word, const struct speech *speech);

#endif
