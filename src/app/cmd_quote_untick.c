/*
 * canvass quote untick SURVEY ID...: takes a tick back.  All of them or none.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

static bool
untick_all_of(struct quote_work *w, struct err *err)
{
	size_t quotes = w->call->arg_count - 1, count = 0;
	const struct comment **list =
		arena_array(w->arena, const struct comment *, quotes + 1);

	for (size_t i = 0; i < quotes; i++)
		if (!(list[i] = quote_find(w, w->call->args[i + 1], err)))
			return false;
	if (!ticks_take_back(w, list, quotes, &count, err))
		return false;
	say("took back %zu tick%s; what was released with them stays released", count,
	    count == 1 ? "" : "s");
	return true;
}

bool
cmd_quote_untick(struct call *call, struct err *err)
{
	struct quote_work w;
	bool good = quote_call_open(&w, call, false, err) && untick_all_of(&w, err);

	quote_work_free(&w);
	return good;
}
