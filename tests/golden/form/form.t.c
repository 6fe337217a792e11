/*
 * Reads every form beside this file, and those that are shipped, and compares what comes out
 * letter by letter: x.tree is the form as `form show` prints it in each of its languages,
 * x.diag is what is said about it.  And no row of the tables may be without such a form.
 * With CANVASS_BLESS set the files are written anew.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <dirent.h>
#include <unistd.h>

#include "form/internal.h"
#include "tests/tap.h"

#define HERE "tests/golden/form/cases/"

static const char *const shipped[] = { "hampshire", "page-feedback" };

static struct buf all_diags, all_forms;
static bool bless;

/* A path below the top of the source: where, name, ending. */
static const char *
top(const char *where, const char *name, const char *ending)
{
	static char path[2][4096];
	static unsigned turn;
	const char *dir = getenv("TOP_SRCDIR");

	turn = !turn;
	snprintf(path[turn], sizeof(path[turn]), "%s/%s%s%s", dir ? dir : ".", where,
		 name, ending);
	return path[turn];
}

/* The whole of a file; false if there is none. */
static bool
file_read(const char *path, struct buf *out)
{
	char part[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	buf_clear(out);
	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		buf_put(out, part, n);
	fclose(f);
	return true;
}

static const char *
text_of(const struct buf *b)
{
	return b->data && b->len ? b->data : "";
}

/* got == "": there must be no such file. */
static void
compare(const char *name, const char *ending, const struct buf *got)
{
	SCOPED(buf) want;
	const char *path = top(HERE, name, ending);

	buf_init(&want, 0);
	if (bless && got->len) {
		FILE *f = fopen(path, "wb");

		if (f && (fwrite(got->data, 1, got->len, f) != got->len || fclose(f)))
			die("cannot write %s", path);
	} else if (bless) {
		unlink(path);
	}
	file_read(path, &want);
	is_str(text_of(got), text_of(&want), "%s%s", name, ending);
}

static void
tree(const struct form *form, struct buf *out)
{
	unsigned lang;

	for (lang = 0; lang < form->language_count; lang++) {
		buf_printf(out, "%s== %s ==\n", lang ? "\n" : "", form->languages[lang]);
		form_show(form, lang, out);
	}
}

static void
form_compare(const char *name, const char *path, bool must_pass)
{
	struct arena *arena = arena_new(0);
	struct diags diags;
	const struct form *form;
	SCOPED(buf) text;
	SCOPED(buf) out;
	const char *base = strrchr(path, '/');

	buf_init(&text, 0);
	buf_init(&out, 0);
	if (!file_read(path, &text))
		die("cannot read %s", path);
	buf_puts(&all_forms, text_of(&text));
	diags_init(&diags, base + 1, text_of(&text), text.len, arena);
	form = form_parse_new(text_of(&text), text.len, 0, &diags);
	if (must_pass)
		ok(form && !diags.warnings, "%s is accepted without a word", name);
	if (form)
		tree(form, &out);
	compare(name, ".tree", &out);
	buf_clear(&out);
	diags_print(&diags, &out);
	compare(name, ".diag", &out);
	buf_puts(&all_diags, text_of(&out));
	ok((form == NULL) == (diags.errors > 0), "%s: a form comes without errors only",
	   name);
	arena_free(arena);
}

static int
is_form(const struct dirent *entry)
{
	const char *ending = strstr(entry->d_name, ".form.yaml");

	return ending && !ending[10];
}

static void
beside(void)
{
	struct dirent **names;
	int n = scandir(top(HERE, "", ""), &names, is_form, alphasort), i;

	if (n <= 0)
		die("no forms in %s", top(HERE, "", ""));
	for (i = 0; i < n; i++) {
		char *name = names[i]->d_name;

		*strstr(name, ".form.yaml") = '\0';
		form_compare(name, top(HERE, name, ".form.yaml"), false);
		free(names[i]);
	}
	free(names);
}

/* The longest part of the words that stands between holes. */
static void
longest_part(const char *words, char *out, size_t size)
{
	size_t best = 0;

	while (*words) {
		size_t len = strcspn(words, "{");

		if (len > best && len < size) {
			memcpy(out, words, len);
			out[len] = '\0';
			best = len;
		}
		words += len ? len : 1;
		if (words[-1] == '{' && *words >= '1' && *words <= '3')
			words += 2;
	}
}

static void
rows_complete(void)
{
	SCOPED(buf) manual;
	size_t i;

	buf_init(&manual, 0);
	ok(file_read(top("man/", "canvass-form", ".5"), &manual),
	   "there is a manual page");
	for (i = 0; i < PROBLEM__COUNT; i++) {
		const struct problem_row *row = &problems[i];
		char part[200] = "";

		if (!ok(row->code && row->words && row->help, "row %zu is whole", i))
			continue;
		longest_part(row->words, part, sizeof(part));
		ok(strstr(text_of(&all_diags), row->code) && *part &&
			   strstr(text_of(&all_diags), part),
		   "%s is shown by a form: %s", row->code, part);
		ok(strstr(text_of(&manual), row->code), "%s is in the manual", row->code);
	}
	for (i = 0; i < KIND_RULES; i++) {
		SCOPED(buf) type;

		buf_init(&type, 0);
		buf_printf(&type, "type: %s\n", kind_rules[i].name);
		ok(kind_rules[i].read && strstr(text_of(&all_forms), type.data),
		   "%s is in a form", kind_rules[i].name);
		ok(strstr(text_of(&manual), kind_rules[i].name), "%s is in the manual",
		   kind_rules[i].name);
	}
}

int
main(void)
{
	size_t i;

	bless = getenv("CANVASS_BLESS");
	buf_init(&all_diags, 0);
	buf_init(&all_forms, 0);
	beside();
	for (i = 0; i < ARRAY_LEN(shipped); i++)
		form_compare(shipped[i], top("forms/", shipped[i], ".yaml"), true);
	rows_complete();
	buf_free(&all_diags);
	buf_free(&all_forms);
	return tap_done();
}
