/*
 * What the words in the column `type` mean, in all the ways in which they are written, and why
 * some of them have no place in an anonymous form.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>
#include <strings.h>

#include "form/import.h"

#define NO_PLACE "; an anonymous form has no place for it"
#define DEVICE	 "this would record the device" NO_PLACE
#define SIM	 "this would record the SIM card" NO_PLACE
#define POINT	 "a point on a map can tell who somebody is; ask in choices"
#define PICTURE	 "a picture shows faces and places, and holds more that nobody sees"
#define OUTSIDE	 "its options stand outside the workbook: put them on the choices sheet"

/*
 * Small letters; blanks, _ and - are all one.  The types of the XLSForm specification, then those
 * that pyxform's dictionary of question types still knows.  Of those that are refused each has its
 * reason: it stands in the report, and is what the author reads.
 */
static const struct {
	const char *name;
	enum take take;
	const char *why;
} types[] = {
	{ "note", TAKE_NOTE, NULL },
	{ "text", TAKE_TEXT, NULL },
	{ "string", TAKE_TEXT, NULL },
	{ "integer", TAKE_INTEGER, NULL },
	{ "int", TAKE_INTEGER, NULL },
	{ "number of days in last month", TAKE_INTEGER, NULL },
	{ "number of days in last six months", TAKE_INTEGER, NULL },
	{ "number of days in last year", TAKE_INTEGER, NULL },
	{ "range", TAKE_RANGE, NULL },
	{ "decimal", TAKE_DECIMAL, NULL },
	{ "percentage", TAKE_PERCENTAGE, NULL },
	{ "acknowledge", TAKE_ACKNOWLEDGE, NULL },
	{ "trigger", TAKE_ACKNOWLEDGE, NULL },
	{ "date", TAKE_DATE, NULL },
	{ "calculate", TAKE_CALCULATE, NULL },
	{ "calculation", TAKE_CALCULATE, NULL },

	{ "hidden", TAKE_REFUSED, "what people cannot see they cannot agree to" },
	{ "hidden value", TAKE_REFUSED, "what people cannot see they cannot agree to" },
	{ "xml external", TAKE_REFUSED,
	  "it loads another file; a form here is one file" },
	{ "csv external", TAKE_REFUSED,
	  "it loads another file; a form here is one file" },
	{ "time", TAKE_REFUSED, "a time can tell who somebody is; ask in bands" },
	{ "datetime", TAKE_REFUSED,
	  "a day and time can tell who somebody is; ask in bands" },
	{ "date time", TAKE_REFUSED,
	  "a day and time can tell who somebody is; ask in bands" },
	{ "geopoint", TAKE_REFUSED, POINT },
	{ "geotrace", TAKE_REFUSED, POINT },
	{ "geoshape", TAKE_REFUSED, POINT },
	{ "location", TAKE_REFUSED, POINT },
	{ "gps", TAKE_REFUSED, POINT },
	{ "osm", TAKE_REFUSED, POINT },
	{ "image", TAKE_REFUSED, PICTURE },
	{ "photo", TAKE_REFUSED, PICTURE },
	{ "picture", TAKE_REFUSED, PICTURE },
	{ "signature", TAKE_REFUSED, "a signature is a name" },
	{ "audio", TAKE_REFUSED, "a voice is known to everybody who has heard it" },
	{ "video", TAKE_REFUSED, "a video shows faces and places" },
	{ "file", TAKE_REFUSED, "a file holds names, places and times that nobody sees" },
	{ "barcode", TAKE_REFUSED, "a code on a card leads to a person" },
	{ "phone number", TAKE_REFUSED, "a telephone number leads to a person" },
	{ "email address", TAKE_REFUSED, "an e-mail address leads to a person" },

	{ "start", TAKE_TRACKING, "this would record when somebody began" NO_PLACE },
	{ "start time", TAKE_TRACKING, "this would record when somebody began" NO_PLACE },
	{ "end", TAKE_TRACKING, "this would record when somebody ended" NO_PLACE },
	{ "end time", TAKE_TRACKING, "this would record when somebody ended" NO_PLACE },
	{ "today", TAKE_TRACKING, "this would record the day" NO_PLACE },
	{ "deviceid", TAKE_TRACKING, DEVICE },
	{ "device id", TAKE_TRACKING, DEVICE },
	{ "imei", TAKE_TRACKING, DEVICE },
	{ "subscriberid", TAKE_TRACKING, SIM },
	{ "subscriber id", TAKE_TRACKING, SIM },
	{ "simserial", TAKE_TRACKING, SIM },
	{ "sim serial", TAKE_TRACKING, SIM },
	{ "sim id", TAKE_TRACKING, SIM },
	{ "phonenumber", TAKE_TRACKING,
	  "this would record the telephone number" NO_PLACE },
	{ "username", TAKE_TRACKING, "this would record the user's name" NO_PLACE },
	{ "user name", TAKE_TRACKING, "this would record the user's name" NO_PLACE },
	{ "email", TAKE_TRACKING, "this would record the e-mail address" NO_PLACE },
	{ "audit", TAKE_TRACKING, "this would record each step and its time" NO_PLACE },
	{ "start geopoint", TAKE_TRACKING,
	  "this would record where somebody is" NO_PLACE },
	{ "background geopoint", TAKE_TRACKING,
	  "this would record where somebody is" NO_PLACE },
	{ "background audio", TAKE_TRACKING,
	  "this would record what is said nearby" NO_PLACE },
	{ "audio audit", TAKE_TRACKING,
	  "this would record what is said nearby" NO_PLACE },
	{ "text audit", TAKE_TRACKING,
	  "this would record each question and its time" NO_PLACE },
	{ "caseid", TAKE_TRACKING, "this would record whose case it is" NO_PLACE },
	{ "enumerator", TAKE_TRACKING, "this would record who asks" NO_PLACE },
	{ "device info", TAKE_TRACKING, DEVICE },
	{ "devicephonenum", TAKE_TRACKING,
	  "this would record the telephone number" NO_PLACE },
	{ "comments", TAKE_REFUSED,
	  "what an interviewer notes beside the questions is no answer" },

	{ "begin group", TAKE_BEGIN_GROUP, NULL },
	{ "begin repeat", TAKE_BEGIN_REPEAT, NULL },
	{ "begin lgroup", TAKE_BEGIN_REPEAT, NULL },
	{ "begin looped group", TAKE_BEGIN_REPEAT, NULL },
	{ "end group", TAKE_END_GROUP, NULL },
	{ "end repeat", TAKE_END_REPEAT, NULL },
	{ "end lgroup", TAKE_END_REPEAT, NULL },
	{ "end looped group", TAKE_END_REPEAT, NULL },
};

/* The same, whatever words follow them. */
static const struct {
	const char *name;
	enum take take;
	const char *why;
} families[] = {
	{ "osm", TAKE_REFUSED, POINT },
	{ "sensor", TAKE_TRACKING,
	  "this would record how the device is moved, and what is around it" NO_PLACE },
	{ "speed violations", TAKE_TRACKING,
	  "this would record how fast somebody answers" NO_PLACE },
};

/* Before the name of a list; the longest that fits counts. */
static const struct {
	const char *name;
	enum take take;
} choices[] = {
	{ "select one", TAKE_CHOOSE_ONE },
	{ "select1", TAKE_CHOOSE_ONE },
	{ "select one from", TAKE_CHOOSE_ONE },
	{ "select one using", TAKE_CHOOSE_ONE },
	{ "select one prompt using", TAKE_CHOOSE_ONE },
	{ "add select one prompt using", TAKE_CHOOSE_ONE },
	{ "q select1", TAKE_CHOOSE_ONE },
	{ "select multiple", TAKE_CHOOSE_ANY },
	{ "select multiple from", TAKE_CHOOSE_ANY },
	{ "select multiple using", TAKE_CHOOSE_ANY },
	{ "add select multiple prompt using", TAKE_CHOOSE_ANY },
	{ "select all that apply", TAKE_CHOOSE_ANY },
	{ "select all that apply from", TAKE_CHOOSE_ANY },
	{ "q select", TAKE_CHOOSE_ANY },
	{ "select", TAKE_CHOOSE_ANY },
	{ "rank", TAKE_RANK },
	{ "rank from", TAKE_RANK },
	{ "odk:rank", TAKE_RANK },
	{ "select one external", TAKE_REFUSED },
	{ "select multiple external", TAKE_REFUSED },
	{ "select one from file", TAKE_REFUSED },
	{ "select multiple from file", TAKE_REFUSED },
	{ "rank from file", TAKE_REFUSED },
	{ "cascading select", TAKE_REFUSED },
};

/* What people are told when they spelt one of these wrongly. */
static const char *const known[] = {
	"select_one",
	"select_multiple",
	"select_one_from_file",
	"rank",
	"note",
	"text",
	"integer",
	"decimal",
	"range",
	"acknowledge",
	"date",
	"calculate",
	"hidden",
	"time",
	"datetime",
	"geopoint",
	"image",
	"audio",
	"video",
	"file",
	"barcode",
	"begin_group",
	"end_group",
	"begin_repeat",
	"end_repeat",
	"deviceid",
	"username",
	"start",
	"end",
	"today",
	"select one",
	"select multiple",
	"begin group",
	"end group",
	"begin repeat",
	"end repeat",
};

/* How far s is the words of name, whichever blanks it uses; NULL if it is not. */
static const char *
words_begin(const char *s, const char *name)
{
	for (; *name; name++) {
		if (*name == ' ') {
			size_t n = strspn(s, " _-");

			if (!n)
				return NULL;
			s += n;
		} else if (tolower((unsigned char)*s++) != *name) {
			return NULL;
		}
	}
	return s;
}

static bool
words_are(const char *s, const char *name)
{
	const char *end = words_begin(s, name);

	return end && !*end;
}

/* `L or other`: the list, and whether there is more. */
static void
list_split(struct arena *a, const char *rest, struct type_in *out)
{
	static const char *const others[] = { "or specify other", "or other" };
	size_t len = strlen(rest);

	for (size_t at = 1; at < len; at++) {
		for (size_t i = 0; i < ARRAY_LEN(others); i++) {
			if (rest[at - 1] != ' ' || !words_are(rest + at, others[i]))
				continue;
			out->other = true;
			len = at - 1;
		}
	}
	out->list = words_flat(a, arena_copy(a, rest, len));
}

/* The longest name wins: `select one from` must not become a list called `from`. */
static bool
choice_read(struct arena *a, const char *type, struct type_in *out)
{
	const char *longest = NULL;
	size_t which = 0;

	for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
		const char *end = words_begin(type, choices[i].name);

		if (end && (!*end || *end == ' ') && (!longest || end > longest)) {
			longest = end;
			which = i;
		}
	}
	if (!longest)
		return false;
	out->take = choices[which].take;
	out->why = OUTSIDE;
	list_split(a, longest + strspn(longest, " "), out);
	if (!*out->list)
		out->list = NULL;
	else if (strstr(out->list, "${")) {
		out->take = TAKE_REFUSED;
		out->why = "its options come from answers; they must be known beforehand";
	}
	return true;
}

static bool
simple_read(const char *type, struct type_in *out)
{
	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		if (!words_are(type, types[i].name))
			continue;
		out->take = types[i].take;
		out->why = types[i].why;
		return true;
	}
	for (size_t i = 0; i < ARRAY_LEN(families); i++) {
		const char *end = words_begin(type, families[i].name);

		if (!end || !strchr(" _-", *end))
			continue;
		out->take = families[i].take;
		out->why = families[i].why;
		return true;
	}
	return false;
}

struct type_in
import_type(struct import *m, const char *type)
{
	struct type_in out = { .take = TAKE_UNKNOWN };
	const char *name = words_flat(m->arena, type), *rest;
	size_t len;

	if (simple_read(name, &out) || choice_read(m->arena, name, &out))
		return out;
	/* an older way of saying it: "q text", "add text prompt", "get device id" */
	rest = words_begin(name, "q ");
	rest = rest ? rest : words_begin(name, "get ");
	rest = rest ? rest : words_begin(name, "uri:");
	if (rest && simple_read(rest, &out))
		return out;
	rest = words_begin(name, "add ");
	len = rest ? strlen(rest) : 0;
	if (len > 7 && words_are(rest + len - 7, " prompt") &&
	    simple_read(arena_copy(m->arena, rest, len - 7), &out))
		return out;
	if (words_begin(name, "begin loop")) {
		out.take = TAKE_BEGIN_REFUSED;
		out.why = "a loop over a list asks the same of each option: write the "
			  "questions out";
	} else if (words_begin(name, "begin ")) {
		out.take = TAKE_BEGIN_REFUSED;
		out.why = "there is no group of this kind here";
	} else if (words_begin(name, "end ")) {
		out.take = TAKE_END_OTHER;
	}
	return out;
}

/* ---- calculations --------------------------------------------------------------- */

/* Functions, and names of what the collecting program knows, that have no place here. */
static const struct {
	const char *word, *why;
	bool tracks;
} calls[] = {
	{ "property(", "this would record a device or a time" NO_PLACE, true },
	{ "device-info(", "this would record a device or a time" NO_PLACE, true },
	{ "deviceid", "this would record a device or a time" NO_PLACE, true },
	{ "device-id", "this would record a device or a time" NO_PLACE, true },
	{ "now(", "this would record a device or a time" NO_PLACE, true },
	{ "today(", "this would record a device or a time" NO_PLACE, true },
	{ "duration(", "this would record a device or a time" NO_PLACE, true },
	{ "uuid(", "this would give each answer a mark of its own" NO_PLACE, true },
	{ "instanceid", "this would give each answer a mark of its own" NO_PLACE, true },
	{ "instance-id", "this would give each answer a mark of its own" NO_PLACE, true },
	{ "pulldata(", "it looks something up in another file; a form here is one file",
	  false },
};

const char *
calculation_why(const char *expression, bool *tracks)
{
	*tracks = false;
	for (size_t i = 0; i < ARRAY_LEN(calls); i++) {
		for (const char *at = expression;
		     (at = strcasestr(at, calls[i].word)) != NULL; at++) {
			if (at > expression &&
			    (isalnum((unsigned char)at[-1]) || strchr("-_", at[-1])))
				continue;
			*tracks = calls[i].tracks;
			return calls[i].why;
		}
	}
	return NULL;
}

const char *
type_nearest(struct import *m, const char *type)
{
	const char *name = words_flat(m->arena, type);
	const char *near = str_nearest(name, known, ARRAY_LEN(known));

	if (!near)
		near = str_nearest(arena_copy(m->arena, name, strcspn(name, " ")), known,
				   ARRAY_LEN(known));
	return near;
}
