/*
 * How redaction works inside: one text is read once, into views and tokens; finders look at them
 * one after the other and mark; the marks are united at the end.
 *
 *   redact.c          the order of work; marks united; text and JSON written
 *   redact_view.c     the text as finders read it, each byte knowing where it came from
 *   redact_spoken.c   the same with digits and addresses as they would be typed
 *   redact_tokens.c   words, numbers and signs, each with its shape and what the lexicon says
 *   redact_lexicon.c  looks words up in the table that tools/lexicon made of word lists
 *   redact_pattern.c  rows of patterns, compiled, and tried where they can fit
 *   redact_*.c        finders: one file for what is looked at in the same way
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_REDACT_INTERNAL_H
#define CANVASS_REDACT_INTERNAL_H

#include "answer/redact.h"

/* ---- the lexicon ------------------------------------------------------------------------ */

/*
 * What is known of a word or phrase (small letters, NFC; blanks in a phrase are single).  In the
 * order of the lists in src/answer/words/; tools/lexicon reads the names from here.
 */
enum lexicon_flag {
	LEX_WORD = 1 << 0,	/* an English word (small letters in wbritish) */
	LEX_COMMON = 1 << 1,	/* one of the 50,000 or so in everyday use */
	LEX_GLOSSARY = 1 << 2,	/* of police work, forces, forms: known, and no name */
	LEX_PROPER = 1 << 3,	/* stands with a capital in some list of proper names */
	LEX_FORENAME = 1 << 4,
	LEX_SURNAME = 1 << 5,
	LEX_PLACE = 1 << 6,	/* town, county, country, region */
	LEX_NATION = 1 << 7,	/* nationality, language, religion: Welsh, Polish, Muslim */
	LEX_BEGINS = 1 << 8,	/* some phrase of two words or more begins with this word */
	LEX_RANK = 1 << 9,	/* sgt, pc, inspector, pcso */
	LEX_TITLE = 1 << 10,	/* mr, mrs, dr, cllr */
	LEX_KIN = 1 << 11,	/* wife, brother, colleague, supervisor, partner */
	LEX_SPEECH = 1 << 12,	/* said, told, asked, called, named */
	LEX_STREET = 1 << 13,	/* street, st, road, rd, close, avenue, strasse */
	LEX_SITE = 1 << 14,	/* station, nick, custody, hospital, school, court */
	LEX_MONTH = 1 << 15,
	LEX_DAY = 1 << 16,	/* monday, tues */
	LEX_DIGIT = 1 << 17,	/* one, oh, double, nine */
	LEX_PARTICLE = 1 << 18, /* of names: de, van, von, bin, al, ap */
	LEX_ORG = 1 << 19,	/* ltd, plc, group, inc, council */
	LEX_PHONETIC = 1 << 20, /* alpha, bravo */
	LEX_EVENT = 1 << 21,	/* stabbing, assault, crash */
	LEX_TIME = 1 << 22,	/* yesterday, night, morning, weekend */
	LEX_STOP = 1 << 23,	/* the, and, of, to, who: never a name by themselves */
	LEX_KIND = 1 << 24,	/* crown, primary: before court and school, and no name of them */
	LEX_CALLED = 1 << 25,	/* everyday, and somebody's first name: mark, rose, rob */
};
enum { PHRASE_MOST = 4, /* words */ LEXICON_WORD_MOST = 60 /* bytes */ };
/* 0: not known.  word: small letters. */
uint32_t lexicon_find(const char *word, size_t len);
/* Whether it is known as common, a stop word or of the glossary; quick where it is not, for who
 * asks of a thousand words that differ in a letter. */
bool lexicon_everyday(const char *word, size_t len);
/* Number of entries, and bytes of the table (for docs, tests and doctor). */
size_t lexicon_count(void);
size_t lexicon_size(void);

/* ---- views ------------------------------------------------------------------------------ */

/* Valid UTF-8 with a NUL behind it.  Byte i stands for the code points start[i] to end[i] - 1 of
 * the text as given. */
struct view {
	char *text;
	size_t len;
	uint32_t *start, *end;
};
/*
 * The plain view: NFKC; hard blanks as blanks; zero-width characters and soft hyphens gone;
 * full-width digits, curly quotes and long dashes as their ASCII fellows; line ends as \n.
 */
void view_plain(struct view *out, const char *text, size_t len, struct arena *a);
/*
 * The spoken view: digits in words as digits ("oh seven double nine" 0799), "(at)" and " at " with
 * " dot " as in an address.  False, with out untouched, if it would be no other than the plain one.
 */
bool view_spoken(struct view *out, const struct view *plain, struct arena *a) MUST_USE;

/* ---- tokens of the plain view ------------------------------------------------------------ */

enum token_kind {
	TOKEN_WORD,   /* letters, with apostrophes between them: O'Neill; not the 's of Smith's */
	TOKEN_NUMBER, /* digits alone */
	TOKEN_MIXED,  /* letters and digits: 56TW, AB51, 1st */
	TOKEN_TAIL,   /* 's or ' behind a word */
	TOKEN_SIGN,   /* any other character, one by one */
};
enum token_shape {
	SHAPE_NONE,    /* no letters */
	SHAPE_LOWER,   /* smith */
	SHAPE_CAPITAL, /* Smith, McDonald, O'Neill */
	SHAPE_UPPER,   /* SMITH, NHS */
	SHAPE_INITIAL, /* one capital letter: J */
	SHAPE_ODD,     /* iPhone, sMITH */
};
struct token {
	uint32_t from, to; /* bytes of the plain view */
	const char *low;   /* in small letters, NUL-ended */
	uint32_t lex;	   /* lexicon_flag bits of low; signs and numbers have none */
	uint8_t kind, shape;
	uint8_t low_len;   /* at most LEXICON_WORD_MOST; longer words: 0, and low is "" */
	bool gap;	   /* a blank, a line end or the beginning stands before it */
	bool line;	   /* a line end or the beginning does */
	bool opens;	   /* first word of a sentence, a line or a quotation */
	uint8_t looked;	   /* bit n: phrase[n - 2] holds what scan_phrase found */
	uint32_t hash;	   /* of low */
	uint32_t phrase[PHRASE_MOST - 1];
};

/* ---- one text at work --------------------------------------------------------------------- */

struct mark {
	size_t start, end; /* code points of the text as given */
	enum redact_class class;
	bool certain;
};
struct scan {
	struct redactor *r;
	struct arena *a;
	const char *given; /* as typed */
	size_t given_len;
	struct view plain, spoken; /* spoken.text is NULL if it is no other than plain */
	struct token *tokens;
	size_t token_count;
	bool shouted; /* nearly all letters are capitals: they tell nothing */
	bool small;   /* there is hardly a capital: small letters tell nothing */
	struct mark *marks;
	size_t mark_count, mark_room;
	uint8_t *covered; /* by code point as given: class + 1 of the mark on it, or 0 */
	bool limit; /* a match ended at a limit: all is taken out */
	struct among *among;
};
/* What token_among said last: finders ask the same of the same words again and again. */
enum { AMONG_KEPT = 1024 };
struct among {
	const char *words, *low;
	bool is;
};

/* Room for twice as many items of a list that is full (the first time for 16); count: those in it,
 * which go along.  The list lives in the arena, zeroed behind them. */
void *list_grow(struct arena *a, const void *items, size_t count, size_t size,
		size_t *inout_room) MUST_USE;
/* Marks bytes from..to - 1 of a view. */
void scan_mark(struct scan *s, const struct view *v, size_t from, size_t to,
	       enum redact_class class, bool certain);
/* Marks tokens first..last, both included. */
void scan_mark_tokens(struct scan *s, size_t first, size_t last, enum redact_class class,
		      bool certain);
/* The class that already marks any byte of a token; -1: none does. */
int scan_marked(const struct scan *s, size_t token);
/* Lexicon flags of the phrase of n words from token i on, single blanks or a hyphen between its
 * words; 0 if it is none, or the tokens are not n words in a row. */
uint32_t scan_phrase(const struct scan *s, size_t i, size_t n);

/* Whether token i is a word; that word; one of the words (small letters, blanks between them; a
 * token of digits alone is none); one of the signs.  False where there is no token i.  Words of
 * token_among are never written to: what was found in them is kept. */
bool token_is_word(const struct scan *s, size_t i);
bool token_is(const struct scan *s, size_t i, const char *word);
bool token_among(const struct scan *s, size_t i, const char *words);
bool token_is_sign(const struct scan *s, size_t i, char sign); /* of ASCII */
bool sign_among(const struct scan *s, size_t i, const char *signs);

void tokens_read(struct scan *s);

/* ---- rows of patterns ---------------------------------------------------------------------- */

enum pattern_at {
	AT_RUN, /* tried where a run of letters and digits begins, if a digit stands within `near`
		 * bytes from there, and at a + or ( before a digit */
	AT_CUE, /* tried at tokens that have a flag of `cue` */
};
struct pattern_row {
	const char *pattern; /* case does not matter; the mark is group 1, if there is one */
	enum pattern_at at;
	unsigned near; /* AT_RUN; 0: 8 */
	unsigned digits; /* AT_RUN: so many in a row stand within 24 bytes; spares most tries */
	uint32_t cue;  /* AT_CUE */
	enum redact_class class;
	bool doubtful; /* the mark is not certain */
};
/* The tables, one a file of finders; each ends with a row without a pattern. */
extern const struct pattern_row police_rows[], date_rows[];

struct patterns; /* all tables, compiled */
void patterns_free(struct patterns *p);
struct patterns *patterns_new(const struct own_pattern *own, size_t own_count, struct err *err)
	OWNED_BY(patterns_free);
/* Runs every row, and a form's own, over the plain view. */
void patterns_find(struct scan *s, const struct patterns *p);

/* ---- finders: each marks what it finds, in this order --------------------------------------- */

void find_contacts(struct scan *s);  /* e-mail, web, handles, IP addresses */
void find_numbers(struct scan *s);   /* phones, codes, runs of seven digits and more */
void find_police(struct scan *s);    /* rank and number, labelled numbers, call signs, references */
void find_dates(struct scan *s);     /* days, months, clocks, ages */
void find_locals(struct scan *s);    /* a force's own words */
void find_addresses(struct scan *s); /* number, words, street word; what follows it */
void find_places(struct scan *s);    /* towns, stations, hospitals, organisations */
void find_names(struct scan *s);     /* persons */
void find_address_rest(struct scan *s); /* numbers, codes, capitals beside an address */
void find_place_rest(struct scan *s); /* what goes on beside a mark, or stands in lines with one */
void find_strict(struct scan *s);    /* what is left with a capital, or is not known */
bool find_event(const struct scan *s); /* event, place and time close together */

struct redactor {
	struct patterns *patterns;
	const struct local_words *locals;
	bool strict;
};

#endif
