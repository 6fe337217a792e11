/*
 * What commands about comments begin with: the survey and the rest by flags, the key by its
 * passphrase, and words about what is odd on standard error.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "app/quotes.h"

bool
comments_call_begin(struct quote_work *w, struct call *call,
		    const struct comments_use *use, bool two, struct err *err)
{
	struct comments_from in = { .workspace = call->dir,
				    .survey = call->args[0],
				    .from = flag_value(call, "from"),
				    .locals = flag_value(call, "locals"),
				    .ledger = flag_value(call, "ledger") };
	bool good = comments_work_survey(w, &in, use, two, err);

	w->call = call;
	if (w->problems)
		fputs(w->problems, stderr);
	/* What is wrong with the survey is told before a passphrase is asked for. */
	if (!good)
		return false;
	w->own_key = key_named(call, err);
	return w->own_key && comments_work_key(w, w->own_key, err);
}

void
comments_call_tell(const struct quote_work *w)
{
	if (w->comments.unopened)
		say("%zu of %zu sealed answers did not open", w->comments.unopened,
		    w->comments.boxes);
}

bool
quote_call_open(struct quote_work *w, struct call *call, bool two, struct err *err)
{
	static const struct comments_use quotes = {
		.verb = "quote", .thing = "quote", .list = "quote list", .beside = "ticks"
	};

	if (!comments_call_begin(w, call, &quotes, two, err) ||
	    !comments_work_read(w, err))
		return false;
	comments_call_tell(w);
	if (!quote_work_ticks(w, err))
		return false;
	ticks_warn(&w->ticks);
	return true;
}
