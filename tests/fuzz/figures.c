/*
 * Fuzz target: a plan of figures.  Whatever is accepted is right when it is checked again, is
 * disclosed without harm if it is small, and what was published is read back as it was written.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "summary/disclose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

enum {
	CELLS_MOST = 60,
	EARLIER_MOST = 3
}; /* more takes the audit too long for a target */

static void
check_back(const struct disclosed *d, const struct figures *f, struct arena *a)
{
	struct err err = { .code = ERR_NONE };
	struct disclosed *back;
	SCOPED(buf) one = { 0 };
	SCOPED(buf) two = { 0 };

	disclosed_write(d, f, false, &one);
	back = disclosed_read(json_parse(one.data, one.len, a, NULL), f, a, &err);
	if (!back)
		die("what was published is refused: %s", err.text);
	disclosed_write(back, f, false, &two);
	if (one.len != two.len || memcmp(one.data, two.data, one.len) != 0)
		die("what was published comes back as something else");
}

static bool
is_small(const struct figures *f)
{
	size_t cells = 0;

	for (size_t t = 0; t < f->table_count; t++)
		cells += (table_rows(f, t) + 1) * table_wide(f, t);
	return cells <= CELLS_MOST && f->earlier_count <= EARLIER_MOST;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	struct figures *f = figures_read((const char *)data, len, a, &err);

	if (!f && (err.code != ERR_INPUT || err.text[0] != 'D' ||
		   !str_starts(err.text + 3, ": ")))
		die("refused without a code");
	if (f && !figures_check(f, &err))
		die("accepted, and then refused: %s", err.text);
	for (size_t i = 0; f && i < f->earlier_count; i++)
		check_back(f->earlier[i].published, f, a);
	if (f && is_small(f))
		check_back(disclose(f, NULL, a), f, a);
	arena_free(a);
	return 0;
}
