/*
 * A form to be looked at before it is opened: every page by itself, and the walk as respondents
 * have it.  There is no survey, no workspace and no answers file; what is typed is in the page
 * alone, and Send leads to the thank-you page and nowhere else.
 *
 * The form is read again, before a request is answered, whenever its file has changed.  With
 * errors in it the checker's words stand in place of its pages.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/machine.h"
#include "web/page.h"

struct preview {
	struct door *door;
	const struct preview_source *source;
	char code[CODE_CHARS + 1]; /* of the one link there is */
	bool read;   /* at least once: until then there is no survey to show */
	bool broken; /* the file as it is now is no form; the last good one is not shown */
	uint32_t shape; /* of the form whose drafts the key opens */
	unsigned char draft_key[SEAL_KEY];
	struct buf problems; /* the checker's words, warnings too; empty: none */
};

/*
 * The link has the same code in every preview, so that a page that an author keeps open, or a
 * bookmark, still leads to its page after the program was started again.
 */
struct preview *
preview_new(struct door *door)
{
	static const char name[] = "PREV1EW";
	struct preview *p = mem_new(1, sizeof(*p));
	unsigned char symbols[CODE_CHARS];

	p->door = door;
	p->source = door->settings.preview;
	for (unsigned i = 0; i < CODE_CHARS - 1; i++) {
		symbols[i] = (unsigned char)base32_value(name[i]);
		p->code[i] = name[i];
	}
	p->code[CODE_CHARS - 1] = base32_digits[code_check(symbols, CODE_CHARS - 1)];
	rand_bytes(p->draft_key, sizeof(p->draft_key));
	buf_init(&p->problems, 0);
	return p;
}

void
preview_free(struct preview *p)
{
	if (!p)
		return;
	/* Nobody's answers, but an author may type real words into a preview. */
	secret_wipe(p->draft_key, sizeof(p->draft_key));
	buf_free(&p->problems);
	free(p);
}

/* ---- the form ---------------------------------------------------------------------------- */

/*
 * Takes a form that was read; arena: its own, the survey's from now on.  The survey is set up as
 * the door has it for a real one, so that pages need no second way of being made: what they must
 * not do here, storing, the door keeps from them (door.c).
 */
static void
form_take(struct preview *p, struct form *form, size_t padded, struct arena *arena)
{
	struct survey row = { .state = SURVEY_OPEN, .padded = (unsigned)padded };
	struct link link = { .place_number = 0 };
	uint32_t shape = record_shape(form);
	struct held *held;

	snprintf(row.name, sizeof(row.name), "%s@preview", form->id);
	str_fit(link.code, sizeof(link.code), p->code);
	str_fit(link.survey, sizeof(link.survey), row.name);
	held = held_alone(p->door, &row, &link);
	held->arena = arena;
	held->open.form = form;
	held->open.preview = true;
	/* There are no keys; pages shall have the length that they will have with some. */
	str_fit(held->open.fingerprint, sizeof(held->open.fingerprint),
		"0000 0000 0000 0000");
	/* Who only mends a wording goes on in the page that is open; else drafts begin anew. */
	if (shape != p->shape)
		rand_bytes(p->draft_key, sizeof(p->draft_key));
	p->shape = shape;
	memcpy(held->open.secrets->draft_key, p->draft_key, sizeof(p->draft_key));
}

/*
 * Reads the form again if its file changed.  A file that cannot be read as a form leaves the
 * survey of before in place, unreachable while `broken` says so: once it is mended, drafts of
 * pages that are still open in a browser go on.
 */
static void
form_look(struct preview *p)
{
	const struct preview_source *source = p->source;
	struct arena *arena;
	struct form *form;
	size_t padded = 0;

	if (p->read && !source->changed(source->with))
		return;
	p->read =
		true; /* before it succeeds: one reading for each change, not for each page */
	arena = arena_new(0);
	buf_clear(&p->problems);
	form = source->read(source->with, arena, &padded, &p->problems);
	p->broken = !form;
	if (form)
		form_take(p, form, padded, arena);
	else
		arena_free(arena);
}

/* The one survey; only where a form was read without errors. */
static struct door_survey *
survey_of(struct preview *p)
{
	return &p->door->surveys[0]->open;
}

/* ---- what is wrong, and the list of all pages -------------------------------------------- */

/* Wide lines scroll by themselves: the checker points at columns. */
static const char own_style[] = "section{overflow:auto}pre{font-size:.9rem}";

/* The checker's words as the terminal has them; a keyboard must reach what it has to scroll. */
static void
problems_put(struct layout *l, const struct preview *p)
{
	html_lit(l->body,
		 "<section tabindex=\"0\" aria-label=\"What the checker says\">\n<pre>");
	html_text(l->body, p->problems.data);
	html_lit(l->body, "</pre>\n</section>\n");
}

/* 422, as for answers that are wrong: who watches the preview by a program sees it too. */
static struct reply *
problems_page(struct preview *p, struct arena *a)
{
	const struct door_survey shown = { .preview = true };
	struct reply *reply;
	struct layout l;

	layout_init(&l, NULL, door_settings(p->door), &shown, 0);
	l.style = own_style;
	html_lit(l.title, "Error: ");
	html_text(l.title, p->source->name);
	html_lit(l.body, "<h1>This form has errors</h1>\n<p>Mend them in ");
	html_text(l.body, p->source->name);
	html_lit(l.body, ", then reload this page.</p>\n");
	problems_put(&l, p);
	reply = layout_reply(&l, 422, a);
	layout_done(&l);
	return reply;
}

struct listing { /* the list of pages in one language */
	struct layout *l;
	const char *code;
	const struct form *form;
	const struct walk *walk; /* of somebody who has said nothing: fills braces */
	unsigned lang;
};

/*
 * show: "page.3", "check"; words: those of the link.  A second link leads to the same page with
 * errors; its words say whose errors, for who hears links without what stands around them.
 */
static void
link_put(const struct listing *g, const char *show, unsigned number, const char *words,
	 bool errors)
{
	SCOPED(buf) to = { 0 };

	buf_printf(&to, "/S/%s?show=%s", g->code, show);
	if (number)
		buf_printf(&to, ".%u", number);
	buf_printf(&to, "&lang=%s%s", g->form->languages[g->lang],
		   errors ? "&errors=yes" : "");
	html_lit(g->l->body, "<a");
	html_attr(g->l->body, "href", to.data);
	html_lit(g->l->body, ">");
	if (errors) {
		html_lit(g->l->body, "with errors<span class=\"vh\">: ");
		piped_put(g->l->body, words, g->walk, 0);
		html_lit(g->l->body, "</span>");
	} else {
		piped_put(g->l->body, words, g->walk, 0);
	}
	html_lit(g->l->body, "</a>\n");
}

/* An item of the list; with its errors if it has fields, and with its condition in words. */
static void
item_put(const struct listing *g, const char *show, unsigned number, const char *words,
	 const struct cond *show_if)
{
	bool fields = number != 0;
	SCOPED(buf) only = { 0 };

	html_lit(g->l->body, "<li>");
	link_put(g, show, number, words, false);
	if (fields)
		link_put(g, show, number, words, true);
	if (show_if) {
		cond_words(show_if, g->form, g->lang, &only);
		html_lit(g->l->body, "<p class=\"hint\">only if ");
		html_text(g->l->body, only.data ? only.data : "");
		html_lit(g->l->body, "</p>");
	}
	html_lit(g->l->body, "</li>\n");
}

/* What the list calls a page: as the page itself does, whose title may be left out. */
static const char *
page_words(const struct form *form, const struct page *page, unsigned lang)
{
	const char *title = text_in(&page->title, lang);

	return *title ? title : text_in(&form->blocks[page->first].ask, lang);
}

/*
 * All pages, in the order in which somebody meets them.  A loop's question stands before the
 * loop's pages, since it is asked before the first turn too.  The page after a fault of the disk is
 * here as well: no author would ever see it otherwise.
 */
static void
pages_put(const struct listing *g)
{
	const struct form *form = g->form;

	if (text_in(&form->agree, 0)[0])
		item_put(g, "start", 0, "The first page", NULL);
	for (unsigned i = 0; i < form->page_count; i++) {
		const struct page *page = &form->pages[i];
		const struct repeat *r =
			page->repeat < 0 ? NULL : &form->repeats[page->repeat];

		if (r && r->first_page == i)
			item_put(g, "another", (unsigned)page->repeat + 1,
				 text_in(&r->another, g->lang), r->show_if);
		item_put(g, "page", i + 1, page_words(form, page, g->lang),
			 page->show_if);
	}
	if (form->check_answers)
		item_put(g, "check", 0, "Check your answers", NULL);
	item_put(g, "sent", 0, "Sent", NULL);
	item_put(g, "again", 0, "Try again: it could not be stored", NULL);
	if (form->save_for_later)
		item_put(g, "saved", 0, "The file of Save and finish later", NULL);
}

/* The list in one language, under its English name: authors' tools speak English. */
static void
language_put(const struct listing *g)
{
	const char *code = g->form->languages[g->lang];
	const struct language *language = language_find(code);
	struct html *h = g->l->body;

	html_lit(h, "<h2>");
	html_text(h, language ? language->name : code);
	html_lit(h, "</h2>\n<p class=\"links\"><a href=\"/S/");
	html_value(h, g->code);
	html_lit(h, "?lang=");
	html_value(h, code);
	html_lit(h, "\">Walk through it from the start<span class=\"vh\"> (");
	html_text(h, language ? language->name : code);
	html_lit(h, ")</span></a></p>\n<ol class=\"links\">\n");
	pages_put(g);
	html_lit(h, "</ol>\n");
}

/*
 * The first page of a preview.  It stands where a real door asks for a code; that page is linked
 * at the end, under an address that only a preview has.
 */
static struct reply *
index_page(struct preview *p, struct arena *a)
{
	const struct form *form = survey_of(p)->form;
	const struct walk *walk = walk_new(form, a);
	struct reply *reply;
	struct layout l;

	layout_init(&l, NULL, door_settings(p->door), survey_of(p), 0);
	l.style = own_style;
	html_lit(l.title, "Preview of ");
	html_text(l.title, p->source->name);
	html_lit(l.body, "<h1>");
	html_text(l.body, text_in(&form->title, 0));
	html_lit(l.body, "</h1>\n<p>All pages of ");
	html_text(l.body, p->source->name);
	html_lit(l.body,
		 ", as respondents will see them. After a change to the file, reload "
		 "the page. A page that you open from this list shows all of its "
		 "questions; on a walk, conditions hide and show them.</p>\n");
	if (p->problems.len)
		problems_put(&l, p);
	for (unsigned lang = 0; lang < form->language_count; lang++)
		language_put(&(struct listing){ .l = &l,
						.code = p->code,
						.form = form,
						.walk = walk,
						.lang = lang });
	html_lit(l.body, "<h2>Pages of every survey</h2>\n<p class=\"links\"><a "
			 "href=\"/?home=yes\">The code</a>\n<a href=\"/?code=0\">A "
			 "wrong code</a>\n<a href=\"/S/0\">An unknown code</a>"
			 "</p>\n");
	reply = layout_reply(&l, 200, a);
	layout_done(&l);
	return reply;
}

/* ---- one page by itself -------------------------------------------------------------------- */

/*
 * One sheet as somebody meets it who has said nothing but what opens the page.  It brings a
 * ticket and a draft of its own: from here an author can walk on.
 */
static struct reply *
show_page(struct caller *c, const char *show)
{
	const struct form *form = c->survey->form;
	const char *lang = pairs_get(&c->request->query, "lang");
	int index = lang ? form_language(form, lang) : 0;
	struct preview_look look;
	struct fill fill;

	if (!preview_look(form, show, index < 0 ? 0 : (unsigned)index,
			  pairs_get(&c->request->query, "errors") != NULL, &look,
			  c->arena))
		return page_error(c->door, 404, c->arena);
	c->walk = look.walk;
	ticket_new(c->ticket_text);
	if (!ticket_read(c->ticket_text, c->ticket) || !caller_seal(c))
		return page_error(c->door, 500, c->arena);
	fill = caller_fill(c);
	preview_fill(&look, &fill);
	return sheet_reply(c->survey->prepared, look.sheet, look.status, &fill, c->arena);
}

/* GET /S/CODE?show=..., or NULL if it is another request. */
static struct reply *
page_asked(struct preview *p, const struct request *request, struct arena *a)
{
	const char *show = pairs_get(&request->query, "show");
	struct caller c;

	if (!show || request->method == METHOD_POST ||
	    !caller_find(&c, p->door, request, a))
		return NULL;
	caller_open(&c);
	return show_page(&c, show);
}

/*
 * Comes before the routes' own pages and leaves to them what is not the preview's: the walk itself
 * is the door's, word for word.
 */
struct reply *
preview_page(struct preview *p, const struct route *route, const struct request *request,
	     struct arena *a)
{
	bool home = route->page == page_home, form = *request->code != '\0';
	struct reply *reply;

	form_look(p);
	if (p->broken && (home || form))
		return problems_page(p, a);
	if (home && !pairs_get(&request->query, "code") &&
	    !pairs_get(&request->query, "home"))
		return index_page(p, a);
	reply = form ? page_asked(p, request, a) : NULL;
	return reply ? reply : route->page(p->door, request, a);
}
