/*
 * What becomes of each kind of row of an XLSForm: its outcome, its reason, and what stands in the
 * form.  Whatever is imported has one entry a row, in order, and is a form that our own reader
 * takes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "imports.h"

/* ---- one row ------------------------------------------------------------------------- */

#define COLUMNS                                                                            \
	"type,name,label,hint,required,relevant,constraint,constraint_message,appearance," \
	"parameters,calculation,choice_filter,default\n"

static const struct {
	const char *
		row; /* the second of the survey; a text is before it, so a form comes of it */
	enum loss outcome;
	const char *reason; /* a part of it */
	const char *form;   /* a part of it, or NULL */
} rows[] = {
	{ "select_one yn,q,Q", LOSS_MAPPED, "",
	  "type: choose one\n        options: yn\n" },
	{ "select one from yn,q,Q", LOSS_MAPPED, "", "type: choose one" },
	{ "select1 yn,q,Q", LOSS_MAPPED, "", "type: choose one" },
	{ "Select_One yn,q,Q", LOSS_MAPPED, "", "type: choose one" },
	{ "add select one prompt using yn,q,Q", LOSS_MAPPED, "", "type: choose one" },
	{ "select_multiple abc,q,Q", LOSS_MAPPED, "",
	  "type: choose any\n        options: abc\n" },
	{ "select all that apply from abc,q,Q", LOSS_MAPPED, "", "type: choose any" },
	{ "select_multiple abc or_other,q,Q", LOSS_MAPPED, "", "other: Other" },
	{ "select one from abc or specify other,q,Q", LOSS_MAPPED, "", "other: Other" },
	{ "select_one other or_other,q,Q", LOSS_MAPPED, "",
	  "options:\n          x: X\n        other: Something else\n" },
	{ "rank abc,q,Q", LOSS_MAPPED, "", "type: rank" },
	{ "select_one nothing,q,Q", LOSS_REFUSED, "no options for the list \"nothing\"",
	  NULL },
	{ "select_one,q,Q", LOSS_REFUSED, "it names no list", NULL },
	{ "select_one one,q,Q", LOSS_APPROXIMATED, "No was added",
	  "only: I agree\n          no: No" },
	{ "rank one,q,Q", LOSS_REFUSED, "one option cannot be put in order", NULL },
	{ "select_one_from_file x.csv,q,Q", LOSS_REFUSED, "outside the workbook", NULL },
	{ "select_one_external yn,q,Q", LOSS_REFUSED, "outside the workbook", NULL },
	{ "select_one ${t},q,Q", LOSS_REFUSED, "its options come from answers", NULL },
	{ "select_one yn,q,Q,,,,,,,,,x=${t}", LOSS_APPROXIMATED, "all are shown",
	  "options: yn" },
	{ "select_one yn,q,Q,,yes", LOSS_APPROXIMATED, "prefer not to say",
	  "or: Prefer not to say\n        required: yes\n" },
	{ "select_one yn,q,Q,,TRUE()", LOSS_APPROXIMATED, "prefer not to say",
	  "required: yes" },
	{ "select_one yn,q,Q,,False", LOSS_MAPPED, "", "options: yn" },
	{ "select_one yn,q,Q,,${t} != ''", LOSS_APPROXIMATED,
	  "required only if ${t} != ''", NULL },
	{ "text,q,Q,,yes", LOSS_APPROXIMATED, "everybody may skip it",
	  "type: short text\n" },
	{ "select_multiple abc,q,Q,,,,count-selected(.) <= 2,Two at most", LOSS_MAPPED,
	  "", "at most: 2\n        message: Two at most" },
	{ "select_multiple abc,q,Q,,,,count-selected(.) >= 9", LOSS_APPROXIMATED,
	  "its constraint was dropped", NULL },
	{ "select_one steps,q,Q,,,,,,likert", LOSS_MAPPED, "",
	  "type: scale\n        options: steps\n" },
	{ "select_one steps,q,Q,,yes,,,,w1 likert", LOSS_APPROXIMATED,
	  "prefer not to say",
	  "type: scale\n        options: steps\n        or: Prefer not to say\n"
	  "        required: yes\n" },
	{ "select_one steps,q,Q", LOSS_MAPPED, "", "type: choose one\n" },
	{ "select_one abc,q,Q,,,,,,likert", LOSS_MAPPED, "", "type: choose one\n" },
	{ "select_one gaps,q,Q,,,,,,likert", LOSS_MAPPED, "", "type: choose one\n" },
	{ "select_one steps or_other,q,Q,,,,,,likert", LOSS_MAPPED, "",
	  "type: choose one\n" },
	{ "select_multiple abc,q,Q,,,,\"not(selected(., 'a') and count-selected(.) > 1)\"",
	  LOSS_MAPPED, "", "only on its own: [a]\n" },
	{ "select_multiple abc or_other,q,Q,,,,\"if(selected(.,'a') or selected(.,'other'), "
	  "count-selected(.)=1, true())\"",
	  LOSS_MAPPED, "", "only on its own: [a, other]\n" },
	{ "select_multiple abc,q,Q,,,,\"not(selected(.,'none') and count-selected(.)>1)\"",
	  LOSS_APPROXIMATED, "\"none\", which is no option", NULL },
	{ "rank abc,q,Q,,,,\"not(selected(., 'a') and count-selected(.) > 1)\"",
	  LOSS_APPROXIMATED, "its constraint was dropped", NULL },
	{ "select_multiple abc,q,Q,,,,string-length(.) <= 9", LOSS_APPROXIMATED,
	  "its constraint was dropped", NULL },
	{ "text,q,Q,,,,string-length(.) <= 90", LOSS_MAPPED, "",
	  "type: short text\n        up to: 90 characters\n" },
	{ "text,q,Q,,,,string-length(.) < 500", LOSS_APPROXIMATED,
	  "at most 200 characters; a long text may have more",
	  "up to: 200 characters\n" },
	{ "text,q,Q,,,,string-length(.) <= 3000,,multiline", LOSS_MAPPED, "",
	  "type: long text\n        up to: 3000 characters\n" },
	{ "text,q,Q,,,,. <= 90", LOSS_APPROXIMATED, "its constraint was dropped", NULL },
	{ "integer,q,Q,,,,string-length(.) <= 2", LOSS_APPROXIMATED,
	  "its constraint was dropped", NULL },
	{ "text,q,Q", LOSS_MAPPED, "", "type: short text" },
	{ "string,q,Q", LOSS_MAPPED, "", "type: short text" },
	{ "q string,q,Q", LOSS_MAPPED, "", "type: short text" },
	{ "add text prompt,q,Q", LOSS_MAPPED, "", "type: short text" },
	{ "text,q,Q,,,,,,multiline", LOSS_MAPPED, "", "type: long text" },
	{ "text,q,Q,,,,\"regex(., 'x')\",No", LOSS_APPROXIMATED,
	  "its constraint was dropped", NULL },
	{ "note,q,Q,H", LOSS_MAPPED, "", "- type: note\n        text: \"Q\\n\\nH\"\n" },
	{ "note,q,", LOSS_REFUSED, "a note without words", NULL },
	{ "integer,q,Q", LOSS_APPROXIMATED, "choose your own",
	  "store as: [0, 1, 2-5, 6-10, 11+]\n" },
	{ "int,q,Q,,,,. >= 0 and . <= 10", LOSS_MAPPED, "", "between: [0, 10]\n" },
	{ "integer,q,Q,,,,. >= 0 and . <= 11", LOSS_APPROXIMATED, "choose your own",
	  "between: [0, 11]\n        store as: [0, 1, 2-5, 6-10, 11+]\n" },
	{ "integer,q,Q,,,,. >= -5 and . <= 5", LOSS_APPROXIMATED, "numbers begin at 0",
	  "between: [0, 5]\n" },
	{ "integer,q,Q,,,,. > ${t}", LOSS_APPROXIMATED, "its constraint was dropped",
	  "store as:" },
	{ "range,q,Q,,,,,,,start=1 end=5 step=1", LOSS_MAPPED, "", "between: [1, 5]\n" },
	{ "range,q,Q", LOSS_MAPPED, "", "between: [1, 10]\n" },
	{ "range,q,Q,,,,,,,start=0 end=100 step=10", LOSS_APPROXIMATED, "its steps",
	  "store as:" },
	{ "range,q,Q,,,,,,,start=0 end=1 step=0.1", LOSS_APPROXIMATED,
	  "whole numbers only", NULL },
	{ "decimal,q,Q,,,,. >= 0 and . <= 5", LOSS_APPROXIMATED, "whole numbers only",
	  "between: [0, 5]\n" },
	{ "percentage,q,Q", LOSS_APPROXIMATED, "choose your own", "between: [0, 100]\n" },
	{ "acknowledge,q,Q", LOSS_APPROXIMATED, "Yes and No",
	  "yes: Yes\n          no: No\n" },
	{ "trigger,q,Q", LOSS_APPROXIMATED, "Yes and No", "type: choose one" },
	{ "date,q,Q", LOSS_APPROXIMATED,
	  "a date can identify somebody: it became a month, stored as a quarter",
	  "type: month\n        last: 24 months\n        store as: quarter\n" },
	{ "calculate,q,Q,,,,,,,,1+1", LOSS_REFUSED, "nothing is worked out", NULL },
	{ "hidden,q,Q", LOSS_REFUSED, "cannot see", NULL },
	{ "time,q,Q", LOSS_REFUSED, "a time can tell", NULL },
	{ "dateTime,q,Q", LOSS_REFUSED, "a day and time", NULL },
	{ "q date time,q,Q", LOSS_REFUSED, "a day and time", NULL },
	{ "geopoint,q,Q", LOSS_REFUSED, "a point on a map", NULL },
	{ "gps,q,Q", LOSS_REFUSED, "a point on a map", NULL },
	{ "photo,q,Q", LOSS_REFUSED, "a picture shows", NULL },
	{ "add image prompt,q,Q", LOSS_REFUSED, "a picture shows", NULL },
	{ "barcode,q,Q", LOSS_REFUSED, "a code on a card", NULL },
	{ "phone number,q,Q", LOSS_REFUSED, "a telephone number", NULL },
	{ "xml-external,q,Q", LOSS_REFUSED, "another file", NULL },
	{ "start,q,", LOSS_REFUSED,
	  "this would record when somebody began; an anonymous form has no place for it",
	  NULL },
	{ "end,q,", LOSS_REFUSED, "when somebody ended; an anonymous form", NULL },
	{ "today,q,", LOSS_REFUSED, "this would record the day;", NULL },
	{ "deviceid,q,", LOSS_REFUSED, "this would record the device;", NULL },
	{ "get device id,q,", LOSS_REFUSED, "this would record the device;", NULL },
	{ "subscriberid,q,", LOSS_REFUSED, "this would record the SIM card;", NULL },
	{ "simserial,q,", LOSS_REFUSED, "this would record the SIM card;", NULL },
	{ "phonenumber,q,", LOSS_REFUSED, "this would record the telephone number;",
	  NULL },
	{ "username,q,", LOSS_REFUSED, "this would record the user's name;", NULL },
	{ "email,q,", LOSS_REFUSED, "this would record the e-mail address;", NULL },
	{ "audit,audit,", LOSS_REFUSED, "this would record each step", NULL },
	{ "start-geopoint,q,", LOSS_REFUSED, "this would record where somebody is;",
	  NULL },
	{ "background-audio,q,", LOSS_REFUSED, "this would record what is said", NULL },
	{ "background-geopoint,q,", LOSS_REFUSED, "this would record where", NULL },
	{ "calculate,q,,,,,,,,,now()", LOSS_REFUSED,
	  "a device or a time; an anonymous form", NULL },
	{ "selectone yn,q,Q", LOSS_REFUSED, "did you mean \"select_one\"?", NULL },
	{ "noet,q,Q", LOSS_REFUSED, "did you mean \"note\"?", NULL },
	{ "wibblewobble,q,Q", LOSS_REFUSED, "there is no type \"wibblewobble\"", NULL },
	{ ",q,Q", LOSS_REFUSED, "it has no type", NULL },
	{ "end_group,,", LOSS_REFUSED, "a group that is not open", NULL },
	{ "text,your_name,Who?", LOSS_APPROXIMATED, "this asks for a name",
	  "id: your_name" },
	{ "text,q,What is your e-mail?", LOSS_APPROXIMATED, "an e-mail address", NULL },
	{ "text,q,Collar number", LOSS_APPROXIMATED, "a collar number", NULL },
	{ "text,q,Your date of birth", LOSS_APPROXIMATED, "a date of birth", NULL },
	{ "text,q,Unnamed things", LOSS_MAPPED, "", "id: q\n" },
	{ "text,q,", LOSS_APPROXIMATED, "it has no label", "ask: q\n" },
	{ "text,q,Did **you** <b>say</b> so?", LOSS_APPROXIMATED, "bold",
	  "ask: Did you say so?\n" },
	{ "text,q,snake_case 2 * 3 * 4 < 5", LOSS_MAPPED, "",
	  "ask: snake_case 2 * 3 * 4 < 5\n" },
	{ "text,q,Curly {brace}", LOSS_MAPPED, "", "ask: \"Curly {{brace}\"\n" },
	{ "text,q,You wrote ${t}", LOSS_APPROXIMATED, "cannot be shown",
	  "ask: You wrote …\n" },
	{ "text,q,Q,See http://x.org/", LOSS_APPROXIMATED, "holds a link", "help: " },
	{ "text,q,Q,,,${t} != ''", LOSS_MAPPED, "", "show if: t is answered\n" },
	{ "text,q,Q,,,${t} = ''", LOSS_MAPPED, "", "show if: t is not answered\n" },
	{ "text,q,Q,,,${t} = 'x'", LOSS_APPROXIMATED, "everybody sees it",
	  "# TO"
	  "DO: show this only if: ${t} = 'x'\n" },
	{ "text,q,Q,,,${later} = 'x'", LOSS_APPROXIMATED, "everybody sees it",
	  "# TO"
	  "DO: " },
	{ "text,q,Q,,,,,,,,${t}", LOSS_APPROXIMATED, "its calculation was dropped",
	  NULL },
};

static void
rows_each(struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const char *what = rows[i].row;
		struct imported got =
			import(arena_printf(a, COLUMNS "text,t,Anything\n%s\n", what),
			       lists, NULL, what, a);
		const struct loss_row *row = &got.report.rows[2];

		ok(got.right && row->outcome == rows[i].outcome, "%s is %s", what,
		   loss_names[rows[i].outcome]);
		ok(strstr(row->reason, rows[i].reason), "with the reason %s",
		   rows[i].reason) ||
			(note("got: %s %s", loss_names[row->outcome], row->reason), true);
		if (rows[i].form &&
		    !ok(strstr(got.form, rows[i].form), "as %s", rows[i].form))
			note("%s", got.form);
	}
}

/* ---- choices ---------------------------------------------------------------------------- */

static void
choices_each(struct arena *a)
{
	static const struct {
		const char *row;
		enum loss outcome;
		const char *reason, *form;
	} cases[] = {
		{ "l,p,P", LOSS_MAPPED, "", "p: P\n" },
		{ "l,x,Again", LOSS_REFUSED, "a second option of the same name", NULL },
		{ "l,X,X", LOSS_APPROXIMATED, "the same label", "x_2: X (2)\n" },
		{ "l,12,Twelve", LOSS_MAPPED, "", "12: Twelve\n" },
		{ "l,not,Word", LOSS_MAPPED, "", "not_2: Word\n" },
		{ "l,p,", LOSS_APPROXIMATED, "it has no label", "p: p\n" },
		{ "l,,P", LOSS_REFUSED, "no name", NULL },
		{ ",p,P", LOSS_REFUSED, "it names no list", NULL },
		{ "other,p,P", LOSS_REFUSED, "no question of the form uses this list",
		  NULL },
		{ "l,p,A label that goes on for so long that it is over eighty characters and then "
		  "some more",
		  LOSS_APPROXIMATED, "cut to 80 characters",
		  "eighty characters and then…\n" },
		{ "l,p,Is ${a} {so}", LOSS_APPROXIMATED, "refers to an answer",
		  "p: \"Is … {{so}\"\n" },
	};
	SCOPED(buf) many = { 0 };
	struct imported got;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		got = import("type,name,label\nselect_one l,a,A\n",
			     arena_printf(a, "list name,name,label\nl,x,X\nl,y,Y\n%s\n",
					  cases[i].row),
			     NULL, cases[i].row, a);
		ok(got.report.rows[5].outcome == cases[i].outcome &&
			   strstr(got.report.rows[5].reason, cases[i].reason),
		   "%s is %s: %s", cases[i].row, loss_names[cases[i].outcome],
		   cases[i].reason);
		if (cases[i].form &&
		    !ok(strstr(got.form, cases[i].form), "as it should be"))
			note("%s", got.form);
	}
	buf_puts(&many, "list_name,name,label\n");
	for (int i = 0; i < 35; i++)
		buf_printf(&many, "l,c%d,C%d\n", i, i);
	got = import("type,name,label\nselect_one l,a,A\n", many.data, NULL, "35 options",
		     a);
	ok(strstr(got.report.rows[1].reason, "only the first 30 of its 35 options"),
	   "30 options at most");
	ok(got.report.rows[2 + 30].outcome == LOSS_MAPPED &&
		   got.report.rows[2 + 31].outcome == LOSS_REFUSED,
	   "the others are refused");
}

/* ---- no form ------------------------------------------------------------------------------ */

static void
none_each(struct arena *a)
{
	static const struct {
		const char *what, *survey, *words;
	} cases[] = {
		{ "no survey", NULL, "the workbook has no sheet called survey" },
		{ "an empty survey", "", "the workbook has no sheet called survey" },
		{ "no column type", "a,b\n1,2\n",
		  "the survey sheet has no column called type" },
		{ "no rows", "type,name,label\n",
		  "no question of the workbook could be taken" },
		{ "notes alone", "type,name,label\nnote,n,N\n",
		  "no question of the workbook could be taken" },
		{ "tracking alone", "type,name,label\ndeviceid,d,\n",
		  "no question of the workbook could be taken" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct imported got =
			import(cases[i].survey, lists, NULL, cases[i].what, a);
		size_t refused = 0;

		ok(!got.right && got.err.code == ERR_INPUT && !*got.form, "%s: no form",
		   cases[i].what);
		is_str(got.err.text, cases[i].words, "in plain words");
		for (size_t k = 0; k < got.report.count; k++)
			refused += got.report.rows[k].outcome == LOSS_REFUSED;
		ok(refused == got.report.count, "and every row is refused");
	}
}

/* ---- much ----------------------------------------------------------------------------------- */

/* 300 questions that all test each other: whatever comes of it is right, and comes soon. */
static void
much(struct arena *a)
{
	struct imported got;
	uint64_t from = clock_ms();
	SCOPED(buf) survey = { 0 };

	buf_puts(&survey, "type,name,label,relevant\n");
	for (int i = 0; i < 300; i++)
		buf_printf(
			&survey,
			"%s,q%d,%s %d,\"${q%d} = 'a' and ${q%d} != 'a' or ${q%d} = 'b'\"\n",
			i % 7 == 6 ? "text" : "select_one abc", i,
			i % 11 ? "Label"
			       : "A label with many words, as people write them",
			i, i - 1, i - 2, i / 2);
	got = import(survey.data, lists, NULL, "300 questions", a);
	ok(got.right, "a form comes of 300 questions with conditions");
	ok(got.report.rows[201].outcome == LOSS_REFUSED, "of which 200 are taken");
	ok(clock_ms() - from < 20000, "soon");
	buf_clear(&survey);
	buf_puts(&survey, "type,name,label,hint\n");
	for (int i = 0; i < 200; i++)
		buf_printf(&survey, "text,q%d,Say something,\n", i);
	got = import(survey.data, lists, NULL, "200 texts", a);
	ok(got.right, "200 texts fit one answer, if each is short");
	ok(strstr(got.form, "up to: "), "so they are made short");
	ok(got.report.rows[1].outcome == LOSS_APPROXIMATED &&
		   strstr(got.report.rows[1].reason, "so that all answers fit together"),
	   "and their rows say so");
	buf_clear(&survey);
	buf_puts(&survey, "type,name,label,hint\n");
	for (int i = 0; i < 70; i++)
		buf_printf(&survey, "text,q%d,%0900d,%0900d\n", i, i, i);
	got = import(survey.data, NULL, NULL, "70 long labels", a);
	ok(got.right && strstr(got.form, "help: "), "long labels stand in the help");
	ok(got.report.rows[70].outcome == LOSS_REFUSED &&
		   str_same(got.report.rows[70].reason, "a form has at most 60 pages"),
	   "and what has no page is refused");
}

static void
unknown_sheets(struct arena *a)
{
	struct workbook book = { .sheets = arena_array(a, struct sheet, 4) };
	struct imported got;

	sheet_add(&book, "Notes", "Written by hand\n\nin March\n", a);
	sheet_add(&book, " SURVEY", "type,name,label\ntext,a,A\n", a);
	sheet_add(&book, "entities", "list_name,label\nx,y\n", a);
	sheet_add(&book, "Choices", lists, a);
	got = import_book(&book, "unknown sheets", a);
	ok(got.right && got.report.rows[0].outcome == LOSS_REFUSED &&
		   got.report.rows[1].row == 3,
	   "a sheet that is no part of a form is accounted for, row by row");
	is_str(got.report.rows[1].what, "in March", "by what stands there");
	ok(got.report.rows[5].outcome == LOSS_REFUSED &&
		   strstr(got.report.rows[5].reason, "anonymous"),
	   "entities are refused aloud");
}

/* As the manual shows it. */
static void
words_each(struct arena *a)
{
	struct imported got = import("type,name,label\ndeviceid,deviceid,\ntext,Q,Q\n",
				     NULL, NULL, "words", a);
	SCOPED(buf) out = { 0 };

	loss_words(&got.report, &out);
	is_str(out.data,
	       "3 rows: 2 mapped, 0 approximated, 1 refused\n"
	       "refused: row 2: deviceid would record the device; an anonymous form has no place "
	       "for it\n"
	       "renamed: Q is now q\n",
	       "the report in words");
	buf_clear(&out);
	loss_json(&got.report, "import 1", "a \"b\".xlsx", NULL, &out);
	is_str(out.data,
	       "{\"canvass\": \"import 1\", \"file\": \"a \\\"b\\\".xlsx\", \"form\": null,\n"
	       " \"totals\": {\"mapped\": 2, \"approximated\": 0, \"refused\": 1},\n"
	       " \"renamed\": [\n  {\"from\": \"Q\", \"to\": \"q\"}],\n"
	       " \"rows\": [\n"
	       "  {\"sheet\": \"survey\", \"row\": 1, \"what\": \"header\", \"outcome\": "
	       "\"mapped\", \"reason\": \"\"},\n"
	       "  {\"sheet\": \"survey\", \"row\": 2, \"what\": \"deviceid deviceid\", "
	       "\"outcome\": "
	       "\"refused\", \"reason\": \"this would record the device; an anonymous form has no "
	       "place for it\"},\n"
	       "  {\"sheet\": \"survey\", \"row\": 3, \"what\": \"text Q\", "
	       "\"outcome\": \"mapped\", "
	       "\"reason\": \"\"}]}\n",
	       "the report for programs");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	rows_each(a);
	choices_each(a);
	none_each(a);
	much(a);
	unknown_sheets(a);
	words_each(a);
	arena_free(a);
	return tap_done();
}
