/*
 * Random forms for tests: the text of a form, and a model of its own of what that text says.
 * The model shares nothing with the program's form: whoever believes it has read the language's
 * description, not the code.
 *
 * The same seed gives the same form.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_DRAW_FORM_H
#define CANVASS_TEST_DRAW_FORM_H

#include "base/base.h"

enum {
	M_PAGES = 8,
	M_BLOCKS = 24,
	M_QUESTIONS = 48,
	M_OPTIONS = 12,
	M_TURNS = 5,
	M_LOOPS = 2,
	M_NAMED = 3,
	M_SCORES = 2,
	M_LANGS = 2,
	M_BANDS = 5,
	M_LISTED = 3,
};

enum m_kind {
	M_ONE,
	M_ANY,
	M_SCALE,
	M_NUMBER,
	M_MONTH,
	M_RANK,
	M_SHORT,
	M_LONG,
	M_NOTE,
	M_STATEMENTS, /* of blocks alone: its questions are scales, or choose one */
	M_KINDS
};

enum m_op { M_AND, M_OR, M_NOT, M_NAME, M_TEST };
enum m_test { M_ANSWERED, M_IS, M_INCLUDES, M_INCLUDES_ALL, M_RANGE };

struct m_cond {
	enum m_op op;
	struct m_cond *parts[3];
	unsigned part_count;
	unsigned named;	  /* NAME */
	enum m_test test; /* TEST, and all that follows */
	int question;	  /* -1: the number of a loop's turns */
	unsigned loop;
	bool negated;
	uint32_t options;     /* IS, INCLUDES of choices */
	int listed[M_LISTED]; /* IS of a number */
	unsigned listed_count;
	int low, high;	   /* RANGE: both ends belong */
	const char *words; /* of a test, as the form spells it */
};

struct m_band {
	int low, high;
	bool open;
};

struct m_question {
	char id[16];
	enum m_kind kind;
	unsigned page, block;
	int loop; /* or -1 */
	const char *ask[M_LANGS];
	unsigned option_count; /* `other` is the last of them */
	char codes[M_OPTIONS][12];
	const char *labels[M_OPTIONS][M_LANGS];
	bool from_list, other, no_answer, required;
	uint32_t alone;
	unsigned at_least, at_most;
	bool between; /* said in the form */
	int low, high;
	unsigned band_count;
	struct m_band bands[M_BANDS];
	const char *unit[M_LANGS];
	unsigned last_months;
	unsigned a_year; /* parts of a year that are stored: 4, 2 or 1 */
	unsigned up_to;
};

struct m_block {
	enum m_kind kind;
	unsigned page, first, count; /* questions */
	struct m_cond *show_if;
	bool follow_up;
	const char *ask[M_LANGS]; /* of a note: its text */
};

struct m_page {
	const char *title[M_LANGS];
	struct m_cond *show_if;
	int loop;
	unsigned first, count; /* blocks */
	bool gives_or;	       /* `or` stands on the page */
};

struct m_loop {
	char id[16];
	unsigned most, first, last; /* turns; pages */
	const char *another[M_LANGS];
};

struct m_named {
	char id[16];
	struct m_cond *when;
	bool labels;
};

struct m_score {
	char id[16];
	unsigned from[6], from_count;
	bool average, has_points;
	unsigned at_least;
	unsigned point_count;
	char codes[M_OPTIONS][12];
	int points[M_OPTIONS];
	unsigned band_count;
	struct m_band bands[M_BANDS];
};

struct model {
	uint64_t seed;
	struct arena *arena;
	unsigned lang_count;
	const char *title[M_LANGS];
	bool consent, agree, check_answers, save;
	unsigned list_count; /* the one option list; 0: none */
	const char *list_labels[M_OPTIONS][M_LANGS];
	unsigned page_count, block_count, question_count, loop_count, named_count,
		score_count;
	struct m_page pages[M_PAGES];
	struct m_block blocks[M_BLOCKS];
	struct m_question questions[M_QUESTIONS];
	struct m_loop loops[M_LOOPS];
	struct m_named named[M_NAMED];
	struct m_score scores[M_SCORES];
	const char *yaml;
	size_t yaml_len;
};

extern const char *const m_languages[M_LANGS];
extern const char *const m_no_answer[M_LANGS]; /* the label of `or` */
extern const char *const m_other[M_LANGS];

/* In the arena. */
struct model *model_draw(uint64_t seed, struct arena *a);
/* Writes model->yaml (draw_form_yaml.c). */
void model_spell(struct model *m);
bool chance(struct dice *d, unsigned percent);

/* ---- what a person types into one question (draw_form_typed.c) ------------------------ */

struct m_typed {
	uint32_t bits; /* radios or boxes that are ticked */
	bool no_answer;
	bool stray;	 /* a code that was never offered is posted as well */
	const char *box; /* number, text, or the words of `other`; NULL: left empty */
	const char *month, *year;
	uint8_t places[M_OPTIONS]; /* of each option in a rank, from 1; 0: none */
};

/* Something that the question takes; now: year * 12 + month - 1. */
struct m_typed typed_draw(const struct m_question *q, struct dice *d, unsigned now,
			  struct arena *a);
/* Something that it must not take; false: it takes all that can be typed. */
bool typed_draw_wrong(const struct m_question *q, struct dice *d, unsigned now,
		      struct arena *a, struct m_typed *out);

#endif
