/*
 * What becomes of several rows of an XLSForm together: groups, repeats, tables, lists, languages;
 * what is said of one row, and what stands in the form.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "imports.h"

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
	  lists, NULL, 1, LOSS_APPROXIMATED, "not taken: appearance",
	  "type: choose any" },
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
	{ "a list in other letters", "type,name,label\nselect_one YN,a,A\n", lists, NULL,
	  2, LOSS_APPROXIMATED, "its list is called \"yn\" on the choices sheet",
	  "  yn:\n    yes: Yes\n" },
	{ "the same list in two spellings",
	  "type,name,label\nselect_one Yn,a,A\nselect_one yn,b,B\n", lists, NULL, 3,
	  LOSS_MAPPED, "", "  yn:\n    yes: Yes\n    no: No\n\npages:" },
	{ "lists that differ in their letters alone",
	  "type,name,label\nselect_one l,a,A\nselect_one L,b,B\n",
	  "list_name,name,label\nL,x,X\nL,y,Y\nl,v,V\nl,w,W\n", NULL, 2, LOSS_MAPPED, "",
	  "  l:\n    v: V\n    w: W\n  l_2:\n    x: X\n    y: Y\n" },
	{ "two lists that may be meant", "type,name,label\nselect_one lL,a,A\ntext,t,T\n",
	  "list_name,name,label\nLL,x,X\nLL,y,Y\nll,v,V\nll,w,W\n", NULL, 2, LOSS_REFUSED,
	  "no options for the list \"lL\"", NULL },
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
	  "type,name,label\nbegin repeat,r,R\ntext,a,A\nbegin repeat,s,S\n"
	  "begin group,g,G\ntext,b,B\n"
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
	  "type,name,label,relevant\nselect_one yn,a,A,${b} = 'yes'\n"
	  "select_one yn,b,B,${a} = 'yes'\n",
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

int
main(void)
{
	struct arena *a = arena_new(0);

	wholes_each(a);
	arena_free(a);
	return tap_done();
}
