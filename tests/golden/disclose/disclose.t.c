/*
 * Takes every plan beside this file through the rules and compares what may be printed letter by
 * letter: x.plan.json gives x.published.json.  The shipped one is among them.  What was published
 * comes back the same, whether it stands on lines or on one.
 * With CANVASS_BLESS set the files are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/golden/golden.h"

#include "summary/disclose.h"

#define HERE "tests/golden/disclose/cases/"

/* read(write(d)) must be written as the same bytes, and tell the same of what is held. */
static void
comes_back(const char *name, const struct disclosed *d, const struct figures *f,
	   const struct buf *lines, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	struct disclosed *back;
	SCOPED(buf) one = { 0 };
	SCOPED(buf) again = { 0 };

	disclosed_write(d, f, false, &one);
	ok(!memchr(one.data, '\n', one.len), "%s: one line is one line", name);
	back = disclosed_read(json_parse(one.data, one.len, a, NULL), f, a, &err);
	if (!ok(back != NULL, "%s: what was published is read", name)) {
		note("%s", err.text);
		return;
	}
	disclosed_write(back, f, true, &again);
	is_str(golden_text(&again), golden_text(lines), "%s: and is the same", name);
	is_int(back->responses_held, d->responses_held,
	       "%s: responses are held as before", name);
}

static void
plan_run(const char *name)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct figures *f;
	const struct disclosed *d;
	SCOPED(buf) plan = { 0 };
	SCOPED(buf) out = { 0 };

	if (!golden_read(golden_path(HERE, name, ".plan.json"), &plan))
		die("cannot read %s", name);
	f = figures_read(plan.data, plan.len, a, &err);
	if (ok(f != NULL, "%s is a plan", name)) {
		d = disclose(f, NULL, a);
		disclosed_write(d, f, true, &out);
		comes_back(name, d, f, &out, a);
	} else {
		note("%s", err.text);
	}
	golden_compare(HERE, name, ".published.json", &out);
	arena_free(a);
}

int
main(void)
{
	golden_each(HERE, ".plan.json", plan_run);
	return tap_done();
}
