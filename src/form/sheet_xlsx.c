/*
 * The only door to expat: sheets out of an .xlsx or .xlsm.  Parts are looked for under their
 * usual names, a document type is refused (so no entity can swell), and every limit is checked
 * while the file is read.  Macros, drawings and links to elsewhere are never opened; of the styles
 * only what makes a number a day.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <expat.h>
#include <strings.h>

#include "form/sheet.h"

enum {
	ENTRIES = 1000,
	UNPACKED = 32 << 20,
	RATIO = 100,
	DEPTH = 64,
};

/* Where the text goes that stands in an element. */
enum into { INTO_NOTHING, INTO_TEXT, INTO_VALUE, INTO_FORMULA };

struct link { /* from the workbook's list of parts */
	const char *id, *part;
	struct link *next;
};

struct reader {
	XML_Parser xml;
	struct arena *arena;
	struct err *err;
	bool failed;
	unsigned depth;
	unsigned skip; /* depth of an element whose texts do not count; 0: none */
	enum into into;
	struct buf text, value, formula;

	const char **shared; /* the table of strings */
	size_t shared_count, shared_room;

	struct link *links;
	size_t link_count;
	struct workbook *book;
	const char **parts; /* of each sheet of the book */
	size_t room;

	struct styles styles;
	bool in_cells; /* among the styles of cells */

	struct sheet_maker maker;
	unsigned row, column;
	enum shown shown; /* of the cell that is being read */
	char type[12];
	size_t merge_work;
	unsigned (*merges)[4]; /* first row, first column, last row, last column */
	size_t merge_count, merge_room;
};

typedef void start_fn(struct reader *r, const char *name, const char **atts);
typedef void end_fn(struct reader *r, const char *name);

/* One kind of part: what is done at its elements. */
struct part {
	start_fn *start;
	end_fn *end;
};

static void
fail(struct reader *r)
{
	r->failed = true;
	XML_StopParser(r->xml, XML_FALSE);
}

/* Names without the prefix of their namespace: writers differ in those. */
static const char *
local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

static const char *
att(const char **atts, const char *name)
{
	for (; *atts; atts += 2)
		if (str_same(local(atts[0]), name))
			return atts[1];
	return NULL;
}

/* ---- cells: text, numbers, references ------------------------------------------- */

/* Spreadsheets write signs that XML cannot hold as _x000D_. */
static const char *
unescaped(struct reader *r, const struct buf *b)
{
	const char *s = b->data ? b->data : "";
	SCOPED(buf) out = { 0 };

	if (!strstr(s, "_x"))
		return sheet_text(r->arena, s, b->len);
	buf_init(&out, 0);
	for (; *s; s++) {
		unsigned char pair[2];
		char digits[5] = "";

		if (s[0] == '_' && s[1] == 'x' && strnlen(s, 7) == 7 && s[6] == '_') {
			memcpy(digits, s + 2, 4);
			if (hex_decode(pair, 2, digits) && pair[0] == 0 &&
			    pair[1] < 0x80) {
				buf_putc(&out, pair[1] ? (char)pair[1] : ' ');
				s += 6;
				continue;
			}
		}
		buf_putc(&out, *s);
	}
	return sheet_text(r->arena, out.data ? out.data : "", out.len);
}

/* "BC12" in its parts; 0 where there is none or it is out of all bounds. */
static const char *
reference(const char *s, unsigned *out_row, unsigned *out_column)
{
	unsigned row = 0, column = 0;

	for (; *s == '$' || (*s >= 'A' && *s <= 'Z'); s++)
		if (*s != '$' && column < 100000)
			column = column * 26 + (unsigned)(*s - 'A' + 1);
	for (; *s == '$' || (*s >= '0' && *s <= '9'); s++)
		if (*s != '$' && row < 100000000)
			row = row * 10 + (unsigned)(*s - '0');
	*out_row = row;
	*out_column = column;
	return s;
}

static const char *
cell_text(struct reader *r)
{
	const char *value = r->value.len ? r->value.data : "";
	unsigned long n;

	if (str_same(r->type, "s")) {
		if (str_to_uint(value, r->shared_count, &n) && n < r->shared_count)
			return r->shared[n];
		return "";
	}
	if (str_same(r->type, "inlineStr"))
		return unescaped(r, &r->text);
	if (str_same(r->type, "b"))
		return str_same(value, "1") ? "TRUE" : *value ? "FALSE" : "";
	if (*r->type == '\0' || str_same(r->type, "n")) {
		const char *day = styles_date(&r->styles, r->shown, value, r->arena);

		return day ? day : sheet_number(r->arena, value);
	}
	return unescaped(r, &r->value);
}

/* Puts the cell that was read into its place. */
static bool
cell_end(struct reader *r)
{
	const char *error = str_same(r->type, "e") && r->value.len
				    ? unescaped(r, &r->value)
				    : NULL;

	if (error)
		return sheet_lost(&r->maker, r->row, r->column,
				  arena_printf(r->arena, "holds the error %s", error),
				  r->err);
	if (r->formula.len && !r->value.len && !r->text.len)
		return sheet_lost(&r->maker, r->row, r->column,
				  "holds a formula that nobody has worked out: open the "
				  "workbook in a spreadsheet and save it",
				  r->err);
	return sheet_cell(&r->maker, r->row, r->column, cell_text(r), r->err);
}

/* ---- a sheet -------------------------------------------------------------------- */

static void
merge_add(struct reader *r, const char *range)
{
	unsigned m[4];
	const char *rest;

	if (!range)
		return;
	rest = reference(range, &m[0], &m[1]);
	if (*rest != ':')
		return;
	reference(rest + 1, &m[2], &m[3]);
	if (r->merge_count == r->merge_room) {
		r->merge_room = r->merge_room ? 2 * r->merge_room : 32;
		r->merges = mem_grow(r->merges, r->merge_room, sizeof(*r->merges));
	}
	memcpy(r->merges[r->merge_count++], m, sizeof(m));
}

static void
sheet_start(struct reader *r, const char *name, const char **atts)
{
	const char *at = att(atts, "r"), *type;
	unsigned row, column;
	unsigned long n;

	if (str_same(name, "row")) {
		r->row = at && str_to_uint(at, 100000000, &n) && n ? (unsigned)n
								   : r->row + 1;
		r->column = 0;
	} else if (str_same(name, "c")) {
		r->column++;
		if (at) {
			reference(at, &row, &column);
			r->row = row ? row : r->row;
			r->column = column ? column : r->column;
		}
		type = att(atts, "t");
		str_fit(r->type, sizeof(r->type), type ? type : "");
		r->shown = styles_shown(&r->styles, att(atts, "s"));
		buf_clear(&r->text);
		buf_clear(&r->value);
		buf_clear(&r->formula);
	} else if (str_same(name, "v")) {
		r->into = INTO_VALUE;
	} else if (str_same(name, "f")) {
		r->into = INTO_FORMULA;
	} else if (str_same(name, "t")) {
		r->into = INTO_TEXT;
	} else if (str_same(name, "rPh")) {
		r->skip = r->depth;
	} else if (str_same(name, "mergeCell")) {
		merge_add(r, att(atts, "ref"));
	}
}

static void
sheet_end(struct reader *r, const char *name)
{
	r->into = INTO_NOTHING;
	if (str_same(name, "c") && r->row && !cell_end(r))
		fail(r);
}

/* ---- the table of strings, the list of sheets, the list of parts ---------------- */

static void
shared_start(struct reader *r, const char *name, const char **atts)
{
	(void)atts;
	if (str_same(name, "si"))
		buf_clear(&r->text);
	else if (str_same(name, "t"))
		r->into = INTO_TEXT;
	else if (str_same(name, "rPh"))
		r->skip = r->depth;
}

static void
shared_end(struct reader *r, const char *name)
{
	r->into = INTO_NOTHING;
	if (!str_same(name, "si"))
		return;
	if (r->shared_count == r->shared_room) {
		r->shared_room = r->shared_room ? 2 * r->shared_room : 256;
		r->shared = mem_grow(r->shared, r->shared_room, sizeof(*r->shared));
	}
	r->shared[r->shared_count++] = unescaped(r, &r->text);
}

static void
links_start(struct reader *r, const char *name, const char **atts)
{
	const char *id = att(atts, "Id"), *target = att(atts, "Target");
	struct link *link;

	if (!str_same(name, "Relationship") || !id || !target)
		return;
	if (++r->link_count > ENTRIES) {
		err_set(r->err, ERR_INPUT, "it names over %d parts: too many", ENTRIES);
		fail(r);
		return;
	}
	link = arena_one(r->arena, struct link);
	*link = (struct link){ .id = arena_str(r->arena, id),
			       .part = *target == '/'
					       ? arena_str(r->arena, target + 1)
					       : arena_printf(r->arena, "xl/%s", target),
			       .next = r->links };
	r->links = link;
}

static void
book_start(struct reader *r, const char *name, const char **atts)
{
	const char *sheet = att(atts, "name"), *id = att(atts, "id");
	struct workbook *book = r->book;
	const struct link *link;

	if (str_same(name, "workbookPr") && att(atts, "date1904"))
		r->styles.from_1904 = *att(atts, "date1904") == '1' ||
				      *att(atts, "date1904") == 't';
	if (!str_same(name, "sheet") || !sheet)
		return;
	if (book->count >= ENTRIES) {
		err_set(r->err, ERR_INPUT, "it has over %d sheets: too many", ENTRIES);
		fail(r);
		return;
	}
	if (book->count == r->room) {
		struct sheet *old = book->sheets;
		const char **parts = r->parts;

		r->room = r->room ? 2 * r->room : 8;
		book->sheets = arena_array(r->arena, struct sheet, r->room);
		r->parts = arena_array(r->arena, const char *, r->room);
		if (book->count) {
			memcpy(book->sheets, old, book->count * sizeof(*old));
			memcpy(r->parts, parts, book->count * sizeof(*parts));
		}
	}
	for (link = r->links; link && !(id && str_same(link->id, id)); link = link->next)
		;
	book->sheets[book->count].name = arena_str(r->arena, sheet);
	r->parts[book->count++] = link ? link->part : "";
}

static void
styles_start(struct reader *r, const char *name, const char **atts)
{
	const char *id = att(atts, "numFmtId"), *code = att(atts, "formatCode");

	if (str_same(name, "numFmt") && id && code)
		styles_format_add(&r->styles, id, code);
	else if (str_same(name, "cellXfs"))
		r->in_cells = true;
	else if (str_same(name, "xf") && r->in_cells)
		styles_cell_add(&r->styles, id ? id : "0");
}

static void
styles_end(struct reader *r, const char *name)
{
	if (str_same(name, "cellXfs"))
		r->in_cells = false;
}

static void
nothing_end(struct reader *r, const char *name)
{
	(void)r;
	(void)name;
}

static const struct part part_shared = { shared_start, shared_end };
static const struct part part_links = { links_start, nothing_end };
static const struct part part_book = { book_start, nothing_end };
static const struct part part_styles = { styles_start, styles_end };
static const struct part part_sheet = { sheet_start, sheet_end };

/* ---- expat ---------------------------------------------------------------------- */

struct run {
	struct reader *r;
	const struct part *part;
};

static void XMLCALL
on_start(void *data, const char *name, const char **atts)
{
	struct run *run = data;
	struct reader *r = run->r;

	if (r->failed)
		return;
	if (++r->depth > DEPTH) {
		err_set(r->err, ERR_INPUT, "it is nested deeper than %d levels", DEPTH);
		fail(r);
	} else if (!r->skip) {
		run->part->start(r, local(name), atts);
	}
}

static void XMLCALL
on_end(void *data, const char *name)
{
	struct run *run = data;
	struct reader *r = run->r;

	if (r->failed)
		return;
	if (r->skip == r->depth)
		r->skip = 0;
	else if (!r->skip)
		run->part->end(r, local(name));
	r->depth--;
}

static void XMLCALL
on_text(void *data, const char *s, int len)
{
	struct reader *r = ((struct run *)data)->r;

	if (r->failed || r->skip || r->into == INTO_NOTHING)
		return;
	buf_put(r->into == INTO_TEXT	? &r->text
		: r->into == INTO_VALUE ? &r->value
					: &r->formula,
		s, (size_t)len);
}

static void XMLCALL
on_doctype(void *data, const char *name, const char *system, const char *public,
	   int internal)
{
	struct reader *r = ((struct run *)data)->r;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	err_set(r->err, ERR_INPUT, "it declares a document type, as no spreadsheet does");
	fail(r);
}

static bool
part_read(struct reader *r, const struct part *part, const struct zip_file *file)
{
	struct run run = { r, part };
	enum XML_Status status;

	r->xml = XML_ParserCreate(NULL);
	if (!r->xml)
		die("expat: no memory");
	r->depth = r->skip = 0;
	r->into = INTO_NOTHING;
	XML_SetUserData(r->xml, &run);
	XML_SetElementHandler(r->xml, on_start, on_end);
	XML_SetCharacterDataHandler(r->xml, on_text);
	XML_SetStartDoctypeDeclHandler(r->xml, on_doctype);
	status = XML_Parse(r->xml, file->data, (int)file->len, XML_TRUE);
	if (status != XML_STATUS_OK && !r->failed) {
		err_set(r->err, ERR_INPUT, "line %lu cannot be read: %s",
			(unsigned long)XML_GetCurrentLineNumber(r->xml),
			XML_ErrorString(XML_GetErrorCode(r->xml)));
		r->failed = true;
	}
	XML_ParserFree(r->xml);
	return !r->failed || err_add(r->err, "%s", file->name);
}

/* ---- the workbook --------------------------------------------------------------- */

static bool
part_wanted(const char *name)
{
	size_t len = strlen(name);

	if (!strncasecmp(name, "xl/worksheets/", 14))
		return !strchr(name + 14, '/') && len > 18 &&
		       !strcasecmp(name + len - 4, ".xml");
	return !strcasecmp(name, "[Content_Types].xml") ||
	       !strcasecmp(name, "xl/workbook.xml") ||
	       !strcasecmp(name, "xl/_rels/workbook.xml.rels") ||
	       !strcasecmp(name, "xl/sharedStrings.xml") ||
	       !strcasecmp(name, "xl/styles.xml");
}

struct parts {
	struct zip_file *files;
	size_t count;
};

static const struct zip_file *
part_find(const struct parts *parts, const char *name)
{
	for (size_t i = 0; i < parts->count; i++)
		if (!strcasecmp(parts->files[i].name, name))
			return &parts->files[i];
	return NULL;
}

static bool
sheet_read(struct reader *r, const struct zip_file *file, struct sheet *sheet,
	   size_t *rows)
{
	bool right;

	r->maker = (struct sheet_maker){ .arena = r->arena };
	r->row = r->column = 0;
	r->merge_count = 0;
	right = part_read(r, &part_sheet, file);
	if (right) {
		sheet_done(&r->maker, sheet);
		right = sheet_merge(sheet, r->merges, r->merge_count, &r->merge_work,
				    r->err);
	}
	*rows += sheet->count;
	if (right && *rows > WORKBOOK_ROWS)
		right = err_set(r->err, ERR_INPUT,
				"all sheets have over %d rows: too many", WORKBOOK_ROWS);
	return right || err_add(r->err, "sheet %s", sheet->name);
}

static bool
book_read(struct reader *r, const struct parts *parts)
{
	const struct zip_file *book = part_find(parts, "xl/workbook.xml");
	const struct zip_file *links = part_find(parts, "xl/_rels/workbook.xml.rels");
	const struct zip_file *shared = part_find(parts, "xl/sharedStrings.xml");
	const struct zip_file *styles = part_find(parts, "xl/styles.xml");
	const struct zip_file *types = part_find(parts, "[Content_Types].xml");
	const struct zip_file **files;
	size_t rows = 0;

	if (!book || !links)
		return err_set(r->err, ERR_INPUT,
			       "this is a zip archive, but no .xlsx workbook; if a "
			       "spreadsheet made it, save it as .xlsx");
	if (!part_read(r, &part_links, links) || !part_read(r, &part_book, book))
		return false;
	if ((shared && !part_read(r, &part_shared, shared)) ||
	    (styles && !part_read(r, &part_styles, styles)))
		return false;
	files = arena_array(r->arena, const struct zip_file *, r->book->count + 1);
	for (size_t i = 0; i < r->book->count; i++) {
		/* a sheet without a part is a chart, or an old kind of dialogue */
		files[i] = part_find(parts, r->parts[i]);
		/* one part for a thousand sheets would be read a thousand times */
		for (size_t k = 0; files[i] && k < i; k++)
			if (files[k] == files[i])
				return err_set(
					r->err, ERR_INPUT,
					"the sheets %s and %s are one and the same",
					r->book->sheets[k].name, r->book->sheets[i].name);
		if (files[i] && !sheet_read(r, files[i], &r->book->sheets[i], &rows))
			return false;
	}
	r->book->macros = types && strstr(types->data, "vbaProject");
	return true;
}

bool
workbook_read(const void *data, size_t len, struct workbook *out, struct arena *a,
	      struct err *err)
{
	static const struct zip_limits limits = { .entries = ENTRIES,
						  .bytes = UNPACKED,
						  .ratio = RATIO };
	struct workbook book = { 0 };
	struct parts parts = { 0 };
	struct reader *r;
	bool right;

	if (sheet_other(data, len, err))
		return false;
	if (!zip_read(data, len, &limits, part_wanted, &parts.files, &parts.count, a,
		      err))
		return false;
	r = mem_new(1, sizeof(*r));
	r->arena = a;
	r->err = err;
	r->book = &book;
	buf_init(&r->text, 0);
	buf_init(&r->value, 0);
	buf_init(&r->formula, 0);
	right = book_read(r, &parts);
	if (right)
		*out = book;
	buf_free(&r->text);
	buf_free(&r->value);
	buf_free(&r->formula);
	free(r->shared);
	free(r->merges);
	free(r);
	return right;
}
