/*
 * Errors handed upward, and the table that serves door and shell.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

/* The exit statuses and HTTP statuses that scripts and people rely on. */
static const struct {
	enum err_code code;
	int exit, http;
} promised[] = {
	{ ERR_NONE, 0, 200 },	 { ERR_FOUND, 1, 422 },	   { ERR_USAGE, 64, 400 },
	{ ERR_INPUT, 65, 422 },	 { ERR_MISSING, 66, 404 }, { ERR_UNAVAILABLE, 69, 503 },
	{ ERR_BUG, 70, 500 },	 { ERR_CREATE, 73, 503 },  { ERR_IO, 74, 503 },
	{ ERR_FULL, 74, 503 },	 { ERR_BUSY, 75, 503 },	   { ERR_DENIED, 77, 403 },
	{ ERR_CONFIG, 78, 503 },
};

static void
test_table(void)
{
	is_int(ARRAY_LEN(promised), ERR__COUNT,
	       "each kind of error is promised something");
	for (size_t i = 0; i < ARRAY_LEN(promised); i++) {
		const struct err_kind *kind = &err_kinds[promised[i].code];

		if (!ok(kind->name && kind->say, "kind %zu has a name and words", i))
			continue;
		is_int(kind->exit, promised[i].exit, "%s: exit status", kind->name);
		is_int(kind->http, promised[i].http, "%s: HTTP status", kind->name);
	}
}

int
main(void)
{
	struct err err = { 0 };

	ok(!err_set(&err, ERR_IO, "cannot read %s", "x"), "err_set returns false");
	is_int(err.code, ERR_IO, "the code is set");
	is_str(err.text, "cannot read x", "and the words");
	ok(!err_add(&err, "opening %d", 3), "err_add returns false");
	is_int(err.code, ERR_IO, "the code stays");
	is_str(err.text, "opening 3: cannot read x", "words go in front");
	for (int i = 0; i < 50; i++)
		err_add(&err, "a long way up");
	is_int((long long)strlen(err.text), sizeof(err.text) - 1,
	       "too long a story is cut");
	err_add(&err, "%0500d", 1);
	is_int((long long)strlen(err.text), sizeof(err.text) - 1,
	       "and so is a single long word");
	ok(!err_set(NULL, ERR_IO, "x") && !err_add(NULL, "y"), "nobody has to listen");
	test_table();
	return tap_done();
}
