/*
 * What can be wrong with a form or a guide, and how it is told.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_FORM_PROBLEMS_H
#define CANVASS_FORM_PROBLEMS_H

#include "form/form.h"

struct reading;

enum problem {
	E001,
	E001_SIGN,
	E001_BLANK,
	E002,
	E003,
	E003_SIGN,
	E003_ESCAPE,
	E004,
	E005,
	E005_COLON,
	E006,
	E006_SIDE,
	E007,
	E008,
	E008_KEY,
	E009,
	E010,
	E011,
	E011_OPEN,
	W012,
	W013,
	E020,
	E020_GUIDE,
	E020_TEXTS,
	E020_WORDS,
	E021,
	E022,
	E023,
	E024,
	E025,
	E026,
	E027,
	W027,
	E028,
	E029,
	E030,
	E031,
	E032,
	E033,
	E034,
	E035,
	E036,
	E037,
	E038,
	E039,
	E040,
	E040_HOLDS,
	W041,
	E050,
	E051,
	E052,
	E052_HERE,
	E052_BELOW,
	E053,
	E054,
	E055,
	E056,
	E057,
	E058,
	E059,
	W060,
	E061,
	E061_OPEN,
	E061_TURN,
	E061_LABEL,
	E062,
	W063,
	E070,
	E071,
	E072,
	W073,
	W077,
	W077_MANY,
	E074_SHARED,
	E074_ALL,
	E075,
	E076,
	E080,
	W081,
	W082,
	E090,
	E090_ALL,
	E091,
	E092,
	E093,
	E093_LINES,
	E093_MORE,
	E094,
	E095,
	W096,
	W100,
	E110,
	E111,
	E112,
	PROBLEM__COUNT
};

struct problem_row {
	const char *code;  /* "E030"; two rows may share one */
	const char *words; /* {1} to {4} are filled in */
	const char *help;  /* what to do, for the manual */
};
extern const struct problem_row problems[PROBLEM__COUNT];

struct place {
	unsigned line, col, width; /* from 1, in characters */
	unsigned source; /* in reading->sources: 0 is the form, then its side files */
};

/*
 * Adds a diagnostic: the row's words with {1} to {4} taken from args, which ends with
 * NULL.  hint: NULL for the row's own help.
 */
void complain_words(struct reading *r, enum problem p, struct place at, const char *hint,
		    const char *const *args);
#define complain(r, p, at, hint, ...) \
	complain_words((r), (p), (at), (hint), (const char *const[]){ __VA_ARGS__, NULL })
/* `did you mean "x"?` for the nearest of the words, or NULL. */
const char *did_you_mean(struct reading *r, const char *word, const char *const *words,
			 size_t n);
/* The same; where none is near and there are few, all of them: "its codes: officer, staff". */
const char *meant_or_list(struct reading *r, const char *word, const char *intro,
			  const char *const *words, size_t n);
/* A number as text, in the scratch arena. */
const char *digits(struct reading *r, long long n);

#endif
