/*
 * The ledger: it reads back what it wrote, and refuses whatever was altered, cut out, put in, cut
 * short or taken from elsewhere, with the entry and the reason.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "ledger_made.h"
#include "tests/tap.h"

static struct ledger
three(struct arena *a)
{
	struct ledger l = ledger_new("made");
	struct err err = { 0 };

	if (!ledger_made(&l, 2, -1, 10, a, &err) ||
	    !ledger_made(&l, 3, 130, 10, a, &err) ||
	    !ledger_made(&l, 3, 130, 12, a, &err))
		die("%s", err.text);
	return l;
}

static bool
parse(const char *text, size_t len, struct ledger *out, struct arena *a, struct err *err)
{
	*out = ledger_new("team.ledger");
	return ledger_parse(out, text, len, a, err);
}

/* ---- there and back -------------------------------------------------------------- */

static void
comes_back(void)
{
	struct arena *a = arena_new(0);
	struct ledger l = three(a), back;
	struct err err = { 0 };
	unsigned char hash[SEAL_HASH];
	char hex[2 * SEAL_HASH + 1];
	const char *line = l.entries[1].line.text, *end = strstr(line, ", \"hash\": ");
	SCOPED(buf) text = { 0 };
	SCOPED(buf) bare = { 0 };

	ledger_text(&l, &text);
	ok(parse(text.data, text.len, &back, a, &err), "read: %s", err.text);
	is_int((long long)back.count, 3, "three entries");
	is_int(back.entries[0].responses, -1, "no number of responses");
	is_int(back.entries[1].responses, 130, "a number of them");
	is_int(back.entries[1].batches, 3, "batches");
	is_int(back.entries[2].day, 20002, "the day");
	is_int(back.entries[2].policy.threshold, 12, "the policy");
	is_str(back.entries[2].plan_hash, MADE_PLAN, "the plan");
	is_str(json_get(back.entries[1].published, "canvass")->text, "disclosed 1",
	       "what was published");
	is_str(back.entries[0].previous, "", "before the first there is none");
	is_str(back.entries[2].previous, back.entries[1].hash, "a chain");
	ok(ledger_last(&back) == &back.entries[2], "the last");
	back.count = 0;
	ok(!ledger_last(&back), "or none");

	/* The hash as ledger.h says it is made. */
	buf_put(&bare, line, (size_t)(end - line));
	buf_putc(&bare, '}');
	seal_sha256(hash, bare.data, bare.len);
	hex_encode(hex, sizeof(hex), hash, sizeof(hash));
	is_str(l.entries[1].hash, hex, "the hash is of the line without it");
	arena_free(a);
}

/* What a release quoted; one that quoted nobody has no such member. */
static void
quotes(void)
{
	struct arena *a = arena_new(0);
	struct ledger l = ledger_new("made"), back;
	struct ledger_entry next = { .plan_hash = MADE_PLAN,
				     .batches = 3,
				     .responses = -1,
				     .day = 20000,
				     .quotes = MADE_FORM,
				     .policy = policy_make(10) };
	struct err err = { 0 };
	SCOPED(buf) text = { 0 };
	SCOPED(buf) published = { 0 };

	ok(ledger_made(&l, 3, -1, 10, a, &err), "one that quotes nobody: %s", err.text);
	ok(!strstr(l.entries[0].line.text, "quotes"), "does not say so");
	buf_puts(&published, "{\"canvass\": \"disclosed 1\", \"release\": 2, \"responses\": "
			     "null, \"tables\": []}");
	ok(ledger_grow(&l, &next, &published, a, &err), "one that quotes: %s", err.text);
	ledger_text(&l, &text);
	ok(parse(text.data, text.len, &back, a, &err), "read: %s", err.text);
	is_str(back.entries[0].quotes, "", "nothing quoted");
	is_str(back.entries[1].quotes, MADE_FORM, "quoted");
	next.quotes = "something";
	buf_clear(&published);
	buf_puts(&published, "{\"canvass\": \"disclosed 1\", \"release\": 3, \"responses\": "
			     "null, \"tables\": []}");
	ok(!ledger_grow(&l, &next, &published, a, &err) &&
		   strstr(err.text, "does not say what it quotes"),
	   "what is no hash does not enter: %s", err.text);
	arena_free(a);
}

/* ---- refused --------------------------------------------------------------------- */

/* Puts one text in place of another, once, in the given line (from 1). */
static void
alter(struct buf *text, unsigned line, const char *from, const char *to)
{
	char *at = text->data, *found;
	SCOPED(buf) out = { 0 };

	while (--line)
		at = strchr(at, '\n') + 1;
	found = strstr(at, from);
	if (!found)
		die("there is no %s to alter", from);
	buf_put(&out, text->data, (size_t)(found - text->data));
	buf_puts(&out, to);
	buf_puts(&out, found + strlen(from));
	buf_clear(text);
	buf_put(text, out.data, out.len);
}

/* The hash of a line made right again, as somebody would who knows how. */
static void
sign(struct buf *text, unsigned line)
{
	char *at = text->data, *end, hex[2 * SEAL_HASH + 1];
	unsigned char hash[SEAL_HASH];
	SCOPED(buf) bare = { 0 };

	while (--line)
		at = strchr(at, '\n') + 1;
	end = strstr(at, ", \"hash\": \"");
	buf_put(&bare, at, (size_t)(end - at));
	buf_putc(&bare, '}');
	seal_sha256(hash, bare.data, bare.len);
	hex_encode(hex, sizeof(hex), hash, sizeof(hash));
	memcpy(end + 11, hex, 2 * SEAL_HASH);
}

static void
drop_line(struct buf *text, unsigned line)
{
	char *at = text->data, *next;
	SCOPED(buf) out = { 0 };

	while (--line)
		at = strchr(at, '\n') + 1;
	next = strchr(at, '\n') + 1;
	buf_put(&out, text->data, (size_t)(at - text->data));
	buf_puts(&out, next);
	buf_clear(text);
	buf_put(text, out.data, out.len);
}

static void
altered(void)
{
	static const struct {
		unsigned line;
		const char *from, *to;
		bool sign;
		const char *says;
	} rows[] = {
		{ 2, "130", "135", false, "entry 2 was altered: its hash" },
		{ 2, "130, \"tables", "135, \"tables", true,
		  "entry 2 holds another release than it says" },
		{ 2, "\"batches\": 3", "\"batches\": 4", true,
		  "entry 3 has 3 batches, and entry 2 has 4" },
		{ 2, "\"2024-10-05\"", "\"2024-10-06\"", true,
		  "entry 3 does not follow entry 2: one of them was altered" },
		{ 2, "pulse@w1", "hampshire@w1", true,
		  "this ledger belongs to hampshire@w1, not to pulse@w1" },
		{ 1, "0123456789abcdef0", "1123456789abcdef0", true,
		  "entry 1 belongs to another form than pulse@w1 was opened with" },
		{ 3, "\"threshold\": 12", "\"threshold\": 9", true,
		  "entry 3 has a policy that can't be: " },
		{ 3, "\"whole\": 36", "\"whole\": 20", true,
		  "entry 3 has a policy that can't be: " },
		{ 3, "\"strict\": false, ", "", true, "entry 3 has no policy" },
		{ 1, "ledger 1", "ledger 2", false,
		  "entry 1 is no \"ledger 1\": another version of canvass wrote it" },
		{ 1, "\"release\": 1, \"batches", "\"release\": 2, \"batches", true,
		  "entry 1 is missing: release 2 stands in its place" },
		{ 3, "\"release\": 3, \"batches", "\"release\": 2, \"batches", true,
		  "entry 3 is release 2 once more" },
		{ 1, "2024-10-04", "2024-13-04", true, "entry 1 has no day" },
		{ 1, "\"previous\": \"\"", "\"previous\": \"00\"", true,
		  "entry 1 is not the first that there was" },
		{ 1, "\"batches\": 2, ", "", true,
		  "entry 1 has no \"batches\" where it belongs" },
		{ 1, "\"batches\": 2", "\"batches\": 2.5", true,
		  "entry 1 has no count of batches" },
		{ 1, "\"batches\": 2", "\"batches\": -2", true,
		  "entry 1 has no count of batches" },
		{ 1, "\"responses\": null, \"rel", "\"responses\": \"\", \"rel", true,
		  "entry 1 has no number of responses" },
		{ 1, "fedcba", "Fedcbx", true, "entry 1 names no plan" },
		{ 1, ", \"hash\"", ", \"more\": 1, \"hash\"", true,
		  "entry 1 has no \"hash\" where it belongs" },
		{ 2, "{\"canvass\": \"ledger 1\"", "[{\"canvass\": \"ledger 1\"", false,
		  "entry 2 was altered, or is none" },
		{ 2, "{\"canvass\": \"ledger 1\"", "{\"canvas\": \"ledger 1\"", true,
		  "entry 2 is none: it has no member \"canvass\"" },
		{ 2, "}\n", "\n", false, "entry 2 is cut short" },
		{ 2, "}\n", "} \n", false, "entry 2 is cut short" },
		{ 2, "}\n", "}\n\n", false, "entry 3 is cut short" },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct arena *a = arena_new(0);
		struct ledger l = three(a), back;
		struct err err = { 0 };
		SCOPED(buf) text = { 0 };
		bool good;

		ledger_text(&l, &text);
		alter(&text, rows[i].line, rows[i].from, rows[i].to);
		if (rows[i].sign)
			sign(&text, rows[i].line);
		good = parse(text.data, text.len, &back, a, &err);
		ok(!good && err.code == ERR_INPUT &&
			   str_starts(err.text, "team.ledger: ") &&
			   strstr(err.text, rows[i].says),
		   "%s: %s", rows[i].says, err.text);
		arena_free(a);
	}
}

static void
cut(void)
{
	struct arena *a = arena_new(0);
	struct ledger l = three(a), back;
	struct err err = { 0 };
	SCOPED(buf) text = { 0 };
	size_t read = 0, whole = 0;
	SCOPED(buf) gone = { 0 };

	ledger_text(&l, &text);
	for (size_t len = 0; len < text.len; len++) {
		char *copy = arena_copy(a, text.data, len);
		bool end = len && copy[len - 1] == '\n';

		err.code = ERR_NONE;
		read += parse(copy, len, &back, a, &err);
		whole += end;
		if (!end && err.code != ERR_INPUT)
			note("cut at %zu: no reason", len);
	}
	is_int((long long)read, (long long)whole,
	       "cut at any byte but between entries: refused");
	ok(!parse("", 0, &back, a, &err) && strstr(err.text, "entry 1 is cut short"),
	   "an empty file: %s", err.text);
	ok(!parse(text.data, text.len - 5, &back, a, &err) &&
		   strstr(err.text, "entry 3 is cut short"),
	   "without its end: %s", err.text);
	ledger_text(&l, &gone);
	drop_line(&gone, 2);
	ok(!parse(gone.data, gone.len, &back, a, &err) &&
		   strstr(err.text, "entry 2 is missing: release 3 stands in its place"),
	   "one taken out: %s", err.text);
	arena_free(a);
}

/* Each byte of it counts. */
static void
flipped(void)
{
	struct arena *a = arena_new(0);
	struct ledger l = three(a);
	SCOPED(buf) text = { 0 };
	size_t taken = 0;

	ledger_text(&l, &text);
	for (size_t i = 0; i < text.len; i++) {
		struct arena *b = arena_new(0);
		struct ledger back;

		text.data[i] ^= 1;
		taken += parse(text.data, text.len, &back, b, NULL);
		text.data[i] ^= 1;
		arena_free(b);
	}
	is_int((long long)taken, 0, "any one of %zu bytes changed: refused", text.len);
	arena_free(a);
}

/* Rows of the store say their numbers themselves. */
static void
of_the_store(void)
{
	struct arena *a = arena_new(0);
	struct ledger l = three(a), back = ledger_new("canvass.db");
	struct release_line lines[3] = { l.entries[0].line, l.entries[2].line };
	struct err err = { 0 };

	ok(!ledger_read(&back, lines, 2, a, &err) &&
		   str_same(
			   err.text,
			   "canvass.db: entry 2 is missing: release 3 stands in its place"),
	   "a row is gone: %s", err.text);
	ok(ledger_read(&back, lines, 1, a, &err) && back.count == 1,
	   "the others alone: good");
	ok(ledger_read(&back, lines, 0, a, &err) && back.count == 0, "none: good");
	lines[0].number = 7;
	ok(!ledger_read(&back, lines, 1, a, &err) &&
		   strstr(err.text, "entry 1 is missing: release 7 stands in its place"),
	   "a row under another number than its line says: %s", err.text);
	arena_free(a);
}

/* ---- two of them ----------------------------------------------------------------- */

static void
joined(void)
{
	struct arena *a = arena_new(0);
	struct ledger three_of = three(a), two = three(a), none = ledger_new("none"),
		      other = ledger_new("other");
	const struct ledger *out = NULL;
	struct err err = { 0 };

	two.count = 2;
	two.from = "two";
	ok(ledger_join(&two, &three_of, &out, &err) && out == &three_of,
	   "the longer one");
	ok(ledger_join(&three_of, &two, &out, &err) && out == &three_of,
	   "in whatever order");
	ok(ledger_join(&none, &two, &out, &err) && out == &two, "one is empty");
	ok(ledger_join(&two, &two, &out, &err) && out == &two, "both the same");
	if (!ledger_made(&other, 2, -1, 10, a, &err) ||
	    !ledger_made(&other, 4, 150, 10, a, &err))
		die("%s", err.text);
	out = NULL;
	ok(!ledger_join(&three_of, &other, &out, &err) && err.code == ERR_INPUT && !out &&
		   str_starts(err.text, "made and other went different ways at entry 2"),
	   "a fork: %s", err.text);
	arena_free(a);
}

/* What could not be read back does not get in, and leaves what was there as it was. */
static void
grown(void)
{
	struct arena *a = arena_new(0);
	struct ledger l = three(a);
	struct err err = { 0 };

	ok(!ledger_made(&l, 2, 130, 12, a, &err) && l.count == 3, "fewer batches: %s",
	   err.text);
	ok(!ledger_made(&l, 3, 130, 11, a, &err) && l.count == 3, "a lower threshold: %s",
	   err.text);
	ok(ledger_made(&l, 3, 130, 12, a, &err) && l.count == 4, "the same again: %s",
	   err.text);
	arena_free(a);
}

int
main(void)
{
	comes_back();
	quotes();
	altered();
	cut();
	flipped();
	of_the_store();
	joined();
	grown();
	return tap_done();
}
