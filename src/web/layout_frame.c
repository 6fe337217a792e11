/*
 * What stands around every page: the frame, its style, the band, the foot.
 *
 * Style and script are inline, allowed by their hashes: one response is all a page needs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"
#include "web/frames.h"

extern const struct embedded page_style[], page_script[];

/* Fills a frame.  A hole that nobody filled is a bug, and every page's test would meet it. */
static void
frame_put(struct html *out, const struct frame *frame, const struct html *const *html,
	  const char *const *text)
{
	for (size_t i = 0; i < frame->part_count; i++) {
		const struct frame_part *part = &frame->parts[i];

		/* The frame is a file of ours, compiled in: as literal as a string here. */
		html_put_(out, part->text, part->len);
		if (part->slot < 0)
			continue;
		if (frame->slots[part->slot].html ? !html[part->slot] : !text[part->slot])
			die("frame %s: nothing fills %s", frame->name,
			    frame->slots[part->slot].name);
		if (frame->slots[part->slot].html)
			html_join(out, html[part->slot]);
		else
			html_text(out, text[part->slot]);
	}
}

/* 'sha256-...' of what stands between an element's tags. */
static void
hash_source(char out[CSP_SIZE], const char *bytes, size_t len)
{
	unsigned char hash[SEAL_HASH];
	char text[base64_size(SEAL_HASH) + 4];

	seal_sha256(hash, bytes, len);
	base64_encode(text, sizeof(text), hash, sizeof(hash));
	for (char *p = text; *p;
	     p++) /* the plain alphabet, with padding, that all know */
		*p = *p == '-' ? '+' : *p == '_' ? '/' : *p;
	snprintf(out, CSP_SIZE, "'sha256-%s='", text);
}

/* What of the style sheet the page uses, and its own rules; a form puts ids alone into them. */
static void
style_put(struct layout *l, const char *words, struct html *style, struct hashes *hashes)
{
	const char *bytes;
	size_t len;

	parts_put(style, page_style[0].data, words);
	if (l->style)
		html_put_(style, l->style, strlen(l->style)); /* a literal of ours */
	if (l->rules.len) {
		/* On paper nobody presses anything: there the plain words stand. */
		html_lit(style,
			 "@media screen{@supports selector(:has(a)){.if{display:none}");
		html_put_(style, l->rules.data, l->rules.len);
		html_lit(style, "}}");
	}
	bytes = html_bytes(style, &len);
	hash_source(hashes->style, bytes, len);
}

/*
 * What of the script the page uses, on a survey's pages, if the setting allows it at all; a saved
 * file has no policy to hold a script to, and gets none.
 */
static void
script_put(struct layout *l, const char *words, struct html *h, struct hashes *hashes)
{
	struct html *script;
	const char *bytes;
	size_t len;

	hashes->script[0] = '\0';
	if (!l->form || l->afar || !l->settings || !l->settings->scripts)
		return;
	script = html_new(0);
	parts_put(script, page_script[0].data, words);
	bytes = html_bytes(script, &len);
	hash_source(hashes->script, bytes, len);
	html_lit(h, "<script>");
	html_join(h, script);
	html_lit(h, "</script>\n");
	html_free(script);
}

static void
exit_put(struct layout *l, struct html *h)
{
	if (!l->form || !l->form->quick_exit || !l->settings || !l->settings->exit_url ||
	    !l->settings->exit_url[0])
		return;
	html_lit(h, "<p class=\"exit\"><a href=\"");
	html_url(h, l->settings->exit_url);
	html_lit(h, "\" rel=\"noreferrer\">");
	html_text(h, word_in(WORD_EXIT, l->language));
	html_lit(h, "</a></p>\n");
}

/* A page that fetches the next one by itself: only where nobody types. */
static void
head_put(struct layout *l)
{
	if (!l->fetch)
		return;
	html_lit(l->body, "<meta http-equiv=\"refresh\" content=\"");
	html_num(l->body, (long)l->fetch_after);
	html_lit(l->body, ";url=");
	html_value(l->body, l->fetch);
	html_lit(l->body, "\">\n");
}

/* Written into the layout's body and taken out again: only there do braces become holes. */
static struct html *
aside(struct layout *l, void (*write)(struct layout *))
{
	struct html *body = l->body, *made;

	made = l->body = html_new(0);
	write(l);
	l->body = body;
	return made;
}

/* What is not the real survey says so on every page; authors' tools speak English. */
static void
mark_put(struct layout *l)
{
	struct html *h = l->body;
	bool preview = l->survey && l->survey->preview;
	bool invented = l->survey ? l->survey->invented : l->invented;

	if (!preview && !invented && (!l->survey || !l->survey->unconfirmed))
		return;
	html_lit(h, "<p class=\"mark\"");
	if (preview) {
		html_lit(h, " lang=\"en\" dir=\"ltr\">Preview: nothing is stored.");
		if (!l->afar)
			html_lit(h, " <a href=\"/\">All pages</a>");
	} else {
		html_lit(h, ">");
		layout_word(l, invented ? WORD_DEMONSTRATION : WORD_REHEARSAL);
	}
	html_lit(h, "</p>\n");
}

static void
band_put(struct layout *l)
{
	struct html *h = l->body;
	const char *force = l->settings && l->settings->force ? l->settings->force : "";

	exit_put(l, h);
	html_lit(h, "<p class=\"band\">");
	if (force[0]) {
		html_lit(h, "<b>");
		layout_plain(l, force);
		html_lit(h, "</b> ");
	}
	if (l->room_title)
		html_text(h, l->room_title);
	else if (l->form)
		layout_text(l, &l->form->title);
	else if (!force[0])
		html_lit(h, "canvass");
	html_lit(h, "</p>\n");
	mark_put(l);
}

/* They open beside a survey's page: what was typed must not be lost by reading them. */
static void
link_put(struct layout *l, const char *to, enum word word)
{
	html_lit(l->body, "<a href=\"");
	if (l->afar)
		html_url(l->body,
			 l->settings && l->settings->url ? l->settings->url : "");
	html_url(l->body, to);
	ours_put(l->body, &l->speech);
	if (l->form)
		html_lit(l->body, "\" target=\"_blank\">");
	else
		html_lit(l->body, "\">");
	layout_word(l, word);
	if (l->form) {
		html_lit(l->body, "<span class=\"vh\"> (");
		layout_word(l, WORD_NEW_TAB);
		html_lit(l->body, ")</span>");
	}
	html_lit(l->body, "</a>\n");
}

static void
links_put(struct layout *l)
{
	html_lit(l->body, "<p class=\"links\">");
	link_put(l, "/privacy", WORD_PRIVACY);
	link_put(l, "/accessibility", WORD_ACCESSIBILITY);
	link_put(l, "/cookies", WORD_COOKIES);
	html_lit(l->body, "</p>\n");
}

static void
foot_put(struct layout *l)
{
	struct html *h = l->body;

	if (l->form && l->form->support_count) {
		html_lit(h, "<details><summary>");
		layout_word(l, WORD_SUPPORT);
		html_lit(h, "</summary>\n");
		layout_contacts(l);
		html_lit(h, "</details>\n");
	}
	if (l->form && !l->room_title) {
		html_lit(h, "<p>");
		layout_word(l, WORD_FOOT_WORDS);
		/* The words are English on every page, so that page and poster agree. */
		html_lit(h, " <b lang=\"en\">");
		layout_hole(l, HOLE_WORDS, 0, 0);
		html_lit(h, "</b></p>\n");
	}
	if (!l->settings || !l->settings->nowhere)
		links_put(l);
	exit_put(l, h);
}

void
layout_contacts(struct layout *l)
{
	html_lit(l->body, "<ul>\n");
	for (size_t i = 0; i < l->form->support_count; i++) {
		html_lit(l->body, "<li><b>");
		layout_text(l, &l->form->support[i].name);
		html_lit(l->body, "</b><br>");
		layout_text(l, &l->form->support[i].contact);
		html_lit(l->body, "</li>\n");
	}
	html_lit(l->body, "</ul>\n");
}

/* The words of the whole page, as its style and script ask for them. */
static void
words_read(struct layout *l, const struct html *band, const struct html *foot,
	   struct buf *words)
{
	const struct html *const laid_out[] = { band, l->body, foot };
	size_t len;

	for (size_t i = 0; i < frame_page.part_count; i++)
		words_of(words, frame_page.parts[i].text);
	for (size_t i = 0; i < ARRAY_LEN(laid_out); i++)
		words_of(words, html_bytes(laid_out[i], &len));
}

void
layout_frame(struct layout *l, struct html *out, struct hashes *hashes)
{
	SCOPED(buf) words = { 0 };
	struct html *style = html_new(0), *script = html_new(0),
		    *head = aside(l, head_put), *band = aside(l, band_put),
		    *foot = aside(l, foot_put);
	const struct html *html[PAGE__SLOTS] = {
		[PAGE_TITLE] = l->title, [PAGE_HEAD] = head,   [PAGE_STYLE] = style,
		[PAGE_BAND] = band,
		[PAGE_BODY] = l->body,	 [PAGE_FOOT] = foot,   [PAGE_SCRIPT] = script,
	};
	const char *text[PAGE__SLOTS] = {
		[PAGE_LANG] = l->speech.code,
		[PAGE_DIR] = l->speech.right_to_left ? "rtl" : "ltr",
		[PAGE_SKIP] = word_in(WORD_SKIP, l->language),
	};

	words_read(l, band, foot, &words);
	style_put(l, words.data, style, hashes);
	script_put(l, words.data, script, hashes);
	frame_put(out, &frame_page, html, text);
	html_free(style);
	html_free(script);
	html_free(head);
	html_free(band);
	html_free(foot);
}

struct reply *
layout_reply(struct layout *l, unsigned status, struct arena *a)
{
	struct reply *reply = arena_one(a, struct reply);
	struct html *out = html_new_in(a, 8192, 0);
	struct hashes hashes;

	layout_frame(l, out, &hashes);
	reply->status = status;
	reply->body = html_bytes(out, &reply->len);
	reply->csp = arena_str(a, hashes.style);
	reply->close = status >= 400;
	return reply;
}
