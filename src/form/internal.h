/*
 * What the files of the form floor share: the tree of nodes that a file is read into, and the
 * state of one reading; with them come the problems and the inside of a condition.  Nobody
 * outside src/form includes this.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FORM_INTERNAL_H
#define CANVASS_FORM_INTERNAL_H

#include "form/cond.h"

/* ---- the tree (read_yaml.c, node.c) ------------------------------------------------ */

enum node_type {
	NODE_TEXT,
	NODE_LIST,
	NODE_MAP,
	NODE_BAD, /* already complained of: whoever meets it says nothing more */
};

struct node {
	enum node_type type;
	enum problem bad; /* BAD: what is wrong with it */
	struct place at;
	const char *text; /* TEXT: NUL-ended, without the last line's end */
	size_t len;
	bool plain, block; /* TEXT: without quotes; written with | or > */
	bool flow;	   /* LIST: written with [ ] */
	bool as_key;	   /* a list or map where a key should stand */
	size_t from, to;   /* bytes of the source */
	struct node *key;  /* within a MAP */
	struct node *parent, *first, *last, *next;
	size_t count;
};

/* From now on the text, and places in it, are this source's.  Returns which it was before. */
unsigned source_turn(struct reading *r, unsigned source);
/* Whether the file is UTF-8 of a size and kind that can be read; finds its lines (source.c). */
bool source_right(struct reading *r);
/* The first sign in valid text (but for zeros) that a form must not hold, or -1. */
int32_t sign_first(const struct reading *r, const char *s, size_t len);
/* The sign at a byte of the source as U+00A0, in the scratch arena. */
const char *sign_name(struct reading *r, size_t byte);
/* How many bytes a key and its colon have at the beginning of a text; 0: there is none. */
size_t key_before(const char *s, size_t len);
/* Whether a text begins with a blank that is none to YAML, such as a no-break space. */
bool blank_first(const char *s, size_t len);
/* The same of what stands in a line (from 0) of the source: its words, or those behind a key. */
bool blank_in_line(const struct reading *r, size_t line, size_t *out_byte);
/* After a spot that libyaml cannot read (mend.c): what of it, or of its line, was mended. */
enum outcome { READ, AGAIN, STOP };
enum outcome mend(struct reading *r, size_t byte);
bool colon_before(const struct reading *r, size_t byte);
bool begin_wrong(struct reading *r, size_t byte, enum outcome *out);
bool mark_wrong(struct reading *r, const char *problem, size_t byte, enum outcome *out);
bool blank_wrong(struct reading *r, size_t at, size_t from);
/* What to do about a line (from 0) that has no key and colon, if only the blank is lacking. */
const char *blank_lost(const struct reading *r, size_t line);
/* What to do about a line (from 0) that does not line up, if a dash above it is what is wrong. */
const char *dash_lost(const struct reading *r, size_t line);
/* Whether a text begins with such a blank, or has it behind what looks like a key. */
bool blank_ahead(const struct reading *r, const struct node *node, size_t *out_byte);
/* The tree of the whole file, or NULL after a complaint.  Lives in the scratch arena. */
struct node *yaml_read(struct reading *r);

/* The entry of a map by its whole key ("ask (cy)"), or NULL.  Anything but a map has none. */
const struct node *node_get(const struct node *map, const char *key);
/* The first item of a list; a text stands for a list of itself; else NULL. */
const struct node *node_items(const struct node *node);
const struct node *node_next(const struct node *list, const struct node *item);
/* Where an entry's key stands, or the node itself has no key. */
struct place node_key_at(const struct node *node);
/* Where byte `offset` of a TEXT stands in the source. */
struct place node_inside(struct reading *r, const struct node *node, size_t offset,
			 unsigned width);
/* Where a byte of the source stands. */
struct place source_at(const struct reading *r, size_t byte, unsigned width);

/* What to do about a value that is wrong, if its key cannot be taken away; or NULL. */
const char *needed_hint(const struct node *node);
/* A map, list or text as the schema wants it; complains of E023 and returns false if not. */
bool node_is(struct reading *r, const struct node *node, enum node_type type,
	     const char *what);
bool node_is_map(struct reading *r, const struct node *node, const char *what);
bool node_is_text(struct reading *r, const struct node *node, const char *what);

struct key {
	const char *name;
	bool text; /* may stand in another language: `ask (cy)` */
};
/* Complains of keys that do not belong here (E021) and of their languages (E091, E092). */
void node_keys(struct reading *r, const struct node *map, const struct key *keys,
	       size_t n);

/* Every key of the language, place by place (keys.c): for the reader, and for editors. */
enum key_place {
	KEYS_FILE,
	KEYS_CONSENT,
	KEYS_CONTACT,
	KEYS_PAGE,
	KEYS_QUESTION,
	KEYS_CONDITION,
	KEYS_SCORE,
	KEYS_PRIVACY,
	KEYS_GROUP,
	KEYS_POSTER,
	KEYS__COUNT
};
struct key_row {
	const char *name;
	bool text;	   /* may stand in another language */
	unsigned needed;   /* must be there; of a question: bits of kind_rules */
	unsigned kinds;	   /* of a question: bits of those it belongs to */
	const char *shape; /* what its value looks like: a name in schema.json, or of schema.c */
	const char *help;  /* one sentence */
};
struct key_table {
	const char *name; /* in the schema: "page" */
	const struct key_row *rows;
	size_t count;
};
extern const struct key_table key_tables[KEYS__COUNT];
/* Whether a word that is no key is another program's for one. */
bool key_means(const char *word, const char *name);
/* Whether it is a key that must be there, wherever it may. */
bool key_needed(const char *word);
/* Whether it is a key, in some place, whose value is a text or a condition. */
bool key_holds_text(const char *word);
/* As node_keys, with the keys of a place. */
void node_table(struct reading *r, const struct node *map, enum key_place place);

/* The same for a map whose keys are ids of the author's; texts: entries may have languages. */
void node_own_keys(struct reading *r, const struct node *map);
/* True for `name (xx)`; out_name (with room for 64) gets the name, out_lang what is inside. */
bool key_has_language(const char *key, char out_name[64], char out_lang[16]);

/* ---- one reading (model.c) --------------------------------------------------------- */

struct name { /* one namespace: questions, conditions, repeats, scores */
	const char *id;
	unsigned line;
	struct name *next;
};

struct list { /* an option list */
	const char *id;
	const struct options *options;
	struct place at;
	struct list *next;
};

struct strange { /* an entry whose key was complained of: it belongs to no map like this one */
	const struct node *entry;
	struct strange *next;
};

struct pending { /* a condition, read once all questions are known */
	const struct node *node;
	bool is_page;
	unsigned owner; /* page or block */
	const struct cond *cond;
	struct pending *next;
};

struct piped { /* a text of a page that holds a brace */
	const struct node *node;
	int page; /* -1: not in a page */
	struct piped *next;
};

/* The bytes of one file, and where its lines begin. */
struct source {
	const char *text;
	size_t len;
	size_t *lines, line_count;
	unsigned diag; /* in diags->sources */
	const char *file; /* of a side file */
};

struct reading {
	struct form *form;
	struct diags *diags;
	struct arena *arena;   /* the form's */
	struct arena *scratch; /* the tree's and this reading's, gone afterwards */
	const char *text;      /* the source, and what was repaired of it */
	char *mended;
	size_t len;
	size_t *lines; /* where each line begins */
	size_t line_count;
	struct source *sources; /* [0]: the form, set while a side file is looked at */
	unsigned source;	/* whose text the four above are */
	const struct form_side *sides;
	size_t side_count;
	struct slot *slots; /* where the form's texts stand; NULL if nobody asks */
	const char *side_of[FORM_LANGUAGES]; /* by language: its side file, or NULL */
	bool side_failed[FORM_LANGUAGES];    /* that could not be read: no text of it is missed */
	bool gaps;	   /* a text that is missing in some language is no problem */
	const char *extra; /* a language to be read as if the form declared it last, or NULL */
	struct node *map;  /* the form's tree */
	struct name *names;
	struct strange *strange;
	struct name *spoilt; /* what was wrong already: whoever names it is not complained of */
	bool lost;	     /* so are all pages */
	bool torn;	     /* indents that do not fit: what the tree holds is not believed */
	unsigned torn_line;
	bool languages_lost; /* not what was meant: no text of any is missed, or too much */
	bool loop_failed[FORM_PAGES]; /* its `for each` was wrong */
	struct list *lists;
	struct pending *pending, *pending_last;
	struct piped *piped;
	size_t asked; /* questions met, also those there was no room for */
	int page;     /* where texts stand that are read now, or -1 */
	bool labels;  /* they are labels: nothing is piped into one */
	bool fresh;   /* not frozen yet: can it be published? */
	unsigned expected; /* wins over the form's; 0: not given */
	size_t steps; /* that proofs may still take, in all */
	const char **own_words[FORM_LANGUAGES]; /* form->words, while they are read */
	bool own_refused[FORM_LANGUAGES];	/* words of a language that we speak: told once */
	bool *own_told[FORM_LANGUAGES];		/* by word: what stands there was complained of */
	unsigned own_unknown[FORM_LANGUAGES];	/* ids that are none, and near to none */
	struct place own_at[FORM_LANGUAGES];	/* in a side file, where they belong */
	struct place pages_at, expected_at, breaks_at[FORM_BREAKS];
	struct place page_at[FORM_PAGES], theme_at[FORM_THEMES],
		question_at[FORM_QUESTIONS];
};

/*
 * How many rows the table of a month question has.  They follow from the form alone, never from
 * answers: from `last` before the day it opens, to the day it closes; 0 if it does not say these.
 */
unsigned month_rows(const struct form *form, const struct question *q);

/*
 * Reads and checks the form that r->text is, for diags; NULL after errors.  The tree and what else
 * lives in scratch stay until reading_done.
 */
struct form *reading_do(struct reading *r);
void reading_done(struct reading *r);

/* Copies a text into the form's arena. */
const char *keep(struct reading *r, const char *s);

/* ---- values of keys (take.c) ------------------------------------------------------- */

/* One text of at most so many characters, kept; NULL after a complaint. */
const char *take_one(struct reading *r, const struct node *node, unsigned most);
/* W012 for what stands behind a plain text on its line. */
void words_lost(struct reading *r, const struct node *node);
/* Each returns false if the key is absent or wrong (then it was complained of). */
bool take_text(struct reading *r, const struct node *map, const char *name, unsigned most,
	       struct text *out);
/* The same for a text of Markdown; W013 for what of it will not work (markup.c). */
bool take_markdown(struct reading *r, const struct node *map, const char *name,
		   unsigned most, struct text *out);
/* The same for a label, into which nothing can be piped: {{ is kept as the brace that it means. */
const char *take_label(struct reading *r, const struct node *node, unsigned most);
bool take_label_text(struct reading *r, const struct node *map, const char *name,
		     unsigned most, struct text *out);
/*
 * A list of texts, in each language as many; returns how many, 0 also after a complaint.  what:
 * what several of them are called.
 */
size_t lines_take(struct reading *r, const struct node *map, const char *name, const char *what,
		  unsigned most, size_t room, struct text *out);
bool take_uint(struct reading *r, const struct node *map, const char *name, unsigned low,
	       unsigned high, unsigned *out);
bool take_bool(struct reading *r, const struct node *map, const char *name, bool *out);
/* `1500 characters`, `24 months`: a number from 1 to most with one of its words behind it. */
bool take_measure(struct reading *r, const struct node *map, const char *name,
		  const char *word, unsigned most, unsigned *out);
/* An id with `-` instead of `_`, since it stands in the names of files: of forms and guides. */
bool slug_right(const char *s);
/* Such an id; E022 if it is missing, E024 if it has other signs: it is returned all the same. */
const char *take_slug(struct reading *r, const struct node *map, const char *name);
/* An id or a code as it must be (E024, E026). */
bool id_right(struct reading *r, const struct node *key);
bool code_right(struct reading *r, const struct node *key);
/* Whether it is a word of conditions or, as an id, of posted fields (E026). */
bool word_reserved(const char *s, bool id);
/* A whole number, perhaps negative, without leading zeros and of up to 6 digits. */
bool whole_number(const char *s, int *out);
/* Enters an id into the namespace; E025 if it is taken. */
void name_add(struct reading *r, const char *id, struct place at);
/* Something that others may name was wrong and is not there: they are not complained of too. */
void spoil(struct reading *r, const struct node *id);
/* Complains that something required is not in this map (E022). */
void missing(struct reading *r, const struct node *map, const char *name);

/* The language's English name, or NULL if the code is none (language.c). */
const char *language_name(const char *code);
/* Where the form, whose tree it is, declares a language. */
struct place language_at(const struct node *map, const char *code);

/* ---- parts of the model ------------------------------------------------------------ */

void languages_read(struct reading *r, const struct node *map);
void lists_read(struct reading *r, const struct node *map);
/* The options of a question: its own or a list's, `other` appended.  NULL if wrong. */
const struct options *options_read(struct reading *r, const struct node *question,
				   const struct text *other);
/* Whole numbers in steps of one, up or down, all through. */
bool options_step(const struct options *o);

bool bands_read(struct reading *r, const struct node *node, struct bands *out);
/* E036 unless all of low..high falls into a band. */
void bands_cover(struct reading *r, const struct node *node, const struct bands *b,
		 int low, int high);

/* W041 for bands that lie outside of low..high. */
void bands_reached(struct reading *r, const struct node *node, const struct bands *b, int low,
		   int high);

void pages_read(struct reading *r, const struct node *list);
/* E023 if a map's hint leads away from it; instead: where links belong. */
void hint_check(struct reading *r, const struct node *map, const char *instead);
/* The first entry of a map whose key the first language has not, or NULL. */
const struct node *code_strange(const struct node *map, const struct node *first);
/* E090, E093 unless `statements` has the same ids in each language. */
bool sentences_same(struct reading *r, const struct node *map, const struct node *first);
/* A question by the id that stands at node; NULL after E051, which calls it `what`. */
const struct question *question_named(struct reading *r, const struct node *node,
				      const char *what);
void themes_read(struct reading *r, const struct node *map);
void theme_words_read(struct reading *r, const struct node *map);
/* `theme` and `themes` of a page or question; leaves what is not said. */
void theme_take(struct reading *r, const struct node *map, int *theme, uint32_t *themes);
void privacy_read(struct reading *r, const struct node *map);
void poster_read(struct reading *r, const struct node *map);
/* Warns of what cards, strips and slips may have no room for. */
void poster_room_check(struct reading *r, const struct node *map);
void scores_read(struct reading *r, const struct node *map);
void scorecard_read(struct reading *r, const struct node *list);
void conditions_read(struct reading *r, const struct node *map);
void pending_read(struct reading *r);
void pipes_check(struct reading *r);
void form_check(struct reading *r, const struct node *map);
void form_prove(struct reading *r);

/* ---- for people to read (show.c) --------------------------------------------------- */

/* One text wrapped, with each line after so many blanks; first: what stands before it. */
void show_wrap(struct buf *out, unsigned indent, const char *first, const char *s);
/* The same, or nothing if there is no such text. */
void show_line(struct buf *out, unsigned indent, const char *first, const struct text *text,
	       unsigned lang);
/* The number that a block's question bears (show_report.c), and "questions 1, 2 and 5 to 8". */
unsigned show_number(const struct form *form, unsigned block);
void show_numbers(const struct form *form, const bool of[FORM_QUESTIONS], struct buf *out);
void show_bands(const struct bands *bands, struct buf *out);
/* Which groups are shown side by side; and what else becomes of the answers. */
void show_breaks(const struct form *form, unsigned lang, struct buf *out);
void show_report(const struct form *form, unsigned lang, struct buf *out);

/* ---- side files (texts.c, sides.c) -------------------------------------------------- */

enum slot_type {
	SLOT_SECTION, /* a map of other slots */
	SLOT_ITEMS,   /* a list of sections, in the form's order */
	SLOT_TEXT,
	SLOT_LABELS, /* a map of codes (or statements' ids) and texts, with the form's keys */
	SLOT_WORDS,  /* theme words: a list that need not be there */
	SLOT_LINES,  /* a list of texts, in each language as many */
	SLOT_OWN,    /* our own words */
};

/* Where a form's text stands in a side file.  The slots of a form have the shape of that file. */
struct slot {
	enum slot_type type;
	const char *key;     /* in the side file; NULL of an item */
	struct node *owner;  /* TEXT, LABELS, WORDS, LINES: the form's map that holds the text */
	const char *name;    /* its key there */
	struct node *base;   /* the text, labels or words in the first language */
	const char *noun;    /* SECTION: its keys are ids of a ...; NULL: keys of the language */
	const struct node *said; /* what a side file has in reading->extra */
	struct slot *first, *last, *next;
	size_t count;
};
/* All texts of a form, in scratch. */
struct slot *slots_find(struct reading *r, struct node *form);
/*
 * Reads the side files and hangs their texts into the form's tree, each beside its own: `ask (cy)`
 * beside `ask`.  So whoever reads the form needs to know nothing of side files.
 */
void sides_read(struct reading *r, struct node *form);
/* The bytes of the form in a frozen text; the sides behind it go to out, at most `room`. */
size_t sides_split(const char *text, size_t len, struct form_side *out, size_t room,
		   size_t *out_count, struct arena *a);
/* A text as the value of a key behind so many blanks, and the line's end (translate.c). */
void yaml_put(struct buf *out, unsigned indent, const char *s);
/* Says that a text is missing in a language (E090), and where to put it. */
void text_missing(struct reading *r, const struct node *first, const char *name,
		  unsigned lang);

/* ---- our own words (words_read.c) ---------------------------------------------------- */

/* The value of the form's key `words`; of a side file's, for its language.  map: may be NULL. */
void words_read(struct reading *r, const struct node *map);
void words_side_read(struct reading *r, const struct node *map, unsigned lang);
/* E094 for each language that we do not speak, whose words are not all there.  map: the form's. */
void words_check(struct reading *r, const struct node *map);

/* ---- kinds (kind.c and kind_*.c) --------------------------------------------------- */

enum {
	KIND_STATEMENTS = KIND__COUNT,
	KIND_RULES
}; /* statements: a block, no kind of answer */

struct kind_rule {
	const char *name;
	/* Reads the keys of this kind; the common ones are read already. */
	void (*read)(struct reading *r, const struct node *map, struct question *q);
};
extern const struct kind_rule kind_rules[KIND_RULES];
/* The rule's index for a name, or -1. */
int kind_find(const char *name);
/* Why a type of question is not offered, or NULL. */
const char *kind_refused(const char *name);
/* The type for what other programs call one, or NULL. */
const char *kind_meant(const char *name);
/* E021 and E031: keys that no question has, or this kind has not. */
void question_keys(struct reading *r, const struct node *map, int rule);

/* What several kinds share: `or`, `required`, `message`; options with `other`; how many. */
void kind_required(struct reading *r, const struct node *map, struct question *q);
void kind_options(struct reading *r, const struct node *map, struct question *q);
void kind_how_many(struct reading *r, const struct node *map, struct question *q);
void kind_up_to(struct reading *r, const struct node *map, struct question *q,
		unsigned usual, unsigned most);

void kind_choose_one_read(struct reading *r, const struct node *map, struct question *q);
void kind_choose_any_read(struct reading *r, const struct node *map, struct question *q);
void kind_scale_read(struct reading *r, const struct node *map, struct question *q);
void kind_statements_read(struct reading *r, const struct node *map, struct question *q);
void kind_number_read(struct reading *r, const struct node *map, struct question *q);
void kind_month_read(struct reading *r, const struct node *map, struct question *q);
void kind_rank_read(struct reading *r, const struct node *map, struct question *q);
void kind_short_text_read(struct reading *r, const struct node *map, struct question *q);
void kind_long_text_read(struct reading *r, const struct node *map, struct question *q);
void kind_note_read(struct reading *r, const struct node *map, struct question *q);

#endif
