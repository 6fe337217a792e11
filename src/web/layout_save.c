/*
 * Save and finish later, without an account: the walk goes out as a file, sealed, and the
 * server keeps nothing.  For phones that only preview files, the same as text to be pasted.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

void
layout_save(struct layout *l)
{
	if (!l->form->save_for_later)
		return;
	html_lit(l->body, "<p><button class=\"l\" name=\"go\" value=\"save\">");
	layout_word(l, WORD_SAVE);
	html_lit(l->body, "</button></p>\n");
}

/* Its button has no `go`: the page where the saved walk stands is shown, nothing is taken. */
void
layout_paste(struct layout *l)
{
	struct html *h = l->body;

	if (!l->form->save_for_later)
		return;
	html_lit(h, "<details><summary>");
	layout_word(l, WORD_PASTE_TITLE);
	html_lit(h, "</summary>\n<p><label for=\"Saved\">");
	layout_word(l, WORD_PASTE_HINT);
	html_lit(h,
		 "</label></p>\n<textarea id=\"Saved\" name=\"draft.saved\" rows=\"4\" "
		 "autocomplete=\"off\" spellcheck=\"false\"></textarea>\n<p><button>");
	layout_word(l, WORD_PASTE_GO);
	html_lit(h, "</button></p>\n</details>\n");
}

void
layout_saved(struct layout *l)
{
	struct html *h = l->body;

	l->afar = true;
	layout_title_word(l, WORD_SAVED_TITLE);
	html_lit(h, "<h1>");
	layout_word(l, WORD_SAVED_TITLE);
	html_lit(h, "</h1>\n");
	layout_paragraph(l, WORD_SAVED_KEEP);
	layout_paragraph(l, WORD_SAVED_OPEN);
	html_lit(h, "<form method=\"post\" action=\"");
	html_url(h, l->settings && l->settings->url ? l->settings->url : "");
	html_lit(h, "/S/");
	layout_hole(l, HOLE_CODE, 0, 0);
	html_lit(h, "\">\n<input type=\"hidden\" name=\"ticket\" value=\"");
	layout_hole(l, HOLE_TICKET, 0, 0);
	html_lit(h, "\">\n");
	layout_hole(l, HOLE_DRAFT, 0, 0);
	html_lit(h, "<p><button>");
	layout_word(l, WORD_CONTINUE);
	html_lit(h, "</button></p>\n</form>\n");
	layout_paragraph(l, WORD_SAVED_SEALED);
	layout_paragraph(l, WORD_SAVED_ONCE);
	html_lit(h, "<p><label for=\"Saved\">");
	layout_word(l, WORD_SAVED_PASTE);
	html_lit(h, "</label></p>\n<textarea id=\"Saved\" rows=\"6\" readonly>\n");
	layout_hole(l, HOLE_SAVED, 0, 0);
	html_lit(h, "</textarea>\n");
}
