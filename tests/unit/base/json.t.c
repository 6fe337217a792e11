/*
 * JSON, read strictly and written safely.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
test_tree(struct arena *a)
{
	static const char text[] =
		"{\"b\": [1, \"\\u00e9\", null], \"a\": {\"x\": true}, \"c\": -2.5}";
	struct json *root = json_parse(text, sizeof(text) - 1, a, NULL);
	const struct json *b;

	if (!ok(root && root->type == JSON_MAP && root->count == 3, "an object of three"))
		return;
	is_str(root->first->key, "b", "keys keep their order");
	b = json_get(root, "b");
	ok(b->type == JSON_LIST && b->count == 3, "a list of three");
	ok(b->first->whole && b->first->integer == 1 && b->first->number == 1,
	   "a whole number");
	is_str(b->first->next->text, "\u00e9", "a text, decoded");
	is_int((long long)b->first->next->len, 2, "with its length in bytes");
	is_int(b->first->next->next->type, JSON_NULL_, "null");
	ok(json_get(json_get(root, "a"), "x")->truth, "true, inside");
	ok(!json_get(root, "c")->whole && json_get(root, "c")->number == -2.5,
	   "a broken number");
	ok(!json_get(root, "d") && !json_get(b, "x") && !json_get(NULL, "x"),
	   "what is not there");
}

static void
test_whole(struct arena *a)
{
	static const struct {
		const char *text;
		bool whole;
		int64_t value;
	} cases[] = {
		{ "4", true, 4 },
		{ "4.0", true, 4 },
		{ "4e0", true, 4 },
		{ "4.5", false, 0 },
		{ "-0.0", true, 0 },
		{ "1e300", false, 0 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-7", true, -7 },
		{ "-9223372036854775808.0", false, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct json *n =
			json_parse(cases[i].text, strlen(cases[i].text), a, NULL);

		ok(n && n->type == JSON_NUMBER && n->whole == cases[i].whole &&
			   n->integer == cases[i].value,
		   "the number %s", cases[i].text);
	}
}

static void
test_refused(struct arena *a)
{
	static const char *const bad[] = {
		"",
		"{",
		"[1,]",
		"{\"a\":1,\"a\":2}",
		"\"\\u0000\"",
		"\"\xff\"",
		"01",
		"nul",
		"1 2",
		"{\"a\\u0000b\":1}",
		"'a'",
		"[1] // comment",
		"1e999",
		"99999999999999999999",
		"\"\\ud800\"",
	};
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		err = (struct err){ 0 };
		ok(!json_parse(bad[i], strlen(bad[i]), a, &err) &&
			   err.code == ERR_INPUT && str_starts(err.text, "JSON, line "),
		   "refused with its place: %s", bad[i]);
	}
}

static void
test_depth(struct arena *a)
{
	static const char inside[] =
		"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"";
	struct err err = { 0 };
	char text[70];

	memset(text, '[', 33);
	memset(text + 33, ']', 33);
	ok(json_parse(text + 1, 64, a, &err) != NULL, "32 levels are allowed");
	ok(!json_parse(text, 66, a, &err), "33 are not");
	is_str(err.text, "JSON nested deeper than 32", "and it says so");
	ok(json_parse(inside, sizeof(inside) - 1, a, &err) != NULL,
	   "brackets in a text do not count");
}

static void
test_write(struct arena *a)
{
	SCOPED(buf) b;
	struct json *back;
	char all[127];

	buf_init(&b, 0);
	json_put(&b, "a\"b\\c\nd\x01\x7f\u00e9</script>");
	is_str(b.data, "\"a\\\"b\\\\c\\nd\\u0001\\u007f\u00e9</script>\"",
	       "escaped as JSON wants");
	buf_clear(&b);
	json_put(&b, "caf\xe9");
	is_str(b.data, "\"caf\\ufffd\"",
	       "a byte that is no UTF-8 becomes the replacement mark");
	buf_clear(&b);
	json_put_len(&b, "abc", 2);
	is_str(b.data, "\"ab\"", "a piece of a text");
	for (int i = 1; i < 128; i++)
		all[i - 1] = (char)i;
	buf_clear(&b);
	json_put_len(&b, all, sizeof(all));
	back = json_parse(b.data, b.len, a, NULL);
	ok(back && back->len == sizeof(all) && !memcmp(back->text, all, sizeof(all)),
	   "each ASCII character comes back");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	test_tree(a);
	test_whole(a);
	test_refused(a);
	test_depth(a);
	test_write(a);
	arena_free(a);
	return tap_done();
}
