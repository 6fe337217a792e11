/*
 * Nothing is lost in silence: cells of which nothing can be said, tracking under other tools'
 * names, languages that are more than a code, and texts that ask who somebody is.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "tests/tap.h"

static const char lists[] = "list_name,name,label\nyn,yes,Yes\nyn,no,No\n"
			    "size,1,One\nsize,2,Two\nsize,3,Three\nsize,4,Four\n"
			    "odd,5,Five\nodd,9,Nine\nodd,-1,Below\nodd,none,None\n";

struct imported {
	const char *form; /* "" if none was made */
	struct loss_report report;
	struct err err;
};

static void
sheet_add(struct workbook *book, const char *name, const char *text, struct arena *a)
{
	struct err err = { 0 };

	if (text && !sheet_read_csv(name, text, strlen(text),
				    &book->sheets[book->count++], a, &err))
		die("the test's own sheet is wrong: %s", err.text);
}

static struct imported
import_book(const struct workbook *book, struct arena *a)
{
	struct imported i = { .form = "" };
	SCOPED(buf) form = { 0 };

	loss_report_init(&i.report, a);
	if (form_import(book, &form, &i.report, &i.err))
		i.form = arena_copy(a, form.data, form.len);
	return i;
}

static struct imported
import(const char *survey, const char *choices, const char *settings, struct arena *a)
{
	struct workbook book = { .sheets = arena_array(a, struct sheet, 3) };

	sheet_add(&book, "survey", survey, a);
	sheet_add(&book, "choices", choices, a);
	sheet_add(&book, "settings", settings, a);
	return import_book(&book, a);
}

static void
row_is(const struct imported *got, size_t index, enum loss outcome, const char *reason,
       const char *what)
{
	const struct loss_row *row = &got->report.rows[index];

	if (!ok(row->outcome == outcome, "%s: %s", what, loss_names[outcome]))
		note("got %s", loss_names[row->outcome]);
	is_str(row->reason, reason, "%s: the reason", what);
}

/* ---- cells of which nothing can be said ------------------------------------------------- */

static void
lost_cells(struct arena *a)
{
	static const char survey[] =
		"type,name,label\ntext,a,\n,b,B\ntext,c,C\ndeviceid,d,\n";
	struct workbook book = { .sheets = arena_array(a, struct sheet, 2) };
	struct imported got;

	sheet_add(&book, "survey", survey, a);
	book.sheets[0].rows[1].lost = "column C holds the error #N/A";
	book.sheets[0].rows[2].lost = "column A holds the error #REF!";
	book.sheets[0].rows[3].lost = "column D holds the error #NAME?";
	got = import_book(&book, a);
	row_is(&got, 1, LOSS_APPROXIMATED,
	       "it has no label: its name stands there; column C holds the error #N/A",
	       "a label");
	row_is(&got, 2, LOSS_REFUSED, "it has no type; column A holds the error #REF!",
	       "a type");
	row_is(&got, 3, LOSS_APPROXIMATED, "column D holds the error #NAME?",
	       "a row that is right without it");
	book.sheets[0].rows[3].cells[0] = "time";
	book.sheets[0].rows[1].cells[0] = "time";
	got = import_book(&book, a);
	ok(!*got.form, "without a question there is no form");
	row_is(&got, 3, LOSS_REFUSED,
	       "a time can tell who somebody is; ask in bands; column D holds the error "
	       "#NAME?",
	       "and still all is told");
}

/* ---- one row, with others around it ------------------------------------------------------ */

#define COLUMNS "type,name,label,relevant,constraint,calculation\n"

static const struct {
	const char *row; /* behind four questions: a choice by size, an odd one, a date, a text */
	enum loss outcome;
	const char *reason, *form; /* form: a part of it, or NULL */
} rows[] = {
	/* how large a choice is */
	{ "text,q,Q,${l} >= 3", LOSS_MAPPED, "", "show if: l is one of 3, 4\n" },
	{ "text,q,Q,${l} >= 2 and ${l} <= 3", LOSS_MAPPED, "",
	  "show if: l is one of 2, 3\n" },
	{ "text,q,Q,${l} < 3 and ${l} != ''", LOSS_MAPPED, "",
	  "show if: l is one of 1, 2\n" },
	{ "text,q,Q,${o} <= 5", LOSS_MAPPED, "", "show if: o is one of 5, " },
	{ "text,q,Q,${o} > 5", LOSS_MAPPED, "", "show if: o is 9\n" },
	{ "text,q,Q,${o} > 9", LOSS_APPROXIMATED,
	  "its condition was dropped, so everybody sees it: no option of \"o\" is so", NULL },
	{ "text,q,Q,${y} > 1", LOSS_APPROXIMATED,
	  "its condition was dropped, so everybody sees it: it asks how large \"y\" is, but "
	  "its options are no numbers",
	  NULL },

	/* tracking under other tools' names */
	{ "text audit,q,", LOSS_REFUSED,
	  "this would record each question and its time; an anonymous form has no place for it",
	  NULL },
	{ "audio audit,q,", LOSS_REFUSED,
	  "this would record what is said nearby; an anonymous form has no place for it",
	  NULL },
	{ "speed violations count,q,", LOSS_REFUSED,
	  "this would record how fast somebody answers; an anonymous form has no place for it",
	  NULL },
	{ "speed violations list,q,", LOSS_REFUSED,
	  "this would record how fast somebody answers; an anonymous form has no place for it",
	  NULL },
	{ "sensor_statistic mean_light,q,", LOSS_REFUSED,
	  "this would record how the device is moved, and what is around it; an anonymous form "
	  "has no place for it",
	  NULL },
	{ "caseid,q,", LOSS_REFUSED,
	  "this would record whose case it is; an anonymous form has no place for it", NULL },
	{ "phonenumber,q,", LOSS_REFUSED,
	  "this would record the telephone number; an anonymous form has no place for it",
	  NULL },
	{ "osm building,q,Q", LOSS_REFUSED,
	  "a point on a map can tell who somebody is; ask in choices", NULL },
	{ "comments,q,", LOSS_REFUSED,
	  "what an interviewer notes beside the questions is no answer", NULL },
	{ "sensors,q,Q", LOSS_REFUSED,
	  "there is no type \"sensors\"; the nearest that is known is \"text\"", NULL },

	/* calculations */
	{ "calculate,q,,,,duration()", LOSS_REFUSED,
	  "this would record a device or a time; an anonymous form has no place for it", NULL },
	{ "calculate,q,,,,once(uuid())", LOSS_REFUSED,
	  "this would give each answer a mark of its own; an anonymous form has no place for "
	  "it",
	  NULL },
	{ "calculate,q,,,,${instanceID}", LOSS_REFUSED,
	  "this would give each answer a mark of its own; an anonymous form has no place for "
	  "it",
	  NULL },
	{ "calculate,q,,,,\"pulldata('a', 'b', 'c', ${l})\"", LOSS_REFUSED,
	  "it looks something up in another file; a form here is one file", NULL },
	{ "calculate,q,,,,unknown(${l}) + 1", LOSS_REFUSED,
	  "nothing is worked out here but scores; see `scores`", NULL },
	{ "text,q,Q,,,now()", LOSS_APPROXIMATED,
	  "its calculation was dropped: this would record a device or a time; an anonymous "
	  "form has no place for it",
	  NULL },

	/* told once */
	{ "end_group", LOSS_REFUSED, "it closes a group that is not open", NULL },
	{ "begin_repeat,r,R\ntext,in,In\nend_group", LOSS_APPROXIMATED,
	  "a loop of up to 5 turns, before each of which people are asked whether there is "
	  "another",
	  NULL },
};

static void
rows_each(struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct imported got = import(
			arena_printf(a,
				     COLUMNS "select_one size,l,L\nselect_one odd,o,O\n"
					     "select_one yn,y,Y\ntext,t,T\n%s\n",
				     rows[i].row),
			lists, NULL, a);

		row_is(&got, 5, rows[i].outcome, rows[i].reason, rows[i].row);
		if (rows[i].form && !ok(strstr(got.form, rows[i].form), "%s: %s",
					rows[i].row, rows[i].form))
			note("%s", got.form);
	}
}

/* ---- bands ----------------------------------------------------------------------------------- */

static void
bands_each(struct arena *a)
{
	static const struct {
		const char *constraint, *form;
	} cases[] = {
		{ "", "type: number\n        store as: [0, 1, 2-5, 6-10, 11+]\n" },
		{ ". >= 0", "store as: [0, 1, 2-5, 6-10, 11+]\n" },
		{ ". >= 0 and . <= 100",
		  "between: [0, 100]\n        store as: [0, 1, 2-5, 6-10, 11+]\n" },
		{ ". > 0", "store as: [1, 2-5, 6-10, 11+]\n" },
		{ ". <= 40", "store as: [0, 1, 2-5, 6-10, 11+]\n" },
		{ ". >= 18 and . <= 99", "store as: [18-39, 40-59, 60-79, 80-99]\n" },
		{ ". >= 16 and . <= 65", "store as: [16-29, 30-39, 40-49, 50-59, 60-65]\n" },
		{ ". >= 1 and . <= 12", "store as: [1-2, 3-5, 6-8, 9-12]\n" },
		{ ". >= 1 and . <= 100", "store as: [1-19, 20-39, 40-59, 60-79, 80-100]\n" },
		{ ". >= 5 and . <= 20", "store as: [5-7, 8-11, 12-15, 16-20]\n" },
		{ ". >= 1990 and . <= 2026",
		  "store as: [1990-1999, 2000-2009, 2010-2019, 2020-2026]\n" },
		{ ". >= 18", "store as: [18-24, 25-29, 30-34, 35-39, 40+]\n" },
		{ ". >= 2", "store as: [2, 3, 4, 5, 6+]\n" },
		{ ". >= 999000 and . <= 999999", "store as: [999000-999199, 999200-999399, " },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct imported got =
			import(arena_printf(a,
					    "type,name,label,constraint\n"
					    "integer,n,N,%s\n",
					    cases[i].constraint),
			       NULL, NULL, a);

		if (!ok(strstr(got.form, cases[i].form), "%s: %s", cases[i].constraint,
			cases[i].form))
			note("%s", got.form);
	}
}

/* Whatever the ends: our own reader takes the bands, or nothing would come of the number. */
static void
bands_many(struct arena *a)
{
	static const char head[] = "type,name,label,constraint\n";
	unsigned wrong = 0;

	for (int low = 0; low < 60; low += 3) {
		for (int width = 11; width < 2000; width += width / 3) {
			struct imported got = import(
				arena_printf(a, "%sinteger,n,N,. >= %d and . <= %d\n", head,
					     low, low + width),
				NULL, NULL, a);
			const char *at = strstr(got.form, "store as: [");
			size_t bands = 1;

			for (; at && *at != '\n'; at++)
				bands += *at == ',';
			if (!at || bands < 3 || bands > 7) {
				note("%d to %d: %zu bands", low, low + width, bands);
				wrong++;
			}
		}
	}
	is_int(wrong, 0, "any range gets three bands to seven");
}

/* ---- names and languages ------------------------------------------------------------------ */

static void
names_missing(struct arena *a)
{
	struct imported got = import("type,name,label\ntext,,What?\nnote,,Words\n"
				     "begin_repeat,,R\ntext,in,In\nend_repeat,,\n",
				     NULL, NULL, a);
	SCOPED(buf) words = { 0 };

	row_is(&got, 1, LOSS_APPROXIMATED, "it has no name: it is called q2 here",
	       "a question without a name");
	row_is(&got, 2, LOSS_MAPPED, "", "a note needs none");
	ok(str_starts(got.report.rows[3].reason, "a loop of up to 5 turns") &&
		   strstr(got.report.rows[3].reason,
			  "; it has no name: it is called loop here"),
	   "a repeat without a name");
	buf_init(&words, 0);
	loss_words(&got.report, &words);
	ok(strstr(words.data, "renamed: row 2 is now q2\nrenamed: row 4 is now loop\n"),
	   "both are listed by their rows");
}

/* What a language lacks is left out, so that the checker asks for it; or it is told of. */
static void
languages_missing(struct arena *a)
{
	struct imported got = import(
		"type,name,label::English (en),label::Arabic (ar),label::French (fr-CA),"
		"label::Welsh (cy)\n"
		"select_one yn,a,A,\xd8\xa3,A,A\n"
		"begin_group,g,,,G,\ntext,b,,B,,\nend_group,,,,,\n",
		"list_name,name,label::English (en),label::Arabic (ar),label::French (fr-CA)\n"
		"yn,yes,Yes,\xd9\x86,Oui\nyn,no,No,\xd9\x84,\n",
		"form_title\nSome title\n", a);
	const struct loss_row *head = &got.report.rows[0], *choices = &got.report.rows[5];

	ok(head->outcome == LOSS_APPROXIMATED &&
		   str_starts(head->reason, "fr-CA was taken for French (fr); "),
	   "a region is told of: %s", head->reason);
	is_str(choices->reason, "fr-CA was taken for French (fr)",
	       "on the choices sheet too");
	ok(strstr(head->reason, "missing in Arabic (ar)"), "so is what is missing");
	ok(strstr(got.form, "\ntitle: Some title\nlanguages: [en, ar, fr, cy]\n"),
	   "a title is of one language") ||
		(note("%s", got.form), true);
	ok(strstr(got.form,
		  "themes:\n  general: General\n  general (cy): Cyffredinol\n"),
	   "the theme is in those that we speak");
	row_is(&got, 7, LOSS_APPROXIMATED,
	       "it has no label in French: the one of the first language stands there",
	       "an option that others of its list are ahead of");
	ok(str_starts(got.report.rows[2].reason, "its label is missing in the first language"),
	   "a group's label: %s", got.report.rows[2].reason);
	ok(strstr(got.report.rows[3].reason, "missing in the first language; another"),
	   "a question's: %s", got.report.rows[3].reason);
}

/* What standard error says: the thing by its type and name, once. */
static void
said_to_people(struct arena *a)
{
	struct imported got =
		import("type,name,label,calculation\ntext,t,T,\ndeviceid,deviceid,,\n"
		       "calculate,long,,duration()\ntext audit,ta,,\n"
		       "begin_repeat,r,R,\ntext,b,B,\nend_group,,,\n",
		       NULL, NULL, a);
	static const char *const lines[] = {
		"refused: row 3: deviceid would record the device; an anonymous form has no "
		"place for it\n",
		"refused: row 4: calculate long would record a device or a time; an anonymous "
		"form has no place for it\n",
		"refused: row 5: text audit ta would record each question and its time; ",
		"approximated: row 8: end_group: though written otherwise, it ends the repeat "
		"of row 6\n",
	};
	SCOPED(buf) words = { 0 };

	buf_init(&words, 0);
	loss_words(&got.report, &words);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		if (!ok(strstr(words.data, lines[i]), "said: %s", lines[i]))
			note("%s", words.data);
}

/* ---- who somebody is ----------------------------------------------------------------------- */

static const struct {
	const char *type, *name, *label, *what; /* what: NULL if nothing is asked */
} asked[] = {
	{ "text", "q", "What is your name?", "a name" },
	{ "text", "q", "Full name of the officer", "a name" },
	{ "text", "q", "First name", "a name" },
	{ "text", "q", "Surname", "a name" },
	{ "text", "q", "Name:", "a name" },
	{ "text", "name", "Who?", "a name" },
	{ "text", "fullname", "Who?", "a name" },
	{ "text", "your_name", "Who?", "a name" },
	{ "text", "q", "Name of the respondent", "a name" },
	{ "text", "q", "What name would you give this policy?", NULL },
	{ "text", "q", "What is the name of the street?", NULL },
	{ "text", "q", "Name three problems", NULL },
	{ "text", "policy_name", "Which policy?", NULL },
	{ "text", "q", "Unnamed things", NULL },
	{ "text", "q", "Your e-mail address", "an e-mail address" },
	{ "text", "email", "How may we write?", "an e-mail address" },
	{ "text", "q", "Telephone number", "a telephone number" },
	{ "integer", "q", "Mobile number", "a telephone number" },
	{ "text", "phone", "Call you?", "a telephone number" },
	{ "text", "q", "What do you think of the new phone policy?", NULL },
	{ "text", "q", "Home address", "an address" },
	{ "text", "q", "Address", "an address" },
	{ "text", "q", "Your postcode", "an address" },
	{ "text", "q", "How do you address such problems?", NULL },
	{ "text", "q", "Did the chief address the meeting?", NULL },
	{ "text", "q", "Date of birth", "a date of birth" },
	{ "date", "q", "Date of birth", "a date of birth" },
	{ "date", "dob", "When?", "a date of birth" },
	{ "date", "q", "When did it begin?", NULL },
	{ "text", "q", "Collar number", "a collar number" },
	{ "integer", "badge", "Your badge number", "a collar number" },
	{ "text", "q", "Staff number", "a staff number" },
	{ "integer", "q", "Number of staff", NULL },
	{ "integer", "age", "How old are you?", NULL },
	{ "note", "q", "Please write your name on the list", NULL },
};

static void
asks_each(struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		struct imported got = import(
			arena_printf(a, "type,name,label\ntext,t,T\n%s,%s,%s\n",
				     asked[i].type, asked[i].name, asked[i].label),
			NULL, NULL, a);
		const char *reason = got.report.rows[2].reason;
		bool told = strstr(reason, "tells who somebody is: drop the question");

		ok(told == !!asked[i].what, "%s %s: %s is %s", asked[i].type,
		   asked[i].name, asked[i].label, asked[i].what ? "told of" : "let be");
		if (asked[i].what && !ok(strstr(reason, asked[i].what), "as %s",
					 asked[i].what))
			note("%s", reason);
	}
}

int
main(void)
{
	struct arena *a = arena_new(0);

	lost_cells(a);
	rows_each(a);
	names_missing(a);
	languages_missing(a);
	bands_each(a);
	bands_many(a);
	said_to_people(a);
	asks_each(a);
	arena_free(a);
	return tap_done();
}
