/*
 * Fuzz target: a line of a description, given to every kind of sheet.  What is drawn can be written
 * and holds to its margins; what is refused is refused in words.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "render/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static bool
swallow(void *with, const void *data, size_t len)
{
	(void)with;
	(void)data;
	return len > 0;
}

static void
draw(const struct template *t, const struct job *job, const struct json *map)
{
	static const struct pages_about about = { "A job", "The force", "2026-12-01" };
	struct err err = { .code = ERR_NONE };
	struct sheet *s = t->draw(job, map, &err);

	if (!s) {
		if (err.code == ERR_NONE || err.code == ERR_BUG || !*err.text)
			die("%s: refused without a good reason: %s", t->name, err.text);
		return;
	}
	if (!sheet_good(s, &err))
		die("%s: given, but not good: %s", t->name, err.text);
	if (!svg_write(s, &about, swallow, NULL, &err))
		die("%s: drawn, but not written: %s", t->name, err.text);
	sheet_free(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	/* Fonts stay: to find them anew takes longer than all the rest. */
	static struct fonts *fonts;
	struct job job = {
		.format = "svg", .day = "2026-12-01", .title = "", .author = ""
	};
	struct arena *a = arena_new(0);
	struct err err = { .code = ERR_NONE };
	const struct json *map = json_parse((const char *)data, len, a, &err);

	if (!fonts && !(fonts = fonts_new("", &err)))
		die("%s", err.text);
	job.fonts = fonts;
	job.arena = a;
	for (size_t i = 0; map && i < template_count; i++)
		draw(&templates[i], &job, map);
	arena_free(a);
	return 0;
}
