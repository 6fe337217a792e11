/*
 * Archives that are made: they read back to what went in, hold nothing of clock or machine, and
 * begin as an ODS must.  tests/exports opens them with other people's programs.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

static const struct zip_limits limits = { .entries = 50,
					  .bytes = 8 << 20,
					  .ratio = 2000 };
enum { DAY = 20454 /* 2026-01-01 */, LARGE = 3 << 20 };

static bool
all(const char *name)
{
	(void)name;
	return true;
}

static unsigned
u16_at(const struct buf *b, size_t at)
{
	return (unsigned char)b->data[at] + 256u * (unsigned char)b->data[at + 1];
}

static void
there_and_back(struct arena *a)
{
	char *large = mem_new(LARGE, 1);
	const struct zip_entry entries[] = {
		{ .name = "mimetype", .data = "a/plain-text", .len = 12, .stored = true },
		{ .name = "empty", .data = "", .len = 0 },
		{ .name = "\xc3\xb6rtlich/na\xc3\xafve.txt", .data = "text", .len = 4 },
		{ .name = "large", .data = large, .len = LARGE },
	};
	struct zip_file *files = NULL;
	struct err err = { 0 };
	size_t count = 0;
	struct dice dice;
	SCOPED(buf) b;

	dice_seed(&dice, 5);
	for (size_t i = 0; i < LARGE; i++)
		large[i] = (char)(dice_next(&dice) & 3);
	buf_init(&b, 0);
	ok(zip_write(entries, ARRAY_LEN(entries), DAY, &b, &err), "written");
	ok(zip_read(b.data, b.len, &limits, all, &files, &count, a, &err), "read: %s",
	   err.text);
	is_int((long long)count, ARRAY_LEN(entries), "all entries");
	for (size_t i = 0; i < count; i++)
		ok(str_same(files[i].name, entries[i].name) &&
			   files[i].len == entries[i].len &&
			   !memcmp(files[i].data, entries[i].data, files[i].len),
		   "entry %zu as it went in", i);
	ok(b.len < LARGE / 2, "packed");
	free(large);
}

/* By the fields of a local header (APPNOTE.TXT, 4.3.7). */
static void
heads(void)
{
	const struct zip_entry entry = {
		.name = "mimetype", .data = "a/plain-text", .len = 12, .stored = true
	};
	struct err err = { 0 };
	SCOPED(buf) b;

	buf_init(&b, 0);
	if (!zip_write(&entry, 1, DAY, &b, &err))
		die("%s", err.text);
	is_int(u16_at(&b, 6), 0, "no flag");
	is_int(u16_at(&b, 8), 0, "not compressed");
	is_int(u16_at(&b, 10), 0, "midnight");
	is_int(u16_at(&b, 12), (2026 - 1980) << 9 | 1 << 5 | 1,
	       "of the day that was given");
	is_int(u16_at(&b, 28), 0, "no extra field");
	ok(!memcmp(b.data + 30, "mimetypea/plain-text", 20),
	   "the type at its fixed place");
}

static void
same_bytes(void)
{
	const struct zip_entry entry = { .name = "a", .data = "abcabcabc", .len = 9 };
	struct err err = { 0 };
	SCOPED(buf) one;
	SCOPED(buf) two;
	SCOPED(buf) other;

	buf_init(&one, 0);
	buf_init(&two, 0);
	buf_init(&other, 0);
	setenv("TZ", "Pacific/Auckland", 1);
	ok(zip_write(&entry, 1, DAY, &one, &err), "in one time zone");
	setenv("TZ", "America/Anchorage", 1);
	ok(zip_write(&entry, 1, DAY, &two, &err) &&
		   zip_write(&entry, 1, DAY + 1, &other, &err),
	   "in another");
	ok(one.len == two.len && !memcmp(one.data, two.data, one.len), "the same bytes");
	ok(one.len == other.len && memcmp(one.data, other.data, one.len) != 0,
	   "another day is not the same");
}

static void
room(void)
{
	static const char text[] = "there is no room for as much as this";
	const struct zip_entry entry = { .name = "a", .data = text, .len = sizeof(text) };
	struct err err = { 0 };
	SCOPED(buf) b;

	buf_init(&b, 100);
	buf_puts(&b, "before");
	ok(!zip_write(&entry, 1, DAY, &b, &err) && err.code == ERR_IO, "no room is told");
	is_str(b.data, "before", "and nothing was put");
	ok(buf_ok(&b), "nor the buffer spoilt");
	buf_clear(&b);
	b.most = 0;
	buf_puts(&b, "before");
	ok(zip_write(&entry, 1, DAY, &b, &err) && !memcmp(b.data, "beforePK", 8),
	   "an archive is put behind what was there");
	ok(zip_write(&entry, 0, DAY, &b, &err), "and one without a file can be");
}

int
main(void)
{
	struct arena *a = arena_new(0);

	there_and_back(a);
	heads();
	same_bytes();
	room();
	arena_free(a);
	return tap_done();
}
