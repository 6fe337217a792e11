/*
 * A published summary.json, read back: what it holds, and what is refused, with where.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/summary.h"
#include "tests/tap.h"

static const char *
golden(struct arena *a)
{
	const char *top = getenv("TOP_SRCDIR");
	const char *path =
		arena_printf(a, "%s/tests/golden/summary/summary.json", top ? top : ".");
	FILE *f = fopen(path, "r");
	SCOPED(buf) text = { .most = 0 };
	char piece[4096];
	size_t got;

	if (!f)
		die("no %s", path);
	while ((got = fread(piece, 1, sizeof(piece), f)) > 0)
		buf_put(&text, piece, got);
	fclose(f);
	return arena_copy(a, text.data, text.len);
}

/* The text with the first `from` after `after` replaced. */
static const char *
edited(const char *text, const char *after, const char *from, const char *to,
       struct arena *a)
{
	const char *at = strstr(text, after);

	at = at ? strstr(at, from) : NULL;
	if (!at)
		die("no \"%s\" after \"%s\"", from, after);
	return arena_printf(a, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static void
test_read(const char *text, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	const struct summary *s = summary_read(text, strlen(text), a, &err);
	const struct table *t;

	if (!ok(s != NULL, "a release is read back")) {
		note("%s", err.text);
		return;
	}
	is_str(s->form_id, "small", "its form");
	is_str(s->wave, "w1", "its wave");
	ok(s->invented && !s->unconfirmed && !s->draft && s->release == 1, "what it is");
	ok(s->responses == 80 && s->expected == 300 && s->batches == 7,
	   "how many answered");
	is_int(s->policy.whole, 30, "the policy");
	ok(!s->form && !s->disclosed && !s->figures, "nothing that it does not hold");
	t = summary_table(s, "colour");
	ok(t && t->kind == TABLE_ONE && t->asked_as == KIND_CHOOSE_ONE && t->theme == 0,
	   "a table");
	ok(t && table_row(t, "red") && table_row(t, "red")->cells[0].pct == 20,
	   "its cells");
	t = summary_table(s, "colour-by-role");
	is_str(t ? t->question_title : NULL, "Which colour, \"yours\"?",
	       "a break-down's parts");
	is_str(t ? t->by_title : NULL, "Your role?", "of its title");
	is_int(t ? (long long)t->passed_count : -1, 2, "levels that were passed over");
	ok(summary_theme(s, "first") && summary_theme(s, "first")->table_count > 1,
	   "a theme");
	ok(summary_point(s, "care") && *summary_point(s, "care")->lead,
	   "a point of the scorecard");
	ok(!summary_table(s, "no"), "and nothing else");
}

struct edit {
	const char *after, *from, *to, *words;
};

/* Its row, and not its option. */
#define RED "\"label\": \"=Red\", \"cells\""

static const struct edit edits[] = {
	{ "{", "\"summary 1\"", "\"summary 2\"",
	  "it is of a version that is not known here" },
	{ "{", "\"summary 1\"", "\"manifest 1\"", "this is no summary.json: it says" },
	{ "{", "\"canvass\"", "\"canvas\"",
	  "this is no summary.json that canvass wrote" },
	{ "{", "\"wave\"", "\"wavee\"",
	  "there is no member \"wavee\" here; did you mean \"wave\"?" },
	{ "{", "\"invented\": true", "\"invented\": 1",
	  "\"invented\" must be true or false" },
	{ "{", "\"threshold\": 10", "\"threshold\": 4", "policy: threshold is 4" },
	{ "{", "\"rounding\": 5", "\"rounding\": 4", "policy: rounding is 4" },
	{ "{", "\"responses\": 80", "\"responses\": 81",
	  "\"responses\" is 81, which is not rounded" },
	{ "{", "\"responses\": 80", "\"responses\": -5",
	  "\"responses\" is -5, which is negative" },
	{ "{", "\"responses\": 80", "\"responses\": null",
	  "it has rows under too few responses" },
	{ "{", "\"batches\": 7", "\"batches\": 7.5", "which is no whole number" },
	{ "{", "2026-12-01", "2026-13-01", "\"released\" is no day" },
	{ "\"colour\"", "\"kind\": \"one\"", "\"kind\": \"ones\"",
	  "tables[0] \"colour\": \"kind\" cannot be \"ones\"; did you mean \"one\"?" },
	{ "\"colour\"", "\"choose one\"", "\"choose\"", "\"type\" cannot be \"choose\"" },
	{ "\"colour\"", "\"theme\": \"first\"", "\"theme\": \"third\"",
	  "there is no theme \"third\"" },
	{ "\"colour\"", "\"level\": \"full\"", "\"level\": \"nothing\"",
	  "tables[0] \"colour\": it has rows at level \"nothing\"" },
	{ "\"colour\"", "\"level\": \"full\"", "\"level\": \"total\"",
	  "level \"total\" does not have 6 rows" },
	{ "\"colour\"", "\"held\": {}", "\"held\": {\"*\": 1}",
	  "\"held\" names no release before it" },
	{ "\"colour\"", "\"held\": {}", "\"held\": {\"x\": 1}", "which is no column" },
	{ "\"colour\"", "\"n\": 75", "\"n\": 74",
	  "row \"*\": n is 74, which is not rounded to 5" },
	{ "\"colour\"", "\"n\": 75", "\"n\": 15",
	  "row \"*\": n is 15, which is too small for a base" },
	{ RED, "\"n\": 15", "\"n\": 20",
	  "tables[0] \"colour\", row \"red\": pct is 20 where 20 of 75 gives 25" },
	{ RED, "\"pct\": 20", "\"pct\": 25",
	  "row \"red\": pct is 25 where 15 of 75 gives 20" },
	{ RED, "\"n\": 15, \"pct\": 20", "\"n\": 14, \"pct\": 20",
	  "which is not rounded" },
	{ RED, "\"n\": 15, \"pct\": 20", "\"n\": 5, \"pct\": 10",
	  "too small to be printed" },
	{ RED, "\"n\": 15, \"pct\": 20", "\"n\": 70, \"pct\": 90",
	  "tables[0] \"colour\": the answers sum to 130, of a base of 75" },
	{ RED, "\"n\": 15", "\"n\": null",
	  "row \"red\": a number and its marker do not go together" },
	{ RED, "\"marker\": \"\"", "\"marker\": \"u\"",
	  "its marker does not follow from a base of 75" },
	{ RED, "\"marker\": \"\"", "\"marker\": \"d\"", "\"marker\" cannot be \"d\"" },
	{ "\"colour\"", "\"key\": \"yellow\", \"label\": \"Yellow, bright\", \"cells\"",
	  "\"key\": \"red\", \"label\": \"Yellow, bright\", \"cells\"",
	  "it has two rows \"red\"" },
	{ "\"colour\"", "\"key\": \"*\", \"label\": \"All who",
	  "\"key\": \"all\", \"label\": \"All who", "its first row must be \"*\"" },
	{ "\"colour\"", "\"id\": \"colour-by-role\"", "\"id\": \"colour\"",
	  "there are two tables \"colour\"" },
	{ "\"themes\"", "\"marker\": \"x\"", "\"marker\": \"\"",
	  "themes[0] \"first\": a number and its marker do not go together" },
	{ "\"themes\"", "\"colour\"", "\"color\"", "\"tables\" names \"color\"" },
	{ "\"scorecard\"", "\"id\": \"care\"", "\"id\": \"seen\"",
	  "it stands there twice" },
};

static void
test_refused(const char *text, struct arena *a)
{
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
		const struct edit *e = &edits[i];
		const char *bad = edited(text, e->after, e->from, e->to, a);

		err = (struct err){ .code = ERR_NONE };
		if (!ok(!summary_read(bad, strlen(bad), a, &err) &&
				err.code == ERR_INPUT && strstr(err.text, e->words),
			"%s", e->words))
			note("said: %s", err.text);
	}
	err = (struct err){ .code = ERR_NONE };
	ok(!summary_read("{", 1, a, &err) && err.code == ERR_INPUT, "no JSON");
	ok(!summary_read("[]", 2, a, &err) && err.code == ERR_INPUT, "no object");
}

/* What an earlier version did not write stays unknown, and is not made up. */
static void
test_earlier(const char *text, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	const char *old = edited(text, "{", "\"language\": \"en\", ", "", a);
	const struct summary *s;

	old = edited(old, "{", ", \"release\": 1", "", a);
	s = summary_read(old, strlen(old), a, &err);
	ok(s && s->release == 1 && str_same(s->language, "en"),
	   "a file of an earlier version");
}

int
main(void)
{
	struct arena *a = arena_new(0);
	const char *text = golden(a);

	test_read(text, a);
	test_refused(text, a);
	test_earlier(text, a);
	arena_free(a);
	return tap_done();
}
