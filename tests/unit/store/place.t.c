/*
 * Where ids belong, and how large a table is: plain arithmetic, and the files' names.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/internal.h"
#include "tests/tap.h"

static void
homes(void)
{
	static const struct {
		unsigned expected;
		uint64_t homes, tail;
	} rows[] = {
		{ 0, 64, 64 },
		{ 1, 64, 64 },
		{ 32, 64, 64 },
		{ 33, 128, 64 },
		{ 2048, 4096, 64 },
		{ 2049, 8192, 128 },
		{ 5000, 16384, 256 },
		{ 1000000, 2097152, 32768 },
		{ 4294967295u, 8589934592ull, 134217728 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		is_int((long long)place_homes(rows[i].expected), (long long)rows[i].homes,
		       "homes for %u people", rows[i].expected);
		is_int((long long)place_tail(rows[i].homes), (long long)rows[i].tail,
		       "and a tail behind %llu", (unsigned long long)rows[i].homes);
	}
}

static void
home_of_id(void)
{
	static const struct {
		unsigned char top[4];
		uint64_t homes, home;
	} rows[] = {
		{ { 0, 0, 0, 0 }, 64, 0 },
		{ { 0x03, 0xff, 0xff, 0xff }, 64, 0 },
		{ { 0x04, 0, 0, 0 }, 64, 1 },
		{ { 0xff, 0xff, 0xff, 0xff }, 64, 63 },
		{ { 0x80, 0, 0, 0 }, 64, 32 },
		{ { 0x80, 0, 0, 0 }, 128, 64 },
		{ { 0xff, 0xff, 0xff, 0xff }, 1ull << 32, 0xffffffff },
		{ { 0x12, 0x34, 0x56, 0x78 }, 1ull << 32, 0x12345678 },
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		unsigned char id[16];

		memset(id, 0xff, sizeof(id));
		memcpy(id, rows[i].top, 4);
		is_int((long long)place_home(id, rows[i].homes), (long long)rows[i].home,
		       "home %zu", i);
	}
}

static void
names(void)
{
	static const struct {
		const char *name;
		bool good;
	} rows[] = {
		{ "pulse@w1", true },	 { "a-b_c9@2026-1", true },
		{ "pulse", false },	 { "@w1", false },
		{ "pulse@", false },	 { "pulse@w1@w2", false },
		{ "../x@w", false },	 { "a/b@w", false },
		{ "pulse@w.1", false },	 { "Pulse@w1", false },
		{ "", false },		 { "pulse@w 1", false },
		{ "pulse@w1\n", false },
	};
	char longest[SURVEY_NAME + 1];
	struct path path;
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		ok(survey_name_good(rows[i].name) == rows[i].good, "\"%s\" is %s name",
		   rows[i].name, rows[i].good ? "a" : "no");
	memset(longest, 'a', SURVEY_NAME);
	longest[10] = '@';
	longest[SURVEY_NAME] = '\0';
	ok(!survey_name_good(longest), "80 characters are too many");
	longest[SURVEY_NAME - 1] = '\0';
	ok(survey_name_good(longest), "79 are not");
	ok(path_answers(&path, "dir", "pulse@w1", "-wal", &err), "a path is made");
	is_str(path.text, "dir/answers/pulse@w1.db-wal", "as it should be");
	ok(!path_answers(&path, "dir", "../../etc/passwd", "", &err) &&
		   err.code == ERR_INPUT,
	   "none for what is no name");
	is_str(path.text, "dir/answers/pulse@w1.db-wal", "and the one before stands");
}

static void
file_systems(void)
{
	static const struct {
		unsigned long magic;
		const char *name;
	} rows[] = {
		{ 0x6969, "NFS" },
		{ 0x517b, "SMB" },
		{ 0xff534d42, "SMB (cifs)" },
		{ 0xfe534d42, "SMB 2" },
		{ 0x01021997, "9p" },
		{ 0x65735546, "FUSE" },
		{ 0xef53, NULL } /* ext4 */,
		{ 0x01021994, NULL } /* tmpfs */,
		{ 0x794c7630, NULL } /* overlay */,
		{ 0x58465342, NULL } /* xfs */,
		{ 0x9123683e, NULL } /* btrfs */,
		{ 0x2fc12fc1, NULL } /* zfs */,
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		is_str(file_system_refused(rows[i].magic), rows[i].name,
		       "file system %lx", rows[i].magic);
}

int
main(void)
{
	homes();
	home_of_id();
	names();
	file_systems();
	return tap_done();
}
