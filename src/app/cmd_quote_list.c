/*
 * canvass quote list SURVEY: what people wrote, redacted, and who passed it.  In another order each
 * time, by theme alone: neither the order nor anything beside a quote tells whose it is.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

struct listing {
	struct quote_work *w;
	struct arena *a; /* for one quote */
	struct buf out;
	size_t count;
	struct redact_log log;
};

struct listed { /* one of them */
	const struct comment *c;
	struct quote_marks marks;
	enum quote_state state;
	bool gone;
	const char *marked; /* with all marks numbered */
};

/* ---- for people ---------------------------------------------------------------------------- */

static void
put_themes(struct listing *l, const struct comment *c)
{
	const struct form *form = l->w->form;
	const struct valid_tick *by = quote_passed(&l->w->ticks, c);
	bool any = false;

	by = by ? by : quote_mine(&l->w->ticks, c);
	by = by ? by : quote_others(&l->w->ticks, c, 0);
	if (by || c->theme >= 0) {
		buf_puts(&l->out, form->themes[by ? by->theme : c->theme].id);
		return;
	}
	for (size_t t = 0; t < form->theme_count; t++) {
		if (!(c->themes >> t & 1))
			continue;
		buf_printf(&l->out, "%s%s", any ? "|" : "", form->themes[t].id);
		any = true;
	}
}

static void
put_guesses(struct listing *l, const struct listed *q)
{
	for (size_t i = 0; i < q->marks.count; i++) {
		const struct quote_span *span = &q->marks.spans[i];

		if (span->certain)
			continue;
		buf_printf(&l->out, "    %zu %s \"", i + 1, redact_label(span->class));
		quote_words_under(&l->out, q->c, span, l->a);
		buf_puts(&l->out, "\"\n");
	}
}

/* As those who ticked it passed it: once if they agree, else each. */
static void
put_passed(struct listing *l, const struct listed *q)
{
	const struct ticks *ticks = &l->w->ticks;
	const struct theme *themes = l->w->form->themes;
	const struct valid_tick *mine = quote_mine(ticks, q->c), *by;

	if (q->state != QUOTE_DIFFERS) {
		by = quote_passed(ticks, q->c);
		by = by ? by : mine ? mine : quote_others(ticks, q->c, 0);
		if (by)
			buf_printf(&l->out, "  %s\n", by->text);
		return;
	}
	if (mine)
		buf_printf(&l->out, "  you (%s): %s\n", themes[mine->theme].id,
			   mine->text);
	for (size_t i = 0; (by = quote_others(ticks, q->c, i)); i++)
		buf_printf(&l->out, "  another (%s): %s\n", themes[by->theme].id,
			   by->text);
}

static void
put_quote(struct listing *l, const struct listed *q)
{
	char name[QUOTE_SHOWN];

	quote_show(q->c->name, name);
	buf_printf(&l->out, "%s%s  ", l->count ? "\n" : "", name);
	put_themes(l, q->c);
	buf_printf(&l->out, "  %s\n",
		   q->gone ? "cannot be ticked" : quote_states[q->state].words);
	put_passed(l, q);
	if (q->state != QUOTE_PASSED) {
		buf_printf(&l->out, "  %s%s\n",
			   q->state == QUOTE_NONE ? "" : "all marks: ", q->marked);
		if (!q->gone)
			put_guesses(l, q);
	}
	if (q->marks.event)
		buf_puts(&l->out,
			 "    look: an event, a place and a time stand together\n");
}

/* ---- for programs -------------------------------------------------------------------------- */

static void
put_member(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, ", \"%s\": ", name);
	json_put(out, text);
}

static void
put_mark(struct listing *l, const struct listed *q, size_t i)
{
	const struct quote_span *span = &q->marks.spans[i];
	SCOPED(buf) words;

	buf_init(&words, 0);
	buf_printf(&l->out, "%s{\"number\": %zu, \"class\": \"%s\", \"certain\": %s",
		   i ? ", " : "", i + 1, redact_label(span->class),
		   span->certain ? "true" : "false");
	if (!span->certain) {
		quote_words_under(&words, q->c, span, l->a);
		put_member(&l->out, "words", words.data ? words.data : "");
	}
	buf_putc(&l->out, '}');
}

static void
put_json(struct listing *l, const struct listed *q)
{
	const struct form *form = l->w->form;
	const struct valid_tick *by;
	char name[QUOTE_SHOWN];
	bool any = false;

	quote_show(q->c->name, name);
	buf_printf(&l->out, "%s{\"id\": \"%s\", \"themes\": [", l->count ? ",\n " : "[",
		   name);
	for (size_t t = 0; t < form->theme_count; t++) {
		if (!(q->c->themes >> t & 1))
			continue;
		buf_puts(&l->out, any ? ", " : "");
		json_put(&l->out, form->themes[t].id);
		any = true;
	}
	buf_printf(&l->out, "], \"state\": \"%s\", \"ticks\": [",
		   q->gone ? "gone" : quote_states[q->state].name);
	by = quote_mine(&l->w->ticks, q->c);
	any = by != NULL;
	if (by) {
		buf_puts(&l->out, "{\"by\": \"you\"");
		put_member(&l->out, "theme", form->themes[by->theme].id);
		put_member(&l->out, "text", by->text);
		buf_putc(&l->out, '}');
	}
	for (size_t i = 0; (by = quote_others(&l->w->ticks, q->c, i)); i++) {
		buf_printf(&l->out, "%s{\"by\": \"another\"", any ? ", " : "");
		put_member(&l->out, "theme", form->themes[by->theme].id);
		put_member(&l->out, "text", by->text);
		buf_putc(&l->out, '}');
		any = true;
	}
	buf_putc(&l->out, ']');
	put_member(&l->out, "text", q->marked);
	buf_puts(&l->out, ", \"marks\": [");
	for (size_t i = 0; i < q->marks.count; i++)
		put_mark(l, q, i);
	buf_printf(&l->out, "], \"event\": %s}", q->marks.event ? "true" : "false");
}

/* ---- all of them ---------------------------------------------------------------------------- */

static void
list_one(struct listing *l, const struct comment *c)
{
	struct arena *a = arena_new(0);
	struct listed q = { .c = c,
			    .marks = quote_marks(l->w->plain, l->w->local, c, a) };

	l->a = a;
	q.gone = quote_gone(&q.marks, c);
	q.state = quote_state_of(&l->w->ticks, c);
	q.marked = quote_text(c, q.marks.spans, q.marks.count, true, a);
	l->log.texts++;
	for (size_t i = 0; i < q.marks.count; i++)
		l->log.classes[q.marks.spans[i].class]++;
	if (l->w->call->json)
		put_json(l, &q);
	else
		put_quote(l, &q);
	l->count++;
	arena_free(a);
}

static void
shuffle(const struct comment **list, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = rand_below((uint32_t)i);
		const struct comment *other = list[j];

		list[j] = list[i - 1];
		list[i - 1] = other;
	}
}

/* How much of each class was marked; never what. */
static void
tell_log(const struct redact_log *log)
{
	const char *between = ": ";
	SCOPED(buf) words;

	buf_init(&words, 0);
	buf_printf(&words, "in %u comment%s", log->texts, log->texts == 1 ? "" : "s");
	for (size_t i = 0; i < REDACT__COUNT; i++) {
		if (!log->classes[i])
			continue;
		buf_printf(&words, "%s%s %u", between, redact_label((enum redact_class)i),
			   log->classes[i]);
		between = ", ";
	}
	if (str_same(between, ": "))
		buf_puts(&words, " nothing was marked");
	say("%s", words.data);
}

/* Whoever can write to the workspace can exchange a key that one does not hold oneself. */
static void
tell_recipients(const struct survey *survey)
{
	struct recipient list[SEAL_RECIPIENTS];
	char print[24];

	survey_recipients(survey, list);
	recipients_fingerprint(list, survey->recipient_count, print);
	say("fingerprint of those who may tick: %s; it must be that of the survey's first page",
	    print);
}

static bool
list_all(struct quote_work *w, struct err *err)
{
	const char *theme = flag_value(w->call, "theme");
	const struct comment **list =
		arena_array(w->arena, const struct comment *, w->comments.count + 1);
	struct listing l = { .w = w };
	size_t count = 0;
	int only = -1;
	bool good;

	if (theme && (only = form_theme(w->form, theme)) < 0)
		return err_set(err, ERR_INPUT, "%s has no theme %.40s", w->survey.name,
			       theme);
	for (size_t i = 0; i < w->comments.count; i++)
		if (only < 0 || w->comments.items[i].themes >> only & 1)
			list[count++] = &w->comments.items[i];
	shuffle(list, count);
	buf_init(&l.out, 0);
	for (size_t i = 0; i < count; i++)
		list_one(&l, list[i]);
	if (w->call->json)
		buf_puts(&l.out, count ? "]\n" : "[]\n");
	good = output_put(&l.out, err);
	secret_wipe(l.out.data, l.out.room);
	buf_free(&l.out);
	tell_log(&l.log);
	tell_recipients(&w->survey);
	return good;
}

bool
cmd_quote_list(struct call *call, struct err *err)
{
	struct quote_work w;
	bool good = quote_call_open(&w, call, false, err) && list_all(&w, err);

	quote_work_free(&w);
	return good;
}
