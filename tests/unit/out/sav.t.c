/*
 * The limits of SPSS, rows as all formats for data have them, and what a draft says in each.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>

#include "out/sav.h"
#include "tests/tap.h"
#include "tests/unit/summary/first.h"
#include "tests/unit/summary/release.h"
#include "tests/unit/summary/small.h"

/* Names of at most 32, whose first five letters differ: old programs look no further. */
static void
names(void)
{
	char starts[SAV__COUNT][6] = { 0 };
	bool distinct = true;

	for (size_t i = 0; i < SAV__COUNT; i++) {
		const char *name = sav_variables[i].name;

		ok(*name && strlen(name) <= SAV_NAME_MOST && *sav_variables[i].label &&
			   strlen(sav_variables[i].label) <= SAV_LABEL_MOST,
		   "%s has a name and a label within the limits", name);
		for (size_t c = 0; c < 5 && name[c]; c++)
			starts[i][c] = (char)toupper((unsigned char)name[c]);
		for (size_t other = 0; other < i; other++)
			distinct = distinct && !str_same(starts[i], starts[other]);
	}
	ok(distinct, "the first five letters of each are its own");
	for (size_t i = 0; i < ARRAY_LEN(sav_missing); i++)
		ok(sav_missing[i].value >= SAV_NO_ANSWER &&
			   sav_missing[i].value <= SAV_NOT_HERE && *sav_missing[i].words,
		   "%d lies in the range of what is missing", sav_missing[i].value);
	for (size_t i = 0; i < MARK__COUNT; i++)
		ok(sav_markers[i].value == (int)i && *sav_markers[i].words,
		   "marker \"%s\" has words", marker_names[i]);
}

static void
cuts(void)
{
	static const struct {
		const char *text;
		size_t most, want;
	} cases[] = {
		{ "", 5, 0 },
		{ "abc", 3, 3 },
		{ "abcd", 3, 3 },
		{ "ab\xc3\xa9", 3, 2 },
		{ "ab\xc3\xa9", 4, 4 },
		{ "a\xf0\x9f\x98\x80", 4, 1 },
		{ "\xf0\x9f\x98\x80", 3, 0 },
		{ "\xe2\x82\xac\xe2\x82\xac", 5, 3 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		is_int((long long)data_fit(cases[i].text, cases[i].most),
		       (long long)cases[i].want, "cut at a character's border: case %zu",
		       i);
	is_int(data_tenths(0.3255), 326, "per cent are rounded to one decimal");
	is_int(data_tenths(0), 0, "nothing");
	is_int(data_tenths(1), 1000, "all");
}

/* The table of themes gives way to a question of that name. */
static void
themes_table(struct arena *a)
{
	struct summary *s = release_make(small_form(a), 120, 3, a);
	const struct data *d = data_make(s, a);

	is_str(d->tables[d->table_count - 1].id, "themes",
	       "themes have a table, the last");
	s->tables[2].id = "themes";
	d = data_make(s, a);
	is_str(d->tables[d->table_count - 1].id, "themes-strength",
	       "which gives way to a question of its name");
	s->theme_count = 0;
	d = data_make(s, a);
	is_int((long long)d->table_count, (long long)s->table_count,
	       "and is not there without themes");
}

static const struct export_file *
file(const struct export_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, path))
			return &files->items[i];
	die("no file %s", path);
}

static bool
holds(const struct export_file *f, const char *words)
{
	return memmem(f->body.data, f->body.len, words, strlen(words)) != NULL;
}

static void
draft(struct arena *a)
{
	static const char *const marked[] = { "summary.sps", "summary.R", "themes.qdc",
					      "codebook.xml" };
	static const char *const formats[] = { "sav", "qdpx", "ddi" };
	struct export_files *files = mem_new(1, sizeof(*files));
	struct summary *s = release_make(small_form(a), 120, 3, a);
	struct err err = { 0 };

	s->draft = true;
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (!export_find(formats[i])->write(s, files, a, &err))
			die("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(marked); i++)
		ok(holds(file(files, marked[i]), "raft"), "%s of a draft says so",
		   marked[i]);
	ok(holds(file(files, "summary.sav"), "Draft: A small survey"),
	   "so does the label of summary.sav");
	export_files_free(files);
	free(files);
}

/* What a line of a script must never let through. */
static void
literals(struct arena *a)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct summary *s = release_make(small_form(a), 120, 3, a);
	struct err err = { 0 };

	s->tables[0].title =
		"it's \"x\"\n.\nHOST COMMAND='x'.\\ \xc3\xa9\xf0\x9f\x98\x80";
	if (!export_find("sav")->write(s, files, a, &err))
		die("%s", err.text);
	ok(holds(file(files, "summary.sps"),
		 "    1 'it''s \"x\" . HOST COMMAND=''x''.\\ \xc3\xa9\xf0\x9f\x98\x80'\n"),
	   "SPSS gets one literal on one line");
	ok(holds(file(files, "summary.R"),
		 "\n    \"it's \\\"x\\\"\\u000a.\\u000aHOST COMMAND='x'.\\\\ "
		 "\\u00e9\\U0001f600\",\n"),
	   "R gets one in ASCII");
	export_files_free(files);
	free(files);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	names();
	cuts();
	themes_table(a);
	draft(a);
	literals(a);
	arena_free(a);
	return tap_done();
}
