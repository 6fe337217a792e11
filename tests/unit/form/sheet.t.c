/*
 * Sheets out of workbooks and out of CSV: each kind of cell, rows as a spreadsheet counts them, and
 * a reason for whatever is refused.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "form/author.h"
#include "tests/unit/base/zip_made.h"

static const char rels[] =
	"<Relationships xmlns='x'>"
	"<Relationship Id='rId1' Type='t' Target='worksheets/sheet1.xml'/>"
	"<Relationship Id='rId2' Type='t' Target='/xl/worksheets/sheet2.xml'/>"
	"<Relationship Id='rId3' Type='t' Target='chartsheets/sheet3.xml'/></Relationships>";
static const char book_one[] = "<workbook xmlns:r='r'><sheets>"
			       "<sheet name='survey' sheetId='1' r:id='rId1'/>"
			       "</sheets></workbook>";

struct parts { /* of a workbook; NULL: the usual, or none */
	const char *book, *types, *shared, *sheet1, *sheet2, *styles;
};

static void
parts_make(const struct parts *p, struct made *m)
{
	made_text(m, "[Content_Types].xml", p->types ? p->types : "<Types/>");
	made_text(m, "xl/workbook.xml", p->book ? p->book : book_one);
	made_text(m, "xl/_rels/workbook.xml.rels", rels);
	if (p->shared)
		made_text(m, "xl/sharedStrings.xml", p->shared);
	if (p->styles)
		made_text(m, "xl/styles.xml", p->styles);
	if (p->sheet1)
		made_text(m, "xl/worksheets/sheet1.xml", p->sheet1);
	if (p->sheet2)
		made_text(m, "xl/worksheets/sheet2.xml", p->sheet2);
	made_text(m, "xl/theme/theme1.xml", "<!DOCTYPE no><what is never opened");
	made_end(m);
}

/* Reads them; false with the reason in err, and then nothing was touched. */
static bool
parts_read(const struct parts *p, struct workbook *out, struct arena *a, struct err *err)
{
	struct made m = { 0 };
	bool right;

	parts_make(p, &m);
	*out = (struct workbook){ 0 };
	*err = (struct err){ 0 };
	right = workbook_read(m.bytes.data, m.bytes.len, out, a, err);
	if (!right && (out->sheets || out->count || err->code != ERR_INPUT))
		die("refused, but not as it should be");
	made_free(&m);
	return right;
}

/* "1: A|B|C; 3: D" */
static const char *
sheet_words(const struct sheet *sheet, struct arena *a)
{
	const char *words = "";

	for (size_t i = 0; i < sheet->count; i++) {
		words = arena_printf(a, "%s%s%u: ", words, i ? "; " : "",
				     sheet->rows[i].number);
		for (size_t k = 0; k < sheet->rows[i].count; k++)
			words = arena_printf(a, "%s%s%s", words, k ? "|" : "",
					     sheet->rows[i].cells[k]);
		if (sheet->rows[i].lost)
			words = arena_printf(a, "%s (%s)", words, sheet->rows[i].lost);
	}
	return words;
}

/* 1 a day, 2 a time, 3 both, 4 a format of its own, 5 hours that go on, 6 no day at all. */
static const char styles[] =
	"<styleSheet><numFmts>"
	"<numFmt numFmtId='170' formatCode='[$-409]&quot;on the &quot;d. mmm yyyy;@'/>"
	"<numFmt numFmtId='171' formatCode='[h]:mm'/>"
	"<numFmt numFmtId='172' formatCode='[Red]0.0&quot; days&quot;\\h_d'/></numFmts>"
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
	"<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='20'/><xf "
	"numFmtId='22'/>"
	"<xf numFmtId='170'/><xf numFmtId='171'/><xf numFmtId='172'/><xf/></cellXfs>"
	"<cellStyles><xf numFmtId='14'/></cellStyles></styleSheet>";

static const struct {
	const char *what, *sheet, *want;
} cells[] = {
	{ "numbers",
	  "<row r='1'><c r='A1'><v>1.0</v></c><c r='B1'><v>2.5</v></c><c r='C1'><v>1E3</v></c>"
	  "<c r='D1' t='n'><v>-0</v></c><c r='E1'><v>0.1</v></c></row>",
	  "1: 1|2.5|1000|0|0.1" },
	{ "shared strings, rich ones too, without their readings",
	  "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>",
	  "1: one|two parts" },
	{ "inline strings",
	  "<row r='2'><c r='A2' t='inlineStr'><is><t>in</t></is></c>"
	  "<c r='B2' t='inlineStr'><is><r><t>ri</t></r><r><t>ch</t></r></is></c></row>",
	  "2: in|rich" },
	{ "booleans", "<row r='1'><c t='b'><v>1</v></c><c t='b'><v>0</v></c></row>",
	  "1: TRUE|FALSE" },
	{ "results of formulas",
	  "<row r='1'><c t='str'><f>A2&amp;B2</f><v>sum</v></c><c><f>1+1</f><v>2</v></c>"
	  "<c t='b'><f>1=1</f><v>1</v></c></row>",
	  "1: sum|2|TRUE" },
	{ "a formula without a result, and errors, are blank; their rows are not",
	  "<row r='1'><c r='B1'><f>NOW()</f></c><c r='C1'><v>7</v></c></row>"
	  "<row r='2'><c r='AB2' t='e'><v>#N/A</v></c></row>"
	  "<row r='3'><c t='str'><f>A1</f><v></v></c></row>",
	  "1: ||7 (column B holds a formula that nobody has worked out: open the workbook in "
	  "a spreadsheet and save it); 2:  (column AB holds the error #N/A); 3:  (column A "
	  "holds a formula that nobody has worked out: open the workbook in a spreadsheet and "
	  "save it)" },
	{ "many of them",
	  "<row r='1'><c t='e'><v>#A</v></c><c t='e'><v>#B</v></c><c t='e'><v>#C</v></c>"
	  "<c t='e'><v>#D</v></c><c t='e'><v>#E</v></c></row>",
	  "1:  (column A holds the error #A; column B holds the error #B; column C holds the "
	  "error #C; and more cells like these)" },
	{ "days",
	  "<row r='1'><c s='1'><v>45293</v></c><c s='1' t='n'><v>1</v></c>"
	  "<c s='1'><v>59</v></c><c s='1'><v>61</v></c><c s='1'><v>36585</v></c>"
	  "<c s='1'><v>2958465</v></c></row>",
	  "1: 2024-01-02|1900-01-01|1900-02-28|1900-03-01|2000-02-29|9999-12-31" },
	{ "times, and both",
	  "<row r='1'><c s='2'><v>0.5</v></c><c s='3'><v>45293.75</v></c>"
	  "<c s='3'><v>45293</v></c><c s='4'><v>45293</v></c><c s='5'><v>1.25</v></c></row>",
	  "1: 12:00|2024-01-02 18:00|2024-01-02|2024-01-02|30:00" },
	{ "numbers that are no days",
	  "<row r='1'><c s='0'><v>45293</v></c><c s='6'><v>45293</v></c>"
	  "<c s='7'><v>1.5</v></c><c s='99'><v>45293</v></c><c s='1'><v>-1</v></c>"
	  "<c s='1'><v>2958466</v></c><c s='1' t='str'><v>45293</v></c></row>",
	  "1: 45293|45293|1.5|45293|-1|2958466|45293" },
	{ "no references at all",
	  "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>",
	  "1: 1|2; 3: |3" },
	{ "a column far out", "<row r='7'><c r='AB7'><v>1</v></c></row>",
	  "7: |||||||||||||||||||||||||||1" },
	{ "blanks are trimmed; rows of blanks are none",
	  "<row r='1'><c t='str'><v> a\xc2\xa0</v></c></row>"
	  "<row r='2'><c t='str'><v> \xe2\x80\x83\n</v></c></row>",
	  "1: a" },
	{ "merged cells count in their first",
	  "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c></row>"
	  "<row r='2'><c r='A2'><v>4</v></c></row></sheetData>"
	  "<mergeCells><mergeCell ref='A1:B2'/></mergeCells><sheetData>",
	  "1: 1||3" },
	{ "another prefix", "<y:row r='1'><y:c r='A1'><y:v>1</y:v></y:c></y:row>",
	  "1: 1" },
	{ "signs that XML cannot hold",
	  "<row r='1'><c t='str'><v>a_x000D_b_x005F_c_xZZ_</v></c></row>",
	  "1: a\rb_c_xZZ_" },
	{ "an index out of the table",
	  "<row r='1'><c t='s'><v>99</v></c><c><v>1</v></c></row>", "1: |1" },
	{ "entities of XML itself",
	  "<row r='1'><c t='str'><v>&lt;b&gt; &#233;</v></c></row>", "1: <b> \xc3\xa9" },
	{ "nothing", "", "" },
};

static void
cells_read(struct arena *a)
{
	struct workbook book;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		struct parts p = {
			.sheet1 = arena_printf(
				a,
				"<?xml version='1.0' encoding='UTF-8'?>"
				"<worksheet xmlns:y='y'><sheetData>%s</sheetData></worksheet>",
				cells[i].sheet),
			.shared =
				"<sst><si><t>one</t></si><si><r><t xml:space='preserve'>two "
				"</t></r><rPh><t>no</t></rPh><r><t>parts</t></r></si></sst>",
			.styles = styles,
		};

		if (ok(parts_read(&p, &book, a, &err), "read: %s", cells[i].what))
			is_str(sheet_words(&book.sheets[0], a), cells[i].want, "%s",
			       cells[i].what);
	}
}

static void
several_sheets(struct arena *a)
{
	struct workbook book;
	struct err err;
	struct parts p = {
		.book = "<x:workbook xmlns:r='r' xmlns:x='x'><x:sheets>"
			"<x:sheet name='choices' sheetId='9' r:id='rId2'/>"
			"<x:sheet name='chart' r:id='rId3'/>"
			"<x:sheet name='Survey ' state='hidden' r:id='rId1'/></x:sheets>"
			"</x:workbook>",
		.types = "<Types><Default Extension='bin' "
			 "ContentType='application/vnd.ms-office.vbaProject'/></Types>",
		.sheet1 =
			"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
		.sheet2 =
			"<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>"
	};

	ok(parts_read(&p, &book, a, &err) && book.count == 3, "three sheets");
	is_str(book.sheets[0].name, "choices", "in the workbook's order");
	is_str(sheet_words(&book.sheets[0], a), "1: 2", "each with its part");
	is_int((long long)book.sheets[1].count, 0, "a chart has no rows");
	is_str(sheet_words(&book.sheets[2], a), "1: 1", "hidden ones too");
	ok(book.macros, "macros are told of");
	p.types = NULL;
	ok(parts_read(&p, &book, a, &err) && !book.macros,
	   "and where there are none, not");
}

/* Some workbooks count their days from another year. */
static void
days_from_1904(struct arena *a)
{
	struct workbook book;
	struct err err;
	struct parts p = { .book = "<workbook><workbookPr date1904='1'/><sheets><sheet "
				   "name='s' id='rId1'/></sheets></workbook>",
			   .styles = styles,
			   .sheet1 = "<worksheet><sheetData><row><c s='1'><v>0</v></c><c "
				     "s='1'><v>43831</v></c></row></sheetData></worksheet>" };

	ok(parts_read(&p, &book, a, &err), "days from 1904 are read");
	is_str(sheet_words(&book.sheets[0], a), "1: 1904-01-01|2024-01-02", "as such");
}

static const char *
many(struct arena *a, const char *one, size_t n, const char *before, const char *after)
{
	SCOPED(buf) out = { 0 };

	buf_puts(&out, before);
	for (size_t i = 0; i < n; i++)
		buf_puts(&out, one);
	buf_puts(&out, after);
	return arena_copy(a, out.data, out.len);
}

#define SHEET "<worksheet><sheetData>"
#define END   "</sheetData></worksheet>"

static void
refused(const struct parts *p, const char *words, const char *what, struct arena *a)
{
	struct workbook book;
	struct err err;
	uint64_t from = clock_ms();

	ok(!parts_read(p, &book, a, &err), "refused: %s", what);
	is_str(err.text, words, "in plain words");
	ok(clock_ms() - from < 5000, "and soon");
}

static void
refusals(struct arena *a)
{
	static const char row[] = "<row><c><v>1</v></c></row>";
	static const char entity[] = "<!DOCTYPE a [<!ENTITY a 'b'>]>" SHEET END;

	refused(&(struct parts){ .sheet1 = entity },
		"sheet survey: xl/worksheets/sheet1.xml: it declares a document type, as no "
		"spreadsheet does",
		"a document type", a);
	refused(&(struct parts){ .sheet1 = SHEET "<row></c>" },
		"sheet survey: xl/worksheets/sheet1.xml: line 1 cannot be read: mismatched tag",
		"broken XML", a);
	refused(&(struct parts){ .sheet1 = "" },
		"sheet survey: xl/worksheets/sheet1.xml: line 1 cannot be read: no element found",
		"an empty part", a);
	refused(&(struct parts){ .sheet1 = many(a, "<a>", 70, SHEET, END) },
		"sheet survey: xl/worksheets/sheet1.xml: it is nested deeper than 64 levels",
		"nesting", a);
	refused(&(struct parts){ .sheet1 = many(a, row, 20001, SHEET, END) },
		"sheet survey: xl/worksheets/sheet1.xml: it has over 20000 rows: too many",
		"too many rows", a);
	refused(&(struct parts){ .sheet1 = many(a, row, 1000000, SHEET, END) },
		"sheet survey: xl/worksheets/sheet1.xml: it has over 20000 rows: too many",
		"a million rows", a);
	refused(&(struct parts){ .sheet1 = many(a, "<c><v>1</v></c>", 201, SHEET "<row>",
						"</row>" END) },
		"sheet survey: xl/worksheets/sheet1.xml: row 1 has over 200 columns: too many",
		"too many columns", a);
	refused(&(struct parts){ .sheet1 = SHEET "<row r='2'><c><v>1</v></c></row>"
						 "<row r='1'><c><v>1</v></c></row>" END },
		"sheet survey: xl/worksheets/sheet1.xml: row 1 comes after row 2",
		"rows out of order", a);
	refused(&(struct parts){ .sheet1 = many(a, "<mergeCell ref='A1:A2'/>", 5000,
						many(a, row, 1000, SHEET, "</sheetData>"),
						"</worksheet>") },
		"sheet survey: too many merged cells", "merged cells without end", a);
	refused(
		&(struct parts){
			.sheet1 = SHEET END,
			.book = "<workbook><sheets><sheet name='a' id='rId1'/>"
				"<sheet name='b' id='rId1'/></sheets></workbook>" },
		"the sheets a and b are one and the same", "two sheets of one part", a);
	refused(&(struct parts){ .book = many(a, "<sheet name='a' id='rId1'/>", 1001,
					      "<workbook><sheets>",
					      "</sheets></workbook>") },
		"xl/workbook.xml: it has over 1000 sheets: too many",
		"sheets without end", a);
}

static void
no_workbooks(struct arena *a)
{
	static const char old[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more";
	static const char locked[] =
		"\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a"
		"\0g\0e\0";
	static const struct {
		const char *bytes, *words;
	} others[] = {
		{ "a,b\n",
		  "this is one sheet as text (CSV): put it into a folder as survey.csv, with "
		  "choices.csv beside it, and name the folder; or save the workbook as "
		  ".xlsx" },
		{ "type;name\ntext;a", "this is one sheet as text (CSV): put it into" },
		{ "%PDF-1.7 a,b", "this is a PDF: save the workbook itself as .xlsx" },
		{ "PK\3\4--------------------------mimetypeapplication/"
		  "vnd.oasis.opendocument.spreadsheetPK",
		  "this is an OpenDocument file (.ods): save it as .xlsx" },
		{ "some words\n", "this is no zip archive" },
	};
	struct workbook book = { 0 };
	struct made m = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		ok(!workbook_read(others[i].bytes, strlen(others[i].bytes), &book, a,
				  &err) &&
			   str_starts(err.text, others[i].words),
		   "refused: %s", err.text);
	ok(!workbook_read(old, sizeof(old), &book, a, &err), "an old .xls is refused");
	is_str(err.text, "this is an old .xls workbook: save it as .xlsx",
	       "with what to do");
	ok(!workbook_read(locked, sizeof(locked), &book, a, &err),
	   "a locked one is refused");
	is_str(err.text, "the workbook is locked with a password: save it without one",
	       "with what to do");
	made_text(&m, "word/document.xml", "<w/>");
	made_end(&m);
	ok(!workbook_read(m.bytes.data, m.bytes.len, &book, a, &err),
	   "another archive is refused");
	is_str(err.text,
	       "this is a zip archive, but no .xlsx workbook; if a spreadsheet made it, save it "
	       "as .xlsx",
	       "and told so");
	made_free(&m);
}

static const struct {
	const char *what, *text, *want; /* want: of a refusal, its reason */
	bool right;
} csv[] = {
	{ "plain cells", "a,b\nc,\n", "1: a|b; 2: c", true },
	{ "a mark of the byte order, and other line ends",
	  "\xef\xbb\xbf"
	  "a\r\nb\rc",
	  "1: a; 2: b; 3: c", true },
	{ "quotes, commas and lines in a cell", "\"a \"\"b\"\"\",\"c,\nd\"\n\ne\n",
	  "1: a \"b\"|c,\nd; 3: e", true },
	{ "blank rows are counted, and left out", "\n,,\n  \nx\n", "4: x", true },
	{ "nothing", "", "", true },
	{ "a quote that is never closed", "a\n\"b\n",
	  "s: row 2: a quote is opened and never closed", false },
	{ "text behind a quote", "\"a\"b\n",
	  "s: row 1: text behind a closing quote; a quote within a text is written twice",
	  false },
	{ "a semicolon in a cell", "a,b;c\n;d\n", "1: a|b;c; 2: ;d", true },
	{ "semicolons between cells", "\xef\xbb\xbf\r\ntype;name;label\ntext;a;A, b\n",
	  "s is separated by semicolons: save it with commas instead", false },
	{ "tabs between cells", "type\tname\ntext\ta\n",
	  "s is separated by tabs: save it with commas instead", false },
	{ "bytes that are no UTF-8", "caf\xe9\n",
	  "s is not UTF-8 text: save it as \"CSV UTF-8\"", false },
};

static void
csv_read(struct arena *a)
{
	for (size_t i = 0; i < ARRAY_LEN(csv); i++) {
		struct sheet sheet = { 0 };
		struct err err = { 0 };
		bool right = sheet_read_csv("s", csv[i].text, strlen(csv[i].text), &sheet,
					    a, &err);

		ok(right == csv[i].right && (right || !sheet.name), "CSV: %s",
		   csv[i].what);
		is_str(right ? sheet_words(&sheet, a) : err.text, csv[i].want, "%s",
		       csv[i].what);
	}
}

int
main(void)
{
	struct arena *a = arena_new(0);

	cells_read(a);
	several_sheets(a);
	days_from_1904(a);
	refusals(a);
	no_workbooks(a);
	csv_read(a);
	arena_free(a);
	return tap_done();
}
