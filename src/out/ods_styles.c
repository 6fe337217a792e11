/*
 * How summary.ods looks: Arial of 12 points or more, wrapped, texts to the left and numbers to the
 * right, no fill; and what it says of itself: title, author, language, day.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "out/ods.h"

#define NAMESPACE(name, rest) \
	" xmlns:" name "=\"urn:oasis:names:tc:opendocument:xmlns:" rest "\""

/* The roots of the four parts; each may use all of them. */
#define NAMESPACES                                         \
	NAMESPACE("office", "office:1.0")                  \
	NAMESPACE("style", "style:1.0")                    \
	NAMESPACE("text", "text:1.0")                      \
	NAMESPACE("table", "table:1.0")                    \
	NAMESPACE("number", "datastyle:1.0")               \
	NAMESPACE("fo", "xsl-fo-compatible:1.0")           \
	NAMESPACE("svg", "svg-compatible:1.0")             \
	NAMESPACE("meta", "meta:1.0")                      \
	NAMESPACE("config", "config:1.0")                  \
	" xmlns:xlink=\"http://www.w3.org/1999/xlink\""    \
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""   \
	" xmlns:ooo=\"http://openoffice.org/2004/office\"" \
	" office:version=\"1.3\">\n"

/* ---- content.xml --------------------------------------------------------------------- */

static void
put_width(struct buf *b, unsigned width)
{
	unsigned um = width * SPREAD_CHARACTER_UM;

	buf_printf(b,
		   "<style:style style:name=\"w%u\" style:family=\"table-column\">"
		   "<style:table-column-properties style:column-width=\"%u.%02umm\"/>"
		   "</style:style>\n",
		   width, um / 1000, um % 1000 / 10);
}

/* Each width that some column has, once. */
static void
put_widths(struct buf *b, const struct spread *book)
{
	bool seen[256] = { [SPREAD_COVER_WIDTH] = true };

	for (size_t i = 0; i < book->count; i++)
		for (size_t c = 0; c < book->sheets[i].column_count; c++)
			seen[book->sheets[i].columns[c].width & 255] = true;
	for (unsigned width = 0; width < ARRAY_LEN(seen); width++)
		if (seen[width])
			put_width(b, width);
}

static void
put_heights(struct buf *b, const struct spread *book)
{
	bool seen[SPREAD_HEIGHT_MOST + 1] = { false };

	for (size_t i = 0; i < book->count; i++) {
		const struct spread_sheet *sheet = &book->sheets[i];

		for (size_t l = 0; l < sheet->line_count; l++)
			seen[spread_line_height(sheet, &sheet->lines[l])] = true;
		if (sheet->table)
			seen[spread_head_height(sheet)] = true;
		for (size_t r = 0; r < sheet->row_count; r++)
			seen[spread_row_height(sheet, r)] = true;
	}
	for (unsigned height = 0; height < SPREAD_HEIGHT_MOST; height++)
		if (seen[height])
			buf_printf(b,
				   "<style:style style:name=\"h%u\" "
				   "style:family=\"table-row\">"
				   "<style:table-row-properties style:row-height=\"%upt\" "
				   "style:use-optimal-row-height=\"false\"/>"
				   "</style:style>\n",
				   height, height);
}

void
ods_content_head(struct buf *b, const struct spread *book)
{
	buf_puts(b, ODS_XML "<office:document-content" NAMESPACES
			    "<office:automatic-styles>\n");
	put_widths(b, book);
	put_heights(b, book);
	buf_puts(b, "<style:style style:name=\"row\" style:family=\"table-row\">"
		    "<style:table-row-properties style:use-optimal-row-height=\"true\"/>"
		    "</style:style>\n"
		    "<style:style style:name=\"sheet\" style:family=\"table\" "
		    "style:master-page-name=\"Default\">"
		    "<style:table-properties table:display=\"true\" "
		    "style:writing-mode=\"lr-tb\"/></style:style>\n"
		    "</office:automatic-styles>\n");
}

/* ---- styles.xml ---------------------------------------------------------------------- */

/* Room before a text that stands beside numbers, which end where it begins. */
#define APART " fo:padding-left=\"4mm\""

static const struct {
	const char *name, *parent, *data; /* data: how a number is shown */
	const char *text, *align, *more;
	bool line; /* stands alone in its row and runs over it */
} cells[] = {
	{ "Text", "Default", "", "", "start", "", false },
	{ "Text_next", "Default", "", "", "start", APART, false },
	{ "Title", "Default", "", " fo:font-size=\"16pt\" fo:font-weight=\"bold\"",
	  "start", "", false },
	{ "Heading", "Default", "", " fo:font-size=\"14pt\" fo:font-weight=\"bold\"",
	  "start", "", false },
	{ "Text_line", "Default", "", "", "start", "", true },
	{ "Title_line", "Title", "", "", "start", "", true },
	{ "Heading_line", "Heading", "", "", "start", "", true },
	{ "Head", "Default", "", " fo:font-weight=\"bold\"", "start",
	  "", false },
	{ "Head_next", "Default", "", " fo:font-weight=\"bold\"", "start",
	  APART, false },
	{ "Number_head", "Default", "", " fo:font-weight=\"bold\"", "end",
	  "", false },
	{ "Marker", "Default", "", "", "end", "", false },
	{ "Number", "Default", "N0", "", "end", "", false },
	{ "Decimal", "Default", "N1", "", "end", "", false },
	{ "Link", "Default", "",
	  " fo:color=\"#1d3fbb\" style:text-underline-style=\"solid\" "
	  "style:text-underline-width=\"auto\" style:text-underline-color=\"font-color\"",
	  "start", "", false },
};

static void
put_cell_styles(struct buf *b)
{
	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		buf_printf(b,
			   "<style:style style:name=\"%s\" style:family=\"table-cell\" "
			   "style:parent-style-name=\"%s\"",
			   cells[i].name, cells[i].parent);
		if (*cells[i].data)
			buf_printf(b, " style:data-style-name=\"%s\"", cells[i].data);
		buf_printf(b,
			   "><style:table-cell-properties fo:wrap-option=\"%s\" "
			   "style:vertical-align=\"top\" "
			   "style:text-align-source=\"fix\" fo:padding-top=\"0.5mm\" "
			   "fo:padding-bottom=\"0.7mm\"%s/>"
			   "<style:paragraph-properties fo:text-align=\"%s\"/>"
			   "<style:text-properties%s/></style:style>\n",
			   cells[i].line ? "no-wrap" : "wrap", cells[i].more,
			   cells[i].align, cells[i].text);
	}
}

/* "en-GB" as two attributes; a language without a country has the word that ODF has for it. */
static void
put_language(struct buf *b, const char *tag)
{
	size_t len = strcspn(tag, "-");

	buf_printf(b, " fo:language=\"%.*s\" fo:country=\"%s\"", (int)len, tag,
		   tag[len] ? tag + len + 1 : "none");
}

void
ods_styles(struct buf *b, const struct spread *book)
{
	buf_puts(b, ODS_XML
		 "<office:document-styles" NAMESPACES
		 "<office:font-face-decls><style:font-face style:name=\"Arial\" "
		 "svg:font-family=\"Arial\" style:font-family-generic=\"swiss\" "
		 "style:font-pitch=\"variable\"/></office:font-face-decls>\n"
		 "<office:styles>\n"
		 "<style:default-style style:family=\"table-cell\">"
		 "<style:text-properties style:font-name=\"Arial\" fo:font-size=\"12pt\" "
		 "style:font-size-asian=\"12pt\" style:font-size-complex=\"12pt\"");
	put_language(b, book->language);
	buf_puts(b,
		 "/></style:default-style>\n"
		 "<number:number-style style:name=\"N0\"><number:number "
		 "number:decimal-places=\"0\" number:min-integer-digits=\"1\" "
		 "number:grouping=\"true\"/></number:number-style>\n"
		 "<number:number-style style:name=\"N1\"><number:number "
		 "number:decimal-places=\"1\" number:min-decimal-places=\"1\" "
		 "number:min-integer-digits=\"1\"/></number:number-style>\n"
		 "<style:style style:name=\"Default\" style:family=\"table-cell\"/>\n");
	put_cell_styles(b);
	/* A4 on its side, all columns on it; LibreOffice would print heads and feet by itself. */
	buf_puts(b,
		 "</office:styles>\n<office:automatic-styles>"
		 "<style:page-layout style:name=\"page\"><style:page-layout-properties "
		 "fo:page-width=\"297mm\" fo:page-height=\"210mm\" "
		 "style:print-orientation=\"landscape\" fo:margin=\"15mm\" "
		 "style:scale-to-X=\"1\" style:scale-to-Y=\"0\"/>"
		 "<style:header-style/><style:footer-style/></style:page-layout>"
		 "</office:automatic-styles>\n<office:master-styles>"
		 "<style:master-page style:name=\"Default\" "
		 "style:page-layout-name=\"page\"><style:header "
		 "style:display=\"false\"/><style:footer style:display=\"false\"/>"
		 "</style:master-page></office:master-styles>"
		 "</office:document-styles>\n");
}

/* ---- meta.xml and settings.xml --------------------------------------------------------- */

static void
put_element(struct buf *b, const char *name, const char *text)
{
	if (!*text)
		return;
	buf_printf(b, "<%s>", name);
	ods_text(b, text);
	buf_printf(b, "</%s>\n", name);
}

void
ods_meta(struct buf *b, const struct spread *book)
{
	buf_puts(b, ODS_XML "<office:document-meta" NAMESPACES "<office:meta>\n"
			    "<meta:generator>canvass</meta:generator>\n");
	put_element(b, "dc:title", book->title);
	put_element(b, "meta:initial-creator", book->author);
	put_element(b, "dc:creator", book->author);
	put_element(b, "dc:language", book->language);
	buf_printf(b,
		   "<meta:creation-date>%sT00:00:00</meta:creation-date>\n"
		   "<dc:date>%sT00:00:00</dc:date>\n"
		   "</office:meta></office:document-meta>\n",
		   book->day, book->day);
}

/* It opens on the first sheet, at A1. */
void
ods_settings(struct buf *b, const struct spread *book)
{
	buf_puts(
		b, ODS_XML
		"<office:document-settings" NAMESPACES
		"<office:settings><config:config-item-set "
		"config:name=\"ooo:view-settings\"><config:config-item-map-indexed "
		"config:name=\"Views\"><config:config-item-map-entry><config:config-item "
		"config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>"
		"<config:config-item config:name=\"ActiveTable\" config:type=\"string\">");
	ods_text(b, book->sheets[0].name);
	buf_puts(b, "</config:config-item></config:config-item-map-entry>"
		    "</config:config-item-map-indexed></config:config-item-set>"
		    "</office:settings></office:document-settings>\n");
}
