/*
 * One comment as a quote: what would leave, what is taken out and why; somebody's tick, and taking
 * it back.  Nothing is told but what redaction leaves, and the words beneath its guesses, without
 * which nobody could say whether they may stand.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/coding.h"
#include "desk/quotes.h"
#include "desk/surveys.h"
#include "form/wording.h"

enum { HIDDEN = 40 }; /* words that can be hidden besides */

struct quoting {
	struct coding_visit *cv;
	const struct comment *c;
	struct quote_marks marks; /* all of them, as they are numbered */
	struct tick_wish wish;	  /* as posted, or as at first */
	const char *hide;	  /* as typed */
	const char *seen; /* what would leave by the wish; NULL: nothing was asked */
	const char *problem;
	bool gone;
};

/* ---- marks --------------------------------------------------------------------------------- */

static const char *
reason_of(const struct form *form, enum redact_class class)
{
	struct speech speech = speech_of(form, 0);

	if (class >= REDACT_REMOVED)
		return "words that were hidden";
	return word_in((enum word)(WORD_FOUND_NAME + (int)class), &speech);
}

static bool
is_kept(const struct quoting *q, size_t number)
{
	const struct pairs *fields = &q->cv->v->request->fields;
	char text[24];

	snprintf(text, sizeof(text), "%zu", number);
	for (size_t i = 0; i < fields->count; i++)
		if (str_same(fields->items[i].name, "keep") &&
		    str_same(fields->items[i].value, text))
			return true;
	return false;
}

static void
put_mark(const struct quoting *q, size_t at)
{
	const struct quote_span *span = &q->marks.spans[at];
	struct html *h = q->cv->v->body;
	SCOPED(buf) words = { 0 };

	html_lit(h, "<li value=\"");
	html_num(h, (long)at + 1);
	html_lit(h, "\">");
	if (span->certain) {
		html_lit(h, "<b>");
		html_text(h, redact_label(span->class));
		html_lit(h, "</b>: looks like ");
		html_text(h, reason_of(q->cv->w.of.form, span->class));
		html_lit(h, ". It stays out.</li>\n");
		return;
	}
	quote_words_under(&words, q->c, span, q->cv->arena);
	html_lit(h, "<label><input type=\"checkbox\" name=\"keep\" value=\"");
	html_num(h, (long)at + 1);
	html_lit(h, "\"");
	if (is_kept(q, at + 1))
		html_lit(h, " checked");
	html_lit(h, "> <span><b>");
	html_text(h, redact_label(span->class));
	html_lit(h, "</b>: may be ");
	html_text(h, reason_of(q->cv->w.of.form, span->class));
	html_lit(h, ". Keep \xe2\x80\x9c");
	part_typed(h, words.data ? words.data : "", NULL);
	html_lit(h, "\xe2\x80\x9d, since it tells nobody</span></label></li>\n");
	secret_wipe(words.data, words.room);
}

static void
put_marks(const struct quoting *q)
{
	struct html *h = q->cv->v->body;

	if (!q->marks.count) {
		html_lit(h, "<p>Redaction marks nothing in it.</p>\n");
		return;
	}
	html_lit(h,
		 "<fieldset class=\"options\"><legend>What redaction takes out</legend>\n"
		 "<ol>\n");
	for (size_t i = 0; i < q->marks.count; i++)
		put_mark(q, i);
	html_lit(h, "</ol>\n</fieldset>\n");
}

/* ---- which theme ---------------------------------------------------------------------------- */

static bool
is_chosen(const struct quoting *q, size_t theme)
{
	const struct form *form = q->cv->w.of.form;
	const struct ticks *ticks = &q->cv->w.of.ticks;
	const struct valid_tick *by = quote_mine(ticks, q->c);

	if (q->wish.theme)
		return str_same(form->themes[theme].id, q->wish.theme);
	by = by ? by : quote_others(ticks, q->c, 0);
	return by ? by->theme == (int)theme : q->c->theme == (int)theme;
}

static void
put_theme_choice(const struct quoting *q)
{
	const struct form *form = q->cv->w.of.form;
	struct html *h = q->cv->v->body;

	html_lit(h, "<fieldset class=\"options\"><legend>Under which theme?</legend>\n");
	for (size_t t = 0; t < form->theme_count; t++) {
		if (!(q->c->themes >> t & 1))
			continue;
		html_lit(h, "<label><input type=\"radio\" name=\"theme\"");
		html_attr(h, "value", form->themes[t].id);
		if (is_chosen(q, t))
			html_lit(h, " checked");
		html_lit(h, "> <span>");
		html_text(h, text_in(&form->themes[t].title, 0));
		html_lit(h, "</span></label>\n");
	}
	html_lit(h, "</fieldset>\n");
}

/* ---- who ticked ---------------------------------------------------------------------------- */

static void
put_text(struct html *h, const char *text)
{
	html_lit(h, "<blockquote class=\"quote\"><p>");
	part_typed(h, text, NULL);
	html_lit(h, "</p></blockquote>\n");
}

static void
put_tick(const struct quoting *q, const char *who, const struct valid_tick *by)
{
	struct html *h = q->cv->v->body;

	html_lit(h, "<h2>");
	html_text(h, who);
	html_lit(h, ", under ");
	html_text(h, text_in(&q->cv->w.of.form->themes[by->theme].title, 0));
	html_lit(h, "</h2>\n");
	put_text(h, by->text);
}

/* One button for an act that needs no more said. */
static void
put_act(const struct quoting *q, const char *go, const char *words)
{
	struct desk_visit *v = q->cv->v;

	desk_form(v, coding_path(q->cv, "quotes", q->c));
	html_lit(v->body, "<p>");
	desk_button(v, "go", go, words);
	html_lit(v->body, "</p>\n");
	desk_form_end(v);
}

static void
put_ticks(const struct quoting *q)
{
	const struct ticks *ticks = &q->cv->w.of.ticks;
	const struct valid_tick *mine = quote_mine(ticks, q->c), *by;
	bool two = q->cv->w.of.survey.recipient_count > 1, agreed = false;

	if (mine) {
		put_tick(q, "You ticked this", mine);
		put_act(q, "untick", "Take your tick back");
	}
	for (size_t i = 0; (by = quote_others(ticks, q->c, i)); i++) {
		agreed = mine && mine->theme == by->theme &&
			 str_same(mine->text, by->text);
		if (agreed)
			continue;
		put_tick(q,
			 mine ? "The other ticked it otherwise" : "The other ticked this",
			 by);
	}
	if (two && !agreed && quote_others(ticks, q->c, 0) && !q->gone)
		put_act(q, "same", "Tick what the other ticked");
}

/* ---- the page -------------------------------------------------------------------------------- */

static void
put_own(const struct quoting *q)
{
	struct desk_visit *v = q->cv->v;
	struct html *h = v->body;

	html_lit(h, "<h2>Tick it in your own way</h2>\n");
	desk_form(v, coding_path(q->cv, "quotes", q->c));
	put_marks(q);
	html_lit(h,
		 "<p class=\"field\"><label for=\"hide\">Hide these words, too</label>\n"
		 "<span class=\"hint\">One a line, as they stand in the text: a place, a "
		 "day, a turn of speech that tells whose it is.</span>\n"
		 "<textarea id=\"hide\" name=\"hide\" rows=\"3\" autocomplete=\"off\" "
		 "dir=\"auto\">\n");
	html_text(h, q->hide);
	html_lit(h, "</textarea></p>\n");
	put_theme_choice(q);
	if (q->seen) {
		html_lit(h, "<h2 id=\"seen\">So it would leave</h2>\n");
		put_text(h, q->seen);
	}
	html_lit(h, "<p class=\"row\">");
	desk_button(v, "go", "tick", "Tick it");
	html_lit(h,
		 "<button class=\"secondary\" name=\"go\" value=\"look\">See what would "
		 "leave</button>\n");
	html_lit(h, "</p>\n");
	desk_form_end(v);
}

static struct console_reply *
quote_page(struct quoting *q, unsigned status)
{
	struct coding_visit *cv = q->cv;
	struct desk_visit *v = cv->v;
	struct html *h = v->body;
	char name[QUOTE_SHOWN];

	quote_show(q->c->name, name);
	if (q->problem)
		part_error(h, q->problem, NULL);
	html_lit(h, "<p class=\"row\">");
	desk_link(v, desk_path(v, "/surveys/:/quotes", cv->survey), "All quotes");
	html_lit(h, " ");
	quote_state_put(h, quote_state_of(&cv->w.of.ticks, q->c));
	html_lit(
		h,
		"</p>\n<div class=\"split\">\n<div>\n<h2>With every mark taken out</h2>\n");
	put_text(h, quote_text(q->c, q->marks.spans, q->marks.count, true, cv->arena));
	if (q->marks.event)
		html_lit(h,
			 "<p><b>An event, a place and a time stand close together.</b> "
			 "Could a colleague tell who this is?</p>\n");
	put_ticks(q);
	html_lit(h, "</div>\n<div>\n");
	if (cv->w.of.survey.recipient_count < 2)
		quote_rules_put(h, &cv->w.of.survey);
	else if (q->gone)
		html_lit(h, "<p>It cannot be ticked: redaction gave up on it, and left "
			    "nothing.</p>\n");
	else
		put_own(q);
	html_lit(h, "</div>\n</div>\n");
	return desk_page(v, status,
			 arena_printf(v->arena, "Quote %s of %s", name, cv->survey));
}

static struct console_reply *
quoting_begin(struct coding_visit *cv, struct quoting *q)
{
	struct console_reply *reply = NULL;
	const struct comment *c = coding_named(cv, &reply);

	if (!c)
		return reply;
	*q = (struct quoting){ .cv = cv, .c = c, .wish = { .c = c }, .hide = "" };
	q->marks = quote_marks(cv->w.of.plain, cv->w.of.local, c, cv->arena);
	q->gone = quote_gone(&q->marks, c);
	return NULL;
}

struct console_reply *
desk_quote(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_TICKS, &cv);
	struct quoting q;

	if (reply)
		return reply;
	reply = quoting_begin(&cv, &q);
	return coding_end(&cv, reply ? reply : quote_page(&q, 200));
}

/* ---- what was posted ------------------------------------------------------------------------ */

static bool
hide_read(struct quoting *q, struct err *err)
{
	const char **list = arena_array(q->cv->arena, const char *, HIDDEN);
	size_t count = 0;

	for (const char *at = q->hide; *at; at += strspn(at, "\r\n")) {
		size_t len = strcspn(at, "\r\n");

		if (!quote_blank(at, len)) {
			if (count == HIDDEN)
				return err_set(err, ERR_INPUT,
					       "%d lines of words to hide are enough",
					       HIDDEN);
			list[count++] = arena_copy(q->cv->arena, at, len);
		}
		at += len;
	}
	q->wish.hide = list;
	q->wish.hide_count = count;
	return true;
}

/* The numbers of marks that are to be kept, as "1,3". */
static const char *
keep_read(const struct quoting *q)
{
	const struct pairs *fields = &q->cv->v->request->fields;
	SCOPED(buf) out = { 0 };

	for (size_t i = 0; i < fields->count; i++)
		if (str_same(fields->items[i].name, "keep"))
			buf_printf(&out, "%s%.8s", out.len ? "," : "",
				   fields->items[i].value);
	return out.len ? arena_str(q->cv->arena, out.data) : NULL;
}

static bool
wish_read(struct quoting *q, struct err *err)
{
	const char *theme = visit_field(q->cv->v, "theme");

	q->hide = visit_field(q->cv->v, "hide");
	q->wish.own = true;
	q->wish.keep = keep_read(q);
	q->wish.theme = *theme ? theme : NULL;
	if (!hide_read(q, err))
		return false;
	return q->wish.theme || q->c->theme >= 0 ||
	       quote_others(&q->cv->w.of.ticks, q->c, 0) ||
	       err_set(err, ERR_INPUT, "Choose the theme under which it is quoted");
}

/* Shows what would leave, or ticks it. */
static bool
tick(struct quoting *q, bool look, struct err *err)
{
	struct quote_work *of = &q->cv->w.of;
	struct tick_made made;
	size_t count;

	if (!tick_prepare(of, &q->wish, 1, &made, &count, err))
		return false;
	if (look)
		q->seen = made.text;
	return look || (ticks_put(of, &made, 1, err) &&
			desk_act(q->cv->v, "quote ticked", q->cv->survey, "", err));
}

static bool
untick(struct quoting *q, struct err *err)
{
	const struct comment *const list[] = { q->c };
	size_t count;

	return ticks_take_back(&q->cv->w.of, list, 1, &count, err) &&
	       desk_act(q->cv->v, "quote's tick taken back", q->cv->survey, "", err);
}

static struct console_reply *
done(struct quoting *q, const char *words)
{
	return desk_moved(q->cv->v, words, "%s", coding_path(q->cv, "quotes", q->c));
}

static struct console_reply *
not_done(struct quoting *q, const struct err *err)
{
	if (err->code != ERR_INPUT && err->code != ERR_BUSY)
		return desk_failed(q->cv->v, err);
	q->problem =
		err->code == ERR_BUSY
			? "Somebody else was writing just now. Nothing is lost: what you "
			  "chose still stands here. Send it again"
			: err->text;
	return quote_page(q, err->code == ERR_BUSY ? 503 : 422);
}

static struct console_reply *
answer(struct quoting *q)
{
	const char *go = visit_field(q->cv->v, "go");
	bool look = str_same(go, "look");
	struct err err = { .code = ERR_NONE };

	if (q->cv->w.of.survey.recipient_count < 2)
		return quote_page(q, 422);
	if (str_same(go, "untick"))
		return untick(q, &err)
			       ? done(q, "Your tick is taken back. What was released "
					 "with it stays released.")
			       : not_done(q, &err);
	if (str_same(go, "same"))
		return tick(q, false, &err) ? done(q, "Ticked as the other did.")
					    : not_done(q, &err);
	if (!look && !str_same(go, "tick"))
		return desk_refused(
			q->cv->v, 422,
			"The form did not say what to do. Go back and use one "
			"of its buttons.");
	if (!wish_read(q, &err) || !tick(q, look, &err))
		return not_done(q, &err);
	return look ? quote_page(q, 200) : done(q, "Ticked.");
}

struct console_reply *
desk_quote_decide(struct desk_visit *v)
{
	struct coding_visit cv;
	struct console_reply *reply = coding_begin(v, NEEDS_TICKS, &cv);
	struct quoting q;

	if (reply)
		return reply;
	reply = quoting_begin(&cv, &q);
	return coding_end(&cv, reply ? reply : answer(&q));
}
