/*
 * Posters: what fits, what is refused, and that other people's programs read the code back.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "base/base.h"
#include "out/out.h"
#include "tests/tap.h"

static const struct poster usual = {
	.address = "HTTPS://SURVEY.EXAMPLE.ORG/S/K7QX3MRR",
	.host = "survey.example.org",
	.code_pretty = "K7QX 3MRR",
	.check_words = "amber ferry",
	.place = "Custody suites, east",
	.force = "A force & its <name>",
	.title = "Operation Hampshire survey",
	.run_by = "The tactical group",
	.read_by = "The evaluation team",
	.closes = "31 January 2027",
	.minutes = 7,
	.size = "a4",
};
static const char *const sizes[] = { "a3", "a4", "a5", "card" };

static const char *
drawn(const struct poster *poster, struct arena *a)
{
	SCOPED(buf) b = { .most = 0 };
	struct err err = { 0 };

	if (!poster_svg(poster, &b, &err))
		return arena_printf(a, "refused: %s", err.text);
	return arena_str(a, b.data);
}

static void
words(struct arena *a)
{
	struct poster p = usual;
	const char *svg = drawn(&p, a);

	ok(strstr(svg, "<title>Operation Hampshire survey</title>") &&
		   strstr(svg, "<desc>"),
	   "it has a title and a description");
	ok(strstr(svg, "A force &amp; its &lt;name&gt;"), "texts are escaped");
	ok(strstr(svg, ">K7QX 3MRR<") && strstr(svg, "survey.example.org"),
	   "code and host in text");
	ok(strstr(svg, "The page should say: amber ferry"), "check words");
	ok(strstr(svg, "About 7 minutes."), "minutes");
	ok(strstr(svg, "Open until 31 January 2027."), "the last day");
	ok(strstr(svg, "Everyone here shares this code."), "whose code it is");
	ok(!strstr(svg, "DEMONSTRATION") && !strstr(svg, "REHEARSAL"),
	   "a real one says no more");
	p.rehearsal = true;
	ok(strstr(drawn(&p, a), ">REHEARSAL<"), "a rehearsal says so");
	p.invented = true;
	ok(strstr(drawn(&p, a), ">DEMONSTRATION<"), "a demonstration says so");
	p = usual;
	p.minutes = 1;
	ok(strstr(drawn(&p, a), "About 1 minute."), "one minute");
	p.place = p.force = p.run_by = p.closes = NULL;
	p.minutes = 0;
	svg = drawn(&p, a);
	ok(!strstr(svg, "About") && !strstr(svg, "Asked by") &&
		   !strstr(svg, "Open until"),
	   "what is not given is left out");
}

static void
limits(struct arena *a)
{
	static const char sixty[] =
		"Sixty wide letters which may be a MMMMMMM WWWWWWW to its end";
	struct poster p = usual;

	p.force = p.title = p.run_by = p.read_by = sixty;
	p.contact = "the contact, whose name has some fifty letters in it";
	p.call = "Forty characters of a call to all of you";
	p.place = "Forty characters of a place in the north";
	p.invented = true;
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		p.size = sizes[i];
		is_str(arena_copy(a, drawn(&p, a), 5), "<?xml",
		       "the longest texts fit on %s", sizes[i]);
	}
	p.title = "Sixty-one characters of a title are more than it may have now";
	is_str(drawn(&p, a), "refused: title: 61 characters, at most 60",
	       "one more is refused");
	p = usual;
	p.title = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenamt";
	is_str(drawn(&p, a),
	       "refused: title: 59 characters do not fit this size of paper",
	       "a word wider than the paper is refused");
	p = usual;
	p.size = "a6";
	is_str(drawn(&p, a),
	       "refused: there is no paper \"a6\"; there are a3, a4, a5, card",
	       "a size that there is not");
	p = usual;
	p.address = "https://small.example/S/K7QX3MRR";
	ok(str_starts(drawn(&p, a), "refused: \"h\" in the address"),
	   "an address in small letters");
}

static bool
have(const char *program)
{
	char line[100];

	snprintf(line, sizeof(line), "command -v %s >/dev/null 2>&1", program);
	return system(line) == 0;
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (!f || fputs(text, f) < 0 || fclose(f))
		die("cannot write %s", path);
}

/* What zbarimg reads in the drawing at that many pixels an inch, on a dark wall. */
static void
read_back(const char *svg_path, const char *size, unsigned dpi)
{
	char line[400], got[200] = "";
	FILE *p;

	snprintf(line, sizeof(line),
		 "rsvg-convert -d %u -p %u -o %s.png %s && "
		 "zbarimg -q --raw %s.png 2>/dev/null",
		 dpi, dpi, svg_path, svg_path, svg_path);
	p = popen(line, "r");
	if (!p || !fgets(got, sizeof(got), p))
		got[0] = '\0';
	if (p)
		pclose(p);
	got[strcspn(got, "\n")] = '\0';
	is_str(got, usual.address, "%s at %u dots an inch is read back", size, dpi);
}

static void
other_programs(struct arena *a)
{
	char dir[] = "/tmp/canvass-poster-XXXXXX";
	struct poster p = usual;
	const char *path;

	if (!mkdtemp(dir))
		die("no folder for the test");
	for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
		p.size = sizes[i];
		path = arena_printf(a, "%s/%s.svg", dir, sizes[i]);
		write_file(path, drawn(&p, a));
		if (have("xmllint"))
			is_int(system(arena_printf(a, "xmllint --noout %s", path)), 0,
			       "%s is well-formed", sizes[i]);
		else
			skip("xmllint is not installed");
		if (have("rsvg-convert") && have("zbarimg")) {
			read_back(path, sizes[i], 100);
			read_back(path, sizes[i], 300);
		} else {
			skip("rsvg-convert or zbarimg is not installed");
		}
	}
	if (system(arena_printf(a, "rm -rf %s", dir)))
		note("%s is left behind", dir);
}

int
main(void)
{
	struct arena *a = arena_new(0);

	words(a);
	limits(a);
	other_programs(a);
	arena_free(a);
	return tap_done();
}
