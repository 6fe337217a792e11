/*
 * canvass quote untick SURVEY ID...: takes a tick back.  All of them or none.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

/* All of one's own for that name; ERR_INPUT if there is none. */
static bool
find_own(const struct quote_work *w, const char *typed, unsigned char (*gone)[TICK_ID],
	 size_t *inout_count, struct err *err)
{
	const struct comment *c = quote_find(w, typed, err);
	size_t before = *inout_count;
	char name[QUOTE_SHOWN];

	if (!c)
		return false;
	for (size_t i = 0; i < w->ticks.count; i++)
		if (w->ticks.items[i].mine &&
		    str_same(w->ticks.items[i].tick.name, c->name))
			memcpy(gone[(*inout_count)++], w->ticks.items[i].id, TICK_ID);
	quote_show(c->name, name);
	return *inout_count > before ||
	       err_set(err, ERR_INPUT, "%s is not ticked by you", name);
}

static bool
untick_all_of(struct quote_work *w, struct err *err)
{
	size_t quotes = w->call->arg_count - 1, count = 0;
	unsigned char(*gone)[TICK_ID] =
		arena_alloc(w->arena, (w->ticks.count + 1) * (quotes + 1), TICK_ID);

	for (size_t i = 1; i <= quotes; i++)
		if (!find_own(w, w->call->args[i], gone, &count, err))
			return false;
	if (!ticks_change(&w->place, (const unsigned char(*)[TICK_ID])gone, count, NULL,
			  0, w->arena, err))
		return false;
	say("took back %zu tick%s; what was released with them stays released", count,
	    count == 1 ? "" : "s");
	return true;
}

bool
cmd_quote_untick(struct call *call, struct err *err)
{
	struct quote_work w;
	bool good = quote_work_open(&w, call, false, err) && untick_all_of(&w, err);

	quote_work_free(&w);
	return good;
}
