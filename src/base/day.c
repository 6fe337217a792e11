/*
 * Days, and nothing finer: whole days since 1970-01-01 in UTC, in the Gregorian calendar.
 * No function here gives the time of day, so that none can be stored by mistake; the
 * monotonic clock is for deadlines and means nothing outside this process.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "base/base.h"

#define DAYS_BEFORE_1970 719468 /* from 0000-03-01 to 1970-01-01 */
#define DAYS_400_YEARS	 146097

struct date {
	int year, month, day;
};

int
day_today(void)
{
	return (int)(time(NULL) / 86400);
}

uint64_t
clock_ms(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now))
		die("no monotonic clock");
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/*
 * Years are counted from March, so that the leap day is the last of its year and the
 * months' lengths follow (153 m + 2) / 5.
 */
static int
day_from_date(struct date d)
{
	int year = d.month > 2 ? d.year : d.year - 1;
	int month = (d.month + 9) % 12;
	int era = year / 400;
	int of_era = year % 400;
	int of_year = (153 * month + 2) / 5 + d.day - 1;

	return era * DAYS_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
	       DAYS_BEFORE_1970;
}

static struct date
date_from_day(int day)
{
	int days = day + DAYS_BEFORE_1970;
	int era = days / DAYS_400_YEARS;
	int in_era = days % DAYS_400_YEARS;
	int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int in_year = in_era - (365 * year + year / 4 - year / 100);
	int month = (5 * in_year + 2) / 153;
	struct date d = {
		.year = era * 400 + year + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = in_year - (153 * month + 2) / 5 + 1,
	};

	if (day < -DAYS_BEFORE_1970 || d.year > 9999)
		die("day %d is beyond the calendar", day);
	return d;
}

bool
day_parse(const char *s, int *out_day)
{
	struct date d = { 0 }, back;

	for (int i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9')
			return false;
	if (s[10])
		return false;
	for (int i = 0; i < 4; i++)
		d.year = d.year * 10 + s[i] - '0';
	d.month = (s[5] - '0') * 10 + s[6] - '0';
	d.day = (s[8] - '0') * 10 + s[9] - '0';
	if (d.year < 1 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31)
		return false;
	/* 31 April comes back as 1 May: what does not come back the same is no day. */
	back = date_from_day(day_from_date(d));
	if (back.month != d.month)
		return false;
	*out_day = day_from_date(d);
	return true;
}

void
day_format(int day, char out[11])
{
	struct date d = date_from_day(day);

	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000,
		 (unsigned)d.month % 100, (unsigned)d.day % 100);
}

void
day_words(int day, char *out, size_t size)
{
	static const char *const months[] = {
		"January", "February", "March",	    "April",   "May",	   "June",
		"July",	   "August",   "September", "October", "November", "December",
	};
	struct date d = date_from_day(day);

	snprintf(out, size, "%d %s %d", d.day, months[d.month - 1], d.year);
}
