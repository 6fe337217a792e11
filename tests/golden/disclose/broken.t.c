/*
 * Breaks plans that are right, each case in one place, and compares letter by letter what is said
 * of it: a code, the table, the row, the column, the numbers.  The cases are in broken/NAME.txt,
 * what is said in broken/NAME.diag.  None may pass, and each code must be met.
 * With CANVASS_BLESS set the .diag files are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/golden/edits.h"
#include "tests/golden/golden.h"

#include "summary/disclose.h"

#define HERE   "tests/golden/disclose/broken/"
#define PLANS  "tests/golden/disclose/cases/"
#define FEWEST 60

/* D08 is a matter of size: tests/unit/summary/figures.t.c makes such plans. */
static const char *const codes[] = { "D01", "D02", "D03", "D04", "D05", "D06", "D07" };

static unsigned case_count, code_counts[ARRAY_LEN(codes)];

static void
code_count(const char *said)
{
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		code_counts[i] += str_starts(said, codes[i]);
}

static void
case_run(const char *name, const struct buf *plan, const struct edit *e, struct buf *out)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const char *found = e->from.len ? strstr(plan->data, e->from.data) : NULL;
	const struct figures *f;
	SCOPED(buf) broken = { 0 };

	if (!found || strstr(found + 1, e->from.data))
		die("%s: \"%s\" must change what stands there once", name, e->name);
	buf_put(&broken, plan->data, (size_t)(found - plan->data));
	buf_put(&broken, e->to.data, e->to.len);
	buf_puts(&broken, found + e->from.len);
	f = figures_read(broken.data, broken.len, a, &err);
	ok(!f && err.code == ERR_INPUT && err.text[0] == 'D' &&
		   str_starts(err.text + 3, ": "),
	   "%s, %s: refused with a code", name, e->name);
	buf_printf(out, "== %s\n%s\n", e->name, err.text);
	code_count(err.text);
	case_count++;
	arena_free(a);
}

static void
plan_break(const char *name)
{
	SCOPED(buf) plan = { 0 };
	SCOPED(buf) cases = { 0 };
	SCOPED(buf) said = { 0 };
	struct edit e = { 0 };
	char *at, *line;

	if (!golden_read(golden_path(PLANS, name, ".plan.json"), &plan) ||
	    !golden_read(golden_path(HERE, name, ".txt"), &cases))
		die("cannot read %s", name);
	for (at = cases.data; (line = line_next(&at));) {
		if (!str_starts(line, "== "))
			continue;
		e.name = line + 3;
		edit_read(&e, &at);
		case_run(name, &plan, &e, &said);
	}
	golden_compare(HERE, name, ".diag", &said);
	buf_free(&e.from);
	buf_free(&e.to);
}

int
main(void)
{
	golden_each(HERE, ".txt", plan_break);
	ok(case_count >= FEWEST, "%u plans were broken", case_count);
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		ok(code_counts[i], "%s was met %u times", codes[i], code_counts[i]);
	return tap_done();
}
