/*
 * What may be told.  Exact counts live and die inside this floor: what leaves it is a
 * struct summary of published cells, and the one way from exact to published is
 * disclose() (disclose.h).
 *
 * Pure: no file, no clock, no randomness.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_SUMMARY_H
#define CANVASS_SUMMARY_H

#include "answer/answer.h"
#include "answer/redact.h"
#include "base/base.h"
#include "form/board.h"
#include "form/form.h"
#include "summary/coding.h"
#include "summary/disclose.h"

/* ---- the plan: which tables there are, fixed by the form (summary/plan.c, cross.c) ---- */

enum { KEYS_MOST = 40, GROUPS_MOST = 16 };

struct key_label {
	const char *key;
	struct text label;
};
/* Several keys that may be told as one: bits of the variable's keys. */
struct key_group {
	const char *key;
	struct text label;
	uint64_t members;
};
struct key_groups {
	size_t count;
	struct key_group items[GROUPS_MOST];
};
struct table_plan {
	const char *id;	       /* "told", or "contacted-by-role" */
	const char *asked, *by_id; /* the question's or score's id; by_id: "" without break-down */
	int question;	       /* index; -1: a score */
	int score;	       /* index; -1: a question */
	int strength_of;       /* theme of the form whose strength it is; -1: it is none */
	int by;		       /* in privacy.breaks; -1: all people */
	enum table_kind kind;
	enum kind asked_as; /* choose one, scale ...; a score counts as KIND_NUMBER */
	int theme;
	bool everyone;		    /* nothing hides it: each respondent was asked */
	uint64_t alone;	      /* TABLE_ANY: bits of rows that nobody ticks beside another */
	unsigned least, most; /* TABLE_ANY: how many a person ticks; 0: not said */
	/*
	 * By question, or NULL: those that alone decide who is asked this (of a score: that
	 * alone decide it), and those that decide who stands in which column.
	 */
	const bool *parents, *by_questions;
	bool by_condition;
	bool ladder[LEVEL__COUNT];  /* the levels that may be used */
	struct text title, by_title;
	struct text lead; /* what stands above a block of statements, or none */
	struct key_label rows[KEYS_MOST], columns[KEYS_MOST]; /* without "*" and "-" */
	size_t row_count, column_count;			      /* column_count 0: no break-down */
	struct key_groups row_merges;	 /* declared merges; none for TABLE_ANY */
	struct key_groups column_merges; /* declared merges of the group variable */
	struct key_groups column_folds;	 /* its fall-back groups */
};
struct plan {
	const struct form *form;
	struct table_plan *tables; /* a question's own table stands before its break-downs */
	size_t count;
	/*
	 * Those before are of questions and scores.  From here on there is one for each theme that
	 * comments of everybody may carry: TABLE_ANY with the one row "carries", whose base is who
	 * wrote such a comment.  They follow from the form alone and are no part of plan_write.
	 */
	size_t question_count;
};
/*
 * The tables of a form, in the order in which it asks.  A question in a repeat is a
 * TABLE_ANY: it counts people.  Not crossed: what the form says not to; a question by
 * itself, or by a condition that tests it; what only one group can be asked.  Months have
 * a table where the form has its days; posters' places have none yet: they are not in the
 * form.
 */
struct plan *plan_make(const struct form *form, struct arena *a) MUST_USE;
#define THEME_CARRIES "carries" /* the one row of a theme's table */
/*
 * Themes of the form, as bits, whose comments may be told of: those of a question of long text that
 * everybody is asked.  Elsewhere a strength or a quote would tell how many were asked.
 */
uint32_t plan_themes(const struct form *form) MUST_USE;
/*
 * Tables and variables as disclosure control sees them, without any count: to read back what was
 * published.  Points into the plan.  Tables of all people come first, then break-downs.
 */
struct figures *plan_figures(const struct plan *plan, const struct policy *policy,
			     struct arena *a) MUST_USE;
/* Whether a release of it can be made at all: ERR_INPUT, "D08: ..." for too many cells. */
bool plan_good(const struct plan *plan, struct err *err) MUST_USE;
/*
 * S0, the frozen plan: all that decides what can be told, as one canonical JSON text.  Its
 * SHA-256 is the plan's hash.
 */
void plan_write(const struct plan *plan, struct buf *out);
/* The same for people: which tables, by what, what is put together, and the limits. */
void plan_show(const struct plan *plan, struct buf *out);

/* ---- exact counts (summary/tally.c): never printed, never written ---------------- */

struct exact { /* one table; [row_count] and [column_count] stand for "-": left it out */
	const struct table_plan *plan;
	uint32_t *counts;   /* (row_count + 1) * (column_count + 1), row by row */
	uint32_t *answered; /* column_count + 1: who answered the question, by group */
	uint32_t answered_all;
};
struct tally;
struct tally *tally_new(const struct plan *plan, struct arena *a) MUST_USE;
/* Counts one record.  Tables count people: in a repeat an option counts once. */
void tally_add(struct tally *t, const struct record *record);
/*
 * Counts the comments of one person whom tally_add has counted: themes of the form (bits) that what
 * they wrote may carry, and that it carries.  At most once a person; who wrote nothing needs none.
 */
void tally_add_themes(struct tally *t, uint32_t may, uint32_t carries);
/* Adds all that another tally of the same plan has counted, of other people. */
void tally_merge(struct tally *to, const struct tally *from);
uint32_t tally_responses(const struct tally *t);
/* All tables, in the plan's order. */
const struct exact *tally_exact(const struct tally *t);
const struct plan *tally_plan(const struct tally *t);

/* ---- disclosure control (summary/publish.c; the rules: disclose.h) -------- */

/* 10, 5, 20, 30, 10 by default; all others follow from the form's smallest group. */
struct policy policy_from(const struct form *form);
/* How something has moved since an earlier wave, from published numbers alone (change.c). */
enum change_class { CHANGE_NONE, CHANGE_SAME, CHANGE_REWORDED, CHANGE_OPTIONS, CHANGE_NEW,
		    CHANGE_GONE, CHANGE__COUNT };
extern const char *const change_names[CHANGE__COUNT]; /* "", "same", "reworded", ... */
enum change_say { SAY_NOTHING, SAY_UP, SAY_DOWN, SAY_NO_CLEAR, SAY__COUNT };
extern const char *const change_says[SAY__COUNT]; /* "", "up", "down", "no clear change" */
struct change {
	enum change_class class;
	const char *from; /* the earlier wave */
	int n, base, pct; /* of then, as published; -1: null */
	enum marker marker; /* of then; MARK_X: there was none */
	bool known;	  /* both sides published and class is CHANGE_SAME */
	double points, low, high; /* hundredths: 12 is twelve points more */
	bool ranged; /* low and high are known: of a side that asked all there are, they are not */
	enum change_say say;
};

struct key_text {
	const char *key, *label;
};
struct cell {
	const char *key; /* of its column; "*": all people */
	const char *label;
	const char *const *of; /* the keys that a merged column holds; NULL: none */
	size_t of_count;
	int n, pct; /* -1: null */
	enum marker marker;
};
struct row {
	const struct change *change; /* of all people's cell; NULL: no earlier wave was given */
	const char *key, *label; /* "*": the bases */
	const char *const *of;	 /* the keys that a merged row holds; NULL: none */
	size_t of_count;
	struct cell *cells; /* columns in order, "*" last */
	size_t cell_count;
};
struct table {
	const char *id, *title, *question, *by; /* by: "" without break-down */
	/* By column ("*" last): the release it is reprinted from, 0: fresh.  NULL: none is. */
	const unsigned *held;
	const char *question_title, *by_title; /* each alone; title has both */
	const char *lead;    /* above a block of statements, or "" */
	enum table_kind kind;
	enum kind asked_as; /* choose one, scale ...: for the chart's shape */
	bool everyone;	    /* each respondent was asked */
	const char *when;   /* the condition under which it was asked, as the form has it, or "" */
	const struct key_text *options; /* all answers that the form offers, whatever is told */
	size_t option_count;
	enum change_class class; /* against the last wave; CHANGE_NONE: none was given */
	const char *change_from; /* that wave, or "" */
	int theme;
	enum ladder_level level;
	struct passed passed[LEVEL__COUNT]; /* from the top */
	size_t passed_count;
	struct row *rows; /* "*" first; none at level nothing */
	size_t row_count;
};

/*
 * THE seam: the only function that turns exact counts into what may be printed, all
 * tables of a release together, since what one tells another must not betray.  exact,
 * out: count of each, in the plan's order; responses: exact.  Nothing under policy->whole
 * responses; 0..t-1 is one hidden class; all else is rounded; what could be narrowed by
 * subtraction goes down the ladder.
 */
void tables_publish(const struct exact *exact, size_t count, uint32_t responses,
		    const struct policy *policy, unsigned lang, struct table *out, struct arena *a);

/* ---- intervals (summary/interval.c): made of published numbers only -------------- */

struct interval {
	bool known;
	double low, high; /* fractions from 0 to 1 */
};
struct interval tally_interval(unsigned hits, unsigned asked, unsigned expected);
struct interval tally_interval_rounded(unsigned hits, unsigned asked, unsigned expected,
				       unsigned off);

/* ---- the summary (summary/summary.c) --------------------------------------------- */

struct theme_terms { /* in alphabetical order; redacted */
	const char *const *items;
	size_t count;
};
/* What can be said of how a theme was coded; what may be told of it follows. */
struct theme_coding {
	bool coded;		/* every comment that may carry it, of the batches told */
	enum agree_band band;	/* AGREE_NOT: not coded by two */
	bool waits; /* for more comments, since another theme of the same questions was told */
	struct theme_terms terms; /* of the batches told */
	/* By earlier release: of the batches of then, for a line that is held. */
	const struct theme_terms *then;
	size_t then_count;
};
struct coding_told {
	struct theme_coding *themes; /* by theme of the form */
	bool any;		     /* somebody has coded something */
	unsigned book_version;
	/* Added by the coders, in use, and by themselves: named, without a strength. */
	const char *const *found;
	size_t found_count;
};

struct theme_result {
	const char *id, *title;
	int n, base, pct; /* base: who commented; -1: null */
	enum marker marker; /* MARK_X: not coded yet, or the coders agree too little */
	const char *strength; /* in words: "most", "about half", "too few to say" */
	const char *why;    /* why it is [x] or [u], in a sentence or two; "" */
	struct interval range;
	unsigned held;	    /* the release it is reprinted from; 0: fresh */
	const char *const *terms;
	size_t term_count;
	struct change change;
	size_t *tables;	    /* in summary.tables: its closed questions */
	size_t table_count;
	const char *const *quotes; /* by their words */
	size_t quote_count;
};

/* ---- quotes (summary/quotes.c) ---------------------------------------------------- */

struct quote { /* redacted, and passed by two people */
	const char *text;
	int theme;
	const unsigned char *person; /* 32 bytes, the same for all quotes of one person */
	const char *name;	     /* decides between two of one person */
	uint32_t classes[REDACT__COUNT]; /* how many labels of each class are in it */
};
struct theme_quotes { /* of one theme */
	const char **texts; /* sorted by their words, so that their order tells nothing */
	size_t count;
	uint32_t classes[REDACT__COUNT];
};
/*
 * S9: of those that were passed, what may leave.  One of each person in a theme, and none of a
 * theme in which fewer than threshold people wrote (people: by theme, exact).  Texts only: no name,
 * no group, no question goes along.  The result has an entry for each theme.
 */
struct theme_quotes *quotes_choose(const struct quote *passed, size_t count,
				   const uint32_t *people, size_t themes,
				   unsigned threshold, struct arena *a) MUST_USE;

/* One point of the form's scorecard: the printed share of its best answers among all people. */
struct score_point {
	const char *id, *title, *lead;
	const char *best; /* which answers count, in words: "Yes"; "Agree, Strongly agree" */
	int n, base, pct; /* -1: null */
	enum marker marker;
};

/* ---- what the team says (summary/board.c): --words FILE ------------------------------ */

enum {
	HEADLINES_MOST = 5,
	HEADLINE_WORDS = 25,
	BOARD_LINES = 12,
	OPPORTUNITIES_MOST = 40,
	DID_PAIRS_MOST = 12
};
struct opportunity { /* what could be better */
	int theme; /* -1: of none */
	const char *said, *department, *quarter;
};
struct board { /* passed redaction; numbers are filled in from published cells */
	const char *headlines[HEADLINES_MOST];
	size_t headline_count;
	struct opportunity opportunities[OPPORTUNITIES_MOST];
	size_t opportunity_count;
	struct did_pair { /* what was said, and what was done about it: for posters */
		const char *said, *did, *who; /* who: department, or "" */
	} pairs[DID_PAIRS_MOST];
	size_t pair_count;
	/* The page for the quarterly board. */
	struct board_part {
		const char *id, *title;
		const char *lines[BOARD_LINES];
		size_t line_count;
	} parts[5]; /* last quarter, next quarter, benefits, challenges, actions */
};

struct summary {
	const struct form *form; /* as it was asked; NULL: read back from summary.json */
	const char *survey, *form_id, *form_hash, *form_title, *wave;
	const char *run_by, *read_by, *language;
	bool invented, unconfirmed;
	bool draft;	  /* a working copy: no release, but under the same rules */
	unsigned release; /* from 1; a draft has the number that the next release will have */
	struct policy policy;
	int responses; /* rounded; -1: under `whole` */
	unsigned responses_held; /* the release it is reprinted from; 0: fresh */
	unsigned expected; /* 0: not said */
	unsigned batches;
	const char *released; /* a day, "2026-12-01" */
	struct table *tables;
	size_t table_count;
	struct theme_result *themes;
	size_t theme_count;
	struct score_point *scorecard;
	size_t scorecard_count;
	size_t quote_count; /* of all themes */
	const struct coding_told *coding; /* NULL: nobody has coded yet */
	const struct board *board;	  /* NULL: no --words */
	const char *released_by; /* "one key holder", "two people"; "" of a draft */
	/* Earlier waves as they were published, oldest first; changes are against the last. */
	const struct summary *const *waves;
	size_t wave_count;
	const char *notes[40]; /* plain words for the reader */
	size_t note_count;
	/*
	 * The same as the ledger keeps it, for disclosed_write: figures tells tables and variables,
	 * and holds no count.
	 */
	const struct disclosed *disclosed;
	const struct figures *figures;
};

struct summary_about { /* what does not come from the answers */
	const char *survey, *form_hash, *wave;
	bool invented, unconfirmed;
	unsigned expected, batches;
	const char *released;
	unsigned lang;
	bool draft;
	bool two_people; /* a second person confirmed it */
	/* NULL: that of the last release, or the form's; else raised above both, never lower. */
	const struct policy *policy;
	/*
	 * The earlier releases, oldest first: counted anew from the batches of then, by the same
	 * plan, and what each printed (disclosed_read with plan_figures).
	 */
	const struct tally *const *earlier;
	const struct disclosed *const *published;
	size_t earlier_count;
	/* One of `published`, to be told once more as it was; NULL: a new release. */
	const struct disclosed *said;
	/* By theme of the form, as quotes_choose gives them; NULL: none.  None under `whole`. */
	const struct theme_quotes *quotes;
	const struct coding_told *coding; /* NULL: nobody has coded */
	const struct board_words *words;  /* form/board.h; NULL: none */
	/* Published earlier waves, oldest first (summary_read). */
	const struct summary *const *waves;
	size_t wave_count;
	const struct disclose_watch *watch; /* or NULL */
};
/* The files below read it too: "nearly all" and so on, of a published share; pct < 0: "". */
const char *strength_words(int pct);
/* The interval of a cell of a table (row 1 and on), from its printed count and base. */
struct interval summary_interval(const struct summary *s, const struct table *t,
				 const struct row *row, size_t column);
/*
 * Publishes every table of the plan; lives in the arena and holds no exact number.  ERR_INPUT:
 * what was published earlier does not fit the counts of then, or counts have become fewer
 * ("D06: ..."); the policy is lower than the form's or an earlier release's; too many cells.
 */
struct summary *summary_publish(const struct tally *t, const struct summary_about *about,
				struct arena *a, struct err *err) MUST_USE;

/*
 * For evaluators, never with a release: what was held back and by which rule, in plain words, a
 * line each.  Says only what follows from the release and the rules; no exact number.
 */
void summary_explain(const struct summary *s, struct buf *out);
/* The same of one table; nothing if all of it is told. */
void summary_explain_table(const struct summary *s, const struct table *t, struct buf *out);

/* ---- waves (summary/summary_read.c, change.c) ----------------------------------------- */

/*
 * A published summary.json as it was.  ERR_INPUT, with where: not one, of a version that is not
 * known, or altered so that its numbers contradict each other.  form, disclosed, figures and
 * waves of the result are NULL.
 */
struct summary *summary_read(const char *text, size_t len, struct arena *a, struct err *err);
/*
 * R. G. Newcombe's hybrid score interval (Statistics in Medicine 17 (1998) 873-890, method 10) of
 * the difference second minus first, each from its own limits.
 */
struct interval interval_change(double p1, struct interval first, double p2,
				struct interval second);
/* Which class a table is of against that of an earlier wave; then: NULL if there is none. */
enum change_class change_classify(const struct table *now, const struct table *then);
/* Fills change of each row and theme of s against the last of s->waves.  Their numbers alone. */
void changes_make(struct summary *s, struct arena *a);
/* Of one row of all people; now's row and then's may be NULL. */
struct change change_of(const struct summary *now, const struct table *table, const struct row *row,
			const struct summary *then, const struct table *then_table);
/* The same of a theme's strength, and of a point of the scorecard; NULL: it is gone. */
struct change change_theme(const struct summary *now, const struct theme_result *theme,
			   const struct summary *then, const char *id);
struct change change_score(const struct summary *now, const struct score_point *point,
			   const struct summary *then, const char *id);
/*
 * One thing over all waves, oldest first, s itself last: what was published of it, for a line.
 * Fills at most `most` points and returns how many.
 */
struct series_point {
	const char *wave;
	bool there;	    /* that wave has it: published or hidden */
	bool comparable;    /* the wave before has the same: a line may join them */
	int n, base, pct;   /* -1: null */
	enum marker marker; /* MARK_X: not there */
	struct interval range;
};
size_t series_row(const struct summary *s, const char *table, const char *key,
		  struct series_point *out, size_t most);
size_t series_theme(const struct summary *s, const char *id, struct series_point *out, size_t most);
size_t series_score(const struct summary *s, const char *id, struct series_point *out, size_t most);
/* The table, row, theme or point with that id, or NULL. */
const struct score_point *summary_point(const struct summary *s, const char *id);
const struct table *summary_table(const struct summary *s, const char *id);
const struct row *table_row(const struct table *t, const char *key);
const struct theme_result *summary_theme(const struct summary *s, const char *id);

/* Fills references of the team's words from published cells.  ERR_INPUT with file, line and what is
 * not published; needs all else of the summary. */
const struct board *board_fill(const struct summary *s, const struct board_words *words,
			       struct arena *a, struct err *err) MUST_USE;

#endif
