/*
 * Markdown as authors write it, to HTML: the only door to md4c.
 *
 * Raw HTML, images and tables are off.  md4c's own renderer lets a link lead anywhere, also
 * to javascript:, so the elements are written here, through the escapers of html.c.
 * What somebody else wrote is never Markdown: this is for authors' texts alone.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <md4c.h>

#include "out/out.h"

struct help {
	struct html *h;
	unsigned image; /* depth of images: only their words are written */
};

/* Writes one of md4c's texts whose entities stand as written; NULL bytes cannot come. */
static char *
attribute_text(const MD_ATTRIBUTE *a)
{
	char *text = mem_new(a->size + 1, 1);

	memcpy(text, a->text, a->size);
	return text;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *with)
{
	struct help *help = with;
	struct html *h = help->h;

	switch (type) {
	case MD_BLOCK_P:
		html_lit(h, "<p>");
		break;
	case MD_BLOCK_UL:
		html_lit(h, "<ul>\n");
		break;
	case MD_BLOCK_OL:
		html_lit(h, "<ol");
		if (((MD_BLOCK_OL_DETAIL *)detail)->start != 1) {
			html_lit(h, " start=\"");
			html_num(h, (long)((MD_BLOCK_OL_DETAIL *)detail)->start);
			html_lit(h, "\"");
		}
		html_lit(h, ">\n");
		break;
	case MD_BLOCK_LI:
		html_lit(h, "<li>");
		break;
	case MD_BLOCK_QUOTE:
		html_lit(h, "<blockquote>");
		break;
	case MD_BLOCK_HR:
		html_lit(h, "<hr>\n");
		break;
	case MD_BLOCK_H: /* the page has its own h1; an author's headings stand below it */
		html_lit(h, "<h2>");
		break;
	case MD_BLOCK_CODE:
		html_lit(h, "<pre>");
		break;
	case MD_BLOCK_DOC:
	case MD_BLOCK_HTML:
	case MD_BLOCK_TABLE:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
	case MD_BLOCK_TR:
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		break;
	}
	return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *with)
{
	struct html *h = ((struct help *)with)->h;

	(void)detail;
	switch (type) {
	case MD_BLOCK_P:
		html_lit(h, "</p>\n");
		break;
	case MD_BLOCK_UL:
		html_lit(h, "</ul>\n");
		break;
	case MD_BLOCK_OL:
		html_lit(h, "</ol>\n");
		break;
	case MD_BLOCK_LI:
		html_lit(h, "</li>\n");
		break;
	case MD_BLOCK_QUOTE:
		html_lit(h, "</blockquote>\n");
		break;
	case MD_BLOCK_H:
		html_lit(h, "</h2>\n");
		break;
	case MD_BLOCK_CODE:
		html_lit(h, "</pre>\n");
		break;
	case MD_BLOCK_DOC:
	case MD_BLOCK_HR:
	case MD_BLOCK_HTML:
	case MD_BLOCK_TABLE:
	case MD_BLOCK_THEAD:
	case MD_BLOCK_TBODY:
	case MD_BLOCK_TR:
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		break;
	}
	return 0;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *with)
{
	struct help *help = with;
	struct html *h = help->h;
	char *url;

	if (type == MD_SPAN_IMG)
		help->image++;
	if (help->image)
		return 0;
	switch (type) {
	case MD_SPAN_EM:
		html_lit(h, "<em>");
		break;
	case MD_SPAN_STRONG:
		html_lit(h, "<strong>");
		break;
	case MD_SPAN_CODE:
		html_lit(h, "<code>");
		break;
	case MD_SPAN_A:
		url = attribute_text(&((MD_SPAN_A_DETAIL *)detail)->href);
		html_lit(h, "<a href=\"");
		html_url(h, url);
		html_lit(h, "\" rel=\"noreferrer\">");
		free(url);
		break;
	case MD_SPAN_IMG:
	case MD_SPAN_DEL:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
	case MD_SPAN_U:
		break;
	}
	return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *with)
{
	struct help *help = with;
	struct html *h = help->h;

	(void)detail;
	if (type == MD_SPAN_IMG)
		help->image--;
	if (help->image)
		return 0;
	switch (type) {
	case MD_SPAN_EM:
		html_lit(h, "</em>");
		break;
	case MD_SPAN_STRONG:
		html_lit(h, "</strong>");
		break;
	case MD_SPAN_CODE:
		html_lit(h, "</code>");
		break;
	case MD_SPAN_A:
		html_lit(h, "</a>");
		break;
	case MD_SPAN_IMG:
	case MD_SPAN_DEL:
	case MD_SPAN_LATEXMATH:
	case MD_SPAN_LATEXMATH_DISPLAY:
	case MD_SPAN_WIKILINK:
	case MD_SPAN_U:
		break;
	}
	return 0;
}

static int
write_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *with)
{
	struct html *h = ((struct help *)with)->h;

	if (type == MD_TEXT_BR)
		html_lit(h, "<br>\n");
	else if (type == MD_TEXT_SOFTBR)
		html_lit(h, "\n");
	else if (type != MD_TEXT_NULLCHAR)
		html_text_len(h, text,
			      size); /* also entities: shown as they were written */
	return 0;
}

void
html_markdown(struct html *h, const char *markdown)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = write_text,
	};
	struct help help = { .h = h };

	if (md_parse(markdown, (MD_SIZE)strlen(markdown), &parser, &help))
		html_text(h, markdown); /* md4c fails only where it has no memory */
}
