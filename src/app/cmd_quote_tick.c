/*
 * canvass quote tick SURVEY ID...: one person passes quotes.  All of them or none.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

/* What the flags say of each quote that is named; NULL: one is not there. */
static struct tick_wish *
wishes_of(struct quote_work *w, struct err *err)
{
	size_t quotes = w->call->arg_count - 1, count = 0;
	struct tick_wish *list = arena_array(w->arena, struct tick_wish, quotes + 1);
	const char **hide = arena_array(w->arena, const char *, VALUES_MOST), *words;

	while ((words = flag_value_at(w->call, "hide", count)))
		hide[count++] = words;
	for (size_t i = 0; i < quotes; i++) {
		list[i] =
			(struct tick_wish){ .c = quote_find(w, w->call->args[i + 1], err),
					    .theme = flag_value(w->call, "theme"),
					    .keep = flag_value(w->call, "keep"),
					    .hide = hide,
					    .hide_count = count };
		if (!list[i].c)
			return NULL;
	}
	return list;
}

/* What was passed, word for word, and what another's word on it is. */
static void
tell(const struct quote_work *w, const struct tick_made *t, struct buf *out)
{
	const struct valid_tick *other;
	char name[QUOTE_SHOWN];
	bool any, agreed = tick_agreed(w, t, &any);

	quote_show(t->c->name, name);
	buf_printf(out, "%s  %s  %s\n  %s\n", name, w->form->themes[t->theme].id,
		   agreed ? "passed by two" : "ticked by you", t->text);
	for (size_t i = 0; any && !agreed && (other = quote_others(&w->ticks, t->c, i));
	     i++)
		buf_printf(out, "  another (%s): %s\n", w->form->themes[other->theme].id,
			   other->text);
	if (any && !agreed)
		say("%s: another passed it otherwise, so neither tick counts until you agree",
		    name);
}

static bool
tick_all_of(struct quote_work *w, struct err *err)
{
	struct tick_made *list = mem_new(w->call->arg_count, sizeof(*list));
	struct tick_wish *wishes;
	SCOPED(buf) out;
	size_t count = 0;
	bool good;

	buf_init(&out, 0);
	wishes = wishes_of(w, err);
	good = wishes &&
	       tick_prepare(w, wishes, w->call->arg_count - 1, list, &count, err) &&
	       ticks_put(w, list, count, err);
	for (size_t i = 0; good && i < count; i++)
		tell(w, &list[i], &out);
	free(list);
	return good && output_put(&out, err);
}

bool
cmd_quote_tick(struct call *call, struct err *err)
{
	struct quote_work w;
	bool good;

	if (call->arg_count > 2 && (flag_value(call, "keep") || flag_value(call, "hide")))
		return err_set(err, ERR_USAGE,
			       "--keep and --hide speak of one quote: tick it by itself");
	good = quote_call_open(&w, call, true, err) && tick_all_of(&w, err);
	quote_work_free(&w);
	return good;
}
