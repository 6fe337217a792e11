/*
 * What a person is told when an answer cannot be taken: what to do, never what is "invalid".
 * The same rows serve `submit`.
 *
 * The Welsh is a draft: a translator must read it before use.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/internal.h"

const struct say_row say_rows[SAY__COUNT] = {
	[SAY_NOTHING] = { "", "" },
	[SAY_NOT_OFFERED] = { "Choose one of the answers shown",
			      "Dewiswch un o'r atebion a ddangosir" },
	[SAY_ONE_ONLY] = { "Choose one answer only", "Dewiswch un ateb yn unig" },
	[SAY_REQUIRED] = { "Select an answer, or \"{1}\"", "Dewiswch ateb, neu \"{1}\"" },
	[SAY_REQUIRED_NUMBER] = { "Enter a number, or select \"{1}\"",
				  "Rhowch rif, neu dewiswch \"{1}\"" },
	[SAY_ALONE] = { "Choose either \"{1}\" or other answers, not both",
			"Dewiswch naill ai \"{1}\" neu atebion eraill, nid y ddau" },
	[SAY_AT_LEAST] = { "Choose at least {1}", "Dewiswch o leiaf {1}" },
	[SAY_AT_MOST] = { "Choose at most {1}", "Dewiswch {1} ar y mwyaf" },
	[SAY_TOO_LONG] = { "Make this shorter: {1} characters; at most {2}",
			   "Gwnewch hyn yn fyrrach: {1} nod; {2} ar y mwyaf" },
	[SAY_TOO_MUCH] = { "Make this shorter: all your answers together are too long",
			   "Gwnewch hyn yn fyrrach: mae eich atebion i gyd yn rhy hir" },
	[SAY_NOT_WHOLE] = { "Enter a whole number in digits, such as {1}",
			    "Rhowch rif cyfan mewn digidau, megis {1}" },
	[SAY_RANGE] = { "Enter a number from {1} to {2}", "Rhowch rif o {1} i {2}" },
	[SAY_BOTH] = { "Enter an answer or select \"{1}\", not both",
		       "Rhowch ateb neu dewiswch \"{1}\", nid y ddau" },
	[SAY_MONTH_HALF] = { "Enter both a month and a year", "Rhowch fis a blwyddyn" },
	[SAY_MONTH] = { "Enter the month as a number from 1 to 12",
			"Rhowch y mis fel rhif o 1 i 12" },
	[SAY_YEAR] = { "Enter the year in four digits, such as 2026",
		       "Rhowch y flwyddyn mewn pedwar digid, megis 2026" },
	[SAY_MONTH_FUTURE] = { "Enter a month that has begun",
			       "Rhowch fis sydd wedi dechrau" },
	[SAY_MONTH_PAST] = { "Enter a month of the last {1} months, or leave this empty",
			     "Rhowch fis o'r {1} mis diwethaf, neu gadewch hyn yn wag" },
	[SAY_RANK_PLACES] = { "Use places from 1 to {1}",
			      "Defnyddiwch leoedd o 1 i {1}" },
	[SAY_RANK_TWICE] = { "Give place {1} to one answer only",
			     "Rhowch le {1} i un ateb yn unig" },
	[SAY_RANK_GAP] = { "Give place {1} to one of the answers",
			   "Rhowch le {1} i un o'r atebion" },
};

const char *
say_words(struct arena *a, const struct trouble *trouble, const char *language)
{
	const struct say_row *row = &say_rows[trouble->say];
	const char *words = str_same(language, "cy") ? row->cy : row->en;
	SCOPED(buf) out = { 0 };

	for (const char *p = words; *p; p++) {
		if (str_starts(p, "{1}") || str_starts(p, "{2}")) {
			const char *arg = p[1] == '1' ? trouble->one : trouble->two;

			buf_puts(&out, arg ? arg : "");
			p += 2;
		} else {
			buf_putc(&out, *p);
		}
	}
	return arena_copy(a, out.data ? out.data : "", out.len);
}

const char *
say_number(struct arena *a, long long n)
{
	char plain[24], out[32];
	size_t len, at = 0;

	snprintf(plain, sizeof(plain), "%lld", n);
	len = strlen(plain);
	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0 && plain[i - 1] != '-')
			out[at++] = ',';
		out[at++] = plain[i];
	}
	return arena_copy(a, out, at);
}
