/*
 * The file of closed batches: it comes back as it was, in no order, without a secret; and what was
 * altered, cut short or made up is refused with its place.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "batch_made.h"
#include "tests/memory.h"

enum { FIRST = 18 }; /* bytes of the first line */

static void
put(const struct batch_file *f, struct buf *out)
{
	struct err err;

	if (!put_bytes(f, out, &err))
		die("batch_file_put: %s", err.text);
}

/* ---- there and back -------------------------------------------------------------- */

static bool
same_survey(const struct survey *a, const struct survey *b)
{
	bool same = str_same(a->name, b->name) && a->form_len == b->form_len &&
		    memcmp(a->form_text, b->form_text, a->form_len) == 0 &&
		    memcmp(a->form_hash, b->form_hash, sizeof(a->form_hash)) == 0 &&
		    a->state == b->state && a->expected == b->expected &&
		    a->unconfirmed == b->unconfirmed && a->invented == b->invented &&
		    a->opened == b->opened && a->closed == b->closed &&
		    a->box_len == b->box_len && a->padded == b->padded &&
		    a->recipient_count == b->recipient_count;

	for (unsigned i = 0; i < a->recipient_count; i++)
		same = same &&
		       memcmp(a->recipients[i].key, b->recipients[i].key, STORE_KEY) ==
			       0 &&
		       a->recipients[i].confirmed == b->recipients[i].confirmed;
	return same;
}

static bool
same_batches(const struct batches *a, const struct batches *b)
{
	struct boxes one = boxes_read(a), other = boxes_read(b);
	unsigned *batch = mem_new(one.count + 1, sizeof(*batch));
	unsigned *seen = mem_new(one.count + 1, sizeof(*seen));
	bool same = !one.err.code && !other.err.code && one.count == batches_count(a) &&
		    one.count == other.count && one.len == other.len &&
		    batches_closed(a) == batches_closed(b);

	for (size_t i = 0; same && i < one.count; i++)
		batch[made_number(&one, i)] = one.batch[i];
	for (size_t i = 0; same && i < one.count; i++) {
		unsigned n = made_number(&other, i);

		same = batch[n] == other.batch[i] && !seen[n]++ &&
		       memcmp(boxes_at(&one, n), boxes_at(&other, i), one.len) == 0;
	}
	free(batch);
	free(seen);
	boxes_free(&one);
	boxes_free(&other);
	return same;
}

static void
round_trip(const char *words, const unsigned *sizes, enum survey_state state)
{
	struct arena *a = arena_new(0);
	struct batches *b = *sizes ? made_batches(sizes) : NULL;
	struct batch_file from = made_file(b, state), back = { .batches = NULL };
	struct err err = { 0 };
	SCOPED(buf) out;
	bool good;

	put(&from, &out);
	good = parse_bytes(out.data, out.len, &back, a, &err);
	ok(good, "%s: it is read: %s", words, err.text);
	ok(good && same_survey(&from.survey, &back.survey), "%s: the survey", words);
	ok(good && (b ? back.batches && same_batches(b, back.batches) : !back.batches),
	   "%s: the answers, each with its batch", words);
	ok(good && back.release_count == 2 && back.releases[1].number == 2 &&
		   str_same(back.releases[1].text, from.releases[1].text) &&
		   back.releases[0].len == from.releases[0].len,
	   "%s: the releases", words);
	ok(!memmem(out.data, out.len, MADE_SECRET, strlen(MADE_SECRET)),
	   "%s: neither check key nor canary", words);
	batches_free(b);
	batches_free(back.batches);
	arena_free(a);
}

/* ---- altered and cut short ------------------------------------------------------- */

/* One change: refused as bad input, with words that tell where; nothing is given out. */
static bool
refused(const char *data, size_t len, const char *where)
{
	struct batch_file out = { .release_count = 77 };
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	bool good = !parse_bytes(data, len, &out, a, &err) && err.code == ERR_INPUT &&
		    out.release_count == 77 && !out.batches &&
		    (where ? strstr(err.text, where) != NULL : err.text[0] != '\0');

	if (!good)
		note("it said: %s", err.text);
	arena_free(a);
	return good;
}

static void
altered(void)
{
	static const unsigned sizes[] = { 10, 11, 0 };
	struct batches *b = made_batches(sizes);
	struct batch_file from = made_file(b, SURVEY_OPEN);
	size_t part = 4 + made_box_len() + SEAL_HASH, wrong = 0, answers, first;
	SCOPED(buf) out;
	char where[40], *swapped;

	put(&from, &out);
	for (size_t i = 0; i < out.len; i++)
		for (int bit = 0; bit < 8; bit += 7) {
			out.data[i] = (char)(out.data[i] ^ 1 << bit);
			wrong +=
				!refused(out.data, out.len, i < FIRST ? NULL : "at byte");
			out.data[i] = (char)(out.data[i] ^ 1 << bit);
		}
	is_int((long long)wrong, 0, "each byte altered is refused, with its place");
	wrong = 0;
	for (size_t len = 0; len < out.len; len++)
		wrong += !refused(out.data, len, len < FIRST ? NULL : "at byte");
	is_int((long long)wrong, 0, "cut short anywhere is refused, with its place");
	/* From behind: the releases' parts, then the answers'. */
	first = out.len - (2 * (4 + 4 + SEAL_HASH) + 14 + 25);
	answers = first - 21 * part;
	out.data[answers + 6 * part + 50] ^= 1;
	snprintf(where, sizeof(where), "answer 7, at byte %zu:", answers + 6 * part);
	ok(refused(out.data, out.len, where), "the place is the right one");
	out.data[answers + 6 * part + 50] ^= 1;
	out.data[first] ^= 1;
	snprintf(where, sizeof(where), "release 1, at byte %zu:", first);
	ok(refused(out.data, out.len, where), "of a release too");
	out.data[first] ^= 1;
	swapped = mem_new(out.len + 1, 1);
	memcpy(swapped, out.data, out.len);
	memcpy(swapped + answers, out.data + answers + part, part);
	memcpy(swapped + answers + part, out.data + answers, part);
	ok(refused(swapped, out.len, "answer 1,"), "two answers in each other's place");
	memcpy(swapped, out.data, out.len);
	memmove(swapped + answers, swapped + answers + part, out.len - answers - part);
	ok(refused(swapped, out.len - part, "answer 1,"), "one answer cut out");
	memcpy(swapped, out.data, out.len);
	ok(refused(swapped, out.len + 1, "something stands behind its end"),
	   "one byte more");
	swapped[16] = '2';
	ok(refused(swapped, out.len, "another version"), "another version");
	ok(refused("{\"canvass\": 1}", 14, "canvass batch export"), "another file");
	free(swapped);
	batches_free(b);
}

/* ---- made up: hashes that are right over what cannot be ---------------------------- */

/* Without releases, and with 10 answers, the parts' lengths are known. */
static void
rehash(char *data, size_t len, size_t answers)
{
	size_t part = 4 + made_box_len(), end = len - answers * (part + SEAL_HASH),
	       from = 0;
	unsigned char hash[SEAL_HASH];

	for (size_t at = end - SEAL_HASH;; at += part + SEAL_HASH) {
		seal_sha256(hash, data + from, at - from);
		memcpy(data + at, hash, sizeof(hash));
		from = at;
		if (at + SEAL_HASH >= len)
			return;
	}
}

static void
made_up(void)
{
	static const unsigned sizes[] = { 10, 0 };
	/* name (8), form (26), then: see batch_bytes.c */
	enum {
		NAME = FIRST + 4,
		FORM = NAME + 8 + 4,
		STATE = FORM + 26,
		FLAGS,
		EXPECTED
	};
	enum { OPENED = EXPECTED + 4, CLOSED = OPENED + 4, BOX_LEN = CLOSED + 4 };
	enum { PADDED = BOX_LEN + 4, BATCHES = PADDED + 4, ANSWERS = BATCHES + 4 };
	enum { RELEASES = ANSWERS + 4, KEYS = RELEASES + 4, KEY_1 = KEYS + 1 };
	enum { BATCH_1 = KEY_1 + 2 * (STORE_KEY + 1) + SEAL_HASH };
	static const struct {
		const char *words, *where;
		size_t at;
		unsigned char bytes[4];
		size_t len;
	} rows[] = {
		{ "a name that leaves the folder", "name is none", NAME, "../p", 4 },
		{ "a name with a NUL", "name is none", NAME, "\0", 1 },
		{ "a name without a wave", "name is none", NAME + 5, "-", 1 },
		{ "a name of a capital", "name is none", NAME, "P", 1 },
		{ "a form that is no text", "the form is no text", FORM, "\xff", 1 },
		{ "a survey that waits", "neither open nor closed", STATE, { 0 }, 1 },
		{ "a state there is none of",
		  "neither open nor closed",
		  STATE,
		  { 9 },
		  1 },
		{ "unknown marks", "marks that this version", FLAGS, { 4 }, 1 },
		{ "never opened", "days are impossible", OPENED, { 0, 0, 0, 0 }, 4 },
		{ "a day far off", "days are impossible", OPENED, "\xff\xff\xff\x7f", 4 },
		{ "a day before all", "days are impossible", OPENED, "\xff\xff\xff\xff",
		  4 },
		{ "open, and closed", "days are impossible", CLOSED, { 1 }, 1 },
		{ "boxes of another length", "length of its answers", BOX_LEN, { 9 }, 1 },
		{ "boxes of 4 GiB", "length of its answers", BOX_LEN, "\xff\xff\xff\xff",
		  4 },
		{ "padded to nothing", "length of its answers", PADDED, { 0 }, 1 },
		{ "more batches than answers",
		  "counts are impossible",
		  BATCHES,
		  { 11 },
		  1 },
		{ "answers without a batch", "counts are impossible", BATCHES, { 0 }, 1 },
		{ "two batches, one empty", "batch 2 has too few", BATCHES, { 2 }, 1 },
		{ "4 G of answers", "answer 11, at byte", ANSWERS, "\xff\xff\xff\xff",
		  4 },
		{ "nine are counted", "stands behind its end", ANSWERS, { 9 }, 1 },
		{ "4 G of releases", "counts are impossible", RELEASES,
		  "\xff\xff\xff\xff", 4 },
		{ "a release that is not there",
		  "release 1, at byte",
		  RELEASES,
		  { 1 },
		  1 },
		{ "255 keys", "at byte", KEYS, { 255 }, 1 },
		{ "no keys", "at byte", KEYS, { 0 }, 1 },
		{ "a key half confirmed",
		  "keys are altered",
		  KEY_1 + STORE_KEY,
		  { 2 },
		  1 },
		{ "an answer of batch 0", "of batch 0", BATCH_1, { 0 }, 1 },
		{ "an answer of batch 2", "of batch 2", BATCH_1, { 2 }, 1 },
	};
	struct batches *b = made_batches(sizes);
	struct batch_file from = made_file(b, SURVEY_OPEN), back = { .batches = NULL };
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	SCOPED(buf) out;
	char *copy;

	from.release_count = 0;
	put(&from, &out);
	copy = mem_new(out.len, 1);
	memcpy(copy, out.data, out.len);
	rehash(copy, out.len, 10);
	ok(memcmp(copy, out.data, out.len) == 0 && parse_bytes(copy, out.len, &back, a, &err),
	   "hashes made by hand are those of the file");
	batches_free(back.batches);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		memcpy(copy, out.data, out.len);
		memcpy(copy + rows[i].at, rows[i].bytes, rows[i].len);
		rehash(copy, out.len, 10);
		ok(refused(copy, out.len, rows[i].where), "%s", rows[i].words);
	}
	free(copy);
	batches_free(b);
	arena_free(a);
}

/* ---- too small to leave ---------------------------------------------------------- */

static void
small(void)
{
	static const struct {
		const char *words;
		unsigned sizes[4];
		enum survey_state state;
		bool leaves;
	} rows[] = {
		{ "nine of an open survey", { 9 }, SURVEY_OPEN, false },
		{ "ten of an open survey", { 10 }, SURVEY_OPEN, true },
		{ "nine, the last of a closed one", { 12, 9 }, SURVEY_CLOSED, true },
		{ "nine, not the last", { 9, 12 }, SURVEY_CLOSED, false },
		{ "one alone, closed", { 1 }, SURVEY_CLOSED, true },
		{ "none, closed", { 0 }, SURVEY_CLOSED, true },
		{ "none, open", { 0 }, SURVEY_OPEN, false },
	};
	unsigned char *nine;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct batches *b = rows[i].sizes[0] ? made_batches(rows[i].sizes) : NULL;
		struct batch_file f = made_file(b, rows[i].state);
		SCOPED(buf) out = { 0 };

		err = (struct err){ .code = ERR_NONE };
		ok(put_bytes(&f, &out, &err) == rows[i].leaves, "%s: %s",
		   rows[i].words, rows[i].leaves ? "they leave" : err.text);
		batches_free(b);
	}
	/* The same of a file that somebody made up: nine answers of a survey that is open. */
	{
		static const unsigned sizes[] = { 9, 0 };
		struct batches *b = made_batches(sizes);
		struct batch_file f = made_file(b, SURVEY_CLOSED);
		SCOPED(buf) out;

		f.release_count = 0;
		put(&f, &out);
		nine = (unsigned char *)out.data + FIRST + 4 + 8 + 4 + 26;
		nine[0] = SURVEY_OPEN;
		memset(nine + 10, 0, 4);
		rehash(out.data, out.len, 9);
		ok(refused(out.data, out.len, "too few answers"), "nor are nine taken");
		batches_free(b);
	}
}

/* ---- no order -------------------------------------------------------------------- */

/* Kendall's tau of two orders of n things. */
static double
kendall(const unsigned *a, const unsigned *b, unsigned n)
{
	long sum = 0;

	for (unsigned i = 0; i < n; i++)
		for (unsigned j = i + 1; j < n; j++)
			sum += a[i] == a[j] || b[i] == b[j]	? 0
			       : (a[i] < a[j]) == (b[i] < b[j]) ? 1
								: -1;
	return (double)sum / (n * (n - 1) / 2.0);
}

/* Position by number, of a file as it stands on the disk. */
static void
positions(const struct buf *file, unsigned n, unsigned *out)
{
	size_t part = 4 + made_box_len() + SEAL_HASH;
	const char *at = file->data + file->len - n * part;

	for (unsigned i = 0; i < n; i++) {
		unsigned number;

		memcpy(&number, at + i * part + 4, sizeof(number));
		out[number] = i;
	}
}

/*
 * For 60 things the tau of unrelated orders has a standard deviation of 0.088, the mean of 50 of
 * them one of 0.0125; so 0.06 is passed by chance once in 600,000.
 */
static void
no_order(void)
{
	enum { N = 60, RUNS = 50 };
	static const unsigned sizes[] = { 20, 20, 20, 0 };
	unsigned arrival[N], batch[N], first[N], second[N];
	double by_arrival = 0, by_batch = 0, by_export = 0;

	for (unsigned i = 0; i < N; i++) {
		arrival[i] = i;
		batch[i] = i / 20;
	}
	for (unsigned run = 0; run < RUNS; run++) {
		for (unsigned k = 0; k < 2; k++) {
			struct batches *b = made_batches(sizes);
			struct batch_file f = made_file(b, SURVEY_OPEN);
			SCOPED(buf) out;

			f.release_count = 0;
			put(&f, &out);
			positions(&out, N, k ? second : first);
			batches_free(b);
		}
		by_arrival += kendall(arrival, first, N) / RUNS;
		by_batch += kendall(batch, first, N) / RUNS;
		by_export += kendall(first, second, N) / RUNS;
	}
	note("tau %.3f, %.3f, %.3f", by_arrival, by_batch, by_export);
	ok(by_arrival > -0.06 && by_arrival < 0.06, "no order of arrival");
	ok(by_batch > -0.06 && by_batch < 0.06, "no order of the batches");
	ok(by_export > -0.06 && by_export < 0.06, "two exports have unrelated orders");
}

/* ---- a file as it is read again ------------------------------------------------------ */

/* 100,000 answers of a file are 27 MB: dealt, written, checked and read a piece at a time. */
static void
streams(void)
{
	static const unsigned sizes[] = { 60000, 40000, 0 };
	struct batches *b = made_batches(sizes);
	struct batch_file from = made_file(b, SURVEY_OPEN), back = { .batches = NULL };
	struct arena *a = arena_new(0);
	struct err err = { 0 };
	struct piece *piece;
	struct pass *pass = NULL;
	int fd = memory_file("", 0);
	bool measured = memory_begin(), good;
	long before = memory_most();
	size_t came = 0;

	good = batch_file_put(&from, fd, &err) && batch_file_parse(fd, &back, a, &err) &&
	       (pass = pass_begin(back.batches, &err));
	piece = piece_new(b);
	while (good && pass_next(pass, piece, &err) && piece->count)
		came += piece->count;
	is_int((long long)came, 100000, "there and back: %s", err.text);
	if (measured)
		ok(memory_most() - before < 8192, "in little memory: %ld kB",
		   memory_most() - before);
	else
		skip("memory cannot be measured here");
	pass_end(pass);

	/* What was checked is not what is read any more. */
	pass = pass_begin(back.batches, &err);
	good = pass && pass_next(pass, piece, &err) && piece->count;
	ok(good && pwrite(fd, "x", 1, lseek(fd, 0, SEEK_END)) == 1 &&
		   !pass_next(pass, piece, &err) && err.code == ERR_BUSY,
	   "somebody writes to it meanwhile: %s", err.text);
	pass_end(pass);
	piece_free(piece);
	batches_free(back.batches);
	batches_free(b);
	close(fd);
	arena_free(a);
}

int
main(void)
{
	static const unsigned two[] = { 10, 31, 0 }, last[] = { 10, 3, 0 },
			      none[] = { 0 };

	seal_start();
	round_trip("open", two, SURVEY_OPEN);
	round_trip("closed", last, SURVEY_CLOSED);
	round_trip("nobody answered", none, SURVEY_CLOSED);
	altered();
	made_up();
	small();
	no_order();
	streams();
	return tap_done();
}
