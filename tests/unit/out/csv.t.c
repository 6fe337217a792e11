/*
 * CSV to the byte, and what its metadata say.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "out/out.h"
#include "tests/tap.h"
#include "tests/unit/summary/first.h"
#include "tests/unit/summary/release.h"
#include "tests/unit/summary/small.h"

static const struct export_file *
file(const struct export_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_same(files->items[i].path, path))
			return &files->items[i];
	die("no file %s", path);
}

static struct summary *
released(const struct form *form, unsigned n, struct arena *a)
{
	static const struct summary_about about = { .survey = "small@w1",
						    .form_hash = "abc",
						    .wave = "w1",
						    .released = "2026-12-01" };
	static const char *const colours[] = { "red",	 "red",	   "red",   "red",
					       "yellow", "yellow", "green", "green",
					       "grey",	 "grey" };
	struct tally *t = tally_new(plan_make(form, a), a);

	for (unsigned i = 0; i < n; i++) {
		struct answers *answers = answers_new(form, a);

		if (i < 100)
			small_choose(answers, "colour", 0, colours[i % 10]);
		small_place(answers, i % 3 ? "officer" : "staff", i % 2);
		small_count(t, form, answers);
	}
	return first_release(t, &about, a);
}

/* Quotes are what anybody may have typed: no spreadsheet takes one for a formula. */
static void
quotes(struct arena *a)
{
	static const char *const said[] = { "+1 to that", "=SUM(A1)", "a \"word\", <b>and</b>" };
	struct export_files *files = mem_new(1, sizeof(*files));
	struct summary *s = released(small_form(a), 120, a);
	struct err err = { 0 };

	if (!s->theme_count)
		die("a form without a theme");
	s->themes[0].quotes = said;
	s->themes[0].quote_count = s->quote_count = ARRAY_LEN(said);
	ok(export_find("csv")->write(s, files, a, &err) &&
		   export_find("json")->write(s, files, a, &err) &&
		   export_find("html")->write(s, files, a, &err),
	   "written");
	ok(strstr(file(files, "quotes.csv")->body.data, ",'+1 to that\r\n") &&
		   strstr(file(files, "quotes.csv")->body.data, ",'=SUM(A1)\r\n"),
	   "formulas have an apostrophe before them");
	ok(strstr(file(files, "quotes.csv")->body.data,
		  ",\"a \"\"word\"\", <b>and</b>\"\r\n") != NULL,
	   "commas and quotes stay inside");
	ok(strstr(file(files, "summary.json")->body.data,
		  "\"quotes\": [\n    \"+1 to that\",\n    \"=SUM(A1)\",\n    \"a "
		  "\\\"word\\\", <b>and</b>\"]") != NULL,
	   "JSON has them exactly");
	ok(strstr(file(files, "summary.html")->body.data,
		  "<blockquote><p>a \"word\", &lt;b&gt;and&lt;/b&gt;</p>") != NULL,
	   "the report escapes them");
	export_files_free(files);
	free(files);
}

static void
table(struct arena *a)
{
	struct export_files *files = mem_new(1, sizeof(*files));
	struct err err = { 0 };

	ok(export_find("csv")->write(released(small_form(a), 120, a), files, a, &err),
	   "written");
	is_str(file(files, "tables/colour.csv")->body.data,
	       "table,by,group,key,label,n,pct,low,high,marker\r\n"
	       "colour,,*,*,All who answered,100,,,,\r\n"
	       "colour,,*,red,'=Red,40,40,30.0,51.0,\r\n"
	       "colour,,*,yellow,\"Yellow, bright\",20,20,12.4,29.9,\r\n"
	       "colour,,*,green,Green,20,20,12.4,29.9,\r\n"
	       "colour,,*,blue,Blue,,,,,c\r\n"
	       "colour,,*,grey,Grey <dull>,20,20,12.4,29.9,\r\n",
	       "a table to the byte");
	is_str(file(files, "tables/colour-by-role.csv")->body.data,
	       "table,by,group,key,label,n,pct,low,high,marker\r\n"
	       "colour-by-role,role,*,*,All who answered,100,,,,\r\n"
	       "colour-by-role,role,*,red,'=Red,40,40,30.0,51.0,\r\n"
	       "colour-by-role,role,*,yellow,\"Yellow, bright\",20,20,12.4,29.9,\r\n"
	       "colour-by-role,role,*,green,Green,20,20,12.4,29.9,\r\n"
	       "colour-by-role,role,*,blue,Blue,,,,,c\r\n"
	       "colour-by-role,role,*,grey,Grey <dull>,20,20,12.4,29.9,\r\n",
	       "a break-down that shrank to all people");
	is_str(file(files, "tables/care.csv")->body.data,
	       "table,by,group,key,label,n,pct,low,high,marker\r\n",
	       "nothing but the head");
	is_str(file(files, "tables/themes.csv")->body.data,
	       "table,by,group,key,label,n,pct,low,high,marker\r\n"
	       "themes,theme,first,*,All who wrote a comment that may carry the "
	       "theme,,,,,x\r\n"
	       "themes,theme,first,carries,First theme,,,,,x\r\n"
	       "themes,theme,second,*,All who wrote a comment that may carry the "
	       "theme,,,,,x\r\n"
	       "themes,theme,second,carries,Second theme,,,,,x\r\n",
	       "themes that nobody has coded");
	export_files_free(files);
	free(files);
}

/* Each way in which a spreadsheet could take a label for a formula. */
static void
formulas(struct arena *a)
{
	static const char *const labels[] = { "=1",
					      "+1",
					      "-1",
					      "@a",
					      "\tx",
					      "\rx",
					      "\nx",
					      "\xef\xbc\x9d"
					      "1",
					      "\xef\xbc\x8b"
					      "1",
					      "\xef\xbc\x8d"
					      "1",
					      "\xef\xbc\xa0"
					      "a" };
	struct summary *s = released(small_form(a), 120, a);
	struct export_files *files = mem_new(1, sizeof(*files));
	struct err err = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(labels); i++) {
		const char *text,
			*want = strpbrk(labels[i], "\r\n") ? ",red,\"'" : ",red,'";

		s->tables[0].rows[1].label = labels[i];
		if (!export_find("csv")->write(s, files, a, &err))
			die("%s", err.text);
		text = strstr(file(files, "tables/colour.csv")->body.data, ",red,");
		ok(text && str_starts(text, want), "guarded: case %zu", i);
		export_files_free(files);
	}
	s->tables[0].rows[1].label = "a \"b\" =c";
	if (!export_find("csv")->write(s, files, a, &err))
		die("%s", err.text);
	ok(strstr(file(files, "tables/colour.csv")->body.data,
		  "red,\"a \"\"b\"\" =c\",40,"),
	   "quotes are doubled, and nothing else is touched");
	export_files_free(files);
	free(files);
}

static void
metadata(struct arena *a)
{
	struct summary *s = released(small_form(a), 120, a);
	struct export_files *files = mem_new(1, sizeof(*files));
	const struct json *meta, *columns, *at;
	struct err err = { 0 };
	SCOPED(buf) names = { .most = 0 };

	if (!export_find("csv")->write(s, files, a, &err))
		die("%s", err.text);
	meta = json_parse(file(files, "tables/metadata.json")->body.data,
			  file(files, "tables/metadata.json")->body.len, a, &err);
	ok(meta != NULL, "the metadata are JSON");
	columns = json_get(json_get(meta, "tableSchema"), "columns");
	for (at = columns ? columns->first : NULL; at; at = at->next)
		buf_printf(&names, "%s%s", names.len ? "," : "",
			   json_get(at, "name")->text);
	is_str(names.data, "table,by,group,key,label,n,pct,low,high,marker",
	       "the metadata name the columns in their order");
	is_int((long long)json_get(meta, "tables")->count, (long long)s->table_count + 1,
	       "and every table, that of the themes too");
	export_files_free(files);
	free(files);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	table(a);
	quotes(a);
	formulas(a);
	metadata(a);
	arena_free(a);
	return tap_done();
}
