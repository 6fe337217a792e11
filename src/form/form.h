/*
 * A form: what a survey asks, as read from one file, checked, and never changed after.
 * Everything of a form lives in the arena it was read into.  Values that a person gave
 * stand here too (struct answers), since conditions look at them.
 *
 * Nothing here may know a link, a ticket, a store or a page's look.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FORM_H
#define CANVASS_FORM_H

#include "base/base.h"

enum { /* limits of the language (form-language, section 10) */
	FORM_LANGUAGES = 10,
	FORM_PAGES = 60,
	FORM_STATEMENTS = 10, /* of one block */
	FORM_QUESTIONS = 200,
	FORM_OPTIONS = 31, /* 30, and `other` */
	FORM_THEMES = 20,
	FORM_TURNS = 5,
	FORM_BREAKS = 8,
};

/* A language of ISO 639-1 (form/language.c). */
struct language {
	const char *code, *name; /* "cy", "Welsh" */
	const char *own;	 /* "Cymraeg"; NULL where this project does not know it */
	bool right_to_left;
};
const struct language *language_find(const char *code); /* or NULL */

/* One text in each language of the form; [0] is the default language's; NULL: none. */
struct text {
	const char *in[FORM_LANGUAGES];
};
/* The text in a language, or the default one's; "" if there is none at all. */
const char *text_in(const struct text *t, unsigned lang);

enum kind {
	KIND_CHOOSE_ONE,
	KIND_CHOOSE_ANY,
	KIND_SCALE,
	KIND_NUMBER,
	KIND_MONTH,
	KIND_RANK,
	KIND_SHORT_TEXT,
	KIND_LONG_TEXT,
	KIND_NOTE,
	/* each statement is a question: scale if codes go in steps of one, else choose one */
	KIND__COUNT
};

/* What a kind is, for the tables of each floor. */
struct form_kind {
	const char *name; /* "choose one" */
	bool options, closed, text, stored;
	const char *help; /* one sentence for authors */
};
extern const struct form_kind form_kinds[KIND__COUNT];

struct option {
	const char *code;
	struct text label;
	int number;  /* the code as a whole number, where it is one (a scale's always) */
	bool is_other; /* the last option, made by `other:` */
	unsigned line;
};

struct options { /* owned by a question, or shared from an option list */
	const char *list; /* the option list's name, or NULL */
	size_t count;
	struct option items[FORM_OPTIONS];
};

/* A band of whole numbers, both ends belong; open: "6+" has no upper end. */
struct band {
	const char *code; /* as written: "2-5", "6+" */
	int low, high;
	bool open;
};
struct bands {
	size_t count;
	struct band items[30];
};
enum month_store { MONTH_QUARTER, MONTH_HALF_YEAR, MONTH_YEAR };

struct cond; /* opaque: a condition, see below */

struct question {
	unsigned index; /* its place in form->questions: the order in which it is asked */
	const char *id; /* "" of a note */
	enum kind kind;
	unsigned block;		    /* in form->blocks */
	/* text: a note's Markdown; ask of a statement: its sentence (the rest is its block's) */
	struct text ask, hint, help, why, text;
	const struct options *options; /* choices, scale, rank, `other` last; else NULL */
	struct text no_answer;	    /* `or`: the label of "Prefer not to say", or none */
	uint32_t alone;		    /* `only on its own`: bits of options */
	unsigned at_least, at_most; /* choose any, rank; 0: not said */
	int between_low, between_high;
	struct text unit;
	unsigned last_months;
	struct bands bands;	    /* number; count 0: stored as it is */
	enum month_store month_store;
	unsigned up_to;		    /* texts, and the words of `other` (80): characters */
	bool required;
	struct text message;
	const struct cond *show_if; /* its own, or its block's; NULL: always */
	int theme;		    /* where it is reported, or -1 */
	uint32_t themes;	    /* bits: which themes its comments may carry */
	bool break_down;	    /* may be crossed */
	uint8_t crosses; /* bits of privacy.breaks: those it is crossed by (more than one of their
			    groups can see it, and it does not itself decide who is in them;
			    none if break_down is false) */
	int repeat;		    /* in form->repeats, or -1 */
	unsigned cell;		    /* first of its cells in struct answers */
	unsigned cells;		    /* 1, or the repeat's turns */
	unsigned line;
};

/* One item of a page: a question, a note, or a block of statements on one list of options. */
struct block {
	bool statements;
	unsigned page;
	struct text ask, hint, help, why; /* of the statements block; else as the question's */
	const struct cond *show_if;
	unsigned first, count; /* questions */
	bool follow_up;	       /* its condition tests a question of the same page */
	unsigned line;
};

struct page {
	struct text title, text, why;
	const struct cond *show_if;
	int repeat; /* in form->repeats, or -1 */
	unsigned first, count; /* blocks */
	unsigned line;
};

/* `for each`: consecutive pages, asked up to `most` times. */
struct repeat {
	const char *id;
	unsigned most;
	struct text another;
	unsigned first_page, last_page;
	const struct cond *show_if; /* of its first page: whether the loop is met at all */
};

struct theme {
	const char *id;
	struct text title;
	const char *words[60]; /* theme words */
	size_t word_count;
};

struct condition { /* a named one */
	const char *id;
	const struct cond *when;
	struct text label, otherwise; /* both set: may be broken down by */
};

struct score {
	const char *id;
	struct text title;
	unsigned from[60];
	size_t from_count;
	const char *point_codes[FORM_OPTIONS]; /* code to points; a scale's codes are its points */
	int points[FORM_OPTIONS];
	size_t point_count;
	bool average; /* else added up */
	unsigned at_least; /* answered */
	struct bands bands;
	int theme;
	unsigned line;
};

/* Groups declared under `fallback groups` and `merges`: several codes as one. */
struct merge {
	const char *of; /* a question's id, an option list's name, or "place" */
	const char *code;
	struct text label;
	const char *members[FORM_OPTIONS];
	size_t member_count;
};

struct support {
	struct text name, contact;
};

/* `poster`: what posters say, where it is not our own wording; "" is left out. */
enum { POSTER_PLEDGES = 8 };
struct poster_texts {
	struct text call;    /* 40 characters: a verb */
	struct text promise; /* 90; ours: the minutes, and that nobody is recorded */
	struct text phone;   /* 80: own phone */
	struct text contact; /* 90: who can say that a poster is genuine */
	struct text pledge_title;	     /* 60 */
	struct text pledge[POSTER_PLEDGES]; /* 120 each */
	size_t pledge_count;
};

enum break_kind { BREAK_QUESTION, BREAK_CONDITION, BREAK_PLACE };
struct break_by {
	enum break_kind kind;
	unsigned index; /* of the question or the named condition */
};

enum ladder_level { LEVEL_FULL, LEVEL_MERGED, LEVEL_ROWS, LEVEL_GROUPS, LEVEL_TOTAL,
		    LEVEL_NOTHING, LEVEL__COUNT };

extern const char *const level_names[LEVEL__COUNT]; /* "full", "merged": as authors write them */

/* The labels of redaction, in the order of enum redact_class (answer/redact.h). */
extern const char *const redaction_labels[];
extern const size_t redaction_label_count;

struct own_pattern { /* `own patterns`: of PCRE2, added to redaction's */
	const char *label, *pattern;
};

struct privacy {
	unsigned smallest_group; /* t, 10 by default */
	struct break_by breaks[FORM_BREAKS];
	size_t break_count;
	struct merge fallback[40], merges[40];
	size_t fallback_count, merge_count;
	bool ladder[LEVEL__COUNT];
	bool strict, refuse; /* refuse: `when found: refuse` */
	struct text warning;
	struct own_pattern patterns[20];
	size_t pattern_count;
	unsigned keep_months; /* 0: not said */
};

struct form {
	struct arena *arena;
	const char *id;
	/* The form's wording of our own words (form/wording.h), by enum word, for a language
	 * that we do not speak; NULL: none. */
	const char *const *words[FORM_LANGUAGES];
	const char *languages[FORM_LANGUAGES];
	size_t language_count; /* at least 1 */
	struct text title, run_by, read_by;
	unsigned expected; /* 0: not said */
	int opens, closes; /* days, or -1 */
	bool quick_exit, save_for_later, check_answers;
	struct text consent, agree; /* agree: a page of its own */
	struct text thanks;
	struct poster_texts poster;
	struct support support[12];
	size_t support_count;
	struct privacy privacy;
	struct theme themes[FORM_THEMES];
	size_t theme_count;
	struct condition conditions[40];
	size_t condition_count;
	struct score scores[20];
	size_t score_count;
	const struct options **lists; /* all option lists, used or not, in the order written */
	size_t list_count;
	const char *scorecard[20]; /* ids of questions or scores */
	size_t scorecard_count;
	struct repeat repeats[10];
	size_t repeat_count;
	struct page pages[FORM_PAGES];
	size_t page_count;
	struct block blocks[FORM_QUESTIONS];
	size_t block_count;
	struct question questions[FORM_QUESTIONS];
	size_t question_count;
	unsigned cell_count; /* of struct answers */
};

/* ---- reading (form/read_yaml.c, model.c, check.c, prove.c) ------------------------------ */

/*
 * Whether no text may hold the sign: one that nobody can see, that ends a line for some programs
 * only, or that turns words round.  fresh: for what is written now, not for what was frozen.
 */
bool form_sign_refused(uint32_t c, bool fresh);
/*
 * Reads and checks a form.  Every trouble goes to diags; the form is returned if there
 * was no error (warnings do not count), else NULL.  The form and all it points to live
 * in diags->arena; the text need not.  Whether enough people are expected is not asked: of a
 * frozen form that was settled when it was opened.
 */
struct form *form_parse(const char *text, size_t len, struct diags *diags) MUST_USE;
/*
 * The same for a form that is not frozen yet: also holds the number of people who are expected
 * against what can be published (E072, W073).  expected: wins over the form's; 0: the form's.
 */
struct form *form_parse_new(const char *text, size_t len, unsigned expected,
			    struct diags *diags) MUST_USE;

/* A side file: the texts of one language, beside the form (form/sides.c). */
struct form_side {
	const char *file; /* as the person would name it */
	const char *language; /* as the file's name says; NULL: only the file itself says it */
	const char *text;
	size_t len;
};
/*
 * As form_parse_new, with side files; their troubles name their own file.  Names and texts of
 * sides must live as long as diags.
 */
struct form *form_parse_files(const char *text, size_t len, const struct form_side *sides,
			      size_t side_count, unsigned expected,
			      struct diags *diags) MUST_USE;
/*
 * One text that holds a form and its side files, for freezing: form_parse reads it to the same
 * form.  It is the form's own bytes if there are no sides.  Appends to out.
 */
void form_freeze(const char *text, size_t len, const struct form_side *sides,
		 size_t side_count, struct buf *out);

/* The form as a person would read it, branching included: plain text. */
void form_show(const struct form *form, unsigned lang, struct buf *out);

const struct question *form_question(const struct form *form, const char *id); /* or NULL */
int question_option(const struct question *q, const char *code);	       /* index or -1 */
int form_theme(const struct form *form, const char *id);		       /* index or -1 */
int form_language(const struct form *form, const char *code);		       /* index or -1 */
/* Whether somebody may give it as an id: [a-z][a-z0-9_]*, at most 32, no word of the language. */
bool form_id_good(const char *id);

/*
 * Bytes that the fixed fields and the texts of one answer may need when sealed: the fixed
 * fields at their largest, plus the sum of the text limits at one byte a character plus a
 * fifth.  A slot must hold this.
 */
size_t form_record_most(const struct form *form);

/* How many tables a release of this form has: one a closed question or score, and one a cross;
 * a month question has none where the form does not bound its months (W077). */
unsigned form_tables(const struct form *form);
/*
 * About how many whole minutes somebody needs, for posters: four questions a minute, a statement
 * after its block's first a quarter of one, and half of what a condition or a loop may pass over.
 */
unsigned form_minutes(const struct form *form);
/*
 * How many people must answer before every table could be published at all, by the 10-5
 * rule: 3t for any table, 2t for each group of a break-down once all declared groups are
 * folded (anonymity, S1 and S2).  E072 holds `expected` against it.
 */
unsigned form_people_needed(const struct form *form);

/* ---- what a person said (form/values.c) --------------------------------------------------- */

enum value_state { VALUE_NONE, VALUE_NO_ANSWER, VALUE_SET };

/* One question's answer (in a repeat: in one turn). */
struct value {
	enum value_state state;
	uint32_t chosen; /* choose one, scale: one bit; choose any: bits of options */
	int number;	 /* number; month: year * 12 + month - 1; or a band's index if banded */
	bool banded;	 /* number holds the index of its band (submit may give bands) */
	const char *text; /* texts, or the words of `other`; NUL-ended; NULL: none */
	size_t len;
	uint8_t order[FORM_OPTIONS]; /* rank: options, best first; 255 ends it */
};

struct answers {
	const struct form *form;
	struct value *cells;  /* form->cell_count of them */
	uint8_t turns[10];    /* by repeat: how many turns were begun */
	uint8_t ended[10];    /* by repeat: "another" was answered with no */
	struct arena *arena;  /* texts live there */
};

struct answers *answers_new(const struct form *form, struct arena *arena) MUST_USE;
/* turn counts from 0 and is ignored outside repeats. */
struct value *answers_at(struct answers *a, unsigned question, unsigned turn);
const struct value *answers_see(const struct answers *a, unsigned question, unsigned turn);

/* ---- conditions (form/show_if.c) ------------------------------------------------------------ */

/*
 * Whether a condition holds.  A question that is itself hidden counts as unanswered, at
 * any depth.  turn: the turn of the repeat in which the asker stands; else 0.
 */
bool cond_holds(const struct cond *c, const struct answers *a, unsigned turn);

/*
 * Whether a question, block or page is shown, its page's (and its repeat's) condition
 * included.  How many turns were begun is not looked at.
 */
bool question_shown(const struct answers *a, unsigned question, unsigned turn);
bool block_shown(const struct answers *a, unsigned block, unsigned turn);
bool page_shown(const struct answers *a, unsigned page, unsigned turn);
/* Shown, and VALUE_SET. */
bool question_answered(const struct answers *a, unsigned question, unsigned turn);

/* A condition in the words of a language, to follow "Answer this only if": `hate is not never` as
 * your answer to "I was targeted ..." is not "Never". */
void cond_words(const struct cond *c, const struct form *form, unsigned lang, struct buf *out);

/*
 * The same condition as a CSS selector list over one page's radios and checkboxes, for
 * rules that hide a follow-up.  Calls emit for nothing else: it writes, for example,
 *   :has(#support-supervisor:checked)
 * with and chained, or listed as :is(), not wrapped in :not().  ids are
 * "<question id>-<option code>" (no_answer included).  False if a test in it cannot be shown so.
 */
bool cond_css(const struct cond *c, const struct form *form, struct buf *out) MUST_USE;

/* Walks the tree: question indexes that a condition tests, as bits set in seen[FORM_QUESTIONS]. */
void cond_questions(const struct cond *c, const struct form *form, bool seen[FORM_QUESTIONS]);
/*
 * Whether the condition holds for exactly those who gave one of these options (bits) to at least
 * one of these questions: "a is x or b is not y".  False: it says something else, and bits is left
 * as it was.
 */
bool cond_any_of(const struct cond *c, const struct form *form, uint32_t bits[FORM_QUESTIONS])
	MUST_USE;

/*
 * Piping.  Whether a text holds a brace at all; and the text with {id|words} replaced by the
 * label chosen (or by the words behind the bar), {turn} by turn + 1, and {{ by a brace.  What
 * is filled in is an option's label: plain text, never anything that a person typed.
 */
bool text_piped(const char *s);
void text_fill(const char *s, const struct answers *a, unsigned lang, unsigned turn,
	       struct buf *out);

/* Band index of a whole number, or -1. */
int bands_find(const struct bands *bands, int number);
/* A score's band index for these answers, or -1 if too few were answered. */
int score_band(const struct form *form, unsigned score, const struct answers *a);

#endif
