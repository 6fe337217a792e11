/*
 * The log: one escaped line, whatever it is given.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static void
log_text(void *arg)
{
	log_line("%s", (char *)arg);
	abort(); /* tap_dies brings back what was said, and expects this */
}

static void
test_escapes(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "listening on x", "canvass: listening on x\n" },
		{ "two\nlines\r", "canvass: two\\x0alines\\x0d\n" },
		{ "\x1b[31mred\x7f", "canvass: \\x1b[31mred\\x7f\n" },
		{ "C:\\x0a", "canvass: C:\\\\x0a\n" },
		{ "caf\u00e9", "canvass: caf\u00e9\n" },
		{ "caf\xe9", "canvass: caf\\xe9\n" },
		{ "\xc2\x9b"
		  "31m \u2028",
		  "canvass: \\xc2\\x9b31m \\xe2\\x80\\xa8\n" },
		{ "", "canvass: \n" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char said[4000], text[100];

		str_fit(text, sizeof(text), cases[i].text);
		tap_dies(log_text, text, said, sizeof(said));
		is_str(said, cases[i].want, "case %zu is one safe line", i);
	}
}

static void
test_long(void)
{
	char text[3000], said[8000];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	tap_dies(log_text, text, said, sizeof(said));
	ok(strlen(said) < 1100, "a long line is cut");
	is_str(said + strlen(said) - 5, "x...\n", "and says so");
	/* Two-byte characters: the cut must not split one, or all would be escaped. */
	for (size_t i = 0; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\u00e9", 2);
	tap_dies(log_text, text, said, sizeof(said));
	ok(!strstr(said, "\\x"), "the cut falls between characters");
}

int
main(void)
{
	test_escapes();
	test_long();
	return tap_done();
}
