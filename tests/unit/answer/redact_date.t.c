/*
 * Days, clocks and ages: what is marked, and what tells nobody anything.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <string.h>

#include "answer/redact.h"
#include "tests/tap.h"

#include "redact_marked.h"

static const struct marked_case marked[] = {
	{ "it was 03/04/24", "it was [DATE]" },
	{ "3.4.2024", "[DATE]" },
	{ "2024-04-03", "[DATE]" },
	{ "since 12/03", "since [DATE]" },
	{ "4th March", "[DATE]" },
	{ "March 4th", "[DATE]" },
	{ "4 March 2024", "[DATE]" },
	{ "on May 5, 2021", "on [DATE]" },
	{ "Tues 4th", "[DATE]" },
	{ "last Tues at 0230", "[DATE]" },
	{ "on Friday 12th", "on [DATE]" },
	{ "1st of May", "[DATE]" },
	{ "the first of May", "the [DATE]" },
	{ "twenty-first of June", "[DATE]" },
	{ "Christmas Eve 2023", "[DATE]" },
	{ "New Year's Eve", "[DATE]" },
	{ "Boxing Day", "[DATE]" },
	{ "it was the 14th", "it was [DATE]" },
	{ "on the 3rd we met", "on [DATE] we met" },
	{ "12-Jan-2019", "[DATE]" },
	{ "01JAN24", "[DATE]" },
	{ "Jan. 5", "[DATE]" },
	{ "3-5 May", "[DATE]" },
	{ "3rd and 4th of May", "[DATE]" },
	{ "2024-04-03T14:05:33Z", "[DATE]" },
	{ "last Tuesday was bad", "[DATE] was bad" },
	{ "Saturday at 3pm", "[DATE]" },
	{ "0230 on Tuesday", "[DATE]" },
	{ "from mon 14th", "from [DATE]" },
	{ "Sunday, 21 December 2025", "[DATE]" },
	{ "at 02:30", "at [TIME]" },
	{ "0230hrs", "[TIME]" },
	{ "14.30 hrs", "[TIME]" },
	{ "at 2.30am", "at [TIME]" },
	{ "half past two in the morning", "[TIME]" },
	{ "at 0230", "at [TIME]" },
	{ "by 02.30", "by [TIME]" },
	{ "14:05:33", "[TIME]" },
	{ "5 o'clock", "[TIME]" },
	{ "five o'clock", "[TIME]" },
	{ "about 3ish", "about [TIME]" },
	{ "2-4pm", "[TIME]" },
	{ "0700-1900", "[TIME]" },
	{ "2200 to 0700", "[TIME]" },
	{ "quarter to five", "[TIME]" },
	{ "ten past 3", "[TIME]" },
	{ "twenty past six", "[TIME]" },
	{ "at half two", "at [TIME]" },
	{ "2.30 in the morning", "[TIME]" },
	{ "it was aged 34", "it was [AGE]" },
	{ "a 34-year-old", "a [AGE]" },
	{ "34 yr old", "[AGE]" },
	{ "34yo", "[AGE]" },
	{ "34 y/o", "[AGE]" },
	{ "dob 01/02/1980", "[AGE]" },
	{ "D.O.B. 1.2.80", "[AGE]" },
	{ "born in 1980", "[AGE]" },
	{ "born in May 1980", "[AGE]" },
	{ "date of birth: 3 May 1980", "[AGE]" },
	{ "I'm 34", "I'm [AGE]" },
	{ "I am 45 years old", "I am [AGE]" },
	{ "she was forty-two.", "she was [AGE]." },
	{ "age 54", "[AGE]" },
	{ "at the age of 30", "at the [AGE]" },
	{ "aged between 20 and 30", "[AGE]" },
	{ "I had turned 30", "I had [AGE]" },
	{ "my 7 year old", "my [AGE]" },
	{ "a forty-five year old man", "a [AGE] man" },
	{ "my 50th birthday", "my [AGE]" },
};
/* Said by everybody, of nobody. */
static const struct marked_case clean[] = {
	{ "a year ago, last year, in May", NULL },
	{ "May 2024", NULL },
	{ "since 2019", NULL },
	{ "in March 2020 and June 2021", NULL },
	{ "on Mondays and Tuesdays", NULL },
	{ "on Friday", NULL },
	{ "the last Friday of the month", NULL },
	{ "24/7", NULL },
	{ "a 1:1 meeting", NULL },
	{ "a 2:1 ratio", NULL },
	{ "a ratio of 1:15", NULL },
	{ "a 50/50 split", NULL },
	{ "8/10 and 10/10", NULL },
	{ "20 years' service", NULL },
	{ "5 years ago", NULL },
	{ "10 years in the job", NULL },
	{ "a 10 year old computer", NULL },
	{ "in her 40s", NULL },
	{ "in his thirties", NULL },
	{ "1200 hours of overtime", NULL },
	{ "from 2015 to 2020", NULL },
	{ "by 2020", NULL },
	{ "£2.50 a day and 2.5%", NULL },
	{ "we have 3 at night", NULL },
	{ "ten to two officers", NULL },
	{ "one to three officers", NULL },
	{ "half of us", NULL },
	{ "may 5 of us be moved", NULL },
	{ "we march 10 miles", NULL },
	{ "I sat 4 hours", NULL },
	{ "the 1st time", NULL },
	{ "on the 3rd floor", NULL },
	{ "the 21st century", NULL },
	{ "I'm 100% behind it", NULL },
	{ "I am 6 foot tall", NULL },
	{ "I'm 2 years from retirement", NULL },
	{ "I was 5 miles away", NULL },
	{ "he was 20 minutes late", NULL },
	{ "turned 3 people away", NULL },
	{ "Windows 10", NULL },
};

int
main(void)
{
	const uint32_t classes = 1u << REDACT_DATE | 1u << REDACT_TIME | 1u << REDACT_AGE;

	check_marked(marked, ARRAY_LEN(marked), classes);
	check_marked(clean, ARRAY_LEN(clean), classes);
	return tap_done();
}
