/*
 * A form as an XLSForm: what stands in the three sheets, and what the report says is lost.  The
 * rules of the tools that read it, as far as they can be told without them: names that are names
 * and stand once, lists that exist, groups that are closed and not empty.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "forms.h"
#include "form/author.h"

static const char form_text[] = //
	"canvass: form 1\n"
	"id: every-kind\n"
	"title: Every kind\n"
	"title (cy): Pob math\n"
	"languages: [en, cy]\n"
	"expected: 5000\n"
	"privacy:\n"
	"  smallest group: 10\n"
	"  break down by: [role]\n"
	"conditions:\n"
	"  busy: role is officer and kinds includes a\n"
	"consent:\n"
	"  text: Please take part.\n"
	"  text (cy): Cymerwch ran.\n"
	"  agree: Start\n"
	"  agree (cy): Dechrau\n"
	"support:\n"
	"  - name: Help\n"
	"    name (cy): Cymorth\n"
	"    contact: 123\n"
	"    contact (cy): 123\n"
	"option lists:\n"
	"  yes_no:\n"
	"    yes: Yes\n"
	"    no: No\n"
	"  yes_no (cy):\n"
	"    yes: Ie\n"
	"    no: Na\n"
	"pages:\n"
	"  - title: You\n"
	"    title (cy): Chi\n"
	"    text: About you.\n"
	"    text (cy): Amdanoch chi.\n"
	"    questions:\n"
	"      - id: role\n"
	"        ask: What is your role?\n"
	"        ask (cy): Beth yw eich rôl?\n"
	"        hint: Choose one\n"
	"        hint (cy): Dewiswch un\n"
	"        help: More **words**.\n"
	"        help (cy): Mwy o eiriau.\n"
	"        why: Because.\n"
	"        why (cy): Oherwydd.\n"
	"        type: choose one\n"
	"        options:\n"
	"          officer: Officer\n"
	"          staff: Staff\n"
	"        options (cy):\n"
	"          officer: Swyddog\n"
	"          staff: Staff\n"
	"        or: Prefer not to say\n"
	"        or (cy): Mae'n well gennyf beidio\n"
	"        required: yes\n"
	"        message: Choose your role\n"
	"        message (cy): Dewiswch eich rôl\n"
	"  - title: Kinds\n"
	"    title (cy): Mathau\n"
	"    questions:\n"
	"      - id: kinds\n"
	"        ask: Which, {role|colleague}?\n"
	"        ask (cy): Pa un, {role|gydweithiwr}?\n"
	"        type: choose any\n"
	"        options:\n"
	"          a: A\n"
	"          b: B\n"
	"          none: None {{braces}\n"
	"        options (cy):\n"
	"          a: A cy\n"
	"          b: B cy\n"
	"          none: Dim\n"
	"        other: Another\n"
	"        other (cy): Arall\n"
	"        only on its own: none\n"
	"        at least: 1\n"
	"        at most: 2\n"
	"  - title: How many\n"
	"    title (cy): Faint\n"
	"    show if: busy or role is staff\n"
	"    questions:\n"
	"      - id: times\n"
	"        ask: How many times?\n"
	"        ask (cy): Sawl gwaith?\n"
	"        type: number\n"
	"        between: [0, 99]\n"
	"        store as: [0, 1, 2-5, 6+]\n"
	"        unit: times\n"
	"        unit (cy): gwaith\n"
	"        or: I do not know\n"
	"        or (cy): Dim syniad\n"
	"        message: A number, please\n"
	"        message (cy): Rhif\n"
	"      - id: few\n"
	"        ask: A few?\n"
	"        ask (cy): Ychydig?\n"
	"        type: number\n"
	"        between: [0, 9]\n"
	"      - id: since\n"
	"        ask: Since when?\n"
	"        ask (cy): Ers pryd?\n"
	"        type: month\n"
	"        last: 12 months\n"
	"  - title: Agree\n"
	"    title (cy): Cytuno\n"
	"    questions:\n"
	"      - type: statements\n"
	"        ask: Do these apply?\n"
	"        ask (cy): Ydyn nhw'n wir?\n"
	"        options: yes_no\n"
	"        show if: times is at least 6\n"
	"        statements:\n"
	"          first: The first\n"
	"          second: The second\n"
	"        statements (cy):\n"
	"          first: Y cyntaf\n"
	"          second: Yr ail\n"
	"      - type: note\n"
	"        text: Words alone.\n"
	"        text (cy): Geiriau.\n"
	"  - title: Visit {turn}\n"
	"    title (cy): Ymweliad {turn}\n"
	"    for each: visit, up to 3\n"
	"    another: Another visit?\n"
	"    another (cy): Ymweliad arall?\n"
	"    questions:\n"
	"      - id: order\n"
	"        ask: Which first?\n"
	"        ask (cy): Pa un gyntaf?\n"
	"        type: rank\n"
	"        options: yes_no\n"
	"  - title: A call\n"
	"    title (cy): Galwad\n"
	"    for each: call, up to 2\n"
	"    another: Was there a call?\n"
	"    another (cy): A oedd galwad?\n"
	"    questions:\n"
	"      - id: about\n"
	"        ask: About what?\n"
	"        ask (cy): Am beth?\n"
	"        type: rank\n"
	"        options: yes_no\n"
	"  - title: Words\n"
	"    title (cy): Geiriau\n"
	"    questions:\n"
	"      - id: line\n"
	"        ask: A line?\n"
	"        ask (cy): Llinell?\n"
	"        type: short text\n"
	"        up to: 100 characters\n"
	"        show if: number of visit is more than 1\n"
	"      - id: box\n"
	"        ask: More?\n"
	"        ask (cy): Mwy?\n"
	"        type: long text\n"
	"        show if: number of visit is less than 2\n";

struct made {
	const struct form *form;
	struct workbook book;
	struct loss_report report;
};

static struct made
made_from(const struct form *form, struct arena *a)
{
	struct made made = { .form = form };

	loss_report_init(&made.report, a);
	form_export(form, &made.book, &made.report, a);
	return made;
}

static const struct sheet *
sheet_of(const struct made *made, const char *name)
{
	size_t i;

	for (i = 0; i < made->book.count; i++) {
		if (!strcmp(made->book.sheets[i].name, name))
			return &made->book.sheets[i];
	}
	die("no sheet %s", name);
}

/* A cell by its column's name; "" if there is no such column. */
static const char *
cell(const struct sheet *sheet, size_t row, const char *column)
{
	size_t i;

	for (i = 0; i < sheet->rows[0].count; i++) {
		if (!strcmp(sheet->rows[0].cells[i], column))
			return sheet->rows[row].cells[i];
	}
	return "";
}

/* The row of the survey with that type and name. */
static size_t
row_of(const struct sheet *survey, const char *type, const char *name)
{
	size_t i;

	for (i = 1; i < survey->count; i++) {
		if (!strcmp(cell(survey, i, "type"), type) &&
		    !strcmp(cell(survey, i, "name"), name))
			return i;
	}
	die("no row \"%s %s\"", type, name);
}

/* What the report says of a row of a sheet, or of what is named of the whole form. */
static const struct loss_row *
told(const struct made *made, const char *sheet, unsigned row, const char *what)
{
	size_t i;

	for (i = 0; i < made->report.count; i++) {
		const struct loss_row *loss = &made->report.rows[i];

		if (!strcmp(loss->sheet, sheet) && loss->row == row &&
		    (!what || !strcmp(loss->what, what)))
			return loss;
	}
	die("nothing is told of %s row %u %s", sheet, row, what ? what : "");
}

static const struct {
	const char *type, *name, *column, *want;
} cells[] = {
	{ "note", "consent", "label::English (en)", "Please take part." },
	{ "note", "consent", "label::Welsh (cy)", "Cymerwch ran." },
	{ "note", "support", "label::English (en)", "Help: 123" },
	{ "begin_group", "page_1", "label::Welsh (cy)", "Chi" },
	{ "begin_group", "page_1", "appearance", "field-list" },
	{ "note", "page_1_text", "label::English (en)", "About you." },
	{ "select_one role", "role", "label::Welsh (cy)", "Beth yw eich rôl?" },
	{ "select_one role", "role", "hint::English (en)", "Choose one" },
	{ "select_one role", "role", "guidance_hint::English (en)",
	  "More **words**.\n\nBecause." },
	{ "select_one role", "role", "required", "yes" },
	{ "select_one role", "role", "required_message::Welsh (cy)",
	  "Dewiswch eich rôl" },
	{ "select_multiple kinds or_other", "kinds", "label::English (en)",
	  "Which, ${role}?" },
	{ "select_multiple kinds or_other", "kinds", "constraint",
	  "count-selected(.) >= 1 and count-selected(.) <= 2 and "
	  "not(selected(., 'none') and count-selected(.) > 1)" },
	{ "begin_group", "page_3", "relevant",
	  "${role} = 'officer' and selected(${kinds}, 'a') or ${role} = 'staff'" },
	{ "integer", "times", "constraint", ". >= 0 and . <= 99" },
	{ "integer", "times", "constraint_message::English (en)", "A number, please" },
	{ "integer", "times", "hint::Welsh (cy)", "gwaith" },
	{ "integer", "times", "required", "" },
	{ "integer", "few", "constraint", ". >= 0 and . <= 9" },
	{ "date", "since", "appearance", "month-year" },
	{ "begin_group", "first_statements", "label::English (en)", "Do these apply?" },
	{ "begin_group", "first_statements", "relevant", "${times} >= 6" },
	{ "begin_group", "first_statements", "appearance", "table-list" },
	{ "select_one yes_no", "first", "appearance", "" },
	{ "select_one yes_no", "first", "label::Welsh (cy)", "Y cyntaf" },
	{ "select_one yes_no", "second", "label::English (en)", "The second" },
	{ "note", "note", "label::English (en)", "Words alone." },
	{ "begin_repeat", "visit", "label::English (en)", "Another visit?" },
	{ "begin_repeat", "visit", "repeat_count", "" },
	{ "begin_repeat", "call", "repeat_count", "2" },
	{ "begin_group", "page_5", "label::English (en)", "Visit" },
	{ "rank yes_no", "order", "label::English (en)", "Which first?" },
	{ "text", "line", "constraint", "string-length(.) <= 100" },
	{ "text", "line", "appearance", "" },
	{ "text", "line", "relevant", "count(${visit}) >= 2" },
	{ "text", "box", "appearance", "multiline" },
	{ "text", "box", "constraint", "" },
	{ "text", "box", "relevant", "" },
};

static const struct {
	const char *type, *name, *reason; /* "": mapped; else found in it */
} rows_told[] = {
	{ "begin_group", "page_1", "" },
	{ "select_one role", "role", "why it is asked stands in the guidance" },
	{ "select_multiple kinds or_other", "kinds", "something else" },
	{ "select_multiple kinds or_other", "kinds", "and not its label" },
	{ "integer", "times", "bands are lost" },
	{ "integer", "times", "unit" },
	{ "integer", "times", "\"I do not know\" has no place" },
	{ "integer", "few", "" },
	{ "date", "since", "a month is a date there" },
	{ "date", "since", "how far back" },
	{ "select_one yes_no", "second", "" },
	{ "begin_repeat", "visit", "3 turns at most" },
	{ "begin_repeat", "call", "all 2 turns are shown" },
	{ "begin_group", "page_5", "number of the turn" },
	{ "text", "line", "" },
	{ "text", "box", "shown to everybody" },
};

static void
says_it(const struct made *made)
{
	const struct sheet *survey = sheet_of(made, "survey");
	const struct sheet *choices = sheet_of(made, "choices");
	const struct sheet *settings = sheet_of(made, "settings");
	const struct loss_row *loss;
	size_t i, row;

	for (i = 0; i < ARRAY_LEN(cells); i++) {
		row = row_of(survey, cells[i].type, cells[i].name);
		is_str(cell(survey, row, cells[i].column), cells[i].want, "%s: %s",
		       cells[i].name, cells[i].column);
	}
	for (i = 0; i < ARRAY_LEN(rows_told); i++) {
		row = row_of(survey, rows_told[i].type, rows_told[i].name);
		loss = told(made, "survey", survey->rows[row].number, NULL);
		ok(rows_told[i].reason[0]
			   ? loss->outcome == LOSS_APPROXIMATED &&
				     strstr(loss->reason, rows_told[i].reason)
			   : loss->outcome == LOSS_MAPPED && !loss->reason[0],
		   "%s: %s", rows_told[i].name, loss->reason);
	}
	is_str(cell(choices, 3, "name"), "no_answer", "`or` is the last option");
	is_str(cell(choices, 3, "label::English (en)"), "Prefer not to say",
	       "with its words");
	is_str(cell(choices, 6, "label::English (en)"), "None {braces}",
	       "braces are braces");
	is_str(cell(choices, 7, "list_name"), "yes_no", "`other` is left to the tools");
	is_int((long long)choices->count, 9,
	       "a list stands once, however often it is used");
	is_str(cell(settings, 1, "form_title"), "Every kind", "the title");
	is_str(cell(settings, 1, "form_id"), "every-kind", "the id");
	is_str(cell(settings, 1, "default_language"), "English (en)",
	       "the first language");
}

static void
whole_told(const struct made *made)
{
	static const struct {
		const char *what;
		enum loss outcome;
	} rows[] = {
		{ "privacy", LOSS_REFUSED },
		{ "condition busy", LOSS_APPROXIMATED },
		{ "consent", LOSS_APPROXIMATED },
		{ "expected", LOSS_REFUSED },
	};
	size_t i, expected = ARRAY_LEN(rows);

	for (i = 0; i < ARRAY_LEN(rows); i++)
		is_int(told(made, "form", 0, rows[i].what)->outcome, rows[i].outcome,
		       "of the form as a whole: %s", rows[i].what);
	for (i = 0; i < made->book.count; i++)
		expected += made->book.sheets[i].count;
	is_int((long long)made->report.count, (long long)expected,
	       "one entry a row of the sheets, and these");
}

/* ---- what the tools insist on -------------------------------------------------------- */

static bool
name_right(const char *s)
{
	return *s && !strchr("-.0123456789", *s) &&
	       !s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-.")];
}

static bool
list_there(const struct sheet *choices, const char *type)
{
	const char *space = strchr(type, ' ');
	size_t len = space ? strcspn(space + 1, " ") : 0, i;

	for (i = 1; space && i < choices->count; i++) {
		const char *list = cell(choices, i, "list_name");

		if (strlen(list) == len && !memcmp(list, space + 1, len))
			return true;
	}
	return !space;
}

/* Each `${name}` of a text, named by a row above or around it. */
static bool
names_there(const struct sheet *survey, size_t row, const char *text)
{
	const char *s, *found;
	size_t i, len;

	for (s = text; (found = strstr(s, "${")) != NULL; s = found + 2) {
		len = strcspn(found + 2, "}");
		for (i = 1; i < row; i++) {
			const char *name = cell(survey, i, "name");

			if (strlen(name) == len && !memcmp(name, found + 2, len))
				break;
		}
		if (i == row)
			return false;
	}
	return true;
}

/* The first thing that a reader of XLSForms would refuse, or NULL. */
static const char *
wrong_with(const struct made *made, struct arena *a)
{
	const struct sheet *survey = sheet_of(made, "survey");
	const struct sheet *choices =
		made->book.count == 3 ? sheet_of(made, "choices") : NULL;
	const char *label = made->form->language_count
				    ? arena_printf(a, "label::%s",
						   cell(sheet_of(made, "settings"), 1,
							"default_language"))
				    : "";
	const char *open[8];
	size_t opened = 0, i, j;

	for (i = 1; i < survey->count; i++) {
		const char *type = cell(survey, i, "type"),
			   *name = cell(survey, i, "name");

		if (!name_right(name))
			return arena_printf(a, "\"%s\" is no name", name);
		if (str_starts(type, "end_")) {
			if (!opened || strcmp(open[--opened], name) != 0)
				return arena_printf(a, "%s %s closes nothing", type,
						    name);
			if (str_starts(cell(survey, i - 1, "type"), "begin_"))
				return arena_printf(a, "%s is empty", name);
			continue;
		}
		for (j = 1; j < i; j++) {
			if (!strcmp(cell(survey, j, "name"), name) &&
			    !str_starts(cell(survey, j, "type"), "end_"))
				return arena_printf(a, "%s stands twice", name);
		}
		if (opened == ARRAY_LEN(open))
			return "groups are never closed";
		if (str_starts(type, "begin_"))
			open[opened++] = name;
		else if (!str_starts(type, "begin_") && choices &&
			 !list_there(choices, type))
			return arena_printf(a, "%s has no list", type);
		if (!cell(survey, i, label)[0])
			return arena_printf(a, "%s has no label", name);
		for (j = 0; j < survey->rows[0].count; j++) {
			if (!names_there(survey, i, survey->rows[i].cells[j]))
				return arena_printf(a, "%s: %s", name,
						    survey->rows[i].cells[j]);
		}
	}
	return opened ? "a group is never closed" : NULL;
}

/* Ids that are names of the tools' own. */
static void
names_guarded(struct arena *a)
{
	static const char text[] = //
		"canvass: form 1\nid: names\ntitle: Names\nlanguages: [en]\npages:\n"
		"  - title: A\n    questions:\n"
		"      - id: meta\n        ask: A?\n        type: choose one\n"
		"        options:\n          x: X\n          y: Y\n        other: Z\n"
		"  - title: B\n    for each: data, up to 2\n    another: More?\n"
		"    show if: meta is x\n    questions:\n"
		"      - id: data_count\n        ask: \"{meta|So}, why?\"\n"
		"        type: short text\n"
		"  - title: C\n    questions:\n"
		"      - id: meta_2\n        ask: C?\n        type: short text\n"
		"        show if: number of data is at least 1\n";
	struct made made = made_from(form_of(text, a), a);
	const struct sheet *survey = sheet_of(&made, "survey");
	size_t row = row_of(survey, "select_one meta_3 or_other", "meta_3");

	is_str(told(&made, "survey", survey->rows[row].number, NULL)->reason,
	       "\"meta\" is a name of the tools' own, so it has another there; the words of "
	       "its option for something else are the tools' own",
	       "a question called meta has another name, and it is told");
	row = row_of(survey, "begin_repeat", "data_2");
	is_str(cell(survey, row, "relevant"), "${meta_3} = 'x'", "conditions follow");
	ok(strstr(told(&made, "survey", survey->rows[row].number, NULL)->reason,
		  "\"data\" is a name of the tools' own"),
	   "a loop called data, too");
	row = row_of(survey, "text", "data_count_2");
	is_str(cell(survey, row, "label::English (en)"), "${meta_3}, why?",
	       "words that show an answer follow");
	row = row_of(survey, "text", "meta_2");
	is_str(cell(survey, row, "relevant"), "count(${data_2}) >= 1", "counts follow");
	row_of(survey, "end_repeat", "data_2");
	is_int((long long)made.report.renamed_count, 3, "the report lists them");
	is_str(made.report.renamed[0].to, "meta_3", "by their names there");
	is_str(wrong_with(&made, a), NULL, "tools would take it");
}

static void
shipped_right(void)
{
	static const char *const files[] = { "forms/hampshire.yaml",
					     "forms/page-feedback.yaml",
					     "forms/supervisor-pledge.yaml",
					     "forms/champions-feedback.yaml" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(files); i++) {
		struct arena *a = arena_new(0);
		struct made made = made_from(form_of(file_text(files[i], a), a), a);

		is_str(wrong_with(&made, a), NULL, "%s: tools would take it", files[i]);
		arena_free(a);
	}
}

int
main(void)
{
	struct arena *a = arena_new(0);
	struct made made = made_from(form_of(form_text, a), a);

	says_it(&made);
	whole_told(&made);
	is_str(wrong_with(&made, a), NULL, "tools would take it");
	names_guarded(a);
	arena_free(a);
	shipped_right();
	return tap_done();
}
