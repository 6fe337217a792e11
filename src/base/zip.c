/*
 * The only door to minizip: files out of a zip archive that lies in memory.  Nothing touches the
 * disk, and nothing that the archive says of itself is believed: entries, bytes and how far they
 * swell are counted as they come.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <minizip/unzip.h>

#include "base/base.h"

enum { CHUNK = 64 * 1024, NAME_MOST = 256, END = 22 };

/* ---- the archive as a file of minizip's -------------------------------------------- */

/*
 * minizip wants files that it can seek in.  The archive was read whole, within the caller's limit,
 * so a place in memory serves, and no name of the archive ever reaches a file system.
 */
struct memory {
	const unsigned char *data;
	size_t len, at;
	bool failed;
};

static voidpf
memory_open(voidpf opaque, const void *name, int mode)
{
	struct memory *m = opaque;

	(void)name;
	(void)mode;
	m->at = 0;
	return m;
}

static uLong
memory_read(voidpf opaque, voidpf stream, void *to, uLong size)
{
	struct memory *m = stream;

	(void)opaque;
	if (size > m->len - m->at)
		size = m->len - m->at;
	memcpy(to, m->data + m->at, size);
	m->at += size;
	return size;
}

/* Never asked for: the archive is only read. */
static uLong
memory_write(voidpf opaque, voidpf stream, const void *from, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)from;
	(void)size;
	return 0;
}

static ZPOS64_T
memory_tell(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return ((struct memory *)stream)->at;
}

/* Offsets come out of the archive: none may lead beyond it. */
static long
memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct memory *m = stream;
	size_t base = origin == ZLIB_FILEFUNC_SEEK_CUR	 ? m->at
		      : origin == ZLIB_FILEFUNC_SEEK_END ? m->len
							 : 0;

	(void)opaque;
	if (offset > m->len - base)
		return -1;
	m->at = base + (size_t)offset;
	return 0;
}

static int
memory_close(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

static int
memory_error(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return ((struct memory *)stream)->failed;
}

/* ---- reading ------------------------------------------------------------------------ */

struct unpack {
	unzFile zip;
	const struct zip_limits *limits;
	size_t bytes; /* unpacked so far, of all files */
	struct zip_file *files;
	size_t count, room;
	struct arena *arena;
	struct err *err;
};

static bool
damaged(struct err *err)
{
	return err_set(err, ERR_INPUT, "the file is damaged, or was cut short");
}

static bool
too_large(const struct unpack *u)
{
	return err_set(u->err, ERR_INPUT, "unpacked it is over %zu MiB: too large",
		       u->limits->bytes >> 20);
}

/*
 * The bytes of the file at which the archive stands, to the end.  What the headers say of its size
 * is not believed, since a zip bomb says that it is small: what comes out is counted, chunk by
 * chunk, and the first limit that is passed ends it.
 */
static bool
unpack_bytes(struct unpack *u, const char *name, size_t packed, struct buf *out)
{
	size_t most = u->limits->bytes - u->bytes;
	char *chunk = mem_new(CHUNK, 1);
	bool right = true;
	int got = 0;

	while (right && (got = unzReadCurrentFile(u->zip, chunk, CHUNK)) > 0) {
		buf_put(out, chunk, (size_t)got);
		if (out->len > most)
			right = too_large(u);
		else if (out->len / u->limits->ratio > packed)
			right = err_set(u->err, ERR_INPUT,
					"%s swells to over %u times its size: this looks "
					"like a trap",
					name, u->limits->ratio);
	}
	free(chunk);
	if (right && got < 0)
		right = damaged(u->err);
	return right;
}

static bool
unpack_one(struct unpack *u, const char *name, const unz_file_info64 *info)
{
	SCOPED(buf) out;
	bool right;

	buf_init(&out, 0);
	/* readers would not agree which of the two counts */
	for (size_t i = 0; i < u->count; i++)
		if (str_same(u->files[i].name, name))
			return err_set(u->err, ERR_INPUT, "it holds %s twice", name);
	/* bit 0 of the general flags (APPNOTE.TXT, 4.4.4): encrypted */
	if (info->flag & 1)
		return err_set(u->err, ERR_INPUT,
			       "it is locked with a password: save it without one");
	if (unzOpenCurrentFile(u->zip) != UNZ_OK)
		return damaged(u->err);
	right = unpack_bytes(u, name, (size_t)info->compressed_size, &out);
	if (unzCloseCurrentFile(u->zip) != UNZ_OK && right)
		right = damaged(u->err); /* its checksum does not fit */
	if (!right)
		return false;
	u->bytes += out.len;
	if (u->count == u->room) {
		u->room = u->room ? 2 * u->room : 16;
		u->files = mem_grow(u->files, u->room, sizeof(*u->files));
	}
	u->files[u->count++] =
		(struct zip_file){ .name = arena_str(u->arena, name),
				   .data = arena_copy(u->arena, out.data ? out.data : "",
						      out.len),
				   .len = out.len };
	return true;
}

/* Parts that nobody asked for are never opened, however many there are within the limit. */
static bool
unpack_wanted(struct unpack *u, bool (*wanted)(const char *name))
{
	size_t entries = 0;
	int step;

	for (step = unzGoToFirstFile(u->zip); step == UNZ_OK;
	     step = unzGoToNextFile(u->zip)) {
		char name[NAME_MOST + 1] = "";
		unz_file_info64 info;

		if (++entries > u->limits->entries)
			return err_set(u->err, ERR_INPUT,
				       "it holds over %zu files: too many",
				       u->limits->entries);
		if (unzGetCurrentFileInfo64(u->zip, &info, name, NAME_MOST, NULL, 0, NULL,
					    0) != UNZ_OK)
			return damaged(u->err);
		/* a name that is too long, holds a zero or is no text can be none of ours */
		if (info.size_filename >= NAME_MOST ||
		    strlen(name) != info.size_filename ||
		    !utf8_valid(name, strlen(name)) || !wanted(name))
			continue;
		if (!unpack_one(u, name, &info))
			return false;
	}
	return step == UNZ_END_OF_LIST_OF_FILE || damaged(u->err);
}

/*
 * Whether the record at the end is whole: minizip takes what is missing there for zeros.  It has 22
 * bytes and a comment of at most 65,535, whose length the last two give (APPNOTE.TXT, 4.3.16).
 */
static bool
end_whole(const unsigned char *data, size_t len)
{
	static const unsigned char mark[] = { 'P', 'K', 5, 6 };
	size_t least = len > END + 0xffff ? len - END - 0xffff : 0;

	for (size_t at = len < END ? 0 : len - END + 1; at-- > least;)
		if (!memcmp(data + at, mark, sizeof(mark)))
			return data[at + END - 2] + 256u * data[at + END - 1] <=
			       len - at - END;
	return false;
}

bool
zip_read(const void *data, size_t len, const struct zip_limits *limits,
	 bool (*wanted)(const char *name), struct zip_file **out_files, size_t *out_count,
	 struct arena *a, struct err *err)
{
	struct memory memory = { .data = data, .len = len };
	zlib_filefunc64_def doors = { .zopen64_file = memory_open,
				      .zread_file = memory_read,
				      .zwrite_file = memory_write,
				      .ztell64_file = memory_tell,
				      .zseek64_file = memory_seek,
				      .zclose_file = memory_close,
				      .zerror_file = memory_error,
				      .opaque = &memory };
	struct unpack u = { .limits = limits, .arena = a, .err = err };
	bool right;

	if (len < 4 || memcmp(data, "PK", 2) != 0)
		return err_set(err, ERR_INPUT, "this is no zip archive");
	u.zip = end_whole(data, len) ? unzOpen2_64("", &doors) : NULL;
	if (!u.zip)
		return damaged(err);
	right = unpack_wanted(&u, wanted);
	unzClose(u.zip);
	if (right) {
		*out_files = arena_array(a, struct zip_file, u.count ? u.count : 1);
		if (u.count)
			memcpy(*out_files, u.files, u.count * sizeof(*u.files));
		*out_count = u.count;
	}
	free(u.files);
	return right;
}
