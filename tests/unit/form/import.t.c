/*
 * What becomes of each kind of row of an XLSForm: its outcome, its reason, and what stands in the
 * form.  Whatever is imported has one entry a row, in order, and is a form that our own reader
 * takes.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "tests/tap.h"

static const char lists[] =
	"list_name,name,label\nyn,yes,Yes\nyn,no,No\nabc,a,A\nabc,b,B\nabc,c,C\n"
	"other,x,X\nother,other,Something else\none,only,I agree\n"
	"steps,5,Much\nsteps,4,Some\nsteps,3,None\ngaps,1,A\ngaps,2,B\ngaps,4,C\n";

struct imported {
	bool right;
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

/* An entry a row, in order, with a reason where something was lost. */
static bool
accounted(const struct workbook *book, const struct loss_report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < book->count; i++)
		for (size_t k = 0; k < book->sheets[i].count; k++, n++)
			if (n >= r->count ||
			    r->rows[n].row != book->sheets[i].rows[k].number ||
			    !str_same(r->rows[n].sheet, book->sheets[i].name) ||
			    (r->rows[n].outcome == LOSS_MAPPED) != !*r->rows[n].reason)
				return false;
	return n == r->count;
}

/* What our own reader has against it, but for texts that only the author can supply. */
static const char *
against(const char *form, struct arena *a)
{
	struct diags diags;
	const char *said = "";

	diags_init(&diags, "form.yaml", form, strlen(form), a);
	(void)!form_parse_new(form, strlen(form), 0, &diags);
	for (size_t i = 0; i < diags.count; i++)
		if (*diags.items[i].code == 'E' &&
		    !str_same(diags.items[i].code, "E090") &&
		    !str_same(diags.items[i].code, "E094"))
			said = arena_printf(a, "%s%s ", said, diags.items[i].code);
	return said;
}

static struct imported
import_book(const struct workbook *book, const char *what, struct arena *a)
{
	struct imported i = { .form = "" };
	SCOPED(buf) form = { 0 };

	loss_report_init(&i.report, a);
	i.right = form_import(book, &form, &i.report, &i.err);
	if (!accounted(book, &i.report))
		ok(false, "%s: each row is accounted for", what);
	if (i.right)
		i.form = arena_copy(a, form.data, form.len);
	if (i.right && *against(i.form, a))
		is_str(against(i.form, a), "", "%s: the form is right", what);
	return i;
}

static struct imported
import(const char *survey, const char *choices, const char *settings, const char *what,
       struct arena *a)
{
	struct workbook book = { .sheets = arena_array(a, struct sheet, 3) };

	sheet_add(&book, "survey", survey, a);
	sheet_add(&book, "choices", choices, a);
	sheet_add(&book, "settings", settings, a);
	return import_book(&book, what, a);
}

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
	{ "select_one steps,q,Q,,yes,,,,w1 likert", LOSS_APPROXIMATED, "prefer not to say",
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

/* ---- several rows ---------------------------------------------------------------------- */

static const struct {
	const char *what, *survey, *choices, *settings;
	unsigned row; /* of the survey; what is said of it */
	enum loss outcome;
	const char *reason, *form;
} wholes[] = {
	{ "a group is a page",
	  "type,name,label,appearance\nbegin_group,g,The group,field-list\ntext,a,A\ntext,b,B\n"
	  "end_group,,\n",
	  NULL, NULL, 2, LOSS_MAPPED, "",
	  "  - title: The group\n    theme: general\n    questions:\n      - id: a\n   "
	  "     ask: A\n"
	  "        type: short text\n      - id: b\n" },
	{ "an inner group is flattened",
	  "type,name,label\nbegin group,g,G\ntext,a,A\nbegin group,h,H\ntext,b,B\nend group,,\n"
	  "end group,,\n",
	  NULL, NULL, 4, LOSS_APPROXIMATED, "an inner group", "- title: G\n" },
	{ "its condition goes to its questions",
	  "type,name,label,relevant\nselect_one yn,x,X,\nbegin group,g,G,\ntext,a,A,\n"
	  "begin group,h,H,${x} = 'yes'\ntext,b,B,\ntext,c,C,${x} != 'no'\nend group,,,\n"
	  "end group,,,\n",
	  lists, NULL, 5, LOSS_APPROXIMATED, "an inner group",
	  "show if: (x is yes) and (not x is no)\n" },
	{ "a page that tests itself is split",
	  "type,name,label,relevant\nbegin group,g,G,\nselect_one yn,x,X,\ntext,a,A,${x} = 'yes'\n"
	  "end group,,,\n",
	  lists, NULL, 4, LOSS_APPROXIMATED, "its group is split before it",
	  "  - title: G\n    show if: x is yes\n" },
	{ "a repeat is a loop",
	  "type,name,label,repeat_count\nbegin repeat,Child,Child,3\ntext,a,A,\nend repeat,,,\n"
	  "text,b,B,\n",
	  NULL, NULL, 2, LOSS_APPROXIMATED, "a loop of up to 3 turns",
	  "    for each: child, up to 3\n    another: " },
	{ "a table is a block of statements",
	  "type,name,label,appearance\nbegin group,g,Do you?,table-list\n"
	  "select_one yn,a,A,\nselect_one yn,b,B,\nend group,,,\n",
	  lists, NULL, 2, LOSS_MAPPED, "",
	  "      - type: statements\n        ask: Do you?\n        options: yn\n"
	  "        statements:\n          a: A\n          b: B\n" },
	{ "an inner table, too, under its condition",
	  "type,name,label,appearance,relevant\nselect_one yn,x,X,,\n"
	  "begin group,p,P,field-list,\ntext,t,T,,\n"
	  "begin group,g,Do you?,table-list,${x} = 'yes'\n"
	  "select_one steps,a,A,,\nselect_one steps,b,B,,\nend group,,,,\n"
	  "end group,,,,\ntext,u,U,,${a} > 4\n",
	  lists, NULL, 5, LOSS_MAPPED, "",
	  "        options: steps\n        statements:\n          a: A\n          b: B\n"
	  "        show if: x is yes\n  - title: U\n    show if: a is more than 4\n" },
	{ "a table by rows of its own, in two languages",
	  "type,name,label,label::Cymraeg (cy),appearance\nselect_one yn,h,Do you?,A,label\n"
	  "select_one yn,a,A,Ay,list-nolabel\nselect_one yn,b,B,,list-nolabel\n",
	  lists, NULL, 2, LOSS_MAPPED, "",
	  "        ask: Do you?\n        ask (cy): A\n        options: yn\n"
	  "        statements:\n          a: A\n          b: B\n"
	  "        statements (cy):\n          a: Ay\n          b: B\n" },
	{ "a hint of the first line",
	  "type,name,label,appearance,hint\nbegin group,g,Do you?,table-list,\n"
	  "select_one yn,a,A,,Say\nselect_one yn,b,B,,\nend group,,,,\n",
	  lists, NULL, 3, LOSS_APPROXIMATED, "its hint stands above all lines",
	  "        ask: Do you?\n        hint: Say\n        options: yn\n" },
	{ "lines that cannot be statements are questions",
	  "type,name,label,appearance,required\nbegin group,p,P,,\ntext,t,T,,\n"
	  "begin group,g,Do you?,table-list,\nselect_one yn,a,A,,\n"
	  "select_one yn,b,B,,yes\nend group,,,,\nend group,,,,\n",
	  lists, NULL, 4, LOSS_APPROXIMATED, "an inner group",
	  "      - id: a\n        ask: A\n        type: choose one\n" },
	{ "and what they lose is told",
	  "type,name,label,appearance\nbegin group,g,Do you?,table-list\n"
	  "select_multiple yn,a,A,\nselect_multiple yn,b,B,\nend group,,,\n",
	  lists, NULL, 1, LOSS_APPROXIMATED, "not taken: appearance", "type: choose any" },
	{ "lists that differ make no table",
	  "type,name,label,appearance\nselect_one yn,h,Do you?,label\n"
	  "select_one yn,a,A,list-nolabel\nselect_one abc,b,B,list-nolabel\n",
	  lists, NULL, 1, LOSS_APPROXIMATED, "not taken: appearance", "- id: h\n" },
	{ "a table of twelve lines is two blocks",
	  "type,name,label,appearance\nbegin group,g,Do you?,table-list\n"
	  "select_one yn,a,A,\nselect_one yn,b,B,\nselect_one yn,c,C,\n"
	  "select_one yn,d,D,\nselect_one yn,e,E,\nselect_one yn,f,F,\n"
	  "select_one yn,g1,G,\nselect_one yn,h,H,\nselect_one yn,i,I,\n"
	  "select_one yn,j,J,\nselect_one yn,k,K,\nselect_one yn,l,L,\nend group,,,\n",
	  lists, NULL, 14, LOSS_MAPPED, "", 
	  "          j: J\n      - type: statements\n        ask: Do you?\n"
	  "        options: yn\n        statements:\n          k: K\n          l: L\n" },
	{ "a list in other letters", "type,name,label\nselect_one YN,a,A\n", lists, NULL, 2,
	  LOSS_APPROXIMATED, "its list is called \"yn\" on the choices sheet",
	  "  yn:\n    yes: Yes\n" },
	{ "the same list in two spellings",
	  "type,name,label\nselect_one Yn,a,A\nselect_one yn,b,B\n", lists, NULL, 3,
	  LOSS_MAPPED, "", "  yn:\n    yes: Yes\n    no: No\n\npages:" },
	{ "lists that differ in their letters alone",
	  "type,name,label\nselect_one l,a,A\nselect_one L,b,B\n",
	  "list_name,name,label\nL,x,X\nL,y,Y\nl,v,V\nl,w,W\n", NULL, 2, LOSS_MAPPED, "",
	  "  l:\n    v: V\n    w: W\n  l_2:\n    x: X\n    y: Y\n" },
	{ "two lists that may be meant",
	  "type,name,label\nselect_one lL,a,A\ntext,t,T\n",
	  "list_name,name,label\nLL,x,X\nLL,y,Y\nll,v,V\nll,w,W\n", NULL, 2,
	  LOSS_REFUSED, "no options for the list \"lL\"", NULL },
	{ "turns that an answer gives",
	  "type,name,label,repeat_count\ninteger,n,N,\nbegin repeat,r,Child,${n}\n"
	  "text,a,A,\nend repeat,,,\n",
	  NULL, NULL, 3, LOSS_APPROXIMATED, "how many there are (${n}) is not worked out",
	  "    for each: r, up to 5\n" },
	{ "too many turns",
	  "type,name,label,repeat_count\nbegin repeat,r,Child,12\ntext,a,A,\n"
	  "end repeat,,,\n",
	  NULL, NULL, 2, LOSS_APPROXIMATED,
	  "a loop of up to 5 turns, before each of which people are asked whether there is "
	  "another; 12 turns are too many for a loop",
	  "    another: \"Child: Is there one to tell us about?\"\n" },
	{ "a label that asks",
	  "type,name,label,repeat_count\nbegin repeat,r,Is there a child?,2\ntext,a,A,\n"
	  "end repeat,,,\n",
	  NULL, NULL, 2, LOSS_APPROXIMATED, "a loop of up to 2 turns",
	  "    for each: r, up to 2\n    another: Is there a child?\n" },
	{ "a question in a loop is not seen from outside",
	  "type,name,label,relevant\nbegin repeat,r,R,\nselect_one "
	  "yn,x,X,\ntext,in,In,${x} = 'yes'\n"
	  "end repeat,,,\ntext,out,Out,${x} = 'yes'\n",
	  lists, NULL, 6, LOSS_APPROXIMATED, "everybody sees it", "show if: x is yes\n" },
	{ "a repeat in a repeat is refused, with all in it",
	  "type,name,label\nbegin repeat,r,R\ntext,a,A\nbegin repeat,s,S\nbegin group,g,G\ntext,b,B\n"
	  "end group,,\nend repeat,,\ntext,c,C\nend repeat,,\n",
	  NULL, NULL, 6, LOSS_REFUSED, "it belongs to what was refused in row 4",
	  "id: c\n" },
	{ "tracking inside is told of as itself",
	  "type,name,label\ntext,a,A\nbegin loop over yn,l,L\ndeviceid,d,\nend loop,,\n",
	  lists, NULL, 4, LOSS_REFUSED, "this would record the device;", NULL },
	{ "a calculation that reads tracking, above it",
	  "type,name,label,calculation\ntext,a,A,\ncalculate,c,,\"concat(${d}, 'x')\"\n"
	  "calculate,e,,${c}\ndeviceid,d,,\n",
	  NULL, NULL, 4, LOSS_REFUSED, "this would carry on what row 3 records;", NULL },
	{ "a group that nothing is left of",
	  "type,name,label\ntext,a,A\nbegin group,g,G\ngeopoint,p,P\nend group,,\n", NULL,
	  NULL, 3, LOSS_REFUSED, "nothing of it is left", NULL },
	{ "a group that is never closed", "type,name,label\nbegin group,g,G\ntext,a,A\n",
	  NULL, NULL, 2, LOSS_APPROXIMATED, "never closed", "- title: G\n" },
	{ "conditions in a circle",
	  "type,name,label,relevant\nselect_one yn,a,A,${b} = 'yes'\nselect_one yn,b,B,${a} = 'yes'\n",
	  lists, NULL, 2, LOSS_APPROXIMATED, "everybody sees it", "show if: a is yes\n" },
	{ "conditions that contradict each other",
	  "type,name,label,relevant\nselect_one yn,a,A,\ntext,b,B,${a} = 'yes' and ${a} = 'no'\n",
	  lists, NULL, 3, LOSS_APPROXIMATED, "nobody can ever see this",
	  "# TO"
	  "DO: " },
	{ "a name is a word of ours, and one is there twice",
	  "type,name,label\ntext,or,A\ntext,Or,B\ntext,Größe!,C\ntext,1st,D\ntext,日本,E\n",
	  NULL, NULL, 2, LOSS_MAPPED, "", "id: or_2\n        ask: A\n" },
	{ "letters without a mark", "type,name,label\ntext,Größe!,C\n", NULL, NULL, 2,
	  LOSS_MAPPED, "", "id: grose_\n" },
	{ "figures first", "type,name,label\ntext,1st,C\n", NULL, NULL, 2, LOSS_MAPPED,
	  "", "id: q_1st\n" },
	{ "no letter at all", "type,name,label\ntext,日本,E\n", NULL, NULL, 2,
	  LOSS_MAPPED, "", "id: q2\n" },
	{ "a disabled row", "type,name,label,disabled\ntext,a,A,\ntext,b,B,yes\n", NULL,
	  NULL, 3, LOSS_REFUSED, "the row is disabled", NULL },
	{ "a language has gaps",
	  "type,name,label::English,label::Cymraeg (cy)\ntext,a,A,Dim\ntext,b,B,\n", NULL,
	  NULL, 1, LOSS_APPROXIMATED, "texts are missing in Welsh (cy)",
	  "ask (cy): Dim\n" },
	{ "a language by one colon",
	  "type,name,label:english,label:french\ntext,a,A,Un\n", NULL, NULL, 1,
	  LOSS_APPROXIMATED, "2 texts are missing in French (fr)",
	  "languages: [en, fr]\n" },
	{ "a language that nobody knows", "type,name,label,label::Klingon\ntext,a,A,Q\n",
	  NULL, NULL, 1, LOSS_APPROXIMATED,
	  "label::Klingon (no language of this name is known)", "languages: [en]\n" },
	{ "the first language is the one of settings",
	  "type,name,label::English (en),label::Cymraeg (cy)\ntext,a,A,Dim\n", NULL,
	  "form_title,form_id,default_language\nT,My_Form 1,Cymraeg (cy)\n", 1,
	  LOSS_APPROXIMATED, "1 text is missing in English (en): supply it",
	  "id: my-form-1\ntitle: T\nlanguages: [cy, en]\n" },
	{ "columns that are not taken",
	  "type,name,label,default,media::image,\ntext,a,A,,,stray\n", NULL, NULL, 1,
	  LOSS_APPROXIMATED,
	  "not taken: default, media::image, column F without a heading", NULL },
	{ "a device as a column", "type,name,label,device_id\ntext,a,A,\n", NULL, NULL, 1,
	  LOSS_REFUSED, "device_id would record the device", NULL },
	{ "older headings",
	  "command,tag,caption,relevance,bind:constraint,constraining message\n"
	  "text,a,A,,,\nint,b,B,${a} != '',. >= 1 and . <= 4,No\n",
	  NULL, NULL, 3, LOSS_MAPPED, "",
	  "id: b\n        ask: B\n        type: number\n        between: [1, 4]\n"
	  "        message: No\n" },
	{ "a choice is named on a later page",
	  "type,name,label\nselect_one yn,a,A\ntext,b,Why ${a}?\n", lists, NULL, 3,
	  LOSS_APPROXIMATED, "the label of an option", "ask: \"Why {a|…}?\"\n" },
	{ "an option no_answer is our `or`", "type,name,label\nselect_one n,a,A\n",
	  "list_name,name,label\nn,x,X\nn,y,Y\nn,no_answer,Rather not\n", NULL, 2,
	  LOSS_MAPPED, "", "or: Rather not\n" },
	{ "required, where an option says the same as we would",
	  "type,name,label,required\nselect_one n,a,A,yes\n",
	  "list_name,name,label\nn,x,X\nn,y,prefer not to say\n", NULL, 2,
	  LOSS_APPROXIMATED, "prefer not to say", "or: Skip this question\n" },
	{ "acknowledged as OK",
	  "type,name,label,relevant\nacknowledge,a,A,\ntext,b,B,${a} = 'OK'\n", NULL,
	  NULL, 3, LOSS_MAPPED, "", "show if: a is yes\n" },
	{ "a repeat that is counted",
	  "type,name,label,relevant\nbegin repeat,r,R,\ntext,a,A,\nend repeat,,,\n"
	  "text,b,B,count(${r}) > 1\n",
	  NULL, NULL, 5, LOSS_MAPPED, "", "show if: number of r is more than 1\n" },
};

static void
wholes_each(struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(wholes); i++) {
		struct imported got = import(wholes[i].survey, wholes[i].choices,
					     wholes[i].settings, wholes[i].what, a);
		const struct loss_row *row = &got.report.rows[wholes[i].row - 1];

		ok(got.right && row->outcome == wholes[i].outcome, "%s: row %u is %s",
		   wholes[i].what, wholes[i].row, loss_names[wholes[i].outcome]);
		ok(strstr(row->reason, wholes[i].reason), "with the reason %s",
		   wholes[i].reason) ||
			(note("got: %s %s", loss_names[row->outcome], row->reason), true);
		if (wholes[i].form && !ok(strstr(got.form, wholes[i].form),
					  "%s: in the form", wholes[i].what))
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
	       "  {\"sheet\": \"survey\", \"row\": 2, \"what\": \"deviceid deviceid\", \"outcome\": "
	       "\"refused\", \"reason\": \"this would record the device; an anonymous form has no "
	       "place for it\"},\n"
	       "  {\"sheet\": \"survey\", \"row\": 3, \"what\": \"text Q\", \"outcome\": \"mapped\", "
	       "\"reason\": \"\"}]}\n",
	       "the report for programs");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	rows_each(a);
	wholes_each(a);
	choices_each(a);
	none_each(a);
	much(a);
	unknown_sheets(a);
	words_each(a);
	arena_free(a);
	return tap_done();
}
