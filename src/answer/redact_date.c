/*
 * Days and clocks: their shapes in figures.  What is in words: redact_date_word.c; ages:
 * redact_age.c.  A lone year stays, and so does a month with its year: neither tells the day.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_police.h"

#define BEGIN "(?<![\\p{L}\\p{N}/:.\\-])"
#define END   "(?![\\p{L}\\p{N}])(?![/:\\-]\\d)(?!\\.\\d)"
#define MONTH \
	"(?:(?=[jfmasond])" \
	"(?:jan(?:uary)?|feb(?:ruary|uary|urary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|" \
	"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))"
#define NTH  "(?:st|nd|rd|th)"
#define DAY  "(?:[12]\\d|3[01]|0?[1-9])"
#define YEAR "(?:(?:19|20)\\d\\d|'?\\d\\d(?![:.]?\\d))"
/* "the 4 may have": a verb */
#define NO_VERB \
	"(?! (?:be|have|has|not|also|well|need|want|feel|get|go|take|come|only|never|" \
	"even|do|make|" \
	"seem|think|know|say|see|lead|cause|help|still|find|work|or)\\b)"
#define FOUR  "(?:[01]\\d|2[0-4])[:.]?[0-5]\\d"
#define CLOCK "(?:[01]?\\d|2[0-4])"
#define HALF  "(?: ?[ap]\\.?m\\b\\.?)"
/* Two figures that are no clock: a ratio, a score. */
#define NO_RATIO "(?! ?(?:ratio|split|odds|scale|score|win|loss|draw|\\:))"

/* What a clock may be the first half of: 2-4pm, 0700 to 1500. */
#define TILL " ?(?:-|to|and|until|till|til|&) ?"

const struct pattern_row date_rows[] = {
	/* 03/04/24, 3.4.2024, 04-03-2024; 2024-04-03T14:05:33Z */
	{ .pattern = BEGIN
	  "((?:\\d{1,2}([/.\\-])\\d{1,2}\\g2(?:(?:19|20)\\d\\d|\\d\\d)|"
	  "\\d{1,2} / \\d{1,2} / (?:19|20)?\\d\\d|"
	  "(?:19|20)\\d\\d([/.\\-])(?:0?[1-9]|1[0-2])\\g3(?:3[01]|[0-2]?\\d))"
	  "(?:(?:T| (?=\\d\\d:\\d\\d:))\\d\\d:?\\d\\d(?::?\\d\\d)?(?:\\.\\d{1,9})?"
	  "(?: ?Z|[+\\-]\\d\\d:?\\d\\d)?)?(?![\\p{L}\\p{N}])(?!/\\d)|"
	  /* 12/03: both of two figures, or "on" before it; 10/10 and 1/2 are none */
	  "(?!10/10|24/7)(?:(?:0[1-9]|[12]\\d|3[01])/(?:0[1-9]|1[0-2])|"
	  "(?<=on )(?<![a-z]on )" DAY "[/.](?:1[0-2]|0?[1-9]))" END "(?! ?(?:am|pm|%)))",
	  .at = AT_RUN,
	  .near = 1,
	  .class = REDACT_DATE },
	/* 4th March, 1st of May, 12-Jan-2019, 3-5 May, 01Jan24 */
	{ .pattern = BEGIN
	  "(?=\\d{1,2}" NTH "?(?: ?[/&,.\\-] ?\\d| ?[/&,.\\-]{0,2} ?[a-z]))"
	  "(?:" DAY NTH "?(?: ?[\\-/&,] ?| (?:to|and|or|until|till) )(?:the )?)?" DAY
	  "(?: ?" NTH ")?(?: day)?(?: of)?[ .,/\\-]{0,2}(?:the month of )?" MONTH
	  "(?![\\p{L}])" NO_VERB "\\.?(?:[ ,./\\-]{0,2}(?:of )?" YEAR
	  ")?(?![\\p{L}\\p{N}])",
	  .at = AT_RUN,
	  .near = 1,
	  .class = REDACT_DATE },
	/* March 4th, Jan. 5, April 3-5, 2024; small "may 5" and "march 10" are verbs */
	{ .pattern =
		  "(?-i:(?!(?:may|march|mar|dec|sep) \\d{1,2}(?![\\dstnr])(?!,? (?:19|"
		  "20)\\d\\d)))" MONTH
		  "(?!\\p{L})\\.?[ \\-/]?(?:the )?" DAY NTH "?"
		  "(?:(?: ?[\\-/&,] ?| (?:to|and) )(?:the )?" DAY NTH
		  "?(?![\\d:]))?(?![\\p{L}\\d%])"
		  "(?![:.]\\d)(?! (?:officer|people|of us|of the|new|per|staff|shift|"
		  "week|day|month|"
		  "year|hour|time|PC|job|call|incident|crime|assault|arrest|thousand|hundred))"
		  "(?:(?:, ?| )" YEAR "(?!\\p{L}))?",
	  .at = AT_CUE,
	  .cue = LEX_MONTH,
	  .class = REDACT_DATE },
	/* 2024 April 3 */
	{ .pattern = BEGIN "(?:19|20)\\d\\d[ ,\\-/]{1,2}" MONTH "[ \\-/]" DAY NTH "?" END,
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 4,
	  .class = REDACT_DATE },

	/* Clocks, one after the other as they are tried: 2am, 2.30 pm, 2-4pm, 3ish am; */
	{ .pattern = BEGIN
	  "(?=\\d{1,2}+(?:[:;h.\\d]| ?[\\-&aphiouztnbg]| (?:u?ntil|till|this)))(?:"
	  "(?:(?:1[0-2]|0?\\d)(?:[:.][0-5]\\d)?" HALF "?" TILL ")?"
	  "(?:2[0-3]|1\\d|0?\\d)(?:[:.][0-5]\\d|[0-5]\\d)?(?: ?ish)?" HALF
	  "(?![\\p{L}\\p{N}])|"
	  /* 0700-1900, 2200 to 0700 (2010 to 2015 are years); */
	  "(?!(?:19|20)\\d\\d" TILL "(?:19|20)\\d\\d)" FOUR
	  "(?: ?(?:-|to|until|till|til) ?|(?<=between \\d{4}) and )" FOUR
	  "(?: ?(?:hrs?|hours))?" END "|"
	  /* 0230hrs, 0230 hours, 14.30 hrs ("1200 hours of overtime" last); */
	  FOUR " ?(?:h\\b|hrs?\\b|hours?\\b|z\\b)"
	  "(?! (?:of |over|per|a |each|toil|owed|in lieu|worth|train|since|flex|leave))|"
	  /* 3ish, 5 o'clock; "at 3 in the morning", but not "we have 3 at night"; */
	  "(?:1[0-2]|0?[1-9])(?:[:.][0-5]\\d)?(?: ?ish| ?o ?'? ?clock| (?:noon|midday|midnight)|"
	  "(?<=[:.]\\d\\d)(?= in the )|"
	  "(?:(?<=\\bat \\d)|(?<=\\bat \\d\\d)|(?<=\\bat \\d[:.]\\d\\d)|(?<=\\buntil \\d)|"
	  "(?<=\\btill \\d)|(?<=\\babout \\d)|(?<=\\baround \\d)|(?<=\\bby \\d)|(?<=\\bto \\d))"
	  "(?= in the | at night| this ))(?: in the (?:morning|afternoon|evening)|"
	  " at night| this (?:morning|afternoon|evening))?" END "|"
	  /* 02:30, 14:05:33, but no ratio */
	  "(?<!ratio )(?<!ratio of )(?<!scale )(?<!score )(?<!odds )" CLOCK
	  "[:;h][0-5]\\d(?::[0-5]\\d)?(?:\\.\\d{1,6})?(?: ?(?:hrs?|hours|h|z|gmt|bst|utc)\\b)?"
	  "(?![\\p{L}\\p{N}])" NO_RATIO ")",
	  .at = AT_RUN,
	  .near = 1,
	  .class = REDACT_TIME },
	/* at 0230, by 02.30, around 2.30; only after "at" may four figures look like a year */
	{ .pattern = BEGIN
	  "(?=\\d{4}|\\d\\d?\\.\\d\\d)(?:(?:(?<=\\bat )|(?<=@ )|(?<=@)|(?<=\\bat about "
	  ")|(?<=\\bat around )|"
	  "(?<=\\bat approx )|(?<=\\bat approximately )|(?<=\\bat roughly )|(?<=\\btime )|"
	  "(?<=\\btime: )|(?<=\\bcirca ))(?:[01]\\d|2[0-4])[0-5]\\d|"
	  "(?:(?<=\\bat )|(?<=@)|(?<=\\bby )|(?<=\\bfrom )|(?<=\\buntil )|(?<=\\btill )|"
	  "(?<=\\babout )|(?<=\\baround )|(?<=\\bapprox )|(?<=\\bsince )|(?<=\\bafter )|"
	  "(?<=\\bbefore )|(?<=\\bbetween )|(?<=\\bapproximately )|(?<=\\broughly )|(?<=\\bto ))"
	  "(?:(?!19|20)(?:[01]\\d|2[0-4])[0-5]\\d(?! \\d)|(?:1\\d|2[0-4]|0?\\d)\\.[0-5]\\d))" END
	  "(?! ?(?:people|officers|per\\b|pounds|m\\b|k\\b|mil|bn|bil|%|staff|jobs|"
	  "calls|more|hours|"
	  "of |times|crimes|incidents|members|ft|km|mm|cm|kg|seconds|minutes|days|GHz|points))",
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 2,
	  .class = REDACT_TIME },
	/* 0230: only a clock begins with a nought; 0800 1111 is a telephone */
	{ .pattern = BEGIN "0\\d[0-5]\\d" END "(?! ?\\d)(?! number)",
	  .at = AT_RUN,
	  .near = 1,
	  .digits = 4,
	  .class = REDACT_TIME,
	  .doubtful = true },

	/* 34-year-old, 34 yr old, 6 months old; a ten year old car is none */
	{ .pattern = BEGIN
	  "\\d{1,3}(?:"
	  "(?:\\.5|,|/\\d{1,2}| and a half)?[ \\-]?(?:years?|yrs?|yr's|months?|mths?|"
	  "weeks?|wks?)'?[ \\-]?(?:old|of[ \\-]age|young)s?\\b"
	  "(?! (?:\\p{L}{1,12} )?(?:car|van|vehicle|laptop|computer|system|kit|radio|building|"
	  "polic(?:y|ies)\\b|legislation|software|phone|fleet|problem|case|job|investigation|"
	  "desktop|printer|equipment|uniform|house|station|machine|issue|database|file|complaint|"
	  "crime|incident|joke|plan|boiler|carpet|chair)s?\\b)|"
	  /* 34yo, 34 y/o; 34 yr male; my 30th birthday */
	  "[ \\-]?(?:y(?:r|rs)?\\.?[/ ]?o\\b\\.?|(?:yrs?|years?)[ \\-]"
	  "(?:male|female|man|woman|boy|girl|lad)\\b)|" NTH " birthday)",
	  .at = AT_RUN,
	  .near = 1,
	  .class = REDACT_AGE },
	{ .pattern = NULL },
};
