/*
 * What a release may betray.  Sets of answers that differ only in hidden numbers must
 * give the same bytes in each format: then no corner of a file (order of rows, size,
 * null, the length of a bar) can tell 9 from 0.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <ctype.h>

#include "base/base.h"
#include "out/out.h"
#include "tests/tap.h"
#include "tests/unit/summary/first.h"
#include "tests/unit/summary/release.h"
#include "tests/unit/summary/small.h"

/* Chooses the option whose share of `at` has come: counts of options, then nobody. */
static void
share_out(struct answers *answers, const char *id, unsigned at, const unsigned *counts,
	  size_t n)
{
	const struct question *q = form_question(answers->form, id);

	for (size_t i = 0; i < n; i++) {
		if (at < counts[i]) {
			small_choose(answers, id, 0, q->options->items[i].code);
			return;
		}
		at -= counts[i];
	}
}

/* 150 people; x of them (0 to 9) are what nobody may find out; more: of those who chose red. */
static struct summary *
nine(const struct form *form, unsigned x, unsigned more, struct arena *a)
{
	static const struct summary_about about = {
		.survey = "small@w1",
		.form_hash = "abc",
		.wave = "w1",
		.batches = 3,
		.released = "2026-12-01",
	};
	const unsigned colours[] = { 60 + more, 45 - more, 30, x, 9 - x },
		       views[] = { 40, 30, 20, x, 9 - x }, roles[] = { 85, 65 };
	struct tally *t = tally_new(plan_make(form, a), a);
	struct answers *answers;

	for (unsigned i = 0; i < 150; i++) {
		answers = answers_new(form, a);
		share_out(answers, "colour", i, colours, 5);
		share_out(answers, "care", i * 7 % 150, views, 5);
		share_out(answers, "role", i * 11 % 150, roles, 2);
		*small_value(answers, "hit", 0) = (struct value){ .state = VALUE_SET,
								  .banded = true,
								  .number = i % 2 };
		if (i < 100) {
			small_choose(answers, "things", 0, i < 40 ? "a" : "other");
			if (i < x)
				small_choose(answers, "things", 0, "b");
			if (i >= x)
				small_choose(answers, "things", 0, "c");
		}
		small_count(t, form, answers);
	}
	return first_release(t, &about, a);
}

static void
write_all(const struct summary *s, struct export_files *files, struct arena *a)
{
	struct err err = { 0 };
	bool good = true;

	for (size_t i = 0; i < export_format_count; i++)
		good &= export_formats[i].write(s, files, a, &err);
	good &= export_readme(s, files, &err);
	if (!good)
		die("%s", err.text);
}

/* The first file that differs, or NULL. */
static const char *
difference(const struct export_files *x, const struct export_files *y)
{
	if (x->count != y->count)
		return "the number of files";
	for (size_t i = 0; i < x->count; i++) {
		if (!str_same(x->items[i].path, y->items[i].path))
			return "the files' names";
		if (x->items[i].body.len != y->items[i].body.len ||
		    memcmp(x->items[i].body.data, y->items[i].body.data,
			   x->items[i].body.len) != 0)
			return x->items[i].path;
	}
	return NULL;
}

static void
hidden_numbers(struct arena *a)
{
	const struct form *form = small_form(a);
	struct export_files *first = mem_new(1, sizeof(*first)), *next;
	const struct summary *s = nine(form, 0, 0, a);

	write_all(s, first, a);
	for (unsigned x = 1; x <= 9; x++) {
		next = mem_new(1, sizeof(*next));
		write_all(nine(form, x, 0, a), next, a);
		is_str(difference(first, next), NULL,
		       "%u people leave the same bytes as none", x);
		export_files_free(next);
		free(next);
	}
	is_int(s->tables[0].rows[4].cells[0].marker, MARK_C,
	       "and they are in a table that is shown");
	is_int(s->tables[3].rows[2].cells[0].marker, MARK_C,
	       "in a pair, few who said yes");
	is_int(s->tables[3].rows[3].cells[0].marker, MARK_C,
	       "in a pair, few who said no");
	/* the comparison itself must be able to fail */
	next = mem_new(1, sizeof(*next));
	write_all(nine(form, 0, 5, a), next, a);
	ok(difference(first, next) != NULL,
	   "one more printed step does change the bytes");
	export_files_free(next);
	free(next);
	export_files_free(first);
	free(first);
}

/* No printed number that is not a multiple of five: not in JSON, not in CSV. */
static void
only_fives(struct arena *a)
{
	const struct form *form = release_form("hampshire.yaml", a);
	struct export_files *files = mem_new(1, sizeof(*files));
	unsigned numbers = 0, wrong = 0;
	const char *p;

	if (form) {
		write_all(release_make(form, 397, 3, a), files, a);
		for (size_t i = 0; i < files->count; i++) {
			if (!str_same(files->items[i].path, "summary.json"))
				continue;
			for (p = files->items[i].body.data; (p = strstr(p, "\"n\": "));
			     p += 5)
				if (isdigit((unsigned char)p[5])) {
					numbers++;
					wrong += strtol(p + 5, NULL, 10) % 5 != 0;
				}
		}
	}
	ok(numbers > 200, "%u numbers of the shipped survey", numbers);
	is_int(wrong, 0, "none is exact");
	export_files_free(files);
	free(files);
}

static void
same_again(struct arena *a)
{
	const struct form *form = small_form(a);
	struct export_files *first = mem_new(1, sizeof(*first)),
			    *next = mem_new(1, sizeof(*next));

	write_all(release_make(form, 200, 9, a), first, a);
	write_all(release_make(form, 200, 9, a), next, a);
	is_str(difference(first, next), NULL, "the same answers give the same bytes");
	export_files_free(first);
	export_files_free(next);
	free(first);
	free(next);
}

static void
formats(struct arena *a)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct err err = { 0 };
	const char *readme;

	ok(export_find("csv") && !export_find("pdf"), "formats are found by name");
	for (size_t i = 0; i < export_format_count; i++)
		ok(*export_formats[i].help, "%s says what it is for",
		   export_formats[i].name);
	write_all(release_make(small_form(a), 200, 9, a), files, a);
	readme = files->items[files->count - 1].body.data;
	ok(strstr(readme, "summary.html") && strstr(readme, "tables/*.csv") &&
		   strstr(readme, "sha256sum -c"),
	   "the readme names the files");
	while (files->count < EXPORT_FILES_MOST)
		if (!export_add(files, "x"))
			die("too early");
	ok(!export_add(files, "x"), "there is an end to files");
	ok(!export_readme(NULL, files, &err) && err.code == ERR_INPUT,
	   "and it is an error");
	export_files_free(files);
	free(files);
}

/* Every file of a draft that holds words says what it is. */
static void
draft(struct arena *a)
{
	static const struct summary_about about = { .survey = "small@w1",
						    .form_hash = "abc",
						    .wave = "w1",
						    .released = "2026-12-01",
						    .invented = true,
						    .draft = true };
	static const char *const marked[] = { "summary.html", "summary.json",
					      "README.txt", "tables/metadata.json" };
	struct export_files *files = mem_new(1, sizeof(*files));
	const struct form *form = small_form(a);
	struct err err = { 0 };
	const struct summary *s =
		summary_publish(tally_new(plan_make(form, a), a), &about, a, &err);
	unsigned found = 0;

	if (!s)
		die("%s", err.text);
	write_all(s, files, a);
	for (size_t i = 0; i < files->count; i++)
		for (size_t m = 0; m < ARRAY_LEN(marked); m++)
			if (str_same(files->items[i].path, marked[m])) {
				found++;
				ok(strstr(files->items[i].body.data,
					  "A draft. It is no release and may not be passed "
					  "on."),
				   "%s of a draft says so", marked[m]);
			}
	is_int(found, 4, "in each");
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, "tables/metadata.json"))
			ok(strstr(files->items[i].body.data, "The answers are invented."),
			   "and of invented answers that too");
	ok(str_starts(files->items[files->count - 1].body.data, "DRAFT: "),
	   "the readme first of all");
	for (size_t i = 0; i < s->note_count; i++)
		ok(!strstr(s->notes[i], "Released by"), "note %zu: nobody released it",
		   i);
	export_files_free(files);
	free(files);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	hidden_numbers(a);
	only_fives(a);
	same_again(a);
	formats(a);
	draft(a);
	arena_free(a);
	return tap_done();
}
