/*
 * One person's whole way through a survey, with all that may come in between: another language,
 * Back, a change of mind, a saved form that goes on on another device, and what was sent twice.
 * It leaves exactly one answer, and that is the right one.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <signal.h>
#include <unistd.h>

#include "tests/tap.h"
#include "tests/web/person_page.h"
#include "tests/web/random_site.h"

/* Two pages that the shipped forms have not together: two languages and a way back. */
static const char both_form[] = "canvass: form 1\n"
				"id: both\n"
				"title: Both\n"
				"title (cy): Y ddau\n"
				"languages: [en, cy]\n"
				"consent:\n"
				"  text: Read this.\n"
				"  text (cy): Darllenwch hwn.\n"
				"  agree: Start\n"
				"  agree (cy): Dechrau\n"
				"pages:\n"
				"  - title: One\n"
				"    title (cy): Un\n"
				"    questions:\n"
				"      - id: happened\n"
				"        ask: Did it happen?\n"
				"        ask (cy): A ddigwyddodd?\n"
				"        type: choose one\n"
				"        options:\n"
				"          yes: Yes\n"
				"          no: No\n"
				"        options (cy):\n"
				"          yes: Do\n"
				"          no: Naddo\n"
				"  - title: Two\n"
				"    title (cy): Dau\n"
				"    show if: happened is yes\n"
				"    questions:\n"
				"      - id: when\n"
				"        ask: When?\n"
				"        ask (cy): Pryd?\n"
				"        type: month\n"
				"      - id: words\n"
				"        ask: What happened?\n"
				"        ask (cy): Beth ddigwyddodd?\n"
				"        type: long text\n"
				"        up to: 100 characters\n"
				"  - title: Three\n"
				"    title (cy): Tri\n"
				"    questions:\n"
				"      - id: times\n"
				"        ask: How often?\n"
				"        ask (cy): Pa mor aml?\n"
				"        type: number\n"
				"        store as: [0, 1, 2-5, 6+]\n";

struct device {
	const struct site *site;
	const struct added *survey;
	struct arena *arena;
	int fd;
	struct sight sight;
};

/* ---- a device --------------------------------------------------------------------------- */

static void
say(struct device *d, const char *bytes, size_t len)
{
	struct heard heard;

	if (d->fd < 0)
		d->fd = site_connect(d->site);
	send_whole(d->fd, bytes, len);
	heard = site_hear(d->fd, 10000);
	sight_read(&heard, d->arena, &d->sight);
	if (!heard.status || heard.closed) {
		close(d->fd);
		d->fd = -1;
	}
}

static size_t
spell(struct device *d, const char *fields, char *out, size_t size)
{
	SCOPED(buf) body = { 0 };

	pair_put(&body, "ticket", d->sight.ticket);
	if (d->sight.draft[0])
		pair_put(&body, "draft", d->sight.draft);
	if (*fields)
		buf_printf(&body, "&%s", fields);
	return post_spell(out, size, d->survey->codes[0], body.data);
}

/* Whether the page has these lines, "|" between them; a line that begins with "!" is not there. */
static void
see(const struct device *d, unsigned status, const char *lines, const char *what)
{
	SCOPED(buf) page = { 0 };
	bool good = d->sight.status == status;

	buf_printf(&page, "\n%s", d->sight.lines);
	for (const char *at = lines; *at;) {
		size_t len = strcspn(at, "|");
		bool absent = *at == '!';
		char *line = arena_printf(d->arena, "\n%.*s\n", (int)(len - absent),
					  at + absent);

		good = good && (strstr(page.data, line) != NULL) == !absent;
		at += len + (at[len] == '|');
	}
	if (!ok(good, "%s", what)) {
		note("status %u, wanted %u, with %s; the page:", d->sight.status, status,
		     lines);
		note("%s", d->sight.lines);
	}
}

static void
get(struct device *d, const char *query, const char *lines, const char *what)
{
	char bytes[300];
	int len = snprintf(bytes, sizeof(bytes),
			   "GET /S/%s%s HTTP/1.1\r\nHost: survey.example\r\n\r\n",
			   d->survey->codes[0], query);

	say(d, bytes, (size_t)len);
	see(d, 200, lines, what);
}

static void
post(struct device *d, const char *fields, unsigned status, const char *lines,
     const char *what)
{
	char bytes[20000];

	say(d, bytes, spell(d, fields, bytes, sizeof(bytes)));
	see(d, status, lines, what);
}

/* Saves the form of one device and opens it on another: as a file, or pasted into a fresh page. */
static void
carry(struct device *from, struct device *to, const char *fields, bool pasted,
      const char *lines, const char *what)
{
	post(from, arena_printf(from->arena, "%s&go=save", fields), 200, "",
	     "it is saved");
	ok(from->sight.is_file && from->sight.draft[0], "as a file");
	if (pasted) {
		char *bytes = arena_alloc(to->arena, 40000, 1);
		SCOPED(buf) body = { 0 };

		get(to, "", "", "a fresh page on another device");
		pair_put(&body, "ticket", to->sight.ticket);
		pair_put(&body, to->sight.box, from->sight.saved);
		say(to, bytes, post_spell(bytes, 40000, to->survey->codes[0], body.data));
	} else {
		to->sight = from->sight;
		post(to, "", 200, "", "the file is opened");
	}
	see(to, 200, lines, what);
}

static void
thanks(const struct device *d, const char *what)
{
	ok(d->sight.thanked, "%s", what);
}

/* Two sends at one moment, on two connections. */
static void
send_both(struct device *one, struct device *two, const char *fields)
{
	char first[20000], second[20000];
	size_t first_len = spell(one, fields, first, sizeof(first));
	size_t second_len = spell(two, fields, second, sizeof(second));
	struct device *devices[2] = { one, two };
	int fds[2] = { site_connect(one->site), site_connect(two->site) };

	send_whole(fds[0], first, first_len);
	send_whole(fds[1], second, second_len);
	for (unsigned i = 0; i < 2; i++) {
		struct heard heard = site_hear(fds[i], 10000);

		sight_read(&heard, devices[i]->arena, &devices[i]->sight);
		thanks(devices[i],
		       i ? "and so is the other" : "one of two at a moment is thanked");
		close(fds[i]);
	}
}

/* ---- the journeys ----------------------------------------------------------------------- */

static void
feedback(struct device *phone, struct device *laptop)
{
	struct sight before;

	get(phone, "",
	    "radio useful yes|radio useful no|text reason_other =|lang cy|go send",
	    "the feedback form");
	before = phone->sight;
	post(phone, "useful=no&reason=other&reason_other=Caf%C3%A9+%26+co&lang=cy", 200,
	     "h1 A oedd y dudalen hon yn ddefnyddiol?|radio useful no *|radio reason other *|"
	     "text reason_other =Caf\xc3\xa9 & co|lang en",
	     "in Welsh, nothing lost");
	phone->sight =
		before; /* the browser's own Back, to the page before anything was said */
	post(phone, "useful=yes&reason=hard&reason_other=Caf%C3%A9+%26+co&lang=cy", 200,
	     "radio useful yes *|radio reason hard *",
	     "said otherwise after the browser's Back");
	carry(phone, laptop, "useful=no&reason=other&reason_other=ffurflen", false,
	      "h1 A oedd y dudalen hon yn ddefnyddiol?|radio useful no *|radio reason other *|"
	      "text reason_other =ffurflen",
	      "on another device, still in Welsh");
	post(laptop, "useful=no&reason=other&reason_other=ffurflen&go=send", 200, "",
	     "sent");
	thanks(laptop, "thanks in return");
	laptop->sight = phone->sight;
	post(laptop, "useful=yes&reason_other=later&go=send", 200, "",
	     "the phone's copy, with another answer");
	thanks(laptop, "is thanked, and counts for nothing");
}

static void
two_languages(struct device *phone, struct device *laptop)
{
	get(phone, "?lang=cy", "h1 Y ddau|go next", "it begins in Welsh");
	post(phone, "go=next", 200, "h1 A ddigwyddodd?", "the first page");
	post(phone, "happened=yes&go=next", 200,
	     "h1 Dau|text when.month =|area words =", "yes opens the second");
	post(phone, "when.month=13&when.year=2025&words=%3Cb%3E+un%0D%0Adau&go=next", 422,
	     "h1 Dau|error when|text when.month =13|text when.year =2025|area words =<b> un\ndau",
	     "a wrong month: what was typed is there");
	post(phone, "when.month=2&when.year=2025&words=%3Cb%3E+un%0D%0Adau&lang=en", 200,
	     "h1 Two|text when.month =2|text when.year =2025|area words =<b> un\ndau",
	     "in English, nothing lost");
	post(phone, "when.month=2&when.year=2025&words=changed&go=back", 200,
	     "h1 Did it happen?|radio happened yes *", "Back");
	post(phone, "happened=no&go=next", 200, "h1 How often?",
	     "a change of mind hides it");
	carry(phone, laptop, "times=seven", true,
	      "h1 How often?|text times =", "saved, and pasted elsewhere");
	post(laptop, "times=seven&go=next", 422, "error times|text times =seven",
	     "no number");
	post(laptop, "times=+0+7+&go=next", 200,
	     "change happened (Did it happen?) =No|change times (How often?) =7|"
	     "!change when (When?) =02/2025",
	     "Check your answers");
	post(laptop, "go=change.happened", 200, "h1 Did it happen?|radio happened no *",
	     "Change");
	post(laptop, "happened=yes&go=next", 200,
	     "h1 Two|text when.month =2|text when.year =2025|area words =changed",
	     "and back again: the old answers are there");
	post(laptop, "when.month=2&when.year=2025&words=%D7%A9+last&go=next", 200,
	     "change when (When?) =02/2025|change times (How often?) =7|"
	     "change words (What happened?) =\xd7\xa9 last",
	     "the check page once more");
	phone->sight = laptop->sight;
	send_both(laptop, phone, "go=send");
}

/* Of the survey that is shipped: in a loop when it is saved. */
static void
hampshire(struct device *phone, struct device *laptop)
{
	struct sight first, check;

	get(phone, "", "h1 Operation Hampshire survey|go next", "the start page");
	post(phone, "go=next", 200, "h1 Do you supervise other people?",
	     "the first page");
	post(phone, "supervises=no&go=next", 200,
	     "radio hit never|radio hate six_or_more", "the statements");
	post(phone, "hit=twice&spat=never&threat=once&abuse=never&hate=never&go=next",
	     200, "checkbox settings street", "who was affected is asked where");
	post(phone, "settings=street&settings=vehicle&go=next", 200,
	     "radio off_duty no_answer", "off duty");
	post(phone, "off_duty=no_answer&go=back", 200,
	     "checkbox settings street *|checkbox settings vehicle *|checkbox settings home",
	     "Back: the boxes are ticked");
	post(phone, "settings=street&go=next", 200, "radio off_duty no_answer *",
	     "and on: so is what was left by Back");
	post(phone, "off_duty=no&go=next", 200, "radio kind assault", "the last one");
	post(phone, "kind=assault&go=next", 200,
	     "radio reported no|checkbox why_not weak", "reporting");
	post(phone, "reported=yes&why_not=weak&go=next", 200, "radio injury minor",
	     "what it did");
	post(phone, "injury=minor&impact=4&time_off=week&go=next", 200,
	     "radio another yes", "the loop's question");
	post(phone, "another=yes&go=next", 200, "h1 Incident 1|radio other_kind threat",
	     "a turn");
	post(phone, "other_kind=threat&other_place=street&go=next", 200,
	     "h1 Incident 1, afterwards", "its second page");
	first = phone->sight;
	carry(phone, laptop, "other_reported=yes&other_support=no", true,
	      "h1 Incident 1, afterwards|radio other_reported yes *|radio other_support no *",
	      "saved within a turn, and there again elsewhere");
	post(laptop, "other_reported=yes&other_support=partly&go=next", 200,
	     "radio another yes", "a second one?");
	post(laptop, "another=no&go=next", 200, "radio first_contact yes",
	     "no: the first day");
	for (unsigned i = 0; i < 30 && !strstr(laptop->sight.lines, "change supervises");
	     i++)
		post(laptop, "go=next", 200, "", "a page left empty");
	see(laptop, 200,
	    "change supervises (Do you supervise other people?) =No|"
	    "change other_support.1 (Incident 1, afterwards: Did you get the support you needed?) "
	    "=Partly|!change why_not (Why did you not report it?) =I did not want to seem weak",
	    "all of it on the check page");
	post(laptop, "go=change.kind", 200, "radio kind assault *", "Change");
	post(laptop, "kind=spat&go=next", 200,
	     "change supervises (Do you supervise other people?) =No",
	     "back on the check page");
	check = laptop->sight;
	for (unsigned i = 0; i < 2; i++) {
		laptop->sight = check;
		post(laptop, "go=send", 200, "", i ? "sent again" : "sent");
		thanks(laptop, "thanks in return");
	}
	phone->sight = first;
	post(phone, "other_reported=no&other_support=no&go=next", 200,
	     "radio another yes", "the phone still has its own page");
}

/* ---- and what is left ------------------------------------------------------------------- */

static const char both_left[] =
	"happened.1=yes\nwhen.1=2025-Q1\nwords.1=\xd7\xa9 last\ntimes.1=6+\n";
static const char feedback_left[] = "useful.1=no\nreason.1=other:ffurflen\n";
static const char hampshire_left[] =
	"incident=1\nsupervises.1=no\nhit.1=twice\nspat.1=never\nthreat.1=once\nabuse.1=never\n"
	"hate.1=never\nsettings.1=street\noff_duty.1=no\nkind.1=spat\nreported.1=yes\n"
	"injury.1=minor\nimpact.1=4\ntime_off.1=week\nother_kind.1=threat\nother_place.1=street\n"
	"other_reported.1=yes\nother_support.1=partly\n";

static struct journey {
	const char *name, *file, *text;
	size_t len;
	void (*go)(struct device *phone, struct device *laptop);
	const char *left;
	struct form *form;
	struct added survey;
} journeys[] = {
	{ .name = "page-feedback@w1",
	  .file = "page-feedback.yaml",
	  .go = feedback,
	  .left = feedback_left },
	{ .name = "both@w1", .text = both_form, .go = two_languages, .left = both_left },
	{ .name = "hampshire@w1",
	  .file = "hampshire.yaml",
	  .go = hampshire,
	  .left = hampshire_left },
};

static void
shipped_read(struct journey *j, struct arena *a)
{
	const char *top = getenv("TOP_SRCDIR");
	char *path = arena_printf(a, "%s/forms/%s", top ? top : ".", j->file);
	FILE *f = fopen(path, "rb");
	char *text = arena_alloc(a, 65536, 1);

	if (!f)
		die("no %s", path);
	j->len = fread(text, 1, 65535, f);
	j->text = text;
	fclose(f);
}

static void
journey_make(struct journey *j, const struct site *s, struct arena *a)
{
	struct diags diags;

	if (j->file)
		shipped_read(j, a);
	else
		j->len = strlen(j->text);
	diags_init(&diags, j->name, j->text, j->len, a);
	j->form = form_parse(j->text, j->len, &diags);
	if (!j->form)
		die("%s has errors", j->name);
	survey_make(s, j->name, j->form, j->text, j->len, 1, &j->survey);
}

static void
journey_go(struct journey *j, const struct site *s, struct arena *a)
{
	struct device phone = { .site = s, .survey = &j->survey, .arena = a, .fd = -1 };
	struct device laptop = phone;

	note("%s", j->name);
	j->go(&phone, &laptop);
	if (phone.fd >= 0)
		close(phone.fd);
	if (laptop.fd >= 0)
		close(laptop.fd);
}

static void
journey_check(const struct journey *j, const struct site *s, struct arena *a)
{
	struct left *left;
	size_t count = survey_left(s, j->name, &left, a);
	SCOPED(buf) said = { 0 };

	is_int((long long)count, 1, "%s: exactly one answer is stored", j->name);
	if (count)
		record_tell(j->form, &left[0], &said);
	is_str(said.data, j->left, "%s: and it is the right one", j->name);
}

int
main(int argc, char **argv)
{
	struct arena *a;
	struct err err = { 0 };
	struct site s;

	site_begin(argc, argv);
	a = arena_new(0);
	site_make(&s, 64);
	for (size_t i = 0; i < ARRAY_LEN(journeys); i++)
		journey_make(&journeys[i], &s, a);
	if (!site_start(&s, 0, &err))
		die("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(journeys); i++)
		journey_go(&journeys[i], &s, a);
	is_int(site_stop(&s, SIGTERM), 0, "the door ends well");
	for (size_t i = 0; i < ARRAY_LEN(journeys); i++)
		journey_check(&journeys[i], &s, a);
	site_free(&s);
	arena_free(a);
	return tap_done();
}
