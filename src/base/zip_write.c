/*
 * Zip archives, made in memory.  The same files and the same day give the same bytes: nothing of
 * the clock, the time zone, the machine or its user goes in.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <minizip/zip.h>

#include "base/base.h"

enum {
	DAY_1980 =
		3652, /* the first day that an archive can tell; see APPNOTE.TXT, 4.4.6 */
	DAY_2107 = 50402,
	/* Made by version 2.0 on Unix; a plain file that all may read. */
	MADE_BY = 3 << 8 | 20,
	MODE_SHIFT = 16,
	NAME_IN_UTF8 = 1 << 11,
	MEMORY_LEVEL = 8,
	PIECE = 1 << 20, /* minizip counts in unsigned */
};

/*
 * The archive as a file of minizip's, which goes back to each entry's head once its size is known.
 * It starts at the buffer's end of then, and is the whole of what was put since.
 */
struct target {
	struct buf bytes;
	size_t at;
};

static voidpf
target_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

/* Asked for only when an archive is to grow, which these never do. */
static uLong
target_read(voidpf opaque, voidpf stream, void *to, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)to;
	(void)size;
	return 0;
}

static uLong
target_write(voidpf opaque, voidpf stream, const void *from, uLong size)
{
	struct target *t = stream;
	size_t over = t->bytes.len - t->at;

	(void)opaque;
	if (over > size)
		over = size;
	if (over)
		memcpy(t->bytes.data + t->at, from, over);
	buf_put(&t->bytes, (const char *)from + over, size - over);
	if (!buf_ok(&t->bytes))
		return 0;
	t->at += size;
	return size;
}

static ZPOS64_T
target_tell(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return ((struct target *)stream)->at;
}

static long
target_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct target *t = stream;
	size_t base = origin == ZLIB_FILEFUNC_SEEK_CUR	 ? t->at
		      : origin == ZLIB_FILEFUNC_SEEK_END ? t->bytes.len
							 : 0;

	(void)opaque;
	if (offset > t->bytes.len - base)
		return -1;
	t->at = base + (size_t)offset;
	return 0;
}

static int
target_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static int
target_error(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return !buf_ok(&((struct target *)stream)->bytes);
}

/* Midnight of a day as DOS has it: years since 1980, month and day in 7, 4 and 5 bits. */
static uLong
dos_date(int day)
{
	char text[11];

	day_format(day < DAY_1980 ? DAY_1980 : day > DAY_2107 ? DAY_2107 : day, text);
	return ((uLong)(strtoul(text, NULL, 10) - 1980) << 9 |
		(uLong)strtoul(text + 5, NULL, 10) << 5 | strtoul(text + 8, NULL, 10))
	       << 16;
}

static bool
pack_bytes(zipFile zip, const struct zip_entry *entry)
{
	const char *data = entry->data;
	size_t left = entry->len;

	while (left) {
		size_t n = left < PIECE ? left : PIECE;

		if (zipWriteInFileInZip(zip, data, (unsigned)n) != ZIP_OK)
			return false;
		data += n;
		left -= n;
	}
	return true;
}

/* Names that are not plain ASCII say in which letters they are (APPNOTE.TXT, appendix D). */
static uLong
name_flag(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name > 0x7f)
			return NAME_IN_UTF8;
	return 0;
}

static bool
pack_one(zipFile zip, const struct zip_entry *entry, uLong date)
{
	const zip_fileinfo info = { .dosDate = date,
				    .external_fa = 0100644ul << MODE_SHIFT };
	bool good;

	if (zipOpenNewFileInZip4(zip, entry->name, &info, NULL, 0, NULL, 0, NULL,
				 entry->stored ? 0 : Z_DEFLATED, Z_DEFAULT_COMPRESSION, 0,
				 -MAX_WBITS, MEMORY_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0,
				 MADE_BY, name_flag(entry->name)) != ZIP_OK)
		return false;
	good = pack_bytes(zip, entry);
	return zipCloseFileInZip(zip) == ZIP_OK && good;
}

bool
zip_write(const struct zip_entry *entries, size_t count, int day, struct buf *out,
	  struct err *err)
{
	struct target target = { .at = 0 };
	zlib_filefunc64_def doors = { .zopen64_file = target_open,
				      .zread_file = target_read,
				      .zwrite_file = target_write,
				      .ztell64_file = target_tell,
				      .zseek64_file = target_seek,
				      .zclose_file = target_close,
				      .zerror_file = target_error,
				      .opaque = &target };
	bool good = true;
	zipFile zip;

	buf_init(&target.bytes, out->most ? out->most - out->len : 0);
	zip = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &doors);
	if (!zip)
		die("out of memory");
	for (size_t i = 0; good && i < count; i++)
		good = pack_one(zip, &entries[i], dos_date(day));
	if (zipClose(zip, NULL) != ZIP_OK || !buf_ok(&target.bytes))
		good = false;
	if (good)
		buf_put(out, target.bytes.data, target.bytes.len);
	buf_free(&target.bytes);
	return good || err_set(err, ERR_IO, "no room for an archive of %zu files", count);
}
