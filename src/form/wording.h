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
	WORD_WHY, /* {1}: the author's reason */
	WORD_ONLY_IF, /* {1}: a condition in words */
	WORD_UP_TO, /* {1}: characters */
	WORD_LEFT,  /* {1}: characters, filled in where a script counts */
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
	WORD_NOT_LOST,
	WORD_NOT_TWICE,
	WORD_NOT_COUNT,
	WORD_NOT_TOGETHER,
	WORD_CHECK_WORDS, /* {1}: the two words; before any question */
	WORD_FOOT_WORDS, /* in the foot: stands before the two words */
	WORD_SUPPORT,
	WORD_EXIT,
	WORD_EXIT_LIMIT,
	WORD_PRIVACY,
	WORD_ACCESSIBILITY,
	WORD_COOKIES,
	WORD_NEW_TAB,
	WORD_DEMONSTRATION,
	WORD_REHEARSAL,
	WORD_PAGE_413_TITLE,
	WORD_PAGE_413_TEXT,
	WORD_PAGE_503_TITLE,
	WORD_PAGE_503_TEXT,
	WORD_QUOTED, /* {1}: an option's label, or what a question asks */
	WORD_LIST_COMMA, /* between the first of several */
	WORD_LIST_OR, /* before the last, of which one is enough */
	WORD_LIST_AND, /* before the last, where all are wanted */
	WORD_RANGE_FROM,
	WORD_RANGE_LEAST,
	WORD_RANGE_MOST,
	WORD_IF_AND, /* {1}, {2}: conditions */
	WORD_IF_OR,
	WORD_IF_NOT, /* {1}: a condition */
	WORD_IF_ANSWERED, /* {1}: what a question asks */
	WORD_IF_NOT_ANSWERED,
	WORD_IF_IS, /* {2}: labels or numbers, joined by list-or */
	WORD_IF_IS_NOT,
	WORD_IF_INCLUDES, /* {2}: labels, joined by list-or */
	WORD_IF_INCLUDES_NOT,
	WORD_IF_INCLUDES_ALL, /* {2}: labels, joined by list-and */
	WORD_IF_PLACE_IS, /* of a question that asks for an order */
	WORD_IF_PLACE_IS_NOT,
	WORD_IF_TURNS, /* {1}: a loop */
	WORD_ERROR_NOT_OFFERED,
	WORD_ERROR_ONE_ONLY,
	WORD_ERROR_REQUIRED, /* {1}: "Prefer not to say" */
	WORD_ERROR_REQUIRED_NUMBER,
	WORD_ERROR_ALONE, /* {1}: an option's label */
	WORD_ERROR_AT_LEAST,
	WORD_ERROR_AT_MOST,
	WORD_ERROR_TOO_LONG, /* {1}: characters, {2}: the most */
	WORD_ERROR_TOO_MUCH,
	WORD_ERROR_NOT_WHOLE, /* {1}: an example */
	WORD_ERROR_RANGE,
	WORD_ERROR_BOTH, /* {1}: "Prefer not to say" */
	WORD_ERROR_MONTH_HALF,
	WORD_ERROR_MONTH,
	WORD_ERROR_YEAR,
	WORD_ERROR_MONTH_FUTURE,
	WORD_ERROR_MONTH_PAST, /* {1}: months */
	WORD_ERROR_RANK_PLACES, /* {1}: the last place */
	WORD_ERROR_RANK_TWICE, /* {1}: a place */
	WORD_ERROR_RANK_GAP, /* {1}: a place */
	WORD_MARKS_TITLE,
	WORD_MARKS_NOTICED,
	WORD_MARKS_WAYS,
	WORD_MARKS_TAKE,
	WORD_MARK_HEARD, /* stands before marked words, for who hears the page */
	WORD_MARK_LOOKS, /* {1}: the words; {2}: what they are taken for */
	WORD_MARK_MAY,
	WORD_MARK_WHOLE,
	WORD_MARK_MORE,
	WORD_MARK_WAYS,
	WORD_MARK_TAKE,
	WORD_ERROR_TAKE_OUT, /* {1}: what it is taken for; {2}: what a question asks */
	WORD_ERROR_TAKE_WHOLE, /* {1}: what a question asks */
	WORD_FOUND_NAME, /* up to found-local: in the order of enum redact_class */
	WORD_FOUND_COLLAR,
	WORD_FOUND_CALLSIGN,
	WORD_FOUND_PHONE,
	WORD_FOUND_EMAIL,
	WORD_FOUND_URL,
	WORD_FOUND_HANDLE,
	WORD_FOUND_IP,
	WORD_FOUND_NINO,
	WORD_FOUND_NHS,
	WORD_FOUND_POSTCODE,
	WORD_FOUND_ADDRESS,
	WORD_FOUND_PLACE,
	WORD_FOUND_VEHICLE,
	WORD_FOUND_CRIMEREF,
	WORD_FOUND_INCIDENT,
	WORD_FOUND_PNC,
	WORD_FOUND_CUSTODY,
	WORD_FOUND_CARD,
	WORD_FOUND_BANK,
	WORD_FOUND_PASSPORT,
	WORD_FOUND_LICENCE,
	WORD_FOUND_DATE,
	WORD_FOUND_TIME,
	WORD_FOUND_AGE,
	WORD_FOUND_NUMBER,
	WORD_FOUND_LOCAL,
	/* Those a form may bring, and need not: of posters and slips. */
	WORD_POSTER_PROMISE, /* {1}: minutes */
	WORD_POSTER_PROMISE_ALONE,
	WORD_POSTER_CALL,
	WORD_POSTER_HOW,
	WORD_POSTER_VISIT, /* {1}: the host */
	WORD_POSTER_SCAN,  /* the same where nothing comes before it */
	WORD_POSTER_CHECK, /* stands before the two words */
	WORD_POSTER_STOP,
	WORD_POSTER_PHONE,
	WORD_POSTER_ASKS,
	WORD_POSTER_READS,
	WORD_POSTER_GENUINE,
	WORD_POSTER_CLOSES, /* {1}: a day */
	WORD_POSTER_SHARED,
	WORD_POSTER_PLACE, /* {1}: its name */
	WORD_POSTER_PLACE_SHORT, /* the same on a card */
	WORD_POSTER_PLACE_STRIP,
	WORD_POSTER_GENERAL, /* {1}: the survey's general code */
	WORD_POSTER_STRIP,
	WORD_POSTER_ONCE,
	WORD_POSTER_AFTER,
	WORD_POSTER_QUESTIONS, /* {1}: whom */
	WORD_POSTER_RUN,
	WORD_POSTER_SUPPORT,
	WORD_POSTER_PLEDGE,
	WORD_POSTER_SIGNED,
	WORD_POSTER_DATE,
	WORD_POSTER_KEPT,
	WORD_POSTER_YOU_SAID_WE_DID,
	WORD_POSTER_SAID,
	WORD_POSTER_DID,
	WORD_POSTER_RESULTS, /* {1}: a day */
	WORD_POSTER_WAVE,    /* {1}: its id */
	WORD_POSTER_ANSWERS, /* {1}: answers */
	WORD_POSTER_UP_TITLE,
	WORD_POSTER_UP_LEAD,
	WORD_POSTER_UP_PRINT,
	WORD_POSTER_UP_WALL,
	WORD_POSTER_UP_DOOR,
	WORD_POSTER_UP_SEEN,
	WORD_POSTER_UP_TRY,
	WORD_POSTER_UP_LOOK,
	WORD_POSTER_UP_CLOSES,
	WORD_POSTER_UP_DOWN,
	WORD_POSTER_SLIPS_TITLE,
	WORD_POSTER_SLIPS_LEAD, /* {1}: slips, {2}: the run */
	WORD_POSTER_SLIPS_CUT,
	WORD_POSTER_SLIPS_FOLD,
	WORD_POSTER_SLIPS_BOX,
	WORD_POSTER_SLIPS_DRAW,
	WORD_POSTER_SLIPS_NAMED,
	WORD_POSTER_SLIPS_LIST,
	WORD_POSTER_SLIPS_REST,
	WORD_POSTER_SLIPS_LOST,
	WORD_POSTER_LIST_TITLE,
	WORD_POSTER_LIST_INTRO,
	WORD_POSTER_LIST_PLACE,
	WORD_POSTER_LIST_CODE,
	WORD_POSTER_LIST_COPIES,
	WORD_POSTER_LIST_PAPER,
	WORD_POSTER_LIST_UP,
	WORD_POSTER_LIST_LOOKED,
	WORD_POSTER_LIST_DOWN,
	WORD_POSTER_LIST_GENERAL,
	WORD_POSTER_LIST_ALSO, /* {2}: other places */
	WORD_POSTER_LIST_MANY,
	WORD_POSTER_LIST_SHEET,
	WORD_POSTER_LEFT_TITLE,
	WORD_POSTER_LEFT_INTRO,
	WORD_POSTER_LEFT_WHAT,
	WORD_POSTER_LEFT_WHY,
	WORD_POSTER_LEFT_OUT,
	WORD_POSTER_LEFT_UNDER,
	/* Those a form may bring, and need not: of focus groups on phones. */
	WORD_ROOM_JOIN,
	WORD_ROOM_RULES,
	WORD_ROOM_PASS,
	WORD_ROOM_WORD, /* {1}: the pause word */
	WORD_ROOM_HANDS,
	WORD_ROOM_SEALED,
	WORD_ROOM_APART,
	WORD_ROOM_LEAST, /* {1}: people */
	WORD_ROOM_LEAVES,
	WORD_ROOM_CHANGES,
	WORD_ROOM_BESIDE,
	WORD_ROOM_WAIT,
	WORD_ROOM_WAIT_START,
	WORD_ROOM_WAIT_LISTEN,
	WORD_ROOM_WAIT_TALK,
	WORD_ROOM_WAIT_BACK,
	WORD_ROOM_WAIT_SOON,
	WORD_ROOM_WAIT_CLOSED,
	WORD_ROOM_LATEST,
	WORD_ROOM_FOLLOW,
	WORD_ROOM_FOLLOWS, /* {1}: seconds */
	WORD_ROOM_STAY,
	WORD_ROOM_WORDS, /* {1}: characters */
	WORD_ROOM_NOTES, /* {1}: characters */
	WORD_ROOM_CARE,
	WORD_ROOM_NOTE_1,
	WORD_ROOM_NOTE_2,
	WORD_ROOM_NOTE_3,
	WORD_ROOM_DOTS,
	WORD_ROOM_DOTS_MOST, /* {1}: votes each */
	WORD_ROOM_DOTS_NONE,
	WORD_ROOM_SEND,
	WORD_ROOM_EMPTY,
	WORD_ROOM_MAYBE,
	WORD_ROOM_AGAIN,
	WORD_ROOM_SENT,
	WORD_ROOM_SENT_HOW,
	WORD_ROOM_CHANGE,
	WORD_ROOM_LATE,
	WORD_ROOM_LATE_HOW,
	WORD_ROOM_HALF,
	WORD_ROOM_FEW,
	WORD_ROOM_NOTHING,
	WORD_ROOM_MOST, /* {1}: an answer */
	WORD_ROOM_ONLY_HERE,
	WORD_ROOM_TABLE,
	WORD_ROOM_ANSWER,
	WORD_ROOM_COUNT,
	WORD_ROOM_CHART,
	WORD_ROOM_PAUSED,
	WORD_ROOM_PAUSED_WHY,
	WORD_ROOM_PAUSED_WAY,
	WORD_ROOM_ERROR_NOTHING,
	WORD_ROOM_ERROR_WORDS, /* {1}: characters */
	WORD_ROOM_ERROR_MANY, /* {1}: votes each, {2}: chosen */
	WORD_ROOM_ERROR_IDEA,
	/* From here on: pages of no survey, in our own languages only. */
	WORD_HOME_TITLE,
	WORD_HOME_HINT, /* {1}: an example */
	WORD_HOME_ERROR,
	WORD_HOME_BLANKS,
	WORD_TYPE_CODE,
	WORD_PAGE_400_TITLE,
	WORD_PAGE_400_TEXT,
	WORD_PAGE_404_TITLE,
	WORD_PAGE_404_TEXT,
	WORD_PAGE_405_TITLE,
	WORD_PAGE_405_TEXT,
	WORD_PAGE_410_TITLE,
	WORD_PAGE_410_TEXT,
	WORD_PAGE_SPENT_TITLE, /* 410 too: a slip that was used */
	WORD_PAGE_SPENT_TEXT,
	WORD_PAGE_OVER_TITLE, /* 410 too: a room that has ended */
	WORD_PAGE_OVER_TEXT,
	WORD_PAGE_411_TITLE,
	WORD_PAGE_411_TEXT,
	WORD_PAGE_414_TITLE,
	WORD_PAGE_414_TEXT,
	WORD_PAGE_415_TITLE,
	WORD_PAGE_415_TEXT,
	WORD_PAGE_421_TITLE,
	WORD_PAGE_421_TEXT,
	WORD_PAGE_422_TITLE,
	WORD_PAGE_422_TEXT,
	WORD_PAGE_431_TITLE,
	WORD_PAGE_431_TEXT,
	WORD_PAGE_500_TITLE,
	WORD_PAGE_500_TEXT,
	WORD_STORED_TITLE,
	WORD_STORED_ANSWERS,
	WORD_STORED_ANSWERS_HOW,
	WORD_STORED_PLACE,
	WORD_STORED_PLACE_HOW,
	WORD_STORED_BATCH,
	WORD_STORED_BATCH_HOW,
	WORD_STORED_SLOT,
	WORD_STORED_SLOT_HOW,
	WORD_STORED_SLIP,
	WORD_STORED_SLIP_HOW,
	WORD_NEVER_TITLE,
	WORD_NEVER_NAME,
	WORD_NEVER_BROWSER,
	WORD_NEVER_WHEN,
	WORD_NEVER_TYPED,
	WORD_NEVER_COOKIES,
	WORD_ACCESSIBLE_AIM,
	WORD_ACCESSIBLE_TESTED,
	WORD_ACCESSIBLE_TESTED_HOW,
	WORD_ACCESSIBLE_UNKNOWN,
	WORD_ACCESSIBLE_UNKNOWN_WHAT,
	WORD_ACCESSIBLE_TROUBLE,
	WORD_ACCESSIBLE_TROUBLE_HOW,
	WORD_ACCESSIBLE_LAW,
	WORD_ACCESSIBLE_LAW_HOW,
	WORD_COOKIES_NONE,
	WORD__COUNT,
	WORD__FORM = WORD_POSTER_PROMISE, /* a form brings those before it: met within a survey */
	WORD__MAY = WORD_HOME_TITLE /* those before it a form may bring */
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
/* Whether the program itself speaks a language: a form brings no words for it. */
bool speech_ours(const char *code);
/* A word; never NULL, and English only where a language has neither a column nor its own. */
const char *word_in(enum word word, const struct speech *speech);
/* Whether a language has it: posters are refused where it would have to be English. */
bool word_spoken(enum word word, const struct speech *speech);
/* A row by its id, or WORD__COUNT. */
enum word word_find(const char *id);

/*
 * Filling a word.  {1} and {2} are replaced; each may be NULL where the row has none.  Where a hole
 * is a number, words may depend on it by the classes of CLDR (form/plural.c):
 *
 *   {1|one=character|other=characters}	 writes one of these, # in it being the number
 *
 * `other` stands for all classes that are not named.
 */
void word_fill(struct buf *out, enum word word, const struct speech *speech, const char *one,
	       const char *two);
/* cond_words (form.h) in any speech; lang: of what is quoted of the form. */
void cond_words_in(const struct cond *c, const struct form *form, unsigned lang,
		   const struct speech *speech, struct buf *out);
/* What is wrong with a text for a row. */
enum word_fault {
	WORD_RIGHT,
	WORD_NO_HOLE,  /* a hole of the English is missing */
	WORD_BAD_HOLE, /* a brace that is no hole of this row */
	WORD_BAD_FORMS, /* forms for a hole that is no number, of no class, or without `other` */
	WORD_BAD_SIGN,	/* a code point that pages keep for themselves */
	WORD_TOO_LITTLE /* of a promise or of its limits: too short to say what the English does */
};
enum word_fault word_check(enum word word, const char *text);

enum plural {
	PLURAL_ZERO,
	PLURAL_ONE,
	PLURAL_TWO,
	PLURAL_FEW,
	PLURAL_MANY,
	PLURAL_OTHER,
	PLURAL__COUNT
};
extern const char *const plural_names[PLURAL__COUNT];
/*
 * The class of a whole number under a million in a language: the cardinal rules of Unicode's
 * Common Locale Data Repository, version 48; a language that it does not have counts as English
 * does.
 */
enum plural plural_of(const char *code, unsigned long n);

#endif
