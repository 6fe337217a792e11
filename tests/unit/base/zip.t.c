/*
 * Archives are unpacked as they are, and those that are damaged, cut short, locked or made to
 * swell are refused in plain words, with nothing handed out.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "zip_made.h"

static const struct zip_limits limits = { .entries = 50, .bytes = 1 << 20, .ratio = 100 };

static bool
wanted(const char *name)
{
	return str_starts(name, "take");
}

static const char nothing_there;

/* Reads an archive; NULL and the reason in err if it is refused, and then nothing is touched. */
static struct zip_file *
read_made(const struct buf *b, const struct zip_limits *l, size_t *count, struct arena *a,
	  struct err *err)
{
	struct zip_file untouched = { .name = &nothing_there }, *files = &untouched;

	*count = 77;
	*err = (struct err){ 0 };
	if (zip_read(b->data ? b->data : "", b->len, l, wanted, &files, count, a, err))
		return files;
	if (files != &untouched || *count != 77 || err->code != ERR_INPUT || !*err->text)
		die("refused, but not as it should be");
	return NULL;
}

static void
three_entries(struct made *m)
{
	made_text(m, "take/one", "The first\n");
	made_text(m, "leave", "Not asked for\n");
	made_text(m, "take two", "");
	made_end(m);
}

static void
right_ones(struct arena *a)
{
	struct made m = { 0 };
	struct zip_file *files;
	struct err err;
	struct buf small = { 0 };
	size_t n;

	three_entries(&m);
	files = read_made(&m.bytes, &limits, &n, a, &err);
	ok(files && n == 2, "what is wanted comes out, and no more");
	is_str(files[0].name, "take/one", "by its name");
	is_str(files[0].data, "The first\n", "as it was");
	is_int((long long)files[0].len, 10, "at its length");
	is_int((long long)files[1].len, 0, "an empty file is empty");
	made_free(&m);

	made_swollen(&small, 3);
	{
		char plain[1 + 3 * 258 + 1];

		memset(plain, 'b', sizeof(plain) - 1);
		plain[sizeof(plain) - 1] = '\0';
		made_add(&m, "take", plain, sizeof(plain) - 1,
			 &(struct made_how){ .packed = small.data,
					     .packed_len = small.len });
		made_end(&m);
		files = read_made(&m.bytes, &limits, &n, a, &err);
		ok(files && n == 1 && str_same(files[0].data, plain), "a deflated file");
	}
	made_free(&m);
	buf_free(&small);

}

static void
cut_short(struct arena *a)
{
	struct made m = { 0 };
	struct err err;
	size_t n, taken = 0;

	three_entries(&m);
	for (size_t len = 0; len < m.bytes.len; len++) {
		struct buf part = { .data = m.bytes.data, .len = len };

		taken += read_made(&part, &limits, &n, a, &err) != NULL;
	}
	is_int((long long)taken, 0, "cut anywhere, it is refused");
	is_str(err.text, "the file is damaged, or was cut short", "in these words");
	made_free(&m);
}

/* A bit turned is found out, or hits something that does not matter to what is wanted. */
static void
bits_turned(struct arena *a)
{
	struct made m = { 0 };
	struct err err;
	size_t n, wrong = 0, refused = 0;

	three_entries(&m);
	for (size_t i = 0; i < 8 * m.bytes.len; i++) {
		struct zip_file *files;

		m.bytes.data[i / 8] ^= (char)(1 << i % 8);
		files = read_made(&m.bytes, &limits, &n, a, &err);
		refused += !files;
		for (size_t k = 0; files && k < n; k++)
			wrong += files[k].len && !str_same(files[k].data, "The first\n");
		m.bytes.data[i / 8] ^= (char)(1 << i % 8);
	}
	is_int((long long)wrong, 0, "whatever bit is turned, no other text comes out");
	ok(refused > 80, "most are refused: %zu", refused);
	made_free(&m);
}

static void
refused(struct made *m, const struct zip_limits *l, const char *words, const char *what,
	struct arena *a)
{
	struct err err;
	size_t n;

	made_end(m);
	ok(!read_made(&m->bytes, l, &n, a, &err), "%s is refused", what);
	is_str(err.text, words, "in plain words");
	made_free(m);
}

static void
traps(struct arena *a)
{
	struct made m = { 0 };
	struct buf swollen = { 0 };
	struct made_how how;

	made_swollen(&swollen, 3000);
	how = (struct made_how){ .packed = swollen.data,
				 .packed_len = swollen.len,
				 .says = 1 + 3000 * 258 };
	made_add(&m, "take", "b", 1, &how);
	refused(&m, &limits,
		"take swells to over 100 times its size: this looks like a trap",
		"a bomb", a);
	how.says = 10; /* what an archive says of itself counts for nothing */
	made_add(&m, "take", "b", 1, &how);
	refused(&m, &(struct zip_limits){ 50, 100000, 1000 },
		"the file is damaged, or was cut short", "one that lies about its size",
		a);
	how.says = 1 + 3000 * 258;
	made_add(&m, "take", "b", 1, &how);
	refused(&m, &(struct zip_limits){ 50, 2 << 20, 1000 },
		"the file is damaged, or was cut short", "a wrong checksum", a);
	for (int i = 0; i < 3; i++)
		made_add(&m, arena_printf(a, "take%d", i),
			 arena_printf(a, "%0400000d", 0), 400000, NULL);
	refused(&m, &limits, "unpacked it is over 1 MiB: too large", "too much in all",
		a);
	for (int i = 0; i < 51; i++)
		made_text(&m, arena_printf(a, "leave%d", i), "");
	refused(&m, &limits, "it holds over 50 files: too many", "too many files", a);
	made_add(&m, "take", "x", 1, &(struct made_how){ .locked = true });
	refused(&m, &limits, "it is locked with a password: save it without one",
		"a locked one", a);
	made_text(&m, "take", "one");
	made_text(&m, "take", "two");
	refused(&m, &limits, "it holds take twice", "two files of one name", a);
	buf_free(&swollen);
}

int
main(void)
{
	struct arena *a = arena_new(0);
	struct buf text = { .data = arena_str(a, "type,name,label"), .len = 15 };
	struct err err;
	size_t n;

	right_ones(a);
	ok(!read_made(&text, &limits, &n, a, &err), "a text is no archive");
	is_str(err.text, "this is no zip archive", "and told so");
	cut_short(a);
	bits_turned(a);
	traps(a);
	arena_free(a);
	return tap_done();
}
