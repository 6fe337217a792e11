/*
 * Posters, cards, pledges and slips as descriptions: each part is where it belongs in each
 * language, and what is too long, missing or no address is refused with its name, and with nothing
 * written.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/unit/out/posters.h"

/* ---- the job -------------------------------------------------------------------------- */

static void
jobs(void)
{
	struct arena *a = arena_new(0);
	struct poster_job job = { .file = POSTER_PNG,
				  .day = 20500,
				  .title = "A \"title\"\nof two lines",
				  .author = "Northshire \xff",
				  .fonts = "Inter, Open Sans",
				  .colour = "",
				  .logo = "\x00\xfb\xff\xfe",
				  .logo_len = 4 };
	const struct json *line;
	unsigned char logo[8];
	size_t len = sizeof(logo);
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	poster_job_put(&job, &out);
	line = line_at(&out, 0, a);
	is_int((long long)line_count_of(&out), 1, "a job is one line");
	is_str(member_of(line, "canvass"), "render 1", "it says what it is");
	is_str(member_of(line, "format"), "png", "and what to draw");
	is_str(member_of(line, "day"), "2026-02-16", "its day");
	is_str(member_of(line, "title"), "A \"title\" of two lines",
	       "quotes kept, one line");
	is_str(member_of(line, "author"), "(none)", "what is no UTF-8 stays out");
	is_str(member_of(line, "colour"), "(none)", "what is not set is left out");
	ok(base64_decode(logo, &len, member_of(line, "logo"),
			 strlen(member_of(line, "logo"))) &&
		   len == 4 && !memcmp(logo, job.logo, 4),
	   "the logo comes back byte by byte");
	arena_free(a);
}

static void
papers(void)
{
	enum poster_paper paper = PAPER__COUNT;

	for (unsigned i = 0; i < PAPER__COUNT; i++) {
		const struct paper_row *row = &paper_rows[i];

		ok(paper_find(row->name, &paper) && paper == i, "%s is found", row->name);
		ok(row->side >= 200 && row->side * 10 >= row->from,
		   "%s: its code is a tenth of the distance, and 20 mm at least",
		   row->name);
	}
	paper = PAPER_A3;
	ok(!paper_find("a0", &paper) && paper == PAPER_A3,
	   "a0 is not, and nothing changes");
}

/* ---- a poster -------------------------------------------------------------------------- */

static const char whole[] = "run by: The {{team}\n"
			    "read by: Others\n"
			    "closes: 2027-01-31\n";

static void
one_language(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_english(whole, a));
	struct poster_link link = poster_link();
	struct err err = { 0 };
	const struct json *sheet;
	static const struct {
		const char *key, *want;
	} parts[] = {
		{ "lang", "en" },
		{ "force", "Northshire Police" },
		{ "title", "A title" },
		{ "call", "Tell us what happened." },
		{ "promise", "About 1 minute. We do not record who you are." },
		{ "how", "Point your phone's own camera here." },
		{ "visit", "Or go to ask.example and enter" },
		{ "check", "The page should say:" },
		{ "stop", "If it does not, stop and tell us." },
		{ "phone", "Use your own phone and mobile data if you prefer." },
		{ "asks", "Asked by: The {team}" },
		{ "reads", "Answers are read by: Others" },
		{ "genuine", "Is this poster genuine? Ask: the evaluation team, 101" },
		{ "small",
		  "Open until 31 January 2027. Everyone here shares this code. It tells us "
		  "the place: Northern custody suites. To leave the place out, enter "
		  "7Y2H\u00a09CT0 instead." },
		{ "strip", "(none)" },
	};
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	ok(poster_wall(&about, PAPER_A3, false, &link, &out, &err), "a poster: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	is_int((long long)line_count_of(&out), 1, "is one line");
	is_str(member_of(sheet, "sheet"), "poster", "of its kind");
	is_str(member_of(sheet, "paper"), "a3", "on its paper");
	is_str(member_of(sheet, "address"), link.address, "with its address");
	is_str(member_of(sheet, "code"), "K7QX 3MRR", "its code in groups");
	is_str(member_of(sheet, "words"), "amber ferry", "its check words");
	is_str(member_of(sheet, "host"), "ask.example", "and the host in small letters");
	is_str(member_of(sheet, "mark"), "(none)", "and no mark");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		is_str(word_of(sheet, 0, parts[i].key), parts[i].want, "%s",
		       parts[i].key);
	ok(sheet && json_get(sheet, "langs")->count == 1, "in one language");
	arena_free(a);
}

/* What a general link says, whom it need not name, and what a strip and a mark say. */
static void
other_ways(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_english("", a));
	struct poster_link link = poster_link();
	struct err err = { 0 };
	const struct json *sheet;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	link.place = "";
	about.contact = about.force = "";
	about.rehearsal = true;
	ok(poster_wall(&about, PAPER_A4, true, &link, &out, &err), "a general link: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	is_str(word_of(sheet, 0, "small"), "Everyone shares this code.",
	       "it tells no place, and offers nothing to keep back");
	is_str(word_of(sheet, 0, "genuine"), "(none)",
	       "without a contact that part is left out");
	is_str(word_of(sheet, 0, "asks"), "(none)", "as are those who ask");
	is_str(word_of(sheet, 0, "force"), "(none)", "and a force without a name");
	is_str(word_of(sheet, 0, "strip"), "Tell us", "a strip's words");
	is_str(word_of(sheet, 0, "strip_small"), "(none)", "which tells no place");
	is_str(member_of(sheet, "mark"), "REHEARSAL", "a rehearsal is marked");
	buf_clear(&out);
	link.place = "A place";
	ok(poster_wall(&about, PAPER_A4, true, &link, &out, &err), "a place's strips: %s",
	   err.text);
	is_str(word_of(line_at(&out, 0, a), 0, "strip_small"), "It tells us the place.",
	       "say what their code tells");
	link.place = "";
	buf_clear(&out);
	about.invented = true;
	link.general = NULL;
	ok(poster_wall(&about, PAPER_A4, true, &link, &out, &err), "an invented one: %s",
	   err.text);
	is_str(member_of(line_at(&out, 0, a), "mark"), "DEMONSTRATION",
	       "invented answers are marked before all else");
	arena_free(a);
}

static const char own_words[] = "poster:\n"
				"  call: Tell us now\n"
				"  call (cy): Dywedwch nawr\n"
				"  promise: Two minutes.\n"
				"  promise (cy): Dwy funud.\n"
				"  phone: Any phone.\n"
				"  phone (cy): Unrhyw ffôn.\n"
				"  contact: the \"team\" {{101}\n"
				"  contact (cy): y tîm\n"
				"closes: 2026-12-01\n";

static void
two_languages(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh(own_words, a));
	struct poster_link link = poster_link();
	struct err err = { 0 };
	const struct json *sheet;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	about.langs[0] = 1;
	about.langs[1] = 0;
	about.rehearsal = true;
	ok(poster_wall(&about, PAPER_A4, false, &link, &out, &err), "Welsh first: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	is_str(word_of(sheet, 0, "lang"), "cy", "the first language is Welsh");
	is_str(word_of(sheet, 1, "lang"), "en", "the second English");
	is_str(member_of(sheet, "mark"), "YMARFER", "the mark speaks the first");
	is_str(word_of(sheet, 0, "call"), "Dywedwch nawr", "the form's own call");
	is_str(word_of(sheet, 1, "call"), "Tell us now", "in each");
	is_str(word_of(sheet, 0, "promise"), "Dwy funud.", "its promise");
	is_str(word_of(sheet, 1, "phone"), "Any phone.", "its phone");
	is_str(word_of(sheet, 0, "genuine"),
	       "A yw'r poster hwn yn ddilys? Gofynnwch: y tîm",
	       "its contact, before the workspace's");
	is_str(word_of(sheet, 1, "genuine"),
	       "Is this poster genuine? Ask: the \"team\" {101}",
	       "with quotes and braces as they are");
	ok(strstr(word_of(sheet, 0, "small"), "Ar agor tan 1 Rhagfyr 2026."),
	   "a Welsh day");
	buf_clear(&out);
	about.contact_first = true;
	ok(poster_wall(&about, PAPER_A4, false, &link, &out, &err),
	   "with a contact for now");
	is_str(word_of(line_at(&out, 0, a), 1, "genuine"),
	       "Is this poster genuine? Ask: the evaluation team, 101",
	       "what is said for this run comes first");
	arena_free(a);
}

/* ---- what is refused -------------------------------------------------------------------- */

/* letters: so many of them. */
static const char *
letters(size_t count, struct arena *a)
{
	char *text = arena_array(a, char, count + 1);

	memset(text, 'x', count);
	return text;
}

static void
refuse_wall(const struct poster_about *about, const struct poster_link *link,
	    const char *want)
{
	struct err err = { 0 };
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	buf_puts(&out, "before");
	ok(!poster_wall(about, PAPER_A4, false, link, &out, &err), "refused: %s", want);
	is_int((long long)err.code, ERR_INPUT, "as bad input");
	is_str(err.text, want, "in these words");
	is_int((long long)out.len, 6, "and nothing is written");
}

static void
limits(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh("", a));
	struct poster_link link = poster_link();
	struct err err = { 0 };
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	about.force = letters(60, a);
	about.contact = letters(90, a);
	link.place = letters(40, a);
	ok(poster_wall(&about, PAPER_A4, false, &link, &out, &err),
	   "as long as they may be: %s", err.text);
	about.force = letters(61, a);
	refuse_wall(&about, &link, "the force's name: 61 characters; at most 60");
	about.force = "";
	/* the workspace's is in no language, whichever the sheet begins with */
	about.langs[0] = 1;
	about.langs[1] = 0;
	about.contact = letters(91, a);
	refuse_wall(&about, &link, "contact: 91 characters; at most 90");
	about.contact = "";
	link.place = letters(41, a);
	refuse_wall(&about, &link, "the place: 41 characters; at most 40");
	link.place = "";
	about.force = "Northshire \xc3";
	refuse_wall(&about, &link, "the force's name is not UTF-8 text");
	arena_free(a);
}

/* The form checks its own texts; a frozen one of another version may hold longer ones. */
static void
limits_of_forms(void)
{
	static const struct {
		size_t most;
		const char *part;
	} parts[] = {
		{ 40, "call (cy)" },	{ 90, "promise (cy)" }, { 80, "phone (cy)" },
		{ 90, "contact (cy)" }, { 60, "title (cy)" },
	};
	struct arena *a = arena_new(0);

	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct form form = *poster_welsh(own_words, a);
		struct text *texts[] = { &form.poster.call, &form.poster.promise,
					 &form.poster.phone, &form.poster.contact,
					 &form.title };
		struct poster_about about = poster_about(&form);
		struct poster_link link = poster_link();
		struct err err = { 0 };
		SCOPED(buf) out = { 0 };

		buf_init(&out, 0);
		texts[i]->in[1] = letters(parts[i].most, a);
		ok(poster_wall(&about, PAPER_A4, false, &link, &out, &err), "%s fits: %s",
		   parts[i].part, err.text);
		texts[i]->in[1] = letters(parts[i].most + 6, a);
		refuse_wall(&about, &link,
			    arena_printf(a, "%s: %zu characters; at most %zu",
					 parts[i].part, parts[i].most + 6,
					 parts[i].most));
	}
	arena_free(a);
}

static void
addresses(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_english("", a));
	struct poster_link link = poster_link();

	link.address = "HTTPS://ask.example/S/K7QX3MRR";
	refuse_wall(
		&about, &link,
		"\"a\" in the address: only capitals, digits and $%*+-./: fit a QR code of "
		"this kind");
	link.address = arena_printf(a, "HTTPS://%090d/S/K7QX3MRR", 0);
	refuse_wall(
		&about, &link,
		"the address has 109 characters, at most 90: choose a shorter host name");
	arena_free(a);
}

/* ---- other languages ------------------------------------------------------------------- */

static void
foreign(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_foreign("ar", NULL, a));
	struct poster_link link = poster_link();
	struct err err = { 0 };
	const struct json *sheet, *rtl;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	ok(poster_wall(&about, PAPER_A4, false, &link, &out, &err), "in Arabic: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	rtl = json_get(item_at(json_get(sheet, "langs"), 0), "rtl");
	ok(rtl && rtl->type == JSON_BOOL && rtl->truth, "from right to left");
	is_str(word_of(sheet, 0, "how"), "<poster-how>", "in the form's words");
	is_str(word_of(sheet, 0, "visit"), "<poster-visit> ask.example", "filled");
	about = poster_about(poster_foreign("pl", "poster-stop", a));
	refuse_wall(
		&about, &link,
		"the form has no \"poster-stop\" in Polish (pl): posters in a language that "
		"canvass does not speak need it under `words`");
	about = poster_about(poster_foreign("pl", "poster-strip", a));
	buf_clear(&out);
	ok(poster_wall(&about, PAPER_A4, false, &link, &out, &err),
	   "a word that this sheet does not need may be lacking: %s", err.text);
	ok(!poster_wall(&about, PAPER_A4, true, &link, &out, &err),
	   "with strips it may not");
	rtl = json_get(item_at(json_get(line_at(&out, 0, a), "langs"), 0), "rtl");
	ok(rtl && rtl->type == JSON_BOOL && !rtl->truth,
	   "Polish runs from left to right");
	arena_free(a);
}

/* ---- cards, pledges, slips --------------------------------------------------------------- */

static void
cards(void)
{
	struct arena *a = arena_new(0);
	SCOPED(buf) lines = { 0 };
	struct poster_about about;
	struct poster_link link = poster_link();
	struct err err = { 0 };
	const struct json *list;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	buf_init(&lines, 0);
	buf_puts(&lines, "support:\n");
	for (unsigned i = 1; i <= 5; i++)
		buf_printf(&lines, "  - name: N%u\n    contact: C%u\n", i, i);
	about = poster_about(poster_english(arena_copy(a, lines.data, lines.len), a));
	ok(poster_card(&about, false, &link, &out, &err), "one card: %s", err.text);
	is_int((long long)line_count_of(&out), 1, "is one line");
	is_str(member_of(line_at(&out, 0, a), "sheet"), "card", "of its kind");
	is_str(word_of(line_at(&out, 0, a), 0, "visit"),
	       "Scan, or go to ask.example and enter", "nothing stands before its \"or\"");
	is_str(word_of(line_at(&out, 0, a), 0, "small"),
	       "Everyone here shares this code. It tells us: Northern custody suites.",
	       "what its code tells");
	is_str(word_of(line_at(&out, 0, a), 0, "general"),
	       "To leave the place out, enter 7Y2H\u00a09CT0 instead.", "and the other way");
	buf_clear(&out);
	link.place = "";
	ok(poster_card(&about, false, &link, &out, &err), "of a general link: %s", err.text);
	is_str(word_of(line_at(&out, 0, a), 0, "small"), "(none)", "it tells nothing");
	is_str(word_of(line_at(&out, 0, a), 0, "general"), "(none)", "and offers nothing");
	link.place = "Northern custody suites";
	buf_clear(&out);
	ok(poster_card(&about, true, &link, &out, &err), "ten of them: %s", err.text);
	is_int((long long)line_count_of(&out), 2, "have backs");
	is_str(member_of(line_at(&out, 0, a), "sheet"), "cards", "first the codes");
	is_str(member_of(line_at(&out, 1, a), "sheet"), "backs", "then the backs");
	is_str(word_of(line_at(&out, 1, a), 0, "title"), "If you need support",
	       "with support");
	list = json_get(item_at(json_get(line_at(&out, 1, a), "langs"), 0), "support");
	is_int(list ? (long long)list->count : -1, 4, "of the first four contacts");
	is_str(member_of(item_at(list, 3), "contact"), "C4", "in their order");
	buf_clear(&out);
	about = poster_about(poster_english("", a));
	ok(poster_card(&about, true, &link, &out, &err), "without contacts: %s",
	   err.text);
	is_int((long long)line_count_of(&out), 1, "there is no back");
	arena_free(a);
}

static void
pledges(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh("poster:\n"
							      "  pledge:\n"
							      "    - First.\n"
							      "    - \"Second: this.\"\n"
							      "  pledge (cy):\n"
							      "    - Cyntaf.\n"
							      "    - Ail.\n",
							      a));
	struct poster_link link = poster_link();
	struct err err = { 0 };
	const struct json *sheet, *points;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	ok(poster_pledge(&about, PAPER_A3, &link, &out, &err), "a pledge: %s", err.text);
	sheet = line_at(&out, 0, a);
	is_str(word_of(sheet, 0, "title"), "Our pledge to you", "has our title");
	is_str(word_of(sheet, 1, "title"), "Ein haddewid i chi", "in each language");
	points = json_get(item_at(json_get(sheet, "langs"), 0), "points");
	is_int(points ? (long long)points->count : -1, 2, "and its points");
	is_str(points ? item_at(points, 1)->text : "", "Second: this.", "word by word");
	points = json_get(item_at(json_get(sheet, "langs"), 1), "points");
	is_str(points ? item_at(points, 0)->text : "", "Cyntaf.", "in Welsh too");
	is_str(word_of(sheet, 0, "ask"), "Was it kept? Tell us.",
	       "it asks whether it was kept");
	is_str(member_of(sheet, "code"), "K7QX 3MRR", "with a code to say so");
	buf_clear(&out);
	ok(poster_pledge(&about, PAPER_A3, NULL, &out, &err), "without a link: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	is_str(word_of(sheet, 0, "ask"), "(none)", "it asks nothing");
	is_str(member_of(sheet, "address"), "(none)", "and has no code");
	buf_clear(&out);
	about = poster_about(poster_english("", a));
	ok(!poster_pledge(&about, PAPER_A3, NULL, &out, &err) && err.code == ERR_INPUT,
	   "a form without one has none");
	is_str(err.text,
	       "the form p has no pledge: give it one under `poster`, as a list",
	       "and is told how");
	arena_free(a);
}

static void
slips(void)
{
	struct arena *a = arena_new(0);
	struct poster_about about = poster_about(poster_welsh("closes: 2027-01-31\n", a));
	struct poster_link links[POSTER_SLIPS + 1];
	struct err err = { 0 };
	const struct json *sheet, *items;
	SCOPED(buf) out = { 0 };

	buf_init(&out, 0);
	for (size_t i = 0; i < ARRAY_LEN(links); i++) {
		links[i] = poster_link();
		links[i].place = "";
		links[i].code = arena_printf(a, "%016zu", i);
	}
	ok(poster_slips(&about, links, POSTER_SLIPS, 3, &out, &err), "a sheet: %s",
	   err.text);
	sheet = line_at(&out, 0, a);
	items = json_get(sheet, "items");
	is_int(items ? (long long)items->count : -1, POSTER_SLIPS, "of fifteen");
	is_str(member_of(item_at(items, 14), "code"), links[14].code,
	       "in the order given");
	is_str(word_of(sheet, 0, "once"), "Works once. Draw it from the box.",
	       "it says so");
	is_str(word_of(sheet, 0, "small"), "Open until 31 January 2027. Print run 3.",
	       "and when, and of which run it is");
	ok(strstr(word_of(sheet, 1, "small"), "Rhediad argraffu 3."), "in Welsh too");
	ok(!poster_slips(&about, links, POSTER_SLIPS + 1, 3, &out, &err),
	   "sixteen do not fit");
	ok(!poster_slips(&about, links, 0, 3, &out, &err), "none are no sheet");
	is_int((long long)line_count_of(&out), 1, "and nothing was added");
	buf_clear(&out);
	about.lang_count = 1;
	ok(poster_slips(&about, links, 1, 3, &out, &err), "one slip, one language");
	is_str(word_of(line_at(&out, 0, a), 0, "small"),
	       "Tear it up once you have sent your answers. Open until 31 January 2027. "
	       "Print run 3.",
	       "has room for what to do afterwards");
	links[3].address = "HTTPS://x";
	ok(!poster_slips(&about, links, 4, 3, &out, &err), "each address is looked at");
	arena_free(a);
}

int
main(void)
{
	jobs();
	papers();
	one_language();
	other_ways();
	two_languages();
	limits();
	limits_of_forms();
	addresses();
	foreign();
	cards();
	pledges();
	slips();
	return tap_done();
}
