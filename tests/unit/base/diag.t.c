/*
 * Diagnostics: exact words, order, caret, and what happens when there are too many.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static const char source[] = "canvass: form 1\n"
			     "    type: chose any\n"
			     "\ttab\u00e9 here\r\n"
			     "bad \x1b[0m end";

static void
test_print(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) out;
	struct diags d;

	buf_init(&out, 0);
	diags_init(&d, "x.yaml", source, sizeof(source) - 1, a);
	diag_add(&d, "W012", 3, 7, 4, NULL, "second of the %s", "two");
	diag_add(&d, "E030", 2, 11, 9, "did you mean \"choose any\"?",
		 "there is no question type \"%s\"", "chose any");
	diag_add(&d, "E031", 3, 2, 0, NULL, "first of the two");
	diags_print(&d, &out);
	is_str(out.data,
	       "x.yaml:2:11: error E030: there is no question type \"chose any\"\n"
	       " 2 |     type: chose any\n"
	       "   |           ^^^^^^^^^ did you mean \"choose any\"?\n"
	       "x.yaml:3:2: error E031: first of the two\n"
	       " 3 | \ttab\u00e9 here\n"
	       "   | \t^\n"
	       "x.yaml:3:7: warning W012: second of the two\n"
	       " 3 | \ttab\u00e9 here\n"
	       "   | \t     ^^^^\n",
	       "sorted by place, each with its line and caret");
	is_int((long long)d.errors, 2, "errors are counted");
	is_int((long long)d.warnings, 1, "and warnings apart");
	arena_free(a);
}

static void
test_odd_places(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) out;
	struct diags d;

	buf_init(&out, 0);
	diags_init(&d, "x.yaml", source, sizeof(source) - 1, a);
	diag_add(&d, "E001", 4, 5, 99, NULL, "control");
	diag_add(&d, "E002", 4, 13, 1, "a value", "missing");
	diag_add(&d, "E003", 9, 1, 1, "look elsewhere", "beyond the end");
	diags_print(&d, &out);
	is_str(out.data,
	       "x.yaml:4:5: error E001: control\n"
	       " 4 | bad ?[0m end\n"
	       "   |     ^^^^^^^^\n"
	       "x.yaml:4:13: error E002: missing\n"
	       " 4 | bad ?[0m end\n"
	       "   |             ^ a value\n"
	       "x.yaml:9:1: error E003: beyond the end\n"
	       "    look elsewhere\n",
	       "controls are not shown, a caret stays on its line, a missing line is no trouble");
	arena_free(a);
}

static void
test_long_line(void)
{
	struct arena *a = arena_new(0);
	char line[2000];
	SCOPED(buf) out;
	struct diags d;

	memset(line, 'x', sizeof(line));
	line[1500] = '#';
	buf_init(&out, 0);
	diags_init(&d, "x", line, sizeof(line), a);
	diag_add(&d, "E001", 1, 1501, 1, NULL, "here");
	diags_print(&d, &out);
	ok(out.len < 500, "of a long line a part is shown");
	if (ok(strchr(out.data, '^') && strchr(out.data, '#'), "with the place in it")) {
		const char *mark = strchr(out.data, '#'), *caret = strchr(out.data, '^');
		const char *mark_line = strchr(out.data, '\n') + 1;
		const char *caret_line = strchr(mark_line, '\n') + 1;

		is_int(caret - caret_line, mark - mark_line, "and the caret beneath it");
	}
	arena_free(a);
}

static void
test_many(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) out;
	struct diags d;

	buf_init(&out, 0);
	diags_init(&d, "x", NULL, 0, a);
	for (unsigned i = 1; i <= 25; i++)
		diag_add(&d, "W001", i, 1, 1, NULL, "warned");
	ok(!diags_full(&d), "warnings alone never end the reading");
	diag_add(&d, "E001", 99, 1, 1, NULL, "the reason");
	diags_print(&d, &out);
	ok(strstr(out.data, "error E001: the reason"), "a warning gives way to an error");
	ok(strstr(out.data, "x: and 6 more\n"), "what is not shown is counted");
	for (unsigned i = 2; i <= DIAG_MOST; i++) {
		ok(!diags_full(&d), "%u errors are not too many", i - 1);
		diag_add(&d, "E001", i, 1, 1, NULL, "more");
	}
	ok(diags_full(&d), "twenty are enough");
	diag_add(&d, "E001", 1, 1, 1, NULL, "one too many");
	is_int((long long)d.count, DIAG_MOST, "no more than twenty are kept");
	is_int((long long)d.errors, 21, "but all are counted");
	arena_free(a);
}

static void
test_json(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) out;
	struct json *list;
	struct diags d;

	buf_init(&out, 0);
	diags_init(&d, "a \"b\".yaml", source, sizeof(source) - 1, a);
	diags_json(&d, &out);
	is_str(out.data, "[]\n", "no problems are an empty list");
	buf_clear(&out);
	diag_add(&d, "W001", 3, 1, 1, NULL, "later");
	diag_add(&d, "E001", 2, 11, 9, "say \"x\"", "the \"words\"");
	diags_json(&d, &out);
	list = json_parse(out.data, out.len, a, NULL);
	if (ok(list && list->count == 2, "two problems are two objects")) {
		is_str(json_get(list->first, "file")->text, "a \"b\".yaml", "file");
		is_int(json_get(list->first, "line")->integer, 2, "line");
		is_int(json_get(list->first, "column")->integer, 11, "column");
		is_str(json_get(list->first, "code")->text, "E001", "code");
		is_str(json_get(list->first, "message")->text, "the \"words\"",
		       "message");
		is_str(json_get(list->first, "hint")->text, "say \"x\"", "hint");
		is_int(json_get(list->first->next, "hint")->type, JSON_NULL_, "or none");
	}
	arena_free(a);
}

int
main(void)
{
	test_print();
	test_odd_places();
	test_long_line();
	test_many();
	test_json();
	return tap_done();
}
