/*
 * What a person is told when an answer cannot be taken: what to do, never what is "invalid".
 * The words themselves stand with all others of ours (form/wording.h).
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

static const enum word says[SAY__COUNT] = {
	[SAY_NOT_OFFERED] = WORD_ERROR_NOT_OFFERED,
	[SAY_ONE_ONLY] = WORD_ERROR_ONE_ONLY,
	[SAY_REQUIRED] = WORD_ERROR_REQUIRED,
	[SAY_REQUIRED_NUMBER] = WORD_ERROR_REQUIRED_NUMBER,
	[SAY_ALONE] = WORD_ERROR_ALONE,
	[SAY_AT_LEAST] = WORD_ERROR_AT_LEAST,
	[SAY_AT_MOST] = WORD_ERROR_AT_MOST,
	[SAY_TOO_LONG] = WORD_ERROR_TOO_LONG,
	[SAY_TOO_MUCH] = WORD_ERROR_TOO_MUCH,
	[SAY_NOT_WHOLE] = WORD_ERROR_NOT_WHOLE,
	[SAY_RANGE] = WORD_ERROR_RANGE,
	[SAY_BOTH] = WORD_ERROR_BOTH,
	[SAY_MONTH_HALF] = WORD_ERROR_MONTH_HALF,
	[SAY_MONTH] = WORD_ERROR_MONTH,
	[SAY_YEAR] = WORD_ERROR_YEAR,
	[SAY_MONTH_FUTURE] = WORD_ERROR_MONTH_FUTURE,
	[SAY_MONTH_PAST] = WORD_ERROR_MONTH_PAST,
	[SAY_RANK_PLACES] = WORD_ERROR_RANK_PLACES,
	[SAY_RANK_TWICE] = WORD_ERROR_RANK_TWICE,
	[SAY_RANK_GAP] = WORD_ERROR_RANK_GAP,
};

const char *
say_words(struct arena *a, const struct trouble *trouble, const struct speech *speech)
{
	SCOPED(buf) out = { 0 };

	if (trouble->say == SAY_NOTHING)
		return "";
	word_fill(&out, says[trouble->say], speech, trouble->one, trouble->two);
	return arena_copy(a, out.data, out.len);
}

const char *
say_number(struct arena *a, long long n)
{
	/* without a sign between thousands: each language has another one */
	return arena_printf(a, "%lld", n);
}
